// SPDX-License-Identifier: GPL-3.0-or-later
// A laboratory's database from the command line: made, backed up, restored, brought up, moved to a server and back; and a run whose server
// goes away.
#include "tests/flows/program.h"
#include "tests/support/postgres_server.h"

#include "core/base/json.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <QThread>

namespace {

using cal::Json;
using cal::test::runProgram;

Json done(const QStringList& arguments, int status = 0)
{
    const auto result = runProgram(arguments);
    INFO(arguments.join(QLatin1Char(' ')).toStdString() << ": " << result.err);
    REQUIRE(result.status == status);
    auto document = Json::parse(result.out);
    REQUIRE(document);
    return *std::move(document);
}

std::string refused(const QStringList& arguments, int status)
{
    return done(arguments, status)["error"]["key"].asString();
}

} // namespace

TEST_CASE("a backup of an older program is restored and brought up, and stays as it is", "[flow][store]")
{
    QTemporaryDir folder;
    const QString old = QStringLiteral(CAL_SOURCE_DIR "/tests/data/stores/schema-1.calbench");
    const QString backup = folder.filePath("old.calbench"), store = folder.filePath("new.calbench");
    REQUIRE(QFile::copy(old, backup));
    const auto bytes = [](const QString& file) {
        QFile read(file);
        REQUIRE(read.open(QIODevice::ReadOnly));
        return read.readAll();
    };
    const auto before = bytes(backup);
    CHECK(done({"store", "restore", backup, "--store", store, "--json"})["migrated"].asBool());
    CHECK(bytes(backup) == before);
    CHECK(done({"store", "check", "--store", store, "--json"})["intact"].asBool());
    CHECK(QDir(folder.path()).entryList({QStringLiteral("*.part*")}, QDir::Files).isEmpty());
}

TEST_CASE("a store is backed up, restored and checked", "[flow][store]")
{
    const QTemporaryDir folder;
    const QString store = folder.filePath("a.calbench"), backup = folder.filePath("b.calbench"), again = folder.filePath("c.calbench");
    done({"store", "init", "--store", store, "--json"});
    done({"store", "backup", backup, "--store", store, "--json"});
    CHECK(refused({"store", "restore", backup, "--store", store, "--json"}, 2) == "store.exists");
    done({"store", "restore", backup, "--store", again, "--json"});
    const Json first = done({"store", "check", "--store", store, "--json"}), second = done({"store", "check", "--store", again, "--json"});
    CHECK(first["intact"].asBool());
    CHECK(second["intact"].asBool());
    CHECK(first["events"] == second["events"]);
    CHECK(first["events"].asInt() > 0);
    CHECK(refused({"store", "restore", folder.filePath("none"), "--store", folder.filePath("d"), "--json"}, 2) == "store.missing");
    CHECK_FALSE(QFile::exists(folder.filePath("d")));
}

TEST_CASE("a store of an earlier program is brought up by store migrate", "[flow][store]")
{
    const QTemporaryDir folder;
    const QString store = folder.filePath("old.calbench");
    REQUIRE(QFile::copy(QStringLiteral(CAL_SOURCE_DIR "/tests/data/stores/schema-1.calbench"), store));
    REQUIRE(QFile::setPermissions(store, QFile::ReadOwner | QFile::WriteOwner));
    CHECK(refused({"store", "check", "--store", store, "--json"}, 3) == "store.older-schema");
    CHECK(done({"store", "migrate", "--store", store, "--json"})["migrated"].asBool());
    const Json report = done({"store", "check", "--store", store, "--json"});
    CHECK(report["intact"].asBool());
    CHECK(report["events"].asInt() == 4);
    CHECK(report["blobs"].asInt() == 1);
}

TEST_CASE("a laboratory moves to a server and back", "[flow][store][postgresql]")
{
    auto& server = cal::support::PostgresServer::shared();
    const QTemporaryDir folder;
    const QString store = folder.filePath("a.calbench"), back = folder.filePath("b.calbench");
    const QString location = QString::fromStdString(server.newDatabase());
    done({"store", "init", "--store", store, "--json"});
    const Json there = done({"store", "copy", location, "--from", store, "--json"});
    CHECK(there["intact"].asBool());
    CHECK(done({"store", "check", "--store", location, "--json"})["intact"].asBool());
    const Json here = done({"store", "copy", back, "--store", location, "--json"});
    CHECK(here["events"] == there["events"]);
    CHECK(here["events"] == done({"store", "check", "--store", store, "--json"})["events"]);
    CHECK(done({"store", "check", "--store", back, "--json"})["intact"].asBool());
    done({"store", "backup", folder.filePath("backup.calbench"), "--store", location, "--json"});
    const QString restored = QString::fromStdString(server.newDatabase());
    CHECK(done({"store", "restore", folder.filePath("backup.calbench"), "--store", restored, "--json"})["intact"].asBool());
    CHECK(refused({"store", "restore", folder.filePath("backup.calbench"), "--store", restored, "--json"}, 2) == "store.exists");
    CHECK(refused({"store", "check", "--store", "postgresql://lab@127.0.0.1:1/lab", "--json"}, 3) == "store.server-silent");
    CHECK(refused({"store", "check", "--store", QString::fromStdString(server.location("nowhere")), "--json"}, 2) == "store.no-database");
}

TEST_CASE("a run whose server is stopped ends with a sentence and goes on when the server is back", "[flow][store][postgresql]")
{
    auto& server = cal::support::PostgresServer::shared();
    const std::string place = server.newDatabase();
    const QString location = QString::fromStdString(place);
    done({"store", "init", "--store", location, "--json"});
    const auto readings = [&] {
        return std::stoi(server.sql(cal::support::PostgresServer::databaseOf(place),
                                    "SELECT count(*) FROM events WHERE type = 'session.reading-taken'"));
    };
    const QStringList run{"run", "dmm-dc-voltage", "--unattended", "--resume", "--store", location};
    cal::test::RunningProgram interrupted(run);
    bool begun = false;
    for (int i = 0; i < 600 && !begun; ++i) {
        begun = readings() >= 20;
        QThread::msleep(50);
    }
    REQUIRE(begun);
    server.stop();
    const int status = interrupted.waitForEnd(60'000);
    INFO(interrupted.text());
    CHECK(status == 3);
    // Which of the two depends on where in a step the server stopped.
    CHECK((interrupted.text().find("No database server answers at " + place) != std::string::npos ||
           interrupted.text().find("The connection to the store " + place + " was lost") != std::string::npos));
    server.start();
    const auto kept = cal::test::readingContents(cal::test::sessionEvents(place));
    CHECK(kept.size() >= 20);
    const Json whole = done(run + QStringList{"--json"});
    CHECK(whole["finished"].asBool());
    CHECK(whole["points"].size() == 26);
    auto after = cal::test::readingContents(cal::test::sessionEvents(place));
    REQUIRE(after.size() >= kept.size());
    after.resize(kept.size());
    CHECK(after == kept);
    CHECK(done({"store", "check", "--store", location, "--json"})["intact"].asBool());
}
