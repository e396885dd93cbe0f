// SPDX-License-Identifier: GPL-3.0-or-later
// An engine for tests of the window.
#include "tests/support/fake_engine.h"

#include "core/session/control_state.h"
#include "core/session/point_evaluation.h"
#include "core/session/session_events.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace cal::test {
namespace {

std::string fileBytes(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    if (!stream)
        throw std::runtime_error("fake engine: cannot read " + path.string());
    return bytes.str();
}

/// The value, or the end of the test with the reason.
template <class T>
T must(Result<T> result, const std::string& what)
{
    if (!result) {
        std::string reason = "fake engine: " + what + ": " + result.error().context + " " + result.error().key;
        for (const auto& arg : result.error().args)
            reason += " " + arg.name + "=" + arg.value;
        throw std::runtime_error(reason);
    }
    return std::move(*result);
}

units::Quantity quantity(const std::string& text)
{
    return must(units::Quantity::parse(text), text);
}

/// As a 34401A prints it.
std::string reading(double volts)
{
    char text[32];
    std::snprintf(text, sizeof text, "%+.8E", volts);
    return text;
}

std::string smallPdf(const std::string& words)
{
    const std::string stream = "BT /F1 24 Tf 72 720 Td (" + words + ") Tj ET";
    std::string pdf = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    for (const auto& object :
         {std::string("<< /Type /Catalog /Pages 2 0 R >>"), std::string("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
          std::string("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"),
          "<< /Length " + std::to_string(stream.size()) + " >>\nstream\n" + stream + "\nendstream",
          std::string("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")}) {
        offsets.push_back(pdf.size());
        pdf += std::to_string(offsets.size()) + " 0 obj\n" + object + "\nendobj\n";
    }
    const auto table = pdf.size();
    pdf += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
    for (const auto offset : offsets) {
        char line[24];
        std::snprintf(line, sizeof line, "%010zu 00000 n \n", offset);
        pdf += line;
    }
    return pdf + "trailer\n<< /Size " + std::to_string(offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + std::to_string(table) +
           "\n%%EOF\n";
}

const journal::Authorship kAuthor{"metrologist-demo", "test", "calbench test"};

} // namespace

class FakeEngine::Lane
{
public:
    Lane() : m_thread([this](const std::stop_token& stop) { work(stop); }) {}
    ~Lane()
    {
        m_thread.request_stop();
        m_changed.notify_all();
    }
    void post(std::function<void()> task)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_tasks.push_back(std::move(task));
        }
        m_changed.notify_all();
    }

private:
    void work(const std::stop_token& stop)
    {
        for (;;) {
            std::function<void()> task;
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, stop, [this] { return !m_tasks.empty(); });
                if (m_tasks.empty())
                    return;
                task = std::move(m_tasks.front());
                m_tasks.pop_front();
            }
            task();
        }
    }
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<std::function<void()>> m_tasks;
    std::jthread m_thread;
};

/// One run: makes events as the runner does and tells the observer of them.
class FakeEngine::Play
{
public:
    Play(FakeEngine& engine, session::SetUp setUp, std::vector<journal::Event> before, session::RunObserver* observer)
        : m_engine(engine), m_setUp(std::move(setUp)), m_observer(observer), m_events(std::move(before)), m_ids(m_clock)
    {
        m_stream = m_events.empty() ? m_ids.make() : m_events.front().stream;
        if (m_events.empty()) {
            const std::lock_guard lock(m_engine.m_sessionMutex);
            m_engine.m_sessions.insert(m_engine.m_sessions.begin(), {m_stream, {}});
        }
    }

