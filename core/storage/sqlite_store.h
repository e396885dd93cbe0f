// SPDX-License-Identifier: GPL-3.0-or-later
// The event store in one SQLite file (WAL, synchronous FULL). Use openStore() of store.h to get one.
//
// Invariants
//  1. Every write happens inside one BEGIN IMMEDIATE … COMMIT (together()); success is returned after COMMIT, so after the fsync.
//  2. m_heads holds only what this object committed or read. It can be behind another program, never wrong: events are not removed. What
//     is behind shows as a refused INSERT (UNIQUE and the trigger events_in_order) and becomes a Conflict.
//  3. Look-up columns are copies. What is returned is read from `content` and compared with the hash beside it.
#pragma once

#include "core/journal/event_store.h"
#include "core/storage/sqlite_connection.h"
#include "core/storage/store.h"

#include <map>

namespace cal::storage {

class SqliteStore final : public journal::EventStore
{
public:
    /// See openStore().
    static Result<std::unique_ptr<SqliteStore>> open(const std::string& path, OpenMode mode, Clock& clock,
                                                     const StoreOptions& options = {});
    ~SqliteStore() override;

    Result<std::vector<journal::Event>> append(const journal::StreamId& stream, std::int64_t expected,
                                               std::span<const journal::NewEvent> events, const journal::Authorship& by) override;
    Result<void> together(const std::function<Result<void>()>& work) override;
    Result<journal::Chain> head(const journal::StreamId& stream) override;
    Result<std::vector<journal::Event>> read(const journal::StreamId& stream, std::int64_t from = 1) override;
    Result<std::vector<journal::StoredEvent>> tail(journal::Position after, std::size_t limit) override;
    Result<std::vector<journal::StreamId>> streamsOf(std::string_view firstEventType) override;
    /// Errors also: InvalidArgument "store.blob-too-large" {size}.
    Result<Digest> putBlob(std::string_view bytes) override;
    Result<std::string> getBlob(const Digest& digest) override;
    Result<journal::CheckReport> check() override;
    Result<void> backupTo(const std::string& path) override;
    [[nodiscard]] std::optional<Error> readOnlyReason() const override { return m_readOnly; }

private:
    SqliteStore(std::unique_ptr<SqliteConnection> connection, Clock& clock);

    Result<void> prepare();
    Result<void> refuseUnknownEvents(const journal::Upcasters& known);
    Result<journal::Chain> storedHead(const journal::StreamId& stream);
    Result<void> insert(const journal::Event& event);
    void remember(const journal::Chain& chain);

    Result<void> checkEvents(journal::CheckReport& report);
    Result<void> checkBlobs(journal::CheckReport& report);
    Result<void> checkFile(journal::CheckReport& report);

    Clock& m_clock;
    IdMaker m_ids;
    std::optional<Error> m_readOnly;
    std::map<journal::StreamId, journal::Chain> m_heads;
    int m_depth = 0; // of together()

    std::unique_ptr<SqliteConnection> m_connection; // before the queries: it must outlive them
    struct Statements;
    std::unique_ptr<Statements> m_statements;
};

} // namespace cal::storage
