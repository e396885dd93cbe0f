// SPDX-License-Identifier: GPL-3.0-or-later
// The loopback server: lines in any packing, clients that come and go, several at once, a clean end.
#include "instruments/simulator/server.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

namespace {

using cal::instruments::simulator::Fault;
using cal::instruments::simulator::SimulatedTime;
using cal::instruments::simulator::Simulator;
using cal::instruments::simulator::SimulatorServer;

struct Served {
    explicit Served(SimulatorServer::Options options = {}, double scale = 0)
    {
        auto simulator = Simulator::create(**library.find("hp-34401a"), {}, std::make_shared<const SimulatedTime>(clock, scale));
        REQUIRE(simulator);
        auto started = SimulatorServer::start(std::move(*simulator), std::move(options));
        REQUIRE(started);
        server = std::move(*started);
    }
    cal::SystemClock clock;
    cal::equipment::DefinitionLibrary library = cal::test::definitions();
    std::unique_ptr<SimulatorServer> server;
};

/// A client as bare as can be.
class BareClient
{
public:
    explicit BareClient(std::uint16_t port)
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        const timeval patience{5, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~BareClient() { ::close(m_socket); }
    BareClient(const BareClient&) = delete;
    BareClient& operator=(const BareClient&) = delete;
    void send(std::string_view bytes)
    {
        CHECK(::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
    }
    /// One line with its terminator; what came when the connection ends or nothing comes for 5 s.
    std::string line()
    {
        std::string text;
        char byte = 0;
        while (::recv(m_socket, &byte, 1, 0) == 1) {
            text += byte;
            if (byte == '\n')
                break;
        }
        return text;
    }

private:
    int m_socket = -1;
};

} // namespace

TEST_CASE("lines come in any packing", "[instruments][simulator][server]") // traps 22, 23
{
    Served served;
    BareClient client(served.server->port());
    client.send("*OPC?\r\n");
    CHECK(client.line() == "1\n");
    client.send("\n\r\n;\n*OP");
    client.send("C?\n*TST?;*OPC?\nSYST:ERR?\n");
    CHECK(client.line() == "1\n");
    CHECK(client.line() == "+0;1\n");
    CHECK(client.line() == "+0,\"No error\"\n");
}

TEST_CASE("clients share one instrument and may leave at any time", "[instruments][simulator][server]")
{
    Served served;
    for (int i = 0; i < 20; ++i)
        BareClient gone(served.server->port()); // connects and leaves
    {
        BareClient rude(served.server->port());
        rude.send("READ?\nREAD?\n"); // leaves without its answers
    }
    BareClient one(served.server->port()), other(served.server->port());
    one.send("CONF:VOLT:DC 1;:CONF?\n");
    CHECK(one.line() == "\"VOLT +1.000000E+00,+1.000000E-06\"\n");
    other.send("CONF?\n");
    CHECK(other.line() == "\"VOLT +1.000000E+00,+1.000000E-06\"\n");
    one.send("FOO\n");
    one.send("*OPC?\n");
    CHECK(one.line() == "1\n");
    other.send("SYST:ERR?\n");
    CHECK(other.line() == "-113,\"Undefined header\"\n");
}

TEST_CASE("an endless line is skipped and the next one answered", "[instruments][simulator][server]")
{
    Served served;
    BareClient client(served.server->port());
    client.send(cal::test::noiseBytes(1, 100));
    client.send("\n");
    const std::string part(1000, 'x');
    for (int i = 0; i < 1000; ++i)
        client.send(part);
    client.send("\n*OPC?\n");
    CHECK(client.line() == "1\n");
}

TEST_CASE("a port in use is said", "[instruments][simulator][server]")
{
    Served served;
    auto second = Simulator::create(**served.library.find("hp-34401a"), {}, std::make_shared<const SimulatedTime>(served.clock, 0.0));
    const auto started = SimulatorServer::start(std::move(*second), {served.server->port(), {}});
    REQUIRE(!started);
    CHECK(started.error().key == "simulator.port-in-use");
    CHECK(started.error().arg("port") == std::to_string(served.server->port()));
}

TEST_CASE("the server ends at once, whatever its clients wait for", "[instruments][simulator][server]")
{
    const auto started = std::chrono::steady_clock::now();
    {
        Served served({0, {*Fault::parse("delay=100")}});
        BareClient waiting(served.server->port());
        waiting.send("*OPC?\n");
        Served slow({}, 0.001); // a reading takes 400 s
        BareClient reading(slow.server->port());
        reading.send("READ?\n");
    }
    CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(5));
}

TEST_CASE("faults on the wire look as they say", "[instruments][simulator][server][fault]")
{
    const auto first = [](const char* fault, const char* message = "READ?\n") {
        Served served({0, {*Fault::parse(fault)}});
        BareClient client(served.server->port());
        client.send(message);
        client.send("SYST:ERR?\n");
        return client.line();
    };
    CHECK(first("drop").empty());
    CHECK(first("overload") == "+9.90000000E+37\n");
    CHECK(first("nan") == "+9.91000000E+37\n");
    CHECK(first("wrong-idn", "*IDN?\n").find("34401A") == std::string::npos);
    CHECK(first("error-queue", "SYST:ERR?\n") == "-310,\"System error\"\n");
    CHECK(first("garbage=100").size() == 101);
    CHECK(first("split").ends_with("\n"));
    CHECK(first("split").size() == 16);
    CHECK(first("silent@0") == "+0,\"No error\"\n"); // once: the second question is answered
    const auto half = first("half@0");
    CHECK(half.ends_with("+0,\"No error\"\n"));
    CHECK(half.size() == 8 + 14);
}
