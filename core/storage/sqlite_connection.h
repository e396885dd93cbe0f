// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to a SQLite file through Qt SQL, owned by one thread, and what its errors mean.
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <memory>
#include <string>

struct sqlite3;

namespace cal::storage {

/// The sentence for a SQLite result code (extended or not) met while `file` was used.
Error sqliteError(int code, const std::string& reason, const std::string& file);

class SqliteConnection
{
public:
    /// @param database  what SQLite opens: a path, or a URI when the options say so
    /// @param options   Qt's connect options, e.g. "QSQLITE_OPEN_READONLY"
    /// @param file      the name for messages
    static Result<std::unique_ptr<SqliteConnection>> open(const QString& database, const QString& options, std::string file);
    ~SqliteConnection(); ///< queries on it must be gone by then
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    /// SQLite's own handle; the driver uses the system's library, as we do.
    [[nodiscard]] sqlite3* handle() const { return m_handle; }
    [[nodiscard]] const QSqlDatabase& database() const { return m_database; }
    [[nodiscard]] const std::string& file() const { return m_file; }

    /// Runs a script of one or more statements.
    Result<void> run(const std::string& sql);
    /// The first column of the first row of a query; an invalid variant when there is no row.
    Result<QVariant> value(const char* sql);
    /// Runs a prepared query.
    Result<void> exec(QSqlQuery& query) const;
    /// The error that ended stepping through a query, if one did.
    Result<void> finish(QSqlQuery& query) const;

private:
    SqliteConnection() = default;
    QString m_name;
    QSqlDatabase m_database;
    sqlite3* m_handle = nullptr;
    std::string m_file;
};

} // namespace cal::storage
