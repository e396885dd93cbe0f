// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/register_words.h"

#include "ui/registry/kind_words.h"

#include "core/base/one_side.h"

namespace cal::app {

using registry::Field;
using ui::KindWords;

std::string RegisterWords::name(const std::string& id)
{
    if (const auto known = m_names.find(id); known != m_names.end())
        return known->second;
    std::optional<registry::Entity> entity;
    if (const auto uuid = Uuid::parse(id)) {
        if (auto found = m_registry.get(*uuid))
            entity = *std::move(found);
    } else if (auto found = m_registry.find("person", "login", id)) { // who founded the laboratory is known by the sign-in name
        entity = *std::move(found);
    }
    auto name = entity ? title(*entity) : id;
    return m_names[id] = std::move(name);
}

std::string RegisterWords::title(const registry::Entity& entity)
{
    const auto* kind = m_registry.kinds().find(entity.kind);
    if (!kind)
        return entity.id.text();
    if (const auto* field = kind->field(kind->title); field && !entity.value(field->name).isNull())
        return value(*field, entity.value(field->name));
    return registry::titleOf(*kind, entity.values);
}

std::string RegisterWords::side(const std::string& text) const
{
    return oneSide(text, m_language.language());
}

std::string RegisterWords::kind(const std::string& name) const
{
    return KindWords::kind(m_language, m_registry.kinds(), name).toStdString();
}

std::string RegisterWords::state(const std::string& kind, const std::string& state) const
{
    const auto* known = m_registry.kinds().find(kind);
    return known ? KindWords::state(m_language, *known, state).toStdString() : state;
}

std::string RegisterWords::event(const std::string& type) const
{
    return KindWords::event(m_language, m_registry.kinds(), type).toStdString();
}

std::string RegisterWords::field(const std::string& kind, const std::string& field) const
{
    const auto* known = m_registry.kinds().find(kind);
    const auto* found = known ? known->field(field) : nullptr;
    return found ? m_language.text(found->label).toStdString() : field;
}

std::string RegisterWords::value(const Field& field, const Json& value)
{
    switch (field.type) {
    case Field::Type::Integer:
    case Field::Type::Decimal:
    case Field::Type::Quantity:
        return registry::plainText(value);
    case Field::Type::Text:
        return side(registry::plainText(value));
    case Field::Type::Reference:
    case Field::Type::References: {
        ui::Titles titles;
        for (const auto& id : value.isString() ? Json::Array{value} : value.asArray())
            titles[id.asString()] = name(id.asString());
        return KindWords::value(m_language, field, value, titles).toStdString();
    }
    default:
        return KindWords::value(m_language, field, value).toStdString();
    }
}

std::string RegisterWords::value(const std::string& kind, const std::string& field, const Json& value)
{
    const auto* known = m_registry.kinds().find(kind);
    const auto* found = known ? known->field(field) : nullptr;
    return found ? this->value(*found, value) : registry::plainText(value);
}

std::string RegisterWords::changes(const journal::Event& event)
{
    const auto kind = event.type.substr(0, event.type.find('.'));
    std::string text;
    for (const auto& [changed, change] : event.body["changes"].asObject()) {
        const auto shown = [&, &changed = changed](const Json& json) { return json.isNull() ? "–" : value(kind, changed, json); };
        text += (text.empty() ? "" : "; ") + field(kind, changed) + ": " + shown(change["old"]) + " → " + shown(change["new"]);
    }
    return text;
}

} // namespace cal::app
