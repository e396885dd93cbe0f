// SPDX-License-Identifier: GPL-3.0-or-later
// Lanes: work runs in order on one thread; urgent work passes and ends what is going on; the end of a lane answers everybody.
#include "instruments/lane.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

namespace {

using cal::instruments::Lane;
using cal::instruments::Session;
using namespace std::chrono_literals;

cal::instruments::SessionOptions patientOptions()
{
    cal::instruments::SessionOptions options;
    options.instrument = "item";
    options.ioTimeout = 10000ms;
    return options;
}

} // namespace

TEST_CASE("work runs in order on one thread", "[instruments][lane]")
{
    cal::test::ScriptedServer server([](const std::string& line, const auto& send) { send(line + "\n"); });
    cal::SystemClock clock;
    Lane lane(server.resource(), patientOptions(), clock);
    std::vector<std::future<cal::Result<std::string>>> futures;
    std::vector<std::thread::id> threads;
    for (int i = 0; i < 50; ++i)
        futures.push_back(lane.submit([i, &threads](Session& session) {
            threads.push_back(std::this_thread::get_id());
            return session.query("Q" + std::to_string(i) + "?", {});
        }));
    CHECK(*lane.call([](Session& session) { return session.query("LAST?", {}); }) == "LAST?");
    for (int i = 0; i < 50; ++i)
        CHECK(*futures[static_cast<std::size_t>(i)].get() == "Q" + std::to_string(i) + "?");
    CHECK(std::set<std::thread::id>(threads.begin(), threads.end()).size() == 1);
    CHECK(threads.front() != std::this_thread::get_id());
    CHECK(server.connections() == 1);
}

TEST_CASE("many callers share a lane", "[instruments][lane]")
{
    cal::test::ScriptedServer server([](const std::string& line, const auto& send) { send(line + "\n"); });
    cal::SystemClock clock;
    Lane lane(server.resource(), patientOptions(), clock);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> callers;
    for (int t = 0; t < 4; ++t)
        callers.emplace_back([&, t] {
            for (int i = 0; i < 100; ++i) {
                const auto question = std::to_string(t) + ":" + std::to_string(i) + "?";
                const auto answer = lane.call([&](Session& session) { return session.query(question, {}); });
                if (!answer || *answer != question)
                    ++wrong;
            }
        });
    for (auto& caller : callers)
        caller.join();
    CHECK(wrong == 0);
}

TEST_CASE("urgent work ends the exchange going on and passes what waits", "[instruments][lane]")
{
    std::promise<void> waiting;
    cal::test::ScriptedServer server([&](const std::string& line, const auto& send) {
        if (line == "HANG?")
            waiting.set_value();
        else
            send(line + "\n");
    });
    cal::SystemClock clock;
    Lane lane(server.resource(), patientOptions(), clock);
    auto hanging = lane.submit([](Session& session) { return session.query("HANG?", {}); });
    waiting.get_future().wait();
    std::atomic<bool> urgentDone = false;
    auto later = lane.submit([&](Session&) -> cal::Result<bool> { return urgentDone.load(); });
    const auto started = std::chrono::steady_clock::now();
    const auto urgent = lane.urgent([&](Session& session) -> cal::Result<std::string> {
        session.clearInterrupt();
        CAL_TRY(session.reconnect(1000ms));
        urgentDone = true;
        return session.query("SAFE?", {});
    });
    CHECK(std::chrono::steady_clock::now() - started < 5s);
    CHECK(*urgent == "SAFE?");
    CHECK(hanging.get().error().code == cal::Errc::Cancelled);
    CHECK(*later.get());
}

TEST_CASE("a lane that ends answers everybody who waits", "[instruments][lane]")
{
    std::promise<void> waiting;
    cal::test::ScriptedServer server([&](const std::string&, const auto&) { waiting.set_value(); });
    cal::SystemClock clock;
    std::future<cal::Result<std::string>> hanging, queued;
    {
        Lane lane(server.resource(), patientOptions(), clock);
        hanging = lane.submit([](Session& session) { return session.query("HANG?", {}); });
        queued = lane.submit([](Session& session) { return session.query("NEVER?", {}); });
        waiting.get_future().wait();
    }
    CHECK(hanging.get().error().code == cal::Errc::Cancelled);
    CHECK(queued.get().error().code == cal::Errc::Cancelled);
}
