// SPDX-License-Identifier: GPL-3.0-or-later
// What all simulated instruments share: messages taken apart, commands found, IEEE 488.2 status, the error queue.
#include "instruments/simulator/simulator.h"

#include "instruments/scpi/text.h"
#include "instruments/simulator/calibrator_simulator.h"
#include "instruments/simulator/meter_simulator.h"
#include "instruments/simulator/scpi_errors.h"
#include "instruments/simulator/thermohygrometer_simulator.h"

#include <algorithm>
#include <charconv>

namespace cal::instruments::simulator {
namespace {

std::optional<unsigned> registerValue(const std::string& text)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > 255)
        return {};
    return value;
}

std::string enabled(unsigned value)
{
    return std::to_string(value);
}

} // namespace

Result<std::unique_ptr<Simulator>> Simulator::create(const equipment::Definition& definition, const SimulatorOptions& options,
                                                     std::shared_ptr<const SimulatedTime> time)
{
    const Json& simulator = std::as_const(definition.document)["simulator"];
    auto chosen = options;
    if (chosen.serial.empty())
        chosen.serial = simulator["serial"].asString();
    // Nothing simulated may pass for real, whoever asks it.
    if (!chosen.serial.starts_with(kSerialPrefix) || chosen.serial.find_first_of(",;\"\n\r") != std::string::npos)
        return Error{Errc::InvalidArgument, "simulator.serial", {{"serial", scpi::printable(chosen.serial)}}, {}};
    std::unique_ptr<Simulator> made;
    const auto& personality = simulator["personality"].asString();
    if (personality == "scpi-meter")
        made = std::make_unique<MeterSimulator>(definition, chosen, std::move(time));
    else if (personality == "calibrator")
        made = std::make_unique<CalibratorSimulator>(definition, chosen, std::move(time));
    else if (personality == "thermohygrometer")
        made = std::make_unique<ThermohygrometerSimulator>(definition, chosen, std::move(time));
    else
        return Error{Errc::InvalidArgument, "simulator.not-simulated", {{"definition", definition.id}}, {}};
    made->addCommonCommands();
    made->start();
    return made;
}

Simulator::Simulator(const equipment::Definition& definition, SimulatorOptions options, std::shared_ptr<const SimulatedTime> time)
    : m_definition(definition), m_simulator(std::as_const(definition.document)["simulator"]), m_options(std::move(options)),
      m_time(std::move(time))
{
    m_errorFraction = m_options.errorFraction.value_or(m_simulator["error-model"]["fraction"].asDecimal().value_or(Decimal(0))).toDouble();
    m_errorDepth = static_cast<std::size_t>(std::max<std::int64_t>(2, m_simulator["error-queue"]["depth"].asInt(20)));
}

void Simulator::on(std::string_view notation, bool query, std::size_t least, std::size_t most, Handler handler)
{
    m_commands.push_back({scpi::HeaderPattern(notation), query, least, most, std::move(handler)});
}

void Simulator::command(std::string_view notation, std::size_t least, std::size_t most, std::function<void(const Parameters&)> handler)
{
    on(notation, false, least, most, [run = std::move(handler)](const Parameters& parameters) -> std::optional<std::string> {
        run(parameters);
        return {};
    });
}

void Simulator::query(std::string_view notation, std::function<std::optional<std::string>()> handler)
{
    on(notation, true, 0, 0, [run = std::move(handler)](const Parameters&) { return run(); });
}

