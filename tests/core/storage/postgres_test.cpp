// SPDX-License-Identifier: GPL-3.0-or-later
// What is special to PostgreSQL: accounts, the server going and coming, a cut line, two workstations.
#include "contract.h"
#include "core/storage/postgres_open.h"
#include "tests/support/cutting_proxy.h"

#include <atomic>
#include <thread>

namespace {

using cal::support::CuttingProxy;
using cal::support::PostgresServer;
using namespace storage_test;

std::unique_ptr<EventStore> openServer(const std::string& location, cal::Clock& clock, OpenMode mode = OpenMode::Create)
{
    auto store = openStore(location, mode, clock, {.projections = testProjections()});
    INFO((store ? std::string() : store.error().key + ": " + std::string(store.error().arg("reason"))));
    REQUIRE(store);
    return *std::move(store);
}

} // namespace

TEST_CASE("PostgreSQL: each way of not getting in has its own sentence", "[store][postgresql][open]")
{
    cal::SystemClock clock;
    auto& server = PostgresServer::shared();
    const auto refusal = [&](const std::string& location, OpenMode mode = OpenMode::ReadWrite) {
        return keyOf(openStore(location, mode, clock));
    };
    CHECK(refusal("postgresql://lab@127.0.0.1:1/lab") == "store.server-silent");
    CHECK(refusal("postgresql://lab:secret@127.0.0.1/lab") == "store.password-in-location");
    CHECK(refusal("postgresql://lab@127.0.0.1/lab?password=secret") == "store.password-in-location");
    CHECK(refusal("postgresql://lab@127.0.0.1/lab?nonsense=1") == "store.server-location");
    CHECK(refusal("postgresql://[") == "store.server-location");
    CHECK(refusal(std::string("postgresql://a\0b", 16)) == "store.no-path");
    CHECK(refusal(server.location("nowhere")) == "store.no-database");
    CHECK(refusal(server.location("'; DROP DATABASE postgres; --")) == "store.server-location");
    CHECK(refusal(server.location("%27; DROP")) == "store.server-location");
    CHECK(refusal(server.location("o%27brien%5C%22%20x")) == "store.no-database");
    CHECK(refusal(server.location("postgres", "nobody")) == "store.server-refused");
    CHECK(refusal(server.location("postgres", "locked")) == "store.password-wrong");
    ::setenv("PGPASSWORD", "wrong", 1);
    CHECK(refusal(server.location("postgres", "locked")) == "store.password-wrong");
    ::setenv("PGPASSWORD", "secret", 1);
    CHECK(refusal(server.location("postgres", "locked")) == "store.empty"); // in, and nothing there
    ::unsetenv("PGPASSWORD");

    const std::string location = server.newDatabase(), database = PostgresServer::databaseOf(location);
    CHECK(refusal(location, OpenMode::ReadWrite) == "store.empty");
    CHECK(refusal(location, OpenMode::ReadOnly) == "store.empty");
    server.sql(database, "CREATE TABLE people (name TEXT)");
    CHECK(refusal(location, OpenMode::Create) == "store.foreign");
    server.sql(database, "DROP TABLE people");
    openServer(location, clock);
    server.sql(database, "UPDATE store SET version = 99");
    CHECK(refusal(location, OpenMode::Create) == "store.newer-schema");
    CHECK(refusal(location, OpenMode::ReadOnly) == "no error");
    server.sql(database, "UPDATE store SET version = 1; DROP TABLE projections");
    CHECK(refusal(location, OpenMode::ReadOnly) == "store.older-schema");
    CHECK(refusal(location, OpenMode::ReadWrite) == "no error"); // brought up
    CHECK(server.sql(database, "SELECT version FROM store") == std::to_string(cal::storage::postgresMigrations().size()));
}

