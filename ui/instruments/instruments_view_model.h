// SPDX-License-Identifier: GPL-3.0-or-later
// The Instruments place: who stands where on the bench, and a console that asks one of them.
#pragma once

#include "core/session/engine.h"
#include "ui/shell/ui_language.h"
#include "ui/shell/ui_thread.h"
#include "ui/widgets/table_model.h"

#include <QObject>
#include <QStringList>

#include <vector>

namespace cal::ui {

class InstrumentsViewModel : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kLines = 500;

    InstrumentsViewModel(session::Engine& engine, UiLanguage& language, QObject* parent = nullptr);

    [[nodiscard]] TableModel& instruments() { return m_instruments; }
    [[nodiscard]] TableModel& lines() { return m_lines; }
    [[nodiscard]] bool canAsk() const { return !m_engine.running() && !m_waiting; }
    [[nodiscard]] bool waiting() const { return m_waiting; }
    /// Commands asked before, oldest first, no neighbour twice.
    [[nodiscard]] const QStringList& history() const { return m_history; }

public Q_SLOTS:
    void refresh();
    void ask(const QString& place, const QString& command);

Q_SIGNALS:
    void changed();

private:
    enum class Kind { Sent, Received, Done, Failed };
    struct Line {
        Kind kind;
        std::string place;
        std::string bytes; ///< sent or received
        Error error;
    };
    void add(Line line);
    void fill();

    session::Engine& m_engine;
    UiLanguage& m_language;
    TableModel m_instruments, m_lines;
    std::vector<Line> m_log;
    std::size_t m_first = 0; ///< number of the oldest line kept
    QStringList m_history;
    bool m_waiting = false;
    UiThread m_thread{this};
};

} // namespace cal::ui
