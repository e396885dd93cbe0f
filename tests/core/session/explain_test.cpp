// SPDX-License-Identifier: GPL-3.0-or-later
// Every printed figure leads back to bytes and to a standard.
#include "core/session/explain.h"
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

#include <set>

namespace cal::session::test {

namespace {

void gatherKinds(const ExplainNode& node, std::set<std::string>& kinds)
{
    kinds.insert(node.kind);
    CHECK_FALSE(node.title.zh.empty());
    CHECK_FALSE(node.title.en.empty());
    for (const auto& child : node.children)
        gatherKinds(child, kinds);
}

const ExplainNode* firstOf(const ExplainNode& node, const std::string& kind)
{
    if (node.kind == kind)
        return &node;
    for (const auto& child : node.children)
        if (const auto* const found = firstOf(child, kind))
            return found;
    return nullptr;
}

} // namespace

TEST_CASE("all figures of all points lead to bytes, procedure line and standard", "[session][explain]")
{
    Rig rig;
    const auto outcome = rig.go(shippedProcedure("dmm-dc-voltage"));
    REQUIRE(outcome.has_value());
    REQUIRE(outcome->end == RunOutcome::End::Finished);
    for (const auto& point : outcome->record.points) {
        const auto figures = explain(outcome->record, point.point.id, {});
        REQUIRE(figures.has_value());
        REQUIRE(figures->size() == 7);
        for (const auto& figure : *figures) {
            INFO(point.point.id << " " << figure.title.en << " " << figure.value);
            CHECK(figure.kind == "printed");
            CHECK_FALSE(figure.value.empty());
            std::set<std::string> kinds;
            gatherKinds(figure, kinds);
            for (const char* const kind : {"sent", "procedure-line", "standard", "certificate", "specification", "event"}) {
                INFO(kind);
                CHECK(kinds.contains(kind));
            }
        }
        const auto& result = *point.counting()->result;
        CHECK((*figures)[0].value == result.printedReference + " V");
        CHECK((*figures)[1].value == result.printedIndication + " V");
        CHECK((*figures)[2].value == result.printedError + " V");
        CHECK((*figures)[3].value == result.printedU + " V");
        CHECK((*figures)[4].value == result.printedK);
        CHECK((*figures)[5].value == result.printedMpe + " V");
        CHECK((*figures)[6].value == "pass");
    }
}

TEST_CASE("the road shows full digits, escaped bytes and the text of the line", "[session][explain]")
{
    Rig rig;
    const auto outcome = rig.go(dmmWith({"10V+100%"}, 3));
    REQUIRE(outcome.has_value());
    const auto script = outcome->record.setUp.procedure.script;
    const auto figures = explain(outcome->record, "10V+100%", script);
    REQUIRE(figures.has_value());
    const auto& error = (*figures)[2];
    const auto* const rounding = firstOf(error, "rounding");
    REQUIRE(rounding);
    CHECK(rounding->value == outcome->record.points[0].counting()->result->error.plain() + " V");
    const auto* const reading = firstOf(error, "reading");
    REQUIRE(reading);
    const auto* const sent = firstOf(*reading, "sent");
    const auto* const received = firstOf(*reading, "received");
    const auto* const line = firstOf(*reading, "procedure-line");
    REQUIRE((sent && received && line));
    CHECK(sent->value == "READ?\\n");
    CHECK(received->value.substr(0, received->value.size() - 2) == outcome->record.points[0].counting()->readings[0].rawReply);
    CHECK(line->value.find("bench:read(\"item\", \"indication\")") != std::string::npos);
    CHECK(reading->id ==
          outcome->record.events[static_cast<std::size_t>(outcome->record.points[0].counting()->readings[0].eventSeq - 1)].id.text());
    const auto* const command = firstOf((*figures)[0], "command");
    REQUIRE(command);
    CHECK(command->value == "10 V");
    CHECK(firstOf(*command, "sent")->value == "OUT 10 V\\n");
    CHECK(error.toJson()["children"].size() == error.children.size());
    CHECK(error.toJson().canonical().has_value());
}

TEST_CASE("a typed result leads to the typed text and its person", "[session][explain]")
{
    Rig rig;
    auto request = rig.request(shippedProcedure("ea402-s9-handheld"));
    request.bench = nullptr;
    request.standards.clear();
    const auto json = Json::parse(R"({"format":"calbench-typed/1","by":"li.na",
        "environment":{"start":{"temperature":"23.1 degC","humidity":"48 %"},"end":{"temperature":"23.2 degC","humidity":"47 %"}},
        "standards":{"standard":{"certificate":"EA-S9","values":{"value":"100.0 V","U":"0.002 V","k":"2"}}},
        "readings":{"100V":{"indication":["100.1 V"]}}})");
    request.typed = *TypedEntries::fromJson(*json);
    const auto setUp = prepare(request, {});
    REQUIRE(setUp.has_value());
    const auto outcome = run(*setUp, nullptr, request.typed, rig.services(), rig.control);
    REQUIRE(outcome.has_value());
    const auto figures = explain(outcome->record, "100V", {});
    REQUIRE(figures.has_value());
    CHECK(figures->size() == 6); // no MPE
    for (const auto& figure : *figures) {
        INFO(figure.title.en);
        std::set<std::string> kinds;
        gatherKinds(figure, kinds);
        CHECK(kinds.contains("typed"));
        CHECK(kinds.contains("standard"));
        CHECK(kinds.contains("certificate"));
    }
    const auto* const typed = firstOf((*figures)[1], "typed");
    REQUIRE(typed);
    CHECK(typed->value == "100.1 V");
    CHECK(typed->title.en.find("li.na") != std::string::npos);
}

TEST_CASE("points that cannot be explained", "[session][explain]")
{
    Rig rig;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == ReadingTaken::kType)
            rig.control.stopAfterPoint();
    };
    const auto outcome = rig.go(dmmWith({"10V+100%", "1V+100%"}, 2));
    REQUIRE(outcome.has_value());
    const auto none = explain(outcome->record, "99V", {});
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().key == "explain.no-point");
    CHECK(none.error().arg("known") == "10V+100%, 1V+100%");
    const auto open = explain(outcome->record, "1V+100%", {});
    REQUIRE_FALSE(open.has_value());
    CHECK(open.error().key == "explain.not-judged");
}

} // namespace cal::session::test
