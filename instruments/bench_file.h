// SPDX-License-Identifier: GPL-3.0-or-later
// A bench file read and checked (format: instruments/README.md).
#pragma once

#include "core/equipment/bench.h"
#include "instruments/simulator/fault.h"
#include "instruments/transport/resource_name.h"

namespace cal::instruments {

struct BenchPlace {
    std::string name;
    const equipment::Definition* definition = nullptr;
    std::string serial;                   ///< expected; for a simulator in this process the one it gets
    std::optional<ResourceName> resource; ///< absent: simulated in this process
    bool simulated = false;
    Json simulation; ///< {"seed", "error-fraction", "port", "faults"}; null when there is none
    std::uint64_t seed = 1;
    std::optional<Decimal> errorFraction;
    std::uint16_t port = 0; ///< where `serveBench` listens; 0: any
    std::vector<simulator::Fault> faults;
    std::chrono::milliseconds timeout{3000};
};

struct Wire {
    std::string from, to; ///< places: from its output to its input
};

struct BenchFile {
    Text name;
    double timeScale = 1;
    std::vector<BenchPlace> places; ///< in the order of their names
    std::vector<Wire> wires;

    /// Errors: those of BenchFactory::open that need no instrument; "simulator.fault-unknown"; those of ResourceName::parse.
    static Result<BenchFile> parse(const Json& description, const equipment::DefinitionLibrary& definitions);
};

} // namespace cal::instruments
