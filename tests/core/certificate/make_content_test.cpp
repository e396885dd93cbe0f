// SPDX-License-Identifier: GPL-3.0-or-later
// From record to content: every item of ISO/IEC 17025 7.8.2.1, 7.8.4.1, 7.8.6 and of the 校准证书 list.
#include "core/certificate/content.h"

#include "tests/support/record_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using cal::certificate::Content;

Content made(const cal::session::SessionRecord& record)
{
    auto content = cal::certificate::makeContent(record);
    REQUIRE(content);
    return *std::move(content);
}

cal::Text valueOf(const Content& content, std::string_view block, std::string_view field)
{
    const auto* found = content.block(block);
    REQUIRE(found);
    for (const auto& candidate : found->fields)
        if (candidate.id == field) {
            CHECK_FALSE(candidate.label.zh.empty());
            CHECK_FALSE(candidate.label.en.empty());
            return candidate.value;
        }
    FAIL("no field " << field);
    return {};
}

bool states(const Content& content, std::string_view en, std::string_view zh)
{
    return std::any_of(content.statements.begin(), content.statements.end(), [&](const cal::Text& statement) {
        return statement.en.find(en) != std::string::npos && statement.zh.find(zh) != std::string::npos;
    });
}

std::string missingOf(const cal::session::SessionRecord& record)
{
    const auto content = cal::certificate::makeContent(record);
    REQUIRE_FALSE(content);
    CHECK(content.error().key == "certificate.incomplete");
    CHECK(content.error().code == cal::Errc::InvalidArgument);
    return std::string(content.error().arg("missing"));
}

} // namespace

TEST_CASE("ISO/IEC 17025 7.8.2.1: the items of every certificate", "[certificate][iso17025]")
{
    const auto record = cal::support::dmmRecord();
    const auto content = made(record);
    CHECK(content.title == cal::Text{"校准证书", "Calibration Certificate"});                               // a
    CHECK(content.laboratory.name.zh == "演示计量检测研究院");                                              // b
    CHECK(valueOf(content, "laboratory", "laboratory.address").en == "1 Example Road, Demonstration City"); // b
    CHECK(valueOf(content, "work", "work.place").zh == "本院电学室");                                       // c
    CHECK(content.endMark == cal::Text{"以下空白", "End of certificate"});                                  // d
    CHECK(content.number.empty());                                                                          // d: given at approval
    CHECK_FALSE(content.issued);
    CHECK(valueOf(content, "work", "work.record").zh == record.id.text());
    CHECK(valueOf(content, "customer", "customer.name").zh == "演示委托单位有限公司");                   // e
    CHECK(valueOf(content, "customer", "customer.address").en == "2 Customer Road, Demonstration City"); // e
    CHECK(valueOf(content, "basis", "basis.method").zh == "JJF 1587-2016《数字多用表校准规范》");        // f
    CHECK(valueOf(content, "basis", "basis.procedure").en == "Digital multimeter, DC voltage (dmm-dc-voltage 1.0.0)");
    CHECK(valueOf(content, "item", "item.name").en == "digital multimeter"); // g
    CHECK(valueOf(content, "item", "item.model").zh == "34401A");
    CHECK(valueOf(content, "item", "item.serial").zh == "MY45012345");
    CHECK(valueOf(content, "item", "item.manufacturer").en == "Hewlett-Packard");
    CHECK(valueOf(content, "item", "item.condition").zh == "外观及通电检查正常");
    CHECK(valueOf(content, "work", "work.received").zh == "2026-11-20");       // h
    CHECK(valueOf(content, "work", "work.calibrated").zh == "2026-11-23");     // i
    CHECK(content.issuedOn.empty());                                           // j: given at approval
    CHECK(states(content, "relate only to the item", "仅与所校准的物品有关")); // l
    CHECK(content.tables.size() == 2);                                         // m
    CHECK(states(content, "no deviations", "无偏离"));                         // n
    CHECK(content.performer == cal::Text{"张明用", "Zhang Mingyong"});         // o
    CHECK(content.approver.empty());
    CHECK(states(content, "except in full", "不得部分复制"));
    CHECK(states(content, "provided by the customer", "由委托方提供")); // 7.8.2.2
    for (const auto& statement : content.statements) {
        CHECK_FALSE(statement.zh.empty());
        CHECK_FALSE(statement.en.empty());
        CHECK(statement.en.find('{') == std::string::npos);
        CHECK(statement.zh.find('{') == std::string::npos);
        CHECK(statement.zh.find("周期") == std::string::npos); // 7.8.4.3: no recommended interval
        CHECK(statement.en.find("recalibration") == std::string::npos);
    }
}