TEST_CASE("PostgreSQL: a workstation's account adds, and can neither change nor remove", "[store][postgresql][rights]")
{
    cal::SystemClock clock;
    cal::IdMaker ids(clock);
    auto& server = PostgresServer::shared();
    const std::string location = server.newDatabase(), database = PostgresServer::databaseOf(location);
    const auto stream = ids.make();
    REQUIRE(openServer(location, clock)->append(stream, 0, drafts(1, 2), kAuthor));
    server.sql("postgres", "CREATE ROLE bench1 LOGIN IN ROLE calbench_workstation");
    const std::string workstation = server.location(database, "bench1");
    {
        const auto store = openServer(workstation, clock, OpenMode::ReadWrite);
        REQUIRE(store->append(stream, 2, drafts(3, 1), kAuthor));
        CHECK(store->putBlob("bytes"));
        CHECK(store->rebuildProjections());
        CHECK(store->check()->findings.empty());
        CHECK(store->checkProjections()->empty());
    }
    const auto as = [&](const std::string& role, const std::string& sql) { return server.sql(database, "SET ROLE " + role + ";" + sql); };
    for (const char* sql : {"UPDATE events SET actor = 'x'", "DELETE FROM events", "TRUNCATE events", "UPDATE blobs SET bytes = ''",
                            "DELETE FROM blobs", "TRUNCATE blobs", "DROP TABLE events", "ALTER TABLE events DISABLE TRIGGER ALL",
                            "UPDATE store SET version = 0", "DELETE FROM event_types"}) {
        INFO(sql);
        const std::string said = as("bench1", sql);
        CHECK((said.find("permission denied") != std::string::npos || said.find("must be owner") != std::string::npos));
    }
    for (const char* sql : {"UPDATE events SET actor = 'x'", "DELETE FROM events", "TRUNCATE events", "UPDATE blobs SET bytes = ''",
                            "DELETE FROM blobs", "TRUNCATE blobs"}) { // the fence stands before the owner, too
        INFO(sql);
        CHECK(server.sql(database, sql).find("are never changed or deleted") != std::string::npos);
    }
    CHECK(server.sql(database, "INSERT INTO events SELECT 99, stream, 9, type, v, id, at, actor, hash, content FROM events WHERE seq = 1")
              .find("one after the other") != std::string::npos);
    // A newer shape of the lists needs the owner.
    const auto newer = openStore(workstation, OpenMode::ReadWrite, clock, {.projections = testProjections(2)});
    CHECK(keyOf(newer) == "store.no-right");
    // The fence taken down by its owner and an edit are found.
    server.sql(database, "ALTER TABLE events DISABLE TRIGGER ALL; UPDATE events SET actor = 'x' WHERE seq = 2");
    const auto report = openServer(location, clock, OpenMode::ReadOnly)->check();
    REQUIRE(report->findings.size() == 1);
    CHECK(report->findings[0].error.arg("column") == "actor");
    CHECK(report->findings[0].seq == 2);
    server.sql("postgres", "DROP OWNED BY bench1; DROP ROLE bench1");
}

TEST_CASE("PostgreSQL: the server goes and comes back, nothing acknowledged is lost", "[store][postgresql][lost]")
{
    cal::SystemClock clock;
    cal::IdMaker ids(clock);
    auto& server = PostgresServer::shared();
    const std::string location = server.newDatabase();
    const auto stream = ids.make();
    const auto store = openServer(location, clock);
    REQUIRE(store->append(stream, 0, drafts(1, 5), kAuthor));
    server.stop();
    const auto refused = store->append(stream, 5, drafts(6, 1), kAuthor);
    CHECK(keyOf(refused) == "store.server-silent");
    CHECK(refused.error().code == cal::Errc::StoreFailed);
    CHECK_FALSE(store->read(stream));
    CHECK(keyOf(openStore(location, OpenMode::ReadWrite, clock)) == "store.server-silent");
    server.start();
    CHECK(store->read(stream)->size() == 5);
    CHECK(store->append(stream, 5, drafts(6, 1), kAuthor)->front().seq == 6);
    CHECK(store->check()->findings.empty());
    CHECK(store->checkProjections()->empty());

    // In the middle of a transaction: nothing of it is kept.
    const auto cut = store->together([&]() -> cal::Result<void> {
        CHECK(store->append(stream, 6, drafts(7, 1), kAuthor));
        server.stop();
        server.start();
        return {};
    });
    CHECK_FALSE(cut);
    CHECK(cut.error().code == cal::Errc::StoreFailed);
    CHECK(store->head(stream)->seq == 6);
    CHECK(store->append(stream, 6, drafts(7, 1), kAuthor));
    CHECK(store->check()->findings.empty());
}

TEST_CASE("PostgreSQL: the line is cut anywhere, and no event is lost or doubled", "[store][postgresql][lost]")
{
    cal::SystemClock clock;
    cal::IdMaker ids(clock);
    auto& server = PostgresServer::shared();
    const std::string location = server.newDatabase(), database = PostgresServer::databaseOf(location);
    CuttingProxy proxy(server.port());
    std::string through = location;
    through.replace(through.find(std::to_string(server.port())), std::to_string(server.port()).size(), std::to_string(proxy.port()));
    const auto stream = ids.make();
    const auto store = openServer(through, clock);
    REQUIRE(store->append(stream, 0, drafts(1, 1), kAuthor));
    std::int64_t seq = 1;
    for (const bool afterwards : {false, true}) {
        for (const char* words : {"BEGIN", "pg_advisory", "INSERT INTO events", "UPDATE projections", "COMMIT"}) {
            INFO(words << (afterwards ? " after" : " before"));
            proxy.cutAt(words, afterwards);
            const int cuts = proxy.cuts();
            const auto done = store->append(stream, seq, drafts(static_cast<int>(seq) + 1, 1), kAuthor);
            const std::string count = server.sql(database, "SELECT max(seq) FROM events");
            if (done) { // it was tried again, or found to be there
                CHECK(count == std::to_string(seq + 1));
                ++seq;
            } else {
                CHECK(done.error().code == cal::Errc::StoreFailed);
                CHECK(keyOf(done) == "store.connection-lost");
                CHECK(count == std::to_string(seq));
            }
            if (std::string_view(words) == "COMMIT") // the answer was lost, the event was not
                CHECK(done.has_value() == afterwards);
            if (std::string_view(words) != "UPDATE projections") // prepared: its text goes over the line once
                CHECK(proxy.cuts() == cuts + 1);
            CHECK(store->head(stream)->seq == seq);
        }
    }
    proxy.cutNow();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK(store->read(stream)->size() == static_cast<std::size_t>(seq)); // an idle line that was cut is noticed and made again
    CHECK(store->check()->findings.empty());
    CHECK(store->checkProjections()->empty());
}

