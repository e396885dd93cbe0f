// SPDX-License-Identifier: GPL-3.0-or-later
// A bench without sockets: a calibrator wired to a multimeter and a thermo-hygrometer, with the real definitions, repeatable errors and
// faults on request. Readings depend on the setting and on how many were taken since it was made, never on what was measured before.
#pragma once

#include "core/equipment/bench.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace cal::support {

/// A clock that goes one millisecond on with every look.
class TickingClock final : public Clock
{
public:
    explicit TickingClock(std::string_view start = "2026-11-23T05:00:00Z");
    Timestamp now() override;
    void goBack(std::chrono::milliseconds by) { m_ticks -= by.count(); }

private:
    std::atomic<std::int64_t> m_ticks{0};
    UtcTime m_start;
};

struct FakeBenchOptions {
    std::string standardSerial = "SIM5522-001";
    std::string itemSerial = "SIM34401-001";
    std::string temperature = "20.3 degC";
    std::string humidity = "51.0 %";
    bool sensor = true;
    double gainPpm = 8; ///< error of the meter
    double noiseOfRangePpm = 2.0;
};

class FakeBench final : public equipment::Bench
{
public:
    explicit FakeBench(Clock& clock, FakeBenchOptions options = {});
    ~FakeBench() override;

    // What a test may look at and set.
    /// Called before every command with its text ("item READ?", "standard OUT 10 V", …); an error is what the command fails with.
    std::function<std::optional<Error>(const std::string&)> onCommand;
    [[nodiscard]] bool operating() const; ///< is there energy on the terminals
    [[nodiscard]] units::Quantity output() const;
    [[nodiscard]] int safeStates() const; ///< how often the source was made safe
    [[nodiscard]] int readingsTaken() const;
    void setEnvironment(const std::string& temperature, const std::string& humidity);
    void setItemSerial(const std::string& serial);

    [[nodiscard]] const std::vector<equipment::Place>& places() const override;
    [[nodiscard]] std::string name() const override { return "fake"; }
    [[nodiscard]] const Json& description() const override { return m_description; }
    equipment::Instrument* instrument(std::string_view place) override;
    equipment::Meter* meter(std::string_view place) override;
    equipment::Source* source(std::string_view place) override;
    equipment::EnvironmentSensor* environment() override;
    void setTraceSink(equipment::TraceSink* sink) override { m_sink = sink; }
    [[nodiscard]] double timeScale() const override { return 1e6; }

    struct State;

private:
    std::unique_ptr<State> m_state;
    std::vector<equipment::Place> m_places;
    Json m_description;
    equipment::TraceSink* m_sink = nullptr;
    friend struct State;
};

/// A file of the source tree; fails the test when it is absent.
std::string sourceFile(const std::string& path);
/// resources/definitions/<id>.json.
equipment::Definition shippedDefinition(const std::string& id);

} // namespace cal::support
