// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps a run from beginning although the person may: standards, their establishment, checks, environment, release, level. Each row is
// tried through the verb and through the window's engine, and each try is journalled once with its reason. A new reason is a new row.
#include "app/orders.h"
#include "tests/app/refusal_laboratory.h"
#include "tests/flows/program.h"
#include "tests/ui/ui_support.h"

namespace {

using namespace cal;
using namespace cal::test;

struct RunRow {
    const char* reason;
    const char* procedure;
    std::function<void(Laboratory&)> change;         ///< of the laboratory, after all was in order
    std::function<void(procedure::FileSet&)> edited; ///< of the procedure; null: as it comes
};

/// The demonstration's standards as those of a real laboratory, established for verification.
Json withStandards()
{
    auto document = laboratoryFile();
    const auto demo = *Json::parse(resources::bytes("demo/laboratory.json"));
    Json::Array entities;
    for (const auto& entity : demo["entities"].asArray()) {
        const auto& kind = entity["kind"].asString();
        if (kind == "organisation" || kind == "location" || kind == "model" || kind == "asset" || kind == "calibration" ||
            kind == "number-block")
            entities.push_back(entity);
        if (kind == "measurement-standard") {
            auto whole = entity;
            whole["values"]["certificate-number"] = "T-2024-001";
            whole["values"]["certificate-until"] = "2099-01-31";
            whole["values"]["authorisation-until"] = "2099-01-31";
            whole["values"]["regulations"] = Json::Array{Json::Object{{"number", "JJF 1587-2016"}, {"operation", "verification"}},
                                                         Json::Object{{"number", "JJF 1587-2016"}, {"operation", "calibration"}}};
            entities.push_back(std::move(whole));
        }
    }
    document["entities"] = std::move(entities);
    return document;
}

Entity only(Laboratory& l, const char* kind, const char* field, const char* value)
{
    const auto found = l.registry->list(kind, {{field, journal::Condition::Op::Equal, journal::Cell(value)}});
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    return found->front();
}

void changed(Laboratory& l, const Entity& entity, Json::Object values)
{
    l.must(l.registry->change(entity.id, entity.seq, std::move(values), "for the test"));
}

/// The demonstration's multimeter as an item of a calibration order.
Entity receivedMeter(Laboratory& l, registry::Orders& orders)
{
    const auto order = l.must(orders.open({{"customer", only(l, "organisation", "code", "DEMO-C").id.text()},
                                           {"service", "calibration"},
                                           {"decision-rule", "procedure"},
                                           {"conformity-wanted", true},
                                           {"interval-wanted", false}}));
    return l.must(orders.receive({order.text("number"), "DEMO-A-0001", {}, {{"condition", "good"}}}));
}

/// `calbench run` of an order item by the person "first".
auto runOrder(const Laboratory& l, const std::string& number)
{
    return test::runProgram({QStringLiteral("run"), QStringLiteral("--order"), QString::fromStdString(number),
                             QStringLiteral("--unattended"), QStringLiteral("--store"), QString::fromStdString(l.file),
                             QStringLiteral("--as"), QStringLiteral("first"), QStringLiteral("--json")},
                            60, std::string(kPassword) + "\n");
}

void asVerification(procedure::FileSet& files)
{
    put(files.at("procedure.json"), "\"mode\": \"calibration\"", "\"mode\": \"verification\"");
}

std::vector<RunRow> runRows()
{
    const auto calibrator = [](Laboratory& l) { return only(l, "asset", "asset-number", "DEMO-S-0001"); };
    const auto checkPlan = [calibrator](Laboratory& l, Json::Object more) {
        Json::Object values{{"name", "10 V"},
                            {"asset", calibrator(l).id.text()},
                            {"interval-months", 6},
                            {"limits-source", "of the test"},
                            {"due", "2099-01-01"}};
        for (auto& [field, value] : more)
            values.insert_or_assign(field, value);
        l.must(l.registry->add("intermediate-check", std::move(values)));
    };
    return {
        {"standard.overdue",
         "dmm-dc-voltage",
         [](Laboratory& l) {
             changed(l, only(l, "calibration", "certificate-number", "DEMO-2026-0117"), {{"valid-until", l.yesterday}});
         },
         {}},
        {"standard.state",
         "dmm-dc-voltage",
         [calibrator](Laboratory& l) {
             const auto asset = calibrator(l);
             l.must(l.registry->step(asset.id, asset.seq, "quarantined", "it fell"));
         },
         {}},
        {"standard.check-overdue",
         "dmm-dc-voltage",
         [checkPlan](Laboratory& l) {
             checkPlan(l, {{"due", l.yesterday}});
         },
         {}},
        {"standard.assessment-expired", "dmm-dc-voltage",
         [](Laboratory& l) {
             changed(l, only(l, "measurement-standard", "code", "DEMO-MS-0001"), {{"certificate-until", l.yesterday}});
         },
         asVerification},
        {"standard.body-authorisation-expired", "dmm-dc-voltage",
         [](Laboratory& l) {
             changed(l, only(l, "measurement-standard", "code", "DEMO-MS-0001"), {{"authorisation-until", l.yesterday}});
         },
         asVerification},
        {"standard.too-few-people", "dmm-dc-voltage",
         [](Laboratory& l) {
             const auto paper = l.paper("qualification", **l.people->find("second"));
             l.must(l.registry->step(paper.id, paper.seq, "withdrawn", "registration cancelled"));
         },
         asVerification},
        {"access.level-too-low", "dmm-dc-voltage", [](Laboratory&) {},
         [](procedure::FileSet& files) {
             put(files.at("procedure.json"), "\"mode\": \"calibration\"", "\"mode\": \"verification\", \"required-level\": \"level-1\"");
         }},
        {"session.environment-outside", "dmm-dc-voltage", [](Laboratory&) {},
         [](procedure::FileSet& files) {
             put(files.at("procedure.json"), "\"low\": \"18\", \"high\": \"22\"", "\"low\": \"2\", \"high\": \"5\"");
         }},
        {"session.draft-procedure", "ea402-s9-handheld", [](Laboratory&) {},
         [](procedure::FileSet& files) { put(files.at("procedure.json"), "\"released\"", "\"draft\""); }},
    };
}

constexpr const char* kTyped = R"({"format":"calbench-typed/1","by":"first",
    "environment":{"start":{"temperature":"23.1 degC","humidity":"45 %"},"end":{"temperature":"23.2 degC","humidity":"45 %"}},
    "standards":{"standard":{"name":{"zh":"校准源","en":"calibrator"},"manufacturer":"Example","model":"CAL","serial":"C-1",
        "certificate":"K-2026-1","certified-by":"Example NMI","calibrated-on":"2026-05-01","valid-until":"2027-04-30",
        "value":"100.0 V","U":"0.002 V","k":"2"}},
    "readings":{"100V":{"indication":["100.1"]}}})";

