// SPDX-License-Identifier: GPL-3.0-or-later
// Drivers against instruments that fail in every way on the list: one error each, the right one, and the link usable afterwards.
#include "instruments/bench.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

namespace {

using cal::Error;
using cal::Json;
using cal::units::Quantity;

Quantity quantity(const char* text)
{
    const auto parsed = Quantity::parse(text);
    REQUIRE(parsed);
    return *parsed;
}

/// The demonstration bench without waiting; faults for the meter.
struct FaultyBench {
    explicit FaultyBench(const std::vector<std::string>& itemFaults = {}, const char* timeout = "5")
    {
        auto description = cal::test::demoBench();
        description["time-scale"] = Json(0);
        for (const auto& fault : itemFaults)
            description["places"]["item"]["simulated"]["faults"].push(Json(fault));
        description["places"]["item"]["timeout-seconds"] = Json(timeout);
        auto opened = factory->open(description);
        REQUIRE(opened);
        bench = std::move(*opened);
        bench->setTraceSink(&trace);
        meter = bench->meter("item");
        source = bench->source("standard");
        REQUIRE(meter);
        REQUIRE(source);
    }
    cal::Result<void> configure() { return meter->configure({"dc-voltage", quantity("10 V"), {}}, {}); }

    cal::equipment::DefinitionLibrary library = cal::test::definitions();
    std::unique_ptr<cal::equipment::BenchFactory> factory = cal::instruments::benchFactory(library);
    cal::test::KeptTrace trace;
    std::unique_ptr<cal::equipment::Bench> bench;
    cal::equipment::Meter* meter = nullptr;
    cal::equipment::Source* source = nullptr;
};

// Answers before the first READ?: one *IDN? and an error query after each of four commands.
constexpr const char* kBeforeRead = "@5";

} // namespace

TEST_CASE("a reading keeps its text, its bytes and its time", "[instruments][driver]")
{
    FaultyBench f;
    REQUIRE(f.meter->identify({}));
    REQUIRE(f.configure());
    REQUIRE(f.source->set("dc-voltage", quantity("5000 mV"), {}));
    REQUIRE(f.source->operate({}));
    CHECK(*f.source->settled({}));
    const auto reading = f.meter->read({});
    REQUIRE(reading);
    const auto& value = std::get<cal::equipment::Scalar>(reading->value);
    CHECK(value.number.text() == reading->rawReply);
    CHECK(value.number.toDouble() == Approx(5).margin(5e-4));
    CHECK(value.unit.symbol() == "V");
    CHECK(reading->instrument == "item");
    REQUIRE(reading->exchanges.size() == 2);
    CHECK(reading->exchanges[0].bytes == "READ?\n");
    CHECK(reading->exchanges[1].bytes == reading->rawReply + "\n");
    CHECK(reading->takenAt == reading->exchanges[1].at);
    CHECK(f.meter->resolution()->text() == "0.00001 V");
    REQUIRE(f.source->standby({}));
    CHECK(*f.source->ask("OPER?", {}) == "0");
}

TEST_CASE("a reading that is no reading is an error and not a value", "[instruments][driver][fault]")
{
    const std::tuple<const char*, cal::Errc, const char*> cases[] = {{"overload", cal::Errc::InstrumentError, "instrument.overload"},
                                                                     {"nan", cal::Errc::InstrumentError, "instrument.overload"},
                                                                     {"garbage", cal::Errc::InstrumentError, "instrument.garbage"},
                                                                     {"garbage=1100000", cal::Errc::InstrumentError, "instrument.garbage"},
                                                                     {"half", cal::Errc::Timeout, "instrument.timeout"},
                                                                     {"silent", cal::Errc::Timeout, "instrument.timeout"},
                                                                     {"late=1.2", cal::Errc::Timeout, "instrument.timeout"},
                                                                     {"drop", cal::Errc::ConnectionLost, "instrument.connection-lost"}};
    for (const auto& [fault, code, key] : cases) {
        INFO(fault);
        FaultyBench f({fault + std::string(kBeforeRead)}, code == cal::Errc::Timeout ? "0.25" : "5");
        REQUIRE(f.configure());
        const auto failed = f.meter->read({});
        REQUIRE(!failed);
        CHECK(failed.error().code == code);
        CHECK(failed.error().key == key);
        CHECK(failed.error().arg("instrument") == "item");
        // And the next reading is the answer to its own question.
        f.trace.take();
        const auto next = f.meter->read({});
        REQUIRE(next);
        REQUIRE(next->exchanges.size() == 2);
        CHECK(std::abs(std::get<cal::equipment::Scalar>(next->value).number.toDouble()) < 1e-3);
    }
}

