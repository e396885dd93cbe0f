// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities in scripts.
#include "tests/core/procedure/fake_bench.h"

using cal::procedure::test::failureOf;
using cal::procedure::test::noted;

namespace {

std::string quantityValue(const std::string& expression)
{
    return noted("bench:note(tostring(" + expression + "))");
}

} // namespace

TEST_CASE("sums and products of quantities", "[procedure][script][quantity]")
{
    CHECK(quantityValue("q('10 V') + q('5 mV')") == "10.005 V");
    CHECK(quantityValue("q('10.000015 V') - q('10 V')") == "0.000015 V"); // exact
    CHECK(quantityValue("q('10 V') * 0.1") == "1.0 V");
    CHECK(quantityValue("3 * q('2 mA')") == "6 mA");
    CHECK(quantityValue("q('10 V') / 4") == "2.5 V");
    CHECK(quantityValue("q('10 V') / q('4 V')") == "2.5");
    CHECK(quantityValue("q('10 V') / q('5 mV')") == "2000.0");
    CHECK(quantityValue("-q('1.50 V')") == "-1.50 V");
    CHECK(quantityValue("q('-1.5 V'):abs()") == "1.5 V");
    CHECK(quantityValue("q(0.5, 'V')") == "0.5 V");
    CHECK(quantityValue("q('1500 mV'):value('V')") == "1.5");
    CHECK(quantityValue("q('1500 mV'):value()") == "1500.0");
    CHECK(quantityValue("q('1.5 V'):to('mV')") == "1500 mV");
    CHECK(quantityValue("q('10 uV'):unit()") == "uV");
    CHECK(quantityValue("'U = ' .. q('1 V') .. '!'") == "U = 1 V!");
    CHECK(quantityValue("getmetatable(q('1 V'))") == "quantity");
}

TEST_CASE("comparison of quantities knows units", "[procedure][script][quantity]")
{
    CHECK(quantityValue("q('1 V') == q('1000 mV')") == "true");
    CHECK(quantityValue("q('1 V') < q('999 mV')") == "false");
    CHECK(quantityValue("q('1 V') <= q('1.0 V')") == "true");
    CHECK(quantityValue("q('1 V') > q('1 uV')") == "true");
    CHECK(quantityValue("q('1 V') == 1") == "false");
    CHECK(quantityValue("math.max(q('1 V'):value(), 3)") == "3");
}

TEST_CASE("volts and amperes do not mix: the error names both", "[procedure][script][quantity]")
{
    for (const std::string body : {"local x = q('1 V') + q('1 A')", "local x = q('1 V') - q('1 A')", "local x = q('1 V') < q('1 A')",
                                   "local x = q('1 V') == q('1 A')", "local x = q('1 V') / q('1 A')", "local x = q('1 V'):value('A')",
                                   "local x = q('1 V'):to('A')"}) {
        const auto error = failureOf("\n" + body);
        INFO(body);
        CHECK(error.key == "unit.mismatch");
        CHECK(error.code == cal::Errc::InvalidArgument);
        CHECK(error.context == "measure.lua:3");
        const auto both = std::string(error.arg("have")) + std::string(error.arg("want"));
        CHECK((both == "VA" || both == "AV"));
    }
    CHECK(noted("local ok, why = pcall(function() return q('1 V') + q('1 A') end) bench:note(tostring(ok) .. ' ' .. tostring(why))")
              .find("unit.mismatch") != std::string::npos);
    CHECK(failureOf("bench:wait(q('1 V'))").key == "unit.mismatch");
}

TEST_CASE("what is no quantity is refused", "[procedure][script][quantity]")
{
    CHECK(failureOf("q('10 blorb')").key == "unit.unknown");
    CHECK(failureOf("q('ten')").key == "quantity.syntax");
    CHECK(failureOf("q(1/0, 'V')").key == "decimal.not-finite");
    for (const std::string body :
         {"q()", "q(10)", "q({})", "local x = q('1 V') + 1", "local x = 1 - q('1 V')", "local x = q('1 V') * q('1 V')",
          "local x = 1 / q('1 V')", "local x = q('1 V') * 'x'", "local x = q('1 V') < 1", "q('1 V').number = 2",
          "local x = q('1 V').value()", "local x = q('1 V'):nothing()"}) {
        INFO(body);
        CHECK(failureOf(body).key == "script.error");
    }
    CHECK(failureOf("local x = q('1 V') / 0").key == "decimal.not-finite");
}

TEST_CASE("long computations stay within a Decimal", "[procedure][script][quantity]")
{
    CHECK(quantityValue(
              "(function() local x = q('1 V') for i = 1, 1000 do x = x * 1.1 / 1.1 end return math.abs(x:value() - 1) < 1e-12 end)()") ==
          "true");
    CHECK(quantityValue(
              "(function() local x = q('1 V') for i = 1, 60 do x = x * 0.1 end return math.abs(x:value() * 1e60 - 1) < 1e-12 end)()") ==
          "true");
    CHECK(quantityValue("(q('1e20 V') + q('1e-20 V')):value() == 1e20") == "true");
    CHECK(quantityValue("q('1e200 V') > q('1e-200 V')") == "true");
    CHECK(quantityValue("(q('0.123456789012345678901234567890123456 V') * 0.5):value()") == "0.061728394506173");
    CHECK(failureOf("local x = q('1 V') for i = 1, 4000 do x = x * 10 end").key == "decimal.not-finite");
}
