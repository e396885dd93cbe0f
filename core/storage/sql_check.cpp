// SPDX-License-Identifier: GPL-3.0-or-later
// `store check`: the engine's files, every chain, every look-up column, every blob, as of one moment.
#include "core/journal/envelope.h"
#include "core/storage/blob_codec.h"
#include "core/storage/sql_store.h"

#include <set>
#include <utility>

namespace cal::storage {

using journal::CheckReport;
using journal::Event;

namespace {

struct Walk {
    std::int64_t seq = 0;
    Digest head;
    bool broken = false; // what follows the first broken link says nothing new
};

Error differs(const char* key, const std::string& stream, std::int64_t seq)
{
    return Error{Errc::IntegrityViolation, key, {{"stream", stream}, {"seq", std::to_string(seq)}}, {}};
}

/// Names of the look-up columns that say something else than the content.
std::vector<const char*> differingColumns(const EventRow& row, const journal::EnvelopeView& event)
{
    std::vector<const char*> names;
    const auto compare = [&](std::string_view column, const char* name, std::string_view truth) {
        if (column != truth)
            names.push_back(name);
    };
    compare(row.stream, "stream", event.stream);
    compare(row.type, "type", event.type);
    compare(row.id, "id", event.id);
    compare(row.at, "at", event.at);
    if (row.actor != event.actor && row.actor != journal::withoutNul(std::string(event.actor)))
        names.push_back("actor");
    if (row.seq != event.seq)
        names.push_back("seq");
    if (row.version != event.version)
        names.push_back("v");
    return names;
}

/// The envelope of an event whose spelling only readEvent() judges; keeps the texts that the view points to.
struct ReadEnvelope {
    explicit ReadEnvelope(Event event) : read(std::move(event)), stream(read.stream.text()), id(read.id.text()), at(toRfc3339(read.at.utc))
    {
        view = {read.actor, at, id, read.program, read.station, stream, read.type, read.prev, read.seq, read.version};
    }
    ReadEnvelope(const ReadEnvelope&) = delete;
    ReadEnvelope& operator=(const ReadEnvelope&) = delete;
    Event read;
    std::string stream, id, at;
    journal::EnvelopeView view;
};

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
    std::map<std::string, Walk, std::less<>> walks; // by the stream's text: a damaged column may hold anything
    std::map<std::string, std::set<int>, std::less<>> types;
    const auto walkOf = [&](std::string_view stream) -> Walk& {
        const auto found = walks.find(stream);
        return found != walks.end() ? found->second : walks[std::string(stream)];
    };
    const auto breakAt = [&](std::string_view stream, std::int64_t seq, Error error) {
        if (std::exchange(walkOf(stream).broken, true))
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
        auto view = journal::viewEnvelope(row.content);
        std::optional<ReadEnvelope> read;
        if (!view) {
            auto event = journal::readEvent(std::string(row.content));
            if (!event) {
                breakAt(row.stream, row.seq, event.error().within(std::string(row.stream) + " #" + std::to_string(row.seq)));
                return;
            }
            view = read.emplace(*std::move(event)).view;
        }
        const Digest hash = journal::eventHash(row.content);
        if (storage::view(hash) != row.hash) { // the content is suspect, so the columns say where
            breakAt(row.stream, row.seq, differs("store.hash-differs", std::string(row.stream), row.seq));
            return;
        }
        const auto known = types.find(view->type);
        (known != types.end() ? known->second : types[std::string(view->type)]).insert(view->version);
        for (const char* column : differingColumns(row, *view)) {
            Error error = differs("store.column-differs", std::string(view->stream), view->seq);
            error.args.push_back({"column", column});
            report.findings.push_back({Uuid::parse(view->stream).value_or(Uuid{}), view->seq, std::move(error)});
        }
        Walk& walk = walkOf(view->stream);
        if (walk.broken)
            return;
        if (view->seq == walk.seq + 1 && view->prev == walk.head) {
            walk.seq = view->seq;
            walk.head = hash;
            return;
        }
        Error error = differs("journal.broken-chain", std::string(view->stream), view->seq);
        error.args.push_back({"reason", view->seq == walk.seq + 1 ? "prev" : "sequence"});
        breakAt(view->stream, view->seq, std::move(error));
    };
    CAL_TRY(m_connection->eachEvent(visit));
    report.streams = static_cast<std::int64_t>(walks.size());

    // The list of types decides whether an older program may write: it must name every type there is.
    QSqlQuery query(m_connection->database());
    CAL_TRY(m_connection->prepare(query, QStringLiteral("SELECT type, v FROM event_types")));
    CAL_TRY(m_connection->exec(query));
    while (query.next())
        types[query.value(0).toString().toStdString()].erase(query.value(1).toInt());
    CAL_TRY(m_connection->finish(query));
    for (const auto& [type, versions] : types)
        for (const int version : versions)
            report.findings.push_back(
                {{},
                 0,
                 Error{Errc::IntegrityViolation, "store.type-unlisted", {{"type", type}, {"version", std::to_string(version)}}, {}}});
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
