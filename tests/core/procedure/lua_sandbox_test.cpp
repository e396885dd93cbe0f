// SPDX-License-Identifier: GPL-3.0-or-later
// Escape tests: whatever a script tries, its call ends soon, in one error, with the program unharmed.
#include "tests/core/procedure/fake_bench.h"

#include <thread>

using cal::procedure::ScriptLimits;
using cal::procedure::test::failureOf;
using cal::procedure::test::FakeBench;
using cal::procedure::test::noted;
using cal::procedure::test::runBody;

namespace {

/// Small enough that an endless script ends in milliseconds.
ScriptLimits shortLimits()
{
    ScriptLimits limits;
    limits.instructions = 300'000;
    limits.processorTime = std::chrono::seconds(20);
    return limits;
}

/// Runs a script that would go on for ever; the call must end within seconds with `key`.
void mustEnd(const std::string& body, const std::string& key = "script.too-long")
{
    const auto begun = std::chrono::steady_clock::now();
    const auto error = failureOf(body, shortLimits());
    INFO(body << " -> " << error.key << " " << error.arg("reason"));
    CHECK(error.key == key);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(20));
}

} // namespace

TEST_CASE("there is no way to files, processes and the interpreter", "[procedure][script][escape]")
{
    for (const char* name : {"io", "os", "debug", "package", "require", "dofile", "loadfile", "load", "loadstring", "collectgarbage",
                             "warn", "string.dump", "math.random", "math.randomseed"}) {
        INFO(name);
        CHECK(noted(std::string("bench:note(tostring(") + name + "))") == "nil");
    }
    const auto error = failureOf("\nos.execute('true')");
    CHECK(error.key == "script.error");
    CHECK(error.arg("line") == "3");
    CHECK(error.arg("reason") == "attempt to index a nil value (global 'os')");
    // What is left, by name: nothing new may appear unseen.
    CHECK(noted("local names = {} for name in pairs(_G) do names[#names + 1] = name end table.sort(names) bench:note(table.concat(names, ' "
                "'))") == "_G _VERSION assert coroutine error getmetatable ipairs math measure next pairs pcall print q rawequal rawget "
                          "rawlen rawset select setmetatable string table "
                          "tonumber tostring type utf8 xpcall");
    CHECK(noted("bench:note(tostring(getmetatable(bench)) .. type(getmetatable('').__index))") == "benchtable");
}

TEST_CASE("endless loops end, whatever catches errors", "[procedure][script][escape]")
{
    mustEnd("while true do end");
    mustEnd("repeat until false");
    mustEnd("while true do pcall(function() while true do end end) end");
    mustEnd("while true do pcall(error) end");
    mustEnd("while true do xpcall(function() while true do end end, function() return 1 end) end");
    mustEnd("xpcall(function() while true do end end, function() while true do end end)"); // the handler would run with hooks off
    mustEnd("local function f() return pcall(f) end while true do f() end");
    mustEnd(
        "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end}) while true do pcall(function() return t[1] end) end");
    mustEnd("for _ in pairs(setmetatable({}, {__pairs = function() return function() return 1 end end})) do end");
    mustEnd("table.sort({3, 2, 1, 5, 4}, function() while true do end end)");
    mustEnd("string.gsub('aaa', 'a', function() while true do end end)");
    mustEnd("local s = tostring(setmetatable({}, {__tostring = function() while true do end end}))");
    mustEnd("error(setmetatable({}, {__tostring = function() while true do end end}))", "script.error"); // nobody asks for the text
    mustEnd("print(setmetatable({}, {__tostring = function() while true do end end}))");
}

TEST_CASE("the line of an endless loop is named", "[procedure][script][escape]")
{
    const auto error = failureOf("\n\nwhile true do end", shortLimits());
    CHECK(error.arg("line") == "4");
    CHECK(error.arg("file") == "measure.lua");
    CHECK(error.arg("limit") == "300000");
}

