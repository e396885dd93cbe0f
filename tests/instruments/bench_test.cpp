// SPDX-License-Identifier: GPL-3.0-or-later
// Benches: the built-in one conforms at every point, simulators are always recognised, served benches are reached by others.
#include "instruments/bench.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

namespace {

using cal::Decimal;
using cal::Json;
using cal::units::Quantity;

std::unique_ptr<cal::equipment::Bench> openedBench(const cal::equipment::DefinitionLibrary& library, const Json& description)
{
    auto bench = cal::instruments::benchFactory(library)->open(description);
    INFO((bench ? std::string() : bench.error().key));
    REQUIRE(bench);
    return std::move(*bench);
}

Json instantBench()
{
    auto description = cal::test::demoBench();
    description["time-scale"] = Json(0);
    return description;
}

Quantity volts(const Decimal& value)
{
    return {value, *cal::units::Unit::parse("V")};
}

} // namespace

TEST_CASE("on the built-in bench every point of every range conforms", "[instruments][bench]")
{
    const auto library = cal::test::definitions();
    const auto bench = openedBench(library, instantBench());
    auto* meter = bench->meter("item");
    auto* source = bench->source("standard");
    const auto& definition = meter->definition();
    int points = 0;
    for (const auto* range : {"0.1", "1", "10", "100", "1000"}) {
        REQUIRE(meter->configure({"dc-voltage", volts(*Decimal::parse(range)), {}}, {}));
        for (const auto* share : {"0.1", "0.5", "1", "-1"}) {
            const auto value = *Decimal::parse(range) * *Decimal::parse(share);
            REQUIRE(source->set("dc-voltage", volts(value), {}));
            REQUIRE(source->operate({}));
            CHECK(*source->settled({}));
            const auto rows = definition.covering("dc-voltage", false, value, "1y", *Decimal::parse(range));
            REQUIRE(rows.size() == 1);
            const auto limit = rows[0]->specification.limitAt(value);
            double sum = 0;
            for (int i = 0; i < 10; ++i) {
                const auto reading = meter->read({});
                REQUIRE(reading);
                sum += (std::get<cal::equipment::Scalar>(reading->value).number - value).toDouble();
            }
            INFO(range << " V range, " << value.plain() << " V: error " << sum / 10 << ", limit " << limit.plain());
            CHECK(std::abs(sum / 10) < 0.6 * limit.toDouble()); // with room for the uncertainty
            ++points;
        }
    }
    CHECK(points == 20);
}

TEST_CASE("the bench knows its places", "[instruments][bench]")
{
    const auto library = cal::test::definitions();
    const auto description = instantBench();
    const auto bench = openedBench(library, description);
    REQUIRE(bench->places().size() == 3);
    for (const auto& place : bench->places()) {
        INFO(place.name);
        CHECK(place.simulated);
        CHECK(place.resource.starts_with("TCPIP0::127.0.0.1::"));
        const auto identity = bench->instrument(place.name)->identify({});
        REQUIRE(identity);
        CHECK(identity->serial == place.serial);
        CHECK(identity->serial.starts_with("SIM"));
    }
    CHECK(bench->instrument("nowhere") == nullptr);
    CHECK(bench->meter("standard") == nullptr);
    CHECK(bench->source("item") == nullptr);
    CHECK(bench->environment() != nullptr);
    CHECK(bench->description() == description);
    CHECK(!bench->name().empty());
    CHECK(std::isinf(bench->timeScale()));
    CHECK(openedBench(library, cal::test::demoBench())->timeScale() == 25.0);
}

