// SPDX-License-Identifier: GPL-3.0-or-later
// Inequalities between roots are decided on their squares and on common multiples, so that no rounding sits on the limit.
#include "core/quality/assessment.h"

#include "core/base/time.h"

#include <algorithm>
#include <cmath>

namespace cal::quality {

namespace {

Error notPositive(const char* what)
{
    return {Errc::InvalidArgument, "assessment.not-positive", {{"what", what}}, {}};
}

Result<void> requireStated(const StatedResult& result)
{
    if (result.expandedUncertainty.sign() <= 0)
        return notPositive("U");
    if (result.k.sign() <= 0)
        return notPositive("k");
    return {};
}

Decimal square(const Decimal& x)
{
    return x * x;
}

Decimal count(std::size_t n)
{
    return {static_cast<Decimal::Coefficient>(n), 0};
}

/// U at k = 2.
double atTwo(const StatedResult& result)
{
    return result.expandedUncertainty.toDouble() * 2 / result.k.toDouble();
}

/// The sum of a group, which with its size is its mean without rounding.
struct Mean {
    std::chrono::sys_days day;
    Decimal sum;
    Decimal n;
    [[nodiscard]] double toDouble() const { return sum.toDouble() / n.toDouble(); }
};

/// a − b = difference / (a.n·b.n)
Decimal scaledDifference(const Mean& a, const Mean& b)
{
    return a.sum * b.n - b.sum * a.n;
}

Performance judged(double score, bool withinTwo, bool belowThree)
{
    return {score, withinTwo ? Score::Satisfactory : belowThree ? Score::Questionable : Score::Unsatisfactory};
}

} // namespace

Result<Repeatability> repeatability(std::span<const Decimal> readings)
{
    std::vector<double> differences;
    for (const Decimal& reading : readings)
        differences.push_back((reading - readings.front()).toDouble());
    const auto evaluated = uncertainty::typeA(differences, "bessel");
    CAL_TRY(evaluated);
    return Repeatability{evaluated->std, readings.front().toDouble() + evaluated->mean, evaluated->n, evaluated->n >= kUsualReadings};
}

bool exceedsBudget(const Repeatability& test, const Decimal& sInBudget)
{
    return test.s > sInBudget.toDouble();
}

Result<Stability> stability(const std::vector<StabilityGroup>& groups, const Decimal& limit, bool newStandard)
{
    if (limit.sign() <= 0)
        return notPositive("limit");
    if (groups.size() < 2)
        return Error{Errc::InvalidArgument, "assessment.too-few-groups", {{"found", std::to_string(groups.size())}}, {}};
    std::vector<Mean> means;
    for (const auto& group : groups) {
        if (group.readings.empty())
            return Error{Errc::InvalidArgument, "assessment.no-readings", {{"date", group.date}}, {}};
        const auto date = parseIsoDate(group.date, {});
        CAL_TRY(date);
        Mean mean{std::chrono::sys_days(date->date), {}, count(group.readings.size())};
        for (const Decimal& reading : group.readings)
            mean.sum = mean.sum + reading;
        means.push_back(std::move(mean));
    }
    std::stable_sort(means.begin(), means.end(), [](const Mean& a, const Mean& b) { return a.day < b.day; });

    Stability out;
    out.enoughGroups = means.size() >= (newStandard ? kNewStandardGroups : 2);
    out.farEnough = true;
    for (std::size_t i = 0; i < means.size(); ++i) {
        out.means.push_back(means[i].toDouble());
        if (i > 0 && newStandard && (means[i].day - means[i - 1].day).count() < kGroupDistanceDays)
            out.farEnough = false;
    }
    const Mean* high = &means[means.size() - 2];
    const Mean* low = &means.back();
    if (newStandard)
        for (const Mean& mean : means) {
            if (scaledDifference(mean, *high).sign() > 0)
                high = &mean;
            if (scaledDifference(mean, *low).sign() < 0)
                low = &mean;
        }
    const Decimal scaled = scaledDifference(*high, *low).abs();
    const Decimal scale = high->n * low->n;
    out.value = scaled.toDouble() / scale.toDouble();
    out.holds = scaled < limit * scale;
    return out;
}

Result<ResultVerification> verifyByTransfer(const StatedResult& laboratory, const StatedResult& reference)
{
    CAL_TRY(requireStated(laboratory));
    CAL_TRY(requireStated(reference));
    const Decimal difference = (laboratory.value - reference.value).abs();
    ResultVerification out;
    out.difference = difference.toDouble();
    out.limit = std::hypot(atTwo(laboratory), atTwo(reference));
    // d² ≤ (2 U_lab/k_lab)² + (2 U_ref/k_ref)², times (k_lab k_ref)²
    out.holds = square(difference * laboratory.k * reference.k) <=
                Decimal(4) * (square(laboratory.expandedUncertainty * reference.k) + square(reference.expandedUncertainty * laboratory.k));
    return out;
}

Result<ResultVerification> verifyByComparison(const StatedResult& laboratory, std::span<const Decimal> all)
{
    CAL_TRY(requireStated(laboratory));
    if (all.size() < 3)
        return Error{Errc::InvalidArgument, "assessment.too-few-bodies", {{"found", std::to_string(all.size())}}, {}};
    if (std::find(all.begin(), all.end(), laboratory.value) == all.end())
        return Error{Errc::InvalidArgument, "assessment.not-among", {}, {}};
    Decimal sum;
    for (const Decimal& value : all)
        sum = sum + value;
    const Decimal n = count(all.size());
    const Decimal scaled = (n * laboratory.value - sum).abs(); // n·|y_lab − ȳ|
    ResultVerification out;
    out.difference = scaled.toDouble() / n.toDouble();
    out.limit = std::sqrt((n.toDouble() - 1) / n.toDouble()) * atTwo(laboratory);
    // (n d)² ≤ n(n−1)(2 U/k)²
    out.holds = square(scaled * laboratory.k) <= Decimal(4) * n * (n - Decimal(1)) * square(laboratory.expandedUncertainty);
    return out;
}

Result<Performance> enScore(const StatedResult& laboratory, const StatedResult& reference, bool partOfMean)
{
    CAL_TRY(requireStated(laboratory));
    CAL_TRY(requireStated(reference));
    const Decimal difference = laboratory.value - reference.value;
    const Decimal own = square(laboratory.expandedUncertainty * reference.k);
    const Decimal other = square(reference.expandedUncertainty * laboratory.k);
    const Decimal variance = Decimal(4) * (partOfMean ? own - other : own + other); // times (k k_X)²
    if (variance.sign() <= 0)
        return notPositive("U² − U_X²");
    const Decimal scaled = difference * laboratory.k * reference.k;
    return Performance{scaled.toDouble() / std::sqrt(variance.toDouble()),
                       square(scaled) <= variance ? Score::Satisfactory : Score::Unsatisfactory};
}

Result<Performance> zScore(const Decimal& value, const Decimal& assigned, const Decimal& sigma, const Decimal& uAssigned)
{
    if (sigma.sign() <= 0)
        return notPositive("σ_pt");
    if (uAssigned.sign() < 0)
        return notPositive("u(X)");
    const Decimal difference = value - assigned;
    const Decimal variance = square(sigma) + square(uAssigned);
    return judged(difference.toDouble() / std::sqrt(variance.toDouble()), square(difference) <= Decimal(4) * variance,
                  square(difference) < Decimal(9) * variance);
}

Result<Performance> zetaScore(const StatedResult& laboratory, const StatedResult& reference)
{
    CAL_TRY(requireStated(laboratory));
    CAL_TRY(requireStated(reference));
    const Decimal scaled = (laboratory.value - reference.value) * laboratory.k * reference.k;
    const Decimal variance = square(laboratory.expandedUncertainty * reference.k) + square(reference.expandedUncertainty * laboratory.k);
    return judged(scaled.toDouble() / std::sqrt(variance.toDouble()), square(scaled) <= Decimal(4) * variance,
                  square(scaled) < Decimal(9) * variance);
}

} // namespace cal::quality
