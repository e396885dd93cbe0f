// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated instruments without sockets: commands, error queue, ranges, repeatable readings.
#include "instruments/simulator/simulator.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

#include <cmath>

namespace {

using cal::instruments::simulator::SimulatedTime;
using cal::instruments::simulator::Simulator;
using cal::instruments::simulator::SimulatorOptions;
using cal::test::ManualClock;

struct Pair {
    explicit Pair(double scale = 0, std::uint64_t seed = 1)
    {
        const auto time = std::make_shared<const SimulatedTime>(clock, scale);
        meter = *Simulator::create(**library.find("hp-34401a"), {seed, "", {}}, time);
        calibrator = *Simulator::create(**library.find("fluke-5522a"), {seed + 100, "", {}}, time);
        REQUIRE(meter->connectInput(calibrator->output()));
    }
    std::string ask(const std::unique_ptr<Simulator>& simulator, std::string_view message) { return simulator->execute(message).text; }
    double read() { return std::stod(ask(meter, "READ?")); }

    ManualClock clock;
    cal::equipment::DefinitionLibrary library = cal::test::definitions();
    std::unique_ptr<Simulator> meter, calibrator;
};

} // namespace

TEST_CASE("the simulated 34401A speaks its command set", "[instruments][simulator]")
{
    Pair bench;
    const auto ask = [&](std::string_view message) { return bench.ask(bench.meter, message); };
    CHECK(ask("*IDN?") == "HEWLETT-PACKARD,34401A,SIM34401-001,11-5-2");
    CHECK(ask("CONF?") == "\"VOLT +1.000000E+01,+1.000000E-05\"");
    CHECK(ask("SYST:ERR?") == "+0,\"No error\"");
    CHECK(ask("SYST:VERS?") == "1991.0");
    CHECK(ask("CAL:COUN?") == "+12");
    CHECK(ask("*TST?;*OPC?") == "+0;1"); // one line, joined
    ask("CONF:VOLT:DC 0.05");
    CHECK(ask("CONF?") == "\"VOLT +1.000000E-01,+1.000000E-07\"");
    ask("VOLT:DC:RANG 1000;NPLC 0.2");
    CHECK(ask("VOLTAGE:RANGE?") == "+1.00000000E+03");
    CHECK(ask("VOLT:NPLC?") == "+2.00000000E-01");
    CHECK(ask("VOLT:RES?") == "+1.00000000E-02");
    CHECK(ask("VOLT:RANG? MAX;:VOLT:RANG? MIN") == "+1.00000000E+03;+1.00000000E-01");
    CHECK(ask("VOLT:RANG:AUTO?") == "0");
    ask("FUNC \"CURR:DC\"");
    CHECK(ask("FUNC?") == "\"CURR\"");
    ask("SENS:FUNC 'VOLT'");
    ask("ZERO:AUTO OFF;:INP:IMP:AUTO ON");
    CHECK(ask("ZERO:AUTO?;:INP:IMP:AUTO?") == "0;1");
    ask("TRIG:SOUR BUS;DEL 0.5;COUN 2;:SAMP:COUN 3");
    CHECK(ask("TRIG:SOUR?;DEL?;COUN?;:SAMP:COUN?") == "BUS;+5.00000000E-01;+2.00000000E+00;+3.00000000E+00");
    ask("INIT;*TRG");
    const auto readings = ask("FETC?");
    CHECK(std::count(readings.begin(), readings.end(), ',') == 5);
    ask("DISP:TEXT \"hello; world\";:DISP OFF");
    CHECK(ask("DISP?;DISP:TEXT?") == "OFF;\"hello; world\"");
    CHECK(ask("SYST:ERR?") == "+0,\"No error\"");
    ask("*RST");
    CHECK(ask("CONF?;:TRIG:SOUR?;:DISP?") == "\"VOLT +1.000000E+01,+1.000000E-05\";IMM;ON");
}

