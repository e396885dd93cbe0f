// SPDX-License-Identifier: GPL-3.0-or-later
// Replies: numbers, strings, error entries and blocks, good and bad.
#include "instruments/scpi/reply.h"
#include "instruments/scpi/text.h"

#include <catch2/catch.hpp>

namespace {

namespace scpi = cal::instruments::scpi;

std::string numberKey(std::string_view reply)
{
    const auto number = scpi::parseNumber(reply);
    return number ? number->text() : number.error().key;
}

std::string blockKey(std::string_view reply)
{
    const auto block = scpi::parseBlock(reply, 1000);
    return block ? *block : block.error().key;
}

} // namespace

TEST_CASE("numbers are exact and keep their text", "[instruments][scpi]")
{
    CHECK(numberKey("+1.00000150E+01") == "+1.00000150E+01");
    CHECK(scpi::parseNumber("+1.00000150E+01")->plain() == "10.0000150");
    CHECK(numberKey(" 42 ") == "42");
    CHECK(numberKey("-.5") == "-.5");
    CHECK(*scpi::parseNumber("-.5") == *cal::Decimal::parse("-0.5"));
    CHECK(numberKey("1.0\r") == "1.0");
    for (const std::string_view text :
         {"", " ", "+", "1,2", "ten", "1.2.3", "1e", "0x10", "1 V", "\xff", "--1", "1e99999999999", "#15HELLO"})
        CHECK(numberKey(text) == "scpi.number");
}

TEST_CASE("overload and not-a-number are never numbers", "[instruments][scpi]")
{
    for (const std::string_view text : {"+9.90000000E+37", "-9.9E37", "9.9e37", "99E36", "1E38", "-1e300", "INF", "-inf"})
        CHECK(numberKey(text) == "scpi.overload");
    for (const std::string_view text : {"9.91E37", "+9.91000000E+37", "NAN", "nan", "-9.91E+37"})
        CHECK(numberKey(text) == "scpi.not-a-number");
    CHECK(numberKey("9.89E37") == "9.89E37");
}

TEST_CASE("quoted strings", "[instruments][scpi]")
{
    CHECK(*scpi::parseString("\"VOLT +1.0E+01,+1.0E-05\"") == "VOLT +1.0E+01,+1.0E-05");
    CHECK(*scpi::parseString("'it''s'") == "it's");
    CHECK(*scpi::parseString("\"say \"\"hello\"\"\"") == "say \"hello\"");
    CHECK(*scpi::parseString("\"\"") == "");
    for (const std::string_view text : {"", "\"", "VOLT", "\"VOLT", "VOLT\"", "\"a\"b\"", "'a\"", "\"\"\""})
        CHECK(!scpi::parseString(text));
}

TEST_CASE("entries of the error queue", "[instruments][scpi]")
{
    CHECK(*scpi::parseErrorEntry("+0,\"No error\"") == scpi::ErrorEntry{0, "No error"});
    CHECK(*scpi::parseErrorEntry("0,\"No error;0;0 0\"") == scpi::ErrorEntry{0, "No error;0;0 0"});
    CHECK(*scpi::parseErrorEntry("-113,\"Undefined header;FOO:BAR?\"\r") == scpi::ErrorEntry{-113, "Undefined header;FOO:BAR?"});
    CHECK(*scpi::parseErrorEntry("1301, 'Unknown command'") == scpi::ErrorEntry{1301, "Unknown command"});
    CHECK(*scpi::parseErrorEntry("0,No Error") == scpi::ErrorEntry{0, "No Error"});
    for (const std::string_view text :
         {"", "0", "x,\"y\"", "\"No error\"", "0,\"No", "+-1,\"x\"", "99999999999999,\"x\"", "+1.00000000E+01"})
        CHECK(!scpi::parseErrorEntry(text));
}

TEST_CASE("IEEE 488.2 blocks, definite and not", "[instruments][scpi]")
{
    CHECK(blockKey("#15HELLO\n") == "HELLO");
    CHECK(blockKey("#15HE\nLO\n") == "HE\nLO"); // trap 2: a line feed inside
    CHECK(blockKey("#10\n") == "");             // trap 5: empty
    CHECK(blockKey("#0HELLO\n") == "HELLO");
    CHECK(blockKey("#A0000000005HELLO") == "HELLO");
    CHECK(blockKey("#(5)HELLO") == "HELLO");
    CHECK(blockKey("#3100" + std::string(100, '#') + "\r\n") == std::string(100, '#'));
    CHECK(blockKey("#41001" + std::string(1001, 'x')) == "scpi.block-too-long");
    CHECK(blockKey("#9999999999x") == "scpi.block-too-long");
    for (const std::string_view text :
         {"", "#", "HELLO", "#5", "#2", "#2x5HELLO", "#15HELL", "#15HELLOX", "#H1F", "#(", "#(x)", "#A12", "#()x"})
        CHECK(blockKey(text) == "scpi.block");
}

TEST_CASE("the head of a block says when it needs more bytes", "[instruments][scpi]")
{
    bool incomplete = false;
    CHECK(!scpi::blockHead("#", incomplete));
    CHECK(incomplete);
    CHECK(!scpi::blockHead("#41", incomplete));
    CHECK(incomplete);
    CHECK(!scpi::blockHead("#(12", incomplete));
    CHECK(incomplete);
    CHECK(!scpi::blockHead("#(12x", incomplete));
    CHECK(!incomplete);
    CHECK(!scpi::blockHead("+1.0", incomplete));
    CHECK(!incomplete);
    const auto head = scpi::blockHead("#41000", incomplete);
    REQUIRE(head);
    CHECK(head->head == 6);
    CHECK(head->length == 1000u);
}

TEST_CASE("identity fields", "[instruments][scpi]")
{
    CHECK(scpi::identityFields("FLUKE,5522A, 1234567 ,2.1+1.3,x") == std::vector<std::string>{"FLUKE", "5522A", "1234567", "2.1+1.3,x"});
    CHECK(scpi::identityFields("").size() == 4);
    CHECK(scpi::identityFields("only")[0] == "only");
}

TEST_CASE("what an instrument sent is made fit for a sentence", "[instruments][scpi]")
{
    CHECK(scpi::printable("abc") == "abc");
    CHECK(scpi::printable("\x01\xff{}") == "\\x01\\xFF{}");
    CHECK(scpi::printable(std::string(1000000, 'x')).size() < 70);
    CHECK(scpi::filled("OUT {value} V; {value}", "value", "10") == "OUT 10 V; 10");
    CHECK(scpi::filled("OUT {value} V", "range", "10") == "OUT {value} V");
}
