// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of procedure heads, points and needs inside the set-up event.
#include "core/session/frozen_procedure.h"

#include "core/session/fields.h"

#include <array>

namespace cal::session {

using procedure::EnvironmentLimit;
using procedure::Head;
using procedure::ModelInput;
using procedure::Need;
using procedure::Point;
using procedure::Provenance;
using procedure::Rules;

namespace {

struct KindName {
    ModelInput::Kind kind;
    std::string_view name;
};
constexpr std::array kKindNames{
    KindName{ModelInput::Kind::Readings, "readings"},
    KindName{ModelInput::Kind::Repeatability, "repeatability"},
    KindName{ModelInput::Kind::Resolution, "resolution"},
    KindName{ModelInput::Kind::StandardSpecification, "standard-specification"},
    KindName{ModelInput::Kind::StandardCertificate, "standard-certificate"},
    KindName{ModelInput::Kind::StandardDrift, "standard-drift"},
    KindName{ModelInput::Kind::TypedValue, "typed-value"},
    KindName{ModelInput::Kind::Constant, "constant"},
};

Json provenanceJson(const Provenance& provenance)
{
    return Json::Object{{"source", provenance.source}, {"confidence", provenance.confidence}};
}

Result<Provenance> provenanceFromJson(const Json& json)
{
    Fields fields(json);
    Provenance provenance{fields.optionalString("source"), fields.optionalString("confidence")};
    return fields.finish(provenance);
}

void putDecimal(Json::Object& object, const char* key, const std::optional<Decimal>& value)
{
    if (value)
        object.emplace(key, *value);
}

void putQuantity(Json::Object& object, const char* key, const std::optional<units::Quantity>& value)
{
    if (value)
        object.emplace(key, value->toJson());
}

Json limitJson(const EnvironmentLimit& limit)
{
    return Json::Object{{"quantity", limit.quantity},
                        {"low", limit.low},
                        {"high", limit.high},
                        {"unit", limit.unit.ascii()},
                        {"provenance", provenanceJson(limit.provenance)}};
}

Result<EnvironmentLimit> limitFromJson(const Json& json)
{
    Fields fields(json);
    EnvironmentLimit limit;
    limit.quantity = fields.string("quantity");
    limit.low = fields.decimal("low");
    limit.high = fields.decimal("high");
    limit.unit = fields.unit("unit");
    limit.provenance = fields.child<Provenance>("provenance", provenanceFromJson);
    return fields.finish(limit);
}

Json inputJson(const ModelInput& input)
{
    std::string kind;
    for (const auto& entry : kKindNames)
        if (entry.kind == input.kind)
            kind = entry.name;
    Json::Object object{{"name", input.name},
                        {"kind", kind},
                        {"description", input.description},
                        {"unit", input.unit},
                        {"quantity", input.quantity},
                        {"method", input.method},
                        {"distribution", uncertainty::name(input.distribution)},
                        {"key", input.key},
                        {"interval", input.interval},
                        {"provenance", provenanceJson(input.provenance)}};
    putDecimal(object, "value", input.value);
    putDecimal(object, "half-width", input.halfWidth);
    return object;
}

Result<ModelInput> inputFromJson(const Json& json)
{
    Fields fields(json);
    ModelInput input;
    input.name = fields.string("name");
    const std::string kind = fields.string("kind");
    bool known = false;
    for (const auto& entry : kKindNames)
        if (entry.name == kind) {
            input.kind = entry.kind;
            known = true;
        }
    if (!known)
        fields.fail({Errc::ParseError, "json.wrong-kind", {{"key", "kind"}, {"expected", "kind of a model input"}}, {}});
    input.description = fields.text("description");
    input.unit = fields.string("unit");
    input.quantity = fields.optionalString("quantity");
    input.method = fields.optionalString("method");
    input.distribution =
        fields.take<uncertainty::Distribution>("distribution", uncertainty::distributionNamed(fields.string("distribution")));
    input.key = fields.optionalString("key");
    input.interval = fields.optionalString("interval");
    input.provenance = fields.child<Provenance>("provenance", provenanceFromJson);
    input.value = fields.optionalDecimal("value");
    input.halfWidth = fields.optionalDecimal("half-width");
    return fields.finish(input);
}

Json expressionsJson(const std::vector<uncertainty::NamedExpression>& expressions)
{
    Json::Array list;
    for (const auto& e : expressions)
        list.push_back(Json::Object{{"name", e.name}, {"expression", e.expression}, {"unit", e.unit}});
    return list;
}

std::vector<uncertainty::NamedExpression> readExpressions(Fields& fields, const char* key)
{
    std::vector<uncertainty::NamedExpression> list;
    for (const auto& e : fields.array(key)) {
        Fields one(e);
        list.push_back({one.string("name"), one.string("expression"), one.string("unit")});
        if (one.error())
            fields.fail(*one.error());
    }
    return list;
}

Json rulesJson(const Rules& rules)
{
    Json::Object rounding{{"name", rules.rounding.name}};
    putDecimal(rounding, "interval", rules.rounding.interval);
    return Json::Object{
        {"coverage", Json::Object{{"name", rules.coverage.name}, {"p", shortest(rules.coverage.p)}, {"dof", rules.coverage.dofRounding}}},
        {"rounding", rounding},
        {"decision", rules.decision},
        {"decision-parameters", numbersAsTexts(rules.decisionParameters)},
        {"repeatability-resolution", rules.repeatabilityResolution},
        {"standard-enters", rules.standardEnters},
        {"standard-enters-reason", rules.standardEntersReason},
        {"provenance", provenanceJson(rules.provenance)}};
}

Result<Rules> rulesFromJson(const Json& json)
{
    Fields fields(json);
    Rules rules;
    fields.object("coverage");
    Fields coverage(json["coverage"]);
    rules.coverage.name = coverage.string("name");
    rules.coverage.p = coverage.take<double>("p", json["coverage"].number("p"));
    rules.coverage.dofRounding = coverage.string("dof");
    if (coverage.error())
        fields.fail(*coverage.error());
    Fields rounding(json["rounding"]);
    rules.rounding.name = rounding.string("name");
    rules.rounding.interval = rounding.optionalDecimal("interval");
    if (rounding.error())
        fields.fail(*rounding.error());
    rules.decision = fields.string("decision");
    rules.decisionParameters = json["decision-parameters"];
    rules.repeatabilityResolution = fields.string("repeatability-resolution");
    rules.standardEnters = fields.string("standard-enters");
    rules.standardEntersReason = json["standard-enters-reason"].asText();
    rules.provenance = fields.child<Provenance>("provenance", provenanceFromJson);
    return fields.finish(rules);
}

Json headJson(const Head& head)
{
    Json::Array needs, environment, inputs, signOffs, appliesTo, names;
    for (const auto& need : head.needs)
        needs.push_back(needJson(need));
    for (const auto& limit : head.environment)
        environment.push_back(limitJson(limit));
    for (const auto& input : head.inputs)
        inputs.push_back(inputJson(input));
    for (const auto& [laboratory, statement] : head.signOffs)
        signOffs.push_back(Json::Object{{"laboratory", laboratory}, {"statement", statement}});
    for (const auto& id : head.appliesTo)
        appliesTo.push_back(id);
    for (const auto& name : head.model.inputs)
        names.push_back(name);
    Json::Object object{{"schema", head.schema},
                        {"id", head.id},
                        {"version", head.version},
                        {"title", head.title},
                        {"mode", head.mode},
                        {"basis", head.basis},
                        {"basis-provenance", provenanceJson(head.basisProvenance)},
                        {"scope", head.scope},
                        {"applies-to", appliesTo},
                        {"measurand", head.measurand},
                        {"measurand-name", head.measurandName},
                        {"status", head.status},
                        {"needs", needs},
                        {"environment", environment},
                        {"model", Json::Object{{"inputs", names},
                                               {"intermediates", expressionsJson(head.model.intermediates)},
                                               {"outputs", expressionsJson(head.model.outputs)}}},
                        {"inputs", inputs},
                        {"mpe", head.mpe},
                        {"mpe-interval", head.mpeInterval},
                        {"mpe-provenance", provenanceJson(head.mpeProvenance)},
                        {"rules", rulesJson(head.rules)},
                        {"high-voltage", head.highVoltage},
                        {"readings", head.readings},
                        {"readings-provenance", provenanceJson(head.readingsProvenance)},
                        {"points-provenance", provenanceJson(head.pointsProvenance)},
                        {"typed", head.typed},
                        {"sign-offs", signOffs}};
    if (!head.requiredLevel.empty())
        object.emplace("required-level", head.requiredLevel);
    if (const auto& watch = head.environmentWatch)
        object.emplace(
            "environment-watch",
            Json::Object{{"every-minutes", watch->everyMinutes}, {"hold", watch->hold}, {"provenance", provenanceJson(watch->provenance)}});
    if (const auto& conditioning = head.conditioning)
        object.emplace("conditioning", Json::Object{{"acclimation-minutes", conditioning->acclimationMinutes},
                                                    {"warm-up-minutes", conditioning->warmUpMinutes},
                                                    {"provenance", provenanceJson(conditioning->provenance)}});
    return object;
}

Result<procedure::EnvironmentWatch> watchFromJson(const Json& json)
{
    Fields fields(json);
    procedure::EnvironmentWatch watch;
    watch.everyMinutes = fields.integer("every-minutes");
    watch.hold = fields.boolean("hold");
    watch.provenance = fields.child<Provenance>("provenance", provenanceFromJson);
    return fields.finish(watch);
}

Result<procedure::Conditioning> conditioningFromJson(const Json& json)
{
    Fields fields(json);
    procedure::Conditioning conditioning;
    conditioning.acclimationMinutes = fields.integer("acclimation-minutes");
    conditioning.warmUpMinutes = fields.integer("warm-up-minutes");
    conditioning.provenance = fields.child<Provenance>("provenance", provenanceFromJson);
    return fields.finish(conditioning);
}

Result<Head> headFromJson(const Json& json)
{
    Fields fields(json);
    Head head;
    head.schema = fields.integer("schema");
    head.id = fields.string("id");
    head.version = fields.string("version");
    head.title = fields.text("title");
    head.mode = fields.string("mode");
    head.requiredLevel = json["required-level"].asString();
    head.basis = fields.text("basis");
    head.basisProvenance = fields.child<Provenance>("basis-provenance", provenanceFromJson);
    head.scope = fields.text("scope");
    for (const auto& id : fields.array("applies-to"))
        head.appliesTo.push_back(id.asString());
    head.measurand = fields.string("measurand");
    head.measurandName = fields.text("measurand-name");
    head.status = fields.string("status");
    for (const auto& need : fields.array("needs"))
        head.needs.push_back(fields.take<Need>("needs", needFromJson(need)));
    for (const auto& limit : fields.array("environment"))
        head.environment.push_back(fields.take<EnvironmentLimit>("environment", limitFromJson(limit)));
    if (!json["environment-watch"].isNull())
        head.environmentWatch = fields.child<procedure::EnvironmentWatch>("environment-watch", watchFromJson);
    if (!json["conditioning"].isNull())
        head.conditioning = fields.child<procedure::Conditioning>("conditioning", conditioningFromJson);
    fields.object("model");
    Fields model(json["model"]);
    for (const auto& name : model.array("inputs"))
        head.model.inputs.push_back(name.asString());
    head.model.intermediates = readExpressions(model, "intermediates");
    head.model.outputs = readExpressions(model, "outputs");
    if (model.error())
        fields.fail(*model.error());
    for (const auto& input : fields.array("inputs"))
        head.inputs.push_back(fields.take<ModelInput>("inputs", inputFromJson(input)));
    head.mpe = fields.string("mpe");
    head.mpeInterval = fields.string("mpe-interval");
    head.mpeProvenance = fields.child<Provenance>("mpe-provenance", provenanceFromJson);
    head.rules = fields.child<Rules>("rules", rulesFromJson);
    head.highVoltage = fields.decimal("high-voltage");
    head.readings = fields.integer("readings");
    head.readingsProvenance = fields.child<Provenance>("readings-provenance", provenanceFromJson);
    head.pointsProvenance = fields.child<Provenance>("points-provenance", provenanceFromJson);
    head.typed = fields.boolean("typed");
    for (const auto& entry : fields.array("sign-offs"))
        head.signOffs.emplace_back(entry["laboratory"].asString(), entry["statement"].asText());
    return fields.finish(head);
}

} // namespace

Json needJson(const Need& need)
{
    Json::Object object{{"place", need.place},
                        {"action", need.action},
                        {"quantity", need.quantity},
                        {"name", need.name},
                        {"provenance", provenanceJson(need.provenance)}};
    putDecimal(object, "max-ratio", need.maxRatio);
    return object;
}

Result<Need> needFromJson(const Json& json)
{
    Fields fields(json);
    Need need;
    need.place = fields.string("place");
    need.action = fields.string("action");
    need.quantity = fields.optionalString("quantity");
    need.name = fields.text("name");
    need.maxRatio = fields.optionalDecimal("max-ratio");
    need.provenance = fields.child<Provenance>("provenance", provenanceFromJson);
    return fields.finish(need);
}

Json pointJson(const Point& point)
{
    // Column names are an author's and may be anything; canonical JSON wants ASCII keys, so they stand as pairs.
    Json::Array columns;
    for (const auto& [name, text] : point.columns)
        columns.push_back(Json::Array{Json(name), Json(text)});
    Json::Object object{{"id", point.id},
                        {"section", point.section},
                        {"nominal", point.nominal.toJson()},
                        {"readings", point.readings},
                        {"columns", columns}};
    putQuantity(object, "range", point.range);
    putQuantity(object, "resolution", point.resolution);
    putQuantity(object, "mpe", point.mpe);
    return object;
}

Result<Point> pointFromJson(const Json& json)
{
    Fields fields(json);
    Point point;
    point.id = fields.string("id");
    point.section = fields.string("section");
    point.nominal = fields.quantity("nominal");
    point.range = fields.optionalQuantity("range");
    point.resolution = fields.optionalQuantity("resolution");
    point.mpe = fields.optionalQuantity("mpe");
    point.readings = fields.integer("readings");
    for (const auto& pair : fields.array("columns"))
        point.columns.emplace(pair.at(0).asString(), pair.at(1).asString());
    return fields.finish(point);
}

Json procedureJson(const procedure::Procedure& procedure)
{
    Json::Array points, files;
    for (const auto& point : procedure.points)
        points.push_back(pointJson(point));
    for (const auto& [name, digest] : procedure.fileDigests)
        files.push_back(Json::Array{Json(name), Json(digest.hex())});
    return Json::Object{{"head", headJson(procedure.head)}, {"points", points}, {"files", files}, {"release", procedure.release.hex()}};
}

Result<procedure::Procedure> procedureFromJson(const Json& json)
{
    Fields fields(json);
    procedure::Procedure procedure;
    procedure.head = fields.child<Head>("head", headFromJson);
    for (const auto& point : fields.array("points"))
        procedure.points.push_back(fields.take<Point>("points", pointFromJson(point)));
    for (const auto& file : fields.array("files"))
        procedure.fileDigests[file.at(0).asString()] = fields.take<Digest>("files", Digest::fromHex(file.at(1).asString()));
    procedure.release = fields.digest("release");
    return fields.finish(procedure);
}

} // namespace cal::session
