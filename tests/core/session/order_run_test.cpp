// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions of order items: what is frozen enters, the item moves on with its session, an adjustment parts as found from as left.
#include "core/registry/item_steps.h"
#include "core/registry/orders.h"
#include "core/session/adjust.h"
#include "core/session/order_work.h"
#include "core/session/own_points.h"
#include "core/session/twelve_steps.h"
#include "fixture.h"
#include "tests/support/registry_bench.h"

using namespace cal;
using namespace cal::session;
using namespace cal::session::test;
using cal::test::keyOf;
using cal::test::RegistryBench;

namespace {

const std::vector<std::string> kPoints = {"10V+10%", "10V+100%", "10V-100%"};

std::string pointSet(std::string_view rows, std::string_view procedure = "dmm-dc-voltage")
{
    return R"({"code":"PS-1","format":"calbench-point-set/1","points":[)" + std::string(rows) + R"(],"procedure":")" +
           std::string(procedure) + R"(","version":3})";
}

/// An item as the register holds it, in the store of a run, where there are no lists.
void putItem(Rig& rig, const journal::StreamId& order, const journal::StreamId& item, const char* kind = "routine")
{
    REQUIRE(
        rig.writer->append(order, {{"order.registered", 1, Json::Object{{"values", Json::Object{{"number", "O-1"}}}}}}, rig.services().by));
    REQUIRE(rig.writer->append(item,
                               {{"order-item.registered", 1,
                                 Json::Object{{"values", Json::Object{{"number", "O-1/1"}, {"order", order.text()}, {"kind", kind}}}}}},
                               rig.services().by));
}

struct OrderRig : Rig {
    registry::Kinds kinds = *cal::test::shippedKinds();
    journal::StreamId order = ids.make(), item = ids.make();

    explicit OrderRig(const char* kind = "routine") { putItem(*this, order, item, kind); }

    RunServices withKinds()
    {
        auto all = services();
        all.kinds = &kinds;
        return all;
    }
    Result<SetUp> ready(const char* kind = "routine")
    {
        auto wanted = request(dmmWith(kPoints, 2));
        wanted.unattended = true;
        wanted.orderItem = OrderItem{item.text(), "O-1/1", kind, false};
        return session::prepare(wanted, {});
    }
    registry::Entity itemNow() { return *registry::foldEntity(kinds, *writer->read(item)); }
    registry::Entity orderNow() { return *registry::foldEntity(kinds, *writer->read(order)); }
};

} // namespace

TEST_CASE("own points change nominal, range, tolerance and leave points out, and say it", "[session][orders]")
{
    auto procedure = dmmWith(kPoints, 2);
    const auto own = applyOwnPoints(
        pointSet(R"({"mpe":"0.5 mV","point":"10V+100%"},{"nominal":"2 V","point":"10V+10%"},{"point":"10V-100%","skip":true})"), procedure);
    INFO((own ? "" : told(own.error())));
    REQUIRE(own);
    CHECK(own->code == "PS-1");
    CHECK(own->version == "3");
    REQUIRE(own->changes.size() == 3);
    CHECK(own->changes[0].what == "mpe");
    CHECK(own->changes[0].from.empty());
    CHECK(own->changes[1].from == "1 V");
    CHECK(own->changes[1].to == "2 V");
    CHECK(own->changes[2].what == "skipped");
    REQUIRE(procedure.points.size() == 2);
    CHECK(procedure.points[0].nominal.text() == "2 V");
    CHECK(procedure.points[0].columns.at("nominal") == "2 V");
    CHECK(procedure.points[1].mpe->text() == "0.5 mV");
}

TEST_CASE("own points that do not fit are refused, each with its reason", "[session][orders]")
{
    const auto refused = [](const std::string& frozen) {
        auto procedure = dmmWith(kPoints, 2);
        return keyOf(applyOwnPoints(frozen, procedure));
    };
    CHECK(refused("") == "points.frozen");
    CHECK(refused("{}") == "points.frozen");
    CHECK(refused("[1,2") == "points.frozen");
    CHECK(refused(pointSet("", "other")) == "points.other-procedure");
    CHECK(refused(pointSet(R"({"point":"no"})")) == "points.unknown");
    CHECK(refused(pointSet(R"({"point":"10V+10%"},{"point":"10V+10%"})")) == "points.twice");
    CHECK(refused(pointSet(R"({"point":"10V+10%","mpe":"1 A"})")) == "points.unit");
    CHECK(refused(pointSet(R"({"point":"10V+10%","nominal":"much"})")) == "points.unit");
    CHECK(refused(pointSet(R"({"point":"10V+10%","skip":true},{"point":"10V+100%","skip":true},{"point":"10V-100%","skip":true})")) ==
          "points.none-left");
}

