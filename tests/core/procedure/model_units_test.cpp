// SPDX-License-Identifier: GPL-3.0-or-later
// Dimensions of models: what may be added to what.
#include "core/procedure/model_units.h"

#include <catch2/catch.hpp>

namespace {

using cal::uncertainty::ModelText;

/// Key of the first error of `expression` declared in `unit`; empty when there is none.
std::string modelUnitError(const std::string& expression, const std::string& unit,
                           const std::vector<std::pair<std::string, std::string>>& inputs)
{
    ModelText model;
    std::vector<cal::units::Unit> units;
    for (const auto& [name, symbol] : inputs) {
        model.inputs.push_back(name);
        const auto parsed = cal::units::Unit::parse(symbol);
        REQUIRE(parsed);
        units.push_back(*parsed);
    }
    model.outputs.push_back({"y", expression, unit});
    const auto found = cal::procedure::checkModelUnits(model, units);
    return found.errors.empty() ? std::string() : found.errors.front().key;
}

const std::vector<std::pair<std::string, std::string>> kVoltsAmperes = {{"U", "V"}, {"W", "V"},   {"I", "A"},    {"m", "mV"},
                                                                        {"t", "1"}, {"d", "ppm"}, {"phi", "rad"}};

} // namespace

TEST_CASE("models that are right", "[procedure][model-units]")
{
    for (const auto& [expression, unit] : std::vector<std::pair<std::string, std::string>>{{"U - W", "V"},
                                                                                           {"U*I", "W"},
                                                                                           {"U/I", "ohm"},
                                                                                           {"(U/I)*I - W", "V"},
                                                                                           {"sqrt(U^2 + W^2)", "V"},
                                                                                           {"exp(U/W)", "1"},
                                                                                           {"U*(1 + t)", "V"},
                                                                                           {"2*U - W/3", "V"},
                                                                                           {"abs(U) + W", "V"},
                                                                                           {"sin(phi)*U", "V"},
                                                                                           {"sin(t)", "1"},
                                                                                           {"atan2(U, W)", "1"},
                                                                                           {"U^(2-1)", "V"},
                                                                                           {"U + 0.001*m", "V"},
                                                                                           {"-U", "V"},
                                                                                           {"(U - W)/W", "1"},
                                                                                           {"t^t", "1"},
                                                                                           {"d + d", "ppm"}}) {
        INFO(expression);
        CHECK(modelUnitError(expression, unit, kVoltsAmperes) == "");
    }
}

TEST_CASE("volts and amperes do not add", "[procedure][model-units]")
{
    CHECK(modelUnitError("U + I", "V", kVoltsAmperes) == "model.unit-mismatch");
    CHECK(modelUnitError("U - W*I", "V", kVoltsAmperes) == "model.unit-mismatch");
    CHECK(modelUnitError("U + 1", "V", kVoltsAmperes) == "model.unit-mismatch");
    CHECK(modelUnitError("atan2(U, I)", "1", kVoltsAmperes) == "model.unit-mismatch");
    CHECK(modelUnitError("U*I", "V", kVoltsAmperes) == "model.output-unit");
    CHECK(modelUnitError("exp(U)", "1", kVoltsAmperes) == "model.needs-number");
    CHECK(modelUnitError("U^t", "V", kVoltsAmperes) == "model.needs-number");
    CHECK(modelUnitError("U^I", "V", kVoltsAmperes) == "model.needs-number");
    CHECK(modelUnitError("sqrt(U)", "V", kVoltsAmperes) == "model.needs-number");
    CHECK(modelUnitError("cos(U)", "1", kVoltsAmperes) == "model.needs-number");
}

TEST_CASE("the model adds numbers: scales must agree", "[procedure][model-units]")
{
    CHECK(modelUnitError("U + m", "V", kVoltsAmperes) == "model.scale-mismatch");
    CHECK(modelUnitError("U*(1 + d)", "V", kVoltsAmperes) == "model.scale-mismatch");
    CHECK(modelUnitError("U - W", "mV", kVoltsAmperes) == "model.output-unit");
    CHECK(modelUnitError("exp(d)", "1", kVoltsAmperes) == "model.scale-mismatch");
}

TEST_CASE("both sides of a wrong sum are named", "[procedure][model-units]")
{
    ModelText model{{"U", "I"}, {{"P", "U*I", "W"}}, {{"y", "P/I + I", "V"}}, {}};
    const auto found = cal::procedure::checkModelUnits(model, {*cal::units::Unit::parse("V"), *cal::units::Unit::parse("A")});
    REQUIRE(found.errors.size() == 1);
    CHECK(found.errors[0].arg("expression") == "y");
    CHECK(found.errors[0].arg("left") == "W/A");
    CHECK(found.errors[0].arg("right") == "A");
    CHECK(found.used.count("P") == 1);
    CHECK(found.used.count("U") == 1);
}

TEST_CASE("what does not occur in an expression is not used", "[procedure][model-units]")
{
    ModelText model{{"a", "b", "c"}, {}, {{"y", "a - c", "V"}}, {}};
    const auto volt = *cal::units::Unit::parse("V");
    const auto found = cal::procedure::checkModelUnits(model, {volt, volt, volt});
    CHECK(found.errors.empty());
    CHECK(found.used == std::set<std::string>{"a", "c"});
}

TEST_CASE("expressions and units that cannot be read are reported", "[procedure][model-units]")
{
    CHECK(modelUnitError("U +", "V", kVoltsAmperes).substr(0, 6) == "model.");
    CHECK(modelUnitError("U + nobody", "V", kVoltsAmperes) == "model.unknown-name");
    CHECK(modelUnitError("U", "blorb", kVoltsAmperes) == "unit.unknown");
    CHECK(modelUnitError(std::string(3000, '(') + "U", "V", kVoltsAmperes) == "model.too-deep");
}
