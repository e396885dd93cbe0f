// SPDX-License-Identifier: GPL-3.0-or-later
// The Today place: interrupted runs, items of the day, standards by validity, environment.
#pragma once

#include "core/session/engine.h"
#include "ui/shell/ui_language.h"
#include "ui/shell/ui_thread.h"
#include "ui/widgets/table_model.h"

#include <QDate>
#include <QObject>

#include <optional>
#include <vector>

namespace cal::ui {

class TodayViewModel : public QObject
{
    Q_OBJECT

public:
    TodayViewModel(session::Engine& engine, UiLanguage& language, QObject* parent = nullptr);

    [[nodiscard]] TableModel& interrupted() { return m_interrupted; }
    [[nodiscard]] TableModel& items() { return m_items; }
    [[nodiscard]] TableModel& standards() { return m_standards; }
    [[nodiscard]] const session::StationState& station() const { return m_station; }
    [[nodiscard]] QString trouble() const; ///< why the sessions could not be read; empty when they could

    /// Days before a standard's last day from which it is called about to expire.
    static constexpr int kDueDays = 30;
    /// For tests: the day that counts as today.
    void setToday(const QDate& today);

public Q_SLOTS:
    void refresh();
    void resume(const QString& sessionId);
    void take(const QString& procedureId);

Q_SIGNALS:
    void changed();
    void resumeRequested(const cal::journal::StreamId& session);
    void itemTaken(const QString& procedureId);

private:
    void fill();

    session::Engine& m_engine;
    UiLanguage& m_language;
    TableModel m_interrupted, m_items, m_standards;
    session::StationState m_station;
    std::vector<session::SessionSummary> m_sessions;
    std::optional<Error> m_trouble;
    QDate m_today;
    UiThread m_thread{this};
};

} // namespace cal::ui