TEST_CASE("mistakes go into the error queue, and nothing is answered", "[instruments][simulator]")
{
    Pair bench;
    const std::pair<std::string_view, int> cases[] = {{"FOO:BAR?", -113},
                                                      {"VOLT:DC:RANG", -109},
                                                      {"VOLT:DC:RANG 1,2", -108},
                                                      {"VOLT:DC:RANG 2000", -222},
                                                      {"VOLT:DC:RANG -1", -222},
                                                      {"VOLT:DC:NPLC 101", -222},
                                                      {"VOLT:DC:NPLC ten", -120},
                                                      {"CONF:VOLT:DC DEF,1e-5", -221},
                                                      {"CONF:VOLT:DC 10,1e-12", -222},
                                                      {"VOLT:RES 1e-5", -221},
                                                      {"FUNC \"TEMP\"", -224},
                                                      {"FUNC VOLT", -151},
                                                      {"ZERO:AUTO MAYBE", -224},
                                                      {"TRIG:COUN 0", -222},
                                                      {"SAMP:COUN 1.5", -222},
                                                      {"FETC?", -230},
                                                      {"*TRG", -211},
                                                      {"*ESE 256", -222},
                                                      {"V@LT?", -102},
                                                      {"VOLT 1,,2", -102},
                                                      {"READ\x01?", -101},
                                                      {"DISP:TEXT hello", -151},
                                                      {"DET:BAND 500", -222}};
    for (const auto& [message, code] : cases) {
        INFO(message);
        bench.meter->execute("*RST;*CLS");
        const auto reply = bench.meter->execute(message);
        CHECK(!reply.answers);
        const auto entry = bench.ask(bench.meter, "SYST:ERR?");
        CHECK(entry.substr(0, entry.find(',')) == std::to_string(code));
        CHECK(bench.ask(bench.meter, "SYST:ERR?") == "+0,\"No error\"");
    }
}

TEST_CASE("the error queue holds twenty and says when it overflowed", "[instruments][simulator]")
{
    Pair bench;
    for (int i = 0; i < 30; ++i)
        bench.meter->execute("FOO");
    for (int i = 0; i < 19; ++i)
        CHECK(bench.ask(bench.meter, "SYST:ERR?") == "-113,\"Undefined header\"");
    CHECK(bench.ask(bench.meter, "SYST:ERR?") == "-350,\"Queue overflow\""); // trap 15
    CHECK(bench.ask(bench.meter, "SYST:ERR?") == "+0,\"No error\"");
    bench.meter->execute("FOO");
    CHECK(bench.ask(bench.meter, "*ESR?") == "160"); // command error and power on
    CHECK(bench.ask(bench.meter, "*ESR?") == "0");
    CHECK(bench.ask(bench.meter, "*STB?") == "4"); // error available
    bench.meter->execute("*CLS");
    CHECK(bench.ask(bench.meter, "*STB?;SYST:ERR?") == "0;+0,\"No error\"");
    bench.meter->execute("*ESE 32;*SRE 32;FOO");
    CHECK(bench.ask(bench.meter, "*STB?") == "100"); // summary, event bit, error available
}

TEST_CASE("a meter reads the calibrator at the end of its wire", "[instruments][simulator]")
{
    Pair bench;
    CHECK(std::abs(bench.read()) < 1e-4); // standby: quiet
    bench.ask(bench.calibrator, "OUT 10 V; OPER");
    const double limit = 10 * (35 + 12) * 1e-6 + 10 * 5e-6 + 20e-6;
    CHECK(std::abs(bench.read() - 10) < limit);
    bench.ask(bench.calibrator, "OUT -100 MV");
    CHECK(bench.read() == Approx(-0.1).margin(1e-4));
    bench.ask(bench.meter, "CONF:VOLT:DC 0.1");
    bench.ask(bench.calibrator, "OUT 0.121 V");
    CHECK(bench.ask(bench.meter, "READ?") == "+9.90000000E+37");
    bench.ask(bench.calibrator, "OUT -0.121 V");
    CHECK(bench.ask(bench.meter, "READ?") == "-9.90000000E+37");
    bench.ask(bench.calibrator, "STBY");
    CHECK(std::abs(bench.read()) < 1e-5);
    CHECK(bench.ask(bench.meter, "MEAS:FRES?") == "+9.90000000E+37"); // open terminals
}

