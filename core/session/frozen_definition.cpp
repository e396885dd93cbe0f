// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of instrument definitions inside the set-up event.
#include "core/session/fields.h"
#include "core/session/frozen_procedure.h"

#include <algorithm>

namespace cal::session {

using equipment::Capability;
using equipment::Definition;

namespace {

Json capabilityJson(const Capability& row)
{
    return Json::Object{{"quantity", row.quantity},
                        {"sources", row.sources},
                        {"low", row.low},
                        {"high", row.high},
                        {"range", row.range},
                        {"resolution", row.resolution},
                        {"specification", row.specification.toJson()},
                        {"k", shortest(row.coverageK)},
                        {"level", row.level}};
}

Result<Capability> capabilityFromJson(const Json& json)
{
    Fields fields(json);
    Capability row;
    row.quantity = fields.string("quantity");
    row.sources = fields.boolean("sources");
    row.low = fields.decimal("low");
    row.high = fields.decimal("high");
    row.range = fields.decimal("range");
    row.resolution = fields.decimal("resolution");
    row.specification = fields.child<conformity::Specification>("specification", conformity::Specification::fromJson);
    row.coverageK = fields.take<double>("k", json.number("k"));
    row.level = fields.optionalString("level");
    return fields.finish(row);
}

Json texts(const std::vector<std::string>& list)
{
    Json::Array array;
    for (const auto& text : list)
        array.push_back(text);
    return array;
}

std::vector<std::string> readTexts(const Json::Array& array)
{
    std::vector<std::string> list;
    for (const auto& text : array)
        list.push_back(text.asString());
    return list;
}

} // namespace

Json definitionJson(const Definition& definition, const std::vector<std::string>& quantities)
{
    Json::Array rows, signOffs;
    for (const auto& row : definition.capabilities)
        if (quantities.empty() || std::find(quantities.begin(), quantities.end(), row.quantity) != quantities.end())
            rows.push_back(capabilityJson(row));
    for (const auto& s : definition.signOffs)
        signOffs.push_back(Json::Object{{"by", s.by}, {"laboratory", s.laboratory}, {"date", s.date}, {"scope", s.scope}});
    return Json::Object{{"id", definition.id},
                        {"digest", definition.digest.hex()},
                        {"document", definition.document.isNull() ? Json() : Json(sha256(definition.document.pretty()).hex())},
                        {"manufacturer", definition.manufacturer},
                        {"model", definition.model},
                        {"name", definition.name},
                        {"roles", texts(definition.roles)},
                        {"identity-query", definition.identityQuery},
                        {"identity-match", definition.identityMatch},
                        {"capabilities", rows},
                        {"safe-state", texts(definition.safeState)},
                        {"outputs", definition.outputs},
                        {"sources", texts(definition.sources)},
                        {"sign-offs", signOffs},
                        {"lowest-confidence", definition.lowestConfidence}};
}

Result<Definition> definitionFromJson(const Json& json)
{
    Fields fields(json);
    Definition definition;
    definition.id = fields.string("id");
    definition.digest = fields.digest("digest");
    fields.optionalDigest("document");
    definition.manufacturer = fields.string("manufacturer");
    definition.model = fields.string("model");
    definition.name = fields.text("name");
    definition.roles = readTexts(fields.array("roles"));
    definition.identityQuery = fields.optionalString("identity-query");
    definition.identityMatch = fields.optionalString("identity-match");
    for (const auto& row : fields.array("capabilities"))
        definition.capabilities.push_back(fields.take<Capability>("capabilities", capabilityFromJson(row)));
    definition.safeState = readTexts(fields.array("safe-state"));
    definition.outputs = fields.boolean("outputs");
    definition.sources = readTexts(fields.array("sources"));
    for (const auto& s : fields.array("sign-offs"))
        definition.signOffs.push_back({s["by"].asString(), s["laboratory"].asString(), s["date"].asString(), s["scope"].asString()});
    definition.lowestConfidence = fields.optionalString("lowest-confidence");
    return fields.finish(definition);
}

} // namespace cal::session