/// The procedure of a row in the laboratory of a row, by both ways.
struct RunTrial {
    Laboratory l{withStandards()};
    const RunRow& row;
    Entity person;
    procedure::FileSet files;
    QString typed;

    explicit RunTrial(const RunRow& of) : row(of), person(l.capable("first")), files(l.catalogue.procedures.at(of.procedure))
    {
        (void)l.capable("second"); // a standard needs two
        if (row.edited)
            row.edited(files);
        if (row.procedure == std::string_view("ea402-s9-handheld")) {
            typed = l.folder.filePath(QStringLiteral("typed.json"));
            QFile file(typed);
            REQUIRE(file.open(QIODevice::WriteOnly));
            file.write(kTyped);
        }
    }
    test::ProgramResult verb()
    {
        QStringList arguments{
            QStringLiteral("run"),     written(files, l.folder.filePath(QStringLiteral("p")), QString::fromLatin1(row.procedure)),
            QStringLiteral("--store"), QString::fromStdString(l.file),
            QStringLiteral("--as"),    QStringLiteral("first"),
            QStringLiteral("--json")};
        if (!typed.isEmpty())
            arguments << QStringLiteral("--typed") << typed;
        return test::runProgram(arguments, 60, std::string(kPassword) + "\n");
    }
    std::string window()
    {
        auto catalogue = *app::Catalogue::load();
        catalogue.demoBench["time-scale"] = 0;
        catalogue.procedures[row.procedure] = files;
        const auto item = catalogue.demo.items.at(row.procedure);
        auto writer = app::openWriter(l.file, app::StoreUse::Existing, l.clock);
        REQUIRE(writer);
        auto founded = app::laboratoryOf(**writer);
        REQUIRE(founded);
        app::LocalEngine engine(std::move(catalogue), **std::move(founded), *std::move(writer), l.file, CALBENCH_PROGRAM);
        REQUIRE(ask<session::Person>([&](auto reply) { engine.signIn("first", kPassword, {}, reply); }));
        std::optional<session::TypedEntries> entries;
        if (!typed.isEmpty())
            entries = *session::TypedEntries::fromJson(*Json::parse(kTyped));
        const auto setUp =
            ask<session::SetUp>([&](auto reply) { engine.prepare(row.procedure, item, entries ? Json(nullptr) : Json{}, entries, reply); });
        if (!setUp)
            FAIL(setUp.error().key << " " << setUp.error().context);
        return keyOf(ask<session::RunOutcome>([&](auto reply) { engine.start(true, nullptr, reply); }));
    }
};

} // namespace

