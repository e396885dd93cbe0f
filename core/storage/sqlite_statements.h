// SPDX-License-Identifier: GPL-3.0-or-later
// The statements of SqliteStore, prepared once.
#pragma once

#include "core/storage/sqlite_store.h"

namespace cal::storage {

struct SqliteStore::Statements {
    explicit Statements(const QSqlDatabase& database)
        : begin(database), commit(database), insertEvent(database), head(database), read(database), tail(database), streamsOf(database),
          insertBlob(database), blob(database)
    {
    }
    QSqlQuery begin, commit, insertEvent, head, read, tail, streamsOf, insertBlob, blob;
};

/// Blob column without a copy; valid while `bytes` lives.
inline QByteArray borrowed(std::string_view bytes)
{
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
}
inline QByteArray borrowed(const Digest& digest)
{
    return QByteArray::fromRawData(reinterpret_cast<const char*>(digest.bytes.data()), static_cast<qsizetype>(digest.bytes.size()));
}
inline QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace cal::storage
