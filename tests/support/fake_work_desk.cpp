// SPDX-License-Identifier: GPL-3.0-or-later
// A work desk for tests of the window.
#include "tests/support/fake_work_desk.h"

#include "core/registry/item_steps.h"
#include "tests/support/source_files.h"

#include <filesystem>
#include <stdexcept>

namespace cal::test {

using registry::Entity;
using registry::Orders;
using registry::Registry;

namespace {

const registry::MayPerform kAll = [](const std::string&, const std::string&, bool) { return true; };

template <class T>
T must(Result<T> result, const std::string& what)
{
    if (!result) {
        std::string reason = "fake work desk: " + what + ": " + result.error().key;
        for (const auto& arg : result.error().args)
            reason += " " + arg.name + "=" + arg.value;
        throw std::runtime_error(reason);
    }
    return *std::move(result);
}

procedure::Procedure shipped(const std::string& id)
{
    procedure::FileSet files;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(CAL_SOURCE_DIR) / "resources/procedures" / id))
        files.emplace(entry.path().filename().string(), readFile(entry.path()));
    return must(procedure::load(std::move(files)), id);
}

registry::Agreement agreementFor(Registry& registry, const std::string& procedureId, const std::string& pointSet, const std::string& due)
{
    const auto procedure = shipped(procedureId);
    if (const auto kept = session::keepRelease(registry.store(), procedure); !kept)
        throw std::runtime_error("fake work desk: " + kept.error().key);
    return {procedure.head.id, procedure.release.hex(), procedure.head.rules.decision, {}, {}, {}, pointSet, due};
}

} // namespace

Result<void> FakeWorkDesk::Gate::require(const registry::Act& act)
{
    if (act.operation == m_desk.refused)
        return Error{Errc::InvalidArgument,
                     "access.not-authorised",
                     {{"person", act.person}, {"operation", act.operation}, {"scope", act.scope}},
                     {}};
    if ((act.operation == "check" || act.operation == "approve") && act.person == act.performedBy)
        return Error{
            Errc::InvalidArgument,
            "access.same-person",
            {{"person", act.person}, {"operation", act.operation}, {"scope", act.scope}, {"first", "perform"}, {"second", act.operation}},
            {}};
    return {};
}

template <class T>
void FakeWorkDesk::ask(std::function<Result<T>(Registry&, Orders&)> question, std::function<void(Result<T>)> reply)
{
    // Who is signed in now: the question is answered on the desk's thread, and the test may sign in somebody else meanwhile.
    m_desk.later([this, question = std::move(question), reply = std::move(reply), who = person](Registry& all) {
        Gate gate(*this);
        const auto actor = must(all.resolve("person", who), who).text();
        Registry registry(all.kinds(), all.store(), gate, {actor, "bench-1", "calbench test"}, all.clock());
        Orders orders(registry, gate, kToday);
        reply(question(registry, orders));
    });
}

void FakeWorkDesk::day(DayReply reply)
{
    ask<session::Day>(
        [this](Registry& registry, Orders&) {
            Gate gate(*this);
            return session::dayOf(registry, gate, registry.by().actor, kToday, 90,
                                  [&gate](const registry::Act& act) { return gate.require(act).has_value(); });
        },
        std::move(reply));
}

void FakeWorkDesk::trace(const std::string& named, TraceReply reply)
{
    ask<std::vector<session::TwelveSteps>>([named](Registry& registry, Orders&) { return session::twelveStepsOf(registry, named); },
                                           std::move(reply));
}

void FakeWorkDesk::receive(const registry::Receipt& receipt, ActReply reply)
{
    ask<Entity>([receipt](Registry&, Orders& orders) { return orders.receive(receipt); }, std::move(reply));
}

void FakeWorkDesk::agree(const std::string& item, const std::string& procedure, const std::string& pointSet, const std::string& due,
                         const std::string& reason, ActReply reply)
{
    ask<Entity>(
        [=](Registry& registry, Orders& orders) {
            auto agreement = agreementFor(registry, procedure, pointSet, due);
            agreement.reason = reason;
            return orders.agree(item, agreement);
        },
        std::move(reply));
}

void FakeWorkDesk::assign(const std::string& item, const std::string& who, ActReply reply)
{
    ask<Entity>([=](Registry&, Orders& orders) { return orders.assign(item, who, kAll); }, std::move(reply));
}

void FakeWorkDesk::check(const std::string& item, ActReply reply)
{
    ask<Entity>([item](Registry&, Orders& orders) { return orders.check(item); }, std::move(reply));
}

