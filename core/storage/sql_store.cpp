// SPDX-License-Identifier: GPL-3.0-or-later
// Writing to and reading from the store.
#include "core/storage/sql_store.h"

#include "core/storage/blob_codec.h"

#include <limits>
#include <set>

namespace cal::storage {

using journal::Chain;
using journal::Event;
using journal::StreamId;

struct SqlStore::Statements {
    explicit Statements(const QSqlDatabase& database)
        : last(database), head(database), hashAt(database), read(database), tail(database), hashes(database), streamsOf(database),
          insertBlob(database), blob(database), blobs(database)
    {
    }
    QSqlQuery last, head, hashAt, read, tail, hashes, streamsOf, insertBlob, blob, blobs;
};

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

qlonglong bounded(std::size_t limit)
{
    return static_cast<qlonglong>(std::min(limit, static_cast<std::size_t>(std::numeric_limits<qlonglong>::max())));
}

} // namespace

SqlStore::SqlStore(std::unique_ptr<Connection> connection, Clock& clock, const journal::Projections& projections)
    : m_clock(clock), m_ids(clock), m_connection(std::move(connection)), m_book(*m_connection, projections)
{
}

SqlStore::~SqlStore() = default;

Result<std::unique_ptr<SqlStore>> SqlStore::over(std::unique_ptr<Connection> connection, Clock& clock,
                                                 const journal::Projections& projections)
{
    std::unique_ptr<SqlStore> store(new SqlStore(std::move(connection), clock, projections));
    CAL_TRY(store->prepare());
    return store;
}

Result<void> SqlStore::prepare()
{
    m_statements = std::make_unique<Statements>(m_connection->database());
    const auto prepareOne = [&](QSqlQuery& query, const char* sql) -> Result<void> {
        auto prepared = m_connection->prepare(query, QString::fromLatin1(sql));
        // Mark and version were right, so a table that is not as it should be has been damaged.
        if (!prepared && prepared.error().key == "store.write")
            prepared.error().key = "store.damaged";
        return prepared;
    };
    Statements& s = *m_statements;
    CAL_TRY(prepareOne(s.last, "SELECT coalesce(max(position), 0) FROM events"));
    CAL_TRY(prepareOne(s.head, "SELECT seq, hash FROM events WHERE stream = ? ORDER BY seq DESC LIMIT 1"));
    CAL_TRY(prepareOne(s.hashAt, "SELECT hash FROM events WHERE stream = ? AND seq = ?"));
    CAL_TRY(prepareOne(s.read, "SELECT seq, hash, content FROM events WHERE stream = ? AND seq >= ? ORDER BY seq"));
    CAL_TRY(prepareOne(s.tail, "SELECT position, hash, content FROM events WHERE position > ? ORDER BY position LIMIT ?"));
    CAL_TRY(prepareOne(s.hashes, "SELECT hash FROM events WHERE position > ? ORDER BY position LIMIT ?"));
    CAL_TRY(prepareOne(s.streamsOf, "SELECT stream FROM events WHERE seq = 1 AND type = ? ORDER BY position DESC"));
    CAL_TRY(prepareOne(s.insertBlob, "INSERT INTO blobs (digest, codec, bytes) VALUES (?,?,?) ON CONFLICT DO NOTHING"));
    CAL_TRY(prepareOne(s.blob, "SELECT codec, bytes FROM blobs WHERE digest = ?"));
    CAL_TRY(prepareOne(s.blobs, "SELECT digest FROM blobs WHERE digest > ? ORDER BY digest LIMIT ?"));
    return {};
}

Result<void> SqlStore::ready()
{
    if (m_depth > 0 || (m_statements && m_connection->alive()))
        return {};
    m_statements.reset();
    m_book.forgetStatements();
    m_heads.clear();
    m_current = false;
    CAL_TRY(m_connection->reconnect());
    auto prepared = prepare();
    if (!prepared)
        m_statements.reset();
    return prepared;
}

Result<void> SqlStore::settle(OpenMode mode, const StoreOptions& options)
{
    if (mode == OpenMode::ReadOnly) {
        m_readOnly = Error{Errc::StoreFailed, "store.opened-read-only", {{"file", m_connection->file()}}, {}};
        return {};
    }
    if (options.known != nullptr)
        CAL_TRY(refuseUnknownEvents(*options.known));
    return m_readOnly ? Result<void>() : m_book.bringUpToDate();
}

Result<void> SqlStore::refuseUnknownEvents(const journal::Upcasters& known)
{
    QSqlQuery query(m_connection->database());
    CAL_TRY(m_connection->prepare(query, QStringLiteral("SELECT type, v FROM event_types ORDER BY type, v")));
    CAL_TRY(m_connection->exec(query));
    while (!m_readOnly && query.next()) {
        const std::string type = query.value(0).toString().toStdString();
        const int version = query.value(1).toInt();
        if (!known.knows(type, version))
            m_readOnly = Error{Errc::StoreFailed,
                               "store.newer-events",
                               {{"file", m_connection->file()}, {"type", type}, {"version", std::to_string(version)}},
                               {}};
    }
    return m_connection->finish(query);
}

