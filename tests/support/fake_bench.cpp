// SPDX-License-Identifier: GPL-3.0-or-later
// The fake bench.
#include "tests/support/fake_bench.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace cal::support {

TickingClock::TickingClock(std::string_view start)
{
    const auto parsed = parseRfc3339(start);
    REQUIRE(parsed.has_value());
    m_start = *parsed;
}

Timestamp TickingClock::now()
{
    const auto ticks = ++m_ticks;
    return {m_start + std::chrono::milliseconds(ticks), std::chrono::milliseconds(ticks)};
}

std::string sourceFile(const std::string& path)
{
    const std::string full = std::string(CAL_SOURCE_DIR) + "/" + path;
    std::ifstream file(full, std::ios::binary);
    INFO("file " << full << " must be there");
    REQUIRE(file.good());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

equipment::Definition shippedDefinition(const std::string& id)
{
    auto definition = equipment::Definition::parse(id, sourceFile("resources/definitions/" + id + ".json"));
    if (!definition) {
        INFO(id << ": " << definition.error().key << " " << definition.error().context);
        REQUIRE(definition.has_value());
    }
    return *definition;
}

namespace {

units::Quantity quantityOf(const std::string& text)
{
    const auto quantity = units::Quantity::parse(text);
    INFO(text);
    REQUIRE(quantity.has_value());
    return *quantity;
}

/// −1 … 1, the same for the same words everywhere.
double repeatableNoise(const std::string& words)
{
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char c : words)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9ULL;
    hash ^= hash >> 32;
    return static_cast<double>(hash % 200001) / 100000.0 - 1.0;
}

} // namespace

/// The three instruments and what connects them.
struct FakeBench::State {
    State(FakeBench& owner, Clock& clockGiven, FakeBenchOptions given)
        : bench(owner), clock(clockGiven), options(std::move(given)), standard(*this), item(*this), sensor(*this)
    {
    }

    /// One command: the fault of the test, then the exchange.
    Result<std::vector<equipment::Exchange>> command(const std::string& place, const std::string& text, const std::string& reply = {})
    {
        if (bench.onCommand)
            if (auto fault = bench.onCommand(place + " " + text))
                return *fault;
        std::vector<equipment::Exchange> exchanges;
        exchanges.push_back({clock.now(), "TCPIP::127.0.0.1::5025::SOCKET", place, equipment::Exchange::Direction::Sent, text + "\n", {}});
        if (!reply.empty())
            exchanges.push_back(
                {clock.now(), "TCPIP::127.0.0.1::5025::SOCKET", place, equipment::Exchange::Direction::Received, reply + "\n", {}});
        if (bench.m_sink)
            for (const auto& exchange : exchanges)
                bench.m_sink->exchanged(exchange);
        return exchanges;
    }

    template <class Port>
    struct Base : Port {
        Base(State& owner, std::size_t placeIndex, equipment::Definition definitionGiven)
            : state(owner), index(placeIndex), ownDefinition(std::move(definitionGiven))
        {
        }
        [[nodiscard]] const equipment::Place& place() const override { return state.bench.m_places[index]; }
        [[nodiscard]] const equipment::Definition& definition() const override { return ownDefinition; }
        Result<equipment::Identity> identify(std::stop_token) override
        {
            const std::string reply = ownDefinition.manufacturer + "," + ownDefinition.model + "," + place().serial + ",1.0";
            CAL_TRY(state.command(place().name, "*IDN?", reply));
            return equipment::Identity{reply, ownDefinition.manufacturer, ownDefinition.model, place().serial, "1.0"};
        }
        Result<void> reset(std::stop_token) override
        {
            CAL_TRY(state.command(place().name, "*RST"));
            return {};
        }
        Result<void> enterSafeState() override { return {}; }
        Result<std::string> ask(const std::string& text, std::stop_token) override
        {
            CAL_TRY(state.command(place().name, text, "0"));
            return std::string("0");
        }
        State& state;
        std::size_t index;
        equipment::Definition ownDefinition;
    };

    struct Calibrator final : Base<equipment::Source> {
        explicit Calibrator(State& owner) : Base(owner, 0, shippedDefinition("fluke-5522a")) {}
        Result<void> set(std::string_view, const units::Quantity& value, std::stop_token) override
        {
            CAL_TRY(state.command("standard", "OUT " + value.text()));
            state.value = value;
            state.sinceSet = 0;
            return {};
        }
        Result<void> operate(std::stop_token) override
        {
            CAL_TRY(state.command("standard", "OPER"));
            state.on = true;
            return {};
        }
        Result<void> standby(std::stop_token) override
        {
            CAL_TRY(state.command("standard", "STBY"));
            state.on = false;
            return {};
        }
        Result<bool> settled(std::stop_token) override
        {
            CAL_TRY(state.command("standard", "ISR?", "4096"));
            return true;
        }
        Result<void> enterSafeState() override
        {
            ++state.safe;
            CAL_TRY(state.command("standard", "SAFE"));
            state.on = false;
            return {};
        }
    };

