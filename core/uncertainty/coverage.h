// SPDX-License-Identifier: GPL-3.0-or-later
// Inside of the room: what evaluate() needs of degrees of freedom and coverage beside the public functions of budget.h.
#pragma once

#include "core/uncertainty/budget.h"

namespace cal::uncertainty {

/// ν_eff for a combined u_c that may contain correlations of inputs of infinite ν. `u_c` = 0 gives infinity.
double welchSatterthwaite(std::span<const StandardUncertainty> contributions, double combined);

/// Whether the shape of the output is near enough to the rule: everything beside the dominant one (rectangular) or two (trapezoidal)
/// rectangular inputs together at most 0.3 of these (EA-4/02 S9.14, S10.13). Other rules always fit.
Result<void> requireShape(const CoverageRule& rule, std::span<const BudgetLine> lines);

} // namespace cal::uncertainty