TEST_CASE("coroutines cannot swallow the limit", "[procedure][script][escape]")
{
    mustEnd("while true do coroutine.resume(coroutine.create(function() while true do end end)) end");
    mustEnd("while true do pcall(coroutine.wrap(function() while true do end end)) end");
    mustEnd("while true do coroutine.wrap(function() pcall(function() while true do end end) end)() end");
    mustEnd("local function nest() coroutine.resume(coroutine.create(nest)) while true do end end nest()");
    mustEnd("while true do coroutine.resume(coroutine.create(function() end)) end");
    mustEnd("local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end");
    // Inside the coroutine pcall catches the first error and goes on.
    mustEnd("coroutine.resume(coroutine.create(function() while true do pcall(function() while true do end end) end end))");
}

TEST_CASE("closing values and finalisers cannot run on for ever", "[procedure][script][escape]")
{
    const std::string loop = "function() while true do end end";
    mustEnd("local x <close> = setmetatable({}, {__close = " + loop + "})");
    mustEnd("local x <close> = setmetatable({}, {__close = " + loop + "}) while true do end");
    mustEnd("local mt = {} local x <close> = setmetatable(mt, mt)", "script.error"); // not closable: Lua says so itself
    // A coroutine killed in the hook is left with hooks off; closing it would run this loop unseen.
    const std::string dying = "local mt = {__close = " + loop +
                              "}\nlocal co = coroutine.create(function() local x <close> = setmetatable({}, mt) while true do end end)\n";
    mustEnd(dying + "coroutine.resume(co) coroutine.close(co)");
    mustEnd(dying + "local y <close> = setmetatable({}, {__close = function() coroutine.close(co) end}) coroutine.resume(co)");
    mustEnd("local mt = {__close = " + loop +
            "}\nlocal f = coroutine.wrap(function() local x <close> = setmetatable({}, mt) while true do end end)\npcall(f) pcall(f)");
    mustEnd("for _ in function() return 1 end, nil, nil, setmetatable({}, {__close = " + loop + "}) do break end");
    mustEnd("local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = " + loop +
            "}) coroutine.yield() end) coroutine.resume(co) coroutine.close(co)");
    mustEnd("setmetatable({}, {__gc = " + loop + "})", "script.error");
    mustEnd("local mt = {} setmetatable({}, mt) mt.__gc = " + loop + " for i = 1, 1e5 do local t = setmetatable({}, mt) end",
            "script.error");
    mustEnd("setmetatable({}, setmetatable({}, {__index = {__gc = " + loop + "}})) while true do local t = {} end");
}

TEST_CASE("library functions cannot run for ever without an instruction", "[procedure][script][escape]")
{
    const std::string script = "script.error";
    mustEnd("string.rep('', math.maxinteger)", script);
    mustEnd("string.rep('x', 1e9)", script);
    mustEnd("string.rep('', 10, string.rep('x', 1e6))", script);
    mustEnd("local s = 'x' while true do s = s .. s end", "script.memory");
    mustEnd("string.find(string.rep('a', 40), string.rep('a?', 40) .. string.rep('a', 40))", script);
    mustEnd("string.match(string.rep('a', 5000), '.-.-.-.-b')", script);
    mustEnd("string.gsub(string.rep('a', 5000), 'a*a*a*a*b', '')", script);
    mustEnd("for x in string.gmatch(string.rep('a', 5000), '(a*)(a*)(a*)b') do end", script);
    mustEnd("('x'):rep(1e9)", script);
    mustEnd("(string.rep('(', 3000)):find('%b()%b()%b()')", script);
    mustEnd("string.find(string.rep('a', 1e6), string.rep('a', 5e5) .. 'b', 1, true)", script);
    mustEnd("string.pack('c1000000000', 'x')", "script.memory");
    mustEnd("table.concat(setmetatable({}, {__index = table.concat}), '', 1, math.maxinteger)", script);
    mustEnd("table.insert(setmetatable({}, {__len = function() return 1e15 end}), 1, 1)", script);
    mustEnd("table.remove(setmetatable({}, {__len = function() return 1e15 end}), 1)", script);
    mustEnd("table.sort(setmetatable({}, {__len = function() return 2e9 end, __index = math.abs}))", script);
    mustEnd("table.unpack(setmetatable({}, {__index = rawlen}), 1, 1e8)", script);
    mustEnd("table.move({}, 1, math.maxinteger - 1, 2)", script);
    mustEnd("table.move({}, math.mininteger, math.maxinteger - 1, 2)", script);
    mustEnd("table.move({1}, 1, 1, 1, setmetatable({}, {__newindex = print}))", script);
    mustEnd("table.unpack({}, 1, 1e8)", script);
    mustEnd("select(-1e9)", script);
}

