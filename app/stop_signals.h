// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C and SIGTERM as a call on a thread, so that a run ends in the safe state. Make the object before any other thread is started:
// they inherit its blocked signals.
#pragma once

#include <functional>
#include <thread>

namespace cal::app {

class StopSignals
{
public:
    StopSignals();
    ~StopSignals();
    /// What to do from now on when a stop signal comes; called at most once a signal.
    void onStop(std::function<void()> stop);
    /// Waits for a stop signal instead: for programs that do nothing else.
    static void wait();

private:
    std::jthread m_thread;
};

} // namespace cal::app
