// SPDX-License-Identifier: GPL-3.0-or-later
// Inside of the script host: one guarded Lua state per call.
//
// Invariants, each with an escape test:
// 1. Once `fatal` is set nothing the script does goes on: the hook fires at every instruction, and pcall, xpcall, coroutine.resume, wrap
// and
//    close pass the error up instead of handing it to the script.
// 2. No script code runs where hooks are off: no __gc (Lua turns hooks off in finalisers), no message handler and no __close of a dead
//    coroutine after the hook has thrown.
// 3. No library function runs long without an instruction: lengths, repetitions and pattern cost are bounded (hooks do not fire inside C).
#pragma once

#include "core/procedure/lua_host.h"

#include <lua.hpp>

#include <optional>

namespace cal::procedure::script {

/// What Lua's own buffers say when they cannot grow; an ordinary error there, not LUA_ERRMEM.
inline constexpr const char* kNoMemory = "not enough memory";

/// State of one call, reachable from every coroutine.
struct Guard {
    const ScriptLimits& limits;
    std::stop_token stop;
    ScriptBench* bench = nullptr; ///< null while only checking
    std::optional<Error> fatal;   ///< gets out whatever the script does
    std::size_t memory = 0;       ///< bytes in use
    std::int64_t instructions = 0;
    std::chrono::nanoseconds started{}; ///< processor time when the call began, moved on by what the bench used
    int errorLine = 0;                  ///< line of the last error that nobody caught
};

Guard& guardOf(lua_State* state);
/// Processor time of this thread.
std::chrono::nanoseconds processorTime();

/// A new state with sandbox and limits; null when even that is more than the memory allowed. Close with lua_close.
lua_State* newState(Guard& guard);
/// Opens the libraries that authors need and closes the ways out. Called inside a protected call.
void openLibraries(lua_State* state);
void openCoroutines(lua_State* state); ///< pcall, xpcall and coroutine.* that cannot swallow what is fatal
void openQuantities(lua_State* state); ///< q and the metatable of quantities
void openBench(lua_State* state);      ///< metatable of the bench

/// Line of measure.lua that is running, from the innermost Lua function outwards; 0 when there is none.
int currentLine(lua_State* state);
/// Throws an Error through Lua: as a value the script may catch, or as a fatal one.
[[noreturn]] void raise(lua_State* state, const Error& error, bool fatal);
/// Throws `fatal` again after a protected call; returns when there is nothing to throw. `status` is that of the protected call.
void passFatal(lua_State* state, int status);
/// Stop, instruction count and processor time; `instructions` are added. Raises.
void checkLimits(lua_State* state, std::int64_t instructions);

/// The Error carried by the value on the stack, or null.
const Error* errorAt(lua_State* state, int index);
void pushQuantity(lua_State* state, units::Quantity quantity);
/// The quantity on the stack, or null.
const units::Quantity* quantityAt(lua_State* state, int index);
void pushBench(lua_State* state);
void pushPoint(lua_State* state, const Point& point);

/// Barrier of a bound function: C++ exceptions of ours must not pass through Lua's own unwinding.
template <int (*function)(lua_State*)>
int bound(lua_State* state)
{
    try {
        return function(state);
    } catch (const std::bad_alloc&) {
        // Falls through: the handler must have ended before Lua throws.
    } catch (const std::exception& trouble) {
        lua_pushstring(state, trouble.what());
        return lua_error(state);
    }
    lua_pushstring(state, kNoMemory);
    return lua_error(state);
}

} // namespace cal::procedure::script
