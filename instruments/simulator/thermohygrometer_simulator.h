// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated thermo-hygrometer: MEAS:TEMP? and MEAS:HUM?, drifting slowly about room conditions.
#pragma once

#include "instruments/simulator/simulator.h"

namespace cal::instruments::simulator {

class ThermohygrometerSimulator final : public Simulator
{
public:
    ThermohygrometerSimulator(const equipment::Definition& definition, SimulatorOptions options, std::shared_ptr<const SimulatedTime> time);

protected:
    void reset() override { m_samples.clear(); }

private:
    std::string sample(const std::string& quantity);
    std::map<std::string, std::uint64_t> m_samples; ///< taken, by quantity: the drift goes on with each
};

} // namespace cal::instruments::simulator
