// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of instruments share: the shipped definitions, a clock to turn by hand, a kept trace, and a server that answers by script.
#pragma once

#include "core/equipment/bench.h"
#include "instruments/session.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <mutex>
#include <random>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cal::test {

inline std::string fileBytes(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    INFO("missing file: " << path);
    REQUIRE(file);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

inline equipment::DefinitionLibrary definitions()
{
    equipment::DefinitionLibrary library;
    for (const std::string id : {"hp-34401a", "fluke-5522a", "generic-thermohygrometer"})
        REQUIRE(library.add(id, fileBytes(CAL_SOURCE_DIR "/resources/definitions/" + id + ".json")));
    return library;
}

inline Json demoBench()
{
    auto bench = Json::parse(fileBytes(CAL_SOURCE_DIR "/resources/demo/bench.json"));
    REQUIRE(bench);
    return *std::move(bench);
}

inline std::string noiseBytes(std::uint64_t seed, std::size_t count)
{
    std::mt19937_64 random(seed);
    std::string bytes(count, '\0');
    for (auto& byte : bytes)
        byte = static_cast<char>(random() & 0xff);
    return bytes;
}

class ManualClock final : public Clock
{
public:
    Timestamp now() override { return {UtcTime(std::chrono::microseconds(m_ns.load() / 1000)), std::chrono::nanoseconds(m_ns.load())}; }
    void advance(std::chrono::nanoseconds step) { m_ns += step.count(); }

private:
    std::atomic<std::int64_t> m_ns{1'000'000'000};
};

class KeptTrace final : public equipment::TraceSink
{
public:
    void exchanged(const equipment::Exchange& exchange) override
    {
        const std::lock_guard lock(m_guard);
        m_kept.push_back(exchange);
    }
    std::vector<equipment::Exchange> take()
    {
        const std::lock_guard lock(m_guard);
        return std::exchange(m_kept, {});
    }

private:
    std::mutex m_guard;
    std::vector<equipment::Exchange> m_kept;
};

/// Listens on a free loopback port and hands each line of each connection to `script`, on the connection's thread. The script sends through
/// the function it is given; sending an empty text closes the connection.
class ScriptedServer
{
public:
    using Send = std::function<void(const std::string&)>;
    using Script = std::function<void(const std::string& line, const Send& send)>;

    explicit ScriptedServer(Script script, int family = AF_INET) : m_script(std::move(script))
    {
        m_listener = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        REQUIRE(m_listener >= 0);
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        if (family == AF_INET) {
            auto& v4 = reinterpret_cast<sockaddr_in&>(address);
            v4.sin_family = AF_INET;
            v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            size = sizeof v4;
        } else {
            auto& v6 = reinterpret_cast<sockaddr_in6&>(address);
            v6.sin6_family = AF_INET6;
            v6.sin6_addr = in6addr_loopback;
            size = sizeof v6;
        }
        REQUIRE(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(m_listener, 16) == 0);
        size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(family == AF_INET ? reinterpret_cast<sockaddr_in&>(address).sin_port
                                         : reinterpret_cast<sockaddr_in6&>(address).sin6_port);
        m_host = family == AF_INET ? "127.0.0.1" : "::1";
        m_thread = std::thread([this] { accept(); });
    }
    ~ScriptedServer()
    {
        m_ending = true;
        m_thread.join();
        for (auto& client : m_clients)
            client.join();
        ::close(m_listener);
    }
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    [[nodiscard]] instruments::ResourceName resource() const { return {0, m_host, m_port}; }
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void accept()
    {
        while (!m_ending) {
            pollfd ready{m_listener, POLLIN, 0};
            if (::poll(&ready, 1, 10) != 1)
                continue;
            const int client = ::accept(m_listener, nullptr, nullptr);
            ++m_connections;
            m_clients.emplace_back([this, client] { serve(client); });
        }
    }
    void serve(int client)
    {
        std::string input;
        bool open = true;
        const Send send = [&](const std::string& bytes) {
            if (bytes.empty())
                open = false;
            for (std::size_t at = 0; at < bytes.size();) {
                const auto sent = ::send(client, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
                if (sent <= 0)
                    return;
                at += static_cast<std::size_t>(sent);
            }
        };
        while (open && !m_ending) {
            pollfd ready{client, POLLIN, 0};
            if (::poll(&ready, 1, 10) != 1)
                continue;
            char chunk[4096];
            const auto got = ::recv(client, chunk, sizeof chunk, 0);
            if (got <= 0)
                break;
            input.append(chunk, static_cast<std::size_t>(got));
            for (auto feed = input.find('\n'); open && feed != std::string::npos; feed = input.find('\n')) {
                const auto line = input.substr(0, feed);
                input.erase(0, feed + 1);
                m_script(line, send);
            }
        }
        ::close(client);
    }

    Script m_script;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::string m_host;
    std::atomic<bool> m_ending = false;
    std::atomic<int> m_connections = 0;
    std::vector<std::thread> m_clients;
    std::thread m_thread;
};

/// Pauses a script's thread: what comes late must come after a real time-out.
inline void pauseScript(std::chrono::milliseconds time)
{
    std::this_thread::sleep_for(time);
}

} // namespace cal::test
