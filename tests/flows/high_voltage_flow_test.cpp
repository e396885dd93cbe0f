// SPDX-License-Identifier: GPL-3.0-or-later
// The engine dies with 1000 V on: the guard switches the output off within two seconds and leaves nothing behind.
#include "tests/flows/program.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <chrono>
#include <iostream>
#include <thread>

namespace {

using cal::test::askSocket;

bool highVoltageOn(int port)
{
    return askSocket(port, "OPER?").rfind('1', 0) == 0 && askSocket(port, "OUT?").find("1.0000000E+03") != std::string::npos;
}

/// Processes whose command line is the guard of this program.
int guardsAlive()
{
    int count = 0;
    const auto entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const auto& entry : entries) {
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(entry));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto arguments = file.readAll().split('\0');
        if (arguments.size() >= 2 && arguments[0] == CALBENCH_PROGRAM && arguments[1] == "guard")
            ++count;
    }
    return count;
}

} // namespace

TEST_CASE("an engine killed with 1000 V on leaves a safe bench", "[flow][kill][safety]")
{
    QTemporaryDir folder;
    const auto bench = cal::test::socketBench(folder, 30);
    cal::test::RunningProgram simulators({"simulate", bench.serveFile});
    REQUIRE(simulators.waitForText("127.0.0.1"));
    const QStringList arguments{
        "run",   "dmm-dc-voltage",       "--bench",      bench.runFile, "--store", folder.filePath("store.calbench"),
        "--out", folder.filePath("out"), "--unattended", "--resume"};
    {
        cal::test::RunningProgram run(arguments);
        QElapsedTimer patience;
        patience.start();
        while (!highVoltageOn(bench.ports[0])) {
            REQUIRE(patience.elapsed() < 120000);
            REQUIRE(run.waitForEnd(5) == -1);
        }
        QElapsedTimer sinceDeath;
        run.kill();
        sinceDeath.start();
        while (askSocket(bench.ports[0], "OPER?").rfind('0', 0) != 0) {
            REQUIRE(sinceDeath.elapsed() < 2000);
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        std::cout << "output off " << sinceDeath.elapsed() << " ms after the kill (limit 2000 ms)\n";
    }
    QElapsedTimer ending;
    ending.start();
    while (guardsAlive() > 0) {
        REQUIRE(ending.elapsed() < 10000);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }

    // The resume journals what the guard did, and the run ends well.
    const auto rest = cal::test::runProgram(arguments);
    INFO(rest.err);
    CHECK(rest.status == 0);
    const auto record = cal::session::fold(cal::test::sessionEvents(folder.filePath("store.calbench").toStdString()));
    REQUIRE(record);
    CHECK(std::any_of(record->safeStates.begin(), record->safeStates.end(),
                      [](const auto& entry) { return entry.by == "guard" && entry.reached; }));
    CHECK(guardsAlive() == 0);
}
