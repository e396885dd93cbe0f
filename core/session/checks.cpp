// SPDX-License-Identifier: GPL-3.0-or-later
// Checks before a run starts or goes on.
#include "core/session/checks.h"

#include "core/session/fields.h"

#include <algorithm>

namespace cal::session {

namespace {

std::string who(const equipment::Identity& identity)
{
    return printable(identity.manufacturer + " " + identity.model + " " + identity.serial);
}

const units::Quantity* valueOf(const Environment& environment, const std::string& quantity)
{
    if (quantity == "temperature")
        return &environment.temperature;
    if (quantity == "relative-humidity")
        return &environment.humidity;
    return nullptr;
}

} // namespace

Result<std::map<std::string, equipment::Identity>> identifyAll(equipment::Bench& bench, const std::stop_token& stop)
{
    std::map<std::string, equipment::Identity> identities;
    for (const auto& place : bench.places()) {
        auto* const instrument = bench.instrument(place.name);
        if (!instrument)
            return Error{Errc::NotFound, "session.no-such-place", {{"place", place.name}}, {}};
        auto identity = instrument->identify(stop);
        if (!identity)
            return std::move(identity).error().within(place.name);
        identities.emplace(place.name, std::move(*identity));
    }
    return identities;
}

Result<void> sameIdentities(const std::map<std::string, equipment::Identity>& expected,
                            const std::map<std::string, equipment::Identity>& found, const char* key)
{
    for (const auto& [place, was] : expected) {
        const auto now = found.find(place);
        const bool same = now != found.end() && now->second.manufacturer == was.manufacturer && now->second.model == was.model &&
                          now->second.serial == was.serial;
        if (!same)
            return Error{Errc::InstrumentError,
                         key,
                         {{"place", place}, {"expected", who(was)}, {"found", now == found.end() ? std::string("-") : who(now->second)}},
                         {}};
    }
    return {};
}

Result<void> standardsValid(const SetUp& setUp, UtcTime now)
{
    const auto today = civilDate(now, setUp.laboratory.offset);
    for (const auto& standard : setUp.standards) {
        if (standard.validUntil.empty())
            continue;
        const auto until = parseIsoDate(standard.validUntil, setUp.laboratory.offset);
        if (!until)
            return until.error().within(standard.place);
        if (until->date < today.date)
            return Error{Errc::InvalidArgument,
                         "session.standard-expired",
                         {{"standard", standard.place + " " + standard.model + " " + standard.serial}, {"until", standard.validUntil}},
                         {}};
    }
    return {};
}

Result<void> bindingsMet(const SetUp& setUp)
{
    for (const auto& binding : setUp.bindings)
        if (const auto* refused = binding.firstRefusal())
            return refused->reason;
    if (!setUp.refusals.empty())
        return setUp.refusals.front();
    return {};
}

Result<bool> withinLimits(const Environment& environment, const std::vector<procedure::EnvironmentLimit>& limits)
{
    bool within = true;
    for (const auto& limit : limits) {
        const auto* const value = valueOf(environment, limit.quantity);
        if (!value) // a limit that nothing measures must not pass silently
            return Error{Errc::InvalidArgument, "session.environment-not-measured", {{"quantity", limit.quantity}}, {}};
        const auto number = value->in(limit.unit);
        if (!number)
            return number.error().within(limit.quantity);
        within = within && number->number >= limit.low && number->number <= limit.high;
    }
    return within;
}

Result<std::vector<ConditioningChecked>> conditioningMet(const procedure::Head& head, const std::optional<TypedEntries>& typed, UtcTime now)
{
    std::vector<ConditioningChecked> list;
    if (!head.conditioning)
        return list;
    for (const auto& [gate, required] :
         {std::pair{"acclimation", head.conditioning->acclimationMinutes}, {"warm-up", head.conditioning->warmUpMinutes}}) {
        if (required <= 0)
            continue;
        ConditioningChecked checked{gate, required, std::nullopt, {}};
        const auto entry = typed ? typed->conditioning.find(gate) : std::map<std::string, ConditioningEntry>::const_iterator{};
        if (!typed || entry == typed->conditioning.end())
            return Error{
                Errc::InvalidArgument, "session.conditioning-unknown", {{"gate", gate}, {"required", std::to_string(required)}}, {}};
        checked.waived = entry->second.waived;
        if (checked.waived.empty()) {
            constexpr std::int64_t kMost = 1'000'000'000;
            const auto minutes = entry->second.minutes
                                     ? std::int64_t{*entry->second.minutes}
                                     : std::chrono::duration_cast<std::chrono::minutes>(now - entry->second.since.value_or(now)).count();
            checked.found = static_cast<int>(std::clamp(minutes, -kMost, kMost));
            if (*checked.found < required)
                return Error{Errc::InvalidArgument,
                             "session.conditioning-not-met",
                             {{"gate", gate}, {"required", std::to_string(required)}, {"found", std::to_string(*checked.found)}},
                             {}};
        }
        list.push_back(std::move(checked));
    }
    return list;
}

Error environmentOutside(const Environment& environment, const std::vector<procedure::EnvironmentLimit>& limits)
{
    std::string text;
    for (const auto& limit : limits) {
        if (!text.empty())
            text += ", ";
        text += limit.low.plain() + " … " + limit.high.plain() + " " + limit.unit.symbol();
    }
    return {Errc::InvalidArgument,
            "session.environment-outside",
            {{"temperature", environment.temperature.text()}, {"humidity", environment.humidity.text()}, {"limits", text}},
            {}};
}

} // namespace cal::session
