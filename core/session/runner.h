// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a session: journal before display, one attempt per point, budget and verdict per point, safe state on every exit, resume.
//
// Events of a session stream, in order (bodies: session_events.h):
//   session.set-up-frozen → session.environment-recorded(start) → { session.point-started → session.reading-taken* →
//   session.attempt-ended → session.point-judged }* → session.environment-recorded(end) → session.safe-state-entered → session.sealed
//   and between: session.paused, session.continued, session.prompt-answered, session.noted, session.clock-went-back, session.stopped,
//   session.aborted, session.resumed(checks of identity, standards, environment, settling; digest of the saved trace of the interrupted
//   attempt), session.adjusted (opens the points as left), session.instrument-commanded (configure, set, operate, standby, with their
//   bytes), session.high-voltage-confirmed.
#pragma once

#include "core/journal/writer.h"
#include "core/registry/kind.h"
#include "core/session/record.h"
#include "core/session/standards_on_hand.h"

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>

namespace cal::session {

/// Live facts for a screen or a terminal; called on the engine's thread AFTER the event is durable (samples of settling excepted).
class RunObserver
{
public:
    virtual ~RunObserver() = default;
    /// Is there a person who can answer prompts, confirm high voltage and type readings? When not, a run that needs one stops with an
    /// error instead of waiting for ever.
    [[nodiscard]] virtual bool interactive() const { return true; }
    virtual void recorded(const journal::Event&) {} ///< any event that became durable
    virtual void settling(const std::string& /*point*/, double /*seconds*/, const units::Quantity&) {
    }                                                     ///< not a reading; may be drawn at once
    virtual void exchanged(const equipment::Exchange&) {} ///< bus log
    virtual void outputChanged(bool /*highVoltage*/, const std::string& /*text*/) {}
    /// A question. The choice "confirm-high-voltage" stands for RunControl::confirmHighVoltage().
    virtual void promptAsked(const Text&, const std::vector<std::string>& /*choices*/) {}
    virtual void readingAsked(const procedure::Point&, const std::string& /*quantity*/, int /*index*/) {} ///< entry sheet
    virtual void answerRefused(const Error&) {} ///< a typed reading or answer that cannot be taken; the question is asked again
};

/// Commands from a person, from any thread; taken up between two commands on the bus.
class RunControl
{
public:
    RunControl();
    ~RunControl();
    void pause();
    void resume();
    void stopAfterPoint();
    void holdBeforeSeal();                           ///< stops when every point is judged: the item is to be adjusted
    void abort();                                    ///< now: safe state, resumable
    void retry(std::string point, Text reason);      ///< after the present attempt
    void confirmHighVoltage();                       ///< first output above 30 V ac rms / 60 V dc of a run
    void answer(std::string choice);                 ///< a prompt
    void enterReading(std::string text, bool twice); ///< the entry sheet
    struct State;
    [[nodiscard]] State& state() const { return *m_state; }

private:
    std::shared_ptr<State> m_state;
};

/// Holds safe-state commands outside this process while outputs may be on (the guard process; none in tests).
class SafeStateGuard
{
public:
    virtual ~SafeStateGuard() = default;
    struct Watch {
        std::string instrument, resource;
        std::vector<std::string> commands;
    };
    virtual Result<void> arm(const std::vector<Watch>& watches) = 0;
    virtual void disarm() = 0;
    /// Reports left beside the store by a guard that had to act; removed when read.
    virtual std::vector<SafeStateEntry> takeReports() = 0;
};

struct RunOutcome {
    journal::StreamId session;
    enum class End { Finished, StoppedByPerson, PointFailed, Aborted } end = End::Finished;
    std::optional<Error> error; ///< why a point failed; the session can be resumed
    SessionRecord record;
};

struct RunServices {
    journal::Writer& writer;
    Clock& clock;
    IdMaker& ids;
    journal::Authorship by;
    RunObserver* observer = nullptr;
    SafeStateGuard* guard = nullptr;
    /// Asks the register whether the standards of a set-up may be used now (stillUsable()); before a start and before going on. Unset where
    /// there is no register.
    std::function<Result<void>(const SetUp&)> standardsUsable = {};
    const registry::Kinds* kinds = nullptr; ///< for sessions of order items: their items move on with them
};

/// Prepares a set-up from a procedure and an open bench: identifies every instrument, binds needs, checks environment source.
/// Errors: those of bind and identify; InvalidArgument "session.no-environment" (no sensor and nothing typed),
/// the refusals of bind; InvalidArgument "session.standard-expired" {standard, until}, InstrumentError "session.wrong-standard" {place,
/// expected, found}, "session.wrong-item" {expected, found}; of an order's item "session.wrong-model" {item, expected, found}. Notices of
/// the set-up: InvalidArgument "session.serial-not-registered" {item, found}, "session.serial-not-said" {item, expected}.
struct PrepareRequest {
    procedure::Procedure procedure;
    Laboratory laboratory;
    Person performer;
    Item item;
    std::vector<StandardUsed> standards; ///< known ones by place; completed with identities
    equipment::Bench* bench = nullptr;   ///< null: typed procedure
    std::optional<TypedEntries> typed;
    bool unattended = false;
    Text placeOfWork;
    std::optional<OrderItem> orderItem; ///< with what was frozen for it
    std::string itemDefinition;         ///< of its registered model; empty: the model is compared by its name
    std::optional<OwnPoints> ownPoints;
    Clock* clock = nullptr;    ///< given: the validity of the standards is checked now, not only by run()
    bool showRefusals = false; ///< true: a set-up whose bindings are refused comes back to be shown; run() refuses it
    /// The register: an instrument that says a serial number found there becomes that standard, with its calibration, and is refused where
    /// it may not be used. Needs `clock`. Null: `standards` is all that is known.
    const StandardsOnHand* onHand = nullptr;
    std::function<Result<int>(const std::string&)> authorisedPeople; ///< Purpose::authorisedPeople
};
Result<SetUp> prepare(const PrepareRequest& request, const std::stop_token& stop);

/// Runs a new session to its end. Blocks; call on an engine thread. `typed` feeds readings and environment where instruments do not.
/// Commands given to `control` before the start count; at the end it is ready for another run.
/// Errors before anything is written: refused bindings, "session.standard-expired", "session.identity-changed",
/// "session.environment-outside" {temperature, humidity, limits}, "session.no-environment"; later only those of the store.
Result<RunOutcome> run(const SetUp& setUp, equipment::Bench* bench, const std::optional<TypedEntries>& typed, const RunServices& services,
                       RunControl& control);
/// Goes on with an unfinished session: re-checks identity, standards, environment and settling, journals the gap, takes the next point.
/// A sealed session comes back as it is. Errors: NotFound "session.unknown" {session}, "session.resume-identity" {place, expected, found}.
Result<RunOutcome> resume(const journal::StreamId& session, equipment::Bench* bench, const std::optional<TypedEntries>& typed,
                          const RunServices& services, RunControl& control);

} // namespace cal::session
