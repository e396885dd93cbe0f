// SPDX-License-Identifier: GPL-3.0-or-later
// Linear propagation of first order and the budget table.
#include "core/uncertainty/budget.h"

#include "core/uncertainty/coverage.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace cal::uncertainty {

namespace {

constexpr std::string_view kEngine = "calbench-lpu/1";
constexpr double kSmallestEigenvalue = -1e-10;
constexpr std::size_t kMaxCorrelated = 1000; // the check of the matrix takes the cube of it

Error inputError(std::string key, const std::string& input)
{
    return {Errc::InvalidArgument, std::move(key), {{"input", input}}, {}};
}

Error valueError(const std::string& input, std::string field)
{
    return {Errc::InvalidArgument, "budget.input-value", {{"input", input}, {"field", std::move(field)}}, {}};
}

Result<void> checkInput(const BudgetInput& input)
{
    if (!std::isfinite(input.estimate))
        return valueError(input.name, "estimate");
    if (!(input.u >= 0) || std::isinf(input.u))
        return valueError(input.name, "u");
    if (!(input.nu > 0))
        return valueError(input.name, "nu");
    return {};
}

/// For each input of the model its place in `inputs`.
Result<std::vector<std::size_t>> matchInputs(const Model& model, const std::vector<BudgetInput>& inputs)
{
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        CAL_TRY(checkInput(inputs[i]));
        if (!places.emplace(inputs[i].name, i).second)
            return inputError("budget.duplicate-input", inputs[i].name);
    }
    std::vector<std::size_t> order;
    for (const auto& name : model.text().inputs) {
        const auto place = places.find(name);
        if (place == places.end())
            return inputError("budget.missing-input", name);
        order.push_back(place->second);
        places.erase(place);
    }
    if (!places.empty())
        return inputError("budget.unknown-input", std::string(places.begin()->first));
    return order;
}

/// No eigenvalue below −1e-10: R + 1e-10·I has a Cholesky factor. Only inputs that are correlated at all enter.
Result<void> checkCorrelations(const std::vector<Correlation>& correlations, const std::vector<BudgetInput>& inputs)
{
    std::map<std::size_t, std::size_t> rows;
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const auto& c : correlations) {
        const bool known = c.a < inputs.size() && c.b < inputs.size();
        if (!known || c.a == c.b || !(c.r >= -1 && c.r <= 1) || !seen.insert(std::minmax(c.a, c.b)).second)
            return Error{Errc::InvalidArgument,
                         "budget.correlation-pair",
                         {{"a", known ? inputs[c.a].name : std::to_string(c.a)}, {"b", known ? inputs[c.b].name : std::to_string(c.b)}},
                         {}};
        rows.emplace(c.a, rows.size());
        rows.emplace(c.b, rows.size());
    }
    const std::size_t n = rows.size();
    if (n > kMaxCorrelated)
        return Error{Errc::InvalidArgument, "budget.correlation-limit", {{"limit", std::to_string(kMaxCorrelated)}}, {}};
    std::vector<double> l(n * n, 0.0); // lower triangle, becomes the factor
    for (std::size_t i = 0; i < n; ++i)
        l[i * n + i] = 1 - kSmallestEigenvalue;
    for (const auto& c : correlations) {
        const auto [column, row] = std::minmax(rows[c.a], rows[c.b]);
        l[row * n + column] = c.r;
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = l[i * n + j];
            for (std::size_t k = 0; k < j; ++k)
                rest -= l[i * n + k] * l[j * n + k];
            if (i != j)
                l[i * n + j] = rest / l[j * n + j];
            else if (rest > 0)
                l[i * n + i] = std::sqrt(rest);
            else
                return Error{Errc::InvalidArgument, "budget.correlation", {}, {}};
        }
    return {};
}