TEST_CASE("a served bench is reached by a client and wired inside", "[instruments][bench]")
{
    const auto library = cal::test::definitions();
    auto served = cal::instruments::serveBench(instantBench(), library);
    REQUIRE(served);
    REQUIRE((*served)->served().size() == 3);
    const auto bench = openedBench(library, (*served)->clientDescription());
    REQUIRE(bench->source("standard")->set("dc-voltage", volts(Decimal(5)), {}));
    REQUIRE(bench->source("standard")->operate({}));
    REQUIRE(bench->meter("item")->configure({"dc-voltage", volts(Decimal(10)), {}}, {}));
    const auto reading = bench->meter("item")->read({});
    REQUIRE(reading);
    CHECK(std::get<cal::equipment::Scalar>(reading->value).number.toDouble() == Approx(5).margin(1e-3));
    for (const auto& place : bench->places())
        CHECK(place.simulated);
    // The ports a bench file names are the ports it gets.
    const auto port = (*served)->served()[0].port;
    served->reset();
    auto fixed = instantBench();
    fixed["places"]["standard"]["simulated"]["port"] = Json(static_cast<int>(port));
    const auto again = cal::instruments::serveBench(fixed, library);
    REQUIRE(again);
    for (const auto& one : (*again)->served())
        if (one.place == "standard")
            CHECK(one.port == port);
    CHECK(cal::instruments::serveBench(fixed, library).error().key == "simulator.port-in-use");
}

TEST_CASE("a simulator at a place declared real is marked simulated", "[instruments][bench]")
{
    const auto library = cal::test::definitions();
    auto served = cal::instruments::serveInstrument("hp-34401a", {}, library);
    REQUIRE(served);
    Json description(Json::Object{{"format", Json("calbench-bench/1")}, {"time-scale", Json(50)}});
    description["places"]["item"] =
        Json(Json::Object{{"definition", Json("hp-34401a")}, {"resource", Json((*served)->served()[0].resource)}});
    const auto bench = openedBench(library, description);
    CHECK(!bench->places()[0].simulated);
    CHECK(bench->timeScale() == 1.0);
    REQUIRE(bench->instrument("item")->identify({}));
    CHECK(bench->places()[0].simulated);
    CHECK(bench->instrument("item")->place().simulated);
    // Another serial number than the one expected is another instrument.
    description["places"]["item"]["serial"] = Json("MY12345678");
    const auto other = openedBench(library, description)->instrument("item")->identify({});
    REQUIRE(!other);
    CHECK(other.error().key == "instrument.wrong-identity");
    CHECK(other.error().arg("expected") == "MY12345678");
}

TEST_CASE("a bench whose instrument is not there does not open", "[instruments][bench]")
{
    const auto library = cal::test::definitions();
    std::string gone;
    {
        auto served = cal::instruments::serveInstrument("hp-34401a", {}, library);
        REQUIRE(served);
        gone = (*served)->served()[0].resource;
    }
    auto description = instantBench();
    description["wires"] = Json();
    description["places"]["item"] = Json(Json::Object{{"definition", Json("hp-34401a")}, {"resource", Json(gone)}});
    const auto bench = cal::instruments::benchFactory(library)->open(description);
    REQUIRE(!bench);
    CHECK(bench.error().key == "instrument.refused");
    CHECK(bench.error().arg("instrument") == "item");
}

TEST_CASE("a lone meter reads a quiet input and one question needs no bench", "[instruments][bench]")
{
    const auto library = cal::test::definitions();
    cal::instruments::SimulateOptions options;
    options.timeScale = 0;
    options.seed = 5;
    auto served = cal::instruments::serveInstrument("hp-34401a", options, library);
    REQUIRE(served);
    const auto& resource = (*served)->served()[0].resource;
    const auto ask = [&](const char* command) { return cal::instruments::askOnce(resource, command, std::chrono::milliseconds(1000), {}); };
    const auto identity = ask("*IDN?");
    REQUIRE(identity);
    CHECK(**identity == "HEWLETT-PACKARD,34401A,SIM34401-001,11-5-2");
    CHECK(!ask("CONF:VOLT:DC 0.1")->has_value());
    CHECK(std::abs(std::stod(**ask("READ?"))) < 5e-6);
    CHECK(**ask("SYST:ERR?") == "+0,\"No error\"");
    CHECK(cal::instruments::askOnce("nonsense", "*IDN?", std::chrono::milliseconds(100), {}).error().code == cal::Errc::ParseError);
    CHECK(cal::instruments::serveInstrument("acme-9000", {}, library).error().key == "definition.unknown");
    options.faults = {"boom"};
    CHECK(cal::instruments::serveInstrument("hp-34401a", options, library).error().key == "simulator.fault-unknown");
}
