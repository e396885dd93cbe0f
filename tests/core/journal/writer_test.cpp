// SPDX-License-Identifier: GPL-3.0-or-later
// The writer: one transaction for what is queued, conflicts and losses tracked, nobody told before it is durable.
#include "core/journal/memory_store.h"
#include "core/journal/writer.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace {

using cal::journal::Event;
using cal::journal::NewEvent;
using WrittenEvents = cal::Result<std::vector<Event>>;

const cal::journal::Authorship kWriterAuthor{"p", "s", "c"};

/// What a test sees and decides of the store behind the writer; outlives both.
struct StoreControl {
    std::mutex mutex;
    std::condition_variable changed;
    bool closed = false;  // transactions wait before they commit
    bool failing = false; // transactions fail when they commit
    int waiting = 0;
    int transactions = 0;
    std::thread::id opened, destroyed;
    std::atomic<std::int64_t> durable{0};

    void open()
    {
        {
            const std::lock_guard lock(mutex);
            closed = false;
        }
        changed.notify_all();
    }
    void close()
    {
        const std::lock_guard lock(mutex);
        closed = true;
    }
    void awaitCommit()
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return waiting > 0; });
    }
    void fail(bool on)
    {
        const std::lock_guard lock(mutex);
        failing = on;
    }
};

class ControlledStore final : public cal::journal::MemoryStore
{
public:
    ControlledStore(cal::Clock& clock, StoreControl& control) : MemoryStore(clock), m_control(control)
    {
        m_control.opened = std::this_thread::get_id();
    }
    ~ControlledStore() override { m_control.destroyed = std::this_thread::get_id(); }

    cal::Result<void> together(const std::function<cal::Result<void>()>& work) override
    {
        return MemoryStore::together([&]() -> cal::Result<void> {
            CAL_TRY(work());
            std::unique_lock lock(m_control.mutex);
            ++m_control.transactions;
            ++m_control.waiting;
            m_control.changed.notify_all();
            m_control.changed.wait(lock, [&] { return !m_control.closed; });
            --m_control.waiting;
            if (m_control.failing)
                return cal::Error{cal::Errc::StoreFailed, "store.full", {{"file", "test"}}, {}};
            return {};
        });
    }

private:
    StoreControl& m_control;
};

struct WriterBench {
    cal::SystemClock clock;
    StoreControl control;
    std::vector<Event> heard; // by the listener; read after the writer is gone or an answer was given
    cal::IdMaker ids{clock};
    std::unique_ptr<cal::journal::Writer> writer;

    WriterBench()
    {
        auto started = cal::journal::Writer::start(
            [this]() -> cal::Result<std::unique_ptr<cal::journal::EventStore>> {
                return std::unique_ptr<cal::journal::EventStore>(std::make_unique<ControlledStore>(clock, control));
            },
            [this](const std::vector<Event>& events) { heard.insert(heard.end(), events.begin(), events.end()); });
        writer = *std::move(started);
    }
};

std::vector<NewEvent> numbered(int number)
{
    return {{"test.counted", 1, cal::Json::Object{{"n", number}}}};
}

std::string keyOf(const WrittenEvents& result)
{
    return result ? std::string() : result.error().key;
}

} // namespace

TEST_CASE("the writer appends at the end of each stream and tells the listener before the author", "[journal][writer]")
{
    WriterBench bench;
    const auto a = bench.ids.make(), b = bench.ids.make();
    CHECK(bench.writer->append(a, numbered(1), kWriterAuthor)->front().seq == 1);
    CHECK(bench.writer->append(b, numbered(2), kWriterAuthor)->front().seq == 1);
    const auto third = bench.writer->append(a, {{"test.counted", 1, {}}, {"test.counted", 1, {}}}, kWriterAuthor);
    REQUIRE(third->size() == 2);
    CHECK(third->back().seq == 3);
    REQUIRE(bench.heard.size() == 4);
    CHECK(bench.heard.back().hash == third->back().hash);
    CHECK(cal::journal::verifyChain(*bench.writer->read(a)));
    CHECK(bench.writer->read(a, 3)->size() == 1);
    CHECK(bench.writer->streamsOf("test.counted")->size() == 2);
}

TEST_CASE("whatever is queued is one transaction, also of different streams and with blobs", "[journal][writer]")
{
    WriterBench bench;
    const auto a = bench.ids.make(), b = bench.ids.make();
    bench.control.close();
    auto first = bench.writer->enqueue(a, numbered(0), kWriterAuthor);
    bench.control.awaitCommit(); // the writer is busy now
    std::vector<std::future<WrittenEvents>> rest;
    for (int i = 1; i <= 20; ++i)
        rest.push_back(bench.writer->enqueue(i % 2 == 0 ? a : b, numbered(i), kWriterAuthor));
    cal::Result<cal::Digest> digest = cal::Digest{};
    std::thread blobAuthor([&] { digest = bench.writer->putBlob("trace"); });
    CHECK(first.wait_for(std::chrono::seconds(0)) == std::future_status::timeout); // not durable, not told
    bench.control.open();
    REQUIRE(first.get());
    for (auto& future : rest)
        REQUIRE(future.get());
    blobAuthor.join();
    CHECK(bench.control.transactions <= 3); // the blob's author may have come too late for the second
    CHECK(*bench.writer->getBlob(*digest) == "trace");
    CHECK(bench.writer->read(a)->size() == 11);
    CHECK(bench.writer->read(b)->size() == 10);
    CHECK(bench.heard.size() == 21);
}

