// SPDX-License-Identifier: GPL-3.0-or-later
// What every act of quality work needs: the store, who acts, and the gate. An act asks the gate once, for what it is; what it then changes
// in the register (the state of an asset, a plan) belongs to the act and is not asked again.
#pragma once

#include "core/registry/registry.h"

namespace cal::quality {

struct QualityWork {
    const registry::Kinds& kinds;
    journal::EventStore& store;
    registry::Access& access;
    journal::Authorship by;
    Clock& clock;
    std::string via = "command-line"; ///< for the log of refusals (Act::by)

    /// Errors: those of Access::require.
    [[nodiscard]] Result<void> require(std::string_view operation, std::string_view scope = {}) const
    {
        registry::Act act;
        act.person = by.actor;
        act.operation = operation;
        act.scope = scope;
        act.by = via;
        return access.require(act);
    }
};

/// Reads an exact number; nothing when the field is unknown. Errors: ParseError "decimal.syntax".
inline Result<std::optional<Decimal>> decimalOf(const Json& value)
{
    if (value.isNull())
        return std::optional<Decimal>{};
    const auto read = Decimal::parse(value.asString());
    CAL_TRY(read);
    return std::optional<Decimal>(*read);
}

} // namespace cal::quality
