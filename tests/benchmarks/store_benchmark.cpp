// SPDX-License-Identifier: GPL-3.0-or-later
// Bulk import of sealed events beside the bare SQLite C API inserting the same rows in one transaction, and how fast a whole store is
// checked.
#include "app/store_contents.h"
#include "core/journal/memory_store.h"
#include "tests/benchmarks/pairs.h"

#include <sqlite3.h>

#include <QTemporaryDir>

#include <chrono>
#include <cstdlib>

namespace cal::bench {

namespace {

constexpr int kStreams = 40, kEventsEach = 500;

void must(bool ok)
{
    if (!ok)
        std::abort();
}

std::string newFile()
{
    static QTemporaryDir directory;
    static int number = 0;
    return directory.path().toStdString() + "/store-" + std::to_string(number++);
}

double rate(double events, const std::function<void()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return events / std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

const std::vector<journal::Event>& sealedEvents()
{
    static const std::vector<journal::Event> events = [] {
        SystemClock clock;
        journal::MemoryStore store(clock);
        IdMaker ids(clock);
        std::vector<journal::Event> all;
        for (int stream = 0; stream < kStreams; ++stream) {
            std::vector<journal::NewEvent> drafts;
            for (int i = 0; i < kEventsEach; ++i)
                drafts.push_back({"session.noted", 1, Json::Object{{"line", i}, {"point", "10V+100%"}, {"text", std::string(300, 'x')}}});
            auto sealed = store.append(ids.make(), 0, drafts, {"metrologist", "bench", "calbench"});
            must(sealed.has_value());
            all.insert(all.end(), sealed->begin(), sealed->end());
        }
        return all;
    }();
    return events;
}

double import(const std::string& location, const storage::StoreOptions& options)
{
    SystemClock clock;
    const auto store = storage::openStore(location, storage::OpenMode::Create, clock, options);
    must(store.has_value());
    const auto& events = sealedEvents();
    return rate(static_cast<double>(events.size()), [&] { must((*store)->appendSealed(events).has_value()); });
}

double importAlone()
{
    return import(newFile(), {});
}

double importWithLists()
{
    static const auto contents = app::storeContents();
    must(contents.has_value());
    return import(newFile(), contents->options());
}

/// The same columns and the same unique index, without triggers and without looking at what is inserted.
double bareImport()
{
    const auto& events = sealedEvents();
    sqlite3* database = nullptr;
    must(sqlite3_open(newFile().c_str(), &database) == SQLITE_OK);
    must(sqlite3_exec(database,
                      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT, "
                      "seq INTEGER, type TEXT, v INTEGER, id TEXT, at TEXT, actor TEXT, hash BLOB, content BLOB, UNIQUE (stream, seq))",
                      nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_stmt* insert = nullptr;
    must(sqlite3_prepare_v2(database, "INSERT INTO events (stream, seq, type, v, id, at, actor, hash, content) VALUES (?,?,?,?,?,?,?,?,?)",
                            -1, &insert, nullptr) == SQLITE_OK);
    struct Texts {
        std::string stream, id, at;
    };
    std::vector<Texts> texts;
    for (const auto& event : events)
        texts.push_back({event.stream.text(), event.id.text(), toRfc3339(event.at.utc)});
    const auto bind = [&](int index, const std::string& text) {
        sqlite3_bind_text(insert, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    };
    const double perSecond = rate(static_cast<double>(events.size()), [&] {
        must(sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
        for (std::size_t i = 0; i < events.size(); ++i) {
            const auto& event = events[i];
            bind(1, texts[i].stream);
            sqlite3_bind_int64(insert, 2, event.seq);
            bind(3, event.type);
            sqlite3_bind_int(insert, 4, event.version);
            bind(5, texts[i].id);
            bind(6, texts[i].at);
            bind(7, event.actor);
            sqlite3_bind_blob(insert, 8, event.hash.bytes.data(), static_cast<int>(event.hash.bytes.size()), SQLITE_STATIC);
            sqlite3_bind_blob(insert, 9, event.content.data(), static_cast<int>(event.content.size()), SQLITE_STATIC);
            must(sqlite3_step(insert) == SQLITE_DONE);
            sqlite3_reset(insert);
        }
        must(sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK);
    });
    sqlite3_finalize(insert);
    sqlite3_close(database);
    return perSecond;
}

double checkChains()
{
    static const std::string file = [] {
        std::string name = newFile();
        SystemClock clock;
        const auto store = storage::openStore(name, storage::OpenMode::Create, clock);
        must(store && (*store)->appendSealed(sealedEvents()));
        return name;
    }();
    SystemClock clock;
    const auto store = storage::openStore(file, storage::OpenMode::ReadOnly, clock);
    must(store.has_value());
    return rate(kStreams * kEventsEach, [&] {
        const auto report = (*store)->check();
        must(report && report->findings.empty() && report->events == kStreams * kEventsEach);
    });
}

[[maybe_unused]] const bool kImport =
    add({"sealed events imported per second", "1/s", importAlone, bareImport, 0.3, Better::Larger, 5}) &&
    add({"sealed events imported per second, lists kept", "1/s", importWithLists, bareImport, {}, Better::Larger, 3}) &&
    add({"events checked per second", "1/s", checkChains, {}, {}, Better::Larger, 5});

} // namespace

} // namespace cal::bench
