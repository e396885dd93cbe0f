// SPDX-License-Identifier: GPL-3.0-or-later
// What all drivers share: identity, reset, safe state, and the discipline of the error queue. Works from the definition's tables on a lane.
#pragma once

#include "core/equipment/bench.h"
#include "instruments/lane.h"
#include "instruments/scpi/reply.h"

namespace cal::instruments::drivers {

/// Everything a driver is made from. The references outlive it.
struct Attachment {
    const equipment::Definition& definition;
    equipment::Place& place; ///< becomes `simulated` when a simulator answers
    ResourceName resource;
    SessionOptions options;
    Clock& clock;
};

class DriverCore : public virtual equipment::Instrument
{
public:
    explicit DriverCore(Attachment attachment);

    [[nodiscard]] const equipment::Place& place() const override { return m_place; }
    [[nodiscard]] const equipment::Definition& definition() const override { return m_definition; }
    Result<equipment::Identity> identify(std::stop_token stop) override;
    Result<void> reset(std::stop_token stop) override;
    Result<void> enterSafeState() override;
    Result<std::string> ask(const std::string& command, std::stop_token stop) override;

    /// Connects; no question is asked yet.
    Result<void> connect(std::stop_token stop);
    void setTraceSink(equipment::TraceSink* sink) { m_lane.setTraceSink(sink); }

protected:
    // All below run on the lane.

    /// Connects when needed; over a new connection the instrument must first say that it is the one known before.
    Result<void> prepare(Session& session, const std::stop_token& stop);
    /// Sends each command and reads the error queue after it; an error belongs to the command just sent and fails the step.
    Result<void> step(Session& session, const Json& commands, std::string_view name, std::string_view value, const std::stop_token& stop);
    /// Asks and reads one number. An overload or NaN is an error; a reply that is no number makes the link untrusted.
    Result<Decimal> askNumber(Session& session, const std::string& query, const std::stop_token& stop,
                              std::optional<std::chrono::milliseconds> timeout = {}, std::string* reply = nullptr);
    /// Asks the definition's {query, expect} and compares.
    Result<void> verify(Session& session, const Json& check, const std::stop_token& stop);

    [[nodiscard]] const Json& commands() const { return m_commands; }
    [[nodiscard]] const std::string& name() const { return m_place.name; }
    [[nodiscard]] Timestamp now() const { return m_clock.now(); }
    Error garbage(Session& session, std::string_view command, std::string_view reply) const;
    Lane& lane() { return m_lane; }

private:
    Result<equipment::Identity> askIdentity(Session& session, const std::stop_token& stop);
    Result<void> readErrors(Session& session, const std::string& command, const std::stop_token& stop);

    const equipment::Definition& m_definition;
    equipment::Place& m_place;
    Clock& m_clock;
    const Json& m_commands;
    std::string m_knownReply;       ///< lane: reply to the identity query of the instrument we talk to
    unsigned m_knownGeneration = 0; ///< lane: connection over which it was given
    Lane m_lane;                    ///< last: its thread ends before anything it uses goes away
};

} // namespace cal::instruments::drivers
