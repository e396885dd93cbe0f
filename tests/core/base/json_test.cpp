// SPDX-License-Identifier: GPL-3.0-or-later
// JSON: numbers keep their text, garbage is refused with its place, canonical bytes are canonical.
#include "core/base/json.h"

#include <catch2/catch.hpp>
#include <clocale>
#include <cmath>
#include <limits>

namespace {

cal::Json parsedJson(std::string_view text)
{
    const auto json = cal::Json::parse(text);
    INFO(text.substr(0, 100));
    REQUIRE(json.has_value());
    return *json;
}

cal::Error jsonError(std::string_view text)
{
    const auto json = cal::Json::parse(text);
    INFO(text.substr(0, 100));
    REQUIRE_FALSE(json.has_value());
    return json.error();
}

std::string nestedArrays(int depth)
{
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
}

} // namespace

TEST_CASE("JSON numbers keep their text", "[base][json]")
{
    const auto json = parsedJson(R"({"a":1,"b":1.50,"c":1e3,"d":1.0,"e":-7,"f":12345678901234567890123,"g":18446744073709551615,
                                     "h":-9223372036854775808,"i":1E-6,"j":0.1})");
    CHECK(json["a"].isInt());
    CHECK(json["a"].asInt() == 1);
    CHECK_FALSE(json["d"].isInt());
    CHECK(json["b"].numberText() == "1.50");
    CHECK(json["c"].numberText() == "1e3");
    CHECK(json["d"].numberText() == "1.0");
    CHECK(json["e"].numberText() == "-7");
    CHECK(json["f"].numberText() == "12345678901234567890123");
    CHECK(json["g"].numberText() == "18446744073709551615");
    CHECK(json["h"].asInt() == std::numeric_limits<std::int64_t>::min());
    CHECK(json["i"].numberText() == "1E-6");
    CHECK(json["b"].asDecimal()->text() == "1.50");
    CHECK(*json["j"].asDouble() == 0.1);
    CHECK(cal::Json(std::uint64_t{18446744073709551615U}).numberText() == "18446744073709551615");
}

TEST_CASE("JSON numbers do not depend on the process's locale", "[base][json]")
{
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    const char* comma = nullptr;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "nl_NL.UTF-8", "ru_RU.UTF-8"})
        if (comma == nullptr)
            comma = std::setlocale(LC_NUMERIC, name);
    const auto json = parsedJson("[1.50,-2.5e-3]"); // without such a locale installed this is the C locale again
    CHECK(json.at(0).numberText() == "1.50");
    CHECK(*json.at(1).asDouble() == -2.5e-3);
    CHECK(cal::shortest(1.5) == "1.5");
    std::setlocale(LC_NUMERIC, before.c_str());
}

TEST_CASE("JSON access is lenient, the checked readers are not", "[base][json]")
{
    const auto json = parsedJson(R"({"s":"text","n":5,"d":"1.50","b":true,"a":[1,2],"o":{"x":null},"t":{"en":"volt","zh":"伏特"}})");
    CHECK(json["nothing"]["further"].isNull());
    CHECK(json.at(3).isNull());
    CHECK(json["a"].at(1).asInt() == 2);
    CHECK(json["a"].at(2).isNull());
    CHECK(json["s"].asInt(7) == 7);
    CHECK(json["n"].asString().empty());
    CHECK(json["t"].asText() == cal::Text{"伏特", "volt"});
    CHECK(json["s"].asText() == cal::Text{"text", "text"});
    CHECK(json.size() == 7);
    CHECK(*json.string("s") == "text");
    CHECK(*json.integer("n") == 5);
    CHECK(json.decimal("d")->text() == "1.50");
    CHECK(*json.number("n") == 5.0);
    CHECK(*json.boolean("b"));
    CHECK((*json.array("a"))->size() == 2);
    CHECK((*json.object("o"))->size() == 1);
    CHECK(json.string("missing").error().key == "json.missing");
    CHECK(json.string("missing").error().arg("key") == "missing");
    CHECK(json["o"].integer("x").error().key == "json.missing");
    const auto wrong = json.integer("s").error();
    CHECK(wrong.key == "json.wrong-kind");
    CHECK(wrong.arg("expected") == "integer");
    CHECK(json.decimal("s").error().key == "json.wrong-kind");
    CHECK(json.number("s").error().key == "json.wrong-kind");
    CHECK(json.boolean("n").error().key == "json.wrong-kind");
    CHECK(json.array("o").error().key == "json.wrong-kind");
    CHECK(json.object("a").error().key == "json.wrong-kind");
}

TEST_CASE("JSON garbage is refused with line and column", "[base][json]")
{
    for (const char* text :
         {"",     " ",     "{",   "[",       "[1",     "[1,]",  "{\"a\"}",  "{\"a\":}", "{\"a\":1,}", "nul",     "tru",         "01",
          "+1",   "1.",    ".5",  "-",       "0x1",    "NaN",   "Infinity", "'a'",      "\"a",        "\"\\x\"", "\"\\ud800\"", "\"\\u12\"",
          "[1]]", "{} {}", "1 2", "// c\n1", "\"\n\"", "{1:2}", "1e999"})
        CHECK(jsonError(text).key == "json.syntax");
    CHECK(jsonError(std::string_view("[1]\0", 4)).key == "json.syntax");
    const auto behindNul = jsonError(std::string_view("[1]\0garbage", 11));
    CHECK(behindNul.key == "json.syntax");
    CHECK(behindNul.arg("column") == "4");

    const auto error = jsonError("{\n  \"电压\": 1,\n  \"电压2\": x\n}");
    CHECK(error.key == "json.syntax");
    CHECK(error.code == cal::Errc::ParseError);
    CHECK(error.arg("line") == "3");
    CHECK(error.arg("column") == "10"); // characters, not bytes
    CHECK(error.arg("near").find("x") != std::string_view::npos);
}

