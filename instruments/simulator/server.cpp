// SPDX-License-Identifier: GPL-3.0-or-later
// The loopback server of a simulator, and its faults on the wire.
#include "instruments/simulator/server.h"

#include "instruments/scpi/program.h"
#include "instruments/transport/resource_name.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <random>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cal::instruments::simulator {
namespace {

constexpr std::size_t kLongestMessage = std::size_t{64} * 1024;
constexpr double kDelaySeconds = 0.5;
constexpr double kLateSeconds = 5.0; // past the usual time-out of a session
constexpr std::size_t kGarbageBytes = 64;

std::string noise(std::uint64_t seed, std::size_t count)
{
    std::mt19937_64 random(seed);
    std::string bytes(count, '\0');
    for (auto& byte : bytes) {
        byte = static_cast<char>(random() & 0xff);
        if (byte == '\n') // one line, however long
            byte = '\x0b';
    }
    return bytes;
}

const Fault* find(const std::vector<Fault>& faults, std::initializer_list<Fault::Kind> kinds)
{
    const auto found = std::find_if(faults.begin(), faults.end(),
                                    [&](const Fault& f) { return std::find(kinds.begin(), kinds.end(), f.kind) != kinds.end(); });
    return found == faults.end() ? nullptr : &*found;
}

} // namespace

Result<std::unique_ptr<SimulatorServer>> SimulatorServer::start(std::unique_ptr<Simulator> simulator, Options options)
{
    std::unique_ptr<SimulatorServer> server(new SimulatorServer(std::move(simulator), std::move(options)));
    if (auto listening = server->listen(); !listening)
        return std::move(listening).error();
    server->m_thread = std::thread([raw = server.get()] { raw->accept(); });
    return server;
}

SimulatorServer::SimulatorServer(std::unique_ptr<Simulator> simulator, Options options)
    : m_simulator(std::move(simulator)), m_options(std::move(options)), m_faults(m_options.faults)
{
}

SimulatorServer::~SimulatorServer()
{
    m_end.signal();
    if (m_thread.joinable())
        m_thread.join();
    for (auto& client : m_clients)
        client.thread.join();
    if (m_listener >= 0)
        ::close(m_listener);
}

std::string SimulatorServer::resource() const
{
    return ResourceName{0, "127.0.0.1", m_port}.canonical();
}

Result<void> SimulatorServer::listen()
{
    const auto failed = [this]() -> Error {
        const int code = errno;
        if (code == EADDRINUSE)
            return {Errc::Conflict, "simulator.port-in-use", {{"port", std::to_string(m_options.port)}}, {}};
        return {
            Errc::Conflict, "simulator.cannot-listen", {{"port", std::to_string(m_options.port)}, {"reason", ::strerrorname_np(code)}}, {}};
    };
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (m_listener < 0)
        return failed();
    const int on = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_options.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(m_listener, 128) != 0)
        return failed();
    socklen_t size = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    return {};
}

void SimulatorServer::accept()
{
    for (;;) {
        pollfd descriptors[2] = {{m_listener, POLLIN, 0}, {m_end.descriptor(), POLLIN, 0}};
        if (::poll(descriptors, 2, -1) < 0 && errno != EINTR)
            return;
        if (descriptors[1].revents)
            return;
        const int descriptor = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor < 0)
            continue; // one that connects and leaves at once is no error
        const int on = 1;
        ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_clients.remove_if([](Client& client) {
            if (!client.gone)
                return false;
            client.thread.join();
            return true;
        });
        auto& client = m_clients.emplace_back();
        client.descriptor = descriptor;
        client.thread = std::thread([this, &client] { serve(client); });
    }
}

