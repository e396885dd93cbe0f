// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/local_engine.h"

#include "app/guard/guard_process.h"
#include "app/installation_check.h"
#include "app/orders.h"
#include "app/session_files.h"
#include "app/standards.h"
#include "core/certificate/pdf/certificate_pdf.h"
#include "instruments/bench.h"

namespace cal::app {

namespace {

/// Forwards to the window's observer and keeps what the engine itself wants to know.
class EngineObserver final : public session::RunObserver
{
public:
    EngineObserver(std::shared_ptr<session::RunObserver> next, std::function<void(const session::Environment&)> environment)
        : m_next(std::move(next)), m_environment(std::move(environment))
    {
    }
    void recorded(const journal::Event& event) override
    {
        if (event.type == "session.environment-recorded") {
            if (const auto sample = session::Environment::fromJson(event.body))
                m_environment(*sample);
        }
        if (m_next)
            m_next->recorded(event);
    }
    void settling(const std::string& point, double seconds, const units::Quantity& value) override
    {
        if (m_next)
            m_next->settling(point, seconds, value);
    }
    void exchanged(const equipment::Exchange& exchange) override
    {
        if (m_next)
            m_next->exchanged(exchange);
    }
    void outputChanged(bool highVoltage, const std::string& text) override
    {
        if (m_next)
            m_next->outputChanged(highVoltage, text);
    }
    void promptAsked(const Text& text, const std::vector<std::string>& choices) override
    {
        if (m_next)
            m_next->promptAsked(text, choices);
    }
    void readingAsked(const procedure::Point& point, const std::string& quantity, int index) override
    {
        if (m_next)
            m_next->readingAsked(point, quantity, index);
    }

private:
    std::shared_ptr<session::RunObserver> m_next;
    std::function<void(const session::Environment&)> m_environment;
};

} // namespace

LocalEngine::LocalEngine(Catalogue catalogue, FoundedLaboratory laboratory, std::unique_ptr<journal::Writer> writer, std::string storePath,
                         std::filesystem::path executable)
    : m_catalogue(std::move(catalogue)), m_laboratory(std::move(laboratory)), m_storePath(std::move(storePath)),
      m_executable(std::move(executable)), m_writer(std::move(writer)),
      m_staff(*m_writer, m_catalogue.kinds, workplaceOf(m_laboratory.laboratory, "window"), m_clock),
      m_control(std::make_shared<session::RunControl>()), m_benchFactory(instruments::benchFactory(m_catalogue.definitions))
{
    meetPeople();
    for (const auto& [id, files] : m_catalogue.procedures) {
        const auto loaded = procedure::load(files);
        if (!loaded)
            continue; // a test holds every built-in procedure to loading
        std::vector<std::string> typedStandards;
        for (const auto& input : loaded->head.inputs)
            if (input.kind == procedure::ModelInput::Kind::TypedValue)
                typedStandards.push_back(input.key);
        m_procedures.push_back({loaded->head.id, loaded->head.version, loaded->head.status, loaded->head.title, loaded->head.basis,
                                loaded->head.typed, std::move(typedStandards), loaded->points.size()});
    }
}

LocalEngine::~LocalEngine()
{
    // A run in hand ends in the safe state before the threads go.
    control().abort();
}

session::StationState LocalEngine::station()
{
    const std::lock_guard lock(m_mutex);
    session::StationState state;
    state.laboratory = m_laboratory.laboratory;
    state.signedIn = m_signedIn;
    state.oneClick = m_oneClick;
    state.idle = m_idle;
    state.journalHealthy = m_journalHealthy;
    state.storeName = std::filesystem::path(m_storePath).filename().string();
    state.environment = m_environment;
    state.standards = m_laboratory.standards;
    return state;
}

void LocalEngine::meetPeople()
{
    struct Met {
        std::vector<session::OneClick> oneClick;
        registry::Policy policy;
    };
    const auto met = m_staff.ask<Met>([&](registry::People& people) -> Result<Met> {
        Met found;
        const auto policy = people.policy();
        CAL_TRY(policy);
        found.policy = *policy;
        if (!m_laboratory.laboratory.demonstration)
            return found;
        registry::EverybodyMay reading;
        registry::Registry registry(m_catalogue.kinds, people.store(), reading, {}, m_clock);
        const auto everybody = registry.list("person");
        CAL_TRY(everybody);
        for (const auto& person : *everybody) {
            const auto proof = people.credentials(person.id.text());
            CAL_TRY(proof);
            if (proof->encoded.empty() && registry::active(person, people.moment().day))
                found.oneClick.push_back({person.text("login"), person.value("name").asText(), person.value("post").asText()});
        }
        return found;
    });
    // The demonstration begins signed in, so that the program can be tried at once; every other laboratory begins with its people.
    Result<registry::Entity> first = Error{};
    if (met && m_laboratory.laboratory.demonstration && !m_laboratory.people.empty())
        first = m_staff.signIn(m_laboratory.people.front().id, {});
    const std::lock_guard lock(m_mutex);
    if (!met) {
        m_journalHealthy = false;
        return;
    }
    m_oneClick = met->oneClick;
    m_idle = met->policy.idle;
    if (first)
        m_signedIn = personOf(*first);
}

void LocalEngine::signIn(const std::string& name, const std::string& password, const std::optional<std::string>& chosen, SignInReply reply)
{
    m_deskThread.post([this, name, password, chosen, reply = std::move(reply)] {
        const auto entity = m_staff.signIn(name, password, chosen);
        if (!entity)
            return reply(entity.error());
        const auto person = personOf(*entity);
        const auto policy = m_staff.ask<registry::Policy>([](registry::People& people) { return people.policy(); });
        {
            const std::lock_guard lock(m_mutex);
            if (m_running && m_performer.id != person.id)
                return reply(Error{Errc::Conflict,
                                   "sign-in.run-going",
                                   {{"person", m_performer.name.zh.empty() ? m_performer.name.en : m_performer.name.zh}},
                                   {}});
            m_signedIn = person;
            if (policy)
                m_idle = policy->idle;
        }
        reply(person);
    });
}

void LocalEngine::signOut()
{
    const std::lock_guard lock(m_mutex);
    m_signedIn = {};
}

/// The reason, after it has been journalled; a store that could not keep it says so instead.
Error LocalEngine::refusedRun(const session::Person& person, const procedure::Head& head, const Error& reason)
{
    const auto logged = m_staff.logRefusedRun(person, head, reason);
    return logged ? reason : logged.error();
}

Result<session::Person> LocalEngine::mayPerform(const procedure::Head& head, const std::optional<session::OrderItem>& orderItem)
{
    session::Person person;
    {
        const std::lock_guard lock(m_mutex);
        person = m_signedIn;
    }
    if (person.id.empty())
        return Error{Errc::InvalidArgument, "sign-in.nobody", {}, {}};
    CAL_TRY(m_staff.require(performing(person, head, orderItem)));
    if (!m_laboratory.laboratory.demonstration)
        if (const auto checked = requireChecked(*m_writer); !checked)
            return refusedRun(person, head, checked.error());
    const std::lock_guard lock(m_mutex);
    m_performer = person;
    return person;
}

std::vector<session::ProcedureSummary> LocalEngine::procedures()
{
    return m_procedures;
}

void LocalEngine::sessions(SessionsReply reply)
{
    m_deskThread.post([this, reply = std::move(reply)] { reply(listSessions(*m_writer)); });
}

void LocalEngine::record(const journal::StreamId& session, RecordReply reply)
{
    m_deskThread.post([this, session, reply = std::move(reply)] { reply(readRecord(*m_writer, session)); });
}

void LocalEngine::explain(const journal::StreamId& session, const std::string& point, ExplainReply reply)
{
    m_deskThread.post([this, session, point, reply = std::move(reply)] {
        const auto found = readRecord(*m_writer, session);
        if (!found)
            return reply(found.error());
        reply(session::explain(*found, point, scriptOf(*m_writer, *found)));
    });
}

void LocalEngine::certificate(const journal::StreamId& session, Language language, FileReply reply)
{
    m_deskThread.post([this, session, language, reply = std::move(reply)] {
        const auto found = readRecord(*m_writer, session);
        if (!found)
            return reply(found.error());
        reply(draftCertificate(*found, language == Language::Chinese ? certificate::DocumentLanguage::Chinese
                                                                     : certificate::DocumentLanguage::English));
    });
}

Result<void> LocalEngine::openBench(const Json& description)
{
    if (m_bench && m_bench->description() == description)
        return {};
    m_bench.reset();
    auto bench = m_benchFactory->open(description);
    CAL_TRY(bench);
    m_bench = *std::move(bench);
    std::vector<session::InstrumentStatus> list;
    for (const auto& place : m_bench->places()) {
        session::InstrumentStatus status;
        status.place = place;
        if (const auto* instrument = m_bench->instrument(place.name)) {
            status.name = instrument->definition().name;
            status.manufacturer = instrument->definition().manufacturer;
            status.model = instrument->definition().model;
        }
        list.push_back(std::move(status));
    }
    const std::lock_guard lock(m_mutex);
    m_instruments = std::move(list);
    return {};
}

Result<session::SetUp> LocalEngine::prepareNow(session::PrepareRequest request, const Json& bench)
{
    const Json builtIn = request.procedure.head.typed ? environmentOnly(m_catalogue.demoBench) : m_catalogue.demoBench;
    CAL_TRY(openBench(bench.isNull() ? builtIn : bench));

    request.laboratory = m_laboratory.laboratory;
    {
        const std::lock_guard lock(m_mutex);
        request.performer = m_signedIn;
    }
    request.standards = m_laboratory.standards;
    request.bench = m_bench.get();
    request.typed = m_typed;
    request.placeOfWork = m_laboratory.placeOfWork;
    request.clock = &m_clock;
    const auto onHand = standardsOnHand(*m_writer, m_catalogue.kinds, m_clock);
    CAL_TRY(onHand);
    request.onHand = &*onHand;
    request.authorisedPeople = authorisedPeople(*m_writer, m_catalogue.kinds, m_laboratory.laboratory, m_clock);
    request.showRefusals = true; // the set-up page shows why; run() refuses
    auto setUp = session::prepare(request, {});
    const std::lock_guard lock(m_mutex);
    for (auto& status : m_instruments) {
        status.trouble.reset();
        if (setUp) {
            const auto found = setUp->identities.find(status.place.name);
            if (found != setUp->identities.end())
                status.identity = found->second.reply;
        }
    }
    return setUp;
}

void LocalEngine::prepare(const std::string& procedure, const session::Item& item, const Json& bench,
                          const std::optional<session::TypedEntries>& typed, SetUpReply reply)
{
    m_engineThread.post([this, procedure, item, bench, typed, reply = std::move(reply)] {
        m_typed = typed;
        keepPrepared(
            [&]() -> Result<session::SetUp> {
                const auto files = m_catalogue.procedureFiles(procedure);
                CAL_TRY(files);
                auto loaded = procedure::load(*files);
                CAL_TRY(loaded);
                session::PrepareRequest request;
                request.procedure = *std::move(loaded);
                request.item = item;
                return prepareNow(std::move(request), bench);
            }(),
            reply);
    });
}

void LocalEngine::orderWork(const std::string& named, WorkReply reply)
{
    m_deskThread.post([this, named, reply = std::move(reply)] {
        reply(orderWorkOf(*m_writer, m_catalogue.kinds, m_laboratory.laboratory.offset, named, m_clock));
    });
}

void LocalEngine::prepareOrder(const std::string& named, const Json& bench, const std::optional<session::TypedEntries>& typed,
                               SetUpReply reply)
{
    m_engineThread.post([this, named, bench, typed, reply = std::move(reply)] {
        m_typed = typed;
        keepPrepared(
            [&]() -> Result<session::SetUp> {
                const auto work = orderWorkOf(*m_writer, m_catalogue.kinds, m_laboratory.laboratory.offset, named, m_clock);
                CAL_TRY(work);
                session::PrepareRequest request;
                session::takeUp(*work, request);
                auto setUp = prepareNow(std::move(request), bench);
                if (!setUp && setUp.error().key.starts_with("session.")) {
                    const auto person = station().signedIn; // what does not answer is no refusal, what does not fit is
                    return person.id.empty() ? setUp.error() : refusedRun(person, work->procedure.head, setUp.error());
                }
                CAL_TRY(setUp);
                if (const auto agreed = session::asAgreed(work->agreed, *setUp); !agreed)
                    return refusedRun(setUp->performer, setUp->procedure.head, agreed.error());
                return setUp;
            }(),
            reply);
    });
}

void LocalEngine::adjust(const journal::StreamId& session, const session::Adjustment& adjustment, RecordReply reply)
{
    m_engineThread.post([this, session, adjustment, reply = std::move(reply)] {
        reply([&]() -> Result<session::SessionRecord> {
            const auto found = readRecord(*m_writer, session);
            CAL_TRY(found);
            const auto person = mayPerform(found->setUp.procedure.head, found->setUp.orderItem);
            CAL_TRY(person);
            IdMaker ids(m_clock);
            return session::adjust(session, adjustment, {*m_writer, m_clock, ids, {person->id, stationName(), programName()}});
        }());
    });
}

void LocalEngine::keepPrepared(Result<session::SetUp> setUp, const SetUpReply& reply)
{
    if (setUp)
        m_setUp = *setUp;
    else
        m_setUp.reset();
    reply(std::move(setUp));
}

void LocalEngine::runNow(const procedure::Head& head,
                         const std::function<Result<session::RunOutcome>(const session::RunServices&, session::RunControl&)>& job,
                         const std::shared_ptr<session::RunObserver>& observer, const OutcomeReply& reply)
{
    std::shared_ptr<session::RunControl> runControl;
    session::Person performer;
    {
        const std::lock_guard lock(m_mutex);
        runControl = m_control;
        performer = m_performer; // mayPerform() has just named him
    }
    EngineObserver relay(observer, [this](const session::Environment& sample) {
        const std::lock_guard lock(m_mutex);
        m_environment = sample;
    });
    GuardProcess guard(m_executable, m_storePath);
    IdMaker ids(m_clock);
    const session::RunServices services{*m_writer,
                                        m_clock,
                                        ids,
                                        {performer.id, stationName(), programName()},
                                        &relay,
                                        &guard,
                                        standardsUsable(*m_writer, m_catalogue.kinds, m_clock),
                                        &m_catalogue.kinds};
    auto outcome = job(services, *runControl);
    if (!outcome && outcome.error().code != Errc::StoreFailed)
        outcome = refusedRun(performer, head, outcome.error());
    {
        const std::lock_guard lock(m_mutex);
        if (!outcome && outcome.error().code == Errc::StoreFailed)
            m_journalHealthy = false;
    }
    m_running = false;
    reply(std::move(outcome));
}

void LocalEngine::start(bool unattended, std::shared_ptr<session::RunObserver> observer, OutcomeReply reply)
{
    {
        const std::lock_guard lock(m_mutex);
        m_control = std::make_shared<session::RunControl>();
    }
    m_running = true;
    m_engineThread.post([this, unattended, observer = std::move(observer), reply = std::move(reply)] {
        if (!m_setUp) {
            m_running = false;
            return reply(Error{Errc::InvalidArgument, "engine.not-prepared", {}, {}});
        }
        const auto may = mayPerform(m_setUp->procedure.head, m_setUp->orderItem);
        if (!may) {
            m_running = false;
            return reply(may.error());
        }
        auto setUp = *m_setUp;
        setUp.performer = *may; // whoever prepared: who starts performs
        setUp.unattended = unattended;
        runNow(
            setUp.procedure.head,
            [&](const session::RunServices& services, session::RunControl& runControl) {
                return session::run(setUp, m_bench.get(), m_typed, services, runControl);
            },
            observer, reply);
    });
}

void LocalEngine::resume(const journal::StreamId& session, std::shared_ptr<session::RunObserver> observer, OutcomeReply reply)
{
    {
        const std::lock_guard lock(m_mutex);
        m_control = std::make_shared<session::RunControl>();
    }
    m_running = true;
    m_engineThread.post([this, session, observer = std::move(observer), reply = std::move(reply)] {
        const auto found = readRecord(*m_writer, session);
        const auto may = found ? mayPerform(found->setUp.procedure.head, found->setUp.orderItem) : Result<session::Person>(found.error());
        const auto opened =
            may ? openBench(found->setUp.bench.isNull() ? m_catalogue.demoBench : found->setUp.bench) : Result<void>(may.error());
        if (!opened) {
            m_running = false;
            return reply(opened.error());
        }
        runNow(
            found->setUp.procedure.head,
            [&](const session::RunServices& services, session::RunControl& runControl) {
                return session::resume(session, m_bench.get(), std::nullopt, services, runControl);
            },
            observer, reply);
    });
}

session::RunControl& LocalEngine::control()
{
    const std::lock_guard lock(m_mutex);
    return *m_control;
}

void LocalEngine::safeState(std::function<void(Result<void>)> reply)
{
    // A run takes the abort between two commands and enters the safe state itself; then nothing is left to do here.
    control().abort();
    m_engineThread.post([this, reply = std::move(reply)] {
        Result<void> all;
        if (m_bench) {
            for (const auto& place : m_bench->places()) {
                auto* instrument = m_bench->instrument(place.name);
                if (!instrument || !instrument->definition().outputs)
                    continue;
                if (auto done = instrument->enterSafeState(); !done)
                    all = std::move(done);
            }
        }
        reply(std::move(all));
    });
}

std::vector<session::InstrumentStatus> LocalEngine::instruments()
{
    const std::lock_guard lock(m_mutex);
    return m_instruments;
}

void LocalEngine::ask(const std::string& place, const std::string& command, AskReply reply)
{
    if (m_running)
        return reply(Error{Errc::Conflict, "engine.run-going", {{"instrument", place}}, {}});
    m_engineThread.post([this, place, command, reply = std::move(reply)] {
        if (const auto opened = openBench(m_catalogue.demoBench); !m_bench && !opened)
            return reply(opened.error());
        auto* instrument = m_bench->instrument(place);
        if (!instrument)
            return reply(Error{Errc::NotFound, "engine.no-such-place", {{"instrument", place}}, {}});
        auto answer = instrument->ask(command, {});
        {
            const std::lock_guard lock(m_mutex);
            for (auto& status : m_instruments) {
                if (status.place.name != place)
                    continue;
                status.trouble = answer ? std::nullopt : std::optional<Error>(answer.error());
                if (answer && command == instrument->definition().identityQuery)
                    status.identity = *answer;
            }
        }
        reply(std::move(answer));
    });
}

session::Item LocalEngine::defaultItem(const std::string& procedure)
{
    const auto found = m_catalogue.demo.items.find(procedure);
    return found == m_catalogue.demo.items.end() ? session::Item{} : found->second;
}

std::string LocalEngine::sentence(const Error& error, Language language) const
{
    return m_catalogue.messages.render(error, language);
}

} // namespace cal::app