TEST_CASE("a delayed or split answer is still an answer", "[instruments][driver][fault]")
{
    for (const auto* fault : {"delay=0.1", "split"}) {
        INFO(fault);
        FaultyBench f({fault + std::string(kBeforeRead)});
        REQUIRE(f.configure());
        CHECK(f.meter->read({}));
    }
}

TEST_CASE("an error in the queue belongs to the step that was just done", "[instruments][driver][fault]")
{
    FaultyBench f({"error-queue@2"}); // the second setting step
    const auto configured = f.configure();
    REQUIRE(!configured);
    CHECK(configured.error().key == "instrument.error-queue");
    CHECK(configured.error().arg("code") == "-310");
    CHECK(configured.error().arg("text") == "System error");
    CHECK(configured.error().arg("command") == "ZERO:AUTO ON");
    CHECK(f.meter->read({}).error().key == "instrument.not-configured");
    CHECK(f.configure());
    // Every error in the queue is told, the first one names the code.
    REQUIRE(f.source->ask("LIMIT 5 V,-5 V", {}));
    const auto set = f.source->set("dc-voltage", quantity("10 V"), {});
    REQUIRE(!set);
    CHECK(set.error().arg("code") == "1306");
    CHECK(set.error().arg("command") == "OUT 10 V");
    REQUIRE(f.source->ask("FOO", {}));
    const auto both = f.source->set("dc-voltage", quantity("10 V"), {});
    REQUIRE(!both);
    CHECK(both.error().arg("code") == "1301");
    CHECK(both.error().arg("text") == "Unknown command; 1306 Bad parameter value");
    CHECK(f.source->reset({}));
    CHECK(f.source->set("dc-voltage", quantity("10 V"), {}));
}

TEST_CASE("an error queue that never ends is read so many times and no more", "[instruments][driver][fault]")
{
    std::atomic<int> asked = 0;
    cal::test::ScriptedServer server([&](const std::string& line, const auto& send) {
        if (line == "*IDN?")
            send("FLUKE,5522A,1,1\n");
        else if (line == "ERR?") {
            ++asked;
            send("99,\"again\"\n");
        }
    });
    const auto library = cal::test::definitions();
    auto description = cal::test::demoBench();
    description["wires"] = Json();
    description["places"] = Json(Json::Object{
        {"standard", Json(Json::Object{{"definition", Json("fluke-5522a")}, {"resource", Json(server.resource().canonical())}})}});
    const auto bench = cal::instruments::benchFactory(library)->open(description);
    REQUIRE(bench);
    const auto set = (*bench)->source("standard")->set("dc-voltage", quantity("1 V"), {});
    REQUIRE(!set);
    CHECK(set.error().key == "instrument.error-queue");
    CHECK(asked == 20);
}

TEST_CASE("somebody else at the address is refused", "[instruments][driver][fault]")
{
    FaultyBench f({"wrong-idn@0"});
    const auto identity = f.meter->identify({});
    REQUIRE(!identity);
    CHECK(identity.error().key == "instrument.wrong-identity");
    CHECK(identity.error().arg("found") == "SOMEBODY ELSE,MODEL X,0,0");
    REQUIRE(f.meter->identify({}));
    FaultyBench g({"garbage@0"});
    CHECK(g.meter->identify({}).error().key == "instrument.garbage");
    CHECK(g.meter->identify({}));
    FaultyBench h({"wrong-idn@0"});
    CHECK(h.configure().error().key == "instrument.wrong-identity"); // nobody sets what nobody knows
}

TEST_CASE("after a lost connection the same instrument must answer before anything is set", "[instruments][driver][fault]")
{
    FaultyBench f({"drop@6", "wrong-idn@7"});
    REQUIRE(f.meter->identify({}));
    REQUIRE(f.configure()); // 1 + 4 answers
    REQUIRE(f.meter->read({}));
    CHECK(f.meter->read({}).error().key == "instrument.connection-lost");
    const auto other = f.meter->read({});
    REQUIRE(!other);
    CHECK(other.error().key == "instrument.wrong-identity");
    CHECK(f.meter->read({})); // it is the right one again
}

