// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the store share: a temporary store, drafts, and raw SQLite to do what the store itself refuses.
#pragma once

#include "core/storage/store.h"

#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

#include <sqlite3.h>

namespace storage_test {

using cal::journal::EventStore;
using cal::journal::NewEvent;
using cal::storage::OpenMode;
using cal::storage::openStore;
using cal::storage::StoreOptions;

inline const cal::journal::Authorship kAuthor{"person-1", "bench-2", "calbench test"};

inline NewEvent draft(int number, std::string type = "test.counted")
{
    return {std::move(type), 1, cal::Json::Object{{"n", number}}};
}

inline std::vector<NewEvent> drafts(int from, int count)
{
    std::vector<NewEvent> events;
    for (int i = 0; i < count; ++i)
        events.push_back(draft(from + i));
    return events;
}

template <class T>
std::string keyOf(const cal::Result<T>& result)
{
    return result ? std::string("no error") : result.error().key;
}

/// A folder for one test and a store's path in it.
class TempStore
{
public:
    TempStore() { REQUIRE(m_folder.isValid()); }

    cal::SystemClock clock;
    cal::IdMaker ids{clock};

    [[nodiscard]] std::string folder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] std::string path(const char* name = "laboratory.calbench") const { return folder() + "/" + name; }

    std::unique_ptr<EventStore> open(OpenMode mode = OpenMode::Create, const StoreOptions& options = {},
                                     const char* name = "laboratory.calbench")
    {
        auto store = openStore(path(name), mode, clock, options);
        INFO((store ? std::string() : store.error().key + ": " + std::string(store.error().arg("reason"))));
        REQUIRE(store);
        return *std::move(store);
    }
    /// The key of the error that opening gives.
    std::string refusal(OpenMode mode, const StoreOptions& options = {}, const char* name = "laboratory.calbench")
    {
        return keyOf(openStore(path(name), mode, clock, options));
    }

private:
    QTemporaryDir m_folder;
};

/// A connection beside the store's, as any other program could make it.
class RawSqlite
{
public:
    explicit RawSqlite(const std::string& path) { REQUIRE(sqlite3_open(path.c_str(), &m_database) == SQLITE_OK); }
    ~RawSqlite() { sqlite3_close(m_database); }
    RawSqlite(const RawSqlite&) = delete;
    RawSqlite& operator=(const RawSqlite&) = delete;

    /// The message of SQLite, empty on success.
    std::string tryRun(const std::string& sql)
    {
        char* message = nullptr;
        sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, &message);
        std::string said = message == nullptr ? "" : message;
        sqlite3_free(message);
        return said;
    }
    void run(const std::string& sql)
    {
        const std::string said = tryRun(sql);
        INFO(sql);
        REQUIRE(said == "");
    }
    std::string value(const std::string& sql)
    {
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(m_database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
        std::string text;
        if (sqlite3_step(statement) == SQLITE_ROW)
            text.assign(static_cast<const char*>(sqlite3_column_blob(statement, 0)),
                        static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
        sqlite3_finalize(statement);
        return text;
    }
    void dropFence()
    {
        run("PRAGMA synchronous = OFF"); // damage need not be durable
        for (const char* trigger : {"events_no_update", "events_no_delete", "events_in_order", "blobs_no_update", "blobs_no_delete"})
            run(std::string("DROP TRIGGER ") + trigger);
    }
    /// Sets a BLOB column of the one row that `where` chooses.
    void setBlob(const std::string& table, const std::string& column, const std::string& where, const std::string& bytes)
    {
        sqlite3_stmt* statement = nullptr;
        const std::string sql = "UPDATE " + table + " SET " + column + " = ? WHERE " + where;
        REQUIRE(sqlite3_prepare_v2(m_database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
        sqlite3_bind_blob64(statement, 1, bytes.data(), bytes.size(), SQLITE_STATIC);
        CHECK(sqlite3_step(statement) == SQLITE_DONE);
        sqlite3_finalize(statement);
        REQUIRE(sqlite3_changes(m_database) == 1);
    }

private:
    sqlite3* m_database = nullptr;
};

inline QByteArray fileBytes(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

inline void writeFile(const std::string& path, const QByteArray& bytes)
{
    QFile file(QString::fromStdString(path));
    REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    REQUIRE(file.write(bytes) == bytes.size());
}

} // namespace storage_test
