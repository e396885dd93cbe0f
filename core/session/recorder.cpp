// SPDX-License-Identifier: GPL-3.0-or-later
// Appending with the order kept, and the trace of an attempt.
#include "core/session/recorder.h"

#include <mutex>

namespace cal::session {

Result<void> Recorder::append(std::vector<journal::NewEvent> drafts)
{
    return append(std::move(drafts), {});
}

Result<void> Recorder::append(std::vector<journal::NewEvent> drafts, const std::function<Result<void>(journal::EventStore&)>& also)
{
    if (m_failure)
        return *m_failure;
    if (drafts.empty())
        return {};
    // A clock going back is a fact of the record and stands before what was recorded after it. The seal names the event before it, so
    // nothing may slip in there.
    if (!m_events.empty() && drafts.front().type != Sealed::kType) {
        const auto now = m_services.clock.now().utc;
        if (now < m_events.back().at.utc)
            drafts.insert(drafts.begin(), newEvent(ClockWentBack{m_events.back().at.utc, now}));
    }
    const auto expected = static_cast<std::int64_t>(m_events.size());
    Result<std::vector<journal::Event>> stored = std::vector<journal::Event>{};
    if (also) {
        const auto done = m_services.writer.ask([&](journal::EventStore& store) {
            return store.together([&]() -> Result<void> {
                stored = store.append(m_stream, expected, drafts, m_services.by);
                CAL_TRY(stored);
                return also(store);
            });
        });
        if (!done)
            stored = done.error();
    } else {
        stored = m_services.writer.append(m_stream, std::move(drafts), m_services.by, expected);
    }
    if (!stored) {
        m_failure = stored.error();
        return std::move(stored).error();
    }
    for (auto& event : *stored) {
        m_events.push_back(std::move(event));
        if (m_services.observer)
            m_services.observer->recorded(m_events.back());
    }
    return {};
}

Result<Digest> Recorder::putBlob(std::string bytes)
{
    if (m_failure)
        return *m_failure;
    auto digest = m_services.writer.putBlob(std::move(bytes));
    if (!digest)
        m_failure = digest.error();
    return digest;
}

struct TraceCollector::State {
    mutable std::mutex mutex;
    std::vector<equipment::Exchange> exchanges; // of the attempt
    std::size_t taken = 0;
};

TraceCollector::TraceCollector() : m_state(std::make_unique<State>()) {}
TraceCollector::~TraceCollector() = default;

void TraceCollector::exchanged(const equipment::Exchange& exchange)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->exchanges.push_back(exchange);
}

void TraceCollector::clear()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->exchanges.clear();
    m_state->taken = 0;
}

std::vector<equipment::Exchange> TraceCollector::takeNew()
{
    const std::lock_guard lock(m_state->mutex);
    const auto from = m_state->exchanges.begin() + static_cast<std::ptrdiff_t>(m_state->taken);
    std::vector<equipment::Exchange> fresh(from, m_state->exchanges.end());
    m_state->taken = m_state->exchanges.size();
    return fresh;
}

std::string TraceCollector::lines() const
{
    const std::lock_guard lock(m_state->mutex);
    return traceLines(m_state->exchanges);
}

std::string traceLines(const std::vector<equipment::Exchange>& exchanges)
{
    std::string text;
    for (const auto& exchange : exchanges)
        if (const auto line = exchange.toJson().canonical())
            text += *line + "\n";
    return text;
}

} // namespace cal::session
