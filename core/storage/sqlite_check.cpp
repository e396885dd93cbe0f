// SPDX-License-Identifier: GPL-3.0-or-later
// `store check` on SQLite: the file, every chain, every look-up column, every blob, as of one moment.
#include "core/storage/blob_codec.h"
#include "core/storage/sqlite_statements.h"

#include <set>
#include <utility>

namespace cal::storage {

using journal::Chain;
using journal::CheckReport;
using journal::Event;

namespace {

enum Column { kStream, kSeq, kType, kVersion, kId, kAt, kActor, kHash, kContent };

struct Walk {
    Chain chain;
    bool broken = false; // what follows the first broken link says nothing new
};

Error differs(const char* key, const std::string& stream, std::int64_t seq)
{
    return Error{Errc::IntegrityViolation, key, {{"stream", stream}, {"seq", std::to_string(seq)}}, {}};
}

/// Names of the look-up columns that say something else than the content.
std::vector<const char*> differingColumns(const QSqlQuery& row, const Event& event)
{
    std::vector<const char*> names;
    const auto compare = [&](Column column, const char* name, const std::string& truth) {
        if (row.value(column).toString() != text(truth))
            names.push_back(name);
    };
    compare(kStream, "stream", event.stream.text());
    compare(kType, "type", event.type);
    compare(kId, "id", event.id.text());
    compare(kAt, "at", toRfc3339(event.at.utc));
    compare(kActor, "actor", event.actor);
    if (row.value(kSeq).toLongLong() != event.seq)
        names.push_back("seq");
    if (row.value(kVersion).toLongLong() != event.version)
        names.push_back("v");
    return names;
}

} // namespace

Result<CheckReport> SqliteStore::check()
{
    CheckReport report;
    const bool own = m_depth == 0;
    if (own)
        CAL_TRY(m_connection->run("BEGIN")); // one snapshot: what others append meanwhile is not half seen
    const auto walk = [&]() -> Result<void> {
        CAL_TRY(checkFile(report));
        CAL_TRY(checkEvents(report));
        return checkBlobs(report);
    };
    auto walked = walk();
    if (own) {
        const auto ended = m_connection->run("COMMIT");
        if (walked && !ended)
            walked = ended;
    }
    if (!walked) {
        // A page that cannot be read ends the walk; that is a finding, not a failure to look.
        if (walked.error().key != "store.damaged")
            return std::move(walked).error();
        report.findings.push_back({{}, 0, Error{Errc::IntegrityViolation, "store.damaged", walked.error().args, {}}});
    }
    return report;
}

Result<void> SqliteStore::checkFile(CheckReport& report)
{
    const auto first = m_connection->value("PRAGMA integrity_check(1)");
    CAL_TRY(first);
    const std::string said = first->toString().toStdString();
    if (said != "ok")
        report.findings.push_back(
            {{}, 0, Error{Errc::IntegrityViolation, "store.damaged", {{"file", m_connection->file()}, {"reason", said}}, {}}});
    return {};
}

Result<void> SqliteStore::checkEvents(CheckReport& report)
{
    QSqlQuery query(m_connection->database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT stream, seq, type, v, id, at, actor, hash, content FROM events ORDER BY position"));
    CAL_TRY(m_connection->exec(query));
    std::map<std::string, Walk> walks; // by the stream's text: a damaged column may hold anything
    std::set<std::pair<std::string, int>> types;
    const auto breakAt = [&](const std::string& stream, std::int64_t seq, Error error) {
        Walk& walk = walks[stream];
        if (std::exchange(walk.broken, true))
            return;
        report.findings.push_back({Uuid::parse(stream).value_or(Uuid{}), seq, std::move(error)});
    };
    while (query.next()) {
        ++report.events;
        const std::string rowStream = query.value(kStream).toString().toStdString();
        const std::int64_t rowSeq = query.value(kSeq).toLongLong();
        const auto event = journal::readEvent(query.value(kContent).toByteArray().toStdString());
        if (!event) {
            breakAt(rowStream, rowSeq, event.error().within(rowStream + " #" + std::to_string(rowSeq)));
            continue;
        }
        if (borrowed(event->hash) != query.value(kHash).toByteArray()) { // the content is suspect, so the columns say where
            breakAt(rowStream, rowSeq, differs("store.hash-differs", rowStream, rowSeq));
            continue;
        }
        types.emplace(event->type, event->version);
        const std::string stream = event->stream.text();
        for (const char* column : differingColumns(query, *event)) {
            Error error = differs("store.column-differs", stream, event->seq);
            error.args.push_back({"column", column});
            report.findings.push_back({event->stream, event->seq, std::move(error)});
        }
        Walk& walk = walks[stream];
        if (walk.broken)
            continue;
        walk.chain.stream = event->stream;
        if (const auto accepted = walk.chain.accept(*event); !accepted)
            breakAt(stream, event->seq, accepted.error());
    }
    CAL_TRY(m_connection->finish(query));
    report.streams = static_cast<std::int64_t>(walks.size());

    // The list of types decides whether an older program may write: it must name every type there is.
    query.prepare(QStringLiteral("SELECT type, v FROM event_types"));
    CAL_TRY(m_connection->exec(query));
    while (query.next())
        types.erase({query.value(0).toString().toStdString(), query.value(1).toInt()});
    CAL_TRY(m_connection->finish(query));
    for (const auto& [type, version] : types)
        report.findings.push_back(
            {{}, 0, Error{Errc::IntegrityViolation, "store.type-unlisted", {{"type", type}, {"version", std::to_string(version)}}, {}}});
    return {};
}

Result<void> SqliteStore::checkBlobs(CheckReport& report)
{
    QSqlQuery query(m_connection->database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT digest, codec, bytes FROM blobs"));
    CAL_TRY(m_connection->exec(query));
    while (query.next()) {
        ++report.blobs;
        const QByteArray digest = query.value(0).toByteArray();
        const std::string codec = query.value(1).toString().toStdString();
        const QByteArray bytes = query.value(2).toByteArray();
        const auto plain = decodeBlob(codec, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        if (!plain || borrowed(sha256(*plain)) != digest)
            report.findings.push_back(
                {{}, 0, Error{Errc::IntegrityViolation, "store.blob-damaged", {{"digest", digest.toHex().toStdString()}}, {}}});
    }
    return m_connection->finish(query);
}

} // namespace cal::storage
