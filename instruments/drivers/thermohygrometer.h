// SPDX-License-Identifier: GPL-3.0-or-later
// A thermo-hygrometer whose definition says what to ask for temperature and humidity.
#pragma once

#include "instruments/drivers/driver_core.h"

namespace cal::instruments::drivers {

class Thermohygrometer final : public DriverCore, public equipment::EnvironmentSensor
{
public:
    using DriverCore::DriverCore;
    Result<equipment::EnvironmentSample> sample(std::stop_token stop) override;

private:
    Result<units::Quantity> one(Session& session, const char* quantity, const std::stop_token& stop);
};

} // namespace cal::instruments::drivers
