// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal against an oracle that knows nothing but digits in strings: school arithmetic on random numbers.
#include "core/base/decimal.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

namespace {

/// A signed number as digits with a fixed count of decimal places; no leading zeros kept.
struct SchoolNumber {
    bool negative = false;
    std::string digits; // whole number of units of 10^-places
};

std::string schoolTrimmed(std::string digits)
{
    const auto first = digits.find_first_not_of('0');
    return first == std::string::npos ? "0" : digits.substr(first);
}

int schoolCompare(const std::string& a, const std::string& b)
{
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return a.compare(b) < 0 ? -1 : a == b ? 0 : 1;
}

std::string schoolAdd(std::string a, std::string b)
{
    std::string sum;
    int carry = 0;
    for (auto i = a.rbegin(), j = b.rbegin(); i != a.rend() || j != b.rend() || carry != 0;) {
        carry += (i != a.rend() ? *i++ - '0' : 0) + (j != b.rend() ? *j++ - '0' : 0);
        sum += static_cast<char>('0' + carry % 10);
        carry /= 10;
    }
    std::reverse(sum.begin(), sum.end());
    return schoolTrimmed(sum);
}

std::string schoolSubtract(const std::string& a, const std::string& b) // a >= b
{
    std::string difference;
    int borrow = 0;
    for (auto i = a.rbegin(), j = b.rbegin(); i != a.rend();) {
        int digit = *i++ - '0' - borrow - (j != b.rend() ? *j++ - '0' : 0);
        borrow = digit < 0 ? 1 : 0;
        difference += static_cast<char>('0' + digit + 10 * borrow);
    }
    std::reverse(difference.begin(), difference.end());
    return schoolTrimmed(difference);
}

std::string schoolMultiply(const std::string& a, const std::string& b)
{
    std::string product = "0";
    for (const char factor : b) {
        product += '0';
        for (char times = '0'; times < factor; ++times)
            product = schoolAdd(product, a);
    }
    return schoolTrimmed(product);
}

SchoolNumber schoolSum(const SchoolNumber& a, const SchoolNumber& b)
{
    if (a.negative == b.negative)
        return {a.negative, schoolAdd(a.digits, b.digits)};
    const int order = schoolCompare(a.digits, b.digits);
    if (order == 0)
        return {false, "0"};
    return order > 0 ? SchoolNumber{a.negative, schoolSubtract(a.digits, b.digits)}
                     : SchoolNumber{b.negative, schoolSubtract(b.digits, a.digits)};
}

/// Drops `drop` digits, half to even, by looking at them.
std::string schoolHalfEven(std::string digits, std::size_t drop)
{
    digits.insert(0, drop + 1 > digits.size() ? drop + 1 - digits.size() : 0, '0');
    const std::string kept = digits.substr(0, digits.size() - drop);
    const std::string dropped = digits.substr(digits.size() - drop);
    const std::string half = drop == 0 ? "" : "5" + std::string(drop - 1, '0');
    const bool up = dropped > half || (dropped == half && drop > 0 && (kept.back() - '0') % 2 == 1);
    return schoolTrimmed(up ? schoolAdd(kept, "1") : kept);
}

std::string schoolPlain(const SchoolNumber& number, std::size_t places)
{
    std::string digits = number.digits;
    digits.insert(0, places + 1 > digits.size() ? places + 1 - digits.size() : 0, '0');
    if (places > 0)
        digits.insert(digits.size() - places, 1, '.');
    return number.negative && number.digits != "0" ? "-" + digits : digits;
}

class RandomDecimals
{
public:
    SchoolNumber number(std::size_t maximumDigits)
    {
        SchoolNumber number{m_engine() % 2 == 0, ""};
        const std::size_t count = 1 + m_engine() % maximumDigits;
        const bool fives = m_engine() % 4 == 0; // halves must not be rare
        for (std::size_t i = 0; i < count; ++i)
            number.digits += static_cast<char>('0' + (fives ? (m_engine() % 2) * 5 : m_engine() % 10));
        number.digits = schoolTrimmed(number.digits);
        return number;
    }
    std::size_t below(std::size_t limit) { return m_engine() % limit; }

private:
    std::mt19937_64 m_engine{20261123};
};

cal::Decimal schoolDecimal(const SchoolNumber& number, std::size_t places)
{
    const auto parsed = cal::Decimal::parse(schoolPlain(number, places));
    REQUIRE(parsed.has_value());
    return *parsed;
}

} // namespace

