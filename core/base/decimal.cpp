// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal arithmetic: 128-bit integers where they suffice, wide integers where an intermediate value is longer.
#include "core/base/decimal.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace cal {

namespace {

using Coefficient = Decimal::Coefficient;
using Magnitude = unsigned __int128;
// Without expression templates: values only, no references to temporaries.
using Wide = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

constexpr int kDigits = 36;
constexpr int kExponentLimit = 2000;
constexpr int kParsedExponentLimit = 400;
constexpr std::size_t kTextLimit = 500;

constexpr std::array<Magnitude, kDigits + 1> kPowers = [] {
    std::array<Magnitude, kDigits + 1> powers{};
    Magnitude power = 1;
    for (auto& entry : powers) {
        entry = power;
        power *= 10;
    }
    return powers;
}();

Magnitude magnitudeOf(Coefficient value)
{
    return value < 0 ? Magnitude{0} - static_cast<Magnitude>(value) : static_cast<Magnitude>(value);
}

Coefficient withSign(Magnitude magnitude, bool negative)
{
    return negative ? -static_cast<Coefficient>(magnitude) : static_cast<Coefficient>(magnitude);
}

int digitCount(Magnitude magnitude)
{
    return static_cast<int>(std::upper_bound(kPowers.begin(), kPowers.end(), magnitude) - kPowers.begin());
}

std::string digitsOf(Magnitude magnitude)
{
    std::string digits;
    do {
        digits += static_cast<char>('0' + static_cast<int>(magnitude % 10));
        magnitude /= 10;
    } while (magnitude != 0);
    std::reverse(digits.begin(), digits.end());
    return digits;
}

Wide wideOf(Coefficient value)
{
    const Magnitude magnitude = magnitudeOf(value);
    Wide wide = static_cast<std::uint64_t>(magnitude >> 64);
    wide <<= 64;
    wide += static_cast<std::uint64_t>(magnitude);
    return value < 0 ? Wide(-wide) : wide;
}

Wide widePower(int exponent)
{
    return boost::multiprecision::pow(Wide(10), static_cast<unsigned>(exponent));
}

Magnitude magnitudeOf(const Wide& wide) // |wide| < 2^128
{
    const Wide positive = abs(wide);
    const Wide low = positive & Wide(std::numeric_limits<std::uint64_t>::max());
    const Wide high = positive >> 64;
    return (Magnitude{high.convert_to<std::uint64_t>()} << 64) | low.convert_to<std::uint64_t>();
}

/// magnitude / divisor to an integer; both not negative, divisor > 0.
template <class Integer>
Integer roundedQuotient(const Integer& magnitude, const Integer& divisor, RoundingMode mode)
{
    Integer quotient = magnitude / divisor;
    const Integer rest = magnitude % divisor;
    if (rest == 0)
        return quotient;
    const Integer opposite = divisor - rest; // rest against opposite is rest against one half, without doubling
    bool up = false;
    switch (mode) {
    case RoundingMode::HalfEven:
        up = rest > opposite || (rest == opposite && quotient % 2 != 0);
        break;
    case RoundingMode::HalfUp:
        up = rest >= opposite;
        break;
    case RoundingMode::Up:
        up = true;
        break;
    case RoundingMode::Down:
        break;
    }
    if (up)
        quotient += 1;
    return quotient;
}

/// The nearest Decimal of value · 10^exponent.
Decimal fitted(const Wide& value, int exponent)
{
    const bool negative = value < 0;
    Wide magnitude = abs(value);
    const int length = static_cast<int>(magnitude.str().size());
    const int drop = std::max(length - kDigits, -kExponentLimit - exponent);
    if (drop > 0) {
        magnitude = roundedQuotient<Wide>(magnitude, widePower(drop), RoundingMode::HalfEven);
        exponent += drop;
        if (magnitude == widePower(kDigits)) { // 999…9.5 became one digit longer
            magnitude /= 10;
            ++exponent;
        }
    }
    if (exponent > kExponentLimit) {
        const Magnitude largest = magnitude == 0 ? Magnitude{0} : kPowers[kDigits] - 1;
        return {withSign(largest, negative), kExponentLimit};
    }
    return {withSign(magnitudeOf(magnitude), negative), exponent};
}

/// a and b as coefficients of the smaller of the two exponents, when that fits.
struct Aligned {
    Coefficient a = 0;
    Coefficient b = 0;
    int exponent = 0;
};

bool align(const Decimal& a, const Decimal& b, Aligned& aligned)
{
    aligned = {a.coefficient(), b.coefficient(), std::min(a.exponent(), b.exponent())};
    const int shiftA = a.exponent() - aligned.exponent;
    const int shiftB = b.exponent() - aligned.exponent;
    if (shiftA > kDigits || shiftB > kDigits)
        return false;
    return !__builtin_mul_overflow(aligned.a, static_cast<Coefficient>(kPowers[shiftA]), &aligned.a) &&
           !__builtin_mul_overflow(aligned.b, static_cast<Coefficient>(kPowers[shiftB]), &aligned.b);
}

struct WideAligned {
    Wide a;
    Wide b;
    int exponent = 0;
};

WideAligned alignWide(const Decimal& a, const Decimal& b)
{
    const int exponent = std::min(a.exponent(), b.exponent());
    return {wideOf(a.coefficient()) * widePower(a.exponent() - exponent), wideOf(b.coefficient()) * widePower(b.exponent() - exponent),
            exponent};
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

Error parseFailure(std::string_view key, std::string_view text)
{
    return {Errc::ParseError, std::string(key), {{"text", excerpt(text)}}, {}};
}

/// Reads the digits after "e"; false when there are none. Stops growing far beyond any allowed exponent.
bool readExponent(std::string_view& rest, int& exponent)
{
    bool negative = false;
    if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
        negative = rest.front() == '-';
        rest.remove_prefix(1);
    }
    if (rest.empty() || !isDigit(rest.front()))
        return false;
    while (!rest.empty() && isDigit(rest.front())) {
        exponent = std::min(exponent * 10 + (rest.front() - '0'), 1'000'000);
        rest.remove_prefix(1);
    }
    if (negative)
        exponent = -exponent;
    return true;
}

} // namespace

