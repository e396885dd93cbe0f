// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/adjust.h"

#include "core/session/recorder.h"

#include <algorithm>

namespace cal::session {

std::optional<Error> adjustmentRefused(const SessionRecord& record)
{
    if (record.sealed)
        return Error{Errc::InvalidArgument, "session.adjust-sealed", {{"session", record.id.text()}}, {}};
    if (record.initial())
        return std::nullopt;
    for (const auto& point : record.points)
        if (const auto* const attempt = point.counting(); !attempt || !attempt->result)
            return Error{Errc::InvalidArgument, "session.as-found-incomplete", {{"point", point.point.id}}, {}};
    return std::nullopt;
}

Result<SessionRecord> adjust(const journal::StreamId& session, const Adjustment& adjustment, const RunServices& services)
{
    auto events = services.writer.read(session);
    CAL_TRY(events);
    if (events->empty())
        return Error{Errc::NotFound, "session.unknown", {{"session", session.text()}}, {}};
    const auto record = fold(*events);
    CAL_TRY(record);
    if (auto refused = adjustmentRefused(*record))
        return *std::move(refused);
    for (const auto& [name, text] :
         {std::pair{"what", &adjustment.what}, {"constants", &adjustment.constants}, {"reason", &adjustment.reason}})
        if (text->find_first_not_of(" \t\r\n") == std::string::npos)
            return Error{Errc::InvalidArgument, "session.adjust-word", {{"field", name}}, {}};
    Adjusted body{adjustment.what, adjustment.constants, adjustment.reason, adjustment.points};
    const auto asFound = [&](const std::string& id) {
        const auto* const point = record->point(id);
        return point && point->asFound.empty();
    };
    for (const auto& id : body.points)
        if (!asFound(id))
            return Error{Errc::NotFound, "session.no-such-point", {{"point", id}}, {}};
    if (body.points.empty())
        for (const auto& point : record->points)
            if (point.asFound.empty())
                body.points.push_back(point.point.id);
    // Once each and in the procedure's order, whatever order they were named in.
    std::vector<std::string> inOrder;
    for (const auto& point : record->points)
        if (std::find(body.points.begin(), body.points.end(), point.point.id) != body.points.end())
            inOrder.push_back(point.point.id);
    body.points = std::move(inOrder);
    Recorder recorder(services, session, *std::move(events));
    CAL_TRY(recorder.append(body));
    return fold(recorder.events());
}

} // namespace cal::session
