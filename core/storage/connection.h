// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to a database through Qt SQL, owned by one thread, and everything in which the engines differ. What they share stands in
// sql_store.h.
#pragma once

#include "core/journal/event_store.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace cal::storage {

/// A row of the table events; valid during the call that gets it.
struct EventRow {
    journal::Position position = 0;
    std::string_view stream;
    std::int64_t seq = 0;
    std::string_view type;
    std::int64_t version = 0;
    std::string_view id, at, actor, hash, content;
};

/// The few words in which the SQL of the tables of projections differs.
struct Dialect {
    const char* text;      ///< type of a Text column; compares by bytes
    const char* integer;   ///< 64 bits
    const char* real;      ///< binary64
    const char* find;      ///< function: place of the second text in the first, from 1
    const char* tableTail; ///< after CREATE TABLE (…)
    const char* nullsFirst;
    const char* nullsLast; ///< empty cells are the smallest
    /// What is indexed of a text column named %1; a prefix where the engine limits the size of an index entry.
    const char* indexedText;
    const char* afterTable; ///< run for every table %1 that was made; may be empty
};

class Connection
{
public:
    virtual ~Connection(); ///< queries on it must be gone by then
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] const QSqlDatabase& database() const { return m_database; }
    /// The name for messages: a file, or a location without secrets.
    [[nodiscard]] const std::string& file() const { return m_file; }

    Result<void> prepare(QSqlQuery& query, const QString& sql) const;
    /// Runs a prepared query.
    Result<void> exec(QSqlQuery& query) const;
    /// The error that ended stepping through a query, if one did.
    Result<void> finish(QSqlQuery& query) const;
    /// The first column of the first row of a query; an invalid variant when there is no row.
    Result<QVariant> value(const char* sql) const;
    /// Runs a script of one or more statements.
    virtual Result<void> run(const std::string& sql) = 0;

    /// Begins to write; waits until nobody else does.
    virtual Result<void> begin() = 0;
    /// Begins to read one snapshot.
    virtual Result<void> beginReading() = 0;
    virtual Result<void> commit() = 0;
    /// While writing: whether anybody else may have written since this connection asked last.
    virtual Result<bool> othersWrote() { return true; }
    /// Ends the transaction without keeping anything, if one is open.
    virtual void rollback() = 0;

    /// Whether the line to the engine still stands.
    [[nodiscard]] virtual bool alive() { return true; }
    /// Makes a new connection; what was prepared on the old one must be gone.
    virtual Result<void> reconnect() { return {}; }

    [[nodiscard]] virtual const Dialect& dialect() const = 0;
    virtual Result<void> insertEvents(std::span<const journal::Event> events) = 0;
    /// All events in order of arrival.
    virtual Result<void> eachEvent(const std::function<void(const EventRow&)>& visit) = 0;
    /// What the engine itself can say about its files.
    virtual Result<void> checkFile(journal::CheckReport& report) = 0;
    /// The engine's own way of copying to the new file `path`; false: it has none.
    virtual Result<bool> copyTo(const std::string& path) = 0;

protected:
    Connection() = default;
    /// Opens m_database. Errors: StoreFailed "store.no-driver"; those of error().
    Result<void> connect(const char* driver, const std::function<void(QSqlDatabase&)>& settings);
    void disconnect();
    [[nodiscard]] virtual Error error(const QSqlError& error) const = 0;

    std::string m_file;
    QSqlDatabase m_database;

private:
    QString m_name;
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
inline std::string_view view(const Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}
/// Zero bytes when `bytes` are no digest.
inline Digest digestOf(const QByteArray& bytes)
{
    Digest digest;
    if (static_cast<std::size_t>(bytes.size()) == digest.bytes.size())
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(digest.bytes.data()));
    return digest;
}
/// For binding: U+0000 ends a text in PostgreSQL, so no stored text has it (see journal::withoutNul).
inline QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())).replace(QChar(u'\0'), QChar(u'\u2400'));
}

} // namespace cal::storage
