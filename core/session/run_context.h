// SPDX-License-Identifier: GPL-3.0-or-later
// What every part of a running session shares: the bench, the person at the controls, the journal; waiting, pausing, asking, outputs.
#pragma once

#include "core/session/control_state.h"
#include "core/session/recorder.h"

#include <chrono>

namespace cal::session {

class RunContext
{
public:
    /// Takes the bench's trace; gives it back when it ends. Everything given must outlive it.
    RunContext(const SetUp& setUp, equipment::Bench* bench, const std::optional<TypedEntries>& typed, RunServices services,
               RunControl::State& control, Recorder& recorder);
    /// Drives the outputs safe when nobody has done so since the last command: no way out leaves them on.
    ~RunContext();
    RunContext(const RunContext&) = delete;
    RunContext& operator=(const RunContext&) = delete;

    const SetUp& setUp;
    equipment::Bench* const bench;
    const std::optional<TypedEntries>& typed;
    RunServices services;
    RunControl::State& control;
    Recorder& recorder;
    TraceCollector trace;

    [[nodiscard]] std::stop_token stop() { return control.stopToken(); }
    [[nodiscard]] double timeScale() const;
    [[nodiscard]] std::string performer() const;
    [[nodiscard]] bool interactive() const; ///< somebody can be asked

    /// Between two commands: takes up abort (Cancelled "cancelled") and pause (journalled at `point`).
    Result<void> checkpoint(const std::string& point);
    /// Waits in the procedure's time; abort and pause are taken up.
    Result<void> wait(std::chrono::duration<double> duration, const std::string& point);
    /// New exchanges, also handed to the observer: call it after what they belong to is durable.
    std::vector<equipment::Exchange> takeExchanges();
    void show(const std::vector<equipment::Exchange>& exchanges);

    /// Asks until one of `choices` is answered (anything when empty); not journalled here.
    Result<std::string> ask(const Text& text, const std::vector<std::string>& choices);
    /// The entry sheet: one text for reading `index`.
    Result<RunControl::State::Entry> askReading(const procedure::Point& point, const std::string& quantity, int index);

    /// Temperature and humidity now, judged against the procedure's limits.
    Result<Environment> measureEnvironment(const std::string& when);

    // Outputs
    /// Before energy reaches terminals: high voltage confirmed or allowed, guard armed.
    Result<void> allowOutput(const std::string& place);
    /// Remembers a setting; when the output is on it needs allowOutput's consent first.
    Result<void> beforeSet(const std::string& place, const std::string& quantity, const units::Quantity& value);
    void afterSet();
    void outputSwitched(const std::string& place, bool on);
    /// Safe state of every instrument with outputs, now; disarms the guard when all reached it.
    std::vector<SafeStateEntry> enterSafeState(const std::string& by);

private:
    struct Output {
        std::string quantity;
        units::Quantity value;
        bool on = false;
    };
    [[nodiscard]] bool isHigh(const std::string& quantity, const units::Quantity& value) const;
    Result<void> confirmHighVoltage(const std::string& place, const units::Quantity& value);
    Result<void> armGuard();
    void tellOutput();
    Result<Environment> typedEnvironment(const std::string& when);

    std::map<std::string, Output> m_outputs;
    bool m_highVoltageAllowed = false;
    bool m_guardArmed = false;
    bool m_touched = false; ///< something was commanded since the last safe state
};

} // namespace cal::session
