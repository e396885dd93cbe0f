// SPDX-License-Identifier: GPL-3.0-or-later
// Type A evaluation by Bessel's formula and by the range, and sample correlation.
#include "core/uncertainty/type_a.h"

#include <catch2/catch.hpp>

#include <limits>
#include <vector>

namespace {

using cal::uncertainty::typeA;

Approx typeAExactly(double value)
{
    return Approx(value).epsilon(1e-13);
}

} // namespace

TEST_CASE("Bessel: mean, s, s of the mean, n - 1", "[uncertainty][type-a]")
{
    const std::vector<double> readings{1, 2, 3, 4};
    const auto result = typeA(readings);
    REQUIRE(result);
    CHECK(result->mean == 2.5);
    CHECK(result->std == typeAExactly(1.2909944487358056)); // sqrt(5/3)
    CHECK(result->stdOfMean == typeAExactly(0.6454972243679028));
    CHECK(result->dof == 3);
    CHECK(result->n == 4);
}

TEST_CASE("Bessel keeps the digits of readings that agree in nearly all of them", "[uncertainty][type-a]")
{
    // 10.00001 V with 1 µV steps on a pedestal of 1e9: naive sums of squares would lose everything.
    const std::vector<double> readings{1e9 + 1, 1e9 + 2, 1e9 + 3};
    const auto result = typeA(readings);
    REQUIRE(result);
    CHECK(result->mean == 1e9 + 2);
    CHECK(result->std == 1.0);
}

TEST_CASE("Range method with the table of JJF 1059.1", "[uncertainty][type-a]")
{
    SECTION("V4: 0.02 0.05 0.04 0.06 g")
    {
        const std::vector<double> readings{0.02, 0.05, 0.04, 0.06};
        const auto result = typeA(readings, "range");
        REQUIRE(result);
        CHECK(result->std == typeAExactly(0.04 / 2.06));
        CHECK(result->std == Approx(0.0194).epsilon(0).margin(0.00005));
        CHECK(result->dof == 2.7);
        CHECK(result->stdOfMean == typeAExactly(0.02 / 2.06));
    }
    SECTION("every row")
    {
        const double factor[] = {1.13, 1.69, 2.06, 2.33, 2.53, 2.70, 2.85, 2.97};
        const double dof[] = {0.9, 1.8, 2.7, 3.6, 4.5, 5.3, 6.0, 6.8};
        for (std::size_t n = 2; n <= 9; ++n) {
            std::vector<double> readings(n, 0.0);
            readings.back() = 1;
            const auto result = typeA(readings, "range");
            REQUIRE(result);
            CHECK(result->std == typeAExactly(1 / factor[n - 2]));
            CHECK(result->dof == dof[n - 2]);
        }
    }
    SECTION("ten readings are too many")
    {
        const std::vector<double> readings(10, 1.0);
        const auto result = typeA(readings, "range");
        REQUIRE_FALSE(result);
        CHECK(result.error().key == "type-a.too-many-for-range");
        CHECK(result.error().arg("n") == "10");
    }
}

TEST_CASE("Type A refuses what has no spread to speak of", "[uncertainty][type-a]")
{
    CHECK(typeA(std::vector<double>{}).error().key == "type-a.too-few");
    CHECK(typeA(std::vector<double>{1.0}).error().key == "type-a.too-few");
    CHECK(typeA(std::vector<double>{1.0, std::numeric_limits<double>::quiet_NaN()}).error().key == "type-a.not-finite");
    CHECK(typeA(std::vector<double>{1.0, std::numeric_limits<double>::infinity()}).error().key == "type-a.not-finite");
    CHECK(typeA(std::vector<double>{1.7e308, -1.7e308}).error().key == "type-a.not-finite"); // the range itself overflows
    CHECK(typeA(std::vector<double>{1.0, std::numeric_limits<double>::quiet_NaN()}, "range").error().key == "type-a.not-finite");
    CHECK(typeA(std::vector<double>{1.0, 2.0}, "median").error().key == "type-a.unknown-method");
}

TEST_CASE("Sample correlation", "[uncertainty][type-a]")
{
    using cal::uncertainty::sampleCorrelation;
    const std::vector<double> a{1, 2, 3, 4}, up{10, 20, 30, 40}, down{-1, -2, -3, -4}, flat{5, 5, 5, 5}, three{1, 2, 3};
    CHECK(*sampleCorrelation(a, up) == Approx(1).epsilon(0).margin(1e-15));
    CHECK(*sampleCorrelation(a, up) <= 1); // rounding must not leave what a correlation may be
    CHECK(*sampleCorrelation(a, down) == Approx(-1).epsilon(0).margin(1e-15));
    CHECK(sampleCorrelation(a, flat).error().key == "type-a.no-spread");
    CHECK(sampleCorrelation(a, three).error().key == "type-a.unequal-lengths");
}