TEST_CASE("what keeps a run from beginning, by verb and by window, each journalled once", "[app][refusals]")
{
    test::prepareApplication();
    for (const auto& row : runRows()) {
        INFO(row.reason);
        RunTrial trial(row);
        row.change(trial.l);
        CHECK(trial.window() == row.reason);
        const auto verb = trial.verb();
        INFO(verb.out << verb.err);
        CHECK(verb.status == 2);
        const auto document = Json::parse(verb.out);
        REQUIRE(document);
        CHECK((*document)["error"]["key"].asString() == row.reason);
        CHECK(trial.l.reasons(trial.person) == std::vector<std::string>{row.reason, row.reason});
        const auto sessions = trial.l.store->streamsOf("session.set-up-frozen");
        REQUIRE(sessions);
        CHECK(sessions->empty());
    }
}

TEST_CASE("with everything in order the same runs begin", "[app][refusals]")
{
    test::prepareApplication();
    const RunRow rows[] = {{"", "dmm-dc-voltage", {}, {}}, {"", "dmm-dc-voltage", {}, asVerification}};
    for (const auto& row : rows) {
        RunTrial trial(row);
        const auto verb = trial.verb();
        INFO(verb.out << verb.err);
        CHECK((verb.status == 0 || verb.status == 1));
        CHECK(trial.l.reasons(trial.person).empty());
        CHECK(trial.l.store->streamsOf("session.set-up-frozen")->size() == 1);
    }
}

