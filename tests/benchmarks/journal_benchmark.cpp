// SPDX-License-Identifier: GPL-3.0-or-later
// Durable readings a second: one event, one transaction, through the writer; beside the bare SQLite C API writing rows of the same size
// with the same pragmas in the same folder.
#include "app/store_contents.h"
#include "core/journal/writer.h"
#include "tests/benchmarks/pairs.h"

#include <sqlite3.h>

#include <QTemporaryDir>

#include <cstdlib>

namespace cal::bench {

namespace {

const std::string& folder()
{
    static QTemporaryDir directory;
    static const std::string path = directory.path().toStdString();
    return path;
}

Json readingBody(int index)
{
    return Json::Object{{"point", "10V+100%"},
                        {"attempt", 1},
                        {"index", index},
                        {"quantity", "indication"},
                        {"value", Json::Object{{"kind", "scalar"}, {"text", "+1.00000150E+01"}, {"unit", "V"}}},
                        {"exchanges", Json::Array{Json::Object{{"direction", "sent"}, {"bytes", toBase64("READ?\n")}},
                                                  Json::Object{{"direction", "received"}, {"bytes", toBase64("+1.00000150E+01\n")}}}}};
}

std::size_t contentSize = 0;

double ours()
{
    static int run = 0;
    const auto path = folder() + "/ours-" + std::to_string(run++) + ".calbench";
    SystemClock clock;
    const auto contents = app::storeContents(); // the lists are written with every event
    if (!contents)
        std::abort();
    auto writer = journal::Writer::start([&] { return storage::openStore(path, storage::OpenMode::Create, clock, contents->options()); });
    if (!writer)
        std::abort();
    const auto stream = IdMaker(clock).make();
    const journal::Authorship by{"metrologist", "bench", "calbench"};
    int index = 0;
    const double seconds = secondsPerIteration(
        "journal/ours",
        [&] {
            const auto events = (*writer)->append(stream, {journal::NewEvent{"session.reading-taken", 1, readingBody(index++)}}, by);
            if (!events)
                std::abort();
            contentSize = events->front().content.size();
        },
        0.5);
    return 1 / seconds;
}

void must(int code)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        std::abort();
}

double bare()
{
    static int run = 0;
    const auto path = folder() + "/bare-" + std::to_string(run++) + ".sqlite";
    sqlite3* database = nullptr;
    must(sqlite3_open(path.c_str(), &database));
    must(sqlite3_exec(database,
                      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events(position INTEGER PRIMARY KEY, "
                      "stream TEXT, seq INTEGER, content BLOB)",
                      nullptr, nullptr, nullptr));
    sqlite3_stmt* insert = nullptr;
    must(sqlite3_prepare_v2(database, "INSERT INTO events(stream, seq, content) VALUES(?, ?, ?)", -1, &insert, nullptr));
    const std::string content(contentSize ? contentSize : 800, 'x');
    int seq = 0;
    const double seconds = secondsPerIteration(
        "journal/bare",
        [&] {
            sqlite3_bind_text(insert, 1, "0197a0f0-0000-7000-8000-000000000000", -1, SQLITE_STATIC);
            sqlite3_bind_int(insert, 2, ++seq);
            sqlite3_bind_blob(insert, 3, content.data(), static_cast<int>(content.size()), SQLITE_STATIC);
            must(sqlite3_step(insert));
            must(sqlite3_reset(insert));
        },
        0.5);
    sqlite3_finalize(insert);
    sqlite3_close(database);
    return 1 / seconds;
}

[[maybe_unused]] const bool kJournal = add({"durable readings per second", "1/s", ours, bare, 0.5, Better::Larger, 5});

} // namespace

} // namespace cal::bench
