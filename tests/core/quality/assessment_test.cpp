// SPDX-License-Identifier: GPL-3.0-or-later
// Repeatability, stability, verification of results and scores, on published and hand-computed numbers.
#include "core/quality/assessment.h"

#include <catch2/catch.hpp>

#include <cmath>

using cal::Decimal;
using namespace cal::quality;

namespace {

Decimal dec(std::string_view text)
{
    const auto value = Decimal::parse(text);
    REQUIRE(value);
    return *value;
}

std::vector<Decimal> decs(std::initializer_list<const char*> texts)
{
    std::vector<Decimal> out;
    for (const auto* text : texts)
        out.push_back(dec(text));
    return out;
}

StatedResult stated(const char* value, const char* U, const char* k = "2")
{
    return {dec(value), dec(U), dec(k)};
}

} // namespace

TEST_CASE("repeatability is Bessel's s of one reading and says whether ten readings were taken", "[quality][assessment]")
{
    // Deviations from 10.0001 in units of 1e-4: ±1 five times each way gives Σv² = 10, s = √(10/9)·1e-4.
    const auto ten =
        repeatability(decs({"10.0000", "10.0002", "10.0000", "10.0002", "10.0000", "10.0002", "10.0000", "10.0002", "10.0000", "10.0002"}));
    REQUIRE(ten);
    CHECK(ten->s == Approx(std::sqrt(10.0 / 9) * 1e-4).epsilon(1e-14));
    CHECK(ten->mean == Approx(10.0001).epsilon(1e-15));
    CHECK(ten->usualNumber);
    CHECK(exceedsBudget(*ten, dec("0.0001")));
    CHECK_FALSE(exceedsBudget(*ten, dec("0.00011")));

    // A large common part costs no digits.
    const auto large = repeatability(decs({"1000000000.0000001", "1000000000.0000003"}));
    REQUIRE(large);
    CHECK(large->s == Approx(std::sqrt(2.0) * 1e-7).epsilon(1e-14));
    CHECK_FALSE(large->usualNumber);

    CHECK(repeatability(decs({"1"})).error().key == "type-a.too-few");
}

TEST_CASE("stability of a new standard is the spread of its group means", "[quality][assessment]")
{
    std::vector<StabilityGroup> groups{{"2026-01-10", decs({"200.0010", "200.0012"})}, // mean 200.0011
                                       {"2026-02-12", decs({"200.0014", "200.0014"})}, // 200.0014
                                       {"2026-04-20", decs({"200.0008", "200.0010"})}, // 200.0009
                                       {"2026-03-16", decs({"200.0012"})}};            // 200.0012, not in order
    const auto below = stability(groups, dec("0.00051"), true);
    REQUIRE(below);
    CHECK(below->value == Approx(0.0005).epsilon(1e-12));
    CHECK(below->holds);
    CHECK(below->enoughGroups);
    CHECK(below->farEnough);
    CHECK(below->means.size() == 4);
    CHECK(below->means.back() == Approx(200.0009));
    // It must be below the limit, and the comparison is exact: doubles would find 200.0014 − 200.0009 below 0.0005.
    CHECK_FALSE(stability(groups, dec("0.0005"), true)->holds);

    groups[3].date = "2026-02-20";
    CHECK_FALSE(stability(groups, dec("0.001"), true)->farEnough);
    groups.pop_back();
    CHECK_FALSE(stability(groups, dec("0.001"), true)->enoughGroups);
}

TEST_CASE("stability of an existing standard is the difference of consecutive years", "[quality][assessment]")
{
    const std::vector<StabilityGroup> years{
        {"2024-05-01", decs({"5.0"})}, {"2025-05-03", decs({"1.0", "1.1", "1.2"})}, {"2026-05-02", decs({"1.4"})}};
    const auto found = stability(years, dec("0.31"), false);
    REQUIRE(found);
    CHECK(found->value == Approx(0.3)); // 2024 no longer counts
    CHECK(found->holds);
    CHECK_FALSE(stability(years, dec("0.3"), false)->holds);
}

TEST_CASE("stability refuses what it cannot judge", "[quality][assessment]")
{
    CHECK(stability({{"2026-01-01", decs({"1"})}}, dec("1"), false).error().key == "assessment.too-few-groups");
    CHECK(stability({}, dec("1"), true).error().key == "assessment.too-few-groups");
    CHECK(stability({{"2026-01-01", {}}, {"2026-02-01", decs({"1"})}}, dec("1"), false).error().key == "assessment.no-readings");
    CHECK(stability({{"2026-13-01", decs({"1"})}, {"2026-02-01", decs({"1"})}}, dec("1"), false).error().key == "date.syntax");
    CHECK(stability({}, dec("0"), false).error().key == "assessment.not-positive");
}

