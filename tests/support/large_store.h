// SPDX-License-Identifier: GPL-3.0-or-later
// Fills a store with years of finished sessions, sealed and chained: set-up, judged points, seal. Readings, commands and budgets are left
// out: no list and no trace looks at them, and they would be most of the bytes.
#pragma once

#include "core/journal/event_store.h"

#include <string>
#include <vector>

namespace cal::support {

struct LargeStore {
    int sessions = 100, pointsEach = 100;
    int standards = 20; ///< sessions take turns with them
    int customers = 50;
    std::string firstDay = "2021-11-23"; ///< and evenly over five years from then
};

/// Entity ids of the standards.
std::vector<std::string> standardsOf(const LargeStore& shape);
/// Appends through appendSealed, twenty sessions a transaction. Errors: those of the store.
Result<void> fill(journal::EventStore& store, const LargeStore& shape);

} // namespace cal::support
