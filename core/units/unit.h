// SPDX-License-Identifier: GPL-3.0-or-later
// Units at run time: what scripts, files and people bring. Dimension, factor to the coherent SI unit, and the spellings.
#pragma once

#include "core/base/decimal.h"
#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cal::units {

/// Exponents of metre, kilogram, second, ampere, kelvin, mole, candela, radian. Angle is kept apart so that rad and 1 do not mix unseen.
struct Dimension {
    std::array<std::int8_t, 8> exponents{};
    bool operator==(const Dimension&) const = default;
    [[nodiscard]] bool isNone() const { return *this == Dimension{}; }
};

/// A unit: a product of known units with integer powers. Value in SI = value · factor + offset; an offset occurs only in a bare
/// temperature (degC), which is not the unit of a temperature difference (K, or `degC` after `difference of`).
class Unit
{
public:
    Unit() = default; // the number one

    /// Parses "V", "mV", "µV" = "uV", "V/A", "kg*m/s^2", "Ω" = "ohm", "°C" = "degC", "%", "ppm", "1", "mbar", "L/min".
    /// A middle dot, `*` or blank multiplies; `/` divides; `^n` or ²³ raise. The text as written is kept for printing.
    /// Errors: ParseError "unit.unknown" {unit, part}.
    static Result<Unit> parse(std::string_view text);

    [[nodiscard]] const std::string& symbol() const { return m_symbol; } ///< as people print it: "µV", "Ω", "°C"; "" for one
    [[nodiscard]] std::string ascii() const;                              ///< as files and scripts write it: "uV", "ohm", "degC", "1"
    [[nodiscard]] std::string dsi() const;                                ///< D-SI text: "\\micro\\volt"; "\\one"
    [[nodiscard]] const Dimension& dimension() const { return m_dimension; }
    [[nodiscard]] double factor() const { return m_factor; }
    /// Power of ten of the factor when it is exactly one (mV: −3): conversions between such units are exact in Decimal.
    [[nodiscard]] bool factorIsPowerOfTen() const { return m_decimalFactor; }
    [[nodiscard]] int factorExponent() const { return m_factorExponent; }
    [[nodiscard]] double offset() const { return m_offset; }
    [[nodiscard]] bool isAbsoluteTemperature() const { return m_offset != 0.0; }
    /// The unit of differences of this unit: K for degC, itself otherwise.
    [[nodiscard]] Unit ofDifference() const;
    [[nodiscard]] bool sameKindAs(const Unit& other) const { return m_dimension == other.m_dimension; }
    bool operator==(const Unit& other) const;

private:
    friend class UnitTable;
    Dimension m_dimension;
    double m_factor = 1.0;
    double m_offset = 0.0;
    bool m_decimalFactor = true;
    int m_factorExponent = 0;
    std::string m_symbol;
    std::string m_dsi;
};

} // namespace cal::units
