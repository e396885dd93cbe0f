// SPDX-License-Identifier: GPL-3.0-or-later
// Cold start of the window to its first painted frame, and the memory it has taken by then. Reports, without a baseline.
#include "tests/benchmarks/pairs.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

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

Start start()
{
    static QTemporaryDir folder;
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(QStringLiteral(CALBENCH_PROGRAM),
                  {QStringLiteral("--measure-start"), QStringLiteral("--store"), folder.filePath(QStringLiteral("s.calbench"))});
    Start result;
    while (process.waitForReadyRead(20000)) {
        if (process.readAllStandardOutput().contains("painted")) {
            result.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
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
    add({"cold start to first painted frame", "ms", [] { return start().milliseconds; }, {}, {}, Better::Smaller, 5});
[[maybe_unused]] const bool kMemory =
    add({"peak memory after the first frame", "MiB", [] { return start().peakMiB; }, {}, {}, Better::Smaller, 3});

} // namespace

} // namespace cal::bench
