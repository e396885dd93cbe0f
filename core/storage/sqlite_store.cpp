// SPDX-License-Identifier: GPL-3.0-or-later
// Writing to and reading from the SQLite store.
#include "core/storage/sqlite_store.h"

#include "core/storage/blob_codec.h"
#include "core/storage/sqlite_statements.h"

#include <QSqlError>

#include <limits>

#include <sqlite3.h>

namespace cal::storage {

using journal::Chain;
using journal::Event;
using journal::StreamId;

namespace {

constexpr std::size_t kMaxHeads = 10'000; // a cache, so it may simply be emptied

Error conflict(const StreamId& stream, std::int64_t expected, std::int64_t found)
{
    return Error{Errc::Conflict,
                 "store.conflict",
                 {{"stream", stream.text()}, {"expected", std::to_string(expected)}, {"found", std::to_string(found)}},
                 {}};
}

/// The event in `contentColumn` of a row, compared with the hash in the column before it.
Result<Event> eventOf(const QSqlQuery& row, int contentColumn)
{
    const QByteArray content = row.value(contentColumn).toByteArray();
    auto event = journal::readEvent(content.toStdString());
    if (event && borrowed(event->hash) != row.value(contentColumn - 1).toByteArray())
        return Error{
            Errc::IntegrityViolation, "store.hash-differs", {{"stream", event->stream.text()}, {"seq", std::to_string(event->seq)}}, {}};
    return event;
}

} // namespace

SqliteStore::SqliteStore(std::unique_ptr<SqliteConnection> connection, Clock& clock)
    : m_clock(clock), m_ids(clock), m_connection(std::move(connection))
{
}

SqliteStore::~SqliteStore() = default;

Result<void> SqliteStore::prepare()
{
    m_statements = std::make_unique<Statements>(m_connection->database());
    const auto prepareOne = [&](QSqlQuery& query, const char* sql) -> Result<void> {
        query.setForwardOnly(true);
        if (query.prepare(QString::fromLatin1(sql)))
            return {};
        const QSqlError error = query.lastError();
        const int code = error.nativeErrorCode().toInt();
        // Says "no such table" with the code of a plain error: the mark and version are right, so the file has been damaged.
        return sqliteError(code == SQLITE_ERROR ? SQLITE_CORRUPT : code, error.databaseText().toStdString(), m_connection->file());
    };
    Statements& s = *m_statements;
    CAL_TRY(prepareOne(s.begin, "BEGIN IMMEDIATE"));
    CAL_TRY(prepareOne(s.commit, "COMMIT"));
    CAL_TRY(
        prepareOne(s.insertEvent, "INSERT INTO events (stream, seq, type, v, id, at, actor, hash, content) VALUES (?,?,?,?,?,?,?,?,?)"));
    CAL_TRY(prepareOne(s.head, "SELECT seq, hash FROM events WHERE stream = ? ORDER BY seq DESC LIMIT 1"));
    CAL_TRY(prepareOne(s.read, "SELECT seq, hash, content FROM events WHERE stream = ? AND seq >= ? ORDER BY seq"));
    CAL_TRY(prepareOne(s.tail, "SELECT position, hash, content FROM events WHERE position > ? ORDER BY position LIMIT ?"));
    CAL_TRY(prepareOne(s.streamsOf, "SELECT stream FROM events WHERE seq = 1 AND type = ? ORDER BY position DESC"));
    CAL_TRY(prepareOne(s.insertBlob, "INSERT INTO blobs (digest, codec, bytes) VALUES (?,?,?) ON CONFLICT DO NOTHING"));
    CAL_TRY(prepareOne(s.blob, "SELECT codec, bytes FROM blobs WHERE digest = ?"));
    return {};
}

Result<void> SqliteStore::together(const std::function<Result<void>()>& work)
{
    if (m_depth > 0)
        return work();
    if (m_readOnly)
        return *m_readOnly;
    CAL_TRY(m_connection->exec(m_statements->begin));
    ++m_depth;
    auto done = work();
    --m_depth;
    if (done)
        done = m_connection->exec(m_statements->commit);
    if (!done) {
        m_heads.clear();
        // A full disk has already rolled back by itself. Should the rollback fail too, the next begin says so.
        if (sqlite3_get_autocommit(m_connection->handle()) == 0) {
            const auto undone = m_connection->run("ROLLBACK");
            static_cast<void>(undone);
        }
    }
    return done;
}

Result<std::vector<Event>> SqliteStore::append(const StreamId& stream, std::int64_t expected, std::span<const journal::NewEvent> events,
                                               const journal::Authorship& by)
{
    if (m_readOnly)
        return *m_readOnly;
    std::vector<Event> sealed;
    const auto work = [&]() -> Result<void> {
        Chain chain;
        if (const auto known = m_heads.find(stream); known != m_heads.end() && known->second.seq == expected) {
            chain = known->second;
        } else {
            const auto stored = storedHead(stream);
            CAL_TRY(stored);
            chain = *stored;
        }
        if (chain.seq != expected)
            return conflict(stream, expected, chain.seq);
        sealed.reserve(events.size());
        for (const journal::NewEvent& draft : events) { // all before the first is written: one bad draft must leave nothing behind
            auto event = journal::seal(draft, stream, chain.seq + 1, chain.head, by, m_ids.make(), m_clock.now());
            CAL_TRY(event);
            chain.seq = event->seq;
            chain.head = event->hash;
            sealed.push_back(*std::move(event));
        }
        for (const Event& event : sealed) {
            auto inserted = insert(event);
            if (!inserted) {
                const auto stored = storedHead(stream);
                if (stored && stored->seq != event.seq - 1) // another program was first
                    return conflict(stream, expected, stored->seq);
                return inserted;
            }
        }
        remember(chain);
        return {};
    };
    CAL_TRY(together(work));
    return sealed;
}

Result<void> SqliteStore::insert(const Event& event)
{
    QSqlQuery& query = m_statements->insertEvent;
    query.bindValue(0, text(event.stream.text()));
    query.bindValue(1, qlonglong{event.seq});
    query.bindValue(2, text(event.type));
    query.bindValue(3, event.version);
    query.bindValue(4, text(event.id.text()));
    query.bindValue(5, text(toRfc3339(event.at.utc)));
    query.bindValue(6, text(event.actor));
    query.bindValue(7, borrowed(event.hash));
    query.bindValue(8, borrowed(event.content));
    return m_connection->exec(query);
}

void SqliteStore::remember(const Chain& chain)
{
    if (m_heads.size() >= kMaxHeads)
        m_heads.clear();
    m_heads[chain.stream] = chain;
}

Result<Chain> SqliteStore::storedHead(const StreamId& stream)
{
    QSqlQuery& query = m_statements->head;
    query.bindValue(0, text(stream.text()));
    CAL_TRY(m_connection->exec(query));
    Chain chain{stream, 0, {}};
    if (query.next()) {
        chain.seq = query.value(0).toLongLong();
        const QByteArray hash = query.value(1).toByteArray();
        if (static_cast<std::size_t>(hash.size()) == chain.head.bytes.size())
            std::copy(hash.begin(), hash.end(), reinterpret_cast<char*>(chain.head.bytes.data()));
    }
    CAL_TRY(m_connection->finish(query));
    return chain;
}

Result<Chain> SqliteStore::head(const StreamId& stream)
{
    return storedHead(stream);
}

Result<std::vector<Event>> SqliteStore::read(const StreamId& stream, std::int64_t from)
{
    QSqlQuery& query = m_statements->read;
    query.bindValue(0, text(stream.text()));
    query.bindValue(1, qlonglong{from});
    CAL_TRY(m_connection->exec(query));
    std::vector<Event> events;
    const auto rows = [&]() -> Result<void> {
        Chain chain{stream, 0, {}};
        while (query.next()) {
            auto event = eventOf(query, 2);
            if (!event) {
                const std::string place = stream.text() + " #" + std::to_string(query.value(0).toLongLong());
                return std::move(event).error().within(place);
            }
            if (event->seq != query.value(0).toLongLong())
                return Error{Errc::IntegrityViolation,
                             "store.column-differs",
                             {{"stream", stream.text()}, {"seq", std::to_string(event->seq)}, {"column", "seq"}},
                             {}};
            if (events.empty() && from > 1) // what came before was not asked for
                chain = Chain{stream, from - 1, event->prev};
            CAL_TRY(chain.accept(*event));
            events.push_back(*std::move(event));
        }
        return {};
    };
    const auto whole = rows();
    const auto finished = m_connection->finish(query);
    CAL_TRY(whole);
    CAL_TRY(finished);
    return events;
}

Result<std::vector<journal::StoredEvent>> SqliteStore::tail(journal::Position after, std::size_t limit)
{
    constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<qlonglong>::max());
    QSqlQuery& query = m_statements->tail;
    query.bindValue(0, qlonglong{after});
    query.bindValue(1, static_cast<qlonglong>(std::min(limit, kMost)));
    CAL_TRY(m_connection->exec(query));
    std::vector<journal::StoredEvent> events;
    std::optional<Error> damaged;
    while (!damaged && query.next()) {
        const journal::Position position = query.value(0).toLongLong();
        auto event = eventOf(query, 2);
        if (event)
            events.push_back({position, *std::move(event)});
        else
            damaged = std::move(event).error().within("#" + std::to_string(position));
    }
    const auto finished = m_connection->finish(query);
    if (damaged)
        return *damaged;
    CAL_TRY(finished);
    return events;
}

