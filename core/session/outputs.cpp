// SPDX-License-Identifier: GPL-3.0-or-later
// Outputs of a run: high voltage, the guard, safe state.
#include "core/session/run_context.h"

#include <cmath>

namespace cal::session {

namespace {

// The legal limits of touchable voltage this program marks and asks about.
constexpr double kHighDcVolts = 60.0;
constexpr double kHighAcVolts = 30.0;

} // namespace

bool RunContext::isHigh(const std::string& quantity, const units::Quantity& value) const
{
    static const auto kVolt = units::Unit::parse("V");
    if (!kVolt || !value.unit.sameKindAs(*kVolt))
        return false;
    const double own = setUp.procedure.head.highVoltage.toDouble();
    double limit = quantity.rfind("ac", 0) == 0 ? kHighAcVolts : kHighDcVolts;
    if (own > 0 && own < limit)
        limit = own;
    return std::fabs(value.si()) > limit;
}

Result<void> RunContext::confirmHighVoltage(const std::string& place, const units::Quantity& value)
{
    if (m_highVoltageAllowed)
        return {};
    if (!setUp.unattended) {
        bool confirmed = false;
        {
            const std::lock_guard lock(control.mutex);
            confirmed = control.highVoltageConfirmed;
        }
        if (!confirmed) {
            if (!interactive())
                return Error{Errc::InvalidArgument, "session.high-voltage-unconfirmed", {{"place", place}, {"value", value.text()}}, {}};
            services.observer->promptAsked({"即将输出高电压 " + value.text() + "，请确认接线安全后继续。",
                                            "High voltage is about to be applied: " + value.text() + ". Check the leads, then confirm."},
                                           {"confirm-high-voltage"});
            std::unique_lock lock(control.mutex);
            control.changed.wait(lock, [this] { return control.highVoltageConfirmed || control.aborting.stop_requested(); });
            if (control.aborting.stop_requested())
                return Error{Errc::Cancelled, "cancelled", {}, {}};
        }
    }
    CAL_TRY(recorder.append(HighVoltageConfirmed{place, value.text(), setUp.unattended}));
    m_highVoltageAllowed = true;
    return {};
}

Result<void> RunContext::armGuard()
{
    if (m_guardArmed || !services.guard)
        return {};
    std::vector<SafeStateGuard::Watch> watches;
    for (const auto& place : bench->places())
        if (const auto* const instrument = bench->instrument(place.name); instrument && instrument->definition().outputs)
            watches.push_back({place.name, place.resource, instrument->definition().safeState});
    CAL_TRY(services.guard->arm(watches));
    m_guardArmed = true;
    return {};
}

Result<void> RunContext::allowOutput(const std::string& place)
{
    const auto output = m_outputs.find(place);
    if (output != m_outputs.end() && isHigh(output->second.quantity, output->second.value))
        CAL_TRY(confirmHighVoltage(place, output->second.value));
    CAL_TRY(armGuard());
    m_touched = true;
    return {};
}

Result<void> RunContext::beforeSet(const std::string& place, const std::string& quantity, const units::Quantity& value)
{
    Output& output = m_outputs[place];
    if (output.on && isHigh(quantity, value))
        CAL_TRY(confirmHighVoltage(place, value));
    output.quantity = quantity;
    output.value = value;
    m_touched = true;
    return {};
}

void RunContext::afterSet()
{
    tellOutput();
}

void RunContext::outputSwitched(const std::string& place, bool on)
{
    m_outputs[place].on = on;
    tellOutput();
}

void RunContext::tellOutput()
{
    if (!services.observer)
        return;
    bool high = false;
    std::string text;
    for (const auto& [place, output] : m_outputs)
        if (output.on) {
            high = high || isHigh(output.quantity, output.value);
            text += (text.empty() ? "" : ", ") + place + " " + output.value.text();
        }
    services.observer->outputChanged(high, text);
}

std::vector<SafeStateEntry> RunContext::enterSafeState(const std::string& by)
{
    std::vector<SafeStateEntry> entries;
    if (!bench)
        return entries;
    bool allReached = true;
    for (const auto& place : bench->places()) {
        auto* const instrument = bench->instrument(place.name);
        if (!instrument || !instrument->definition().outputs)
            continue;
        SafeStateEntry entry;
        entry.instrument = place.name;
        entry.by = by;
        try {
            const auto done = instrument->enterSafeState();
            entry.reached = done.has_value();
            if (!done)
                entry.detail = done.error().key + (done.error().context.empty() ? "" : " (" + done.error().context + ")");
        } catch (const std::exception& trouble) { // a driver's library may throw; the other outputs must still be made safe
            entry.detail = trouble.what();
        }
        entry.at = services.clock.now();
        allReached = allReached && entry.reached;
        entries.push_back(std::move(entry));
    }
    m_touched = false;
    for (auto& [place, output] : m_outputs)
        output.on = false;
    tellOutput();
    // An output that may still be on keeps its guard: it acts when this process ends.
    if (m_guardArmed && allReached) {
        services.guard->disarm();
        m_guardArmed = false;
    }
    return entries;
}

} // namespace cal::session
