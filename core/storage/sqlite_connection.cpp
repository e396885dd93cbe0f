// SPDX-License-Identifier: GPL-3.0-or-later
// The SQLite connection.
#include "core/storage/sqlite_connection.h"

#include <QSqlDriver>
#include <QSqlError>

#include <sqlite3.h>

namespace cal::storage {

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
    CAL_TRY(connection->connect("QSQLITE", [&](QSqlDatabase& made) {
        made.setDatabaseName(database);
        made.setConnectOptions(options);
    }));
    const QVariant handle = connection->m_database.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return Error{Errc::StoreFailed, "store.no-driver", {{"driver", "QSQLITE"}}, {}};
    connection->m_handle = *static_cast<sqlite3* const*>(handle.constData());
    return connection;
}

SqliteConnection::~SqliteConnection()
{
    sqlite3_finalize(m_insert);
    sqlite3_finalize(m_dataVersion);
}

Error SqliteConnection::error(const QSqlError& error) const
{
    return sqliteError(error.nativeErrorCode().toInt(), error.databaseText().toStdString(), m_file);
}

Error SqliteConnection::lastError() const
{
    return sqliteError(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle), m_file);
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

void SqliteConnection::rollback()
{
    // A full disk has already rolled back by itself. Should the rollback fail too, the next begin says so.
    if (sqlite3_get_autocommit(m_handle) == 0) {
        const auto undone = run("ROLLBACK");
        static_cast<void>(undone);
    }
}

Result<bool> SqliteConnection::othersWrote()
{
    if (m_dataVersion == nullptr &&
        sqlite3_prepare_v3(m_handle, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT, &m_dataVersion, nullptr) != SQLITE_OK)
        return lastError();
    const int stepped = sqlite3_step(m_dataVersion);
    const int version = stepped == SQLITE_ROW ? sqlite3_column_int(m_dataVersion, 0) : 0;
    const auto failure = stepped == SQLITE_ROW ? Result<void>() : Result<void>(lastError());
    sqlite3_reset(m_dataVersion);
    CAL_TRY(failure);
    const bool others = version != m_seenVersion;
    m_seenVersion = version;
    return others;
}

const Dialect& SqliteConnection::dialect() const
{
    static constexpr Dialect kDialect{"TEXT", "INTEGER", "REAL", "instr", "STRICT", "", "", "%1", ""};
    return kDialect;
}

// Past Qt, whose conversions to UTF-16 and back cost more than the insert itself.

namespace {

void bindText(sqlite3_stmt* statement, int index, std::string_view text)
{
    sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

std::string_view textOf(sqlite3_stmt* row, int column)
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
    return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

} // namespace

Result<void> SqliteConnection::insertEvents(std::span<const journal::Event> events)
{
    constexpr const char* kInsert = "INSERT INTO events (stream, seq, type, v, id, at, actor, hash, content) VALUES (?,?,?,?,?,?,?,?,?)";
    if (m_insert == nullptr && sqlite3_prepare_v3(m_handle, kInsert, -1, SQLITE_PREPARE_PERSISTENT, &m_insert, nullptr) != SQLITE_OK)
        return lastError();
    for (const journal::Event& event : events) {
        const std::string stream = event.stream.text(), id = event.id.text(), at = toRfc3339(event.at.utc),
                          actor = journal::withoutNul(event.actor);
        bindText(m_insert, 1, stream);
        sqlite3_bind_int64(m_insert, 2, event.seq);
        bindText(m_insert, 3, event.type);
        sqlite3_bind_int64(m_insert, 4, event.version);
        bindText(m_insert, 5, id);
        bindText(m_insert, 6, at);
        bindText(m_insert, 7, actor);
        sqlite3_bind_blob64(m_insert, 8, event.hash.bytes.data(), event.hash.bytes.size(), SQLITE_STATIC);
        sqlite3_bind_blob64(m_insert, 9, event.content.data(), event.content.size(), SQLITE_STATIC);
        const int stepped = sqlite3_step(m_insert);
        auto failure = stepped == SQLITE_DONE ? Result<void>() : Result<void>(lastError());
        sqlite3_reset(m_insert);
        sqlite3_clear_bindings(m_insert); // what they point to ends here
        CAL_TRY(failure);
    }
    return {};
}

Result<void> SqliteConnection::eachEvent(const std::function<void(const EventRow&)>& visit)
{
    sqlite3_stmt* raw = nullptr;
    constexpr const char* kAll = "SELECT position, stream, seq, type, v, id, at, actor, hash, content FROM events ORDER BY position";
    if (sqlite3_prepare_v2(m_handle, kAll, -1, &raw, nullptr) != SQLITE_OK)
        return lastError();
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> row(raw, sqlite3_finalize);
    for (;;) {
        const int stepped = sqlite3_step(raw);
        if (stepped == SQLITE_DONE)
            return {};
        if (stepped != SQLITE_ROW)
            return lastError();
        visit({sqlite3_column_int64(raw, 0), textOf(raw, 1), sqlite3_column_int64(raw, 2), textOf(raw, 3), sqlite3_column_int64(raw, 4),
               textOf(raw, 5), textOf(raw, 6), textOf(raw, 7), textOf(raw, 8), textOf(raw, 9)});
    }
}

Result<void> SqliteConnection::checkFile(journal::CheckReport& report)
{
    const auto first = value("PRAGMA integrity_check(1)");
    CAL_TRY(first);
    const std::string said = first->toString().toStdString();
    if (said != "ok")
        report.findings.push_back({{}, 0, Error{Errc::IntegrityViolation, "store.damaged", {{"file", m_file}, {"reason", said}}, {}}});
    return {};
}

} // namespace cal::storage
