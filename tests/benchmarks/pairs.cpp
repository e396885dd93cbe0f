// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/pairs.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iostream>

namespace cal::bench {

namespace {

std::vector<Pair>& pairs()
{
    static std::vector<Pair> list;
    return list;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto n = values.size();
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/// Keeps the library quiet and remembers the time of the one run.
class Keeper final : public benchmark::BenchmarkReporter
{
public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override
    {
        for (const auto& run : runs)
            if (run.run_type == Run::RT_Iteration)
                seconds = run.real_accumulated_time / static_cast<double>(run.iterations);
    }
    double seconds = 0;
};

Json number(double value)
{
    return Json::Number{shortest(value)};
}

} // namespace

bool add(Pair pair)
{
    pairs().push_back(std::move(pair));
    return true;
}

double secondsPerIteration(const std::string& name, const std::function<void()>& work, double minSeconds)
{
    benchmark::ClearRegisteredBenchmarks();
    benchmark::RegisterBenchmark(name.c_str(),
                                 [&work](benchmark::State& state) {
                                     for (auto _ : state)
                                         work();
                                 })
        ->UseRealTime()
        ->MinTime(minSeconds);
    Keeper keeper;
    benchmark::RunSpecifiedBenchmarks(&keeper);
    return keeper.seconds;
}

int runAll(int argc, char** argv)
{
    bool json = false;
    std::string only; // pairs whose names contain it
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--json") == 0)
            json = true;
        else if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc)
            only = argv[++i];
        else
            return std::fprintf(stderr, "usage: %s [--json] [--only WORDS OF A NAME]\n", argv[0]), 2;
    }
    bool allHold = true;
    Json::Array list;
    if (!json)
        std::printf("%-44s %14s %14s %9s  %s\n", "", "ours", "baseline", "ratio", "aim");
    for (const auto& pair : pairs()) {
        if (pair.name.find(only) == std::string::npos)
            continue;
        std::cerr << "measuring " << pair.name << "\n";
        std::vector<double> ours, baseline;
        for (int round = 0; round < pair.rounds; ++round) {
            ours.push_back(pair.ours());
            if (pair.baseline)
                baseline.push_back(pair.baseline());
        }
        const double own = median(ours);
        Json::Object entry{{"name", pair.name}, {"ours", number(own)}, {"baseline", nullptr}, {"ratio", nullptr},
                           {"unit", pair.unit}, {"aim", nullptr},      {"holds", true}};
        std::string ratioText = "-", baselineText = "-", aimText = "-";
        char text[64];
        if (pair.baseline) {
            const double other = median(baseline);
            const double ratio = own / other;
            const bool holds = !pair.aim || (pair.better == Better::Smaller ? ratio <= *pair.aim : ratio >= *pair.aim);
            allHold = allHold && holds;
            entry["baseline"] = number(other);
            entry["ratio"] = number(ratio);
            entry["holds"] = holds;
            std::snprintf(text, sizeof text, "%.4g", other);
            baselineText = text;
            std::snprintf(text, sizeof text, "%.3f", ratio);
            ratioText = text;
            if (pair.aim) {
                entry["aim"] = number(*pair.aim);
                std::snprintf(text, sizeof text, "%s %.3g %s", pair.better == Better::Smaller ? "<=" : ">=", *pair.aim,
                              holds ? "holds" : "MISSED");
                aimText = text;
            }
        }
        list.push_back(entry);
        std::snprintf(text, sizeof text, "%.4g %s", own, pair.unit.c_str());
        if (!json)
            std::printf("%-44s %14s %14s %9s  %s\n", pair.name.c_str(), text, baselineText.c_str(), ratioText.c_str(), aimText.c_str());
    }
    if (json)
        std::cout << Json(list).pretty() << "\n";
    return allHold ? 0 : 1;
}

} // namespace cal::bench
