// SPDX-License-Identifier: GPL-3.0-or-later
// Control charts of check standards (ISO 7870-2, GB/T 17989.2; JJF 1033 accepts one in place of a separate stability test): x̄-s charts of
// groups and x-MR charts of single results, with the supplementary rules by name. Constants are computed, not copied from a table.
#pragma once

#include "core/base/json.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cal::quality {

/// c4(n) = √(2/(n−1))·Γ(n/2)/Γ((n−1)/2), n ≥ 2: E(s) = c4 σ for normal readings.
double c4(int n);

/// Factors of the limits: x̄ ± a3·s̄, b3·s̄, b4·s̄ for groups of n ≥ 2.
struct GroupFactors {
    double a3 = 0, b3 = 0, b4 = 0;
};
GroupFactors groupFactors(int n);
/// d2 and d3 of moving ranges of two: 2/√π and √(2 − 4/π).
double rangeMean();
double rangeDeviation();

/// The supplementary rules. Which of them a chart uses is the laboratory's choice.
enum class Rule {
    BeyondLimit,         ///< one point beyond 3σ (Nelson 1, Western Electric 1)
    NineOnOneSide,       ///< nine in a row on one side of the centre (Nelson 2)
    SixTrending,         ///< six in a row steadily rising or falling (Nelson 3)
    FourteenAlternating, ///< fourteen in a row alternating up and down (Nelson 4)
    TwoOfThreeBeyond2,   ///< two of three in a row beyond 2σ on one side (Nelson 5, Western Electric 2)
    FourOfFiveBeyond1,   ///< four of five in a row beyond 1σ on one side (Nelson 6, Western Electric 3)
    FifteenWithin1,      ///< fifteen in a row within 1σ (Nelson 7)
    EightBeyond1,        ///< eight in a row beyond 1σ on both sides (Nelson 8)
    EightOnOneSide       ///< eight in a row on one side of the centre (Western Electric 4)
};
std::string_view name(Rule rule); ///< "beyond-limit", "nine-on-one-side" …
Text text(Rule rule);
std::span<const Rule> westernElectricRules();
std::span<const Rule> nelsonRules();

struct ControlPoint {
    std::string label;         ///< date or session
    double value = 0;          ///< mean of the group, or the single result
    double spread = 0;         ///< s of the group, or the moving range; 0 for the first single result
    std::vector<Rule> broken;  ///< rules that this point completes
    bool spreadBeyond = false; ///< its spread is outside the limits of the spread
};
struct ControlLimits {
    double centre = 0, lower = 0, upper = 0; ///< of the values: centre ± 3σ
    double spreadCentre = 0, spreadLower = 0, spreadUpper = 0;
    [[nodiscard]] double sigma() const { return (upper - centre) / 3; } ///< of the plotted values
    bool operator==(const ControlLimits&) const = default;
};
struct ControlChart {
    enum class Kind { MeanAndDeviation, SingleAndRange } kind = Kind::SingleAndRange;
    ControlLimits limits;
    std::vector<ControlPoint> points;
    [[nodiscard]] bool inControl() const; ///< no rule broken, no spread beyond
};

struct ChartInput {
    std::string label;
    std::vector<double> readings; ///< one each for x-MR; groups of equal size for x̄-s
};
/// Limits come from the first `baseline` inputs (0: from all), or are the given ones. The rules look at every point.
/// Errors: InvalidArgument "chart.too-few" {found, least}, "chart.unequal-groups" {label}, "chart.not-finite" {label}, "chart.no-spread".
Result<ControlChart> controlChart(std::span<const ChartInput> inputs, std::span<const Rule> rules, std::size_t baseline = 0,
                                  const std::optional<ControlLimits>& given = {});

/// The rules that each point completes; a point on the centre is on neither side. `sigma` > 0.
std::vector<std::vector<Rule>> brokenRules(std::span<const double> values, double centre, double sigma, std::span<const Rule> rules);

} // namespace cal::quality