Decimal::Decimal(int value) : m_coefficient(value) {}

Decimal::Decimal(Coefficient coefficient, int exponent) : m_coefficient(coefficient), m_exponent(exponent)
{
    if (magnitudeOf(coefficient) >= kPowers[kDigits] || exponent > kExponentLimit || exponent < -kExponentLimit)
        *this = fitted(wideOf(coefficient), exponent);
}

Result<Decimal> Decimal::parse(std::string_view text)
{
    if (text.size() > kTextLimit)
        return parseFailure("decimal.too-long", text);
    std::string_view rest = text;
    bool negative = false;
    if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
        negative = rest.front() == '-';
        rest.remove_prefix(1);
    }
    Magnitude magnitude = 0;
    int significant = 0;
    int places = 0;
    bool anyDigit = false;
    bool point = false;
    for (; !rest.empty(); rest.remove_prefix(1)) {
        const char c = rest.front();
        if (c == '.' && !point) {
            point = true;
        } else if (isDigit(c)) {
            anyDigit = true;
            if (significant > 0 || c != '0')
                ++significant;
            if (significant <= kDigits)
                magnitude = magnitude * 10 + static_cast<Magnitude>(c - '0');
            if (point)
                ++places;
        } else {
            break;
        }
    }
    if (!anyDigit)
        return parseFailure("decimal.syntax", text);
    int exponent = 0;
    if (!rest.empty() && (rest.front() == 'e' || rest.front() == 'E')) {
        rest.remove_prefix(1);
        if (!readExponent(rest, exponent))
            return parseFailure("decimal.syntax", text);
    }
    if (!rest.empty())
        return parseFailure("decimal.syntax", text);
    exponent -= places;
    if (significant > kDigits || exponent > kParsedExponentLimit || exponent < -kParsedExponentLimit)
        return parseFailure("decimal.too-long", text);
    Decimal decimal(withSign(magnitude, negative), exponent);
    decimal.m_text = text;
    return decimal;
}

