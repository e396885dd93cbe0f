// SPDX-License-Identifier: GPL-3.0-or-later
// What is not a store, or cannot be used now, is refused with its own sentence and left as it was.
#include "core/storage/sqlite_schema.h"
#include "storage_support.h"

#include <QDir>

#include <sys/stat.h>

using storage_test::OpenMode;

TEST_CASE("locations that name no store", "[store][open]")
{
    using namespace storage_test;
    TempStore temp;
    for (const auto mode : {OpenMode::Create, OpenMode::ReadWrite, OpenMode::ReadOnly}) {
        CHECK(keyOf(openStore("", mode, temp.clock)) == "store.no-path");
        CHECK(keyOf(openStore(std::string("a\0b", 3), mode, temp.clock)) == "store.no-path");
        CHECK(keyOf(openStore(temp.folder(), mode, temp.clock)) == "store.is-folder");
        CHECK(temp.refusal(mode, {}, "missing/laboratory.calbench") == "store.folder-missing");
    }
    CHECK(temp.refusal(OpenMode::ReadWrite) == "store.missing");
    CHECK(temp.refusal(OpenMode::ReadOnly) == "store.missing");
    CHECK(QDir(QString::fromStdString(temp.folder())).isEmpty()); // a refusal makes nothing
    REQUIRE(::mkfifo(temp.path("pipe").c_str(), 0600) == 0);
    CHECK(temp.refusal(OpenMode::ReadWrite, {}, "pipe") == "store.foreign");
}

TEST_CASE("names that mean something to SQLite or Qt are plain file names here", "[store][open]")
{
    using namespace storage_test;
    TempStore temp;
    for (const char* name :
         {"with space.calbench", "実験室 检定所.calbench", "a?mode=memory#%41.calbench", "a;QSQLITE_OPEN_READONLY", ":memory:"}) {
        INFO(name);
        const auto stream = temp.ids.make();
        REQUIRE(temp.open(OpenMode::Create, {}, name)->append(stream, 0, drafts(1, 1), kAuthor));
        CHECK(QFile::exists(QString::fromStdString(temp.path(name))));
        CHECK(temp.open(OpenMode::ReadOnly, {}, name)->read(stream)->size() == 1);
    }
}

TEST_CASE("foreign files are refused in every mode and not touched", "[store][open]")
{
    using namespace storage_test;
    TempStore temp;
    const auto untouched = [&](const QByteArray& bytes, const char* key) {
        writeFile(temp.path(), bytes);
        for (const auto mode : {OpenMode::Create, OpenMode::ReadWrite, OpenMode::ReadOnly}) {
            CHECK(temp.refusal(mode) == key);
            CHECK(fileBytes(temp.path()) == bytes);
        }
    };
    untouched("readings,1,2,3\n", "store.foreign");
    untouched(QByteArray(100000, 'x'), "store.foreign");
    untouched(QByteArray(5000, '\0'), "store.foreign");
    {
        RawSqlite raw(temp.path("other.db"));
        raw.run("CREATE TABLE people (name TEXT); INSERT INTO people VALUES ('x')");
    }
    untouched(fileBytes(temp.path("other.db")), "store.foreign");
    {
        RawSqlite raw(temp.path("other.db"));
        raw.run("PRAGMA application_id = 252006673"); // somebody's
    }
    untouched(fileBytes(temp.path("other.db")), "store.foreign");
    const auto error = openStore(temp.path(), OpenMode::ReadWrite, temp.clock);
    CHECK(error.error().code == cal::Errc::ParseError);
    CHECK(error.error().arg("file") == temp.path());
}

TEST_CASE("an empty file is no store, and may become one", "[store][open]")
{
    using namespace storage_test;
    TempStore temp;
    SECTION("no byte")
    {
        writeFile(temp.path(), "");
    }
    SECTION("a making that was interrupted")
    {
        RawSqlite raw(temp.path());
        raw.run("PRAGMA journal_mode = WAL");
    }
    CHECK(temp.refusal(OpenMode::ReadWrite) == "store.empty");
    CHECK(temp.refusal(OpenMode::ReadOnly) == "store.empty");
    CHECK(temp.open(OpenMode::Create)->append(temp.ids.make(), 0, storage_test::drafts(1, 1), storage_test::kAuthor));
}