    session::RunOutcome play(std::size_t most, bool waits)
    {
        m_waits = waits;
        const auto record = m_events.empty() ? session::SessionRecord{} : must(session::fold(m_events), "fold");
        if (m_events.empty())
            add(session::SetUpFrozen{m_setUp});
        else
            resumed(record);
        environment("start");
        std::size_t played = 0;
        auto end = session::RunOutcome::End::Finished;
        std::optional<Error> error;
        auto points = m_setUp.procedure.points;
        for (const auto& each : record.points) // opened by an adjustment
            if (!each.asFound.empty())
                points.push_back(each.point);
        for (const auto& point : points) {
            const auto* known = record.point(point.id);
            if (known && known->counting() && known->counting()->result)
                continue;
            if (played == most) {
                end = session::RunOutcome::End::StoppedByPerson;
                break;
            }
            const int attempt = known ? static_cast<int>(known->attempts.size()) + 1 : 1;
            if (auto done = measure(point, attempt, {}); !done) {
                error = done.error();
                end = error->code == Errc::Cancelled ? session::RunOutcome::End::Aborted : session::RunOutcome::End::PointFailed;
                break;
            }
            ++played;
            retryAsked();
            if (flag(&session::RunControl::State::stopAfterPoint)) {
                end = session::RunOutcome::End::StoppedByPerson;
                break;
            }
        }
        if (end == session::RunOutcome::End::Finished && flag(&session::RunControl::State::hold))
            end = session::RunOutcome::End::StoppedByPerson;
        output(false, "");
        add(session::SafeStateEntered{{"standard", "engine", m_clock.now(), true, {}}});
        if (end == session::RunOutcome::End::Finished) {
            environment("end");
            auto overall = conformity::Verdict::NotJudged;
            for (const auto& point : must(session::fold(m_events), "fold").points)
                if (const auto* attempt = point.counting(); attempt && attempt->result)
                    overall = std::max(overall, attempt->result->verdict);
            add(session::Sealed{m_events.back().hash, static_cast<int>(points.size()), overall});
            if (m_engine.options.sealed)
                m_engine.options.sealed(must(session::fold(m_events), "fold"));
        } else {
            add(session::Stopped{end == session::RunOutcome::End::PointFailed ? "failure" : "person", error});
        }
        return {m_stream, end, end == session::RunOutcome::End::PointFailed ? error : std::nullopt, must(session::fold(m_events), "fold")};
    }
    [[nodiscard]] const journal::StreamId& stream() const { return m_stream; }

    template <class Body>
    void add(const Body& body)
    {
        const auto prev = m_events.empty() ? Digest{} : m_events.back().hash;
        m_events.push_back(must(journal::seal(session::newEvent(body), m_stream, static_cast<std::int64_t>(m_events.size()) + 1, prev,
                                              kAuthor, m_ids.make(), m_clock.now()),
                                Body::kType));
        {
            const std::lock_guard lock(m_engine.m_sessionMutex);
            for (auto& [id, events] : m_engine.m_sessions)
                if (id == m_stream)
                    events.push_back(m_events.back());
        }
        if (m_observer)
            m_observer->recorded(m_events.back());
    }

private:
    bool flag(bool session::RunControl::State::*member)
    {
        auto& state = m_engine.m_control.state();
        const std::lock_guard lock(state.mutex);
        return state.*member;
    }

    /// Between two commands: abort and pause.
    Result<void> checkpoint(const std::string& point)
    {
        auto& state = m_engine.m_control.state();
        if (state.aborted())
            return Error{Errc::Cancelled, "cancelled", {}, {}};
        if (m_waits && flag(&session::RunControl::State::paused)) {
            add(session::Paused{point});
            std::unique_lock lock(state.mutex);
            state.changed.wait(lock, [&] { return !state.paused || state.aborting.stop_requested(); });
            lock.unlock();
            add(session::Continued{point});
        }
        return {};
    }

    void pass(std::chrono::microseconds time)
    {
        if (m_waits)
            std::this_thread::sleep_for(time);
    }

    void output(bool high, const std::string& text)
    {
        if (m_observer)
            m_observer->outputChanged(high, text);
    }

