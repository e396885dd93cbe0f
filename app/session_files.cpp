// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session_files.h"

#include "core/certificate/content.h"
#include "core/session/trace_projection.h"

namespace cal::app {

Result<session::SessionRecord> readRecord(journal::Writer& writer, const journal::StreamId& session)
{
    const auto events = writer.read(session);
    CAL_TRY(events);
    if (events->empty())
        return Error{Errc::NotFound, "session.unknown", {{"session", session.text()}}, {}};
    return session::fold(*events);
}

namespace {

namespace column = session::sessions_table;

session::SessionSummary summaryOf(const journal::Row& row)
{
    const auto text = [&](column::Column c) {
        const auto* const found = std::get_if<std::string>(&row[c]);
        return found ? *found : std::string{};
    };
    const auto integer = [&](column::Column c) {
        const auto* const found = std::get_if<std::int64_t>(&row[c]);
        return found ? *found : std::int64_t{0};
    };
    session::SessionSummary summary;
    summary.id = Uuid::parse(text(column::Session)).value_or(Uuid{});
    summary.procedure = text(column::Procedure);
    summary.title = {text(column::TitleZh), text(column::TitleEn)};
    summary.item.name = {text(column::ItemZh), text(column::ItemEn)};
    summary.item.manufacturer = text(column::Manufacturer);
    summary.item.model = text(column::Model);
    summary.item.serial = text(column::Serial);
    summary.item.assetNumber = text(column::AssetNumber);
    summary.item.order = text(column::Order);
    summary.item.received = text(column::Received);
    summary.item.customer = {text(column::CustomerZh), text(column::CustomerEn)};
    summary.performer = {text(column::Performer), {text(column::PerformerZh), text(column::PerformerEn)}};
    summary.started.utc = parseRfc3339(text(column::Started)).value_or(UtcTime{});
    summary.points = static_cast<std::size_t>(integer(column::Points));
    summary.judged = static_cast<std::size_t>(integer(column::Judged));
    summary.sealed = text(column::State) == "sealed";
    summary.aborted = text(column::State) == "aborted";
    summary.simulated = integer(column::Simulated) != 0;
    summary.overall = conformity::verdictNamed(text(column::Overall)).value_or(conformity::Verdict::NotJudged);
    return summary;
}

Result<std::vector<session::SessionSummary>> newestFirst(journal::Writer& writer, journal::RowQuery query)
{
    query.table = column::kName;
    query.order = {{"started", true}};
    std::vector<session::SessionSummary> list;
    const auto asked = writer.ask([&](journal::EventStore& store) -> Result<void> {
        const auto page = store.rows(query);
        CAL_TRY(page);
        for (const auto& row : page->rows)
            list.push_back(summaryOf(row));
        return {};
    });
    CAL_TRY(asked);
    return list;
}

auto blobsOf(journal::Writer& writer)
{
    return [&writer](const Digest& digest) { return writer.getBlob(digest); };
}

} // namespace

std::string_view stateOf(const session::SessionSummary& summary)
{
    return summary.sealed ? "finished" : summary.aborted ? "aborted" : "unfinished";
}

Result<std::vector<session::SessionSummary>> listSessions(journal::Writer& writer, const SessionFilter& filter)
{
    using Op = journal::Condition::Op;
    journal::RowQuery query;
    query.offset = filter.offset;
    query.limit = filter.limit;
    if (!filter.state.empty())
        query.all.push_back({"state", Op::Equal,
                             filter.state == "finished"     ? "sealed"
                             : filter.state == "unfinished" ? "open"
                                                            : filter.state});
    if (!filter.procedure.empty())
        query.all.push_back({"procedure", Op::Equal, filter.procedure});
    if (!filter.item.empty())
        for (const char* name : {"asset_number", "serial", "order_number"})
            query.any.push_back({name, Op::Equal, filter.item});
    return newestFirst(writer, std::move(query));
}

Result<std::optional<journal::StreamId>> unfinishedSession(journal::Writer& writer, const std::string& procedure)
{
    using Op = journal::Condition::Op;
    journal::RowQuery query;
    query.all = {{"procedure", Op::Equal, procedure}, {"state", Op::NotEqual, "sealed"}};
    query.limit = 1;
    const auto found = newestFirst(writer, std::move(query));
    CAL_TRY(found);
    return found->empty() ? std::nullopt : std::optional(found->front().id);
}

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
