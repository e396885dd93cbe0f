// SPDX-License-Identifier: GPL-3.0-or-later
// A quantity at run time: an exact decimal number and a unit. The border between text and Boost.Units is crossed once, in si.h.
#pragma once

#include "core/base/json.h"
#include "core/units/unit.h"

namespace cal::units {

struct Quantity {
    Decimal number;
    Unit unit;

    /// "10 V", "-5.0e-3 A", "23.1 degC", "3 ppm", "5" (number one). Errors: ParseError "quantity.syntax" {text}, "unit.unknown".
    static Result<Quantity> parse(std::string_view text);
    /// "10.00 V" with a no-break space left to the renderer: a plain blank; nothing after a pure number.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] double si() const; ///< value in the coherent SI unit
    /// The same quantity in another unit of the same dimension; exact where both factors are powers of ten.
    /// Errors: InvalidArgument "unit.mismatch" {have, want}: names both.
    [[nodiscard]] Result<Quantity> in(const Unit& other) const;
    [[nodiscard]] Json toJson() const; ///< {"value":"10.00","unit":"V"}
    static Result<Quantity> fromJson(const Json& json);
    bool operator==(const Quantity&) const = default;
};

/// Sum, difference: in the unit of `a`. A difference of two absolute temperatures is a temperature difference (K); their sum is refused.
/// Errors: InvalidArgument "unit.mismatch" {have, want}, "unit.absolute-temperature".
Result<Quantity> add(const Quantity& a, const Quantity& b);
Result<Quantity> subtract(const Quantity& a, const Quantity& b);
/// -1, 0, +1 by value. Errors as `in`.
Result<int> compare(const Quantity& a, const Quantity& b);

} // namespace cal::units
