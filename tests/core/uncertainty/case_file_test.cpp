// SPDX-License-Identifier: GPL-3.0-or-later
// The case format: a laboratory's own budget, plain errors for broken and newer files, answers in place.
#include "core/uncertainty/case_file.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <string_view>

namespace {

using cal::Json;
using cal::uncertainty::CaseResult;
using cal::uncertainty::evaluateCase;

constexpr std::string_view kOwnCase = R"({
  "schema": "uncertainty-case/2", "kind": "model", "title": "Voltmeter at 10 V",
  "inputs": [
    {"name": "Vx", "unit": "V", "series": "readings"},
    {"name": "Vs", "value": 10.00004, "unit": "V", "std_uncertainty": 8e-6, "dof": 50, "description": "calibrator, certificate"},
    {"name": "dR", "value": 0, "unit": "V", "distribution": {"type": "rectangular", "half_width": 5e-6}, "description": "resolution"}
  ],
  "series": [{"name": "readings", "unit": "V", "values": [10.00007, 10.00006, 10.00008, 10.00006, 10.00007]}],
  "model": {"outputs": [{"name": "E", "expr": "Vx + dR - Vs", "unit": "V"}]},
  "expected": [{"output": "E", "method": "LPU1", "quantity": "expanded_uncertainty", "p": 0.9545}]
})";

Json caseDocument(std::string_view text)
{
    const auto json = Json::parse(text);
    REQUIRE(json);
    return *json;
}

Json ownCase()
{
    return caseDocument(kOwnCase);
}

/// One answer to one check put to the own case.
cal::uncertainty::CaseAnswer askOwnCase(std::string_view check)
{
    Json document = ownCase();
    document["expected"] = Json::Array{caseDocument(check)};
    const auto result = evaluateCase(document);
    REQUIRE(result);
    REQUIRE(result->checks.size() == 1);
    return result->checks[0];
}

double valueOfOwnCase(std::string_view check)
{
    const auto answer = askOwnCase(check);
    INFO(check);
    REQUIRE(std::holds_alternative<double>(answer.value));
    return std::get<double>(answer.value);
}

std::string errorOfOwnCase(std::string_view check)
{
    const auto answer = askOwnCase(check);
    return std::holds_alternative<double>(answer.value) ? "" : std::get<cal::Error>(answer.value).key;
}

std::string caseErrorKey(const Json& document)
{
    const auto result = evaluateCase(document);
    return result ? "" : result.error().key;
}

/// The own case with the value at a member of the first level replaced by JSON text.
Json ownCaseWith(std::string_view key, std::string_view text)
{
    Json document = ownCase();
    document[key] = caseDocument(text);
    return document;
}

} // namespace

TEST_CASE("Case: a laboratory's own budget", "[uncertainty][case]")
{
    const auto result = evaluateCase(ownCase());
    REQUIRE(result);
    CHECK(result->title == "Voltmeter at 10 V");
    CHECK(result->kind == "model");
    REQUIRE(result->budgets.size() == 1);
    const auto& lines = result->budgets[0].lines;
    CHECK(lines[0].input.typeA);
    CHECK(lines[0].input.nu == 4);
    CHECK(lines[0].input.distribution == cal::uncertainty::Distribution::StudentT);
    CHECK(lines[1].input.distribution == cal::uncertainty::Distribution::StudentT); // finite degrees of freedom, none named
    CHECK(lines[2].input.halfWidth == 5e-6);
    CHECK(lines[2].input.description.en == "resolution");
    // Worked by hand: s = sqrt(0.7)·10 µV, u1 = s/√5, u2 = 8 µV, u3 = 5/√3 µV
    const double u1 = std::sqrt(0.7 / 5) * 1e-5, u3 = 5e-6 / std::sqrt(3.0);
    const double u = std::sqrt(u1 * u1 + 64e-12 + u3 * u3);
    CHECK(result->budgets[0].combinedStandardUncertainty == Approx(u).epsilon(1e-9));
    const double nu = std::pow(u, 4) / (std::pow(u1, 4) / 4 + std::pow(8e-6, 4) / 50);
    REQUIRE(result->checks.size() == 1);
    CHECK(std::get<double>(result->checks[0].value) == Approx(u * *cal::uncertainty::tFactor(0.9545, nu)).epsilon(1e-8));
}

