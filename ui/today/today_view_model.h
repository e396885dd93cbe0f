// SPDX-License-Identifier: GPL-3.0-or-later
// The Today place: interrupted runs, the queue of the person signed in, what waits for their check or approval, what expires, environment.
#pragma once

#include "core/session/engine.h"
#include "core/session/work_desk.h"
#include "ui/shell/ui_language.h"
#include "ui/shell/ui_thread.h"
#include "ui/widgets/table_model.h"

#include <QObject>

#include <optional>
#include <vector>

namespace cal::ui {

class TodayViewModel : public QObject
{
    Q_OBJECT

public:
    /// Without `work` there are no orders: only runs and environment.
    TodayViewModel(session::Engine& engine, UiLanguage& language, session::WorkDesk* work = nullptr, QObject* parent = nullptr);

    [[nodiscard]] TableModel& interrupted() { return m_interrupted; }
    [[nodiscard]] TableModel& items() { return m_items; }         ///< the queue
    [[nodiscard]] TableModel& waiting() { return m_waiting; }     ///< for check or approval
    [[nodiscard]] TableModel& standards() { return m_standards; } ///< what expires
    [[nodiscard]] const session::StationState& station() const { return m_station; }
    [[nodiscard]] QString trouble() const; ///< why something could not be read; empty when all could
    /// What comes next in the batch of a finished item; null when nothing does.
    [[nodiscard]] const registry::QueueLine* next(const registry::Entity& finished) const;

    /// Days before a last day from which it is called about to expire.
    static constexpr int kDueDays = 30;

public Q_SLOTS:
    void refresh();
    void resume(const QString& sessionId);
    /// Begins the item with this id: an interrupted session goes on; what is not agreed yet is opened where it can be.
    void take(const QString& itemId);
    void open(const QString& entityId);

Q_SIGNALS:
    void changed();
    void resumeRequested(const cal::journal::StreamId& session);
    void itemTaken(const QString& number);
    void openRequested(const QString& entityId);

private:
    void fill();
    void fillInterrupted();
    void fillQueue();
    void fillWaiting();
    void fillExpiring();
    [[nodiscard]] Cell dueCell(const std::string& due) const;
    [[nodiscard]] const session::SessionSummary* interruptedOf(const registry::Entity& item) const;

    session::Engine& m_engine;
    UiLanguage& m_language;
    session::WorkDesk* m_work;
    session::StationState m_station;
    std::vector<session::SessionSummary> m_sessions;
    session::Day m_day;
    std::optional<Error> m_trouble, m_dayTrouble;
    TableModel m_interrupted, m_items, m_waiting, m_standards;
    UiThread m_thread{this};
};

} // namespace cal::ui
