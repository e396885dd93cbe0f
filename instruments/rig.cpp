// SPDX-License-Identifier: GPL-3.0-or-later
// Starts and wires simulators.
#include "instruments/rig.h"

namespace cal::instruments {

Result<std::unique_ptr<Rig>> Rig::start(const BenchFile& bench, Clock& clock, bool fixedPorts)
{
    const auto time = std::make_shared<const simulator::SimulatedTime>(clock, bench.timeScale);
    std::map<std::string, std::unique_ptr<simulator::Simulator>, std::less<>> made;
    for (const auto& place : bench.places) {
        if (place.resource)
            continue;
        auto one = simulator::Simulator::create(*place.definition, {place.seed, place.serial, place.errorFraction}, time);
        if (!one)
            return std::move(one).error().within(place.name);
        made.emplace(place.name, std::move(*one));
    }
    for (const auto& wire : bench.wires) {
        const auto from = made.find(wire.from), to = made.find(wire.to);
        if (from == made.end() || to == made.end())
            continue; // a real cable, or one inside another process
        if (!from->second->output() || !to->second->connectInput(from->second->output()))
            return Error{Errc::ParseError, "bench.invalid", {{"field", "wires"}, {"reason", "no input: " + wire.to}}, {}};
    }
    auto rig = std::make_unique<Rig>();
    for (const auto& place : bench.places) {
        const auto found = made.find(place.name);
        if (found == made.end())
            continue;
        const std::uint16_t port = fixedPorts ? place.port : std::uint16_t{0};
        auto server = simulator::SimulatorServer::start(std::move(found->second), {port, place.faults});
        if (!server)
            return std::move(server).error();
        rig->m_servers.emplace(place.name, std::move(*server));
    }
    return rig;
}

simulator::SimulatorServer* Rig::server(std::string_view place)
{
    const auto found = m_servers.find(place);
    return found == m_servers.end() ? nullptr : found->second.get();
}

} // namespace cal::instruments
