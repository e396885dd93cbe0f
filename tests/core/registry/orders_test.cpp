// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/orders.h"

#include "core/registry/item_steps.h"
#include "tests/support/registry_bench.h"

using namespace cal;
using namespace cal::registry;
using cal::test::keyOf;
using cal::test::RegistryBench;

namespace {

const MayPerform kAll = [](const std::string&, const std::string&, bool) { return true; };
const MayPerform kNobody = [](const std::string&, const std::string&, bool) { return false; };
const std::string kRelease(64, 'a');

/// A laboratory with a customer, a person, two assets, a number block and an open order.
struct Laboratory : RegistryBench {
    Orders orders{registry, access, "2026-11-23"};
    Entity customer = organisation("Customer");
    Entity zhang = person("zhang");
    Entity li = person("li");
    Entity meter = asset("A-1", customer), other = asset("A-2", customer);
    Entity order;

    Laboratory()
    {
        REQUIRE(registry.add("number-block",
                             {{"name", "orders"}, {"purpose", "order"}, {"rule", "O-{year}-{serial:4}"}, {"from", 1}, {"to", 99}}));
        order = opened({});
    }

    Entity person(const char* login)
    {
        const auto added = registry.add("person", {{"login", login}, {"name", login}});
        REQUIRE(added);
        return *added;
    }

    Result<Entity> open(Json::Object more)
    {
        Json::Object values{{"customer", customer.id.text()},
                            {"service", "calibration"},
                            {"decision-rule", "procedure"},
                            {"conformity-wanted", true},
                            {"interval-wanted", false}};
        for (auto& [name, value] : more)
            values[name] = value;
        return orders.open(std::move(values));
    }
    Entity opened(Json::Object more)
    {
        const auto added = open(std::move(more));
        INFO((added ? "" : added.error().key));
        REQUIRE(added);
        return *added;
    }

    Entity received(const std::string& asset, Json::Object item = {})
    {
        const auto got = orders.receive({order.text("number"), asset, {}, std::move(item)});
        INFO((got ? "" : got.error().key));
        REQUIRE(got);
        return *got;
    }
    Agreement agreement() const { return {"dmm-dc-voltage", kRelease, "jjf1094", {}, "34401A 1y", std::string(64, 'b'), "", ""}; }

    /// Through a session by Zhang, or by somebody else, as the run writes it.
    void measure(const Entity& item, const char* verdict = "pass", const char* day = "2026-11-24", const Entity* performer = nullptr)
    {
        const auto session = *Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057");
        const journal::Authorship by{(performer ? *performer : zhang).id.text(), "bench-1", "test"};
        const auto done = store.together([&]() -> Result<void> {
            CAL_TRY(itemBegun(kinds, store, by, item.id, session, clock.now().utc));
            return itemMeasured(kinds, store, by, item.id, session, day, verdict);
        });
        INFO((done ? "" : done.error().key));
        REQUIRE(done);
    }
    Entity now(const Entity& entity) { return *registry.get(entity.id); }
};

} // namespace

TEST_CASE("an order takes its number and says the rule and its risk", "[registry][orders]")
{
    Laboratory lab;
    CHECK(lab.order.text("number") == "O-2026-0001");
    CHECK(lab.opened({{"decision-rule", "simple"}}).text("number") == "O-2026-0002");
    CHECK(!lab.opened({{"decision-rule", "guard-band"}}).text("risk").empty());
    CHECK(lab.opened({{"number", "BY-HAND"}}).text("number") == "BY-HAND");
    CHECK(keyOf(lab.open({{"decision-rule", "none"}})) == "order.rule-missing"); // ISO/IEC 17025 7.1.3
    CHECK(keyOf(lab.open({{"number", "O-2026-0001"}})) == "registry.not-unique");
    CHECK(keyOf(lab.open({{"customer", nullptr}})) == "registry.missing");
    CHECK(lab.opened({}).text("number") == "O-2026-0004"); // a refused order has used no number
    lab.access.refused = "order";
    CHECK(keyOf(lab.open({})) == "access.not-authorised");
}

