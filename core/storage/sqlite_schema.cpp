// SPDX-License-Identifier: GPL-3.0-or-later
// Migrations of a SQLite store.
#include "core/storage/sqlite_schema.h"

#include <QDir>
#include <QFile>

// Must stand outside every namespace; keeps the linker from dropping the resource of a static library.
static void initSchemas()
{
    Q_INIT_RESOURCE(schemas);
}

namespace cal::storage {

std::vector<std::string> migrationsOf(const char* dialect)
{
    initSchemas();
    std::vector<std::string> scripts;
    const QDir folder(QStringLiteral(":/schemas/") + QLatin1String(dialect));
    for (const QString& name : folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        const bool there = file.open(QIODevice::ReadOnly);
        Q_ASSERT(there);
        if (there)
            scripts.push_back(file.readAll().toStdString());
    }
    return scripts;
}

std::vector<std::string> sqliteMigrations()
{
    return migrationsOf("sqlite");
}

Result<SchemaState> schemaState(SqliteConnection& connection)
{
    SchemaState state;
    const auto applicationId = connection.value("PRAGMA application_id");
    CAL_TRY(applicationId);
    const auto version = connection.value("PRAGMA user_version");
    CAL_TRY(version);
    const auto objects = connection.value("SELECT count(*) FROM sqlite_master");
    CAL_TRY(objects);
    state.applicationId = applicationId->toLongLong();
    state.version = version->toLongLong();
    state.blank = state.applicationId == 0 && state.version == 0 && objects->toLongLong() == 0;
    return state;
}

Result<void> migrate(SqliteConnection& connection, const std::vector<std::string>& migrations)
{
    CAL_TRY(connection.run("BEGIN IMMEDIATE"));
    const auto apply = [&]() -> Result<void> {
        const auto state = schemaState(connection); // again, now that nobody else can change it
        CAL_TRY(state);
        if (!state->blank && state->applicationId != kApplicationId)
            return Error{Errc::ParseError, "store.foreign", {{"file", connection.file()}}, {}};
        for (auto next = static_cast<std::size_t>(state->version); next < migrations.size(); ++next) {
            CAL_TRY(connection.run(migrations[next]));
            CAL_TRY(connection.run("PRAGMA user_version = " + std::to_string(next + 1)));
        }
        CAL_TRY(connection.run("PRAGMA application_id = " + std::to_string(kApplicationId)));
        return connection.run("COMMIT");
    };
    auto applied = apply();
    if (!applied) {
        // A failed commit may or may not have ended the transaction; the error to tell is the first one.
        const auto undone = connection.run("ROLLBACK");
        static_cast<void>(undone);
    }
    return applied;
}

} // namespace cal::storage
