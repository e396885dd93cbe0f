// SPDX-License-Identifier: GPL-3.0-or-later
// The writer's thread: takes everything that is queued, commits it together, tells the listener, then the authors.
//
// Invariants
//  1. Jobs are done in the order they were queued; a question is answered after everything queued before it is durable.
//  2. `known` is touched by the writer's thread alone. A stream whose append was lost stays failed until it is read.
//  3. No promise is fulfilled before the transaction that holds its events has been committed.
#include "core/journal/writer.h"

#include <cassert>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <variant>

namespace cal::journal {

namespace {

using Question = std::function<Result<void>(EventStore&)>;

struct AppendJob {
    StreamId stream;
    std::vector<NewEvent> events;
    Authorship by;
    std::optional<std::int64_t> expected;
    std::promise<Result<std::vector<Event>>> promise;
};

struct BlobJob {
    std::string bytes;
    std::promise<Result<Digest>> promise;
};

struct QuestionJob {
    Question question;
    std::promise<Result<void>> promise;
};

using Job = std::variant<AppendJob, BlobJob, QuestionJob>;

/// Passes everything on and remembers what was appended, so that questions that write are seen by listener and writer too.
class Recorder final : public EventStore
{
public:
    explicit Recorder(EventStore& store) : m_store(store) {}

    std::vector<Event> appended;
    std::set<StreamId> brought; ///< streams that got sealed events: where they end now has to be asked

    Result<std::vector<Event>> append(const StreamId& stream, std::int64_t expected, std::span<const NewEvent> events,
                                      const Authorship& by) override
    {
        auto done = m_store.append(stream, expected, events, by);
        if (done)
            appended.insert(appended.end(), done->begin(), done->end());
        return done;
    }
    Result<void> appendSealed(std::span<const Event> events) override
    {
        CAL_TRY(m_store.appendSealed(events));
        appended.insert(appended.end(), events.begin(), events.end());
        for (const Event& event : events)
            brought.insert(event.stream);
        return {};
    }
    Result<void> together(const std::function<Result<void>()>& work) override
    {
        const std::size_t before = appended.size();
        ++m_depth;
        auto done = m_store.together(work);
        --m_depth;
        if (!done && m_depth == 0)
            appended.resize(before);
        return done;
    }
    Result<Chain> head(const StreamId& stream) override { return m_store.head(stream); }
    Result<std::vector<Event>> read(const StreamId& stream, std::int64_t from) override { return m_store.read(stream, from); }
    Result<std::vector<StoredEvent>> tail(Position after, std::size_t limit) override { return m_store.tail(after, limit); }
    Result<std::vector<Digest>> hashes(Position after, std::size_t limit) override { return m_store.hashes(after, limit); }
    Result<std::vector<StreamId>> streamsOf(std::string_view type) override { return m_store.streamsOf(type); }
    Result<std::optional<Row>> row(std::string_view table, std::string_view key) override { return m_store.row(table, key); }
    Result<RowPage> rows(const RowQuery& query) override { return m_store.rows(query); }
    Result<void> rebuildProjections() override { return m_store.rebuildProjections(); }
    Result<std::vector<Error>> checkProjections() override { return m_store.checkProjections(); }
    Result<Digest> putBlob(std::string_view bytes) override { return m_store.putBlob(bytes); }
    Result<std::string> getBlob(const Digest& digest) override { return m_store.getBlob(digest); }
    Result<std::vector<Digest>> blobs(const Digest& after, std::size_t limit) override { return m_store.blobs(after, limit); }
    Result<CheckReport> check() override { return m_store.check(); }
    Result<void> backupTo(const std::string& path) override { return m_store.backupTo(path); }
    [[nodiscard]] std::optional<Error> readOnlyReason() const override { return m_store.readOnlyReason(); }

private:
    EventStore& m_store;
    int m_depth = 0;
};

Error ownThread()
{
    return Error{Errc::StoreFailed, "journal.own-thread", {}, {}};
}

/// Trouble of the store, after which nobody can say that what was queued next still makes sense. A draft that was never writable is not.
bool losesEvents(const Error& error)
{
    return error.code != Errc::InvalidArgument;
}

} // namespace

struct Writer::State {
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> queue; // guarded by mutex
    bool stopping = false; // guarded by mutex
    Listener listener;
    std::thread thread;

