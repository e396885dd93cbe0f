// SPDX-License-Identifier: GPL-3.0-or-later
// A query round trip over loopback: Session::query on its lane, trace recorded, beside a bare send and recv. Both talk to the same
// server process, which answers each line with a reading.
#include "instruments/lane.h"
#include "tests/benchmarks/pairs.h"

#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cal::bench {

namespace {

constexpr std::string_view kReply = "+1.00000150E+01\n";

int connectTo(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        std::abort();
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

void answer(int client)
{
    char buffer[4096];
    for (ssize_t got; (got = ::recv(client, buffer, sizeof buffer, 0)) > 0;)
        if (buffer[got - 1] == '\n')
            ::send(client, kReply.data(), kReply.size(), MSG_NOSIGNAL);
    ::close(client);
}

/// The server of both: another process, one thread a client.
class PingPongServer
{
public:
    PingPongServer()
    {
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 8) != 0)
            std::abort();
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        child = ::fork();
        if (child == 0) {
            for (;;) {
                const int client = ::accept(listener, nullptr, nullptr);
                const int on = 1;
                ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                std::thread(answer, client).detach();
            }
        }
        ::close(listener);
    }
    ~PingPongServer()
    {
        ::kill(child, SIGTERM);
        ::waitpid(child, nullptr, 0);
    }
    int port = 0;
    pid_t child = 0;
};

PingPongServer& server()
{
    static PingPongServer instance;
    return instance;
}

/// The trace as a run keeps it: every exchange copied.
class KeepingSink final : public equipment::TraceSink
{
public:
    void exchanged(const equipment::Exchange& exchange) override
    {
        if (kept.size() >= 4096)
            kept.clear();
        kept.push_back(exchange);
    }
    std::vector<equipment::Exchange> kept;
};

constexpr int kQueries = 20000;

double medianMicroseconds(std::vector<double>& times)
{
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    return times[times.size() / 2];
}

template <class Query>
double medianOf(Query&& query)
{
    using clock = std::chrono::steady_clock;
    std::vector<double> times;
    times.reserve(kQueries);
    for (int i = 0; i < kQueries; ++i) {
        const auto start = clock::now();
        query();
        times.push_back(std::chrono::duration<double, std::micro>(clock::now() - start).count());
    }
    return medianMicroseconds(times);
}

double bare()
{
    const int socket = connectTo(server().port);
    char buffer[256];
    const double median = medianOf([&] {
        if (::send(socket, "READ?\n", 6, MSG_NOSIGNAL) != 6 || ::recv(socket, buffer, sizeof buffer, 0) <= 0)
            std::abort();
    });
    ::close(socket);
    return median;
}

Result<double> throughSession(bool fromAnotherThread)
{
    SystemClock clock;
    const auto resource = instruments::ResourceName::parse("TCPIP::127.0.0.1::" + std::to_string(server().port) + "::SOCKET");
    CAL_TRY(resource);
    KeepingSink sink;
    instruments::Lane lane(*resource, {}, clock);
    lane.setTraceSink(&sink);
    const auto ask = [](instruments::Session& session) -> Result<double> {
        const auto reply = session.query("READ?", {});
        CAL_TRY(reply);
        return static_cast<double>(reply->size());
    };
    CAL_TRY(lane.call(ask));
    if (fromAnotherThread) {
        return medianOf([&] {
            if (!lane.call(ask))
                std::abort();
        });
    }
    return lane.call([&](instruments::Session& session) -> Result<double> {
        return medianOf([&] {
            if (!ask(session))
                std::abort();
        });
    });
}

double onLane()
{
    const auto median = throughSession(false);
    if (!median)
        std::abort();
    return *median;
}

double withHop()
{
    const auto median = throughSession(true);
    if (!median)
        std::abort();
    return *median;
}

[[maybe_unused]] const bool kQuery = add({"query round trip on the lane, traced", "us", onLane, bare, 1.5, Better::Smaller, 7});
[[maybe_unused]] const bool kHop = add({"query round trip from another thread", "us", withHop, bare, {}, Better::Smaller, 5});

} // namespace

} // namespace cal::bench
