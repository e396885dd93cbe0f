// SPDX-License-Identifier: GPL-3.0-or-later
// A backup is itself a store, made while others write.
#include "storage_support.h"

#include <QDir>

TEST_CASE("a backup is a whole store in one file", "[store][backup]")
{
    using namespace storage_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    const auto store = temp.open();
    const auto written = store->append(stream, 0, drafts(1, 300), kAuthor);
    const auto digest = store->putBlob(std::string(10000, 'q'));
    REQUIRE(store->backupTo(temp.path("backup 1.calbench")));
    REQUIRE(store->append(stream, 300, drafts(301, 1), kAuthor)); // later: not in it

    CHECK_FALSE(QFile::exists(QString::fromStdString(temp.path("backup 1.calbench.part"))));
    CHECK_FALSE(QFile::exists(QString::fromStdString(temp.path("backup 1.calbench-wal"))));
    {
        const auto copy = temp.open(OpenMode::ReadOnly, {}, "backup 1.calbench");
        CHECK(copy->check()->findings.empty());
        const auto events = copy->read(stream);
        REQUIRE(events->size() == 300);
        CHECK(events->back().content == written->back().content);
        CHECK(copy->tail(299, 10)->front().position == 300);
        CHECK(*copy->getBlob(*digest) == std::string(10000, 'q'));
        REQUIRE(copy->backupTo(temp.path("backup 2.calbench"))); // of a backup opened for reading
    }
    const auto again = temp.open(OpenMode::ReadWrite, {}, "backup 2.calbench");
    CHECK(again->append(stream, 300, drafts(301, 1), kAuthor)->front().seq == 301);
    CHECK(again->check()->findings.empty());
    CHECK(store->check()->findings.empty());
}

TEST_CASE("a backup is taken while another program is writing", "[store][backup]")
{
    using namespace storage_test;
    TempStore temp;
    const auto store = temp.open();
    REQUIRE(store->append(temp.ids.make(), 0, drafts(1, 10), kAuthor));
    RawSqlite other(temp.path());
    other.run("BEGIN IMMEDIATE");
    other.run("INSERT INTO blobs VALUES (zeroblob(32), 'raw', x'00')");
    CHECK(store->backupTo(temp.path("copy")));
    other.run("ROLLBACK");
    const auto copy = temp.open(OpenMode::ReadOnly, {}, "copy");
    CHECK(copy->check()->blobs == 0); // what was not committed is not in it
    CHECK(copy->check()->events == 10);
}

TEST_CASE("a backup never overwrites and leaves nothing half done", "[store][backup]")
{
    using namespace storage_test;
    TempStore temp;
    const auto store = temp.open();
    writeFile(temp.path("there"), "precious");
    CHECK(keyOf(store->backupTo(temp.path("there"))) == "store.backup-exists");
    CHECK(fileBytes(temp.path("there")) == "precious");
    CHECK(keyOf(store->backupTo(temp.path())) == "store.backup-exists");
    CHECK(keyOf(store->backupTo(temp.folder())) == "store.backup-exists");
    CHECK(keyOf(store->backupTo(temp.path("missing/copy"))) == "store.folder-missing");
    CHECK(keyOf(store->backupTo("")) == "store.no-path");
    REQUIRE(QFile::link(QStringLiteral("/nowhere/at/all"), QString::fromStdString(temp.path("dangling"))));
    CHECK(keyOf(store->backupTo(temp.path("dangling"))) == "store.backup-exists");
    if (QDir(QStringLiteral("/dev/full")).exists() || QFile::exists(QStringLiteral("/proc/self"))) // a folder where nothing can be made
        CHECK(keyOf(store->backupTo("/proc/self/copy")) != "no error");

    writeFile(temp.path("copy.part"), "left behind by a backup that was killed");
    CHECK(store->backupTo(temp.path("copy")));
    CHECK(temp.open(OpenMode::ReadOnly, {}, "copy")->check()->findings.empty());
}
