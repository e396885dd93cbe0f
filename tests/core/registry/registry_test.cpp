// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/entity_rules.h"
#include "core/registry/fold.h"
#include "tests/support/registry_bench.h"

using namespace cal;
using namespace cal::registry;
using cal::test::keyOf;
using cal::test::RegistryBench;

namespace {

std::size_t eventCount(RegistryBench& bench)
{
    return bench.store.tail(0, 100'000)->size();
}

} // namespace

TEST_CASE("an entity is registered, changed, stepped, and its history says everything", "[registry]")
{
    RegistryBench bench;
    const auto owner = bench.organisation("Customer");
    auto asset = bench.asset("A-1", owner);
    CHECK(asset.state == "in-use");
    CHECK(asset.seq == 1);
    CHECK(asset.text("name") == "multimeter");
    CHECK(asset.value("serial").isNull());

    const auto changed = bench.registry.change(asset.id, 1, {{"serial", "S1"}, {"name", "multimeter"}}, " typed from the label ");
    REQUIRE(changed);
    CHECK(changed->seq == 2);
    const auto away = bench.registry.step(asset.id, 2, "quarantined", "dropped");
    REQUIRE(away);
    CHECK(away->state == "quarantined");
    CHECK(keyOf(bench.registry.step(asset.id, 3, "quarantined", "again")) == "registry.wrong-state");
    const auto back = bench.registry.step(asset.id, 3, "returned-to-use", "checked", {{"next-due", "2027-01-01"}});
    REQUIRE(back);
    CHECK(back->state == "in-use");
    CHECK(back->text("next-due") == "2027-01-01");

    const auto lines = bench.registry.history(asset.id);
    REQUIRE(lines);
    std::vector<std::string> told;
    for (const auto& line : *lines)
        told.push_back(std::to_string(line.seq) + " " + line.event + " " + line.field + " " + plainText(line.old) + ">" +
                       plainText(line.now) + " " + line.reason);
    CHECK(told == std::vector<std::string>{
                      "1 asset.registered  > ", "1 asset.registered asset-number >A-1 ", "1 asset.registered name >multimeter ",
                      "1 asset.registered owner >" + owner.id.text() + " ", "2 asset.changed  > typed from the label",
                      "2 asset.changed serial >S1 typed from the label", "3 asset.quarantined  in-use>quarantined dropped",
                      "4 asset.returned-to-use  quarantined>in-use checked", "4 asset.returned-to-use next-due >2027-01-01 checked"});
    CHECK(lines->front().actor == "anna");
    CHECK(lines->front().station == "bench-1");
    CHECK(bench.store.checkProjections()->empty());
    CHECK(bench.store.check()->findings.empty());
}

TEST_CASE("what must not be registered is refused and leaves nothing", "[registry]")
{
    RegistryBench bench;
    const auto owner = bench.organisation("Customer");
    const auto asset = bench.asset("A-1", owner);
    const auto before = eventCount(bench);
    const auto add = [&](Json::Object values) { return keyOf(bench.registry.add("asset", values)); };
    const auto owned = owner.id.text();
    CHECK(keyOf(bench.registry.add("spaceship", {})) == "registry.unknown-kind");
    CHECK(add({{"asset-number", "A-2"}, {"owner", owned}}) == "registry.missing");
    CHECK(add({{"asset-number", "A-2"}, {"name", "  "}, {"owner", owned}}) == "registry.missing");
    CHECK(add({{"asset-number", "A-1"}, {"name", "x"}, {"owner", owned}}) == "registry.not-unique");
    CHECK(add({{"asset-number", " A-1 "}, {"name", "x"}, {"owner", owned}}) == "registry.not-unique");
    CHECK(add({{"asset-number", "A-2"}, {"name", "x"}, {"owner", "01890a5d-ac96-774b-bcce-b302099a8057"}}) == "registry.no-reference");
    CHECK(add({{"asset-number", "A-2"}, {"name", "x"}, {"owner", asset.id.text()}}) == "registry.no-reference"); // another kind
    CHECK(add({{"asset-number", "A-2"}, {"name", "x"}, {"owner", owned}, {"colour", "red"}}) == "registry.unknown-field");
    CHECK(add({{"asset-number", std::string(10'000'000, '1')}, {"name", "x"}, {"owner", owned}}) == "registry.field-too-long");
    const Json file = Json::Object{{"name", "m.pdf"}, {"digest", std::string(64, '0')}, {"size", 3}};
    CHECK(add({{"asset-number", "A-2"}, {"name", "x"}, {"owner", owned}, {"documents", Json::Array{file}}}) == "registry.no-file");

    const auto change = [&](Json::Object values, const char* reason = "because") {
        return keyOf(bench.registry.change(asset.id, 1, values, reason));
    };
    CHECK(change({{"serial", "S"}}, " ") == "registry.no-reason");
    CHECK(change({{"name", "multimeter"}}) == "registry.no-change");
    CHECK(change({{"name", Json()}}) == "registry.missing");
    CHECK(change({{"colour", "red"}}) == "registry.unknown-field");
    CHECK(keyOf(bench.registry.change(asset.id, 1, {{"serial", "S"}}, std::string(10'000'000, 'x'))) == "registry.field-too-long");
    CHECK(keyOf(bench.registry.change(asset.id, 7, {{"serial", "S"}}, "because")) == "registry.changed-meanwhile");
    CHECK(keyOf(bench.registry.step(asset.id, 1, "evaporated", "because")) == "registry.no-step");
    CHECK(keyOf(bench.registry.step(asset.id, 1, "quarantined", "")) == "registry.no-reason");
    CHECK(keyOf(bench.registry.step(asset.id, 1, "quarantined", "x", {{"serial", "S"}})) == "registry.unknown-field");
    CHECK(keyOf(bench.registry.get(*Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057"))) == "registry.no-entity");

    bench.access.refused = "register";
    CHECK(add({{"asset-number", "A-2"}, {"name", "x"}, {"owner", owned}}) == "access.not-authorised");
    CHECK(change({{"serial", "S"}}) == "access.not-authorised");
    CHECK(keyOf(bench.registry.step(asset.id, 1, "quarantined", "x")) == "access.not-authorised");
    CHECK(bench.access.asked.back() == "anna register");
    CHECK(eventCount(bench) == before);
    CHECK(bench.store.checkProjections()->empty());
}

TEST_CASE("an attached file must be in the store with its size", "[registry]")
{
    RegistryBench bench;
    const auto owner = bench.organisation("Customer");
    const auto asset = bench.asset("A-1", owner);
    const auto digest = bench.store.putBlob("manual");
    REQUIRE(digest);
    const auto with = [&](std::int64_t size) {
        return bench.registry.change(
            asset.id, 1, {{"documents", Json::Array{Json::Object{{"name", "manual.pdf"}, {"digest", digest->hex()}, {"size", size}}}}},
            "manual");
    };
    CHECK(keyOf(with(7)) == "registry.no-file");
    CHECK(keyOf(with(6)).empty());
}

TEST_CASE("text that looks like a statement stays text", "[registry]")
{
    RegistryBench bench;
    const std::string evil = "Robert'); DROP TABLE reg_asset;--\" OR 1=1 %_\\ {0}";
    const auto owner = bench.organisation(evil);
    const auto asset = bench.registry.add("asset", {{"asset-number", evil},
                                                    {"bar-code", evil},
                                                    {"name", evil},
                                                    {"serial", evil},
                                                    {"firmware", evil},
                                                    {"resource", evil},
                                                    {"remarks", evil},
                                                    {"owner", owner.id.text()}});
    REQUIRE(asset);
    for (const auto* field : {"asset-number", "bar-code", "serial", "firmware", "remarks"})
        CHECK(asset->text(field) == evil);
    const auto found = bench.registry.find("asset", "serial", evil);
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->id == asset->id);
    CHECK(bench.registry.list("asset", {{"search", journal::Condition::Op::Contains, std::string("drop table")}})->size() == 1);
    CHECK(bench.registry.list("asset", {{"search", journal::Condition::Op::Contains, std::string("drop%table")}})->empty());
    CHECK(keyOf(bench.registry.find("asset", "serial' OR 1=1", evil)) == "registry.unknown-field");
    CHECK(keyOf(bench.registry.list("asset", {{"serial' OR 1=1 --", journal::Condition::Op::Equal, evil}})) == "table.no-column");
}

TEST_CASE("lists filter, find and resolve numbers", "[registry]")
{
    RegistryBench bench;
    const auto one = bench.organisation("One");
    const auto two = bench.organisation("Two");
    const auto first = bench.asset("A-1", one);
    const auto second = bench.asset("A-2", two);
    REQUIRE(bench.registry.change(second.id, 1, {{"bar-code", "6901234567892"}, {"interval-months", 12}}, "label"));
    REQUIRE(bench.registry.step(first.id, 1, "quarantined", "dropped"));
    using Op = journal::Condition::Op;
    CHECK(bench.registry.list("asset")->size() == 2);
    CHECK(bench.registry.list("asset", {{"owner", Op::Equal, two.id.text()}})->front().id == second.id);
    CHECK(bench.registry.list("asset", {{"state", Op::Equal, std::string("quarantined")}})->front().id == first.id);
    CHECK(bench.registry.list("asset", {{"interval-months", Op::Greater, std::int64_t{6}}})->front().id == second.id);
    CHECK(bench.registry.list("asset", {{"next-due", Op::Unknown, {}}})->size() == 2);
    CHECK((*bench.registry.find("asset", "interval-months", "12"))->id == second.id);
    CHECK_FALSE(*bench.registry.find("asset", "interval-months", "twelve"));
    CHECK(*bench.registry.resolve("", "6901234567892") == second.id);
    CHECK(*bench.registry.resolve("asset", "A-1") == first.id);
    CHECK(*bench.registry.resolve("", first.id.text()) == first.id);
    CHECK(keyOf(bench.registry.resolve("organisation", first.id.text())) == "registry.no-entity");
    CHECK(keyOf(bench.registry.resolve("", "A-3")) == "registry.no-entity");
    // What a row says is what the events say.
    const auto listed = bench.registry.list("asset", {{"asset-number", Op::Equal, std::string("A-2")}});
    const auto folded = bench.registry.get(second.id);
    CHECK(listed->front().values == folded->values);
    CHECK(listed->front().seq == folded->seq);
    CHECK(listed->front().changed.utc == folded->changed.utc);
}

TEST_CASE("the trail holds every event of the store, whatever it is", "[registry]")
{
    RegistryBench bench;
    const auto owner = bench.organisation("Customer");
    const journal::NewEvent foreign{"session.noted", 1, Json::Object{{"reason", "why"}}};
    REQUIRE(bench.store.append(*Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057"), 0, std::span(&foreign, 1), {"bob", "bench-2", "x"}));
    journal::RowQuery query;
    query.table = trailShape().name;
    query.order = {{"at", false}};
    query.count = true;
    const auto page = bench.store.rows(query);
    REQUIRE(page);
    CHECK(page->total == 2);
    const auto text = [&](std::size_t row, const char* column) {
        const auto& cell = page->rows[row][*trailShape().column(column)];
        return std::holds_alternative<std::string>(cell) ? std::get<std::string>(cell) : std::string();
    };
    CHECK(text(0, "title") == "Customer");
    CHECK(text(0, "kind") == "organisation");
    CHECK(text(1, "kind") == "session");
    CHECK(text(1, "actor") == "bob");
    CHECK(text(1, "reason") == "why");
    CHECK(text(1, "key") == "01890a5d-ac96-774b-bcce-b302099a8057#1");
}

TEST_CASE("events that do not fit are found, and those of a newer program are not guessed at", "[registry]")
{
    RegistryBench bench;
    const auto asset = bench.asset("A-1", bench.organisation("Customer"));
    const auto appended = [&](std::string type, Json body, int version = 1) {
        const auto head = bench.store.head(asset.id);
        const journal::NewEvent event{std::move(type), version, std::move(body)};
        REQUIRE(bench.store.append(asset.id, head->seq, std::span(&event, 1), {"anna", "s", "p"}));
        return bench.registry.get(asset.id);
    };
    // A fact of another room changes neither values nor state; the entity goes on.
    const auto noted = appended("asset.photographed", Json::Object{{"file", "x"}});
    REQUIRE(noted);
    CHECK(noted->seq == 2);
    CHECK(noted->state == "in-use");
    // A step this program does not know is a fact all the same.
    const auto lost = appended("asset.lost", Json::Object{{"from", "in-use"}, {"to", "lost"}, {"reason", "r"}});
    REQUIRE(lost);
    CHECK(lost->state == "lost");
    CHECK(keyOf(bench.registry.step(asset.id, 3, "quarantined", "x")) == "registry.wrong-state");
    SECTION("a newer version")
    {
        CHECK(keyOf(appended("asset.changed", Json::Object{{"changes", Json::Object{}}}, 2)) == "journal.newer-event");
    }
    SECTION("a state it was not in")
    {
        CHECK(keyOf(appended("asset.retired", Json::Object{{"from", "in-use"}, {"to", "retired"}})) == "registry.fold");
    }
    SECTION("an old value it did not have")
    {
        CHECK(keyOf(appended("asset.changed", *Json::parse(R"({"changes":{"serial":{"old":"X","new":"Y"}}})"))) == "registry.fold");
    }
    SECTION("no changes at all")
    {
        CHECK(keyOf(appended("asset.changed", *Json::parse(R"({"changes":[1]})"))) == "registry.fold");
    }
    CHECK(bench.store.checkProjections()->empty());
    const journal::NewEvent newer{"hologram.registered", 1, Json::Object{{"values", Json::Object{}}}};
    const auto stream = *Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057");
    REQUIRE(bench.store.append(stream, 0, std::span(&newer, 1), {"anna", "s", "p"}));
    CHECK(keyOf(bench.registry.get(stream)) == "registry.newer-kind");
    journal::Upcasters known;
    knowRegistryEvents(known, bench.kinds);
    CHECK(known.knows("asset.registered", 1));
    CHECK(known.knows("asset.quarantined", 1));
    CHECK_FALSE(known.knows("hologram.registered", 1));
}

TEST_CASE("samples of the register's events are read for ever", "[registry][events]")
{
    const auto kinds = *cal::test::shippedKinds();
    std::vector<journal::Event> events;
    for (const auto* name : {"asset.registered", "asset.changed", "asset.quarantined"}) {
        const auto sample = Json::parse(cal::test::readFile(std::string(CAL_SOURCE_DIR) + "/tests/data/events/v1/" + name + ".json"));
        REQUIRE(sample);
        CHECK((*sample)["type"].asString() == name);
        journal::Event event;
        event.type = (*sample)["type"].asString();
        event.version = static_cast<int>((*sample)["v"].asInt());
        event.body = (*sample)["body"];
        event.seq = static_cast<std::int64_t>(events.size()) + 1;
        events.push_back(event);
    }
    const auto entity = foldEntity(kinds, events);
    REQUIRE(entity);
    CHECK(entity->state == "quarantined");
    CHECK(entity->text("serial") == "MY1");
    CHECK(historyOf(kinds, events).size() == 7);
    // Garbage in place of a body is an error.
    for (std::size_t i = 0; i < events.size(); ++i)
        for (const char* garbage : {"7", R"({"values":7,"changes":7,"from":1})", R"({"changes":{"serial":7}})"}) {
            auto damaged = events;
            damaged[i].body = *Json::parse(garbage);
            const auto folded = foldEntity(kinds, damaged);
            INFO(i << " " << garbage << " " << keyOf(folded));
            CHECK((!folded || folded->state == "in-use")); // a step without its states is no step
        }
}

TEST_CASE("a sign-in name can be typed and read; the days of an authorisation are in order", "[registry]")
{
    for (const char* good : {"zhang", "zhang.san_2-b@lab", "张三", "Łukasz", "M"}) {
        INFO(good);
        CHECK(isSignInName(good));
    }
    for (const char* bad : {"", " ", "zhang san", "a\tb", "a'b",
                            "a\xC2\xA0"
                            "b",
                            "a\xE3\x80\x80"
                            "b",
                            "a\xE2\x80\x8B", "a;--", "a/b", "\xFF", "\xE5\xBC", "×"}) {
        INFO(bad);
        CHECK_FALSE(isSignInName(bad));
    }
    CHECK(isSignInName(std::string(64, 'a')));
    CHECK_FALSE(isSignInName(std::string(65, 'a')));

    RegistryBench bench;
    CHECK(keyOf(bench.registry.add("person", {{"login", "zhang san"}, {"name", "Zhang"}})) == "registry.not-sign-in-name");
    CHECK(bench.registry.objections("person", {{"login", "a b"}, {"name", "Zhang"}}).size() == 1); // an import refuses the row and says why
    const auto person = bench.registry.add("person", {{"login", "zhang"}, {"name", "Zhang"}});
    REQUIRE(person);
    Json::Object paper{
        {"person", person->id.text()}, {"operation", "perform"}, {"scope", "*"}, {"from", "2026-02-01"}, {"to", "2026-01-31"}};
    CHECK(keyOf(bench.registry.add("authorisation", paper)) == "registry.days-reversed");
    paper["operation"] = "dance";
    CHECK(keyOf(bench.registry.add("authorisation", paper)) == "registry.not-choice");
    paper["operation"] = "perform";
    paper["to"] = "2026-02-01"; // one day
    const auto added = bench.registry.add("authorisation", paper);
    REQUIRE(added);
    CHECK(keyOf(bench.registry.change(added->id, 1, {{"to", "2026-01-01"}}, "earlier")) == "registry.days-reversed");
    CHECK(bench.registry.change(added->id, 1, {{"to", "2026-03-01"}}, "later"));
}
