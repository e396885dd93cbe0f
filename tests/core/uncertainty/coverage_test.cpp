// SPDX-License-Identifier: GPL-3.0-or-later
// Student factors, Welch-Satterthwaite and the coverage rules.
#include "core/uncertainty/budget.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace {

using cal::uncertainty::Budget;
using cal::uncertainty::BudgetInput;
using cal::uncertainty::CoverageRule;
using cal::uncertainty::Distribution;
using cal::uncertainty::effectiveDegreesOfFreedom;
using cal::uncertainty::kInfiniteDof;
using cal::uncertainty::StandardUncertainty;
using cal::uncertainty::tFactor;

BudgetInput coverageInput(const std::string& name, Distribution distribution, double u)
{
    BudgetInput input;
    input.name = name;
    input.distribution = distribution;
    input.u = u;
    if (distribution == Distribution::Rectangular)
        input.halfWidth = u * std::sqrt(3.0);
    return input;
}

cal::Result<Budget> coverageBudget(const std::vector<BudgetInput>& inputs, const CoverageRule& rule)
{
    cal::uncertainty::ModelText text;
    std::string sum = "0";
    for (const auto& input : inputs) {
        text.inputs.push_back(input.name);
        sum += " + " + input.name;
    }
    text.outputs = {{"y", sum, "V"}};
    const auto model = cal::uncertainty::Model::compile(text);
    REQUIRE(model);
    return cal::uncertainty::evaluate(*model, 0, inputs, rule);
}

std::string coverageErrorKey(const std::vector<BudgetInput>& inputs, const CoverageRule& rule)
{
    const auto budget = coverageBudget(inputs, rule);
    return budget ? "" : budget.error().key;
}

} // namespace

TEST_CASE("tFactor: printed values of JJF 1059.1 and limits", "[uncertainty][coverage]")
{
    // metrology-china C.3: nu, t for p = 0.95, 0.9545, 0.99, to the printed half digit
    const double rows[][4] = {{1, 12.71, 13.97, 63.66}, {2, 4.30, 4.53, 9.92},  {3, 3.18, 3.31, 5.84},  {4, 2.78, 2.87, 4.60},
                              {5, 2.57, 2.65, 4.03},    {6, 2.45, 2.52, 3.71},  {7, 2.36, 2.43, 3.50},  {8, 2.31, 2.37, 3.36},
                              {9, 2.26, 2.32, 3.25},    {10, 2.23, 2.28, 3.17}, {12, 2.18, 2.23, 3.05}, {15, 2.13, 2.18, 2.95},
                              {20, 2.09, 2.13, 2.85},   {30, 2.04, 2.09, 2.75}, {50, 2.01, 2.05, 2.68}};
    for (const auto& row : rows) {
        INFO("nu = " << row[0]);
        CHECK(*tFactor(0.95, row[0]) == Approx(row[1]).epsilon(0).margin(0.0051));
        CHECK(*tFactor(0.9545, row[0]) == Approx(row[2]).epsilon(0).margin(0.0051));
        CHECK(*tFactor(0.99, row[0]) == Approx(row[3]).epsilon(0).margin(0.0051));
    }
    CHECK(*tFactor(0.6827, kInfiniteDof) == 1);
    CHECK(*tFactor(0.9545, kInfiniteDof) == 2);
    CHECK(*tFactor(0.9973, kInfiniteDof) == 3);
    CHECK(*tFactor(0.95, kInfiniteDof) == Approx(1.9599639845400545).epsilon(1e-14));
    CHECK(*tFactor(0.99, kInfiniteDof) == Approx(2.5758293035489004).epsilon(1e-14));
    CHECK(*tFactor(0.9545, 1e12) == Approx(2).epsilon(1e-9));
}

TEST_CASE("tFactor has all digits", "[uncertainty][coverage]")
{
    // Closed forms: t(p, 1) = tan(πp/2), t(p, 2) = p·√(2/(1 − p²)); the others by the incomplete beta function in 30 digits.
    for (const double p : {0.01, 0.5, 0.68, 0.9, 0.95, 0.99, 0.9999}) {
        CHECK(*tFactor(p, 1) == Approx(std::tan(3.14159265358979323846 / 2 * p)).epsilon(2e-12));
        CHECK(*tFactor(p, 2) == Approx(p * std::sqrt(2 / ((1 - p) * (1 + p)))).epsilon(1e-13));
    }
    CHECK(*tFactor(0.95, 5) == Approx(2.5705818356363155).epsilon(1e-12));
    CHECK(*tFactor(0.95, 50) == Approx(2.0085591121007611).epsilon(1e-12));
    CHECK(*tFactor(0.9973, 100) == Approx(3.0767555770966745).epsilon(1e-12));
    CHECK(*tFactor(0.95, 1.2) == Approx(8.6488265107488733).epsilon(1e-12));
    CHECK(*tFactor(0.95, 16.7521475092) == Approx(2.1121959475914440).epsilon(1e-12));
}

