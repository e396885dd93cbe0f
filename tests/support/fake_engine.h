// SPDX-License-Identifier: GPL-3.0-or-later
// An engine for tests of the window: plays a believable run of the packaged digital multimeter procedure on a thread of its own, without
// instruments, sockets or a store. Events, evaluation and folding are the real ones.
#pragma once

#include "core/base/messages.h"
#include "core/session/engine.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <random>
#include <thread>

namespace cal::test {

struct FakeEngineOptions {
    std::chrono::microseconds settleStep{2000}, readStep{1000};
    int settleSamples = 12;
    std::size_t burst = 0; ///< extra bus messages and settling samples at every reading, to load the window
    std::string failAt;    ///< point whose first attempt loses its instrument
    std::string wrongAt;   ///< point whose readings are far outside the limits
    bool askHighVoltage = true;
    std::optional<Error> refuse;                  ///< prepare answers this
    std::map<std::string, std::string> passwords; ///< by sign-in name; when there are any, nobody is signed in at the start
    std::string mustChange;                       ///< sign-in name of somebody who must choose a new password
    /// What an order item was agreed for; nothing when not given. Called on the engine's threads.
    std::function<Result<session::OrderWork>(const std::string&)> orderWork;
    std::function<void(const session::SessionRecord&)> sealed; ///< a session was sealed
    bool refuseBinding = false;                                ///< prepare answers with a standard that cannot do one point
    std::function<Result<std::string>(const session::SessionRecord&, Language)> certificate; ///< a small own PDF when not given
};

class FakeEngine final : public session::Engine
{
public:
    explicit FakeEngine(FakeEngineOptions options = {});
    ~FakeEngine() override;

    /// Plays `points` points at once, on the calling thread; all of them: the session is sealed.
    journal::StreamId playSession(std::size_t points);
    FakeEngineOptions options;
    [[nodiscard]] std::vector<std::string> asked() const; ///< commands of the console
    [[nodiscard]] int safeStates() const { return m_safeStates; }

    session::StationState station() override;
    void signIn(const std::string& name, const std::string& password, const std::optional<std::string>& chosen, SignInReply reply) override;
    void signOut() override;
    std::vector<session::ProcedureSummary> procedures() override;
    void sessions(SessionsReply reply) override;
    void record(const journal::StreamId& session, RecordReply reply) override;
    void explain(const journal::StreamId& session, const std::string& point, ExplainReply reply) override;
    void certificate(const journal::StreamId& session, Language language, FileReply reply) override;
    void prepare(const std::string& procedure, const session::Item& item, const Json& bench,
                 const std::optional<session::TypedEntries>& typed, SetUpReply reply) override;
    void orderWork(const std::string& named, WorkReply reply) override;
    void prepareOrder(const std::string& named, const Json& bench, const std::optional<session::TypedEntries>& typed,
                      SetUpReply reply) override;
    void adjust(const journal::StreamId& session, const session::Adjustment& adjustment, RecordReply reply) override;
    void start(bool unattended, std::shared_ptr<session::RunObserver> observer, OutcomeReply reply) override;
    void resume(const journal::StreamId& session, std::shared_ptr<session::RunObserver> observer, OutcomeReply reply) override;
    session::RunControl& control() override { return m_control; }
    bool running() const override { return m_running; }
    void safeState(std::function<void(Result<void>)> reply) override;
    std::vector<session::InstrumentStatus> instruments() override;
    void ask(const std::string& place, const std::string& command, AskReply reply) override;
    session::Item defaultItem(const std::string& procedure) override;
    std::string sentence(const Error& error, Language language) const override;

private:
    class Lane; ///< one worker thread with a queue
    class Play; ///< one run

    session::SetUp setUpFor(const std::string& procedure, const session::Item& item);
    Result<session::SessionRecord> folded(const journal::StreamId& session) const;

    // Two locks: the window looks at the station while a run adds its events.
    mutable std::mutex m_sessionMutex; // guards m_sessions
    mutable std::mutex m_mutex;        // guards the members below, m_sessions apart
    session::StationState m_station;
    Text m_placeOfWork;
    std::map<std::string, procedure::Procedure> m_procedures;
    std::map<std::string, equipment::Definition> m_definitions;
    std::map<std::string, std::string> m_identities;
    std::vector<std::pair<journal::StreamId, std::vector<journal::Event>>> m_sessions;
    std::optional<session::SetUp> m_prepared;
    std::vector<std::string> m_asked;

    MessageCatalog m_messages;
    session::RunControl m_control;
    std::atomic<bool> m_running = false;
    std::atomic<int> m_safeStates = 0;
    std::unique_ptr<Lane> m_answers, m_runs;
};

} // namespace cal::test