TEST_CASE("PostgreSQL: two workstations at once", "[store][postgresql][lock]")
{
    cal::SystemClock clock;
    cal::IdMaker ids(clock);
    auto& server = PostgresServer::shared();
    const std::string location = server.newDatabase();
    const auto shared = ids.make();
    REQUIRE(openServer(location, clock)->append(shared, 0, drafts(0, 1), kAuthor));
    constexpr int kEach = 60;
    std::atomic<int> conflicts{0}, failures{0};
    const auto work = [&](int number) {
        cal::SystemClock own;
        cal::IdMaker ownIds(own);
        auto opened = openStore(location, OpenMode::ReadWrite, own, {.projections = testProjections()});
        if (!opened) {
            ++failures;
            return;
        }
        const auto mine = ownIds.make();
        std::int64_t seen = 1;
        for (int i = 0; i < kEach; ++i) {
            if (!(*opened)->append(mine, i, drafts(number, 1), kAuthor))
                ++failures;
            for (bool done = false; !done;) {
                const auto both = (*opened)->append(shared, seen, drafts(number, 1), kAuthor);
                done = both.has_value();
                if (both) {
                    seen = both->back().seq;
                } else if (both.error().key == "store.conflict") {
                    ++conflicts;
                    seen = std::stoll(std::string(both.error().arg("found")));
                } else {
                    ++failures;
                    done = true;
                }
            }
        }
    };
    std::thread one(work, 1), two(work, 2);
    one.join();
    two.join();
    CHECK(failures == 0);
    CHECK(conflicts > 0);
    const auto store = openServer(location, clock, OpenMode::ReadWrite);
    CHECK(store->read(shared)->size() == 2 * kEach + 1);
    const auto all = store->tail(0, 10'000);
    REQUIRE(all->size() == 4 * kEach + 1);
    for (std::size_t i = 0; i < all->size(); ++i)
        CHECK(all->at(i).position == static_cast<std::int64_t>(i) + 1);
    CHECK(store->check()->findings.empty());
    CHECK(store->checkProjections()->empty());
}

TEST_CASE("PostgreSQL: a writer that stays is told after the time-out", "[store][postgresql][lock]")
{
    cal::SystemClock clock;
    cal::IdMaker ids(clock);
    const std::string location = PostgresServer::shared().newDatabase();
    const auto first = openServer(location, clock);
    auto second = openStore(location, OpenMode::ReadWrite, clock, {.busyTimeout = std::chrono::milliseconds(50)});
    REQUIRE(second);
    const auto done = first->together([&]() -> cal::Result<void> {
        CHECK(keyOf((*second)->append(ids.make(), 0, drafts(1, 1), kAuthor)) == "store.locked");
        CHECK((*second)->tail(0, 10)->empty()); // readers do not wait
        return {};
    });
    CHECK(done);
    CHECK((*second)->append(ids.make(), 0, drafts(1, 1), kAuthor));
}

TEST_CASE("a laboratory moves between the engines and back, byte for byte", "[store][postgresql][copy]")
{
    TempStore temp;
    const std::string location = PostgresServer::shared().newDatabase();
    const StoreOptions options{.projections = testProjections()};
    const auto home = temp.open(OpenMode::Create, options);
    for (int i = 0; i < 5; ++i)
        REQUIRE(home->append(temp.ids.make(), 0, drafts(i, 500), {"检定员 '; DROP TABLE events; --", "s", "p"}));
    const auto digest = home->putBlob(std::string(100'000, 'b'));
    REQUIRE(home->putBlob(std::string("\0\1\2", 3)));
    const auto server = openServer(location, temp.clock);
    REQUIRE(cal::storage::copyStore(*home, *server));
    REQUIRE(cal::storage::copyStore(*home, *server)); // nothing is left to do
    REQUIRE(server->append(temp.ids.make(), 0, drafts(1, 1), kAuthor));
    CHECK(keyOf(cal::storage::copyStore(*home, *server)) == "store.copy-differs");
    REQUIRE(server->backupTo(temp.path("back.calbench"))); // a backup of a server is a file
    const auto back = temp.open(OpenMode::ReadWrite, options, "back.calbench");
    CHECK(*back->hashes(0, 10'000) == *server->hashes(0, 10'000));
    CHECK(back->hashes(0, 10'000)->size() == 2501);
    CHECK(*back->getBlob(*digest) == std::string(100'000, 'b'));
    CHECK(back->check()->findings.empty());
    CHECK(server->check()->findings.empty());
    CHECK(server->checkProjections()->empty());
    CHECK(back->checkProjections()->empty());
    const auto other = temp.open(OpenMode::Create, options, "other.calbench");
    REQUIRE(other->append(temp.ids.make(), 0, drafts(1, 1), kAuthor));
    CHECK(keyOf(cal::storage::copyStore(*home, *other)) == "store.copy-differs");
}
