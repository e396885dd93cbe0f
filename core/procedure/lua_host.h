// SPDX-License-Identifier: GPL-3.0-or-later
// The sandboxed Lua 5.4 host. measure(point, bench) is called once per attempt in a fresh state: nothing survives between calls.
#pragma once

#include "core/procedure/procedure.h"
#include "core/procedure/script_bench.h"

#include <cstdint>
#include <stop_token>

namespace cal::procedure {

struct ScriptLimits {
    std::size_t memory = 32u << 20;            ///< bytes
    std::int64_t instructions = 50'000'000;    ///< VM instructions of one call, waits excluded
};

/// Compiles only. Errors: ParseError "script.syntax" {file, line, reason}, "script.no-measure" {file}.
Result<void> checkScript(const std::string& script);

/// Runs measure(point, bench). Errors of the bench come back unchanged in code and key, with "measure.lua:LINE" as context;
/// InvalidArgument "script.error" {file, line, reason}, "script.too-long" {file, line, limit}, "script.memory" {file, limit}; Cancelled "cancelled".
Result<void> measure(const std::string& script, const Point& point, ScriptBench& bench, std::stop_token stop, const ScriptLimits& limits = {});

} // namespace cal::procedure
