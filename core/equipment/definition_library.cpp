// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions by id.
#include "core/equipment/bench.h"

namespace cal::equipment {

Result<void> DefinitionLibrary::add(std::string_view id, std::string_view bytes)
{
    if (m_definitions.contains(id))
        return Error{Errc::Conflict, "definition.duplicate", {{"definition", std::string(id)}}, {}};
    auto definition = Definition::parse(id, bytes);
    if (!definition)
        return std::move(definition).error();
    m_definitions.emplace(std::string(id), std::move(*definition));
    return {};
}

Result<const Definition*> DefinitionLibrary::find(std::string_view id) const
{
    if (const auto found = m_definitions.find(id); found != m_definitions.end())
        return &found->second;
    std::string known;
    for (const auto& [name, definition] : m_definitions)
        known += (known.empty() ? "" : ", ") + name;
    return Error{Errc::NotFound, "definition.unknown", {{"definition", std::string(id)}, {"known", known}}, {}};
}

std::vector<const Definition*> DefinitionLibrary::all() const
{
    std::vector<const Definition*> list;
    for (const auto& [name, definition] : m_definitions)
        list.push_back(&definition);
    return list;
}

} // namespace cal::equipment
