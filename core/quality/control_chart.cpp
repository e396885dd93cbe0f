// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/control_chart.h"

#include "core/uncertainty/type_a.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace cal::quality {

namespace {

constexpr std::size_t kLeastInputs = 3; // below it the limits say nothing; 20 to 25 are the usual number

struct RuleFacts {
    Rule rule;
    std::string_view name;
    Text text;
};
const std::array<RuleFacts, 9>& ruleFacts()
{
    static const std::array<RuleFacts, 9> kFacts{{
        {Rule::BeyondLimit, "beyond-limit", {"1 点超出控制限", "one point beyond the limits"}},
        {Rule::NineOnOneSide, "nine-on-one-side", {"连续 9 点在中心线同一侧", "nine in a row on one side of the centre"}},
        {Rule::SixTrending, "six-trending", {"连续 6 点递增或递减", "six in a row rising or falling"}},
        {Rule::FourteenAlternating, "fourteen-alternating", {"连续 14 点上下交替", "fourteen in a row alternating"}},
        {Rule::TwoOfThreeBeyond2, "two-of-three-beyond-2s", {"连续 3 点中有 2 点在同侧 2σ 以外", "two of three beyond 2σ on one side"}},
        {Rule::FourOfFiveBeyond1, "four-of-five-beyond-1s", {"连续 5 点中有 4 点在同侧 1σ 以外", "four of five beyond 1σ on one side"}},
        {Rule::FifteenWithin1, "fifteen-within-1s", {"连续 15 点在 1σ 以内", "fifteen in a row within 1σ"}},
        {Rule::EightBeyond1, "eight-beyond-1s", {"连续 8 点在两侧且均在 1σ 以外", "eight in a row beyond 1σ on both sides"}},
        {Rule::EightOnOneSide, "eight-on-one-side", {"连续 8 点在中心线同一侧", "eight in a row on one side of the centre"}},
    }};
    return kFacts;
}

const RuleFacts& facts(Rule rule)
{
    return ruleFacts()[static_cast<std::size_t>(rule)];
}

/// How many of the last `window` values, ending at `end`, are beyond `bound` on the side `sign`.
std::ptrdiff_t beyond(std::span<const double> z, std::size_t end, std::size_t window, double sign, double bound)
{
    const auto last = z.subspan(end + 1 - window, window);
    return std::count_if(last.begin(), last.end(), [&](double value) { return sign * value > bound; });
}

bool all(std::span<const double> z, std::size_t end, std::size_t window, const auto& holds)
{
    const auto last = z.subspan(end + 1 - window, window);
    return std::all_of(last.begin(), last.end(), holds);
}

bool trending(std::span<const double> z, std::size_t end, std::size_t window, double sign)
{
    for (std::size_t i = end + 2 - window; i <= end; ++i)
        if (sign * (z[i] - z[i - 1]) <= 0)
            return false;
    return true;
}

bool alternating(std::span<const double> z, std::size_t end, std::size_t window)
{
    for (std::size_t i = end + 3 - window; i <= end; ++i)
        if ((z[i] - z[i - 1]) * (z[i - 1] - z[i - 2]) >= 0)
            return false;
    return true;
}

/// Whether the value at `i` completes the pattern; `z` are distances from the centre in σ. The point itself takes part in the pattern.
bool completes(Rule rule, std::span<const double> z, std::size_t i)
{
    const auto oneSide = [&](std::size_t window, std::ptrdiff_t needed, double bound) {
        if (i + 1 < window)
            return false;
        const double sign = z[i] < 0 ? -1 : 1;
        return sign * z[i] > bound && beyond(z, i, window, sign, bound) >= needed;
    };
    switch (rule) {
    case Rule::BeyondLimit:
        return std::abs(z[i]) > 3;
    case Rule::NineOnOneSide:
        return oneSide(9, 9, 0);
    case Rule::EightOnOneSide:
        return oneSide(8, 8, 0);
    case Rule::SixTrending:
        return i >= 5 && (trending(z, i, 6, 1) || trending(z, i, 6, -1));
    case Rule::FourteenAlternating:
        return i >= 13 && alternating(z, i, 14);
    case Rule::TwoOfThreeBeyond2:
        return oneSide(3, 2, 2);
    case Rule::FourOfFiveBeyond1:
        return oneSide(5, 4, 1);
    case Rule::FifteenWithin1:
        return i >= 14 && all(z, i, 15, [](double value) { return std::abs(value) < 1; });
    case Rule::EightBeyond1:
        return i >= 7 && all(z, i, 8, [](double value) { return std::abs(value) > 1; }) && beyond(z, i, 8, 1, 1) > 0 &&
               beyond(z, i, 8, -1, 1) > 0;
    }
    return false;
}

Error chartError(const char* key, std::vector<Arg> args)
{
    return {Errc::InvalidArgument, key, std::move(args), {}};
}

double mean(std::span<const ControlPoint> points, double ControlPoint::*member, std::size_t from)
{
    double sum = 0;
    for (std::size_t i = from; i < points.size(); ++i)
        sum += points[i].*member - points[from].*member;
    return points[from].*member + sum / static_cast<double>(points.size() - from);
}

Result<std::vector<ControlPoint>> plotted(std::span<const ChartInput> inputs, bool groups)
{
    std::vector<ControlPoint> points;
    for (const auto& input : inputs) {
        if (input.readings.size() != inputs.front().readings.size() || input.readings.empty())
            return Error{Errc::InvalidArgument, "chart.unequal-groups", {{"label", input.label}}, {}};
        ControlPoint point;
        point.label = input.label;
        if (groups) {
            const auto group = uncertainty::typeA(input.readings);
            if (!group)
                return Error{Errc::InvalidArgument, "chart.not-finite", {{"label", input.label}}, {}};
            point.value = group->mean;
            point.spread = group->std;
        } else {
            point.value = input.readings.front();
            point.spread = points.empty() ? 0 : std::abs(point.value - points.back().value);
        }
        if (!std::isfinite(point.value) || !std::isfinite(point.spread))
            return Error{Errc::InvalidArgument, "chart.not-finite", {{"label", input.label}}, {}};
        points.push_back(std::move(point));
    }
    return points;
}

ControlLimits limitsOf(std::span<const ControlPoint> baseline, int groupSize)
{
    ControlLimits limits;
    limits.centre = mean(baseline, &ControlPoint::value, 0);
    limits.spreadCentre = mean(baseline, &ControlPoint::spread, groupSize > 1 ? 0 : 1);
    double half = 0;
    if (groupSize > 1) {
        const auto factors = groupFactors(groupSize);
        half = factors.a3 * limits.spreadCentre;
        limits.spreadLower = factors.b3 * limits.spreadCentre;
        limits.spreadUpper = factors.b4 * limits.spreadCentre;
    } else {
        half = 3 * limits.spreadCentre / rangeMean();
        limits.spreadUpper = (1 + 3 * rangeDeviation() / rangeMean()) * limits.spreadCentre;
    }
    limits.lower = limits.centre - half;
    limits.upper = limits.centre + half;
    return limits;
}

} // namespace

