// SPDX-License-Identifier: GPL-3.0-or-later
// Backup of a SQLite store while it is in use, by SQLite's own backup interface.
#include "core/storage/sqlite_statements.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

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

bool syncToDisk(const QByteArray& path)
{
    const int descriptor = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

} // namespace

Result<void> SqliteStore::backupTo(const std::string& path)
{
    if (path.empty() || path.find('\0') != std::string::npos)
        return Error{Errc::InvalidArgument, "store.no-path", {}, {}};
    const QFileInfo target(QFileInfo(QString::fromStdString(path)).absoluteFilePath());
    const std::string file = target.filePath().toStdString();
    if (target.exists() || target.isSymLink())
        return Error{Errc::InvalidArgument, "store.backup-exists", {{"file", file}}, {}};
    const QFileInfo folder(target.path());
    if (!folder.isDir())
        return Error{Errc::NotFound, "store.folder-missing", {{"folder", folder.filePath().toStdString()}}, {}};
    if (!folder.isWritable())
        return Error{Errc::StoreFailed, "store.folder-read-only", {{"folder", folder.filePath().toStdString()}}, {}};

    // Under another name until it is whole, so that an interrupted backup is never taken for one.
    const QString part = target.filePath() + QStringLiteral(".part");
    const QByteArray partName = QFile::encodeName(part);
    QFile::remove(part);
    auto copied = copyInto(m_connection->handle(), partName, file);
    if (copied && (!syncToDisk(partName) || !QFile::rename(part, target.filePath()) || !syncToDisk(QFile::encodeName(folder.filePath()))))
        copied = Error{Errc::StoreFailed, "store.cannot-open", {{"file", file}, {"reason", "rename"}}, {}};
    if (!copied)
        QFile::remove(part);
    return copied;
}

} // namespace cal::storage
