// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/import.h"
#include "tests/support/registry_bench.h"

using namespace cal;
using namespace cal::registry;
using cal::test::keyOf;
using cal::test::RegistryBench;
using Outcome = ImportRow::Outcome;

namespace {

std::vector<std::string> objectionsOf(const ImportRow& row)
{
    std::vector<std::string> all;
    for (const auto& objection : row.objections)
        all.push_back(objection.column + ": " + objection.error.key);
    return all;
}

} // namespace

TEST_CASE("an import says of every row what it would do, then does it together", "[registry][import]")
{
    RegistryBench bench;
    const auto owner = bench.registry.add("organisation", {{"name", "Customer"}, {"code", "C1"}, {"role", "customer"}});
    REQUIRE(owner);
    const auto old = bench.asset("A-1", *owner);
    const auto same = bench.asset("A-9", *owner);
    const std::string file = "资产编号,器具名称,serial,所有者,Next due,interval-months,封印\r\n"
                             "A-1,,S-1,C1,2026/11/23,,\r\n"
                             "A-2,数字多用表 / digital multimeter,S-2,C1,2026-12-01,12,\"[{\"\"number\"\":\"\"F1\"\"}]\"\r\n"
                             "A-3,,S-3,C7,yesterday,1.5,\r\n"
                             "A-2,again,S-4,C1,,,\r\n"
                             "A-9,multimeter,,C1,,,\r\n"
                             ",nameless,,C1,,,\r\n";
    const auto preview = previewImport(bench.registry, "asset", file);
    REQUIRE(keyOf(preview).empty());
    REQUIRE(preview->rows.size() == 6);
    const auto& rows = preview->rows;
    CHECK(rows[0].outcome() == Outcome::Changed);
    CHECK(rows[0].existing == old.id);
    CHECK(rows[0].number == 2);
    CHECK(rows[0].changed == std::vector<std::string>{"next-due", "serial"});
    CHECK(rows[1].outcome() == Outcome::Added);
    CHECK(rows[1].title == "数字多用表 / digital multimeter");
    CHECK(rows[2].outcome() == Outcome::Refused);
    CHECK(objectionsOf(rows[2]) == std::vector<std::string>{"所有者: registry.no-reference", "器具名称: registry.missing",
                                                            "interval-months: registry.not-integer", "Next due: registry.not-date"});
    CHECK(objectionsOf(rows[3]) == std::vector<std::string>{"资产编号: import.twice"});
    CHECK(rows[3].objections.front().error.arg("row") == "3");
    CHECK(rows[4].outcome() == Outcome::Unchanged);
    CHECK(objectionsOf(rows[5]) == std::vector<std::string>{"资产编号: registry.missing"});
    CHECK(bench.registry.list("asset")->size() == 2); // looking writes nothing

    bench.access.refused = "register";
    CHECK(keyOf(commitImport(bench.registry, *preview, "inventory")) == "access.not-authorised");
    bench.access.refused.clear();
    const auto report = commitImport(bench.registry, *preview, "inventory 2026");
    REQUIRE(keyOf(report).empty());
    CHECK(report->added == 1);
    CHECK(report->changed == 1);
    CHECK(report->unchanged == 1);
    CHECK(report->refused == 3);
    CHECK(bench.registry.get(old.id)->text("next-due") == "2026-11-23");
    CHECK(bench.registry.history(old.id)->back().reason == "inventory 2026");
    const auto added = bench.registry.get(report->entities.back());
    REQUIRE(added);
    CHECK(added->value("interval-months").asInt() == 12);
    CHECK(added->value("seals").at(0)["number"].asString() == "F1");
    // The same preview again meets what it did itself: nothing is written.
    const auto before = bench.store.tail(0, 1000)->size();
    CHECK_FALSE(commitImport(bench.registry, *preview, "again"));
    CHECK(bench.store.tail(0, 1000)->size() == before);
    CHECK(bench.store.checkProjections()->empty());
}