TEST_CASE("one author's mistake is not the others'", "[journal][writer]")
{
    WriterBench bench;
    const auto a = bench.ids.make();
    bench.control.close();
    auto first = bench.writer->enqueue(a, numbered(1), kWriterAuthor);
    bench.control.awaitCommit();
    auto bad = bench.writer->enqueue(a, {{"Not A Type", 1, {}}}, kWriterAuthor);
    auto good = bench.writer->enqueue(a, numbered(2), kWriterAuthor);
    bench.control.open();
    CHECK(first.get());
    CHECK(keyOf(bad.get()) == "journal.type");
    CHECK(good.get()->front().seq == 2);
    CHECK(bench.heard.size() == 2);
}

TEST_CASE("a failed commit fails everybody in it, and the stream stays failed until it is read", "[journal][writer]")
{
    WriterBench bench;
    const auto a = bench.ids.make(), b = bench.ids.make();
    REQUIRE(bench.writer->append(a, numbered(1), kWriterAuthor));
    bench.control.fail(true);
    bench.control.close();
    auto lost = bench.writer->enqueue(a, numbered(2), kWriterAuthor);
    bench.control.awaitCommit();
    auto behind = bench.writer->enqueue(a, numbered(3), kWriterAuthor); // was written believing 2 is there
    bench.control.open();
    CHECK(keyOf(lost.get()) == "store.full");
    bench.control.fail(false);
    CHECK(keyOf(behind.get()) == "store.full");
    CHECK(keyOf(bench.writer->append(a, numbered(3), kWriterAuthor)) == "store.full");
    CHECK(bench.writer->append(b, numbered(1), kWriterAuthor)); // others go on
    CHECK(bench.writer->read(a)->size() == 1);
    CHECK(bench.writer->append(a, numbered(2), kWriterAuthor)->front().seq == 2);
    CHECK(bench.heard.size() == 3);
}

TEST_CASE("somebody else's event is a conflict for this stream until it is read", "[journal][writer]")
{
    WriterBench bench;
    const auto a = bench.ids.make();
    REQUIRE(bench.writer->append(a, numbered(1), kWriterAuthor));
    // An author who says what he has seen does not disturb those who rely on the writer.
    CHECK(keyOf(bench.writer->append(a, numbered(9), kWriterAuthor, 0)) == "store.conflict");
    CHECK(bench.writer->append(a, numbered(2), kWriterAuthor, 1)->front().seq == 2);
    CHECK(bench.writer->append(a, numbered(3), kWriterAuthor)->front().seq == 3);
}

TEST_CASE("questions run on the store's thread, after what was queued before, and may write", "[journal][writer]")
{
    WriterBench bench;
    const auto a = bench.ids.make();
    auto before = bench.writer->enqueue(a, numbered(1), kWriterAuthor);
    std::thread::id ran;
    const auto asked = bench.writer->ask([&](cal::journal::EventStore& store) -> cal::Result<void> {
        ran = std::this_thread::get_id();
        CHECK(store.head(a)->seq == 1);
        const auto draft = numbered(2);
        CHECK(store.append(a, 1, draft, kWriterAuthor));
        const auto undone = store.together([&]() -> cal::Result<void> {
            CHECK(store.append(a, 2, draft, kWriterAuthor));
            return cal::Error{cal::Errc::Cancelled, "store.no-path", {}, {}};
        });
        CHECK_FALSE(undone);
        return {};
    });
    CHECK(asked);
    CHECK(ran == bench.control.opened);
    CHECK(bench.heard.size() == 2); // the one taken back is not heard of
    CHECK(bench.writer->append(a, numbered(3), kWriterAuthor)->front().seq == 3);
    const auto failed = bench.writer->ask([](cal::journal::EventStore&) -> cal::Result<void> {
        return cal::Error{cal::Errc::NotFound, "store.missing", {}, {}};
    });
    CHECK(failed.error().key == "store.missing");
}

TEST_CASE("ending the writer commits what is queued; the store lives and dies on its thread", "[journal][writer]")
{
    WriterBench bench;
    const auto a = bench.ids.make();
    bench.control.close();
    std::vector<std::future<WrittenEvents>> futures;
    for (int i = 0; i < 50; ++i)
        futures.push_back(bench.writer->enqueue(a, numbered(i), kWriterAuthor));
    std::thread opener([&] {
        bench.control.awaitCommit();
        bench.control.open();
    });
    bench.writer.reset();
    opener.join();
    std::int64_t seq = 0;
    for (auto& future : futures)
        CHECK(future.get()->front().seq == ++seq);
    CHECK(bench.heard.size() == 50);
    CHECK(bench.control.opened != std::this_thread::get_id());
    CHECK(bench.control.opened == bench.control.destroyed);
}

TEST_CASE("a store that does not open is told by start", "[journal][writer]")
{
    const auto writer = cal::journal::Writer::start([]() -> cal::Result<std::unique_ptr<cal::journal::EventStore>> {
        return cal::Error{cal::Errc::NotFound, "store.missing", {{"file", "x"}}, {}};
    });
    REQUIRE_FALSE(writer);
    CHECK(writer.error().key == "store.missing");
}

TEST_CASE("many authors at once lose nothing and break no chain", "[journal][writer]")
{
    WriterBench bench;
    constexpr int kAuthors = 4, kEach = 200;
    const auto shared = bench.ids.make();
    std::vector<std::thread> authors;
    std::atomic<int> written{0};
    for (int author = 0; author < kAuthors; ++author)
        authors.emplace_back([&] {
            for (int i = 0; i < kEach; ++i)
                if (bench.writer->append(shared, numbered(i), kWriterAuthor))
                    ++written;
        });
    for (auto& author : authors)
        author.join();
    CHECK(written == kAuthors * kEach);
    const auto events = bench.writer->read(shared);
    CHECK(events->size() == kAuthors * kEach);
    CHECK(cal::journal::verifyChain(*events));
    CHECK(bench.heard.size() == kAuthors * kEach);
}
