// SPDX-License-Identifier: GPL-3.0-or-later
// The SQLite store inside: pragmas, fence, how rows lie, two connections.
#include "core/storage/sqlite_open.h"
#include "core/storage/sqlite_schema.h"
#include "storage_support.h"

#include <QSqlDatabase>

TEST_CASE("the file is marked, numbered and in WAL mode, and connections are gone with their store", "[store]")
{
    using namespace storage_test;
    TempStore temp;
    const auto before = QSqlDatabase::connectionNames();
    {
        const auto store = temp.open();
        const auto second = temp.open();
        CHECK(QSqlDatabase::connectionNames().size() == before.size() + 2);
        RawSqlite raw(temp.path());
        CHECK(raw.value("SELECT journal_mode FROM pragma_journal_mode") == "wal");
        CHECK(raw.value("SELECT CAST(application_id AS TEXT) FROM pragma_application_id") == std::to_string(cal::storage::kApplicationId));
        CHECK(raw.value("SELECT CAST(user_version AS TEXT) FROM pragma_user_version") == "2");
    }
    CHECK(QSqlDatabase::connectionNames() == before);
}

TEST_CASE("commits are as durable as SQLite can make them", "[store]")
{
    using namespace storage_test;
    TempStore temp;
    // A file system call counter would need a VFS; the pragma is what decides whether a commit waits for the disk.
    auto store = cal::storage::openSqlite(temp.path(), OpenMode::Create, temp.clock);
    REQUIRE(store);
    const auto names = QSqlDatabase::connectionNames();
    QSqlQuery query(QSqlDatabase::database(names.last(), false));
    REQUIRE(query.exec(QStringLiteral("PRAGMA synchronous")));
    REQUIRE(query.next());
    CHECK(query.value(0).toInt() == 2); // FULL
    REQUIRE(query.exec(QStringLiteral("PRAGMA foreign_keys")));
    REQUIRE(query.next());
    CHECK(query.value(0).toInt() == 1);
}

TEST_CASE("the fence refuses to change, delete, replace or skip", "[store]")
{
    using namespace storage_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    const auto store = temp.open();
    REQUIRE(store->append(stream, 0, drafts(1, 3), kAuthor));
    const auto digest = store->putBlob("bytes");
    RawSqlite raw(temp.path());
    CHECK(raw.tryRun("UPDATE events SET actor = 'x'") == "events are never changed");
    CHECK(raw.tryRun("DELETE FROM events WHERE seq = 3") == "events are never deleted");
    CHECK(raw.tryRun("UPDATE blobs SET bytes = x'00'") == "blobs are never changed");
    CHECK(raw.tryRun("DELETE FROM blobs") == "blobs are never deleted");
    const std::string copy = " INTO events SELECT NULL, stream, seq + 2, type, v, id, at, actor, hash, content FROM events WHERE seq = 3";
    CHECK(raw.tryRun("INSERT" + copy) == "events are appended one after the other");
    CHECK(raw.tryRun("INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 2") == "events are appended one after the other");
    CHECK(raw.tryRun("REPLACE INTO events SELECT 2, stream, 4, type, v, id, at, actor, hash, content FROM events WHERE seq = 3") ==
          "events are appended one after the other");
    CHECK(raw.tryRun("REPLACE INTO blobs SELECT digest, codec, x'00' FROM blobs") == ""); // ignored
    CHECK(*store->getBlob(*digest) == "bytes");
    CHECK(store->check()->findings.empty());
    CHECK(store->check()->events == 3);
}

TEST_CASE("look-up columns are copies of the content, which is the exact bytes", "[store]")
{
    using namespace storage_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    const auto store = temp.open();
    const auto events = store->append(stream, 0, drafts(1, 1), kAuthor);
    RawSqlite raw(temp.path());
    const auto& event = events->front();
    CHECK(raw.value("SELECT content FROM events") == event.content);
    CHECK(raw.value("SELECT lower(hex(hash)) FROM events") == event.hash.hex());
    CHECK(raw.value("SELECT stream || seq || type || v || id || at || actor FROM events") ==
          stream.text() + "1" + event.type + "1" + event.id.text() + cal::toRfc3339(event.at.utc) + kAuthor.actor);
    CHECK(raw.value("SELECT type || v FROM event_types") == "test.counted1");
}

TEST_CASE("large blobs are compressed, small ones are not", "[store]")
{
    using namespace storage_test;
    TempStore temp;
    const auto store = temp.open();
    REQUIRE(store->putBlob(std::string(512, 'a')));
    REQUIRE(store->putBlob(std::string(513, 'b')));
    RawSqlite raw(temp.path());
    CHECK(raw.value("SELECT codec || length(bytes) FROM blobs WHERE codec = 'raw'") == "raw512");
    CHECK(std::stoi(raw.value("SELECT CAST(length(bytes) AS TEXT) FROM blobs WHERE codec = 'zstd'")) < 100);
    const auto tooLarge = store->putBlob(std::string((512u << 20) + 1, 'x'));
    CHECK(keyOf(tooLarge) == "store.blob-too-large");
    CHECK(tooLarge.error().code == cal::Errc::InvalidArgument);
}

TEST_CASE("a store behind another one says Conflict and catches up", "[store][lock]")
{
    using namespace storage_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    const auto one = temp.open(), two = temp.open(OpenMode::ReadWrite);
    REQUIRE(one->append(stream, 0, drafts(1, 1), kAuthor));
    REQUIRE(two->append(stream, 1, drafts(2, 1), kAuthor));
    const auto clash = one->append(stream, 1, drafts(3, 2), kAuthor); // believes what it remembers
    CHECK(keyOf(clash) == "store.conflict");
    CHECK(clash.error().arg("found") == "2");
    CHECK(one->append(stream, 2, drafts(3, 2), kAuthor)->front().seq == 3);
    CHECK(two->append(stream, 4, drafts(5, 1), kAuthor)->front().seq == 5);
    CHECK(cal::journal::verifyChain(*one->read(stream)));
    CHECK(one->check()->findings.empty());
}