void SimulatorServer::serve(Client& client)
{
    std::string input;
    std::vector<char> chunk(std::size_t{64} * 1024);
    bool overrun = false;
    for (bool open = true; open;) {
        pollfd descriptors[2] = {{client.descriptor, POLLIN, 0}, {m_end.descriptor(), POLLIN, 0}};
        if (::poll(descriptors, 2, -1) < 0 && errno != EINTR)
            break;
        if (descriptors[1].revents)
            break;
        const auto got = ::recv(client.descriptor, chunk.data(), chunk.size(), 0);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
            break;
        if (got < 0)
            continue;
        input.append(chunk.data(), static_cast<std::size_t>(got));
        std::size_t begin = 0;
        for (auto feed = input.find('\n'); open && feed != std::string::npos; feed = input.find('\n', begin)) {
            auto message = std::string_view(input).substr(begin, feed - begin);
            if (message.ends_with('\r'))
                message.remove_suffix(1);
            if (!std::exchange(overrun, false))
                open = answer(client.descriptor, message);
            begin = feed + 1;
        }
        input.erase(0, begin);
        if (input.size() > kLongestMessage) { // no instrument holds more; the rest of this message is skipped
            input.clear();
            overrun = true;
        }
    }
    ::close(client.descriptor);
    client.gone = true;
}

bool SimulatorServer::pause(double seconds)
{
    if (!(seconds > 0))
        return true;
    const auto limit = std::chrono::nanoseconds(static_cast<std::int64_t>(std::min(seconds, 1e6) * 1e9));
    const timespec time{static_cast<time_t>(limit.count() / 1'000'000'000), static_cast<long>(limit.count() % 1'000'000'000)};
    pollfd end{m_end.descriptor(), POLLIN, 0};
    return ::ppoll(&end, 1, &time, nullptr) == 0;
}

bool SimulatorServer::send(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            return false;
        pollfd descriptors[2] = {{descriptor, POLLOUT, 0}, {m_end.descriptor(), POLLIN, 0}};
        ::poll(descriptors, 2, -1);
        if (descriptors[1].revents)
            return false;
    }
    return true;
}

bool SimulatorServer::answer(int descriptor, std::string_view message)
{
    using Kind = Fault::Kind;
    const auto due = m_faults.due();
    MessageFaults inside;
    inside.overload = find(due, {Kind::Overload});
    inside.notANumber = find(due, {Kind::NotANumber});
    inside.wrongIdentity = find(due, {Kind::WrongIdentity});
    inside.errorInQueue = find(due, {Kind::ErrorQueue});
    auto reply = m_simulator->execute(message, inside);
    if (inside.errorInQueue)
        m_faults.happened(Kind::ErrorQueue);
    if (!reply.answers)
        return pause(m_simulator->time().realSeconds(reply.seconds)); // *WAI holds the parser

    if (reply.reading && inside.overload)
        m_faults.happened(Kind::Overload);
    if (reply.reading && inside.notANumber)
        m_faults.happened(Kind::NotANumber);
    if (reply.identity && inside.wrongIdentity)
        m_faults.happened(Kind::WrongIdentity);
    const auto* wire = find(due, {Kind::Delay, Kind::Late, Kind::Drop, Kind::Split, Kind::Garbage, Kind::Half, Kind::Silent});
    if (wire)
        m_faults.happened(wire->kind);
    m_faults.answered();
    if (!pause(m_simulator->time().realSeconds(reply.seconds)))
        return false;
    reply.text += '\n';
    if (!wire)
        return send(descriptor, reply.text);
    switch (wire->kind) {
    case Kind::Delay:
        return pause(wire->amount.value_or(kDelaySeconds)) && send(descriptor, reply.text);
    case Kind::Late:
        return pause(wire->amount.value_or(kLateSeconds)) && send(descriptor, reply.text);
    case Kind::Drop:
        return false;
    case Kind::Split:
        for (const char& byte : reply.text)
            if (!send(descriptor, {&byte, 1}) || !pause(0.001))
                return false;
        return true;
    case Kind::Garbage:
        return send(descriptor, noise(1, static_cast<std::size_t>(wire->amount.value_or(kGarbageBytes))) + '\n');
    case Kind::Half:
        return send(descriptor, std::string_view(reply.text).substr(0, reply.text.size() / 2));
    default: // silent
        return true;
    }
}

} // namespace cal::instruments::simulator
