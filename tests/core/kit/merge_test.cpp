// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_bench.h"

namespace cal::kit::test {

namespace {

const StreamPlan* planOf(const MergePlan& plan, const journal::StreamId& stream)
{
    for (const auto& one : plan.streams)
        if (one.stream == stream)
            return &one;
    return nullptr;
}

std::vector<std::string> contents(journal::EventStore& store, const journal::StreamId& stream)
{
    std::vector<std::string> list;
    for (const auto& event : must(store.read(stream)))
        list.push_back(event.content);
    return list;
}

} // namespace

TEST_CASE("what was done on site comes home byte for byte, once", "[kit][merge]")
{
    Laboratory laboratory;
    Laptop laptop(laboratory.packed());
    const auto session = laptop.measure(laboratory.item);
    const auto report = must(laptop.store.putBlob("bus trace"));
    const auto back = laptop.back();

    // The laboratory works on meanwhile, on other things.
    laboratory.opened(laboratory.stranger);
    const auto plan = must(laboratory.plan(back));
    CHECK(plan.warnings.empty());
    CHECK(plan.count(Fate::Conflict) == 0);
    REQUIRE(planOf(plan, laboratory.item.id));
    CHECK(planOf(plan, laboratory.item.id)->fate == Fate::Append);
    CHECK(planOf(plan, laboratory.item.id)->title == laboratory.item.text("number"));
    const auto before = laboratory.events();
    const auto merged = must(laboratory.merge(back));
    CHECK(merged.changed());
    CHECK(laboratory.events() == before + static_cast<std::size_t>(merged.events) + 1); // and kit.merged

    for (const auto& stream : {session, laboratory.item.id, laboratory.order.id})
        CHECK(contents(laboratory.store, stream) == contents(laptop.store, stream));
    CHECK(must(laboratory.store.getBlob(report)) == "bus trace");
    CHECK(must(laboratory.registry.get(laboratory.item.id)).state == "measured");
    const auto key = must(siteOf(laptop.store))->opened.key;
    CHECK(keyOf(laboratory.store.getBlob(key)) == "store.no-blob"); // the kit's key stays on the laptop
    CHECK(must(laboratory.store.check()).findings.empty());
    CHECK(must(laboratory.store.checkProjections()).empty());

    const auto after = laboratory.events();
    CHECK_FALSE(must(laboratory.merge(back)).changed());
    CHECK(laboratory.events() == after);

    // Work goes on, comes home again, and only what is new is appended.
    laptop.measure(laboratory.item);
    const auto more = must(laboratory.merge(laptop.back()));
    CHECK(more.events == 4); // begun, measured, and a session of two
    CHECK(contents(laboratory.store, laboratory.item.id) == contents(laptop.store, laboratory.item.id));
    // An older package after a newer one changes nothing.
    CHECK_FALSE(must(laboratory.merge(back)).changed());
}

TEST_CASE("a stream both sides went on with waits for a choice", "[kit][merge][conflict]")
{
    Laboratory laboratory;
    Laptop laptop(laboratory.packed());
    const auto session = laptop.measure(laboratory.item);
    const auto seen = must(laboratory.registry.get(laboratory.item.id));
    must(laboratory.registry.change(seen.id, seen.seq, {{"due", "2026-12-24"}}, "the customer asked"));
    const auto mine = contents(laboratory.store, seen.id);
    const auto back = laptop.back();

    const auto plan = must(laboratory.plan(back));
    REQUIRE(plan.count(Fate::Conflict) == 1);
    const auto* conflict = planOf(plan, seen.id);
    REQUIRE(conflict->laptop.size() == 2);
    CHECK(conflict->laptop.front().type == "order-item.begun");
    CHECK(conflict->laptop.front().actor == "zhang");
    REQUIRE(conflict->laboratory.size() == 1);
    CHECK(whatOf(conflict->laboratory.front()) == "due: – → 2026-12-24");
    CHECK(conflict->canTake);

    // What does not depend on it is merged; the conflict waits, and nothing here was overwritten.
    const auto merged = must(laboratory.merge(back));
    CHECK(merged.conflicts == 1);
    CHECK(contents(laboratory.store, seen.id) == mine);
    CHECK(contents(laboratory.store, session) == contents(laptop.store, session));
    const auto again = laboratory.events();
    CHECK_FALSE(must(laboratory.merge(back)).changed());
    CHECK(laboratory.events() == again);

    CHECK(keyOf(laboratory.merge(back, {{seen.id, false, ""}})) == "kit.no-reason");
    CHECK(keyOf(laboratory.merge(back, {{laboratory.order.id, false, "x"}})) == "kit.no-conflict");
    CHECK(laboratory.events() == again);

    SECTION("the laboratory's side stands")
    {
        CHECK(must(laboratory.merge(back, {{seen.id, false, "measured again here"}})).resolved == 1);
        const auto events = must(laboratory.store.read(seen.id));
        REQUIRE(events.size() == mine.size() + 1);
        CHECK(std::equal(mine.begin(), mine.end(), events.begin(), [](const auto& a, const auto& b) { return a == b.content; }));
        const auto resolved = must(ConflictResolved::fromJson(events.back().body));
        CHECK_FALSE(resolved.taken);
        CHECK(resolved.reason == "measured again here");
        // The laptop's events are kept as they were sealed.
        CHECK(must(laboratory.store.getBlob(resolved.quoted.blob)) == linesOf(conflict->laptop));
        CHECK(must(laboratory.registry.get(seen.id)).state == seen.state);
    }
    SECTION("the laptop's changes come on top")
    {
        CHECK(must(laboratory.merge(back, {{seen.id, true, "both are right"}})).resolved == 1);
        const auto item = must(laboratory.registry.get(seen.id));
        CHECK(item.state == "measured");
        CHECK(item.text("due") == "2026-12-24");
        CHECK(item.value("sessions").at(0)["session"].asString() == session.text());
        const auto events = must(laboratory.store.read(seen.id));
        CHECK(events.size() == mine.size() + 3);
        CHECK(events.back().type == ConflictResolved::kType);
        // Four eyes look at who measured, not at who resolved.
        CHECK(events[events.size() - 2].actor == "anna");
        CHECK(registry::lastActor(events, "order-item.measured") == "zhang");
    }
    const auto resolved = laboratory.events();
    CHECK_FALSE(must(laboratory.merge(back)).changed());
    CHECK(must(laboratory.merge(back)).conflicts == 0);
    CHECK(laboratory.events() == resolved);
    CHECK(must(laboratory.store.checkProjections()).empty());

    // What the laptop does afterwards to the same stream is a conflict of its own.
    laptop.measure(laboratory.item);
    const auto later = must(laboratory.plan(laptop.back()));
    REQUIRE(later.count(Fate::Conflict) == 1);
    CHECK(planOf(later, seen.id)->laptop.size() == 2);
}

TEST_CASE("a check made on site is never made again by whoever resolves", "[kit][merge][conflict]")
{
    Laboratory laboratory;
    Laptop laptop(laboratory.packed());
    laptop.measure(laboratory.item);
    must(laptop.store.together([&]() -> Result<void> {
        CAL_TRY(registry::moveItem(laptop.kinds, laptop.store, laptop.registry->by(), laboratory.item.id, "checked"));
        return {};
    }));
    const auto seen = must(laboratory.registry.get(laboratory.item.id));
    must(laboratory.registry.change(seen.id, seen.seq, {{"due", "2026-12-24"}}, "the customer asked"));
    const auto back = laptop.back();
    CHECK_FALSE(planOf(must(laboratory.plan(back)), seen.id)->canTake);
    CHECK(keyOf(laboratory.merge(back, {{seen.id, true, "x"}})) == "kit.cannot-take");
}

TEST_CASE("sessions of both sides stay in the item's list when the laptop's steps are taken", "[kit][merge][conflict]")
{
    Laboratory laboratory;
    Laptop laptop(laboratory.packed());
    const auto there = laptop.measure(laboratory.item);
    const auto here = IdMaker(laboratory.clock, 77).make();
    const auto beginHere = [&] {
        return laboratory.store.together([&]() -> Result<void> {
            CAL_TRY(registry::itemBegun(laboratory.kinds, laboratory.store, laboratory.registry.by(), laboratory.item.id, here,
                                        laboratory.clock.now().utc));
            return {};
        });
    };
    CHECK(keyOf(beginHere()) == "order.item-out");
    const auto out = must(laboratory.registry.get(laboratory.item.id));
    must(laboratory.registry.change(out.id, out.seq, {{"kit", nullptr}}, "the laptop was believed lost"));
    must(beginHere());
    const auto back = laptop.back();
    const auto plan = must(laboratory.plan(back));
    CHECK(plan.count(Fate::Conflict) == 2); // the order was begun twice, too
    must(laboratory.merge(back, {{laboratory.item.id, true, "two sessions"}, {laboratory.order.id, false, "begun is begun"}}));
    const auto item = must(laboratory.registry.get(laboratory.item.id));
    const auto& sessions = item.value("sessions").asArray();
    REQUIRE(sessions.size() == 2);
    CHECK(sessions.front()["session"].asString() == here.text());
    CHECK(sessions.back()["session"].asString() == there.text());
    CHECK(item.state == "measured");
    // A step that cannot be done from where the laboratory stands is no choice, and nothing is written.
    const auto events = laboratory.events();
    laptop.measure(laboratory.item);
    CHECK(keyOf(laboratory.merge(laptop.back(), {{laboratory.order.id, true, "x"}})) == "kit.no-conflict");
    CHECK(laboratory.events() == events);
}

TEST_CASE("signing in on both sides is no conflict; a password changed on both is", "[kit][merge]")
{
    Laboratory laboratory;
    Laptop laptop(laboratory.packed());
    const auto credentials = registry::credentialsStream(laboratory.zhang.id.text());
    const auto noted = [&](journal::EventStore& store, const char* type) {
        const auto head = must(store.head(credentials));
        const journal::NewEvent event{type, 1,
                                      Json::Object{{"person", laboratory.zhang.id.text()},
                                                   {"station", "x"},
                                                   {"means", "password"},
                                                   {"encoded", "$argon2id$new"},
                                                   {"must-change", false}}};
        must(store.append(credentials, head.seq, {&event, 1}, {"zhang", "x", "test"}));
    };
    noted(laptop.store, "person.signed-in");
    noted(laboratory.store, "person.signed-in");
    const auto back = laptop.back();
    CHECK(planOf(must(laboratory.plan(back)), credentials)->fate == Fate::Beside);
    CHECK(must(laboratory.merge(back)).beside == 1);
    CHECK_FALSE(must(laboratory.merge(back)).changed());

    noted(laptop.store, "person.password-set");
    const auto changed = laptop.back();
    const auto plan = must(laboratory.plan(changed));
    const auto* conflict = planOf(plan, credentials);
    REQUIRE(conflict->fate == Fate::Conflict);
    CHECK(conflict->laptop.size() == 1);
    CHECK_FALSE(conflict->canTake);
    CHECK(keyOf(laboratory.merge(changed, {{credentials, true, "x"}})) == "kit.cannot-take");
    must(laboratory.merge(changed, {{credentials, false, "the laboratory's password counts"}}));
    CHECK_FALSE(must(laboratory.merge(changed)).changed());
    // No event of a kit stands in the stream of credentials.
    for (const auto& event : must(laboratory.store.read(credentials)))
        CHECK(event.type.starts_with("person."));
}

TEST_CASE("packages of other laboratories, unknown kits and second laptops are refused", "[kit][merge]")
{
    Laboratory laboratory, other("Other laboratory");
    const auto bytes = laboratory.packed();
    Laptop laptop(bytes), twin(bytes, "laptop-2");
    laptop.measure(laboratory.item);
    const auto back = laptop.back();
    const auto before = other.events();
    CHECK(keyOf(other.merge(back)) == "kit.foreign");
    CHECK(keyOf(laboratory.merge(bytes)) == "kit.other-package");
    CHECK(keyOf(Laboratory().merge(back)) == "kit.unknown"); // as if restored from a backup made before
    CHECK(other.events() == before);
    must(laboratory.merge(back));
    const auto second = laboratory.merge(twin.back());
    CHECK(keyOf(second) == "kit.opened-twice");
    CHECK(second.error().arg("machine") == "laptop-2");
}

TEST_CASE("out of date, and numbers that were given twice, are warnings", "[kit][merge]")
{
    Laboratory laboratory;
    auto wanted = laboratory.request();
    wanted.wanted.until = "2026-01-01"; // before the bench's clock
    Laptop laptop(laboratory.packed(wanted));
    must(laptop.registry->add("asset", {{"asset-number", "NEW"}, {"name", "meter"}, {"owner", laboratory.customer.id.text()}}));
    laboratory.asset("NEW", laboratory.customer);
    const auto plan = must(laboratory.plan(laptop.back()));
    std::vector<std::string> keys;
    for (const auto& warning : plan.warnings)
        keys.push_back(warning.key);
    CHECK(keys == std::vector<std::string>{"kit.expired", "kit.worked-after", "kit.duplicate"});
    CHECK(plan.count(Fate::Conflict) == 0);
}

} // namespace cal::kit::test
