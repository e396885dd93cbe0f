// SPDX-License-Identifier: GPL-3.0-or-later
// The bench as scripts see it: what reaches the runner, and what comes back out when something fails.
#include "tests/core/procedure/fake_bench.h"

#include <fstream>
#include <thread>

using cal::Errc;
using cal::Error;
using cal::procedure::checkScript;
using cal::procedure::measure;
using cal::procedure::test::failureOf;
using cal::procedure::test::FakeBench;
using cal::procedure::test::noted;
using cal::procedure::test::runBody;
using cal::procedure::test::tenVolts;

TEST_CASE("the multimeter script asks for capabilities, each call with its line", "[procedure][script]")
{
    std::ifstream file(std::string(CAL_SOURCE_DIR) + "/resources/procedures/dmm-dc-voltage/measure.lua");
    REQUIRE(file.good());
    const std::string script{std::istreambuf_iterator<char>(file), {}};
    FakeBench bench;
    const auto ran = measure(script, tenVolts(), bench, {});
    INFO((ran ? "" : ran.error().key));
    REQUIRE(ran);
    CHECK(bench.calls == std::vector<std::string>{"4 standby standard", "5 configure item dc-voltage nplc=10 range=10 V",
                                                  "6 set standard dc-voltage 10 V", "7 operate standard",
                                                  "8 settle standard item 60 µV 3 30000", "10 read item indication",
                                                  "10 read item indication", "10 read item indication", "12 standby standard"});
}

TEST_CASE("the point and everything a script may call", "[procedure][script]")
{
    CHECK(noted("bench:note(point.id .. ' ' .. point.section .. ' ' .. point.readings .. ' ' .. tostring(point.nominal) .. ' ' .. "
                "point.columns.window)") == "10V+100% as-found 3 10 V 60 uV");
    CHECK(noted("bench:note(tostring(point.mpe) .. tostring(point.resolution))") == "nilnil");
    CHECK(noted("print('a', 1, q('2 V'))") == "a\t1\t2 V");
    FakeBench bench;
    const auto ran = runBody("bench:configure('item', 'dc-voltage', {auto = true, filter = false, nplc = 0.02, n = 1e3, name = 'x'})\n"
                             "bench:wait(0.5) bench:wait(q('20 ms'))\n"
                             "local a = bench:prompt{zh = '接线', en = 'connect', choices = {'yes', 'no'}}\n"
                             "bench:note(a .. bench:prompt{zh = '好', en = 'good'})\n"
                             "bench:settle{window = q('1 mV')}\n"
                             "bench:settle{source = 's', meter = 'm', window = q('1 mV'), count = 5, timeout = q('1 min')}",
                             bench);
    INFO((ran ? "" : ran.error().key + " " + std::string(ran.error().arg("reason"))));
    REQUIRE(ran);
    CHECK(bench.calls == std::vector<std::string>{"2 configure item dc-voltage auto=on filter=off n=1000 name=x nplc=0.02", "3 wait 500",
                                                  "3 wait 20", "4 prompt 接线/connect|yes|no", "5 prompt 好/good", "5 note nook",
                                                  "6 settle standard item 1 mV 3 30000", "7 settle s m 1 mV 5 60000"});
}

TEST_CASE("a reading is a quantity", "[procedure][script]")
{
    FakeBench bench;
    bench.answers = {"10.00002 V", "10.00004 V"};
    REQUIRE(runBody("local a = bench:read('item', 'indication')\nlocal b = bench:read('item', 'indication')\nbench:note(tostring(b - a))",
                    bench));
    CHECK(bench.notes.front() == "0.00002 V");
}

TEST_CASE("each call starts fresh", "[procedure][script]")
{
    const std::string script =
        "count = (count or 0) + 1\nfunction measure(point, bench)\n count = count + 1\n bench:note(tostring(count))\nend";
    FakeBench bench;
    REQUIRE(measure(script, tenVolts(), bench, {}));
    REQUIRE(measure(script, tenVolts(), bench, {}));
    CHECK(bench.notes == std::vector<std::string>{"2", "2"});
}

