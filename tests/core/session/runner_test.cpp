// SPDX-License-Identifier: GPL-3.0-or-later
// Runs on the fake bench: the whole procedure, controls, failures, outputs.
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <thread>

namespace cal::session::test {

namespace {

RunOutcome finished(Result<RunOutcome> outcome)
{
    if (!outcome) {
        INFO(told(outcome.error()));
        REQUIRE(outcome.has_value());
    }
    if (outcome->error)
        INFO(told(*outcome->error));
    return *outcome;
}

std::ptrdiff_t positionOf(const std::vector<std::string>& log, const std::string& entry, std::ptrdiff_t from = 0)
{
    const auto found = std::find(log.begin() + from, log.end(), entry);
    return found == log.end() ? -1 : found - log.begin();
}

/// Fails the nth command with this text.
std::function<std::optional<Error>(const std::string&)> failNth(std::string command, int n, Error error)
{
    return [command = std::move(command), n, error = std::move(error), seen = 0](const std::string& text) mutable -> std::optional<Error> {
        if (text == command && ++seen == n)
            return error;
        return std::nullopt;
    };
}

} // namespace

TEST_CASE("the whole multimeter procedure runs, is judged at every point and sealed", "[session][run]")
{
    Rig rig;
    const auto procedure = shippedProcedure("dmm-dc-voltage");
    const auto outcome = finished(rig.go(procedure));
    CHECK(outcome.end == RunOutcome::End::Finished);
    const auto& record = outcome.record;
    CHECK(record.sealed);
    CHECK(record.complete());
    CHECK(record.points.size() == procedure.points.size());
    CHECK(record.overall == conformity::Verdict::Pass);
    for (const auto& point : record.points) {
        REQUIRE(point.counting());
        CHECK(point.counting()->readings.size() == static_cast<std::size_t>(point.point.readings));
        CHECK(point.counting()->traceDigest.has_value());
        for (const auto& reading : point.counting()->readings) {
            CHECK(reading.exchanges.size() == 2);
            CHECK(reading.exchanges[1].bytes == reading.rawReply + "\n");
            CHECK(reading.line > 0);
        }
    }
    REQUIRE(record.environment.size() == 2);
    CHECK(record.environment[0].when == "start");
    CHECK(record.environment[1].when == "end");
    CHECK(record.environment[0].simulated);
    REQUIRE(record.safeStates.size() == 1);
    CHECK(record.safeStates[0].reached);
    CHECK_FALSE(rig.bench.operating());
    CHECK(rig.guard.armed == 1);
    CHECK(rig.guard.disarmed == 1);
    REQUIRE(rig.guard.watches.size() == 1);
    CHECK(rig.guard.watches[0].instrument == "standard");
    CHECK_FALSE(rig.guard.watches[0].commands.empty());
    // The order of the events at both ends.
    const auto& events = record.events;
    CHECK(events[0].type == SetUpFrozen::kType);
    CHECK(events[1].type == EnvironmentRecorded::kType);
    CHECK(events[events.size() - 3].type == EnvironmentRecorded::kType);
    CHECK(events[events.size() - 2].type == SafeStateEntered::kType);
    CHECK(events.back().type == Sealed::kType);
}

TEST_CASE("a reading is in the journal before the observer or the script sees its bytes", "[session][run]")
{
    Rig rig;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        // durable: the store, asked from here, already has it
        const auto stored = rig.events(event.stream);
        CHECK(static_cast<std::int64_t>(stored.size()) >= event.seq);
        CHECK(stored[static_cast<std::size_t>(event.seq - 1)].hash == event.hash);
    };
    finished(rig.go(dmmWith({"10V+100%"}, 3)));
    const auto& log = rig.observer.log;
    std::ptrdiff_t at = 0;
    for (int i = 0; i < 3; ++i) {
        const auto event = positionOf(log, std::string("event ") + ReadingTaken::kType, at);
        REQUIRE(event > 0);
        CHECK(log[static_cast<std::size_t>(event + 1)] == "exchange READ?\n");
        at = event + 1;
    }
    CHECK(rig.observer.count("settling") >= 3);
}

