// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how long the event loop was away.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace cal::test {

/// Worst time between two ticks of a 10 ms timer.
class StallMeter : public QObject
{
public:
    StallMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            if (const auto gap = m_clock.restart(); gap > worst) {
                worst = gap;
                worstTick = ticks;
            }
            ++ticks;
        });
    }
    void start()
    {
        worst = 0;
        ticks = 0;
        m_clock.start();
        m_timer.start(10);
    }
    qint64 worst = 0;
    int ticks = 0, worstTick = 0;

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace cal::test
