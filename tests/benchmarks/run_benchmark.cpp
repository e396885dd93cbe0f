// SPDX-License-Identifier: GPL-3.0-or-later
// A complete run of the multimeter procedure on the simulated bench with no simulated time at all: which share of it is not spent waiting
// for instruments (between sending a query and its answer).
#include "core/journal/writer.h"
#include "core/session/record.h"
#include "core/session/runner.h"
#include "core/session/session_events.h"
#include "core/storage/store.h"
#include "instruments/bench.h"
#include "resources/data.h"
#include "tests/benchmarks/pairs.h"

#include <QTemporaryDir>

#include <chrono>
#include <cstdlib>
#include <map>

namespace cal::bench {

namespace {

/// Adds up the time between the last thing sent to an instrument and its answer.
class WaitMeter final : public session::RunObserver
{
public:
    void exchanged(const equipment::Exchange& exchange) override
    {
        if (exchange.direction == equipment::Exchange::Direction::Sent)
            m_sent[exchange.instrument] = exchange.at.monotonic;
        else if (const auto sent = m_sent.find(exchange.instrument); sent != m_sent.end())
            waited += exchange.at.monotonic - sent->second;
    }
    std::chrono::nanoseconds waited{};

private:
    std::map<std::string, std::chrono::nanoseconds> m_sent;
};

struct RunTime {
    double seconds = 0, outside = 0;
    std::size_t readings = 0;
};

template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s %s\n", result.error().key.c_str(), result.error().context.c_str());
        std::abort();
    }
    return *std::move(result);
}

RunTime runOnce()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("run.calbench")).toStdString();
    equipment::DefinitionLibrary definitions;
    for (const auto& [name, bytes] : resources::folder("definitions"))
        if (!definitions.add(name.substr(0, name.rfind('.')), bytes))
            std::abort();
    auto description = must(Json::parse(resources::bytes("demo/bench.json")));
    description["time-scale"] = 0;
    const auto laboratory = must(Json::parse(resources::bytes("demo/laboratory.json")));
    const auto factory = instruments::benchFactory(definitions);
    const auto bench = must(factory->open(description));

    SystemClock clock;
    IdMaker ids(clock);
    const auto writer = must(journal::Writer::start([&] { return storage::openStore(path, storage::OpenMode::Create, clock); }));
    WaitMeter waits;
    session::RunControl control;
    session::PrepareRequest request;
    request.procedure = must(procedure::load(resources::folder("procedures/dmm-dc-voltage")));
    request.laboratory = must(session::Laboratory::fromJson(laboratory["laboratory"]));
    request.performer = must(session::Person::fromJson(laboratory["people"].at(0)));
    request.item = must(session::Item::fromJson(laboratory["items"]["dmm-dc-voltage"]));
    for (const auto& standard : laboratory["standards"].asArray())
        request.standards.push_back(must(session::StandardUsed::fromJson(standard)));
    request.bench = bench.get();
    request.unattended = true;
    request.placeOfWork = laboratory["place-of-work"].asText();
    const auto setUp = must(session::prepare(request, {}));

    const auto start = std::chrono::steady_clock::now();
    const auto outcome = must(
        session::run(setUp, bench.get(), std::nullopt, {*writer, clock, ids, {"metrologist-demo", "bench", "bench"}, &waits}, control));
    const std::chrono::duration<double> total = std::chrono::steady_clock::now() - start;
    if (!outcome.record.sealed)
        std::abort();
    RunTime time;
    time.seconds = total.count();
    time.outside = 1 - std::chrono::duration<double>(waits.waited).count() / total.count();
    return time;
}

[[maybe_unused]] const bool kRun =
    add({"complete run, settling scaled to zero", "s", [] { return runOnce().seconds; }, {}, {}, Better::Smaller, 3});
[[maybe_unused]] const bool kShare =
    add({"share of that run outside instrument waits", "1", [] { return runOnce().outside; }, {}, {}, Better::Smaller, 3});

} // namespace

} // namespace cal::bench
