// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities: text, conversion and the temperature rules.
#include "core/units/quantity.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace cal::units {

namespace {

using Coefficient = Decimal::Coefficient;

const Decimal& celsiusZero() // 0 °C in K
{
    static const Decimal zero(27315, -2);
    return zero;
}

Error mismatch(const Unit& have, const Unit& want)
{
    return {Errc::InvalidArgument, "unit.mismatch", {{"have", have.ascii()}, {"want", want.ascii()}}, {}};
}

Error temperatureRefused(const Unit& left, const Unit& right)
{
    return {Errc::InvalidArgument, "unit.absolute-temperature", {{"left", left.ascii()}, {"right", right.ascii()}}, {}};
}

bool fits(Coefficient value) // one Decimal, without rounding
{
    return Decimal(value, 0).exponent() == 0;
}

/// number · from / to without a rounding, where that is a decimal of bounded length; offsets are not looked at.
std::optional<Decimal> scaledExactly(const Decimal& number, const Unit& from, const Unit& to)
{
    const auto& a = from.exactFactor();
    const auto& b = to.exactFactor();
    if (a.numerator == 0 || b.numerator == 0 || a.piPower != b.piPower)
        return {};
    const std::int64_t above = std::gcd(a.numerator, b.numerator);
    const std::int64_t below = std::gcd(a.denominator, b.denominator);
    Coefficient numerator = Coefficient{a.numerator / above} * (b.denominator / below);
    Coefficient divisor = Coefficient{b.numerator / above} * (a.denominator / below);
    int exponent = a.exponent - b.exponent;
    const bool divides = divisor != 1;
    // Twos and fives divide every decimal: 1/2 is 5/10.
    for (const auto& [factor, instead] : {std::pair{2, 5}, std::pair{5, 2}}) {
        for (; divisor % factor == 0; divisor /= factor, --exponent)
            if (__builtin_mul_overflow(numerator, Coefficient{instead}, &numerator))
                return {};
    }
    Coefficient product = 0;
    if (__builtin_mul_overflow(number.coefficient(), numerator, &product) || !fits(product) || product % divisor != 0)
        return {};
    const Decimal result(product / divisor, number.exponent() + exponent);
    return divides ? result.normalised() : result; // zeros a division brought in are no digits of the measurement
}

/// The value in kelvin, or in any unit without offset the value itself scaled to the coherent unit.
std::optional<Decimal> coherentExactly(const Quantity& quantity)
{
    if (quantity.unit.isAbsoluteTemperature())
        return quantity.number + celsiusZero();
    return scaledExactly(quantity.number, quantity.unit, Unit());
}

/// As Quantity::in for units of one dimension; nothing when it cannot be done exactly.
std::optional<Decimal> convertedExactly(const Quantity& quantity, const Unit& to)
{
    if (quantity.unit.isAbsoluteTemperature() == to.isAbsoluteTemperature())
        return scaledExactly(quantity.number, quantity.unit, to);
    const auto kelvin = coherentExactly(quantity);
    if (!kelvin)
        return {};
    return to.isAbsoluteTemperature() ? *kelvin - celsiusZero() : scaledExactly(*kelvin, Unit(), to);
}

bool isAngleMark(const Unit& unit)
{
    return unit.symbol() == "\u00B0" || unit.symbol() == "\u2032" || unit.symbol() == "\u2033";
}

/// Length of the decimal at the front; an "e" counts only with digits behind it ("5 eV" without the blank is no power of ten).
std::size_t numberLength(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789";
    std::size_t length = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
    length = std::min(text.find_first_not_of("0123456789.", length), text.size());
    if (length < text.size() && (text[length] == 'e' || text[length] == 'E')) {
        std::size_t digits = length + 1;
        if (digits < text.size() && (text[digits] == '+' || text[digits] == '-'))
            ++digits;
        const std::size_t end = std::min(text.find_first_not_of(kDigits, digits), text.size());
        if (end > digits)
            length = end;
    }
    return length;
}

void trim(std::string_view& text)
{
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view blank : {" ", "\t", "\u00A0", "\u202F", "\u2009"}) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                again = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                again = true;
            }
        }
    }
}

