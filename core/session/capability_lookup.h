// SPDX-License-Identifier: GPL-3.0-or-later
// Which row of a definition covers a value that a procedure names, and what it says there.
#pragma once

#include "core/equipment/definition.h"
#include "core/units/quantity.h"

#include <optional>
#include <string_view>

namespace cal::session {

/// A row with the value in the row's unit.
struct CoveringRow {
    const equipment::Capability* row = nullptr;
    Decimal value;                                    ///< in row->specification.unit
    [[nodiscard]] Decimal limit() const;              ///< what the row allows at the value, exact, in row->specification.unit
    [[nodiscard]] double standardUncertainty() const; ///< limit/k of the stated level (normal), else limit/√3
    [[nodiscard]] std::string source() const; ///< language-free: "1y 0 … 3.29999 V: 12 ppm + 20 uV …, 99 % (k = 2.58); document"
};

/// The narrowest row, or the one of `range`. Nothing when no row covers the value. Rows of a unit of another kind are left out.
std::optional<CoveringRow> coveringRow(const equipment::Definition& definition, std::string_view quantity, bool sources,
                                       const units::Quantity& value, std::string_view interval,
                                       const std::optional<units::Quantity>& range = {});

/// The exact power of ten between two units of one kind, applied to a number; shortest digits where the factor is none.
/// Errors: InvalidArgument "unit.mismatch".
Result<Decimal> inUnit(const Decimal& number, const units::Unit& from, const units::Unit& to);

} // namespace cal::session
