// SPDX-License-Identifier: GPL-3.0-or-later
// What the status line always shows: who is signed in, bench health, environment, journal, simulated, high voltage.
#pragma once

#include "core/session/engine.h"
#include "ui/shell/ui_language.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace cal::ui {

class StatusViewModel : public QObject
{
    Q_OBJECT

public:
    StatusViewModel(session::Engine& engine, UiLanguage& language, QObject* parent = nullptr);

    [[nodiscard]] QString person() const; ///< empty: nobody
    [[nodiscard]] QString bench() const;
    [[nodiscard]] bool benchHealthy() const { return m_troubles == 0; }
    [[nodiscard]] QString environment() const;
    [[nodiscard]] bool environmentWithin() const;
    [[nodiscard]] QString journal() const;
    [[nodiscard]] bool journalHealthy() const { return m_station.journalHealthy; }
    [[nodiscard]] QString laboratory() const;
    [[nodiscard]] bool simulated() const { return m_simulated; }
    [[nodiscard]] bool highVoltage() const { return m_highVoltage; }
    [[nodiscard]] QString outputText() const { return m_outputText; }

public Q_SLOTS:
    void refresh();
    void setOutput(bool highVoltage, const QString& text);

Q_SIGNALS:
    void changed();

private:
    session::Engine& m_engine;
    UiLanguage& m_language;
    session::StationState m_station;
    int m_places = 0, m_asked = 0, m_troubles = 0;
    bool m_simulated = false, m_highVoltage = false;
    QString m_outputText;
    QTimer m_timer;
};

} // namespace cal::ui