TEST_CASE("the trace of an attempt is a blob of canonical lines whose digest ends the attempt", "[session][run]")
{
    Rig rig;
    const auto outcome = finished(rig.go(dmmWith({"10V+100%"}, 3)));
    const auto blobs = rig.blobs();
    const auto* const attempt = outcome.record.points[0].counting();
    REQUIRE(attempt->traceDigest.has_value());
    const auto& lines = blobs.at(*attempt->traceDigest);
    std::size_t reads = 0, from = 0;
    for (std::size_t end = lines.find('\n'); end != std::string::npos; from = end + 1, end = lines.find('\n', from)) {
        const auto line = Json::parse(lines.substr(from, end - from));
        REQUIRE(line.has_value());
        CHECK(*line->canonical() == lines.substr(from, end - from));
        const auto exchange = equipment::Exchange::fromJson(*line);
        REQUIRE(exchange.has_value());
        reads += exchange->bytes == "READ?\n" ? 1 : 0;
    }
    CHECK(from == lines.size());
    CHECK(reads >= 6); // settling and readings
}

TEST_CASE("pause holds the bus and is journalled", "[session][run]")
{
    Rig rig;
    int readings = 0;
    std::jthread person;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == ReadingTaken::kType && ++readings == 2)
            rig.control.pause();
        if (event.type == Paused::kType)
            person = std::jthread([&rig] { rig.control.resume(); });
    };
    const auto outcome = finished(rig.go(dmmWith({"10V+100%"}, 4)));
    CHECK(outcome.end == RunOutcome::End::Finished);
    const auto& log = rig.observer.log;
    const auto paused = positionOf(log, std::string("event ") + Paused::kType);
    const auto continued = positionOf(log, std::string("event ") + Continued::kType);
    REQUIRE(paused > 0);
    REQUIRE(continued > paused);
    for (auto i = paused; i < continued; ++i)
        CHECK(log[static_cast<std::size_t>(i)].rfind("exchange", 0) != 0);
    REQUIRE(outcome.record.trail.size() >= 2);
    const auto [key, args] = unpackTrail(outcome.record.trail[0].second);
    CHECK(key == "session.trail-paused");
    REQUIRE(args.size() == 1);
    CHECK(args[0].value == "10V+100%");
}

TEST_CASE("stop after the point, then go on", "[session][run]")
{
    Rig rig;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == ReadingTaken::kType)
            rig.control.stopAfterPoint();
    };
    const auto procedure = dmmWith({"10V+100%", "10V-100%", "1V+100%"}, 2);
    const auto outcome = finished(rig.go(procedure));
    CHECK(outcome.end == RunOutcome::End::StoppedByPerson);
    CHECK_FALSE(outcome.record.sealed);
    CHECK(outcome.record.points[0].counting());
    CHECK(outcome.record.points[1].attempts.empty());
    CHECK(outcome.record.events.back().type == Stopped::kType);
    CHECK_FALSE(rig.bench.operating());

    rig.observer.onRecorded = nullptr;
    const auto rest = finished(resume(outcome.session, &rig.bench, std::nullopt, rig.services(), rig.control));
    CHECK(rest.end == RunOutcome::End::Finished);
    CHECK(rest.record.resumes == 1);
    for (const auto& point : rest.record.points)
        CHECK(point.attempts.size() == 1);
}

TEST_CASE("abort makes the outputs safe at once and can be resumed", "[session][run]")
{
    Rig rig;
    int readings = 0;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == ReadingTaken::kType && ++readings == 3)
            rig.control.abort();
    };
    const auto outcome = finished(rig.go(dmmWith({"10V+100%", "1V+100%"}, 5)));
    CHECK(outcome.end == RunOutcome::End::Aborted);
    CHECK(outcome.record.aborted);
    CHECK(outcome.record.points[0].attempts[0].outcome == "stopped");
    CHECK(outcome.record.points[0].attempts[0].readings.size() == 3);
    CHECK_FALSE(rig.bench.operating());
    CHECK(rig.bench.safeStates() == 1);
    rig.observer.onRecorded = nullptr;
    const auto rest = finished(resume(outcome.session, &rig.bench, std::nullopt, rig.services(), rig.control));
    CHECK(rest.end == RunOutcome::End::Finished); // the abort of the run before does not reach this one
    CHECK_FALSE(rest.record.aborted);
    REQUIRE(rest.record.points[0].attempts.size() == 2);
    CHECK(rest.record.points[0].counting()->number == 2);
}