    struct Multimeter final : Base<equipment::Meter> {
        explicit Multimeter(State& owner) : Base(owner, 1, shippedDefinition("hp-34401a")) {}
        Result<void> configure(const equipment::MeterSettings& settings, std::stop_token) override
        {
            CAL_TRY(state.command("item", "CONF:VOLT:DC " + (settings.range ? settings.range->text() : std::string("AUTO"))));
            range = settings.range;
            return {};
        }
        Result<equipment::Indication> read(std::stop_token stop) override
        {
            if (stop.stop_requested())
                return Error{Errc::Cancelled, "cancelled", {}, {}};
            const double volts = state.on ? state.value.si() : 0.0;
            const double fullScale = range ? range->si() : 1000.0;
            ++state.sinceSet;
            ++state.readings;
            const double noise = repeatableNoise(state.value.text() + "|" + std::to_string(state.sinceSet)) *
                                 state.options.noiseOfRangePpm * 1e-6 * fullScale;
            const double step = fullScale * 1e-6;
            const double shown = std::round((volts * (1 + state.options.gainPpm * 1e-6) + noise) / step) * step;
            char text[40];
            std::snprintf(text, sizeof text, "%+.8E", shown);
            const auto exchanges = state.command("item", "READ?", text);
            CAL_TRY(exchanges);
            equipment::Indication indication;
            const auto number = Decimal::parse(text);
            CAL_TRY(number);
            const auto volt = units::Unit::parse("V");
            CAL_TRY(volt);
            indication.value = equipment::Scalar{*number, *volt};
            indication.takenAt = state.clock.now();
            indication.rawReply = text;
            indication.instrument = "item";
            indication.exchanges = *exchanges;
            return indication;
        }
        [[nodiscard]] Result<units::Quantity> resolution() const override { return quantityOf("1e-5 V"); }
        std::optional<units::Quantity> range;
    };

    struct Sensor final : Base<equipment::EnvironmentSensor> {
        explicit Sensor(State& owner) : Base(owner, 2, shippedDefinition("generic-thermohygrometer")) {}
        Result<equipment::EnvironmentSample> sample(std::stop_token) override
        {
            const auto exchanges = state.command("environment", "MEAS?", state.options.temperature + "," + state.options.humidity);
            CAL_TRY(exchanges);
            return equipment::EnvironmentSample{quantityOf(state.options.temperature), quantityOf(state.options.humidity),
                                                state.clock.now(), *exchanges};
        }
    };

    FakeBench& bench;
    Clock& clock;
    FakeBenchOptions options;
    units::Quantity value;
    bool on = false;
    int sinceSet = 0, readings = 0, safe = 0;
    Calibrator standard;
    Multimeter item;
    Sensor sensor;
};

FakeBench::FakeBench(Clock& clock, FakeBenchOptions options) : m_state(std::make_unique<State>(*this, clock, options))
{
    const auto add = [this](const char* place, const char* definition, const std::string& serial) {
        equipment::Place entry;
        entry.name = place;
        entry.definition = definition;
        entry.resource = "TCPIP::127.0.0.1::5025::SOCKET";
        entry.serial = serial;
        entry.simulated = true;
        m_places.push_back(entry);
    };
    add("standard", "fluke-5522a", options.standardSerial);
    add("item", "hp-34401a", options.itemSerial);
    if (options.sensor)
        add("environment", "generic-thermohygrometer", "SIMTH-001");
    auto parsed = Json::parse(R"({"format":"calbench-bench/1","time-scale":1e6,"fake":true})");
    REQUIRE(parsed.has_value());
    m_description = *parsed;
}

FakeBench::~FakeBench() = default;

bool FakeBench::operating() const
{
    return m_state->on;
}

units::Quantity FakeBench::output() const
{
    return m_state->value;
}

int FakeBench::safeStates() const
{
    return m_state->safe;
}

int FakeBench::readingsTaken() const
{
    return m_state->readings;
}

void FakeBench::setEnvironment(const std::string& temperature, const std::string& humidity)
{
    m_state->options.temperature = temperature;
    m_state->options.humidity = humidity;
}

void FakeBench::setItemSerial(const std::string& serial)
{
    m_places[1].serial = serial;
}

const std::vector<equipment::Place>& FakeBench::places() const
{
    return m_places;
}

equipment::Instrument* FakeBench::instrument(std::string_view place)
{
    if (place == "standard")
        return &m_state->standard;
    if (place == "item")
        return &m_state->item;
    if (place == "environment" && m_state->options.sensor)
        return &m_state->sensor;
    return nullptr;
}

equipment::Meter* FakeBench::meter(std::string_view place)
{
    return place == "item" ? &m_state->item : nullptr;
}

equipment::Source* FakeBench::source(std::string_view place)
{
    return place == "standard" ? &m_state->standard : nullptr;
}

equipment::EnvironmentSensor* FakeBench::environment()
{
    return m_state->options.sensor ? &m_state->sensor : nullptr;
}

} // namespace cal::support
