// SPDX-License-Identifier: GPL-3.0-or-later
// The event store in SQL, the same for every engine; what differs is behind Connection. Use openStore() of store.h to get one.
//
// Invariants
//  1. Every write happens inside one transaction that waits until nobody else writes (Connection::begin); success is returned after the
//     commit, so after the engine has made it durable.
//  2. m_heads holds only what this object committed or read, and is forgotten when the last position shows that another program wrote.
//  3. Look-up columns are copies. What is returned is read from `content` and compared with the hash beside it.
//  4. Tables of projections change in the transaction that appends the events. An append that fails after its first event takes the whole
//     transaction with it.
#pragma once

#include "core/journal/event_store.h"
#include "core/storage/connection.h"
#include "core/storage/projection_book.h"
#include "core/storage/store.h"

#include <map>

namespace cal::storage {

class SqlStore final : public journal::EventStore
{
public:
    /// An opened connection whose schema is the newest; its tables of projections as they are.
    static Result<std::unique_ptr<SqlStore>> over(std::unique_ptr<Connection> connection, Clock& clock,
                                                  const journal::Projections& projections);
    ~SqlStore() override;

    /// The end of opening: for reading only, or with projections brought up to date, unless it holds events that are not known.
    Result<void> settle(OpenMode mode, const StoreOptions& options);

    Result<std::vector<journal::Event>> append(const journal::StreamId& stream, std::int64_t expected,
                                               std::span<const journal::NewEvent> events, const journal::Authorship& by) override;
    Result<void> appendSealed(std::span<const journal::Event> events) override;
    Result<void> together(const std::function<Result<void>()>& work) override;
    Result<journal::Chain> head(const journal::StreamId& stream) override;
    Result<std::vector<journal::Event>> read(const journal::StreamId& stream, std::int64_t from = 1) override;
    Result<std::vector<journal::StoredEvent>> tail(journal::Position after, std::size_t limit) override;
    Result<std::vector<Digest>> hashes(journal::Position after, std::size_t limit) override;
    Result<std::vector<journal::StreamId>> streamsOf(std::string_view firstEventType) override;
    Result<std::optional<journal::Row>> row(std::string_view table, std::string_view key) override;
    Result<journal::RowPage> rows(const journal::RowQuery& query) override;
    Result<void> rebuildProjections() override;
    Result<std::vector<Error>> checkProjections() override;
    /// Errors also: InvalidArgument "store.blob-too-large" {size}.
    Result<Digest> putBlob(std::string_view bytes) override;
    Result<std::string> getBlob(const Digest& digest) override;
    Result<std::vector<Digest>> blobs(const Digest& after, std::size_t limit) override;
    Result<journal::CheckReport> check() override;
    Result<void> backupTo(const std::string& path) override;
    [[nodiscard]] std::optional<Error> readOnlyReason() const override { return m_readOnly; }

private:
    SqlStore(std::unique_ptr<Connection> connection, Clock& clock, const journal::Projections& projections);

    /// Before every call outside a transaction: a connection that was lost is made anew, and what belonged to it prepared again.
    Result<void> ready();
    Result<void> refuseUnknownEvents(const journal::Upcasters& known);
    Result<void> prepare();
    Result<void> afterLostCommit();
    Result<void> beforeFirst();
    Result<journal::Chain> knownHead(const journal::StreamId& stream, std::int64_t expected);
    Result<journal::Chain> storedHead(const journal::StreamId& stream);
    /// Zero bytes when there is no such event.
    Result<Digest> hashAt(const journal::StreamId& stream, std::int64_t seq);
    Result<void> write(std::span<const journal::Event> events);
    Result<std::vector<Digest>> digests(QSqlQuery& query);

    Result<void> checkEvents(journal::CheckReport& report);
    Result<void> checkBlobs(journal::CheckReport& report);

    Clock& m_clock;
    IdMaker m_ids;
    std::optional<Error> m_readOnly;
    std::map<journal::StreamId, journal::Chain> m_heads;
    journal::Position m_last = -1; ///< of the events as m_heads knows them

    int m_depth = 0;                    // of together()
    journal::Position m_written = 0;    // events of the open transaction
    bool m_current = false;             // what beforeFirst() found still stands unless others write
    bool m_begun = false;               // beforeFirst() was done in the open transaction
    journal::Chain m_lastWritten;       // of the open transaction
    std::optional<Error> m_halfWritten; // why the open transaction cannot be kept

    std::unique_ptr<Connection> m_connection; // before the queries: it must outlive them
    ProjectionBook m_book;
    struct Statements;
    std::unique_ptr<Statements> m_statements;
};

} // namespace cal::storage
