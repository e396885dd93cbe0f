// SPDX-License-Identifier: GPL-3.0-or-later
// Rounding of U and of the result at the end, once, on decimal text (GUM 7.2.6, JJF 1059.1 C.5 of the reference, GB/T 8170).
#pragma once

#include "core/base/decimal.h"

#include <optional>
#include <string>
#include <string_view>

namespace cal::uncertainty {

/// Named rules; the name is frozen with the session and printed.
/// - `two-digits`: U to two significant digits, half to even; result to the same place (default).
/// - `safe`: U up when the dropped part exceeds 0.1 of the last place (10.47 → 11, 28.05 → 28); two digits.
/// - `one-digit`: U to one significant digit, half to even, but up where rounding would lose over 5 % of U.
/// - `interval`: verification result rounded to the regulation's interval; U (if any) by two-digits.
struct RoundingRule {
    std::string name = "two-digits";
    std::optional<Decimal> interval; ///< for `interval` only
    bool operator==(const RoundingRule&) const = default;
    /// Errors: InvalidArgument "rounding.unknown-rule" {rule}, "rounding.missing-interval".
    static Result<RoundingRule> named(std::string_view name, std::optional<Decimal> interval = {});
};

struct Rounded {
    Decimal value;               ///< what is printed for the result
    Decimal expandedUncertainty; ///< what is printed for U
    int place = 0;               ///< power of ten of the common last digit
};

/// Rounds U by the rule and the value to the same place. `expandedUncertainty` must be > 0 and finite; for `interval` 0 means none.
/// Errors: InvalidArgument "rounding.not-positive", "rounding.too-many-digits", "rounding.unknown-rule" {rule},
/// "rounding.missing-interval".
Result<Rounded> round(double value, double expandedUncertainty, const RoundingRule& rule);
Result<Rounded> round(const Decimal& value, double expandedUncertainty, const RoundingRule& rule);

} // namespace cal::uncertainty
