// SPDX-License-Identifier: GPL-3.0-or-later
// What the window may ask of the program: a port implemented in app on engine and writer threads. No call blocks; answers come as
// callbacks on the engine's threads, which ui turns into queued signals.
#pragma once

#include "core/equipment/bench.h"
#include "core/session/adjust.h"
#include "core/session/explain.h"
#include "core/session/order_work.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cal::session {

struct ProcedureSummary {
    std::string id, version, status;
    Text title, basis;
    bool typed = false;
    std::vector<std::string> typedStandards; ///< places of standards whose value, U and k a person types with the run
    std::size_t points = 0;
};

struct SessionSummary {
    journal::StreamId id;
    std::string procedure;
    Text title;
    Item item;
    Person performer;
    Timestamp started;
    std::size_t points = 0, judged = 0;
    bool sealed = false, aborted = false, simulated = false; ///< neither sealed nor aborted: unfinished; both of these can be resumed
    conformity::Verdict overall = conformity::Verdict::NotJudged;
};

/// Somebody who may sign in by one click: people of a demonstration laboratory without a password.
struct OneClick {
    std::string login;
    Text name, post;
};

struct StationState {
    Laboratory laboratory;
    Person signedIn; ///< empty id: nobody
    std::vector<OneClick> oneClick;
    std::chrono::minutes idle{15}; ///< after which the window locks; 0: never
    bool journalHealthy = true;
    std::string storeName;
    std::optional<Environment> environment;
    std::vector<StandardUsed> standards; ///< of the demonstration laboratory, with validity
};

/// An instrument as the Instruments place shows it.
struct InstrumentStatus {
    equipment::Place place;
    Text name;
    std::string manufacturer, model, identity; ///< identity: reply to *IDN?; empty when not asked yet
    std::optional<Error> trouble;
};

class Engine
{
public:
    virtual ~Engine() = default;

    [[nodiscard]] virtual StationState station() = 0; ///< immediate, from memory
    using SignInReply = std::function<void(Result<Person>)>;
    /// `name`: the sign-in name; `chosen`: the new password when it is changed at the same time (after "sign-in.must-change" or
    /// "access.password-too-old"). While a run is going only its performer may come back.
    /// Errors: InvalidArgument "sign-in.refused", "access.person-not-active", …; Conflict "sign-in.run-going" {person}.
    virtual void signIn(const std::string& name, const std::string& password, const std::optional<std::string>& chosen,
                        SignInReply reply) = 0;
    virtual void signOut() = 0;                                           ///< also when the window locks; a run goes on
    [[nodiscard]] virtual std::vector<ProcedureSummary> procedures() = 0; ///< immediate

    using SessionsReply = std::function<void(Result<std::vector<SessionSummary>>)>;
    virtual void sessions(SessionsReply reply) = 0; ///< newest first
    using RecordReply = std::function<void(Result<SessionRecord>)>;
    virtual void record(const journal::StreamId& session, RecordReply reply) = 0;
    using ExplainReply = std::function<void(Result<std::vector<ExplainNode>>)>;
    virtual void explain(const journal::StreamId& session, const std::string& point, ExplainReply reply) = 0;
    using FileReply = std::function<void(Result<std::string>)>;
    /// Draft certificate of a session as PDF bytes.
    virtual void certificate(const journal::StreamId& session, Language language, FileReply reply) = 0;

    using SetUpReply = std::function<void(Result<SetUp>)>;
    /// Opens the bench (the built-in one when null), identifies and binds. `typed`: what was typed on the set-up page.
    virtual void prepare(const std::string& procedure, const Item& item, const Json& bench, const std::optional<TypedEntries>& typed,
                         SetUpReply reply) = 0;
    using WorkReply = std::function<void(Result<OrderWork>)>;
    /// What was agreed and frozen for an order item, by number or id.
    virtual void orderWork(const std::string& named, WorkReply reply) = 0;
    /// As prepare(), with everything taken from the order item. Errors: those of orderWork() and asAgreed() too.
    virtual void prepareOrder(const std::string& named, const Json& bench, const std::optional<TypedEntries>& typed, SetUpReply reply) = 0;
    /// Journals an adjustment of a session that was held before its seal, and opens its points as left; resume() measures them.
    virtual void adjust(const journal::StreamId& session, const Adjustment& adjustment, RecordReply reply) = 0;
    using OutcomeReply = std::function<void(Result<RunOutcome>)>;
    /// Starts the prepared set-up. `observer` must outlive the run; its calls come on the engine's thread.
    virtual void start(bool unattended, std::shared_ptr<RunObserver> observer, OutcomeReply reply) = 0;
    virtual void resume(const journal::StreamId& session, std::shared_ptr<RunObserver> observer, OutcomeReply reply) = 0;
    [[nodiscard]] virtual RunControl& control() = 0; ///< of the present run
    [[nodiscard]] virtual bool running() const = 0;
    /// Safe state now, whatever runs.
    virtual void safeState(std::function<void(Result<void>)> reply) = 0;

    [[nodiscard]] virtual std::vector<InstrumentStatus> instruments() = 0; ///< immediate: places of the present bench
    using AskReply = std::function<void(Result<std::string>)>;
    virtual void ask(const std::string& place, const std::string& command, AskReply reply) = 0; ///< console; refused while a run is going
    [[nodiscard]] virtual Item defaultItem(const std::string& procedure) = 0;

    [[nodiscard]] virtual std::string sentence(const Error& error, Language language) const = 0; ///< from the message tables
};

} // namespace cal::session