TEST_CASE("who performed cannot check, by gate, verb and window, each journalled once", "[app][refusals][orders]")
{
    test::prepareApplication();
    Laboratory l(withStandards());
    const auto person = l.capable("first");
    for (const char* operation : {"order", "check"})
        l.must(l.registry->add("authorisation",
                               {{"person", person.id.text()}, {"operation", operation}, {"scope", "*"}, {"from", "2026-01-01"}}));
    const auto call = [&](QStringList arguments) {
        arguments << QStringLiteral("--store") << QString::fromStdString(l.file) << QStringLiteral("--as") << QStringLiteral("first")
                  << QStringLiteral("--json");
        const auto done = test::runProgram(arguments, 120, std::string(kPassword) + "\n");
        INFO(arguments.join(QLatin1Char(' ')).toStdString() << done.out << done.err);
        CHECK((done.status == 0 || done.status == 1 || done.status == 2));
        auto document = Json::parse(done.out);
        REQUIRE(document);
        return *std::move(document);
    };
    const auto order = call({"order", "new", "customer=DEMO-C", "service=calibration", "decision-rule=procedure", "conformity-wanted=yes",
                             "interval-wanted=no"});
    const auto number = QString::fromStdString(order["values"]["number"].asString());
    REQUIRE_FALSE(number.isEmpty());
    const auto received = call({"order", "receive", number, "DEMO-A-0001", "condition=good"});
    const auto item = QString::fromStdString(received["values"]["number"].asString());
    REQUIRE_FALSE(item.isEmpty());
    (void)call({"order", "agree", item, "--procedure", "dmm-dc-voltage"});
    (void)call({"order", "assign", item, "--to", "first"});
    const auto run = call({"run", "--order", item, "--unattended"});
    REQUIRE(run["finished"].asBool());
    REQUIRE(l.reasons(person).empty());

    CHECK(call({"order", "check", item})["error"]["key"].asString() == "access.same-person");

    auto catalogue = *app::Catalogue::load();
    auto writer = app::openWriter(l.file, app::StoreUse::Existing, l.clock);
    REQUIRE(writer);
    auto founded = app::laboratoryOf(**writer);
    REQUIRE(founded);
    app::LocalEngine engine(std::move(catalogue), **std::move(founded), *std::move(writer), l.file, CALBENCH_PROGRAM);
    REQUIRE(ask<session::Person>([&](auto reply) { engine.signIn("first", kPassword, {}, reply); }));
    CHECK(keyOf(ask<Entity>([&](auto reply) { engine.workDesk().check(item.toStdString(), reply); })) == "access.same-person");

    registry::Act act;
    act.person = person.id.text();
    act.operation = "check";
    act.scope = "dmm-dc-voltage";
    act.performedBy = person.id.text();
    CHECK(keyOf(l.people->require(act)) == "access.same-person");
    CHECK(l.reasons(person) == std::vector<std::string>(3, "access.same-person"));
}

TEST_CASE("a specification that differs from the agreed one is refused by verb and window, each journalled once", "[app][refusals][orders]")
{
    test::prepareApplication();
    Laboratory l(withStandards());
    const auto person = l.capable("first");
    l.must(
        l.registry->add("authorisation", {{"person", person.id.text()}, {"operation", "order"}, {"scope", "*"}, {"from", "2026-01-01"}}));
    registry::Orders orders(*l.registry, l.founding, l.today);
    const auto item = receivedMeter(l, orders);
    auto agreement = *app::agreementFor(l.catalogue, *l.store, "dmm-dc-voltage", "", "");
    REQUIRE(agreement.specificationDigest.size() == 64);
    agreement.specificationDigest.front() = agreement.specificationDigest.front() == '0' ? '1' : '0'; // as an older edition had it
    l.must(orders.agree(item.text("number"), agreement));
    const auto number = item.text("number");

    const auto verb = runOrder(l, number);
    INFO(verb.out << verb.err);
    CHECK(verb.status == 2);
    const auto document = Json::parse(verb.out);
    REQUIRE(document);
    CHECK((*document)["error"]["key"].asString() == "work.specification-differs");
    {
        auto writer = app::openWriter(l.file, app::StoreUse::Existing, l.clock);
        REQUIRE(writer);
        auto founded = app::laboratoryOf(**writer);
        REQUIRE(founded);
        app::LocalEngine engine(*app::Catalogue::load(), **std::move(founded), *std::move(writer), l.file, CALBENCH_PROGRAM);
        REQUIRE(ask<session::Person>([&](auto reply) { engine.signIn("first", kPassword, {}, reply); }));
        const auto setUp = ask<session::SetUp>([&](auto reply) { engine.prepareOrder(number, Json{}, {}, reply); });
        CHECK(keyOf(setUp) == "work.specification-differs");
    }
    CHECK(l.reasons(person) == std::vector<std::string>(2, "work.specification-differs"));
    CHECK(l.store->streamsOf("session.set-up-frozen")->empty());
    CHECK(l.must(orders.named("order-item", number)).state == "agreed");
}

