// SPDX-License-Identifier: GPL-3.0-or-later
// The trials of the installation check that compute: published numbers in, published numbers out.
#include "core/conformity/decision_rule.h"
#include "core/quality/assessment.h"
#include "core/quality/installation_check.h"
#include "core/uncertainty/case_file.h"
#include "core/uncertainty/rounding.h"

#include <cmath>

namespace cal::quality {

namespace {

Error damaged(std::string where)
{
    return {Errc::ParseError, "selfcheck.vectors", {{"where", std::move(where)}}, {}};
}

std::string numberText(const Json& json)
{
    return json.isString() ? json.asString() : json.numberText();
}

Trial caseTrial(const std::string& name, const Json& document, const Json& expected, const uncertainty::CaseAnswer& answer)
{
    Trial trial;
    trial.id = name + ": " + expected["output"].asString() + " " + expected["quantity"].asString();
    trial.source = document["source"]["document"].asString();
    if (const auto& clause = document["source"]["clause"].asString(); !clause.empty())
        trial.source += ", " + clause;
    trial.expected = numberText(expected["reference"]);
    const auto* value = std::get_if<double>(&answer.value);
    if (!value) {
        trial.error = std::get<Error>(answer.value);
        return trial;
    }
    trial.found = shortest(*value);
    const auto reference = expected["reference"].asDouble();
    const auto tolerance = expected["tol_reference"].asDouble();
    trial.holds = reference && tolerance && (*value == *reference || std::abs(*value - *reference) <= *tolerance);
    return trial;
}

Result<Trial> roundingTrial(const Json& vector)
{
    std::optional<Decimal> interval;
    if (vector.contains("interval")) {
        const auto read = vector.decimal("interval");
        CAL_TRY(read);
        interval = *read;
    }
    const auto rule = uncertainty::RoundingRule::named(vector["rule"].asString(), interval);
    CAL_TRY(rule);
    const auto value = vector.decimal("value");
    CAL_TRY(value);
    const auto u = vector.decimal("u");
    CAL_TRY(u);
    const auto rounded = uncertainty::round(*value, u->toDouble(), *rule);
    CAL_TRY(rounded);
    Trial trial;
    const Json& expect = vector["expect"];
    trial.expected = expect["value"].asString();
    trial.found = rounded->value.plain();
    if (expect.contains("u")) {
        trial.expected += " ± " + expect["u"].asString();
        trial.found += " ± " + rounded->expandedUncertainty.plain();
    }
    return trial;
}

Result<Trial> decisionTrial(const Json& vector)
{
    const auto rule = conformity::decisionRule(vector["rule"].asString());
    CAL_TRY(rule);
    const auto error = vector.decimal("error");
    CAL_TRY(error);
    const auto u = vector.decimal("u");
    CAL_TRY(u);
    const auto mpev = vector.decimal("mpev");
    CAL_TRY(mpev);
    Trial trial;
    trial.expected = vector["expect"].asString();
    trial.found = name((*rule)->decide(*error, *u, conformity::ToleranceLimits::symmetric(*mpev)).verdict);
    return trial;
}

Result<StatedResult> stated(const Json& json)
{
    const auto value = json.decimal("value");
    CAL_TRY(value);
    const auto u = json.decimal("u");
    CAL_TRY(u);
    const auto k = json.decimal("k");
    CAL_TRY(k);
    return StatedResult{*value, *u, *k};
}

Result<Trial> transferTrial(const Json& vector)
{
    const auto laboratory = stated(vector["laboratory"]);
    CAL_TRY(laboratory);
    const auto reference = stated(vector["reference"]);
    CAL_TRY(reference);
    const auto verified = verifyByTransfer(*laboratory, *reference);
    CAL_TRY(verified);
    Trial trial;
    trial.expected = vector["expect"].asString();
    trial.found = verified->holds ? "holds" : "does not hold";
    return trial;
}

} // namespace

CheckPart checkUncertainty(const std::map<std::string, std::string>& cases)
{
    CheckPart part = checkPart("uncertainty");
    for (const auto& [name, bytes] : cases) {
        const auto document = Json::parse(bytes);
        if (!document) {
            part.trials.push_back(Trial::failed(name, document.error()));
            continue;
        }
        const auto result = uncertainty::evaluateCase(*document);
        if (!result) {
            part.trials.push_back(Trial::failed(name, result.error()));
            continue;
        }
        const auto& expected = (*document)["expected"].asArray();
        for (std::size_t i = 0; i < expected.size() && i < result->checks.size(); ++i)
            part.trials.push_back(caseTrial(name, *document, expected[i], result->checks[i]));
    }
    return part;
}

Result<std::vector<CheckPart>> checkVectors(const Json& vectors)
{
    if (vectors["format"].asString() != "calbench-selfcheck/1")
        return damaged("format");
    struct Kind {
        const char *list, *part;
        Result<Trial> (*tryOne)(const Json&);
    };
    std::vector<CheckPart> parts;
    for (const Kind& kind : {Kind{"rounding", "rounding", roundingTrial}, Kind{"decision", "decision", decisionTrial},
                             Kind{"transfer", "assessment", transferTrial}}) {
        CheckPart part = checkPart(kind.part);
        for (const Json& vector : vectors[kind.list].asArray()) {
            const auto& id = vector["id"].asString();
            auto tried = kind.tryOne(vector);
            Trial trial = tried ? *std::move(tried) : Trial::failed(id, tried.error());
            trial.id = id;
            trial.source = vector["source"].asString();
            trial.holds = !trial.error && !trial.expected.empty() && trial.expected == trial.found;
            part.trials.push_back(std::move(trial));
        }
        if (part.trials.empty())
            return damaged(kind.list);
        parts.push_back(std::move(part));
    }
    return parts;
}

} // namespace cal::quality