TEST_CASE("Case: quantities of LPU1", "[uncertainty][case]")
{
    const double u = valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"std_uncertainty"})");
    const double y = valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"estimate"})");
    CHECK(y == Approx(0.000028).epsilon(1e-9));
    CHECK(valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"rel_std_uncertainty"})") == Approx(u / y).epsilon(1e-14));
    CHECK(valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"sensitivity","input":"Vs"})") == -1);
    CHECK(valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"contribution","input":"Vs"})") == 8e-6);
    CHECK(valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"expanded_uncertainty","k":3})") == 3 * u);
    CHECK(valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"rel_expanded_uncertainty","k":2})") ==
          Approx(2 * u / y).epsilon(1e-14));
    const double k = valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"coverage_factor","p":0.95,"dof_rounding":"floor"})");
    const double low = valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"interval_low","p":0.95,"dof_rounding":"floor"})");
    const double high = valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"interval_high","p":0.95,"dof_rounding":"floor"})");
    CHECK(low == y - k * u);
    CHECK(high == y + k * u);
    CHECK(valueOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"coverage_factor","p":0.95,"coverage":"rectangular"})") ==
          0.95 * std::sqrt(3.0));
    CHECK(valueOfOwnCase(R"({"outputs":["E","E"],"method":"LPU1","quantity":"correlation"})") == Approx(1).epsilon(1e-14));
    CHECK(valueOfOwnCase(R"({"outputs":["E","E"],"method":"LPU1","quantity":"covariance"})") == Approx(u * u).epsilon(1e-14));
    CHECK(valueOfOwnCase(R"({"output":"readings","method":"TypeA","quantity":"dof"})") == 4);
    CHECK(valueOfOwnCase(R"({"output":"E","method":"validation","quantity":"rejected"})") == 0);
}

TEST_CASE("Case: what a check cannot be given is an error in its place", "[uncertainty][case]")
{
    CHECK(errorOfOwnCase(R"({"output":"E","method":"MCM","quantity":"estimate"})") == "case.unsupported-check");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU2","quantity":"std_uncertainty"})") == "case.unsupported-check");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"validation","quantity":"guf_validated"})") == "case.unsupported-check");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"median"})") == "case.unsupported-check");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"correlation"})") == "case.unsupported-check");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"student_t","quantity":"coverage_factor","p":0.95,"nu":3})") ==
          "case.unsupported-check");
    CHECK(errorOfOwnCase(R"({"output":"F","method":"LPU1","quantity":"estimate"})") == "case.unknown-output");
    CHECK(errorOfOwnCase(R"({"output":"Vs","method":"TypeA","quantity":"mean"})") == "case.unknown-output");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"sensitivity","input":"Q"})") == "case.unknown-name");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"sensitivity"})") == "case.missing");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"interval_low"})") == "case.missing");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"interval_low","p":1.5})") == "case.invalid");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"expanded_uncertainty","p":0.95,"k":2})") == "case.invalid");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"coverage_factor","p":0.95,"coverage":"gauss"})") == "case.invalid");
    CHECK(errorOfOwnCase(R"({"output":"E","outputs":["E","E"],"method":"LPU1","quantity":"covariance"})") == "case.invalid");
    CHECK(errorOfOwnCase(R"({"method":"LPU1","quantity":"estimate"})") == "case.invalid");
    CHECK(errorOfOwnCase(R"({"output":"E","quantity":"estimate"})") == "case.missing");
    CHECK(errorOfOwnCase(R"({"output":"E","method":"LPU1","quantity":"estimate","digits":3})") == "case.unknown-field");
    CHECK(errorOfOwnCase(R"(7)") == "case.invalid");
}

TEST_CASE("Case: head", "[uncertainty][case]")
{
    CHECK(caseErrorKey(ownCaseWith("schema", R"("uncertainty-case/3")")) == "case.newer-schema");
    CHECK(caseErrorKey(ownCaseWith("schema", R"("uncertainty-case/99999999999999999999")")) == "case.newer-schema");
    CHECK(caseErrorKey(ownCaseWith("schema", R"("uncertainty-case/1")")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("schema", R"("uncertainty-case/2.1")")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("schema", R"("uncertainty-case/")")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("schema", R"("certificate/2")")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("schema", "2")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("kind", R"("modell")")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("title", "null")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("expected", "{}")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("anova", "{}")) == "case.unknown-field"); // a section of another kind
    CHECK(caseErrorKey(ownCaseWith("inptus", "[]")) == "case.unknown-field");
    for (const char* key : {"schema", "kind", "title", "inputs", "model"}) {
        auto members = ownCase().asObject();
        members.erase(key);
        const auto result = evaluateCase(members);
        REQUIRE_FALSE(result);
        CHECK(result.error().key == "case.missing");
        CHECK(result.error().arg("field") == key);
    }
    auto members = ownCase().asObject();
    members.erase("expected");
    const auto result = evaluateCase(members);
    REQUIRE(result);
    CHECK(result->checks.empty());
    CHECK(result->budgets.size() == 1);
    CHECK(caseErrorKey(Json()) == "case.invalid");
    CHECK(caseErrorKey(Json::Array{}) == "case.invalid");
}

