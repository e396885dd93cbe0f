// SPDX-License-Identifier: GPL-3.0-or-later
// The uncertainty budget of one result: inputs, sensitivities, contributions, degrees of freedom, coverage. Saved whole with every point.
#pragma once

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/uncertainty/model.h"

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cal::uncertainty {

inline constexpr double kInfiniteDof = std::numeric_limits<double>::infinity();

struct StandardUncertainty {
    double u = 0; ///< k = 1 by definition
    double nu = kInfiniteDof;
};

/// Made only by expand(); U is never mistaken for u.
struct ExpandedUncertainty {
    double U = 0;
    double k = 0;
    double p = 0;
    std::string rule; ///< coverage rule that gave k
    bool operator==(const ExpandedUncertainty&) const = default;
};

/// StudentT: scale u (JCGM 101, 6.4.9); StudentTStd: scaled to the standard deviation u.
enum class Distribution { Normal, Rectangular, Triangular, Arcsine, Trapezoidal, StudentT, Exact, StudentTStd, CurvilinearTrapezoid };
std::string_view name(Distribution distribution);
Result<Distribution> distributionNamed(std::string_view name); ///< Errors: ParseError "budget.distribution" {name}

/// One input quantity of a budget.
struct BudgetInput {
    std::string name; ///< symbol in the model
    Text description; ///< what it is, for people
    std::string unit = "1";
    double estimate = 0;
    double u = 0; ///< standard uncertainty
    double nu = kInfiniteDof;
    Distribution distribution = Distribution::Normal;
    std::optional<double> halfWidth; ///< of rectangular, triangular, arcsine, trapezoidal
    std::optional<double> beta;      ///< of trapezoidal
    bool typeA = false;
    bool counts = true; ///< false: shown, but the larger of a pair counts instead (resolution or repeatability)
    std::string source; ///< where it comes from, language-free: "34401A 1y 10 V", "certificate DEMO-2026-0117"
    Text note;          ///< why it is 0 or does not count
    bool operator==(const BudgetInput&) const = default;
};

struct BudgetLine {
    BudgetInput input;
    double sensitivity = 0;  ///< c_i
    double contribution = 0; ///< |c_i| u(x_i), in the output's unit
    double share = 0;        ///< c_i² u_i² / u_c², 0 … 1 (0 for an input that does not count); correlated inputs may pass 1
    bool operator==(const BudgetLine&) const = default;
};

struct CoverageRule {
    /// `k2`: k = 2, p about 0.95 stated; `t`: k = t_p(ν_eff); `rectangular`: p·√3; `trapezoidal`: EA-4/02 S10.
    std::string name = "k2";
    double p = 0.9545;
    std::string dofRounding = "floor"; ///< for `t`: none, floor, nearest (JJF 1059.1: truncate)
    bool operator==(const CoverageRule&) const = default;
};

struct Correlation {
    std::size_t a = 0, b = 0; ///< indices of inputs
    double r = 0;
    bool operator==(const Correlation&) const = default;
};

struct Budget {
    std::string output, unit, expression;
    std::vector<BudgetLine> lines;
    double estimate = 0;
    double combinedStandardUncertainty = 0; ///< u_c
    double effectiveDof = kInfiniteDof;     ///< ν_eff, not truncated; the smallest ν_i where `dofHolds` is false
    bool dofHolds = true;                   ///< false: inputs of finite ν are correlated, Welch–Satterthwaite does not apply
    ExpandedUncertainty expanded;
    CoverageRule coverage;                      ///< the rule as asked for
    std::vector<NamedExpression> intermediates; ///< with `constants` and `correlations`: all that recompute() needs
    std::vector<NamedValue> constants;
    std::vector<Correlation> correlations; ///< indices of `lines`
    std::string engine;                    ///< version of the engine that computed it, for recomputation

    [[nodiscard]] Json toJson() const; ///< canonical: doubles as shortest strings
    /// Errors: ParseError "budget.field" {field}, "budget.distribution" {name}.
    static Result<Budget> fromJson(const Json& json);
    bool operator==(const Budget&) const = default;
};

/// Linear propagation of first order with budget (GUM 5.1, 5.2; G.4.1 for ν_eff) and expansion by the coverage rule.
/// `inputs` names every input of the model once, in any order; the budget keeps this order, and correlations are indices into it.
/// Inputs that do not count are shown with their contribution and take no part in u_c, ν_eff and k.
/// `rectangular` and `trapezoidal` ask that all other contributions together stay within 0.3 of the dominant one or two (EA-4/02 S9, S10).
/// Errors: those of Model::linear; InvalidArgument "budget.overflow" {output}, "budget.missing-input" {input}, "budget.unknown-input"
/// {input}, "budget.duplicate-input" {input}, "budget.input-value" {input, field}, "budget.correlation-pair" {a, b},
/// "budget.correlation-limit" {limit}, "budget.correlation" for a matrix that is not positive semi-definite, and those of coverageFactor.
Result<Budget> evaluate(const Model& model, std::size_t output, const std::vector<BudgetInput>& inputs, const CoverageRule& coverage,
                        const std::vector<Correlation>& correlations = {});

/// Evaluates a saved budget again from its own inputs, expressions and rules.
Result<Budget> recompute(const Budget& saved);

/// k of a rule for these lines, without asking whether the shape fits (uncertainty-case/2, LPU1 `coverage_factor`).
/// Errors: InvalidArgument "coverage.unknown-rule" {rule}, "coverage.unknown-rounding" {rounding}, "coverage.probability" {p},
/// "coverage.dof" {nu}, "coverage.correlated-dof", "coverage.no-rectangular", and from evaluate "coverage.not-rectangular" {rule, ratio}.
Result<double> coverageFactor(const CoverageRule& rule, const Budget& budget);

/// The Welch–Satterthwaite formula. @param contributions |c_i| u(x_i) ≥ 0 with ν_i > 0, infinity allowed; independent inputs only.
/// @return ν_eff, infinity when every ν_i is; not truncated. Source: JCGM 100:2008 G.4.1 (G.2b).
/// Errors: InvalidArgument "dof.negative-contribution", "dof.not-positive".
Result<double> effectiveDegreesOfFreedom(std::span<const StandardUncertainty> contributions);

/// t((1+p)/2, ν); the normal quantile for infinite ν. 0.6827, 0.9545, 0.9973 stand for the exact probabilities of 1, 2, 3 σ.
/// Errors: InvalidArgument "coverage.probability" {p} unless 0 < p < 1, "coverage.dof" {nu} unless ν > 0 gives a finite factor.
Result<double> tFactor(double p, double nu);

} // namespace cal::uncertainty
