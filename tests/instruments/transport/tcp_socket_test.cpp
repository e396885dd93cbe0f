// SPDX-License-Identifier: GPL-3.0-or-later
// The TCP link below sessions: deadlines, wake-ups, and a closed link that stays closed.
#include "instruments/transport/tcp_socket.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

namespace {

using namespace std::chrono_literals;

cal::instruments::Deadline soon(std::chrono::milliseconds time = std::chrono::milliseconds(2000))
{
    return std::chrono::steady_clock::now() + time;
}

} // namespace

TEST_CASE("opening to a dead host ends at the open time-out", "[instruments][transport]") // trap 6
{
    // A listener whose backlog is full drops further connection requests, like a host that does not answer.
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listener, 0) == 0);
    REQUIRE(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    const cal::instruments::WakeUp wake;
    std::vector<std::unique_ptr<cal::instruments::TcpSocket>> fillers;
    cal::Result<void> last;
    for (int i = 0; i < 8 && last; ++i) {
        fillers.push_back(
            std::make_unique<cal::instruments::TcpSocket>(cal::instruments::ResourceName{0, "127.0.0.1", ntohs(address.sin_port)}, wake));
        last = fillers.back()->open(soon(150ms));
    }
    ::close(listener);
    REQUIRE(!last);
    CHECK(last.error().code == cal::Errc::Timeout);
    CHECK(!fillers.back()->isOpen());
}

TEST_CASE("a wake-up ends a wait", "[instruments][transport]")
{
    cal::test::ScriptedServer server([](const std::string&, const auto&) {});
    cal::instruments::WakeUp wake;
    cal::instruments::TcpSocket socket(server.resource(), wake);
    REQUIRE(socket.open(soon()));
    wake.signal();
    std::vector<char> into(16);
    const auto cancelled = socket.receive(into, soon());
    REQUIRE(!cancelled);
    CHECK(cancelled.error().code == cal::Errc::Cancelled);
    wake.clear();
    const auto late = socket.receive(into, soon(10ms));
    REQUIRE(!late);
    CHECK(late.error().code == cal::Errc::Timeout);
    CHECK(socket.isOpen());
}

TEST_CASE("a closed link says so to every call", "[instruments][transport]")
{
    cal::test::ScriptedServer server([](const std::string&, const auto& send) { send(""); });
    const cal::instruments::WakeUp wake;
    cal::instruments::TcpSocket socket(server.resource(), wake);
    std::vector<char> into(16);
    CHECK(socket.send("X", soon()).error().code == cal::Errc::ConnectionLost);
    REQUIRE(socket.open(soon()));
    REQUIRE(socket.send("close\n", soon()));
    CHECK(socket.receive(into, soon()).error().arg("reason") == "EOF");
    CHECK(!socket.isOpen());
    CHECK(socket.receive(into, soon()).error().code == cal::Errc::ConnectionLost);
}
