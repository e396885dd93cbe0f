// SPDX-License-Identifier: GPL-3.0-or-later
// The safe state: by the driver on links in every condition, and from outside.
#include "instruments/bench.h"
#include "instruments/safe_state.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

#include <future>

namespace {

using namespace std::chrono_literals;

cal::Json standardOnly(const std::string& fault = {})
{
    auto bench = cal::test::demoBench();
    bench["time-scale"] = cal::Json(0);
    bench["wires"] = cal::Json();
    cal::Json::Object places;
    places["standard"] = std::as_const(bench)["places"]["standard"];
    if (!fault.empty())
        places["standard"]["simulated"]["faults"].push(cal::Json(fault));
    bench["places"] = cal::Json(std::move(places));
    return bench;
}

struct Powered {
    explicit Powered(const std::string& fault = {})
    {
        auto opened = factory->open(standardOnly(fault));
        REQUIRE(opened);
        bench = std::move(*opened);
        resource = bench->places()[0].resource;
        for (const auto* command : {"OUT 1000 V", "OPER"})
            REQUIRE(cal::instruments::askOnce(resource, command, 1000ms, {}));
        REQUIRE(state() == "1;1.0000000E+03,V,0.0E+00,0,0.00E+00");
    }
    /// Asked by somebody else, over another connection.
    std::string state() { return **cal::instruments::askOnce(resource, "OPER?;OUT?", 1000ms, {}); }

    cal::equipment::DefinitionLibrary library = cal::test::definitions();
    std::unique_ptr<cal::equipment::BenchFactory> factory = cal::instruments::benchFactory(library);
    std::unique_ptr<cal::equipment::Bench> bench;
    std::string resource;
};

} // namespace

TEST_CASE("the driver takes the output away", "[instruments][safety]")
{
    Powered powered;
    REQUIRE(powered.bench->instrument("standard")->enterSafeState());
    CHECK(powered.state() == "0;0.0000000E+00,V,0.0E+00,0,0.00E+00");
}

TEST_CASE("the driver takes the output away over a link that no longer answers", "[instruments][safety]")
{
    // The answers after the check of the set-up (1), and those of the driver, fail in different ways.
    for (const auto* fault : {"silent@1", "half@1", "garbage@1", "drop@1", "late=1@1"}) {
        INFO(fault);
        Powered powered(fault);
        const auto started = std::chrono::steady_clock::now();
        const auto safe = powered.bench->instrument("standard")->enterSafeState();
        CHECK(std::chrono::steady_clock::now() - started < 2s);
        INFO((safe ? std::string() : safe.error().key));
        CHECK(safe);
        CHECK(powered.state() == "0;0.0000000E+00,V,0.0E+00,0,0.00E+00");
    }
}

TEST_CASE("an instrument that never confirms is reported within two seconds", "[instruments][safety]")
{
    Powered powered("silent@1+");
    const auto started = std::chrono::steady_clock::now();
    const auto safe = powered.bench->instrument("standard")->enterSafeState();
    CHECK(std::chrono::steady_clock::now() - started < 2s);
    REQUIRE(!safe);
    CHECK(safe.error().code == cal::Errc::Timeout);
}

TEST_CASE("a hanging question does not hold up the safe state", "[instruments][safety]")
{
    struct Asked final : cal::equipment::TraceSink {
        void exchanged(const cal::equipment::Exchange& exchange) override
        {
            if (exchange.bytes == "*IDN?\n")
                sent.set_value();
        }
        std::promise<void> sent;
    } asked;
    Powered powered("late=60@1");
    powered.bench->setTraceSink(&asked);
    auto* source = powered.bench->source("standard");
    auto answer = std::async(std::launch::async, [&] { return source->ask("*IDN?", {}); });
    asked.sent.get_future().wait(); // the question is out and will not be answered for a minute
    const auto started = std::chrono::steady_clock::now();
    const auto safe = source->enterSafeState();
    INFO((safe ? std::string() : safe.error().key));
    CHECK(safe);
    CHECK(std::chrono::steady_clock::now() - started < 2s);
    CHECK(answer.get().error().code == cal::Errc::Cancelled);
    powered.bench->setTraceSink(nullptr);
    CHECK(powered.state().starts_with("0;"));
}

TEST_CASE("the safe state from outside needs no bench", "[instruments][safety]")
{
    Powered powered;
    const auto started = std::chrono::steady_clock::now();
    REQUIRE(cal::instruments::sendSafeState(powered.resource, {"STBY", "OUT 0 V"}, 600ms));
    CHECK(std::chrono::steady_clock::now() - started < 600ms);
    CHECK(powered.state() == "0;0.0000000E+00,V,0.0E+00,0,0.00E+00");
    REQUIRE(cal::instruments::askOnce(powered.resource, "OUT 5 V;OPER", 1000ms, {}));
    REQUIRE(cal::instruments::sendSafeState(powered.resource, {"STBY", "OPER?"}, 600ms));
    CHECK(powered.state().starts_with("0;"));
}

TEST_CASE("the safe state from outside says why it could not be sent", "[instruments][safety]")
{
    CHECK(cal::instruments::sendSafeState("nonsense", {"STBY"}, 100ms).error().key == "resource.syntax");
    std::string gone;
    {
        Powered powered;
        gone = powered.resource;
    }
    const auto refused = cal::instruments::sendSafeState(gone, {"STBY"}, 600ms, "standard");
    REQUIRE(!refused);
    CHECK(refused.error().key == "instrument.refused");
    CHECK(refused.error().arg("instrument") == "standard");
    cal::test::ScriptedServer deaf([](const std::string&, const auto&) {});
    const auto started = std::chrono::steady_clock::now();
    CHECK(cal::instruments::sendSafeState(deaf.resource().canonical(), {"STBY", "OPER?"}, 200ms).error().code == cal::Errc::Timeout);
    CHECK(std::chrono::steady_clock::now() - started < 1s);
}