TEST_CASE("a point is measured again with a reason, and both attempts stay", "[session][run]")
{
    Rig rig;
    bool asked = false;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == PointJudged::kType && !asked) {
            asked = true;
            rig.control.retry("10V+100%", {"接线松动", "loose lead"});
            rig.control.retry("no such point", {"", ""});
        }
    };
    const auto outcome = finished(rig.go(dmmWith({"10V+100%", "1V+100%"}, 2)));
    CHECK(outcome.end == RunOutcome::End::Finished);
    const auto& attempts = outcome.record.points[0].attempts;
    REQUIRE(attempts.size() == 2);
    CHECK(attempts[0].result.has_value());
    CHECK(attempts[1].reason.en == "loose lead");
    CHECK(outcome.record.points[0].counting()->number == 2);
    CHECK(outcome.record.points[1].attempts.size() == 1);
}

TEST_CASE("instruments that fail stop the point; the run is safe and can be resumed", "[session][run]")
{
    struct Case {
        const char* name;
        std::string command;
        int nth;
        Error error;
    };
    const auto which = GENERATE(0, 1, 2, 3, 4, 5, 6);
    const std::vector<Case> cases{
        {"time-out",
         "item READ?",
         5,
         {Errc::Timeout, "instrument.timeout", {{"instrument", "item"}, {"command", "READ?"}, {"seconds", "3"}}, {}}},
        {"connection lost", "item READ?", 6, {Errc::ConnectionLost, "instrument.connection-lost", {{"instrument", "item"}}, {}}},
        {"garbage",
         "item READ?",
         7,
         {Errc::InstrumentError, "instrument.garbage", {{"instrument", "item"}, {"reply", std::string("\xff\xfe", 2)}}, {}}},
        {"overload", "item READ?", 4, {Errc::InstrumentError, "instrument.overload", {{"instrument", "item"}}, {}}},
        {"the source refuses",
         "standard OUT -10 V",
         1,
         {Errc::InstrumentError, "instrument.error-queue", {{"instrument", "standard"}}, {}}},
        {"operate is lost", "standard OPER", 2, {Errc::ConnectionLost, "instrument.connection-lost", {{"instrument", "standard"}}, {}}},
        {"another instrument",
         "item CONF:VOLT:DC 10 V",
         2,
         {Errc::InstrumentError, "instrument.wrong-identity", {{"instrument", "item"}}, {}}},
    };
    const auto& c = cases[static_cast<std::size_t>(which)];
    INFO(c.name);
    Rig rig;
    const auto procedure = dmmWith({"10V+100%", "10V-100%"}, 3);
    auto fault = failNth(c.command, c.nth, c.error);
    rig.bench.onCommand = [&](const std::string& text) { return fault(text); };
    const auto outcome = finished(rig.go(procedure));
    CHECK(outcome.end == RunOutcome::End::PointFailed);
    REQUIRE(outcome.error.has_value());
    CHECK(outcome.error->key == c.error.key);
    CHECK_FALSE(rig.bench.operating());
    CHECK(rig.bench.safeStates() >= 1);
    CHECK(outcome.record.events.back().type == Stopped::kType);
    CHECK(rig.guard.armed == rig.guard.disarmed);
    const auto failed = std::find_if(outcome.record.points.begin(), outcome.record.points.end(),
                                     [](const auto& p) { return !p.attempts.empty() && p.attempts.back().outcome == "failed"; });
    REQUIRE(failed != outcome.record.points.end());
    REQUIRE(failed->attempts.back().error.has_value());
    CHECK(failed->attempts.back().error->key == c.error.key);
    CHECK(failed->attempts.back().traceDigest.has_value());

    rig.bench.onCommand = nullptr;
    const auto rest = finished(resume(outcome.session, &rig.bench, std::nullopt, rig.services(), rig.control));
    CHECK(rest.end == RunOutcome::End::Finished);
    CHECK(rest.record.complete());
}

