// SPDX-License-Identifier: GPL-3.0-or-later
// New sessions and unfinished ones: what must hold, what is frozen, what is journalled before the first point.
#include "core/session/runner.h"

#include "core/registry/item_steps.h"
#include "core/session/checks.h"
#include "core/session/order_work.h"
#include "core/session/session_run.h"

namespace cal::session {

namespace {

/// The control is ready for another run when this one ends, however it ends.
class ClearAtEnd
{
public:
    explicit ClearAtEnd(RunControl::State& state) : m_state(state) {}
    ~ClearAtEnd() { m_state.clear(); }
    ClearAtEnd(const ClearAtEnd&) = delete;
    ClearAtEnd& operator=(const ClearAtEnd&) = delete;

private:
    RunControl::State& m_state;
};

Error unexpected(const std::exception& trouble)
{
    return {Errc::InstrumentError, "session.unexpected", {{"point", "-"}, {"reason", trouble.what()}}, {}};
}

/// The bench is the one of the set-up and starts from its known state.
Result<std::map<std::string, equipment::Identity>> takeBench(const SetUp& setUp, equipment::Bench* bench, const char* key,
                                                             const std::stop_token& stop)
{
    std::map<std::string, equipment::Identity> identities;
    if (!bench) {
        if (!setUp.identities.empty())
            return Error{Errc::InvalidArgument, "session.no-bench", {{"procedure", setUp.procedure.head.id}}, {}};
        return identities;
    }
    auto found = identifyAll(*bench, stop);
    CAL_TRY(found);
    CAL_TRY(sameIdentities(setUp.identities, *found, key));
    for (const auto& place : bench->places())
        if (auto* const instrument = bench->instrument(place.name)) {
            const auto done = instrument->reset(stop);
            if (!done)
                return done.error().within(place.name);
        }
    return found;
}

Result<Environment> acceptableEnvironment(RunContext& context, const char* when)
{
    auto environment = context.measureEnvironment(when);
    CAL_TRY(environment);
    if (!environment->within)
        return environmentOutside(*environment, context.setUp.procedure.head.environment);
    return environment;
}

/// By what was frozen, and by what the register says today.
Result<void> standardsMayBeUsed(const SetUp& setUp, const RunServices& services)
{
    CAL_TRY(standardsValid(setUp, services.clock.now().utc));
    return services.standardsUsable ? services.standardsUsable(setUp) : Result<void>();
}

/// What the register writes with the first event of a session of an order item.
std::function<Result<void>(journal::EventStore&)> itemBegun(const SetUp& setUp, const RunServices& services,
                                                            const journal::StreamId& session)
{
    if (!setUp.orderItem)
        return {};
    return [&setUp, &services, session](journal::EventStore& store) -> Result<void> {
        if (!services.kinds)
            return Error{Errc::InvalidArgument, "session.no-register", {{"item", setUp.orderItem->number}}, {}};
        const auto item = Uuid::parse(setUp.orderItem->id);
        CAL_TRY(item);
        const auto events = store.read(*item);
        CAL_TRY(events);
        const auto entity = registry::foldEntity(*services.kinds, *events);
        CAL_TRY(entity);
        CAL_TRY(asAgreed(*entity, setUp));
        CAL_TRY(registry::itemBegun(*services.kinds, store, services.by, *item, session, services.clock.now().utc));
        return {};
    };
}

Result<RunOutcome> runNew(const SetUp& setUp, equipment::Bench* bench, const std::optional<TypedEntries>& typed,
                          const RunServices& services, RunControl::State& control)
{
    CAL_TRY(bindingsMet(setUp));
    CAL_TRY(standardsMayBeUsed(setUp, services));
    const auto conditioning = conditioningMet(setUp.procedure.head, typed, services.clock.now().utc);
    CAL_TRY(conditioning);
    Recorder recorder(services, services.ids.make(), {});
    RunContext context(setUp, bench, typed, services, control, recorder);
    CAL_TRY(takeBench(setUp, bench, "session.identity-changed", context.stop()));
    auto environment = acceptableEnvironment(context, "start");
    CAL_TRY(environment);
    const auto exchanges = context.takeExchanges();

    for (auto& [digest, bytes] : setUpBlobs(setUp))
        CAL_TRY(recorder.putBlob(bytes));
    std::vector events{newEvent(SetUpFrozen{setUp}), newEvent(EnvironmentRecorded{std::move(*environment)})};
    for (const auto& checked : *conditioning)
        events.push_back(newEvent(checked));
    CAL_TRY(recorder.append(std::move(events), itemBegun(setUp, services, recorder.stream())));
    context.show(exchanges);
    const auto record = fold(recorder.events());
    CAL_TRY(record);
    return SessionRun(context, *record).go();
}

struct Interrupted {
    std::string point;
    int attempt = 0;
    int readings = 0;
    std::optional<Digest> trace;
};

/// The attempt that was running when the program died. Its traffic is gone but for what its events hold: that is its trace.
Result<Interrupted> endInterrupted(const SessionRecord& record, Recorder& recorder, std::vector<journal::NewEvent>& events)
{
    Interrupted found;
    for (const auto& point : record.points) {
        if (point.attempts.empty() || point.attempts.back().outcome != "running")
            continue;
        const auto& attempt = point.attempts.back();
        found.point = point.point.id;
        found.attempt = attempt.number;
        found.readings = static_cast<int>(attempt.readings.size());
        std::map<std::int64_t, const std::vector<equipment::Exchange>*> inOrder;
        for (const auto& command : attempt.commands)
            inOrder.emplace(command.eventSeq, &command.exchanges);
        for (const auto& reading : attempt.readings)
            inOrder.emplace(reading.eventSeq, &reading.exchanges);
        std::vector<equipment::Exchange> saved;
        for (const auto& [seq, exchanges] : inOrder)
            saved.insert(saved.end(), exchanges->begin(), exchanges->end());
        if (!saved.empty()) {
            const auto digest = recorder.putBlob(traceLines(saved));
            CAL_TRY(digest);
            found.trace = *digest;
        }
        events.push_back(newEvent(AttemptEnded{found.point, found.attempt, "interrupted", std::nullopt, found.trace}));
    }
    return found;
}

/// What a guard did while nobody was here, and the safe state once more: before anything else is asked of the instruments.
Result<void> makeSafeFirst(RunContext& context)
{
    std::vector<journal::NewEvent> events;
    if (context.services.guard)
        for (const auto& entry : context.services.guard->takeReports())
            events.push_back(newEvent(SafeStateEntered{entry}));
    for (const auto& entry : context.enterSafeState("next-start"))
        events.push_back(newEvent(SafeStateEntered{entry}));
    return context.recorder.append(std::move(events));
}

Result<RunOutcome> goOn(SessionRecord record, equipment::Bench* bench, const std::optional<TypedEntries>& typed,
                        const RunServices& services, RunControl::State& control)
{
    CAL_TRY(completeFromBlobs(record.setUp, [&](const Digest& digest) { return services.writer.getBlob(digest); }));
    const SetUp& setUp = record.setUp;
    const Timestamp lastBefore = record.events.back().at;
    const bool hasStart = !record.environment.empty();
    Recorder recorder(services, record.id, record.events);
    RunContext context(setUp, bench, typed, services, control, recorder);
    CAL_TRY(makeSafeFirst(context));
    const auto identities = takeBench(setUp, bench, "session.resume-identity", context.stop());
    CAL_TRY(identities);
    CAL_TRY(standardsMayBeUsed(setUp, services));
    auto environment = acceptableEnvironment(context, hasStart ? "resume" : "start");
    CAL_TRY(environment);
    const auto exchanges = context.takeExchanges();

    SessionRun run(context, record);
    std::vector<journal::NewEvent> events;
    const auto interrupted = endInterrupted(record, recorder, events);
    CAL_TRY(interrupted);
    Resumed resumed;
    resumed.interruptedAfter = lastBefore;
    resumed.identities = *identities;
    for (const auto& standard : setUp.standards)
        resumed.standards.push_back({standard.place, standard.certificate, standard.validUntil});
    resumed.environmentWithin = environment->within;
    resumed.nextPoint = run.nextPoint();
    resumed.interruptedPoint = interrupted->point;
    resumed.interruptedAttempt = interrupted->attempt;
    resumed.savedReadings = interrupted->readings;
    resumed.savedTrace = interrupted->trace;
    events.push_back(newEvent(resumed));
    events.push_back(newEvent(EnvironmentRecorded{std::move(*environment)}));
    CAL_TRY(recorder.append(std::move(events)));
    context.show(exchanges);
    CAL_TRY(run.judgeLeftOvers(record));
    return run.go();
}

} // namespace

Result<RunOutcome> run(const SetUp& setUp, equipment::Bench* bench, const std::optional<TypedEntries>& typed, const RunServices& services,
                       RunControl& control)
{
    const ClearAtEnd clear(control.state());
    try {
        return runNew(setUp, bench, typed, services, control.state());
    } catch (const std::exception& trouble) { // the context's end has made the outputs safe
        return unexpected(trouble);
    }
}

Result<RunOutcome> resume(const journal::StreamId& session, equipment::Bench* bench, const std::optional<TypedEntries>& typed,
                          const RunServices& services, RunControl& control)
{
    const ClearAtEnd clear(control.state());
    try {
        auto events = services.writer.read(session);
        CAL_TRY(events);
        if (events->empty())
            return Error{Errc::NotFound, "session.unknown", {{"session", session.text()}}, {}};
        auto record = fold(*events);
        CAL_TRY(record);
        if (record->sealed) {
            CAL_TRY(completeFromBlobs(record->setUp, [&](const Digest& digest) { return services.writer.getBlob(digest); }));
            return RunOutcome{session, RunOutcome::End::Finished, std::nullopt, std::move(*record)};
        }
        return goOn(std::move(*record), bench, typed, services, control.state());
    } catch (const std::exception& trouble) {
        return unexpected(trouble);
    }
}

} // namespace cal::session