/// √(Σ c_i²u_i² + 2 Σ r_ij c_i c_j u_i u_j), `signedParts` being the c_i u_i that count.
double combine(const std::vector<double>& signedParts, const std::vector<Correlation>& correlations)
{
    double largest = 0;
    for (const double part : signedParts)
        largest = std::max(largest, std::fabs(part));
    if (largest == 0)
        return 0;
    // A power of two as the scale leaves every digit as it is and keeps squares in range.
    const int scale = std::ilogb(largest);
    double sum = 0;
    for (const double part : signedParts)
        sum += std::scalbn(part, -scale) * std::scalbn(part, -scale);
    for (const auto& c : correlations)
        sum += 2 * c.r * std::scalbn(signedParts[c.a], -scale) * std::scalbn(signedParts[c.b], -scale);
    // Full correlation may leave a rounding error below zero.
    return std::scalbn(std::sqrt(std::max(sum, 0.0)), scale);
}

void fillDegreesOfFreedom(Budget& budget)
{
    std::vector<StandardUncertainty> parts;
    double smallest = kInfiniteDof;
    for (const auto& line : budget.lines)
        if (line.input.counts && line.contribution > 0) {
            parts.push_back({line.contribution, line.input.nu});
            smallest = std::min(smallest, line.input.nu);
        }
    const auto matters = [&](std::size_t i) { return budget.lines[i].input.counts && budget.lines[i].contribution > 0; };
    const auto finite = [&](std::size_t i) { return std::isfinite(budget.lines[i].input.nu); };
    for (const auto& c : budget.correlations)
        if (c.r != 0 && matters(c.a) && matters(c.b) && (finite(c.a) || finite(c.b)))
            budget.dofHolds = false;
    budget.effectiveDof = budget.dofHolds ? welchSatterthwaite(parts, budget.combinedStandardUncertainty) : smallest;
}

} // namespace

Result<Budget> evaluate(const Model& model, std::size_t output, const std::vector<BudgetInput>& inputs, const CoverageRule& coverage,
                        const std::vector<Correlation>& correlations)
{
    auto order = matchInputs(model, inputs);
    CAL_TRY(order);
    CAL_TRY(checkCorrelations(correlations, inputs));
    std::vector<double> estimates;
    for (const auto place : *order)
        estimates.push_back(inputs[place].estimate);
    auto linear = model.linear(output, estimates);
    CAL_TRY(linear);

    Budget budget;
    const auto& named = model.text().outputs[output];
    budget.output = named.name;
    budget.unit = named.unit;
    budget.expression = named.expression;
    budget.intermediates = model.text().intermediates;
    budget.constants = model.text().constants;
    budget.correlations = correlations;
    budget.coverage = coverage;
    budget.engine = kEngine;
    budget.estimate = linear->value;
    std::vector<double> signedParts(inputs.size(), 0.0);
    for (const auto& input : inputs)
        budget.lines.push_back({input, 0, 0, 0});
    for (std::size_t i = 0; i < order->size(); ++i) {
        auto& line = budget.lines[(*order)[i]];
        line.sensitivity = linear->sensitivities[i];
        line.contribution = std::fabs(line.sensitivity) * line.input.u;
        if (line.input.counts)
            signedParts[(*order)[i]] = line.sensitivity * line.input.u;
    }
    budget.combinedStandardUncertainty = combine(signedParts, correlations);
    if (!std::isfinite(budget.combinedStandardUncertainty))
        return Error{Errc::InvalidArgument, "budget.overflow", {{"output", budget.output}}, {}};
    for (auto& line : budget.lines)
        if (line.input.counts && budget.combinedStandardUncertainty > 0) {
            const double part = line.contribution / budget.combinedStandardUncertainty;
            line.share = part * part;
        }
    fillDegreesOfFreedom(budget);

    CAL_TRY(requireShape(coverage, budget.lines));
    auto k = coverageFactor(coverage, budget);
    CAL_TRY(k);
    budget.expanded = {*k * budget.combinedStandardUncertainty, *k, coverage.p, coverage.name};
    return budget;
}

Result<Budget> recompute(const Budget& saved)
{
    ModelText text;
    std::vector<BudgetInput> inputs;
    for (const auto& line : saved.lines) {
        text.inputs.push_back(line.input.name);
        inputs.push_back(line.input);
    }
    text.intermediates = saved.intermediates;
    text.constants = saved.constants;
    text.outputs = {{saved.output, saved.expression, saved.unit}};
    auto model = Model::compile(text);
    CAL_TRY(model);
    return evaluate(*model, 0, inputs, saved.coverage, saved.correlations);
}

} // namespace cal::uncertainty
