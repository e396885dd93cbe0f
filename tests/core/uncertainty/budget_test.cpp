// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets: propagation with correlations, lines that do not count, JSON bit for bit, recomputation, refusal.
#include "core/uncertainty/budget.h"

#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace {

using cal::uncertainty::Budget;
using cal::uncertainty::BudgetInput;
using cal::uncertainty::Correlation;
using cal::uncertainty::CoverageRule;
using cal::uncertainty::Distribution;
using cal::uncertainty::evaluate;
using cal::uncertainty::Model;

BudgetInput budgetInput(const std::string& name, double estimate, double u)
{
    BudgetInput input;
    input.name = name;
    input.estimate = estimate;
    input.u = u;
    return input;
}

Model budgetModel(const std::string& expression, std::vector<std::string> inputs)
{
    cal::uncertainty::ModelText text;
    text.inputs = std::move(inputs);
    text.outputs = {{"E", expression, "V"}};
    const auto model = Model::compile(text);
    REQUIRE(model);
    return *model;
}

double budgetU(const std::string& expression, const std::vector<Correlation>& correlations, double ua = 3, double ub = 4)
{
    const auto budget =
        evaluate(budgetModel(expression, {"a", "b"}), 0, {budgetInput("a", 1, ua), budgetInput("b", 2, ub)}, {}, correlations);
    REQUIRE(budget);
    return budget->combinedStandardUncertainty;
}

std::string budgetErrorKey(const std::vector<BudgetInput>& inputs, const std::vector<Correlation>& correlations = {},
                           const CoverageRule& rule = {})
{
    const auto budget = evaluate(budgetModel("a + b + c", {"a", "b", "c"}), 0, inputs, rule, correlations);
    return budget ? "" : budget.error().key;
}

bool sameBudgetBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

} // namespace

TEST_CASE("Budget: lines carry sensitivity, contribution and share", "[uncertainty][budget]")
{
    const auto budget = evaluate(budgetModel("2*a - b", {"a", "b"}), 0, {budgetInput("a", 1, 1.5), budgetInput("b", 2, 4)}, {});
    REQUIRE(budget);
    CHECK(budget->output == "E");
    CHECK(budget->unit == "V");
    CHECK(budget->expression == "2*a - b");
    CHECK(budget->estimate == 0);
    CHECK(budget->combinedStandardUncertainty == 5);
    CHECK(budget->lines[0].sensitivity == 2);
    CHECK(budget->lines[0].contribution == 3);
    CHECK(budget->lines[0].share == Approx(0.36).epsilon(1e-14));
    CHECK(budget->lines[1].sensitivity == -1);
    CHECK(budget->lines[1].contribution == 4);
    CHECK(budget->lines[1].share == Approx(0.64).epsilon(1e-14));
    CHECK(budget->expanded.U == 10);
    CHECK_FALSE(budget->engine.empty());
}

TEST_CASE("Budget: inputs are matched by name and keep their order", "[uncertainty][budget]")
{
    const auto budget = evaluate(budgetModel("a - b", {"a", "b"}), 0, {budgetInput("b", 2, 4), budgetInput("a", 10, 3)}, {});
    REQUIRE(budget);
    CHECK(budget->estimate == 8);
    CHECK(budget->lines[0].input.name == "b");
    CHECK(budget->lines[0].sensitivity == -1);
}

TEST_CASE("Budget: a line that does not count is shown and left out", "[uncertainty][budget]")
{
    auto resolution = budgetInput("a", 0, 3);
    resolution.counts = false;
    resolution.nu = 2;
    auto repeatability = budgetInput("b", 0, 4);
    repeatability.nu = 9;
    const auto budget = evaluate(budgetModel("a + b", {"a", "b"}), 0, {resolution, repeatability}, {});
    REQUIRE(budget);
    CHECK(budget->lines[0].contribution == 3);
    CHECK(budget->lines[0].share == 0);
    CHECK(budget->lines[1].share == 1);
    CHECK(budget->combinedStandardUncertainty == 4);
    CHECK(budget->effectiveDof == 9);
    const auto correlated = evaluate(budgetModel("a + b", {"a", "b"}), 0, {resolution, repeatability}, {}, {{0, 1, 0.9}});
    REQUIRE(correlated);
    CHECK(correlated->combinedStandardUncertainty == 4); // its correlation does not come back through the side door
    CHECK(correlated->dofHolds);
}

TEST_CASE("Budget: correlations", "[uncertainty][budget]")
{
    CHECK(budgetU("a + b", {}) == 5);
    CHECK(budgetU("a + b", {{0, 1, 1.0}}) == 7);
    CHECK(budgetU("a - b", {{0, 1, 1.0}}) == 1);
    CHECK(budgetU("a + b", {{1, 0, -1.0}}) == 1);
    CHECK(budgetU("a - b", {{0, 1, 1.0}}, 4, 4) == 0);
    CHECK(budgetU("a + b", {{0, 1, 0.5}}) == Approx(std::sqrt(37.0)).epsilon(1e-15));
    // Full cancellation of numbers that are not exact leaves zero or a rounding error, never a NaN.
    const double rest = budgetU("0.3*a - 0.1*b", {{0, 1, 1.0}}, 0.1, 0.3);
    CHECK(rest >= 0);
    CHECK(rest < 1e-8);
}