TEST_CASE("Case: inputs", "[uncertainty][case]")
{
    const auto key = [](std::string_view input) {
        Json document = ownCase();
        Json::Array inputs{caseDocument(input)};
        document["inputs"] = inputs;
        document["model"] = caseDocument(R"({"outputs":[{"name":"E","expr":"a"}]})");
        return caseErrorKey(document);
    };
    CHECK(key(R"({"name":"a","value":1,"std_uncertainty":0.1})").empty());
    CHECK(key(R"({"name":"a","value":1,"std_uncertainty":0.1,"dof":null})").empty());
    CHECK(key(R"({"name":"a","value":1,"std_uncertainty":0})").empty());
    CHECK(key(R"({"name":"a","series":"readings"})").empty());
    CHECK(key(R"({"name":"a","value":1})") == "case.missing");
    CHECK(key(R"({"name":"a","std_uncertainty":1})") == "case.missing");
    CHECK(key(R"({"value":1,"std_uncertainty":1})") == "case.missing");
    CHECK(key(R"({"name":"a b","value":1,"std_uncertainty":1})") == "case.invalid");
    CHECK(key(R"({"name":"a","value":"1","std_uncertainty":1})") == "case.invalid");
    CHECK(key(R"({"name":"a","value":1,"std_uncertainty":-1})") == "case.invalid");
    CHECK(key(R"({"name":"a","value":1,"std_uncertainty":1,"dof":0})") == "case.invalid");
    CHECK(key(R"({"name":"a","value":1,"std_uncertanty":1})") == "case.unknown-field");
    CHECK(key(R"({"name":"a","series":"readings","value":1})") == "case.unknown-field");
    CHECK(key(R"({"name":"a","series":"nowhere"})") == "case.unknown-name");
    CHECK(key(R"({"name":"a","value":1,"distribution":{"type":"gauss"}})") == "case.invalid");
    CHECK(key(R"({"name":"a","value":1,"distribution":{"type":"normal","half_width":1}})") == "case.unknown-field");
    CHECK(key(R"({"name":"a","value":1,"distribution":{"type":"normal"}})") == "case.missing");
    CHECK(key(R"({"name":"a","value":1,"distribution":{"type":"trapezoidal","half_width":1,"beta":2}})") == "case.invalid");
    CHECK(key(R"({"name":"a","value":1,"distribution":{"type":"student_t_std","std":1,"dof":2}})") == "case.invalid");
    CHECK(key(R"({"name":"a","value":1,"distribution":[]})") == "case.invalid");
    CHECK(key(R"({"name":"pi","value":1,"std_uncertainty":1})") == "model.reserved-name");
    CHECK(key(R"({"name":"b","value":1,"std_uncertainty":1})") == "model.unknown-name");
    CHECK(key("7") == "case.invalid");
}

TEST_CASE("Case: standard uncertainty of every distribution", "[uncertainty][case]")
{
    const auto u = [](std::string_view distribution) {
        Json document = ownCase();
        Json input = caseDocument(R"({"name":"a","value":1})");
        input["distribution"] = caseDocument(distribution);
        document["inputs"] = Json::Array{input};
        document["model"] = caseDocument(R"({"outputs":[{"name":"E","expr":"a"}]})");
        const auto result = evaluateCase(document);
        REQUIRE(result);
        return result->budgets.at(0).lines.at(0).input.u;
    };
    CHECK(u(R"({"type":"normal","std":3})") == 3);
    CHECK(u(R"({"type":"rectangular","half_width":3})") == Approx(std::sqrt(3.0)).epsilon(1e-15));
    CHECK(u(R"({"type":"triangular","half_width":6})") == Approx(std::sqrt(6.0)).epsilon(1e-15));
    CHECK(u(R"({"type":"arcsine","half_width":2})") == Approx(std::sqrt(2.0)).epsilon(1e-15));
    CHECK(u(R"({"type":"trapezoidal","half_width":1,"beta":1})") == Approx(1 / std::sqrt(3.0)).epsilon(1e-15));
    CHECK(u(R"({"type":"trapezoidal","half_width":1,"beta":0})") == Approx(1 / std::sqrt(6.0)).epsilon(1e-15));
    CHECK(u(R"({"type":"student_t","scale":2,"dof":5})") == 2);
    CHECK(u(R"({"type":"student_t_std","std":2,"dof":5})") == 2);
    CHECK(u(R"({"type":"curvilinear_trapezoid","a":-1,"b":1,"d":0.5})") == Approx(std::sqrt(4.0 / 12 + 0.25 / 9)).epsilon(1e-15));
    CHECK(u(R"({"type":"exact"})") == 0);
}

