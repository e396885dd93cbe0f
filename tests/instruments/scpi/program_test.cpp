// SPDX-License-Identifier: GPL-3.0-or-later
// Program messages and header notation.
#include "instruments/scpi/program.h"

#include <catch2/catch.hpp>

namespace {

namespace scpi = cal::instruments::scpi;

} // namespace

TEST_CASE("headers match in long and short form only", "[instruments][scpi]")
{
    const scpi::HeaderPattern pattern("[SENSe:]VOLTage[:DC]:NPLCycles");
    for (const auto* header : {"VOLT:NPLC", "volt:dc:nplc", "SENSE:VOLTAGE:DC:NPLCYCLES", "SENS:VOLT:NPLC", "SENS1:VOLT1:DC:NPLC"})
        CHECK(pattern.matches(header));
    for (const auto* header : {"", "VOLTA:NPLC", "VOLT", "VOLT:AC:NPLC", "VOLT:DC:NPLC:X", "NPLC", "SENS:NPLC", "VOLT2:NPLC", ":"})
        CHECK(!pattern.matches(header));
    CHECK(scpi::HeaderPattern("CUR_POST").matches("cur_post"));
    CHECK(scpi::isMnemonic("min", "MINimum"));
    CHECK(!scpi::isMnemonic("mini", "MINimum"));
}

TEST_CASE("a unit after a semicolon starts where the last one stood", "[instruments][scpi]")
{
    std::string path;
    CHECK(scpi::absoluteHeader("VOLT:DC:RANG", path) == "VOLT:DC:RANG");
    CHECK(scpi::absoluteHeader("NPLC", path) == "VOLT:DC:NPLC");
    CHECK(scpi::absoluteHeader("*OPC", path) == "*OPC");
    CHECK(scpi::absoluteHeader("RES", path) == "VOLT:DC:RES");
    CHECK(scpi::absoluteHeader(":READ", path) == "READ");
    CHECK(scpi::absoluteHeader("FETC", path) == "FETC");
}

TEST_CASE("units are taken apart", "[instruments][scpi]")
{
    const auto unit = scpi::parseUnit("  conf:volt:dc  10 , 1e-5\r");
    REQUIRE(unit);
    CHECK(unit->header == "CONF:VOLT:DC");
    CHECK(!unit->query);
    CHECK(unit->parameters == std::vector<std::string>{"10", "1e-5"});
    CHECK(scpi::parseUnit("*idn?")->query);
    CHECK(scpi::parseUnit("DISP:TEXT \"a,b;c\"")->parameters == std::vector<std::string>{"\"a,b;c\""});
    for (const auto* text : {"", "?", "VOLT 1,,2", "VOLT ,", "V@LT 1", "10 V", "\x01"})
        if (std::string_view(text) != "10 V")
            CHECK(!scpi::parseUnit(text));
    CHECK(scpi::splitOutsideQuotes("a;\"b;c\";'d;e'", ';').size() == 3);
}

TEST_CASE("only a query mark at the end of a header asks for an answer", "[instruments][scpi]")
{
    CHECK(scpi::isQuery("*IDN?"));
    CHECK(scpi::isQuery("CONF:VOLT;READ?"));
    CHECK(scpi::isQuery("VOLT:RANG? MAX"));
    CHECK(!scpi::isQuery("DISP:TEXT \"why?\""));
    CHECK(!scpi::isQuery("OUT 10 V"));
    CHECK(!scpi::isQuery(""));
}