TEST_CASE("what comes of an order has one door", "[registry][orders]")
{
    Laboratory lab;
    const Json::Object values{{"number", "O-2026-0001/7"},
                              {"order", lab.order.id.text()},
                              {"asset", lab.meter.id.text()},
                              {"received-at", "2026-11-23T08:00:00Z"},
                              {"received-by", "somebody else"}};
    CHECK(keyOf(lab.registry.add("order-item", values)) == "registry.not-added-by-form");
    CHECK(keyOf(lab.registry.add("handover", {{"received-by", "Wang"}})) == "registry.not-added-by-form");
    const auto objections = lab.registry.objections("order-item", values);
    REQUIRE(objections.size() == 1); // so that an import refuses the row and says why
    CHECK(objections.front().key == "registry.not-added-by-form");
    CHECK(lab.registry.list("order-item")->empty());

    // An order that a form brings goes through open(): the number is drawn, the rule is asked for.
    Json::Object typed{{"customer", lab.customer.id.text()},
                       {"service", "calibration"},
                       {"decision-rule", "none"},
                       {"conformity-wanted", true},
                       {"interval-wanted", false}};
    CHECK(keyOf(addTyped(lab.registry, lab.access, "2026-11-23", "order", typed)) == "order.rule-missing");
    typed["decision-rule"] = "simple";
    const auto order = addTyped(lab.registry, lab.access, "2026-11-23", "order", typed);
    REQUIRE(order);
    CHECK(order->text("number") == "O-2026-0002");
}

TEST_CASE("an item says by name who received it", "[registry][orders]")
{
    Laboratory lab;
    Registry zhangs(lab.kinds, lab.store, lab.access, {lab.zhang.id.text(), "desk-1", "test"}, lab.clock);
    const auto item = Orders(zhangs, lab.access, "2026-11-23").receive({"O-2026-0001", "A-2", {}, {}});
    REQUIRE(item);
    CHECK(item->text("received-by") == "zhang"); // a paper names people, it does not number them
}

TEST_CASE("an item is received by scanning, once, and numbered within its order", "[registry][orders]")
{
    Laboratory lab;
    const auto first = lab.received("A-1", {{"condition", "scratched / 划伤"}, {"accessories", "leads"}});
    CHECK(first.text("number") == "O-2026-0001/1");
    CHECK(first.text("received-by") == "anna");
    CHECK(first.text("kind") == "routine");
    CHECK(keyOf(lab.orders.receive({"O-2026-0001", "A-1", {}, {}})) == "order.already-here");
    CHECK(keyOf(lab.orders.receive({"O-2026-0001", "NEW-1", {}, {}})) == "order.unknown-asset");
    const auto opened = lab.orders.receive({"O-2026-0001", "NEW-1", {{"name", "clamp meter"}}, {}});
    REQUIRE(opened);
    CHECK(opened->text("number") == "O-2026-0001/2");
    const auto asset = lab.orders.named("asset", "NEW-1");
    REQUIRE(asset);
    CHECK(asset->text("owner") == lab.customer.id.text());
    CHECK(keyOf(lab.orders.receive({"O-9999", "A-2", {}, {}})) == "registry.no-entity");
    REQUIRE(lab.registry.step(lab.order.id, 1, "cancelled", "customer withdrew"));
    CHECK(keyOf(lab.orders.receive({"O-2026-0001", "A-2", {}, {}})) == "order.closed");
}

