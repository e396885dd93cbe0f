// SPDX-License-Identifier: GPL-3.0-or-later
// calbench adjust: what somebody changed of an item between the points as found and those as left.
#include "app/cli/office.h"
#include "app/cli/verbs.h"
#include "app/session_files.h"
#include "core/session/adjust.h"

namespace cal::app {

namespace {

Result<session::SessionRecord> adjusted(const AdjustOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto id = Uuid::parse(options.session);
    if (!id)
        return Error{Errc::NotFound, "session.unknown", {{"session", options.session}}, {}};
    Office office(catalogue, output);
    CAL_TRY(office.open(options.store));
    CAL_TRY(office.signInOrFirst(options.as));
    const auto record = readRecord(office.writer(), *id);
    CAL_TRY(record);
    CAL_TRY(office.staff().require(performing(office.person(), record->setUp.procedure.head, record->setUp.orderItem)));
    IdMaker ids(office.clock());
    const session::RunServices services{office.writer(), office.clock(), ids, office.by()};
    return session::adjust(*id, {options.what, options.constants, options.reason, options.points}, services);
}

} // namespace

int adjustVerb(const AdjustOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto record = adjusted(options, catalogue, output);
    if (!record)
        return output.fail(record.error());
    Json::Array points;
    for (const auto& point : record->points)
        if (!point.asFound.empty())
            points.push_back(point.point.id);
    output.document(Json::Object{{"session", options.session}, {"as-left", std::move(points)}});
    return kDone;
}

} // namespace cal::app
