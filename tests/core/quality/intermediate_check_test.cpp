// SPDX-License-Identifier: GPL-3.0-or-later
// Plans of intermediate checks: their state on a day, what they refuse, what a session adds, and their chart.
#include "core/quality/intermediate_check.h"
#include "tests/core/quality/quality_bench.h"
#include "tests/support/record_builder.h"

using namespace cal;
using namespace cal::quality;
using cal::quality::test::keyOf;
using cal::quality::test::QualityBench;

namespace {

registry::Entity plan(QualityBench& bench, Json::Object more = {})
{
    Json::Object values{{"name", "calibrator at 10 V"},
                        {"asset", bench.device.id.text()},
                        {"procedure", "dmm-dc-voltage"},
                        {"point", "10V+100%"},
                        {"unit", "V"},
                        {"interval-months", "6"},
                        {"due", "2026-08-31"},
                        {"limits-source", "control chart of 2025"},
                        {"lower", "-0.0002"},
                        {"upper", "0.0002"}};
    for (auto& [name, value] : more)
        values[name] = value;
    return bench.add("intermediate-check", values);
}

std::vector<std::string> refusals(QualityBench& bench, const std::string& day)
{
    std::vector<std::string> keys;
    const auto reasons = checksAllow(bench.registry, bench.device.id.text(), day);
    REQUIRE(reasons);
    for (const auto& reason : *reasons)
        keys.push_back(reason.key);
    return keys;
}

using Refusals = std::vector<std::string>;

} // namespace

TEST_CASE("an asset without a plan is not refused; an overdue one is from the day after", "[quality][check]")
{
    QualityBench bench;
    CHECK(refusals(bench, "2026-09-01").empty());
    const auto entity = plan(bench);
    CHECK(refusals(bench, "2026-08-31").empty());
    CHECK(refusals(bench, "2026-09-01") == Refusals{"check.overdue"});
    CHECK(stateOn(*CheckPlan::fromEntity(entity), "2026-08-01") == CheckState::Planned);

    REQUIRE(bench.registry.step(entity.id, 1, "ended", "no longer used"));
    CHECK(refusals(bench, "2026-09-01").empty());
}

TEST_CASE("a result moves the due date on; one out of limits refuses the asset until one is within", "[quality][check]")
{
    QualityBench bench;
    const auto entity = plan(bench);
    const auto first = recordCheckOutcome(bench.work, entity.id, {"2026-08-31", support::decimal("0.0001"), "session-1"});
    REQUIRE(first);
    CHECK(first->text("due") == "2027-02-28"); // the end of the shorter month
    CHECK(first->text("last-result") == "in-limits");
    CHECK(stateOn(*CheckPlan::fromEntity(*first), "2026-10-01") == CheckState::Done);
    CHECK(refusals(bench, "2026-09-01").empty());

    CHECK(keyOf(recordCheckOutcome(bench.work, entity.id, {"2026-09-01", support::decimal("0"), "session-1"})) == "check.twice");
    const auto out = recordCheckOutcome(bench.work, entity.id, {"2026-09-02", support::decimal("0.00020001"), "session-2"});
    REQUIRE(out);
    CHECK(refusals(bench, "2026-09-03") == Refusals{"check.out-of-limits"});
    REQUIRE(
        recordCheckOutcome(bench.work, entity.id, {"2026-09-04", support::decimal("-0.0002"), "session-3"})); // the limit itself is within
    CHECK(refusals(bench, "2026-09-05").empty());

    const auto kept = CheckPlan::fromEntity(bench.now(entity));
    REQUIRE(kept);
    REQUIRE(kept->results.size() == 3);
    CHECK_FALSE(kept->results[1].inLimits);
    CHECK(kept->results[2].value == support::decimal("-0.0002"));
}

TEST_CASE("recording a check needs the authorisation for its procedure, and limits", "[quality][check]")
{
    QualityBench bench;
    const auto entity = plan(bench, {{"lower", Json()}, {"upper", Json()}});
    CHECK(keyOf(recordCheckOutcome(bench.work, entity.id, {"2026-08-31", support::decimal("0"), "s"})) == "check.no-limits");
    bench.access.refused = "perform";
    CHECK(keyOf(recordCheckOutcome(bench.work, entity.id, {"2026-08-31", support::decimal("0"), "s"})) == "access.not-authorised");
    CHECK(bench.now(entity).seq == 1);
}

TEST_CASE("the result of a session is its error at the plan's point, in the plan's unit", "[quality][check]")
{
    QualityBench bench;
    auto checked = CheckPlan::fromEntity(plan(bench));
    REQUIRE(checked);
    auto record = support::dmmRecord();
    checked->procedure = record.setUp.procedure.head.id;
    checked->point = record.points.front().point.id;
    const auto& result = *record.points.front().counting()->result;
    checked->unit = result.unit;
    record.sealed = true;
    const auto outcome = outcomeOf(*checked, record);
    REQUIRE(outcome);
    CHECK(outcome->value == result.error);
    CHECK(outcome->session == record.id.text());
    if (result.unit == "V") {
        checked->unit = "mV";
        CHECK(outcomeOf(*checked, record)->value == result.error.scaled(3));
    }
    checked->unit = "Hz";
    CHECK(keyOf(outcomeOf(*checked, record)) == "unit.mismatch");
    checked->unit = result.unit;
    checked->point = "nowhere";
    CHECK(keyOf(outcomeOf(*checked, record)) == "check.no-point");
    checked->point = "";
    CHECK(keyOf(outcomeOf(*checked, record)) == (record.points.size() == 1 ? "" : "check.point-needed"));
    record.sealed = false;
    CHECK(keyOf(outcomeOf(*checked, record)) == "check.not-sealed");
    checked->procedure = "another";
    CHECK(keyOf(outcomeOf(*checked, record)) == "check.wrong-procedure");
}

TEST_CASE("the results of a plan are charted with Nelson's rules", "[quality][check][chart]")
{
    QualityBench bench;
    auto checked = *CheckPlan::fromEntity(plan(bench));
    for (int i = 0; i < 8; ++i)
        checked.results.push_back({"2026-01-0" + std::to_string(i + 1), "", support::decimal(i % 2 ? "0.0001" : "-0.0001"), true});
    const auto steady = chartOf(checked);
    REQUIRE(steady);
    CHECK(steady->inControl());
    CHECK(steady->limits.centre == Approx(0).margin(1e-12));
    checked.results.resize(2);
    CHECK(keyOf(chartOf(checked)) == "chart.too-few");
}

TEST_CASE("a plan whose numbers do not read is an error, not a pass", "[quality][check]")
{
    QualityBench bench;
    auto entity = plan(bench);
    for (const char* field : {"lower", "upper"}) {
        auto wrong = entity;
        wrong.values[field] = "x";
        CHECK(keyOf(CheckPlan::fromEntity(wrong)) == "check.plan");
    }
    entity.values["results"] = Json::Array{Json::Object{{"date", "2026-01-01"}}};
    CHECK(keyOf(CheckPlan::fromEntity(entity)) == "check.plan");
}
