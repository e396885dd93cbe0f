// SPDX-License-Identifier: GPL-3.0-or-later
// The course of a run.
#include "core/session/session_run.h"

#include "core/procedure/lua_host.h"
#include "core/registry/item_steps.h"
#include "core/session/attempt_bench.h"
#include "core/session/point_evaluation.h"
#include "core/session/shielded_bench.h"

#include <algorithm>

namespace cal::session {

namespace {

const Text kAfterFailure{"上次测量失败，重新测量", "The attempt before failed"};
const Text kAfterInterruption{"测量中断，恢复后重新测量", "The attempt before was interrupted"};

std::vector<journal::NewEvent> safeStateEvents(const std::vector<SafeStateEntry>& entries)
{
    std::vector<journal::NewEvent> events;
    events.reserve(entries.size());
    for (const auto& entry : entries)
        events.push_back(newEvent(SafeStateEntered{entry}));
    return events;
}

} // namespace

SessionRun::SessionRun(RunContext& context, const SessionRecord& record) : m_context(context)
{
    for (const auto& point : record.points) {
        State state;
        state.point = point.point;
        state.needed = record.needed(point);
        state.attempts = static_cast<int>(point.attempts.size());
        const auto* const counting = point.counting();
        state.judged = counting && counting->result;
        if (!point.attempts.empty())
            state.nextReason = point.attempts.back().outcome == "failed" ? kAfterFailure : kAfterInterruption;
        m_states.push_back(state);
    }
    if (!record.environment.empty())
        m_sampled = record.environment.back().at.utc;
    // An end environment counts when nothing was measured after it.
    for (const auto& event : record.events) {
        if (event.type == EnvironmentRecorded::kType)
            m_endRecorded = event.body["when"].asString() == "end";
        if (event.type == PointStarted::kType)
            m_endRecorded = false;
    }
}

std::string SessionRun::nextPoint() const
{
    for (const State& state : m_states)
        if (!state.judged && state.needed)
            return state.point.id;
    return {};
}

std::size_t SessionRun::indexOf(const std::string& point) const
{
    const auto found = std::find_if(m_states.begin(), m_states.end(), [&](const State& state) { return state.point.id == point; });
    return static_cast<std::size_t>(found - m_states.begin());
}

std::optional<SessionRun::Task> SessionRun::nextTask()
{
    {
        // A retry asked for a point that has not been measured yet needs nothing: its turn comes.
        const std::lock_guard lock(m_context.control.mutex);
        auto& retries = m_context.control.retries;
        while (!retries.empty()) {
            auto retry = std::move(retries.front());
            retries.pop_front();
            const auto index = indexOf(retry.point);
            if (index < m_states.size() && m_states[index].attempts > 0 && mayRepeat(m_states[index]))
                return Task{index, retry.reason};
        }
    }
    for (std::size_t i = 0; i < m_states.size(); ++i)
        if (!m_states[i].judged && m_states[i].needed)
            return Task{i, m_states[i].attempts > 0 ? m_states[i].nextReason : Text{}};
    return std::nullopt;
}

bool SessionRun::stopRequested()
{
    const std::lock_guard lock(m_context.control.mutex);
    return m_context.control.stopAfterPoint;
}

Result<void> SessionRun::measure(const procedure::Point& point, procedure::ScriptBench& bench)
{
    try {
        return procedure::measure(m_context.setUp.procedure.script, point, bench, m_context.stop());
    } catch (const std::exception& trouble) { // the script host's library may throw
        return Error{Errc::InstrumentError, "session.unexpected", {{"point", point.id}, {"reason", trouble.what()}}, {}};
    }
}

Result<SessionRun::Ended> SessionRun::attemptPoint(const Task& task)
{
    State& state = m_states[task.index];
    const auto& point = state.point;
    const int attempt = state.attempts + 1;
    m_lastPoint = point.id;
    m_context.trace.clear();
    if (const auto watched = watchEnvironment(point); !watched) {
        if (m_context.recorder.failure())
            return *m_context.recorder.failure();
        m_lastError = watched.error();
        return watched.error().code == Errc::Cancelled ? Ended::Cancelled : Ended::Failed;
    }
    m_context.trace.clear();
    CAL_TRY(m_context.recorder.append(PointStarted{point.id, attempt, task.reason}));
    state.attempts = attempt;
    m_endRecorded = false;
    AttemptBench bench(m_context, point, attempt);
    ShieldedBench shielded(bench, point.id);
    auto measured = measure(point, shielded);
    if (m_context.recorder.failure()) // also where a script has caught the error and gone on
        return *m_context.recorder.failure();
    if (measured && m_context.control.aborted())
        measured = Error{Errc::Cancelled, "cancelled", {}, {}};
    return endAttempt(point, attempt, state, bench.readings(), measured);
}

Result<void> SessionRun::watchEnvironment(const procedure::Point& point)
{
    constexpr std::chrono::minutes kBetweenSamplesOfAHold{1};
    const auto& watch = m_context.setUp.procedure.head.environmentWatch;
    if (!watch || !m_context.bench || !m_context.bench->environment())
        return {};
    const auto passed = std::chrono::duration<double>(m_context.services.clock.now().utc - m_sampled) * m_context.timeScale();
    if (passed < std::chrono::minutes(watch->everyMinutes))
        return {};
    for (;;) {
        auto sample = m_context.measureEnvironment("during");
        CAL_TRY(sample);
        const auto exchanges = m_context.takeExchanges();
        const bool hold = watch->hold && !sample->within;
        m_sampled = m_context.services.clock.now().utc;
        CAL_TRY(m_context.recorder.append(EnvironmentSampled{point.id, *std::move(sample), hold}));
        m_context.show(exchanges);
        if (!hold)
            return {};
        CAL_TRY(m_context.wait(kBetweenSamplesOfAHold, point.id));
    }
}

Result<SessionRun::Ended> SessionRun::endAttempt(const procedure::Point& point, int attempt, State& state,
                                                 const std::vector<Reading>& readings, const Result<void>& measured)
{
    std::optional<PointResult> result;
    std::optional<Error> error;
    if (measured) {
        auto evaluated = evaluatePoint(m_context.setUp, point, readings);
        if (evaluated)
            result = std::move(*evaluated);
        else
            error = evaluated.error();
    } else {
        error = measured.error();
    }
    const bool cancelled = error && error->code == Errc::Cancelled;
    std::vector<SafeStateEntry> safe;
    if (error)
        safe = m_context.enterSafeState("engine"); // first of all; the words come after
    m_context.show(m_context.takeExchanges());

    AttemptEnded ended{point.id, attempt, error ? (cancelled ? "stopped" : "failed") : "completed", cancelled ? std::nullopt : error, {}};
    if (auto lines = m_context.trace.lines(); !lines.empty()) {
        const auto digest = m_context.recorder.putBlob(std::move(lines));
        CAL_TRY(digest);
        ended.trace = *digest;
    }
    std::vector<journal::NewEvent> events{newEvent(ended)};
    if (result)
        events.push_back(newEvent(PointJudged{point.id, attempt, *result}));
    for (auto& event : safeStateEvents(safe))
        events.push_back(std::move(event));
    CAL_TRY(m_context.recorder.append(std::move(events)));
    state.judged = state.judged || result.has_value();
    state.nextReason = cancelled ? kAfterInterruption : kAfterFailure;
    if (!error)
        return Ended::Completed;
    m_lastError = error;
    return cancelled ? Ended::Cancelled : Ended::Failed;
}

Result<void> SessionRun::judgeLeftOvers(const SessionRecord& record)
{
    for (std::size_t i = 0; i < record.points.size(); ++i) {
        const auto& point = record.points[i];
        if (point.attempts.empty() || point.attempts.back().outcome != "completed" || point.attempts.back().result)
            continue;
        const auto& attempt = point.attempts.back();
        auto result = evaluatePoint(m_context.setUp, point.point, attempt.readings);
        CAL_TRY(result);
        CAL_TRY(m_context.recorder.append(PointJudged{point.point.id, attempt.number, std::move(*result)}));
        m_states[i].judged = true;
    }
    return {};
}

Result<RunOutcome> SessionRun::go()
{
    bool measuredOne = false;
    for (;;) {
        // Between two points: abort and pause are taken up here too.
        const auto mayGo = m_context.checkpoint({});
        if (m_context.recorder.failure())
            return *m_context.recorder.failure();
        if (!mayGo)
            return outcome(RunOutcome::End::Aborted, std::nullopt);
        const auto task = nextTask();
        if (!task)
            return finish();
        if (measuredOne && stopRequested())
            return outcome(RunOutcome::End::StoppedByPerson, std::nullopt);
        const auto ended = attemptPoint(*task);
        CAL_TRY(ended);
        measuredOne = true;
        if (*ended == Ended::Cancelled)
            return outcome(RunOutcome::End::Aborted, std::nullopt);
        if (*ended == Ended::Failed) {
            const std::lock_guard lock(m_context.control.mutex);
            const auto& retries = m_context.control.retries;
            const bool again = std::any_of(retries.begin(), retries.end(), [&](const auto& retry) { return retry.point == m_lastPoint; });
            if (again)
                continue;
        }
        if (*ended == Ended::Failed)
            return outcome(RunOutcome::End::PointFailed, m_lastError);
    }
}

bool SessionRun::holdRequested()
{
    const std::lock_guard lock(m_context.control.mutex);
    return m_context.control.hold;
}

/// What was found before an adjustment cannot be found again after it.
bool SessionRun::mayRepeat(const State& state) const
{
    return m_states.empty() || m_states.back().point.section != "as-left" || state.point.section == "as-left";
}

Result<RunOutcome> SessionRun::finish()
{
    if (holdRequested())
        return outcome(RunOutcome::End::StoppedByPerson, std::nullopt);
    if (!m_endRecorded) {
        m_context.trace.clear();
        auto environment = m_context.measureEnvironment("end");
        if (!environment)
            return environment.error().code == Errc::Cancelled ? outcome(RunOutcome::End::Aborted, std::nullopt)
                                                               : outcome(RunOutcome::End::PointFailed, environment.error());
        const auto exchanges = m_context.takeExchanges();
        CAL_TRY(m_context.recorder.append(EnvironmentRecorded{std::move(*environment)}));
        m_context.show(exchanges);
        m_endRecorded = true;
    }
    CAL_TRY(m_context.recorder.append(safeStateEvents(m_context.enterSafeState("engine"))));
    const auto record = fold(m_context.recorder.events());
    CAL_TRY(record);
    const Sealed seal{record->head, static_cast<int>(record->points.size()), record->overall};
    CAL_TRY(m_context.recorder.append({newEvent(seal)}, itemMeasured(record->overall)));
    return outcome(RunOutcome::End::Finished, std::nullopt);
}

/// The order item moves on with the seal: in its own stream, so that its history is whole without reading sessions, and in the same
/// transaction, so that neither is ever there without the other.
std::function<Result<void>(journal::EventStore&)> SessionRun::itemMeasured(conformity::Verdict overall)
{
    const auto& item = m_context.setUp.orderItem;
    if (!item)
        return {};
    return [this, id = item->id, overall](journal::EventStore& store) -> Result<void> {
        const auto& services = m_context.services;
        if (!services.kinds)
            return Error{Errc::InvalidArgument, "session.no-register", {{"item", id}}, {}};
        const auto entity = Uuid::parse(id);
        CAL_TRY(entity);
        const auto day = toIso(civilDate(services.clock.now().utc, m_context.setUp.laboratory.offset));
        return registry::itemMeasured(*services.kinds, store, services.by, *entity, m_context.recorder.stream(), day,
                                      conformity::name(overall));
    };
}

Result<RunOutcome> SessionRun::outcome(RunOutcome::End end, std::optional<Error> error)
{
    std::vector<journal::NewEvent> events;
    if (end != RunOutcome::End::Finished) {
        // A failed or aborted attempt has made its outputs safe and said so; a run stopped between two points does it here.
        const bool said = !m_context.recorder.events().empty() && m_context.recorder.events().back().type == SafeStateEntered::kType;
        if (!said)
            events = safeStateEvents(m_context.enterSafeState("engine"));
    }
    if (end == RunOutcome::End::StoppedByPerson)
        events.push_back(newEvent(Stopped{"person", std::nullopt}));
    if (end == RunOutcome::End::PointFailed)
        events.push_back(newEvent(Stopped{"failure", error}));
    if (end == RunOutcome::End::Aborted)
        events.push_back(newEvent(Aborted{m_lastPoint}));
    CAL_TRY(m_context.recorder.append(std::move(events)));
    auto record = fold(m_context.recorder.events());
    CAL_TRY(record);
    RunOutcome result;
    result.session = m_context.recorder.stream();
    result.end = end;
    result.error = std::move(error);
    // The folded set-up knows the procedure by head, points and digests; the running one has its files too.
    record->setUp.procedure.files = m_context.setUp.procedure.files;
    record->setUp.procedure.script = m_context.setUp.procedure.script;
    record->setUp.procedure.tests = m_context.setUp.procedure.tests;
    result.record = std::move(*record);
    return result;
}

} // namespace cal::session