TEST_CASE("readings show steps of the display", "[instruments][simulator]")
{
    Pair bench;
    bench.ask(bench.calibrator, "OUT 10 V; OPER");
    bench.ask(bench.meter, "CONF:VOLT:DC 10");
    for (const auto& [cycles, step] : {std::pair{"100", 1e-5}, {"10", 1e-5}, {"1", 1e-4}, {"0.02", 1e-3}}) {
        bench.ask(bench.meter, std::string("VOLT:NPLC ") + cycles);
        for (int i = 0; i < 5; ++i) {
            const double steps = bench.read() / step;
            CHECK(std::abs(steps - std::round(steps)) < 1e-3);
        }
    }
}

TEST_CASE("readings repeat by setting, not by history", "[instruments][simulator]")
{
    const auto measure = [](Pair& bench, const char* setting, int count) {
        bench.ask(bench.calibrator, std::string("OUT ") + setting + "; OPER");
        bench.ask(bench.calibrator, "ISR?");
        std::vector<std::string> readings;
        for (int i = 0; i < count; ++i)
            readings.push_back(bench.ask(bench.meter, "READ?"));
        return readings;
    };
    Pair whole(0, 7);
    const auto first = measure(whole, "1 V", 4);
    const auto second = measure(whole, "10 V", 6);
    CHECK(std::set<std::string>(second.begin(), second.end()).size() > 1); // there is noise
    // Another process that never saw 1 V; it reads 10 V once, is interrupted, resets, and starts the point again.
    Pair resumed(0, 7);
    measure(resumed, "10 V", 3);
    resumed.ask(resumed.meter, "*RST");
    CHECK(measure(resumed, "10 V", 6) == second);
    // A retry in the same run sees other noise of the same kind.
    CHECK(measure(whole, "10 V", 6) != second);
    CHECK(measure(whole, "1.0000 V", 4) != first); // second visit, however it is written
    Pair other(0, 8);
    measure(other, "1 V", 4);
    CHECK(measure(other, "10 V", 6) != second);
}

TEST_CASE("time of settling and integration is simulated", "[instruments][simulator]")
{
    Pair bench(10.0);
    const auto reply = bench.meter->execute("READ?");
    CHECK(reply.seconds == Approx(0.4)); // 10 cycles of 50 Hz, twice for autozero
    CHECK(bench.meter->time().realSeconds(reply.seconds) == Approx(0.04));
    CHECK(bench.meter->execute("VOLT:NPLC 1;:ZERO:AUTO OFF;:READ?").seconds == Approx(0.02));
    bench.ask(bench.calibrator, "OUT 10 V; OPER");
    CHECK(bench.ask(bench.calibrator, "ISR?") == "1");
    CHECK(bench.calibrator->execute("*OPC?").seconds == Approx(2.5));
    CHECK(bench.read() < 9.9); // on its way
    bench.clock.advance(std::chrono::milliseconds(249));
    CHECK(bench.ask(bench.calibrator, "ISR?") == "1");
    bench.clock.advance(std::chrono::milliseconds(2));
    CHECK(bench.ask(bench.calibrator, "ISR?") == "4097");
    CHECK(bench.read() == Approx(10).margin(5e-4));
}

TEST_CASE("the simulated 5522A guards its output", "[instruments][simulator]")
{
    Pair bench;
    const auto ask = [&](std::string_view message) { return bench.ask(bench.calibrator, message); };
    CHECK(ask("*IDN?") == "FLUKE,5522A,SIM5522-001,2.1+1.3+2.0+*");
    CHECK(ask("OUT?;OPER?") == "0.0000000E+00,V,0.0E+00,0,0.00E+00;0");
    ask("OUT 32 V;OPER");
    CHECK(ask("OPER?") == "1");
    ask("OUT 33 V");
    CHECK(ask("OUT?;OPER?") == "3.3000000E+01,V,0.0E+00,0,0.00E+00;0"); // above 33 V only after a new OPER
    ask("OPER;OUT 1000 V");
    CHECK(ask("OPER?") == "1");
    ask("OUT 10 MA");
    CHECK(ask("OPER?") == "0"); // another function
    CHECK(ask("OUT?").find(",A,") != std::string::npos);
    ask("OUT 100 OHM;*RST");
    CHECK(ask("OUT?;OPER?") == "0.0000000E+00,V,0.0E+00,0,0.00E+00;0");
    CHECK(ask("ERR?") == "0,\"No Error\"");
    CHECK(bench.calibrator->output()->at(0).operating == false);
}

