// SPDX-License-Identifier: GPL-3.0-or-later
// A source whose definition says how to set each quantity, switch the output and see whether it has settled.
#pragma once

#include "instruments/drivers/driver_core.h"

namespace cal::instruments::drivers {

/// Further errors of set: InvalidArgument "instrument.cannot-source" {instrument, quantity}, "instrument.value-out-of-range"
/// {instrument, value}, "unit.mismatch".
class CalibratorSource final : public DriverCore, public equipment::Source
{
public:
    using DriverCore::DriverCore;
    Result<void> set(std::string_view quantity, const units::Quantity& value, std::stop_token stop) override;
    Result<void> operate(std::stop_token stop) override { return switchOutput("operate", stop); }
    Result<void> standby(std::stop_token stop) override { return switchOutput("standby", stop); }
    Result<bool> settled(std::stop_token stop) override;

private:
    Result<void> switchOutput(const char* action, const std::stop_token& stop);
};

} // namespace cal::instruments::drivers
