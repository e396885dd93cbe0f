// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of a person to a run, from any thread.
#include "core/session/control_state.h"

namespace cal::session {

namespace {

template <class Change>
void change(RunControl::State& state, Change apply)
{
    {
        const std::lock_guard lock(state.mutex);
        apply();
    }
    state.changed.notify_all();
}

} // namespace

RunControl::RunControl() : m_state(std::make_shared<State>()) {}
RunControl::~RunControl() = default;

void RunControl::pause()
{
    change(*m_state, [this] { m_state->paused = true; });
}

void RunControl::resume()
{
    change(*m_state, [this] { m_state->paused = false; });
}

void RunControl::stopAfterPoint()
{
    change(*m_state, [this] { m_state->stopAfterPoint = true; });
}

void RunControl::holdBeforeSeal()
{
    change(*m_state, [this] { m_state->hold = true; });
}

void RunControl::abort()
{
    auto source = [this] {
        const std::lock_guard lock(m_state->mutex);
        return m_state->aborting;
    }();
    source.request_stop(); // outside the lock: its callbacks wake waits on the bus
    // Passing through the mutex once keeps a waiter from missing the stop between its look and its sleep.
    change(*m_state, [] {});
}

void RunControl::retry(std::string point, Text reason)
{
    change(*m_state, [&] { m_state->retries.push_back({std::move(point), std::move(reason)}); });
}

void RunControl::confirmHighVoltage()
{
    change(*m_state, [this] { m_state->highVoltageConfirmed = true; });
}

void RunControl::answer(std::string choice)
{
    change(*m_state, [&] {
        if (choice == "confirm-high-voltage")
            m_state->highVoltageConfirmed = true;
        else
            m_state->answer = std::move(choice);
    });
}

void RunControl::enterReading(std::string text, bool twice)
{
    change(*m_state, [&] { m_state->entry = State::Entry{std::move(text), twice}; });
}

} // namespace cal::session