TEST_CASE("an own tolerance judges and stands in the record as the customer's", "[session][orders]")
{
    Rig rig;
    auto procedure = dmmWith({"10V+100%"}, 2);
    const auto own = applyOwnPoints(pointSet(R"({"mpe":"0.9 V","point":"10V+100%"})"), procedure);
    REQUIRE(own);
    auto wanted = rig.request(procedure);
    wanted.ownPoints = *own;
    wanted.unattended = true;
    const auto setUp = session::prepare(wanted, {});
    REQUIRE(setUp);
    const auto outcome = session::run(*setUp, &rig.bench, {}, rig.services(), rig.control);
    REQUIRE(outcome);
    const auto& result = *outcome->record.points[0].counting()->result;
    CHECK(result.mpe->plain() == "0.9");
    CHECK(result.mpeSource == "PS-1 v3: 0.9 V");
    REQUIRE(outcome->record.setUp.ownPoints);
    CHECK(outcome->record.setUp.ownPoints->changes.size() == 1);
}

TEST_CASE("an order item begins and is measured with its session, in the same transaction", "[session][orders]")
{
    OrderRig rig;
    const auto setUp = rig.ready();
    REQUIRE(setUp);
    CHECK(keyOf(session::run(*setUp, &rig.bench, {}, rig.services(), rig.control)) == "session.no-register");
    const auto outcome = session::run(*setUp, &rig.bench, {}, rig.withKinds(), rig.control);
    INFO((outcome ? "" : told(outcome.error())));
    REQUIRE(outcome);
    CHECK(outcome->record.sealed);
    REQUIRE(outcome->record.setUp.orderItem);
    CHECK(outcome->record.setUp.orderItem->id == rig.item.text());
    const auto item = rig.itemNow();
    CHECK(item.state == "measured");
    CHECK(item.text("verdict") == conformity::name(outcome->record.overall));
    CHECK(item.value("sessions").at(0)["session"].asString() == outcome->session.text());
    CHECK(rig.orderNow().state == "in-work");
}

TEST_CASE("what differs from what was agreed is refused when it is run, and nothing is left", "[session][orders]")
{
    OrderRig rig;
    const auto setUp = rig.ready();
    REQUIRE(setUp);
    auto item = rig.itemNow();
    CHECK(asAgreed(item, *setUp)); // it names nothing
    const auto instrument = sha256(setUp->definitions.at("item").document.pretty()).hex();
    item.values["release"] = setUp->procedure.release.hex();
    item.values["decision-rule"] = setUp->procedure.head.rules.decision;
    item.values["specification-digest"] = instrument;
    CHECK(asAgreed(item, *setUp));
    const std::string other(64, 'b');
    for (const auto& [field, key] : {std::pair{"release", "work.release-differs"},
                                     {"decision-rule", "work.rule-differs"},
                                     {"point-set-digest", "work.points-differ"},
                                     {"specification-digest", "work.specification-differs"}}) {
        auto changed = item;
        changed.values[field] = other;
        CHECK(keyOf(asAgreed(changed, *setUp)) == key);
    }
    // Agreed anew between the set-up and the start: the start finds it.
    REQUIRE(rig.writer->append(
        rig.item,
        {{"order-item.agreed", 1,
          Json::Object{{"from", "received"},
                       {"to", "agreed"},
                       {"reason", ""},
                       {"changes", Json::Object{{"specification-digest", Json::Object{{"old", nullptr}, {"new", other}}}}}}}},
        rig.services().by));
    CHECK(keyOf(session::run(*setUp, &rig.bench, {}, rig.withKinds(), rig.control)) == "work.specification-differs");
    CHECK(rig.itemNow().state == "agreed");
}

TEST_CASE("the next of a batch is like the one before it and not begun", "[session][orders]")
{
    const auto line = [](const char* number, const char* state, Json::Object values) {
        registry::QueueLine made;
        made.item.id = *Uuid::parse("0190a000-0000-7000-8000-00000000000" + std::string(number));
        made.item.kind = "order-item";
        made.item.state = state;
        made.item.values = std::move(values);
        made.item.values["number"] = number;
        return made;
    };
    const Json::Object alike{{"order", "o"}, {"batch", "B"}, {"release", "r"}, {"decision-rule", "simple"}};
    auto otherRelease = alike, otherBatch = alike, noBatch = alike;
    otherRelease["release"] = "s";
    otherBatch["batch"] = "C";
    noBatch.erase("batch");
    const std::vector queue{line("1", "assigned", alike),    line("2", "in-work", alike),  line("3", "assigned", otherRelease),
                            line("4", "agreed", otherBatch), line("5", "assigned", alike), line("6", "assigned", noBatch)};
    REQUIRE(nextLike(queue, queue[0].item));
    CHECK(nextLike(queue, queue[0].item)->item.text("number") == "5");
    CHECK_FALSE(nextLike(queue, queue[2].item));
    REQUIRE(nextLike(queue, queue[5].item)); // without a batch: the order
    CHECK(nextLike(queue, queue[5].item)->item.text("number") == "1");
}