Result<Quantity> combined(const Quantity& a, const Quantity& b, int sign)
{
    if (!a.unit.sameKindAs(b.unit))
        return mismatch(b.unit, a.unit);
    if (b.unit.isAbsoluteTemperature()) {
        if (!a.unit.isAbsoluteTemperature() || sign > 0)
            return temperatureRefused(a.unit, b.unit);
        return Quantity{a.number - b.number, a.unit.ofDifference()};
    }
    const auto other = b.in(a.unit.ofDifference());
    if (!other)
        return other.error();
    return Quantity{sign > 0 ? a.number + other->number : a.number - other->number, a.unit};
}

} // namespace

Result<Quantity> Quantity::parse(std::string_view text)
{
    std::string_view rest = text;
    trim(rest);
    const std::size_t length = numberLength(rest);
    const auto number = Decimal::parse(rest.substr(0, length));
    if (!number) {
        if (number.error().key == "decimal.syntax")
            return Error{Errc::ParseError, "quantity.syntax", {{"text", excerpt(text)}}, {}};
        return number.error();
    }
    rest.remove_prefix(length);
    trim(rest);
    const auto unit = Unit::parse(rest);
    if (!unit)
        return unit.error();
    return Quantity{*number, *unit};
}

std::string Quantity::text() const
{
    if (unit.symbol().empty())
        return number.text();
    return number.text() + (isAngleMark(unit) ? "" : " ") + unit.symbol();
}

double Quantity::si() const
{
    if (const auto exact = coherentExactly(*this))
        return exact->toDouble();
    return number.toDouble() * unit.factor();
}

Result<Quantity> Quantity::in(const Unit& other) const
{
    if (!unit.sameKindAs(other))
        return mismatch(unit, other);
    if (const auto exact = convertedExactly(*this, other))
        return Quantity{*exact, other};
    return fromSi(si(), other);
}

Result<Quantity> Quantity::fromSi(double value, const Unit& unit)
{
    const auto coherent = Decimal::fromDouble(value);
    if (!coherent)
        return coherent.error();
    // The shortest digits of the SI value are scaled exactly where possible: 0.1 V is 100 mV, not 100.00000000000001.
    if (unit.isAbsoluteTemperature())
        return Quantity{*coherent - celsiusZero(), unit};
    if (unit.factorIsPowerOfTen())
        return Quantity{coherent->scaled(-unit.factorExponent()), unit};
    const auto number = Decimal::fromDouble(value / unit.factor());
    if (!number)
        return number.error();
    return Quantity{*number, unit};
}

Json Quantity::toJson() const
{
    return Json::Object{{"unit", Json(unit.ascii())}, {"value", Json(number)}};
}

Result<Quantity> Quantity::fromJson(const Json& json)
{
    const auto number = json.decimal("value");
    if (!number)
        return number.error();
    const auto unitText = json.string("unit");
    if (!unitText)
        return unitText.error();
    const auto unit = Unit::parse(*unitText);
    if (!unit)
        return unit.error();
    return Quantity{*number, *unit};
}

Result<Quantity> add(const Quantity& a, const Quantity& b)
{
    return combined(a, b, 1);
}

Result<Quantity> subtract(const Quantity& a, const Quantity& b)
{
    return combined(a, b, -1);
}

Result<int> compare(const Quantity& a, const Quantity& b)
{
    if (!a.unit.sameKindAs(b.unit))
        return mismatch(b.unit, a.unit);
    const auto order = [](const Decimal& left, const Decimal& right) { return left < right ? -1 : left > right ? 1 : 0; };
    if (const auto right = convertedExactly(b, a.unit))
        return order(a.number, *right);
    if (const auto left = convertedExactly(a, b.unit)) // 1 h against 3601 s: the other way round is exact
        return order(*left, b.number);
    const double left = a.si();
    const double right = b.si();
    return left < right ? -1 : left > right ? 1 : 0;
}

} // namespace cal::units
