// SPDX-License-Identifier: GPL-3.0-or-later
// An event store in memory, for tests and previews: same contract, nothing durable.
#pragma once

#include "core/journal/event_store.h"
#include "core/journal/memory_tables.h"

#include <map>

namespace cal::journal {

class MemoryStore : public EventStore
{
public:
    explicit MemoryStore(Clock& clock, const Projections& projections = {});
    MemoryStore(Clock& clock, std::uint64_t seed, const Projections& projections = {}); ///< for tests: the same ids every time

    Result<std::vector<Event>> append(const StreamId& stream, std::int64_t expected, std::span<const NewEvent> events,
                                      const Authorship& by) override;
    Result<void> appendSealed(std::span<const Event> events) override;
    Result<void> together(const std::function<Result<void>()>& work) override;
    Result<Chain> head(const StreamId& stream) override;
    Result<std::vector<Event>> read(const StreamId& stream, std::int64_t from = 1) override;
    Result<std::vector<StoredEvent>> tail(Position after, std::size_t limit) override;
    Result<std::vector<Digest>> hashes(Position after, std::size_t limit) override;
    Result<std::vector<StreamId>> streamsOf(std::string_view firstEventType) override;
    Result<std::optional<Row>> row(std::string_view table, std::string_view key) override { return m_tables.row(table, key); }
    Result<RowPage> rows(const RowQuery& query) override { return m_tables.rows(query); }
    Result<void> rebuildProjections() override;
    Result<std::vector<Error>> checkProjections() override;
    Result<Digest> putBlob(std::string_view bytes) override;
    Result<std::string> getBlob(const Digest& digest) override;
    Result<std::vector<Digest>> blobs(const Digest& after, std::size_t limit) override;
    Result<CheckReport> check() override;
    Result<void> backupTo(const std::string& path) override; ///< always StoreFailed "store.no-backup": there is no file to copy

private:
    Result<void> add(const Event& event);
    Result<void> addAll(const std::function<Result<void>()>& work);
    Result<MemoryTables> rebuilt() const;

    Clock& m_clock;
    IdMaker m_ids;
    std::vector<Event> m_events;                            // position − 1 is the index
    std::map<StreamId, std::vector<std::size_t>> m_streams; // indices into m_events
    std::map<Digest, std::string> m_blobs;
    Projections m_projections;
    MemoryTables m_tables;
    std::vector<Digest> m_newBlobs; // of the open transaction
    int m_depth = 0;
    std::optional<Error> m_halfWritten; // an append failed after its first event: the transaction cannot be kept
};

} // namespace cal::journal
