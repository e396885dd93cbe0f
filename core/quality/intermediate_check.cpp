// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/intermediate_check.h"

#include <algorithm>

namespace cal::quality {

namespace {

constexpr std::size_t kBaseline = 25; // the usual number of points that set the limits

Error refusal(const char* key, std::vector<Arg> args)
{
    return {Errc::InvalidArgument, key, std::move(args), {}};
}

/// The same day so many months later, the last one of a shorter month.
Result<std::string> monthsLater(const std::string& date, std::int64_t months)
{
    const auto from = parseIsoDate(date, {});
    CAL_TRY(from);
    auto later = from->date + std::chrono::months(months);
    if (!later.ok())
        later = later.year() / later.month() / std::chrono::last;
    return toIso({later, {}});
}

std::vector<journal::Condition> ofAsset(const std::string& asset)
{
    return {{"asset", journal::Condition::Op::Equal, journal::Cell(asset)}};
}

} // namespace

Result<CheckPlan> CheckPlan::fromEntity(const registry::Entity& entity)
{
    CheckPlan plan;
    plan.id = entity.id.text();
    plan.name = entity.text("name");
    plan.asset = entity.text("asset");
    plan.procedure = entity.text("procedure");
    plan.point = entity.text("point");
    plan.unit = entity.text("unit");
    plan.due = entity.text("due");
    plan.lastDone = entity.text("last-done");
    plan.intervalMonths = entity.value("interval-months").asInt();
    plan.outOfLimits = entity.text("last-result") == "out-of-limits";
    plan.ended = entity.state == "ended";
    const auto unreadable = [&](const char* field) {
        return Error{Errc::ParseError, "check.plan", {{"name", plan.name}, {"field", field}}, {}};
    };
    const auto lower = decimalOf(entity.value("lower"));
    if (!lower)
        return unreadable("lower");
    const auto upper = decimalOf(entity.value("upper"));
    if (!upper)
        return unreadable("upper");
    plan.lower = *lower;
    plan.upper = *upper;
    for (const Json& row : entity.value("results").asArray()) {
        const auto value = decimalOf(row["value"]);
        if (!value || !*value)
            return unreadable("results");
        plan.results.push_back({row["date"].asString(), row["session"].asString(), **value, row["outcome"].asString() == "in-limits"});
    }
    std::stable_sort(plan.results.begin(), plan.results.end(), [](const Done& a, const Done& b) { return a.date < b.date; });
    return plan;
}

CheckState stateOn(const CheckPlan& plan, std::string_view day)
{
    if (plan.ended)
        return CheckState::Ended;
    if (plan.outOfLimits)
        return CheckState::OutOfLimits;
    if (!plan.due.empty() && plan.due < day)
        return CheckState::Overdue;
    return plan.lastDone.empty() ? CheckState::Planned : CheckState::Done;
}

std::string_view name(CheckState state)
{
    switch (state) {
    case CheckState::Planned:
        return "planned";
    case CheckState::Done:
        return "done";
    case CheckState::Overdue:
        return "overdue";
    case CheckState::OutOfLimits:
        return "out-of-limits";
    case CheckState::Ended:
        return "ended";
    }
    return "";
}

Text text(CheckState state)
{
    switch (state) {
    case CheckState::Planned:
        return {"已计划", "planned"};
    case CheckState::Done:
        return {"已完成", "done"};
    case CheckState::Overdue:
        return {"逾期", "overdue"};
    case CheckState::OutOfLimits:
        return {"超限", "out of limits"};
    case CheckState::Ended:
        return {"终止", "ended"};
    }
    return {};
}

Result<std::vector<Error>> checksAllow(registry::Registry& registry, const std::string& asset, const std::string& day)
{
    std::vector<Error> reasons;
    const auto checks = registry.list("intermediate-check", ofAsset(asset));
    CAL_TRY(checks);
    for (const auto& entity : *checks) {
        const auto plan = CheckPlan::fromEntity(entity);
        CAL_TRY(plan);
        const auto state = stateOn(*plan, day);
        if (state == CheckState::Overdue)
            reasons.push_back(Error{Errc::InvalidArgument, "check.overdue", {{"name", plan->name}, {"due", plan->due}}, {}});
        if (state == CheckState::OutOfLimits)
            reasons.push_back(Error{Errc::InvalidArgument, "check.out-of-limits", {{"name", plan->name}, {"date", plan->lastDone}}, {}});
    }
    const auto* kind = registry.kinds().find("nonconformity");
    const auto nonconformities = registry.list("nonconformity", ofAsset(asset));
    CAL_TRY(nonconformities);
    for (const auto& entity : *nonconformities)
        if (const auto* state = kind->state(entity.state); !state || !state->usable)
            reasons.push_back(Error{
                Errc::InvalidArgument, "nonconformity.open", {{"number", entity.text("number")}, {"title", entity.text("title")}}, {}});
    return reasons;
}

Result<CheckOutcome> outcomeOf(const CheckPlan& plan, const session::SessionRecord& record)
{
    const auto& head = record.setUp.procedure.head;
    if (!plan.procedure.empty() && plan.procedure != head.id)
        return Error{
            Errc::InvalidArgument, "check.wrong-procedure", {{"name", plan.name}, {"expected", plan.procedure}, {"found", head.id}}, {}};
    if (!record.sealed)
        return Error{Errc::InvalidArgument, "check.not-sealed", {}, {}};
    if (plan.point.empty() && record.points.size() != 1)
        return Error{Errc::InvalidArgument, "check.point-needed", {{"name", plan.name}}, {}};
    const auto* point = plan.point.empty() ? &record.points.front() : record.point(plan.point);
    const auto* attempt = point ? point->counting() : nullptr;
    if (!attempt || !attempt->result)
        return Error{Errc::InvalidArgument, "check.no-point", {{"point", plan.point}}, {}};
    CheckOutcome outcome;
    outcome.session = record.id.text();
    outcome.date = toIso(civilDate(record.ended.utc, record.setUp.laboratory.offset));
    outcome.value = attempt->result->error;
    if (!plan.unit.empty() && plan.unit != attempt->result->unit) {
        const auto have = units::Unit::parse(attempt->result->unit);
        CAL_TRY(have);
        const auto want = units::Unit::parse(plan.unit);
        CAL_TRY(want);
        // An error of indication is a difference: 0.1 degC of it is 0.1 K.
        const auto converted = units::Quantity{outcome.value, have->ofDifference()}.in(want->ofDifference());
        CAL_TRY(converted);
        outcome.value = converted->number;
    }
    return outcome;
}

Result<bool> withinLimits(const CheckPlan& plan, const Decimal& value)
{
    if (!plan.lower && !plan.upper)
        return refusal("check.no-limits", {{"name", plan.name}});
    return (!plan.lower || value >= *plan.lower) && (!plan.upper || value <= *plan.upper);
}

Result<registry::Entity> recordCheckOutcome(const QualityWork& work, const journal::StreamId& id, const CheckOutcome& outcome)
{
    registry::EverybodyMay everybody;
    registry::Registry registry(work.kinds, work.store, everybody, work.by, work.clock);
    const auto entity = registry.get(id);
    CAL_TRY(entity);
    const auto plan = CheckPlan::fromEntity(*entity);
    CAL_TRY(plan);
    CAL_TRY(work.require("perform", plan->procedure));
    for (const auto& done : plan->results)
        if (!outcome.session.empty() && done.session == outcome.session)
            return refusal("check.twice", {{"name", plan->name}, {"session", outcome.session}});
    const auto inLimits = withinLimits(*plan, outcome.value);
    CAL_TRY(inLimits);
    const auto due = monthsLater(outcome.date, plan->intervalMonths);
    CAL_TRY(due);
    const char* result = *inLimits ? "in-limits" : "out-of-limits";
    Json::Array results = entity->value("results").asArray();
    results.push_back(
        Json::Object{{"date", outcome.date}, {"value", outcome.value.text()}, {"session", outcome.session}, {"outcome", result}});
    return registry.step(
        id, entity->seq, "performed", {},
        Json::Object{{"results", std::move(results)}, {"last-done", outcome.date}, {"last-result", result}, {"due", *due}});
}

Result<ControlChart> chartOf(const CheckPlan& plan)
{
    std::vector<ChartInput> inputs;
    for (const auto& done : plan.results)
        inputs.push_back({done.date, {done.value.toDouble()}});
    return controlChart(inputs, nelsonRules(), kBaseline);
}

} // namespace cal::quality
