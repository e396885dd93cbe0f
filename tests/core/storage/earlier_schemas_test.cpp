// SPDX-License-Identifier: GPL-3.0-or-later
// Stores as earlier programs left them (tests/data/stores), brought to the newest schema: nothing is lost and nothing is rewritten.
#include "contract.h"
#include "core/storage/sqlite_schema.h"

namespace {

using namespace storage_test;

void copyOf(const TempStore& temp, const std::string& schema)
{
    writeFile(temp.path(), fileBytes(CAL_SOURCE_DIR "/tests/data/stores/" + schema + ".calbench"));
}

} // namespace

TEST_CASE("a store of schema 1 is brought up when it is opened for writing, and only then", "[store][schema]")
{
    TempStore temp;
    copyOf(temp, "schema-1");
    const QByteArray before = fileBytes(temp.path());
    const auto refused = openStore(temp.path(), OpenMode::ReadOnly, temp.clock);
    CHECK(keyOf(refused) == "store.older-schema");
    CHECK(refused.error().arg("found") == "1");
    CHECK(fileBytes(temp.path()) == before);

    const auto store = temp.open(OpenMode::ReadWrite, {.projections = testProjections()});
    const auto hashes = store->hashes(0, 100);
    REQUIRE(hashes->size() == 4);
    CHECK(hashes->back().hex() == "6f7d926947a24872be7e802550a8c56a5a829a48811a56fc520dd44d10454b6a");
    CHECK(store->streamsOf("laboratory.founded")->size() == 1);
    const auto stream = *cal::Uuid::parse("01940000-0000-7000-8000-000000000001");
    CHECK(store->read(stream)->back().actor == "检定员");
    CHECK(*store->getBlob(cal::sha256("a blob of schema 1")) == "a blob of schema 1");
    CHECK(std::get<std::int64_t>((**store->row("test_stream", stream.text()))[2]) == 3); // told from the first event on
    CHECK(store->append(stream, 3, drafts(4, 1), kAuthor));
    CHECK(store->check()->findings.empty());
    CHECK(store->checkProjections()->empty());
    RawSqlite raw(temp.path());
    CHECK(raw.value("SELECT CAST(user_version AS TEXT) FROM pragma_user_version") ==
          std::to_string(cal::storage::sqliteMigrations().size()));
}

TEST_CASE("a migration that a full disk or another program stops leaves the earlier store whole", "[store][schema][full]")
{
    TempStore temp;
    copyOf(temp, "schema-1");
    SECTION("locked")
    {
        RawSqlite other(temp.path());
        other.run("BEGIN IMMEDIATE");
        CHECK(temp.refusal(OpenMode::ReadWrite, {.busyTimeout = std::chrono::milliseconds(30)}) == "store.locked");
        other.run("ROLLBACK");
    }
    SECTION("full")
    {
        const auto pages = fileBytes(temp.path()).size() / 4096;
        CHECK(temp.refusal(OpenMode::ReadWrite, {.maxPages = pages}) == "store.full");
    }
    CHECK(temp.refusal(OpenMode::ReadOnly) == "store.older-schema");
    CHECK(temp.open(OpenMode::ReadWrite)->tail(0, 100)->size() == 4);
}

