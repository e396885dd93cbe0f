// SPDX-License-Identifier: GPL-3.0-or-later
// Schema and account before anything is read.
#include "core/storage/postgres_open.h"

#include "core/storage/postgres_connection.h"
#include "core/storage/sqlite_schema.h"

namespace cal::storage {

namespace {

struct ServerState {
    std::int64_t version = 0; ///< 0: no store
    bool blank = false;       ///< no table of anybody in the schema
};

Result<ServerState> stateOf(const Connection& connection)
{
    ServerState state;
    const auto tables = connection.value("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()");
    CAL_TRY(tables);
    state.blank = tables->toLongLong() == 0;
    const auto there = connection.value("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'store'");
    CAL_TRY(there);
    if (there->toLongLong() == 0)
        return state;
    const auto version = connection.value("SELECT version FROM store WHERE application = 'calbench'");
    CAL_TRY(version);
    state.version = version->toLongLong();
    return state;
}

Result<void> bringUp(PostgresConnection& connection, const std::vector<std::string>& migrations)
{
    CAL_TRY(connection.begin());
    const auto apply = [&]() -> Result<void> {
        const auto state = stateOf(connection); // again, now that nobody else can change it
        CAL_TRY(state);
        if (state->blank)
            CAL_TRY(connection.run("CREATE TABLE store (application TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL); "
                                   "INSERT INTO store VALUES ('calbench', 0)"));
        for (auto next = static_cast<std::size_t>(state->version); next < migrations.size(); ++next) {
            CAL_TRY(connection.run(migrations[next]));
            CAL_TRY(connection.run("UPDATE store SET version = " + std::to_string(next + 1)));
        }
        return connection.commit();
    };
    auto applied = apply();
    if (!applied)
        connection.rollback();
    return applied;
}

} // namespace

std::vector<std::string> postgresMigrations()
{
    return migrationsOf("postgresql");
}

Result<std::unique_ptr<SqlStore>> openPostgres(const std::string& location, OpenMode mode, Clock& clock, const StoreOptions& options)
{
    if (location.find('\0') != std::string::npos)
        return Error{Errc::InvalidArgument, "store.no-path", {}, {}};
    auto opened = PostgresConnection::open(location, options.busyTimeout);
    CAL_TRY(opened);
    PostgresConnection& connection = **opened;
    const auto state = stateOf(connection);
    CAL_TRY(state);
    const auto migrations = postgresMigrations();
    const auto newest = static_cast<std::int64_t>(migrations.size());
    if (state->blank && mode != OpenMode::Create)
        return Error{Errc::ParseError, "store.empty", {{"file", location}}, {}};
    if (!state->blank && state->version == 0)
        return Error{Errc::ParseError, "store.foreign", {{"file", location}}, {}};
    const auto wrongVersion = [&](const char* key) {
        return Error{
            Errc::StoreFailed, key, {{"file", location}, {"found", std::to_string(state->version)}, {"known", std::to_string(newest)}}, {}};
    };
    if (state->version > newest && mode != OpenMode::ReadOnly)
        return wrongVersion("store.newer-schema");
    if (state->version < newest && mode == OpenMode::ReadOnly)
        return wrongVersion("store.older-schema");
    if (state->version < newest)
        CAL_TRY(bringUp(connection, migrations));

    auto store = SqlStore::over(*std::move(opened), clock, options.projections);
    if (!store)
        return state->version > newest ? wrongVersion("store.newer-schema") : store.error();
    CAL_TRY((*store)->settle(mode, options));
    return store;
}

} // namespace cal::storage
