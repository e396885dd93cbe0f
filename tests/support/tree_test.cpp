// SPDX-License-Identifier: GPL-3.0-or-later
// The tree itself: fixed top level, file sizes, first lines.
#include "tests/support/source_files.h"

#include <catch2/catch.hpp>

#include <set>

TEST_CASE("the top level is the one the design fixes", "[house]")
{
    const std::set<std::string> allowed = {"CMakeLists.txt",
                                           "app",
                                           "core",
                                           "instruments",
                                           "ui",
                                           "resources",
                                           "tests",
                                           "installer",
                                           "README.md",
                                           "CONTRIBUTING.md",
                                           "LICENSE",
                                           "CMakePresets.json",
                                           "dev",
                                           ".ci",
                                           ".clang-format",
                                           ".clang-tidy",
                                           ".gitignore",
                                           ".git",
                                           "build",
                                           ".cache"};
    for (const auto& entry : std::filesystem::directory_iterator(CAL_SOURCE_DIR)) {
        INFO(entry.path().filename().string());
        CHECK(allowed.count(entry.path().filename().string()) == 1);
    }
}

TEST_CASE("sources stay small and say what they are", "[house]")
{
    std::vector<std::size_t> lengths;
    for (const auto* folder : {"app", "core", "instruments", "ui", "tests"}) {
        for (const auto& file : cal::test::sourceFiles(folder)) {
            const auto text = cal::test::readFile(std::filesystem::path(CAL_SOURCE_DIR) / file);
            const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
            lengths.push_back(lines);
            INFO(file << ": " << lines << " lines");
            CHECK(lines <= 900);
            CHECK(text.rfind("// SPDX-License-Identifier: GPL-3.0-or-later", 0) == 0);
        }
    }
    REQUIRE(lengths.size() > 50);
    std::sort(lengths.begin(), lengths.end());
    INFO("95 % of the sources are under " << lengths[lengths.size() * 95 / 100] << " lines, the median is " << lengths[lengths.size() / 2]);
    CHECK(lengths[lengths.size() * 95 / 100] <= 500);
}

TEST_CASE("procedures' folder holds procedures and nothing else", "[house]")
{
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(CAL_SOURCE_DIR) / "resources/procedures")) {
        const auto name = entry.path().filename().string();
        INFO(name);
        if (entry.is_directory())
            CHECK(std::filesystem::exists(entry.path() / "procedure.json"));
        else
            CHECK((name == "README.md" || name == "CMakeLists.txt"));
    }
}