TEST_CASE("an item that is gone takes no session, and the session leaves nothing", "[session][orders]")
{
    OrderRig rig;
    const auto setUp = rig.ready();
    REQUIRE(setUp);
    REQUIRE(rig.writer->append(
        rig.item,
        {{"order-item.returned", 1, Json::Object{{"from", "received"}, {"to", "returned"}, {"reason", "no"}, {"changes", Json::Object{}}}}},
        rig.services().by));
    CHECK(keyOf(session::run(*setUp, &rig.bench, {}, rig.withKinds(), rig.control)) == "registry.wrong-state");
}

TEST_CASE("as found is whole before an adjustment; as left follows and is sealed with it", "[session][orders]")
{
    OrderRig rig;
    const auto setUp = rig.ready();
    REQUIRE(setUp);
    rig.control.stopAfterPoint();
    auto outcome = session::run(*setUp, &rig.bench, {}, rig.withKinds(), rig.control);
    REQUIRE(outcome);
    REQUIRE_FALSE(outcome->record.sealed);
    const auto id = outcome->session;
    const Adjustment adjustment{"gain of 10 V", "CAL 0.99998", "as found near the limit", {"10V-100%", "10V+100%"}};
    CHECK(keyOf(adjust(id, adjustment, rig.withKinds())) == "session.as-found-incomplete");

    rig.control.holdBeforeSeal();
    outcome = session::resume(id, &rig.bench, {}, rig.withKinds(), rig.control);
    REQUIRE(outcome);
    CHECK_FALSE(outcome->record.sealed);
    CHECK(outcome->record.complete());
    CHECK(rig.itemNow().state == "in-work");
    CHECK(keyOf(adjust(id, {"gain", " ", "why", {}}, rig.withKinds())) == "session.adjust-word");
    CHECK(keyOf(adjust(id, {"gain", "none", "why", {"no"}}, rig.withKinds())) == "session.no-such-point");
    const auto adjusted = adjust(id, adjustment, rig.withKinds());
    INFO((adjusted ? "" : told(adjusted.error())));
    REQUIRE(adjusted);
    REQUIRE(adjusted->points.size() == 5);
    CHECK(adjusted->points[3].point.id == "10V+100%@as-left"); // the procedure's order
    CHECK(adjusted->points[3].point.section == "as-left");
    CHECK(adjusted->points[3].asFound == "10V+100%");
    CHECK_FALSE(adjusted->complete());
    CHECK(keyOf(adjust(id, adjustment, rig.withKinds())) == "session.as-found-incomplete"); // as left is not whole either

    outcome = session::resume(id, &rig.bench, {}, rig.withKinds(), rig.control);
    REQUIRE(outcome);
    CHECK(outcome->record.sealed);
    CHECK(outcome->record.points[4].counting()->result);
    CHECK(outcome->record.superseded(outcome->record.points[1]));
    CHECK_FALSE(outcome->record.superseded(outcome->record.points[0]));
    REQUIRE(outcome->record.adjustments.size() == 1);
    CHECK(outcome->record.adjustments[0].constants == "CAL 0.99998");
    CHECK(keyOf(adjust(id, adjustment, rig.withKinds())) == "session.adjust-sealed");
    CHECK(rig.itemNow().state == "measured");
}

TEST_CASE("an initial calibration has nothing as found and may be adjusted before it", "[session][orders]")
{
    OrderRig rig("initial");
    const auto setUp = rig.ready("initial");
    REQUIRE(setUp);
    CHECK(setUp->procedure.points.front().section == "initial");
    rig.control.stopAfterPoint();
    auto outcome = session::run(*setUp, &rig.bench, {}, rig.withKinds(), rig.control);
    REQUIRE(outcome);
    const auto adjusted = adjust(outcome->session, {"gain", "none", "new", {}}, rig.withKinds());
    REQUIRE(adjusted);
    CHECK(adjusted->points.size() == 6);
    outcome = session::resume(outcome->session, &rig.bench, {}, rig.withKinds(), rig.control);
    REQUIRE(outcome);
    CHECK(outcome->record.sealed);
    CHECK(outcome->record.points[1].attempts.empty()); // nobody measured what the adjustment has replaced
    CHECK(outcome->record.points[5].counting());
}

