// SPDX-License-Identifier: GPL-3.0-or-later
// A quantity at run time: an exact decimal number and a unit. The border between text and Boost.Units is crossed once, in si.h.
#pragma once

#include "core/base/json.h"
#include "core/units/unit.h"

namespace cal::units {

struct Quantity {
    Decimal number;
    Unit unit;

    /// "10 V", "-5.0e-3 A", "23.1 degC", "3 ppm", "5" (number one); the blank may be missing or a no-break one.
    /// Errors: ParseError "quantity.syntax" {text}, and those of Decimal::parse and Unit::parse.
    static Result<Quantity> parse(std::string_view text);
    /// "10.00 V" with a no-break space left to the renderer: a plain blank; nothing after a pure number; no blank before ° ′ ″.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] double si() const; ///< value in the coherent SI unit
    /// The same quantity in another unit of the same dimension. Exact wherever the ratio of the factors gives a finite decimal (mV to V,
    /// h to s, 90 min to h, degC to K); else through double and its shortest digits. degC and K convert as temperatures: for a
    /// difference or an uncertainty use the unit `ofDifference()`. Errors: InvalidArgument "unit.mismatch" {have, want}.
    [[nodiscard]] Result<Quantity> in(const Unit& other) const;
    [[nodiscard]] Json toJson() const; ///< {"value":"10.00","unit":"V"}
    static Result<Quantity> fromJson(const Json& json);
    /// From a value in the coherent SI unit of `unit`, with the shortest digits in `unit`. Errors: InvalidArgument "decimal.not-finite".
    static Result<Quantity> fromSi(double value, const Unit& unit);
    bool operator==(const Quantity&) const = default;
};

/// Sum, difference: in the unit of `a`. degC ± K is degC; degC − degC is a difference in K; degC + degC and K ± degC are refused (is
/// that K a temperature or a difference?).
/// Errors: InvalidArgument "unit.mismatch" {have, want}, "unit.absolute-temperature" {left, right}.
Result<Quantity> add(const Quantity& a, const Quantity& b);
Result<Quantity> subtract(const Quantity& a, const Quantity& b);
/// -1, 0, +1 by value. Errors as `in`.
Result<int> compare(const Quantity& a, const Quantity& b);

} // namespace cal::units