TEST_CASE("Budget: sizes far from one keep every digit", "[uncertainty][budget]")
{
    CHECK(budgetU("a + b", {}, std::ldexp(3, 900), std::ldexp(4, 900)) == std::ldexp(5, 900)); // squares would overflow
    CHECK(budgetU("a + b", {}, std::ldexp(3, -900), std::ldexp(4, -900)) == std::ldexp(5, -900));
    CHECK(budgetU("a + b", {}, 0, 0) == 0);
    CHECK(evaluate(budgetModel("1e300*a", {"a"}), 0, {budgetInput("a", 1, 1e300)}, {}).error().key == "budget.overflow");
}

TEST_CASE("Budget: correlation matrices that cannot be are refused", "[uncertainty][budget]")
{
    const std::vector<BudgetInput> inputs{budgetInput("a", 0, 1), budgetInput("b", 0, 1), budgetInput("c", 0, 1)};
    CHECK(budgetErrorKey(inputs, {{0, 1, 0.9}, {0, 2, 0.9}, {1, 2, -0.9}}) == "budget.correlation");
    CHECK(budgetErrorKey(inputs, {{0, 1, 1}, {0, 2, 1}, {1, 2, 0.99}}) == "budget.correlation");
    CHECK(budgetErrorKey(inputs, {{0, 1, 1}, {0, 2, 1}, {1, 2, 1}}).empty()); // |r| = 1 is valid
    CHECK(budgetErrorKey(inputs, {{0, 1, -1}, {0, 2, 1}, {1, 2, -1}}).empty());
    // r12 = r13 = 1/√2 with r23 = 0: smallest eigenvalue 0 but for rounding
    CHECK(budgetErrorKey(inputs, {{0, 1, std::sqrt(0.5)}, {0, 2, std::sqrt(0.5)}}).empty());
    CHECK(budgetErrorKey(inputs, {{0, 1, std::sqrt(0.5) + 1e-7}, {0, 2, std::sqrt(0.5) + 1e-7}}) == "budget.correlation");
    CHECK(budgetErrorKey(inputs, {{0, 0, 0.5}}) == "budget.correlation-pair");
    CHECK(budgetErrorKey(inputs, {{0, 1, 1.5}}) == "budget.correlation-pair");
    CHECK(budgetErrorKey(inputs, {{0, 1, std::nan("")}}) == "budget.correlation-pair");
    CHECK(budgetErrorKey(inputs, {{0, 7, 0.5}}) == "budget.correlation-pair");
    CHECK(budgetErrorKey(inputs, {{0, 1, 0.5}, {1, 0, 0.5}}) == "budget.correlation-pair");
}

TEST_CASE("Budget: correlated readings have no effective degrees of freedom", "[uncertainty][budget]")
{
    std::vector<BudgetInput> inputs{budgetInput("a", 0, 1), budgetInput("b", 0, 1), budgetInput("c", 0, 1)};
    inputs[0].nu = 4;
    inputs[1].nu = 6;
    const auto model = budgetModel("a + b + c", {"a", "b", "c"});
    const auto budget = evaluate(model, 0, inputs, {}, {{0, 1, 0.5}});
    REQUIRE(budget);
    CHECK_FALSE(budget->dofHolds);
    CHECK(budget->effectiveDof == 4);
    CHECK(budgetErrorKey(inputs, {{0, 1, 0.5}}, {"t", 0.95, "floor"}) == "coverage.correlated-dof");
    CHECK(evaluate(model, 0, inputs, {}, {{0, 1, 0.0}})->dofHolds); // r = 0 is no correlation
}

TEST_CASE("Budget: inputs that are not what the model asks for", "[uncertainty][budget]")
{
    const auto a = budgetInput("a", 0, 1), b = budgetInput("b", 0, 1), c = budgetInput("c", 0, 1), d = budgetInput("d", 0, 1);
    CHECK(budgetErrorKey({a, b}) == "budget.missing-input");
    CHECK(budgetErrorKey({a, b, c, d}) == "budget.unknown-input");
    CHECK(budgetErrorKey({a, b, c, c}) == "budget.duplicate-input");
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(budgetErrorKey({a, b, budgetInput("c", std::nan(""), 1)}) == "budget.input-value");
    CHECK(budgetErrorKey({a, b, budgetInput("c", infinity, 1)}) == "budget.input-value");
    CHECK(budgetErrorKey({a, b, budgetInput("c", 0, -1)}) == "budget.input-value");
    CHECK(budgetErrorKey({a, b, budgetInput("c", 0, std::nan(""))}) == "budget.input-value");
    CHECK(budgetErrorKey({a, b, budgetInput("c", 0, infinity)}) == "budget.input-value");
    auto noFreedom = c;
    noFreedom.nu = 0;
    CHECK(budgetErrorKey({a, b, noFreedom}) == "budget.input-value");
}

