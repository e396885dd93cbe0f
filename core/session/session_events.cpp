// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of the session events.
#include "core/session/session_events.h"

#include "core/session/fields.h"

namespace cal::session {

namespace {

Json exchangesJson(const std::vector<equipment::Exchange>& exchanges)
{
    Json::Array list;
    for (const auto& exchange : exchanges)
        list.push_back(exchange.toJson());
    return list;
}

std::vector<equipment::Exchange> readExchanges(Fields& fields)
{
    std::vector<equipment::Exchange> list;
    for (const auto& exchange : fields.array("exchanges"))
        list.push_back(fields.take<equipment::Exchange>("exchanges", equipment::Exchange::fromJson(exchange)));
    return list;
}

Json optionalError(const std::optional<Error>& error)
{
    return error ? errorJson(*error) : Json();
}

std::optional<Error> readError(Fields& fields)
{
    if (fields.json()["error"].isNull())
        return std::nullopt;
    return fields.storedError("error");
}

Json optionalDigest(const std::optional<Digest>& digest)
{
    return digest ? Json(digest->hex()) : Json();
}

Json resultJson(const PointResult& result)
{
    Json::Object object{{"budget", result.budget.toJson()},
                        {"nominal", result.nominal},
                        {"reference", result.reference},
                        {"indication", result.indication},
                        {"error", result.error},
                        {"unit", result.unit},
                        {"expanded-uncertainty", result.expandedUncertainty},
                        {"printed", Json::Object{{"reference", result.printedReference},
                                                 {"indication", result.printedIndication},
                                                 {"error", result.printedError},
                                                 {"U", result.printedU},
                                                 {"k", result.printedK},
                                                 {"p", result.printedP},
                                                 {"mpe", result.printedMpe}}},
                        {"mpe-source", result.mpeSource},
                        {"coverage-rule", result.coverageRule},
                        {"rounding-rule", result.roundingRule},
                        {"decision-rule", result.decisionRule},
                        {"verdict", conformity::name(result.verdict)},
                        {"verdict-reason", result.verdictReason}};
    if (result.mpe)
        object.emplace("mpe", *result.mpe);
    if (result.guardBand)
        object.emplace("guard-band", *result.guardBand);
    if (!result.restsOn.empty()) {
        Json::Array list;
        for (const auto& standard : result.restsOn)
            list.push_back(standard.toJson());
        object.emplace("rests-on", std::move(list));
    }
    return object;
}

Result<PointResult> resultFromJson(const Json& json)
{
    Fields fields(json);
    PointResult result;
    result.budget = fields.child<uncertainty::Budget>("budget", uncertainty::Budget::fromJson);
    result.nominal = fields.decimal("nominal");
    result.reference = fields.decimal("reference");
    result.indication = fields.decimal("indication");
    result.error = fields.decimal("error");
    result.unit = fields.string("unit");
    result.expandedUncertainty = fields.decimal("expanded-uncertainty");
    fields.object("printed");
    Fields printed(json["printed"]);
    result.printedReference = printed.string("reference");
    result.printedIndication = printed.string("indication");
    result.printedError = printed.string("error");
    result.printedU = printed.string("U");
    result.printedK = printed.string("k");
    result.printedP = printed.string("p");
    result.printedMpe = printed.optionalString("mpe");
    if (printed.error())
        fields.fail(*printed.error());
    result.mpeSource = fields.optionalString("mpe-source");
    result.coverageRule = fields.string("coverage-rule");
    result.roundingRule = fields.string("rounding-rule");
    result.decisionRule = fields.string("decision-rule");
    result.verdict = fields.take<conformity::Verdict>("verdict", conformity::verdictNamed(fields.string("verdict")));
    result.verdictReason = fields.text("verdict-reason");
    result.mpe = fields.optionalDecimal("mpe");
    result.guardBand = fields.optionalDecimal("guard-band");
    if (!json["rests-on"].isNull())
        for (const auto& standard : fields.array("rests-on"))
            result.restsOn.push_back(fields.take<RestsOn>("rests-on", RestsOn::fromJson(standard)));
    return fields.finish(std::move(result));
}

Json pointOnly(const std::string& point)
{
    return Json::Object{{"point", point}};
}

} // namespace

void knowSessionEvents(journal::Upcasters& upcasters)
{
    for (const char* const type : {SetUpFrozen::kType,
                                   EnvironmentRecorded::kType,
                                   EnvironmentSampled::kType,
                                   ConditioningChecked::kType,
                                   PointStarted::kType,
                                   InstrumentCommanded::kType,
                                   ReadingTaken::kType,
                                   AttemptEnded::kType,
                                   PointJudged::kType,
                                   SafeStateEntered::kType,
                                   Paused::kType,
                                   Continued::kType,
                                   PromptAnswered::kType,
                                   Noted::kType,
                                   ClockWentBack::kType,
                                   HighVoltageConfirmed::kType,
                                   Stopped::kType,
                                   Aborted::kType,
                                   Resumed::kType,
                                   Sealed::kType})
        upcasters.know(type, 1);
    upcasters.know(Adjusted::kType, 1);
    // Version 2 only adds: ids of the standards in the set-up, the standards a result rests on. Version 1 says nothing of them.
    const auto asItIs = [](Json body) -> Result<Json> { return body; };
    upcasters.add(SetUpFrozen::kType, 1, asItIs);
    upcasters.add(PointJudged::kType, 1, asItIs);
}

Json RestsOn::toJson() const
{
    Json::Object object{{"input", input},           {"place", place}, {"range", range},
                        {"value", value},           {"unit", unit},   {"sensitivity", shortest(sensitivity)},
                        {"result-unit", resultUnit}};
    if (!asset.empty())
        object.emplace("asset", asset);
    if (!calibration.empty())
        object.emplace("calibration", calibration);
    return object;
}

Result<RestsOn> RestsOn::fromJson(const Json& json)
{
    Fields fields(json);
    RestsOn standard;
    standard.input = fields.string("input");
    standard.place = fields.string("place");
    standard.asset = fields.optionalString("asset");
    standard.calibration = fields.optionalString("calibration");
    standard.range = fields.optionalString("range");
    standard.value = fields.decimal("value");
    standard.unit = fields.string("unit");
    standard.sensitivity = fields.take<double>("sensitivity", json.number("sensitivity"));
    standard.resultUnit = fields.string("result-unit");
    return fields.finish(standard);
}

Json SetUpFrozen::toJson() const
{
    return setUp.toJson();
}

Result<SetUpFrozen> SetUpFrozen::fromJson(const Json& json)
{
    auto setUp = SetUp::fromJson(json);
    CAL_TRY(setUp);
    return SetUpFrozen{std::move(*setUp)};
}

Json EnvironmentRecorded::toJson() const
{
    return environment.toJson();
}

Result<EnvironmentRecorded> EnvironmentRecorded::fromJson(const Json& json)
{
    auto environment = Environment::fromJson(json);
    CAL_TRY(environment);
    return EnvironmentRecorded{std::move(*environment)};
}

Json EnvironmentSampled::toJson() const
{
    return Json::Object{{"point", point}, {"environment", environment.toJson()}, {"held", held}};
}

Result<EnvironmentSampled> EnvironmentSampled::fromJson(const Json& json)
{
    Fields fields(json);
    EnvironmentSampled body;
    body.point = fields.string("point");
    body.environment = fields.child<Environment>("environment", Environment::fromJson);
    body.held = fields.boolean("held");
    return fields.finish(std::move(body));
}

Json ConditioningChecked::toJson() const
{
    Json::Object object{{"gate", gate}, {"required-minutes", required}, {"waived", waived}};
    if (found)
        object.emplace("found-minutes", *found);
    return object;
}

Result<ConditioningChecked> ConditioningChecked::fromJson(const Json& json)
{
    Fields fields(json);
    ConditioningChecked body;
    body.gate = fields.string("gate");
    body.required = fields.integer("required-minutes");
    if (!json["found-minutes"].isNull())
        body.found = fields.integer("found-minutes");
    body.waived = fields.optionalString("waived");
    return fields.finish(std::move(body));
}

std::string asLeftId(const std::string& asFound, std::size_t adjustment)
{
    return asFound + "@as-left" + (adjustment > 1 ? "-" + std::to_string(adjustment) : "");
}

Json Adjusted::toJson() const
{
    Json::Array ids;
    for (const auto& point : points)
        ids.push_back(point);
    return Json::Object{{"what", what}, {"constants", constants}, {"reason", reason}, {"points", std::move(ids)}};
}

Result<Adjusted> Adjusted::fromJson(const Json& json)
{
    Fields fields(json);
    Adjusted body{fields.string("what"), fields.string("constants"), fields.string("reason"), {}};
    for (const auto& point : fields.array("points"))
        body.points.push_back(point.asString());
    return fields.finish(std::move(body));
}

Json PointStarted::toJson() const
{
    return Json::Object{{"point", point}, {"attempt", attempt}, {"reason", reason}};
}

Result<PointStarted> PointStarted::fromJson(const Json& json)
{
    Fields fields(json);
    PointStarted body{fields.string("point"), fields.integer("attempt"), fields.text("reason")};
    return fields.finish(body);
}

Json InstrumentCommanded::toJson() const
{
    Json::Array options;
    for (const auto& [name, value] : command.options)
        options.push_back(Json::Array{Json(name), Json(value)});
    Json::Object object{{"point", point},
                        {"attempt", attempt},
                        {"place", command.place},
                        {"action", command.action},
                        {"quantity", command.quantity},
                        {"options", options},
                        {"line", command.line},
                        {"exchanges", exchangesJson(command.exchanges)}};
    if (command.value)
        object.emplace("value", command.value->toJson());
    return object;
}

Result<InstrumentCommanded> InstrumentCommanded::fromJson(const Json& json)
{
    Fields fields(json);
    InstrumentCommanded body;
    body.point = fields.string("point");
    body.attempt = fields.integer("attempt");
    body.command.place = fields.string("place");
    body.command.action = fields.string("action");
    body.command.quantity = fields.optionalString("quantity");
    for (const auto& option : fields.array("options"))
        body.command.options.emplace(option.at(0).asString(), option.at(1).asString());
    body.command.line = fields.integer("line");
    body.command.exchanges = readExchanges(fields);
    body.command.value = fields.optionalQuantity("value");
    return fields.finish(std::move(body));
}

Json ReadingTaken::toJson() const
{
    return Json::Object{{"point", point},
                        {"attempt", attempt},
                        {"index", reading.index},
                        {"quantity", reading.quantity},
                        {"value", equipment::toJson(reading.value)},
                        {"source", reading.source},
                        {"instrument", reading.instrument},
                        {"by", reading.by},
                        {"entered-twice", reading.enteredTwice},
                        {"line", reading.line},
                        {"taken-at", timeJson(reading.takenAt)},
                        {"raw", toBase64(reading.rawReply)},
                        {"exchanges", exchangesJson(reading.exchanges)}};
}

Result<ReadingTaken> ReadingTaken::fromJson(const Json& json)
{
    Fields fields(json);
    ReadingTaken body;
    body.point = fields.string("point");
    body.attempt = fields.integer("attempt");
    Reading& reading = body.reading;
    reading.index = fields.integer("index");
    reading.quantity = fields.string("quantity");
    reading.value = fields.child<equipment::ReadingValue>("value", equipment::readingValueFromJson);
    reading.source = fields.string("source");
    reading.instrument = fields.optionalString("instrument");
    reading.by = fields.optionalString("by");
    reading.enteredTwice = fields.boolean("entered-twice");
    reading.line = fields.integer("line");
    reading.takenAt = fields.time("taken-at");
    reading.rawReply = fields.take<std::string>("raw", fromBase64(fields.string("raw")));
    reading.exchanges = readExchanges(fields);
    return fields.finish(std::move(body));
}

Json AttemptEnded::toJson() const
{
    return Json::Object{
        {"point", point}, {"attempt", attempt}, {"outcome", outcome}, {"error", optionalError(error)}, {"trace", optionalDigest(trace)}};
}

Result<AttemptEnded> AttemptEnded::fromJson(const Json& json)
{
    Fields fields(json);
    AttemptEnded body;
    body.point = fields.string("point");
    body.attempt = fields.integer("attempt");
    body.outcome = fields.string("outcome");
    body.error = readError(fields);
    body.trace = fields.optionalDigest("trace");
    return fields.finish(std::move(body));
}

Json PointJudged::toJson() const
{
    return Json::Object{{"point", point}, {"attempt", attempt}, {"result", resultJson(result)}};
}

Result<PointJudged> PointJudged::fromJson(const Json& json)
{
    Fields fields(json);
    PointJudged body;
    body.point = fields.string("point");
    body.attempt = fields.integer("attempt");
    body.result = fields.child<PointResult>("result", resultFromJson);
    return fields.finish(std::move(body));
}

Json SafeStateEntered::toJson() const
{
    return Json::Object{{"instrument", entry.instrument},
                        {"by", entry.by},
                        {"at", timeJson(entry.at)},
                        {"reached", entry.reached},
                        {"detail", printable(entry.detail)}};
}

Result<SafeStateEntered> SafeStateEntered::fromJson(const Json& json)
{
    Fields fields(json);
    SafeStateEntered body;
    body.entry.instrument = fields.string("instrument");
    body.entry.by = fields.string("by");
    body.entry.at = fields.time("at");
    body.entry.reached = fields.boolean("reached");
    body.entry.detail = fields.optionalString("detail");
    return fields.finish(std::move(body));
}

Json Paused::toJson() const
{
    return pointOnly(point);
}

Result<Paused> Paused::fromJson(const Json& json)
{
    Fields fields(json);
    Paused body{fields.string("point")};
    return fields.finish(body);
}

Json Continued::toJson() const
{
    return pointOnly(point);
}

Result<Continued> Continued::fromJson(const Json& json)
{
    Fields fields(json);
    Continued body{fields.string("point")};
    return fields.finish(body);
}

Json PromptAnswered::toJson() const
{
    Json::Array list;
    for (const auto& choice : choices)
        list.push_back(choice);
    return Json::Object{{"point", point}, {"text", text}, {"choices", list}, {"answer", answer}, {"line", line}};
}

Result<PromptAnswered> PromptAnswered::fromJson(const Json& json)
{
    Fields fields(json);
    PromptAnswered body;
    body.point = fields.string("point");
    body.text = fields.text("text");
    for (const auto& choice : fields.array("choices"))
        body.choices.push_back(choice.asString());
    body.answer = fields.string("answer");
    body.line = fields.integer("line");
    return fields.finish(std::move(body));
}

Json Noted::toJson() const
{
    return Json::Object{{"point", point}, {"text", printable(text)}, {"line", line}};
}

Result<Noted> Noted::fromJson(const Json& json)
{
    Fields fields(json);
    Noted body{fields.string("point"), fields.string("text"), fields.integer("line")};
    return fields.finish(body);
}

Json ClockWentBack::toJson() const
{
    return Json::Object{{"from", toRfc3339(from)}, {"to", toRfc3339(to)}};
}

Result<ClockWentBack> ClockWentBack::fromJson(const Json& json)
{
    Fields fields(json);
    ClockWentBack body;
    body.from = fields.take<UtcTime>("from", parseRfc3339(fields.string("from")));
    body.to = fields.take<UtcTime>("to", parseRfc3339(fields.string("to")));
    return fields.finish(body);
}

Json HighVoltageConfirmed::toJson() const
{
    return Json::Object{{"place", place}, {"value", value}, {"unattended", unattended}};
}

Result<HighVoltageConfirmed> HighVoltageConfirmed::fromJson(const Json& json)
{
    Fields fields(json);
    HighVoltageConfirmed body{fields.string("place"), fields.string("value"), fields.boolean("unattended")};
    return fields.finish(body);
}

Json Stopped::toJson() const
{
    return Json::Object{{"by", by}, {"error", optionalError(error)}};
}

Result<Stopped> Stopped::fromJson(const Json& json)
{
    Fields fields(json);
    Stopped body;
    body.by = fields.string("by");
    body.error = readError(fields);
    return fields.finish(std::move(body));
}

Json Aborted::toJson() const
{
    return pointOnly(point);
}

Result<Aborted> Aborted::fromJson(const Json& json)
{
    Fields fields(json);
    Aborted body{fields.string("point")};
    return fields.finish(body);
}

Json Resumed::toJson() const
{
    Json::Array list;
    for (const auto& standard : standards)
        list.push_back(
            Json::Object{{"place", standard.place}, {"certificate", standard.certificate}, {"valid-until", standard.validUntil}});
    return Json::Object{{"interrupted-after", timeJson(interruptedAfter)},
                        {"identities", identitiesJson(identities)},
                        {"standards", list},
                        {"environment-within", environmentWithin},
                        {"next-point", nextPoint},
                        {"interrupted-point", interruptedPoint},
                        {"interrupted-attempt", interruptedAttempt},
                        {"saved-readings", savedReadings},
                        {"saved-trace", optionalDigest(savedTrace)}};
}

Result<Resumed> Resumed::fromJson(const Json& json)
{
    Fields fields(json);
    Resumed body;
    body.interruptedAfter = fields.time("interrupted-after");
    body.identities = fields.child<std::map<std::string, equipment::Identity>>("identities", identitiesFromJson);
    for (const auto& standard : fields.array("standards"))
        body.standards.push_back({standard["place"].asString(), standard["certificate"].asString(), standard["valid-until"].asString()});
    body.environmentWithin = fields.boolean("environment-within");
    body.nextPoint = fields.string("next-point");
    body.interruptedPoint = fields.string("interrupted-point");
    body.interruptedAttempt = fields.integer("interrupted-attempt");
    body.savedReadings = fields.integer("saved-readings");
    body.savedTrace = fields.optionalDigest("saved-trace");
    return fields.finish(std::move(body));
}

Json Sealed::toJson() const
{
    return Json::Object{{"head", head.hex()}, {"points", points}, {"overall", conformity::name(overall)}};
}

Result<Sealed> Sealed::fromJson(const Json& json)
{
    Fields fields(json);
    Sealed body;
    body.head = fields.digest("head");
    body.points = fields.integer("points");
    body.overall = fields.take<conformity::Verdict>("overall", conformity::verdictNamed(fields.string("overall")));
    return fields.finish(body);
}

} // namespace cal::session
