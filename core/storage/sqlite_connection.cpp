// SPDX-License-Identifier: GPL-3.0-or-later
// The SQLite connection.
#include "core/storage/sqlite_connection.h"

#include <QSqlDriver>
#include <QSqlError>

#include <atomic>

#include <sqlite3.h>

namespace cal::storage {

namespace {

Error queryError(const QSqlError& error, const std::string& file)
{
    return sqliteError(error.nativeErrorCode().toInt(), error.databaseText().toStdString(), file);
}

QString uniqueName()
{
    static std::atomic<unsigned> counter{0};
    return QStringLiteral("calbench-store-%1").arg(++counter);
}

} // namespace

Error sqliteError(int code, const std::string& reason, const std::string& file)
{
    const auto failed = [&](const char* key) { return Error{Errc::StoreFailed, key, {{"file", file}}, {}}; };
    const auto withReason = [&](const char* key) { return Error{Errc::StoreFailed, key, {{"file", file}, {"reason", reason}}, {}}; };
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return failed("store.locked");
    case SQLITE_READONLY:
        return failed("store.read-only");
    case SQLITE_FULL:
        return failed("store.full");
    case SQLITE_NOTADB:
        return Error{Errc::ParseError, "store.foreign", {{"file", file}}, {}};
    case SQLITE_CORRUPT:
        return withReason("store.damaged");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return withReason("store.cannot-open");
    default:
        return withReason("store.write");
    }
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString& database, const QString& options, std::string file)
{
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection);
    connection->m_file = std::move(file);
    connection->m_name = uniqueName();
    connection->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
    connection->m_database.setDatabaseName(database);
    connection->m_database.setConnectOptions(options);
    if (!connection->m_database.isValid())
        return Error{Errc::StoreFailed, "store.no-driver", {}, {}};
    if (!connection->m_database.open())
        return queryError(connection->m_database.lastError(), connection->m_file);
    const QVariant handle = connection->m_database.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return Error{Errc::StoreFailed, "store.no-driver", {}, {}};
    connection->m_handle = *static_cast<sqlite3* const*>(handle.constData());
    return connection;
}

SqliteConnection::~SqliteConnection()
{
    m_database.close();
    m_database = QSqlDatabase(); // Qt asks that no copy is left when the connection is removed
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> SqliteConnection::run(const std::string& sql)
{
    char* message = nullptr;
    const int code = sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, &message);
    if (code == SQLITE_OK)
        return {};
    auto error = sqliteError(code, message == nullptr ? sqlite3_errstr(code) : message, m_file);
    sqlite3_free(message);
    return error;
}

Result<QVariant> SqliteConnection::value(const char* sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QString::fromLatin1(sql)))
        return queryError(query.lastError(), m_file);
    QVariant first;
    if (query.next())
        first = query.value(0);
    else if (query.lastError().isValid())
        return queryError(query.lastError(), m_file);
    return first;
}

Result<void> SqliteConnection::exec(QSqlQuery& query) const
{
    if (!query.exec())
        return queryError(query.lastError(), m_file);
    return {};
}

Result<void> SqliteConnection::finish(QSqlQuery& query) const
{
    const QSqlError error = query.lastError();
    query.finish(); // an open read would hold its snapshot and keep the log from being checkpointed
    if (error.isValid())
        return queryError(error, m_file);
    return {};
}

} // namespace cal::storage