void FakeWorkDesk::approve(const std::string& item, ActReply reply)
{
    ask<Entity>([item](Registry&, Orders& orders) { return orders.approve(item); }, std::move(reply));
}

void FakeWorkDesk::handOver(const std::string& order, const std::vector<std::string>& items, const std::string& to, ActReply reply)
{
    ask<Entity>([=](Registry&, Orders& orders) { return orders.handOver(order, items, to); }, std::move(reply));
}

void FakeWorkDesk::label(const std::string&, FileReply reply)
{
    ask<std::string>([pdf = labelPdf](Registry&, Orders&) -> Result<std::string> { return pdf; }, std::move(reply));
}

Result<session::OrderWork> FakeWorkDesk::workOf(const std::string& named)
{
    std::optional<Result<session::OrderWork>> work;
    m_desk.now([&](Registry& registry) { work = session::orderWork(registry, named, std::chrono::minutes(480)); });
    return *std::move(work);
}

void FakeWorkDesk::measured(const std::string& item, const std::string& who)
{
    m_desk.now([&](Registry& registry) {
        const auto id = must(registry.resolve("order-item", item), item);
        const journal::Authorship by{must(registry.resolve("person", who), who).text(), "bench-1", "calbench test"};
        IdMaker ids(registry.clock());
        const auto session = ids.make();
        const auto begun = registry.store().append(session, 0,
                                                   std::vector<journal::NewEvent>{{"session.set-up-frozen", 1, Json::Object{}},
                                                                                  {"session.reading-taken", 1, Json::Object{}},
                                                                                  {"session.point-judged", 1, Json::Object{}},
                                                                                  {"session.sealed", 1, Json::Object{{"overall", "pass"}}}},
                                                   by);
        must(begun, "a session");
        must(registry::itemBegun(registry.kinds(), registry.store(), by, id, session, registry.clock().now().utc), "begun");
        if (const auto done = registry::itemMeasured(registry.kinds(), registry.store(), by, id, session, kToday, "pass"); !done)
            throw std::runtime_error("fake work desk: " + done.error().key);
    });
}

void FakeWorkDesk::furnish()
{
    m_desk.now([](Registry& registry) {
        registry::EverybodyMay gate;
        Orders orders(registry, gate, "2026-11-16");
        const auto both = [](const char* zh, const char* en) { return Json(Text{zh, en}); };
        const auto id = [&](const char* kind, const char* number) { return must(registry.resolve(kind, number), number).text(); };
        must(registry.add("person",
                          {{"login", "metrologist-demo"}, {"name", both("王芳", "Wang Fang")}, {"post", both("检定员", "Metrologist")}}),
             "person");
        must(registry.add("number-block",
                          {{"name", "orders"}, {"purpose", "order"}, {"rule", "W-{year}-{serial:4}"}, {"from", 1}, {"to", 999}}),
             "number block");
        const auto customer = registry.list("organisation", {{"code", journal::Condition::Op::Equal, std::string("JC")}});
        const auto open = [&](const char* promised) {
            return must(orders.open({{"customer", must(customer, "customer").front().id.text()},
                                     {"service", "calibration"},
                                     {"promised", promised},
                                     {"decision-rule", "procedure"},
                                     {"conformity-wanted", true},
                                     {"interval-wanted", false}}),
                        "order")
                .text("number");
        };
        const auto receive = [&](const std::string& order, const char* asset, const char* due, const char* batch) {
            Json::Object item{{"kind", "routine"}, {"condition", both("外观及功能正常", "undamaged, working")}, {"due", due}};
            if (*batch)
                item["batch"] = batch;
            return must(orders.receive({order, asset, {}, item}), asset).text("number");
        };
        const auto first = open("2026-11-30");
        const auto mine = id("person", "metrologist-demo"), other = id("person", "li");
        const auto prepare = [&](const std::string& item, const std::string& who) {
            must(orders.agree(item, agreementFor(registry, "dmm-dc-voltage", {}, {})), item);
            must(orders.assign(item, who, kAll), item);
        };
        for (const auto& [asset, due] : {std::pair{"A-0001", "2026-11-20"}, {"A-0002", "2026-11-27"}, {"A-0004", "2026-11-30"}})
            prepare(receive(first, asset, due, "MEL-1"), mine);
        const auto second = open("2026-12-04");
        receive(second, "A-0005", "2026-12-04", "");
        prepare(receive(second, "A-0007", "2026-12-02", ""), other);
        prepare(receive(second, "A-0008", "2026-12-02", ""), mine);
    });
    measured("W-2026-0002/2", "li");
    measured("W-2026-0002/3", "metrologist-demo");
}

} // namespace cal::test
