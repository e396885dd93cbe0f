// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the output terminals of a simulated source, as a function of simulated time; and that time itself.
#pragma once

#include "core/base/decimal.h"
#include "core/base/time.h"

#include <cstdint>
#include <mutex>
#include <string>

namespace cal::instruments::simulator {

/// Simulated seconds: the clock, run faster. A factor of 0 (or infinity) means that nothing takes any time.
class SimulatedTime
{
public:
    SimulatedTime(Clock& clock, double scale);
    [[nodiscard]] bool instant() const { return m_instant; }
    [[nodiscard]] double now() const; ///< simulated seconds since an arbitrary start; 0 when instant
    [[nodiscard]] double realSeconds(double simulated) const { return m_instant ? 0.0 : simulated / m_scale; }
    [[nodiscard]] double scale() const { return m_scale; }

private:
    Clock& m_clock;
    double m_scale;
    bool m_instant;
};

struct TerminalState {
    std::string quantity; ///< "dc-voltage"
    std::string setting;  ///< the set value as text, trailing zeros dropped: names the state for repeatable noise
    double value = 0;     ///< the true value now, in the quantity's unit; 0 in standby
    bool operating = false;
    bool settled = true;
    bool announced = true;    ///< somebody asked after it settled and was told so
    std::uint64_t serial = 0; ///< counts settings
};

/// Shared by a source and whatever is wired to it.
class OutputTerminals
{
public:
    /// A new setting. While operating, the output moves there within `settleSeconds`; in standby it waits for operate().
    void set(std::string quantity, const Decimal& setting, double trueValue, double settleSeconds, double now);
    void operate(double now);
    void standby();
    [[nodiscard]] TerminalState at(double now) const;
    /// The answer to "settled?", remembered: from a settled answer on, readings count as readings of the settled state. (By the clock alone
    /// a reading at the border would fall on one side or the other by chance, and no two runs would agree.)
    bool askSettled(double now);
    /// Seconds until settled, 0 when it is.
    [[nodiscard]] double untilSettled(double now) const;

private:
    [[nodiscard]] double valueAt(double now) const;

    mutable std::mutex m_guard;
    std::string m_quantity = "dc-voltage";
    std::string m_setting = "0";
    double m_target = 0, m_from = 0, m_changedAt = 0, m_settleSeconds = 0;
    bool m_operating = false;
    bool m_announced = true;
    std::uint64_t m_serial = 0;
};

} // namespace cal::instruments::simulator