Result<Decimal> Decimal::fromDouble(double value)
{
    if (!std::isfinite(value))
        return Error{Errc::InvalidArgument, "decimal.not-finite", {}, {}};
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
    auto decimal = parse({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
    if (decimal)
        decimal->m_text.clear();
    return decimal;
}

double Decimal::toDouble() const
{
    const std::string text = (m_coefficient < 0 ? "-" : "") + digitsOf(magnitudeOf(m_coefficient)) + "e" + std::to_string(m_exponent);
    double value = 0.0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc::result_out_of_range) {
        const double beyond = leadingPlace() > 0 ? std::numeric_limits<double>::infinity() : 0.0;
        return m_coefficient < 0 ? -beyond : beyond;
    }
    return value;
}

int Decimal::leadingPlace() const
{
    return m_coefficient == 0 ? 0 : digitCount(magnitudeOf(m_coefficient)) - 1 + m_exponent;
}

std::string Decimal::text() const
{
    return m_text.empty() ? plain() : m_text;
}

std::string Decimal::plain() const
{
    std::string digits = digitsOf(magnitudeOf(m_coefficient));
    if (m_exponent >= 0) {
        if (m_coefficient != 0)
            digits.append(static_cast<std::size_t>(m_exponent), '0');
    } else {
        const auto places = static_cast<std::size_t>(-m_exponent);
        if (digits.size() <= places)
            digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
    }
    return m_coefficient < 0 ? "-" + digits : digits;
}

Decimal Decimal::roundedTo(int place, RoundingMode mode) const
{
    if (place <= m_exponent)
        return withPlace(place);
    const int drop = place - m_exponent;
    const Magnitude magnitude = magnitudeOf(m_coefficient);
    if (drop > kDigits) // less than a tenth of one unit is left
        return {mode == RoundingMode::Up ? sign() : 0, place};
    return {withSign(roundedQuotient<Magnitude>(magnitude, kPowers[drop], mode), m_coefficient < 0), place};
}

Decimal Decimal::roundedToInterval(const Decimal& interval, RoundingMode mode) const
{
    assert(interval.sign() > 0);
    if (interval.sign() <= 0)
        return *this;
    const WideAligned aligned = alignWide(*this, interval);
    const Wide multiples = roundedQuotient<Wide>(boost::multiprecision::abs(aligned.a), aligned.b, mode) * wideOf(interval.m_coefficient);
    return fitted(m_coefficient < 0 ? Wide(-multiples) : multiples, interval.m_exponent);
}

Decimal Decimal::withPlace(int place) const
{
    assert(place <= m_exponent);
    Decimal result(m_coefficient, m_exponent);
    if (m_coefficient == 0)
        result.m_exponent = std::clamp(std::min(place, m_exponent), -kExponentLimit, kExponentLimit);
    const int room = kDigits - digitCount(magnitudeOf(m_coefficient));
    const int zeros = std::min({m_exponent - place, room, m_exponent + kExponentLimit});
    if (m_coefficient != 0 && zeros > 0) {
        result.m_coefficient *= static_cast<Coefficient>(kPowers[zeros]);
        result.m_exponent -= zeros;
    }
    return result;
}

Decimal Decimal::normalised() const
{
    if (m_coefficient == 0)
        return {};
    Decimal result(m_coefficient, m_exponent);
    while (result.m_coefficient % 10 == 0 && result.m_exponent < kExponentLimit) {
        result.m_coefficient /= 10;
        ++result.m_exponent;
    }
    return result;
}

Decimal Decimal::scaled(int power) const
{
    return {m_coefficient, m_exponent + std::clamp(power, -2 * kExponentLimit, 2 * kExponentLimit)};
}

Decimal Decimal::operator-() const
{
    return {-m_coefficient, m_exponent};
}

Decimal operator+(const Decimal& a, const Decimal& b)
{
    Aligned aligned;
    Decimal::Coefficient sum = 0;
    if (align(a, b, aligned) && !__builtin_add_overflow(aligned.a, aligned.b, &sum))
        return {sum, aligned.exponent};
    const WideAligned wide = alignWide(a, b);
    return fitted(wide.a + wide.b, wide.exponent);
}

Decimal operator-(const Decimal& a, const Decimal& b)
{
    return a + -b;
}

Decimal operator*(const Decimal& a, const Decimal& b)
{
    Decimal::Coefficient product = 0;
    if (!__builtin_mul_overflow(a.m_coefficient, b.m_coefficient, &product))
        return {product, a.m_exponent + b.m_exponent};
    return fitted(wideOf(a.m_coefficient) * wideOf(b.m_coefficient), a.m_exponent + b.m_exponent);
}

bool operator==(const Decimal& a, const Decimal& b)
{
    return (a <=> b) == std::strong_ordering::equal;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b)
{
    if (a.sign() != b.sign())
        return a.sign() <=> b.sign();
    Aligned aligned;
    if (align(a, b, aligned))
        return aligned.a < aligned.b   ? std::strong_ordering::less
               : aligned.a > aligned.b ? std::strong_ordering::greater
                                       : std::strong_ordering::equal;
    const WideAligned wide = alignWide(a, b);
    return wide.a < wide.b ? std::strong_ordering::less : wide.a > wide.b ? std::strong_ordering::greater : std::strong_ordering::equal;
}

} // namespace cal
