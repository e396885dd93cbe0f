// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/item_steps.h"

#include <algorithm>

namespace cal::registry {

namespace {

Result<Entity> entityIn(const Kinds& kinds, journal::EventStore& store, const journal::StreamId& id)
{
    const auto events = store.read(id);
    CAL_TRY(events);
    return foldEntity(kinds, *events);
}

Result<void> append(journal::EventStore& store, const journal::Authorship& by, const Entity& entity, const Transition& step,
                    Json::Object changes, const std::string& reason)
{
    const journal::NewEvent event{
        entity.kind + "." + step.name, 1,
        Json::Object{{"from", entity.state}, {"to", step.to}, {"reason", reason}, {"changes", std::move(changes)}}};
    CAL_TRY(store.append(entity.id, entity.seq, std::span(&event, 1), by));
    return {};
}

bool mayFollow(const Transition& step, const std::string& state)
{
    return std::find(step.from.begin(), step.from.end(), state) != step.from.end();
}

/// With the first item that is begun the order is in work.
Result<void> beginOrder(const Kinds& kinds, journal::EventStore& store, const journal::Authorship& by, const Entity& item)
{
    const auto id = Uuid::parse(item.text("order"));
    CAL_TRY(id);
    const auto order = entityIn(kinds, store, *id);
    CAL_TRY(order);
    const Transition* begun = kinds.find("order")->transition("begun");
    return begun && mayFollow(*begun, order->state) ? append(store, by, *order, *begun, {}, {}) : Result<void>{};
}

} // namespace

Result<Entity> moveItem(const Kinds& kinds, journal::EventStore& store, const journal::Authorship& by, const journal::StreamId& item,
                        std::string_view stepName, const Json::Object& values, const std::string& reason)
{
    const auto entity = entityIn(kinds, store, item);
    CAL_TRY(entity);
    const Kind& kind = *kinds.find(entity->kind);
    const Transition* step = kind.transition(stepName);
    if (!step)
        return Error{Errc::InvalidArgument, "registry.no-step", {{"kind", kind.name}, {"step", std::string(stepName)}}, {}};
    if (!mayFollow(*step, entity->state))
        return Error{Errc::InvalidArgument,
                     "registry.wrong-state",
                     {{"title", titleOf(kind, entity->values)}, {"state", entity->state}, {"step", step->name}},
                     {}};
    Json::Object changes;
    for (const auto& [name, typed] : values) {
        const Field* field = kind.field(name);
        if (!field)
            return Error{Errc::InvalidArgument, "registry.unknown-field", {{"kind", kind.name}, {"field", name}}, {}};
        auto value = readField(kind, *field, typed);
        CAL_TRY(value);
        if (*value != entity->value(name))
            changes[name] = Json::Object{{"old", entity->value(name)}, {"new", *std::move(value)}};
    }
    CAL_TRY(append(store, by, *entity, *step, std::move(changes), reason));
    return entityIn(kinds, store, item);
}

Result<void> liesHere(const Entity& item, const std::string& station)
{
    const auto kit = item.text("kit");
    if (kit.empty() || kit == station)
        return {};
    return Error{Errc::InvalidArgument, "order.item-out", {{"item", item.text("number")}, {"kit", kit}}, {}};
}

Result<Entity> itemBegun(const Kinds& kinds, journal::EventStore& store, const journal::Authorship& by, const journal::StreamId& item,
                         const journal::StreamId& session, UtcTime at)
{
    const auto entity = entityIn(kinds, store, item);
    CAL_TRY(entity);
    CAL_TRY(liesHere(*entity, by.station));
    Json::Array sessions = entity->value("sessions").asArray();
    sessions.push_back(Json::Object{{"session", session.text()}, {"begun", toRfc3339(at)}});
    auto begun = moveItem(kinds, store, by, item, "begun", {{"sessions", std::move(sessions)}});
    CAL_TRY(begun);
    CAL_TRY(beginOrder(kinds, store, by, *begun));
    return begun;
}

Result<void> itemMeasured(const Kinds& kinds, journal::EventStore& store, const journal::Authorship& by, const journal::StreamId& item,
                          const journal::StreamId& session, const std::string& day, std::string_view verdict)
{
    const auto entity = entityIn(kinds, store, item);
    CAL_TRY(entity);
    const auto& sessions = entity->value("sessions").asArray();
    if (entity->state != "in-work" || sessions.empty() || sessions.back()["session"].asString() != session.text())
        return {};
    CAL_TRY(moveItem(kinds, store, by, item, "measured", {{"measured-on", day}, {"verdict", std::string(verdict)}}));
    return {};
}

} // namespace cal::registry
