// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal: reading, printing, exact arithmetic, and rounding by GB/T 8170.
#include "core/base/decimal.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

namespace {

cal::Decimal dec(std::string_view text)
{
    const auto parsed = cal::Decimal::parse(text);
    INFO("decimal " << text);
    REQUIRE(parsed.has_value());
    return *parsed;
}

std::string decimalError(std::string_view text)
{
    const auto parsed = cal::Decimal::parse(text);
    return parsed ? "" : parsed.error().key;
}

} // namespace

TEST_CASE("Decimal keeps the text it was read from", "[base][decimal]")
{
    CHECK(dec("+1.0000150E+01").text() == "+1.0000150E+01");
    CHECK(dec("+1.0000150E+01").plain() == "10.000150");
    CHECK(dec("-0.5").plain() == "-0.5");
    CHECK(dec(".5").plain() == "0.5");
    CHECK(dec("1.").plain() == "1");
    CHECK(dec("1e-6").plain() == "0.000001");
    CHECK(dec("1.20e3").plain() == "1200");
    CHECK(dec("1.20e3").exponent() == 1);
    CHECK(dec("-0.00").plain() == "0.00");
    CHECK(dec("-0.00").text() == "-0.00");
    CHECK((dec("1.50") + 0).text() == "1.50");
    CHECK((-dec("1e3")).text() == "-1000");
    CHECK(dec("0e5").plain() == "0");
}

TEST_CASE("Decimal refuses what is no decimal", "[base][decimal]")
{
    for (const char* text : {"",    "+",     "-",   ".",   "-.",   "e5",    "1e", "1e+",   "1 ",   " 1", "1,5",
                             "--1", "1.2.3", "nan", "inf", "0x10", "1_000", "１", "1e5.0", "\xff", "1f"})
        CHECK(decimalError(text) == "decimal.syntax");
    CHECK(decimalError(std::string_view("1\0", 2)) == "decimal.syntax");
    CHECK(decimalError("1e401") == "decimal.too-long");
    CHECK(decimalError("1e-401") == "decimal.too-long");
    CHECK(decimalError("1e99999999999999999999") == "decimal.too-long");
    CHECK(decimalError("1234567890123456789012345678901234567") == "decimal.too-long");
    CHECK(decimalError(std::string(1'000'000, '0')) == "decimal.too-long");
    CHECK(decimalError("1e400").empty());
    CHECK(decimalError("000000000000000000000000000000000000000000.000000000000000000000001").empty());
    CHECK(decimalError("999999999999999999999999999999999999").empty());
}

TEST_CASE("Decimal error texts are short and printable", "[base][decimal]")
{
    const auto parsed = cal::Decimal::parse("1\x01\xff" + std::string(400, 'x'));
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().arg("text").starts_with("1\\x01\\xffx"));
    CHECK(parsed.error().arg("text").size() < 80);
}

TEST_CASE("Decimal sums, differences and products are exact", "[base][decimal]")
{
    CHECK((dec("10.000015") - 10).text() == "0.000015"); // in double: 1.4999999999432134e-05
    CHECK((dec("0.1") + dec("0.2")).text() == "0.3");
    CHECK((dec("1.5") * dec("-0.20")).text() == "-0.300");
    CHECK((dec("0.14") + dec("0.16")) * dec("0.5") == dec("0.15"));
    CHECK(((dec("0.14") + dec("0.16")) * dec("0.5")).text() == "0.150");
    CHECK(dec("1e30") + dec("1e-5") == dec("1000000000000000000000000000000.00001"));
    CHECK(dec("0e400") + 1 == cal::Decimal(1));
    CHECK(dec("999999999999999999999999999999999999") + 1 == dec("1e36"));
    CHECK(dec("123456789012345678") * dec("987654321098765432") == dec("121932631137021794322511812221002896"));
}

TEST_CASE("Decimal results beyond 36 digits are rounded once, half to even", "[base][decimal]")
{
    CHECK(dec("1e300") + dec("1e-300") == dec("1e300"));
    CHECK(dec("1e36") + dec("1.5") == dec("1e36")); // the last of 36 places is ten here
    CHECK(dec("100000000000000000000000000000000000") + dec("0.5") == dec("100000000000000000000000000000000000"));
    CHECK(dec("100000000000000000000000000000000001") + dec("0.5") == dec("100000000000000000000000000000000002"));
    CHECK(dec("999999999999999999999999999999999999") * dec("999999999999999999999999999999999999") ==
          dec("999999999999999999999999999999999998e36"));
    cal::Decimal huge = dec("9e400");
    for (int i = 0; i < 20; ++i)
        huge = huge * huge;
    CHECK(huge > dec("1e400"));
    CHECK(std::isinf(huge.toDouble()));
    cal::Decimal tiny = dec("9e-400");
    for (int i = 0; i < 20; ++i)
        tiny = tiny * tiny;
    CHECK(tiny.isZero());
}

TEST_CASE("Decimal compares by value", "[base][decimal]")
{
    CHECK(dec("1.0") == dec("1.00"));
    CHECK(dec("-0") == dec("0.000"));
    CHECK(dec("1e400") > dec("1e-400"));
    CHECK(dec("-1e400") < dec("-1e-400"));
    CHECK(dec("999999999999999999999999999999999999e300") > dec("1e300"));
    CHECK(dec("0.123456789012345678901234567890123456") < dec("0.123456789012345678901234567890123457"));
    CHECK(dec("10") != dec("1"));
}

