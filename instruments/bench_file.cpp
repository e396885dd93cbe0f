// SPDX-License-Identifier: GPL-3.0-or-later
// Reads bench files.
#include "instruments/bench_file.h"

#include <algorithm>
#include <cmath>

namespace cal::instruments {
namespace {

Error invalid(std::string field, std::string reason)
{
    return {Errc::ParseError, "bench.invalid", {{"field", std::move(field)}, {"reason", std::move(reason)}}, {}};
}

Error missingInstrument(std::string_view place)
{
    return {Errc::InvalidArgument, "bench.missing-instrument", {{"place", std::string(place)}}, {}};
}

Result<void> readSimulation(const Json& simulation, const std::string& where, BenchPlace& place)
{
    for (const auto& [key, value] : simulation.asObject())
        if (key != "seed" && key != "error-fraction" && key != "port" && key != "faults")
            return invalid(where + "." + key, "unknown");
    if (simulation.contains("seed")) {
        if (!simulation["seed"].isInt() || simulation["seed"].asInt() < 0)
            return invalid(where + ".seed", "not a whole number from 0");
        place.seed = static_cast<std::uint64_t>(simulation["seed"].asInt());
    }
    if (simulation.contains("error-fraction")) {
        place.errorFraction = simulation["error-fraction"].asDecimal();
        if (!place.errorFraction || place.errorFraction->sign() < 0 || *place.errorFraction > Decimal(10))
            return invalid(where + ".error-fraction", "not a number from 0 to 10");
    }
    if (simulation.contains("port")) {
        const auto port = simulation["port"].asInt(-1);
        if (port < 1 || port > 65535)
            return invalid(where + ".port", "not a port");
        place.port = static_cast<std::uint16_t>(port);
    }
    for (const auto& entry : simulation["faults"].asArray()) {
        auto fault = simulator::Fault::parse(entry.asString());
        if (!fault)
            return std::move(fault).error();
        place.faults.push_back(*fault);
    }
    return {};
}

Result<BenchPlace> readPlace(const std::string& name, const Json& entry, const equipment::DefinitionLibrary& definitions)
{
    const auto where = "places." + name;
    if (!entry.isObject() || !entry["definition"].isString())
        return missingInstrument(name);
    for (const auto& [key, value] : entry.asObject())
        if (key != "definition" && key != "serial" && key != "resource" && key != "simulated" && key != "timeout-seconds")
            return invalid(where + "." + key, "unknown");
    BenchPlace place;
    place.name = name;
    const auto found = definitions.find(entry["definition"].asString());
    if (!found)
        return Error{Errc::NotFound,
                     "bench.unknown-definition",
                     {{"definition", entry["definition"].asString()}, {"known", std::string(found.error().arg("known"))}},
                     {}};
    place.definition = *found;
    if (!entry["serial"].isNull() && !entry["serial"].isString())
        return invalid(where + ".serial", "not a text");
    place.serial = entry["serial"].asString();
    const Json& simulated = entry["simulated"];
    if (!simulated.isNull() && !simulated.isBool() && !simulated.isObject())
        return invalid(where + ".simulated", "not true, false or an object");
    place.simulated = simulated.isObject() || simulated.asBool();
    if (simulated.isObject()) {
        place.simulation = simulated;
        CAL_TRY(readSimulation(simulated, where + ".simulated", place));
    }
    if (entry.contains("timeout-seconds")) {
        const auto seconds = entry["timeout-seconds"].asDouble();
        if (!seconds || !(*seconds > 0) || *seconds > 3600)
            return invalid(where + ".timeout-seconds", "not a number of seconds");
        place.timeout = std::chrono::milliseconds(std::max<std::int64_t>(1, std::llround(*seconds * 1000)));
    }
    if (entry.contains("resource")) {
        if (!entry["resource"].isString())
            return invalid(where + ".resource", "not a text");
        auto resource = ResourceName::parse(entry["resource"].asString());
        if (!resource)
            return std::move(resource).error();
        place.resource = std::move(*resource);
    } else if (!simulated.isObject()) {
        return missingInstrument(name); // neither reached somewhere nor simulated here
    }
    return place;
}

Result<std::string> endOf(const Json& wire, const char* key, std::string_view port, const std::string& where)
{
    const auto& text = wire[key].asString();
    const auto dot = text.rfind('.');
    if (dot == std::string::npos || text.substr(dot + 1) != port)
        return invalid(where + "." + key, "not <place>." + std::string(port));
    return text.substr(0, dot);
}

Result<void> checkWires(const BenchFile& bench)
{
    const auto placeOf = [&](const std::string& name) -> const BenchPlace* {
        for (const auto& place : bench.places)
            if (place.name == name)
                return &place;
        return nullptr;
    };
    for (const auto& wire : bench.wires)
        for (const auto* end : {&wire.from, &wire.to})
            if (!placeOf(*end))
                return missingInstrument(*end);
    // Follow every wire downstream: who meets himself again feeds his own input.
    for (const auto& start : bench.wires) {
        std::vector<std::string> path{start.from};
        std::string at = start.to;
        for (;;) {
            path.push_back(at);
            if (at == start.from) {
                std::string text;
                for (const auto& step : path)
                    text += (text.empty() ? "" : " → ") + step;
                return Error{Errc::InvalidArgument, "bench.cycle", {{"path", text}}, {}};
            }
            const auto next = std::find_if(bench.wires.begin(), bench.wires.end(), [&](const Wire& w) { return w.from == at; });
            if (next == bench.wires.end() || path.size() > bench.wires.size() + 1)
                break;
            at = next->to;
        }
    }
    for (std::size_t i = 0; i < bench.wires.size(); ++i) {
        const auto where = "wires[" + std::to_string(i) + "]";
        const auto& wire = bench.wires[i];
        if (!placeOf(wire.from)->definition->outputs)
            return invalid(where + ".from", "no output: " + wire.from);
        if (placeOf(wire.to)->definition->outputs)
            return invalid(where + ".to", "no input: " + wire.to);
        for (std::size_t j = 0; j < i; ++j)
            if (bench.wires[j].to == wire.to)
                return invalid(where + ".to", "two wires to " + wire.to);
    }
    return {};
}

} // namespace

Result<BenchFile> BenchFile::parse(const Json& description, const equipment::DefinitionLibrary& definitions)
{
    if (description["format"].asString() != "calbench-bench/1")
        return invalid("format", "not calbench-bench/1");
    for (const auto& [key, value] : description.asObject())
        if (key != "format" && key != "name" && key != "time-scale" && key != "places" && key != "wires")
            return invalid(key, "unknown");
    BenchFile bench;
    bench.name = description["name"].asText();
    if (description.contains("time-scale")) {
        const auto scale = description["time-scale"].asDouble();
        if (!scale || !(*scale >= 0))
            return invalid("time-scale", "not a number from 0");
        bench.timeScale = *scale;
    }
    if (!description["places"].isObject() || description["places"].size() == 0)
        return invalid("places", "missing");
    for (const auto& [name, entry] : description["places"].asObject()) {
        auto place = readPlace(name, entry, definitions);
        if (!place)
            return std::move(place).error();
        bench.places.push_back(std::move(*place));
    }
    if (!description["wires"].isNull() && !description["wires"].isArray())
        return invalid("wires", "not a list");
    for (std::size_t i = 0; i < description["wires"].size(); ++i) {
        const auto where = "wires[" + std::to_string(i) + "]";
        auto from = endOf(description["wires"].at(i), "from", "output", where);
        if (!from)
            return std::move(from).error();
        auto to = endOf(description["wires"].at(i), "to", "input", where);
        if (!to)
            return std::move(to).error();
        bench.wires.push_back({std::move(*from), std::move(*to)});
    }
    CAL_TRY(checkWires(bench));
    return bench;
}

} // namespace cal::instruments
