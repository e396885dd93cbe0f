// SPDX-License-Identifier: GPL-3.0-or-later
// The content as canonical JSON: round trip, digest, refusal of damaged input.
#include "core/certificate/content.h"

#include "tests/support/record_builder.h"

#include <catch2/catch.hpp>

namespace {

using cal::certificate::Content;

Content contentOf(const cal::session::SessionRecord& record)
{
    auto content = cal::certificate::makeContent(record);
    INFO((content ? std::string() : content.error().key + " " + std::string(content.error().arg("missing"))));
    REQUIRE(content);
    return *std::move(content);
}

std::string canonicalOf(const Content& content)
{
    const auto bytes = content.toJson().canonical();
    REQUIRE(bytes);
    return *bytes;
}

} // namespace

TEST_CASE("Certificate content survives JSON", "[certificate]")
{
    for (const auto& record : {cal::support::dmmRecord(), cal::support::mixedVerdictRecord(), cal::support::s9Record()}) {
        const auto content = contentOf(record);
        const auto bytes = canonicalOf(content);
        const auto parsed = cal::Json::parse(bytes);
        REQUIRE(parsed);
        const auto back = Content::fromJson(*parsed);
        REQUIRE(back);
        CHECK(canonicalOf(*back) == bytes);
        CHECK(back->digest() == content.digest());
        CHECK(back->blocks == content.blocks);
        CHECK(back->tables == content.tables);
        CHECK(back->statements == content.statements);
        CHECK(back->recordHead == content.recordHead);
    }
}

TEST_CASE("The same record gives the same content and digest", "[certificate]")
{
    const auto first = contentOf(cal::support::dmmRecord()), second = contentOf(cal::support::dmmRecord());
    CHECK(canonicalOf(first) == canonicalOf(second));
    CHECK(first.digest() == second.digest());
    CHECK_FALSE(first.digest().isZero());
    CHECK(first.digest() != contentOf(cal::support::s9Record()).digest());
}

TEST_CASE("What approval adds leaves the signed digest alone, anything else changes it", "[certificate]")
{
    const auto draft = contentOf(cal::support::dmmRecord());
    auto issued = draft;
    issued.number = "DEMO-DC-2026-000123";
    issued.issued = true;
    issued.issuedOn = "2026-11-24";
    issued.checker = {"李核", "Li He"};
    issued.approver = {"王批", "Wang Pi"};
    CHECK(issued.digest() == draft.digest());
    CHECK(canonicalOf(issued) != canonicalOf(draft));

    SECTION("one digit of one cell")
    {
        issued.tables.at(0).rows.at(0).cells.at(0).back() ^= 1;
        CHECK(issued.digest() != draft.digest());
    }
    SECTION("the simulated mark")
    {
        issued.simulated = false;
        CHECK(issued.digest() != draft.digest());
    }
    SECTION("one letter of a statement")
    {
        issued.statements.back().en += '.';
        CHECK(issued.digest() != draft.digest());
    }
}

TEST_CASE("Damaged certificate content is refused with the field named", "[certificate]")
{
    const auto good = contentOf(cal::support::dmmRecord()).toJson();
    const auto refusal = [](const cal::Json& json) {
        const auto content = Content::fromJson(json);
        REQUIRE_FALSE(content);
        CHECK(content.error().code == cal::Errc::ParseError);
        return std::string(content.error().arg("field"));
    };
    const auto without = [&](const char* key) {
        auto object = good.asObject();
        object.erase(key);
        return cal::Json(std::move(object));
    };
    for (const char* key : {"format", "kind", "simulated", "demonstration", "title", "performer", "blocks", "tables", "statements",
                            "endMark", "recordId", "recordHead"})
        CHECK(refusal(without(key)) == key);
    CHECK(refusal(without("issue")) == "number");
    CHECK(refusal(cal::Json()) == "format");
    CHECK(refusal(cal::Json(7)) == "format");

    auto json = good;
    json["format"] = "calbench-certificate/99";
    CHECK(refusal(json) == "format");
    json = good;
    json["title"] = "only one language";
    CHECK(refusal(json) == "title");

    // Tables: a row shorter than its columns, an unknown verdict, a group beyond the rows.
    const auto withTable = [&](auto&& damage) {
        auto object = good.asObject();
        auto tables = object["tables"].asArray();
        damage(tables.at(0));
        object["tables"] = cal::Json(std::move(tables));
        return cal::Json(std::move(object));
    };
    CHECK(refusal(withTable([](cal::Json& table) {
              auto rows = table["rows"].asArray();
              auto cells = rows.at(0)["cells"].asArray();
              cells.pop_back();
              rows.at(0)["cells"] = cal::Json(std::move(cells));
              table["rows"] = cal::Json(std::move(rows));
          })) == "cells");
    CHECK(refusal(withTable([](cal::Json& table) {
              auto rows = table["rows"].asArray();
              rows.at(0)["verdict"] = "perfect";
              table["rows"] = cal::Json(std::move(rows));
          })) == "verdict");
    CHECK(refusal(withTable([](cal::Json& table) {
              auto groups = table["groups"].asArray();
              groups.at(0)["first"] = 1000;
              table["groups"] = cal::Json(std::move(groups));
          })) == "groups");
}
