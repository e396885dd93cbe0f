// SPDX-License-Identifier: GPL-3.0-or-later
// Program messages, taken by every simulator of the shipped definitions: none may stop, and each must still answer afterwards.
#include "core/equipment/bench.h"
#include "instruments/scpi/program.h"
#include "instruments/simulator/simulator.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace {

using cal::instruments::simulator::SimulatedTime;
using cal::instruments::simulator::Simulator;

struct Simulators {
    Simulators()
    {
        const auto time = std::make_shared<const SimulatedTime>(clock, 0.0);
        for (const std::string id : {"hp-34401a", "fluke-5522a", "generic-thermohygrometer"}) {
            std::ifstream file(CAL_SOURCE_DIR "/resources/definitions/" + id + ".json", std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), {}};
            if (!library.add(id, bytes))
                std::abort();
            auto made = Simulator::create(**library.find(id), {}, time);
            if (!made)
                std::abort();
            all.push_back(std::move(*made));
        }
    }
    cal::SystemClock clock;
    cal::equipment::DefinitionLibrary library;
    std::vector<std::unique_ptr<Simulator>> all;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static Simulators simulators;
    if (size > 4096)
        return 0;
    const std::string_view message(reinterpret_cast<const char*>(data), size);
    (void)cal::instruments::scpi::isQuery(message);
    for (const auto& simulator : simulators.all) {
        const auto reply = simulator->execute(message);
        if (!reply.answers && !reply.text.empty())
            std::abort();
        if (simulator->execute("*RST;*CLS;*OPC?").text != "1")
            std::abort();
    }
    return 0;
}
