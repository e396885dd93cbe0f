// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated calibrator.
#include "instruments/simulator/calibrator_simulator.h"

#include "instruments/scpi/text.h"
#include "instruments/simulator/error_model.h"

#include <algorithm>
#include <cstdio>

namespace cal::instruments::simulator {

CalibratorSimulator::CalibratorSimulator(const equipment::Definition& definition, SimulatorOptions options,
                                         std::shared_ptr<const SimulatedTime> time)
    : Simulator(definition, std::move(options), std::move(time))
{
    command("OUT", 1, 5, [this](const Parameters& p) { setOutput(p); });
    query("OUT", [this] { return outputText(); });
    command("OPER", 0, 0, [this](const Parameters&) { m_terminals->operate(this->time().now()); });
    query("OPER", [this] { return std::string(m_terminals->at(this->time().now()).operating ? "1" : "0"); });
    command("STBY", 0, 0, [this](const Parameters&) { m_terminals->standby(); });
    query("ISR", [this] {
        const double now = this->time().now();
        return std::to_string((m_terminals->askSettled(now) ? 1u << 12 : 0u) | (m_terminals->at(now).operating ? 1u : 0u));
    });
    query("ERR", [this] { return popError(); });
    on("EXPLAIN", true, 1, 1, [this](const Parameters& p) -> std::optional<std::string> {
        for (const auto& [standard, entry] : document()["errors"].asObject())
            if (entry.isObject() && entry["code"].asString() == p[0])
                return "\"" + entry["text"].asString() + "\"";
        return document()["error-queue"]["empty"].asString().substr(2);
    });
    query("RANGE", [this] {
        const auto whole = m_range ? m_range->range.text().substr(0, m_range->range.text().find('.')) : "0";
        return (m_quantity == "dc-voltage" ? "DC" + (whole == "0" ? std::string("330MV") : whole + "V") : "OTHER") + "_A,NONE";
    });
    command("RANGELCK", 1, 1, [this](const Parameters& p) {
        if (const auto locked = boolean(p[0]))
            m_rangeLocked = *locked;
    });
    query("RANGELCK", [this] { return std::string(m_rangeLocked ? "ON" : "OFF"); });
    command("LIMIT", 2, 2, [this](const Parameters& p) { setLimits(p); });
    query("LIMIT", [this] { return m_upperLimit.plain() + " V," + m_lowerLimit.plain() + " V"; });
    command("DC_OFFSET", 1, 1, [this](const Parameters& p) {
        // An offset rides on alternating outputs, which are not simulated: only none at all is possible.
        if (const auto value = amplitude(p[0]); value && !value->value.isZero())
            push(-221);
    });
}

void CalibratorSimulator::reset()
{
    m_terminals->standby();
    m_quantity = "dc-voltage";
    m_value = Decimal(0);
    m_range = rangeOf(m_quantity, m_value);
    m_rangeLocked = false;
    m_upperLimit = Decimal(1020);
    m_lowerLimit = Decimal(-1020);
    m_terminals->set(m_quantity, m_value, m_range ? trueValue(*m_range, m_value) : 0.0, 0.0, time().now());
}

double CalibratorSimulator::pending() const
{
    return m_terminals->untilSettled(time().now());
}

/// "10 V", "-100 MV", "1E-3A".
std::optional<CalibratorSimulator::Amplitude> CalibratorSimulator::amplitude(const std::string& parameter)
{
    const auto text = scpi::upper(parameter);
    // The unit begins at the last run of letters; the E of an exponent is followed by a digit or a sign.
    std::size_t at = text.size();
    while (at > 0 && text[at - 1] >= 'A' && text[at - 1] <= 'Z')
        --at;
    const auto unit = text.substr(at);
    auto value = Decimal::parse(scpi::trimmed(std::string_view(text).substr(0, at)));
    if (!value) {
        push(-120);
        return {};
    }
    const Json& known = document()["units"][unit];
    if (!known.isArray()) {
        push(-131);
        return {};
    }
    const auto factor = Decimal::parse(known.at(1).asString());
    if (value->abs() > Decimal(1, 12)) { // far beyond every range, and beyond what multiplies exactly
        push(-222);
        return {};
    }
    return Amplitude{known.at(0).asString(), (*value * *factor)};
}

const equipment::Capability* CalibratorSimulator::rangeOf(const std::string& quantity, const Decimal& value) const
{
    const auto rows = definition().covering(quantity, true, value, document()["error-model"]["interval"].asString());
    return rows.empty() ? nullptr : rows.front();
}

double CalibratorSimulator::trueValue(const equipment::Capability& range, const Decimal& value) const
{
    const auto error = rangeError(seed(), range, errorFraction());
    const double set = value.toDouble();
    return set + set * error.gain + error.offset;
}

double CalibratorSimulator::settleSeconds(const Amplitude& amplitude) const
{
    double seconds = 0;
    for (const auto& row : document()["settling"].asArray()) {
        seconds = row["seconds"].asDecimal().value_or(Decimal(0)).toDouble();
        if (amplitude.value.abs() <= row["up-to"].asDecimal().value_or(Decimal(0)))
            break;
    }
    return time().instant() ? 0.0 : seconds;
}

void CalibratorSimulator::setOutput(const Parameters& parameters)
{
    if (parameters.size() > 1)
        return push(-108); // alternating and dual outputs are not simulated
    const auto wanted = amplitude(parameters[0]);
    if (!wanted)
        return;
    const auto* range = rangeOf(wanted->quantity, wanted->value);
    const bool voltage = wanted->quantity == "dc-voltage";
    if (!range || (voltage && (wanted->value > m_upperLimit || wanted->value < m_lowerLimit)))
        return push(-222);
    if (m_rangeLocked && m_range && wanted->quantity == m_quantity) {
        if (wanted->value.abs() > m_range->high)
            return push(-222);
        range = m_range;
    }
    // Going above 33 V, or to another function, needs a new OPER: nobody is surprised by a dangerous output.
    const auto threshold = document()["standby-above"]["value"].asDecimal().value_or(Decimal(33));
    const bool crossing = voltage && wanted->value.abs() >= threshold && !(m_quantity == "dc-voltage" && m_value.abs() >= threshold);
    if (crossing || wanted->quantity != m_quantity)
        m_terminals->standby();
    m_quantity = wanted->quantity;
    m_value = range->resolution.isZero() ? wanted->value : wanted->value.roundedToInterval(range->resolution);
    m_range = range;
    m_terminals->set(m_quantity, m_value, trueValue(*range, m_value), settleSeconds(*wanted), time().now());
}

void CalibratorSimulator::setLimits(const Parameters& parameters)
{
    const auto upper = amplitude(parameters[0]);
    const auto lower = upper ? amplitude(parameters[1]) : std::nullopt;
    if (!upper || !lower)
        return;
    if (upper->quantity != "dc-voltage" || lower->quantity != "dc-voltage")
        return push(-131);
    if (upper->value.sign() < 0 || lower->value.sign() > 0 || upper->value > Decimal(1020) || lower->value < Decimal(-1020))
        return push(-222);
    m_upperLimit = upper->value;
    m_lowerLimit = lower->value;
}

std::string CalibratorSimulator::outputText() const
{
    char text[60];
    std::snprintf(text, sizeof text, "%.7E,", m_value.toDouble());
    const char* unit = m_quantity == "dc-voltage" ? "V" : m_quantity == "dc-current" ? "A" : "OHM";
    return text + std::string(unit) + ",0.0E+00,0,0.00E+00";
}

} // namespace cal::instruments::simulator
