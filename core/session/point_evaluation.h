// SPDX-License-Identifier: GPL-3.0-or-later
// From readings and set-up to what is printed for a point: budget, error, U, verdict, strings.
//
// Rules kept here
//  1. The error of indication is exact in Decimal wherever the model is a sum and difference of its inputs (all sensitivities whole
//     numbers); any other model gives the shortest digits of the double.
//  2. The MPE is the item's limit at the nominal value, not at the reading: the limit stands before the reading is taken, and an item
//     cannot widen it by its own error.
//  3. The decision compares full values (全数值比较法, the default of GB/T 8170): E, U and MPE unrounded, in Decimal.
//  4. Rounding happens once, for the strings.
#pragma once

#include "core/session/record.h"

namespace cal::session {

/// Errors: those of modelInputs, of the model, budget, rounding and decision rules; NotFound "session.no-mpe-row" {point}.
Result<PointResult> evaluatePoint(const SetUp& setUp, const procedure::Point& point, const std::vector<Reading>& readings);

/// "2" for k2; two decimals otherwise ("1.65", "2.13").
std::string printedCoverageFactor(const uncertainty::ExpandedUncertainty& expanded);
/// "≈ 95 %" for k2, "95 %" or "95.45 %" for a rule that holds the probability.
std::string printedProbability(const uncertainty::ExpandedUncertainty& expanded);

} // namespace cal::session
