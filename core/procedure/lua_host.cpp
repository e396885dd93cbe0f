// SPDX-License-Identifier: GPL-3.0-or-later
// Runs scripts in a guarded state and turns whatever comes out into results.
#include "core/procedure/lua_host.h"

#include "core/base/utf8.h"
#include "core/procedure/lua_sandbox.h"

#include <charconv>
#include <memory>

namespace cal::procedure {

namespace {

using namespace script;

constexpr const char* kChunkName = "=measure.lua";
constexpr std::string_view kFile = "measure.lua";
constexpr std::int64_t kCheckInstructions = 1'000'000; // the top level only defines functions

struct CloseState {
    void operator()(lua_State* state) const { lua_close(state); }
};
using StatePointer = std::unique_ptr<lua_State, CloseState>;

/// "measure.lua:3: '=' expected" → 3 and "'=' expected".
std::pair<int, std::string> splitMessage(std::string_view message)
{
    int line = 0;
    if (message.starts_with(kFile) && message.size() > kFile.size() && message[kFile.size()] == ':') {
        const char* first = message.data() + kFile.size() + 1;
        const char* end = message.data() + message.size();
        const auto [rest, trouble] = std::from_chars(first, end, line);
        if (trouble == std::errc{} && end - rest >= 2)
            message.remove_prefix(static_cast<std::size_t>(rest - message.data()) + 2);
    }
    return {line, excerpt(message, 300)};
}

Error memoryError(const ScriptLimits& limits)
{
    return {Errc::InvalidArgument, "script.memory", {{"file", std::string(kFile)}, {"limit", std::to_string(limits.memory >> 20)}}, {}};
}

Error scriptError(std::string key, Errc code, int line, std::string reason)
{
    return {code, std::move(key), {{"file", std::string(kFile)}, {"line", std::to_string(line)}, {"reason", std::move(reason)}}, {}};
}

/// Remembers the line while the stack still stands. A script's __tostring is not called: what it gives is no evidence.
int remember(lua_State* state)
{
    guardOf(state).errorLine = currentLine(state);
    return 1;
}

/// One guarded state with the script's definitions in it.
class Call
{
public:
    Call(const ScriptLimits& limits, std::stop_token stop, ScriptBench* bench)
        : m_guard{limits, std::move(stop), bench, {}, 0, 0, {}, 0}, m_state(newState(m_guard))
    {
    }

    /// Compiles the script and runs its top level, so that measure is defined.
    Result<void> define(const std::string& script)
    {
        if (!m_state)
            return memoryError(m_guard.limits);
        if (m_guard.stop.stop_requested())
            return Error{Errc::Cancelled, "cancelled", {}, {}};
        if (!isUtf8(script) || script.find('\0') != std::string::npos)
            return Error{Errc::ParseError, "script.not-utf8", {{"file", std::string(kFile)}}, {}};
        lua_State* state = m_state.get();
        m_script = &script;
        lua_pushcfunction(state, prepare);
        lua_pushlightuserdata(state, this);
        CAL_TRY(finish(lua_pcall(state, 1, 0, 0)));
        if (!m_defined)
            return Error{Errc::ParseError, "script.no-measure", {{"file", std::string(kFile)}}, {}};
        return {};
    }

    Result<void> measure(const Point& point)
    {
        m_point = &point;
        lua_pushcfunction(m_state.get(), invoke);
        lua_pushlightuserdata(m_state.get(), this);
        return finish(lua_pcall(m_state.get(), 1, 0, 0));
    }

private:
    static Call& self(lua_State* state) { return *static_cast<Call*>(lua_touserdata(state, 1)); }

    // These run inside lua_pcall, so that a lack of memory while preparing is an error and not the end of the program.
    static int prepare(lua_State* state)
    {
        Call& call = self(state);
        openLibraries(state);
        // "t": text only; bytecode could be made to break the interpreter.
        const int status = luaL_loadbufferx(state, call.m_script->data(), call.m_script->size(), kChunkName, "t");
        if (status != LUA_OK) {
            call.m_syntax = status != LUA_ERRMEM; // too deeply nested text is no LUA_ERRSYNTAX
            return lua_error(state);
        }
        call.run(state, 0);
        lua_pushglobaltable(state);
        lua_pushliteral(state, "measure");
        call.m_defined = lua_rawget(state, -2) == LUA_TFUNCTION;
        return 0;
    }

    static int invoke(lua_State* state)
    {
        lua_pushglobaltable(state);
        lua_pushliteral(state, "measure");
        lua_rawget(state, -2);
        pushPoint(state, *self(state).m_point);
        pushBench(state);
        self(state).run(state, 2);
        return 0;
    }

    /// Calls the function below its `count` arguments with a handler that remembers the line, and passes errors on.
    void run(lua_State* state, int count)
    {
        const int handler = lua_gettop(state) - count;
        lua_pushcfunction(state, remember);
        lua_insert(state, handler);
        const int status = lua_pcall(state, count, 0, handler);
        if (status != LUA_OK) {
            m_status = status;
            lua_error(state);
        }
        lua_remove(state, handler);
    }

    Result<void> finish(int status)
    {
        lua_State* state = m_state.get();
        if (m_guard.fatal)
            return *m_guard.fatal; // even when the script found a way to end without an error
        if (status == LUA_OK)
            return {};
        if (status == LUA_ERRMEM || m_status == LUA_ERRMEM)
            return memoryError(m_guard.limits);
        if (const Error* carried = errorAt(state, -1))
            return *carried;
        if (lua_type(state, -1) != LUA_TSTRING) // lua_tolstring would have to allocate for a number
            return scriptError("script.error", Errc::InvalidArgument, m_guard.errorLine,
                               std::string("error value of type ") + luaL_typename(state, -1));
        std::size_t length = 0;
        const char* text = lua_tolstring(state, -1, &length);
        if (std::string_view(text, length) == kNoMemory)
            return memoryError(m_guard.limits);
        auto [line, reason] = splitMessage({text, length});
        if (m_syntax)
            return scriptError("script.syntax", Errc::ParseError, std::max(line, 1), std::move(reason));
        return scriptError("script.error", Errc::InvalidArgument, line > 0 ? line : m_guard.errorLine, std::move(reason));
    }

    Guard m_guard; // outlives the state
    const std::string* m_script = nullptr;
    const Point* m_point = nullptr;
    bool m_defined = false, m_syntax = false;
    int m_status = LUA_OK;
    StatePointer m_state;
};

} // namespace

Result<void> checkScript(const std::string& script)
{
    ScriptLimits limits;
    limits.instructions = kCheckInstructions;
    return Call(limits, {}, nullptr).define(script);
}

Result<void> measure(const std::string& script, const Point& point, ScriptBench& bench, std::stop_token stop, const ScriptLimits& limits)
{
    Call call(limits, std::move(stop), &bench);
    CAL_TRY(call.define(script));
    return call.measure(point);
}

} // namespace cal::procedure
