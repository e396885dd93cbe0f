// SPDX-License-Identifier: GPL-3.0-or-later
// Fold, record file and what damages them.
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

namespace cal::session::test {

namespace {

struct FinishedRun {
    SessionRecord record;
    std::map<std::string, std::string> blobs;
};

FinishedRun finishedRun()
{
    Rig rig;
    const auto outcome = rig.go(dmmWith({"10V+100%", "100V+100%"}, 3));
    REQUIRE(outcome.has_value());
    REQUIRE(outcome->end == RunOutcome::End::Finished);
    auto blobs = recordBlobs(outcome->record, [&](const Digest& digest) { return rig.writer->getBlob(digest); });
    REQUIRE(blobs.has_value());
    return {outcome->record, *blobs};
}

/// The chain of these drafts, whatever they say.
std::vector<journal::Event> chained(const std::vector<journal::NewEvent>& drafts)
{
    support::TickingClock clock;
    IdMaker ids(clock, 3);
    const auto stream = ids.make();
    std::vector<journal::Event> events;
    Digest prev;
    for (const auto& draft : drafts) {
        auto event =
            journal::seal(draft, stream, static_cast<std::int64_t>(events.size()) + 1, prev, {"a", "b", "c"}, ids.make(), clock.now());
        REQUIRE(event.has_value());
        prev = event->hash;
        events.push_back(*event);
    }
    return events;
}

std::vector<journal::NewEvent> draftsOf(const std::vector<journal::Event>& events, std::size_t count)
{
    std::vector<journal::NewEvent> drafts;
    for (std::size_t i = 0; i < count; ++i)
        drafts.push_back({events[i].type, events[i].version, events[i].body});
    return drafts;
}

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

} // namespace

TEST_CASE("a record file holds everything and comes back", "[session][record]")
{
    const auto run = finishedRun();
    const auto text = exportRecord(run.record, run.blobs);
    REQUIRE(text.has_value());
    CHECK(text->find("SIMULATED / 模拟数据") != std::string::npos);
    CHECK(text->find("NOT ISSUED / 未签发") != std::string::npos);
    CHECK(text->find("\"issued\": false") != std::string::npos);
    const auto imported = importRecord(*text);
    if (!imported)
        INFO(told(imported.error()));
    REQUIRE(imported.has_value());
    CHECK(imported->record.head == run.record.head);
    CHECK(imported->record.setUp.procedure.script == run.record.setUp.procedure.script);
    CHECK(verdictsOf(imported->record) == verdictsOf(run.record));
    CHECK(imported->blobs == run.blobs);
    for (std::size_t i = 0; i < run.record.events.size(); ++i)
        CHECK(imported->record.events[i].content == run.record.events[i].content);
    // the same record gives the same bytes
    CHECK(*exportRecord(imported->record, imported->blobs) == *text);
}

TEST_CASE("a record file that was touched is refused", "[session][record]")
{
    const auto run = finishedRun();
    const auto text = *exportRecord(run.record, run.blobs);
    const auto refused = [](const std::string& changed, const char* key) {
        const auto imported = importRecord(changed);
        REQUIRE_FALSE(imported.has_value());
        INFO(told(imported.error()));
        CHECK(imported.error().key == key);
    };
    refused("", "json.syntax");
    refused("{}", "record.invalid");
    refused("[]", "record.invalid");
    refused(replaced(text, "calbench-record/1", "calbench-record/9"), "record.newer-format");
    refused(replaced(text, "\"simulated\": true", "\"simulated\": false"), "record.mark-differs");
    refused(replaced(text, "SIMULATED / 模拟数据", "REAL"), "record.mark-differs");
    refused(replaced(text, "\"issued\": false", "\"issued\": true"), "record.mark-differs");
    const auto& reading = run.record.points[0].counting()->readings[0];
    const auto value = std::get<equipment::Scalar>(reading.value).number.text();
    const auto other = std::string("+9") + value.substr(2);
    CHECK_FALSE(importRecord(replaced(text, value, other)).has_value());
    CHECK_FALSE(importRecord(text.substr(0, text.size() / 2)).has_value());
    auto blobs = run.blobs;
    blobs.begin()->second += "x";
    const auto damaged = exportRecord(run.record, blobs);
    REQUIRE(damaged.has_value());
    refused(*damaged, "record.blob-damaged");
    blobs.erase(blobs.begin());
    const auto incomplete = exportRecord(run.record, blobs);
    REQUIRE_FALSE(incomplete.has_value());
    CHECK(incomplete.error().key == "record.blob-missing");
}

TEST_CASE("fold refuses events that do not make a session", "[session][record]")
{
    const auto run = finishedRun();
    const auto& events = run.record.events;
    const auto refused = [](const std::vector<journal::NewEvent>& drafts, const char* key = "record.fold") {
        const auto record = fold(chained(drafts));
        REQUIRE_FALSE(record.has_value());
        INFO(told(record.error()));
        CHECK(record.error().key == key);
    };
    CHECK_FALSE(fold({}).has_value());
    refused({draftsOf(events, 2)[1]}); // no set-up first
    auto two = draftsOf(events, 2);
    two.push_back(two[0]);
    refused(two); // a second set-up
    auto drafts = draftsOf(events, 3);
    REQUIRE(drafts[2].type == PointStarted::kType);
    auto twice = drafts;
    twice.push_back(drafts[2]);
    refused(twice); // the same attempt twice
    auto wrongPoint = drafts;
    wrongPoint[2].body["point"] = Json("nowhere");
    refused(wrongPoint);
    auto judged = drafts;
    judged.push_back(newEvent(PointJudged{"10V+100%", 1, *run.record.points[0].counting()->result}));
    refused(judged); // judged while it runs
    auto doubled = drafts;
    auto reading = run.record.points[0].counting()->readings[0];
    doubled.push_back(newEvent(ReadingTaken{"10V+100%", 1, reading}));
    doubled.push_back(newEvent(ReadingTaken{"10V+100%", 1, reading}));
    refused(doubled); // the same reading twice
    auto sealedEarly = draftsOf(events, 2);
    sealedEarly.push_back(newEvent(Sealed{Digest{}, 2, conformity::Verdict::Pass}));
    refused(sealedEarly);
    auto unknown = draftsOf(events, 2);
    unknown.push_back({"session.something-new", 1, Json::Object{}});
    refused(unknown, "journal.newer-event");
    auto newer = draftsOf(events, 2);
    newer[1].version = 2;
    refused(newer, "journal.newer-event");
    auto empty = draftsOf(events, 3);
    empty[2].body = Json::Object{};
    refused(empty);
}

TEST_CASE("trail entries pack and unpack", "[session][record]")
{
    const auto [key, args] = unpackTrail(packTrail("session.trail-note", {{"point", "10V"}, {"text", "a=b\tc"}, {"empty", ""}}));
    CHECK(key == "session.trail-note");
    REQUIRE(args.size() == 3);
    CHECK(args[1].value == "a=b c");
    CHECK(args[2].value.empty());
    CHECK(unpackTrail("").first.empty());
}

} // namespace cal::session::test