TEST_CASE("Budget: JSON and recomputation are exact to the bit", "[uncertainty][budget]")
{
    std::mt19937_64 random(20261123);
    std::uniform_real_distribution<double> exponent(-30, 30), mantissa(1, 10), part(0, 1);
    for (int round = 0; round < 200; ++round) {
        cal::uncertainty::ModelText text;
        text.inputs = {"a", "b", "c"};
        text.constants = {{"k0", mantissa(random)}};
        text.intermediates = {{"s", "a*b + k0", "1"}};
        text.outputs = {{"y", "s/c", "V"}};
        const auto model = Model::compile(text);
        REQUIRE(model);
        std::vector<BudgetInput> inputs;
        for (const char* name : {"c", "a", "b"}) {
            auto input = budgetInput(name, mantissa(random), mantissa(random) * std::pow(10.0, exponent(random)));
            input.description = {"电压", "voltage"};
            input.note = {"注", "note"};
            input.source = "34401A 1y 10 V";
            input.unit = "µV";
            inputs.push_back(input);
        }
        inputs[0].nu = 1 + 100 * part(random);
        inputs[1].distribution = Distribution::Trapezoidal;
        inputs[1].halfWidth = inputs[1].u;
        inputs[1].beta = part(random);
        inputs[2].typeA = true;
        inputs[2].counts = round % 3 != 0;
        const CoverageRule rule{"t", 0.95, "none"};
        const auto budget = evaluate(*model, 0, inputs, rule, {{1, 2, 2 * part(random) - 1}});
        REQUIRE(budget);

        const auto bytes = budget->toJson().canonical();
        REQUIRE(bytes);
        const auto json = cal::Json::parse(*bytes);
        REQUIRE(json);
        const auto back = Budget::fromJson(*json);
        REQUIRE(back);
        CHECK(*back == *budget);
        CHECK(sameBudgetBits(back->combinedStandardUncertainty, budget->combinedStandardUncertainty));
        CHECK(sameBudgetBits(back->lines[2].share, budget->lines[2].share));
        CHECK(*back->toJson().canonical() == *bytes);

        const auto again = cal::uncertainty::recompute(*back);
        REQUIRE(again);
        CHECK(*again == *budget);
    }
}

TEST_CASE("Budget: damaged JSON names the field", "[uncertainty][budget]")
{
    auto input = budgetInput("a", 1, 2);
    input.halfWidth = 2;
    input.beta = 0.5;
    const auto budget = evaluate(budgetModel("a", {"a"}), 0, {input}, {});
    REQUIRE(budget);
    const cal::Json good = budget->toJson();
    REQUIRE(Budget::fromJson(good));
    for (const auto& [key, value] : good.asObject()) {
        auto damaged = good.asObject();
        damaged.erase(key);
        const auto missing = Budget::fromJson(damaged);
        INFO(key);
        REQUIRE_FALSE(missing);
        CHECK(missing.error().key == "budget.field");
        CHECK(missing.error().arg("field").substr(0, key.size()) == key);
        damaged = good.asObject();
        damaged[key] = cal::Json(cal::Json::Number{"1.5"});
        CHECK_FALSE(Budget::fromJson(damaged));
    }
    for (const auto& [key, value] : good["lines"].at(0).asObject()) {
        for (const cal::Json& garbage : {cal::Json("?"), cal::Json(7), cal::Json(nullptr), cal::Json("nan")}) {
            const bool isText = key == "name" || key == "unit" || key == "source";
            if (isText && garbage.isString())
                continue;
            auto damaged = good.asObject();
            auto line = good["lines"].at(0).asObject();
            line[key] = garbage;
            damaged["lines"] = cal::Json::Array{line};
            INFO(key << " " << garbage.pretty());
            const auto result = Budget::fromJson(damaged);
            REQUIRE_FALSE(result);
            CHECK(result.error().arg("field") == "lines[0]." + key);
        }
    }
    CHECK_FALSE(Budget::fromJson(cal::Json()));
    CHECK_FALSE(Budget::fromJson(cal::Json::Array{}));
}

TEST_CASE("Distribution names go both ways", "[uncertainty][budget]")
{
    for (int i = 0; i <= static_cast<int>(Distribution::CurvilinearTrapezoid); ++i) {
        const auto distribution = static_cast<Distribution>(i);
        CHECK(*cal::uncertainty::distributionNamed(cal::uncertainty::name(distribution)) == distribution);
    }
    CHECK(cal::uncertainty::distributionNamed("gaussian").error().key == "budget.distribution");
}
