// SPDX-License-Identifier: GPL-3.0-or-later
// calbench adjust: what somebody changed of an item between the points as found and those as left.
#include "app/access.h"
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
    SystemClock clock;
    auto writer = openWriter(options.store.value_or(defaultStorePath()), StoreUse::Existing, clock);
    CAL_TRY(writer);
    const auto laboratory = laboratoryOf(**writer);
    CAL_TRY(laboratory);
    if (!*laboratory)
        return Error{Errc::InvalidArgument, "run.no-laboratory", {}, {}};
    const auto& people = (*laboratory)->people;
    if (!options.as && !((*laboratory)->laboratory.demonstration && !people.empty()))
        return Error{Errc::InvalidArgument, "people.who", {}, {}};
    Staff staff(**writer, catalogue.kinds, workplaceOf((*laboratory)->laboratory, "command-line"), clock);
    const auto person = signInAs(staff, options.as ? *options.as : people.front().id, output);
    CAL_TRY(person);
    const auto record = readRecord(**writer, *id);
    CAL_TRY(record);
    CAL_TRY(staff.require(performing(*person, record->setUp.procedure.head)));
    IdMaker ids(clock);
    const session::RunServices services{**writer, clock, ids, {person->id, stationName(), programName()}};
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