TEST_CASE("what is agreed is frozen and nothing changes it but another agreement", "[registry][orders]")
{
    Laboratory lab;
    const auto item = lab.received("A-1");
    const auto set = lab.registry.add("point-set", {{"code", "PS-1"},
                                                    {"name", "own points"},
                                                    {"procedure", "dmm-dc-voltage"},
                                                    {"points", Json::Array{Json::Object{{"point", "10V+100%"}, {"mpe", "0.5 mV"}}}}});
    INFO((set ? "" : set.error().key));
    REQUIRE(set);
    auto agreement = lab.agreement();
    agreement.pointSet = "PS-1";
    agreement.due = "2026-12-01";
    const auto agreed = lab.orders.agree("O-2026-0001/1", agreement);
    INFO((agreed ? "" : agreed.error().key));
    REQUIRE(agreed);
    CHECK(agreed->state == "agreed");
    CHECK(agreed->text("decision-rule") == "jjf1094"); // the order says: as the procedure prescribes
    CHECK(!agreed->text("risk").empty());
    CHECK(agreed->text("due") == "2026-12-01");
    const auto frozen = lab.store.getBlob(*Digest::fromHex(agreed->text("point-set-digest")));
    REQUIRE(frozen);
    CHECK(*frozen == R"({"code":"PS-1","format":"calbench-point-set/1","points":[{"mpe":"0.5 mV","point":"10V+100%"}],)"
                     R"("procedure":"dmm-dc-voltage","version":1})");
    CHECK(keyOf(lab.registry.change(item.id, agreed->seq, {{"release", std::string(64, 'c')}}, "newer")) == "registry.fixed");
    agreement.reason = "for the test";
    agreement.procedure = "other";
    CHECK(keyOf(lab.orders.agree("O-2026-0001/1", agreement)) == "order.point-set-other");
    REQUIRE(lab.registry.step(set->id, 1, "withdrawn", "out of use"));
    agreement.procedure = "dmm-dc-voltage";
    CHECK(keyOf(lab.orders.agree("O-2026-0001/1", agreement)) == "order.point-set-withdrawn");
    CHECK(keyOf(lab.orders.agree("O-2026-0001/1", lab.agreement())) == "order.agreed-already");
    auto anew = lab.agreement();
    anew.reason = "the customer wants the usual points";
    const auto again = lab.orders.agree("O-2026-0001/1", anew);
    REQUIRE(again);
    CHECK(again->value("point-set").isNull());
    CHECK(lab.registry.history(item.id)->back().reason == anew.reason);
    lab.measure(*again);
    CHECK(keyOf(lab.orders.agree("O-2026-0001/1", anew)) == "registry.wrong-state");
}

TEST_CASE("a procedure is agreed for the models it was written for", "[registry][orders]")
{
    Laboratory lab;
    const auto item = lab.received("A-1");
    auto agreement = lab.agreement();
    agreement.appliesTo = {{"hp-34401a", "34401A"}};
    const auto withModel = [&](Json::Object values) {
        values["manufacturer"] = "M";
        values["name"] = "meter";
        const auto model = lab.registry.add("model", values);
        REQUIRE(model);
        const auto asset = lab.now(lab.meter);
        REQUIRE(lab.registry.change(asset.id, asset.seq, {{"model", model->id.text()}}, "for the test"));
        return lab.orders.agree("O-2026-0001/1", agreement);
    };
    CHECK(keyOf(withModel({{"model", "8846A"}, {"code", "a"}})) == "order.procedure-for-other");
    CHECK(keyOf(withModel({{"model", "34401A"}, {"code", "b"}, {"definition", "fluke-8846a"}})) == "order.procedure-for-other");
    CHECK(lab.now(item).state == "received");
    CHECK(withModel({{"model", "34401-a"}, {"code", "c"}}));
    agreement.reason = "another model";
    CHECK(withModel({{"model", "anything"}, {"code", "d"}, {"definition", "hp-34401a"}}));
    agreement.appliesTo.clear();
    CHECK(withModel({{"model", "8846A"}, {"code", "e"}})); // a procedure for whatever meets its needs
}

