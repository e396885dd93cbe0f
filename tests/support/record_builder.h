// SPDX-License-Identifier: GPL-3.0-or-later
// Finished session records built by hand, for tests of what comes after a run.
#pragma once

#include "core/session/record.h"

#include <string_view>

namespace cal::support {

/// A multimeter, DC voltage: 24 points on five ranges (the 100 mV range in mV), JJF 1094, simulated, demonstration laboratory.
session::SessionRecord dmmRecord();
/// The same with the verdicts of the last three points pass, undecided and fail.
session::SessionRecord mixedVerdictRecord();
/// EA-4/02 S9: one typed point, E = 0.10 V, U = 0.05 V, k = 1.65, no decision rule, not simulated.
session::SessionRecord s9Record();
/// dmmRecord() with `points` points in one range.
session::SessionRecord longRecord(std::size_t points);

Decimal decimal(std::string_view text);
units::Quantity quantity(std::string_view text);

} // namespace cal::support
