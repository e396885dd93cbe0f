// SPDX-License-Identifier: GPL-3.0-or-later
// `store check`: the engine's files, every chain, every look-up column, every blob, as of one moment.
#include "core/storage/blob_codec.h"
#include "core/storage/sql_store.h"

#include <set>
#include <utility>

namespace cal::storage {

using journal::Chain;
using journal::CheckReport;
using journal::Event;

namespace {

struct Walk {
    Chain chain;
    bool broken = false; // what follows the first broken link says nothing new
};

Error differs(const char* key, const std::string& stream, std::int64_t seq)
{
    return Error{Errc::IntegrityViolation, key, {{"stream", stream}, {"seq", std::to_string(seq)}}, {}};
}

/// Names of the look-up columns that say something else than the content.
std::vector<const char*> differingColumns(const EventRow& row, const Event& event)
{
    std::vector<const char*> names;
    const auto compare = [&](std::string_view column, const char* name, const std::string& truth) {
        if (column != truth)
            names.push_back(name);
    };
    compare(row.stream, "stream", event.stream.text());
    compare(row.type, "type", event.type);
    compare(row.id, "id", event.id.text());
    compare(row.at, "at", toRfc3339(event.at.utc));
    compare(row.actor, "actor", event.actor);
    if (row.seq != event.seq)
        names.push_back("seq");
    if (row.version != event.version)
        names.push_back("v");
    return names;
}

} // namespace

Result<CheckReport> SqlStore::check()
{
    CAL_TRY(ready());
    CheckReport report;
    const bool own = m_depth == 0;
    if (own)
        CAL_TRY(m_connection->beginReading()); // one snapshot: what others append meanwhile is not half seen
    const auto walk = [&]() -> Result<void> {
        CAL_TRY(m_connection->checkFile(report));
        CAL_TRY(checkEvents(report));
        return checkBlobs(report);
    };
    auto walked = walk();
    if (own) {
        m_connection->rollback();
    }
    if (!walked) {
        // A page that cannot be read ends the walk; that is a finding, not a failure to look.
        if (walked.error().key != "store.damaged")
            return std::move(walked).error();
        report.findings.push_back({{}, 0, Error{Errc::IntegrityViolation, "store.damaged", walked.error().args, {}}});
    }
    return report;
}

Result<void> SqlStore::checkEvents(CheckReport& report)
{
    std::map<std::string, Walk> walks; // by the stream's text: a damaged column may hold anything
    std::set<std::pair<std::string, int>> types;
    const auto breakAt = [&](const std::string& stream, std::int64_t seq, Error error) {
        Walk& walk = walks[stream];
        if (std::exchange(walk.broken, true))
            return;
        report.findings.push_back({Uuid::parse(stream).value_or(Uuid{}), seq, std::move(error)});
    };
    journal::Position position = 0;
    const auto visit = [&](const EventRow& row) {
        ++report.events;
        if (row.position != ++position) { // what is missing may have been the end of its stream, which no chain tells
            report.findings.push_back(
                {{}, 0, Error{Errc::IntegrityViolation, "store.position-missing", {{"position", std::to_string(position)}}, {}}});
            position = row.position;
        }
        const std::string rowStream(row.stream);
        const auto event = journal::readEvent(std::string(row.content));
        if (!event) {
            breakAt(rowStream, row.seq, event.error().within(rowStream + " #" + std::to_string(row.seq)));
            return;
        }
        if (view(event->hash) != row.hash) { // the content is suspect, so the columns say where
            breakAt(rowStream, row.seq, differs("store.hash-differs", rowStream, row.seq));
            return;
        }
        types.emplace(event->type, event->version);
        const std::string stream = event->stream.text();
        for (const char* column : differingColumns(row, *event)) {
            Error error = differs("store.column-differs", stream, event->seq);
            error.args.push_back({"column", column});
            report.findings.push_back({event->stream, event->seq, std::move(error)});
        }
        Walk& walk = walks[stream];
        if (walk.broken)
            return;
        walk.chain.stream = event->stream;
        if (const auto accepted = walk.chain.accept(*event); !accepted)
            breakAt(stream, event->seq, accepted.error());
    };
    CAL_TRY(m_connection->eachEvent(visit));
    report.streams = static_cast<std::int64_t>(walks.size());

    // The list of types decides whether an older program may write: it must name every type there is.
    QSqlQuery query(m_connection->database());
    CAL_TRY(m_connection->prepare(query, QStringLiteral("SELECT type, v FROM event_types")));
    CAL_TRY(m_connection->exec(query));
    while (query.next())
        types.erase({query.value(0).toString().toStdString(), query.value(1).toInt()});
    CAL_TRY(m_connection->finish(query));
    for (const auto& [type, version] : types)
        report.findings.push_back(
            {{}, 0, Error{Errc::IntegrityViolation, "store.type-unlisted", {{"type", type}, {"version", std::to_string(version)}}, {}}});
    return {};
}

Result<void> SqlStore::checkBlobs(CheckReport& report)
{
    QSqlQuery query(m_connection->database());
    CAL_TRY(m_connection->prepare(query, QStringLiteral("SELECT digest, codec, bytes FROM blobs")));
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
