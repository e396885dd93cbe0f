// SPDX-License-Identifier: GPL-3.0-or-later
// A run killed with SIGKILL at thirty random instants and resumed each time: nothing that was journalled changes, nothing is lost or
// doubled, and the verdicts are those of a run nobody disturbed.
#include "tests/flows/program.h"

#include <catch2/catch.hpp>

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <thread>

namespace {

using cal::test::RunningProgram;

std::map<std::string, std::string> verdictsOf(const cal::session::SessionRecord& record)
{
    std::map<std::string, std::string> verdicts;
    for (const auto& point : record.points) {
        const auto* attempt = point.counting();
        REQUIRE(attempt);
        REQUIRE(attempt->result);
        CHECK(attempt->readings.size() == static_cast<std::size_t>(point.point.readings));
        verdicts[point.point.id] = std::string(name(attempt->result->verdict));
    }
    return verdicts;
}

cal::session::SessionRecord foldStore(const QString& store)
{
    auto record = cal::session::fold(cal::test::sessionEvents(store.toStdString()));
    INFO((record ? std::string() : record.error().key));
    REQUIRE(record);
    return *std::move(record);
}

} // namespace

TEST_CASE("a run killed at thirty random instants resumes to the same result", "[flow][kill]")
{
    QTemporaryDir folder;
    const auto bench = cal::test::socketBench(folder, 60);
    RunningProgram simulators({"simulate", bench.serveFile});
    REQUIRE(simulators.waitForText("127.0.0.1"));

    const auto arguments = [&](const char* store, const char* out) {
        return QStringList{"run",          "dmm-dc-voltage",
                           "--bench",      bench.runFile,
                           "--store",      folder.filePath(QString::fromLatin1(store)),
                           "--out",        folder.filePath(QString::fromLatin1(out)),
                           "--unattended", "--resume"};
    };
    QElapsedTimer whole;
    whole.start();
    const auto undisturbed = cal::test::runProgram(arguments("whole.calbench", "whole"));
    INFO(undisturbed.err);
    REQUIRE(undisturbed.status == 0);
    const auto reference = foldStore(folder.filePath("whole.calbench"));

    const auto seed = std::random_device{}();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    // Half of what a whole run takes here, so that kills fall into runs on a slow machine too.
    std::uniform_int_distribution<int> delay(20, std::max(1500, static_cast<int>(whole.elapsed() / 2)));
    const auto store = folder.filePath("killed.calbench");
    std::vector<std::string> journalled;
    bool sealed = false; // the session was complete when it was killed: while the certificate was drawn
    int kills = 0, resumes = 0;
    std::set<cal::Uuid> seen;
    while (kills < 30) {
        RunningProgram run(arguments("killed.calbench", "killed"));
        const int status = run.waitForEnd(delay(random));
        run.kill();
        run.waitForEnd(5000);
        if (status == 0) { // finished before the kill: the next one starts a new session, so that all thirty count
            sealed = true;
            continue;
        }
        REQUIRE(status == -1);
        ++kills;
        if (!QFileInfo::exists(store))
            continue; // killed before the store was made
        const auto events = cal::test::sessionEvents(store.toStdString());
        if (sealed)
            journalled.clear(); // a new session has begun, or will
        sealed = !events.empty() && events.back().type == "session.sealed";
        const auto readings = cal::test::readingContents(events);
        // What was durable before is there, byte for byte, in the same order.
        INFO("kill " << kills << ": " << journalled.size() << " readings before, " << readings.size() << " now");
        REQUIRE(readings.size() >= journalled.size());
        REQUIRE(std::equal(journalled.begin(), journalled.end(), readings.begin()));
        REQUIRE(cal::journal::verifyChain(events));
        resumes += std::any_of(events.begin(), events.end(),
                               [&](const auto& event) { return event.type == "session.resumed" && seen.insert(event.id).second; });
        journalled = readings;
    }
    std::cout << kills << " kills, " << resumes << " resumes\n";
    CHECK(resumes >= 10); // kills that hit a run in the middle; others hit the start or the drawing of the certificate
    const auto last = cal::test::runProgram(arguments("killed.calbench", "killed"));
    INFO(last.err);
    REQUIRE(last.status == 0);

    const auto record = foldStore(store);
    CHECK(record.sealed);
    CHECK(verdictsOf(record) == verdictsOf(reference));
    const auto readings = cal::test::readingContents(record.events);
    if (!sealed)
        CHECK(std::equal(journalled.begin(), journalled.end(), readings.begin()));
    // None doubled: within an attempt every index occurs once.
    for (const auto& point : record.points)
        for (const auto& attempt : point.attempts)
            for (std::size_t i = 0; i < attempt.readings.size(); ++i)
                CHECK(attempt.readings[i].index == static_cast<int>(i) + 1);
    // Every resume says what it checked again.
    for (const auto& event : record.events) {
        if (event.type != "session.resumed")
            continue;
        CHECK(event.body["identities"].size() == 3);
        CHECK(event.body["standards"].size() >= 1);
        CHECK(event.body["environment-within"].asBool());
        CHECK(event.body.contains("next-point")); // it starts anew, and so settles again
    }
    // The same seeds give the same readings in the attempts that count.
    for (const auto& point : record.points) {
        const auto* mine = point.counting();
        const auto* theirs = reference.point(point.point.id)->counting();
        INFO(point.point.id);
        for (std::size_t i = 0; i < mine->readings.size(); ++i)
            CHECK(mine->readings[i].rawReply == theirs->readings[i].rawReply);
    }
    const auto check = cal::test::runProgram({"store", "check", "--store", store});
    INFO(check.err);
    CHECK(check.status == 0);
}
