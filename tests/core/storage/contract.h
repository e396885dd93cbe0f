// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of journal::EventStore, run over every store there is. An engine joins by a type with `EventStore& store()` and
// `void reopen()`, which closes and opens it again where it is durable.
#pragma once

#include "core/journal/memory_store.h"
#include "core/storage/sql_store.h"
#include "storage_support.h"
#include "tests/support/postgres_server.h"

#include <set>

/// Every engine there is.
#define CAL_STORE_ENGINES storage_test::MemoryEngine, storage_test::SqliteEngine, storage_test::PostgresEngine

namespace storage_test {

/// Lists of what the drafts of these tests say: one row a stream, one row an event; a body {"remove":true} takes the stream's row away,
/// {"fail":true} makes the projection fail.
class TestProjection final : public cal::journal::Projection
{
public:
    explicit TestProjection(int version = 1) : m_version(version) {}
    [[nodiscard]] std::string name() const override { return "test"; }
    [[nodiscard]] int version() const override { return m_version; }
    [[nodiscard]] std::vector<cal::journal::TableShape> tables() const override
    {
        using Type = cal::journal::Column::Type;
        return {{"test_stream",
                 {{"id", Type::Text},
                  {"title", Type::Text, true},
                  {"events", Type::Integer, true},
                  {"mean", Type::Real, true},
                  {"order", Type::Text}},
                 {{"title", "events"}}},
                {"test_event", {{"key", Type::Text}, {"n", Type::Integer}}, {}}};
    }
    cal::Result<std::vector<cal::journal::RowChange>> apply(const cal::journal::Event& event, cal::journal::TableReader& tables) override
    {
        using cal::journal::Cell;
        const std::string id = event.stream.text();
        if (event.body["fail"].asBool())
            return cal::Error{cal::Errc::InvalidArgument, "test.projection-failed", {}, {}};
        if (event.body["quiet"].asBool())
            return std::vector<cal::journal::RowChange>{};
        if (event.body["remove"].asBool())
            return std::vector<cal::journal::RowChange>{{"test_stream", {Cell(id)}, true}};
        const auto before = tables.row("test_stream", id);
        CAL_TRY(before);
        const std::int64_t count = *before ? std::get<std::int64_t>((**before)[2]) : 0;
        const auto text = [&](const char* key) {
            return event.body[key].isString() ? Cell(event.body[key].asString()) : *before ? (**before)[key[0] == 't' ? 1 : 4] : Cell();
        };
        const auto mean = event.body["mean"].asDouble();
        return std::vector<cal::journal::RowChange>{
            {"test_stream", {id, text("title"), count + 1, mean ? Cell(*mean) : Cell(), text("order")}, false},
            {"test_event", {id + "#" + std::to_string(event.seq), event.body["n"].asInt()}, false}};
    }

private:
    int m_version;
};

inline cal::journal::Projections testProjections(int version = 1)
{
    return {std::make_shared<TestProjection>(version)};
}

class MemoryEngine
{
public:
    EventStore& store() { return m_store; }
    void reopen() {}
    cal::SystemClock clock;
    cal::IdMaker ids{clock};

private:
    cal::journal::MemoryStore m_store{clock, testProjections()};
};

class SqliteEngine
{
public:
    EventStore& store() { return *m_store; }
    void reopen()
    {
        m_store.reset();
        m_store = m_temp.open(OpenMode::ReadWrite, options);
    }

private:
    TempStore m_temp;

public:
    StoreOptions options{.projections = testProjections()};
    cal::IdMaker& ids{m_temp.ids};

private:
    std::unique_ptr<EventStore> m_store{m_temp.open(OpenMode::Create, options)};
};

class PostgresEngine
{
public:
    cal::SystemClock clock;
    cal::IdMaker ids{clock};

    EventStore& store() { return *m_store; }
    void reopen()
    {
        m_store.reset();
        m_store = open(OpenMode::ReadWrite);
    }

private:
    std::unique_ptr<EventStore> open(OpenMode mode)
    {
        auto store = openStore(m_location, mode, clock, {.projections = testProjections()});
        INFO((store ? std::string() : store.error().key + ": " + std::string(store.error().arg("reason"))));
        REQUIRE(store);
        return *std::move(store);
    }
    std::string m_location = cal::support::PostgresServer::shared().newDatabase();
    std::unique_ptr<EventStore> m_store{open(OpenMode::Create)};
};

inline void requireSame(const std::vector<cal::journal::Event>& a, const std::vector<cal::journal::Event>& b)
{
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(a[i].content == b[i].content);
        CHECK(a[i].hash == b[i].hash);
    }
}

} // namespace storage_test
