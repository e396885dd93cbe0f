// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that others wrote identify and read the simulated 34401A: sigrok-cli and pyvisa-py. They are part of the development set of
// packages; when one is missing the test fails and says which.
#include "instruments/bench.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <sys/wait.h>

namespace {

struct PeerOutput {
    int status = -1;
    std::string text; ///< standard output and standard error
};

PeerOutput runPeer(const std::string& command)
{
    PeerOutput output;
    FILE* const pipe = ::popen(("timeout 60 " + command + " 2>&1").c_str(), "r");
    REQUIRE(pipe);
    std::array<char, 4096> chunk{};
    while (const auto got = std::fread(chunk.data(), 1, chunk.size(), pipe))
        output.text.append(chunk.data(), got);
    const int status = ::pclose(pipe);
    output.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return output;
}

void requirePeer(const std::string& probe, const std::string& package)
{
    if (runPeer(probe).status != 0)
        FAIL("the peer program is missing: install the Debian package " << package);
}

/// 10 V from the simulated 5522A at the input of the simulated 34401A.
struct PeerBench {
    PeerBench()
    {
        auto description = cal::test::demoBench();
        description["time-scale"] = cal::Json(1000);
        auto started = cal::instruments::serveBench(description, library);
        REQUIRE(started);
        served = std::move(*started);
        for (const auto& one : served->served()) {
            if (one.place == "item")
                meterPort = std::to_string(one.port);
            if (one.place == "standard")
                for (const auto* command : {"OUT 10 V", "OPER"})
                    REQUIRE(cal::instruments::askOnce(one.resource, command, std::chrono::milliseconds(2000), {}));
        }
    }
    cal::equipment::DefinitionLibrary library = cal::test::definitions();
    std::unique_ptr<cal::instruments::ServedSimulators> served;
    std::string meterPort;
};

} // namespace

TEST_CASE("sigrok-cli identifies and reads the simulated 34401A", "[peers][sigrok]")
{
    requirePeer("sigrok-cli --version", "sigrok-cli");
    PeerBench bench;
    const auto driver = "sigrok-cli -d scpi-dmm:conn=tcp-raw/127.0.0.1/" + bench.meterPort;
    const auto scan = runPeer(driver + " --scan");
    INFO(scan.text);
    CHECK(scan.status == 0);
    CHECK(scan.text.find("34401A") != std::string::npos);
    const auto sample = runPeer(driver + " --samples 3");
    INFO(sample.text);
    CHECK(sample.status == 0);
    // "P1: 10.000013 V DC AUTO" or "P1: 9.99998 V DC"
    const auto value = sample.text.find("P1: ");
    REQUIRE(value != std::string::npos);
    CHECK(std::stod(sample.text.substr(value + 4)) == Approx(10.0).margin(1e-3));
    CHECK(sample.text.find(" V DC") != std::string::npos);
}

TEST_CASE("pyvisa-py identifies and reads the simulated 34401A", "[peers][pyvisa]")
{
    requirePeer("/usr/bin/python3 -c 'import pyvisa, pyvisa_py'", "python3-pyvisa-py");
    PeerBench bench;
    const auto script = "import pyvisa\n"
                        "r = pyvisa.ResourceManager('@py').open_resource('TCPIP0::127.0.0.1::" +
                        bench.meterPort +
                        "::SOCKET', read_termination='\\n', write_termination='\\n', timeout=20000)\n"
                        "print(r.query('*IDN?'))\n"
                        "r.write('CONF:VOLT:DC 10')\n"
                        "print('value', float(r.query('READ?')))\n"
                        "r.write('SAMP:COUN 5')\n"
                        "print('count', len(r.query_ascii_values('READ?')))\n"
                        "r.write('NONSENSE')\n"
                        "print(r.query('SYST:ERR?'))\n"
                        "print(r.query('*OPC?;*TST?'))\n"
                        "r.write_termination = '\\r\\n'\n"
                        "print(r.query('CONF?'))\n";
    char path[] = "/tmp/calbench-peer-XXXXXX";
    const int file = ::mkstemp(path);
    REQUIRE(file >= 0);
    CHECK(::write(file, script.data(), script.size()) == static_cast<ssize_t>(script.size()));
    ::close(file);
    const auto output = runPeer("/usr/bin/python3 " + std::string(path));
    ::unlink(path);
    INFO(output.text);
    CHECK(output.status == 0);
    CHECK(output.text.find("HEWLETT-PACKARD,34401A,SIM34401-001,11-5-2\n") != std::string::npos);
    const auto value = output.text.find("value ");
    REQUIRE(value != std::string::npos);
    CHECK(std::stod(output.text.substr(value + 6)) == Approx(10.0).margin(1e-3));
    CHECK(output.text.find("count 5\n") != std::string::npos);
    CHECK(output.text.find("-113,\"Undefined header\"\n") != std::string::npos);
    CHECK(output.text.find("1;+0\n") != std::string::npos);
    CHECK(output.text.find("\"VOLT +1.000000E+01,+1.000000E-05\"") != std::string::npos);
}