TEST_CASE("the guarded library functions still do their work", "[procedure][script][escape]")
{
    CHECK(noted("bench:note(string.rep('ab', 3, ','))") == "ab,ab,ab");
    CHECK(noted("bench:note(('key = 12.5 V'):match('^(%a+)%s*=%s*([-+]?[%d.]+)%s*(%a*)$'))") == "key");
    CHECK(noted("bench:note((('a.b.c'):gsub('%.', '-')))") == "a-b-c");
    CHECK(noted("local n = 0 for w in ('one two three'):gmatch('%a+') do n = n + 1 end bench:note(tostring(n))") == "3");
    CHECK(noted("bench:note(tostring(('a.b'):find('.', 1, true)))") == "2");
    CHECK(noted("bench:note(tostring(('[x]'):find('[]]')))") == "3");
    CHECK(noted("local t = {3, 1, 2} table.sort(t) table.insert(t, 4) table.remove(t, 1) bench:note(table.concat(t, ','))") == "2,3,4");
    CHECK(noted("bench:note(table.concat(table.move({1, 2, 3}, 2, 3, 1), ','))") == "2,3,3");
    CHECK(noted("local a, b = table.unpack({7, 8}) bench:note(a .. ' ' .. b)") == "7 8");
    CHECK(noted("bench:note(tostring(setmetatable({}, {__index = {x = 5}}).x))") == "5");
    CHECK(noted("bench:note(utf8.char(0x7535) .. utf8.len('电压'))") == "电2");
}

TEST_CASE("memory bombs end, whatever catches errors", "[procedure][script][escape]")
{
    ScriptLimits limits;
    limits.memory = 4u << 20;
    for (const std::string body :
         {"local t = {} while true do t[#t + 1] = string.rep('x', 1000) .. #t end", "local t = {} while true do t = {t} end",
          "while true do pcall(function() local t = {} while true do t[#t + 1] = {} end end) end",
          "while true do coroutine.resume(coroutine.create(function() local t = {} while true do t[#t + 1] = {} end end)) end",
          "local t = {} while true do t[#t + 1] = coroutine.create(print) end", "local t = {} while true do t[#t + 1] = q('1 V') end",
          "local s = string.rep(string.rep('x', 1000), 3000)"}) {
        const auto error = failureOf(body, limits);
        INFO(body << " -> " << error.key);
        CHECK(error.key == "script.memory");
        CHECK(error.arg("limit") == "4");
    }
    limits.memory = 1000; // not even a state
    FakeBench bench;
    CHECK(runBody("", bench, limits).error().key == "script.memory");
    for (std::size_t memory = 2'000; memory < 60'000; memory += 500) { // wherever preparation runs out
        limits.memory = memory;
        const auto ran = runBody("bench:note('here')", bench, limits);
        CHECK((ran || ran.error().key == "script.memory"));
    }
}

