// SPDX-License-Identifier: GPL-3.0-or-later
// A small laboratory in memory, with an administrator and a metrologist, for the tests of people and access.
#pragma once

#include "core/journal/memory_store.h"
#include "core/registry/people.h"
#include "tests/support/source_files.h"

#include <catch2/catch.hpp>

namespace cal::registry::test {

class HandClock final : public Clock
{
public:
    UtcTime utc = *parseRfc3339("2026-11-23T05:00:00Z");
    Timestamp now() override
    {
        m_ticks += std::chrono::microseconds(1);
        return {utc + m_ticks, m_ticks};
    }

private:
    std::chrono::microseconds m_ticks{0};
};

inline Kinds productKinds()
{
    std::vector<Json> documents;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(CAL_SOURCE_DIR) + "/resources/schemas/registry"))
        if (entry.path().extension() == ".json") {
            auto document = Json::parse(cal::test::readFile(entry.path()));
            INFO(entry.path());
            REQUIRE(document);
            documents.push_back(*std::move(document));
        }
    auto kinds = Kinds::fromDocuments(documents);
    if (!kinds)
        FAIL(kinds.error().key << " " << kinds.error().arg("kind") << " " << kinds.error().arg("field") << " "
                               << kinds.error().arg("reason"));
    return *std::move(kinds);
}

struct SmallLaboratory {
    HandClock clock;
    Kinds kinds = productKinds();
    journal::MemoryStore store{clock, 1, {registryProjection(kinds), accessProjection()}};
    EverybodyMay founding;
    Registry registry{kinds, store, founding, {"founder", "bench-1", "test"}, clock};
    People people{kinds, store, clock, workplace()};
    Entity administrator, metrologist;

    static Workplace workplace(bool demonstration = false)
    {
        Workplace place;
        place.station = "bench-1";
        place.program = "test";
        place.by = "command-line";
        place.demonstration = demonstration;
        place.cost = {64, 1, 1};
        return place;
    }

    SmallLaboratory()
    {
        administrator = person("wangwu");
        metrologist = person("zhangsan");
        authorise(administrator, "administer", "*");
        authorise(metrologist, "perform", "electrical.*");
    }
    Entity must(Result<Entity> made)
    {
        if (!made)
            FAIL(made.error().key << " " << made.error().arg("kind") << " " << made.error().arg("field"));
        return *std::move(made);
    }
    Entity person(const std::string& login)
    {
        return must(registry.add("person", {{"login", login}, {"name", Text{"", login + " (full name)"}}}));
    }
    Entity authorise(const Entity& who, const char* operation, const char* scope, const char* to = "2027-12-31")
    {
        return must(registry.add(
            "authorisation", {{"person", who.id.text()}, {"operation", operation}, {"scope", scope}, {"from", "2026-01-01"}, {"to", to}}));
    }
    std::vector<journal::Row> refusals()
    {
        journal::RowQuery query;
        query.table = "access_refusals";
        query.order = {{"at", false}};
        query.limit = 1000;
        auto page = store.rows(query);
        REQUIRE(page);
        return page->rows;
    }
    static std::string text(const journal::Row& row, std::size_t column)
    {
        const auto* text = std::get_if<std::string>(&row.at(column));
        return text ? *text : std::string();
    }
};

inline std::string keyOf(const auto& result)
{
    return result ? std::string() : result.error().key;
}

} // namespace cal::registry::test