TEST_CASE("ISO/IEC 17025 7.8.4.1: uncertainty, conditions, traceability, adjustment", "[certificate][iso17025]")
{
    auto record = cal::support::dmmRecord();
    const auto content = made(record);
    CHECK(states(content, "k = 2, for a coverage probability p of about 95 %", "k = 2 得到，包含概率 p 约为 95 %"));
    CHECK(states(content, "two significant digits", "两位有效数字"));
    CHECK(valueOf(content, "environment:temperature", "environment.start").zh == "20.13 °C");
    CHECK(valueOf(content, "environment:temperature", "environment.end").zh == "20.41 °C");
    CHECK(valueOf(content, "environment:temperature", "environment.limits").zh == "(18–22) °C");
    CHECK(valueOf(content, "environment:humidity", "environment.limits").en == "(35–75) %");
    CHECK(valueOf(content, "environment:time", "environment.start").zh == "2026-11-23 13:41 +08:00");
    CHECK(valueOf(content, "environment:temperature", "environment.source").en == "measured (simulated)");
    CHECK(valueOf(content, "standard:1", "standard.name").zh == "多功能校准器");
    CHECK(valueOf(content, "standard:1", "standard.model").zh == "Fluke 5522A");
    CHECK(valueOf(content, "standard:1", "standard.serial").zh == "SIM5522-001");
    CHECK(valueOf(content, "standard:1", "standard.certificate").zh == "DEMO-2026-0117");
    CHECK(valueOf(content, "standard:1", "standard.valid").zh == "2027-05-31");
    CHECK(valueOf(content, "standard:1", "standard.characteristic").en.find("±1020 V") != std::string::npos);
    CHECK(states(content, "neither adjusted nor repaired", "未对被校物品进行调整"));

    SECTION("simulated data claim no traceability")
    {
        CHECK(content.simulated);
        CHECK(states(content, "no metrological traceability", "不具有计量溯源性"));
        CHECK_FALSE(states(content, "traceable to the International System", "溯源至国际单位制"));
    }
    SECTION("a simulated thermometer alone makes the certificate simulated")
    {
        record.setUp.simulated = false;
        CHECK(made(record).simulated);
        for (auto& environment : record.environment)
            environment.simulated = false;
        const auto real = made(record);
        CHECK_FALSE(real.simulated);
        CHECK(states(real, "traceable to the International System", "溯源至国际单位制"));
    }
    SECTION("as-found and as-left are both given and said")
    {
        auto after = record.points.front();
        after.point.section = "as-left";
        record.points.push_back(after);
        CHECK(states(made(record), "before and after adjustment", "调整前和调整后"));
    }
    SECTION("conditions outside the limits are a deviation")
    {
        record.environment.back().within = false;
        const auto outside = made(record);
        CHECK(states(outside, "end: 20.41 °C, 52.0 %", "结束：20.41 °C, 52.0 %"));
        CHECK_FALSE(states(outside, "no deviations", "无偏离"));
    }
    SECTION("a calibration over midnight names both days of the laboratory's zone")
    {
        record.ended.utc = *cal::parseRfc3339("2026-11-23T17:00:00Z");
        CHECK(valueOf(made(record), "work", "work.calibrated").en == "2026-11-23 to 2026-11-24");
    }
}

TEST_CASE("ISO/IEC 17025 7.8.6: rule, risk and counts only where a rule was agreed", "[certificate][iso17025]")
{
    const auto mixed = made(cal::support::mixedVerdictRecord());
    CHECK(states(mixed, "JJF 1094-2002", "JJF 1094-2002"));
    CHECK(states(mixed, "probability of a wrong decision", "误判概率"));
    CHECK(states(mixed, "of 24 judged points 22 conform, 1 are undecided and 1 do not conform",
                 "24 个校准点中，22 个合格，1 个待定，1 个不合格"));

    const auto s9 = made(cal::support::s9Record());
    CHECK(states(s9, "makes no statement of conformity", "不作符合性声明"));
    CHECK_FALSE(states(s9, "conform,", "个合格"));
    CHECK(states(s9, "k = 1.65, for a coverage probability p of about 95 %", "k = 1.65"));
    CHECK(states(s9, "one significant digit", "一位有效数字"));
    CHECK_FALSE(s9.simulated);

    auto unknown = cal::support::dmmRecord();
    unknown.setUp.procedure.head.rules.decision = "coin-toss";
    const auto refused = cal::certificate::makeContent(unknown);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "decision.unknown-rule");
}

TEST_CASE("A certificate is refused when the record is not finished or an item is missing", "[certificate]")
{
    auto record = cal::support::dmmRecord();
    SECTION("not sealed")
    {
        record.sealed = false;
        CHECK(missingOf(record) == "session.sealed");
    }
    SECTION("a point without a result")
    {
        record.points.back().attempts.back().outcome = "failed";
        record.points.back().attempts.back().result.reset();
        CHECK(missingOf(record) == "session.points");
    }
    SECTION("nothing at all")
    {
        CHECK(missingOf({}).find("laboratory.name") != std::string::npos);
    }
    SECTION("several items are all named")
    {
        record.setUp.item.customer = {};
        record.setUp.standards.clear();
        record.environment.pop_back();
        CHECK(missingOf(record) == "customer.name, standard, environment.end");
    }
    SECTION("serial or asset number: one is enough")
    {
        record.setUp.item.serial.clear();
        CHECK(valueOf(made(record), "item", "item.serial").zh == "—");
        record.setUp.item.assetNumber.clear();
        CHECK(missingOf(record) == "item.serial");
    }
}

TEST_CASE("Optional items that are empty are shown as a dash, one language stands for both", "[certificate]")
{
    auto record = cal::support::dmmRecord();
    auto& item = record.setUp.item;
    item.received.clear();
    item.order.clear();
    item.condition = {};
    item.manufacturer.clear();
    item.customerAddress = {"只有中文地址", ""};
    record.setUp.standards.front().certificate.clear();
    record.setUp.laboratory.phone.clear();
    const auto content = made(record);
    CHECK(valueOf(content, "work", "work.received").zh == "—");
    CHECK(valueOf(content, "work", "work.order").en == "—");
    CHECK(valueOf(content, "item", "item.condition").zh == "—");
    CHECK(valueOf(content, "item", "item.manufacturer").zh == "—");
    CHECK(valueOf(content, "customer", "customer.address").en == "只有中文地址");
    CHECK(valueOf(content, "standard:1", "standard.certificate").zh == "—");
    const auto& laboratory = content.block("laboratory")->fields;
    CHECK(std::none_of(laboratory.begin(), laboratory.end(), [](const auto& field) { return field.id == "laboratory.phone"; }));
}
