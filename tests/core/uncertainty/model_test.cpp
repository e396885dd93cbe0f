// SPDX-License-Identifier: GPL-3.0-or-later
// The model language: grammar, exact derivatives, refusal of garbage.
#include "core/uncertainty/model.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace {

using cal::uncertainty::Model;
using cal::uncertainty::ModelText;

ModelText modelOf(const std::string& expression, std::vector<std::string> inputs = {"x", "y"})
{
    ModelText text;
    text.inputs = std::move(inputs);
    text.outputs = {{"out", expression, "1"}};
    return text;
}

double modelValue(const std::string& expression, double x = 0, double y = 0)
{
    INFO(expression);
    const auto model = Model::compile(modelOf(expression));
    REQUIRE(model);
    const auto value = model->value(0, std::vector{x, y});
    REQUIRE(value);
    return *value;
}

std::string modelErrorKey(const std::string& expression)
{
    const auto model = Model::compile(modelOf(expression));
    return model ? "" : model.error().key;
}

std::string modelRunError(const std::string& expression, double x, double y = 0)
{
    INFO(expression);
    const auto model = Model::compile(modelOf(expression));
    REQUIRE(model);
    const auto linear = model->linear(0, std::vector{x, y});
    return linear ? "" : linear.error().key;
}

} // namespace

TEST_CASE("Model: precedence and associativity", "[uncertainty][model]")
{
    CHECK(modelValue("-2^2") == -4);
    CHECK(modelValue("(-2)^2") == 4);
    CHECK(modelValue("2^3^2") == 512);
    CHECK(modelValue("2^-1") == 0.5);
    CHECK(modelValue("-2^-2") == -0.25);
    CHECK(modelValue("2 - 3 - 4") == -5);
    CHECK(modelValue("16/4/2") == 2);
    CHECK(modelValue("2 + 3*4^2/8 - 1") == 7);
    CHECK(modelValue("2*-3") == -6);
    CHECK(modelValue("+-+3") == -3);
    CHECK(modelValue("- -x", 4) == 4);
    CHECK(modelValue(" 1.5e1\t+\n.5 ") == 15.5);
}

TEST_CASE("Model: numbers are decimal, as in C", "[uncertainty][model]")
{
    CHECK(modelValue("1.5e1 + .5 + 5. + 1E-1") == Approx(20.6));
    CHECK(modelErrorKey("0x10") == "model.syntax");
    CHECK(modelErrorKey("1.2.3") == "model.syntax");
    CHECK(modelErrorKey("1e") == "model.syntax");
    CHECK(modelErrorKey("1,5") == "model.syntax");
    CHECK(modelErrorKey(".") == "model.syntax");
    CHECK(modelErrorKey("2x") == "model.syntax");
    CHECK(modelErrorKey("1e999") == "model.number");
    CHECK(modelErrorKey("nan") == "model.unknown-name");
    CHECK(modelErrorKey("inf") == "model.unknown-name");
}

TEST_CASE("Model: functions and their exact derivatives", "[uncertainty][model]")
{
    // Each against a central difference; the margin is that of the difference, not ours.
    const struct {
        const char* expression;
        double x, y;
    } rows[] = {{"sin(x)", 0.7, 0},      {"cos(x)", 0.7, 0},    {"tan(x)", 0.7, 0},        {"asin(x)", 0.3, 0},
                {"acos(x)", 0.3, 0},     {"atan(x)", 0.3, 0},   {"atan2(y, x)", -1.2, .4}, {"atan2(x, y)", -1.2, -.4},
                {"exp(x)", 0.5, 0},      {"ln(x)", 2.5, 0},     {"log10(x)", 2.5, 0},      {"sqrt(x)", 2.5, 0},
                {"abs(x)", -2.5, 0},     {"ellipk(x)", 0.3, 0}, {"ellipk(x)", -2, 0},      {"ellipk(x)", 1e-3, 0},
                {"ellipe(x)", 0.3, 0},   {"ellipe(x)", -2, 0},  {"x^y", 1.7, 2.3},         {"x^3", -1.7, 0},
                {"x^-2", -1.7, 0},       {"x*y/(x + y)", 2, 3}, {"-x^2*y", 1.5, 2},        {"sqrt(x^2 + y^2)", 3, 4},
                {"20*log10(x/y)", 3, 4}, {"2^x", 1.5, 0},       {"x - y*pi", 1.5, 2},      {"exp(sin(x)*ln(y))", 0.4, 3}};
    for (const auto& row : rows) {
        INFO(row.expression << " at " << row.x << ", " << row.y);
        const auto model = Model::compile(modelOf(row.expression));
        REQUIRE(model);
        const auto linear = model->linear(0, std::vector{row.x, row.y});
        REQUIRE(linear);
        const double h = 1e-5;
        const double dx = (modelValue(row.expression, row.x + h, row.y) - modelValue(row.expression, row.x - h, row.y)) / (2 * h);
        CHECK(linear->sensitivities[0] == Approx(dx).epsilon(1e-8).margin(1e-9));
        if (model->uses(0, 1)) {
            const double dy = (modelValue(row.expression, row.x, row.y + h) - modelValue(row.expression, row.x, row.y - h)) / (2 * h);
            CHECK(linear->sensitivities[1] == Approx(dy).epsilon(1e-8).margin(1e-9));
        } else
            CHECK(linear->sensitivities[1] == 0);
    }
}

