// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stop_signals.h"

#include <csignal>
#include <ctime>

namespace cal::app {

namespace {

sigset_t stopSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

} // namespace

StopSignals::StopSignals()
{
    const auto set = stopSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

StopSignals::~StopSignals()
{
    m_thread = {};
    const auto set = stopSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void StopSignals::onStop(std::function<void()> stop)
{
    m_thread = std::jthread([stop = std::move(stop)](const std::stop_token& end) {
        const auto set = stopSignals();
        const timespec tick{0, 50'000'000};
        while (!end.stop_requested())
            if (sigtimedwait(&set, nullptr, &tick) > 0)
                stop();
    });
}

void StopSignals::wait()
{
    const auto set = stopSignals();
    int signal = 0;
    sigwait(&set, &signal);
}

} // namespace cal::app