TEST_CASE("a truncated or damaged store is refused as such", "[store][open]")
{
    using namespace storage_test;
    TempStore temp;
    {
        const auto store = temp.open();
        REQUIRE(store->append(temp.ids.make(), 0, drafts(1, 200), kAuthor));
    }
    const QByteArray whole = fileBytes(temp.path());
    REQUIRE(whole.size() > 50000);
    for (const auto size : {whole.size() - 1, whole.size() - 4096, whole.size() / 2, qsizetype{4096}, qsizetype{5000}, qsizetype{50}}) {
        INFO(size);
        writeFile(temp.path(), whole.left(size));
        for (const auto mode : {OpenMode::Create, OpenMode::ReadWrite, OpenMode::ReadOnly})
            CHECK(temp.refusal(mode) == "store.damaged");
        CHECK(fileBytes(temp.path()) == whole.left(size));
    }
    writeFile(temp.path(), whole.left(10));
    CHECK(temp.refusal(OpenMode::ReadWrite) == "store.foreign"); // not even the mark is left

    QByteArray overwritten = whole; // the table of tables
    overwritten.replace(100, 3996, QByteArray(3996, '\x5a'));
    writeFile(temp.path(), overwritten);
    CHECK(temp.refusal(OpenMode::ReadWrite) == "store.damaged");

    writeFile(temp.path(), whole);
    {
        RawSqlite raw(temp.path());
        raw.run("DROP TABLE blobs");
    }
    CHECK(temp.refusal(OpenMode::ReadWrite) == "store.damaged");
}

TEST_CASE("a store of a newer program is not written but may be read", "[store][open]")
{
    using namespace storage_test;
    TempStore temp;
    REQUIRE(temp.open()->append(temp.ids.make(), 0, drafts(1, 2), kAuthor));
    {
        RawSqlite raw(temp.path());
        raw.run("PRAGMA user_version = 99");
    }
    for (const auto mode : {OpenMode::Create, OpenMode::ReadWrite}) {
        const auto refused = openStore(temp.path(), mode, temp.clock);
        CHECK(keyOf(refused) == "store.newer-schema");
        CHECK(refused.error().code == cal::Errc::StoreFailed);
        CHECK(refused.error().arg("found") == "99");
        CHECK(refused.error().arg("known") == std::to_string(cal::storage::sqliteMigrations().size()));
    }
    CHECK(temp.open(OpenMode::ReadOnly)->tail(0, 10)->size() == 2);
    {
        RawSqlite raw(temp.path());
        raw.run("ALTER TABLE blobs RENAME TO parts"); // so new that it cannot be read either
    }
    CHECK(temp.refusal(OpenMode::ReadOnly) == "store.newer-schema");
}

TEST_CASE("events of a newer program make the store read-only", "[store][open]")
{
    using namespace storage_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    REQUIRE(temp.open()->append(stream, 0, std::vector<NewEvent>{{"test.counted", 1, {}}, {"test.counted", 2, {}}}, kAuthor));
    cal::journal::Upcasters known;
    known.know("test.counted", 2);
    {
        const auto store = temp.open(OpenMode::ReadWrite, {.known = &known});
        CHECK_FALSE(store->readOnlyReason());
        CHECK(store->append(stream, 2, std::vector<NewEvent>{{"test.invented", 1, {}}}, kAuthor));
    }
    const auto store = temp.open(OpenMode::ReadWrite, {.known = &known});
    REQUIRE(store->readOnlyReason());
    CHECK(store->readOnlyReason()->key == "store.newer-events");
    CHECK(store->readOnlyReason()->arg("type") == "test.invented");
    CHECK(keyOf(store->append(stream, 3, drafts(1, 1), kAuthor)) == "store.newer-events");
    CHECK(keyOf(store->putBlob("x")) == "store.newer-events");
    CHECK(store->read(stream)->size() == 3);
}

