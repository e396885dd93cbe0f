// SPDX-License-Identifier: GPL-3.0-or-later
// The environment during a run, and what is asked before the first point.
#include "core/session/checks.h"
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

namespace cal::session::test {

namespace {

procedure::Procedure watched(bool hold)
{
    auto procedure = dmmWith({"1V+100%", "10V+100%"}, 2);
    procedure.head.environmentWatch = procedure::EnvironmentWatch{10, hold, {"test", "high"}};
    return procedure;
}

int countOf(const Rig& rig, const std::string& type)
{
    return rig.observer.count("event " + type);
}

} // namespace

TEST_CASE("the environment is sampled between the points and kept with the run", "[session][environment]")
{
    Rig rig;
    const auto outcome = rig.go(watched(true));
    REQUIRE(outcome.has_value());
    CHECK(outcome->record.samples.size() == 2);
    CHECK(outcome->record.samples.front().second.when == "during");
    CHECK(countOf(rig, "session.environment-sampled") == 2);
    CHECK_FALSE(outcome->record.points[0].environmentOutside);
}

TEST_CASE("outside the limits the run holds, or goes on with the point flagged", "[session][environment]")
{
    Rig rig;
    int looked = 0;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == "session.environment-recorded" && event.body["when"].asString() == "start")
            rig.bench.setEnvironment("25.1 degC", "51.0 %");
        if (event.type == "session.environment-sampled" && ++looked == 3)
            rig.bench.setEnvironment("20.3 degC", "51.0 %");
    };
    SECTION("hold")
    {
        const auto outcome = rig.go(watched(true));
        REQUIRE(outcome.has_value());
        CHECK(outcome->end == RunOutcome::End::Finished);
        const auto& samples = outcome->record.samples;
        REQUIRE(samples.size() >= 4);
        CHECK_FALSE(samples[0].second.within);
        CHECK_FALSE(samples[2].second.within);
        CHECK(samples[3].second.within);
        CHECK(samples[3].first == outcome->record.points[0].point.id);
        CHECK_FALSE(outcome->record.points[0].environmentOutside); // it was measured when the limits were met again
    }
    SECTION("flag")
    {
        const auto outcome = rig.go(watched(false));
        REQUIRE(outcome.has_value());
        CHECK(outcome->record.points[0].environmentOutside);
        CHECK(outcome->record.points[1].environmentOutside);
    }
}

TEST_CASE("a run that holds can be aborted", "[session][environment]")
{
    Rig rig;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == "session.environment-recorded")
            rig.bench.setEnvironment("25.1 degC", "51.0 %");
        if (event.type == "session.environment-sampled")
            rig.control.abort();
    };
    const auto outcome = rig.go(watched(true));
    REQUIRE(outcome.has_value());
    CHECK(outcome->end == RunOutcome::End::Aborted);
}

TEST_CASE("acclimation and warm-up are met, waived with a reason, or refused", "[session][environment]")
{
    procedure::Head head;
    head.conditioning = procedure::Conditioning{120, 30, {"test", "high"}};
    const auto now = *parseRfc3339("2026-11-23T09:00:00Z");
    TypedEntries typed;
    CHECK(conditioningMet({}, std::nullopt, now)->empty());
    CHECK(conditioningMet(head, std::nullopt, now).error().key == "session.conditioning-unknown");
    typed.conditioning["acclimation"].since = *parseRfc3339("2026-11-23T07:01:00Z");
    CHECK(conditioningMet(head, typed, now).error().key == "session.conditioning-not-met");
    CHECK(conditioningMet(head, typed, now).error().arg("found") == "119");
    typed.conditioning["acclimation"].since = *parseRfc3339("2026-11-23T07:00:00Z");
    CHECK(conditioningMet(head, typed, now).error().arg("gate") == "warm-up");
    typed.conditioning["warm-up"].waived = "battery item";
    const auto met = conditioningMet(head, typed, now);
    REQUIRE(met.has_value());
    REQUIRE(met->size() == 2);
    CHECK(met->at(0).found == 120);
    CHECK(met->at(1).waived == "battery item");
    typed.conditioning["acclimation"].since = *parseRfc3339("2027-11-23T07:00:00Z"); // the future has not passed
    CHECK_FALSE(conditioningMet(head, typed, now).has_value());
}

TEST_CASE("a run without its conditioning does not start; a waiver is journalled", "[session][environment]")
{
    Rig rig;
    auto procedure = dmmWith({"1V+100%"}, 2);
    procedure.head.conditioning = procedure::Conditioning{0, 60, {"test", "high"}};
    CHECK(rig.go(procedure).error().key == "session.conditioning-unknown");
    CHECK(countOf(rig, "session.set-up-frozen") == 0);
    const auto setUp = rig.prepared(procedure);
    REQUIRE(setUp.has_value());
    std::optional<TypedEntries> typed(std::in_place);
    typed->conditioning["warm-up"].waived = "no time";
    rig.control.confirmHighVoltage();
    const auto outcome = run(*setUp, &rig.bench, typed, rig.services(), rig.control);
    REQUIRE(outcome.has_value());
    CHECK(countOf(rig, "session.conditioning-checked") == 1);
}

TEST_CASE("typed conditioning meets garbage", "[session][environment]")
{
    const auto keyOf = [](std::string_view conditioning) {
        const auto json = Json::parse(R"({"format":"calbench-typed/1","conditioning":)" + std::string(conditioning) + "}");
        REQUIRE(json.has_value());
        const auto read = TypedEntries::fromJson(*json);
        return read ? std::string("read") : read.error().key;
    };
    CHECK(keyOf(R"({"warm-up":{"minutes":60}})") == "read");
    CHECK(keyOf(R"({"acclimation":{"since":"2026-11-23T01:00:00Z"}})") == "read");
    CHECK(keyOf(R"({"tea":{"minutes":60}})") == "typed.invalid");
    CHECK(keyOf(R"({"warm-up":{}})") == "typed.invalid");
    CHECK(keyOf(R"({"warm-up":{"minutes":-1}})") == "typed.invalid");
    CHECK(keyOf(R"({"warm-up":{"minutes":60,"waived":"x"}})") == "typed.invalid");
    CHECK(keyOf(R"({"warm-up":{"waived":""}})") == "typed.invalid");
    CHECK(keyOf(R"({"warm-up":{"since":"yesterday"}})") == "time.syntax");
    CHECK(keyOf(R"({"warm-up":7})") == "typed.invalid");
}

} // namespace cal::session::test
