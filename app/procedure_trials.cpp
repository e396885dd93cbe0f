// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/procedure_trials.h"

#include "app/laboratory_store.h"
#include "core/journal/memory_store.h"
#include "core/procedure/lint.h"
#include "core/session/runner.h"
#include "instruments/bench.h"

#include <algorithm>

namespace cal::app {

namespace {

using quality::Trial;

/// Nothing waits: the course of a run is tried, not its waiting.
constexpr int kTimeScale = 0;

Json laidOver(Json base, const Json& over)
{
    if (!over.isObject())
        return over.isNull() ? base : over;
    for (const auto& [name, value] : over.asObject())
        base[name] = laidOver(base[name], value);
    return base;
}

class Unwatched final : public session::RunObserver
{
public:
    [[nodiscard]] bool interactive() const override { return false; }
};

std::string printedOf(const session::PointResult& result, const std::string& member)
{
    if (member == "verdict")
        return std::string(conformity::name(result.verdict));
    if (member == "E")
        return result.printedError;
    if (member == "U")
        return result.printedU;
    if (member == "k")
        return result.printedK;
    if (member == "mpe")
        return result.printedMpe;
    if (member == "indication")
        return result.printedIndication;
    if (member == "reference")
        return result.printedReference;
    return {};
}

/// Printed texts agree when they are the same text, or the same number ("+0.10", "0.10").
bool agree(const std::string& expected, const std::string& found)
{
    const auto a = Decimal::parse(expected), b = Decimal::parse(found);
    return a && b ? *a == *b && a->exponent() == b->exponent() : expected == found;
}

Trial compared(std::string id, const std::string& expected, const std::string& found)
{
    Trial trial;
    trial.id = std::move(id);
    trial.expected = expected;
    trial.found = found;
    trial.holds = agree(expected, found);
    return trial;
}

Trial lintTrial(const std::string& id, const procedure::FileSet& files, const Catalogue& catalogue)
{
    std::size_t errors = 0;
    std::optional<Error> first;
    for (const auto& finding : procedure::lint(files, catalogue.definitions))
        if (finding.severity == procedure::Finding::Severity::Error && ++errors == 1)
            first = finding.message;
    auto trial = compared(id + ": lint", "0", std::to_string(errors));
    trial.error = first;
    return trial;
}

} // namespace

Result<session::SessionRecord> runCase(const Catalogue& catalogue, const procedure::Procedure& procedure, const Json& testCase)
{
    std::optional<session::TypedEntries> typed;
    if (testCase.contains("typed")) {
        auto read = session::TypedEntries::fromJson(testCase["typed"]);
        CAL_TRY(read);
        typed = *std::move(read);
    }
    std::unique_ptr<equipment::Bench> bench;
    const auto factory = instruments::benchFactory(catalogue.definitions);
    if (!(procedure.head.typed && typed && typed->start && typed->end)) {
        Json description = procedure.head.typed ? environmentOnly(catalogue.demoBench) : catalogue.demoBench;
        description["time-scale"] = kTimeScale;
        auto opened = factory->open(laidOver(std::move(description), testCase["bench"]));
        CAL_TRY(opened);
        bench = *std::move(opened);
    }
    SystemClock clock;
    auto writer = journal::Writer::start(
        [&clock] { return Result<std::unique_ptr<journal::EventStore>>(std::make_unique<journal::MemoryStore>(clock)); });
    CAL_TRY(writer);
    IdMaker ids(clock);
    Unwatched observer;
    session::RunControl control;
    const auto& demo = catalogue.demo;
    const session::RunServices services{
        **writer,  clock,  ids, {demo.people.empty() ? std::string() : demo.people.front().id, stationName(), programName()},
        &observer, nullptr};
    session::PrepareRequest request;
    request.procedure = procedure;
    request.laboratory = demo.laboratory;
    if (!demo.people.empty())
        request.performer = demo.people.front();
    if (const auto item = demo.items.find(procedure.head.id); item != demo.items.end())
        request.item = item->second;
    request.standards = demo.standards;
    request.bench = bench.get();
    request.typed = typed;
    request.unattended = true;
    request.placeOfWork = demo.placeOfWork;
    request.clock = &clock;
    const auto setUp = session::prepare(request, {});
    CAL_TRY(setUp);
    const auto outcome = session::run(*setUp, bench.get(), typed, services, control);
    CAL_TRY(outcome);
    if (outcome->error)
        return *outcome->error;
    return outcome->record;
}

std::vector<Trial> compareCase(const std::string& name, const Json& expect, const session::SessionRecord& record)
{
    std::vector<Trial> trials;
    if (expect.contains("verdict"))
        trials.push_back(compared(name + ": verdict", expect["verdict"].asString(), std::string(conformity::name(record.overall))));
    for (const auto& [id, members] : expect["points"].asObject()) {
        const auto* point = record.point(id);
        const auto* attempt = point ? point->counting() : nullptr;
        for (const auto& [member, expected] : members.asObject()) {
            const bool judged = attempt && attempt->result;
            trials.push_back(compared(name + ": " + id + " " + member, expected.asString(),
                                      judged ? printedOf(*attempt->result, member) : std::string()));
            trials.back().holds = trials.back().holds && judged;
        }
    }
    return trials;
}

ProcedureTrials tryProcedures(const Catalogue& catalogue)
{
    ProcedureTrials out;
    out.part = quality::checkPart("procedures");
    for (const auto& [id, files] : catalogue.procedures) {
        out.part.trials.push_back(lintTrial(id, files, catalogue));
        const auto procedure = procedure::load(files);
        if (!procedure) {
            out.part.trials.push_back(Trial::failed(id, procedure.error()));
            continue;
        }
        bool kept = false;
        for (const Json& testCase : procedure->tests["cases"].asArray()) {
            const auto name = id + " " + testCase["id"].asString();
            auto record = runCase(catalogue, *procedure, testCase);
            if (!record) {
                out.part.trials.push_back(Trial::failed(name, record.error()));
                continue;
            }
            const auto trials = compareCase(name, testCase["expect"], *record);
            out.part.trials.insert(out.part.trials.end(), trials.begin(), trials.end());
            if (!kept)
                out.records.push_back(*std::move(record));
            kept = true;
        }
    }
    return out;
}

} // namespace cal::app
