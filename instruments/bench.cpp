// SPDX-License-Identifier: GPL-3.0-or-later
// Benches: places with their drivers, and the simulators that stand in for instruments.
#include "instruments/bench.h"

#include "instruments/drivers/make_driver.h"
#include "instruments/rig.h"
#include "instruments/scpi/program.h"

#include <cmath>
#include <limits>

namespace cal::instruments {
namespace {

class LaboratoryBench final : public equipment::Bench
{
public:
    LaboratoryBench(Json description, BenchFile file, std::shared_ptr<Clock> clock, std::unique_ptr<Rig> rig)
        : m_description(std::move(description)), m_file(std::move(file)), m_clock(std::move(clock)), m_rig(std::move(rig))
    {
    }

    Result<void> connect()
    {
        m_places.reserve(m_file.places.size()); // drivers refer to their place
        for (const auto& entry : m_file.places) {
            auto* server = m_rig->server(entry.name);
            const auto resource = server ? ResourceName{0, "127.0.0.1", server->port()} : *entry.resource;
            equipment::Place place;
            place.name = entry.name;
            place.definition = entry.definition->id;
            place.resource = resource.canonical();
            place.serial = server ? server->simulator().serial() : entry.serial;
            place.simulated = entry.simulated;
            place.simulation = entry.simulation;
            m_places.push_back(std::move(place));
            SessionOptions options;
            options.instrument = entry.name;
            options.ioTimeout = entry.timeout;
            auto driver = drivers::makeDriver({*entry.definition, m_places.back(), resource, options, *m_clock});
            if (!driver)
                return std::move(driver).error();
            CAL_TRY((*driver)->connect({}));
            m_drivers.emplace(entry.name, std::move(*driver));
        }
        return {};
    }

    const std::vector<equipment::Place>& places() const override { return m_places; }
    std::string name() const override { return m_file.name.en; }
    const Json& description() const override { return m_description; }
    equipment::Instrument* instrument(std::string_view place) override { return find(place); }
    equipment::Meter* meter(std::string_view place) override { return dynamic_cast<equipment::Meter*>(find(place)); }
    equipment::Source* source(std::string_view place) override { return dynamic_cast<equipment::Source*>(find(place)); }
    equipment::EnvironmentSensor* environment() override
    {
        for (const auto& [name, driver] : m_drivers)
            if (auto* sensor = dynamic_cast<equipment::EnvironmentSensor*>(driver.get()))
                return sensor;
        return nullptr;
    }
    void setTraceSink(equipment::TraceSink* sink) override
    {
        for (const auto& [name, driver] : m_drivers)
            driver->setTraceSink(sink);
    }
    double timeScale() const override
    {
        for (const auto& place : m_places)
            if (!place.simulated)
                return 1.0; // a real instrument takes its time
        return m_file.timeScale > 0 ? m_file.timeScale : std::numeric_limits<double>::infinity();
    }

private:
    drivers::DriverCore* find(std::string_view place)
    {
        const auto found = m_drivers.find(place);
        return found == m_drivers.end() ? nullptr : found->second.get();
    }

    Json m_description;
    BenchFile m_file;
    std::shared_ptr<Clock> m_clock;
    std::unique_ptr<Rig> m_rig;
    std::vector<equipment::Place> m_places;
    std::map<std::string, std::unique_ptr<drivers::DriverCore>, std::less<>> m_drivers; ///< last: they talk to the rig
};

class LaboratoryBenchFactory final : public equipment::BenchFactory
{
public:
    LaboratoryBenchFactory(const equipment::DefinitionLibrary& definitions, std::shared_ptr<Clock> clock)
        : m_definitions(definitions), m_clock(std::move(clock))
    {
    }

