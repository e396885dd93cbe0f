// SPDX-License-Identifier: GPL-3.0-or-later
// The set-up as JSON, item files and typed entries.
#include "core/session/fields.h"
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

namespace cal::session::test {

namespace {

Json parsedJson(std::string_view text)
{
    auto json = Json::parse(text);
    REQUIRE(json.has_value());
    return *json;
}

} // namespace

TEST_CASE("a set-up comes back from its canonical bytes, files from blobs", "[session][setup]")
{
    Rig rig;
    const auto setUp = rig.prepared(shippedProcedure("dmm-dc-voltage"));
    REQUIRE(setUp.has_value());
    const auto bytes = setUp->toJson().canonical();
    if (!bytes)
        INFO(told(bytes.error()));
    REQUIRE(bytes.has_value());
    auto again = SetUp::fromJson(parsedJson(*bytes));
    if (!again)
        INFO(told(again.error()));
    REQUIRE(again.has_value());
    CHECK(again->procedure.points.size() == setUp->procedure.points.size());
    CHECK(again->procedure.points[2].nominal == setUp->procedure.points[2].nominal);
    CHECK(again->procedure.head.inputs.size() == setUp->procedure.head.inputs.size());
    CHECK(again->procedure.head.rules.coverage == setUp->procedure.head.rules.coverage);
    CHECK(again->procedure.script.empty());
    CHECK(again->bench == setUp->bench); // the bench file's numbers as they stood
    CHECK(again->definitions.at("item").covering("dc-voltage", false, Decimal(10), "1y").size() ==
          setUp->definitions.at("item").covering("dc-voltage", false, Decimal(10), "1y").size());
    const auto blobs = setUpBlobs(*setUp);
    REQUIRE(completeFromBlobs(*again, [&](const Digest& digest) -> Result<std::string> { return blobs.at(digest); }).has_value());
    CHECK(again->procedure.script == setUp->procedure.script);
    CHECK(again->procedure.files == setUp->procedure.files);
    // The definitions' whole documents are among the blobs, by the digest in the event.
    const auto document = Digest::fromHex(setUp->toJson()["definitions"]["item"]["document"].asString());
    REQUIRE(document.has_value());
    CHECK(blobs.contains(*document));
    // A second pass through JSON changes nothing.
    const auto once = SetUp::fromJson(parsedJson(*bytes));
    Json second = once->toJson();
    Json first = parsedJson(*bytes);
    for (const char* const place : {"standard", "item", "environment"}) { // the document itself is not in the events
        first["definitions"][place]["document"] = Json();
        second["definitions"][place]["document"] = Json();
    }
    CHECK(first == second);
}

TEST_CASE("a blob that is not the file is found", "[session][setup]")
{
    Rig rig;
    auto setUp = rig.prepared(shippedProcedure("dmm-dc-voltage"));
    REQUIRE(setUp.has_value());
    const auto done = completeFromBlobs(*setUp, [](const Digest&) -> Result<std::string> { return std::string("something else"); });
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().key == "session.file-differs");
}

TEST_CASE("damaged set-ups are errors with a place", "[session][setup]")
{
    Rig rig;
    const auto setUp = rig.prepared(dmmWith({"10V+100%"}, 2));
    REQUIRE(setUp.has_value());
    const Json good = setUp->toJson();
    for (const char* const key : {"procedure", "laboratory", "performer", "item", "standards", "bindings", "identities", "definitions",
                                  "simulated", "unattended"}) {
        Json bad = good;
        bad[key] = Json("x");
        INFO(key);
        CHECK_FALSE(SetUp::fromJson(bad).has_value());
        bad[key] = Json();
        CHECK_FALSE(SetUp::fromJson(bad).has_value());
    }
    CHECK_FALSE(SetUp::fromJson(Json()).has_value());
    CHECK_FALSE(SetUp::fromJson(Json(Json::Array{})).has_value());
}

TEST_CASE("item files", "[session][setup]")
{
    const auto item = Item::fromJson(parsedJson(R"({"format":"calbench-item/1","name":{"zh":"数字多用表","en":"digital multimeter"},
        "manufacturer":"Keysight","model":"34401A","serial":"MY123","customer":{"zh":"某某公司","en":"Some Company"},"received":"2026-11-20"})"));
    REQUIRE(item.has_value());
    CHECK(item->id == "item-1");
    CHECK(item->customer.zh == "某某公司");
    const auto again = Item::fromJson(item->toJson());
    REQUIRE(again.has_value());
    CHECK(again->received == "2026-11-20");
    CHECK_FALSE(Item::fromJson(parsedJson(R"({"format":"something/1"})")).has_value());
    CHECK_FALSE(Item::fromJson(parsedJson(R"({"format":"calbench-item/1"})")).has_value());
    CHECK_FALSE(Item::fromJson(parsedJson("[]")).has_value());
    const auto date = Item::fromJson(parsedJson(
        R"({"format":"calbench-item/1","name":"x","manufacturer":"x","model":"x","serial":"x","customer":"x","received":"20.11.2026"})"));
    REQUIRE_FALSE(date.has_value());
    CHECK(date.error().key == "date.syntax");
}

TEST_CASE("typed entries", "[session][setup]")
{
    const auto typed = TypedEntries::fromJson(parsedJson(R"({"format":"calbench-typed/1","by":"li.na","entered-twice":true,
        "environment":{"start":{"temperature":"23.1 degC","humidity":"48 %"},"end":{"temperature":"23.2 degC","humidity":"47 %"}},
        "standards":{"standard":{"value":"100.0 V","U":"0.002 V","k":2}},
        "readings":{"100V":{"indication":["100.1 V"]}}})"));
    REQUIRE(typed.has_value());
    CHECK(typed->by == "li.na");
    CHECK(typed->enteredTwice);
    CHECK(typed->start->temperature.text() == "23.1 °C");
    CHECK(typed->readings.at("100V").at("indication").front() == "100.1 V");
    const auto refused = [](const char* text) {
        const auto result = TypedEntries::fromJson(parsedJson(text));
        INFO(text);
        REQUIRE_FALSE(result.has_value());
    };
    refused("[]");
    refused("{}");
    refused(R"({"format":"calbench-typed/2"})");
    refused(R"({"format":"calbench-typed/1","by":5})");
    refused(R"({"format":"calbench-typed/1","environment":{"start":{"temperature":"23 V","humidity":"48 %"}}})");
    refused(R"({"format":"calbench-typed/1","environment":{"start":{"temperature":"23 degC"}}})");
    refused(R"({"format":"calbench-typed/1","standards":{"standard":"x"}})");
    refused(R"({"format":"calbench-typed/1","readings":{"100V":[]}})");
    refused(R"({"format":"calbench-typed/1","readings":{"100V":{"indication":"100"}}})");
    refused(R"({"format":"calbench-typed/1","readings":{"100V":{"indication":[100]}}})");
    refused(R"({"format":"calbench-typed/1","entered-twice":"yes"})");
}

} // namespace cal::session::test
