// SPDX-License-Identifier: GPL-3.0-or-later
// Every published case: what the engine answers must meet the full-digit reference and the printed digits; what it must answer is counted.
#include "core/uncertainty/case_file.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using cal::Json;

struct ReferenceCase {
    std::string name;
    Json document;
};

std::vector<ReferenceCase> referenceCases()
{
    const std::filesystem::path folder = CAL_SOURCE_DIR "/../shared/reference/uncertainty";
    if (!std::filesystem::is_directory(folder))
        FAIL("The reference cases are missing: expected them in " << folder.string());
    std::vector<ReferenceCase> cases;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".json" || name.ends_with(".schema.json"))
            continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const auto document = Json::parse(text.str());
        INFO(name);
        REQUIRE(document);
        cases.push_back({name, *document});
    }
    std::sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return cases;
}

// Full digits that the reference has wrong beyond its own tolerance, and the right ones (incomplete beta function in 30 digits):
// 2.008559109715206 for t(0.95, 50), 3.0767555735156495 for t(0.9973, 100), 8.648826523031977 for t(0.95, 1.2).
struct CorrectedReference {
    double p, nu, value;
};
constexpr CorrectedReference kCorrectedReferences[] = {
    {0.95, 50, 2.0085591121007611}, {0.9973, 100, 3.0767555770966745}, {0.95, 1.2, 8.6488265107488733}};

double referenceOf(const Json& check)
{
    if (check["method"].asString() == "student_t")
        for (const auto& corrected : kCorrectedReferences)
            if (check["p"].asDouble() == corrected.p && check["nu"].asDouble() == corrected.nu)
                return corrected.value;
    const auto value = check["reference"].asDouble();
    REQUIRE(value);
    return *value;
}

// The two valid models that this engine says it cannot evaluate.
const std::set<std::string> kReferenceUnsupported{"willink_hall_complex_dof.json", "syn_implicit_cubic.json"};

bool mustBeAnswered(const ReferenceCase& reference, const Json& check)
{
    const auto& method = check["method"].asString();
    return !kReferenceUnsupported.contains(reference.name) &&
           (method == "LPU1" || method == "TypeA" || method == "student_t" || check["quantity"].asString() == "rejected");
}

/// Calls back with every document in which one node is replaced by one of `garbage`.
void damageOnePlace(const Json& node, const std::vector<Json>& garbage, const std::function<void(const Json&)>& rebuild)
{
    for (const auto& g : garbage)
        rebuild(g);
    for (const auto& [key, child] : node.asObject())
        damageOnePlace(child, garbage, [&, &name = key](const Json& g) {
            auto members = node.asObject();
            members[name] = g;
            rebuild(members);
        });
    for (std::size_t i = 0; i < node.asArray().size(); ++i)
        damageOnePlace(node.at(i), garbage, [&](const Json& g) {
            auto elements = node.asArray();
            elements[i] = g;
            rebuild(elements);
        });
}

/// The same case with three values per series and three checks: every kind of place is still there, and the test stays quick.
Json shortened(const Json& document)
{
    const auto firstThree = [](const Json& array) {
        auto elements = array.asArray();
        elements.resize(std::min<std::size_t>(elements.size(), 3));
        return Json(elements);
    };
    Json result = document;
    result["expected"] = firstThree(document["expected"]);
    if (document.contains("series")) {
        auto series = document["series"].asArray();
        for (auto& one : series)
            if (one.contains("values"))
                one["values"] = firstThree(one["values"]);
        result["series"] = series;
    }
    return result;
}

std::string describe(const Json& check)
{
    auto members = check.asObject();
    for (const char* key : {"reference", "tol_reference", "published", "tol_published", "agrees", "note"})
        members.erase(key);
    return Json(members).pretty();
}

} // namespace

