// SPDX-License-Identifier: GPL-3.0-or-later
// The repair of ToUnicode maps, on the form Qt writes and on garbage.
#include "core/certificate/pdf/text_map.h"

#include <catch2/catch.hpp>

namespace {

std::string mapWith(const std::string& body)
{
    return "/CIDInit /ProcSet findresource begin\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + body + "endcmap\nend\n";
}

char32_t shifted(char32_t code)
{
    return code == 0x2F64 ? 0x7528 : code;
}

} // namespace

TEST_CASE("Lists and runs of a text map are rewritten entry by entry", "[pdf]")
{
    const auto out = cal::certificate::pdf::rewrittenTextMap(
        mapWith("3 beginbfrange\n<0000> <0000> <0000>\n<0001> <0003> [<0041> <2F64> <0043> ]\n<0004> <0006> <2F63>\nendbfrange\n"),
        shifted);
    CHECK(out ==
          mapWith("7 beginbfchar\n<0000> <0000>\n<0001> <0041>\n<0002> <7528>\n<0003> <0043>\n<0004> <2F63>\n<0005> <7528>\n<0006> <2F65>\n"
                  "endbfchar\n"));
}

TEST_CASE("More than a hundred entries make several sections, surrogates are written as pairs", "[pdf]")
{
    const auto out = cal::certificate::pdf::rewrittenTextMap(mapWith("1 beginbfrange\n<0001> <00FA> <4E00>\nendbfrange\n"),
                                                             [](char32_t c) { return c == 0x4E00 ? char32_t{0x20BB7} : c; });
    CHECK(out.find("100 beginbfchar\n<0001> <D842DFB7>\n") != std::string::npos);
    CHECK(out.find("50 beginbfchar\n<00C9> ") != std::string::npos);
    CHECK(out.find("bfrange") == std::string::npos);
}

TEST_CASE("Glyphs without a code point are filled in order: gaps first, then behind the last", "[pdf]")
{
    const auto map = mapWith("3 beginbfrange\n<0000> <0000> <0000>\n<0001> <0001> <0041>\n<0003> <0004> [<0042> <0000>]\nendbfrange\n");
    const auto same = [](char32_t c) { return c; };
    const auto filled = cal::certificate::pdf::rewrittenTextMap(map, same, {0x20BB7, 0x2B4EF, 0x20000});
    CHECK(filled.find("<0001> <0041>\n<0002> <D842DFB7>\n<0003> <0042>\n<0004> <D86DDCEF>\n<0005> <D840DC00>\n") != std::string::npos);
    const auto left = cal::certificate::pdf::rewrittenTextMap(map, same, {0x20BB7}); // two gaps, one character: nothing is guessed
    CHECK(left.find("D842") == std::string::npos);
}

TEST_CASE("What is no such map stays as it is", "[pdf]")
{
    for (const std::string& text :
         {std::string(), std::string("garbage"), mapWith("1 beginbfrange\n<0001> <0003> [<0041>]\nendbfrange\n"),
          mapWith("1 beginbfrange\n<0001>\nendbfrange\n"), mapWith("1 beginbfrange\n<0005> <0001> <0041>\nendbfrange\n"),
          mapWith("1 beginbfrange\n<zz> <0001> <0041>\nendbfrange\n"), mapWith("endbfrange\nbeginbfrange\n"),
          mapWith("1 beginbfrange\n<0001> <0002> [<0041> <0042> <0043>]\nendbfrange\n")})
        CHECK(cal::certificate::pdf::rewrittenTextMap(text, shifted) == text);
}

TEST_CASE("A file that is no PDF is an error", "[pdf]")
{
    for (const char* bytes : {"", "no pdf", "%PDF-1.4\nxref\n0 1\ntrailer <<>>\n"}) {
        const auto out = cal::certificate::pdf::repairTextMaps(bytes, {});
        REQUIRE_FALSE(out);
        CHECK(out.error().key == "pdf.write");
    }
}