TEST_CASE("tFactor refuses what has no factor", "[uncertainty][coverage]")
{
    for (const double p : {0.0, 1.0, -0.5, 2.0, std::nan("")})
        CHECK(tFactor(p, 5).error().key == "coverage.probability");
    for (const double nu : {0.0, -1.0, std::nan("")})
        CHECK(tFactor(0.95, nu).error().key == "coverage.dof");
    const auto tiny = tFactor(0.95, 1e-6); // beyond the range of double
    CHECK((!tiny && tiny.error().key == "coverage.dof"));
}

TEST_CASE("Welch-Satterthwaite", "[uncertainty][coverage]")
{
    using Parts = std::vector<StandardUncertainty>;
    CHECK(*effectiveDegreesOfFreedom(Parts{}) == kInfiniteDof);
    CHECK(*effectiveDegreesOfFreedom(Parts{{1, kInfiniteDof}, {2, kInfiniteDof}}) == kInfiniteDof);
    CHECK(*effectiveDegreesOfFreedom(Parts{{0, 3}}) == kInfiniteDof); // no uncertainty, so none of the readings' freedom
    CHECK(*effectiveDegreesOfFreedom(Parts{{1, 4}, {1, 4}}) == Approx(8).epsilon(1e-14));
    CHECK(*effectiveDegreesOfFreedom(Parts{{0.57, 9}, {0.25, kInfiniteDof}}) == Approx(12.795649034137075).epsilon(1e-12));
    CHECK(*effectiveDegreesOfFreedom(Parts{{1e-100, 4}, {1e-100, 4}}) == Approx(8).epsilon(1e-14)); // u⁴ would be 0
    CHECK(*effectiveDegreesOfFreedom(Parts{{1e100, 4}, {1e100, 4}}) == Approx(8).epsilon(1e-14));   // u⁴ would be infinite
    CHECK(effectiveDegreesOfFreedom(Parts{{-1, 4}}).error().key == "dof.negative-contribution");
    CHECK(effectiveDegreesOfFreedom(Parts{{std::nan(""), 4}}).error().key == "dof.negative-contribution");
    CHECK(effectiveDegreesOfFreedom(Parts{{kInfiniteDof, 4}}).error().key == "dof.negative-contribution");
    CHECK(effectiveDegreesOfFreedom(Parts{{1, 0}}).error().key == "dof.not-positive");
    CHECK(effectiveDegreesOfFreedom(Parts{{1, std::nan("")}}).error().key == "dof.not-positive");
}

TEST_CASE("Rule k2", "[uncertainty][coverage]")
{
    auto input = coverageInput("a", Distribution::Normal, 0.5);
    input.nu = 3;
    const auto budget = coverageBudget({input}, CoverageRule{});
    REQUIRE(budget);
    CHECK(budget->expanded.k == 2);
    CHECK(budget->expanded.U == 1);
    CHECK(budget->expanded.p == 0.9545);
    CHECK(budget->expanded.rule == "k2");
    CHECK(budget->effectiveDof == Approx(3).epsilon(1e-14));
}

