// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail: what people and the program did, page by page, by person, kind, type, words and dates; and what one event changed.
#pragma once

#include "ui/registry/kind_words.h"
#include "ui/registry/people_names.h"
#include "ui/widgets/paged_model.h"

namespace cal::ui {

class TrailViewModel : public QObject
{
    Q_OBJECT

public:
    struct Filter {
        QString person;   ///< id; empty: anybody
        QString kind;     ///< of the thing; empty: any
        QString type;     ///< contained in the event's type
        QString title;    ///< contained in the title of the thing
        QString from, to; ///< ISO dates in the laboratory's zone, both included; empty: no limit
        bool operator==(const Filter&) const = default;
    };

    explicit TrailViewModel(const RegisterPorts& ports, QObject* parent = nullptr);

    [[nodiscard]] const RegisterPorts& ports() const { return m_ports; }
    [[nodiscard]] PagedModel& events() { return m_events; }
    [[nodiscard]] TableModel& changes() { return m_changes; }   ///< of the event looked at: field, old, new
    [[nodiscard]] QString heading() const { return m_heading; } ///< of the event looked at
    [[nodiscard]] const Filter& filter() const { return m_filter; }
    [[nodiscard]] std::vector<std::pair<QString, QString>> people() const; ///< id and name
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] static std::vector<journal::Condition> conditions(const Filter& filter, std::chrono::minutes offset);
    void exportList(registry::TableFormat format, std::function<void(QByteArray)> then);

public Q_SLOTS:
    void refresh();
    void setFilter(const cal::ui::TrailViewModel::Filter& filter);
    void look(const QString& key); ///< "<stream>#<seq>"

Q_SIGNALS:
    void changed();
    void peopleChanged();

private:
    [[nodiscard]] std::vector<PagedColumn> heads() const;
    [[nodiscard]] TableRow cells(const journal::Row& row);
    void fillChanges();

    RegisterPorts m_ports;
    PeopleNames m_names;
    Filter m_filter;
    PagedModel m_events;
    TableModel m_changes;
    QString m_heading, m_key;
    std::vector<registry::HistoryLine> m_lines;
    Titles m_people;
    std::optional<Error> m_trouble;
    UiThread m_thread{this};
};

} // namespace cal::ui