TEST_CASE("errors of the bench come back unchanged with the line", "[procedure][script]")
{
    const Error trouble{Errc::Timeout, "instrument.timeout", {{"instrument", "item"}, {"seconds", "5"}}, "HP 34401A READ?"};
    for (const std::string body :
         {"bench:read('item', 'indication')", "pcall(bench.read, bench, 'item', 'indication')",
          "pcall(function() bench:read('item', 'indication') end) bench:note('went on')",
          "xpcall(function() bench:read('item', 'indication') end, function() return 'handled' end) bench:note('went on')",
          "coroutine.wrap(function() bench:read('item', 'indication') end)()",
          "local ok = coroutine.resume(coroutine.create(function() bench:read('item', 'indication') end)) bench:note('went on')",
          "local t <close> = setmetatable({}, {__close = function() bench:note('went on') end}) bench:read('item', 'indication')"}) {
        FakeBench bench;
        bench.failure = trouble;
        const auto ran = runBody("\n" + body, bench);
        INFO(body);
        REQUIRE(!ran);
        CHECK(ran.error().code == trouble.code);
        CHECK(ran.error().key == trouble.key);
        CHECK(ran.error().args == trouble.args);
        CHECK(ran.error().context == "measure.lua:3: HP 34401A READ?");
        CHECK(bench.notes.empty());
    }
    for (const char* name : {"configure", "set", "operate", "standby", "settle", "wait", "prompt", "note"}) {
        FakeBench bench;
        bench.failure = trouble;
        bench.failing = name;
        const auto ran = runBody("bench:configure('i', 'x') bench:set('s', 'x', q('1 V')) bench:operate('s') bench:standby('s')\n"
                                 "bench:settle{window = q('1 V')} bench:wait(0) bench:prompt{zh = 'a', en = 'b'} bench:note('n')",
                                 bench);
        INFO(name);
        REQUIRE(!ran);
        CHECK(ran.error().key == trouble.key);
    }
}

TEST_CASE("an error of print's note gets out too", "[procedure][script]")
{
    FakeBench bench;
    bench.failure = Error{Errc::StoreFailed, "store.full", {}, {}};
    bench.failing = "note";
    const auto ran = runBody("pcall(print, 'x')", bench);
    REQUIRE(!ran);
    CHECK(ran.error().key == "store.full");
}

TEST_CASE("wrong arguments are errors of the script with line and reason", "[procedure][script]")
{
    for (const std::string body : {"bench:read()",
                                   "bench:read('item')",
                                   "bench:read('', 'x')",
                                   "bench:read(1, 'x')",
                                   "bench.read('item', 'indication')",
                                   "bench:set('standard', 'dc-voltage', 10)",
                                   "bench:set('standard', 'dc-voltage', '10 V')",
                                   "bench:settle()",
                                   "bench:settle{}",
                                   "bench:settle{window = 5}",
                                   "bench:settle{window = q('0 V')}",
                                   "bench:settle{window = q('1 V'), count = 1}",
                                   "bench:settle{window = q('1 V'), cuont = 3}",
                                   "bench:settle{window = q('1 V'), timeout = 'long'}",
                                   "bench:settle{q('1 V')}",
                                   "bench:wait(-1)",
                                   "bench:wait(0/0)",
                                   "bench:wait(1/0)",
                                   "bench:wait('1')",
                                   "bench:prompt{zh = '好'}",
                                   "bench:prompt{en = 'x'}",
                                   "bench:prompt{zh = 'a', en = 'b', ja = 'c'}",
                                   "bench:prompt('text')",
                                   "bench:configure('item', 'x', {range = {}})",
                                   "bench:configure('item', 'x', {n = 0/0})",
                                   "bench:configure('item', 'x', 5)",
                                   "bench:note('\\xFF')",
                                   "bench:note(nil)",
                                   "bench:explode()",
                                   "bench.x = 1",
                                   "local x = nil; x()",
                                   "error('oops')",
                                   "error('oops', 0)",
                                   "error()",
                                   "error({})",
                                   "error(nil)",
                                   "error(42)",
                                   "error(true)",
                                   "nobody.x = 1",
                                   "return #5",
                                   "string.format('%d', 'x')",
                                   "error(setmetatable({}, {__tostring = function() error('again') end}))"}) {
        const auto error = failureOf("\n\n" + body);
        INFO(body << ": " << error.arg("reason"));
        CHECK(error.key == "script.error");
        CHECK(error.code == Errc::InvalidArgument);
        CHECK(error.arg("file") == "measure.lua");
        CHECK(error.arg("line") == "4");
        CHECK(!error.arg("reason").empty());
        CHECK(error.arg("reason").find("measure.lua") == std::string::npos);
    }
    CHECK(failureOf("error('oops')").arg("reason") == "oops");
    CHECK(failureOf("nobody.x = 1").arg("reason") == "attempt to index a nil value (global 'nobody')");
    CHECK(failureOf("error({})").arg("reason") == "error value of type table");
}

