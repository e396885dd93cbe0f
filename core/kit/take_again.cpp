// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kit/take_again.h"

#include "core/registry/orders.h"

#include <algorithm>

namespace cal::kit {

namespace {

bool contains(const Json::Array& rows, const Json& row)
{
    return std::find(rows.begin(), rows.end(), row) != rows.end();
}

/// The rows here without those the laptop removed, and those it added.
Json joined(const Json& here, const Json& old, const Json& now)
{
    Json::Array rows;
    for (const Json& row : here.asArray())
        if (!contains(old.asArray(), row) || contains(now.asArray(), row))
            rows.push_back(row);
    for (const Json& row : now.asArray())
        if (!contains(old.asArray(), row) && !contains(rows, row))
            rows.push_back(row);
    return rows;
}

const registry::Transition* stepOf(const registry::Kind& kind, const journal::Event& event)
{
    const std::string_view type = event.type;
    return type.starts_with(kind.name + ".") ? kind.transition(type.substr(kind.name.size() + 1)) : nullptr;
}

Json::Object valuesOf(const registry::Kind& kind, const registry::Entity& entity, const journal::Event& event)
{
    using Type = registry::Field::Type;
    Json::Object values;
    for (const auto& [name, change] : event.body["changes"].asObject()) {
        const auto* field = kind.field(name);
        const bool list = field && (field->type == Type::Table || field->type == Type::Files);
        Json value = list ? joined(entity.value(name), change["old"], change["new"]) : change["new"];
        if (value != entity.value(name))
            values[name] = std::move(value);
    }
    return values;
}

} // namespace

bool canTakeAgain(const registry::Kind& kind, const journal::Event& event)
{
    if (event.type == kind.changedEvent())
        return true;
    const auto* step = stepOf(kind, event);
    return step && step->operation != "check" && step->operation != "approve";
}

Result<void> takeAgain(registry::Registry& registry, const journal::StreamId& id, const std::vector<journal::Event>& events)
{
    for (const auto& event : events) {
        const auto entity = registry.get(id);
        CAL_TRY(entity);
        const registry::Kind& kind = *registry.kinds().find(entity->kind);
        auto values = valuesOf(kind, *entity, event);
        const auto& reason = event.body["reason"].asString();
        if (const auto* step = stepOf(kind, event)) {
            // Whoever resolves writes it down; for four eyes it counts who did it.
            const auto by = registry::doneBy(event);
            CAL_TRY(registry.stepByRules(id, entity->seq, step->name, reason, values, by == registry.by().actor ? std::string() : by));
        } else if (!values.empty()) {
            CAL_TRY(registry.change(id, entity->seq, values, reason));
        }
    }
    return {};
}

} // namespace cal::kit
