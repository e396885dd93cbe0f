// SPDX-License-Identifier: GPL-3.0-or-later
// Maximum permissible error from a·reading + b·range + c, exact in Decimal.
#pragma once

#include "core/base/json.h"
#include "core/units/quantity.h"

#include <string>

namespace cal::conformity {

/// MPE = |value|·ofReadingPpm·1e-6 + |range|·ofRangePpm·1e-6 + floor, in `unit`.
struct Specification {
    Decimal ofReadingPpm;
    Decimal ofRangePpm;
    Decimal range; ///< full scale, in `unit`
    Decimal floor; ///< in `unit`
    units::Unit unit;
    std::string interval;   ///< "24h", "90d", "1y"
    std::string source;     ///< document the numbers come from
    std::string confidence; ///< "high", "medium", "low"; anything but high needs the laboratory's sign-off

    /// Absolute value of the MPE (MPEV) at `value` (in `unit`), exact.
    [[nodiscard]] Decimal limitAt(const Decimal& value) const;
    /// {"of_reading_ppm","of_range_ppm","range","floor","unit","interval","source","confidence"}; decimals as text.
    [[nodiscard]] Json toJson() const;
    /// The parts of the formula may be left out where they are 0, `unit` where it is one; decimals may be text or numbers.
    /// Errors: ParseError "specification.number" {field}, "specification.text" {field}, "specification.empty", "specification.no-range",
    /// "specification.confidence" {confidence}, "unit.unknown".
    static Result<Specification> fromJson(const Json& json);
};

} // namespace cal::conformity
