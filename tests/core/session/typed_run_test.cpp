// SPDX-License-Identifier: GPL-3.0-or-later
// Procedures without instruments: typed file and entry sheet.
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

namespace cal::session::test {

namespace {

TypedEntries s9Entries(const char* reading)
{
    const std::string readings = reading ? R"(,"readings":{"100V":{"indication":[")" + std::string(reading) + R"("]}})" : "";
    const auto json = Json::parse(R"({"format":"calbench-typed/1","by":"li.na","entered-twice":true,
        "environment":{"start":{"temperature":"23.1 degC","humidity":"48 %"},"end":{"temperature":"23.2 degC","humidity":"47 %"}},
        "standards":{"standard":{"certificate":"EA-S9","manufacturer":"Maker","model":"Calibrator","serial":"1",
                                 "values":{"value":"100.0 V","U":"0.002 V","k":"2"}}})" +
                                  readings + "}");
    REQUIRE(json.has_value());
    const auto typed = TypedEntries::fromJson(*json);
    REQUIRE(typed.has_value());
    return *typed;
}

Result<RunOutcome> typedRun(Rig& rig, const TypedEntries& typed)
{
    auto request = rig.request(shippedProcedure("ea402-s9-handheld"));
    request.bench = nullptr;
    request.standards.clear();
    request.typed = typed;
    request.item.serial = "HH-7";
    const auto setUp = prepare(request, {});
    if (!setUp) {
        INFO(told(setUp.error()));
        REQUIRE(setUp.has_value());
    }
    CHECK_FALSE(setUp->simulated);
    return run(*setUp, nullptr, typed, rig.services(), rig.control);
}

} // namespace

TEST_CASE("EA-4/02 S9 from a typed file", "[session][typed]")
{
    Rig rig;
    const auto outcome = typedRun(rig, s9Entries("100.1 V"));
    if (!outcome)
        INFO(told(outcome.error()));
    REQUIRE(outcome.has_value());
    REQUIRE(outcome->end == RunOutcome::End::Finished);
    const auto* const attempt = outcome->record.points[0].counting();
    REQUIRE(attempt);
    REQUIRE(attempt->readings.size() == 1);
    CHECK(attempt->readings[0].source == "typed");
    CHECK(attempt->readings[0].by == "li.na");
    CHECK(attempt->readings[0].enteredTwice);
    CHECK(attempt->readings[0].rawReply == "100.1 V");
    CHECK(attempt->result->printedError == "0.10");
    CHECK(attempt->result->printedU == "0.05");
    CHECK(attempt->result->printedK == "1.65");
    REQUIRE(outcome->record.environment.size() == 2);
    CHECK(outcome->record.environment[1].temperature.text() == "23.2 °C");
    CHECK(outcome->record.environment[0].source == "typed");
    CHECK(outcome->record.setUp.standard("standard")->certificate == "EA-S9");
    CHECK(outcome->record.safeStates.empty());
}

TEST_CASE("a typed file with a wrong unit stops the point", "[session][typed]")
{
    Rig rig;
    const auto outcome = typedRun(rig, s9Entries("100.1 A"));
    REQUIRE(outcome.has_value());
    CHECK(outcome->end == RunOutcome::End::PointFailed);
    CHECK(outcome->error->key == "session.typed-reading");
    CHECK(outcome->error->arg("unit") == "V");
}

TEST_CASE("the entry sheet asks until it gets a reading it can take", "[session][typed]")
{
    Rig rig;
    std::vector<std::string> texts{"abc", "100.1 A", "", "100.1"};
    rig.observer.onReading = [&](const procedure::Point& point, const std::string& quantity, int index) {
        CHECK(point.id == "100V");
        CHECK(quantity == "indication");
        CHECK(index == 1);
        REQUIRE_FALSE(texts.empty());
        rig.control.enterReading(texts.front(), true);
        texts.erase(texts.begin());
    };
    auto typed = s9Entries(nullptr);
    const auto outcome = typedRun(rig, typed);
    REQUIRE(outcome.has_value());
    CHECK(outcome->end == RunOutcome::End::Finished);
    CHECK(texts.empty());
    CHECK(rig.observer.count("refused session.typed-reading") == 3);
    CHECK(outcome->record.points[0].counting()->result->printedError == "0.10");
}

TEST_CASE("nobody to ask: an error instead of waiting", "[session][typed]")
{
    Rig rig;
    rig.observer.someoneThere = false;
    const auto outcome = typedRun(rig, s9Entries(nullptr));
    REQUIRE(outcome.has_value());
    CHECK(outcome->end == RunOutcome::End::PointFailed);
    CHECK(outcome->error->key == "session.no-typed-reading");
}

TEST_CASE("the end environment is asked for when it was not typed", "[session][typed]")
{
    Rig rig;
    auto typed = s9Entries("100.1 V");
    typed.end.reset();
    std::vector<std::string> answers{"warm", "23.4 °C, 46 %"};
    rig.observer.onPrompt = [&](const Text&, const std::vector<std::string>&) {
        REQUIRE_FALSE(answers.empty());
        rig.control.answer(answers.front());
        answers.erase(answers.begin());
    };
    const auto outcome = typedRun(rig, typed);
    REQUIRE(outcome.has_value());
    CHECK(outcome->end == RunOutcome::End::Finished);
    REQUIRE(outcome->record.environment.size() == 2);
    CHECK(outcome->record.environment[1].humidity.text() == "46 %");
    CHECK(rig.observer.count("refused session.environment-entry") == 1);
}

} // namespace cal::session::test