double c4(int n)
{
    return std::sqrt(2.0 / (n - 1)) * std::exp(std::lgamma(n / 2.0) - std::lgamma((n - 1) / 2.0));
}

GroupFactors groupFactors(int n)
{
    const double c = c4(n);
    const double spread = 3 * std::sqrt(1 - c * c) / c;
    return {3 / (c * std::sqrt(n)), std::max(0.0, 1 - spread), 1 + spread};
}

double rangeMean()
{
    return 2 / std::sqrt(std::numbers::pi);
}

double rangeDeviation()
{
    return std::sqrt(2 - 4 / std::numbers::pi);
}

std::string_view name(Rule rule)
{
    return facts(rule).name;
}

Text text(Rule rule)
{
    return facts(rule).text;
}

std::span<const Rule> westernElectricRules()
{
    static constexpr std::array kRules{Rule::BeyondLimit, Rule::TwoOfThreeBeyond2, Rule::FourOfFiveBeyond1, Rule::EightOnOneSide};
    return kRules;
}

std::span<const Rule> nelsonRules()
{
    static constexpr std::array kRules{Rule::BeyondLimit,       Rule::NineOnOneSide,     Rule::SixTrending,    Rule::FourteenAlternating,
                                       Rule::TwoOfThreeBeyond2, Rule::FourOfFiveBeyond1, Rule::FifteenWithin1, Rule::EightBeyond1};
    return kRules;
}

bool ControlChart::inControl() const
{
    return std::all_of(points.begin(), points.end(), [](const ControlPoint& p) { return p.broken.empty() && !p.spreadBeyond; });
}

std::vector<std::vector<Rule>> brokenRules(std::span<const double> values, double centre, double sigma, std::span<const Rule> rules)
{
    std::vector<double> z;
    for (const double value : values)
        z.push_back((value - centre) / sigma);
    std::vector<std::vector<Rule>> broken(z.size());
    for (std::size_t i = 0; i < z.size(); ++i)
        for (const Rule rule : rules)
            if (completes(rule, z, i))
                broken[i].push_back(rule);
    return broken;
}

Result<ControlChart> controlChart(std::span<const ChartInput> inputs, std::span<const Rule> rules, std::size_t baseline,
                                  const std::optional<ControlLimits>& given)
{
    const std::size_t used = baseline == 0 ? inputs.size() : std::min(baseline, inputs.size());
    if (inputs.empty() || (!given && used < kLeastInputs))
        return chartError("chart.too-few", {{"found", std::to_string(used)}, {"least", std::to_string(kLeastInputs)}});
    const auto groupSize = static_cast<int>(inputs.front().readings.size());
    auto points = plotted(inputs, groupSize > 1);
    CAL_TRY(points);
    ControlChart chart;
    chart.kind = groupSize > 1 ? ControlChart::Kind::MeanAndDeviation : ControlChart::Kind::SingleAndRange;
    chart.limits = given ? *given : limitsOf(std::span(*points).first(used), groupSize);
    if (!(chart.limits.sigma() > 0))
        return chartError("chart.no-spread", {});
    std::vector<double> values;
    for (const auto& point : *points)
        values.push_back(point.value);
    auto broken = brokenRules(values, chart.limits.centre, chart.limits.sigma(), rules);
    const bool spreadKnown = chart.limits.spreadUpper > 0;
    for (std::size_t i = 0; i < points->size(); ++i) {
        auto& point = (*points)[i];
        point.broken = std::move(broken[i]);
        point.spreadBeyond =
            spreadKnown && (point.spread > chart.limits.spreadUpper || (groupSize > 1 && point.spread < chart.limits.spreadLower));
    }
    chart.points = *std::move(points);
    return chart;
}

} // namespace cal::quality