TEST_CASE("Model: values of the functions", "[uncertainty][model]")
{
    const double pi = std::numbers::pi;
    CHECK(modelValue("pi") == pi);
    CHECK(modelValue("atan2(1, -1)") == Approx(3 * pi / 4).epsilon(1e-15));
    CHECK(modelValue("ellipk(0)") == Approx(pi / 2).epsilon(1e-15));
    CHECK(modelValue("ellipe(0)") == Approx(pi / 2).epsilon(1e-15));
    CHECK(modelValue("ellipe(1)") == 1);
    CHECK(modelValue("ellipk(0.5)") == Approx(1.8540746773013719).epsilon(1e-14)); // Abramowitz and Stegun 17.3, parameter m
    CHECK(modelValue("ellipe(0.5)") == Approx(1.3506438810476755).epsilon(1e-14));
    CHECK(modelValue("log10(1000)") == Approx(3).epsilon(1e-15));
    CHECK(modelValue("ln(exp(2))") == Approx(2).epsilon(1e-15));
}

TEST_CASE("Model: derivatives at special places are exact, not nearly", "[uncertainty][model]")
{
    const auto derivative = [](const char* expression, double x) {
        const auto model = Model::compile(modelOf(expression));
        REQUIRE(model);
        const auto linear = model->linear(0, std::vector{x, 0.0});
        REQUIRE(linear);
        return linear->sensitivities[0];
    };
    CHECK(derivative("x^2", 0) == 0);
    CHECK(derivative("x^1", 0) == 1);
    CHECK(derivative("x^0", 0) == 0);
    CHECK(derivative("0^x", 2) == 0);
    CHECK(derivative("3*x^2", 2) == 12);
    CHECK(derivative("(1 - x)/(1 + x)", 1) == -0.5);
    CHECK(derivative("ellipk(x)", 0) == Approx(std::numbers::pi / 8).epsilon(1e-15));
    CHECK(derivative("x + sqrt(0)", 0) == 1); // an infinite slope of a constant is nobody's
}

TEST_CASE("Model: what has no value or no slope is an error", "[uncertainty][model]")
{
    CHECK(modelRunError("1/x", 0) == "model.not-finite");
    CHECK(modelRunError("1/(1/x)", 0) == "model.not-finite");
    CHECK(modelRunError("ln(x)", -1) == "model.not-finite");
    CHECK(modelRunError("ln(x)", 0) == "model.not-finite");
    CHECK(modelRunError("sqrt(x)", -1) == "model.not-finite");
    CHECK(modelRunError("asin(x)", 1.5) == "model.not-finite");
    CHECK(modelRunError("ellipk(x)", 1) == "model.not-finite");
    CHECK(modelRunError("atan2(x, y)", 0, 0) == "model.not-finite");
    CHECK(modelRunError("exp(x)", 1000) == "model.not-finite");
    CHECK(modelRunError("x", std::nan("")) == "model.not-finite");
    CHECK(modelRunError("(x - 8)^(1/3)", 0) == "model.not-finite");
    CHECK(modelRunError("sqrt(x)", 0) == "model.not-differentiable");
    CHECK(modelRunError("abs(x)", 0) == "model.not-differentiable");
    CHECK(modelRunError("asin(x)", 1) == "model.not-differentiable");
    CHECK(modelRunError("ellipe(x)", 1) == "model.not-differentiable");
    CHECK(modelRunError("sqrt(x^2 + y^2)", 0, 0) == "model.not-differentiable"); // 0·∞, not a silent 0
    CHECK(modelRunError("x + sqrt(y - y)", 1, 2) == "model.not-differentiable");
}