TEST_CASE("Case: series, constants and correlations", "[uncertainty][case]")
{
    CHECK(caseErrorKey(ownCaseWith("series", R"([{"name":"readings","values":[1]}])")) == "type-a.too-few");
    CHECK(caseErrorKey(ownCaseWith("series", R"([{"name":"readings","values":[]}])")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("series", R"([{"name":"readings","values":[1,"2"]}])")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("series", R"([{"name":"readings"}])")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("series", R"([{"name":"readings","values":[1,2],"expr":"1"}])")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("series", R"([{"name":"readings","expr":"2"}])")) == "case.invalid"); // how many?
    CHECK(caseErrorKey(
              ownCaseWith("series", R"([{"name":"a","values":[1,2]},{"name":"b","values":[1,2,3]},{"name":"readings","expr":"a+b"}])")) ==
          "case.series-length");
    CHECK(caseErrorKey(ownCaseWith("series", R"([{"name":"a","values":[0,2]},{"name":"readings","expr":"1/a"}])")) == "model.not-finite");
    CHECK(caseErrorKey(ownCaseWith("series", R"([{"name":"readings","expr":"later"},{"name":"later","values":[1,2]}])")) ==
          "model.unknown-name");
    CHECK(caseErrorKey(ownCaseWith("series", R"([{"name":"readings","values":[1,2]},{"name":"readings","values":[1,2]}])")) ==
          "case.duplicate-name");
    // A root has no slope at 0, but a series asks for none; a longer series that is not used is no trouble.
    CHECK(caseErrorKey(
              ownCaseWith("series",
                          R"json([{"name":"a","values":[0,4]},{"name":"z","values":[1,2,3]},{"name":"readings","expr":"sqrt(a)"}])json"))
              .empty());
    CHECK(caseErrorKey(ownCaseWith("constants", R"([{"name":"c","value":1},{"name":"c","value":2}])")) == "case.duplicate-name");
    CHECK(caseErrorKey(ownCaseWith("constants", R"([{"name":"Vs","value":1}])")) == "model.duplicate-name");
    CHECK(caseErrorKey(ownCaseWith("constants", R"([{"name":"c"}])")) == "case.missing");
    CHECK(caseErrorKey(ownCaseWith("correlations", R"([{"a":"Vx","b":"Vs","r":2}])")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("correlations", R"([{"a":"Vx","b":"Vs"}])")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("correlations", R"([{"a":"Vx","b":"Vs","from":"series"}])")) == "case.invalid");
    CHECK(caseErrorKey(ownCaseWith("correlations", R"([{"a":"Vx","b":"nobody","r":0.1}])")) == "case.unknown-name");
    const auto correlated = evaluateCase(ownCaseWith("correlations", R"([{"a":"Vx","b":"Vs","r":0.5}])"));
    REQUIRE(correlated); // readings correlated with a finite ν: the factor by p does not exist, the budget with k = 2 does
    CHECK(std::get<cal::Error>(correlated->checks[0].value).key == "coverage.correlated-dof");
    CHECK(correlated->budgets.size() == 1);
}

