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

/// A unit: a product of known units with integer powers. Value in SI = value · factor + offset; an offset occurs only in a bare degC,
/// which is the unit of a temperature, not of a temperature difference (K). Inside a product ("1/degC", "ppm/degC") degC means the
/// difference, K, and has no offset.
class Unit
{
public:
    Unit() = default; // the number one

    /// Parses "V", "mV", "µV" = "uV", "V/A", "kg*m/s^2", "Ω" = "ohm", "°C" = "degC", "%", "ppm", "1" or "", "mbar", "L/min",
    /// "W/(m^2 K^4)". A middle dot, `*` or blank multiplies; `/` divides by the next factor, so what follows a divisor must be another
    /// `/` or stand in parentheses with it; `^n` or ²³ raise. The way it was written is kept for printing, in the usual symbols.
    /// Errors: ParseError "unit.unknown" {unit, part}, "unit.ambiguous" {unit}: "J/mol K".
    static Result<Unit> parse(std::string_view text);

    [[nodiscard]] const std::string& symbol() const { return m_symbol; } ///< as people print it: "µV", "Ω", "°C", "kg·m/s²"; "" for one
    /// As files and scripts write it: "uV", "ohm", "degC", "kg*m/s^2", "1". Reads back as the same unit.
    [[nodiscard]] std::string ascii() const { return m_symbol.empty() ? "1" : m_ascii; }
    /// D-SI text: "\\micro\\volt", "\\metre\\second\\tothe{-1}", "\\one". Empty when D-SI has no name for it (mmHg, ppb, …): then convert
    /// to an SI unit or declare a non-SI unit.
    [[nodiscard]] std::string dsi() const { return m_symbol.empty() ? "\\one" : m_dsi; }
    [[nodiscard]] const Dimension& dimension() const { return m_dimension; }
    [[nodiscard]] double factor() const { return m_factor; }
    /// Power of ten of the factor when it is exactly one (mV: −3): conversions between such units are exact in Decimal.
    [[nodiscard]] bool factorIsPowerOfTen() const { return m_exact.numerator == 1 && m_exact.denominator == 1 && m_exact.piPower == 0; }
    [[nodiscard]] int factorExponent() const { return m_exact.exponent; }
    [[nodiscard]] double offset() const { return m_offset; }
    [[nodiscard]] bool isAbsoluteTemperature() const { return m_offset != 0.0; }
    /// The unit of differences of this unit: K for degC, itself otherwise.
    [[nodiscard]] Unit ofDifference() const;
    [[nodiscard]] bool sameKindAs(const Unit& other) const { return m_dimension == other.m_dimension; }
    /// By meaning, not by spelling: ohm == V/A.
    bool operator==(const Unit& other) const;

    /// numerator / denominator · 10^exponent · π^piPower in lowest terms, without twos and fives below the line and without
    /// tens above it, so that equal values compare equal; numerator 0 when the factor is no such number.
    struct ExactFactor {
        std::int64_t numerator = 1;
        std::int64_t denominator = 1;
        int exponent = 0;
        int piPower = 0;
        bool operator==(const ExactFactor&) const = default;
    };
    [[nodiscard]] const ExactFactor& exactFactor() const { return m_exact; }

private:
    friend class UnitBuilder;
    Dimension m_dimension;
    double m_factor = 1.0;
    double m_offset = 0.0;
    ExactFactor m_exact;
    std::string m_symbol;
    std::string m_ascii;
    std::string m_dsi;
};

} // namespace cal::units
