// SPDX-License-Identifier: GPL-3.0-or-later
// What people, kinds, fields, events and values are called on the command line: as the window calls them, in the language chosen. Ids stand
// in --json alone.
#pragma once

#include "core/registry/registry.h"
#include "ui/shell/ui_language.h"

#include <map>
#include <string>

namespace cal::app {

class RegisterWords
{
public:
    /// On the store's thread; `registry` outlives the words. The window's translations are in use (commandLine).
    RegisterWords(registry::Registry& registry, Language language) : m_registry(registry), m_language(language) {}

    /// The title of an entity; of an event's author the name. What the register does not know stands as it is.
    std::string name(const std::string& id);
    std::string title(const registry::Entity& entity);
    /// The side of "zh / en" that is read here.
    [[nodiscard]] std::string side(const std::string& text) const;
    [[nodiscard]] std::string kind(const std::string& name) const;
    [[nodiscard]] std::string state(const std::string& kind, const std::string& state) const;
    [[nodiscard]] std::string event(const std::string& type) const;
    [[nodiscard]] std::string field(const std::string& kind, const std::string& field) const;
    /// Labels of choices, titles of references, one side of bilingual texts; numbers as they were typed.
    std::string value(const registry::Field& field, const Json& value);
    std::string value(const std::string& kind, const std::string& field, const Json& value);
    /// The fields an event changed: "due: 2026-11-27 → 2026-12-01; …"; empty when its type says it all.
    std::string changes(const journal::Event& event);

private:
    registry::Registry& m_registry;
    ui::UiLanguage m_language;
    std::map<std::string, std::string> m_names; ///< by id
};

} // namespace cal::app
