// SPDX-License-Identifier: GPL-3.0-or-later
// Parsing of the command line (design, section 5) by CLI11; the verbs themselves stand in their own files.
#include "app/cli/command_line.h"

#include "app/cli/verbs.h"
#include "app/window.h"

#include <CLI/CLI.hpp>

#include <QGuiApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <functional>
#include <iostream>
#include <memory>

namespace cal::app {

namespace {

/// Verbs that store or paint need a QGuiApplication; it must not ask for a display.
std::unique_ptr<QGuiApplication> offscreenApplication(int& argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Qt's remarks about the desktop it does not find are no news to whoever asked for no window.
    QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false\nqt.qpa.*=false"));
    return std::make_unique<QGuiApplication>(argc, argv);
}

/// dossier, nonconformity, check, retention.
void addQualityVerbs(CLI::App& parser, QualityOptions& options, const std::function<void(CLI::App*)>& addJson)
{
    const auto verb = [&](CLI::App* parent, const char* area, const char* name, const char* help, const char* subject) {
        auto* added = parent->add_subcommand(name, help);
        if (subject)
            added->add_option(subject, options.subject)->required();
        added->add_option("--store", options.store, "store file");
        added->callback([&options, area, name] {
            options.area = area;
            options.verb = name;
        });
        addJson(added);
        return added;
    };
    const auto writes = [&](CLI::App* added) {
        added->add_option("--as", options.as, "who does it");
        return added;
    };
    auto* dossier = verb(&parser, "dossier", "dossier", "what the dossier of a measurement standard lacks; its documents", "STANDARD");
    dossier->add_option("--out", options.out, "folder for application and technical report");
    dossier->add_option("--day", options.day, "as of this day, e.g. 2026-11-23");

    auto* work = parser.add_subcommand("nonconformity", "nonconforming work (ISO/IEC 17025 7.10)");
    work->require_subcommand(1);
    verb(work, "nonconformity", "list", "all of it", nullptr);
    auto* open = writes(verb(work, "nonconformity", "open", "take a standard out of use and find what rests on it", nullptr));
    open->add_option("--title", options.title, "one line")->required();
    open->add_option("--text", options.text, "description")->required();
    open->add_option("--standard", options.standard, "number of the standard concerned");
    open->add_option("--found", options.found, "true value minus the value used, e.g. -0.2mV or 30ppm")->needs("--standard");
    open->add_option("--from", options.from, "first day of the results concerned");
    open->add_option("--to", options.to, "last day; default today");
    open->add_option("--range", options.range, "values of the standard concerned, e.g. 1V..10V");
    open->add_option("--source", options.source, "flag, failed-check, standard-out-of-tolerance, complaint, audit, other");
    open->add_option("--letters", options.letters, "folder for the draft letters");
    struct Step {
        const char *name, *help, *text;
    };
    for (const Step& step : {Step{"contain", "work stopped, reports withheld", "what was done at once"},
                             Step{"decide", "decide on the work done", "the decision"}, Step{"restart", "allow work again", nullptr},
                             Step{"close", "close it with evidence", "corrective action"}}) {
        auto* added = writes(verb(work, "nonconformity", step.name, step.help, "NUMBER"));
        added->add_option("--reason", options.reason, "why")->required();
        if (step.text)
            added->add_option("--text", options.text, step.text)->required();
        added->add_option("--file", options.files, "evidence or letter; may be given again");
        added->add_flag("--recall", options.recall, "customers are told, work is recalled");
    }

    auto* check = parser.add_subcommand("check", "intermediate checks");
    check->require_subcommand(1);
    verb(check, "check", "list", "plans with their state", nullptr)->add_option("--day", options.day, "as of this day");
    verb(check, "check", "chart", "the control chart of a plan", "PLAN");
    writes(verb(check, "check", "record", "keep the result of a session with its plan", "PLAN"))
        ->add_option("--session", options.session, "session id")
        ->required();

    auto* retention = parser.add_subcommand("retention", "how long records are kept");
    retention->require_subcommand(1);
    auto* dispose = writes(verb(retention, "retention", "dispose", "state that a record was disposed of after its period", "RECORD"));
    dispose->add_option("--kind", options.kind, "kind of record")->required();
    dispose->add_option("--ended", options.to, "day of its last entry")->required();
    dispose->add_option("--text", options.text, "what was disposed of, and how")->required();
}

void addKitVerbs(CLI::App& parser, KitOptions& options, const std::function<void(CLI::App*)>& addJson)
{
    auto* kit = parser.add_subcommand("kit", "the on-site kit: orders go out to a laptop, and what was done comes home");
    kit->require_subcommand(1);
    const auto verb = [&](const char* name, const char* help) {
        auto* added = kit->add_subcommand(name, help);
        added->add_option("--store", options.store, "store file");
        added->callback([&options, name] { options.verb = name; });
        addJson(added);
        return added;
    };
    auto* pack = verb("pack", "write a signed package of what these orders need");
    pack->add_option("--orders", options.orders, "numbers of the orders")->delimiter(',')->required();
    pack->add_option("--for", options.people, "sign-in names of those who go")->delimiter(',')->required();
    pack->add_option("--standards", options.standards, "assets or measurement standards that go; else all that may")->delimiter(',');
    pack->add_option("--out", options.file, "the package, FILE.kit")->required();
    pack->add_option("--key", options.key, "key that signs it (store key)")->required();
    pack->add_option("--passphrase-file", options.passphraseFile, "the passphrase is its first line; else it is asked for");
    pack->add_option("--days", options.days, "how long it is good for")->check(CLI::Range(0, 365));
    pack->add_option("--numbers", options.numbers, "numbers reserved for it")->check(CLI::Range(0, 10000));
    pack->add_option("--station", options.station, "its name in the events");
    pack->add_option("--as", options.as, "who packs");
    auto* open = verb("open", "make the laptop's store of a package");
    open->add_option("FILE", options.file, "the package")->required();
    open->add_option("--public-key", options.publicKey, "the laboratory's key, FILE.pub");
    auto* back = verb("pack-back", "write what was done on site");
    back->add_option("--out", options.file, "the package, FILE.back")->required();
    back->add_flag("--final", options.final, "the work with the kit is over: unused numbers become void");
    back->add_option("--as", options.as, "who ends it");
    auto* merge = verb("merge", "bring what was done on site into the laboratory's store");
    merge->add_option("FILE", options.file, "the package")->required();
    merge->add_flag("--preview", options.preview, "show what would be done");
    merge->add_option("--resolve", options.resolve, "STREAM=keep: the laboratory's side stands; STREAM=take: the laptop's changes on top");
    merge->add_option("--reason", options.reason, "why, for --resolve");
    merge->add_option("--as", options.as, "who merges");
}

} // namespace

int commandLine(int argc, char** argv)
{
    auto catalogue = Catalogue::load();
    if (!catalogue) {
        // The sentences themselves may be what is broken: say it in the raw.
        std::cerr << "calbench: the installation is damaged: " << catalogue.error().key << " (" << catalogue.error().context << ")\n";
        return kFailed;
    }

    CLI::App parser{"Calbench, a workbench for calibration laboratories. Without a verb it opens the window.", "calbench"};
    parser.set_version_flag("--version", "calbench " CAL_VERSION);
    parser.require_subcommand(0, 1);
    bool json = false;
    std::string languageName;
    parser.add_option("--language", languageName, "zh or en (default: the environment's)")->check(CLI::IsMember({"zh", "en"}));
    WindowOptions window;
    parser.add_option("--store", window.store, "the laboratory's store, for the window");
    parser.add_option("--theme", window.theme, "light or dark, for the window")->check(CLI::IsMember({"light", "dark"}));
    parser.add_flag("--measure-start", window.measureStart)->group(""); // for ./dev bench

    const auto addJson = [&json](CLI::App* verb) { verb->add_flag("--json", json, "print one JSON document"); };

    RunOptions run;
    auto* runCommand = parser.add_subcommand("run", "run a procedure; without --bench on the built-in simulated bench");
    runCommand->add_option("PROCEDURE", run.procedure, "name of a procedure, or its folder; none with --order");
    runCommand->add_option("--bench", run.bench, "bench file");
    runCommand->add_option("--item", run.item, "item file: what is calibrated, for whom");
    runCommand->add_option("--typed", run.typed, "typed readings, standards and environment");
    runCommand->add_option("--store", run.store, "store file");
    runCommand->add_option("--out", run.out, "folder for the record and the draft certificate");
    runCommand->add_option("--as", run.as, "who performs");
    runCommand->add_option("--order", run.order, "order or order item: procedure, rule, points and item as frozen with it");
    runCommand->add_flag("--hold", run.hold, "stop before sealing, for an adjustment (session adjust)");
    runCommand->add_flag("--resume", run.resume, "go on with the newest unfinished session of the procedure");
    runCommand->add_flag("--unattended", run.unattended, "nobody watches: high voltage is switched on without a key press");
    addJson(runCommand);

    ExplainOptions explain;
    auto* explainCommand = parser.add_subcommand("explain", "the road back from a printed figure to the bytes of the bus");
    explainCommand->add_option("RECORD", explain.record, "record.json or a session id")->required();
    explainCommand->add_option("POINT", explain.point, "id of the point")->required();
    explainCommand->add_option("--store", explain.store, "store file, for a session id");
    addJson(explainCommand);

    BudgetOptions budget;
    auto* budgetCommand = parser.add_subcommand("budget", "evaluate an uncertainty case");
    budgetCommand->add_option("CASE", budget.file, "case file (uncertainty-case/2)");
    budgetCommand->add_option("--validate", budget.validate, "run every case of a folder against its reference values");
    addJson(budgetCommand);

    std::string lintProcedure;
    auto* lintCommand = parser.add_subcommand("lint", "check a procedure");
    lintCommand->add_option("PROCEDURE", lintProcedure, "name of a procedure, or its folder")->required();
    addJson(lintCommand);

    QueryOptions query;
    auto* queryCommand = parser.add_subcommand("query", "send one command to an instrument and print its reply");
    queryCommand->add_option("RESOURCE", query.resource, "resource name, e.g. TCPIP::127.0.0.1::5025::SOCKET")->required();
    queryCommand->add_option("COMMAND", query.command, "e.g. *IDN?")->required();
    queryCommand->add_option("--timeout", query.timeoutSeconds, "seconds to wait")->check(CLI::Range(0.01, 3600.0));
    addJson(queryCommand);

    SimulateOptions simulate;
    auto* simulateCommand = parser.add_subcommand("simulate", "imitate an instrument, or all of a bench file, on 127.0.0.1");
    simulateCommand->add_option("MODEL", simulate.model, "definition, e.g. hp-34401a, or a bench file")->required();
    simulateCommand->add_option("--socket", simulate.socket, "TCP port; 0: any")->check(CLI::Range(0, 65535));
    simulateCommand->add_option("--fault", simulate.faults, "fault to play, e.g. late@5");
    simulateCommand->add_option("--seed", simulate.seed, "seed of the error model");
    simulateCommand->add_option("--time-scale", simulate.timeScale, "simulated seconds per second")->check(CLI::Range(0.001, 1e6));

    TraceOptions trace;
    auto* traceCommand = parser.add_subcommand("trace", "what rests on a standard, and on what a result rests");
    traceCommand->require_subcommand(1);
    const auto addTraceVerb = [&](const char* name, const char* subject, const char* what, const char* help) {
        auto* verb = traceCommand->add_subcommand(name, help);
        verb->add_option(subject, trace.subject, what)->required();
        verb->add_option("--store", trace.store, "store file");
        addJson(verb);
        verb->callback([&trace, name] { trace.verb = name; });
        return verb;
    };
    auto* reverse = addTraceVerb("reverse", "ASSET", "number or id of the standard", "every result that rests on a standard found out");
    reverse->add_option("--from", trace.from, "first day, 2026-01-01")->required();
    reverse->add_option("--to", trace.to, "last day")->required();
    reverse->add_option("--range", trace.range, "values of the standard, e.g. \"1 V..10 V\" (default: all)");
    reverse->add_option("--shift", trace.shift, "true value minus the value used, e.g. \"12 uV\" or \"3 ppm\"")->required();
    reverse->add_option("--letters", trace.letters, "folder for draft letters to the customers");
    addTraceVerb("forward", "SESSION", "id of a session", "the standards a session rests on, and up their calibrations");
    addTraceVerb("graph", "STANDARD", "code or id of a measurement standard", "draw the traceability graph")
        ->add_option("--out", trace.out, "SVG file")
        ->required();

    StandardsOptions standards;
    auto* standardsCommand =
        parser.add_subcommand("standards", "which standards of the register a procedure may use, and why not the others");
    standardsCommand->add_option("PROCEDURE", standards.procedure, "name of a procedure, or its folder")->required();
    standardsCommand->add_option("--on", standards.day, "day of use (default: today)");
    standardsCommand->add_option("--store", standards.store, "store file");
    addJson(standardsCommand);

    StoreOptions store;
    auto* storeCommand = parser.add_subcommand("store", "the laboratory's database");
    storeCommand->require_subcommand(1);
    const auto addStoreVerb = [&](const char* name, const char* help) {
        auto* verb = storeCommand->add_subcommand(name, help);
        verb->add_option("--store", store.store, "store file");
        addJson(verb);
        verb->callback([&store, name] { store.verb = name; });
        return verb;
    };
    auto* initCommand = addStoreVerb("init", "make a new store: of the demonstration laboratory, or of a real one with --laboratory");
    initCommand->add_option("--laboratory", store.laboratory, "description of the laboratory (calbench-laboratory/1)");
    initCommand->add_option("--admin", store.admin, "sign-in name of the first administrator, whose password is read");
    auto* storeCheck = addStoreVerb("check", "walk every chain and blob, and hold the log to its checkpoints");
    storeCheck->add_option("--checkpoint", store.checkpoint, "a checkpoint that was kept elsewhere");
    storeCheck->add_option("--public-key", store.publicKey, "the key that signed it");
    addStoreVerb("backup", "copy a store that may be in use")->add_option("FILE", store.target, "the copy")->required();
    addStoreVerb("restore", "make the store anew from a backup; never over one that is there")
        ->add_option("FILE", store.target, "the backup")
        ->required();
    addStoreVerb("migrate", "bring schema and lists up to this program");
    auto* storeCopy = addStoreVerb("copy", "move a laboratory to another file or to postgresql://…, with its chains");
    storeCopy->add_option("TO", store.target, "the new store")->required();
    storeCopy->add_option("--from", store.store, "the store to copy; the same as --store");
    auto* storeKey = addStoreVerb("key", "make a key that signs checkpoints: FILE, encrypted, and FILE.pub");
    storeKey->add_option("--out", store.out, "the key file to make")->required();
    storeKey->add_option("--passphrase-file", store.passphraseFile, "the passphrase is its first line; else it is asked for");
    auto* storeCheckpoint = addStoreVerb("checkpoint", "sign the log as it stands, to be kept elsewhere");
    storeCheckpoint->add_option("--key", store.key, "the key file")->required();
    storeCheckpoint->add_option("--out", store.out, "where to write the checkpoint")->required();
    storeCheckpoint->add_option("--passphrase-file", store.passphraseFile, "the passphrase is its first line; else it is asked for");
    storeCheckpoint->add_option("--as", store.by, "who signs");

    RecordOptions record;
    auto* recordCommand = parser.add_subcommand("record", "the records of sessions");
    recordCommand->require_subcommand(1);
    auto* recordExport = recordCommand->add_subcommand("export", "write a session as an evidence package that anybody can check");
    recordExport->add_option("SESSION", record.session, "id of the session")->required();
    recordExport->add_option("--out", record.out, "the package, FILE.zip")->required();
    recordExport->add_option("--store", record.store, "store file");
    addJson(recordExport);

    VerifyOptions verify;
    auto* verifyCommand = parser.add_subcommand("verify", "check an evidence package, a record.json or a store");
    verifyCommand->add_option("FILE", verify.file, "what to check")->required();
    verifyCommand->add_option("--public-key", verify.publicKey, "the laboratory's key, got by another way");
    verifyCommand->add_option("--checkpoint", verify.checkpoint, "for a store: a checkpoint that was kept elsewhere");
    addJson(verifyCommand);

    PeopleOptions people;
    auto* peopleCommand = parser.add_subcommand("people", "the laboratory's people: sign-in, authorisations, refusals");
    peopleCommand->require_subcommand(1);
    const auto addPeopleVerb = [&](const char* name, const char* help) {
        auto* verb = peopleCommand->add_subcommand(name, help);
        verb->add_option("--store", people.store, "store file");
        verb->add_option("--as", people.as, "who does this");
        addJson(verb);
        verb->callback([&people, name] { people.verb = name; });
        return verb;
    };
    addPeopleVerb("list", "people with their authorisations and sign-ins");
    addPeopleVerb("refusals", "what was refused, newest first");
    auto* addPerson = addPeopleVerb("add", "register a person");
    addPerson->add_option("PERSON", people.person, "sign-in name")->required();
    addPerson->add_option("--zh", people.zh, "full name in Chinese");
    addPerson->add_option("--en", people.en, "full name in English");
    auto* authorise = addPeopleVerb("authorise", "authorise a person");
    authorise->add_option("PERSON", people.person, "sign-in name")->required();
    authorise->add_option("OPERATION", people.operation, "perform, check, approve, author, register, order, quality, administer")
        ->required();
    authorise->add_option("--scope", people.scope, "procedure, category or category.* (default: everything)");
    authorise->add_option("--from", people.from, "first day (default: today)");
    authorise->add_option("--to", people.to, "last day (default: until withdrawn)");
    auto* password = addPeopleVerb("password", "choose one's own password, or give one to PERSON; passwords are read line by line");
    password->add_option("PERSON", people.person, "sign-in name (default: one's own)");
    auto* unlock = addPeopleVerb("unlock", "let a locked person sign in again");
    unlock->add_option("PERSON", people.person, "sign-in name")->required();
    unlock->add_option("--reason", people.reason, "why")->required();

    RegistryOptions registry;
    auto* registryCommand = parser.add_subcommand("registry", "assets, standards, customers and whatever else is registered");
    registryCommand->require_subcommand(1);
    const auto addRegistryVerb = [&](const char* name, const char* help) {
        auto* verb = registryCommand->add_subcommand(name, help);
        verb->add_option("--store", registry.store, "store file");
        addJson(verb);
        verb->callback([&registry, name] { registry.verb = name; });
        return verb;
    };
    const auto addAuthor = [&](CLI::App* verb, bool reasonNeeded) {
        verb->add_option("--as", registry.as, "who does this");
        if (reasonNeeded)
            verb->add_option("--reason", registry.reason, "why")->required();
    };
    addRegistryVerb("kinds", "what is registered here, with fields and steps");
    auto* listEntities = addRegistryVerb("list", "entities of a kind");
    listEntities->add_option("KIND", registry.kind, "kind, e.g. asset")->required();
    listEntities->add_option("--where", registry.where, "FIELD=VALUE; also state=… and search=…");
    auto* showEntity = addRegistryVerb("show", "one entity");
    showEntity->add_option("ID", registry.id, "id, number or bar code")->required();
    auto* addEntity = addRegistryVerb("add", "register an entity");
    addEntity->add_option("KIND", registry.kind, "kind, e.g. asset")->required();
    addEntity->add_option("VALUES", registry.values, "FIELD=VALUE, FIELD=@file for an attachment")->required();
    addAuthor(addEntity, false);
    auto* changeEntity = addRegistryVerb("change", "change fields of an entity; FIELD= makes one unknown");
    changeEntity->add_option("ID", registry.id, "id, number or bar code")->required();
    changeEntity->add_option("VALUES", registry.values, "FIELD=VALUE")->required();
    addAuthor(changeEntity, true);
    auto* stepEntity = addRegistryVerb("step", "a step of an entity's life cycle");
    stepEntity->add_option("ID", registry.id, "id, number or bar code")->required();
    stepEntity->add_option("STEP", registry.step, "e.g. quarantined")->required();
    stepEntity->add_option("VALUES", registry.values, "FIELD=VALUE that go with the step");
    stepEntity->add_option("--reason", registry.reason, "why");
    addAuthor(stepEntity, false);
    addRegistryVerb("history", "every change of an entity")->add_option("ID", registry.id, "id, number or bar code")->required();
    auto* importEntities = addRegistryVerb("import", "add and change entities from CSV or XLSX");
    importEntities->add_option("KIND", registry.kind, "kind, e.g. asset")->required();
    importEntities->add_option("FILE", registry.file, "CSV or XLSX")->required();
    importEntities->add_flag("--preview", registry.preview, "say what would be done and write nothing");
    importEntities->add_option("--reason", registry.reason, "why; stands with every change");
    addAuthor(importEntities, false);
    auto* exportEntities = addRegistryVerb("export", "the list of a kind as a file");
    exportEntities->add_option("KIND", registry.kind, "kind, e.g. asset; or changes, the audit trail")->required();
    exportEntities->add_option("FILE", registry.file, "FILE.csv or FILE.xlsx")->required();
    exportEntities->add_option("--where", registry.where, "FIELD=VALUE");

    OrderOptions order;
    auto* orderCommand = parser.add_subcommand("order", "orders and their items, from receipt to recall");
    orderCommand->require_subcommand(1);
    const auto addOrderVerb = [&](const char* name, const char* help) {
        auto* verb = orderCommand->add_subcommand(name, help);
        verb->add_option("--store", order.store, "store file");
        verb->add_option("--as", order.as, "who acts");
        addJson(verb);
        verb->callback([&order, name] { order.verb = name; });
        return verb;
    };
    addOrderVerb("new", "open an order; its number comes from a block")
        ->add_option("FIELD=VALUE", order.values,
                     "customer=… service=calibration decision-rule=… conformity-wanted=yes interval-wanted=no");
    {
        auto* verb = addOrderVerb("receive", "receive an item by its number or bar code");
        verb->add_option("ORDER", order.name)->required();
        verb->add_option("ASSET", order.asset, "asset number or bar code")->required();
        verb->add_option("FIELD=VALUE", order.values, "of the item: kind=… condition=… accessories=… due=… batch=…");
        verb->add_option("--asset-values", order.assetValues, "of an asset that is not known yet: name=… model=… serial=…");
    }
    {
        auto* verb = addOrderVerb("agree", "freeze procedure, rule and points with an item");
        verb->add_option("ITEM", order.name)->required();
        verb->add_option("--procedure", order.procedure, "name of a procedure, or its folder")->required();
        verb->add_option("--points", order.pointSet, "point set");
        verb->add_option("--due", order.due, "date");
    }
    {
        auto* verb = addOrderVerb("assign", "give an item to somebody who may do it");
        verb->add_option("ITEM", order.name)->required();
        verb->add_option("--to", order.person, "sign-in name")->required();
    }
    for (const auto& [name, help] : {std::pair{"check", "check a measured item"}, {"approve", "approve a checked item"}})
        addOrderVerb(name, help)->add_option("ITEM", order.name)->required();
    {
        auto* verb = addOrderVerb("deliver", "hand items over to the customer");
        verb->add_option("ORDER", order.name)->required();
        verb->add_option("--to", order.to, "who signs for them")->required();
        verb->add_option("--item", order.items, "these only; else every approved one");
    }
    addOrderVerb("list", "orders with their items")->add_option("ORDER", order.name);
    addOrderVerb("queue", "what somebody can take up, due first")->add_option("--person", order.person, "sign-in name; else who acts");
    addOrderVerb("trace", "the twelve steps of an order or item")->add_option("NUMBER", order.name)->required();
    addOrderVerb("recall", "what is due again, by owner")->add_option("--days", order.days, "days from today")->check(CLI::Range(0, 36500));

    LabelOptions label;
    auto* labelCommand = parser.add_subcommand("label", "labels of items or assets as PDF");
    labelCommand->add_option("NUMBER", label.names, "items or assets")->required();
    labelCommand->add_option("--out", label.out, "the PDF")->required();
    labelCommand->add_option("--store", label.store, "store file");
    labelCommand->add_flag("--sheet", label.sheet, "on A4 sheets of 3 × 8");
    addJson(labelCommand);

    AdjustOptions adjust;
    auto* adjustCommand = parser.add_subcommand("adjust", "journal an adjustment and open the points as left; go on with run --resume");
    adjustCommand->add_option("SESSION", adjust.session)->required();
    adjustCommand->add_option("--what", adjust.what, "what was done")->required();
    adjustCommand->add_option("--constants", adjust.constants, "the constants before, or none")->required();
    adjustCommand->add_option("--reason", adjust.reason)->required();
    adjustCommand->add_option("--point", adjust.points, "measured again; else every point");
    adjustCommand->add_option("--store", adjust.store, "store file");
    adjustCommand->add_option("--as", adjust.as, "who adjusted");
    addJson(adjustCommand);

    SelfcheckOptions selfcheck;
    auto* selfcheckCommand = parser.add_subcommand("selfcheck", "check this installation: numbers, procedures, store, documents");
    selfcheckCommand->add_option("--store", selfcheck.store, "store file, which keeps the result");
    selfcheckCommand->add_option("--out", selfcheck.out, "the report, .pdf or .json");
    selfcheckCommand->add_option("--as", selfcheck.as, "who checks");
    selfcheckCommand->add_option("--key", selfcheck.key, "key that signs the report");
    selfcheckCommand->add_option("--passphrase-file", selfcheck.passphraseFile, "the passphrase is its first line; else it is asked for");
    addJson(selfcheckCommand);

    QualityOptions quality;
    addQualityVerbs(parser, quality, addJson);

    KitOptions kit;
    addKitVerbs(parser, kit, addJson);

    try {
        parser.parse(argc, argv);
    } catch (const CLI::Success& wanted) { // --help, --version
        return parser.exit(wanted);
    } catch (const CLI::ParseError& wrong) {
        // The flag may stand after what was not understood.
        json = json || std::any_of(argv, argv + argc, [](const char* word) { return std::string_view(word) == "--json"; });
        const Output output(catalogue->messages, userLanguage(), json);
        return output.fail(Error{Errc::InvalidArgument, "cli.usage", {{"reason", wrong.what()}}, {}});
    }

    const auto language = languageName == "zh" ? Language::Chinese : languageName == "en" ? Language::English : userLanguage();
    const Output output(catalogue->messages, language, json);
    if (*budgetCommand)
        return budgetVerb(budget, output);
    if (*lintCommand)
        return lintVerb(lintProcedure, *catalogue, output);
    if (*queryCommand)
        return queryVerb(query, output);
    if (*simulateCommand)
        return simulateVerb(simulate, *catalogue, output);
    if (*runCommand || *explainCommand || *storeCommand || *recordCommand || *verifyCommand || *peopleCommand || *registryCommand ||
        *traceCommand || *standardsCommand || *orderCommand || *labelCommand || *adjustCommand || *selfcheckCommand ||
        !quality.area.empty() || !kit.verb.empty()) {
        const auto application = offscreenApplication(argc, argv);
        if (*runCommand)
            return runVerb(run, *catalogue, output);
        if (*registryCommand)
            return registryVerb(registry, *catalogue, output);
        if (*traceCommand)
            return traceVerb(trace, *catalogue, output);
        if (*standardsCommand)
            return standardsVerb(standards, *catalogue, output);
        if (*explainCommand)
            return explainVerb(explain, *catalogue, output);
        if (*recordCommand)
            return recordExportVerb(record, output);
        if (*verifyCommand)
            return verifyVerb(verify, output);
        if (*orderCommand)
            return orderVerb(order, *catalogue, output);
        if (*labelCommand)
            return labelVerb(label, *catalogue, output);
        if (*adjustCommand)
            return adjustVerb(adjust, *catalogue, output);
        if (*peopleCommand)
            return peopleVerb(people, *catalogue, output);
        if (*selfcheckCommand)
            return selfcheckVerb(selfcheck, *catalogue, output);
        if (!quality.area.empty())
            return qualityVerb(quality, *catalogue, output);
        if (!kit.verb.empty())
            return kitVerb(kit, *catalogue, output);
        return storeVerb(store, *catalogue, output);
    }
    window.language = languageName;
    return openWindow(argc, argv, window, *std::move(catalogue));
}

} // namespace cal::app