TEST_CASE("a list goes out and comes back unchanged", "[registry][import]")
{
    RegistryBench bench;
    const auto owner = bench.registry.add(
        "organisation",
        {{"name", "=cmd|' /C calc'!A0"}, {"code", "C1"}, {"role", "customer"}, {"contacts", *Json::parse(R"([{"name":"李"}])")}});
    REQUIRE(owner);
    for (int i = 0; i < 20; ++i)
        REQUIRE(bench.registry.add("asset", {{"asset-number", "A-" + std::to_string(i)},
                                             {"name", Json::Object{{"zh", "表, \"甲\""}, {"en", "multi\tmeter"}}},
                                             {"owner", owner->id.text()},
                                             {"remarks", "line\nline"},
                                             {"interval-months", i}}));
    for (const auto format : {TableFormat::Csv, TableFormat::Xlsx})
        for (const auto* kind : {"organisation", "asset"}) {
            journal::RowQuery query;
            query.table = bench.kinds.find(kind)->table();
            const auto table = exportTable(bench.registry, query);
            REQUIRE(keyOf(table).empty());
            const auto bytes = writeTable(*table, format);
            REQUIRE(keyOf(bytes).empty());
            const auto preview = previewImport(bench.registry, kind, *bytes);
            REQUIRE(keyOf(preview).empty());
            CHECK(preview->count(Outcome::Unchanged) == table->rows.size() - 1);
        }
    journal::RowQuery trail;
    trail.table = trailShape().name;
    CHECK(exportTable(bench.registry, trail)->rows.size() == 22);
    trail.table = "reg_nothing";
    CHECK_FALSE(exportTable(bench.registry, trail));
}

TEST_CASE("a table that says another state is refused, not passed over", "[registry][import]")
{
    RegistryBench bench;
    const auto owner = bench.registry.add("organisation", {{"name", "A"}, {"code", "C1"}, {"role", "customer"}});
    REQUIRE(owner);
    REQUIRE(bench.registry.add("asset", {{"asset-number", "A-1"}, {"name", "x"}, {"owner", owner->id.text()}}));
    const auto keyFor = [&](const std::string& row) {
        const auto preview = previewImport(bench.registry, "asset", "state,asset-number,name.en,owner\n" + row);
        REQUIRE(preview);
        REQUIRE(preview->rows.size() == 1);
        const auto& objections = preview->rows.front().objections;
        return objections.empty() ? std::string() : objections.front().error.key;
    };
    CHECK(keyFor("in-use,A-1,y,C1\n").empty());
    CHECK(keyFor(",A-1,y,C1\n").empty());
    CHECK(keyFor("retired,A-1,y,C1\n") == "import.state");
    CHECK(keyFor("retired,A-2,y,C1\n") == "import.state"); // a new one begins where its kind begins
    CHECK(keyFor("hello,A-2,y,C1\n") == "import.state");
}

TEST_CASE("half of a bilingual name leaves the other half", "[registry][import]")
{
    RegistryBench bench;
    const auto owner = bench.registry.add("organisation", {{"name", "甲 / A"}, {"code", "C1"}, {"role", "customer"}});
    REQUIRE(owner);
    const auto preview = previewImport(bench.registry, "organisation", "code,name.en\nC1,B\n");
    REQUIRE(preview);
    REQUIRE(commitImport(bench.registry, *preview, "renamed"));
    CHECK(bench.registry.get(owner->id)->text("name") == "甲 / B");
}

TEST_CASE("tables that are not of the kind are refused as a whole", "[registry][import]")
{
    RegistryBench bench;
    const auto key = [&](std::string_view file, const char* kind = "organisation") {
        return keyOf(previewImport(bench.registry, kind, file));
    };
    CHECK(key("name,colour\nA,red\n") == "import.unknown-column");
    CHECK(key("name,名称\nA,B\n") == "import.column-twice");
    CHECK(key("name,name\nA,B\n") == "import.column-twice");
    CHECK(key("", "organisation") == "table.empty");
    CHECK(key("name\nA\n", "spaceship") == "registry.unknown-kind");
    CHECK(key("name\n\xff\n") == "table.not-utf8");
    CHECK(key("name\n\"A\n") == "table.open-quote");
    CHECK(key("PK\x03\x04 garbage") == "zip.invalid");
    const auto ids = previewImport(bench.registry, "organisation", "id,name\nnonsense,A\n01890a5d-ac96-774b-bcce-b302099a8057,B\n");
    REQUIRE(ids);
    for (const auto& row : ids->rows)
        CHECK(objectionsOf(row).front() == "id: import.not-this-kind");
    const auto evil =
        previewImport(bench.registry, "organisation", "name,role,code\n\"x'); DROP TABLE reg_asset;--\",委托方,\"' OR 1=1 --\"\n");
    REQUIRE(evil);
    REQUIRE(commitImport(bench.registry, *evil, "x"));
    CHECK(*bench.registry.resolve("organisation", "' OR 1=1 --") == bench.registry.list("organisation")->front().id);
}