TEST_CASE("Case: what this engine does not cover is said, not guessed", "[uncertainty][case]")
{
    SECTION("another kind, with checks and without")
    {
        const auto document = caseDocument(R"({"schema":"uncertainty-case/2","title":"t","kind":"risk","risk":{},
            "expected":[{"output":"a","method":"JCGM106","quantity":"global_consumer_risk"}]})");
        const auto result = evaluateCase(document);
        REQUIRE(result);
        CHECK(std::get<cal::Error>(result->checks.at(0).value).key == "case.unsupported-kind");
        auto members = document.asObject();
        members.erase("expected");
        CHECK(caseErrorKey(members) == "case.unsupported-kind");
    }
    SECTION("complex functions, equations")
    {
        for (const char* model :
             {R"json({"outputs":[{"name":"E","expr":"abs(complex(Vx, Vs) + dR)"}]})json",
              R"({"solve":{"unknowns":[{"name":"q","start":1}],"equations":["q - Vx"]},"outputs":[{"name":"E","expr":"q"}]})"}) {
            const auto result = evaluateCase(ownCaseWith("model", model));
            REQUIRE(result);
            CHECK(std::holds_alternative<cal::Error>(result->checks.at(0).value));
            CHECK(result->budgets.empty());
            auto members = ownCaseWith("model", model).asObject();
            members.erase("expected");
            CHECK_FALSE(evaluateCase(members)); // nobody asked a check: the reason is the result
        }
    }
    SECTION("an output without a value does not spoil the others")
    {
        const auto result =
            evaluateCase(ownCaseWith("model", R"json({"outputs":[{"name":"bad","expr":"ln(-Vs)"},{"name":"E","expr":"Vx - Vs"}]})json"));
        REQUIRE(result);
        CHECK(result->budgets.size() == 1);
        CHECK(std::holds_alternative<double>(result->checks.at(0).value));
    }
    SECTION("a refused matrix refuses everything but the question whether")
    {
        Json document = caseDocument(R"({"schema":"uncertainty-case/2","title":"t","kind":"model",
            "inputs":[{"name":"A","value":0,"std_uncertainty":1},{"name":"B","value":0,"std_uncertainty":1},{"name":"C","value":0,"std_uncertainty":1}],
            "series":[{"name":"s","values":[1,2]}],
            "correlations":[{"a":"A","b":"B","r":0.9},{"a":"A","b":"C","r":0.9},{"a":"B","b":"C","r":-0.9}],
            "model":{"outputs":[{"name":"Y","expr":"A + B + C"}]},
            "expected":[{"output":"Y","method":"validation","quantity":"rejected"},{"output":"Y","method":"LPU1","quantity":"estimate"},
                        {"output":"s","method":"TypeA","quantity":"mean"}]})");
        const auto result = evaluateCase(document);
        REQUIRE(result);
        CHECK(std::get<double>(result->checks.at(0).value) == 1);
        CHECK(std::get<cal::Error>(result->checks.at(1).value).key == "budget.correlation");
        CHECK(std::get<cal::Error>(result->checks.at(2).value).key == "budget.correlation");
    }
}

TEST_CASE("Case: units warn and never refuse", "[uncertainty][case]")
{
    CHECK(evaluateCase(ownCase())->warnings.empty());
    const auto result = evaluateCase(ownCaseWith("series", R"([{"name":"readings","unit":"Rockwell unit","values":[1,2,3]}])"));
    REQUIRE(result);
    REQUIRE(result->warnings.size() == 2);
    CHECK(result->warnings[0].key == "case.unit-unknown");
    CHECK(result->warnings[1].key == "case.unit-series");
}

TEST_CASE("Case: result as JSON", "[uncertainty][case]")
{
    Json document = caseDocument(R"({"schema":"uncertainty-case/2","title":"t","kind":"model",
        "inputs":[{"name":"A","value":1.5,"std_uncertainty":1}], "model":{"outputs":[{"name":"Y","expr":"A"}]},
        "expected":[{"output":"Y","method":"LPU1","quantity":"estimate"},{"output":"Y","method":"LPU1","quantity":"nu_eff"},
                    {"output":"Y","method":"MCM","quantity":"estimate"}]})");
    const auto result = evaluateCase(document);
    REQUIRE(result);
    const Json json = result->toJson([](const cal::Error& error) { return "Sentence for " + error.key; });
    CHECK(json["checks"].at(0)["value"].isNumber());
    CHECK(json["checks"].at(0)["value"].numberText() == "1.5");
    CHECK(json["checks"].at(1)["value"].asString() == "inf");
    CHECK(json["checks"].at(2)["error"].asString() == "Sentence for case.unsupported-check");
    CHECK(result->toJson()["checks"].at(2)["error"].asString() == "case.unsupported-check");
    CHECK(json["title"].asString() == "t");
    CHECK(json["budgets"].size() == 1);
    CHECK(Json::parse(json.pretty()));
}