    struct Known {
        std::int64_t seq = 0;
        std::optional<Error> failed;
    };
    std::map<StreamId, Known> known; // the writer's thread only

    void run(EventStore& store);
    void commitGroup(EventStore& store, std::span<Job> group);
    void answer(EventStore& store, QuestionJob& job);
    void publish(const std::vector<Event>& events);
    Result<std::vector<Event>> appendOne(EventStore& store, const AppendJob& job);

    /// Waiting for an answer on the thread that gives the answers would never end. Asked before the job is queued.
    [[nodiscard]] bool mayWait() const
    {
        const bool otherThread = std::this_thread::get_id() != thread.get_id();
        assert(otherThread);
        return otherThread;
    }
    void push(Job job)
    {
        {
            const std::lock_guard lock(mutex);
            queue.push_back(std::move(job));
        }
        wake.notify_one();
    }
};

void Writer::State::run(EventStore& store)
{
    for (;;) {
        std::deque<Job> taken;
        {
            std::unique_lock lock(mutex);
            wake.wait(lock, [&] { return stopping || !queue.empty(); });
            if (queue.empty())
                return; // stopping, and everything queued is done
            taken.swap(queue);
        }
        std::vector<Job> group;
        for (Job& job : taken) {
            if (!std::holds_alternative<QuestionJob>(job)) {
                group.push_back(std::move(job));
                continue;
            }
            commitGroup(store, group);
            group.clear();
            answer(store, std::get<QuestionJob>(job));
        }
        commitGroup(store, group);
    }
}

Result<std::vector<Event>> Writer::State::appendOne(EventStore& store, const AppendJob& job)
{
    if (job.expected)
        return store.append(job.stream, *job.expected, job.events, job.by);
    auto place = known.find(job.stream);
    if (place == known.end()) {
        const auto head = store.head(job.stream);
        if (!head)
            return head.error();
        place = known.emplace(job.stream, Known{head->seq, {}}).first;
    }
    if (place->second.failed)
        return *place->second.failed;
    auto done = store.append(job.stream, place->second.seq, job.events, job.by);
    if (!done && losesEvents(done.error()))
        place->second.failed = done.error();
    return done;
}

void Writer::State::commitGroup(EventStore& store, std::span<Job> group)
{
    if (group.empty())
        return;
    Recorder recorder(store);
    std::vector<std::optional<Result<std::vector<Event>>>> appended(group.size());
    std::vector<std::optional<Result<Digest>>> blobs(group.size());
    const auto committed = recorder.together([&]() -> Result<void> {
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (auto* append = std::get_if<AppendJob>(&group[i])) {
                appended[i] = appendOne(recorder, *append);
                if (!*appended[i]) {
                    // A Conflict is this author's alone; a store that cannot write fails everybody in the transaction.
                    if (appended[i]->error().code == Errc::StoreFailed)
                        return appended[i]->error();
                } else if (!(*appended[i])->empty()) {
                    known[append->stream] = Known{(*appended[i])->back().seq, {}};
                }
            } else if (auto* blob = std::get_if<BlobJob>(&group[i])) {
                blobs[i] = recorder.putBlob(blob->bytes);
                if (!*blobs[i] && blobs[i]->error().code == Errc::StoreFailed)
                    return blobs[i]->error();
            }
        }
        return {};
    });
    if (committed)
        publish(recorder.appended);
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (auto* append = std::get_if<AppendJob>(&group[i])) {
            if (!committed) {
                if (!append->expected)
                    known[append->stream].failed = committed.error();
                else
                    known.erase(append->stream);
            }
            append->promise.set_value(committed ? *std::move(appended[i]) : Result<std::vector<Event>>(committed.error()));
        } else if (auto* blob = std::get_if<BlobJob>(&group[i])) {
            blob->promise.set_value(committed ? *std::move(blobs[i]) : Result<Digest>(committed.error()));
        }
    }
}