TEST_CASE("lists of another version or shape are built again, lists that fell behind catch up", "[store][schema][tables]")
{
    TempStore temp;
    const auto a = temp.ids.make();
    const auto count = [&](EventStore& store) { return std::get<std::int64_t>((**store.row("test_stream", a.text()))[2]); };
    REQUIRE(temp.open(OpenMode::Create, {.projections = testProjections()})->append(a, 0, drafts(1, 3), kAuthor));
    {
        RawSqlite raw(temp.path());
        raw.run("UPDATE p_test_stream SET events = 77");
        const auto store = temp.open(OpenMode::ReadOnly, {.projections = testProjections()});
        const auto found = store->checkProjections();
        REQUIRE(found->size() == 1);
        CHECK(found->front().key == "store.projection-differs");
        CHECK(found->front().arg("table") == "test_stream");
        CHECK(found->front().arg("key") == a.text());
        CHECK(found->front().code == cal::Errc::IntegrityViolation);
        CHECK(store->check()->findings.empty()); // the events are whole
    }
    CHECK(count(*temp.open(OpenMode::ReadWrite, {.projections = testProjections()})) == 77); // nobody asked
    CHECK(count(*temp.open(OpenMode::ReadWrite, {.projections = testProjections(2)})) == 3); // another version
    {
        // A program that knows no lists goes on writing; whoever knows them sees that they are behind, and catches up.
        const auto knows = temp.open(OpenMode::ReadWrite, {.projections = testProjections(2)});
        REQUIRE(temp.open(OpenMode::ReadWrite)->append(a, 3, drafts(4, 2), kAuthor));
        const auto reader = temp.open(OpenMode::ReadOnly, {.projections = testProjections(2)});
        CHECK(keyOf(reader->row("test_stream", a.text())) == "store.projection-outdated");
        CHECK(keyOf(reader->checkProjections()) == "store.projection-outdated");
        REQUIRE(knows->append(a, 5, drafts(6, 1), kAuthor));
        CHECK(count(*knows) == 6);
        CHECK(reader->row("test_stream", a.text()));
        CHECK(knows->checkProjections()->empty());
        // An older program is still open when a newer one has built the lists its way.
        REQUIRE(temp.open(OpenMode::ReadWrite, {.projections = testProjections(3)}));
        const auto refused = knows->append(a, 6, drafts(7, 1), kAuthor);
        CHECK(keyOf(refused) == "store.projection-replaced");
        CHECK(refused.error().code == cal::Errc::StoreFailed);
    }
    {
        RawSqlite raw(temp.path());
        raw.run("DROP TABLE p_test_event; DELETE FROM p_test_stream");
    }
    const auto store = temp.open(OpenMode::ReadWrite, {.projections = testProjections(4)});
    CHECK(count(*store) == 6);
    CHECK(store->checkProjections()->empty());
}

TEST_CASE("events that change no list move no list; a list is outdated when an event it does not know would change it",
          "[store][schema][tables]")
{
    TempStore temp;
    const auto a = temp.ids.make();
    const StoreOptions options{.projections = testProjections()};
    const std::vector<NewEvent> quiet{{"test.event", 1, cal::Json::Object{{"quiet", true}}}};
    const auto told = [&] { return RawSqlite(temp.path()).value("SELECT position FROM projections"); };
    const auto count = [&](EventStore& store) { return std::get<std::int64_t>((**store.row("test_stream", a.text()))[2]); };

    const auto writer = temp.open(OpenMode::Create, options);
    REQUIRE(writer->append(a, 0, drafts(1, 3), kAuthor));
    CHECK(told() == "3");
    REQUIRE(writer->append(a, 3, quiet, kAuthor));
    CHECK(told() == "3");
    const auto reader = temp.open(OpenMode::ReadOnly, options);
    CHECK(count(*reader) == 3);
    CHECK(reader->checkProjections()->empty());
    const auto second = temp.open(OpenMode::ReadWrite, options); // nothing to catch up with
    CHECK(told() == "3");
    REQUIRE(second->append(a, 4, drafts(5, 1), kAuthor));
    CHECK(told() == "5");
    CHECK(count(*second) == 4);

    const auto knowsNone = temp.open(OpenMode::ReadWrite);
    REQUIRE(knowsNone->append(a, 5, quiet, kAuthor));
    CHECK(count(*reader) == 4);
    REQUIRE(knowsNone->append(a, 6, drafts(7, 1), kAuthor));
    CHECK(keyOf(reader->row("test_stream", a.text())) == "store.projection-outdated");
    REQUIRE(writer->append(a, 7, quiet, kAuthor)); // catches up first, which is noted
    CHECK(told() == "8");
    CHECK(count(*reader) == 5);
    CHECK(writer->checkProjections()->empty());
}
