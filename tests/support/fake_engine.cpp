// SPDX-License-Identifier: GPL-3.0-or-later
// An engine for tests of the window.
#include "tests/support/fake_engine.h"

#include "core/session/control_state.h"
#include "tests/support/fake_play.h"

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
