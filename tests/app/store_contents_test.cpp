// SPDX-License-Identifier: GPL-3.0-or-later
// What the program writes it also knows: else a store would become read-only by its own events.
#include "app/store_contents.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

TEST_CASE("every event of which a sample is kept is known, and the lists have names of their own", "[app][store]")
{
    const auto contents = cal::app::storeContents();
    REQUIRE(contents);
    int samples = 0;
    for (const auto& version : std::filesystem::directory_iterator(CAL_SOURCE_DIR "/tests/data/events")) {
        const int number = std::stoi(version.path().filename().string().substr(1));
        for (const auto& sample : std::filesystem::directory_iterator(version)) {
            INFO(sample.path());
            CHECK(contents->known.knows(sample.path().stem().string(), number));
            ++samples;
        }
    }
    CHECK(samples > 20);
    std::set<std::string> names, tables;
    for (const auto& projection : contents->projections) {
        CHECK(names.insert(projection->name()).second);
        for (const auto& shape : projection->tables()) {
            INFO(shape.name);
            CHECK(tables.insert(shape.name).second);
            CHECK(cal::journal::checkShape(shape));
        }
    }
    CHECK(names.size() >= 3);
}
