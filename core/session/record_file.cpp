// SPDX-License-Identifier: GPL-3.0-or-later
// record.json: the exact events of a session and every blob they name, with the marks that stand on all drafts.
#include "core/session/fields.h"
#include "core/session/record.h"
#include "core/session/session_events.h"

#include <set>

namespace cal::session {

namespace {

constexpr std::string_view kFormat = "calbench-record/1";
constexpr std::string_view kSimulatedMark = "SIMULATED / 模拟数据";
constexpr std::string_view kNotIssuedMark = "NOT ISSUED / 未签发";

Error invalid(std::string reason)
{
    return {Errc::ParseError, "record.invalid", {{"reason", std::move(reason)}}, {}};
}

/// Digests of all blobs the record's events name.
std::set<Digest> namedBlobs(const SessionRecord& record)
{
    std::set<Digest> digests;
    for (const auto& [name, digest] : record.setUp.procedure.fileDigests)
        digests.insert(digest);
    for (const auto& point : record.points)
        for (const auto& attempt : point.attempts)
            if (attempt.traceDigest)
                digests.insert(*attempt.traceDigest);
    if (!record.events.empty())
        for (const auto& [place, definition] : record.events.front().body["definitions"].asObject())
            if (const auto digest = Digest::fromHex(definition["document"].asString()))
                digests.insert(*digest);
    return digests;
}

Json marksOf(const SessionRecord& record)
{
    Json::Array marks{Json(kNotIssuedMark)};
    if (record.setUp.simulated)
        marks.insert(marks.begin(), Json(kSimulatedMark));
    return marks;
}

} // namespace

Result<std::map<std::string, std::string>> recordBlobs(const SessionRecord& record,
                                                       const std::function<Result<std::string>(const Digest&)>& blob)
{
    std::map<std::string, std::string> blobs;
    for (const auto& digest : namedBlobs(record)) {
        auto bytes = blob(digest);
        CAL_TRY(bytes);
        blobs.emplace(digest.hex(), std::move(*bytes));
    }
    return blobs;
}

Result<std::string> exportRecord(const SessionRecord& record, const std::map<std::string, std::string>& blobsByHex)
{
    Json::Object blobs;
    for (const auto& digest : namedBlobs(record)) {
        const auto found = blobsByHex.find(digest.hex());
        if (found == blobsByHex.end())
            return Error{Errc::NotFound, "record.blob-missing", {{"digest", digest.hex()}}, {}};
        blobs.emplace(found->first, toBase64(found->second));
    }
    Json::Array events;
    for (const auto& event : record.events)
        events.push_back(event.content);
    const Json json(Json::Object{{"format", kFormat},
                                 {"session", record.id.text()},
                                 {"procedure", record.title},
                                 {"issued", false},
                                 {"simulated", record.setUp.simulated},
                                 {"marks", marksOf(record)},
                                 {"sealed", record.sealed},
                                 {"overall", conformity::name(record.overall)},
                                 {"head", record.head.hex()},
                                 {"events", events},
                                 {"blobs", blobs}});
    return json.pretty() + "\n";
}

Result<ImportedRecord> importRecord(std::string_view text)
{
    const auto json = Json::parse(text);
    CAL_TRY(json);
    const std::string format = (*json)["format"].asString();
    if (format.rfind("calbench-record/", 0) != 0)
        return invalid("format");
    if (format != kFormat)
        return Error{Errc::ParseError, "record.newer-format", {{"format", format}}, {}};
    if (!(*json)["events"].isArray() || !(*json)["blobs"].isObject())
        return invalid((*json)["events"].isArray() ? "blobs" : "events");
    std::vector<journal::Event> events;
    for (const auto& content : (*json)["events"].asArray()) {
        if (!content.isString())
            return invalid("events");
        auto event = journal::readEvent(content.asString());
        CAL_TRY(event);
        events.push_back(std::move(*event));
    }
    auto record = fold(events);
    CAL_TRY(record);
    ImportedRecord imported;
    for (const auto& [hex, encoded] : (*json)["blobs"].asObject()) {
        auto bytes = fromBase64(encoded.asString());
        if (!bytes || sha256(*bytes).hex() != hex)
            return Error{Errc::IntegrityViolation, "record.blob-damaged", {{"digest", hex}}, {}};
        imported.blobs.emplace(hex, std::move(*bytes));
    }
    for (const auto& digest : namedBlobs(*record))
        if (!imported.blobs.contains(digest.hex()))
            return Error{Errc::IntegrityViolation, "record.blob-missing", {{"digest", digest.hex()}}, {}};
    // The marks are copies for readers; a file that says otherwise than its events has been touched.
    if ((*json)["simulated"] != Json(record->setUp.simulated) || (*json)["marks"] != marksOf(*record) || (*json)["issued"] != Json(false))
        return Error{Errc::IntegrityViolation,
                     "record.mark-differs",
                     {{"mark", record->setUp.simulated ? std::string(kSimulatedMark) : std::string(kNotIssuedMark)}},
                     {}};
    const Json::Object copies{{"head", record->head.hex()},
                              {"session", record->id.text()},
                              {"procedure", record->title},
                              {"sealed", record->sealed},
                              {"overall", conformity::name(record->overall)}};
    for (const auto& [name, value] : copies)
        if ((*json)[name] != value)
            return Error{Errc::IntegrityViolation, "record.mark-differs", {{"mark", name}}, {}};
    CAL_TRY(completeFromBlobs(record->setUp, [&](const Digest& digest) -> Result<std::string> { return imported.blobs.at(digest.hex()); }));
    imported.record = std::move(*record);
    return imported;
}

} // namespace cal::session
