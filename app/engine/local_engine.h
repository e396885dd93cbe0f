// SPDX-License-Identifier: GPL-3.0-or-later
// The window's engine in this process: a writer thread that owns the store, an engine thread that runs sessions, and a desk thread that
// answers questions (lists, records, certificates) while a run is going. Nothing here blocks its caller.
#pragma once

#include "app/access.h"
#include "app/catalogue.h"
#include "app/engine/local_kit_desk.h"
#include "app/engine/local_people_desk.h"
#include "app/engine/local_quality_desk.h"
#include "app/engine/local_work_desk.h"
#include "app/engine/registry_desk.h"
#include "app/engine/worker.h"
#include "app/laboratory_store.h"
#include "core/session/engine.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>

namespace cal::app {

class LocalEngine final : public session::Engine
{
public:
    /// @param executable  this program, for the guard process
    LocalEngine(Catalogue catalogue, FoundedLaboratory laboratory, std::unique_ptr<journal::Writer> writer, std::string storePath,
                std::filesystem::path executable);
    ~LocalEngine() override;

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
    session::RunControl& control() override;
    [[nodiscard]] bool running() const override { return m_running; }
    void safeState(std::function<void(Result<void>)> reply) override;
    std::vector<session::InstrumentStatus> instruments() override;
    void ask(const std::string& place, const std::string& command, AskReply reply) override;
    session::Item defaultItem(const std::string& procedure) override;
    [[nodiscard]] std::string sentence(const Error& error, Language language) const override;
    registry::Desk& desk() { return m_desk; }                     ///< the register, for the window
    quality::QualityDesk& qualityDesk() { return m_qualityDesk; } ///< charts, dossiers, the installation check
    kit::KitDesk& kitDesk() { return m_kitDesk; }                 ///< kits out and home, for the window
    session::WorkDesk& workDesk() { return m_workDesk; }          ///< the day, acts on orders and items, for the window
    registry::PeopleDesk& peopleDesk() { return m_peopleDesk; }   ///< passwords, locks and refusals, for the window

private:
    void meetPeople(); ///< who may sign in by one click, and after how long the window locks
    Error refusedRun(const session::Person& person, const procedure::Head& head, const Error& reason);
    /// The performer of the run that begins.
    Result<session::Person> mayPerform(const procedure::Head& head, const std::optional<session::OrderItem>& orderItem);

    // Engine thread only.
    Result<session::SetUp> prepareNow(session::PrepareRequest request, const Json& bench);
    void keepPrepared(Result<session::SetUp> setUp, const SetUpReply& reply);
    std::optional<session::TypedEntries> m_typed; ///< of the prepared set-up
    Result<void> openBench(const Json& description);
    void runNow(const procedure::Head& head,
                const std::function<Result<session::RunOutcome>(const session::RunServices&, session::RunControl&)>& job,
                const std::shared_ptr<session::RunObserver>& observer, const OutcomeReply& reply);

    Catalogue m_catalogue;
    FoundedLaboratory m_laboratory;
    std::string m_storePath;
    std::filesystem::path m_executable;
    std::unique_ptr<journal::Writer> m_writer;
    std::vector<session::ProcedureSummary> m_procedures;
    SystemClock m_clock;
    Staff m_staff;

    mutable std::mutex m_mutex; // guards the members up to the blank line
    session::Person m_signedIn;
    session::Person m_performer; ///< of the run that is going, or was
    std::vector<session::OneClick> m_oneClick;
    std::chrono::minutes m_idle{15};
    std::optional<session::Environment> m_environment;
    std::vector<session::InstrumentStatus> m_instruments;
    std::shared_ptr<session::RunControl> m_control;
    bool m_journalHealthy = true;

    std::atomic<bool> m_running = false;
    std::unique_ptr<equipment::BenchFactory> m_benchFactory; // engine thread
    std::unique_ptr<equipment::Bench> m_bench;               // engine thread
    std::optional<session::SetUp> m_setUp;                   // engine thread
    LocalQualityDesk m_qualityDesk{m_catalogue, *m_writer, m_staff, m_laboratory.laboratory, m_storePath};
    LocalKitDesk m_kitDesk{m_catalogue, m_staff, m_laboratory.laboratory, [this] { return station().signedIn.id; }};
    LocalWorkDesk m_workDesk{m_catalogue, m_staff, m_laboratory.laboratory, m_deskThread, [this] { return station().signedIn.id; }};
    LocalPeopleDesk m_peopleDesk{m_staff, m_deskThread, [this] { return station().signedIn.id; }};
    RegistryDesk m_desk{{*m_writer, m_catalogue.kinds, m_clock, m_deskThread,
                         [this] {
                             return journal::Authorship{station().signedIn.id, stationName(), programName()};
                         },
                         [this](journal::EventStore& store) -> std::unique_ptr<registry::Access> {
                             return std::make_unique<registry::People>(m_catalogue.kinds, store, m_clock, m_staff.workplace());
                         },
                         m_laboratory.laboratory.offset}};
    Worker m_engineThread;
    Worker m_deskThread;
};

} // namespace cal::app
