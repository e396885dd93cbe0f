// SPDX-License-Identifier: GPL-3.0-or-later
// A line to a server on this machine that can be cut: at once, or right behind a chosen message of the client.
#pragma once

#include <atomic>
#include <string>
#include <thread>

namespace cal::support {

class CuttingProxy
{
public:
    explicit CuttingProxy(int serverPort);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    /// Cuts when the client sends something that contains `words`: before it reaches the server, or after it but before the answer.
    void cutAt(std::string words, bool afterwards);
    void cutNow() { m_cutNow = true; }
    [[nodiscard]] int cuts() const { return m_cuts; }

private:
    void serve();
    void carry(int client, int server);
    int m_listener = -1, m_port = 0, m_serverPort = 0;
    std::string m_words; // set while no connection is carried that could meet it
    bool m_afterwards = false;
    std::atomic<bool> m_armed{false}, m_cutNow{false}, m_stop{false};
    std::atomic<int> m_cuts{0};
    std::thread m_thread;
};

} // namespace cal::support