TEST_CASE("the simulated 5522A refuses in its own words", "[instruments][simulator]")
{
    Pair bench;
    const auto ask = [&](std::string_view message) { return bench.ask(bench.calibrator, message); };
    const std::pair<std::string_view, std::string_view> cases[] = {{"OUT 1021 V", "1306,\"Bad parameter value\""},
                                                                   {"OUT 1 PARSEC", "1305,\"Bad parameter unit\""},
                                                                   {"OUT ten V", "1304,\"Bad parameter type\""},
                                                                   {"OUT 1E30 V", "1306,\"Bad parameter value\""},
                                                                   {"OUT 1 V, 60 HZ", "1302,\"Bad parameter count\""},
                                                                   {"FOO", "1301,\"Unknown command\""},
                                                                   {"EARTH MAYBE", "1303,\"Bad keyword\""},
                                                                   {"LIMIT 2000 V,0 V", "1306,\"Bad parameter value\""},
                                                                   {"OUT 1 V,", "1300,\"Bad syntax\""}};
    for (const auto& [message, entry] : cases) {
        INFO(message);
        CHECK(!bench.calibrator->execute(message).answers);
        CHECK(ask("ERR?") == entry);
        CHECK(ask("ERR?") == "0,\"No Error\"");
    }
    ask("LIMIT 50 V,-50 V;OUT 60 V");
    CHECK(ask("ERR?") == "1306,\"Bad parameter value\"");
    CHECK(ask("LIMIT?") == "50 V,-50 V");
    ask("*RST;OUT 10 V;RANGELCK ON;OUT 100 V");
    CHECK(ask("ERR?") == "1306,\"Bad parameter value\"");
    CHECK(ask("EXPLAIN? 1301") == "\"Unknown command\"");
    ask("EARTH TIED");
    CHECK(ask("EARTH?") == "TIED");
}

TEST_CASE("the simulated thermo-hygrometer stays in the room", "[instruments][simulator]")
{
    const auto library = cal::test::definitions();
    ManualClock clock;
    const auto time = std::make_shared<const SimulatedTime>(clock, 1.0);
    auto made = Simulator::create(**library.find("generic-thermohygrometer"), {20, "", {}}, time);
    REQUIRE(made);
    std::set<std::string> temperatures;
    for (int i = 0; i < 200; ++i) {
        const auto temperature = (*made)->execute("MEAS:TEMP?").text;
        const double humidity = std::stod((*made)->execute("MEASURE:HUMIDITY?").text);
        CHECK(std::stod(temperature) >= 18.0);
        CHECK(std::stod(temperature) <= 22.0);
        CHECK(humidity >= 35.0);
        CHECK(humidity <= 75.0);
        temperatures.insert(temperature);
    }
    CHECK(temperatures.size() > 5);
    CHECK((*made)->execute("SYST:ERR?").text == "0,\"No error\"");
}

TEST_CASE("a simulator is always known by its serial number", "[instruments][simulator]")
{
    const auto library = cal::test::definitions();
    ManualClock clock;
    const auto time = std::make_shared<const SimulatedTime>(clock, 1.0);
    for (const auto* serial : {"MY12345678", "sim1", "SIM1,x", "SIM\n"}) {
        const auto made = Simulator::create(**library.find("hp-34401a"), SimulatorOptions{1, serial, {}}, time);
        REQUIRE(!made);
        CHECK(made.error().key == "simulator.serial");
    }
}

TEST_CASE("garbage never stops a simulator", "[instruments][simulator]")
{
    Pair bench;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        auto noise = cal::test::noiseBytes(seed, 1 + seed * 3 % 200);
        bench.meter->execute(noise);
        bench.calibrator->execute(noise);
    }
    bench.meter->execute(std::string(100000, ';'));
    bench.meter->execute("VOLT:RANG " + std::string(1000, '9'));
    bench.calibrator->execute("OUT " + std::string(1000, '9') + " V");
    bench.calibrator->execute("OUT 1E-390 V");
    CHECK(bench.ask(bench.meter, "*CLS;*OPC?") == "1");
    CHECK(bench.ask(bench.calibrator, "*CLS;*OPC?") == "1");
}
