// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8: what is well-formed, and excerpts that never break a message.
#include "core/base/utf8.h"

#include <catch2/catch.hpp>

TEST_CASE("Well-formed UTF-8", "[base][utf8]")
{
    for (const char* text : {"", "abc", "µV", "电压", "\xF0\x9F\x94\xA7", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                             "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
        CHECK(cal::isUtf8(text));
    for (const char* text :
         {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x9F\xBF", "\xE4\xBD", "\xED\xA0\x80", "\xED\xBF\xBF",
          "\xF0\x8F\xBF\xBF", "\xF0\x9F\x94", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "abc\xE4"})
        CHECK_FALSE(cal::isUtf8(text));
}

TEST_CASE("Excerpts are short, printable and UTF-8", "[base][utf8]")
{
    CHECK(cal::excerpt("10 µV") == "10 µV");
    CHECK(cal::excerpt("a\nb\x7f\xff") == "a\\x0ab\\x7f\\xff");
    CHECK(cal::excerpt("电压电流", 2) == "电压…");
    CHECK(cal::excerpt("电压", 2) == "电压");
    CHECK(cal::excerpt(std::string_view("\0", 1)) == "\\x00");
    std::string bytes;
    for (int i = 0; i < 256; ++i)
        bytes += static_cast<char>(i);
    CHECK(cal::isUtf8(cal::excerpt(bytes, 1000)));
}