TEST_CASE("work on an item starts from what was frozen, whatever the program brings now", "[session][orders]")
{
    RegistryBench bench;
    const auto customer = bench.organisation("Customer");
    const auto model = bench.registry.add("model", {{"model", "34401A"}, {"code", "hp-34401a"}, {"manufacturer", "HP"}, {"name", "DMM"}});
    REQUIRE(model);
    const auto asset = bench.registry.add("asset", {{"asset-number", "A-1"},
                                                    {"name", "meter"},
                                                    {"owner", customer.id.text()},
                                                    {"model", model->id.text()},
                                                    {"serial", "S1"},
                                                    {"interval-months", 12}});
    REQUIRE(asset);
    const auto person = bench.registry.add("person", {{"login", "zhang"}, {"name", "Zhang"}});
    REQUIRE(person);
    registry::Orders orders(bench.registry, bench.access, "2026-11-23");
    REQUIRE(orders.open({{"number", "O-1"},
                         {"customer", customer.id.text()},
                         {"service", "calibration"},
                         {"decision-rule", "guard-band"},
                         {"guard-ratio", "0.5"},
                         {"conformity-wanted", true},
                         {"interval-wanted", false}}));
    REQUIRE(orders.receive({"O-1", "A-1", {}, {{"condition", "good"}}}));
    const std::chrono::minutes offset{480};
    CHECK(keyOf(orderWork(bench.registry, "O-1/1", offset)) == "work.not-agreed");
    CHECK(keyOf(orderWork(bench.registry, "O-1", offset)) == "work.no-item");
    const auto procedure = shippedProcedure("dmm-dc-voltage");
    REQUIRE(keepRelease(bench.store, procedure));
    REQUIRE(orders.agree("O-1/1", {"dmm-dc-voltage", procedure.release.hex(), "jjf1094", {}, "", "", "", ""}));
    const auto work = orderWork(bench.registry, "O-1", offset);
    INFO((work ? "" : told(work.error())));
    REQUIRE(work);
    CHECK(work->procedure.release == procedure.release);
    CHECK(work->procedure.head.rules.decision == "guard-band");
    CHECK(work->procedure.head.rules.decisionParameters["ratio"].asString() == "0.5");
    CHECK(work->item.model == "34401A");
    CHECK(work->item.manufacturer == "HP");
    CHECK(work->item.customer.en == "Customer");
    CHECK(work->item.order == "O-1");
    CHECK(work->orderItem.number == "O-1/1");
    CHECK(keyOf(orderWork(bench.registry, "O-2", offset)) == "registry.no-entity");

    // The twelve steps, from the events alone.
    const auto item = *bench.registry.resolve("order-item", "O-1/1");
    REQUIRE(orders.assign("O-1/1", "zhang", [](const auto&, const auto&, bool) { return true; }));
    auto steps = twelveSteps(bench.registry, item);
    INFO((steps ? "" : told(steps.error())));
    REQUIRE(steps);
    CHECK(steps->present() == TwelveSteps::Id::SetUp);
    CHECK(steps->steps[0].by == "anna");
    OrderRig rig;
    const auto setUp = rig.ready();
    REQUIRE(setUp);
    const auto outcome = session::run(*setUp, &rig.bench, {}, rig.withKinds(), rig.control);
    REQUIRE(outcome);
    REQUIRE(bench.store.appendSealed(rig.events(outcome->session)));
    const journal::Authorship by{person->id.text(), "bench-1", "test"};
    REQUIRE(registry::itemBegun(bench.kinds, bench.store, by, item, outcome->session, bench.clock.now().utc));
    CHECK(twelveSteps(bench.registry, item)->present() == TwelveSteps::Id::Check);
    REQUIRE(registry::itemMeasured(bench.kinds, bench.store, by, item, outcome->session, "2026-11-23", "pass"));
    REQUIRE(orders.check("O-1/1"));
    REQUIRE(orders.approve("O-1/1"));
    REQUIRE(orders.handOver("O-1", {}, "Mr Wang"));
    const auto all = twelveStepsOf(bench.registry, "O-1");
    REQUIRE(all);
    REQUIRE(all->size() == 1);
    const auto& last = all->front();
    CHECK(last.present() == TwelveSteps::Id::Sign); // documents do not exist yet
    CHECK(last.steps[10].done);
    CHECK(last.steps[11].detail == "2027-11-22");
    CHECK_FALSE(last.steps[11].done);
    for (const std::size_t i : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 10U}) {
        CHECK(last.steps[i].done);
        CHECK(last.steps[i].at);
        CHECK_FALSE(last.steps[i].person.empty());
    }
}
