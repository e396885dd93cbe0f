// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/forward_trace.h"

#include "core/session/trace_projection.h"

#include <algorithm>
#include <map>

namespace cal::quality {

namespace {

namespace p = session::points_table;

const std::string& textOf(const journal::Cell& cell)
{
    static const std::string kEmpty;
    const auto* const text = std::get_if<std::string>(&cell);
    return text ? *text : kEmpty;
}

/// `calibration` empty: the one that was valid on `day`.
TraceLink linkOf(const session::StandardsOnHand& onHand, const std::string& assetId, const std::string& calibrationId,
                 const std::string& day, int depth)
{
    TraceLink link;
    link.asset = assetId;
    link.calibration = calibrationId;
    const auto* const asset = onHand.asset(assetId);
    if (!asset)
        return link;
    link.shown = asset->shown();
    link.name = asset->name;
    const session::Calibration* used = nullptr;
    if (calibrationId.empty())
        used = asset->calibrationOn(day);
    for (const auto& calibration : asset->calibrations)
        if (calibration.id == calibrationId)
            used = &calibration;
    if (!used)
        return link;
    link.calibration = used->id;
    link.certificate = used->certificate;
    link.issuer = used->issuer;
    link.calibratedOn = used->calibratedOn;
    link.validUntil = used->validUntil;
    if (depth >= kDeepest) {
        link.cut = !used->calibratedWith.empty();
        return link;
    }
    for (const auto& above : used->calibratedWith)
        link.above.push_back(linkOf(onHand, above, {}, used->calibratedOn, depth + 1));
    return link;
}

} // namespace

Json TraceLink::toJson() const
{
    Json::Array links;
    for (const auto& link : above)
        links.push_back(link.toJson());
    return Json::Object{{"asset", asset},
                        {"shown", shown},
                        {"name", name},
                        {"calibration", calibration},
                        {"certificate", certificate},
                        {"issuer", issuer},
                        {"calibrated-on", calibratedOn},
                        {"valid-until", validUntil},
                        {"points", points},
                        {"cut", cut},
                        {"above", std::move(links)}};
}

Result<ForwardTrace> forwardTrace(journal::TableReader& tables, const session::StandardsOnHand& onHand, const std::string& session)
{
    const auto known = tables.row(session::sessions_table::kName, session);
    CAL_TRY(known);
    if (!*known)
        return Error{Errc::NotFound, "session.unknown", {{"session", session}}, {}};
    journal::RowQuery query;
    query.table = p::kName;
    query.all = {{"session", journal::Condition::Op::Equal, session}, {"counts", journal::Condition::Op::Equal, std::int64_t{1}}};
    query.limit = 1'000'000;
    const auto page = tables.rows(query);
    CAL_TRY(page);
    ForwardTrace trace;
    std::map<std::pair<std::string, std::string>, std::int64_t> standards;
    for (const auto& row : page->rows) {
        if (textOf(row[p::Asset]).empty())
            ++trace.unnamed;
        else
            ++standards[{textOf(row[p::Asset]), textOf(row[p::Calibration])}];
    }
    for (const auto& [ids, points] : standards) {
        trace.standards.push_back(linkOf(onHand, ids.first, ids.second, {}, 1));
        trace.standards.back().points = points;
    }
    return trace;
}

} // namespace cal::quality
