// SPDX-License-Identifier: GPL-3.0-or-later
// The named rounding rules on decimal text.
#include "core/uncertainty/rounding.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>

namespace {

using cal::Decimal;
using cal::uncertainty::RoundingRule;

std::string roundedText(const std::string& value, double u, std::string_view rule, const char* interval = nullptr)
{
    std::optional<Decimal> step;
    if (interval)
        step = *Decimal::parse(interval);
    const auto named = RoundingRule::named(rule, step);
    REQUIRE(named);
    const auto rounded = cal::uncertainty::round(*Decimal::parse(value), u, *named);
    REQUIRE(rounded);
    CHECK(rounded->value.exponent() == rounded->place);
    return rounded->value.plain() + " " + rounded->expandedUncertainty.plain();
}

} // namespace

TEST_CASE("two-digits: U to two digits half to even, the value to the same place", "[uncertainty][rounding]")
{
    CHECK(roundedText("10.0000345", 0.0000234, "two-digits") == "10.000034 0.000023");
    CHECK(roundedText("5", 0.0123, "two-digits") == "5.000 0.012"); // zeros are added
    CHECK(roundedText("0", 0.0123, "two-digits") == "0.000 0.012");
    CHECK(roundedText("-0.00004", 0.0123, "two-digits") == "0.000 0.012"); // no minus zero
    CHECK(roundedText("-1.23456", 0.0123, "two-digits") == "-1.235 0.012");
    CHECK(roundedText("45678", 1234, "two-digits") == "45700 1200");
    CHECK(roundedText("1.2345", 0.125, "two-digits") == "1.23 0.12"); // half to even, 0.125 is exact
    CHECK(roundedText("1.2345", 0.135, "two-digits") == "1.23 0.14");
    CHECK(roundedText("1.2345", 0.0996, "two-digits") == "1.23 0.10"); // the carry moves the place: not 0.100
    CHECK(roundedText("1.2345", 9.96, "two-digits") == "1 10");
    CHECK(roundedText("1.2345", 0.5, "two-digits") == "1.23 0.50");
    CHECK(roundedText("1.225", 0.10, "two-digits") == "1.22 0.10"); // the value too is half to even
    CHECK(roundedText("1.235", 0.10, "two-digits") == "1.24 0.10");
    CHECK(roundedText("10.000015", 0.0000021, "two-digits") == "10.0000150 0.0000021");
}

TEST_CASE("safe: up when the dropped part exceeds a tenth of the last place (GUM 7.2.6)", "[uncertainty][rounding]")
{
    CHECK(roundedText("100.234", 10.47, "safe") == "100 11");
    CHECK(roundedText("100.234", 28.05, "safe") == "100 28");
    CHECK(roundedText("100.234", 28.1, "safe") == "100 28"); // exactly 0.1 does not exceed
    CHECK(roundedText("100.234", 28.11, "safe") == "100 29");
    CHECK(roundedText("100.234", 28.0, "safe") == "100 28");
    CHECK(roundedText("1.234", 0.0995, "safe") == "1.23 0.10"); // carries
    CHECK(roundedText("1.234", 0.00995, "safe") == "1.234 0.010");
    CHECK(roundedText("0.1", 0.048664, "safe") == "0.100 0.049");
}

TEST_CASE("one-digit: half to even unless over 5 % of U would be lost", "[uncertainty][rounding]")
{
    CHECK(roundedText("0.1", 0.04866374420448965, "one-digit") == "0.10 0.05"); // EA-4/02 S9
    CHECK(roundedText("0.1", 0.0487, "one-digit") == "0.10 0.05");
    CHECK(roundedText("7.3", 1.04, "one-digit") == "7 1");      // loses 3.8 %
    CHECK(roundedText("7.3", 1.05, "one-digit") == "7 1");      // 4.76 %
    CHECK(roundedText("7.3", 1.06, "one-digit") == "7 2");      // 5.7 %
    CHECK(roundedText("7.31", 0.25, "one-digit") == "7.3 0.3"); // half to even would give 0.2 and lose 20 %
    CHECK(roundedText("7.31", 0.35, "one-digit") == "7.3 0.4");
    CHECK(roundedText("7.31", 0.24, "one-digit") == "7.3 0.3");
    CHECK(roundedText("70.3", 8.2, "one-digit") == "70 8");
    CHECK(roundedText("70.3", 8.5, "one-digit") == "70 9");  // 8 would lose 5.9 %
    CHECK(roundedText("70.3", 9.4, "one-digit") == "70 9");  // 4.3 %
    CHECK(roundedText("70.3", 9.6, "one-digit") == "70 10"); // to 10, one digit at the tens
    CHECK(roundedText("0.3", 4, "one-digit") == "0 4");
    // Exactly 5 % is not over 5 %: 20 digits of U are compared in Decimal, 2/1.9 has none of that, so 8 of 8.421… is the neighbour.
    CHECK(roundedText("0", 8.42, "one-digit") == "0 8");
    CHECK(roundedText("0", 8.43, "one-digit") == "0 9");
}

