// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how long the event loop was away.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace cal::test {

/// Milliseconds the event loop may be away. A sanitized program runs several times slower: there only a hang counts.
#ifdef __SANITIZE_ADDRESS__
constexpr qint64 kStallLimit = 1000;
#else
constexpr qint64 kStallLimit = 100;
#endif

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
