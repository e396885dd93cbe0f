// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/procedure/json_locator.h"

#include <catch2/catch.hpp>

using cal::procedure::JsonLocator;
using cal::TextPosition;

TEST_CASE("members are found with line and column", "[procedure][locator]")
{
    const JsonLocator locator(R"({
  "a": "x, \"y\": {",
  "list": [1, {"é": 1, "deep": [true, null]},
    {"deep": []}],
  "empty": {}, "last": -1e5
})");
    CHECK(locator.find("") == TextPosition{1, 1});
    CHECK(locator.find("a") == TextPosition{2, 3});
    CHECK(locator.find("list") == TextPosition{3, 3});
    CHECK(locator.find("list/0") == TextPosition{3, 12});
    CHECK(locator.find("list/1") == TextPosition{3, 15});
    CHECK(locator.find("list/1/deep") == TextPosition{3, 24});
    CHECK(locator.find("list/1/deep/1") == TextPosition{3, 39});
    CHECK(locator.find("list/2/deep") == TextPosition{4, 6});
    CHECK(locator.find("last") == TextPosition{5, 16});
}

TEST_CASE("a missing member is looked for at its nearest ancestor", "[procedure][locator]")
{
    const JsonLocator locator("{\n\"needs\": [\n{\"place\": \"item\"}]}");
    CHECK(locator.find("needs/0/action") == TextPosition{3, 1});
    CHECK(locator.find("needs/7/action") == TextPosition{2, 1});
    CHECK(locator.find("nothing/at/all") == TextPosition{1, 1});
}

TEST_CASE("broken text gives what stands before the damage", "[procedure][locator]")
{
    for (const char* text : {"", "{", "{\"a", "{\"a\":", "]", "{\"a\":[1,", "{\"a\\", "[[[[", "\"\\\""}) {
        INFO(text);
        const JsonLocator locator{std::string(text)};
        CHECK(locator.find("a/0").line >= 1);
    }
    CHECK(JsonLocator("{\"a\":1,\n\"b\":").find("b") == TextPosition{2, 1});
}