TEST_CASE("a retired asset is not received, an item that is out not begun", "[registry][orders]")
{
    Laboratory lab;
    REQUIRE(lab.registry.step(lab.meter.id, lab.now(lab.meter).seq, "retired", "scrapped"));
    CHECK(keyOf(lab.orders.receive({"O-2026-0001", "A-1", {}, {}})) == "order.asset-retired");
    const auto item = lab.received("A-2");
    REQUIRE(lab.orders.agree("O-2026-0001/1", lab.agreement()));
    REQUIRE(lab.registry.change(item.id, lab.now(item).seq, {{"kit", "kit-1"}}, "goes out"));
    const auto begin = [&](const char* station) {
        const journal::Authorship by{lab.zhang.id.text(), station, "test"};
        return lab.store.together([&]() -> Result<void> {
            CAL_TRY(
                itemBegun(lab.kinds, lab.store, by, item.id, *Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057"), lab.clock.now().utc));
            return {};
        });
    };
    CHECK(keyOf(begin("bench-1")) == "order.item-out");
    CHECK(begin("kit-1"));
}

TEST_CASE("the queue shows what is mine first by date, and what I may take", "[registry][orders]")
{
    Laboratory lab;
    lab.received("A-1", {{"due", "2026-12-05"}});
    lab.received("A-2", {{"due", "2026-11-30"}});
    CHECK(lab.orders.queue("zhang", kAll)->empty()); // nothing agreed yet: nobody can take it up
    REQUIRE(lab.orders.agree("O-2026-0001/1", lab.agreement()));
    REQUIRE(lab.orders.agree("O-2026-0001/2", lab.agreement()));
    CHECK(keyOf(lab.orders.assign("O-2026-0001/1", "zhang", kNobody)) == "order.may-not-perform");
    REQUIRE(lab.orders.assign("O-2026-0001/1", "zhang", kAll));
    const auto mine = lab.orders.queue("zhang", kAll);
    REQUIRE(mine);
    REQUIRE(mine->size() == 2);
    CHECK((*mine)[0].item.text("number") == "O-2026-0001/2");
    CHECK_FALSE((*mine)[0].assigned);
    CHECK((*mine)[1].assigned);
    CHECK((*mine)[1].customer == "Customer");
    CHECK(lab.orders.queue("zhang", kNobody)->size() == 1);
    CHECK(lab.orders.queue("li", kAll)->size() == 1); // what is Zhang's is not Li's
    CHECK(lab.orders.queue("li", kNobody)->empty());
}

TEST_CASE("an item goes through check and approval to its owner, the order with its last one", "[registry][orders]")
{
    Laboratory lab;
    const auto first = lab.received("A-1"), second = lab.received("A-2");
    for (const char* item : {"O-2026-0001/1", "O-2026-0001/2"}) {
        REQUIRE(lab.orders.agree(item, lab.agreement()));
        REQUIRE(lab.orders.assign(item, "zhang", kAll));
    }
    CHECK(keyOf(lab.orders.check("O-2026-0001/1")) == "registry.wrong-state");
    CHECK(keyOf(lab.orders.handOver("O-2026-0001", {}, "Mr Wang")) == "order.nothing-to-deliver");
    lab.measure(lab.now(first));
    CHECK(lab.now(lab.order).state == "in-work");
    CHECK(lab.now(first).text("measured-on") == "2026-11-24");
    CHECK(lab.now(first).value("sessions").size() == 1);
    CHECK(keyOf(lab.orders.handOver("O-2026-0001", {"O-2026-0001/1"}, "Mr Wang")) == "registry.wrong-state"); // 17025 7.8.1.1
    REQUIRE(lab.orders.check("O-2026-0001/1"));
    REQUIRE(lab.orders.approve("O-2026-0001/1"));
    CHECK(lab.now(lab.order).state == "in-work");
    const auto handed = lab.orders.handOver("O-2026-0001", {}, "Mr Wang");
    INFO((handed ? "" : handed.error().key));
    REQUIRE(handed);
    CHECK(handed->text("received-by") == "Mr Wang");
    CHECK(lab.now(first).state == "delivered");
    CHECK(lab.now(first).text("handover") == handed->id.text());
    CHECK(lab.now(lab.order).state == "in-work"); // one is still here
    lab.measure(lab.now(second));
    REQUIRE(lab.orders.check("O-2026-0001/2"));
    REQUIRE(lab.orders.approve("O-2026-0001/2"));
    CHECK(lab.now(lab.order).state == "finished");
    REQUIRE(lab.orders.handOver("O-2026-0001", {}, "Mr Wang"));
    CHECK(lab.now(lab.order).state == "delivered");
    CHECK(lab.store.checkProjections()->empty());
    lab.order = lab.opened({});
    CHECK(lab.received("A-1").text("number") == "O-2026-0002/1"); // it may come again
}

TEST_CASE("a check is asked of the gate with performer and procedure", "[registry][orders]")
{
    class Watching final : public Access
    {
    public:
        std::vector<Act> acts;
        Result<void> require(const Act& act) override
        {
            acts.push_back(act);
            return {};
        }
    } gate;
    Laboratory lab;
    const auto item = lab.received("A-1");
    REQUIRE(lab.orders.agree("O-2026-0001/1", lab.agreement()));
    REQUIRE(lab.orders.assign("O-2026-0001/1", "zhang", kAll));
    lab.measure(lab.now(item));
    Orders asking(lab.registry, gate, "2026-11-24");
    REQUIRE(asking.check("O-2026-0001/1"));
    REQUIRE(asking.approve("O-2026-0001/1"));
    REQUIRE(gate.acts.size() == 2);
    CHECK(gate.acts[0].operation == "check");
    CHECK(gate.acts[0].scope == "dmm-dc-voltage");
    CHECK(gate.acts[0].performedBy == lab.zhang.id.text());
    CHECK(gate.acts[1].operation == "approve");
    CHECK(gate.acts[1].checkedBy == "anna");
}

TEST_CASE("whoever performed any session of an item is its performer", "[registry][orders]")
{
    Laboratory lab;
    const auto item = lab.received("A-1");
    REQUIRE(lab.orders.agree("O-2026-0001/1", lab.agreement()));
    lab.measure(lab.now(item));
    REQUIRE(lab.registry.step(item.id, lab.now(item).seq, "sent-back", "reading 3 was taken too early"));
    lab.measure(lab.now(item), "pass", "2026-11-25", &lab.li);
    const auto events = lab.store.read(item.id);
    REQUIRE(events);
    CHECK(performerFor(*events, lab.zhang.id.text()) == lab.zhang.id.text());
    CHECK(performerFor(*events, lab.li.id.text()) == lab.li.id.text());
    CHECK(performerFor(*events, "wang") == lab.li.id.text());
}

TEST_CASE("the recall list counts from the measurement or from the typed date", "[registry][orders]")
{
    Laboratory lab;
    const auto item = lab.received("A-1");
    REQUIRE(lab.registry.change(lab.meter.id, 1, {{"interval-months", 12}, {"next-due", "2026-11-25"}}, "from its certificate"));
    REQUIRE(lab.registry.change(lab.other.id, 1, {{"next-due", "2026-11-01"}}, "from its certificate"));
    const auto before = lab.orders.recall(30);
    REQUIRE(before);
    REQUIRE(before->size() == 2);
    CHECK((*before)[0].asset.text("asset-number") == "A-2");
    CHECK((*before)[0].overdue);
    CHECK((*before)[0].owner == "Customer");
    CHECK((*before)[1].due == "2026-11-25");
    CHECK(lab.orders.recall(1)->size() == 1);
    REQUIRE(lab.orders.agree("O-2026-0001/1", lab.agreement()));
    lab.measure(lab.now(item), "pass", "2026-11-24");
    CHECK(lab.orders.recall(30)->size() == 1);
    const auto after = lab.orders.recall(400);
    REQUIRE(after->size() == 2);
    CHECK((*after)[1].due == "2027-11-23");
    CHECK((*after)[1].item == "O-2026-0001/1");
    REQUIRE(lab.registry.step(lab.other.id, 2, "retired", "broken"));
    CHECK(lab.orders.recall(30)->empty());
    CHECK(keyOf(lab.orders.recall(-1)) == "due.days");
}
