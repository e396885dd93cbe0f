// SPDX-License-Identifier: GPL-3.0-or-later
// A desk for tests of the window: the real register over a store in memory, on a thread of its own. One list can be made as long as one
// likes without holding its rows.
#pragma once

#include "core/journal/memory_store.h"
#include "core/journal/upkeep.h"
#include "core/registry/desk.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace cal::test {

class FakeDesk final : public registry::Desk
{
public:
    FakeDesk(); ///< the kinds as shipped, and `extraKinds`
    explicit FakeDesk(const std::vector<Json>& extraKinds);
    ~FakeDesk() override;

    /// Does `work` on the register's thread and waits: to fill it, and to be somebody else who changes things meanwhile.
    void now(const std::function<void(registry::Registry&)>& work);
    void later(std::function<void(registry::Registry&)> work); ///< the same without waiting
    /// A few organisations, locations, models, assets and people, as in a small laboratory; only of kinds that are there.
    void furnish();
    /// The list of `kind` shows so many made-up rows instead of what is registered.
    void lengthen(const std::string& kind, std::int64_t rows);
    std::atomic<int> pages = 0;   ///< questions for a page so far
    std::atomic<int> delayMs = 0; ///< before every answer
    std::optional<Error> refuse;  ///< what writing answers; set before the question

    [[nodiscard]] const registry::Kinds& kinds() const override { return m_kinds; }
    void page(journal::RowQuery query, PageReply reply) override;
    void entity(const journal::StreamId& id, EntityReply reply) override;
    void history(const journal::StreamId& id, HistoryReply reply) override;
    void resolve(const std::string& kind, const std::string& named, EntityReply reply) override;
    void add(const std::string& kind, Json::Object values, EntityReply reply) override;
    void change(const journal::StreamId& id, std::int64_t seq, Json::Object values, const std::string& reason, EntityReply reply) override;
    void step(const journal::StreamId& id, std::int64_t seq, const std::string& name, const std::string& reason, Json::Object values,
              EntityReply reply) override;
    void previewImport(const std::string& kind, std::string file, PreviewReply reply) override;
    void commitImport(registry::ImportPreview preview, const std::string& reason, ReportReply reply) override;
    void exportList(journal::RowQuery query, registry::TableFormat format, BytesReply reply) override;
    void putFile(const std::string& name, std::string bytes, FileReply reply) override;
    void getFile(const Digest& digest, BytesReply reply) override;

private:
    class TestClock final : public Clock
    {
    public:
        Timestamp now() override
        {
            m_now += std::chrono::seconds(61);
            return {UtcTime(m_now), m_now};
        }

    private:
        std::chrono::microseconds m_now{1'790'000'000'000'000};
    };
    void post(std::function<void()> task);
    void work(const std::stop_token& stop);
    Result<EntityView> viewOf(Result<registry::Entity> entity);
    journal::RowPage madeUp(const registry::Kind& kind, const journal::RowQuery& query, std::int64_t rows) const;

    registry::Kinds m_kinds;
    TestClock m_clock;
    journal::MemoryStore m_store;
    registry::EverybodyMay m_access;
    registry::Registry m_registry;
    std::map<std::string, std::int64_t> m_long; ///< by table
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<std::function<void()>> m_tasks;
    std::jthread m_thread;
};

/// A store that is looked after: answers at once, on another thread.
class FakeUpkeep final : public journal::Upkeep
{
public:
    Result<journal::CheckReport> report = journal::CheckReport{1234, 56, 7, {}};
    std::string backedUpTo;
    [[nodiscard]] std::string location() const override { return "/var/lib/calbench/laboratory.calbench"; }
    void check(CheckReply reply) override
    {
        std::thread([reply = std::move(reply), answer = report] { reply(answer); }).detach();
    }
    void backup(const std::string& file, Reply reply) override
    {
        backedUpTo = file;
        std::thread([reply = std::move(reply)] { reply({}); }).detach();
    }
};

} // namespace cal::test
