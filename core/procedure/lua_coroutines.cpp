// SPDX-License-Identifier: GPL-3.0-or-later
// Protected calls and coroutines that hand ordinary errors to the script and pass on what is fatal (invariants 1 and 2 of lua_sandbox.h).
#include "core/procedure/lua_sandbox.h"

namespace cal::procedure::script {

namespace {

/// Counts against loops of coroutines that end before their own hook fires.
constexpr std::int64_t kInstructionsOfResume = 100;

int finishProtected(lua_State* state, int status, lua_KContext skipped)
{
    passFatal(state, status);
    if (status == LUA_OK || status == LUA_YIELD)
        return lua_gettop(state) - static_cast<int>(skipped);
    lua_pushboolean(state, 0);
    lua_pushvalue(state, -2);
    return 2;
}

int protectedCall(lua_State* state)
{
    luaL_checkany(state, 1);
    lua_pushboolean(state, 1); // first result
    lua_insert(state, 1);
    const int status = lua_pcallk(state, lua_gettop(state) - 2, LUA_MULTRET, 0, 0, finishProtected);
    return finishProtected(state, status, 0);
}

/// Runs where the error happened, inside the hook even, with hooks off: the script's handler must not run then.
int guardedHandler(lua_State* state)
{
    if (guardOf(state).fatal)
        return 1;
    lua_pushvalue(state, lua_upvalueindex(1));
    lua_insert(state, -2);
    lua_call(state, 1, 1);
    return 1;
}

int protectedCallWithHandler(lua_State* state)
{
    const int count = lua_gettop(state);
    luaL_checktype(state, 2, LUA_TFUNCTION);
    lua_pushvalue(state, 2);
    lua_pushcclosure(state, bound<guardedHandler>, 1);
    lua_replace(state, 2);
    lua_pushboolean(state, 1); // first result
    lua_pushvalue(state, 1);
    lua_rotate(state, 3, 2); // both below the function's arguments
    const int status = lua_pcallk(state, count - 2, LUA_MULTRET, 2, 2, finishProtected);
    return finishProtected(state, status, 2);
}

/// Calls the original (upvalue 1), which resumes the coroutine that stands first among the arguments.
int resumeThrough(lua_State* state)
{
    checkLimits(state, kInstructionsOfResume);
    lua_State* coroutine = lua_tothread(state, 1);
    const int count = lua_gettop(state);
    lua_pushvalue(state, lua_upvalueindex(1));
    lua_insert(state, 1);
    lua_call(state, count, LUA_MULTRET);
    passFatal(state, coroutine ? lua_status(coroutine) : LUA_OK);
    return lua_gettop(state);
}

/// A dead coroutine may have been left with hooks off: its pending __close functions never run once something is fatal.
int closeThrough(lua_State* state)
{
    passFatal(state, LUA_OK);
    return resumeThrough(state);
}

/// The function that coroutine.wrap gives: upvalues are the original resume and the coroutine. Unlike Lua's own it does not close a failed
/// coroutine, for the same reason.
int wrapped(lua_State* state)
{
    checkLimits(state, kInstructionsOfResume);
    lua_State* coroutine = lua_tothread(state, lua_upvalueindex(2));
    const int count = lua_gettop(state);
    lua_pushvalue(state, lua_upvalueindex(1));
    lua_insert(state, 1);
    lua_pushvalue(state, lua_upvalueindex(2));
    lua_insert(state, 2);
    lua_call(state, count + 1, LUA_MULTRET);
    passFatal(state, lua_status(coroutine));
    if (!lua_toboolean(state, 1)) {
        lua_settop(state, 2);
        return lua_error(state);
    }
    return lua_gettop(state) - 1;
}

int wrapFunction(lua_State* state)
{
    luaL_checktype(state, 1, LUA_TFUNCTION);
    lua_pushvalue(state, lua_upvalueindex(1));
    lua_State* coroutine = lua_newthread(state);
    lua_pushvalue(state, 1);
    lua_xmove(state, coroutine, 1);
    lua_pushcclosure(state, bound<wrapped>, 2);
    return 1;
}

} // namespace

void openCoroutines(lua_State* state)
{
    lua_pushcfunction(state, bound<protectedCall>);
    lua_setglobal(state, "pcall");
    lua_pushcfunction(state, bound<protectedCallWithHandler>);
    lua_setglobal(state, "xpcall");

    lua_getglobal(state, LUA_COLIBNAME);
    lua_getfield(state, -1, "resume");
    lua_pushvalue(state, -1);
    lua_pushcclosure(state, bound<wrapFunction>, 1);
    lua_setfield(state, -3, "wrap");
    lua_pushcclosure(state, bound<resumeThrough>, 1);
    lua_setfield(state, -2, "resume");
    lua_getfield(state, -1, "close");
    lua_pushcclosure(state, bound<closeThrough>, 1);
    lua_setfield(state, -2, "close");
    lua_pop(state, 1);
}

} // namespace cal::procedure::script