    Result<std::unique_ptr<equipment::Bench>> open(const Json& description) override
    {
        auto file = BenchFile::parse(description, m_definitions);
        if (!file)
            return std::move(file).error();
        auto rig = Rig::start(*file, *m_clock, false);
        if (!rig)
            return std::move(rig).error();
        auto bench = std::make_unique<LaboratoryBench>(description, std::move(*file), m_clock, std::move(*rig));
        if (auto connected = bench->connect(); !connected)
            return std::move(connected).error();
        return std::unique_ptr<equipment::Bench>(std::move(bench));
    }

private:
    const equipment::DefinitionLibrary& m_definitions;
    std::shared_ptr<Clock> m_clock; ///< benches may outlive their factory
};

class ServedRig final : public ServedSimulators
{
public:
    Result<void> start(const Json& description, const BenchFile& file)
    {
        auto rig = Rig::start(file, m_clock, true);
        if (!rig)
            return std::move(rig).error();
        m_rig = std::move(*rig);
        m_client = description;
        for (const auto& place : file.places) {
            auto* server = m_rig->server(place.name);
            if (!server)
                continue;
            m_served.push_back({place.name, place.definition->id, server->resource(), server->simulator().serial(), server->port()});
            Json& entry = m_client["places"][place.name];
            entry["resource"] = Json(server->resource());
            entry["serial"] = Json(server->simulator().serial());
            entry["simulated"] = Json(true);
        }
        return {};
    }
    const std::vector<Served>& served() const override { return m_served; }
    Json clientDescription() const override { return m_client; }

private:
    SystemClock m_clock;
    std::unique_ptr<Rig> m_rig;
    std::vector<Served> m_served;
    Json m_client;
};

} // namespace

std::unique_ptr<equipment::BenchFactory> benchFactory(const equipment::DefinitionLibrary& definitions)
{
    return std::make_unique<LaboratoryBenchFactory>(definitions, std::make_shared<SystemClock>());
}

std::unique_ptr<equipment::BenchFactory> benchFactory(const equipment::DefinitionLibrary& definitions, std::shared_ptr<Clock> clock)
{
    return std::make_unique<LaboratoryBenchFactory>(definitions, std::move(clock));
}

Result<std::unique_ptr<ServedSimulators>> serveBench(const Json& description, const equipment::DefinitionLibrary& definitions)
{
    auto file = BenchFile::parse(description, definitions);
    if (!file)
        return std::move(file).error();
    auto served = std::make_unique<ServedRig>();
    CAL_TRY(served->start(description, *file));
    return std::unique_ptr<ServedSimulators>(std::move(served));
}

Result<std::unique_ptr<ServedSimulators>> serveInstrument(const std::string& definition, const SimulateOptions& options,
                                                          const equipment::DefinitionLibrary& definitions)
{
    if (auto known = definitions.find(definition); !known)
        return std::move(known).error();
    Json simulated(Json::Object{{"seed", Json(options.seed)}});
    if (options.port != 0)
        simulated["port"] = Json(static_cast<std::int64_t>(options.port));
    for (const auto& fault : options.faults)
        simulated["faults"].push(Json(fault));
    Json place(Json::Object{{"definition", Json(definition)}, {"simulated", std::move(simulated)}});
    if (!options.serial.empty())
        place["serial"] = Json(options.serial);
    Json description(Json::Object{{"format", Json("calbench-bench/1")}, {"time-scale", Json(shortest(options.timeScale))}});
    description["places"]["item"] = std::move(place);
    return serveBench(description, definitions);
}

Result<std::optional<std::string>> askOnce(const std::string& resource, const std::string& command, std::chrono::milliseconds timeout,
                                           const std::stop_token& stop)
{
    auto name = ResourceName::parse(resource);
    if (!name)
        return std::move(name).error();
    SessionOptions options;
    options.instrument = name->canonical();
    options.openTimeout = options.ioTimeout = timeout;
    SystemClock clock;
    Session session(std::move(*name), options, clock);
    if (scpi::isQuery(command)) {
        auto reply = session.query(command, stop);
        if (!reply)
            return std::move(reply).error();
        return std::optional(std::move(*reply));
    }
    CAL_TRY(session.write(command, stop));
    CAL_TRY(session.finish(timeout));
    return std::optional<std::string>();
}

} // namespace cal::instruments