TEST_CASE("settings that the definition does not know are refused before anything is sent", "[instruments][driver]")
{
    FaultyBench f;
    const auto configured = [&](cal::equipment::MeterSettings settings) {
        const auto result = f.meter->configure(settings, {});
        REQUIRE(!result);
        CHECK(result.error().code == cal::Errc::InvalidArgument);
        return result.error().key;
    };
    f.trace.take();
    CHECK(configured({"magnetic-flux", {}, {}}) == "instrument.cannot-measure");
    CHECK(configured({"dc-voltage", quantity("2000 V"), {}}) == "instrument.no-such-range");
    CHECK(configured({"dc-voltage", quantity("1 A"), {}}) == "unit.mismatch");
    CHECK(configured({"dc-voltage", {}, {{"colour", "red"}}}) == "instrument.no-such-option");
    CHECK(configured({"dc-voltage", {}, {{"nplc", "7"}}}) == "instrument.no-such-choice");
    CHECK(f.source->set("ac-voltage", quantity("1 V"), {}).error().key == "instrument.cannot-source");
    CHECK(f.source->set("dc-voltage", quantity("1021 V"), {}).error().key == "instrument.value-out-of-range");
    CHECK(f.source->set("dc-voltage", quantity("1 kg"), {}).error().key == "unit.mismatch");
    CHECK(f.meter->resolution().error().key == "instrument.not-configured");
    CHECK(f.trace.take().empty());
}

TEST_CASE("ranges are given in any unit and chosen not smaller than asked", "[instruments][driver]")
{
    FaultyBench f;
    REQUIRE(f.meter->configure({"dc-voltage", quantity("100 mV"), {{"nplc", "1"}}}, {}));
    CHECK(*f.meter->ask("CONF?", {}) == "\"VOLT +1.000000E-01,+1.000000E-06\"");
    CHECK(*f.meter->resolution() == quantity("0.000001 V"));
    REQUIRE(f.meter->configure({"dc-voltage", quantity("5 V"), {{"input-impedance", "high"}}}, {}));
    CHECK(*f.meter->ask("VOLT:RANG?;:INP:IMP:AUTO?", {}) == "+1.00000000E+01;1");
    REQUIRE(f.meter->configure({"dc-voltage", {}, {}}, {}));
    CHECK(*f.meter->ask("VOLT:RANG:AUTO?;:INP:IMP:AUTO?", {}) == "1;0"); // what was left behind does not count
    CHECK(!f.meter->resolution());
    REQUIRE(f.meter->read({}));
    CHECK(*f.meter->resolution() == quantity("0.0000001 V"));
}

TEST_CASE("a stop reaches the bus in the middle of a reading", "[instruments][driver]")
{
    std::stop_source stop;
    std::atomic<int> readings = 0;
    cal::test::ScriptedServer server([&](const std::string& line, const auto& send) {
        if (line == "*IDN?")
            send("HEWLETT-PACKARD,34401A,0,11-5-2\n");
        else if (line == "SYST:ERR?")
            send("+0,\"No error\"\n");
        else if (line == "READ?" && readings++ == 0)
            stop.request_stop(); // somebody stops while the meter integrates
        else if (line == "READ?")
            send("+1.00000000E+00\n");
    });
    const auto library = cal::test::definitions();
    Json description(Json::Object{{"format", Json("calbench-bench/1")}});
    description["places"]["item"] =
        Json(Json::Object{{"definition", Json("hp-34401a")}, {"resource", Json(server.resource().canonical())}});
    const auto bench = cal::instruments::benchFactory(library)->open(description);
    REQUIRE(bench);
    auto* meter = (*bench)->meter("item");
    REQUIRE(meter->configure({"dc-voltage", quantity("10 V"), {}}, {}));
    const auto reading = meter->read(stop.get_token());
    REQUIRE(!reading);
    CHECK(reading.error().code == cal::Errc::Cancelled);
    CHECK(meter->read(stop.get_token()).error().code == cal::Errc::Cancelled);
    CHECK(readings == 1); // nothing more was sent
    CHECK(meter->read({}));
}

TEST_CASE("the environment sensor refuses what is no number", "[instruments][driver][fault]")
{
    auto description = cal::test::demoBench();
    description["places"]["environment"]["simulated"]["faults"].push(Json("garbage@2"));
    description["places"]["environment"]["simulated"]["faults"].push(Json("overload@3"));
    const auto library = cal::test::definitions();
    const auto bench = cal::instruments::benchFactory(library)->open(description);
    REQUIRE(bench);
    auto* sensor = (*bench)->environment();
    REQUIRE(sensor);
    REQUIRE(sensor->identify({}));                                  // 1
    CHECK(sensor->sample({}).error().key == "instrument.garbage");  // temperature read, humidity garbage: 3
    CHECK(sensor->sample({}).error().key == "instrument.overload"); // identity asked again: 4, then 5
    const auto sample = sensor->sample({});
    REQUIRE(sample);
    CHECK(sample->exchanges.size() == 4);
    CHECK(sample->temperature.unit.symbol() == "°C");
    CHECK(sample->humidity.number >= cal::Decimal(35));
}