    equipment::Exchange say(const std::string& place, equipment::Exchange::Direction direction, const std::string& bytes)
    {
        equipment::Exchange exchange{m_clock.now(), "TCPIP0::127.0.0.1::5025::SOCKET", place, direction, bytes, {}};
        if (m_observer)
            m_observer->exchanged(exchange);
        return exchange;
    }

    void environment(const std::string& when)
    {
        session::Environment e;
        e.when = when;
        e.temperature = quantity(when == "end" ? "20.2 degC" : "20.1 degC");
        e.humidity = quantity("46.3 %");
        e.source = "instrument";
        e.simulated = true;
        e.at = m_clock.now();
        {
            const std::lock_guard lock(m_engine.m_mutex);
            m_engine.m_station.environment = e;
        }
        add(session::EnvironmentRecorded{e});
    }

    void resumed(const session::SessionRecord& record)
    {
        session::Resumed body;
        body.interruptedAfter = m_events.back().at;
        body.identities = record.setUp.identities;
        for (const auto& point : record.points)
            if (body.nextPoint.empty() && (!point.counting() || !point.counting()->result))
                body.nextPoint = point.point.id;
        add(body);
    }

    Result<void> confirmHighVoltage(const procedure::Point& point)
    {
        if (!m_waits || !m_engine.options.askHighVoltage || m_confirmed)
            return {};
        if (m_observer)
            m_observer->promptAsked({"即将输出高电压 " + point.nominal.text() + "，请确认接线安全后继续。",
                                     "High voltage is about to be applied: " + point.nominal.text() + ". Check the leads, then confirm."},
                                    {"confirm-high-voltage"});
        auto& state = m_engine.m_control.state();
        std::unique_lock lock(state.mutex);
        state.changed.wait(lock, [&] { return state.highVoltageConfirmed || state.aborting.stop_requested(); });
        if (state.aborting.stop_requested())
            return Error{Errc::Cancelled, "cancelled", {}, {}};
        lock.unlock();
        m_confirmed = true;
        add(session::HighVoltageConfirmed{"standard", point.nominal.text(), false});
        return {};
    }

    void retryAsked()
    {
        auto& state = m_engine.m_control.state();
        std::optional<session::RunControl::State::Retry> wanted;
        {
            const std::lock_guard lock(state.mutex);
            if (state.retries.empty())
                return;
            wanted = state.retries.front();
            state.retries.pop_front();
        }
        const auto record = must(session::fold(m_events), "fold");
        if (const auto* point = record.point(wanted->point))
            (void)measure(point->point, static_cast<int>(point->attempts.size()) + 1, wanted->reason);
    }

    /// A prompt and the entry sheet, for a procedure without instruments.
    Result<std::string> typed(const procedure::Point& point, int index)
    {
        if (!m_waits)
            return point.nominal.text();
        if (m_observer)
            m_observer->readingAsked(point, "indication", index);
        auto& state = m_engine.m_control.state();
        std::unique_lock lock(state.mutex);
        state.changed.wait(lock, [&] { return state.entry || state.aborting.stop_requested(); });
        if (!state.entry)
            return Error{Errc::Cancelled, "cancelled", {}, {}};
        auto text = state.entry->text;
        state.entry.reset();
        return text;
    }

