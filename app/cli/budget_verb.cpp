// SPDX-License-Identifier: GPL-3.0-or-later
// calbench budget: one case as a budget table with its checks, or a folder of cases held to their reference values.
#include "app/cli/verbs.h"
#include "app/files.h"
#include "core/uncertainty/case_file.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace cal::app {

namespace {

namespace fs = std::filesystem;
using uncertainty::CaseResult;

Result<CaseResult> evaluateFile(const fs::path& path, Json& document)
{
    auto read = readJson(path);
    CAL_TRY(read);
    document = *std::move(read);
    auto result = uncertainty::evaluateCase(document);
    if (!result)
        return std::move(result).error().within(path.string());
    return result;
}

void printBudget(const uncertainty::Budget& budget, const Output& output)
{
    output.print(budget.output + " = " + budget.expression);
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : budget.lines)
        rows.push_back({line.input.name, shortest(line.input.estimate), shortest(line.input.u), std::string(name(line.input.distribution)),
                        shortest(line.input.nu), shortest(line.sensitivity), shortest(line.contribution),
                        shortest(std::round(line.share * 1000) / 10) + " %", line.input.description.in(output.language())});
    output.table({"x", "value", "u(x)", "distribution", "nu", "c", "|c| u", "share", ""}, rows);
    output.print("y = " + shortest(budget.estimate) + " " + budget.unit + ", u_c = " + shortest(budget.combinedStandardUncertainty) +
                 ", nu_eff = " + shortest(budget.effectiveDof) + ", k = " + shortest(budget.expanded.k) +
                 ", U = " + shortest(budget.expanded.U));
}

int one(const std::string& file, const Output& output)
{
    Json document;
    const auto result = evaluateFile(file, document);
    if (!result)
        return output.fail(result.error());
    output.document(result->toJson([&output](const Error& error) { return output.sentence(error); }));
    output.print(result->title);
    for (const auto& budget : result->budgets)
        printBudget(budget, output);
    const auto& expected = document["expected"].asArray();
    for (std::size_t i = 0; i < result->checks.size() && i < expected.size(); ++i) {
        const auto* value = std::get_if<double>(&result->checks[i].value);
        output.print(expected[i]["output"].asString() + " " + expected[i]["quantity"].asString() + ": " +
                     (value ? shortest(*value) : output.sentence(std::get<Error>(result->checks[i].value))));
    }
    return kDone;
}

/// How one `expected` entry came out against its reference.
struct Comparison {
    bool answered = false, holds = false;
    std::string text;
};

Comparison compare(const Json& expected, const uncertainty::CaseAnswer& answer, const Output& output)
{
    const auto* value = std::get_if<double>(&answer.value);
    if (!value)
        return {false, false, output.sentence(std::get<Error>(answer.value))};
    const auto reference = expected["reference"].asDouble();
    const auto tolerance = expected["tol_reference"].asDouble().value_or(0);
    const bool holds = reference && (*value == *reference || std::abs(*value - *reference) <= tolerance);
    return {true, holds, shortest(*value)};
}

int folder(const std::string& path, const Output& output)
{
    std::vector<fs::path> files;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(path, failure)) {
        const auto name = entry.path().filename().string();
        if (entry.path().extension() == ".json" && name.find(".schema.json") == std::string::npos)
            files.push_back(entry.path());
    }
    if (failure || files.empty())
        return output.fail(Error{Errc::NotFound, "budget.no-cases", {{"folder", path}}, {}});
    std::sort(files.begin(), files.end());

    int passed = 0, failed = 0, unanswered = 0;
    Json::Array list;
    std::vector<std::vector<std::string>> rows;
    for (const auto& file : files) {
        Json document;
        const auto result = evaluateFile(file, document);
        const auto& expected = document["expected"].asArray();
        if (!result) {
            unanswered += static_cast<int>(std::max<std::size_t>(expected.size(), 1));
            rows.push_back({file.stem().string(), "", "", "", "", output.sentence(result.error())});
            list.push_back(Json::Object{{"case", file.stem().string()}, {"error", output.sentence(result.error())}});
            continue;
        }
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const auto& check = expected[i];
            const auto outcome = compare(check, result->checks[i], output);
            (outcome.holds ? passed : outcome.answered ? failed : unanswered)++;
            const std::string verdict = outcome.holds ? "pass" : outcome.answered ? "FAIL" : "error";
            const auto printed = check["published"].isString() ? check["published"].asString() : check["published"].numberText();
            rows.push_back({file.stem().string(),
                            check["output"].asString() + " " + check["method"].asString() + " " + check["quantity"].asString(), printed,
                            check["reference"].isString() ? check["reference"].asString() : check["reference"].numberText(),
                            outcome.answered ? outcome.text : "", outcome.answered ? verdict : outcome.text});
            list.push_back(Json::Object{{"case", file.stem().string()},
                                        {"output", check["output"]},
                                        {"method", check["method"]},
                                        {"quantity", check["quantity"]},
                                        {"published", check["published"]},
                                        {"reference", check["reference"]},
                                        {"value", outcome.text},
                                        {"verdict", verdict}});
        }
    }
    output.table({"case", "check", "printed", "reference", "own", ""}, rows);
    output.document(Json::Object{{"passed", passed}, {"failed", failed}, {"unanswered", unanswered}, {"checks", std::move(list)}});
    output.say("budget.validated",
               {{"passed", std::to_string(passed)}, {"failed", std::to_string(failed)}, {"unanswered", std::to_string(unanswered)}});
    return failed == 0 && unanswered == 0 ? kDone : kNotConforming;
}

} // namespace

int budgetVerb(const BudgetOptions& options, const Output& output)
{
    if (options.file.has_value() == options.validate.has_value())
        return output.fail(Error{Errc::InvalidArgument, "budget.one-of", {}, {}});
    return options.file ? one(*options.file, output) : folder(*options.validate, output);
}

} // namespace cal::app
