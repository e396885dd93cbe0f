// SPDX-License-Identifier: GPL-3.0-or-later
// Killed anywhere and gone on with: same points, readings byte for byte, none lost or doubled, same verdicts.
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

namespace cal::session::test {

namespace {

struct WholeRun {
    std::vector<journal::Event> events;
    std::map<Digest, std::string> blobs;
    std::vector<std::string> verdicts;
};

WholeRun wholeRun(const procedure::Procedure& procedure)
{
    Rig rig;
    const auto outcome = rig.go(procedure);
    REQUIRE(outcome.has_value());
    REQUIRE(outcome->end == RunOutcome::End::Finished);
    return {outcome->record.events, rig.blobs(), verdictsOf(outcome->record)};
}

void checkResumed(const WholeRun& whole, std::size_t kept)
{
    INFO("killed after event " << kept << " of " << whole.events.size());
    const std::vector<journal::Event> before(whole.events.begin(), whole.events.begin() + static_cast<std::ptrdiff_t>(kept));
    Rig rig({}, before, whole.blobs);
    const auto session = before.front().stream;
    const auto outcome = resume(session, &rig.bench, std::nullopt, rig.services(), rig.control);
    if (!outcome)
        INFO(told(outcome.error()));
    REQUIRE(outcome.has_value());
    if (outcome->error)
        INFO(told(*outcome->error));
    REQUIRE(outcome->end == RunOutcome::End::Finished);
    CHECK(verdictsOf(outcome->record) == whole.verdicts);
    CHECK(outcome->record.sealed);
    // What was journalled is there byte for byte, at its place.
    const auto after = rig.events(session);
    REQUIRE(after.size() >= before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        CHECK(after[i].content == before[i].content);
    REQUIRE(journal::verifyChain(after).has_value());
    // Exactly one counting attempt per point, no reading twice, every attempt ended.
    for (const auto& point : outcome->record.points) {
        const auto completed =
            std::count_if(point.attempts.begin(), point.attempts.end(), [](const auto& a) { return a.outcome == "completed"; });
        CHECK(completed == 1);
        std::set<std::string> seen;
        for (const auto& attempt : point.attempts) {
            CHECK(attempt.outcome != "running");
            for (const auto& reading : attempt.readings)
                CHECK(seen.insert(std::to_string(attempt.number) + "/" + reading.quantity + "/" + std::to_string(reading.index)).second);
        }
        REQUIRE(point.counting());
        CHECK(point.counting()->readings.size() == static_cast<std::size_t>(point.point.readings));
    }
    const bool ended = kept == whole.events.size();
    CHECK(outcome->record.resumes == (ended ? 0 : 1));
    if (!ended) {
        // Identity, standards and environment were checked again and said so.
        const auto resumed = std::find_if(after.begin(), after.end(), [](const auto& e) { return e.type == Resumed::kType; });
        REQUIRE(resumed != after.end());
        const auto body = Resumed::fromJson(resumed->body);
        REQUIRE(body.has_value());
        CHECK(body->identities.size() == 3);
        CHECK(body->standards.size() == 1);
        CHECK(body->environmentWithin);
        if (body->interruptedAttempt > 0 && body->savedReadings > 0)
            REQUIRE(body->savedTrace.has_value());
        if (body->savedTrace)
            CHECK(rig.blobs().contains(*body->savedTrace));
        const auto safe = std::find_if(after.begin() + static_cast<std::ptrdiff_t>(kept), after.end(),
                                       [](const auto& e) { return e.type == SafeStateEntered::kType; });
        REQUIRE(safe != after.end());
        CHECK(safe->body["by"].asString() == "next-start");
        CHECK(safe - after.begin() == static_cast<std::ptrdiff_t>(kept)); // before anything else
    }
    CHECK_FALSE(rig.bench.operating());
}

} // namespace

TEST_CASE("a short run killed after every single event ends as if it had not been", "[session][resume]")
{
    const auto whole = wholeRun(dmmWith({"10V+100%", "0.1V-100%", "100V+100%"}, 3));
    for (std::size_t kept = 1; kept <= whole.events.size(); ++kept)
        checkResumed(whole, kept);
}

TEST_CASE("the whole procedure killed here and there ends as if it had not been", "[session][resume]")
{
    const auto whole = wholeRun(shippedProcedure("dmm-dc-voltage"));
    for (const std::size_t part : {7u, 41u, 63u, 97u})
        checkResumed(whole, std::max<std::size_t>(1, whole.events.size() * part / 100));
}

TEST_CASE("killed again while going on", "[session][resume]")
{
    const auto procedure = dmmWith({"10V+100%", "1V+100%"}, 3);
    const auto whole = wholeRun(procedure);
    std::vector<journal::Event> events(whole.events.begin(), whole.events.begin() + 9);
    std::map<Digest, std::string> blobs = whole.blobs;
    for (int round = 0; round < 3; ++round) {
        Rig rig({}, events, blobs);
        const auto outcome = resume(events.front().stream, &rig.bench, std::nullopt, rig.services(), rig.control);
        REQUIRE(outcome.has_value());
        blobs = rig.blobs();
        auto after = rig.events(events.front().stream);
        after.resize(events.size() + 7); // seven more survived this time
        events = after;
    }
    Rig rig({}, events, blobs);
    const auto outcome = resume(events.front().stream, &rig.bench, std::nullopt, rig.services(), rig.control);
    REQUIRE(outcome.has_value());
    CHECK(outcome->end == RunOutcome::End::Finished);
    CHECK(verdictsOf(outcome->record) == whole.verdicts);
    CHECK(outcome->record.resumes >= 2);
}

TEST_CASE("going on refuses what has changed", "[session][resume]")
{
    const auto whole = wholeRun(dmmWith({"10V+100%", "1V+100%"}, 2));
    const std::vector<journal::Event> before(whole.events.begin(), whole.events.begin() + 8);
    const auto session = before.front().stream;
    const auto refused = [&](Rig& rig, const char* key) {
        const auto outcome = resume(session, &rig.bench, std::nullopt, rig.services(), rig.control);
        REQUIRE_FALSE(outcome.has_value());
        INFO(told(outcome.error()));
        CHECK(outcome.error().key == key);
        CHECK(rig.bench.readingsTaken() == 0);
        CHECK_FALSE(rig.bench.operating());
    };
    SECTION("another meter")
    {
        support::FakeBenchOptions options;
        options.itemSerial = "SIM34401-999";
        Rig rig(options, before, whole.blobs);
        refused(rig, "session.resume-identity");
    }
    SECTION("another environment")
    {
        support::FakeBenchOptions options;
        options.humidity = "90 %";
        Rig rig(options, before, whole.blobs);
        refused(rig, "session.environment-outside");
    }
    SECTION("no bench at all")
    {
        Rig rig({}, before, whole.blobs);
        const auto outcome = resume(session, nullptr, std::nullopt, rig.services(), rig.control);
        REQUIRE_FALSE(outcome.has_value());
        CHECK(outcome.error().key == "session.no-bench");
    }
    SECTION("a session that is not there")
    {
        Rig rig({}, before, whole.blobs);
        const auto outcome = resume(rig.ids.make(), &rig.bench, std::nullopt, rig.services(), rig.control);
        REQUIRE_FALSE(outcome.has_value());
        CHECK(outcome.error().key == "session.unknown");
    }
    SECTION("procedure files that are gone")
    {
        Rig rig({}, before, {});
        refused(rig, "store.no-blob");
    }
    SECTION("a journal that somebody changed")
    {
        auto changed = before;
        changed[4].content[20] ^= 1;
        Rig rig({}, changed, whole.blobs);
        const auto outcome = resume(session, &rig.bench, std::nullopt, rig.services(), rig.control);
        REQUIRE_FALSE(outcome.has_value());
        CHECK(outcome.error().code == Errc::IntegrityViolation);
    }
}

TEST_CASE("an expired standard stops going on too", "[session][resume]")
{
    const auto whole = wholeRun(dmmWith({"10V+100%", "1V+100%"}, 2));
    std::vector<journal::Event> before(whole.events.begin(), whole.events.begin() + 8);
    Rig rig({}, before, whole.blobs);
    support::TickingClock later("2027-01-17T08:00:00Z");
    auto services = rig.services();
    const RunServices nextYear{services.writer, later, services.ids, services.by, services.observer, services.guard};
    const auto outcome = resume(before.front().stream, &rig.bench, std::nullopt, nextYear, rig.control);
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().key == "session.standard-expired");
}

TEST_CASE("what a guard did is journalled, and once", "[session][resume]")
{
    const auto whole = wholeRun(dmmWith({"10V+100%", "1V+100%"}, 2));
    const std::vector<journal::Event> before(whole.events.begin(), whole.events.begin() + 8);
    Rig rig({}, before, whole.blobs);
    rig.guard.reports.push_back({"standard", "guard", rig.clock.now(), true, ""});
    const auto outcome = resume(before.front().stream, &rig.bench, std::nullopt, rig.services(), rig.control);
    REQUIRE(outcome.has_value());
    CHECK(outcome->record.safeStates.front().by == "guard");
    CHECK(std::count_if(outcome->record.safeStates.begin(), outcome->record.safeStates.end(),
                        [](const auto& s) { return s.by == "guard"; }) == 1);
}

TEST_CASE("two programs cannot go on with one session", "[session][resume]")
{
    const auto whole = wholeRun(dmmWith({"10V+100%", "1V+100%"}, 2));
    const std::vector<journal::Event> before(whole.events.begin(), whole.events.begin() + 8);
    Rig rig({}, before, whole.blobs);
    bool done = false;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type != ReadingTaken::kType || done)
            return;
        done = true;
        const auto intruder =
            rig.writer->append(event.stream, {newEvent(Noted{"", "from elsewhere", 0})}, {"someone", "bench-2", "calbench 0.1.0"});
        REQUIRE(intruder.has_value());
    };
    const auto outcome = resume(before.front().stream, &rig.bench, std::nullopt, rig.services(), rig.control);
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().code == Errc::Conflict);
    CHECK_FALSE(rig.bench.operating());
}

} // namespace cal::session::test