    Result<void> measure(const procedure::Point& point, int attempt, const Text& reason)
    {
        using Direction = equipment::Exchange::Direction;
        add(session::PointStarted{point.id, attempt, reason});
        const auto ended = [&](const std::string& outcome, std::optional<Error> error) {
            add(session::AttemptEnded{point.id, attempt, outcome, error, {}});
        };
        const double nominal = point.nominal.si();
        const bool typedIn = m_setUp.procedure.head.typed;
        const bool high = !typedIn && std::abs(nominal) > 60;
        if (high)
            if (auto allowed = confirmHighVoltage(point); !allowed) {
                ended("stopped", {});
                return allowed;
            }
        std::mt19937_64 random(std::hash<std::string>{}(point.id) + static_cast<std::uint64_t>(attempt));
        std::normal_distribution<double> noise(0.0, 1.0);
        const double range = point.range ? std::abs(point.range->si()) : std::max(1.0, std::abs(nominal));
        // Believable: gain and offset errors at a third of the one-year specification, noise of some digits.
        double truth = nominal * (1 + 11e-6) - range * 1.2e-6;
        if (point.id == m_engine.options.wrongAt && attempt == 1)
            truth = nominal + range * 90e-6;
        const double sigma = range * 0.25e-6;
        if (!typedIn) {
            say("standard", Direction::Sent, "OUT " + point.nominal.text() + "; OPER\n");
            output(high, "standard " + point.nominal.text());
            for (int i = 0; i < m_engine.options.settleSamples; ++i) {
                if (auto go = checkpoint(point.id); !go) {
                    ended("stopped", {});
                    return go;
                }
                pass(m_engine.options.settleStep);
                const double seconds = 0.25 * i;
                const double value = truth - range * 4e-4 * std::exp(-seconds / 0.35) + sigma * noise(random);
                say("item", Direction::Sent, "READ?\n");
                say("item", Direction::Received, reading(value) + "\n");
                if (m_observer)
                    m_observer->settling(point.id, seconds, {must(Decimal::parse(reading(value)), "settling"), point.nominal.unit});
            }
        }
        std::vector<session::Reading> readings;
        for (int i = 1; i <= point.readings; ++i) {
            if (auto go = checkpoint(point.id); !go) {
                ended("stopped", {});
                return go;
            }
            session::ReadingTaken body{point.id, attempt, {}};
            auto& r = body.reading;
            r.index = i;
            r.quantity = "indication";
            r.line = 14;
            if (typedIn) {
                auto text = typed(point, i);
                if (!text) {
                    ended("stopped", {});
                    return text.error();
                }
                const auto value = must(units::Quantity::parse(*text), *text);
                r.value = equipment::Scalar{value.number, value.unit};
                r.source = "typed";
                r.by = "metrologist-demo";
            } else {
                pass(m_engine.options.readStep);
                if (point.id == m_engine.options.failAt && attempt == 1 && i == 4) {
                    const Error lost{
                        Errc::Timeout, "instrument.timeout", {{"instrument", "item"}, {"command", "READ?"}, {"seconds", "5"}}, {}};
                    ended("failed", lost);
                    return lost;
                }
                for (std::size_t extra = 0; extra < m_engine.options.burst; ++extra) {
                    say("item", Direction::Sent, "READ?\n");
                    say("item", Direction::Received, reading(truth) + "\n");
                    if (m_observer)
                        m_observer->settling(point.id, 3.0 + 0.001 * static_cast<double>(extra),
                                             {must(Decimal::parse(reading(truth)), "burst"), point.nominal.unit});
                }
                r.source = "driver";
                r.instrument = "item";
                r.exchanges.push_back(say("item", Direction::Sent, "READ?\n"));
                r.rawReply = reading(truth + sigma * noise(random));
                r.exchanges.push_back(say("item", Direction::Received, r.rawReply + "\n"));
                r.value = equipment::Scalar{must(Decimal::parse(r.rawReply), "reading"), must(units::Unit::parse("V"), "V")};
            }
            r.takenAt = m_clock.now();
            readings.push_back(r);
            add(body);
        }
        ended("completed", {});
        auto result = session::evaluatePoint(m_setUp, point, readings);
        if (!result)
            return result.error();
        add(session::PointJudged{point.id, attempt, *result});
        return {};
    }

    FakeEngine& m_engine;
    session::SetUp m_setUp;
    session::RunObserver* m_observer;
    std::vector<journal::Event> m_events;
    SystemClock m_clock;
    IdMaker m_ids;
    journal::StreamId m_stream;
    bool m_waits = true, m_confirmed = false;
};

