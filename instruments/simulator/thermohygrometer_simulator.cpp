// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated thermo-hygrometer.
#include "instruments/simulator/thermohygrometer_simulator.h"

#include "instruments/simulator/error_model.h"

#include <algorithm>
#include <cmath>

namespace cal::instruments::simulator {

ThermohygrometerSimulator::ThermohygrometerSimulator(const equipment::Definition& definition, SimulatorOptions options,
                                                     std::shared_ptr<const SimulatedTime> time)
    : Simulator(definition, std::move(options), std::move(time))
{
    query("MEASure[:SCALar]:TEMPerature", [this] { return sample("temperature"); });
    query("MEASure[:SCALar]:HUMidity", [this] { return sample("relative-humidity"); });
    query("SYSTem:ERRor[:NEXT]", [this] { return popError(); });
    query("SYSTem:VERSion", [this] { return document()["version"].asString(); });
}

std::string ThermohygrometerSimulator::sample(const std::string& quantity)
{
    holdsReading();
    if (faults().overload)
        return "9.9E37";
    if (faults().notANumber)
        return "9.91E37";
    const Json& drift = document()["drift"];
    const Json& row = drift[quantity];
    const auto turn = static_cast<std::uint64_t>(std::max<std::int64_t>(4, drift["samples-per-turn"].asInt(48)));
    // A triangle wave between straight lines: exact in every library, and slow enough to look like a room.
    const auto phase = (m_samples[quantity]++ + mixed(seed(), {"phase", quantity}) % turn) % turn;
    const double part = static_cast<double>(phase) / static_cast<double>(turn);
    const double wave = part < 0.5 ? 4.0 * part - 1.0 : 3.0 - 4.0 * part;
    const auto middle = row["middle"].asDecimal().value_or(Decimal(0));
    const auto span = row["span"].asDecimal().value_or(Decimal(0));
    const auto step = row["resolution"].asDecimal().value_or(Decimal(1));
    const auto away = Decimal(static_cast<int>(std::lround(wave * span.toDouble() / step.toDouble()))) * step;
    return (middle + away).plain();
}

} // namespace cal::instruments::simulator