TEST_CASE("Model: intermediates, constants, several outputs", "[uncertainty][model]")
{
    ModelText text;
    text.inputs = {"a", "b"};
    text.constants = {{"c0", 299792458.0}};
    text.intermediates = {{"s", "a + b", "1"}, {"q", "s*s", "1"}};
    text.outputs = {{"one", "q/c0", "1"}, {"two", "1/a", "1"}, {"same", "b", "1"}};
    const auto model = Model::compile(text);
    REQUIRE(model);
    CHECK(model->outputCount() == 3);
    CHECK(model->text().outputs[1].name == "two");
    CHECK(model->uses(1, 0));
    CHECK_FALSE(model->uses(1, 1));
    CHECK(model->uses(0, 1));
    CHECK_FALSE(model->uses(7, 0));
    const std::vector<double> values{0, 3};
    const auto one = model->linear(0, values);
    REQUIRE(one); // trouble in `two` is not trouble here
    CHECK(one->value == 9 / 299792458.0);
    CHECK(one->sensitivities == std::vector<double>{6 / 299792458.0, 6 / 299792458.0});
    CHECK(model->linear(1, values).error().key == "model.not-finite");
    CHECK(model->linear(1, values).error().arg("output") == "two");
    CHECK(model->linear(2, values)->sensitivities == std::vector<double>{0, 1});
    CHECK(model->linear(3, values).error().key == "model.no-such-output");
    CHECK(model->linear(0, std::vector<double>{1}).error().key == "model.value-count");
}

TEST_CASE("Model: names", "[uncertainty][model]")
{
    const auto key = [](ModelText text) {
        const auto model = Model::compile(text);
        return model ? std::string() : model.error().key;
    };
    CHECK(key(modelOf("1", {"sin"})) == "model.reserved-name");
    CHECK(key(modelOf("1", {"pi"})) == "model.reserved-name");
    CHECK(key(modelOf("1", {"conj"})) == "model.reserved-name");
    CHECK(key(modelOf("1", {"a", "a"})) == "model.duplicate-name");
    CHECK(key(modelOf("1", {"1a"})) == "model.invalid-name");
    CHECK(key(modelOf("1", {""})) == "model.invalid-name");
    CHECK(key(modelOf("1", {"a-b"})) == "model.invalid-name");
    CHECK(key(modelOf("1", {"温度"})) == "model.invalid-name");
    CHECK(key(modelOf("1", {std::string(65, 'a')})) == "model.invalid-name");
    CHECK(key(modelOf(std::string(64, 'a'), {std::string(64, 'a')})).empty());
    CHECK(key(modelOf("_u1 + E", {"_u1", "E"})).empty());
    CHECK(key({{"a"}, {}, {}, {}}) == "model.no-output");
    CHECK(key({{"a"}, {}, {{"o", "a", "1"}, {"o", "a", "1"}}, {}}) == "model.duplicate-name");
    CHECK(key({{"a"}, {}, {{"exp", "a", "1"}}, {}}) == "model.reserved-name");
    CHECK(key({{"a"}, {{"a", "1", "1"}}, {{"o", "a", "1"}}, {}}) == "model.duplicate-name");
    CHECK(key({{"a"}, {}, {{"o", "a", "1"}}, {{"a", 1.0}}}) == "model.duplicate-name");
    CHECK(key({{"a"}, {{"later", "next", "1"}, {"next", "1", "1"}}, {{"o", "a", "1"}}, {}}) == "model.unknown-name"); // only those before
    CHECK(key({{"a"}, {}, {{"a", "a", "1"}}, {}}).empty()); // outputs have a name space of their own
}

