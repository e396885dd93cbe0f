// SPDX-License-Identifier: GPL-3.0-or-later
// Factors against the published tables, limits against a published example, each rule on the shortest pattern that breaks it.
#include "core/quality/control_chart.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace cal::quality;

namespace {

std::vector<ChartInput> singles(std::initializer_list<double> values)
{
    std::vector<ChartInput> inputs;
    for (const double value : values)
        inputs.push_back({std::to_string(inputs.size() + 1), {value}});
    return inputs;
}

/// Index of the points that complete `rule`, 0-based, for values in σ from the centre.
std::vector<std::size_t> completing(Rule rule, std::initializer_list<double> z)
{
    const std::vector<double> values(z);
    const auto broken = brokenRules(values, 0, 1, std::span(&rule, 1));
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < broken.size(); ++i)
        if (!broken[i].empty())
            at.push_back(i);
    return at;
}

using At = std::vector<std::size_t>;

} // namespace

TEST_CASE("the factors of control charts are those of the published tables", "[quality][chart]")
{
    // ISO 7870-2:2013 table 2 (also ASTM MNL 7): c4, A3, B3, B4 to the printed digits.
    struct Row {
        int n;
        double c4, a3, b3, b4;
    };
    for (const Row& row : {Row{2, 0.7979, 2.659, 0, 3.267}, Row{5, 0.9400, 1.427, 0, 2.089}, Row{6, 0.9515, 1.287, 0.030, 1.970},
                           Row{10, 0.9727, 0.975, 0.284, 1.716}, Row{25, 0.9896, 0.606, 0.565, 1.435}}) {
        INFO(row.n);
        const auto factors = groupFactors(row.n);
        CHECK(c4(row.n) == Approx(row.c4).margin(5.1e-5));
        CHECK(factors.a3 == Approx(row.a3).margin(5.1e-4));
        CHECK(factors.b3 == Approx(row.b3).margin(5.1e-4));
        CHECK(factors.b4 == Approx(row.b4).margin(5.1e-4));
    }
    CHECK(rangeMean() == Approx(1.128).margin(5e-4));
    CHECK(rangeDeviation() == Approx(0.853).margin(5e-4));
}

TEST_CASE("a chart of single results has the limits of the NIST example", "[quality][chart]")
{
    // NIST/SEMATECH e-Handbook 6.3.2.2: mean 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041 with d2 = 1.128.
    const auto chart = controlChart(singles({49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1}), westernElectricRules());
    REQUIRE(chart);
    CHECK(chart->kind == ControlChart::Kind::SingleAndRange);
    CHECK(chart->limits.centre == Approx(50.81));
    CHECK(chart->limits.spreadCentre == Approx(1.8778).margin(5e-5));
    CHECK(chart->limits.lower == Approx(45.8159).margin(2e-3));
    CHECK(chart->limits.upper == Approx(55.8041).margin(2e-3));
    CHECK(chart->limits.spreadUpper == Approx(3.267 * 1.8778).margin(2e-3));
    CHECK(chart->inControl());
}

TEST_CASE("limits of a baseline hold for the points after it", "[quality][chart]")
{
    auto inputs = singles({10, 11, 10, 9, 10, 11, 10, 9});
    inputs.push_back({"later", {20}});
    const auto chart = controlChart(inputs, nelsonRules(), 8);
    REQUIRE(chart);
    CHECK(chart->limits.centre == Approx(10));
    REQUIRE(chart->points.size() == 9);
    CHECK(chart->points[8].broken.front() == Rule::BeyondLimit);
    CHECK(chart->points[8].spreadBeyond);
    CHECK_FALSE(chart->inControl());

    // Given limits are taken as they are.
    const ControlLimits wide{10, -20, 40, 0, 0, 0};
    CHECK(controlChart(inputs, nelsonRules(), 0, wide)->inControl());
}

