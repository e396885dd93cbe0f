// SPDX-License-Identifier: GPL-3.0-or-later
// Migrations: in order, all or nothing, released ones unchanged.
#include "core/base/digest.h"
#include "core/storage/sqlite_schema.h"
#include "storage_support.h"

namespace {

std::unique_ptr<cal::storage::SqliteConnection> schemaConnection(const std::string& path)
{
    auto connection = cal::storage::SqliteConnection::open(QString::fromStdString(path), {}, path);
    REQUIRE(connection);
    return *std::move(connection);
}

} // namespace

TEST_CASE("the compiled-in migrations are the numbered files", "[store][schema]")
{
    const auto migrations = cal::storage::sqliteMigrations();
    REQUIRE(migrations.size() == 2);
    const std::string folder = CAL_SOURCE_DIR "/resources/schemas/sqlite/";
    CHECK(migrations[0] == storage_test::fileBytes(folder + "0001_events.sql").toStdString());
    CHECK(migrations[1] == storage_test::fileBytes(folder + "0002_projections.sql").toStdString());
}

TEST_CASE("a store is brought from any version to the newest", "[store][schema]")
{
    storage_test::TempStore temp;
    const auto connection = schemaConnection(temp.path());
    const std::vector<std::string> one{"CREATE TABLE a (x)"};
    const std::vector<std::string> three{one[0], "CREATE TABLE b (x); INSERT INTO a VALUES (1)", "ALTER TABLE b ADD COLUMN y"};
    CHECK(cal::storage::schemaState(*connection)->blank);
    REQUIRE(cal::storage::migrate(*connection, one));
    const auto state = cal::storage::schemaState(*connection);
    CHECK(state->version == 1);
    CHECK(state->applicationId == cal::storage::kApplicationId);
    CHECK_FALSE(state->blank);
    REQUIRE(cal::storage::migrate(*connection, three));
    REQUIRE(cal::storage::migrate(*connection, three)); // nothing left to do
    CHECK(cal::storage::schemaState(*connection)->version == 3);
    CHECK(connection->value("SELECT count(*) FROM a")->toInt() == 1);
    CHECK(connection->run("INSERT INTO b (x, y) VALUES (1, 2)"));
}

TEST_CASE("a migration that fails leaves the store as it was", "[store][schema]")
{
    storage_test::TempStore temp;
    const auto connection = schemaConnection(temp.path());
    REQUIRE(cal::storage::migrate(*connection, {"CREATE TABLE a (x)"}));
    const auto failed = cal::storage::migrate(*connection, {"CREATE TABLE a (x)", "CREATE TABLE b (x)", "CREATE TABLE c (x); nonsense"});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().key == "store.write");
    CHECK(failed.error().arg("reason").find("nonsense") != std::string_view::npos);
    CHECK(cal::storage::schemaState(*connection)->version == 1);
    CHECK(connection->value("SELECT count(*) FROM sqlite_master")->toInt() == 1);
    CHECK(cal::storage::migrate(*connection, {"CREATE TABLE a (x)", "CREATE TABLE b (x)"}));
}

TEST_CASE("migrating does not take over somebody else's file", "[store][schema]")
{
    storage_test::TempStore temp;
    const auto connection = schemaConnection(temp.path());
    REQUIRE(connection->run("CREATE TABLE people (name)"));
    const auto refused = cal::storage::migrate(*connection, {"CREATE TABLE a (x)"});
    CHECK(storage_test::keyOf(refused) == "store.foreign");
    CHECK(connection->value("SELECT count(*) FROM sqlite_master")->toInt() == 1);
}
