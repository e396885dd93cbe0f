// SPDX-License-Identifier: GPL-3.0-or-later
// Degrees of freedom and coverage factors.
#include "core/uncertainty/coverage.h"

#include "core/uncertainty/special_functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace cal::uncertainty {

namespace {

constexpr double kLargestRest = 0.3;

// 0.6827, 0.9545 and 0.9973 are the printed forms of the normal probabilities of 1, 2 and 3 σ.
struct SigmaLevel {
    double printed, exact, tail, k; // tail = (1 − exact)/2
};
constexpr std::array<SigmaLevel, 3> kSigmaLevels{{{0.6827, 0.68268949213708590, 0.15865525393145705, 1},
                                                  {0.9545, 0.95449973610364159, 0.022750131948179207, 2},
                                                  {0.9973, 0.99730020393673979, 0.0013498980316300946, 3}}};

const SigmaLevel* sigmaLevel(double p)
{
    for (const auto& level : kSigmaLevels)
        if (level.printed == p)
            return &level;
    return nullptr;
}

Error coverageError(std::string key, std::string name, std::string value)
{
    return {Errc::InvalidArgument, std::move(key), {{std::move(name), std::move(value)}}, {}};
}

// Half widths of the rectangular inputs in the output's unit, largest first.
std::vector<double> rectangularHalfWidths(std::span<const BudgetLine> lines)
{
    std::vector<double> widths;
    for (const auto& line : lines)
        if (line.input.counts && line.input.distribution == Distribution::Rectangular && line.input.halfWidth)
            widths.push_back(std::fabs(line.sensitivity) * *line.input.halfWidth);
    std::sort(widths.begin(), widths.end(), std::greater<>());
    return widths;
}

Result<double> trapezoidalFactor(double p, std::span<const BudgetLine> lines)
{
    const auto widths = rectangularHalfWidths(lines);
    if (widths.empty() || widths[0] <= 0)
        return Error{Errc::InvalidArgument, "coverage.no-rectangular", {}, {}};
    const double second = widths.size() > 1 ? widths[1] : 0;
    const double beta = (widths[0] - second) / (widths[0] + second);
    const double unit = std::sqrt((1 + beta * beta) / 6); // standard deviation of the trapezoid of half width 1
    if (p >= 2 * beta / (1 + beta))
        return (1 - std::sqrt((1 - p) * (1 - beta * beta))) / unit;
    return 0.5 * p * (1 + beta) / unit;
}

Result<double> roundedDof(double nu, const std::string& rounding)
{
    if (rounding != "none" && rounding != "floor" && rounding != "nearest")
        return coverageError("coverage.unknown-rounding", "rounding", rounding);
    if (rounding == "none" || std::isinf(nu))
        return nu;
    // 18.999999999999996 is 19 that went through a fourth power.
    const double nearest = std::round(nu);
    if (rounding == "nearest" || std::fabs(nu - nearest) <= 1e-9 * nu)
        return nearest;
    return std::floor(nu);
}

} // namespace

double welchSatterthwaite(std::span<const StandardUncertainty> contributions, double combined)
{
    if (combined == 0)
        return kInfiniteDof;
    double sum = 0;
    for (const auto& part : contributions) {
        const double share = part.u / combined; // divided first: u⁴ of nanovolts would leave the range of double
        sum += share * share * share * share / part.nu;
    }
    return sum == 0 ? kInfiniteDof : 1 / sum;
}

Result<double> effectiveDegreesOfFreedom(std::span<const StandardUncertainty> contributions)
{
    double largest = 0;
    for (const auto& part : contributions) {
        if (!(part.u >= 0) || std::isinf(part.u))
            return coverageError("dof.negative-contribution", "u", shortest(part.u));
        if (!(part.nu > 0))
            return coverageError("dof.not-positive", "nu", shortest(part.nu));
        largest = std::max(largest, part.u);
    }
    if (largest == 0)
        return kInfiniteDof;
    double squares = 0;
    for (const auto& part : contributions)
        squares += (part.u / largest) * (part.u / largest);
    return welchSatterthwaite(contributions, largest * std::sqrt(squares));
}

Result<double> tFactor(double p, double nu)
{
    if (!(p > 0 && p < 1))
        return coverageError("coverage.probability", "p", shortest(p));
    if (!(nu > 0))
        return coverageError("coverage.dof", "nu", shortest(nu));
    const auto* level = sigmaLevel(p);
    if (std::isinf(nu))
        return level ? level->k : special::normalUpperQuantile((1 - p) / 2);
    const double k = special::studentTUpperQuantile(level ? level->tail : (1 - p) / 2, nu);
    if (!std::isfinite(k))
        return coverageError("coverage.dof", "nu", shortest(nu));
    return k;
}

Result<void> requireShape(const CoverageRule& rule, std::span<const BudgetLine> lines)
{
    const std::size_t dominantCount = rule.name == "rectangular" ? 1 : rule.name == "trapezoidal" ? 2 : 0;
    if (dominantCount == 0)
        return {};
    std::vector<double> rectangular, rest;
    for (const auto& line : lines)
        if (line.input.counts)
            (line.input.distribution == Distribution::Rectangular ? rectangular : rest).push_back(line.contribution);
    std::sort(rectangular.begin(), rectangular.end(), std::greater<>());
    double dominant = 0, others = 0;
    for (std::size_t i = 0; i < rectangular.size(); ++i)
        (i < dominantCount ? dominant : others) += rectangular[i] * rectangular[i];
    for (const double contribution : rest)
        others += contribution * contribution;
    const double ratio = std::sqrt(others / dominant);
    if (!(ratio <= kLargestRest))
        return Error{Errc::InvalidArgument,
                     "coverage.not-rectangular",
                     {{"rule", rule.name}, {"ratio", shortest(std::round(ratio * 1000) / 1000)}},
                     {}};
    return {};
}

Result<double> coverageFactor(const CoverageRule& rule, const Budget& budget)
{
    if (!(rule.p > 0 && rule.p < 1))
        return coverageError("coverage.probability", "p", shortest(rule.p));
    const auto* level = sigmaLevel(rule.p);
    const double p = level ? level->exact : rule.p;
    if (rule.name == "k2")
        return 2.0;
    if (rule.name == "rectangular")
        return p * std::sqrt(3.0);
    if (rule.name == "trapezoidal")
        return trapezoidalFactor(p, budget.lines);
    if (rule.name != "t")
        return coverageError("coverage.unknown-rule", "rule", rule.name);
    if (!budget.dofHolds)
        return Error{Errc::InvalidArgument, "coverage.correlated-dof", {}, {}};
    auto nu = roundedDof(budget.effectiveDof, rule.dofRounding);
    CAL_TRY(nu);
    return tFactor(rule.p, *nu);
}

} // namespace cal::uncertainty