TEST_CASE("a settled source that overloads the meter fails the point, a passing overload does not", "[session][run]")
{
    const auto lasting = GENERATE(true, false);
    Rig rig;
    int reads = 0;
    rig.bench.onCommand = [&](const std::string& text) -> std::optional<Error> {
        if (text == "item READ?" && (++reads == 1 || lasting))
            return Error{Errc::InstrumentError, "instrument.overload", {{"instrument", "item"}}, {}};
        return std::nullopt;
    };
    const auto outcome = finished(rig.go(dmmWith({"10V+100%"}, 2)));
    CHECK(outcome.end == (lasting ? RunOutcome::End::PointFailed : RunOutcome::End::Finished));
    if (lasting) {
        REQUIRE(outcome.error.has_value());
        CHECK(outcome.error->key == "instrument.overload");
        CHECK(outcome.record.points[0].attempts[0].readings.empty());
    }
}

TEST_CASE("a point that does not settle in time fails with its window", "[session][run]")
{
    auto procedure = dmmWith({"10V+100%"}, 1);
    procedure.script = R"(function measure(point, bench)
  bench:set("standard", "dc-voltage", point.nominal)
  bench:operate("standard")
  bench:settle{source = "standard", meter = "item", window = q("1 nV"), count = 50, timeout = 0.2}
  bench:read("item", "indication")
end)";
    procedure.files["measure.lua"] = procedure.script;
    procedure.fileDigests["measure.lua"] = sha256(procedure.script);
    Rig rig;
    const auto outcome = finished(rig.go(procedure));
    CHECK(outcome.end == RunOutcome::End::PointFailed);
    REQUIRE(outcome.error.has_value());
    CHECK(outcome.error->key == "session.not-settled");
    CHECK(outcome.error->code == Errc::Timeout);
    CHECK(outcome.error->arg("window") == "1 nV");
    CHECK(rig.observer.count("settling") >= 3);
}

TEST_CASE("a retry asked for before the failure is taken instead of stopping", "[session][run]")
{
    Rig rig;
    auto fault = failNth("item READ?", 5, {Errc::Timeout, "instrument.timeout", {}, {}});
    rig.bench.onCommand = [&](const std::string& text) { return fault(text); };
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == PointStarted::kType && event.body["attempt"].asInt() == 1)
            rig.control.retry("10V+100%", {"再测一次", "once more"});
    };
    const auto outcome = finished(rig.go(dmmWith({"10V+100%"}, 3)));
    CHECK(outcome.end == RunOutcome::End::Finished);
    REQUIRE(outcome.record.points[0].attempts.size() == 2);
    CHECK(outcome.record.points[0].attempts[0].outcome == "failed");
}

TEST_CASE("a library that throws cannot leave an output on", "[session][run]")
{
    Rig rig;
    int reads = 0;
    rig.bench.onCommand = [&](const std::string& text) -> std::optional<Error> {
        if (text == "item READ?" && ++reads == 5)
            throw std::runtime_error("driver library broke");
        return std::nullopt;
    };
    const auto outcome = finished(rig.go(dmmWith({"10V+100%"}, 3)));
    CHECK(outcome.end == RunOutcome::End::PointFailed);
    CHECK(outcome.error->key == "session.unexpected");
    CHECK_FALSE(rig.bench.operating());
}

TEST_CASE("a store that fails ends the run with its error and safe outputs", "[session][run]")
{
    Rig rig;
    int readings = 0;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == ReadingTaken::kType && ++readings == 2) {
            const auto done = rig.writer->ask([&](journal::EventStore&) -> Result<void> {
                rig.store->broken = Error{Errc::StoreFailed, "store.full", {}, {}};
                return {};
            });
            REQUIRE(done.has_value());
        }
    };
    const auto outcome = rig.go(dmmWith({"10V+100%", "1V+100%"}, 4));
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().key == "store.full");
    CHECK_FALSE(rig.bench.operating());
    CHECK(rig.bench.safeStates() >= 1);
    CHECK(readings == 2); // nothing was shown that is not in the journal
}

