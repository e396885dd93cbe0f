// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cutting_proxy.h"

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace cal::support {

namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

CuttingProxy::CuttingProxy(int serverPort) : m_listener(::socket(AF_INET, SOCK_STREAM, 0)), m_serverPort(serverPort)
{
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    REQUIRE(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(m_listener, 8) == 0);
    REQUIRE(::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

CuttingProxy::~CuttingProxy()
{
    m_stop = true;
    m_thread.join();
    ::close(m_listener);
}

void CuttingProxy::cutAt(std::string words, bool afterwards)
{
    m_words = std::move(words);
    m_afterwards = afterwards;
    m_armed = true;
}

void CuttingProxy::serve()
{
    std::vector<std::thread> lines;
    while (!m_stop) {
        pollfd wait{m_listener, POLLIN, 0};
        if (::poll(&wait, 1, 20) <= 0)
            continue;
        const int client = ::accept(m_listener, nullptr, nullptr);
        const int server = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address = loopback(m_serverPort);
        if (::connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            ::close(client);
            ::close(server);
            continue;
        }
        lines.emplace_back([this, client, server] { carry(client, server); });
    }
    for (std::thread& line : lines)
        line.join();
}

void CuttingProxy::carry(int client, int server)
{
    std::vector<char> buffer(1 << 16);
    bool open = true;
    while (open && !m_stop) {
        if (m_cutNow.exchange(false)) {
            ++m_cuts;
            break;
        }
        pollfd wait[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        if (::poll(wait, 2, 10) <= 0)
            continue;
        for (int from = 0; from < 2 && open; ++from) {
            if (wait[from].revents == 0)
                continue;
            const ssize_t got = ::recv(from == 0 ? client : server, buffer.data(), buffer.size(), 0);
            if (got <= 0) {
                open = false;
                break;
            }
            const std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
            const bool meant = from == 0 && m_armed && bytes.find(m_words) != std::string_view::npos && m_armed.exchange(false);
            if (!meant || m_afterwards)
                open = ::send(from == 0 ? server : client, bytes.data(), bytes.size(), MSG_NOSIGNAL) == got;
            if (meant) {
                if (m_afterwards) { // the server has answered when something can be read
                    pollfd answer{server, POLLIN, 0};
                    ::poll(&answer, 1, 5000);
                }
                ++m_cuts;
                open = false;
            }
        }
    }
    ::close(client);
    ::close(server);
}

} // namespace cal::support
