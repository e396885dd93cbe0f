// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/label.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace cal;
using namespace cal::certificate;
using LabelKind = LabelFacts::Kind;

namespace {

LabelFacts facts(LabelKind kind)
{
    LabelFacts known;
    known.kind = kind;
    known.laboratory = {"计量所", "Laboratory"};
    known.assetNumber = "A-1";
    known.itemNumber = "O-1/1";
    known.name = {"数字多用表", "multimeter"};
    known.customer = {"客户", "customer"};
    known.measuredOn = "2026-11-24";
    known.validUntil = "2027-11-23";
    known.verdict = "pass";
    return known;
}

std::string value(const Label& label, const char* id)
{
    const auto found = std::find_if(label.lines.begin(), label.lines.end(), [&](const auto& line) { return line.id == id; });
    return found == label.lines.end() ? std::string() : found->value.en;
}

std::string refused(const LabelFacts& known)
{
    const auto label = makeLabel(known);
    return label ? std::string() : label.error().key;
}

} // namespace

TEST_CASE("a verification label carries its validity or its time of use, and only for what passed", "[label]")
{
    auto known = facts(LabelKind::Verification);
    const auto label = makeLabel(known);
    REQUIRE(label);
    CHECK(value(*label, "valid-until") == "2027-11-23");
    CHECK(value(*label, "use-until").empty());
    CHECK(label->code == "A-1");
    known.useUntil = "2032-11-23";
    CHECK(value(*makeLabel(known), "use-until") == "2032-11-23");
    CHECK(value(*makeLabel(known), "valid-until").empty());
    known.useUntil = known.validUntil = "";
    CHECK(refused(known) == "label.no-validity");
    known = facts(LabelKind::Verification);
    for (const char* verdict : {"fail", "undecided", "not-judged", ""}) {
        known.verdict = verdict;
        CHECK(refused(known) == "label.not-passed");
    }
    known.measuredOn = "";
    CHECK(refused(known) == "label.not-measured");
}

TEST_CASE("a calibration label has no date due unless the customer agreed", "[label]")
{
    auto known = facts(LabelKind::Calibration);
    auto label = makeLabel(known);
    REQUIRE(label);
    for (const auto& line : label->lines)
        CHECK(line.value.en != "2027-11-23");
    known.intervalAgreed = true;
    CHECK(value(*makeLabel(known), "next") == "2027-11-23");
    known.verdict = "fail"; // a calibration states what it found
    CHECK(refused(known).empty());
}

TEST_CASE("a label says that data are simulated and nothing was issued", "[label]")
{
    auto known = facts(LabelKind::Calibration);
    known.simulated = true;
    auto label = makeLabel(known);
    REQUIRE(label->marks.size() == 2);
    CHECK(label->marks[0].en == "SIMULATED");
    CHECK(label->marks[1].zh == "未签发");
    known.simulated = false;
    known.issued = true;
    CHECK(makeLabel(known)->marks.empty());
}

TEST_CASE("a tag shows the item, an asset label the asset", "[label]")
{
    CHECK(makeLabel(facts(LabelKind::Tag))->code == "O-1/1");
    CHECK(makeLabel(facts(LabelKind::Asset))->code == "A-1");
    CHECK(refused(LabelFacts{}) == "label.no-number");
}
