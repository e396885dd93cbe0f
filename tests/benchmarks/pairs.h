// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs of benchmarks: ours and its baseline, run in turn in one process, reported as a ratio. Figures without a baseline are reports.
#pragma once

#include "core/base/json.h"

#include <benchmark/benchmark.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cal::bench {

enum class Better { Smaller, Larger };

struct Pair {
    std::string name;
    std::string unit;                 ///< of both figures: "us", "1/s", "s", "MiB"
    std::function<double()> ours;     ///< one measurement
    std::function<double()> baseline; ///< empty: a report without ratio
    std::optional<double> aim;        ///< for the ratio ours/baseline
    Better better = Better::Smaller;
    int rounds = 5; ///< measured in turn: ours, baseline, ours, …; medians are compared
};

/// Registers a pair; called before main by the files of this folder.
bool add(Pair pair);
/// Runs all pairs as Google Benchmark entries and returns the list for --json; prints a table otherwise.
int runAll(int argc, char** argv);

/// Seconds of one Google Benchmark run of `work`, per iteration: iterations are chosen by the library.
double secondsPerIteration(const std::string& name, const std::function<void()>& work, double minSeconds = 0.3);

} // namespace cal::bench