TEST_CASE("an output that does not reach its safe state keeps the guard", "[session][run]")
{
    Rig rig;
    rig.bench.onCommand = [](const std::string& text) -> std::optional<Error> {
        if (text == "standard SAFE")
            return Error{Errc::ConnectionLost, "instrument.connection-lost", {}, {}};
        return std::nullopt;
    };
    const auto outcome = finished(rig.go(dmmWith({"10V+100%"}, 2)));
    CHECK(rig.guard.armed == 1);
    CHECK(rig.guard.disarmed == 0);
    REQUIRE(outcome.record.safeStates.size() == 1);
    CHECK_FALSE(outcome.record.safeStates[0].reached);
    CHECK(outcome.record.safeStates[0].detail.find("instrument.connection-lost") != std::string::npos);
}

TEST_CASE("the first high voltage of a run waits for a person", "[session][run]")
{
    const auto procedure = dmmWith({"10V+100%", "100V+100%", "1000V+100%"}, 2);
    SECTION("confirmed by key")
    {
        Rig rig;
        int asked = 0;
        rig.observer.onPrompt = [&](const Text&, const std::vector<std::string>& choices) {
            REQUIRE(choices == std::vector<std::string>{"confirm-high-voltage"});
            CHECK_FALSE(rig.bench.operating());
            CHECK(rig.bench.output().text() == "100 V");
            ++asked;
            rig.control.confirmHighVoltage();
        };
        const auto outcome = finished(rig.go(procedure, false));
        CHECK(outcome.end == RunOutcome::End::Finished);
        CHECK(asked == 1);
        const auto& log = rig.observer.log;
        const auto confirmed = positionOf(log, std::string("event ") + HighVoltageConfirmed::kType);
        const auto high = positionOf(log, "output high standard 100 V");
        REQUIRE(confirmed > 0);
        CHECK(high > confirmed);
        CHECK(positionOf(log, "output low standard 10 V") > 0);
        CHECK(log.end() != std::find(log.begin(), log.end(), "output high standard 1000 V"));
        CHECK(log.back().rfind("event", 0) == 0);
    }
    SECTION("not confirmed but aborted")
    {
        Rig rig;
        rig.observer.onPrompt = [&](const Text&, const std::vector<std::string>&) { rig.control.abort(); };
        const auto outcome = finished(rig.go(procedure, false));
        CHECK(outcome.end == RunOutcome::End::Aborted);
        CHECK(outcome.record.points[1].attempts[0].readings.empty());
        CHECK_FALSE(rig.bench.operating());
    }
    SECTION("nobody there and not allowed: an error, no waiting")
    {
        Rig rig;
        rig.observer.someoneThere = false;
        const auto outcome = finished(rig.go(procedure, false));
        CHECK(outcome.end == RunOutcome::End::PointFailed);
        CHECK(outcome.error->key == "session.high-voltage-unconfirmed");
    }
    SECTION("unattended")
    {
        Rig rig;
        const auto outcome = finished(rig.go(procedure, true));
        CHECK(outcome.end == RunOutcome::End::Finished);
        const auto said = std::count_if(outcome.record.trail.begin(), outcome.record.trail.end(), [](const auto& entry) {
            return unpackTrail(entry.second).first == "session.trail-high-voltage-unattended";
        });
        CHECK(said == 1);
    }
    SECTION("low voltage asks nothing")
    {
        Rig rig;
        finished(rig.go(dmmWith({"10V+100%", "100V+50%"}, 2), false));
        CHECK(std::none_of(rig.observer.log.begin(), rig.observer.log.end(),
                           [](const auto& entry) { return entry.rfind("prompt", 0) == 0; }));
    }
}

