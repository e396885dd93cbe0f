// SPDX-License-Identifier: GPL-3.0-or-later
// An instrument that answers like the real one, from the same definition: program messages in, replies out. Knows no sockets; a server
// carries its bytes. Several connections may ask at once.
#pragma once

#include "core/equipment/definition.h"
#include "instruments/scpi/program.h"
#include "instruments/simulator/terminals.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cal::instruments::simulator {

struct SimulatorOptions {
    std::uint64_t seed = 1;
    std::string serial;                   ///< empty: that of the definition; always begins with "SIM"
    std::optional<Decimal> errorFraction; ///< errors within this share of the specification; absent: the definition's
};

/// Serial numbers of simulators begin so, and no others: it is how a simulated instrument is known wherever it answers.
inline constexpr std::string_view kSerialPrefix = "SIM";

/// What the wire fault asks of the instrument itself for one message.
struct MessageFaults {
    bool overload = false;   ///< readings are +9.9E37
    bool notANumber = false; ///< readings are +9.91E37
    bool wrongIdentity = false;
    bool errorInQueue = false; ///< -310 appears in the error queue first
};

/// What one program message gave.
struct Reply {
    std::string text;      ///< without terminator; replies of several queries are joined by `;`
    bool answers = false;  ///< false: nothing to send
    double seconds = 0;    ///< simulated seconds until it is there
    bool reading = false;  ///< holds a measured value
    bool identity = false; ///< answers *IDN?
};

class Simulator
{
public:
    /// Errors: InvalidArgument "simulator.not-simulated" {definition} for a definition without simulator, "simulator.serial" {serial}.
    static Result<std::unique_ptr<Simulator>> create(const equipment::Definition& definition, const SimulatorOptions& options,
                                                     std::shared_ptr<const SimulatedTime> time);
    virtual ~Simulator() = default;

    /// One program message without its terminator.
    Reply execute(std::string_view message, const MessageFaults& faults = {});

    [[nodiscard]] const equipment::Definition& definition() const { return m_definition; }
    [[nodiscard]] const std::string& serial() const { return m_options.serial; }
    [[nodiscard]] const SimulatedTime& time() const { return *m_time; }
    /// Null for an instrument without output.
    [[nodiscard]] virtual std::shared_ptr<OutputTerminals> output() { return nullptr; }
    /// False for an instrument without input. Call before the first message.
    // NOLINTNEXTLINE(performance-unnecessary-value-param): those who override it keep it
    virtual bool connectInput(std::shared_ptr<const OutputTerminals>) { return false; }

protected:
    Simulator(const equipment::Definition& definition, SimulatorOptions options, std::shared_ptr<const SimulatedTime> time);

    using Parameters = std::vector<std::string>;
    /// Nothing: the command gave no reply, or an error went into the queue.
    using Handler = std::function<std::optional<std::string>(const Parameters&)>;
    /// `least` and `most` count the parameters taken.
    void on(std::string_view notation, bool query, std::size_t least, std::size_t most, Handler handler);
    void command(std::string_view notation, std::size_t least, std::size_t most, std::function<void(const Parameters&)> handler);
    void query(std::string_view notation, std::function<std::optional<std::string>()> handler);
    /// IEEE 488.2 common commands, and settings and fixed replies of the definition.
    void addCommonCommands();

    virtual void reset() = 0; ///< *RST, and once at power on
    /// Simulated seconds until pending operations are done, for *OPC? and *WAI.
    [[nodiscard]] virtual double pending() const { return 0; }

    /// Puts a standard SCPI error into the queue, in the instrument's own code and words when the definition has some.
    void push(int code);
    std::string popError();
    void takesSeconds(double seconds) { m_reply.seconds += seconds; }
    void holdsReading() { m_reply.reading = true; }
    [[nodiscard]] const MessageFaults& faults() const { return m_faults; }
    [[nodiscard]] const Json& document() const { return m_simulator; }
    [[nodiscard]] std::uint64_t seed() const { return m_options.seed; }
    [[nodiscard]] double errorFraction() const { return m_errorFraction; }
    void start() { reset(); }
    /// A number in volts, "MIN", "MAX" or "DEF" (all false flags); an error goes into the queue when it is neither.
    std::optional<Decimal> number(const std::string& parameter);
    /// ON, OFF, 1, 0; otherwise an error goes into the queue.
    std::optional<bool> boolean(const std::string& parameter);

private:
    struct Command {
        scpi::HeaderPattern pattern;
        bool query;
        std::size_t least, most;
        Handler handler;
    };
    struct QueuedError {
        std::string code;
        std::string text;
    };
    void executeUnit(std::string_view text, std::string& path);
    void addSettings();

    const equipment::Definition& m_definition;
    const Json& m_simulator;
    SimulatorOptions m_options;
    std::shared_ptr<const SimulatedTime> m_time;
    double m_errorFraction = 0;

    std::mutex m_guard; ///< one instrument, many connections
    std::vector<Command> m_commands;
    std::map<std::string, std::string> m_settings; ///< commands that only keep a word, by header
    std::deque<QueuedError> m_errors;
    std::size_t m_errorDepth = 20;
    unsigned m_eventStatus = 128; // power on
    unsigned m_eventEnable = 0, m_serviceEnable = 0;
    Reply m_reply;
    MessageFaults m_faults;
};

} // namespace cal::instruments::simulator