TEST_CASE("Reference cases: every answer within the reference and the printed digits", "[uncertainty][reference]")
{
    int answered = 0, linearAnswered = 0, published = 0;
    const std::vector<std::string> linear{"gum_h1",    "gum_h2",  "gum_h4",       "ea402_s",
                                          "gum_4_4_3", "gum_g41", "gum_table_g2", "dof_two_inputs"};
    for (const auto& reference : referenceCases()) {
        INFO(reference.name);
        const auto result = cal::uncertainty::evaluateCase(reference.document);
        REQUIRE(result);
        const auto& expected = reference.document["expected"];
        REQUIRE(result->checks.size() == expected.size());
        const bool isLinear = std::any_of(linear.begin(), linear.end(), [&](const auto& p) { return reference.name.starts_with(p); });
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const Json& check = expected.at(i);
            INFO(i << ": " << describe(check));
            const auto* value = std::get_if<double>(&result->checks[i].value);
            if (!mustBeAnswered(reference, check)) {
                CHECK(value == nullptr); // an answer that nobody compares is a guess
                continue;
            }
            if (!value)
                FAIL_CHECK("not answered: " << std::get<cal::Error>(result->checks[i].value).key);
            if (!value)
                continue;
            ++answered;
            linearAnswered += isLinear;
            if (check.contains("reference")) {
                const double wanted = referenceOf(check);
                if (std::isinf(wanted))
                    CHECK(*value == wanted);
                else
                    CHECK(std::fabs(*value - wanted) <= *check["tol_reference"].asDouble());
            }
            if (check.contains("published")) {
                ++published;
                CHECK(std::fabs(*value - *check["published"].asDouble()) <= *check["tol_published"].asDouble());
            }
        }
    }
    CHECK(linearAnswered >= 111);
    CHECK(answered >= 197);
    CHECK(published >= 166);
}

TEST_CASE("Reference cases: models come with one budget per output that adds up", "[uncertainty][reference]")
{
    for (const auto& reference : referenceCases()) {
        if (reference.document["kind"].asString() != "model" || kReferenceUnsupported.contains(reference.name) ||
            reference.name == "syn_invalid_correlation.json")
            continue;
        INFO(reference.name);
        const auto result = cal::uncertainty::evaluateCase(reference.document);
        REQUIRE(result);
        REQUIRE(result->budgets.size() == reference.document["model"]["outputs"].size());
        for (const auto& budget : result->budgets) {
            CHECK(budget.lines.size() == reference.document["inputs"].size());
            CHECK(budget.expanded.U == 2 * budget.combinedStandardUncertainty);
            const auto again = cal::uncertainty::recompute(budget);
            REQUIRE(again);
            CHECK(*again == budget);
            if (!reference.document["correlations"].isNull() || budget.combinedStandardUncertainty == 0)
                continue;
            double shares = 0;
            for (const auto& line : budget.lines)
                shares += line.share;
            CHECK(shares == Approx(1).epsilon(1e-12));
        }
    }
}

TEST_CASE("Reference cases: garbage in any one place is refused or answered, never a crash", "[uncertainty][reference][garbage]")
{
    const std::vector<Json> garbage{Json(),
                                    Json("?"),
                                    Json(-1),
                                    Json(0),
                                    Json(Json::Number{"1e308"}),
                                    Json(Json::Array{}),
                                    Json(Json::Object{}),
                                    Json("sin(("),
                                    Json(true),
                                    Json(Json::Array{Json(), Json(1)})};
    int documents = 0, refused = 0;
    const std::set<std::string> chosen{"gum_h4_radon_activity.json", "ea402_s9_dmm.json", "syn_invalid_correlation.json",
                                       "willink_hall_complex_dof.json"};
    for (const auto& reference : referenceCases()) {
        if (!chosen.contains(reference.name))
            continue;
        damageOnePlace(shortened(reference.document), garbage, [&](const Json& document) {
            ++documents;
            const auto result = cal::uncertainty::evaluateCase(document);
            if (result) {
                if (result->checks.size() != document["expected"].size())
                    FAIL_CHECK(reference.name << ": as many answers as checks are due");
                return;
            }
            ++refused;
            if (result.error().key.empty())
                FAIL_CHECK(reference.name << ": an error without a sentence");
        });
    }
    CHECK(documents > 3000);
    CHECK(refused > 1000);
}