TEST_CASE("interval: verification results at the regulation's interval", "[uncertainty][rounding]")
{
    CHECK(roundedText("0.15", 0.012, "interval", "0.1") == "0.2 0.012"); // V14
    CHECK(roundedText("0.25", 0.012, "interval", "0.1") == "0.2 0.012");
    CHECK(roundedText("0.35", 0.012, "interval", "0.1") == "0.4 0.012");
    CHECK(roundedText("60.25", 0.1, "interval", "0.5") == "60.0 0.10"); // GB/T 8170: 120.5 half to even is 120
    CHECK(roundedText("60.38", 0.1, "interval", "0.5") == "60.5 0.10");
    CHECK(roundedText("-60.75", 0.1, "interval", "0.5") == "-61.0 0.10");
    CHECK(roundedText("830", 7, "interval", "20") == "840 7.0");
    CHECK(roundedText("842", 7, "interval", "20") == "840 7.0");
    CHECK(roundedText("5", 0, "interval", "0.2") == "5.0 0"); // no U
}

TEST_CASE("Rounding of a double goes through its shortest digits", "[uncertainty][rounding]")
{
    // 0.285 in binary is slightly below; what was meant, and what people see, is 0.285.
    const auto rounded = cal::uncertainty::round(0.285, 0.10, RoundingRule{});
    REQUIRE(rounded);
    CHECK(rounded->value.plain() == "0.28");
    CHECK(rounded->expandedUncertainty.plain() == "0.10");
    CHECK(cal::uncertainty::round(0.295, 0.10, RoundingRule{})->value.plain() == "0.30");
}

TEST_CASE("Rounding refuses what cannot be printed", "[uncertainty][rounding]")
{
    const RoundingRule rule;
    for (const double bad : {0.0, -0.1, std::numeric_limits<double>::infinity(), std::nan("")})
        CHECK(cal::uncertainty::round(1.0, bad, rule).error().key == "rounding.not-positive");
    CHECK(cal::uncertainty::round(std::nan(""), 0.1, rule).error().key == "decimal.not-finite");
    CHECK(cal::uncertainty::round(1e30, 1e-10, rule).error().key == "rounding.too-many-digits");
    CHECK(cal::uncertainty::round(1e300, 1e-300, rule).error().key == "rounding.too-many-digits");
    CHECK(cal::uncertainty::round(1.0, 5e-324, rule).error().key == "rounding.too-many-digits");
    CHECK(cal::uncertainty::round(1.0, 0.1, RoundingRule{"banker", {}}).error().key == "rounding.unknown-rule");
    CHECK(cal::uncertainty::round(1.0, 0.1, RoundingRule{"interval", {}}).error().key == "rounding.missing-interval");
    CHECK(cal::uncertainty::round(1.0, -0.1, RoundingRule{"interval", Decimal(1)}).error().key == "rounding.not-positive");
    CHECK(RoundingRule::named("banker").error().key == "rounding.unknown-rule");
    CHECK(RoundingRule::named("interval").error().key == "rounding.missing-interval");
    CHECK(RoundingRule::named("interval", Decimal(0)).error().key == "rounding.missing-interval");
    CHECK(RoundingRule::named("interval", Decimal(-1)).error().key == "rounding.missing-interval");
}

TEST_CASE("Printed U is within half a step, and safe and one-digit never understate much", "[uncertainty][rounding]")
{
    for (int i = 1; i < 3000; ++i) {
        const double u = i * 0.00371;
        const auto plain = cal::uncertainty::round(1.0, u, *RoundingRule::named("two-digits"));
        const auto safe = cal::uncertainty::round(1.0, u, *RoundingRule::named("safe"));
        const auto one = cal::uncertainty::round(1.0, u, *RoundingRule::named("one-digit"));
        REQUIRE((plain && safe && one));
        const double step = std::pow(10.0, plain->place);
        CHECK(std::fabs(plain->expandedUncertainty.toDouble() - u) <= 0.5 * step * (1 + 1e-9));
        CHECK(safe->expandedUncertainty.toDouble() >= u - 0.1 * step * (1 + 1e-9));
        CHECK(one->expandedUncertainty.toDouble() >= 0.95 * u * (1 - 1e-12));
    }
}
