// SPDX-License-Identifier: GPL-3.0-or-later
// The port to where events live. Implemented in core/storage (SQLite; later PostgreSQL) and in memory for tests. Nothing above storage
// writes SQL.
#pragma once

#include "core/journal/event.h"
#include "core/journal/projection.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace cal::journal {

/// Position in the order of arrival over all streams, 1 …; for tail().
using Position = std::int64_t;

struct StoredEvent {
    Position position = 0;
    Event event;
};

struct CheckFinding {
    StreamId stream;
    std::int64_t seq = 0;
    Error error;
};

struct CheckReport {
    std::int64_t events = 0, streams = 0, blobs = 0;
    std::vector<CheckFinding> findings; ///< first broken link of each stream, blobs that do not fit their digest, columns that differ
};

/// All calls are durable when they return success (SQLite: WAL, synchronous FULL). One object belongs to one thread; `Writer` gives
/// other threads a queue in front of it.
class EventStore : public TableReader
{
public:
    ~EventStore() override = default;

    /// Appends in one transaction after event number `expected` (0: the stream is new) and returns the sealed events.
    /// Errors: Conflict "store.conflict" {stream, expected, found}; StoreFailed "store.write" {reason}, "store.read-only", "store.full".
    virtual Result<std::vector<Event>> append(const StreamId& stream, std::int64_t expected, std::span<const NewEvent> events,
                                              const Authorship& by) = 0;
    /// Appends events that were sealed elsewhere (another store, the on-site kit), byte for byte, at the end of their streams; the events
    /// of a stream in order, streams mixed as they come. An event that is already here, equal, is passed over. All or nothing.
    /// Errors: Conflict "store.sealed-conflict" {stream, seq} where the stream here goes on differently; IntegrityViolation
    /// "journal.broken-chain", "journal.envelope"; those of append().
    virtual Result<void> appendSealed(std::span<const Event> events) = 0;
    /// Does `work` in one transaction: every append and blob inside is durable when this returns success, and nothing of it is kept when
    /// `work` or the commit fails. May be nested; the outermost decides.
    virtual Result<void> together(const std::function<Result<void>()>& work) = 0;
    /// Where the stream stands; seq 0 when it is new.
    virtual Result<Chain> head(const StreamId& stream) = 0;
    /// Events of a stream from sequence number `from` (1 …) in order; empty when there are none. Reading checks what it reads.
    /// Errors: IntegrityViolation "journal.broken-chain", "journal.envelope", "store.hash-differs" {stream, seq}.
    virtual Result<std::vector<Event>> read(const StreamId& stream, std::int64_t from = 1) = 0;
    /// Up to `limit` events after `position` over all streams, in order of arrival.
    virtual Result<std::vector<StoredEvent>> tail(Position after, std::size_t limit) = 0;
    /// Hashes of up to `limit` events after `position`, in order of arrival: the leaves of the Merkle log (merkle.h). Positions have no
    /// gaps.
    virtual Result<std::vector<Digest>> hashes(Position after, std::size_t limit) = 0;
    /// Streams whose first event has this type, newest first.
    virtual Result<std::vector<StreamId>> streamsOf(std::string_view firstEventType) = 0;

    /// Throws the tables of every projection away and builds them again from the events.
    virtual Result<void> rebuildProjections() = 0;
    /// Builds the tables again beside the present ones and compares. Findings: "store.projection-differs" {table, key}.
    virtual Result<std::vector<Error>> checkProjections() = 0;

    /// Stores bytes under their SHA-256; the same bytes twice are one blob.
    virtual Result<Digest> putBlob(std::string_view bytes) = 0;
    /// Errors: NotFound "store.no-blob" {digest}; IntegrityViolation "store.blob-damaged" {digest}.
    virtual Result<std::string> getBlob(const Digest& digest) = 0;

    /// Digests of up to `limit` blobs above `after`, ascending; zero bytes: from the first.
    virtual Result<std::vector<Digest>> blobs(const Digest& after, std::size_t limit) = 0;

    /// Walks everything: chains, blobs, look-up columns against content.
    virtual Result<CheckReport> check() = 0;

    /// Writes a copy of the whole store that is itself a store, while others go on working. Never overwrites.
    /// Errors: InvalidArgument "store.backup-exists" {file}, NotFound "store.folder-missing" {folder}; StoreFailed.
    virtual Result<void> backupTo(const std::string& path) = 0;
    /// Why nothing can be appended (opened for reading only, or it holds events of a newer program); nothing when it can.
    [[nodiscard]] virtual std::optional<Error> readOnlyReason() const { return {}; }
};

/// For engines: whether a sealed event follows the stream as it stands (true) or is there already, equal (false). `brought` says that the
/// stream's last event came with the same call; `hashAt` gives the hash of an event that is there. Errors: those of appendSealed().
Result<bool> followsSealed(const Event& event, const Chain& here, bool brought,
                           const std::function<Result<Digest>(std::int64_t seq)>& hashAt);

} // namespace cal::journal
