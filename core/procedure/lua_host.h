// SPDX-License-Identifier: GPL-3.0-or-later
// The sandboxed Lua 5.4 host. measure(point, bench) is called once per attempt in a fresh state: nothing survives between calls.
#pragma once

#include "core/procedure/procedure.h"
#include "core/procedure/script_bench.h"

#include <chrono>
#include <cstdint>
#include <stop_token>

namespace cal::procedure {

struct ScriptLimits {
    std::size_t memory = 32u << 20;         ///< bytes
    std::int64_t instructions = 50'000'000; ///< VM instructions of one call, waits excluded
    /// Processor time of one call outside the bench: library functions on long strings cost much in few instructions.
    std::chrono::milliseconds processorTime{20'000};
};

/// Compiles the script and runs its top level, which only defines functions, in the sandbox without a bench.
/// Errors: ParseError "script.syntax" {file, line, reason}, "script.no-measure" {file}; those of the script at top level.
Result<void> checkScript(const std::string& script);

/// Runs measure(point, bench). An error of the bench ends the call whatever the script does about it (pcall included) and comes back
/// unchanged in code and key, with "measure.lua:LINE" as context; so do "cancelled" after a stop and the limits below. An error of a
/// quantity ("unit.mismatch") comes back the same way unless the script catches it.
/// InvalidArgument "script.error" {file, line, reason}, "script.too-long" {file, line, limit}, "script.memory" {file, limit}; Cancelled
/// "cancelled"; those of checkScript.
Result<void> measure(const std::string& script, const Point& point, ScriptBench& bench, std::stop_token stop,
                     const ScriptLimits& limits = {});

} // namespace cal::procedure
