// SPDX-License-Identifier: GPL-3.0-or-later
// The run as the window sees it, against the record that the same events fold to.
#include "tests/support/fake_engine.h"
#include "tests/ui/ui_support.h"
#include "ui/bench/point_tree_model.h"
#include "ui/bench/run_state.h"

#include <catch2/catch.hpp>

#include <QAbstractItemModelTester>

#include <algorithm>

namespace {

cal::session::SessionRecord runStateRecord(cal::test::FakeEngine& engine, std::size_t points)
{
    const auto id = engine.playSession(points);
    std::optional<cal::session::SessionRecord> record;
    std::atomic<bool> answered = false;
    engine.record(id, [&](cal::Result<cal::session::SessionRecord> answer) {
        if (answer)
            record = std::move(*answer);
        answered = true;
    });
    REQUIRE(cal::test::waitFor([&] { return answered.load(); }));
    REQUIRE(record.has_value());
    return *record;
}

} // namespace

TEST_CASE("events applied one by one give what the record says", "[ui][run]")
{
    cal::test::FakeEngineOptions options;
    options.wrongAt = "10V+50%";
    cal::test::FakeEngine engine(options);
    const auto record = runStateRecord(engine, 99);
    cal::ui::RunState live;
    live.begin(record.setUp);
    cal::ui::UiLanguage language(cal::Language::English);
    cal::ui::PointTreeModel tree(language);
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (const auto& event : record.events) {
        live.apply(event);
        tree.setRun(live);
        CHECK_FALSE(live.apply(event)); // told twice changes nothing
    }
    REQUIRE(live.points().size() == record.points.size());
    CHECK(live.sealed());
    CHECK(live.judged() == static_cast<int>(record.points.size()));
    for (const auto& point : record.points) {
        INFO(point.point.id);
        const auto* shown = live.point(point.point.id);
        REQUIRE(shown);
        REQUIRE(shown->result.has_value());
        REQUIRE(point.counting());
        CHECK(shown->result->printedError == point.counting()->result->printedError);
        CHECK(shown->result->verdict == point.counting()->result->verdict);
        CHECK(shown->readings.size() == point.counting()->readings.size());
        // The limit known before measuring is the limit that judged.
        REQUIRE(shown->limit.has_value());
        REQUIRE(shown->result->mpe.has_value());
        CHECK(*shown->limit == *shown->result->mpe);
    }
    CHECK(live.point("10V+50%")->result->verdict == cal::conformity::Verdict::Fail);

    cal::ui::RunState reopened;
    reopened.begin(record);
    CHECK(reopened.judged() == live.judged());
    CHECK(reopened.lastSequence() == live.lastSequence());
}

TEST_CASE("an unfinished record opens with what is done", "[ui][run]")
{
    cal::test::FakeEngine engine;
    const auto record = runStateRecord(engine, 4);
    cal::ui::RunState state;
    state.begin(record);
    CHECK(state.judged() == 4);
    CHECK_FALSE(state.sealed());
    CHECK(state.points()[4].stage == cal::ui::LivePoint::Stage::Waiting);
}

TEST_CASE("events that make no sense change nothing", "[ui][run]")
{
    cal::test::FakeEngine engine;
    const auto record = runStateRecord(engine, 1);
    cal::ui::RunState state;
    state.begin(record.setUp);
    std::int64_t seq = 0;
    for (const auto* type :
         {"session.reading-taken", "session.point-judged", "session.point-started", "session.attempt-ended", "session.unheard-of"}) {
        for (const auto* body : {"null", "{}", R"({"point":7})", R"({"point":"nowhere","attempt":1})", "[]"}) {
            cal::journal::Event event;
            event.seq = ++seq;
            event.type = type;
            event.body = *cal::Json::parse(body);
            INFO(type << " " << body);
            CHECK_FALSE(state.apply(event));
        }
    }
    CHECK(state.current() == -1);
    CHECK(state.judged() == 0);
}

TEST_CASE("mean and error of the readings so far", "[ui][run]")
{
    cal::ui::LivePoint point;
    point.point.nominal = *cal::units::Quantity::parse("100 mV");
    CHECK_FALSE(cal::ui::figures(point).last.has_value());
    for (const auto* text : {"+1.00000100E-01", "+1.00000300E-01"}) {
        cal::session::Reading reading;
        reading.value = cal::equipment::Scalar{*cal::Decimal::parse(text), *cal::units::Unit::parse("V")};
        point.readings.push_back(reading);
    }
    const auto live = cal::ui::figures(point);
    REQUIRE(live.error.has_value());
    CHECK(live.last->toDouble() == Approx(100.0003).epsilon(1e-12));
    CHECK(live.mean->toDouble() == Approx(100.0002).epsilon(1e-12));
    CHECK(live.error->toDouble() == Approx(0.0002).epsilon(0).margin(1e-12));
    cal::session::Reading text;
    text.value = cal::equipment::Choice{"overload"};
    point.readings.push_back(text);
    CHECK(cal::ui::figures(point).last->toDouble() == Approx(100.0003).epsilon(1e-12)); // a text is no number
}
