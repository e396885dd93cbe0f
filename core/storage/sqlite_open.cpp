// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a SQLite file as a store: every way in which it may not be one gets its own sentence, before anything is changed.
#include "core/storage/sqlite_open.h"

#include "core/storage/sqlite_connection.h"
#include "core/storage/sqlite_schema.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

namespace cal::storage {

namespace {

Error about(Errc code, const char* key, const char* argument, const QString& value)
{
    return Error{code, key, {{argument, value.toStdString()}}, {}};
}

Result<void> lookAt(const QFileInfo& file, OpenMode mode)
{
    const QString path = file.filePath();
    const QFileInfo folder(file.path());
    if (file.isDir())
        return about(Errc::InvalidArgument, "store.is-folder", "file", path);
    if (!file.exists() && !folder.isDir())
        return about(Errc::NotFound, "store.folder-missing", "folder", folder.filePath());
    if (!file.exists() && mode != OpenMode::Create)
        return about(Errc::NotFound, "store.missing", "file", path);
    if (file.exists() && !file.isFile()) // a pipe or a device; opening it could wait for ever
        return about(Errc::ParseError, "store.foreign", "file", path);
    if (mode == OpenMode::ReadOnly)
        return {};
    if (file.exists() && !file.isWritable())
        return about(Errc::StoreFailed, "store.read-only", "file", path);
    if (!folder.isWritable()) // the write-ahead log lies beside the file
        return about(Errc::StoreFailed, "store.folder-read-only", "folder", folder.filePath());
    return {};
}

/// On a read-only medium SQLite cannot make the shared-memory file that a database in WAL mode needs; without a log left behind the
/// file alone is the whole truth and may be read as one that nobody changes.
bool standsAlone(const QString& path)
{
    const QFileInfo log(path + QStringLiteral("-wal"));
    return !log.exists() || log.size() == 0;
}

/// SQLite fills up a last page that was cut with zeros and goes on. Pages are written whole, so such a file has lost its end, unless a
/// log left by a killed program is about to repair it.
Result<void> refuseCutPage(SqliteConnection& connection, const QString& path)
{
    const auto pageSize = connection.value("PRAGMA page_size");
    CAL_TRY(pageSize);
    const qint64 size = QFileInfo(path).size();
    if (size % pageSize->toLongLong() == 0 || !standsAlone(path))
        return {};
    return Error{Errc::StoreFailed, "store.damaged", {{"file", connection.file()}, {"reason", std::to_string(size) + " B"}}, {}};
}

struct Opened {
    std::unique_ptr<SqliteConnection> connection;
    SchemaState state;
};

Result<Opened> connect(const QString& database, const QString& options, const std::string& file)
{
    auto connection = SqliteConnection::open(database, options, file);
    CAL_TRY(connection);
    const auto state = schemaState(**connection); // the first read: SQLite opens lazily
    CAL_TRY(state);
    return Opened{*std::move(connection), *state};
}

Result<Opened> connect(const QString& path, OpenMode mode, const StoreOptions& options)
{
    const std::string file = path.toStdString();
    const QString wait = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeout.count());
    if (mode != OpenMode::ReadOnly)
        return connect(path, wait, file);
    const QString readOnly = QStringLiteral("QSQLITE_OPEN_READONLY;") + wait;
    auto opened = connect(path, readOnly, file);
    if (opened || !standsAlone(path))
        return opened;
    const std::string& key = opened.error().key;
    if (key != "store.cannot-open" && key != "store.read-only")
        return opened;
    QUrl uri = QUrl::fromLocalFile(path);
    uri.setQuery(QStringLiteral("immutable=1"));
    return connect(uri.toString(QUrl::FullyEncoded), readOnly + QStringLiteral(";QSQLITE_OPEN_URI"), file);
}

/// WAL is written into the file, so usually only the first open changes anything. The change needs the file alone for a moment and
/// SQLite does not wait for it.
Result<void> useWriteAheadLog(SqliteConnection& connection, std::chrono::milliseconds patience)
{
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        const auto mode = connection.value("PRAGMA journal_mode = WAL");
        if (mode && mode->toString() == QLatin1String("wal"))
            return {};
        if (mode)
            return Error{Errc::StoreFailed, "store.cannot-open", {{"file", connection.file()}, {"reason", "no write-ahead log"}}, {}};
        if (mode.error().key != "store.locked" || waited.elapsed() >= patience.count())
            return mode.error();
        sqlite3_sleep(5);
    }
}

} // namespace

Result<std::unique_ptr<SqlStore>> openSqlite(const std::string& path, OpenMode mode, Clock& clock, const StoreOptions& options)
{
    if (path.empty() || path.find('\0') != std::string::npos)
        return Error{Errc::InvalidArgument, "store.no-path", {}, {}};
    const QFileInfo info(QFileInfo(QString::fromStdString(path)).absoluteFilePath());
    CAL_TRY(lookAt(info, mode));
    auto opened = connect(info.filePath(), mode, options);
    CAL_TRY(opened);
    SqliteConnection& connection = *opened->connection;
    const std::string& file = connection.file();

    const auto migrations = sqliteMigrations();
    const auto newest = static_cast<std::int64_t>(migrations.size());
    const SchemaState& state = opened->state;
    CAL_TRY(refuseCutPage(connection, info.filePath()));
    if (state.blank && mode != OpenMode::Create)
        return Error{Errc::ParseError, "store.empty", {{"file", file}}, {}};
    if (!state.blank && state.applicationId != kApplicationId)
        return Error{Errc::ParseError, "store.foreign", {{"file", file}}, {}};
    const auto wrongVersion = [newest, file, &state](const char* key) {
        return Error{
            Errc::StoreFailed, key, {{"file", file}, {"found", std::to_string(state.version)}, {"known", std::to_string(newest)}}, {}};
    };
    if (state.version > newest && mode != OpenMode::ReadOnly)
        return wrongVersion("store.newer-schema");
    if (state.version < newest && mode == OpenMode::ReadOnly)
        return wrongVersion("store.older-schema");

    if (mode != OpenMode::ReadOnly) {
        if (sqlite3_db_readonly(connection.handle(), "main") != 0) // SQLite falls back to reading without a word
            return Error{Errc::StoreFailed, "store.read-only", {{"file", file}}, {}};
        if (options.maxPages > 0)
            CAL_TRY(connection.run("PRAGMA max_page_count = " + std::to_string(options.maxPages)));
        if (state.version < newest)
            CAL_TRY(migrate(connection, migrations));
        CAL_TRY(useWriteAheadLog(connection, options.busyTimeout));
        CAL_TRY(connection.run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"));
    }
    CAL_TRY(connection.run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON"));

    auto store = SqlStore::over(std::move(opened->connection), clock, options.projections);
    if (!store)
        return state.version > newest ? wrongVersion("store.newer-schema") : store.error();
    CAL_TRY((*store)->settle(mode, options));
    return store;
}

} // namespace cal::storage