TEST_CASE("JSON duplicate keys are refused where they stand", "[base][json]")
{
    const auto error = jsonError("{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2}}");
    CHECK(error.key == "json.duplicate-key");
    CHECK(error.arg("name") == "c");
    CHECK(error.arg("line") == "2");
    CHECK(error.arg("column") == "18"); // its closing quote
    CHECK(jsonError(R"({"a":1,"\u0061":2})").key == "json.duplicate-key");
    CHECK(parsedJson(R"({"a":{"x":1},"b":{"x":1}})").size() == 2);
}

TEST_CASE("JSON invalid UTF-8, depth and size are limited", "[base][json]")
{
    for (const char* text : {"\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xe4\xbd\"", "\xff\xfe"})
        CHECK(jsonError(text).key == "json.invalid-utf8");
    const auto error = jsonError("[\n\"ä\xff\"]");
    CHECK(error.arg("line") == "2");
    CHECK(error.arg("column") == "3");

    CHECK(cal::Json::parse(nestedArrays(200)).has_value());
    CHECK(jsonError(nestedArrays(201)).key == "json.too-deep");
    CHECK(jsonError(std::string(5'000'000, '[')).key == "json.too-deep");
    CHECK(jsonError(std::string(cal::Json::kMaximumSize + 1, ' ')).key == "json.too-large");
    CHECK(parsedJson("\xEF\xBB\xBF[1]").at(0).asInt() == 1); // a byte order mark is not data
}

TEST_CASE("Canonical JSON: sorted, bare, minimal escapes", "[base][json]")
{
    cal::Json json;
    json["z"] = 1;
    json["a"] = "电压 \"\\/\b\t\n\f\r\x01\x1f\x7f";
    json["B"] = nullptr;
    json["list"].push(true);
    json["list"].push(cal::Decimal(5));
    json["empty"] = cal::Json::Object{};
    json["none"] = cal::Json::Array{};
    CHECK(*json.canonical() ==
          "{\"B\":null,\"a\":\"电压 \\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\x7f\",\"empty\":{},\"list\":[true,\"5\"],\"none\":[],\"z\":1}");
    CHECK(*parsedJson(*json.canonical()).canonical() == *json.canonical());
    CHECK(parsedJson(*json.canonical()) == json);
    CHECK(*cal::Json(std::int64_t{9007199254740992}).canonical() == "9007199254740992");
    CHECK(*cal::Json(std::int64_t{-9007199254740992}).canonical() == "-9007199254740992");
}

TEST_CASE("Canonical JSON refuses what cannot be hashed the same everywhere", "[base][json]")
{
    const auto refusalOf = [](const cal::Json& json) {
        const auto text = json.canonical();
        REQUIRE_FALSE(text.has_value());
        CHECK(text.error().key == "json.not-canonical");
        CHECK(text.error().code == cal::Errc::InvalidArgument);
        return std::string(text.error().arg("where"));
    };
    CHECK(refusalOf(parsedJson("1.5")) == "/");
    CHECK(refusalOf(parsedJson(R"({"body":{"values":["1",2.0]}})")) == "/body/values/1");
    CHECK(refusalOf(cal::Json(std::int64_t{9007199254740993})) == "/");
    CHECK(refusalOf(cal::Json(std::int64_t{-9007199254740993})) == "/");
    CHECK(refusalOf(parsedJson(R"({"a":{"电压":1}})")) == "/a");
    CHECK(refusalOf(cal::Json::Object{{"raw", cal::Json("\xff")}}) == "/raw");
}

TEST_CASE("Pretty JSON is for people and reads back", "[base][json]")
{
    const auto json = parsedJson(R"({"b":[1,2.50,{}],"a":{"x":"y"},"c":[]})");
    CHECK(json.pretty() == "{\n  \"a\": {\n    \"x\": \"y\"\n  },\n  \"b\": [\n    1,\n    2.50,\n    {}\n  ],\n  \"c\": []\n}");
    CHECK(parsedJson(json.pretty()) == json);
    CHECK(cal::Json("a\xff"
                    "b")
              .pretty() == "\"a\xEF\xBF\xBD"
                           "b\"");
}

TEST_CASE("Doubles as shortest text and back", "[base][json]")
{
    for (const double value : {0.0, -0.0, 0.1, -1.5, 1e22, 5e-324, 1.7976931348623157e308, 3.0}) {
        const auto back = cal::doubleFrom(cal::shortest(value));
        REQUIRE(back.has_value());
        CHECK(*back == value);
        CHECK(std::signbit(*back) == std::signbit(value));
    }
    CHECK(cal::shortest(0.1) == "0.1");
    CHECK(cal::shortest(std::numeric_limits<double>::infinity()) == "inf");
    CHECK(cal::shortest(-std::numeric_limits<double>::infinity()) == "-inf");
    CHECK(cal::shortest(-std::nan("")) == "nan");
    CHECK(std::isinf(*cal::doubleFrom("-inf")));
    CHECK(std::isnan(*cal::doubleFrom("nan")));
    CHECK(*cal::doubleFrom("1e-399") == 0.0);
    for (const char* text : {"", "+1", " 1", "1 ", "infinity", "INF", "nan(1)", "0x1p3", "1e999", "-1e999", "1,5", "e", "--1", "."})
        CHECK_FALSE(cal::doubleFrom(text).has_value());
}
