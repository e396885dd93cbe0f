// SPDX-License-Identifier: GPL-3.0-or-later
// Lists and traces of a laboratory's years, at 10^4, 10^5 and 10^6 points: the growth curve. The baseline is the limit that was set, so a
// ratio above one is too slow.
#include "core/quality/reverse_trace.h"
#include "core/session/trace_projection.h"
#include "core/storage/store.h"
#include "tests/benchmarks/pairs.h"
#include "tests/support/large_store.h"

#include <QTemporaryDir>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>

namespace cal::bench {

namespace {

template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::cerr << "trace benchmark: " << result.error().key << '\n';
        std::abort();
    }
    return *std::move(result);
}

void must(const Result<void>& result)
{
    if (!result) {
        std::cerr << "trace benchmark: " << result.error().key << '\n';
        std::abort();
    }
}

double secondsOf(const std::function<void()>& work)
{
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

SystemClock& wallClock()
{
    static SystemClock clock;
    return clock;
}

std::unique_ptr<journal::EventStore> open(const std::string& path)
{
    storage::StoreOptions options;
    options.projections = {session::traceProjection()};
    return must(storage::openStore(path, storage::OpenMode::Create, wallClock(), options));
}

support::LargeStore shapeOf(int points)
{
    support::LargeStore shape;
    shape.sessions = points / shape.pointsEach;
    return shape;
}

/// The store of this size, made when it is first asked for.
const std::string& storeOf(int points)
{
    static QTemporaryDir folder;
    static std::map<int, std::string> made;
    auto& path = made[points];
    if (path.empty()) {
        path = folder.filePath(QStringLiteral("points-%1.calbench").arg(points)).toStdString();
        const auto seconds = secondsOf([&] { must(support::fill(*open(path), shapeOf(points))); });
        std::cerr << "made a store of " << points << " points in " << seconds << " s\n";
    }
    return path;
}

journal::RowQuery newest()
{
    journal::RowQuery query;
    query.table = session::sessions_table::kName;
    query.order = {{"started", true}};
    query.limit = 100;
    return query;
}

double openAndFirstList(int points)
{
    const auto& path = storeOf(points);
    return secondsOf([&] {
        const auto store = open(path);
        if (must(store->rows(newest())).rows.size() != 100)
            std::abort();
    });
}

/// One store for each size stays open.
journal::EventStore& opened(int points)
{
    static std::map<int, std::unique_ptr<journal::EventStore>> stores;
    auto& store = stores[points];
    if (!store)
        store = open(storeOf(points));
    return *store;
}

double lastPage(int points)
{
    auto query = newest();
    query.offset = shapeOf(points).sessions - 100;
    query.count = true;
    return secondsOf([&] { must(opened(points).rows(query)); });
}

double filtered(int points)
{
    auto query = newest();
    query.all = {{"customer_zh", journal::Condition::Op::Contains, std::string("客户 7")},
                 {"overall", journal::Condition::Op::Equal, std::string("pass")}};
    query.count = true;
    return secondsOf([&] { must(opened(points).rows(query)); });
}

double reverse(int points)
{
    quality::FoundError found;
    found.asset = support::standardsOf(shapeOf(points)).front();
    found.from = must(parseRfc3339("2021-01-01T00:00:00Z"));
    found.to = must(parseRfc3339("2027-01-01T00:00:00Z"));
    found.shift = must(units::Quantity::parse("50 uV"));
    quality::ReverseTrace trace;
    const double seconds = secondsOf([&] { trace = must(quality::reverseTrace(opened(points), found)); });
    if (trace.points() != static_cast<std::size_t>(points / 20))
        std::abort();
    std::cerr << "reverse trace of a store of " << points << " points: " << trace.passes.size() << " still pass, " << trace.undecided.size()
              << " undecided, " << trace.fails.size() << " now fail, in " << seconds << " s\n";
    return seconds;
}

bool addFor(int points, const char* power)
{
    const auto limit = [](double seconds) { return [seconds] { return seconds; }; };
    const std::string size = std::string(" at ") + power + " points";
    add({"open and first list" + size, "s", [points] { return openAndFirstList(points); }, limit(1.0), 1.0, Better::Smaller, 3});
    add({"last page of the sessions" + size, "s", [points] { return lastPage(points); }, limit(0.1), 1.0, Better::Smaller, 5});
    add({"filter of the sessions" + size, "s", [points] { return filtered(points); }, limit(0.1), 1.0, Better::Smaller, 5});
    add({"reverse trace of one of 20 standards, five years" + size, "s", [points] { return reverse(points); }, limit(1.0), 1.0,
         Better::Smaller, 3});
    return true;
}

[[maybe_unused]] const bool kSmall = addFor(10'000, "10^4");
[[maybe_unused]] const bool kMiddle = addFor(100'000, "10^5");
[[maybe_unused]] const bool kLarge = addFor(1'000'000, "10^6");

} // namespace

} // namespace cal::bench
