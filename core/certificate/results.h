// SPDX-License-Identifier: GPL-3.0-or-later
// The results of a record as tables of printed texts, and the statements that belong to them.
#pragma once

#include "core/certificate/content.h"

namespace cal::certificate {

/// One table per run of points with the same unit, grouped by section and range. Cells are the printed texts of the record.
std::vector<Table> resultTables(const session::SessionRecord& record);

/// Uncertainty, rounding, decision rule with risk, counts of verdicts.
/// Errors: those of conformity::decisionRule.
Result<std::vector<Text>> resultStatements(const session::SessionRecord& record);

} // namespace cal::certificate
