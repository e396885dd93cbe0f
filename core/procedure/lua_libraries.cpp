// SPDX-License-Identifier: GPL-3.0-or-later
// The libraries a script gets: base, string, table, math, coroutine, utf8, with every way out of the sandbox closed.
#include "core/procedure/lua_sandbox.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace cal::procedure::script {

namespace {

constexpr lua_Integer kMaxRepetitions = 1'000'000;
constexpr std::size_t kMaxRepeated = 4u << 20; // bytes of string.rep's result
constexpr lua_Integer kMaxMoved = 1'000'000;   // elements of table.move
constexpr double kMaxCompared = 1e9;           // bytes compared by a plain string.find
constexpr double kMaxPatternSteps = 5e7;       // about half a second at the worst

/// Calls the library's own function (upvalue 1) with the arguments as they stand.
int callOriginal(lua_State* state)
{
    const int count = lua_gettop(state);
    lua_pushvalue(state, lua_upvalueindex(1));
    lua_insert(state, 1);
    lua_call(state, count, LUA_MULTRET);
    return lua_gettop(state);
}

/// Wraps the field `name` of the table on top of the stack.
void wrap(lua_State* state, const char* name, lua_CFunction wrapper)
{
    lua_getfield(state, -1, name);
    lua_pushcclosure(state, wrapper, 1);
    lua_setfield(state, -2, name);
}

void remove(lua_State* state, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        lua_pushnil(state);
        lua_setfield(state, -2, name);
    }
}

/// Upper bound of the steps Lua's backtracking matcher can take: every repetition may try every length, from every start.
double patternSteps(std::string_view pattern, std::size_t subjectLength)
{
    const double length = static_cast<double>(subjectLength) + 1;
    double steps = pattern.starts_with('^') ? 1 : length;
    int repetitions = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '%') {
            ++i;
            if (i < pattern.size() && (pattern[i] == 'b' || (pattern[i] >= '0' && pattern[i] <= '9')))
                steps *= length; // balanced text and back references scan the subject
        } else if (c == '[') {
            // Inside a set the signs stand for themselves; a ']' straight after the bracket, too.
            std::size_t close = i + 1;
            if (close < pattern.size() && pattern[close] == '^')
                ++close;
            for (++close; close < pattern.size() && pattern[close] != ']'; ++close)
                if (pattern[close] == '%')
                    ++close;
            i = close;
        } else if (c == '*' || c == '+' || c == '-') {
            steps *= length / ++repetitions;
        } else if (c == '?') {
            steps *= 2;
        }
    }
    return steps * (1 + static_cast<double>(pattern.size()));
}

int boundedPattern(lua_State* state)
{
    std::size_t subject = 0, pattern = 0;
    luaL_checklstring(state, 1, &subject);
    const char* text = luaL_checklstring(state, 2, &pattern);
    if (patternSteps({text, pattern}, subject) > kMaxPatternSteps)
        return luaL_error(state, "pattern too costly: %d characters against %d; use a simpler pattern or a shorter text",
                          static_cast<int>(pattern), static_cast<int>(subject));
    return callOriginal(state);
}

/// string.find takes a fourth argument that makes the pattern plain text; comparing is then cheap, but not for megabytes against megabytes.
int boundedFind(lua_State* state)
{
    if (!lua_toboolean(state, 4))
        return boundedPattern(state);
    std::size_t subject = 0, text = 0;
    luaL_checklstring(state, 1, &subject);
    luaL_checklstring(state, 2, &text);
    if (static_cast<double>(subject) * static_cast<double>(text) > kMaxCompared)
        return luaL_error(state, "string.find: the texts are too long");
    return callOriginal(state);
}

int boundedRep(lua_State* state)
{
    std::size_t text = 0, separator = 0;
    luaL_checklstring(state, 1, &text);
    const lua_Integer count = luaL_checkinteger(state, 2);
    luaL_optlstring(state, 3, "", &separator);
    if (count > kMaxRepetitions || (count > 0 && (text + separator) * static_cast<std::size_t>(count) > kMaxRepeated))
        return luaL_error(state, "string.rep: the result would be too long");
    return callOriginal(state);
}