void Writer::State::answer(EventStore& store, QuestionJob& job)
{
    Recorder recorder(store);
    auto answered = job.question(recorder);
    for (const Event& event : recorder.appended)
        known[event.stream] = Known{event.seq, {}};
    for (const StreamId& stream : recorder.brought)
        known.erase(stream);
    publish(recorder.appended);
    job.promise.set_value(std::move(answered));
}

void Writer::State::publish(const std::vector<Event>& events)
{
    if (listener && !events.empty())
        listener(events);
}

Writer::Writer() : m_state(std::make_unique<State>()) {}

Result<std::unique_ptr<Writer>> Writer::start(MakeStore makeStore, Listener listener)
{
    std::unique_ptr<Writer> writer(new Writer);
    writer->m_state->listener = std::move(listener);
    std::promise<Result<void>> opened;
    auto ready = opened.get_future();
    // The store lives and dies on this thread: a database connection belongs to the thread that opened it.
    writer->m_state->thread =
        std::thread([state = writer->m_state.get(), make = std::move(makeStore), opened = std::move(opened)]() mutable {
            auto store = make();
            if (!store) {
                opened.set_value(std::move(store).error());
                return;
            }
            opened.set_value({});
            state->run(**store);
        });
    if (auto result = ready.get(); !result)
        return std::move(result).error();
    return writer;
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopping = true;
    }
    m_state->wake.notify_one();
    m_state->thread.join();
}

std::future<Result<std::vector<Event>>> Writer::enqueue(const StreamId& stream, std::vector<NewEvent> events, const Authorship& by,
                                                        std::optional<std::int64_t> expected)
{
    AppendJob job{stream, std::move(events), by, expected, {}};
    auto future = job.promise.get_future();
    m_state->push(std::move(job));
    return future;
}

Result<std::vector<Event>> Writer::append(const StreamId& stream, std::vector<NewEvent> events, const Authorship& by,
                                          std::optional<std::int64_t> expected)
{
    if (!m_state->mayWait())
        return ownThread();
    return enqueue(stream, std::move(events), by, expected).get();
}

Result<Digest> Writer::putBlob(std::string bytes)
{
    if (!m_state->mayWait())
        return ownThread();
    BlobJob job{std::move(bytes), {}};
    auto future = job.promise.get_future();
    m_state->push(std::move(job));
    return future.get();
}

Result<void> Writer::ask(std::function<Result<void>(EventStore&)> question)
{
    if (!m_state->mayWait())
        return ownThread();
    QuestionJob job{std::move(question), {}};
    auto future = job.promise.get_future();
    m_state->push(std::move(job));
    return future.get();
}

Result<std::string> Writer::getBlob(const Digest& digest)
{
    std::string bytes;
    CAL_TRY(ask([&](EventStore& store) -> Result<void> {
        auto blob = store.getBlob(digest);
        if (!blob)
            return std::move(blob).error();
        bytes = *std::move(blob);
        return {};
    }));
    return bytes;
}

Result<std::vector<Event>> Writer::read(const StreamId& stream, std::int64_t from)
{
    std::vector<Event> events;
    CAL_TRY(ask([&, state = m_state.get()](EventStore& store) -> Result<void> {
        auto found = store.read(stream, from);
        if (!found)
            return std::move(found).error();
        events = *std::move(found);
        // Whoever reads a failed stream now knows what really is there; the next append goes on from that.
        if (const auto place = state->known.find(stream); place != state->known.end() && place->second.failed) {
            const auto head = store.head(stream);
            if (!head)
                return head.error();
            place->second = State::Known{events.empty() ? head->seq : events.back().seq, {}};
        }
        return {};
    }));
    return events;
}

Result<std::vector<StreamId>> Writer::streamsOf(std::string firstEventType)
{
    std::vector<StreamId> streams;
    CAL_TRY(ask([&](EventStore& store) -> Result<void> {
        auto found = store.streamsOf(firstEventType);
        if (!found)
            return std::move(found).error();
        streams = *std::move(found);
        return {};
    }));
    return streams;
}

} // namespace cal::journal
