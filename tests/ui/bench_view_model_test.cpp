// SPDX-License-Identifier: GPL-3.0-or-later
// The Bench place from set-up to seal, with everything a person may do in between.
#include "tests/support/fake_engine.h"
#include "tests/ui/ui_support.h"
#include "ui/bench/bench_view_model.h"

#include <catch2/catch.hpp>

#include <QAbstractItemModelTester>

using Phase = cal::ui::BenchViewModel::Phase;

namespace {

struct BenchFixture {
    explicit BenchFixture(cal::test::FakeEngineOptions options = {}) : engine(std::move(options)), bench(engine, language)
    {
        bench.choose(QStringLiteral("dmm-dc-voltage"));
    }
    void check()
    {
        bench.check();
        CHECK(bench.phase() == Phase::Checking);
        REQUIRE(cal::test::waitFor([&] { return bench.phase() != Phase::Checking; }));
    }
    void untilEnd()
    {
        REQUIRE(cal::test::waitFor(
            [&] {
                if (bench.highVoltageAsked())
                    bench.confirmHighVoltage();
                return bench.phase() == Phase::Ended;
            },
            60000));
    }
    cal::ui::UiLanguage language{cal::Language::English};
    cal::test::FakeEngine engine;
    cal::ui::BenchViewModel bench;
};

cal::test::FakeEngineOptions fastOptions()
{
    cal::test::FakeEngineOptions options;
    options.settleStep = std::chrono::microseconds(50);
    options.readStep = std::chrono::microseconds(50);
    options.settleSamples = 3;
    return options;
}

} // namespace