TEST_CASE("a script may catch its own errors", "[procedure][script]")
{
    CHECK(noted("local ok, why = pcall(error, 'mine', 0) bench:note(tostring(ok) .. ' ' .. why)") == "false mine");
    CHECK(noted("local ok, why = xpcall(function() error('mine', 0) end, function(e) return e .. '!' end) bench:note(tostring(ok) .. ' ' "
                ".. why)") == "false mine!");
    CHECK(noted("bench:note(tostring(select('#', pcall(function(...) return ... end, 1, nil, nil))))") == "4");
    CHECK(noted("bench:note(tostring(select(2, xpcall(function(a, b) return a + b end, print, 2, 3))))") == "5");
    CHECK(noted("local ok, why = pcall(bench.wait, bench, -1) bench:note(tostring(ok))") == "false");
}

TEST_CASE("coroutines work, also through pcall", "[procedure][script]")
{
    CHECK(
        noted("local f = coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return b * 2 end)\nbench:note(f(1) .. ' ' .. f(5))") ==
        "2 10");
    CHECK(noted("local co = coroutine.create(function() local ok, v = pcall(function() return coroutine.yield(1) end) return v end)\n"
                "local _, a = coroutine.resume(co) local _, b = coroutine.resume(co, 'back') bench:note(a .. b .. coroutine.status(co))") ==
          "1backdead");
    CHECK(noted("local co = coroutine.create(function() error('inside', 0) end) local ok, why = coroutine.resume(co) "
                "bench:note(tostring(ok) .. why)") == "falseinside");
    CHECK(noted("local f = coroutine.wrap(function() error('inside', 0) end) local ok, why = pcall(f) bench:note(tostring(ok) .. why)") ==
          "falseinside");
    CHECK(noted("local co = coroutine.create(function() coroutine.yield() end) coroutine.resume(co) "
                "bench:note(tostring(coroutine.close(co)) .. coroutine.status(co))") == "truedead");
    CHECK(noted("local co = coroutine.wrap(function() bench:note(bench:read('item', 'indication'):text()) end) co()") == "10.00001 V");
    CHECK(failureOf("coroutine.resume(5)").key == "script.error");
    CHECK(failureOf("coroutine.yield(1)").key == "script.error");
    CHECK(failureOf("coroutine.wrap(5)").key == "script.error");
}

TEST_CASE("scripts are compiled and measure is looked for", "[procedure][script]")
{
    CHECK(checkScript("function measure(point, bench) end"));
    CHECK(checkScript("local function helper() end function measure(p, b) helper() nobody() end")); // not run
    const auto key = [](const std::string& script) {
        const auto checked = checkScript(script);
        INFO(script);
        REQUIRE(!checked);
        return checked.error().key;
    };
    CHECK(key("") == "script.no-measure");
    CHECK(key("measure = 5") == "script.no-measure");
    CHECK(key("local function measure() end") == "script.no-measure");
    CHECK(key("setmetatable(_G, {__index = function() return print end})") == "script.no-measure");
    CHECK(key("error('at once')") == "script.error");
    CHECK(key("while true do end") == "script.too-long");
    CHECK(key("\xFF\xFE") == "script.not-utf8");
    CHECK(key(std::string("function measure() end\0--", 25)) == "script.not-utf8");
    CHECK(key("\x1BLuaS") == "script.syntax"); // bytecode
    CHECK(key(std::string(300, '(')) == "script.syntax");
    const auto syntax = checkScript("function measure(point, bench)\n  local x = = 1\nend");
    REQUIRE(!syntax);
    CHECK(syntax.error().key == "script.syntax");
    CHECK(syntax.error().code == Errc::ParseError);
    CHECK(syntax.error().arg("line") == "2");
    CHECK(syntax.error().arg("reason") == "unexpected symbol near '='");
    FakeBench bench;
    CHECK(measure("x = 1", tenVolts(), bench, {}).error().key == "script.no-measure");
}
