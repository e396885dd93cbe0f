// SPDX-License-Identifier: GPL-3.0-or-later
// What the register's kinds, fields and values are called on the screen, in the window's language.
#pragma once

#include "ui/registry/register_ports.h"
#include "ui/widgets/table_model.h"

#include <QCoreApplication>
#include <QStringList>

#include <map>

namespace cal::ui {

/// A label with its first letter raised where the language has such letters.
QString headLabel(const UiLanguage& language, const Text& label);

using Titles = std::map<std::string, std::string>; ///< of entities, by id

class KindWords
{
    Q_DECLARE_TR_FUNCTIONS(KindWords)

public:
    /// A value as the detail pane and the lists show it: labels of choices, titles of references, yes and no, names of files, the number
    /// of rows of a table; empty when unknown.
    static QString value(const UiLanguage& language, const registry::Field& field, const Json& value, const Titles& titles = {});
    /// The same, with times of day in the laboratory's zone.
    static QString value(const RegisterPorts& ports, const registry::Field& field, const Json& value, const Titles& titles = {});
    /// What one types for it: the value in its field's own form.
    static QString typed(const Json& value);
    static QString state(const UiLanguage& language, const registry::Kind& kind, const std::string& state);
    /// Painted with its sign when the entity may not be used and can still come back, quiet when that is its end.
    /// What a thing is: the label of its kind, also of those that are not in the register: a session, a log.
    static QString kind(const UiLanguage& language, const registry::Kinds& kinds, const std::string& name);
    static Cell stateCell(const UiLanguage& language, const registry::Kind& kind, const std::string& state);
    /// "asset.quarantined" → 隔离, "asset.registered" → 登记; the type itself where no kind knows it.
    static QString event(const UiLanguage& language, const registry::Kinds& kinds, const std::string& type);
    /// The side of "zh / en" that the window shows; other text as it is. For titles, which the lists keep in one line.
    static QString title(const UiLanguage& language, const std::string& title);
    static QString rows(int count);
};

} // namespace cal::ui