TEST_CASE("a store opened for reading takes nothing", "[store][open]")
{
    using namespace storage_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    REQUIRE(temp.open()->append(stream, 0, drafts(1, 1), kAuthor));
    const auto store = temp.open(OpenMode::ReadOnly);
    CHECK(keyOf(store->append(stream, 1, drafts(2, 1), kAuthor)) == "store.opened-read-only");
    CHECK(keyOf(store->putBlob("x")) == "store.opened-read-only");
    CHECK(keyOf(store->together([] { return cal::Result<void>(); })) == "store.opened-read-only");
    CHECK(store->read(stream)->size() == 1);
    CHECK(store->check()->findings.empty());
    // Another program goes on writing meanwhile, and is seen.
    REQUIRE(temp.open(OpenMode::ReadWrite)->append(stream, 1, drafts(2, 1), kAuthor));
    CHECK(store->read(stream)->size() == 2);
}

TEST_CASE("a store that another program holds is told after the time-out", "[store][open][lock]")
{
    using namespace storage_test;
    TempStore temp;
    const StoreOptions impatient{.busyTimeout = std::chrono::milliseconds(30)};
    const auto stream = temp.ids.make();
    auto store = temp.open(OpenMode::Create, impatient);
    REQUIRE(store->append(stream, 0, drafts(1, 1), kAuthor));
    SECTION("while it writes")
    {
        RawSqlite other(temp.path());
        other.run("BEGIN IMMEDIATE");
        const auto refused = store->append(stream, 1, drafts(2, 1), kAuthor);
        CHECK(keyOf(refused) == "store.locked");
        CHECK(refused.error().code == cal::Errc::StoreFailed);
        CHECK(keyOf(store->putBlob("x")) == "store.locked");
        CHECK(store->read(stream)->size() == 1); // readers do not wait for writers
        other.run("ROLLBACK");
        CHECK(store->append(stream, 1, drafts(2, 1), kAuthor)->front().seq == 2);
    }
    SECTION("when it wants it alone")
    {
        store.reset();
        RawSqlite other(temp.path());
        other.run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA application_id");
        for (const auto mode : {OpenMode::Create, OpenMode::ReadWrite, OpenMode::ReadOnly})
            CHECK(temp.refusal(mode, impatient) == "store.locked");
    }
    SECTION("while it makes the store")
    {
        RawSqlite other(temp.path("new.calbench"));
        other.run("BEGIN EXCLUSIVE");
        CHECK(temp.refusal(OpenMode::Create, impatient, "new.calbench") == "store.locked");
    }
}

TEST_CASE("a full disk refuses the append, loses nothing and is over when there is room", "[store][full]")
{
    using namespace storage_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    std::int64_t last = 0;
    {
        const auto store = temp.open(OpenMode::Create, {.maxPages = 40});
        for (;;) {
            const auto events = store->append(stream, last, drafts(static_cast<int>(last) + 1, 5), kAuthor);
            if (!events) {
                CHECK(events.error().key == "store.full");
                CHECK(events.error().code == cal::Errc::StoreFailed);
                CHECK(events.error().arg("file") == temp.path());
                break;
            }
            last = events->back().seq;
            REQUIRE(last < 10000);
        }
        REQUIRE(last > 50);
        CHECK(keyOf(store->putBlob(std::string(100, 'a') + std::string(1, '\0'))) == "no error"); // a free page is enough for little
        cal::IdMaker noise(temp.clock, 5);
        std::string incompressible;
        for (int i = 0; i < 20000; ++i)
            incompressible += noise.make().text();
        CHECK(keyOf(store->putBlob(incompressible)) == "store.full");
        CHECK(store->read(stream)->size() == static_cast<std::size_t>(last)); // nothing of the failed append
        CHECK(store->check()->findings.empty());
    }
    const auto store = temp.open(OpenMode::ReadWrite);
    CHECK(store->append(stream, last, drafts(1, 5), kAuthor)->back().seq == last + 5);
    CHECK(cal::journal::verifyChain(*store->read(stream)));
}

TEST_CASE("making a store on a full disk fails cleanly", "[store][full]")
{
    storage_test::TempStore temp;
    CHECK(temp.refusal(OpenMode::Create, {.maxPages = 3}) == "store.full");
    CHECK(temp.refusal(OpenMode::ReadWrite) == "store.empty");
    temp.open(OpenMode::Create);
}