void Simulator::addCommonCommands()
{
    query("*IDN", [this]() -> std::optional<std::string> {
        m_reply.identity = true;
        if (faults().wrongIdentity)
            return "SOMEBODY ELSE,MODEL X,0,0";
        return scpi::filled(document()["identity"].asString(), "serial", serial());
    });
    command("*RST", 0, 0, [this](const Parameters&) {
        addSettings();
        reset();
    });
    command("*CLS", 0, 0, [this](const Parameters&) {
        m_errors.clear();
        m_eventStatus = 0;
    });
    command("*ESE", 1, 1, [this](const Parameters& p) {
        if (const auto value = registerValue(p[0]))
            m_eventEnable = *value;
        else
            push(-222);
    });
    query("*ESE", [this] { return enabled(m_eventEnable); });
    query("*ESR", [this] { return enabled(std::exchange(m_eventStatus, 0u)); });
    command("*SRE", 1, 1, [this](const Parameters& p) {
        if (const auto value = registerValue(p[0]))
            m_serviceEnable = *value & ~64u;
        else
            push(-222);
    });
    query("*SRE", [this] { return enabled(m_serviceEnable); });
    query("*STB", [this] {
        unsigned status = (m_errors.empty() ? 0u : 4u) | ((m_eventStatus & m_eventEnable) ? 32u : 0u);
        if (status & m_serviceEnable)
            status |= 64u;
        return enabled(status);
    });
    command("*OPC", 0, 0, [this](const Parameters&) { m_eventStatus |= 1u; });
    query("*OPC", [this] {
        takesSeconds(pending());
        return std::string("1");
    });
    command("*WAI", 0, 0, [this](const Parameters&) { takesSeconds(pending()); });
    query("*TST", [] { return std::string("+0"); });
    addSettings();
    for (const auto& [name, value] : m_settings) {
        const auto& header = name;
        on(header, true, 0, 0, [this, header](const Parameters&) -> std::optional<std::string> { return m_settings[header]; });
    }
    for (const auto& entry : document()["replies"].asArray()) {
        auto header = entry["header"].asString();
        const bool asks = header.ends_with('?');
        if (asks)
            header.pop_back();
        on(header, asks, 0, 1, [reply = entry["reply"].asString(), asks](const Parameters&) -> std::optional<std::string> {
            return asks ? std::optional(reply) : std::nullopt;
        });
    }
    for (const auto& entry : document()["settings"].asArray()) {
        command(entry["header"].asString(), 1, 1, [this, &entry](const Parameters& p) {
            auto word = scpi::upper(p[0]);
            if (entry.contains("choices")) {
                if (word == "1" || word == "0") // booleans come in two spellings
                    word = word == "1" ? "ON" : "OFF";
                const auto& choices = entry["choices"].asArray();
                if (std::none_of(choices.begin(), choices.end(), [&](const Json& choice) { return choice.asString() == word; }))
                    return push(-224);
            } else if (entry["kind"].asString() == "number") {
                const auto value = number(p[0]);
                if (!value)
                    return;
                if (*value < *entry["low"].asDecimal() || *value > *entry["high"].asDecimal())
                    return push(-222);
            } else if (p[0].size() < 2 || (p[0].front() != '"' && p[0].front() != '\'')) {
                return push(-151);
            } else {
                word = p[0];
            }
            m_settings[entry["header"].asString()] = word;
        });
    }
}

void Simulator::addSettings()
{
    for (const auto& entry : document()["settings"].asArray())
        m_settings[entry["header"].asString()] = entry["default"].asString();
}

void Simulator::push(int code)
{
    m_eventStatus |= eventStatusBit(code);
    const auto own = [this](int standard) -> QueuedError {
        const auto name = std::to_string(standard);
        const Json& entry = document()["errors"][name];
        if (entry.isObject())
            return {entry["code"].asString(), entry["text"].asString()};
        return {name, std::string(standardErrorText(standard))};
    };
    if (m_errors.size() >= m_errorDepth)
        m_errors.back() = own(-350); // SCPI-99 21.8.1: the last entry gives way, the oldest stay
    else
        m_errors.push_back(own(code));
}

std::string Simulator::popError()
{
    if (m_errors.empty())
        return document()["error-queue"]["empty"].asString();
    const auto entry = m_errors.front();
    m_errors.pop_front();
    return entry.code + ",\"" + entry.text + "\"";
}

std::optional<Decimal> Simulator::number(const std::string& parameter)
{
    auto value = Decimal::parse(parameter);
    if (!value) {
        push(-120);
        return {};
    }
    return *value;
}

std::optional<bool> Simulator::boolean(const std::string& parameter)
{
    if (scpi::equalIgnoringCase(parameter, "ON") || parameter == "1")
        return true;
    if (scpi::equalIgnoringCase(parameter, "OFF") || parameter == "0")
        return false;
    push(-224);
    return {};
}

Reply Simulator::execute(std::string_view message, const MessageFaults& faults)
{
    const std::lock_guard lock(m_guard);
    m_reply = {};
    m_faults = faults;
    if (faults.errorInQueue)
        push(-310);
    std::string path;
    for (const auto unit : scpi::splitOutsideQuotes(message, ';'))
        if (!scpi::trimmed(unit).empty()) // an empty message is legal and does nothing
            executeUnit(unit, path);
    return std::move(m_reply);
}

void Simulator::executeUnit(std::string_view text, std::string& path)
{
    if (std::any_of(text.begin(), text.end(),
                    [](char c) { return static_cast<unsigned char>(c) >= 0x7f || (c >= 0 && c < 0x20 && c != '\t' && c != '\r'); }))
        return push(-101);
    const auto unit = scpi::parseUnit(text);
    if (!unit)
        return push(-102);
    const auto header = scpi::absoluteHeader(unit->header, path);
    const auto found = std::find_if(m_commands.begin(), m_commands.end(),
                                    [&](const Command& c) { return c.query == unit->query && c.pattern.matches(header); });
    if (found == m_commands.end())
        return push(-113);
    if (unit->parameters.size() < found->least)
        return push(-109);
    if (unit->parameters.size() > found->most)
        return push(-108);
    if (auto reply = found->handler(unit->parameters)) {
        m_reply.text += (m_reply.answers ? ";" : "") + *reply;
        m_reply.answers = true;
    }
}

} // namespace cal::instruments::simulator
