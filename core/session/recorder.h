// SPDX-License-Identifier: GPL-3.0-or-later
// Journal before display: appends the events of one session and tells the observer when they are durable, never before.
#pragma once

#include "core/session/runner.h"
#include "core/session/session_events.h"

namespace cal::session {

class Recorder
{
public:
    /// `events`: those already in the stream.
    Recorder(RunServices services, const journal::StreamId& stream, std::vector<journal::Event> events)
        : m_services(std::move(services)), m_stream(stream), m_events(std::move(events))
    {
    }

    /// In one transaction. After a failure every further call fails with the same error: nothing may follow a lost event.
    Result<void> append(std::vector<journal::NewEvent> drafts);
    /// The same with what belongs to it in other streams: all or nothing.
    Result<void> append(std::vector<journal::NewEvent> drafts, const std::function<Result<void>(journal::EventStore&)>& also);
    template <class Body>
    Result<void> append(const Body& body)
    {
        return append(std::vector{newEvent(body)});
    }
    Result<Digest> putBlob(std::string bytes);

    [[nodiscard]] const std::vector<journal::Event>& events() const { return m_events; }
    [[nodiscard]] const journal::StreamId& stream() const { return m_stream; }
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }

private:
    RunServices m_services;
    journal::StreamId m_stream;
    std::vector<journal::Event> m_events;
    std::optional<Error> m_failure;
};

/// The exchanges of the attempt in progress. Instruments call it from their lanes; the engine takes what is new after each command, so
/// that observers hear of it on the engine's thread.
class TraceCollector final : public equipment::TraceSink
{
public:
    TraceCollector();
    ~TraceCollector() override;
    void exchanged(const equipment::Exchange& exchange) override;
    /// A new attempt begins.
    void clear();
    /// What came since the last call.
    std::vector<equipment::Exchange> takeNew();
    /// Canonical JSON lines of all exchanges since clear(); empty when there were none.
    [[nodiscard]] std::string lines() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Canonical JSON, one exchange per line.
std::string traceLines(const std::vector<equipment::Exchange>& exchanges);

} // namespace cal::session
