// SPDX-License-Identifier: GPL-3.0-or-later
// calbench run: from a procedure to record and draft certificate, with the same engine as the window.
#include "app/access.h"
#include "app/cli/progress.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/guard/guard_process.h"
#include "app/installation_check.h"
#include "app/laboratory_store.h"
#include "app/orders.h"
#include "app/session_files.h"
#include "app/standards.h"
#include "app/stop_signals.h"
#include "core/storage/store.h"
#include "instruments/bench.h"

#include <algorithm>
#include <filesystem>
#include <unistd.h>

namespace cal::app {

namespace {

/// All that a run needs, read and checked before anything is begun.
struct Inputs {
    procedure::Procedure procedure;
    Json bench; ///< null: a typed procedure whose environment is typed too
    std::optional<session::Item> item;
    std::optional<session::TypedEntries> typed;
};

/// What was frozen for the item of an order, read from the laboratory's store.
Result<session::OrderWork> workOf(journal::Writer& writer, const Catalogue& catalogue, const std::string& order, Clock& clock)
{
    const auto founded = requireLaboratory(writer);
    CAL_TRY(founded);
    return orderWorkOf(writer, catalogue.kinds, founded->laboratory.offset, order, clock);
}

Result<Inputs> readInputs(const RunOptions& options, const Catalogue& catalogue, const std::optional<session::OrderWork>& work)
{
    Inputs inputs;
    if (work) {
        inputs.procedure = work->procedure;
    } else {
        const auto files = catalogue.procedureFiles(options.procedure);
        CAL_TRY(files);
        auto loaded = procedure::load(*files);
        CAL_TRY(loaded);
        inputs.procedure = *std::move(loaded);
    }
    if (options.typed) {
        const auto document = readJson(*options.typed);
        CAL_TRY(document);
        auto typed = session::TypedEntries::fromJson(*document);
        if (!typed)
            return std::move(typed).error().within(*options.typed);
        inputs.typed = *std::move(typed);
    }
    if (work) {
        inputs.item = work->item;
    } else if (options.item) {
        const auto document = readJson(*options.item);
        CAL_TRY(document);
        auto item = session::Item::fromJson(*document);
        if (!item)
            return std::move(item).error().within(*options.item);
        inputs.item = *std::move(item);
    } else if (const auto found = catalogue.demo.items.find(inputs.procedure.head.id); found != catalogue.demo.items.end()) {
        inputs.item = found->second;
    }
    const bool environmentTyped = inputs.typed && inputs.typed->start && inputs.typed->end;
    if (options.bench) {
        auto bench = readJson(*options.bench);
        CAL_TRY(bench);
        inputs.bench = *std::move(bench);
    } else if (!(inputs.procedure.head.typed && environmentTyped)) {
        inputs.bench = inputs.procedure.head.typed ? environmentOnly(catalogue.demoBench) : catalogue.demoBench;
    }
    return inputs;
}

/// The laboratory of the store; the demonstration laboratory is founded in a new one.
Result<FoundedLaboratory> laboratoryFor(journal::Writer& writer, const Catalogue& catalogue, bool simulated)
{
    auto found = laboratoryOf(writer);
    CAL_TRY(found);
    if (*found) {
        if ((**found).laboratory.demonstration)
            CAL_TRY(completeDemonstration(writer, catalogue.kinds, catalogue.demo));
        return **std::move(found);
    }
    if (!simulated)
        return Error{Errc::InvalidArgument, "run.no-laboratory", {}, {}};
    return foundDemonstration(writer, catalogue.kinds, catalogue.demo);
}

/// Who performs: named by --as, or the demonstration metrologist on the simulated bench of the demonstration laboratory. Refused when not
/// authorised for the procedure today.
Result<session::Person> performer(const RunOptions& options, const FoundedLaboratory& laboratory, bool simulated, Staff& staff,
                                  const procedure::Head& head, const std::optional<session::OrderItem>& item, const Output& output)
{
    auto as = options.as;
    if (!as && laboratory.laboratory.demonstration && simulated && !laboratory.people.empty())
        as = laboratory.people.front().id;
    if (!as)
        return Error{Errc::InvalidArgument, "run.who", {}, {}};
    auto person = signInAs(staff, *as, output);
    CAL_TRY(person);
    CAL_TRY(staff.require(performing(*person, head, item)));
    return person;
}

/// Every place that can put energy on its terminals is simulated: then no person can be hurt.
bool outputsSimulated(equipment::Bench& bench)
{
    return std::all_of(bench.places().begin(), bench.places().end(), [&](const auto& place) {
        const auto* instrument = bench.instrument(place.name);
        return place.simulated || !instrument || !instrument->definition().outputs;
    });
}

Json pointJson(const session::PointRecord& point)
{
    Json json = Json::Object{{"id", point.point.id}, {"attempts", static_cast<std::int64_t>(point.attempts.size())}};
    if (const auto* attempt = point.counting(); attempt && attempt->result) {
        const auto& result = *attempt->result;
        json["unit"] = result.unit;
        json["reference"] = result.printedReference;
        json["indication"] = result.printedIndication;
        json["error"] = result.printedError;
        json["mpe"] = result.printedMpe;
        json["U"] = result.printedU;
        json["k"] = result.printedK;
        json["p"] = result.printedP;
        json["verdict"] = name(result.verdict);
    }
    return json;
}

void printResults(const session::SessionRecord& record, const Output& output)
{
    std::vector<std::vector<std::string>> rows;
    for (const auto& point : record.points) {
        const auto* attempt = point.counting();
        if (!attempt || !attempt->result)
            continue;
        const auto& r = *attempt->result;
        rows.push_back({point.point.id, r.printedReference, r.printedIndication, r.printedError, r.printedMpe, r.printedU, r.printedK,
                        r.unit, r.verdict == conformity::Verdict::NotJudged ? "" : conformity::text(r.verdict).in(output.language())});
    }
    const bool zh = output.language() == Language::Chinese;
    output.table(zh ? std::vector<std::string>{"校准点", "标准值", "示值", "示值误差", "MPE", "U", "k", "单位", "结论"}
                    : std::vector<std::string>{"point", "reference", "indication", "E", "MPE", "U", "k", "unit", "verdict"},
                 rows);
}

ExitStatus statusOf(const session::RunOutcome& outcome)
{
    using End = session::RunOutcome::End;
    switch (outcome.end) {
    case End::PointFailed:
        return outcome.error ? exitStatus(outcome.error->code) : kFailed;
    case End::StoppedByPerson:
    case End::Aborted:
        return kUnfinished;
    case End::Finished:
        break;
    }
    const auto overall = outcome.record.overall;
    return overall == conformity::Verdict::Fail || overall == conformity::Verdict::Undecided ? kNotConforming : kDone;
}

/// Record and draft certificate into the folder; the certificate only of a finished session.
Result<void> deliver(const session::SessionRecord& record, journal::Writer& writer, const std::filesystem::path& folder)
{
    const auto text = recordFile(writer, record);
    CAL_TRY(text);
    CAL_TRY(writeFile(folder / "record.json", *text));
    if (!record.sealed)
        return {};
    const auto pdf = draftCertificate(record, certificate::DocumentLanguage::Both);
    CAL_TRY(pdf);
    return writeFile(folder / "certificate.pdf", *pdf);
}

} // namespace

int runVerb(const RunOptions& options, const Catalogue& catalogue, const Output& output)
{
    StopSignals signals; // before any other thread is started
    SystemClock clock;
    const auto storePath = options.store.value_or(defaultStorePath());
    std::unique_ptr<journal::Writer> ordersStore; // an order is read before the bench is opened
    std::optional<session::OrderWork> work;
    if (options.order.has_value() == !options.procedure.empty() || (options.order && options.item))
        return output.fail(Error{Errc::InvalidArgument, "run.procedure-or-order", {}, {}});
    if (options.order) {
        auto opened = openWriter(storePath, StoreUse::Existing, clock);
        if (!opened)
            return output.fail(opened.error());
        ordersStore = *std::move(opened);
        auto frozen = workOf(*ordersStore, catalogue, *options.order, clock);
        if (!frozen)
            return output.fail(frozen.error());
        work = *std::move(frozen);
    }
    const auto inputs = readInputs(options, catalogue, work);
    if (!inputs)
        return output.fail(inputs.error());
    if (options.out) {
        if (const auto writable = ensureWritableFolder(*options.out); !writable)
            return output.fail(writable.error());
    }
    std::unique_ptr<equipment::Bench> bench;
    const auto factory = instruments::benchFactory(catalogue.definitions);
    if (!inputs->bench.isNull()) {
        auto opened = factory->open(inputs->bench);
        if (!opened)
            return output.fail(opened.error());
        bench = *std::move(opened);
    }
    const bool simulated = !bench || outputsSimulated(*bench);

    const bool newStore = !ordersStore && !storage::isServer(storePath) && !std::filesystem::exists(storePath);
    Result<std::unique_ptr<journal::Writer>> writer = ordersStore ? std::move(ordersStore) : openWriter(storePath, StoreUse::Create, clock);
    if (!writer)
        return output.fail(writer.error());
    const auto laboratory = laboratoryFor(**writer, catalogue, simulated);
    if (!laboratory)
        return output.fail(laboratory.error());
    if (newStore)
        output.say("run.new-store", {{"file", storePath}});
    Staff staff(**writer, catalogue.kinds, workplaceOf(laboratory->laboratory, "command-line"), clock);
    const auto person = performer(options, *laboratory, simulated, staff, inputs->procedure.head,
                                  work ? std::optional(work->orderItem) : std::nullopt, output);
    if (!person)
        return output.fail(person.error());
    const auto refuse = [&](const Error& reason) { // what did not begin is journalled with its reason
        const auto logged =
            reason.code == Errc::StoreFailed ? Result<void>{} : staff.logRefusedRun(*person, inputs->procedure.head, reason);
        return output.fail(logged ? reason : logged.error());
    };
    if (const auto checked = requireChecked(**writer); !checked) {
        if (!laboratory->laboratory.demonstration)
            return refuse(checked.error());
        if (!output.json()) // nothing of the demonstration laboratory is issued
            output.say(output.sentence(checked.error()));
    }

    const bool terminal = ::isatty(STDIN_FILENO) == 1 && !output.json();
    session::RunControl control;
    signals.onStop([&control] { control.abort(); });
    TerminalObserver observer(output, control, inputs->procedure.points.size(), terminal);
    std::error_code ignored;
    GuardProcess guard(std::filesystem::read_symlink("/proc/self/exe", ignored), storePath);
    IdMaker ids(clock);
    const session::RunServices services{**writer,
                                        clock,
                                        ids,
                                        {person->id, stationName(), programName()},
                                        &observer,
                                        &guard,
                                        standardsUsable(**writer, catalogue.kinds, clock),
                                        &catalogue.kinds};

    std::optional<journal::StreamId> unfinished;
    if (options.hold)
        control.holdBeforeSeal();
    if (options.resume && work) {
        unfinished = work->lastSession;
    } else if (options.resume) {
        const auto found = unfinishedSession(**writer, inputs->procedure.head.id);
        if (!found)
            return output.fail(found.error());
        unfinished = *found;
    }
    if (options.resume && !unfinished)
        output.say("run.nothing-to-resume", {});
    Result<session::RunOutcome> outcome = Error{};
    // Simulated outputs hurt nobody: without a terminal to press a key on, the run goes on as with --unattended, and the journal says so.
    const bool unattended = options.unattended || (simulated && !terminal);
    if (unfinished) {
        if (unattended)
            control.confirmHighVoltage(); // the frozen set-up keeps what was said when the session began
        outcome = session::resume(*unfinished, bench.get(), inputs->typed, services, control);
    } else {
        session::PrepareRequest request;
        request.procedure = inputs->procedure;
        request.laboratory = laboratory->laboratory;
        request.performer = *person;
        if (inputs->item)
            request.item = *inputs->item;
        request.standards = laboratory->standards;
        request.bench = bench.get();
        request.typed = inputs->typed;
        request.unattended = unattended;
        request.placeOfWork = laboratory->placeOfWork;
        request.clock = &clock;
        const auto onHand = standardsOnHand(**writer, catalogue.kinds, clock);
        if (!onHand)
            return output.fail(onHand.error());
        request.onHand = &*onHand;
        request.authorisedPeople = authorisedPeople(**writer, catalogue.kinds, laboratory->laboratory, clock);
        if (work)
            session::takeUp(*work, request);
        const auto setUp = session::prepare(request, {});
        if (!setUp)
            return refuse(setUp.error());
        for (const auto& notice : setUp->notices)
            output.say("calbench: " + output.sentence(notice));
        outcome = session::run(*setUp, bench.get(), inputs->typed, services, control);
    }
    if (!outcome)
        return refuse(outcome.error());

    const auto& record = outcome->record;
    if (options.out) {
        if (const auto delivered = deliver(record, **writer, *options.out); !delivered)
            return output.fail(delivered.error());
    }
    auto status = statusOf(*outcome);
    Json::Array points;
    for (const auto& point : record.points)
        points.push_back(pointJson(point));
    Json document = Json::Object{{"session", outcome->session.text()},
                                 {"procedure", inputs->procedure.head.id},
                                 {"finished", record.sealed},
                                 {"simulated", record.setUp.simulated},
                                 {"issued", false},
                                 {"overall", name(record.overall)},
                                 {"resumes", record.resumes},
                                 {"points", std::move(points)}};
    if (options.out)
        document["out"] = *options.out;
    printResults(record, output);
    if (outcome->error) {
        const auto sentence = output.sentence(*outcome->error);
        document["error"] = Json::Object{{"key", outcome->error->key}, {"message", sentence}};
        output.say("calbench: " + sentence + " " + catalogue.messages.render("run.can-resume", {}, output.language()));
    } else if (!record.sealed) {
        output.say("calbench: " + catalogue.messages.render("run.stopped", {}, output.language()));
    }
    output.document(document);
    return status;
}

} // namespace cal::app
