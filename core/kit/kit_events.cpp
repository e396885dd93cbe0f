// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kit/kit_events.h"

#include "core/registry/credentials.h"

namespace cal::kit {

namespace {

Json listOf(const std::vector<std::string>& texts)
{
    Json::Array list;
    for (const auto& text : texts)
        list.emplace_back(text);
    return list;
}

Result<std::vector<std::string>> textsOf(const Json& json, const char* key)
{
    const auto list = json.array(key);
    CAL_TRY(list);
    std::vector<std::string> texts;
    for (const Json& entry : **list) {
        if (!entry.isString())
            return Error{Errc::ParseError, "json.wrong-kind", {{"key", key}, {"expected", "string"}}, {}};
        texts.push_back(entry.asString());
    }
    return texts;
}

Result<Uuid> idOf(const Json& json, const char* key)
{
    const auto text = json.string(key);
    CAL_TRY(text);
    return Uuid::parse(*text);
}

Result<Digest> digestOf(const Json& json, const char* key)
{
    const auto text = json.string(key);
    CAL_TRY(text);
    return Digest::fromHex(*text);
}

Json::Object quotedJson(const Quoted& quoted)
{
    return {{"blob", quoted.blob.hex()}, {"stream", quoted.stream.text()}, {"until", quoted.until}};
}

Result<Quoted> readQuoted(const Json& json)
{
    const auto stream = idOf(json, "stream");
    CAL_TRY(stream);
    const auto blob = digestOf(json, "blob");
    CAL_TRY(blob);
    const auto until = json.integer("until");
    CAL_TRY(until);
    return Quoted{*stream, *blob, *until};
}

} // namespace

Json KitPacked::toJson() const
{
    return Json::Object{{"orders", listOf(orders)}, {"people", listOf(people)},  {"blocks", listOf(blocks)},
                        {"station", station},       {"valid-until", validUntil}, {"key", key.pem()}};
}

Result<KitPacked> KitPacked::fromJson(const Json& json)
{
    auto orders = textsOf(json, "orders");
    CAL_TRY(orders);
    auto people = textsOf(json, "people");
    CAL_TRY(people);
    auto blocks = textsOf(json, "blocks");
    CAL_TRY(blocks);
    auto station = json.string("station");
    CAL_TRY(station);
    const auto until = json.string("valid-until");
    CAL_TRY(until);
    CAL_TRY(parseIsoDate(*until, {}));
    const auto pem = json.string("key");
    CAL_TRY(pem);
    const auto key = signing::PublicKey::fromPem(*pem);
    CAL_TRY(key);
    return KitPacked{*std::move(orders), *std::move(people), *std::move(blocks), *std::move(station), *until, *key};
}

Json KitOpened::toJson() const
{
    return Json::Object{{"kit", kit.text()}, {"station", station}, {"machine", machine}, {"manifest", manifest.hex()}, {"key", key.hex()}};
}

Result<KitOpened> KitOpened::fromJson(const Json& json)
{
    const auto kit = idOf(json, "kit");
    CAL_TRY(kit);
    auto station = json.string("station");
    CAL_TRY(station);
    auto machine = json.string("machine");
    CAL_TRY(machine);
    const auto manifest = digestOf(json, "manifest");
    CAL_TRY(manifest);
    const auto key = digestOf(json, "key");
    CAL_TRY(key);
    return KitOpened{*kit, *std::move(station), *std::move(machine), *manifest, *key};
}

Json KitClosed::toJson() const
{
    return Json::Object{{"kit", kit.text()}};
}

Result<KitClosed> KitClosed::fromJson(const Json& json)
{
    const auto kit = idOf(json, "kit");
    CAL_TRY(kit);
    return KitClosed{*kit};
}

Json KitMerged::toJson() const
{
    Json::Array quoted;
    for (const auto& one : beside)
        quoted.emplace_back(quotedJson(one));
    return Json::Object{
        {"file", file.hex()}, {"events", events}, {"streams", streams}, {"conflicts", listOf(conflicts)}, {"beside", std::move(quoted)}};
}

Result<KitMerged> KitMerged::fromJson(const Json& json)
{
    KitMerged merged;
    const auto file = digestOf(json, "file");
    CAL_TRY(file);
    merged.file = *file;
    const auto events = json.integer("events");
    CAL_TRY(events);
    merged.events = *events;
    const auto streams = json.integer("streams");
    CAL_TRY(streams);
    merged.streams = *streams;
    auto conflicts = textsOf(json, "conflicts");
    CAL_TRY(conflicts);
    merged.conflicts = *std::move(conflicts);
    const auto beside = json.array("beside");
    CAL_TRY(beside);
    for (const Json& one : **beside) {
        const auto quoted = readQuoted(one);
        CAL_TRY(quoted);
        merged.beside.push_back(*quoted);
    }
    return merged;
}

Json ConflictResolved::toJson() const
{
    auto json = quotedJson(quoted);
    json["kit"] = kit.text();
    json["choice"] = taken ? "take" : "keep";
    json["reason"] = reason;
    return json;
}

Result<ConflictResolved> ConflictResolved::fromJson(const Json& json)
{
    const auto kit = idOf(json, "kit");
    CAL_TRY(kit);
    const auto quoted = readQuoted(json);
    CAL_TRY(quoted);
    const auto choice = json.string("choice");
    CAL_TRY(choice);
    if (*choice != "take" && *choice != "keep")
        return Error{Errc::ParseError, "json.wrong-kind", {{"key", "choice"}, {"expected", "keep, take"}}, {}};
    auto reason = json.string("reason");
    CAL_TRY(reason);
    return ConflictResolved{*kit, *quoted, *choice == "take", *std::move(reason)};
}

journal::StreamId siteStream(const Uuid& kit)
{
    return registry::namedStream("kit " + kit.text());
}

void knowKitEvents(journal::Upcasters& upcasters)
{
    for (const auto* type : {KitPacked::kType, KitOpened::kType, KitClosed::kType, KitMerged::kType, ConflictResolved::kType})
        upcasters.know(type);
}

std::string linesOf(const std::vector<journal::Event>& events, std::size_t first, std::size_t count)
{
    std::string lines;
    for (std::size_t i = first; i < events.size() && i - first < count; ++i)
        lines += events[i].content + "\n";
    return lines;
}

} // namespace cal::kit
