// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates uncertainty cases: which sections a kind has, what of them this engine covers, and the answers in order.
#include "core/uncertainty/case_file.h"

#include "core/uncertainty/case_checks.h"
#include "core/uncertainty/case_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cal::uncertainty {

namespace {

constexpr std::string_view kSchema = "uncertainty-case/2";
constexpr std::string_view kSchemaFamily = "uncertainty-case/";

struct Kind {
    std::string_view name;
    std::vector<std::string_view> required, optional;
    bool supported;
};

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> table{{"model", {"model", "inputs"}, {"constants", "series", "correlations"}, true},
                                         {"typea", {"series"}, {"constants"}, true},
                                         {"lookup", {"lookup"}, {}, true},
                                         {"fit", {"data", "fits"}, {}, false},
                                         {"anova", {"anova"}, {}, false},
                                         {"conformity", {"conformity"}, {}, false},
                                         {"risk", {"risk"}, {}, false},
                                         {"interval", {"interval"}, {"data", "fits"}, false}};
    return table;
}

constexpr std::array<std::string_view, 9> kHead{"schema", "id", "title", "kind", "source", "evidence", "status", "notes", "expected"};

Error missing(std::string_view field)
{
    return {Errc::ParseError, "case.missing", {{"field", std::string(field)}}, {}};
}

Result<void> checkSchema(const CaseObject& top)
{
    auto schema = top.string("schema");
    CAL_TRY(schema);
    if (*schema == kSchema)
        return {};
    if (schema->starts_with(kSchemaFamily)) {
        int version = 0;
        const char* begin = schema->data() + kSchemaFamily.size();
        const char* end = schema->data() + schema->size();
        const auto [stop, status] = std::from_chars(begin, end, version);
        if (stop == end && begin != end && (status == std::errc::result_out_of_range || (status == std::errc{} && version > 2)))
            return Error{Errc::ParseError, "case.newer-schema", {{"schema", *schema}}, {}};
    }
    return top.invalid("schema", kSchema);
}

Result<const Kind*> readKind(const CaseObject& top)
{
    auto name = top.string("kind");
    CAL_TRY(name);
    for (const auto& kind : kinds())
        if (kind.name == *name)
            return &kind;
    return top.invalid("kind", "model, typea, fit, anova, conformity, risk, interval, lookup");
}

Result<void> checkSections(const CaseObject& top, const Kind& kind)
{
    for (const auto section : kind.required)
        if (!top.has(section))
            return missing(section);
    const auto in = [](const auto& list, std::string_view key) { return std::find(list.begin(), list.end(), key) != list.end(); };
    for (const auto& [key, value] : top.json().asObject())
        if (!in(kHead, key) && !in(kind.required, key) && !in(kind.optional, key))
            return Error{Errc::ParseError, "case.unknown-field", {{"field", key}}, {}};
    return {};
}

Result<void> readModelFacts(const Json& document, const std::vector<NamedValue>& constants, CaseFacts& facts, CaseResult& result)
{
    auto model = readModel(document, constants, facts.series);
    CAL_TRY(model);
    result.warnings = unitWarnings(*model, facts.series);
    facts.unsupported = model->unsupported;
    if (facts.unsupported)
        return {};
    auto compiled = Model::compile(model->text);
    if (!compiled && compiled.error().key == "model.complex-not-supported") {
        facts.unsupported = compiled.error();
        return {};
    }
    CAL_TRY(compiled);
    for (std::size_t i = 0; i < compiled->outputCount(); ++i) {
        facts.outputs.push_back(model->text.outputs[i].name);
        facts.budgets.push_back(evaluate(*compiled, i, model->inputs, CoverageRule{}, model->correlations));
        if (facts.budgets.back())
            result.budgets.push_back(*facts.budgets.back());
    }
    return {};
}

Result<void> readFacts(const Json& document, const Kind& kind, CaseFacts& facts, CaseResult& result)
{
    if (kind.name == "lookup") {
        const CaseObject lookup(document["lookup"], "lookup");
        CAL_TRY(lookup.only({"name", "function"}));
        auto name = lookup.name("name");
        CAL_TRY(name);
        if (lookup.json()["function"].asString() != "student_t")
            return lookup.invalid("function", "student_t");
        facts.lookup = *name;
        return {};
    }
    auto constants = readConstants(document);
    CAL_TRY(constants);
    auto series = readSeries(document, *constants);
    CAL_TRY(series);
    facts.series = std::move(*series);
    return kind.name == "model" ? readModelFacts(document, *constants, facts, result) : Result<void>();
}

/// The first reason why nothing, or not everything, could be computed.
std::optional<Error> trouble(const Kind& kind, const CaseFacts& facts)
{
    if (!kind.supported)
        return Error{Errc::InvalidArgument, "case.unsupported-kind", {{"kind", std::string(kind.name)}}, {}};
    if (facts.unsupported)
        return facts.unsupported;
    for (const auto& budget : facts.budgets)
        if (!budget)
            return budget.error();
    return {};
}

} // namespace

Result<CaseResult> evaluateCase(const Json& document)
{
    const CaseObject top(document, "");
    if (!document.isObject())
        return top.invalid("case", "{…}");
    CAL_TRY(checkSchema(top));
    auto title = top.string("title");
    CAL_TRY(title);
    auto kind = readKind(top);
    CAL_TRY(kind);
    CAL_TRY(checkSections(top, **kind));
    if (top.has("expected") && !document["expected"].isArray())
        return top.invalid("expected", "[…]");

    CaseResult result;
    result.title = *title;
    result.kind = (*kind)->name;
    CaseFacts facts;
    if ((*kind)->supported)
        CAL_TRY(readFacts(document, **kind, facts, result));
    const auto& expected = document["expected"].asArray();
    const auto problem = trouble(**kind, facts);
    if (expected.empty() && problem)
        return *problem;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        auto answer = (*kind)->supported ? answerCheck(facts, top.element("expected", i)) : Result<double>(*problem);
        if (answer && std::isnan(*answer))
            answer = Error{Errc::InvalidArgument, "budget.overflow", {{"output", expected[i]["output"].asString()}}, {}};
        result.checks.push_back({answer ? std::variant<double, Error>(*answer) : std::variant<double, Error>(answer.error())});
    }
    return result;
}

Json CaseResult::toJson(const std::function<std::string(const Error&)>& sentence) const
{
    const auto say = [&](const Error& error) { return sentence ? sentence(error) : error.key; };
    Json::Array budgetArray, checkArray, warningArray;
    for (const auto& budget : budgets)
        budgetArray.push_back(budget.toJson());
    for (const auto& check : checks) {
        const auto* value = std::get_if<double>(&check.value);
        if (!value)
            checkArray.push_back(Json::Object{{"error", say(std::get<Error>(check.value))}});
        else
            checkArray.push_back(
                Json::Object{{"value", std::isfinite(*value) ? Json(Json::Number{shortest(*value)}) : Json(shortest(*value))}});
    }
    for (const auto& warning : warnings)
        warningArray.push_back(say(warning));
    return Json::Object{{"title", title},
                        {"kind", kind},
                        {"budgets", std::move(budgetArray)},
                        {"checks", std::move(checkArray)},
                        {"warnings", std::move(warningArray)}};
}

} // namespace cal::uncertainty
