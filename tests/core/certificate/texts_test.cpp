// SPDX-License-Identifier: GPL-3.0-or-later
// The fixed words: both languages, same placeholders, every id the sources use.
#include "core/certificate/texts.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace {

std::multiset<std::string> placeholdersOf(const std::string& text)
{
    static const std::regex pattern("\\{[a-z]+\\}");
    return {std::sregex_token_iterator(text.begin(), text.end(), pattern), {}};
}

} // namespace

TEST_CASE("Values go into their places once", "[certificate]")
{
    using cal::certificate::plain;
    using cal::certificate::wording;
    CHECK(wording("results.range", {{"range", plain("10 V")}}) == cal::Text{"量程 10 V", "Range 10 V"});
    CHECK(wording("results.range", {{"range", plain("{range} 10")}}).en == "Range {range} 10"); // a value with braces is left alone
    CHECK(wording("no.such.id").zh == "no.such.id");
    CHECK_FALSE(cal::certificate::hasWording("no.such.id"));
}

TEST_CASE("Every id in the sources has words in both languages with the same placeholders", "[certificate]")
{
    static const std::regex use("(?:wording|field|add)\\(\"([a-z.-]+)\"");
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(CAL_SOURCE_DIR) + "/core/certificate")) {
        if (entry.path().extension() != ".cpp")
            continue;
        std::stringstream buffer;
        buffer << std::ifstream(entry.path()).rdbuf();
        const std::string source = buffer.str();
        for (auto it = std::sregex_iterator(source.begin(), source.end(), use); it != std::sregex_iterator(); ++it) {
            const std::string id = (*it)[1];
            if (id.ends_with('.') || id == "temperature" || id == "humidity" || id == "time") // completed at run time
                continue;
            ++seen;
            INFO(entry.path().filename().string() << ": " << id);
            REQUIRE(cal::certificate::hasWording(id));
            const auto text = cal::certificate::wording(id);
            CHECK_FALSE(text.zh.empty());
            CHECK_FALSE(text.en.empty());
            CHECK(placeholdersOf(text.zh) == placeholdersOf(text.en));
        }
    }
    CHECK(seen > 40);
}
