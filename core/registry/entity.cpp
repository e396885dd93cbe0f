// SPDX-License-Identifier: GPL-3.0-or-later
// The fold of an entity and its history. A step of the life cycle is known by its body, not by today's list of steps: what was done stays
// done when a kind's file changes, and what a newer program did is seen.
#include "core/base/utf8.h"
#include "core/registry/fold.h"

namespace cal::registry {

namespace {

constexpr std::string_view kRegistered = ".registered";

Error broken(std::int64_t seq, std::string reason)
{
    return Error{Errc::IntegrityViolation, "registry.fold", {{"seq", std::to_string(seq)}, {"reason", std::move(reason)}}, {}};
}

bool isStep(const Json& body)
{
    return body["from"].isString() && body["to"].isString();
}

Result<Json> bodyOf(const Kinds& kinds, const journal::Event& event)
{
    if (event.version == 1)
        return event.body;
    journal::Upcasters known;
    knowRegistryEvents(known, kinds);
    return known.upcast(event.type, event.version, event.body);
}

Result<void> applyChanges(Entity& entity, const Json& changes, std::int64_t seq)
{
    if (!changes.isNull() && !changes.isObject())
        return broken(seq, "changes");
    for (const auto& [field, change] : changes.asObject()) {
        if (!change.isObject() || entity.value(field) != change["old"])
            return broken(seq, "old value of " + excerpt(field));
        if (change["new"].isNull())
            entity.values.erase(field);
        else
            entity.values[field] = change["new"];
    }
    return {};
}

std::string reasonOf(const Json& body)
{
    if (body["reason"].isObject())
        return plainText(body["reason"]);
    return body["reason"].asString();
}

} // namespace

const Json& Entity::value(std::string_view field) const
{
    static const Json kUnknown;
    const auto found = values.find(field);
    return found == values.end() ? kUnknown : found->second;
}

std::string Entity::text(std::string_view field) const
{
    return plainText(value(field));
}

std::string titleOf(const Kind& kind, const Json::Object& values)
{
    for (const auto& name : {kind.title, kind.number})
        if (const auto found = values.find(name); found != values.end())
            if (auto text = plainText(found->second); !text.empty())
                return text;
    return {};
}

void knowRegistryEvents(journal::Upcasters& upcasters, const Kinds& kinds)
{
    for (const auto& [name, kind] : kinds.all()) {
        upcasters.know(kind.registeredEvent());
        upcasters.know(kind.changedEvent());
        for (const Transition& step : kind.transitions)
            upcasters.know(name + "." + step.name);
    }
}

bool isRegistration(const journal::Event& event)
{
    return event.seq == 1 && event.type.ends_with(kRegistered);
}

std::string kindOfType(std::string_view type)
{
    return std::string(type.substr(0, type.find('.')));
}

Result<void> takeEvent(const Kinds& kinds, Entity& entity, const journal::Event& event)
{
    const auto body = bodyOf(kinds, event);
    CAL_TRY(body);
    if (isRegistration(event)) {
        entity.kind = kindOfType(event.type);
        const Kind* kind = kinds.find(entity.kind);
        if (!kind)
            return Error{Errc::ParseError, "registry.newer-kind", {{"kind", entity.kind}}, {}};
        if (!(*body)["values"].isObject())
            return broken(event.seq, "values");
        entity.id = event.stream;
        entity.values = (*body)["values"].asObject();
        entity.state = kind->states.front().name;
        entity.registered = event.at;
    } else if (event.type == entity.kind + ".changed") {
        if (!(*body)["changes"].isObject())
            return broken(event.seq, "changes");
        CAL_TRY(applyChanges(entity, (*body)["changes"], event.seq));
    } else if (kindOfType(event.type) == entity.kind && isStep(*body)) {
        if ((*body)["from"].asString() != entity.state)
            return broken(event.seq, "state before " + event.type);
        CAL_TRY(applyChanges(entity, (*body)["changes"], event.seq));
        entity.state = (*body)["to"].asString();
    }
    entity.seq = event.seq;
    entity.changed = event.at;
    return {};
}

Result<Entity> foldEntity(const Kinds& kinds, const std::vector<journal::Event>& events)
{
    if (events.empty() || !isRegistration(events.front()))
        return Error{Errc::NotFound, "registry.no-entity", {{"id", events.empty() ? std::string() : events.front().stream.text()}}, {}};
    Entity entity;
    for (const journal::Event& event : events) {
        if (event.seq != entity.seq + 1)
            return broken(event.seq, "sequence");
        CAL_TRY(takeEvent(kinds, entity, event));
    }
    return entity;
}

std::vector<HistoryLine> historyOf(const Kinds& kinds, const std::vector<journal::Event>& events)
{
    std::vector<HistoryLine> lines;
    for (const journal::Event& event : events) {
        const auto upcast = bodyOf(kinds, event);
        const Json& body = upcast ? *upcast : event.body; // of a newer program: what can be shown is shown
        HistoryLine line{event.at, event.actor, event.station, event.type, {}, body["from"], body["to"], reasonOf(body), event.seq};
        lines.push_back(line);
        line.old = line.now = Json();
        if (isRegistration(event))
            for (const auto& [field, value] : body["values"].asObject()) {
                line.field = field;
                line.now = value;
                lines.push_back(line);
            }
        for (const auto& [field, change] : body["changes"].asObject()) {
            line.field = field;
            line.old = change["old"];
            line.now = change["new"];
            lines.push_back(line);
        }
    }
    return lines;
}

} // namespace cal::registry
