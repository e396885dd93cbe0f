// SPDX-License-Identifier: GPL-3.0-or-later
// The course of one run of a session, new or gone on with: points, attempts, the end.
//
//   points ──attemptPoint──► completed ─► next point            all judged ──finish──► sealed
//                          ├► failed ──(retry asked)──► again
//                          │        └─► stop(failure)            stopAfterPoint ─► stop(person)
//                          └► cancelled ─► abort           or held (an adjustment follows) ─► stop(person)
//
// Invariants
//  1. Outputs are safe before a failed, aborted or finished run is journalled as such.
//  2. attempt-ended and point-judged of a completed attempt are one transaction.
//  3. After a failure of the journal nothing more is commanded but the safe state.
#pragma once

#include "core/procedure/script_bench.h"
#include "core/session/run_context.h"

#include <deque>

namespace cal::session {

class SessionRun
{
public:
    /// `record`: what the stream holds so far (a fresh set-up, or a session to go on with).
    SessionRun(RunContext& context, const SessionRecord& record);

    /// Runs every point that has no verdict yet, then seals. Errors: those of the journal only.
    Result<RunOutcome> go();
    /// The first point go() would take; empty when all are judged.
    [[nodiscard]] std::string nextPoint() const;
    /// Judges attempts that ended before their verdict was written. Errors: those of the journal; of the evaluation.
    Result<void> judgeLeftOvers(const SessionRecord& record);

private:
    enum class Ended { Completed, Failed, Cancelled };
    struct State {
        procedure::Point point;
        int attempts = 0;
        bool judged = false;
        bool needed = true; ///< not those an initial calibration replaced after its adjustment
        Text nextReason;    ///< of the next attempt, when it is not the first
    };
    struct Task {
        std::size_t index = 0;
        Text reason;
    };

    [[nodiscard]] std::optional<Task> nextTask();
    Result<Ended> attemptPoint(const Task& task);
    /// Takes the sample that is due before `point`, and holds while the limits are not met where the procedure asks for that.
    /// Errors: those of the sensor and the journal, Cancelled.
    Result<void> watchEnvironment(const procedure::Point& point);
    Result<void> measure(const procedure::Point& point, procedure::ScriptBench& bench);
    Result<Ended> endAttempt(const procedure::Point& point, int attempt, State& state, const std::vector<Reading>& readings,
                             const Result<void>& measured);
    Result<RunOutcome> finish();
    Result<RunOutcome> outcome(RunOutcome::End end, std::optional<Error> error);
    [[nodiscard]] bool stopRequested();
    [[nodiscard]] bool holdRequested();
    [[nodiscard]] bool mayRepeat(const State& state) const;
    [[nodiscard]] std::function<Result<void>(journal::EventStore&)> itemMeasured(conformity::Verdict overall);
    [[nodiscard]] std::size_t indexOf(const std::string& point) const;

    RunContext& m_context;
    std::vector<State> m_states; ///< one per point of the record
    std::optional<Error> m_lastError;
    std::string m_lastPoint;
    bool m_endRecorded = false; ///< environment at the end, after the last attempt
    UtcTime m_sampled{};        ///< when the environment was last looked at
};

} // namespace cal::session