FakeEngine::FakeEngine(FakeEngineOptions chosen)
    : options(std::move(chosen)), m_answers(std::make_unique<Lane>()), m_runs(std::make_unique<Lane>())
{
    const std::filesystem::path resources = std::filesystem::path(CAL_SOURCE_DIR) / "resources";
    for (const auto& entry : std::filesystem::directory_iterator(resources / "i18n" / "messages"))
        if (entry.path().extension() == ".tsv")
            (void)m_messages.add(fileBytes(entry.path())); // a table in error is the business of its own test
    for (const auto* id : {"hp-34401a", "fluke-5522a", "generic-thermohygrometer"})
        m_definitions.emplace(
            id, must(equipment::Definition::parse(id, fileBytes(resources / "definitions" / (std::string(id) + ".json"))), id));
    for (const auto* id : {"dmm-dc-voltage", "ea402-s9-handheld"}) {
        procedure::FileSet files;
        for (const auto& entry : std::filesystem::directory_iterator(resources / "procedures" / id))
            files.emplace(entry.path().filename().string(), fileBytes(entry.path()));
        m_procedures.emplace(id, must(procedure::load(std::move(files)), id));
    }
    const auto laboratory = must(Json::parse(fileBytes(resources / "demo" / "laboratory.json")), "laboratory.json");
    const auto& l = laboratory["laboratory"];
    m_station.laboratory.id = l["id"].asString();
    m_station.laboratory.name = l["name"].asText();
    m_station.laboratory.address = l["address"].asText();
    m_station.laboratory.authorisation = l["authorisation"].asText();
    m_station.laboratory.phone = l["phone"].asString();
    m_station.laboratory.email = l["email"].asString();
    m_station.laboratory.postcode = l["postcode"].asString();
    m_station.laboratory.demonstration = true;
    m_placeOfWork = laboratory["place-of-work"].asText();
    m_station.signedIn = {laboratory["people"].at(0)["id"].asString(), laboratory["people"].at(0)["name"].asText()};
    if (!this->options.passwords.empty())
        m_station.signedIn = {};
    m_station.idle = std::chrono::minutes(0);
    m_station.storeName = "laboratory.calbench";
    for (const auto& each : laboratory["standards"].asArray()) {
        session::StandardUsed standard;
        standard.place = each["place"].asString();
        standard.name = each["name"].asText();
        standard.manufacturer = each["manufacturer"].asString();
        standard.model = each["model"].asString();
        standard.serial = each["serial"].asString();
        standard.certificate = each["certificate"].asString();
        standard.certifiedBy = each["certified-by"].asString();
        standard.calibratedOn = each["calibrated-on"].asString();
        standard.validUntil = each["valid-until"].asString();
        standard.characteristic = each["characteristic"].asText();
        m_station.standards.push_back(std::move(standard));
    }
    m_identities = {{"standard", "FLUKE,5522A,SIM5522-001,2.1+1.3+2.0+*"},
                    {"item", "HEWLETT-PACKARD,34401A,SIM34401-001,11-5-2"},
                    {"environment", "GENERIC,Thermohygrometer,SIMTH-001,1.0"}};
}

FakeEngine::~FakeEngine()
{
    m_control.abort();
    m_runs.reset();
    m_answers.reset();
}

