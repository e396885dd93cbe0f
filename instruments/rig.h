// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated instruments of one bench: started, wired, each behind its own loopback server.
#pragma once

#include "instruments/bench_file.h"
#include "instruments/simulator/server.h"

namespace cal::instruments {

class Rig
{
public:
    /// Starts a simulator for every place without a resource. `fixedPorts`: at the ports the file names.
    static Result<std::unique_ptr<Rig>> start(const BenchFile& bench, Clock& clock, bool fixedPorts);

    /// Null when the place is not simulated here.
    [[nodiscard]] simulator::SimulatorServer* server(std::string_view place);

private:
    std::map<std::string, std::unique_ptr<simulator::SimulatorServer>, std::less<>> m_servers;
};

} // namespace cal::instruments
