// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/described.h"

namespace cal::registry {

namespace {

constexpr std::string_view kRef = "$ref:";
using Refs = std::map<std::string, journal::StreamId>;

Result<Json> resolved(const Json& value, const Refs& refs)
{
    if (value.isString() && value.asString().starts_with(kRef)) {
        const auto ref = value.asString().substr(kRef.size());
        const auto found = refs.find(ref);
        if (found == refs.end())
            return Error{Errc::ParseError, "registry.unknown-ref", {{"ref", ref}}, {}};
        return Json(found->second.text());
    }
    Json copy = value;
    if (value.isArray()) {
        Json::Array list;
        for (const Json& entry : value.asArray()) {
            auto one = resolved(entry, refs);
            CAL_TRY(one);
            list.push_back(*std::move(one));
        }
        copy = Json(std::move(list));
    }
    for (const auto& [name, entry] : value.asObject()) {
        auto one = resolved(entry, refs);
        CAL_TRY(one);
        copy[name] = *std::move(one);
    }
    return copy;
}

Result<void> addOne(Registry& registry, const Json& description, Refs& refs)
{
    const auto values = resolved(description["values"], refs);
    CAL_TRY(values);
    const auto entity = registry.addByRules(description["kind"].asString(), values->asObject());
    CAL_TRY(entity);
    const auto& ref = description["ref"].asString();
    if (!ref.empty() && !refs.emplace(ref, entity->id).second)
        return Error{Errc::ParseError, "registry.ref-twice", {{"ref", ref}}, {}};
    return {};
}

} // namespace

Result<Refs> addDescribed(Registry& registry, const Json& entities)
{
    Refs refs;
    for (std::size_t i = 0; i < entities.size(); ++i)
        if (const auto added = addOne(registry, entities.at(i), refs); !added)
            return Error(added.error()).within("entities[" + std::to_string(i) + "]");
    return refs;
}

} // namespace cal::registry