session::SetUp FakeEngine::setUpFor(const std::string& id, const session::Item& item)
{
    session::SetUp setUp;
    setUp.procedure = m_procedures.at(id);
    setUp.laboratory = m_station.laboratory;
    setUp.performer = m_station.signedIn;
    setUp.item = item;
    setUp.placeOfWork = m_placeOfWork;
    if (setUp.procedure.head.typed) {
        session::StandardUsed standard = m_station.standards.front();
        standard.values = must(Json::parse(R"({"value":"100.0 V","U":"0.002 V","k":"2"})"), "values");
        setUp.standards.push_back(std::move(standard));
        return setUp;
    }
    setUp.standards = m_station.standards;
    setUp.simulated = true;
    const auto resources = std::filesystem::path(CAL_SOURCE_DIR) / "resources";
    setUp.bench = must(Json::parse(fileBytes(resources / "demo" / "bench.json")), "bench.json");
    std::map<std::string, const equipment::Definition*> places;
    for (const auto& [place, definition] :
         {std::pair{"standard", "fluke-5522a"}, {"item", "hp-34401a"}, {"environment", "generic-thermohygrometer"}}) {
        setUp.definitions.emplace(place, m_definitions.at(definition));
        places.emplace(place, &m_definitions.at(definition));
        equipment::Identity identity;
        identity.reply = m_identities.at(place);
        std::istringstream parts(identity.reply);
        std::getline(parts, identity.manufacturer, ',');
        std::getline(parts, identity.model, ',');
        std::getline(parts, identity.serial, ',');
        std::getline(parts, identity.firmware, ',');
        setUp.identities.emplace(place, identity);
    }
    setUp.bindings = must(session::bind(setUp.procedure, places), "bind");
    return setUp;
}

Result<session::SessionRecord> FakeEngine::folded(const journal::StreamId& session) const
{
    std::vector<journal::Event> events;
    {
        const std::lock_guard lock(m_sessionMutex);
        for (const auto& [id, list] : m_sessions)
            if (id == session)
                events = list;
    }
    if (events.empty())
        return Error{Errc::NotFound, "explain.no-point", {{"point", session.text()}, {"known", "-"}}, {}};
    return session::fold(events);
}

journal::StreamId FakeEngine::playSession(std::size_t points)
{
    Play play(*this, setUpFor("dmm-dc-voltage", defaultItem("dmm-dc-voltage")), {}, nullptr);
    (void)play.play(points, false);
    return play.stream();
}

session::StationState FakeEngine::station()
{
    const std::lock_guard lock(m_mutex);
    return m_station;
}

void FakeEngine::signIn(const std::string& name, const std::string& password, const std::optional<std::string>& chosen, SignInReply reply)
{
    m_answers->post([this, name, password, chosen, reply = std::move(reply)] {
        const auto known = options.passwords.find(name);
        if (!options.passwords.empty() && (known == options.passwords.end() || known->second != password))
            return reply(Error{Errc::InvalidArgument, "sign-in.refused", {}, {}});
        if (name == options.mustChange && !chosen)
            return reply(Error{Errc::InvalidArgument, "sign-in.must-change", {{"person", name}}, {}});
        session::Person person{name, Text{name, name}};
        {
            const std::lock_guard lock(m_mutex);
            m_station.signedIn = person;
        }
        reply(person);
    });
}

void FakeEngine::signOut()
{
    const std::lock_guard lock(m_mutex);
    m_station.signedIn = {};
}

std::vector<session::ProcedureSummary> FakeEngine::procedures()
{
    std::vector<session::ProcedureSummary> list;
    for (const auto& [id, p] : m_procedures)
        list.push_back({id, p.head.version, p.head.status, p.head.title, p.head.basis, p.head.typed, {}, p.points.size()});
    return list;
}

void FakeEngine::sessions(SessionsReply reply)
{
    m_answers->post([this, reply = std::move(reply)] {
        std::vector<journal::StreamId> ids;
        {
            const std::lock_guard lock(m_sessionMutex);
            for (const auto& each : m_sessions)
                ids.push_back(each.first);
        }
        std::vector<session::SessionSummary> list;
        for (const auto& id : ids) {
            const auto record = folded(id);
            if (!record)
                continue;
            session::SessionSummary s;
            s.id = id;
            s.procedure = record->setUp.procedure.head.id;
            s.title = record->setUp.procedure.head.title;
            s.item = record->setUp.item;
            s.performer = record->setUp.performer;
            s.started = record->started;
            s.points = record->points.size();
            for (const auto& point : record->points)
                s.judged += point.counting() && point.counting()->result;
            s.sealed = record->sealed;
            s.simulated = record->setUp.simulated;
            s.overall = record->overall;
            list.push_back(std::move(s));
        }
        reply(std::move(list));
    });
}

