// SPDX-License-Identifier: GPL-3.0-or-later
// Reads procedure.json into Head. Every member is asked for by name; a member nobody asked for is an error, so that a misspelt one is seen.
#include "core/procedure/fields.h"
#include "core/procedure/problems.h"

#include "core/conformity/decision_rule.h"

namespace cal::procedure {

namespace {

constexpr std::string_view kFormatStem = "calbench-procedure/";
constexpr int kNewestSchema = 1;

Provenance readProvenance(Fields& fields)
{
    Provenance provenance;
    provenance.source = fields.string("source");
    provenance.confidence = fields.word("confidence", {"high", "medium", "low"});
    return provenance;
}

Need readNeed(Fields fields)
{
    Need need;
    need.place = fields.name("place");
    need.action = fields.word("action", {"source", "measure", "typed"});
    need.quantity = fields.name("quantity");
    need.name = fields.text("name");
    need.maxRatio = fields.optionalDecimal("max-ratio");
    if (need.maxRatio && need.maxRatio->sign() <= 0)
        fields.wrongKind("max-ratio", "> 0");
    need.provenance = readProvenance(fields);
    fields.finish();
    return need;
}

EnvironmentLimit readEnvironment(Fields fields)
{
    EnvironmentLimit limit;
    limit.quantity = fields.word("quantity", {"temperature", "relative-humidity", "pressure"});
    limit.low = fields.decimal("low");
    limit.high = fields.decimal("high");
    if (limit.high < limit.low)
        fields.wrongKind("high", ">= low");
    limit.unit = fields.unit("unit");
    limit.provenance = readProvenance(fields);
    fields.finish();
    return limit;
}

EnvironmentWatch readWatch(Fields fields)
{
    EnvironmentWatch watch;
    watch.everyMinutes = fields.count("every-minutes", 1, 1440);
    watch.hold = fields.word("outside", {"hold", "flag"}) == "hold";
    watch.provenance = readProvenance(fields);
    fields.finish();
    return watch;
}

Conditioning readConditioning(Fields fields)
{
    constexpr int kAWeek = 7 * 24 * 60;
    Conditioning conditioning;
    conditioning.acclimationMinutes = fields.count("acclimation-minutes", 0, kAWeek);
    conditioning.warmUpMinutes = fields.count("warm-up-minutes", 0, kAWeek);
    conditioning.provenance = readProvenance(fields);
    fields.finish();
    return conditioning;
}

uncertainty::NamedExpression readExpression(Fields& fields)
{
    uncertainty::NamedExpression expression;
    expression.name = fields.string("name");
    expression.expression = fields.string("expression");
    expression.unit = fields.string("unit");
    return expression;
}

uncertainty::ModelText readModel(Fields fields)
{
    uncertainty::ModelText model;
    for (Fields& step : fields.list("intermediates", false)) {
        model.intermediates.push_back(readExpression(step));
        step.finish();
    }
    model.outputs.push_back(readExpression(fields));
    fields.finish();
    return model;
}

ModelInput::Kind inputKind(const std::string& word)
{
    using Kind = ModelInput::Kind;
    static const std::map<std::string, Kind> kinds = {
        {"readings", Kind::Readings},
        {"repeatability", Kind::Repeatability},
        {"resolution", Kind::Resolution},
        {"standard-specification", Kind::StandardSpecification},
        {"standard-certificate", Kind::StandardCertificate},
        {"standard-drift", Kind::StandardDrift},
        {"typed", Kind::TypedValue},
        {"constant", Kind::Constant},
    };
    const auto found = kinds.find(word);
    return found == kinds.end() ? Kind::Constant : found->second;
}

ModelInput readInput(Fields fields)
{
    using Kind = ModelInput::Kind;
    using uncertainty::Distribution;
    ModelInput input;
    input.name = fields.string("name");
    input.kind = inputKind(fields.word("kind", {"readings", "repeatability", "resolution", "standard-specification", "standard-certificate",
                                                "standard-drift", "typed", "constant"}));
    input.description = fields.text("description");
    input.unit = fields.unit("unit").ascii();
    switch (input.kind) {
    case Kind::Readings:
    case Kind::Repeatability:
        input.quantity = fields.name("quantity");
        input.method = fields.word("method", {"bessel", "range"}, "bessel");
        input.distribution = Distribution::Normal;
        break;
    case Kind::Resolution:
        break;
    case Kind::StandardSpecification:
        input.interval = fields.string("interval");
        input.distribution = Distribution::Normal;
        input.provenance = readProvenance(fields);
        break;
    case Kind::StandardCertificate:
    case Kind::StandardDrift:
        input.distribution = input.kind == Kind::StandardCertificate ? Distribution::Normal : Distribution::Rectangular;
        input.provenance = readProvenance(fields);
        break;
    case Kind::TypedValue:
        input.key = fields.name("key");
        input.distribution = Distribution::Normal;
        input.provenance = readProvenance(fields);
        break;
    case Kind::Constant: {
        const auto distribution = fields.word("distribution", {"rectangular", "triangular", "arcsine", "exact"});
        if (const auto named = uncertainty::distributionNamed(distribution))
            input.distribution = *named;
        input.value = fields.optionalDecimal("value");
        if (input.distribution == Distribution::Exact) {
            if (!input.value)
                fields.missing("value");
        } else {
            input.halfWidth = fields.decimal("half-width");
            if (input.halfWidth->sign() <= 0)
                fields.wrongKind("half-width", "> 0");
        }
        input.provenance = readProvenance(fields);
        break;
    }
    }
    fields.finish();
    return input;
}

void readCoverage(Fields fields, uncertainty::CoverageRule& rule)
{
    rule.name = fields.word("name", {"k2", "t", "rectangular", "trapezoidal"});
    if (const auto p = fields.optionalDecimal("p")) {
        rule.p = p->toDouble();
        if (!(rule.p > 0.0 && rule.p < 1.0))
            fields.wrongKind("p", "0 < p < 1");
    } else if (rule.name != "k2") {
        fields.missing("p");
    }
    rule.dofRounding = fields.word("dof-rounding", {"none", "floor", "nearest"}, "floor");
    fields.finish();
}

void readRounding(Fields fields, uncertainty::RoundingRule& rule)
{
    const auto name = fields.word("name", {"two-digits", "safe", "one-digit", "interval"});
    const auto interval = fields.optionalDecimal("interval");
    if (auto named = uncertainty::RoundingRule::named(name, interval))
        rule = std::move(*named);
    else if (!name.empty())
        fields.report("name", std::move(named).error());
    fields.finish();
}

Rules readRules(Fields fields)
{
    Rules rules;
    readCoverage(fields.object("coverage"), rules.coverage);
    readRounding(fields.object("rounding"), rules.rounding);
    Fields decision = fields.object("decision");
    rules.decision = decision.string("name");
    rules.decisionParameters = decision.raw("parameters");
    if (!rules.decision.empty() && rules.decision != "none")
        if (const auto rule = conformity::decisionRule(rules.decision, rules.decisionParameters); !rule)
            decision.report("name", rule.error());
    decision.finish();
    rules.repeatabilityResolution = fields.word("repeatability-resolution", {"larger", "both"});
    rules.standardEnters = fields.word("standard-enters", {"specification", "certificate", "both"});
    rules.standardEntersReason = fields.optionalText("standard-enters-reason");
    rules.provenance = readProvenance(fields);
    fields.finish();
    return rules;
}

void readMpe(Fields fields, Head& head)
{
    head.mpe = fields.word("from", {"item-specification", "point", "none"});
    if (head.mpe == "item-specification")
        head.mpeInterval = fields.string("interval");
    if (head.mpe != "none")
        head.mpeProvenance = readProvenance(fields);
    fields.finish();
}

void readIdentity(Fields& fields, Head& head)
{
    head.id = fields.name("id");
    head.version = fields.string("version");
    head.status = fields.word("status", {"draft", "released"});
    head.title = fields.text("title");
    head.mode = fields.word("mode", {"calibration", "verification"});
    if (const auto level = fields.word("required-level", {"any", "level-2", "level-1"}, "any"); level != "any")
        head.requiredLevel = level;
    Fields basis = fields.object("basis");
    head.basis = basis.text("text");
    head.basisProvenance = readProvenance(basis);
    basis.finish();
    head.scope = fields.text("scope");
    head.appliesTo = fields.strings("applies-to", false);
    Fields measurand = fields.object("measurand");
    head.measurand = measurand.string("symbol");
    head.measurandName = measurand.text("name");
    measurand.finish();
    head.typed = fields.boolean("typed", false);
    if (const auto volts = fields.optionalDecimal("high-voltage")) {
        head.highVoltage = *volts;
        if (volts->sign() <= 0 || *volts > Decimal(60))
            fields.wrongKind("high-voltage", "0 < V <= 60");
    }
}

bool knownFormat(Draft& draft, const Json& document)
{
    const std::string& format = document["format"].asString();
    if (format == std::string(kFormatStem) + std::to_string(kNewestSchema))
        return true;
    const bool other = !format.starts_with(kFormatStem);
    draft.error(draft.inHead("format"),
                other
                    ? problem("procedure.not-a-procedure", {{"format", format}}, Errc::ParseError)
                    : problem("procedure.newer-schema",
                              {{"schema", format.substr(kFormatStem.size())}, {"known", std::to_string(kNewestSchema)}}, Errc::ParseError));
    return false;
}

} // namespace

void readHead(Draft& draft)
{
    const std::string& bytes = draft.procedure.files[std::string(kHeadFile)];
    auto document = Json::parse(bytes);
    if (!document) {
        draft.error(draft.inJson(kHeadFile, document.error()), document.error());
        return;
    }
    draft.head = JsonLocator(bytes);
    if (!knownFormat(draft, *document))
        return;
    Head& head = draft.procedure.head;
    Fields fields(draft, *document, "");
    fields.string("format");
    readIdentity(fields, head);
    for (Fields& need : fields.list("needs", true))
        head.needs.push_back(readNeed(need));
    for (Fields& limit : fields.list("environment", true))
        head.environment.push_back(readEnvironment(limit));
    if (!fields.raw("environment-watch").isNull())
        head.environmentWatch = readWatch(fields.object("environment-watch"));
    if (!fields.raw("conditioning").isNull())
        head.conditioning = readConditioning(fields.object("conditioning"));
    head.model = readModel(fields.object("model"));
    for (Fields& input : fields.list("inputs", true)) {
        head.inputs.push_back(readInput(input));
        head.model.inputs.push_back(head.inputs.back().name);
    }
    readMpe(fields.object("mpe"), head);
    head.rules = readRules(fields.object("rules"));
    Fields readings = fields.object("readings");
    head.readings = readings.count("count", 1, 10'000);
    head.readingsProvenance = readProvenance(readings);
    readings.finish();
    Fields points = fields.object("points");
    head.pointsProvenance = readProvenance(points);
    points.finish();
    for (Fields& signOff : fields.list("sign-offs", false)) {
        head.signOffs.emplace_back(signOff.string("laboratory"), signOff.text("statement"));
        signOff.finish();
    }
    fields.finish();
    draft.headRead = !draft.hasErrors();
}

} // namespace cal::procedure