TEST_CASE("set-up, run and seal", "[ui][bench]")
{
    auto options = fastOptions();
    options.readStep = std::chrono::milliseconds(6); // an output stays on over several batches of the screen
    BenchFixture f(options);
    CHECK_FALSE(f.bench.canStart());
    f.bench.start(); // not ready: nothing happens
    CHECK(f.bench.phase() == Phase::Choose);
    f.check();
    REQUIRE(f.bench.phase() == Phase::Ready);
    CHECK(f.bench.identities().rowCount() == 3);
    CHECK(f.bench.bindings().rowCount() >= 22);
    const QAbstractItemModelTester a(&f.bench.identities(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    f.bench.start();
    REQUIRE(f.bench.phase() == Phase::Running);
    CHECK_FALSE(f.bench.canChoose());
    bool asked = false, marked = false;
    REQUIRE(cal::test::waitFor(
        [&] {
            marked |= f.bench.output().highVoltage;
            if (f.bench.highVoltageAsked()) {
                asked = true;
                CHECK_FALSE(f.bench.output().highVoltage);  // nothing above the limit before consent
                f.bench.answer(QStringLiteral("anything")); // an answer is no consent
                CHECK(f.bench.highVoltageAsked());
                f.bench.confirmHighVoltage();
            }
            return f.bench.phase() == Phase::Ended;
        },
        60000));
    CHECK(asked);
    CHECK(marked);
    CHECK_FALSE(f.bench.output().highVoltage);
    CHECK(f.bench.ending() == cal::session::RunOutcome::End::Finished);
    CHECK(f.bench.run().sealed());
    CHECK_FALSE(f.bench.canResume());
    CHECK(f.bench.trouble().isEmpty());
    CHECK(f.bench.run().judged() == static_cast<int>(f.bench.run().points().size()));
}

TEST_CASE("a refused bench says why and cannot start", "[ui][bench]")
{
    SECTION("an instrument with another serial number")
    {
        auto options = fastOptions();
        options.refuse = cal::Error{
            cal::Errc::InstrumentError, "instrument.wrong-identity", {{"instrument", "item"}, {"expected", "A"}, {"found", "B"}}, {}};
        BenchFixture f(options);
        f.check();
        CHECK(f.bench.phase() == Phase::Refused);
        CHECK_FALSE(f.bench.trouble().isEmpty());
        CHECK_FALSE(f.bench.canStart());
    }
    SECTION("a standard that cannot do one point")
    {
        auto options = fastOptions();
        options.refuseBinding = true;
        BenchFixture f(options);
        f.check();
        CHECK(f.bench.phase() == Phase::Refused);
        int red = 0;
        for (const auto& row : f.bench.bindings().rows())
            red += row.cells.back().trouble;
        CHECK(red == 1);
        CHECK_FALSE(f.bench.canStart());
    }
    SECTION("an item changed after the check must be checked again")
    {
        BenchFixture f(fastOptions());
        f.check();
        REQUIRE(f.bench.canStart());
        auto item = f.bench.item();
        item.serial = "other";
        f.bench.setItem(item);
        CHECK_FALSE(f.bench.canStart());
        CHECK(f.bench.item().serial == "other");
    }
}

TEST_CASE("pause, continue, stop after the point, resume", "[ui][bench]")
{
    auto options = fastOptions();
    options.readStep = std::chrono::milliseconds(2);
    options.askHighVoltage = false;
    BenchFixture f(options);
    f.check();
    f.bench.start();
    REQUIRE(cal::test::waitFor([&] { return f.bench.run().current() >= 0; }));
    f.bench.pauseOrContinue();
    REQUIRE(cal::test::waitFor([&] { return f.bench.run().paused(); }));
    f.bench.pauseOrContinue();
    REQUIRE(cal::test::waitFor([&] { return !f.bench.run().paused(); }));
    f.bench.stopAfterPoint();
    CHECK(f.bench.stopping());
    f.untilEnd();
    CHECK(f.bench.ending() == cal::session::RunOutcome::End::StoppedByPerson);
    REQUIRE(f.bench.canResume());
    const int done = f.bench.run().judged();
    CHECK(done >= 1);
    f.bench.resumeLast();
    REQUIRE(cal::test::waitFor([&] { return f.bench.phase() == Phase::Running; }));
    CHECK(f.bench.run().judged() >= done); // what was done is shown at once
    f.untilEnd();
    CHECK(f.bench.run().sealed());
}

TEST_CASE("a point is measured again with a reason, and only with one", "[ui][bench]")
{
    auto options = fastOptions();
    options.wrongAt = "0.1V+10%";
    options.readStep = std::chrono::milliseconds(2);
    options.askHighVoltage = false;
    BenchFixture f(options);
    f.check();
    f.bench.start();
    REQUIRE(cal::test::waitFor([&] { return f.bench.run().judged() >= 1; }));
    const auto* first = f.bench.run().point("0.1V+10%");
    REQUIRE(first);
    REQUIRE(first->result.has_value());
    CHECK(first->result->verdict == cal::conformity::Verdict::Fail);
    f.bench.retry(QStringLiteral("0.1V+10%"), QStringLiteral("  ")); // no reason: no retry
    f.bench.retry(QStringLiteral("0.1V+10%"), QStringLiteral("lead was loose"));
    REQUIRE(cal::test::waitFor([&] { return f.bench.run().point("0.1V+10%")->attempt == 2 && f.bench.run().point("0.1V+10%")->result; }));
    CHECK(f.bench.run().point("0.1V+10%")->result->verdict == cal::conformity::Verdict::Pass);
    f.untilEnd();
    CHECK(f.bench.run().point("0.1V+10%")->attempt == 2);
}

TEST_CASE("a lost instrument stops the run with a sentence, resumable", "[ui][bench]")
{
    auto options = fastOptions();
    options.failAt = "1V+50%";
    BenchFixture f(options);
    f.check();
    f.bench.start();
    f.untilEnd();
    CHECK(f.bench.ending() == cal::session::RunOutcome::End::PointFailed);
    CHECK(f.bench.trouble().contains(QStringLiteral("READ?")));
    CHECK(f.bench.run().point("1V+50%")->stage == cal::ui::LivePoint::Stage::Failed);
    REQUIRE(f.bench.canResume());
    f.bench.resumeLast();
    REQUIRE(cal::test::waitFor([&] { return f.bench.phase() == Phase::Running; }));
    f.untilEnd();
    CHECK(f.bench.run().sealed());
}

TEST_CASE("one key drives the outputs safe and ends the run resumable", "[ui][bench]")
{
    auto options = fastOptions();
    options.readStep = std::chrono::milliseconds(2);
    BenchFixture f(options);
    f.check();
    f.bench.start();
    REQUIRE(cal::test::waitFor([&] { return f.bench.run().current() >= 1; }));
    bool reached = false;
    QObject::connect(&f.bench, &cal::ui::BenchViewModel::safeStateReached, &f.bench, [&](bool ok) { reached = ok; });
    f.bench.safeState();
    f.untilEnd();
    REQUIRE(cal::test::waitFor([&] { return reached; }));
    CHECK(f.engine.safeStates() == 1);
    CHECK(f.bench.ending() == cal::session::RunOutcome::End::Aborted);
    CHECK(f.bench.canResume());
}

TEST_CASE("typed readings go to the engine and into the record", "[ui][bench]")
{
    BenchFixture f(fastOptions());
    f.bench.choose(QStringLiteral("ea402-s9-handheld"));
    f.check();
    REQUIRE(f.bench.phase() == Phase::Ready);
    f.bench.start();
    REQUIRE(cal::test::waitFor([&] { return f.bench.readingRequest().has_value(); }));
    CHECK(f.bench.readingRequest()->index == 1);
    f.bench.enterReading(QStringLiteral("100.1 V"), true);
    CHECK_FALSE(f.bench.readingRequest().has_value());
    f.untilEnd();
    const auto& points = f.bench.run().points();
    REQUIRE(points.size() == 1);
    REQUIRE(points[0].result.has_value());
    CHECK(points[0].result->printedError == "0.10");
    CHECK(points[0].result->printedU == "0.05");
    CHECK(points[0].result->printedK == "1.65");
}

TEST_CASE("a view model that goes away in mid-run takes no answers", "[ui][bench]")
{
    cal::test::FakeEngine engine(fastOptions());
    {
        cal::ui::UiLanguage language;
        cal::ui::BenchViewModel bench(engine, language);
        bench.choose(QStringLiteral("dmm-dc-voltage"));
        bench.check();
        REQUIRE(cal::test::waitFor([&] { return bench.canStart(); }));
        bench.start();
        REQUIRE(cal::test::waitFor([&] { return bench.run().current() >= 0; }));
    }
    engine.control().abort();
    REQUIRE(cal::test::waitFor([&] { return !engine.running(); }));
    QCoreApplication::processEvents();
    CHECK_FALSE(engine.running());
}
