// SPDX-License-Identifier: GPL-3.0-or-later
// A group of kinds as one screen: which kinds with how many entities, the list of the chosen one with its filter, and the entity looked at.
#pragma once

#include "ui/registry/entity_view_model.h"
#include "ui/registry/list_filter.h"
#include "ui/widgets/paged_model.h"

namespace cal::ui {

class RegistryViewModel : public QObject
{
    Q_OBJECT

public:
    /// `group`: of the kinds (core/registry/kind.h); `first`: the kind that stands first and is opened.
    RegistryViewModel(const RegisterPorts& ports, const std::string& group, const std::string& first = {}, QObject* parent = nullptr);

    [[nodiscard]] const RegisterPorts& ports() const { return m_ports; }
    [[nodiscard]] const std::vector<const registry::Kind*>& kinds() const { return m_kinds; }
    [[nodiscard]] std::int64_t count(const registry::Kind& kind) const; ///< −1 until known
    [[nodiscard]] const registry::Kind* kind() const { return m_kind; } ///< whose list is shown; null when the group has none
    [[nodiscard]] const std::vector<ListColumn>& columns() const { return m_columns; }
    [[nodiscard]] QString columnTitle(const ListColumn& column) const;
    [[nodiscard]] bool columnShown(const ListColumn& column) const;
    [[nodiscard]] PagedModel& list() { return m_list; }
    [[nodiscard]] EntityViewModel& entity() { return m_entity; }
    [[nodiscard]] const ListFilter& filter() const { return m_filter; }
    [[nodiscard]] QStringList savedFilters() const; ///< of the person signed in, for this kind
    [[nodiscard]] QString trouble() const;

    /// The list as it is filtered and sorted, all of it.
    void exportList(registry::TableFormat format, std::function<void(QByteArray)> then);

public Q_SLOTS:
    void refresh();
    void setKind(const QString& name);
    void setSearch(const QString& words);
    void setColumnFilter(const QString& column, const QString& typed);
    void setOrder(int column, bool descending);
    void clearFilter();
    void saveFilter(const QString& name);
    void applyFilter(const QString& name);
    void forgetFilter(const QString& name);
    void showColumn(const QString& column, bool shown);
    void open(const QString& id); ///< an entity of any kind of the group: its list and itself

Q_SIGNALS:
    void kindChanged();
    void countsChanged();
    void filterChanged(); ///< not by the person's typing: the fields of the filter have to follow
    void savedChanged();
    void columnsChanged();
    void troubleChanged();

private:
    void shape();
    void ask();
    void countKinds();
    [[nodiscard]] TableRow cells(const journal::Row& row, const Titles& titles);
    [[nodiscard]] std::vector<PagedColumn> heads() const;
    [[nodiscard]] QString path(const char* what) const;
    [[nodiscard]] QString filterPath() const;

    RegisterPorts m_ports;
    std::vector<const registry::Kind*> m_kinds;
    std::map<std::string, std::int64_t> m_counts;
    const registry::Kind* m_kind = nullptr;
    std::vector<ListColumn> m_columns;
    ListFilter m_filter;
    std::map<std::string, ListFilter> m_filters; ///< of the kinds looked at before
    PeopleNames m_people;
    PagedModel m_list;
    EntityViewModel m_entity;
    std::optional<Error> m_trouble;
    UiThread m_thread{this};
};

} // namespace cal::ui
