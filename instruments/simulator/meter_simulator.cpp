// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated multimeter: its command set. What it reads is in meter_reading.cpp.
#include "instruments/simulator/meter_simulator.h"

#include "instruments/scpi/reply.h"
#include "instruments/scpi/text.h"

#include <algorithm>
#include <cstdio>

namespace cal::instruments::simulator {
namespace {

constexpr unsigned kMemory = 512; ///< readings the instrument can hold

std::string scientific(double value, int places)
{
    char text[40];
    std::snprintf(text, sizeof text, "%+.*E", places, value);
    return text;
}

std::string onOff(bool on)
{
    return on ? "1" : "0";
}

/// MIN, MAX or DEF, or the empty text.
std::string_view bound(const std::string& parameter)
{
    for (const std::string_view word : {"MINimum", "MAXimum", "DEFault"})
        if (scpi::isMnemonic(parameter, word))
            return word.substr(0, 3);
    return {};
}

} // namespace

MeterSimulator::MeterSimulator(const equipment::Definition& definition, SimulatorOptions options, std::shared_ptr<const SimulatedTime> time)
    : Simulator(definition, std::move(options), std::move(time))
{
    for (const auto& entry : document()["functions"].asArray()) {
        Function function;
        function.header = entry["header"].asString();
        function.answer = entry["answer"].asString();
        function.quantity = entry["quantity"].asString();
        const auto interval = document()["error-model"]["interval"].asString();
        for (const auto& capability : definition.capabilities)
            if (capability.quantity == function.quantity && !capability.sources && capability.specification.interval == interval)
                function.ranges.push_back(&capability);
        std::sort(function.ranges.begin(), function.ranges.end(), [](const auto* a, const auto* b) { return a->range < b->range; });
        const auto preset = entry["default-range"].asDecimal().value_or(Decimal(0));
        for (std::size_t i = 0; i < function.ranges.size(); ++i)
            if (function.ranges[i]->range == preset)
                function.defaultRange = i;
        const auto& commands = std::as_const(definition.document)["commands"]["configure"][function.quantity];
        for (const auto& [cycles, share] : commands["options"]["nplc"]["resolution-of-range"].asObject())
            if (m_functions.empty())
                m_integrations.push_back(cycles);
        if (!function.ranges.empty())
            m_functions.push_back(std::move(function));
    }
    std::sort(m_integrations.begin(), m_integrations.end(),
              [](const std::string& a, const std::string& b) { return *Decimal::parse(a) < *Decimal::parse(b); });
    for (std::size_t i = 0; i < m_functions.size(); ++i)
        addFunction(i);
    addTrigger();
}

bool MeterSimulator::connectInput(std::shared_ptr<const OutputTerminals> terminals)
{
    m_input = std::move(terminals);
    return true;
}

void MeterSimulator::reset()
{
    for (auto& function : m_functions) {
        function.range = function.defaultRange;
        function.automatic = true;
        function.integration = "10";
    }
    m_current = 0;
    m_autoZero = true;
    m_highImpedance = false;
    m_triggerSource = "IMM";
    m_triggerDelay = 0;
    m_triggerDelayAutomatic = true;
    m_triggerCount = m_sampleCount = 1;
    m_waitingForTrigger = false;
    m_memory.clear();
    m_visits.clear();
}

Decimal MeterSimulator::resolutionOf(const Function& function, const std::string& integration) const
{
    const Json& share = std::as_const(
        definition().document)["commands"]["configure"][function.quantity]["options"]["nplc"]["resolution-of-range"][integration];
    return (function.ranges[function.range]->range * share.asDecimal().value_or(Decimal(1, -6))).normalised();
}

bool MeterSimulator::setRange(Function& function, const std::string& parameter)
{
    const auto word = bound(parameter);
    if (word == "MIN")
        function.range = 0;
    else if (word == "MAX")
        function.range = function.ranges.size() - 1;
    else if (word.empty()) {
        const auto value = number(parameter);
        if (!value)
            return false;
        std::size_t i = 0;
        while (i < function.ranges.size() && function.ranges[i]->range < *value)
            ++i;
        if (i == function.ranges.size() || value->sign() < 0) {
            push(-222);
            return false;
        }
        function.range = i;
    }
    function.automatic = word == "DEF";
    return true;
}

bool MeterSimulator::setResolution(Function& function, const std::string& parameter)
{
    const auto word = bound(parameter);
    if (word == "DEF")
        function.integration = "10";
    else if (word == "MIN") // the smallest step
        function.integration = m_integrations.back();
    else if (word == "MAX")
        function.integration = m_integrations.front();
    else {
        const auto value = number(parameter);
        if (!value)
            return false;
        for (const auto& cycles : m_integrations)
            if (resolutionOf(function, cycles) <= *value) {
                function.integration = cycles;
                return true;
            }
        push(-222);
        return false;
    }
    return true;
}

/// CONF and MEAS? set everything that is not named to its default (User's Guide, chapter 3).
bool MeterSimulator::configure(std::size_t index, const Parameters& parameters)
{
    auto& function = m_functions[index];
    const auto before = function;
    function.automatic = true;
    function.integration = "10";
    const bool rangeGiven = !parameters.empty() && bound(parameters[0]) != "DEF";
    const bool resolutionGiven = parameters.size() > 1 && bound(parameters[1]) != "DEF";
    bool good = true;
    if (resolutionGiven && !rangeGiven) {
        push(-221); // a resolution means nothing while the range is automatic
        good = false;
    }
    if (good && !parameters.empty())
        good = setRange(function, parameters[0]);
    if (good && parameters.size() > 1)
        good = setResolution(function, parameters[1]);
    if (!good) {
        function = before;
        return false;
    }
    m_current = index;
    m_autoZero = true;
    m_triggerSource = "IMM";
    m_triggerDelayAutomatic = true;
    m_triggerCount = m_sampleCount = 1;
    m_waitingForTrigger = false;
    m_memory.clear();
    return true;
}

void MeterSimulator::addFunction(std::size_t index)
{
    const auto header = m_functions[index].header;
    command("CONFigure:" + header, 0, 2, [this, index](const Parameters& p) { configure(index, p); });
    on("MEASure:" + header, true, 0, 2, [this, index](const Parameters& p) -> std::optional<std::string> {
        if (!configure(index, p))
            return {};
        measure();
        return memoryText();
    });
    const auto sense = "[SENSe:]" + header;
    auto& function = m_functions[index];
    command(sense + ":RANGe[:UPPer]", 1, 1, [this, &function](const Parameters& p) { setRange(function, p[0]); });
    on(sense + ":RANGe[:UPPer]", true, 0, 1, [this, &function](const Parameters& p) -> std::optional<std::string> {
        auto at = function.range;
        if (!p.empty()) {
            const auto word = bound(p[0]);
            if (word.empty()) {
                push(-224);
                return {};
            }
            at = word == "MIN" ? 0 : word == "MAX" ? function.ranges.size() - 1 : function.defaultRange;
        }
        return scientific(function.ranges[at]->range.toDouble(), 8);
    });
    command(sense + ":RANGe:AUTO", 1, 1, [this, &function](const Parameters& p) {
        if (const auto on = boolean(p[0]))
            function.automatic = *on;
    });
    query(sense + ":RANGe:AUTO", [&function] { return onOff(function.automatic); });
    command(sense + ":NPLCycles", 1, 1, [this, &function](const Parameters& p) {
        const auto word = bound(p[0]);
        if (word == "MIN")
            function.integration = m_integrations.front();
        else if (word == "MAX")
            function.integration = m_integrations.back();
        else if (word == "DEF")
            function.integration = "10";
        else if (const auto value = number(p[0])) {
            for (const auto& cycles : m_integrations)
                if (value->sign() > 0 && *value <= *Decimal::parse(cycles)) {
                    function.integration = cycles;
                    return;
                }
            push(-222);
        }
    });
    query(sense + ":NPLCycles", [&function] { return scientific(Decimal::parse(function.integration)->toDouble(), 8); });
    command(sense + ":RESolution", 1, 1, [this, &function](const Parameters& p) {
        if (function.automatic)
            push(-221);
        else
            setResolution(function, p[0]);
    });
    query(sense + ":RESolution", [this, &function] { return scientific(resolutionOf(function, function.integration).toDouble(), 8); });
}

std::string MeterSimulator::settingsText() const
{
    const auto& function = m_functions[m_current];
    return "\"" + function.answer + " " + scientific(function.ranges[function.range]->range.toDouble(), 6) + "," +
           scientific(resolutionOf(function, function.integration).toDouble(), 6) + "\"";
}

void MeterSimulator::addTrigger()
{
    query("CONFigure", [this] { return settingsText(); });
    command("[SENSe:]FUNCtion[:ON]", 1, 1, [this](const Parameters& p) {
        const auto name = scpi::parseString(p[0]);
        if (!name)
            return push(-151);
        for (std::size_t i = 0; i < m_functions.size(); ++i)
            if (scpi::HeaderPattern(m_functions[i].header).matches(*name)) {
                m_current = i;
                m_memory.clear();
                return;
            }
        push(-224);
    });
    query("[SENSe:]FUNCtion[:ON]", [this] { return "\"" + current().answer + "\""; });
    on("READ", true, 0, 0, [this](const Parameters&) -> std::optional<std::string> {
        if (m_triggerSource == "BUS") { // the answer would wait for a trigger that cannot come (User's Guide: -214)
            push(-211);
            return {};
        }
        measure();
        return memoryText();
    });
    command("INITiate[:IMMediate]", 0, 0, [this](const Parameters&) {
        if (m_triggerSource == "IMM")
            measure();
        else {
            m_memory.clear();
            m_waitingForTrigger = true;
        }
    });
    command("*TRG", 0, 0, [this](const Parameters&) {
        if (!std::exchange(m_waitingForTrigger, false))
            return push(-211);
        measure();
    });
    on("FETCh", true, 0, 0, [this](const Parameters&) { return memoryText(); });
    command("[SENSe:]ZERO:AUTO", 1, 1, [this](const Parameters& p) {
        if (scpi::isMnemonic(p[0], "ONCE"))
            m_autoZero = false;
        else if (const auto on = boolean(p[0]))
            m_autoZero = *on;
    });
    query("[SENSe:]ZERO:AUTO", [this] { return onOff(m_autoZero); });
    command("INPut:IMPedance:AUTO", 1, 1, [this](const Parameters& p) {
        if (const auto on = boolean(p[0]))
            m_highImpedance = *on;
    });
    query("INPut:IMPedance:AUTO", [this] { return onOff(m_highImpedance); });
    command("TRIGger:SOURce", 1, 1, [this](const Parameters& p) {
        for (const std::string_view word : {"IMMediate", "EXTernal", "BUS"})
            if (scpi::isMnemonic(p[0], word)) {
                m_triggerSource = scpi::upper(word.substr(0, 3));
                return;
            }
        push(-224);
    });
    query("TRIGger:SOURce", [this] { return m_triggerSource; });
    command("TRIGger:DELay", 1, 1, [this](const Parameters& p) {
        const auto seconds = number(p[0]);
        if (!seconds)
            return;
        if (seconds->sign() < 0 || *seconds > Decimal(3600))
            return push(-222);
        m_triggerDelay = seconds->toDouble();
        m_triggerDelayAutomatic = false;
    });
    query("TRIGger:DELay", [this] { return scientific(m_triggerDelay, 8); });
    command("TRIGger:DELay:AUTO", 1, 1, [this](const Parameters& p) {
        if (const auto on = boolean(p[0]))
            m_triggerDelayAutomatic = *on;
    });
    query("TRIGger:DELay:AUTO", [this] { return onOff(m_triggerDelayAutomatic); });
    const auto counter = [this](const char* notation, unsigned& count) {
        command(notation, 1, 1, [this, &count](const Parameters& p) {
            const auto value = number(p[0]);
            if (!value)
                return;
            if (*value < Decimal(1) || *value > Decimal(50000) || value->roundedTo(0) != *value)
                return push(-222);
            count = static_cast<unsigned>(value->toDouble());
        });
        query(notation, [&count] { return scientific(count, 8); });
    };
    counter("TRIGger:COUNt", m_triggerCount);
    counter("SAMPle:COUNt", m_sampleCount);
    query("SYSTem:ERRor[:NEXT]", [this] { return popError(); });
    query("SYSTem:VERSion", [this] { return document()["version"].asString(); });
}

void MeterSimulator::measure()
{
    m_memory.clear();
    const auto wanted = static_cast<std::uint64_t>(m_triggerCount) * m_sampleCount;
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(wanted, kMemory); ++i)
        m_memory.push_back(takeReading());
}

std::optional<std::string> MeterSimulator::memoryText()
{
    if (m_memory.empty()) {
        push(-230);
        return {};
    }
    holdsReading();
    std::string text;
    for (const auto& reading : m_memory)
        text += (text.empty() ? "" : ",") + reading;
    return text;
}

} // namespace cal::instruments::simulator
