// SPDX-License-Identifier: GPL-3.0-or-later
// TCP with deadlines and a way out of every wait: the socket never blocks, poll() does.
#include "instruments/transport/tcp_socket.h"

#include <cerrno>
#include <cstring>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cal::instruments {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Error timeout()
{
    return {Errc::Timeout, "transport.timeout", {}, {}};
}

Error cancelled()
{
    return {Errc::Cancelled, "cancelled", {}, {}};
}

Addresses look(const std::string& host, const std::string& port, int flags)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0)
        found = nullptr;
    return {found, &::freeaddrinfo};
}

/// Addresses of a host. A name server may take longer than anybody wants to wait and cannot be interrupted, so a name is looked up on a
/// thread of its own that nobody waits for.
Result<Addresses> resolve(const ResourceName& name, Deadline deadline)
{
    const auto port = std::to_string(name.port);
    if (auto numeric = look(name.host, port, AI_NUMERICHOST))
        return numeric;
    auto answer = std::make_shared<std::promise<Addresses>>();
    auto future = answer->get_future();
    std::thread([answer, host = name.host, port] { answer->set_value(look(host, port, AI_ADDRCONFIG)); }).detach();
    if (future.wait_until(deadline) != std::future_status::ready)
        return timeout();
    auto found = future.get();
    if (!found)
        return Error{Errc::NotFound, "transport.host-unknown", {{"host", name.host}}, {}};
    return found;
}

} // namespace

TcpSocket::TcpSocket(ResourceName name, const WakeUp& wake) : m_name(std::move(name)), m_wake(wake) {}

TcpSocket::~TcpSocket()
{
    close();
}

void TcpSocket::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

void TcpSocket::endSending()
{
    if (m_descriptor >= 0)
        ::shutdown(m_descriptor, SHUT_WR);
}

Error TcpSocket::lost(int code)
{
    close();
    const char* reason = code == 0 ? "EOF" : ::strerrorname_np(code);
    return {Errc::ConnectionLost, "transport.closed", {{"reason", reason ? reason : std::to_string(code)}}, {}};
}

Result<void> TcpSocket::open(Deadline deadline)
{
    close();
    auto addresses = resolve(m_name, deadline);
    if (!addresses)
        return std::move(addresses).error();
    Result<void> last = lost(EHOSTUNREACH);
    for (const addrinfo* address = addresses->get(); address; address = address->ai_next) {
        last = connectTo(address, deadline);
        if (last || last.error().code == Errc::Cancelled)
            break;
    }
    return last;
}

Result<void> TcpSocket::connectTo(const void* address, Deadline deadline)
{
    const auto& target = *static_cast<const addrinfo*>(address);
    m_descriptor = ::socket(target.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (m_descriptor < 0)
        return lost(errno);
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(m_descriptor, target.ai_addr, target.ai_addrlen) == 0)
        return {};
    int code = errno;
    if (code == EINPROGRESS) {
        if (auto ready = wait(POLLOUT, deadline); !ready) {
            close();
            return std::move(ready).error();
        }
        socklen_t size = sizeof code;
        ::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &code, &size);
    }
    if (code == 0)
        return {};
    close();
    if (code == ECONNREFUSED)
        return Error{Errc::ConnectionLost, "transport.refused", {}, {}};
    return lost(code);
}

Result<void> TcpSocket::wait(short events, Deadline deadline)
{
    for (;;) {
        const auto left = deadline - std::chrono::steady_clock::now();
        if (left <= left.zero())
            return timeout();
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        const timespec limit{static_cast<time_t>(seconds.count()),
                             static_cast<long>(std::chrono::duration_cast<std::chrono::nanoseconds>(left - seconds).count())};
        pollfd descriptors[2] = {{m_descriptor, events, 0}, {m_wake.descriptor(), POLLIN, 0}};
        const int ready = ::ppoll(descriptors, 2, &limit, nullptr);
        if (ready < 0 && errno != EINTR)
            return lost(errno);
        if (ready <= 0)
            continue;
        if (descriptors[1].revents)
            return cancelled();
        return {}; // errors and hang-ups show at the next send or receive
    }
}

Result<void> TcpSocket::send(std::string_view bytes, Deadline deadline)
{
    if (m_descriptor < 0)
        return lost(ENOTCONN);
    while (!bytes.empty()) {
        const auto sent = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            CAL_TRY(wait(POLLOUT, deadline));
        } else if (errno != EINTR) {
            return lost(errno);
        }
    }
    return {};
}

Result<std::size_t> TcpSocket::receive(std::span<char> into, Deadline deadline)
{
    if (m_descriptor < 0)
        return lost(ENOTCONN);
    for (;;) {
        CAL_TRY(wait(POLLIN, deadline));
        const auto got = ::recv(m_descriptor, into.data(), into.size(), 0);
        if (got > 0)
            return static_cast<std::size_t>(got);
        if (got == 0)
            return lost(0);
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            return lost(errno);
    }
}

} // namespace cal::instruments