void FakeEngine::record(const journal::StreamId& session, RecordReply reply)
{
    m_answers->post([this, session, reply = std::move(reply)] { reply(folded(session)); });
}

void FakeEngine::explain(const journal::StreamId& session, const std::string& point, ExplainReply reply)
{
    m_answers->post([this, session, point, reply = std::move(reply)] {
        const auto record = folded(session);
        if (!record)
            return reply(record.error());
        const auto known = m_procedures.find(record->setUp.procedure.head.id);
        reply(session::explain(*record, point, known == m_procedures.end() ? std::string() : known->second.script));
    });
}

void FakeEngine::certificate(const journal::StreamId& session, Language language, FileReply reply)
{
    m_answers->post([this, session, language, reply = std::move(reply)] {
        const auto record = folded(session);
        if (!record)
            return reply(record.error());
        if (options.certificate)
            return reply(options.certificate(*record, language));
        reply(smallPdf(language == Language::Chinese ? "DRAFT zh NOT ISSUED" : "DRAFT en NOT ISSUED"));
    });
}

void FakeEngine::prepare(const std::string& procedure, const session::Item& item, const Json&, const std::optional<session::TypedEntries>&,
                         SetUpReply reply)
{
    m_answers->post([this, procedure, item, reply = std::move(reply)] {
        if (options.refuse)
            return reply(*options.refuse);
        auto setUp = setUpFor(procedure, item);
        if (options.refuseBinding && !setUp.bindings.empty() && setUp.bindings.front().points.size() > 2) {
            auto& check = setUp.bindings.front().points[2];
            check.ok = false;
            check.reason = {
                Errc::InvalidArgument, "session.need-not-met", {{"need", "standard"}, {"point", check.point}, {"reason", "U"}}, {}};
        }
        {
            const std::lock_guard lock(m_mutex);
            m_prepared = setUp;
        }
        reply(std::move(setUp));
    });
}

void FakeEngine::orderWork(const std::string& named, WorkReply reply)
{
    m_answers->post([this, named, reply = std::move(reply)] {
        reply(options.orderWork ? options.orderWork(named)
                                : Result<session::OrderWork>(Error{Errc::NotFound, "registry.no-entity", {{"id", named}}, {}}));
    });
}

void FakeEngine::prepareOrder(const std::string& named, const Json&, const std::optional<session::TypedEntries>&, SetUpReply reply)
{
    orderWork(named, [this, reply = std::move(reply)](const Result<session::OrderWork>& work) {
        if (!work || options.refuse)
            return reply(work ? *options.refuse : work.error());
        auto setUp = setUpFor(work->procedure.head.id, work->item);
        setUp.orderItem = work->orderItem;
        {
            const std::lock_guard lock(m_mutex);
            m_prepared = setUp;
        }
        reply(std::move(setUp));
    });
}

void FakeEngine::adjust(const journal::StreamId& session, const session::Adjustment& adjustment, RecordReply reply)
{
    m_answers->post([this, session, adjustment, reply = std::move(reply)] {
        const auto record = folded(session);
        if (!record)
            return reply(record.error());
        if (const auto refused = session::adjustmentRefused(*record))
            return reply(*refused);
        auto points = adjustment.points;
        if (points.empty())
            for (const auto& point : record->points)
                points.push_back(point.point.id);
        Play(*this, record->setUp, record->events, nullptr)
            .add(session::Adjusted{adjustment.what, adjustment.constants, adjustment.reason, points});
        reply(folded(session));
    });
}