TEST_CASE("Model: garbage", "[uncertainty][model]")
{
    CHECK(modelErrorKey("") == "model.empty");
    CHECK(modelErrorKey(" \t ") == "model.empty");
    CHECK(modelErrorKey("(x") == "model.unfinished");
    CHECK(modelErrorKey("((x)") == "model.unfinished");
    CHECK(modelErrorKey("x)") == "model.syntax");
    CHECK(modelErrorKey("()") == "model.syntax");
    CHECK(modelErrorKey("x +") == "model.unfinished");
    CHECK(modelErrorKey("* x") == "model.syntax");
    CHECK(modelErrorKey("x y") == "model.syntax");
    CHECK(modelErrorKey("x ** y") == "model.syntax");
    CHECK(modelErrorKey("x = y") == "model.syntax");
    CHECK(modelErrorKey("x; y") == "model.syntax");
    CHECK(modelErrorKey("sin x") == "model.syntax");
    CHECK(modelErrorKey("sin") == "model.unfinished");
    CHECK(modelErrorKey("sin()") == "model.arguments");
    CHECK(modelErrorKey("sin(x, y)") == "model.arguments");
    CHECK(modelErrorKey("atan2(x)") == "model.arguments");
    CHECK(modelErrorKey("sin(x,)") == "model.syntax");
    CHECK(modelErrorKey("sinh(x)") == "model.unknown-function");
    CHECK(modelErrorKey("x(y)") == "model.unknown-function");
    CHECK(modelErrorKey("log(x)") == "model.unknown-function");
    CHECK(modelErrorKey("z + 1") == "model.unknown-name");
    CHECK(modelErrorKey("polar(x, y)") == "model.complex-not-supported");
    CHECK(modelErrorKey("re(x)") == "model.complex-not-supported");
    CHECK(modelErrorKey(std::string("x\0+1", 4)) == "model.syntax");
    CHECK(modelErrorKey("x × y") == "model.syntax");
    CHECK(modelErrorKey("\xff\xfe") == "model.syntax");
}

TEST_CASE("Model: depth and size have limits that say so", "[uncertainty][model]")
{
    CHECK(modelErrorKey(std::string(10'000, '(') + "x" + std::string(10'000, ')')) == "model.too-deep");
    CHECK(modelErrorKey(std::string(10'000, '-') + "x") == "model.too-deep");
    CHECK(modelErrorKey(std::string(10'000, '(')) == "model.too-deep");
    CHECK(modelErrorKey(std::string(1'000'000, '+')) == "model.too-large");
    std::string towers, calls;
    for (int i = 0; i < 10'000; ++i) {
        towers += "2^";
        calls += "sin(";
    }
    CHECK(modelErrorKey(towers + "x") == "model.too-deep");
    CHECK(modelErrorKey(calls) == "model.too-deep");
    CHECK(modelErrorKey(std::string(200, '(') + "x" + std::string(200, ')')).empty());
    std::string sum = "x";
    for (int i = 0; i < 20'000; ++i)
        sum += " + x"; // a long chain is not deep
    CHECK(modelValue(sum, 1) == 20'001);
    ModelText many = modelOf("x");
    for (int i = 0; i < 5; ++i)
        many.outputs.push_back({"o" + std::to_string(i), sum + sum.substr(1), "1"});
    CHECK(Model::compile(many).error().key == "model.too-large");
}

TEST_CASE("Model: an error points at its place in characters", "[uncertainty][model]")
{
    const auto error = Model::compile(modelOf("x + y ) - 1")).error();
    CHECK(error.arg("column") == "7");
    CHECK(error.arg("found") == ")");
    CHECK(error.arg("expression") == "x + y ) - 1");
    CHECK(Model::compile(modelOf("x µ y")).error().arg("found") == "µ");
    const auto far = Model::compile(modelOf("x" + std::string(5000, ' ') + "µ" + std::string(5000, ' '))).error();
    CHECK(far.arg("column") == "5002");
    CHECK(far.arg("expression").size() < 100);
    CHECK(far.arg("expression").find("µ") != std::string_view::npos);
}
