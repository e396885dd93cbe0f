// SPDX-License-Identifier: GPL-3.0-or-later
// calbench dossier, nonconformity, check, retention: thin over core/quality.
#include "app/cli/office.h"
#include "app/cli/typed_values.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/orders.h"
#include "core/certificate/pdf/report_pdf.h"
#include "core/quality/dossier_report.h"
#include "core/quality/nonconformity.h"
#include "core/quality/retention.h"

#include <filesystem>

namespace cal::app {

namespace {

using quality::QualityWork;
using registry::Entity;
using registry::Registry;

/// On the store's thread; what is written goes through the gate.
template <class T>
Result<T> work(Office& office, const std::function<Result<T>(QualityWork&, Registry&)>& task)
{
    return office.work<T>([&](Registry& registry, registry::People& people) -> Result<T> {
        QualityWork work{office.catalogue().kinds, people.store(), people, office.by(), office.clock()};
        return task(work, registry);
    });
}

/// Named, or in the demonstration laboratory somebody who may; what each act needs, the gate asks.
Result<void> signIn(Office& office, const QualityOptions& options, const char* operation = "quality")
{
    return options.as ? office.signIn(options.as) : office.signInWhoMay({}, operation);
}

Result<void> printDossier(const quality::Dossier& dossier, const Office& office, const std::filesystem::path& folder)
{
    CAL_TRY(ensureWritableFolder(folder));
    const quality::DossierPrinting printing{office.laboratory().name, office.catalogue().kinds, office.catalogue().messages,
                                            office.laboratory().demonstration};
    for (const auto& [name, report] : {std::pair{"application.pdf", quality::applicationReport(dossier, printing)},
                                       {"technical-report.pdf", quality::technicalReport(dossier, printing)}}) {
        const auto pdf = certificate::renderReport(report);
        CAL_TRY(pdf);
        CAL_TRY(writeFile(folder / name, *pdf));
    }
    return {};
}

int dossier(Office& office, const QualityOptions& options)
{
    const auto found = work<quality::Dossier>(office, [&](QualityWork&, Registry& registry) -> Result<quality::Dossier> {
        const auto id = registry.resolve("measurement-standard", options.subject);
        if (!id)
            return otherKind(registry, options.subject, "measurement-standard", id.error());
        return quality::dossierOf(registry, *id, options.day.value_or(office.today()));
    });
    const auto& output = office.output();
    if (!found)
        return output.fail(found.error());
    if (options.out)
        if (const auto printed = printDossier(*found, office, *options.out); !printed)
            return output.fail(printed.error());
    for (const auto& gap : found->gaps)
        output.print("- " + output.sentence(gap));
    for (const auto& reminder : found->reminders)
        output.print("  " + output.sentence(reminder));
    Json document = Json::Object{{"standard", found->standard.text("code")},
                                 {"day", found->day},
                                 {"complete", found->complete()},
                                 {"gaps", output.listOf(found->gaps)},
                                 {"reminders", output.listOf(found->reminders)}};
    if (options.out)
        document["out"] = *options.out;
    output.document(document);
    if (!output.json())
        output.say(found->complete() ? "dossier.complete" : "dossier.incomplete",
                   {{"standard", found->standard.text("code")}, {"gaps", std::to_string(found->gaps.size())}});
    return found->complete() ? kDone : kNotConforming;
}

/// --standard, --found, --from, --to, --range as the register and the trace want them.
Result<quality::NonconformityOpening> openingOf(const QualityOptions& options, Registry& registry, Office& office)
{
    quality::NonconformityOpening opening;
    opening.title = options.title.value_or("");
    opening.description = options.text.value_or("");
    opening.source = options.source.value_or(options.found ? "standard-out-of-tolerance" : "other");
    opening.day = office.today();
    if (!options.standard)
        return opening;
    const auto asset = registry.resolve("asset", *options.standard);
    CAL_TRY(asset);
    opening.asset = *asset;
    if (!options.found)
        return opening;
    opening.foundText = *options.found;
    opening.from = options.from.value_or("");
    opening.to = options.to.value_or(office.today());
    opening.range = options.range.value_or("");
    auto found =
        quality::foundErrorOf(asset->text(), opening.foundText, opening.from, opening.to, opening.range, office.laboratory().offset);
    CAL_TRY(found);
    opening.found = *std::move(found);
    return opening;
}

int openWork(Office& office, const QualityOptions& options)
{
    const auto opened =
        work<quality::NonconformityOpened>(office, [&](QualityWork& work, Registry& registry) -> Result<quality::NonconformityOpened> {
            const auto opening = openingOf(options, registry, office);
            CAL_TRY(opening);
            return quality::openNonconformity(work, *opening, office.laboratory().name, office.catalogue().messages);
        });
    const auto& output = office.output();
    if (!opened)
        return output.fail(opened.error());
    if (options.letters && !opened->letters.empty()) {
        if (const auto writable = ensureWritableFolder(*options.letters); !writable)
            return output.fail(writable.error());
        for (std::size_t i = 0; i < opened->letters.size(); ++i)
            if (const auto written = writeFile(std::filesystem::path(*options.letters) / ("letter-" + std::to_string(i + 1) + ".txt"),
                                               opened->letters[i].text);
                !written)
                return output.fail(written.error());
    }
    const auto& entity = opened->nonconformity;
    Json document = Json::Object{{"nonconformity", entity.id.text()},
                                 {"number", entity.text("number")},
                                 {"state", entity.state},
                                 {"standard-state", opened->assetState},
                                 {"letters", static_cast<std::int64_t>(opened->letters.size())}};
    for (const char* field : {"points-passing", "points-undecided", "points-failing", "points-not-judged"})
        document[field] = entity.value(field);
    output.document(document);
    output.print(entity.text("number"));
    if (!output.json() && opened->impact)
        output.say("nonconformity.impact", {{"number", entity.text("number")},
                                            {"points", std::to_string(opened->impact->points())},
                                            {"failing", std::to_string(opened->impact->fails.size())},
                                            {"undecided", std::to_string(opened->impact->undecided.size())},
                                            {"letters", std::to_string(opened->letters.size())}});
    return kDone;
}

/// contain, decide, restart, close: a step of the kind with the one text it asks for.
struct WorkStep {
    std::string_view verb, step;
    const char* field;
};
constexpr WorkStep kWorkSteps[] = {{"contain", "contained", "containment"},
                                   {"decide", "decided", "decision"},
                                   {"restart", "restart-allowed", "restart-allowed-by"},
                                   {"close", "closed", "corrective-action"}};

Result<Json> keptFiles(journal::EventStore& store, const std::vector<std::string>& paths)
{
    Json::Array files;
    for (const auto& path : paths) {
        auto file = keptFile(store, path);
        CAL_TRY(file);
        files.push_back(*std::move(file));
    }
    return Json(std::move(files));
}

int stepWork(Office& office, const QualityOptions& options, const WorkStep& step)
{
    const auto stepped = work<Entity>(office, [&](QualityWork& work, Registry& registry) -> Result<Entity> {
        const auto id = registry.resolve("nonconformity", options.subject);
        CAL_TRY(id);
        const auto entity = registry.get(*id);
        CAL_TRY(entity);
        Json::Object values;
        values[step.field] = step.verb == "restart" ? office.person().id : options.text.value_or("");
        if (step.verb == "decide" && options.recall)
            values["recall"] = true;
        if (!options.files.empty()) {
            auto files = keptFiles(work.store, options.files);
            CAL_TRY(files);
            values[step.verb == "close" ? "evidence" : "letters"] = *std::move(files);
        }
        return registry.step(*id, entity->seq, step.step, options.reason.value_or(""), values);
    });
    const auto& output = office.output();
    if (!stepped)
        return output.fail(stepped.error());
    output.document(Json::Object{{"number", stepped->text("number")}, {"state", stepped->state}});
    output.print(stepped->text("number") + ": " + stepped->state);
    return kDone;
}

int listWork(Office& office)
{
    const auto list = work<std::vector<Entity>>(office, [](QualityWork&, Registry& registry) { return registry.list("nonconformity"); });
    const auto& output = office.output();
    if (!list)
        return output.fail(list.error());
    std::vector<std::vector<std::string>> rows;
    Json::Array entries;
    for (const auto& entity : *list) {
        rows.push_back({entity.text("number"), entity.text("opened"), entity.state, entity.text("title")});
        entries.push_back(Json::Object{{"number", entity.text("number")},
                                       {"opened", entity.text("opened")},
                                       {"state", entity.state},
                                       {"title", entity.text("title")}});
    }
    const bool zh = output.language() == Language::Chinese;
    output.table(zh ? std::vector<std::string>{"编号", "提出日期", "状态", "标题"}
                    : std::vector<std::string>{"number", "opened", "state", "title"},
                 rows);
    output.document(Json::Object{{"nonconformities", std::move(entries)}});
    return kDone;
}

int nonconformity(Office& office, const QualityOptions& options)
{
    if (options.verb == "list")
        return listWork(office);
    if (const auto signedIn = signIn(office, options); !signedIn)
        return office.output().fail(signedIn.error());
    for (const auto& step : kWorkSteps)
        if (options.verb == step.verb)
            return stepWork(office, options, step);
    return openWork(office, options);
}

Result<quality::CheckPlan> planNamed(Registry& registry, const std::string& named)
{
    if (const auto id = Uuid::parse(named)) {
        const auto entity = registry.get(*id);
        CAL_TRY(entity);
        return quality::CheckPlan::fromEntity(*entity);
    }
    const auto found = registry.find("intermediate-check", "name", named);
    CAL_TRY(found);
    if (!*found)
        return Error{Errc::NotFound, "check.unknown", {{"name", named}}, {}};
    return quality::CheckPlan::fromEntity(**found);
}

int listChecks(Office& office, const QualityOptions& options)
{
    const auto list =
        work<std::vector<Entity>>(office, [](QualityWork&, Registry& registry) { return registry.list("intermediate-check"); });
    const auto& output = office.output();
    if (!list)
        return output.fail(list.error());
    const auto day = options.day.value_or(office.today());
    std::vector<std::vector<std::string>> rows;
    Json::Array entries;
    for (const auto& entity : *list) {
        const auto plan = quality::CheckPlan::fromEntity(entity);
        if (!plan)
            return output.fail(plan.error());
        const auto state = stateOn(*plan, day);
        rows.push_back({plan->name, plan->lastDone, plan->due, text(state).in(output.language())});
        entries.push_back(Json::Object{{"id", plan->id},
                                       {"name", plan->name},
                                       {"last-done", plan->lastDone},
                                       {"due", plan->due},
                                       {"state", std::string(quality::name(state))}});
    }
    const bool zh = output.language() == Language::Chinese;
    output.table(zh ? std::vector<std::string>{"核查", "上次", "到期", "状态"} : std::vector<std::string>{"check", "last", "due", "state"},
                 rows);
    output.document(Json::Object{{"day", day}, {"checks", std::move(entries)}});
    return kDone;
}

int recordCheck(Office& office, const QualityOptions& options)
{
    const auto& output = office.output();
    if (const auto signedIn = signIn(office, options, "perform"); !signedIn)
        return output.fail(signedIn.error());
    const auto session = Uuid::parse(options.session.value_or(""));
    if (!session)
        return output.fail(session.error());
    const auto done = work<Entity>(office, [&](QualityWork& work, Registry& registry) -> Result<Entity> {
        const auto plan = planNamed(registry, options.subject);
        CAL_TRY(plan);
        const auto events = work.store.read(*session);
        CAL_TRY(events);
        const auto record = session::fold(*events);
        CAL_TRY(record);
        const auto outcome = quality::outcomeOf(*plan, *record);
        CAL_TRY(outcome);
        const auto id = Uuid::parse(plan->id);
        CAL_TRY(id);
        return quality::recordCheckOutcome(work, *id, *outcome);
    });
    if (!done)
        return output.fail(done.error());
    output.document(Json::Object{{"name", done->text("name")}, {"result", done->text("last-result")}, {"due", done->text("due")}});
    output.print(done->text("name") + ": " + done->text("last-result") + ", " + done->text("due"));
    return done->text("last-result") == "in-limits" ? kDone : kNotConforming;
}

int chartCheck(Office& office, const QualityOptions& options)
{
    const auto chart = work<quality::ControlChart>(office, [&](QualityWork&, Registry& registry) -> Result<quality::ControlChart> {
        const auto plan = planNamed(registry, options.subject);
        CAL_TRY(plan);
        return quality::chartOf(*plan);
    });
    const auto& output = office.output();
    if (!chart)
        return output.fail(chart.error());
    std::vector<std::vector<std::string>> rows;
    Json::Array points;
    for (const auto& point : chart->points) {
        std::string broken;
        Json::Array rules;
        for (const auto rule : point.broken) {
            broken += (broken.empty() ? "" : "; ") + text(rule).in(output.language());
            rules.push_back(std::string(quality::name(rule)));
        }
        rows.push_back({point.label, shortest(point.value), broken});
        points.push_back(Json::Object{{"label", point.label}, {"value", shortest(point.value)}, {"broken", std::move(rules)}});
    }
    output.table({"", "x", ""}, rows);
    output.document(Json::Object{{"centre", shortest(chart->limits.centre)},
                                 {"lower", shortest(chart->limits.lower)},
                                 {"upper", shortest(chart->limits.upper)},
                                 {"in-control", chart->inControl()},
                                 {"points", std::move(points)}});
    return chart->inControl() ? kDone : kNotConforming;
}

int dispose(Office& office, const QualityOptions& options)
{
    const auto& output = office.output();
    if (const auto signedIn = signIn(office, options); !signedIn)
        return output.fail(signedIn.error());
    const auto done = work<bool>(office, [&](QualityWork& work, Registry&) -> Result<bool> {
        CAL_TRY(quality::recordDisposal(
            work, {options.subject, options.kind.value_or(""), options.to.value_or(""), options.text.value_or("")}, office.today()));
        return true;
    });
    if (!done)
        return output.fail(done.error());
    output.document(Json::Object{{"record", options.subject}, {"disposed", true}});
    return kDone;
}

int check(Office& office, const QualityOptions& options)
{
    return options.verb == "list"    ? listChecks(office, options)
           : options.verb == "chart" ? chartCheck(office, options)
                                     : recordCheck(office, options);
}

int inOffice(const QualityOptions& options, const Catalogue& catalogue, const Output& output, int (*task)(Office&, const QualityOptions&))
{
    Office office(catalogue, output);
    if (const auto opened = office.open(options.store); !opened)
        return output.fail(opened.error());
    return task(office, options);
}

} // namespace

int dossierVerb(const QualityOptions& options, const Catalogue& catalogue, const Output& output)
{
    return inOffice(options, catalogue, output, dossier);
}

int nonconformityVerb(const QualityOptions& options, const Catalogue& catalogue, const Output& output)
{
    return inOffice(options, catalogue, output, nonconformity);
}

int checkVerb(const QualityOptions& options, const Catalogue& catalogue, const Output& output)
{
    return inOffice(options, catalogue, output, check);
}

int retentionVerb(const QualityOptions& options, const Catalogue& catalogue, const Output& output)
{
    return inOffice(options, catalogue, output, dispose);
}

} // namespace cal::app