TEST_CASE("deep recursion ends", "[procedure][script][escape]")
{
    const auto key = [](const std::string& body) { return failureOf(body).key; };
    const std::string endless = "local function f() return 1 + f() end f()";
    CHECK(key(endless) == "script.memory");
    ScriptLimits roomy;
    roomy.memory = 256u << 20;
    CHECK(failureOf(endless, roomy).key == "script.error");
    CHECK(failureOf(endless, roomy).arg("reason").find("stack overflow") != std::string::npos);
    CHECK(key("local function f() pcall(f) end f() error('end')") == "script.error");
    CHECK(key("local function f() return (coroutine.wrap(f))() end f()") == "script.error");
    CHECK(key("local t = {} for i = 1, 1e5 do t = setmetatable({}, {__index = t}) end local x = t.y error('end')") == "script.error");
    CHECK(key("local f = function(s) return (s:gsub('.', f)) end local function g(s) return s:gsub('.', g) end g('x')") == "script.error");
    CHECK(key("local s = string.rep('(', 200) .. string.rep(')', 200) error(string.find('x', s) and 'found' or 'none')") == "script.error");
}

TEST_CASE("a stop reaches a script that computes, waits or swallows errors", "[procedure][script][escape]")
{
    for (const std::string body :
         {"while true do end", "while true do pcall(function() while true do end end) end",
          "while true do pcall(bench.note, bench, 'x') end",
          "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
          "local s = string.rep('x', 1e6) while true do s:upper() end",
          "local t = {} for i = 1, 1e5 do t[i] = i end for i = 1, 1e5 do t[i] = nil end while true do next(t) end"}) {
        ScriptLimits limits;
        limits.instructions = std::int64_t{1} << 60;
        limits.processorTime = std::chrono::hours(1);
        FakeBench bench;
        std::stop_source stop;
        std::jthread person([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
            stop.request_stop();
        });
        const auto begun = std::chrono::steady_clock::now();
        const auto ran = runBody(body, bench, limits, stop.get_token());
        INFO(body);
        REQUIRE(!ran);
        CHECK(ran.error().code == cal::Errc::Cancelled);
        CHECK(ran.error().key == "cancelled");
        CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
    }
    std::stop_source stopped;
    stopped.request_stop();
    FakeBench bench;
    CHECK(runBody("bench:note('x')", bench, {}, stopped.get_token()).error().key == "cancelled");
    CHECK(bench.calls.empty());
}

TEST_CASE("a stop between two calls of the bench keeps the next from happening", "[procedure][script][escape]")
{
    FakeBench bench;
    std::stop_source stop;
    bench.onCall = [&] { stop.request_stop(); };
    const auto ran = runBody("bench:operate('standard')\nbench:read('item', 'indication')", bench, {}, stop.get_token());
    REQUIRE(!ran);
    CHECK(ran.error().key == "cancelled");
    CHECK(bench.calls.size() == 1);
}

TEST_CASE("slow library calls are held by processor time; time in the bench does not count", "[procedure][script][escape]")
{
    ScriptLimits limits;
    limits.processorTime = std::chrono::milliseconds(200);
    const auto error = failureOf("local s = string.rep('x', 1e6) while true do s:upper() end", limits);
    CHECK(error.key == "script.too-slow");
    FakeBench bench;
    bench.onCall = [] {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(150);
        while (std::chrono::steady_clock::now() < until) {
        }
    };
    CHECK(runBody("for i = 1, 3 do bench:note('x') for k = 1, 1000 do end end", bench, limits));
}

TEST_CASE("the bench cannot be kept or faked", "[procedure][script][escape]")
{
    CHECK(failureOf("bench.read({}, 'item', 'indication')").key == "script.error");
    CHECK(failureOf("bench.read(q('1 V'), 'item', 'indication')").key == "script.error");
    CHECK(failureOf("setmetatable(bench, {})").key == "script.error");
    CHECK(failureOf("getmetatable(q('1 V')).__gc(q('1 V'))").key == "script.error");
}
