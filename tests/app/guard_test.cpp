// SPDX-License-Identifier: GPL-3.0-or-later
// The guard process: ends without a trace when disarmed, acts and leaves word when its pipe closes.
#include "app/catalogue.h"
#include "app/guard/guard_process.h"
#include "instruments/bench.h"

#include <catch2/catch.hpp>

#include <QTemporaryDir>

#include <chrono>
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

bool alive(pid_t process)
{
    return ::kill(process, 0) == 0;
}

} // namespace

TEST_CASE("a disarmed guard ends and leaves no word", "[app][guard]")
{
    QTemporaryDir folder;
    const auto prefix = folder.filePath(QStringLiteral("store.calbench")).toStdString();
    cal::app::GuardProcess guard(CALBENCH_PROGRAM, prefix);
    REQUIRE(guard.arm({{"standard", "TCPIP::127.0.0.1::1::SOCKET", {"STBY"}}}));
    const auto process = guard.processId();
    CHECK(alive(process));
    guard.disarm();
    CHECK_FALSE(alive(process));
    CHECK(guard.takeReports().empty());
}

TEST_CASE("a guard whose program is missing is an error before an output is switched on", "[app][guard]")
{
    QTemporaryDir folder;
    cal::app::GuardProcess guard("/nowhere/calbench", folder.filePath(QStringLiteral("s")).toStdString());
    const auto armed = guard.arm({{"standard", "TCPIP::127.0.0.1::1::SOCKET", {"STBY"}}});
    REQUIRE_FALSE(armed);
    CHECK(armed.error().key == "guard.not-started");
}

TEST_CASE("a guard whose engine dies makes the output safe and leaves word", "[app][guard][safety]")
{
    const auto catalogue = cal::app::Catalogue::load();
    REQUIRE(catalogue);
    const auto served = cal::instruments::serveInstrument("fluke-5522a", {}, catalogue->definitions);
    REQUIRE(served);
    const auto resource = (*served)->served().front().resource;
    const auto tell = [&](const char* command) { return cal::instruments::askOnce(resource, command, std::chrono::seconds(2), {}); };
    REQUIRE(tell("OUT 100 V"));
    REQUIRE(tell("OPER"));
    REQUIRE(tell("OPER?").value().value() == "1");

    QTemporaryDir folder;
    const auto prefix = folder.filePath(QStringLiteral("store.calbench")).toStdString();
    // A process of its own plays the engine and dies without a word.
    const pid_t engine = ::fork();
    if (engine == 0) {
        auto* guard = new cal::app::GuardProcess(CALBENCH_PROGRAM, prefix);
        const auto armed = guard->arm({{"standard", resource, {"STBY", "OUT 0 V"}}});
        ::_exit(armed ? 0 : 1);
    }
    int status = 0;
    ::waitpid(engine, &status, 0);
    REQUIRE(WEXITSTATUS(status) == 0);
    const auto start = std::chrono::steady_clock::now();
    while (tell("OPER?").value().value() != "0") {
        REQUIRE(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    cal::app::GuardProcess next(CALBENCH_PROGRAM, prefix);
    std::vector<cal::session::SafeStateEntry> reports;
    while (reports.empty() && std::chrono::steady_clock::now() - start < std::chrono::seconds(10)) {
        reports = next.takeReports();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    REQUIRE(reports.size() == 1);
    CHECK(reports.front().instrument == "standard");
    CHECK(reports.front().reached);
    CHECK(next.takeReports().empty()); // read once
}
