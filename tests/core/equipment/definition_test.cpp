// SPDX-License-Identifier: GPL-3.0-or-later
// The definitions that ship, against the reference sheets, and refusal of files with mistakes.
#include "core/equipment/bench.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <functional>
#include <sstream>

namespace {

using cal::Decimal;
using cal::Json;
using cal::equipment::Capability;
using cal::equipment::Definition;

std::string definitionBytes(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    INFO("missing file: " << path);
    REQUIRE(file);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

Definition shipped(const std::string& id)
{
    auto definition = Definition::parse(id, definitionBytes(CAL_SOURCE_DIR "/resources/definitions/" + id + ".json"));
    INFO(
        (definition ? std::string() : std::string(definition.error().arg("field")) + ": " + std::string(definition.error().arg("reason"))));
    REQUIRE(definition);
    return *std::move(definition);
}

Json referenceSheet(const std::string& name)
{
    auto sheet = Json::parse(definitionBytes(CAL_SOURCE_DIR "/../shared/reference/instruments/" + name + ".json"));
    REQUIRE(sheet);
    return *std::move(sheet);
}

Decimal number(const Json& json)
{
    REQUIRE(json.asDecimal());
    return *json.asDecimal();
}

/// Rows of the reference sheet that the definition carries, compared number by number.
int compareRows(const Definition& definition, const Json& sheet, const std::map<std::string, std::string>& quantities)
{
    int compared = 0;
    for (const auto& row : sheet["accuracy"].asArray()) {
        const auto quantity = quantities.find(row["function"].asString());
        if (quantity == quantities.end())
            continue;
        const bool sources = row["direction"].asString() == "source";
        const auto rows = definition.covering(quantity->second, sources, Decimal(0), row["interval"].asString(), number(row["range"]));
        INFO(quantity->second << " " << row["range"].numberText() << " " << row["interval"].asString());
        REQUIRE(rows.size() == 1);
        CHECK(rows[0]->specification.ofReadingPpm == number(row["of_reading_ppm"]));
        CHECK(rows[0]->specification.ofRangePpm == number(row["of_range_ppm"]));
        CHECK(rows[0]->specification.floor == number(row["floor"]));
        CHECK(rows[0]->specification.confidence == row["conf"].asString());
        ++compared;
    }
    return compared;
}

std::string damaged(const std::function<void(Json&)>& damage)
{
    auto document = Json::parse(definitionBytes(CAL_SOURCE_DIR "/resources/definitions/fluke-5522a.json"));
    REQUIRE(document);
    damage(*document);
    return document->pretty();
}

void refuses(const std::string& bytes, const std::string& field)
{
    const auto definition = Definition::parse("fluke-5522a", bytes);
    INFO(field);
    REQUIRE(!definition);
    CHECK(definition.error().code == cal::Errc::ParseError);
    CHECK(definition.error().key == "definition.invalid");
    CHECK(definition.error().arg("field") == field);
}

} // namespace

TEST_CASE("the 34401A definition carries the numbers of its reference sheet", "[equipment][definition]")
{
    const auto definition = shipped("hp-34401a");
    const auto sheet = referenceSheet("hp-34401a");
    CHECK(compareRows(definition, sheet, {{"dcv", "dc-voltage"}, {"dci", "dc-current"}, {"res4w", "resistance"}}) == 15 + 4 + 7);
    CHECK(!definition.outputs);
    CHECK(definition.lowestConfidence == "medium");
    for (const auto& check : sheet["checks"].asArray()) {
        const auto value = number(check["value"]);
        const auto rows = definition.covering("dc-voltage", false, value, check["interval"].asString(), number(check["range"]));
        REQUIRE(rows.size() == 1);
        CHECK(rows[0]->specification.limitAt(value) == number(check["limit"]));
    }
}

TEST_CASE("the 5522A definition carries the numbers of its reference sheet", "[equipment][definition]")
{
    const auto definition = shipped("fluke-5522a");
    const auto sheet = referenceSheet("fluke-5522a");
    CHECK(compareRows(definition, sheet, {{"dcv", "dc-voltage"}, {"dci", "dc-current"}, {"res", "resistance"}}) == 10 + 8 + 17);
    CHECK(definition.outputs);
    CHECK(definition.safeState == std::vector<std::string>{"STBY", "OUT 0 V"});
    for (const auto& check : sheet["checks"].asArray()) { // published limits, rounded there to the display
        const auto value = number(check["value"]);
        const auto rows = definition.covering("dc-voltage", true, value, "90d", number(check["range"]));
        REQUIRE(rows.size() == 1);
        CHECK(rows[0]->coverageK == 2.58);
        CHECK(rows[0]->level == "99 %");
        const auto limit = rows[0]->specification.limitAt(value);
        CHECK(limit.roundedToInterval(number(check["rounded_to"]), cal::RoundingMode::HalfUp) == number(check["limit"]));
    }
}

TEST_CASE("every shipped definition says where its numbers come from and is signed off for demonstration", "[equipment][definition]")
{
    for (const std::string id : {"hp-34401a", "fluke-5522a", "generic-thermohygrometer"}) {
        const auto definition = shipped(id);
        INFO(id);
        CHECK(!definition.name.zh.empty());
        CHECK(!definition.name.en.empty());
        REQUIRE(definition.signOffs.size() == 1);
        CHECK(definition.signOffs[0].laboratory.find("演示计量实验室") != std::string::npos);
        CHECK(definition.signOffs[0].scope.find("demonstration") != std::string::npos);
        for (const auto& row : definition.capabilities) {
            CHECK(!row.specification.source.empty());
            CHECK(row.resolution > Decimal(0));
        }
        CHECK(definition.digest == cal::sha256(definitionBytes(CAL_SOURCE_DIR "/resources/definitions/" + id + ".json")));
    }
}

TEST_CASE("covering finds the narrowest range first", "[equipment][definition]")
{
    const auto meter = shipped("hp-34401a");
    const auto rows = meter.covering("dc-voltage", false, *Decimal::parse("1.1"), "1y");
    REQUIRE(rows.size() == 4);
    CHECK(rows[0]->range == Decimal(1));
    CHECK(rows[3]->range == Decimal(1000));
    CHECK(rows[0]->resolution == *Decimal::parse("1e-6"));
    CHECK(meter.covering("dc-voltage", false, *Decimal::parse("-1000.1"), "1y").empty());
    CHECK(meter.covering("dc-voltage", true, Decimal(1), "1y").empty());
    CHECK(meter.covering("dc-voltage", false, Decimal(1), "5y").empty());
    CHECK(meter.covering("dc-voltage", false, Decimal(11), "1y", Decimal(10)).size() == 1); // 20 % over-range
}

TEST_CASE("definitions with mistakes are refused and the field is named", "[equipment][definition]")
{
    refuses("[]", "");
    refuses("{}", "format");
    refuses(damaged([](Json& d) { d["format"] = Json("something/1"); }), "format");
    refuses(damaged([](Json& d) { d["id"] = Json("other"); }), "id");
    refuses(damaged([](Json& d) { d["name"] = Json(Json::Object{{"en", Json("calibrator")}}); }), "name");
    refuses(damaged([](Json& d) { d["identity"]["match"] = Json("^(FLUKE"); }), "identity.match");
    refuses(damaged([](Json& d) { d["outputs"] = Json("yes"); }), "outputs");
    refuses(damaged([](Json& d) { d["safe-state"] = Json(Json::Array{}); }), "safe-state");
    refuses(damaged([](Json& d) { d["coverage"]["k"] = Json("0"); }), "coverage.k");
    refuses(damaged([](Json& d) { d["sources"] = Json(Json::Object{}); }), "sources");
    refuses(damaged([](Json& d) { d["capabilities"] = Json(); }), "capabilities");
    const auto row = [](const std::function<void(Json&)>& change) {
        return damaged([&](Json& d) {
            auto list = d["capabilities"].asArray();
            change(list[0]);
            d["capabilities"] = Json(list);
        });
    };
    refuses(row([](Json& r) { r["unit"] = Json("furlong"); }), "capabilities[0].unit");
    refuses(row([](Json& r) { r["direction"] = Json("both"); }), "capabilities[0].direction");
    refuses(row([](Json& r) { r["range"] = Json("10 V"); }), "capabilities[0].range");
    refuses(row([](Json& r) { r["limits"]["low"] = Json("5"); }), "capabilities[0].limits");
    refuses(row([](Json& r) { r["limits"]["source"] = Json("hearsay"); }), "capabilities[0].limits.source");
    refuses(row([](Json& r) { r["limits"]["confidence"] = Json(); }), "capabilities[0].limits.confidence");
    refuses(row([](Json& r) { r["resolution"]["value"] = Json("0"); }), "capabilities[0].resolution.value");
    refuses(row([](Json& r) { r["specifications"] = Json(Json::Array{}); }), "capabilities[0].specifications");
    const auto newer = Definition::parse("fluke-5522a", damaged([](Json& d) { d["format"] = Json("calbench-definition/2"); }));
    REQUIRE(!newer);
    CHECK(newer.error().key == "definition.newer-schema");
    for (const std::string bytes : {"", "{", "null", "\xff\xfe", "{\"format\": \"calbench-definition/1\""})
        CHECK(!Definition::parse("x", bytes));
}

TEST_CASE("any cut of a definition file is refused, never half read", "[equipment][definition]")
{
    const auto bytes = definitionBytes(CAL_SOURCE_DIR "/resources/definitions/generic-thermohygrometer.json");
    const auto whole = bytes.substr(0, bytes.find_last_not_of(" \n") + 1);
    for (std::size_t size = 0; size < whole.size(); size += 7)
        CHECK(!Definition::parse("generic-thermohygrometer", whole.substr(0, size)));
    CHECK(Definition::parse("generic-thermohygrometer", whole));
}

TEST_CASE("the library knows its definitions and says so", "[equipment][definition]")
{
    cal::equipment::DefinitionLibrary library;
    const auto bytes = definitionBytes(CAL_SOURCE_DIR "/resources/definitions/hp-34401a.json");
    REQUIRE(library.add("hp-34401a", bytes));
    CHECK(library.add("hp-34401a", bytes).error().key == "definition.duplicate");
    CHECK(library.add("broken", "{").error().code == cal::Errc::ParseError);
    REQUIRE(library.find("hp-34401a"));
    CHECK((*library.find("hp-34401a"))->model == "34401A");
    const auto unknown = library.find("acme-9000");
    REQUIRE(!unknown);
    CHECK(unknown.error().code == cal::Errc::NotFound);
    CHECK(unknown.error().arg("known") == "hp-34401a");
    CHECK(library.all().size() == 1);
}
