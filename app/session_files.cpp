// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session_files.h"

#include "core/certificate/content.h"
#include "core/session/session_events.h"

#include <algorithm>

namespace cal::app {

Result<session::SessionRecord> readRecord(journal::Writer& writer, const journal::StreamId& session)
{
    const auto events = writer.read(session);
    CAL_TRY(events);
    if (events->empty())
        return Error{Errc::NotFound, "session.unknown", {{"session", session.text()}}, {}};
    return session::fold(*events);
}

Result<std::vector<session::SessionSummary>> listSessions(journal::Writer& writer)
{
    const auto streams = writer.streamsOf(session::SetUpFrozen::kType);
    CAL_TRY(streams);
    std::vector<session::SessionSummary> list;
    for (const auto& stream : *streams) {
        const auto record = readRecord(writer, stream);
        if (!record)
            return record.error().within(stream.text());
        session::SessionSummary summary;
        summary.id = stream;
        summary.procedure = record->setUp.procedure.head.id;
        summary.title = record->setUp.procedure.head.title;
        summary.item = record->setUp.item;
        summary.performer = record->setUp.performer;
        summary.started = record->started;
        summary.points = record->points.size();
        summary.judged = static_cast<std::size_t>(
            std::count_if(record->points.begin(), record->points.end(), [](const auto& point) { return point.counting() != nullptr; }));
        summary.sealed = record->sealed;
        summary.simulated = record->setUp.simulated;
        summary.overall = record->overall;
        list.push_back(std::move(summary));
    }
    return list;
}

namespace {

auto blobsOf(journal::Writer& writer)
{
    return [&writer](const Digest& digest) { return writer.getBlob(digest); };
}

} // namespace

std::string scriptOf(journal::Writer& writer, const session::SessionRecord& record)
{
    const auto& digests = record.setUp.procedure.fileDigests;
    const auto found = digests.find("measure.lua");
    if (found == digests.end())
        return {};
    return writer.getBlob(found->second).value_or({});
}

Result<std::string> recordFile(journal::Writer& writer, const session::SessionRecord& record)
{
    const auto blobs = session::recordBlobs(record, blobsOf(writer));
    CAL_TRY(blobs);
    return session::exportRecord(record, *blobs);
}

Result<std::string> draftCertificate(const session::SessionRecord& record, certificate::DocumentLanguage language)
{
    const auto content = certificate::makeContent(record);
    CAL_TRY(content);
    return certificate::renderPdf(*content, language);
}

} // namespace cal::app
