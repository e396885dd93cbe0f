// SPDX-License-Identifier: GPL-3.0-or-later
// calbench simulate: an instrument, or all instruments of a bench file, on 127.0.0.1 until a signal.
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/stop_signals.h"
#include "instruments/bench.h"

#include <filesystem>
#include <iostream>

namespace cal::app {

int simulateVerb(const SimulateOptions& options, const Catalogue& catalogue, const Output& output)
{
    const StopSignals signals; // before the servers' threads
    const bool benchFile = options.model.ends_with(".json") || std::filesystem::is_regular_file(options.model);
    Result<std::unique_ptr<instruments::ServedSimulators>> served = Error{};
    if (benchFile) {
        const auto description = readJson(options.model);
        if (!description)
            return output.fail(description.error());
        served = instruments::serveBench(*description, catalogue.definitions);
    } else {
        instruments::SimulateOptions simulate;
        simulate.port = static_cast<std::uint16_t>(options.socket);
        simulate.seed = options.seed;
        simulate.faults = options.faults;
        simulate.timeScale = options.timeScale;
        served = instruments::serveInstrument(options.model, simulate, catalogue.definitions);
    }
    if (!served)
        return output.fail(served.error());

    Json::Array list;
    for (const auto& simulator : (*served)->served()) {
        output.print(simulator.place + "  " + simulator.definition + "  " + simulator.serial + "  " + simulator.resource);
        list.push_back(Json::Object{{"place", simulator.place},
                                    {"definition", simulator.definition},
                                    {"serial", simulator.serial},
                                    {"resource", simulator.resource},
                                    {"port", static_cast<int>(simulator.port)}});
    }
    output.document(Json::Object{{"simulators", std::move(list)}, {"bench", (*served)->clientDescription()}});
    output.say("simulate.serving", {});
    StopSignals::wait();
    return kDone;
}

} // namespace cal::app
