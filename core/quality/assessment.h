// SPDX-License-Identifier: GPL-3.0-or-later
// Assessments of a measurement standard by JJF 1033 (repeatability, stability, verification of results) and scores of comparisons
// (ISO 13528:2022, ISO/IEC 17043:2023). Pure computation; what decides is compared exactly, roots are taken for people only.
#pragma once

#include "core/base/decimal.h"
#include "core/uncertainty/type_a.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cal::quality {

/// Readings of one repeatability test that JJF 1033 asks for as a rule. Confidence medium: to be checked in JJF 1033-2023.
inline constexpr int kUsualReadings = 10;
/// Groups a new measurement standard needs for its stability (JJF 1033), and their distance in days ("more than a month").
inline constexpr int kNewStandardGroups = 4;
inline constexpr int kGroupDistanceDays = 31;

struct Repeatability {
    double s = 0; ///< experimental standard deviation of one reading, by Bessel
    double mean = 0;
    int n = 0;
    bool usualNumber = false; ///< n ≥ kUsualReadings
};
/// All readings in one unit. Differences from the first reading are exact. Errors: those of uncertainty::typeA (bessel).
Result<Repeatability> repeatability(std::span<const Decimal> readings);
/// JJF 1033: where the new s exceeds the one in the budget, U is evaluated again and the standard's fitness checked.
bool exceedsBudget(const Repeatability& test, const Decimal& sInBudget);

/// Readings of one day under repeatability conditions; their mean is one result of the stability assessment.
struct StabilityGroup {
    std::string date; ///< ISO
    std::vector<Decimal> readings;
};
struct Stability {
    double value = 0; ///< new standard: max − min of the group means; existing one: |last − the one before|
    bool holds = false;
    bool enoughGroups = false; ///< new: at least kNewStandardGroups; existing: two
    bool farEnough = false;    ///< new: each group at least kGroupDistanceDays after the one before
    std::vector<double> means; ///< in the order of the dates
};
/// `limit`: |MPE| where the standard is used at nominal value (按级), U (k = 2) of the correction where it is used with corrections (按等);
/// the stability must be below it. Errors: InvalidArgument "assessment.too-few-groups" {found}, "assessment.no-readings" {date},
/// "assessment.not-positive" {what}; ParseError "date.syntax" {text}.
Result<Stability> stability(const std::vector<StabilityGroup>& groups, const Decimal& limit, bool newStandard);

/// A result as a certificate states it.
struct StatedResult {
    Decimal value;
    Decimal expandedUncertainty; ///< U > 0, in the unit of the value
    Decimal k{2};                ///< > 0
};
struct ResultVerification {
    double difference = 0; ///< |y_lab − y_ref|, or |y_lab − ȳ|
    double limit = 0;      ///< √(U_lab² + U_ref²), or √((n−1)/n)·U_lab, with k = 2
    bool holds = false;
};
/// Verification by transfer (传递比较法): |y_lab − y_ref| ≤ √(U_lab² + U_ref²), both U first converted to k = 2.
/// Errors: InvalidArgument "assessment.not-positive" {what}.
Result<ResultVerification> verifyByTransfer(const StatedResult& laboratory, const StatedResult& reference);
/// Verification by comparison of n bodies of equal class (比对法): |y_lab − ȳ| ≤ √((n−1)/n)·U_lab. `all` holds the laboratory's own value,
/// too. Errors: InvalidArgument "assessment.not-positive" {what}, "assessment.too-few-bodies" {found}, "assessment.not-among".
Result<ResultVerification> verifyByComparison(const StatedResult& laboratory, std::span<const Decimal> all);

enum class Score { Satisfactory, Questionable, Unsatisfactory };
struct Performance {
    double score = 0;
    Score judgement = Score::Satisfactory;
};
/// E_n = (x − X)/√(U² + U_X²) with both U at k = 2; |E_n| ≤ 1 is satisfactory. `partOfMean`: the laboratory contributed to X, then the
/// denominator is √(U² − U_X²). Errors: InvalidArgument "assessment.not-positive" {what}, also for a denominator that is not.
Result<Performance> enScore(const StatedResult& laboratory, const StatedResult& reference, bool partOfMean = false);
/// z = (x − X)/σ_pt, with u(X) given z′ = (x − X)/√(σ_pt² + u²(X)). |z| ≤ 2 satisfactory, below 3 questionable, else unsatisfactory.
Result<Performance> zScore(const Decimal& value, const Decimal& assigned, const Decimal& sigma, const Decimal& uAssigned = {});
/// ζ = (x − X)/√(u² + u²(X)) with u = U/k; limits as for z.
Result<Performance> zetaScore(const StatedResult& laboratory, const StatedResult& reference);

} // namespace cal::quality