TEST_CASE("Decimal from a double takes its shortest digits", "[base][decimal]")
{
    CHECK(cal::Decimal::fromDouble(0.1)->text() == "0.1");
    CHECK(cal::Decimal::fromDouble(-2.5e-7)->text() == "-0.00000025");
    CHECK(cal::Decimal::fromDouble(1e22)->plain() == "10000000000000000000000");
    CHECK(cal::Decimal::fromDouble(0.0)->text() == "0");
    CHECK(cal::Decimal::fromDouble(5e-324)->toDouble() == 5e-324);
    CHECK(cal::Decimal::fromDouble(1.7976931348623157e308)->toDouble() == 1.7976931348623157e308);
    CHECK(cal::Decimal::fromDouble(std::nan("")).error().key == "decimal.not-finite");
    CHECK(cal::Decimal::fromDouble(-std::numeric_limits<double>::infinity()).error().key == "decimal.not-finite");
    CHECK(dec("1e-400").toDouble() == 0.0);
    CHECK(std::isinf(dec("-1e400").toDouble()));
    CHECK(dec("0.1").toDouble() == 0.1);
}

TEST_CASE("GB/T 8170: rounding to a place, half to even by default", "[base][decimal][rounding]")
{
    CHECK(dec("0.25").roundedTo(-1).text() == "0.2");
    CHECK(dec("0.35").roundedTo(-1).text() == "0.4");
    CHECK(dec("0.250001").roundedTo(-1).text() == "0.3");
    CHECK(dec("-0.25").roundedTo(-1).text() == "-0.2");
    CHECK(dec("12.1498").roundedTo(-1).text() == "12.1"); // 3.2.1
    CHECK(dec("10.5002").roundedTo(0).text() == "11");    // 3.2.3
    CHECK(dec("15.4546").roundedTo(0).text() == "15");    // once, never 15.455 → 15.46 → 15.5 → 16 (3.2.6)
    CHECK(dec("9.97").roundedTo(-1).text() == "10.0");
    CHECK(dec("1268").roundedTo(2).plain() == "1300");
    CHECK(dec("1268").roundedTo(2).exponent() == 2);
    CHECK(dec("0.25").roundedTo(-1, cal::RoundingMode::HalfUp).text() == "0.3");
    CHECK(dec("-0.25").roundedTo(-1, cal::RoundingMode::HalfUp).text() == "-0.3");
    CHECK(dec("0.2001").roundedTo(-1, cal::RoundingMode::Up).text() == "0.3");
    CHECK(dec("-0.2001").roundedTo(-1, cal::RoundingMode::Up).text() == "-0.3");
    CHECK(dec("0.20").roundedTo(-1, cal::RoundingMode::Up).text() == "0.2");
    CHECK(dec("0.29").roundedTo(-1, cal::RoundingMode::Down).text() == "0.2");
    CHECK(dec("1e-300").roundedTo(0, cal::RoundingMode::Up).text() == "1");
    CHECK(dec("9e-300").roundedTo(0).text() == "0");
    CHECK(dec("1e-300").roundedTo(-2).text() == "0.00");
    CHECK(dec("5").roundedTo(1).plain() == "0"); // half to even: 0, not 10
    CHECK(dec("15").roundedTo(1).plain() == "20");
    CHECK(dec("1.5").roundedTo(-3).text() == "1.500");
}

TEST_CASE("GB/T 8170 3.3: rounding to an interval of 0.5 and 0.2", "[base][decimal][rounding]")
{
    const auto half = dec("0.5");
    CHECK(dec("60.25").roundedToInterval(half).text() == "60.0");
    CHECK(dec("60.38").roundedToInterval(half).text() == "60.5");
    CHECK(dec("60.28").roundedToInterval(half).text() == "60.5");
    CHECK(dec("-60.75").roundedToInterval(half).text() == "-61.0");
    const auto fifth = dec("0.2");
    CHECK(dec("8.30").roundedToInterval(fifth).text() == "8.4"); // 41.5 intervals: 42 is even
    CHECK(dec("8.42").roundedToInterval(fifth).text() == "8.4");
    CHECK(dec("-9.30").roundedToInterval(fifth).text() == "-9.2");
    CHECK(dec("8.3").roundedToInterval(fifth, cal::RoundingMode::HalfUp).text() == "8.4");
    CHECK(dec("0.0001").roundedToInterval(fifth, cal::RoundingMode::Up).text() == "0.2");
    CHECK(dec("842").roundedToInterval(dec("20")).text() == "840");
    CHECK(dec("830").roundedToInterval(dec("20")).text() == "840");
    CHECK(dec("-930").roundedToInterval(dec("20")).text() == "-920");
    CHECK(dec("0.3").roundedToInterval(dec("0.25")).text() == "0.25");
    CHECK(dec("1e300").roundedToInterval(dec("1e-300")) == dec("1e300"));
    CHECK(dec("1e-300").roundedToInterval(dec("1e300")).isZero());
}

TEST_CASE("Decimal places", "[base][decimal]")
{
    CHECK(dec("12345").leadingPlace() == 4);
    CHECK(dec("0.15").leadingPlace() == -1);
    CHECK(dec("0.000").leadingPlace() == 0);
    CHECK(dec("-0.0100").leadingPlace() == -2);
    CHECK(dec("1.5").withPlace(-3).text() == "1.500");
    CHECK(dec("0").withPlace(-3).text() == "0.000");
    CHECK(dec("1.500").normalised().text() == "1.5");
    CHECK(dec("1500").normalised().text() == "1500");
    CHECK(dec("1500").normalised().coefficient() == 15);
    CHECK(dec("0.000").normalised().text() == "0");
    CHECK(dec("1.50").scaled(3).text() == "1500");
    CHECK(dec("1.50").scaled(-3).text() == "0.00150");
    // No more zeros than 36 digits allow.
    CHECK(dec("1").withPlace(-100).exponent() == -35);
}
