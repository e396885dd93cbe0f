// SPDX-License-Identifier: GPL-3.0-or-later
// Answers the checks of methods LPU1, TypeA, student_t and `rejected`.
#include "core/uncertainty/case_checks.h"

#include "core/uncertainty/type_a.h"

#include <cmath>

namespace cal::uncertainty {

namespace {

Error checkError(std::string key, std::vector<Arg> args)
{
    return {Errc::InvalidArgument, std::move(key), std::move(args), {}};
}

Error unsupportedCheck(const std::string& method, const std::string& quantity)
{
    return checkError("case.unsupported-check", {{"method", method}, {"quantity", quantity}});
}

/// What a check names: one output, or two for joint quantities.
Result<std::vector<std::string>> subjects(const CaseObject& check)
{
    if (check.has("output") == check.has("outputs"))
        return check.invalid("output", "output or outputs");
    if (check.has("output")) {
        auto name = check.name("output");
        CAL_TRY(name);
        return std::vector{*name};
    }
    const auto& names = check.json()["outputs"];
    if (names.size() != 2 || !names.at(0).isString() || !names.at(1).isString())
        return check.invalid("outputs", "[name, name]");
    return std::vector{names.at(0).asString(), names.at(1).asString()};
}

Result<double> answerTypeA(const CaseFacts& facts, const std::vector<std::string>& names, const std::string& quantity)
{
    std::vector<const CaseSeries*> series;
    for (const auto& name : names) {
        series.push_back(findSeries(facts.series, name));
        if (!series.back())
            return checkError("case.unknown-output", {{"output", name}});
    }
    if (quantity == "correlation" && series.size() == 2)
        return sampleCorrelation(series[0]->values, series[1]->values);
    if (series.size() != 1)
        return unsupportedCheck("TypeA", quantity);
    // The mean of a single observation exists, its spread does not.
    if (series[0]->values.size() == 1 && (quantity == "mean" || quantity == "dof"))
        return quantity == "mean" ? series[0]->values[0] : 0.0;
    auto statistics = typeA(series[0]->values);
    CAL_TRY(statistics);
    if (quantity == "mean")
        return statistics->mean;
    if (quantity == "std")
        return statistics->std;
    if (quantity == "std_of_mean")
        return statistics->stdOfMean;
    if (quantity == "dof")
        return statistics->dof;
    return unsupportedCheck("TypeA", quantity);
}

Result<CoverageRule> readCoverage(const CaseObject& check)
{
    CoverageRule rule{"t", 0, "none"};
    auto p = check.probability("p");
    CAL_TRY(p);
    rule.p = *p;
    if (check.has("coverage")) {
        auto name = check.string("coverage");
        CAL_TRY(name);
        if (*name != "t" && *name != "rectangular" && *name != "trapezoidal")
            return check.invalid("coverage", "t, rectangular, trapezoidal");
        rule.name = *name;
    }
    if (check.has("dof_rounding")) {
        auto rounding = check.string("dof_rounding");
        CAL_TRY(rounding);
        if (*rounding != "none" && *rounding != "floor" && *rounding != "nearest")
            return check.invalid("dof_rounding", "none, floor, nearest");
        rule.dofRounding = *rounding;
    }
    return rule;
}

Result<double> expandedFactor(const CaseObject& check, const Budget& budget, bool mayGiveK)
{
    if (mayGiveK && check.has("k")) {
        if (check.has("p"))
            return check.invalid("k", "p or k");
        return check.positive("k");
    }
    auto rule = readCoverage(check);
    CAL_TRY(rule);
    return coverageFactor(*rule, budget);
}

/// Σ_i Σ_j c_i c'_j r_ij u_i u_j
double covariance(const Budget& a, const Budget& b)
{
    const auto part = [](const Budget& budget, std::size_t i) { return budget.lines[i].sensitivity * budget.lines[i].input.u; };
    double sum = 0;
    for (std::size_t i = 0; i < a.lines.size(); ++i)
        sum += part(a, i) * part(b, i);
    for (const auto& c : a.correlations)
        sum += c.r * (part(a, c.a) * part(b, c.b) + part(a, c.b) * part(b, c.a));
    return sum;
}

Result<double> answerJoint(const Budget& a, const Budget& b, const std::string& quantity)
{
    if (quantity != "covariance" && quantity != "correlation")
        return unsupportedCheck("LPU1", quantity);
    const double joint = covariance(a, b);
    if (quantity == "covariance")
        return joint;
    if (a.combinedStandardUncertainty == 0 || b.combinedStandardUncertainty == 0)
        return checkError("case.no-correlation", {{"a", a.output}, {"b", b.output}});
    return joint / a.combinedStandardUncertainty / b.combinedStandardUncertainty;
}

Result<double> relative(double value, const Budget& budget)
{
    if (budget.estimate == 0)
        return checkError("case.relative-of-zero", {{"output", budget.output}});
    return value / std::fabs(budget.estimate);
}

Result<double> answerOfInput(const Budget& budget, const CaseObject& check, bool contribution)
{
    auto input = check.name("input");
    CAL_TRY(input);
    for (const auto& line : budget.lines)
        if (line.input.name == *input)
            return contribution ? line.contribution : line.sensitivity;
    return check.unknownName("input", *input);
}

Result<double> answerLinear(const Budget& budget, const CaseObject& check, const std::string& quantity)
{
    const double u = budget.combinedStandardUncertainty;
    if (quantity == "estimate")
        return budget.estimate;
    if (quantity == "std_uncertainty")
        return u;
    if (quantity == "rel_std_uncertainty")
        return relative(u, budget);
    if (quantity == "sensitivity" || quantity == "contribution")
        return answerOfInput(budget, check, quantity == "contribution");
    if (quantity == "nu_eff") {
        if (!budget.dofHolds)
            return checkError("coverage.correlated-dof", {});
        return budget.effectiveDof;
    }
    if (quantity == "coverage_factor")
        return expandedFactor(check, budget, false);
    const bool plain = quantity == "expanded_uncertainty", rel = quantity == "rel_expanded_uncertainty";
    const bool low = quantity == "interval_low", high = quantity == "interval_high";
    if (!plain && !rel && !low && !high)
        return unsupportedCheck("LPU1", quantity);
    auto k = expandedFactor(check, budget, plain || rel);
    CAL_TRY(k);
    const double expanded = *k * u;
    if (rel)
        return relative(expanded, budget);
    return plain ? expanded : low ? budget.estimate - expanded : budget.estimate + expanded;
}

Result<double> answerLpu1(const CaseFacts& facts, const CaseObject& check, const std::vector<std::string>& names,
                          const std::string& quantity)
{
    std::vector<const Budget*> budgets;
    for (const auto& name : names) {
        std::size_t index = 0;
        while (index < facts.outputs.size() && facts.outputs[index] != name)
            ++index;
        if (index == facts.outputs.size())
            return checkError("case.unknown-output", {{"output", name}});
        CAL_TRY(facts.budgets[index]);
        budgets.push_back(&*facts.budgets[index]);
    }
    if (budgets.size() == 2)
        return answerJoint(*budgets[0], *budgets[1], quantity);
    return answerLinear(*budgets[0], check, quantity);
}

Result<double> answerLookup(const CaseFacts& facts, const CaseObject& check, const std::vector<std::string>& names,
                            const std::string& quantity)
{
    if (names.size() != 1 || names[0] != facts.lookup)
        return checkError("case.unknown-output", {{"output", names[0]}});
    if (quantity != "coverage_factor")
        return unsupportedCheck("student_t", quantity);
    auto p = check.probability("p");
    CAL_TRY(p);
    auto nu = check.positive("nu");
    CAL_TRY(nu);
    return tFactor(*p, *nu);
}

bool isRejection(const Error& error)
{
    return error.key == "budget.correlation";
}

} // namespace

Result<double> answerCheck(const CaseFacts& facts, const CaseObject& check)
{
    CAL_TRY(check.only({"output", "outputs",   "method",        "quantity",  "input",         "rule",     "target",       "p",
                        "k",      "nu",        "alpha",         "u_target",  "limits",        "coverage", "dof_rounding", "interval",
                        "trials", "reference", "tol_reference", "published", "tol_published", "agrees",   "note"}));
    auto method = check.string("method");
    CAL_TRY(method);
    auto quantity = check.string("quantity");
    CAL_TRY(quantity);
    auto names = subjects(check);
    CAL_TRY(names);

    if (*method == "student_t" && !facts.lookup.empty())
        return answerLookup(facts, check, *names, *quantity);
    const bool rejected = !facts.budgets.empty() && !facts.budgets[0] && isRejection(facts.budgets[0].error());
    const bool asksRejection = *method == "validation" && *quantity == "rejected";
    if (asksRejection && !facts.unsupported && !facts.budgets.empty())
        return rejected ? 1.0 : 0.0;
    if (rejected) // a refused case answers nothing else
        return facts.budgets[0].error();
    if (*method == "TypeA")
        return answerTypeA(facts, *names, *quantity);
    if (facts.unsupported && (*method == "LPU1" || asksRejection))
        return *facts.unsupported;
    if (*method == "LPU1" && !facts.budgets.empty())
        return answerLpu1(facts, check, *names, *quantity);
    return unsupportedCheck(*method, *quantity);
}

} // namespace cal::uncertainty
