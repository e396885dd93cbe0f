// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal: what is read, typed, specified or printed. Integer coefficient, power of ten, and the text as it came.
#pragma once

#include "core/base/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace cal {

/// How the dropped part decides the last kept digit.
enum class RoundingMode {
    HalfEven, ///< GB/T 8170, the default
    HalfUp,   ///< half away from zero
    Up,       ///< away from zero whenever anything is dropped
    Down,     ///< towards zero
};

/// An exact decimal number coefficient · 10^exponent with at most 36 digits in the coefficient. Addition, subtraction, multiplication
/// and comparison are exact as long as the result has at most 36 digits, which measured values never leave. Longer results are rounded
/// once, half to even, to 36 digits; exponents stop at ±2000. (No assert there: a file can bring 1e300 next to 1e-10.)
class Decimal
{
public:
    using Coefficient = __int128;

    Decimal() = default; // 0
    Decimal(int value);
    Decimal(Coefficient coefficient, int exponent);

    /// "+1.0000150E+01", "-0.5", ".5", "1.", "1e-6". No blanks, no NaN, no infinity. At most 36 significant digits, |exponent| ≤ 400,
    /// 500 characters.
    /// Errors: ParseError "decimal.syntax" {text}, "decimal.too-long" {text}.
    static Result<Decimal> parse(std::string_view text);
    /// The shortest digits that read back to the same double. Errors: InvalidArgument "decimal.not-finite".
    static Result<Decimal> fromDouble(double value);

    [[nodiscard]] Coefficient coefficient() const { return m_coefficient; }
    /// Power of ten of the last digit: 1.50 has exponent −2.
    [[nodiscard]] int exponent() const { return m_exponent; }
    [[nodiscard]] bool isZero() const { return m_coefficient == 0; }
    [[nodiscard]] int sign() const { return m_coefficient < 0 ? -1 : m_coefficient > 0 ? 1 : 0; }
    [[nodiscard]] double toDouble() const; ///< nearest double of the exact value

    /// Power of ten of the leading digit: 4 for 12345, −1 for 0.15; 0 for zero.
    [[nodiscard]] int leadingPlace() const;

    /// Text as parsed, or plain notation ("-0.00015", "120000") when computed. Trailing zeros are kept.
    [[nodiscard]] std::string text() const;
    /// Plain notation, never an exponent, exactly max(0, −exponent) places after the point.
    [[nodiscard]] std::string plain() const;

    /// Rounds to a multiple of 10^place, one step from the full value. The last digit of the result stands at `place`: where the value
    /// is coarser, zeros are added (1.5 to place −3 gives 1.500), as many as 36 digits allow.
    [[nodiscard]] Decimal roundedTo(int place, RoundingMode mode = RoundingMode::HalfEven) const;
    /// Rounds to a multiple of `interval` > 0 (rounding interval, 修约间隔, e.g. 0.2, 0.5; GB/T 8170 3.3). The
    /// last digit of the result stands where the interval's does. Half to even decides on the even multiple of the interval.
    [[nodiscard]] Decimal roundedToInterval(const Decimal& interval, RoundingMode mode = RoundingMode::HalfEven) const;
    /// The same value with the last digit at `place` ≤ exponent() (adds zeros).
    [[nodiscard]] Decimal withPlace(int place) const;
    /// Same value, trailing zeros dropped.
    [[nodiscard]] Decimal normalised() const;
    /// Exactly this value times 10^power, with the same digits.
    [[nodiscard]] Decimal scaled(int power) const;

    [[nodiscard]] Decimal abs() const { return m_coefficient < 0 ? -*this : *this; }
    Decimal operator-() const;
    friend Decimal operator+(const Decimal& a, const Decimal& b);
    friend Decimal operator-(const Decimal& a, const Decimal& b);
    friend Decimal operator*(const Decimal& a, const Decimal& b);
    /// By value: 1.0 == 1.00.
    friend bool operator==(const Decimal& a, const Decimal& b);
    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

private:
    Coefficient m_coefficient = 0;
    int m_exponent = 0;
    std::string m_text; // as parsed; empty when computed
};

} // namespace cal