TEST_CASE("verification by transfer converts U to a common k first", "[quality][assessment]")
{
    // Exam vector of JJF 1033: 200.0012 g, U 2.0 mg (k = 2) against 200.0032 g, U 1.5 mg (k = 3): 2.0 mg ≤ 2.24 mg.
    const auto found = verifyByTransfer(stated("200.0012", "0.0020"), stated("200.0032", "0.0015", "3"));
    REQUIRE(found);
    CHECK(found->difference == Approx(0.0020).epsilon(1e-12));
    CHECK(found->limit == Approx(0.00223606797749979).epsilon(1e-12));
    CHECK(found->holds);
    // Unconverted the limit would be 2.5 mg; 2.4 mg lies between the two.
    CHECK_FALSE(verifyByTransfer(stated("200.0008", "0.0020"), stated("200.0032", "0.0015", "3"))->holds);
    // On the limit: 3, 4, 5.
    CHECK(verifyByTransfer(stated("5", "3"), stated("0", "4"))->holds);
    CHECK_FALSE(verifyByTransfer(stated("5.00000000000000000001", "3"), stated("0", "4"))->holds);
    CHECK(verifyByTransfer(stated("5", "0"), stated("0", "4")).error().key == "assessment.not-positive");
    CHECK(verifyByTransfer(stated("5", "1"), stated("0", "4", "-2")).error().key == "assessment.not-positive");
}

TEST_CASE("verification by comparison holds the own result to the mean of all bodies", "[quality][assessment]")
{
    // Own 10.3, others 10.0 and 10.0: mean 10.1, difference 0.2, limit √(2/3)·U.
    const auto all = decs({"10.3", "10.0", "10.0"});
    const auto found = verifyByComparison(stated("10.3", "0.25"), all);
    REQUIRE(found);
    CHECK(found->difference == Approx(0.2).epsilon(1e-12));
    CHECK(found->limit == Approx(std::sqrt(2.0 / 3) * 0.25).epsilon(1e-12));
    CHECK(found->holds);                                                      // 0.2 ≤ 0.2041
    CHECK_FALSE(verifyByComparison(stated("10.3", "0.24"), all)->holds);      // 0.1960
    CHECK_FALSE(verifyByComparison(stated("10.3", "0.25", "3"), all)->holds); // k = 2: 0.1361
    CHECK(verifyByComparison(stated("10.3", "0.3"), decs({"10.3", "10.0"})).error().key == "assessment.too-few-bodies");
    CHECK(verifyByComparison(stated("10.4", "0.3"), all).error().key == "assessment.not-among");
}

TEST_CASE("En, z and zeta with their limits", "[quality][assessment]")
{
    const auto en = enScore(stated("10.5", "0.3"), stated("10.0", "0.4"));
    REQUIRE(en);
    CHECK(en->score == Approx(1.0).epsilon(1e-14));
    CHECK(en->judgement == Score::Satisfactory); // |En| ≤ 1
    CHECK(enScore(stated("9.4999", "0.3"), stated("10.0", "0.4"))->judgement == Score::Unsatisfactory);
    CHECK(enScore(stated("9.4999", "0.3"), stated("10.0", "0.4"))->score < -1);
    // k = 3 of the reference: 0.6 is 0.4 at k = 2.
    CHECK(enScore(stated("10.5", "0.3"), stated("10.0", "0.6", "3"))->score == Approx(1.0).epsilon(1e-14));
    // Part of the mean: √(0.5² − 0.3²) = 0.4.
    CHECK(enScore(stated("10.2", "0.5"), stated("10.0", "0.3"), true)->score == Approx(0.5).epsilon(1e-14));
    CHECK(enScore(stated("10.2", "0.3"), stated("10.0", "0.3"), true).error().key == "assessment.not-positive");

    CHECK(zScore(dec("12"), dec("10"), dec("1"))->judgement == Score::Satisfactory);
    CHECK(zScore(dec("12.001"), dec("10"), dec("1"))->judgement == Score::Questionable);
    CHECK(zScore(dec("7"), dec("10"), dec("1"))->judgement == Score::Unsatisfactory);
    CHECK(zScore(dec("7"), dec("10"), dec("1"))->score == Approx(-3));
    CHECK(zScore(dec("15"), dec("10"), dec("3"), dec("4"))->score == Approx(1)); // z′: √(9 + 16)
    CHECK(zScore(dec("15"), dec("10"), dec("0")).error().key == "assessment.not-positive");

    // u = 0.3 and 0.4 from U = 0.6 (k = 2) and 1.2 (k = 3): ζ = 1/0.5.
    const auto zeta = zetaScore(stated("11", "0.6"), stated("10", "1.2", "3"));
    CHECK(zeta->score == Approx(2).epsilon(1e-14));
    CHECK(zeta->judgement == Score::Satisfactory);
}