TEST_CASE("environment outside the limits refuses the start and flags the end", "[session][run]")
{
    SECTION("at the start: nothing is written")
    {
        support::FakeBenchOptions options;
        options.temperature = "26.0 degC";
        Rig rig(options);
        const auto outcome = rig.go(dmmWith({"10V+100%"}, 2));
        REQUIRE_FALSE(outcome.has_value());
        CHECK(outcome.error().key == "session.environment-outside");
        CHECK(outcome.error().code == Errc::InvalidArgument);
        CHECK(outcome.error().arg("temperature") == "26.0 °C");
        CHECK(outcome.error().arg("humidity") == "51.0 %");
        CHECK(rig.observer.log.empty());
        CHECK(rig.bench.readingsTaken() == 0);
    }
    SECTION("at the end: recorded and said")
    {
        Rig rig;
        rig.observer.onRecorded = [&](const journal::Event& event) {
            if (event.type == PointJudged::kType)
                rig.bench.setEnvironment("20.4 degC", "76 %");
        };
        const auto outcome = finished(rig.go(dmmWith({"10V+100%"}, 2)));
        CHECK(outcome.end == RunOutcome::End::Finished);
        REQUIRE(outcome.record.environment.size() == 2);
        CHECK_FALSE(outcome.record.environment[1].within);
        CHECK(unpackTrail(outcome.record.trail.back().second).first == "session.trail-environment-outside");
    }
}

TEST_CASE("another instrument between set-up and start is found", "[session][run]")
{
    Rig rig;
    const auto setUp = rig.prepared(dmmWith({"10V+100%"}, 2));
    REQUIRE(setUp.has_value());
    rig.bench.setItemSerial("SIM34401-777");
    const auto outcome = run(*setUp, &rig.bench, std::nullopt, rig.services(), rig.control);
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().key == "session.identity-changed");
    CHECK(outcome.error().arg("place") == "item");
}

TEST_CASE("prompts and notes of a script are journalled", "[session][run]")
{
    auto procedure = dmmWith({"10V+100%"}, 1);
    procedure.script = R"(function measure(point, bench)
  bench:note("leads checked")
  bench:prompt{zh = "接线好了吗？", en = "Leads connected?", choices = {"yes", "no"}}
  bench:wait(0.5)
  bench:set("standard", "dc-voltage", point.nominal)
  bench:operate("standard")
  bench:read("item", "indication")
end)";
    procedure.files["measure.lua"] = procedure.script;
    procedure.fileDigests["measure.lua"] = sha256(procedure.script);
    SECTION("answered")
    {
        Rig rig;
        rig.observer.onPrompt = [&](const Text& text, const std::vector<std::string>&) {
            CHECK(text.zh == "接线好了吗？");
            rig.control.answer(rig.observer.count("refused session.unknown-choice") == 0 ? "maybe" : "yes");
        };
        const auto outcome = finished(rig.go(procedure, false));
        CHECK(outcome.end == RunOutcome::End::Finished);
        CHECK(rig.observer.count("refused session.unknown-choice") <= 1);
        CHECK(rig.observer.count(std::string("event ") + PromptAnswered::kType) == 1);
        CHECK(rig.observer.count(std::string("event ") + Noted::kType) == 1);
    }
    SECTION("nobody there")
    {
        Rig rig;
        const auto outcome = finished(rig.go(procedure, true));
        CHECK(outcome.end == RunOutcome::End::PointFailed);
        CHECK(outcome.error->key == "session.prompt-unattended");
    }
}

TEST_CASE("a clock that goes back is an event before what was recorded after it", "[session][run]")
{
    Rig rig;
    bool went = false;
    rig.observer.onRecorded = [&](const journal::Event& event) {
        if (event.type == ReadingTaken::kType && !std::exchange(went, true))
            rig.clock.goBack(std::chrono::hours(1));
    };
    const auto outcome = rig.go(dmmWith({"10V+100%"}, 3));
    REQUIRE(outcome);
    CHECK(outcome->record.sealed);
    const auto events = rig.events(outcome->session);
    std::size_t found = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].type != ClockWentBack::kType)
            continue;
        ++found;
        CHECK(events[i - 1].type == ReadingTaken::kType);
        const auto body = ClockWentBack::fromJson(events[i].body);
        REQUIRE(body);
        CHECK(body->from - body->to > std::chrono::minutes(59));
    }
    CHECK(found == 1);
    CHECK(journal::verifyChain(events));
}

} // namespace cal::session::test
