// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/dossier.h"

#include <algorithm>
#include <array>

namespace cal::quality {

namespace {

using registry::Entity;
using registry::Registry;

constexpr std::array<std::string_view, 12> kDocuments{
    "certificate",      "application",  "technical-report",          "history-book", "repeatability-record",
    "stability-record", "regulation",   "traceability-certificates", "personnel",    "procedures",
    "raw-records",      "check-records"};

Error gap(const char* key, std::vector<Arg> args = {})
{
    return {Errc::InvalidArgument, key, std::move(args), {}};
}

std::string shiftedDay(const std::string& day, int years, int months)
{
    const auto date = parseIsoDate(day, {});
    if (!date)
        return {};
    auto moved = date->date + std::chrono::years(years) + std::chrono::months(months);
    if (!moved.ok())
        moved = moved.year() / moved.month() / std::chrono::last;
    return toIso({moved, {}});
}

std::string titleIn(Registry& registry, const Entity& entity)
{
    return registry::titleOf(*registry.kinds().find(entity.kind), entity.values);
}

/// Entities of a kind that refer to `id` by `field` and are usable by their state, newest `dateField` first.
Result<std::vector<Entity>> referring(Registry& registry, std::string_view kind, const char* field, const std::string& id,
                                      const char* dateField)
{
    std::vector<Entity> out;
    const auto* known = registry.kinds().find(kind);
    if (!known)
        return out;
    auto found = registry.list(kind, {{field, journal::Condition::Op::Equal, journal::Cell(id)}});
    CAL_TRY(found);
    for (auto& entity : *found)
        if (const auto* state = known->state(entity.state); state && state->usable)
            out.push_back(std::move(entity));
    std::stable_sort(out.begin(), out.end(), [&](const Entity& a, const Entity& b) { return a.text(dateField) > b.text(dateField); });
    return out;
}

Result<std::vector<Decimal>> readingsOf(const Entity& entity)
{
    std::vector<Decimal> out;
    for (const Json& row : entity.value("readings").asArray()) {
        const auto value = decimalOf(row["value"]);
        CAL_TRY(value);
        if (*value)
            out.push_back(**value);
    }
    return out;
}

Result<Repeatability> repeatabilityOf(const Entity& entity)
{
    const auto readings = readingsOf(entity);
    CAL_TRY(readings);
    return repeatability(*readings);
}

Result<Stability> stabilityOf(const Entity& entity)
{
    std::map<std::string, StabilityGroup> groups;
    for (const Json& row : entity.value("readings").asArray()) {
        const auto value = decimalOf(row["value"]);
        CAL_TRY(value);
        const auto& date = row["date"].asString();
        groups[date].date = date;
        if (*value)
            groups[date].readings.push_back(**value);
    }
    std::vector<StabilityGroup> list;
    list.reserve(groups.size());
    for (auto& [date, group] : groups)
        list.push_back(std::move(group));
    const auto limit = decimalOf(entity.value("limit"));
    CAL_TRY(limit);
    return stability(list, limit->value_or(Decimal()), entity.text("case") == "new");
}

Result<StatedResult> statedOf(const Entity& entity, const std::string& prefix)
{
    StatedResult stated;
    for (const auto& [name, member] : {std::pair{"-value", &stated.value}, {"-u", &stated.expandedUncertainty}, {"-k", &stated.k}}) {
        const auto number = decimalOf(entity.value(prefix + name));
        CAL_TRY(number);
        if (!*number)
            return gap("dossier.field-missing", {{"field", prefix + name}});
        *member = **number;
    }
    return stated;
}

Result<ResultVerification> verificationOf(const Entity& entity)
{
    const auto laboratory = statedOf(entity, "lab");
    CAL_TRY(laboratory);
    if (entity.text("method") == "transfer") {
        const auto reference = statedOf(entity, "ref");
        CAL_TRY(reference);
        return verifyByTransfer(*laboratory, *reference);
    }
    std::vector<Decimal> all{laboratory->value};
    for (const Json& row : entity.value("others").asArray()) {
        const auto value = decimalOf(row["value"]);
        CAL_TRY(value);
        if (*value)
            all.push_back(**value);
    }
    return verifyByComparison(*laboratory, all);
}

template <class T>
Result<void> assess(Registry& registry, Dossier& dossier, std::string_view kind, Result<T> (*compute)(const Entity&),
                    std::vector<Assessed<T>>& into)
{
    auto found = referring(registry, kind, "measurement-standard", dossier.standard.id.text(), "performed-on");
    CAL_TRY(found);
    for (auto& entity : *found) {
        auto result = compute(entity);
        if (!result)
            dossier.gaps.push_back(gap("dossier.not-computed", {{"name", titleIn(registry, entity)}, {"reason", result.error().key}}));
        into.push_back({std::move(entity), std::move(result)});
    }
    return {};
}

Result<void> gatherDevices(Registry& registry, Dossier& dossier)
{
    for (const auto& [field, main] : {std::pair{"main-devices", true}, {"auxiliary-devices", false}})
        for (const Json& reference : dossier.standard.value(field).asArray()) {
            const auto id = Uuid::parse(reference.asString());
            CAL_TRY(id);
            auto asset = registry.get(*id);
            CAL_TRY(asset);
            Device device{*std::move(asset), main, {}};
            auto calibrations = referring(registry, "calibration", "asset", id->text(), "calibrated-on");
            CAL_TRY(calibrations);
            if (!calibrations->empty())
                device.calibration = std::move(calibrations->front());
            const auto name = titleIn(registry, device.asset);
            if (!device.calibration) {
                if (main) // auxiliary devices need one only where they affect results (ISO/IEC 17025 6.4.6): the laboratory's judgement
                    dossier.gaps.push_back(gap("dossier.not-calibrated", {{"device", name}}));
            } else if (const auto until = device.calibration->text("valid-until"); !until.empty() && until < dossier.day) {
                dossier.gaps.push_back(
                    gap("dossier.calibration-expired",
                        {{"device", name}, {"certificate", device.calibration->text("certificate-number")}, {"until", until}}));
            }
            auto plans = referring(registry, "intermediate-check", "asset", id->text(), "due");
            CAL_TRY(plans);
            for (const auto& entity : *plans) {
                auto plan = CheckPlan::fromEntity(entity);
                CAL_TRY(plan);
                ChartedPlan charted{*std::move(plan), {}};
                const auto state = stateOn(charted.plan, dossier.day);
                if (state == CheckState::Overdue || state == CheckState::OutOfLimits)
                    dossier.gaps.push_back(
                        gap("dossier.check-refuses", {{"name", charted.plan.name}, {"state", std::string(quality::name(state))}}));
                if (auto chart = chartOf(charted.plan))
                    charted.chart = *std::move(chart);
                dossier.checks.push_back(std::move(charted));
            }
            if (main && plans->empty())
                dossier.reminders.push_back(gap("dossier.no-check-planned", {{"device", name}}));
            dossier.devices.push_back(std::move(device));
        }
    if (std::none_of(dossier.devices.begin(), dossier.devices.end(), [](const Device& device) { return device.main; }))
        dossier.gaps.push_back(gap("dossier.no-main-standard"));
    return {};
}

Result<void> gatherPeople(Registry& registry, Dossier& dossier)
{
    std::size_t active = 0;
    for (const Json& reference : dossier.standard.value("people").asArray()) {
        const auto id = Uuid::parse(reference.asString());
        CAL_TRY(id);
        auto person = registry.get(*id);
        CAL_TRY(person);
        auto qualifications = referring(registry, "qualification", "person", id->text(), "from");
        CAL_TRY(qualifications);
        std::erase_if(*qualifications, [&](const Entity& q) {
            return q.text("from") > dossier.day || (!q.text("to").empty() && q.text("to") < dossier.day);
        });
        const auto* state = registry.kinds().find(person->kind)->state(person->state);
        const auto to = person->text("to");
        if (state && state->usable && (to.empty() || to >= dossier.day))
            ++active;
        dossier.qualifications[id->text()] = *std::move(qualifications);
        dossier.people.push_back(*std::move(person));
    }
    if (active < 2) // JJF 1033: at least two persons for each item
        dossier.gaps.push_back(gap("dossier.fewer-than-two", {{"found", std::to_string(active)}}));
    return {};
}

/// The newest test of a sort must not be older than a year; two months before that it is announced.
void judgeAge(Dossier& dossier, const char* test, const std::string& newest)
{
    if (newest.empty()) {
        dossier.gaps.push_back(gap("dossier.no-test", {{"test", test}}));
        return;
    }
    const auto due = shiftedDay(newest, kTestYears, 0);
    if (due < dossier.day)
        dossier.gaps.push_back(gap("dossier.test-too-old", {{"test", test}, {"date", newest}}));
    else if (due < shiftedDay(dossier.day, 0, 2))
        dossier.reminders.push_back(gap("dossier.test-due", {{"test", test}, {"due", due}}));
}

/// Of the tests at one point only the newest is judged: the earlier ones were in their time.
template <class T>
bool newestOfItsPoint(const std::vector<Assessed<T>>& tests, const Assessed<T>& test)
{
    const auto first = std::find_if(tests.begin(), tests.end(),
                                    [&](const Assessed<T>& other) { return other.entity.text("nominal") == test.entity.text("nominal"); });
    return &*first == &test;
}

void judgeRepeatability(Dossier& dossier)
{
    judgeAge(dossier, "repeatability-test",
             dossier.repeatability.empty() ? std::string() : dossier.repeatability.front().entity.text("performed-on"));
    for (const auto& assessed : dossier.repeatability) {
        const auto& [entity, test] = assessed;
        if (!test || !newestOfItsPoint(dossier.repeatability, assessed))
            continue;
        const auto date = entity.text("performed-on");
        if (!test->usualNumber)
            dossier.gaps.push_back(gap("dossier.few-readings",
                                       {{"date", date}, {"found", std::to_string(test->n)}, {"usual", std::to_string(kUsualReadings)}}));
        const auto budget = decimalOf(entity.value("s-in-budget"));
        if (budget && *budget && exceedsBudget(*test, **budget))
            dossier.gaps.push_back(
                gap("dossier.s-exceeds-budget", {{"date", date}, {"s", shortest(test->s)}, {"budget", (*budget)->text()}}));
    }
}

void judgeStability(Dossier& dossier)
{
    // A process in statistical control needs no separate stability test (JJF 1033).
    const bool charted = std::any_of(dossier.checks.begin(), dossier.checks.end(),
                                     [](const ChartedPlan& check) { return check.chart && check.chart->inControl(); });
    if (!charted || !dossier.stability.empty())
        judgeAge(dossier, "stability-test",
                 dossier.stability.empty() ? std::string() : dossier.stability.front().entity.text("performed-on"));
    for (const auto& assessed : dossier.stability) {
        const auto& [entity, test] = assessed;
        if (!test || !newestOfItsPoint(dossier.stability, assessed))
            continue;
        const auto date = entity.text("performed-on");
        if (!test->holds)
            dossier.gaps.push_back(gap("dossier.stability-not-held", {{"date", date}}));
        if (!test->enoughGroups)
            dossier.gaps.push_back(
                gap("dossier.few-groups",
                    {{"date", date}, {"found", std::to_string(test->means.size())}, {"least", std::to_string(kNewStandardGroups)}}));
        if (!test->farEnough)
            dossier.gaps.push_back(gap("dossier.groups-too-close", {{"date", date}}));
    }
}

void judgeVerification(Dossier& dossier)
{
    if (dossier.verifications.empty())
        dossier.gaps.push_back(gap("dossier.no-test", {{"test", "result-verification"}}));
    for (const auto& assessed : dossier.verifications)
        if (assessed.result && !assessed.result->holds && newestOfItsPoint(dossier.verifications, assessed))
            dossier.gaps.push_back(gap("dossier.verification-not-held", {{"date", assessed.entity.text("performed-on")}}));
}

void judgeStandard(Dossier& dossier)
{
    const auto until = dossier.standard.text("certificate-until");
    if (dossier.standard.text("certificate-number").empty() || until.empty())
        dossier.gaps.push_back(gap("dossier.no-certificate"));
    else if (until < dossier.day)
        dossier.gaps.push_back(gap("dossier.certificate-expired", {{"until", until}}));
    else if (shiftedDay(until, 0, -kNoticeMonths) <= dossier.day)
        dossier.reminders.push_back(gap("dossier.re-examination", {{"until", until}}));
    if (dossier.standard.value("regulations").size() == 0)
        dossier.gaps.push_back(gap("dossier.no-regulation"));
    if (dossier.standard.value("characteristics").size() == 0)
        dossier.gaps.push_back(gap("dossier.no-characteristics"));
}

Result<void> gatherDocuments(Registry& registry, Dossier& dossier)
{
    auto documents = referring(registry, "dossier-document", "measurement-standard", dossier.standard.id.text(), "dated");
    CAL_TRY(documents);
    dossier.documents = *std::move(documents);
    for (const auto kind : kDocuments)
        if (std::none_of(dossier.documents.begin(), dossier.documents.end(), [&](const Entity& d) { return d.text("kind") == kind; }))
            dossier.gaps.push_back(gap("dossier.document-missing", {{"kind", std::string(kind)}}));
    for (const auto& document : dossier.documents)
        if (const auto until = document.text("valid-until"); !until.empty() && until < dossier.day)
            dossier.gaps.push_back(gap("dossier.document-expired", {{"title", document.text("title")}, {"until", until}}));
    return {};
}

} // namespace

std::span<const std::string_view> requiredDocuments()
{
    return kDocuments;
}

Result<Dossier> dossierOf(Registry& registry, const journal::StreamId& standard, const std::string& day)
{
    CAL_TRY(parseIsoDate(day, {}));
    Dossier dossier;
    auto entity = registry.get(standard);
    CAL_TRY(entity);
    if (entity->kind != "measurement-standard")
        return Error{Errc::InvalidArgument, "dossier.wrong-kind", {{"kind", entity->kind}}, {}};
    dossier.standard = *std::move(entity);
    dossier.day = day;
    judgeStandard(dossier);
    CAL_TRY(gatherDevices(registry, dossier));
    CAL_TRY(gatherPeople(registry, dossier));
    CAL_TRY(assess(registry, dossier, "repeatability-test", repeatabilityOf, dossier.repeatability));
    CAL_TRY(assess(registry, dossier, "stability-test", stabilityOf, dossier.stability));
    CAL_TRY(assess(registry, dossier, "result-verification", verificationOf, dossier.verifications));
    judgeRepeatability(dossier);
    judgeStability(dossier);
    judgeVerification(dossier);
    CAL_TRY(gatherDocuments(registry, dossier));
    return dossier;
}

} // namespace cal::quality
