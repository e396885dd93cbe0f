// SPDX-License-Identifier: GPL-3.0-or-later
// Backup of a SQLite store while it is in use, by SQLite's own backup interface.
#include "core/storage/sqlite_connection.h"

#include <QFile>

#include <sqlite3.h>

namespace cal::storage {

namespace {

/// The copy must not need a log beside it: so it can be read from a medium that cannot be written.
constexpr const char* kOneFile = "PRAGMA journal_mode = DELETE";

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

Result<void> copyInto(sqlite3* source, const QByteArray& path, const std::string& file)
{
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(path.constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const Database target(raw);
    if (opened != SQLITE_OK)
        return sqliteError(opened, sqlite3_errmsg(raw), file);
    sqlite3_backup* backup = sqlite3_backup_init(raw, "main", source, "main");
    if (backup == nullptr)
        return sqliteError(sqlite3_extended_errcode(raw), sqlite3_errmsg(raw), file);
    sqlite3_backup_step(backup, -1); // in one go: a write between two steps would start it anew
    if (const int finished = sqlite3_backup_finish(backup); finished != SQLITE_OK)
        return sqliteError(finished, sqlite3_errmsg(raw), file);
    if (const int code = sqlite3_exec(raw, kOneFile, nullptr, nullptr, nullptr); code != SQLITE_OK)
        return sqliteError(code, sqlite3_errmsg(raw), file);
    return {};
}

} // namespace

Result<bool> SqliteConnection::copyTo(const std::string& path)
{
    CAL_TRY(copyInto(m_handle, QFile::encodeName(QString::fromStdString(path)), path));
    return true;
}

} // namespace cal::storage