TEST_CASE("Rule t: how nu_eff becomes nu", "[uncertainty][coverage]")
{
    auto a = coverageInput("a", Distribution::StudentT, 0.57), b = coverageInput("b", Distribution::Normal, 0.25);
    a.nu = 9; // nu_eff 12.7956
    CHECK(coverageBudget({a, b}, {"t", 0.95, "floor"})->expanded.k == *tFactor(0.95, 12));
    CHECK(coverageBudget({a, b}, {"t", 0.95, "nearest"})->expanded.k == *tFactor(0.95, 13));
    const auto plain = coverageBudget({a, b}, {"t", 0.95, "none"});
    CHECK(plain->expanded.k == *tFactor(0.95, plain->effectiveDof));
    CHECK(plain->expanded.U == plain->expanded.k * plain->combinedStandardUncertainty);
    CHECK(coverageErrorKey({a, b}, {"t", 0.95, "ceiling"}) == "coverage.unknown-rounding");

    SECTION("an integer that went through fourth powers is still this integer")
    {
        for (int nu = 1; nu <= 60; ++nu) {
            auto only = coverageInput("a", Distribution::StudentT, 0.1 / 3);
            only.nu = nu;
            CHECK(coverageBudget({only}, {"t", 0.95, "floor"})->expanded.k == *tFactor(0.95, nu));
        }
    }
    SECTION("below one degree of freedom nothing is left after truncation")
    {
        auto only = coverageInput("a", Distribution::StudentT, 1);
        only.nu = 0.9; // two readings by the range method
        CHECK(coverageErrorKey({only}, {"t", 0.95, "floor"}) == "coverage.dof");
        CHECK(coverageBudget({only}, {"t", 0.95, "none"})->expanded.k == Approx(*tFactor(0.95, 0.9)).epsilon(1e-13));
    }
}

TEST_CASE("Rules rectangular and trapezoidal fit only their shapes", "[uncertainty][coverage]")
{
    const auto big = coverageInput("big", Distribution::Rectangular, 1);
    const CoverageRule rectangular{"rectangular", 0.95, "none"}, trapezoidal{"trapezoidal", 0.95, "none"};
    SECTION("one dominant rectangle")
    {
        CHECK(coverageBudget({big, coverageInput("n", Distribution::Normal, 0.3)}, rectangular)->expanded.k == 0.95 * std::sqrt(3.0));
        CHECK(coverageErrorKey({big, coverageInput("n", Distribution::Normal, 0.301)}, rectangular) == "coverage.not-rectangular");
        CHECK(coverageErrorKey({coverageInput("n", Distribution::Normal, 1)}, rectangular) == "coverage.not-rectangular");
        CHECK(coverageErrorKey({big, coverageInput("b2", Distribution::Rectangular, 1)}, rectangular) == "coverage.not-rectangular");
    }
    SECTION("an input that does not count does not spoil the shape")
    {
        auto shown = coverageInput("n", Distribution::Normal, 5);
        shown.counts = false;
        CHECK(coverageBudget({big, shown}, rectangular)->expanded.U == 0.95 * std::sqrt(3.0));
    }
    SECTION("trapezoid of two equal rectangles is a triangle")
    {
        // beta = 0: k = (1 - sqrt(1 - p))·sqrt(6)
        const auto budget = coverageBudget({big, coverageInput("b2", Distribution::Rectangular, 1)}, trapezoidal);
        REQUIRE(budget);
        CHECK(budget->expanded.k == Approx((1 - std::sqrt(0.05)) * std::sqrt(6.0)).epsilon(1e-14));
    }
    SECTION("EA-4/02 S10: beta 0.33 gives 1.83")
    {
        const auto budget = coverageBudget({big, coverageInput("b2", Distribution::Rectangular, 0.5)}, trapezoidal);
        REQUIRE(budget);
        CHECK(budget->expanded.k == Approx(1.83).epsilon(0).margin(0.005));
    }
    SECTION("one rectangle alone: the trapezoid is the rectangle")
    {
        CHECK(coverageBudget({big}, trapezoidal)->expanded.k == Approx(0.95 * std::sqrt(3.0)).epsilon(1e-14));
    }
    SECTION("no rectangle")
    {
        CHECK(coverageErrorKey({coverageInput("n", Distribution::Normal, 1)}, trapezoidal) == "coverage.not-rectangular");
        Budget none;
        CHECK(cal::uncertainty::coverageFactor(trapezoidal, none).error().key == "coverage.no-rectangular");
    }
    SECTION("printed probabilities stand for the exact ones")
    {
        CHECK(coverageBudget({big}, {"rectangular", 0.9545, "none"})->expanded.k == 0.95449973610364159 * std::sqrt(3.0));
    }
}

TEST_CASE("Unknown coverage rules and impossible probabilities", "[uncertainty][coverage]")
{
    const std::vector<BudgetInput> inputs{coverageInput("a", Distribution::Normal, 1)};
    CHECK(coverageErrorKey(inputs, {"k3", 0.95, "none"}) == "coverage.unknown-rule");
    CHECK(coverageErrorKey(inputs, {"k2", 0, "none"}) == "coverage.probability");
    CHECK(coverageErrorKey(inputs, {"t", 1, "none"}) == "coverage.probability");
}
