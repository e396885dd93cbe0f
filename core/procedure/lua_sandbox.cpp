// SPDX-License-Identifier: GPL-3.0-or-later
// Memory, time and errors of a script.
#include "core/procedure/lua_sandbox.h"

#include <cstdlib>
#include <ctime>
#include <new>

namespace cal::procedure::script {

namespace {

constexpr int kHookInterval = 200; // with slow library calls in between a stop is still seen within a fraction of a second
constexpr const char* kErrorType = "calbench.error";

void* allocate(void* context, void* block, std::size_t oldSize, std::size_t newSize)
{
    auto& guard = *static_cast<Guard*>(context);
    if (!block)
        oldSize = 0; // then it is a type tag, not a size
    if (newSize == 0) {
        std::free(block);
        guard.memory -= oldSize;
        return nullptr;
    }
    if (newSize > oldSize && guard.memory + (newSize - oldSize) > guard.limits.memory)
        return nullptr;
    void* moved = std::realloc(block, newSize);
    if (moved)
        guard.memory = guard.memory - oldSize + newSize;
    return moved;
}

void hook(lua_State* state, lua_Debug*)
{
    checkLimits(state, guardOf(state).fatal ? 0 : kHookInterval);
}

int destroyError(lua_State* state)
{
    static_cast<Error*>(lua_touserdata(state, 1))->~Error();
    return 0;
}

/// What a script sees that catches the error: key and arguments; the sentence is made where it is shown.
int errorText(lua_State* state)
{
    const Error* error = errorAt(state, 1);
    if (!error)
        return luaL_error(state, "an error is needed");
    std::string text = error->context.empty() ? error->key : error->context + ": " + error->key;
    for (const auto& arg : error->args)
        text += " " + arg.name + "=" + arg.value;
    lua_pushlstring(state, text.data(), text.size());
    return 1;
}

[[noreturn]] void throwTop(lua_State* state)
{
    lua_error(state);
    std::abort(); // lua_error does not return
}

void pushError(lua_State* state, const Error& error)
{
    void* memory = lua_newuserdatauv(state, sizeof(Error), 0);
    new (memory) Error(error);
    if (luaL_newmetatable(state, kErrorType)) {
        lua_pushcfunction(state, destroyError);
        lua_setfield(state, -2, "__gc");
        lua_pushcfunction(state, bound<errorText>);
        lua_setfield(state, -2, "__tostring");
        lua_pushliteral(state, "error");
        lua_setfield(state, -2, "__metatable");
    }
    lua_setmetatable(state, -2);
}

Error scriptError(std::string key, int line, std::vector<Arg> more)
{
    std::vector<Arg> args{{"file", "measure.lua"}, {"line", std::to_string(line)}};
    args.insert(args.end(), more.begin(), more.end());
    return {Errc::InvalidArgument, std::move(key), std::move(args), {}};
}

} // namespace

Guard& guardOf(lua_State* state)
{
    return **static_cast<Guard**>(lua_getextraspace(state));
}

std::chrono::nanoseconds processorTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

lua_State* newState(Guard& guard)
{
    lua_State* state = lua_newstate(allocate, &guard);
    if (!state)
        return nullptr;
    *static_cast<Guard**>(lua_getextraspace(state)) = &guard; // coroutines copy it
    guard.started = processorTime();
    lua_sethook(state, hook, LUA_MASKCOUNT, kHookInterval);
    return state;
}

int currentLine(lua_State* state)
{
    lua_Debug frame;
    for (int level = 0; lua_getstack(state, level, &frame) == 1; ++level) {
        lua_getinfo(state, "l", &frame);
        if (frame.currentline > 0)
            return frame.currentline;
    }
    return 0;
}

void raise(lua_State* state, const Error& error, bool fatal)
{
    Guard& guard = guardOf(state);
    if (fatal && !guard.fatal)
        guard.fatal = error;
    if (guard.fatal)
        lua_sethook(state, hook, LUA_MASKCOUNT, 1);
    pushError(state, error);
    throwTop(state); // unwinds: this Lua is compiled as C++
}

void passFatal(lua_State* state, int status)
{
    Guard& guard = guardOf(state);
    if (status == LUA_ERRMEM && !guard.fatal)
        guard.fatal = Error{
            Errc::InvalidArgument, "script.memory", {{"file", "measure.lua"}, {"limit", std::to_string(guard.limits.memory >> 20)}}, {}};
    if (!guard.fatal)
        return;
    lua_sethook(state, hook, LUA_MASKCOUNT, 1);
    lua_pushliteral(state, "stopped"); // the host reports `fatal`; an allocation here could fail again
    throwTop(state);
}

void checkLimits(lua_State* state, std::int64_t instructions)
{
    Guard& guard = guardOf(state);
    passFatal(state, LUA_OK);
    if (guard.stop.stop_requested())
        raise(state, Error{Errc::Cancelled, "cancelled", {}, {}}, true);
    guard.instructions += instructions;
    if (guard.instructions > guard.limits.instructions)
        raise(state, scriptError("script.too-long", currentLine(state), {{"limit", std::to_string(guard.limits.instructions)}}), true);
    if (processorTime() - guard.started > guard.limits.processorTime)
        raise(state,
              scriptError("script.too-slow", currentLine(state), {{"limit", std::to_string(guard.limits.processorTime.count() / 1000)}}),
              true);
}

const Error* errorAt(lua_State* state, int index)
{
    return static_cast<const Error*>(luaL_testudata(state, index, kErrorType));
}

} // namespace cal::procedure::script
