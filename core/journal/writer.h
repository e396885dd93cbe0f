// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread that owns the store. Whatever is queued is committed together, never on a timer; a caller's future is ready only when
// its events are durable.
#pragma once

#include "core/journal/event_store.h"

#include <functional>
#include <future>
#include <memory>

namespace cal::journal {

class Writer
{
public:
    using MakeStore = std::function<Result<std::unique_ptr<EventStore>>()>; ///< called once, on the writer's thread
    /// Called on the writer's thread after events became durable.
    using Listener = std::function<void(const std::vector<Event>&)>;

    static Result<std::unique_ptr<Writer>> start(MakeStore makeStore, Listener listener = {});
    ~Writer(); ///< commits what is queued, then ends the thread

    /// Appends at the end of `stream` as the writer knows it; waits for durability.
    Result<std::vector<Event>> append(const StreamId& stream, std::vector<NewEvent> events, const Authorship& by);
    /// The same without waiting.
    std::future<Result<std::vector<Event>>> enqueue(const StreamId& stream, std::vector<NewEvent> events, const Authorship& by);
    Result<Digest> putBlob(std::string bytes);
    Result<std::string> getBlob(const Digest& digest);
    Result<std::vector<Event>> read(const StreamId& stream, std::int64_t from = 1);
    Result<std::vector<StreamId>> streamsOf(std::string firstEventType);
    /// Runs any question on the store's thread.
    Result<void> ask(std::function<Result<void>(EventStore&)> question);

private:
    Writer();
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace cal::journal
