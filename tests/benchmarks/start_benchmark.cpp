// SPDX-License-Identifier: GPL-3.0-or-later
// Cold start of the window to its first painted frame, and the memory it has taken by then: on a new laboratory, and on one with a million
// points, there a while later too, when its lists are filled.
#include "app/laboratory_store.h"
#include "app/store_contents.h"
#include "tests/benchmarks/pairs.h"
#include "tests/support/large_store.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <cstdlib>

namespace cal::bench {

namespace {

struct Start {
    double milliseconds = 0, peakMiB = 0;
};

double peakMiB(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : file.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    return 0;
}

/// A laboratory in a file of its own; with ten thousand certificates of a hundred points when `large`. Empty: it could not be made.
std::string laboratory(bool large)
{
    static QTemporaryDir folder;
    const auto path = folder.filePath(large ? QStringLiteral("large.calbench") : QStringLiteral("s.calbench")).toStdString();
    if (!large || QFile::exists(QString::fromStdString(path)))
        return path;
    SystemClock clock;
    const auto catalogue = app::Catalogue::load();
    auto writer = app::openWriter(path, app::StoreUse::Create, clock);
    if (!catalogue || !writer || !app::foundDemonstration(**writer, catalogue->kinds, catalogue->demo))
        return {};
    support::LargeStore shape;
    shape.sessions = 10'000;
    const auto filled = (*writer)->ask([&](journal::EventStore& store) { return support::fill(store, shape); });
    return filled ? path : std::string();
}

constexpr int kListsFilled = 3000; // milliseconds after the first frame

Start start(bool large)
{
    const auto store = laboratory(large);
    if (store.empty())
        std::abort();
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(QStringLiteral(CALBENCH_PROGRAM),
                  {QStringLiteral("--measure-start"), QStringLiteral("--store"), QString::fromStdString(store)});
    Start result;
    while (process.waitForReadyRead(20000)) {
        if (process.readAllStandardOutput().contains("painted")) {
            result.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            if (large)
                QThread::msleep(kListsFilled);
            result.peakMiB = peakMiB(process.processId());
            break;
        }
    }
    process.closeWriteChannel(); // the window waits for this before it ends
    if (!process.waitForFinished(20000) || result.milliseconds <= 0)
        std::abort();
    return result;
}

[[maybe_unused]] const bool kStart =
    add({"cold start to first painted frame", "ms", [] { return start(false).milliseconds; }, {}, {}, Better::Smaller, 5});
[[maybe_unused]] const bool kMemory =
    add({"peak memory after the first frame", "MiB", [] { return start(false).peakMiB; }, {}, {}, Better::Smaller, 3});
[[maybe_unused]] const bool kLargeStart =
    add({"start on 10^6 points to first painted frame", "ms", [] { return start(true).milliseconds; }, {}, {}, Better::Smaller, 3}) &&
    add({"peak memory on 10^6 points, lists filled", "MiB", [] { return start(true).peakMiB; }, [] { return 400.0; }, 1.0, Better::Smaller,
         3});

} // namespace

} // namespace cal::bench
