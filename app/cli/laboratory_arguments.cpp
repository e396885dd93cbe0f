// SPDX-License-Identifier: GPL-3.0-or-later
// Options of the verbs for people, register and orders.
#include "app/cli/arguments.h"

namespace cal::app {

namespace {

void addPeople(Arguments& arguments)
{
    const auto options = std::make_shared<PeopleOptions>();
    const auto add = arguments.group("people", "the laboratory's people: sign-in, authorisations, refusals", options, peopleVerb);
    const auto addPeopleVerb = [&](const char* name, const char* help) {
        auto* verb = add(name, help);
        verb->add_option("--as", options->as, "who does this");
        return verb;
    };
    addPeopleVerb("list", "people with their authorisations and sign-ins");
    addPeopleVerb("refusals", "what was refused, newest first");
    auto* addPerson = addPeopleVerb("add", "register a person");
    addPerson->add_option("PERSON", options->person, "sign-in name")->required();
    addPerson->add_option("--zh", options->zh, "full name in Chinese");
    addPerson->add_option("--en", options->en, "full name in English");
    auto* authorise = addPeopleVerb("authorise", "authorise a person");
    authorise->add_option("PERSON", options->person, "sign-in name")->required();
    authorise->add_option("OPERATION", options->operation, "perform, check, approve, author, register, order, quality, administer")
        ->required();
    authorise->add_option("--scope", options->scope, "procedure, category or category.* (default: everything)");
    authorise->add_option("--from", options->from, "first day (default: today)");
    authorise->add_option("--to", options->to, "last day (default: until withdrawn)");
    auto* password = addPeopleVerb("password", "choose one's own password, or give one to PERSON; passwords are read line by line");
    password->add_option("PERSON", options->person, "sign-in name (default: one's own)");
    auto* unlock = addPeopleVerb("unlock", "let a locked person sign in again");
    unlock->add_option("PERSON", options->person, "sign-in name")->required();
    unlock->add_option("--reason", options->reason, "why")->required();
}

void addRegistry(Arguments& arguments)
{
    const auto options = std::make_shared<RegistryOptions>();
    const auto addRegistryVerb =
        arguments.group("registry", "assets, standards, customers and whatever else is registered", options, registryVerb);
    const auto addAuthor = [&](CLI::App* verb, bool reasonNeeded) {
        verb->add_option("--as", options->as, "who does this");
        if (reasonNeeded)
            verb->add_option("--reason", options->reason, "why")->required();
    };
    addRegistryVerb("kinds", "what is registered here, with fields and steps");
    auto* listEntities = addRegistryVerb("list", "entities of a kind");
    listEntities->add_option("KIND", options->kind, "kind, e.g. asset")->required();
    listEntities->add_option("--where", options->where, "FIELD=VALUE; also state=… and search=…");
    auto* showEntity = addRegistryVerb("show", "one entity");
    showEntity->add_option("ID", options->id, "id, number or bar code")->required();
    auto* addEntity = addRegistryVerb("add", "register an entity");
    addEntity->add_option("KIND", options->kind, "kind, e.g. asset")->required();
    addEntity->add_option("VALUES", options->values, "FIELD=VALUE, FIELD=@file for an attachment")->required();
    addAuthor(addEntity, false);
    auto* changeEntity = addRegistryVerb("change", "change fields of an entity; FIELD= makes one unknown");
    changeEntity->add_option("ID", options->id, "id, number or bar code")->required();
    changeEntity->add_option("VALUES", options->values, "FIELD=VALUE")->required();
    addAuthor(changeEntity, true);
    auto* stepEntity = addRegistryVerb("step", "a step of an entity's life cycle");
    stepEntity->add_option("ID", options->id, "id, number or bar code")->required();
    stepEntity->add_option("STEP", options->step, "e.g. quarantined")->required();
    stepEntity->add_option("VALUES", options->values, "FIELD=VALUE that go with the step");
    stepEntity->add_option("--reason", options->reason, "why");
    addAuthor(stepEntity, false);
    addRegistryVerb("history", "every change of an entity")->add_option("ID", options->id, "id, number or bar code")->required();
    auto* importEntities = addRegistryVerb("import", "add and change entities from CSV or XLSX");
    importEntities->add_option("KIND", options->kind, "kind, e.g. asset")->required();
    importEntities->add_option("FILE", options->file, "CSV or XLSX")->required();
    importEntities->add_flag("--preview", options->preview, "say what would be done and write nothing");
    importEntities->add_option("--reason", options->reason, "why; stands with every change");
    addAuthor(importEntities, false);
    auto* exportEntities = addRegistryVerb("export", "the list of a kind as a file");
    exportEntities->add_option("KIND", options->kind, "kind, e.g. asset; or changes, the audit trail")->required();
    exportEntities->add_option("FILE", options->file, "FILE.csv or FILE.xlsx")->required();
    exportEntities->add_option("--where", options->where, "FIELD=VALUE");
}

void addStandards(Arguments& arguments)
{
    const auto options = std::make_shared<StandardsOptions>();
    auto* command =
        arguments.verb("standards", "which standards of the register a procedure may use, and why not the others", options, standardsVerb);
    command->add_option("PROCEDURE", options->procedure, "name of a procedure, or its folder")->required();
    command->add_option("--on", options->day, "day of use (default: today)");
    command->add_option("--store", options->store, "store file");
    arguments.addJson(command);
}

void addTrace(Arguments& arguments)
{
    const auto options = std::make_shared<TraceOptions>();
    const auto add = arguments.group("trace", "what rests on a standard, and on what a result rests", options, traceVerb);
    const auto addTraceVerb = [&](const char* name, const char* subject, const char* what, const char* help) {
        auto* verb = add(name, help);
        verb->add_option(subject, options->subject, what)->required();
        return verb;
    };
    auto* reverse = addTraceVerb("reverse", "ASSET", "number or id of the standard", "every result that rests on a standard found out");
    reverse->add_option("--from", options->from, "first day, 2026-01-01")->required();
    reverse->add_option("--to", options->to, "last day")->required();
    reverse->add_option("--range", options->range, "values of the standard, e.g. \"1 V..10 V\" (default: all)");
    reverse->add_option("--shift", options->shift, "true value minus the value used, e.g. \"12 uV\" or \"3 ppm\"")->required();
    reverse->add_option("--letters", options->letters, "folder for draft letters to the customers");
    addTraceVerb("forward", "SESSION", "id of a session", "the standards a session rests on, and up their calibrations");
    addTraceVerb("graph", "STANDARD", "code or id of a measurement standard", "draw the traceability graph")
        ->add_option("--out", options->out, "SVG file")
        ->required();
}

void addOrder(Arguments& arguments)
{
    const auto options = std::make_shared<OrderOptions>();
    const auto add = arguments.group("order", "orders and their items, from receipt to recall", options, orderVerb);
    const auto addOrderVerb = [&](const char* name, const char* help) {
        auto* verb = add(name, help);
        verb->add_option("--as", options->as, "who acts");
        return verb;
    };
    addOrderVerb("new", "open an order; its number comes from a block")
        ->add_option("FIELD=VALUE", options->values,
                     "customer=… service=calibration decision-rule=… conformity-wanted=yes interval-wanted=no");
    {
        auto* verb = addOrderVerb("receive", "receive an item by its number or bar code");
        verb->add_option("ORDER", options->name)->required();
        verb->add_option("ASSET", options->asset, "asset number or bar code")->required();
        verb->add_option("FIELD=VALUE", options->values, "of the item: kind=… condition=… accessories=… due=… batch=… photos=@FILE");
        verb->add_option("--asset-values", options->assetValues, "of an asset that is not known yet: name=… model=… serial=…");
    }
    {
        auto* verb = addOrderVerb("agree", "freeze procedure, rule and points with an item");
        verb->add_option("ITEM", options->name)->required();
        verb->add_option("--procedure", options->procedure, "name of a procedure, or its folder")->required();
        verb->add_option("--points", options->pointSet, "point set");
        verb->add_option("--due", options->due, "date");
        verb->add_option("--reason", options->reason, "why it is agreed again");
    }
    {
        auto* verb = addOrderVerb("assign", "give an item to somebody who may do it");
        verb->add_option("ITEM", options->name)->required();
        verb->add_option("--to", options->person, "sign-in name")->required();
    }
    for (const auto& [name, help] : {std::pair{"check", "check a measured item"}, {"approve", "approve a checked item"}})
        addOrderVerb(name, help)->add_option("ITEM", options->name)->required();
    {
        auto* verb = addOrderVerb("deliver", "hand items over to the customer");
        verb->add_option("ORDER", options->name)->required();
        verb->add_option("--to", options->to, "who signs for them")->required();
        verb->add_option("--item", options->items, "these only; else every approved one");
    }
    addOrderVerb("list", "orders with their items")->add_option("ORDER", options->name);
    addOrderVerb("queue", "what somebody can take up, due first")->add_option("--person", options->person, "sign-in name; else who acts");
    addOrderVerb("trace", "the twelve steps of an order or item")->add_option("NUMBER", options->name)->required();
    addOrderVerb("recall", "what is due again, by owner")
        ->add_option("--days", options->days, "days from today")
        ->check(CLI::Range(0, 36500));
}

void addLabel(Arguments& arguments)
{
    const auto options = std::make_shared<LabelOptions>();
    auto* command = arguments.verb("label", "labels of items or assets as PDF", options, labelVerb);
    command->add_option("NUMBER", options->names, "items or assets")->required();
    command->add_option("--out", options->out, "the PDF")->required();
    command->add_option("--store", options->store, "store file");
    command->add_flag("--sheet", options->sheet, "on A4 sheets of 3 × 8");
    arguments.addJson(command);
}

} // namespace

void addLaboratoryVerbs(Arguments& arguments)
{
    addPeople(arguments);
    addRegistry(arguments);
    addStandards(arguments);
    addTrace(arguments);
    addOrder(arguments);
    addLabel(arguments);
}

} // namespace cal::app