TEST_CASE("a chart of groups takes its limits from their deviations", "[quality][chart]")
{
    std::vector<ChartInput> groups;
    for (const double mean : {1.0, 1.2, 0.8, 1.0})
        groups.push_back({"g", {mean - 0.5, mean, mean + 0.5}}); // s = 0.5 each
    const auto chart = controlChart(groups, westernElectricRules());
    REQUIRE(chart);
    CHECK(chart->kind == ControlChart::Kind::MeanAndDeviation);
    CHECK(chart->limits.centre == Approx(1.0));
    CHECK(chart->limits.spreadCentre == Approx(0.5));
    CHECK(chart->limits.upper == Approx(1.0 + 1.954 * 0.5).margin(1e-3)); // A3(3) = 1.954
    CHECK(chart->limits.spreadUpper == Approx(2.568 * 0.5).margin(1e-3)); // B4(3) = 2.568
    CHECK(chart->inControl());
    groups[2].readings.pop_back();
    CHECK(controlChart(groups, westernElectricRules()).error().key == "chart.unequal-groups");
}

TEST_CASE("charts refuse what has no limits", "[quality][chart]")
{
    CHECK(controlChart({}, nelsonRules()).error().key == "chart.too-few");
    CHECK(controlChart(singles({1, 2}), nelsonRules()).error().key == "chart.too-few");
    CHECK(controlChart(singles({1, 1, 1, 1}), nelsonRules()).error().key == "chart.no-spread");
    CHECK(controlChart(singles({1, 2, INFINITY}), nelsonRules()).error().key == "chart.not-finite");
    CHECK(controlChart(singles({1, 2, NAN}), nelsonRules()).error().key == "chart.not-finite");
    const std::vector<ChartInput> empty{{"a", {}}, {"b", {}}, {"c", {}}};
    CHECK(controlChart(empty, nelsonRules()).error().key == "chart.unequal-groups");
}

TEST_CASE("each rule is completed by the shortest pattern and by no shorter one", "[quality][chart]")
{
    CHECK(completing(Rule::BeyondLimit, {0, 3, -3, 3.01, -3.01}) == At{3, 4});
    CHECK(completing(Rule::NineOnOneSide, {1, 1, 1, 1, 1, 1, 1, 1, 1}) == At{8});
    CHECK(completing(Rule::NineOnOneSide, {1, 1, 1, 1, 0, 1, 1, 1, 1}).empty()); // a point on the centre is on neither side
    CHECK(completing(Rule::EightOnOneSide, {-1, -1, -1, -1, -1, -1, -1, -1, 1}) == At{7});
    CHECK(completing(Rule::SixTrending, {0, 1, 2, 3, 4, 5}) == At{5});
    CHECK(completing(Rule::SixTrending, {5, 4, 3, 2, 1, 0}) == At{5});
    CHECK(completing(Rule::SixTrending, {0, 1, 2, 2, 3, 4, 5}).empty());
    CHECK(completing(Rule::FourteenAlternating, {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}) == At{13});
    CHECK(completing(Rule::FourteenAlternating, {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0}).empty());
    CHECK(completing(Rule::TwoOfThreeBeyond2, {2.1, 0, 2.1}) == At{2});
    CHECK(completing(Rule::TwoOfThreeBeyond2, {2.1, 2.1, 0}).empty()); // two of three, but only two were there at the second
    CHECK(completing(Rule::TwoOfThreeBeyond2, {0, 2.1, -2.1}).empty());
    CHECK(completing(Rule::FourOfFiveBeyond1, {1.1, 1.1, 0, 1.1, 1.1}) == At{4});
    CHECK(completing(Rule::FourOfFiveBeyond1, {1.1, -1.1, 0, 1.1, 1.1}).empty());
    CHECK(completing(Rule::FifteenWithin1, {0, .1, .2, -.1, 0, .1, .2, -.1, 0, .1, .2, -.1, 0, .1, .2}) == At{14});
    CHECK(completing(Rule::EightBeyond1, {2, -2, 2, -2, 2, -2, 2, -2}) == At{7});
    CHECK(completing(Rule::EightBeyond1, {2, 2, 2, 2, 2, 2, 2, 2}).empty()); // one side only: other rules say so
}

TEST_CASE("every rule has a name of its own and a sentence in both languages", "[quality][chart]")
{
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(Rule::EightOnOneSide); ++i) {
        names.push_back(name(static_cast<Rule>(i)));
        CHECK_FALSE(text(static_cast<Rule>(i)).zh.empty());
        CHECK_FALSE(text(static_cast<Rule>(i)).en.empty());
    }
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    CHECK(name(Rule::EightOnOneSide) == "eight-on-one-side");
}
