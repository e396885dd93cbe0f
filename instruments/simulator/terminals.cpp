// SPDX-License-Identifier: GPL-3.0-or-later
// Output terminals with exponential settling.
#include "instruments/simulator/terminals.h"

#include <algorithm>
#include <cmath>

namespace cal::instruments::simulator {
namespace {

/// A step has died away to a millionth after so many time constants (e^-13.8 = 1e-6).
constexpr double kTimeConstants = 13.8;

} // namespace

SimulatedTime::SimulatedTime(Clock& clock, double scale) : m_clock(clock), m_scale(scale), m_instant(!(scale > 0) || std::isinf(scale)) {}

double SimulatedTime::now() const
{
    return m_instant ? 0.0 : std::chrono::duration<double>(m_clock.now().monotonic).count() * m_scale;
}

void OutputTerminals::set(std::string quantity, const Decimal& setting, double trueValue, double settleSeconds, double now)
{
    const std::lock_guard lock(m_guard);
    m_from = m_operating && quantity == m_quantity ? valueAt(now) : 0.0;
    m_quantity = std::move(quantity);
    m_setting = setting.isZero() ? "0" : setting.normalised().plain();
    m_target = trueValue;
    m_settleSeconds = settleSeconds;
    m_changedAt = now;
    m_announced = false;
    ++m_serial;
}

void OutputTerminals::operate(double now)
{
    const std::lock_guard lock(m_guard);
    if (m_operating)
        return;
    m_operating = true;
    m_from = 0.0;
    m_changedAt = now;
    m_announced = false;
}

void OutputTerminals::standby()
{
    const std::lock_guard lock(m_guard);
    m_operating = false;
}

double OutputTerminals::valueAt(double now) const
{
    const double elapsed = now - m_changedAt;
    // Past its settling time the output stands still, so that a settled reading does not depend on when it was taken.
    if (m_settleSeconds <= 0 || elapsed >= m_settleSeconds)
        return m_target;
    return m_target + (m_from - m_target) * std::exp(-kTimeConstants * elapsed / m_settleSeconds);
}

TerminalState OutputTerminals::at(double now) const
{
    const std::lock_guard lock(m_guard);
    TerminalState state;
    state.quantity = m_quantity;
    state.setting = m_setting;
    state.operating = m_operating;
    state.value = m_operating ? valueAt(now) : 0.0;
    state.settled = !m_operating || m_settleSeconds <= 0 || now - m_changedAt >= m_settleSeconds;
    state.announced = m_announced;
    state.serial = m_serial;
    return state;
}

bool OutputTerminals::askSettled(double now)
{
    const std::lock_guard lock(m_guard);
    const bool settled = !m_operating || m_settleSeconds <= 0 || now - m_changedAt >= m_settleSeconds;
    m_announced = m_announced || (settled && m_operating);
    return settled;
}

double OutputTerminals::untilSettled(double now) const
{
    const std::lock_guard lock(m_guard);
    return m_operating ? std::max(0.0, m_settleSeconds - (now - m_changedAt)) : 0.0;
}

} // namespace cal::instruments::simulator
