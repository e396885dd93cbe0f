// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/zip.h"

#include <catch2/catch.hpp>

#include <random>

namespace zip_test {

const cal::ZipFiles kFiles{{"README.md", "read me\n"}, {"events/000001.json", "{}"}, {"empty", ""}, {"名称.txt", std::string(5000, 'a')}};

std::string keyOf(const cal::Result<cal::ZipFiles>& read)
{
    return read ? "no error" : read.error().key;
}

} // namespace zip_test

TEST_CASE("an archive gives back its files, and the same files the same archive", "[base][zip]")
{
    using namespace zip_test;
    const auto archive = cal::writeZip(kFiles);
    REQUIRE(archive);
    CHECK(*cal::readZip(*archive) == kFiles);
    CHECK(*cal::writeZip(kFiles) == *archive);
}

TEST_CASE("an archive that unpacks to more than the limits is refused", "[base][zip]")
{
    using namespace zip_test;
    const auto bomb = *cal::writeZip({{"zeros", std::string(64U << 20, '\0')}});
    REQUIRE(bomb.size() < 1U << 20);
    CHECK(keyOf(cal::readZip(bomb, {10, 1U << 20})) == "zip.too-large");
    CHECK(keyOf(cal::readZip(*cal::writeZip(kFiles), {3, 1U << 20})) == "zip.too-many-files");
    CHECK(keyOf(cal::readZip(*cal::writeZip({{"a", "12345"}, {"b", "12345"}}), {10, 9})) == "zip.too-large");
    CHECK(keyOf(cal::readZip(*cal::writeZip({{"a", "12345"}, {"b", "12345"}}), {10, 10})) == "no error");
    // The same archive with the claimed size made small in both headers: what is unpacked decides.
    auto liar = bomb;
    const std::string claimed("\x00\x00\x00\x04", 4);
    for (auto at = liar.find(claimed); at != std::string::npos; at = liar.find(claimed, at + 4))
        liar.replace(at, 4, std::string("\x01\x00\x00\x00", 4));
    CHECK(keyOf(cal::readZip(liar, {10, 1U << 20})) != "no error");
}

TEST_CASE("names that leave the archive are refused", "[base][zip]")
{
    using namespace zip_test;
    for (const char* name : {"../a", "/etc/passwd", "a/../b", "a/..", "a\\b", ""})
        CHECK(cal::writeZip({{name, "x"}}).error().key == "zip.name");
    auto archive = *cal::writeZip({{"aa/b", "x"}});
    for (auto at = archive.find("aa/b"); at != std::string::npos; at = archive.find("aa/b", at + 1))
        archive.replace(at, 4, "../b");
    CHECK(keyOf(cal::readZip(archive)) == "zip.name");
    auto twice = *cal::writeZip({{"a1", "x"}, {"a2", "x"}});
    for (auto at = twice.find("a2"); at != std::string::npos; at = twice.find("a2", at + 1))
        twice.replace(at, 2, "a1");
    CHECK(keyOf(cal::readZip(twice)) != "no error");
}

TEST_CASE("garbage and every single damaged byte give an error or the same files", "[base][zip]")
{
    using namespace zip_test;
    for (const char* text : {"", "PK", "PK\x03\x04", "hello"})
        CHECK(keyOf(cal::readZip(text)) == "zip.invalid");
    const auto good = *cal::writeZip(kFiles);
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto bad = good;
        bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
        const auto read = cal::readZip(bad);
        if (!read || *read == kFiles)
            continue;
        INFO("byte " << i); // a name may have changed; contents are under a checksum
        REQUIRE(read->size() == kFiles.size());
    }
    for (std::size_t length = 0; length < good.size(); ++length)
        CHECK_FALSE(cal::readZip(std::string_view(good).substr(0, length)));
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::string noise(random() % 300, '\0');
        for (auto& c : noise)
            c = static_cast<char>(random());
        CHECK_FALSE(cal::readZip("PK\x05\x06" + noise));
    }
}