Result<void> SqlStore::together(const std::function<Result<void>()>& work)
{
    if (m_depth > 0)
        return work();
    if (m_readOnly)
        return *m_readOnly;
    CAL_TRY(ready());
    auto begun = m_connection->begin();
    if (!begun && begun.error().key == "store.connection-lost") { // nothing was asked for yet, so it may be asked again
        CAL_TRY(ready());
        begun = m_connection->begin();
    }
    CAL_TRY(begun);
    m_begun = false;
    m_written = 0;
    m_halfWritten.reset();
    ++m_depth;
    auto done = work();
    --m_depth;
    if (done && m_halfWritten)
        done = *m_halfWritten;
    if (done && m_written > 0)
        done = m_book.afterLast();
    if (done) {
        done = m_connection->commit();
        if (!done && done.error().key == "store.connection-lost" && m_written > 0)
            done = afterLostCommit();
    }
    m_current = done.has_value() && (m_current || m_begun);
    if (done) {
        m_last += m_written;
    } else {
        m_heads.clear();
        m_connection->rollback();
    }
    return done;
}

/// The line was cut between our COMMIT and its answer: only the store knows. The writers' lock is taken first, so that the server has
/// ended the old transaction before it is asked.
Result<void> SqlStore::afterLostCommit()
{
    const Error lost{Errc::StoreFailed, "store.connection-lost", {{"file", m_connection->file()}}, {}};
    const Chain wanted = m_lastWritten;
    const auto look = [&]() -> Result<bool> {
        CAL_TRY(ready());
        CAL_TRY(m_connection->begin());
        const auto hash = hashAt(wanted.stream, wanted.seq);
        m_connection->rollback();
        return hash.transform([&](const Digest& found) { return found == wanted.head; });
    };
    const auto there = look();
    if (!there)
        return Error{Errc::StoreFailed, "store.commit-unknown", {{"file", m_connection->file()}}, {}};
    return *there ? Result<void>() : Result<void>(lost);
}

Result<Digest> SqlStore::hashAt(const StreamId& stream, std::int64_t seq)
{
    QSqlQuery& query = m_statements->hashAt;
    query.bindValue(0, text(stream.text()));
    query.bindValue(1, qlonglong{seq});
    CAL_TRY(m_connection->exec(query));
    const Digest hash = query.next() ? digestOf(query.value(0).toByteArray()) : Digest{};
    CAL_TRY(m_connection->finish(query));
    return hash;
}

Result<void> SqlStore::beforeFirst()
{
    if (m_begun)
        return {};
    const auto others = m_connection->othersWrote();
    CAL_TRY(others);
    if (m_current && !*others) {
        m_begun = true;
        return {};
    }
    QSqlQuery& query = m_statements->last;
    CAL_TRY(m_connection->exec(query));
    const journal::Position last = query.next() ? query.value(0).toLongLong() : 0;
    CAL_TRY(m_connection->finish(query));
    if (last != m_last)
        m_heads.clear(); // somebody else wrote
    m_last = last;
    auto told = m_book.beforeFirst();
    if (!told)
        m_halfWritten = told.error();
    m_begun = told.has_value();
    return told;
}

Result<void> SqlStore::write(std::span<const Event> events)
{
    const auto all = [&]() -> Result<void> {
        CAL_TRY(m_connection->insertEvents(events));
        for (const Event& event : events)
            CAL_TRY(m_book.apply(event));
        return {};
    };
    auto written = all();
    if (!written) {
        m_halfWritten = written.error();
        return written;
    }
    m_written += static_cast<journal::Position>(events.size());
    if (!events.empty())
        m_lastWritten = Chain{events.back().stream, events.back().seq, events.back().hash};
    for (const Event& event : events) {
        if (m_heads.size() >= kMaxHeads)
            m_heads.clear();
        m_heads[event.stream] = Chain{event.stream, event.seq, event.hash};
    }
    return {};
}

Result<Chain> SqlStore::knownHead(const StreamId& stream, std::int64_t expected)
{
    if (const auto known = m_heads.find(stream); known != m_heads.end() && known->second.seq == expected)
        return known->second;
    return storedHead(stream);
}

Result<std::vector<Event>> SqlStore::append(const StreamId& stream, std::int64_t expected, std::span<const journal::NewEvent> events,
                                            const journal::Authorship& by)
{
    if (m_readOnly)
        return *m_readOnly;
    std::vector<Event> sealed;
    const auto appended = together([&]() -> Result<void> {
        CAL_TRY(beforeFirst());
        const auto found = knownHead(stream, expected);
        CAL_TRY(found);
        Chain chain = *found;
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
        return write(sealed);
    });
    CAL_TRY(appended);
    return sealed;
}