Result<std::vector<StreamId>> SqliteStore::streamsOf(std::string_view firstEventType)
{
    QSqlQuery& query = m_statements->streamsOf;
    query.bindValue(0, text(firstEventType));
    CAL_TRY(m_connection->exec(query));
    std::vector<StreamId> streams;
    std::optional<Error> damaged;
    while (!damaged && query.next()) {
        auto stream = Uuid::parse(query.value(0).toString().toStdString());
        if (stream)
            streams.push_back(*stream);
        else
            damaged = Error{Errc::IntegrityViolation,
                            "store.column-differs",
                            {{"stream", std::string(stream.error().arg("text"))}, {"seq", "1"}, {"column", "stream"}},
                            {}};
    }
    const auto finished = m_connection->finish(query);
    if (damaged)
        return *damaged;
    CAL_TRY(finished);
    return streams;
}

Result<Digest> SqliteStore::putBlob(std::string_view bytes)
{
    if (m_readOnly)
        return *m_readOnly;
    if (bytes.size() > kMaxBlob)
        return Error{Errc::InvalidArgument, "store.blob-too-large", {{"size", std::to_string(bytes.size())}}, {}};
    const Digest digest = sha256(bytes);
    // Already there: say so only when it still is what it was, for an event is about to rely on it.
    if (const auto there = getBlob(digest); there || there.error().code != Errc::NotFound)
        return there.transform([&](const std::string&) { return digest; });
    const EncodedBlob encoded = encodeBlob(bytes);
    CAL_TRY(together([&] {
        QSqlQuery& query = m_statements->insertBlob;
        query.bindValue(0, borrowed(digest));
        query.bindValue(1, QString::fromLatin1(encoded.codec));
        query.bindValue(2, borrowed(encoded.bytes));
        return m_connection->exec(query);
    }));
    return digest;
}

Result<std::string> SqliteStore::getBlob(const Digest& digest)
{
    QSqlQuery& query = m_statements->blob;
    query.bindValue(0, borrowed(digest));
    CAL_TRY(m_connection->exec(query));
    const bool found = query.next();
    const QByteArray codec = found ? query.value(0).toByteArray() : QByteArray();
    const QByteArray bytes = found ? query.value(1).toByteArray() : QByteArray();
    CAL_TRY(m_connection->finish(query));
    if (!found)
        return Error{Errc::NotFound, "store.no-blob", {{"digest", digest.hex()}}, {}};
    auto plain = decodeBlob({codec.constData(), static_cast<std::size_t>(codec.size())},
                            {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!plain || sha256(*plain) != digest)
        return Error{Errc::IntegrityViolation, "store.blob-damaged", {{"digest", digest.hex()}}, {}};
    return *std::move(plain);
}

} // namespace cal::storage
