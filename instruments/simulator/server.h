// SPDX-License-Identifier: GPL-3.0-or-later
// A simulator on a loopback socket: client after client and several at once, each with its own input buffer, one instrument behind them.
#pragma once

#include "instruments/simulator/fault.h"
#include "instruments/simulator/simulator.h"
#include "instruments/transport/wake_up.h"

#include <atomic>
#include <list>
#include <memory>
#include <thread>

namespace cal::instruments::simulator {

class SimulatorServer
{
public:
    struct Options {
        std::uint16_t port = 0; ///< 0: any free one
        std::vector<Fault> faults;
    };
    /// Listens on 127.0.0.1 when it returns. Errors: Conflict "simulator.port-in-use" {port}, "simulator.cannot-listen" {port, reason}.
    static Result<std::unique_ptr<SimulatorServer>> start(std::unique_ptr<Simulator> simulator, Options options);
    ~SimulatorServer();
    SimulatorServer(const SimulatorServer&) = delete;
    SimulatorServer& operator=(const SimulatorServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string resource() const; ///< canonical
    [[nodiscard]] Simulator& simulator() { return *m_simulator; }

private:
    struct Client {
        int descriptor = -1;
        std::atomic<bool> gone = false;
        std::thread thread;
    };
    SimulatorServer(std::unique_ptr<Simulator> simulator, Options options);
    Result<void> listen();
    void accept();
    void serve(Client& client);
    /// False: the connection ends.
    bool answer(int descriptor, std::string_view message);
    bool send(int descriptor, std::string_view bytes);
    bool pause(double seconds); ///< false: the server ends

    std::unique_ptr<Simulator> m_simulator;
    Options m_options;
    FaultPlan m_faults;
    WakeUp m_end;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::list<Client> m_clients;
    std::thread m_thread;
};

} // namespace cal::instruments::simulator