TEST_CASE("Random decimals: text, sum, difference, product and order agree with school arithmetic", "[base][decimal][property]")
{
    RandomDecimals random;
    for (int i = 0; i < 3000; ++i) {
        const std::size_t places = random.below(20);
        const auto a = random.number(30);
        const auto b = random.number(30);
        const auto x = schoolDecimal(a, places);
        const auto y = schoolDecimal(b, places);
        INFO(x.text() << " and " << y.text());
        REQUIRE(x.plain() == schoolPlain(a, places));
        REQUIRE((x + y).plain() == schoolPlain(schoolSum(a, b), places));
        const auto minusB = SchoolNumber{!b.negative, b.digits};
        const auto difference = schoolSum(a, minusB);
        REQUIRE((x - y).plain() == schoolPlain(difference, places));
        REQUIRE((x < y) == (difference.negative && difference.digits != "0"));
        REQUIRE((x == y) == (difference.digits == "0"));
        if (a.digits.size() + b.digits.size() <= 36) {
            const SchoolNumber product{a.negative != b.negative, schoolMultiply(a.digits, b.digits)};
            REQUIRE((x * y).plain() == schoolPlain(product, 2 * places));
        }
    }
}

TEST_CASE("Random decimals: half to even agrees with looking at the dropped digits", "[base][decimal][property]")
{
    RandomDecimals random;
    for (int i = 0; i < 3000; ++i) {
        const std::size_t places = random.below(20);
        const std::size_t kept = random.below(places + 1);
        const auto number = random.number(30);
        const auto value = schoolDecimal(number, places);
        INFO(value.text() << " to " << kept << " places");
        const SchoolNumber rounded{number.negative, schoolHalfEven(number.digits, places - kept)};
        REQUIRE(value.roundedTo(-static_cast<int>(kept)).plain() == schoolPlain(rounded, kept));
        const auto interval = *cal::Decimal::parse("1e-" + std::to_string(kept));
        REQUIRE(value.roundedToInterval(interval).plain() == schoolPlain(rounded, kept));
    }
}

TEST_CASE("Random decimals: the nearest multiple of an interval is at most half of it away", "[base][decimal][property]")
{
    RandomDecimals random;
    for (int i = 0; i < 2000; ++i) {
        const auto value = schoolDecimal(random.number(20), random.below(12));
        const auto interval = schoolDecimal({false, std::to_string(1 + random.below(500))}, random.below(12));
        const auto rounded = value.roundedToInterval(interval);
        INFO(value.text() << " by " << interval.text() << " gives " << rounded.text());
        REQUIRE((value - rounded).abs() * 2 <= interval);
        REQUIRE(rounded.coefficient() % interval.coefficient() == 0);
        REQUIRE(rounded.exponent() == interval.exponent());
    }
}

TEST_CASE("Random doubles come back from Decimal", "[base][decimal][property]")
{
    std::mt19937_64 engine(7);
    std::uniform_real_distribution<double> mantissa(-10.0, 10.0);
    std::uniform_int_distribution<int> exponent(-300, 300);
    for (int i = 0; i < 3000; ++i) {
        const double value = mantissa(engine) * std::pow(10.0, exponent(engine));
        const auto decimal = cal::Decimal::fromDouble(value);
        REQUIRE(decimal.has_value());
        REQUIRE(decimal->toDouble() == value);
    }
}
