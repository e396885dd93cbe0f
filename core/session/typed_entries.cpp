// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what people type for a run (--typed FILE, calbench-typed/1).
#include "core/session/setup.h"

#include "core/session/fields.h"

namespace cal::session {

namespace {

Error invalidTyped(std::string field, std::string reason)
{
    return {Errc::ParseError, "typed.invalid", {{"field", std::move(field)}, {"reason", std::move(reason)}}, {}};
}

Result<units::Quantity> typedQuantity(const Json& json, const char* key, const std::string& where, std::string_view likeUnit)
{
    const std::string field = where + "." + key;
    if (!json[key].isString())
        return invalidTyped(field, "\"23.1 degC\"");
    const auto quantity = units::Quantity::parse(json[key].asString());
    if (!quantity)
        return quantity.error().within(field);
    const auto like = units::Unit::parse(likeUnit);
    CAL_TRY(like);
    if (const auto converted = quantity->in(*like); !converted)
        return converted.error().within(field);
    return *quantity;
}

Result<std::optional<Environment>> typedEnvironment(const Json& json, const char* when)
{
    const Json& entry = json[when];
    if (entry.isNull())
        return std::optional<Environment>{};
    const std::string where = std::string("environment.") + when;
    Environment environment;
    environment.when = when;
    environment.source = "typed";
    auto temperature = typedQuantity(entry, "temperature", where, "degC");
    CAL_TRY(temperature);
    auto humidity = typedQuantity(entry, "humidity", where, "%");
    CAL_TRY(humidity);
    environment.temperature = *temperature;
    environment.humidity = *humidity;
    return std::optional<Environment>{environment};
}

Result<ConditioningEntry> conditioningEntry(const std::string& gate, const Json& json)
{
    const std::string where = "conditioning." + gate;
    if (gate != "acclimation" && gate != "warm-up")
        return invalidTyped(where, "acclimation / warm-up");
    if (!json.isObject() || json.size() != 1)
        return invalidTyped(where, "{\"minutes\":60} / {\"since\":\"2026-11-23T01:00:00Z\"} / {\"waived\":\"…\"}");
    ConditioningEntry entry;
    if (json["minutes"].isInt() && json["minutes"].asInt() >= 0 && json["minutes"].asInt() < 10'000'000) {
        entry.minutes = static_cast<int>(json["minutes"].asInt());
    } else if (json.contains("since")) {
        const auto since = parseRfc3339(json["since"].asString());
        if (!since)
            return since.error().within(where);
        entry.since = *since;
    } else if (!json["waived"].asString().empty()) {
        entry.waived = json["waived"].asString();
    } else {
        return invalidTyped(where, "minutes >= 0");
    }
    return entry;
}

} // namespace

Result<TypedEntries> TypedEntries::fromJson(const Json& json)
{
    if (!json.isObject())
        return invalidTyped("/", "object");
    if (json["format"].asString() != "calbench-typed/1")
        return invalidTyped("format", "calbench-typed/1");
    TypedEntries entries;
    if (!json["by"].isNull() && !json["by"].isString())
        return invalidTyped("by", "text");
    entries.by = json["by"].asString();
    if (!json["entered-twice"].isNull() && !json["entered-twice"].isBool())
        return invalidTyped("entered-twice", "true / false");
    entries.enteredTwice = json["entered-twice"].asBool();
    auto start = typedEnvironment(json["environment"], "start");
    CAL_TRY(start);
    entries.start = *start;
    auto end = typedEnvironment(json["environment"], "end");
    CAL_TRY(end);
    entries.end = *end;
    for (const auto& [place, values] : json["standards"].asObject()) {
        if (!values.isObject())
            return invalidTyped("standards." + place, "object");
        entries.standards.emplace(place, numbersAsTexts(values));
    }
    for (const auto& [gate, given] : json["conditioning"].asObject()) {
        auto entry = conditioningEntry(gate, given);
        CAL_TRY(entry);
        entries.conditioning.emplace(gate, *std::move(entry));
    }
    for (const auto& [point, quantities] : json["readings"].asObject()) {
        const std::string where = "readings." + point;
        if (!quantities.isObject())
            return invalidTyped(where, "object");
        for (const auto& [quantity, texts] : quantities.asObject()) {
            auto& list = entries.readings[point][quantity];
            std::string place = where;
            place.append(".").append(quantity);
            if (!texts.isArray())
                return invalidTyped(place, "list");
            for (const auto& text : texts.asArray()) {
                if (!text.isString() || text.asString().empty())
                    return invalidTyped(place, "\"100.1 V\"");
                list.push_back(text.asString());
            }
        }
    }
    return entries;
}

} // namespace cal::session
