// SPDX-License-Identifier: GPL-3.0-or-later
// Every error key of the sources has a sentence in both languages, with the same placeholders; no table holds a sentence nobody uses.
#include "core/base/messages.h"
#include "tests/support/source_files.h"

#include <catch2/catch.hpp>

#include <regex>
#include <set>

namespace {

std::vector<std::filesystem::path> messageTables()
{
    std::vector<std::filesystem::path> tables;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(CAL_SOURCE_DIR) / "resources/i18n/messages"))
        if (entry.path().extension() == ".tsv")
            tables.push_back(entry.path());
    return tables;
}

cal::MessageCatalog allMessages()
{
    cal::MessageCatalog catalog;
    for (const auto& table : messageTables()) {
        const auto added = catalog.add(cal::test::readFile(table));
        INFO(table << (added ? std::string() : ": " + added.error().key + " line " + std::string(added.error().arg("line"))));
        CHECK(added);
    }
    return catalog;
}

/// Keys as they stand in the sources: Errc::X followed by a string, or a call that takes the key after the code.
std::set<std::string> keysInSources()
{
    static const std::regex kKey(R"(Errc::\w+,\s*"([a-z0-9-]+\.[a-z0-9-]+|cancelled)\")");
    std::set<std::string> keys;
    for (const auto* folder : {"core", "instruments", "ui", "app"}) {
        for (const auto& file : cal::test::sourceFiles(folder)) {
            const auto text = cal::test::readFile(std::filesystem::path(CAL_SOURCE_DIR) / file);
            for (std::sregex_iterator match(text.begin(), text.end(), kKey), end; match != end; ++match)
                keys.insert((*match)[1]);
        }
    }
    return keys;
}

std::set<std::string> placeholders(const std::string& sentence)
{
    static const std::regex kPlaceholder(R"(\{([a-z-]+)\})");
    std::set<std::string> names;
    for (std::sregex_iterator match(sentence.begin(), sentence.end(), kPlaceholder), end; match != end; ++match)
        names.insert((*match)[1]);
    return names;
}

} // namespace

TEST_CASE("every error key has a sentence in English and Chinese", "[house][messages]")
{
    const auto catalog = allMessages();
    const auto keys = keysInSources();
    CHECK(keys.size() > 60);
    for (const auto& key : keys) {
        INFO(key);
        CHECK(catalog.contains(key));
    }
}

TEST_CASE("sentences are whole and agree on their placeholders", "[house][messages]")
{
    const auto catalog = allMessages();
    for (const auto& key : catalog.keys()) {
        const auto* sentence = catalog.find(key);
        REQUIRE(sentence);
        INFO(key << ": " << sentence->en << " / " << sentence->zh);
        CHECK(sentence->en.size() > 8);
        CHECK(sentence->zh.size() > 8);
        CHECK(placeholders(sentence->en) == placeholders(sentence->zh));
        // Chinese means Chinese: at least one CJK character (lead byte E4 … E9).
        CHECK(std::any_of(sentence->zh.begin(), sentence->zh.end(), [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte >= 0xE4 && byte <= 0xE9;
        }));
    }
}
