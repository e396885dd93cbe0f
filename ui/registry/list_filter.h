// SPDX-License-Identifier: GPL-3.0-or-later
// What a person asks of a list: words anywhere, something for each column, an order. Kept by name, so it can be read back from text.
#pragma once

#include "core/journal/projection.h"
#include "core/registry/kind.h"

#include <QString>
#include <QStringList>

#include <map>

namespace cal::ui {

/// A column of a list: of a field, or one that every list has (field is null).
struct ListColumn {
    std::string name;
    const registry::Field* field = nullptr;
    bool shown = true; ///< until a person chooses otherwise
};

/// The columns of a kind in the order of the screen: number, title, the listed fields, state; then, hidden at first, the others and when
/// and by whom it was changed.
std::vector<ListColumn> listColumns(const registry::Kind& kind);

struct ListFilter {
    QString search;
    /// By column. A choice, a state, a flag or a reference: exactly the value. Anything else: what is contained; or =text, !=text,
    /// <text, <=text, >text, >=text; ? for empty and * for filled in.
    std::map<std::string, QString> columns;
    std::string order; ///< column; empty: as the store has it
    bool descending = false;
    bool operator==(const ListFilter&) const = default;

    [[nodiscard]] bool empty() const { return search.isEmpty() && columns.empty(); }
    [[nodiscard]] std::vector<journal::Condition> conditions(const std::vector<ListColumn>& known) const;
    [[nodiscard]] QString toText() const;            ///< one line of JSON
    static ListFilter fromText(const QString& text); ///< an empty filter from anything else
};

/// The condition of one column; nothing for an empty text.
std::optional<journal::Condition> columnCondition(const ListColumn& column, const QString& typed);

} // namespace cal::ui
