// SPDX-License-Identifier: GPL-3.0-or-later
// The inputs of a point's measurement model: where each estimate and uncertainty comes from.
#pragma once

#include "core/session/record.h"

namespace cal::session {

/// One input, ready for the budget, with its estimate exact.
struct PreparedInput {
    uncertainty::BudgetInput line;
    procedure::ModelInput::Kind kind = procedure::ModelInput::Kind::Constant;
    Decimal estimate; ///< in `unit`; a mean whose division does not end is rounded at twelve further places
    units::Unit unit;
    std::string place; ///< of the standard that gives the input; empty when none does
    std::string range; ///< of that standard
};

/// In the order of the procedure's inputs. The rule for resolution and repeatability has been applied: the smaller one is shown and does
/// not count.
/// Errors: NotFound "session.no-readings" {point, quantity, expected, found}, "session.no-standard-value" {point, input, place},
/// "session.no-specification" {point, input, place}, "session.no-resolution" {point, input}, "session.no-drift" {point, input, place};
/// InvalidArgument "session.not-a-number" {point, quantity, text}, "session.bad-standard-value" {point, input, field, text}, those of
/// units and type A.
Result<std::vector<PreparedInput>> modelInputs(const SetUp& setUp, const procedure::Point& point, const std::vector<Reading>& readings);

/// Mean of exact numbers, in `unit`. Exact when the division ends within twelve further places, as it does for 1, 2, 4, 5, 8, 10 …
/// readings.
Decimal meanOf(const std::vector<Decimal>& numbers);

} // namespace cal::session