Result<void> SqlStore::appendSealed(std::span<const Event> events)
{
    if (m_readOnly)
        return *m_readOnly;
    return together([&]() -> Result<void> {
        CAL_TRY(beforeFirst());
        std::map<StreamId, Chain> heads; // of the streams touched
        std::set<StreamId> brought;
        std::size_t written = 0; // events before this one are written or passed over
        const auto writeUpTo = [&](std::size_t end) -> Result<void> {
            if (end == written)
                return {};
            CAL_TRY(write(events.subspan(written, end - written)));
            written = end;
            return {};
        };
        for (std::size_t i = 0; i < events.size(); ++i) {
            const Event& event = events[i];
            auto place = heads.find(event.stream);
            if (place == heads.end()) {
                const auto head = knownHead(event.stream, event.seq - 1);
                CAL_TRY(head);
                place = heads.emplace(event.stream, *head).first;
            }
            const auto follows = journal::followsSealed(event, place->second, brought.contains(event.stream),
                                                        [&](std::int64_t seq) { // what this call brought has to be there to be found
                                                            const auto so_far = writeUpTo(i);
                                                            return so_far ? hashAt(event.stream, seq) : Result<Digest>(so_far.error());
                                                        });
            CAL_TRY(follows);
            if (*follows) {
                place->second = Chain{event.stream, event.seq, event.hash};
                brought.insert(event.stream);
            } else {
                CAL_TRY(writeUpTo(i));
                written = i + 1;
            }
        }
        return writeUpTo(events.size());
    });
}

Result<Chain> SqlStore::storedHead(const StreamId& stream)
{
    QSqlQuery& query = m_statements->head;
    query.bindValue(0, text(stream.text()));
    CAL_TRY(m_connection->exec(query));
    Chain chain{stream, 0, {}};
    if (query.next()) {
        chain.seq = query.value(0).toLongLong();
        chain.head = digestOf(query.value(1).toByteArray());
    }
    CAL_TRY(m_connection->finish(query));
    return chain;
}

Result<Chain> SqlStore::head(const StreamId& stream)
{
    CAL_TRY(ready());
    return storedHead(stream);
}

Result<std::vector<Event>> SqlStore::read(const StreamId& stream, std::int64_t from)
{
    CAL_TRY(ready());
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

Result<std::vector<journal::StoredEvent>> SqlStore::tail(journal::Position after, std::size_t limit)
{
    CAL_TRY(ready());
    QSqlQuery& query = m_statements->tail;
    query.bindValue(0, qlonglong{after});
    query.bindValue(1, bounded(limit));
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

Result<std::vector<Digest>> SqlStore::digests(QSqlQuery& query)
{
    CAL_TRY(m_connection->exec(query));
    std::vector<Digest> found;
    while (query.next())
        found.push_back(digestOf(query.value(0).toByteArray()));
    CAL_TRY(m_connection->finish(query));
    return found;
}

Result<std::vector<Digest>> SqlStore::hashes(journal::Position after, std::size_t limit)
{
    CAL_TRY(ready());
    QSqlQuery& query = m_statements->hashes;
    query.bindValue(0, qlonglong{after});
    query.bindValue(1, bounded(limit));
    return digests(query);
}

Result<std::vector<Digest>> SqlStore::blobs(const Digest& after, std::size_t limit)
{
    CAL_TRY(ready());
    QSqlQuery& query = m_statements->blobs;
    query.bindValue(0, borrowed(after));
    query.bindValue(1, bounded(limit));
    return digests(query);
}

Result<std::optional<journal::Row>> SqlStore::row(std::string_view table, std::string_view key)
{
    CAL_TRY(ready());
    if (m_readOnly)
        CAL_TRY(m_book.requireCurrent());
    return m_book.tables().row(table, key);
}

Result<journal::RowPage> SqlStore::rows(const journal::RowQuery& query)
{
    CAL_TRY(ready());
    if (m_readOnly)
        CAL_TRY(m_book.requireCurrent());
    return m_book.tables().rows(query);
}

Result<void> SqlStore::rebuildProjections()
{
    if (m_readOnly)
        return *m_readOnly;
    CAL_TRY(ready());
    return m_book.rebuild();
}

Result<std::vector<Error>> SqlStore::checkProjections()
{
    CAL_TRY(ready());
    return m_book.check();
}

Result<std::vector<StreamId>> SqlStore::streamsOf(std::string_view firstEventType)
{
    CAL_TRY(ready());
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

Result<Digest> SqlStore::putBlob(std::string_view bytes)
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

Result<std::string> SqlStore::getBlob(const Digest& digest)
{
    CAL_TRY(ready());
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