/// The table functions follow __index, __newindex and __len, through which a C loop could run for ever: plain tables only.
int plainTable(lua_State* state)
{
    luaL_checktype(state, 1, LUA_TTABLE);
    if (lua_getmetatable(state, 1))
        return luaL_error(state, "a table without metatable is needed");
    return callOriginal(state);
}

int boundedMove(lua_State* state)
{
    const lua_Integer first = luaL_checkinteger(state, 2), last = luaL_checkinteger(state, 3);
    if (last >= first && (static_cast<lua_Unsigned>(last) - static_cast<lua_Unsigned>(first)) > static_cast<lua_Unsigned>(kMaxMoved))
        return luaL_error(state, "table.move: too many elements");
    if (!lua_isnoneornil(state, 5)) {
        luaL_checktype(state, 5, LUA_TTABLE);
        if (lua_getmetatable(state, 5))
            return luaL_error(state, "a table without metatable is needed");
    }
    return plainTable(state);
}

/// Lua runs finalisers with hooks off: one that loops could not be stopped.
int setMetatable(lua_State* state)
{
    if (lua_istable(state, 2)) {
        lua_pushliteral(state, "__gc");
        if (lua_rawget(state, 2) != LUA_TNIL)
            return luaL_error(state, "__gc is not available to scripts");
        lua_pop(state, 1);
    }
    return callOriginal(state);
}

int print(lua_State* state)
{
    std::string line;
    const int count = lua_gettop(state);
    for (int i = 1; i <= count; ++i) {
        std::size_t length = 0;
        const char* text = luaL_tolstring(state, i, &length);
        if (i > 1)
            line += '\t';
        line.append(text, std::min<std::size_t>(length, 2000));
        lua_pop(state, 1);
    }
    Guard& guard = guardOf(state);
    if (!guard.bench)
        return 0;
    const int at = currentLine(state);
    if (auto noted = guard.bench->note(line, at); !noted)
        raise(state, std::move(noted).error().within("measure.lua:" + std::to_string(at)), true);
    return 0;
}

} // namespace

void openLibraries(lua_State* state)
{
    luaL_checkstack(state, 10, nullptr);
    const luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base},       {LUA_STRLIBNAME, luaopen_string},   {LUA_TABLIBNAME, luaopen_table},
                                  {LUA_MATHLIBNAME, luaopen_math}, {LUA_COLIBNAME, luaopen_coroutine}, {LUA_UTF8LIBNAME, luaopen_utf8}};
    for (const auto& library : libraries) {
        luaL_requiref(state, library.name, library.func, 1);
        lua_pop(state, 1);
    }
    lua_pushglobaltable(state);
    remove(state, {"dofile", "loadfile", "load", "loadstring", "require", "collectgarbage", "warn"});
    wrap(state, "setmetatable", bound<setMetatable>);
    lua_pushcfunction(state, bound<print>);
    lua_setfield(state, -2, "print");

    lua_getfield(state, -1, LUA_STRLIBNAME);
    remove(state, {"dump"});
    wrap(state, "rep", bound<boundedRep>);
    wrap(state, "find", bound<boundedFind>);
    for (const char* name : {"match", "gmatch", "gsub"})
        wrap(state, name, bound<boundedPattern>);
    lua_pop(state, 1);

    lua_getfield(state, -1, LUA_TABLIBNAME);
    for (const char* name : {"concat", "insert", "remove", "sort", "unpack"})
        wrap(state, name, bound<plainTable>);
    wrap(state, "move", bound<boundedMove>);
    lua_pop(state, 1);

    lua_getfield(state, -1, LUA_MATHLIBNAME);
    remove(state, {"random", "randomseed"}); // a run must be repeatable
    lua_pop(state, 2);
    openCoroutines(state);
    openQuantities(state);
    openBench(state);
}

} // namespace cal::procedure::script
