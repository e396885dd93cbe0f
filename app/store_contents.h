// SPDX-License-Identifier: GPL-3.0-or-later
// What this program understands in a store, and the lists it keeps there. A room that adds events or a projection is named here, once.
#pragma once

#include "core/journal/projection.h"
#include "core/journal/upcast.h"
#include "core/registry/kind.h"
#include "core/storage/store.h"

namespace cal::app {

/// The lists of every room.
journal::Projections projections(const registry::Kinds& kinds);

struct StoreContents {
    journal::Upcasters known;
    journal::Projections projections;
    /// For openStore(); valid while this lives.
    [[nodiscard]] storage::StoreOptions options() const { return {.known = &known, .projections = projections}; }
};
/// Errors: those of loadKinds().
Result<StoreContents> storeContents();

} // namespace cal::app