void FakeEngine::start(bool unattended, std::shared_ptr<session::RunObserver> observer, OutcomeReply reply)
{
    m_running = true;
    m_control.state().clear();
    m_runs->post([this, unattended, observer = std::move(observer), reply = std::move(reply)] {
        auto setUp = *m_prepared;
        setUp.unattended = unattended;
        Play play(*this, std::move(setUp), {}, observer.get());
        auto outcome = play.play(static_cast<std::size_t>(-1), true);
        m_running = false;
        reply(std::move(outcome));
    });
}

void FakeEngine::resume(const journal::StreamId& session, std::shared_ptr<session::RunObserver> observer, OutcomeReply reply)
{
    m_running = true;
    m_control.state().clear();
    m_runs->post([this, session, observer = std::move(observer), reply = std::move(reply)] {
        auto record = folded(session);
        if (!record) {
            m_running = false;
            return reply(record.error());
        }
        Play play(*this, record->setUp, record->events, observer.get());
        auto outcome = play.play(static_cast<std::size_t>(-1), true);
        m_running = false;
        reply(std::move(outcome));
    });
}

void FakeEngine::safeState(std::function<void(Result<void>)> reply)
{
    ++m_safeStates;
    m_answers->post([reply = std::move(reply)] { reply({}); });
}

std::vector<session::InstrumentStatus> FakeEngine::instruments()
{
    const std::lock_guard lock(m_mutex);
    std::vector<session::InstrumentStatus> list;
    for (const auto& [place, definition] :
         {std::pair{"standard", "fluke-5522a"}, {"item", "hp-34401a"}, {"environment", "generic-thermohygrometer"}}) {
        const auto& d = m_definitions.at(definition);
        session::InstrumentStatus status;
        status.place = {place, definition, "TCPIP0::127.0.0.1::5025::SOCKET", {}, true, {}};
        status.name = d.name;
        status.manufacturer = d.manufacturer;
        status.model = d.model;
        status.identity = m_identities.at(place);
        list.push_back(std::move(status));
    }
    return list;
}

void FakeEngine::ask(const std::string& place, const std::string& command, AskReply reply)
{
    {
        const std::lock_guard lock(m_mutex);
        m_asked.push_back(place + ": " + command);
    }
    m_answers->post([this, place, command, reply = std::move(reply)] {
        if (command == "*IDN?")
            reply(m_identities.at(place) + "\n");
        else if (command == "READ?")
            reply(std::string("+1.00000123E+01\x01\n"));
        else if (!command.ends_with('?'))
            reply(std::string());
        else
            reply(Error{Errc::Timeout, "instrument.timeout", {{"instrument", place}, {"command", command}, {"seconds", "5"}}, {}});
    });
}

session::Item FakeEngine::defaultItem(const std::string& procedure)
{
    session::Item item;
    item.id = "item-1";
    item.received = "2026-11-20";
    item.condition = {"外观完好，工作正常", "undamaged, working"};
    if (procedure == "ea402-s9-handheld") {
        item.name = {"手持式数字多用表", "hand-held digital multimeter"};
        item.manufacturer = "Fluke";
        item.model = "87V";
        item.serial = "3017 0442";
        item.order = "2026-1124-02";
        item.customer = {"示范精密仪器有限公司", "Example Precision Instruments Ltd"};
    } else {
        item.name = {"数字多用表", "digital multimeter"};
        item.manufacturer = "HP";
        item.model = "34401A";
        item.serial = "SIM34401-001";
        item.assetNumber = "D-0417";
        item.order = "2026-1124-01";
        item.customer = {"示范电子股份有限公司", "Example Electronics Inc"};
    }
    item.customerAddress = {"演示市科技路 8 号", "8 Science Road, Demonstration City"};
    return item;
}

std::string FakeEngine::sentence(const Error& error, Language language) const
{
    return m_messages.render(error, language);
}

std::vector<std::string> FakeEngine::asked() const
{
    const std::lock_guard lock(m_mutex);
    return m_asked;
}

} // namespace cal::test
