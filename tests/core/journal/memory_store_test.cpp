// SPDX-License-Identifier: GPL-3.0-or-later
// What is special to the store in memory; the common contract is tested beside SQLite in tests/core/storage.
#include "core/journal/memory_store.h"

#include <catch2/catch.hpp>

TEST_CASE("two stores in memory with one seed and a clock that stands still write the same bytes", "[journal]")
{
    struct StoppedClock final : cal::Clock {
        cal::Timestamp now() override { return {*cal::parseRfc3339("2026-01-02T03:04:05.000006Z"), std::chrono::nanoseconds(7)}; }
    } clock;
    cal::journal::MemoryStore one(clock, 42), two(clock, 42), other(clock, 43);
    const std::vector<cal::journal::NewEvent> drafts{{"a.b", 1, {}}, {"a.c", 1, cal::Json("x")}};
    const cal::Uuid stream = cal::IdMaker(clock, 1).make();
    const auto first = one.append(stream, 0, drafts, {"p", "s", "c"});
    const auto second = two.append(stream, 0, drafts, {"p", "s", "c"});
    const auto third = other.append(stream, 0, drafts, {"p", "s", "c"});
    CHECK(first->back().content == second->back().content);
    CHECK(first->back().content != third->back().content);
}

TEST_CASE("a store in memory has no file to back up", "[journal]")
{
    cal::SystemClock clock;
    const auto copied = cal::journal::MemoryStore(clock).backupTo("/nowhere/at/all");
    REQUIRE_FALSE(copied);
    CHECK(copied.error().key == "store.no-backup");
}
