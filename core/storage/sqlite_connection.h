// SPDX-License-Identifier: GPL-3.0-or-later
// A connection to a SQLite file, and what its errors mean.
#pragma once

#include "core/storage/connection.h"

struct sqlite3;
struct sqlite3_stmt;

namespace cal::storage {

/// The sentence for a SQLite result code (extended or not) met while `file` was used.
Error sqliteError(int code, const std::string& reason, const std::string& file);

class SqliteConnection final : public Connection
{
public:
    /// @param database  what SQLite opens: a path, or a URI when the options say so
    /// @param options   Qt's connect options, e.g. "QSQLITE_OPEN_READONLY"
    /// @param file      the name for messages
    static Result<std::unique_ptr<SqliteConnection>> open(const QString& database, const QString& options, std::string file);
    ~SqliteConnection() override;

    /// SQLite's own handle; the driver uses the system's library, as we do.
    [[nodiscard]] sqlite3* handle() const { return m_handle; }

    Result<void> run(const std::string& sql) override;
    Result<void> begin() override { return run("BEGIN IMMEDIATE"); }
    Result<void> beginReading() override { return run("BEGIN"); }
    Result<void> commit() override { return run("COMMIT"); }
    void rollback() override;
    Result<bool> othersWrote() override;
    [[nodiscard]] const Dialect& dialect() const override;
    Result<void> insertEvents(std::span<const journal::Event> events) override;
    Result<void> eachEvent(const std::function<void(const EventRow&)>& visit) override;
    Result<void> checkFile(journal::CheckReport& report) override;
    Result<bool> copyTo(const std::string& path) override; // sqlite_backup.cpp

protected:
    [[nodiscard]] Error error(const QSqlError& error) const override;

private:
    SqliteConnection() = default;
    [[nodiscard]] Error lastError() const;
    sqlite3* m_handle = nullptr;
    sqlite3_stmt* m_insert = nullptr;
    sqlite3_stmt* m_dataVersion = nullptr;
    int m_seenVersion = 0;
};

} // namespace cal::storage
