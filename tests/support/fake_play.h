// SPDX-License-Identifier: GPL-3.0-or-later
// One run of the engine for tests of the window.
#pragma once

#include "core/session/session_events.h"
#include "tests/support/fake_engine.h"

#include <stdexcept>

namespace cal::test {

/// The value, or the end of the test with the reason.
template <class T>
T must(Result<T> result, const std::string& what)
{
    if (!result) {
        std::string reason = "fake engine: " + what + ": " + result.error().context + " " + result.error().key;
        for (const auto& arg : result.error().args)
            reason += " " + arg.name + "=" + arg.value;
        throw std::runtime_error(reason);
    }
    return std::move(*result);
}

inline units::Quantity quantity(const std::string& text)
{
    return must(units::Quantity::parse(text), text);
}

inline const journal::Authorship kAuthor{"metrologist-demo", "test", "calbench test"};

/// Makes events as the runner does and tells the observer of them.
class FakeEngine::Play
{
public:
    Play(FakeEngine& engine, session::SetUp setUp, std::vector<journal::Event> before, session::RunObserver* observer);
    session::RunOutcome play(std::size_t most, bool waits);
    [[nodiscard]] const journal::StreamId& stream() const { return m_stream; }

    template <class Body>
    void add(const Body& body)
    {
        const auto prev = m_events.empty() ? Digest{} : m_events.back().hash;
        m_events.push_back(must(journal::seal(session::newEvent(body), m_stream, static_cast<std::int64_t>(m_events.size()) + 1, prev,
                                              kAuthor, m_ids.make(), m_clock.now()),
                                Body::kType));
        {
            const std::lock_guard lock(m_engine.m_sessionMutex);
            for (auto& [id, events] : m_engine.m_sessions)
                if (id == m_stream)
                    events.push_back(m_events.back());
        }
        if (m_observer)
            m_observer->recorded(m_events.back());
    }

private:
    bool flag(bool session::RunControl::State::*member);
    /// Between two commands: abort and pause.
    Result<void> checkpoint(const std::string& point);
    void pass(std::chrono::microseconds time);
    void output(bool high, const std::string& text);
    equipment::Exchange say(const std::string& place, equipment::Exchange::Direction direction, const std::string& bytes);
    void environment(const std::string& when);
    void resumed(const session::SessionRecord& record);
    Result<void> confirmHighVoltage(const procedure::Point& point);
    void retryAsked();
    /// A prompt and the entry sheet, for a procedure without instruments.
    Result<std::string> typed(const procedure::Point& point, int index);
    Result<void> measure(const procedure::Point& point, int attempt, const Text& reason);

    FakeEngine& m_engine;
    session::SetUp m_setUp;
    session::RunObserver* m_observer;
    std::vector<journal::Event> m_events;
    SystemClock m_clock;
    IdMaker m_ids;
    journal::StreamId m_stream;
    bool m_waits = true, m_confirmed = false;
};

} // namespace cal::test