TEST_CASE("an item is performed by whom it is assigned to, where it lies, as it is registered, by gate, verb and window",
          "[app][refusals][orders]")
{
    test::prepareApplication();
    Laboratory l(withStandards());
    const auto first = l.capable("first");
    (void)l.capable("second");
    registry::Orders orders(*l.registry, l.founding, l.today);
    const auto item = receivedMeter(l, orders);
    const auto number = item.text("number");
    l.must(orders.agree(number, *app::agreementFor(l.catalogue, *l.store, "dmm-dc-voltage", "", "")));
    const auto assign = [&](const char* to) { l.must(orders.assign(number, to, [](const auto&, const auto&, bool) { return true; })); };
    const auto verb = [&] {
        const auto done = runOrder(l, number);
        INFO(done.out << done.err);
        const auto document = Json::parse(done.out);
        REQUIRE(document);
        return (*document)["error"]["key"].asString();
    };
    const auto window = [&] {
        auto writer = app::openWriter(l.file, app::StoreUse::Existing, l.clock);
        REQUIRE(writer);
        auto founded = app::laboratoryOf(**writer);
        REQUIRE(founded);
        app::LocalEngine engine(*app::Catalogue::load(), **std::move(founded), *std::move(writer), l.file, CALBENCH_PROGRAM);
        REQUIRE(ask<session::Person>([&](auto reply) { engine.signIn("first", kPassword, {}, reply); }));
        if (const auto setUp = ask<session::SetUp>([&](auto reply) { engine.prepareOrder(number, Json{}, {}, reply); }); !setUp)
            return setUp.error().key;
        return keyOf(ask<session::RunOutcome>([&](auto reply) { engine.start(true, nullptr, reply); }));
    };
    registry::Act act;
    act.person = first.id.text();
    act.operation = "perform";
    act.scope = "dmm-dc-voltage";
    act.item = item.id.text();

    assign("second");
    CHECK(keyOf(l.people->require(act)) == "access.assigned-to-other");
    CHECK(verb() == "access.assigned-to-other");
    CHECK(window() == "access.assigned-to-other");
    std::vector<std::string> logged(3, "access.assigned-to-other");
    CHECK(l.reasons(first) == logged);

    assign("first");
    CHECK(l.people->require(act));
    changed(l, l.must(l.registry->get(item.id)), {{"kit", "kit-17"}});
    CHECK(keyOf(l.people->require(act)) == "order.item-out");
    CHECK(verb() == "order.item-out");
    CHECK(window() == "order.item-out");
    logged.insert(logged.end(), 3, "order.item-out");
    CHECK(l.reasons(first) == logged);
    changed(l, l.must(l.registry->get(item.id)), {{"kit", nullptr}});

    changed(l, only(l, "asset", "asset-number", "DEMO-A-0001"), {{"serial", "ANOTHER"}});
    CHECK(verb() == "session.wrong-item");
    CHECK(window() == "session.wrong-item");
    changed(l, only(l, "asset", "asset-number", "DEMO-A-0001"), {{"model", only(l, "model", "code", "fluke-5522a").id.text()}});
    changed(l, only(l, "asset", "asset-number", "DEMO-A-0001"), {{"serial", "SIM34401-001"}});
    CHECK(verb() == "session.wrong-model");
    CHECK(window() == "session.wrong-model");
    logged.insert(logged.end(), {"session.wrong-item", "session.wrong-item", "session.wrong-model", "session.wrong-model"});
    CHECK(l.reasons(first) == logged);
    CHECK(l.store->streamsOf("session.set-up-frozen")->empty());
}
