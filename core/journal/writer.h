// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread that owns the store. Whatever is queued is committed together, never on a timer; a caller's future is ready only when
// its events are durable.
//
//   append/enqueue/putBlob ─► queue ─► run() takes all of it ─► commitGroup(): one transaction ─► listener ─► futures
//   ask/read/getBlob       ─► queue ─────────────────────────► answer(), after what was queued before it
#pragma once

#include "core/journal/event_store.h"

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cal::journal {

class Writer
{
public:
    using MakeStore = std::function<Result<std::unique_ptr<EventStore>>()>; ///< called once, on the writer's thread
    /// Called on the writer's thread after events became durable and before their authors are told. Must be quick and must not wait for
    /// the writer.
    using Listener = std::function<void(const std::vector<Event>&)>;

    static Result<std::unique_ptr<Writer>> start(MakeStore makeStore, Listener listener = {});
    ~Writer(); ///< commits what is queued, then ends the thread

    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Appends at the end of `stream` as the writer knows it, or after number `expected` when the author says what he has seen; waits for
    /// durability. The writer asks the store for the end of a stream once; what another program appends later is a Conflict.
    /// After a Conflict or a failed write every further append without `expected` to that stream fails with the same error until somebody
    /// reads the stream here: events queued behind a lost one must not slip in without it.
    Result<std::vector<Event>> append(const StreamId& stream, std::vector<NewEvent> events, const Authorship& by,
                                      std::optional<std::int64_t> expected = {});
    /// The same without waiting.
    std::future<Result<std::vector<Event>>> enqueue(const StreamId& stream, std::vector<NewEvent> events, const Authorship& by,
                                                    std::optional<std::int64_t> expected = {});
    Result<Digest> putBlob(std::string bytes);
    Result<std::string> getBlob(const Digest& digest);
    Result<std::vector<Event>> read(const StreamId& stream, std::int64_t from = 1);
    Result<std::vector<StreamId>> streamsOf(std::string firstEventType);
    /// Runs any question on the store's thread; events it appends reach the listener too.
    Result<void> ask(std::function<Result<void>(EventStore&)> question);

private:
    Writer();
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace cal::journal
