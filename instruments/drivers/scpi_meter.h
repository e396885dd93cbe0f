// SPDX-License-Identifier: GPL-3.0-or-later
// A meter whose definition says how to configure each quantity and how to read.
#pragma once

#include "instruments/drivers/driver_core.h"

namespace cal::instruments::drivers {

/// Further errors of configure: InvalidArgument "instrument.cannot-measure" {instrument, quantity}, "instrument.no-such-range" {instrument,
/// range}, "instrument.no-such-option" {instrument, option, known}, "instrument.no-such-choice" {instrument, option, choice, known}.
class ScpiMeter final : public DriverCore, public equipment::Meter
{
public:
    using DriverCore::DriverCore;
    Result<void> configure(const equipment::MeterSettings& settings, std::stop_token stop) override;
    Result<equipment::Indication> read(std::stop_token stop) override;
    /// Errors: InvalidArgument "instrument.not-configured" {instrument}; with an automatic range also before the first reading.
    [[nodiscard]] Result<units::Quantity> resolution() const override;

private:
    struct Configured {
        std::string quantity;
        units::Unit unit;
        const equipment::Capability* range = nullptr; ///< null: automatic and nothing read yet
        bool automatic = false;
        Decimal resolutionOfRange; ///< 0: as the capability says
        std::chrono::milliseconds readTime{0};
    };
    std::optional<Configured> m_configured; ///< of the caller; set between calls on the lane
};

} // namespace cal::instruments::drivers
