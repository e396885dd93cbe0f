// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold before a run starts or goes on: identities, validity of the standards, environment.
#pragma once

#include "core/session/session_events.h"

#include <stop_token>

namespace cal::session {

/// Every instrument of the bench says who it is. Errors: those of Instrument::identify.
Result<std::map<std::string, equipment::Identity>> identifyAll(equipment::Bench& bench, const std::stop_token& stop);

/// The same manufacturer, model and serial number at every place of `expected`. Errors: InstrumentError `key` {place, expected, found}.
Result<void> sameIdentities(const std::map<std::string, equipment::Identity>& expected,
                            const std::map<std::string, equipment::Identity>& found, const char* key);

/// No standard is used after its last valid day, in the laboratory's zone. Errors: InvalidArgument "session.standard-expired" {standard,
/// until}.
Result<void> standardsValid(const SetUp& setUp, UtcTime now);

/// Every need met at every point. Errors: the first refusal.
Result<void> bindingsMet(const SetUp& setUp);

/// Is it inside the procedure's limits? A quantity without a limit is inside. Errors: those of unit conversion.
Result<bool> withinLimits(const Environment& environment, const std::vector<procedure::EnvironmentLimit>& limits);

/// What the procedure asks before the first point, against what was typed. Errors: InvalidArgument "session.conditioning-unknown" {gate,
/// required} when nothing was said, "session.conditioning-not-met" {gate, required, found}.
Result<std::vector<ConditioningChecked>> conditioningMet(const procedure::Head& head, const std::optional<TypedEntries>& typed,
                                                         UtcTime now);

/// The refusal that names both readings and all limits: InvalidArgument "session.environment-outside" {temperature, humidity, limits}.
Error environmentOutside(const Environment& environment, const std::vector<procedure::EnvironmentLimit>& limits);

} // namespace cal::session
