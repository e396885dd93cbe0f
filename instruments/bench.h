// SPDX-License-Identifier: GPL-3.0-or-later
// The door of the room: opens benches, serves simulators, asks one question.
#pragma once

#include "core/equipment/bench.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace cal::instruments {

/// Opens benches by description; simulators without a resource run in this process on loopback ports. Opening connects to every instrument;
/// Instrument::identify() then asks who is there and marks a place `simulated` when a simulator answers, whatever the file says.
/// `definitions` outlive the factory and its benches.
std::unique_ptr<equipment::BenchFactory> benchFactory(const equipment::DefinitionLibrary& definitions);
std::unique_ptr<equipment::BenchFactory> benchFactory(const equipment::DefinitionLibrary& definitions, std::shared_ptr<Clock> clock);

/// Simulators that others connect to; they end with this object.
class ServedSimulators
{
public:
    struct Served {
        std::string place; ///< "item" when a lone instrument is served
        std::string definition;
        std::string resource; ///< canonical
        std::string serial;
        std::uint16_t port = 0;
    };
    virtual ~ServedSimulators() = default;
    [[nodiscard]] virtual const std::vector<Served>& served() const = 0;
    /// A bench file that reaches these simulators at their ports, marked simulated.
    [[nodiscard]] virtual Json clientDescription() const = 0;
};

/// Serves every simulated place of a bench file, wired as the file says, at the ports it names ("port" inside "simulated"; any free one
/// otherwise). Errors: those of BenchFactory::open; Conflict "simulator.port-in-use" {port}.
Result<std::unique_ptr<ServedSimulators>> serveBench(const Json& description, const equipment::DefinitionLibrary& definitions);

struct SimulateOptions {
    std::uint16_t port = 0;
    std::uint64_t seed = 1;
    std::string serial;              ///< empty: the definition's
    std::vector<std::string> faults; ///< "late@5" (instruments/simulator/README.md)
    double timeScale = 1;
};
/// Serves one instrument; a meter gets a quiet input. Errors: as serveBench; "definition.unknown", "simulator.fault-unknown".
Result<std::unique_ptr<ServedSimulators>> serveInstrument(const std::string& definition, const SimulateOptions& options,
                                                          const equipment::DefinitionLibrary& definitions);

/// Sends one command to a resource over a connection of its own; the reply is empty (no value) for a command that is no query.
/// Errors: those of ResourceName and Session.
Result<std::optional<std::string>> askOnce(const std::string& resource, const std::string& command, std::chrono::milliseconds timeout,
                                           const std::stop_token& stop);

} // namespace cal::instruments
