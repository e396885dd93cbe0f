// SPDX-License-Identifier: GPL-3.0-or-later
// The common part of drivers.
#include "instruments/drivers/driver_core.h"

#include "instruments/scpi/program.h"
#include "instruments/scpi/text.h"
#include "instruments/simulator/simulator.h"

#include <algorithm>
#include <regex>

namespace cal::instruments::drivers {
namespace {

using std::chrono::milliseconds;

// Below the 2 s that enterSafeState() may take; what the old link does not use is left for the new one.
constexpr milliseconds kSafeAtAll{1850};
constexpr milliseconds kSafeOnOldLink{600};

} // namespace

DriverCore::DriverCore(Attachment attachment)
    : m_definition(attachment.definition), m_place(attachment.place), m_clock(attachment.clock),
      m_commands(std::as_const(attachment.definition.document)["commands"]),
      m_lane(std::move(attachment.resource), std::move(attachment.options), attachment.clock)
{
}

Error DriverCore::garbage(Session& session, std::string_view command, std::string_view reply) const
{
    session.distrust();
    return {Errc::InstrumentError,
            "instrument.garbage",
            {{"instrument", name()}, {"command", std::string(command)}, {"reply", scpi::printable(reply)}},
            {}};
}

Result<void> DriverCore::connect(std::stop_token stop)
{
    return m_lane.call([&](Session& session) { return session.open(stop); });
}

Result<equipment::Identity> DriverCore::askIdentity(Session& session, const std::stop_token& stop)
{
    auto reply = session.query(m_definition.identityQuery, stop);
    if (!reply)
        return std::move(reply).error();
    const auto wrong = [&](const std::string& expected) {
        return Error{Errc::InstrumentError,
                     "instrument.wrong-identity",
                     {{"instrument", name()}, {"expected", expected}, {"found", scpi::printable(*reply)}},
                     {}};
    };
    // A reply that no instrument would give is noise, not somebody else. (std::regex also needs short text.)
    if (reply->empty() || reply->size() > 200 || std::any_of(reply->begin(), reply->end(), [](char c) { return c < 0x20 || c > 0x7e; }))
        return garbage(session, m_definition.identityQuery, *reply);
    if (!std::regex_search(*reply, std::regex(m_definition.identityMatch)))
        return wrong(m_definition.manufacturer + " " + m_definition.model);
    const auto fields = scpi::identityFields(*reply);
    if (!m_place.serial.empty() && fields[2] != m_place.serial)
        return wrong(m_place.serial);
    m_knownReply = *reply;
    m_knownGeneration = session.generation();
    return equipment::Identity{*reply, fields[0], fields[1], fields[2], fields[3]};
}

Result<equipment::Identity> DriverCore::identify(std::stop_token stop)
{
    auto identity = m_lane.call([&](Session& session) {
        m_knownReply.clear(); // the caller asks who is there, whoever was there before
        return askIdentity(session, stop);
    });
    if (identity && identity->serial.starts_with(simulator::kSerialPrefix))
        m_place.simulated = true;
    return identity;
}

Result<void> DriverCore::prepare(Session& session, const std::stop_token& stop)
{
    CAL_TRY(session.open(stop));
    if (session.generation() == m_knownGeneration)
        return {};
    const auto before = m_knownReply;
    auto identity = askIdentity(session, stop);
    if (!identity)
        return std::move(identity).error();
    if (!before.empty() && before != identity->reply) {
        m_knownGeneration = 0;
        m_knownReply = before;
        return Error{Errc::InstrumentError,
                     "instrument.wrong-identity",
                     {{"instrument", name()}, {"expected", scpi::printable(before)}, {"found", scpi::printable(identity->reply)}},
                     {}};
    }
    return {};
}

Result<void> DriverCore::readErrors(Session& session, const std::string& command, const std::stop_token& stop)
{
    const auto& query = m_commands["error"]["query"].asString();
    if (query.empty())
        return {};
    std::optional<scpi::ErrorEntry> first;
    std::string texts;
    // Bounded: a queue that never empties must not hold the run for ever.
    for (std::int64_t i = 0, limit = m_commands["error"]["limit"].asInt(25); i < limit; ++i) {
        auto reply = session.query(query, stop);
        if (!reply)
            return std::move(reply).error();
        auto entry = scpi::parseErrorEntry(*reply);
        if (!entry)
            return garbage(session, query, *reply);
        if (entry->code == 0)
            break;
        texts +=
            (texts.empty() ? "" : "; ") + (first ? std::to_string(entry->code) + " " : std::string()) + scpi::printable(entry->text, 200);
        if (!first)
            first = std::move(*entry);
    }
    if (!first)
        return {};
    return Error{Errc::InstrumentError,
                 "instrument.error-queue",
                 {{"instrument", name()}, {"command", command}, {"code", std::to_string(first->code)}, {"text", texts}},
                 {}};
}

Result<void> DriverCore::step(Session& session, const Json& list, std::string_view hole, std::string_view value,
                              const std::stop_token& stop)
{
    for (const auto& entry : list.asArray()) {
        const auto command = scpi::filled(entry.asString(), hole, value);
        CAL_TRY(session.write(command, stop));
        CAL_TRY(readErrors(session, command, stop));
    }
    return {};
}

Result<void> DriverCore::reset(std::stop_token stop)
{
    return m_lane.call([&](Session& session) -> Result<void> {
        CAL_TRY(prepare(session, stop));
        const auto& list = m_commands["reset"].asArray();
        for (const auto& command : list)
            CAL_TRY(session.write(command.asString(), stop));
        // Errors older than the reset are nobody's here; the queue was cleared by the last command.
        return readErrors(session, list.empty() ? std::string() : list.back().asString(), stop);
    });
}

Result<void> DriverCore::verify(Session& session, const Json& check, const std::stop_token& stop)
{
    if (check.isNull())
        return {};
    const auto& query = check["query"].asString();
    auto reply = session.query(query, stop);
    if (!reply)
        return std::move(reply).error();
    if (scpi::trimmed(*reply) != check["expect"].asString())
        return garbage(session, query, *reply);
    return {};
}

Result<Decimal> DriverCore::askNumber(Session& session, const std::string& query, const std::stop_token& stop,
                                      std::optional<milliseconds> timeout, std::string* raw)
{
    auto reply = session.query(query, stop, timeout);
    if (!reply)
        return std::move(reply).error();
    if (raw)
        *raw = *reply;
    auto number = scpi::parseNumber(*reply);
    if (number)
        return number;
    if (number.error().key == "scpi.overload" || number.error().key == "scpi.not-a-number")
        return Error{Errc::InstrumentError, "instrument.overload", {{"instrument", name()}, {"reply", scpi::printable(*reply)}}, {}};
    return garbage(session, query, *reply);
}

Result<void> DriverCore::enterSafeState()
{
    if (m_definition.safeState.empty())
        return {};
    const Json& check = std::as_const(m_definition.document)["safe-state-check"];
    const auto& query = check["query"].asString();
    const auto& expect = check["expect"].asString();
    const auto deadline = std::chrono::steady_clock::now() + kSafeAtAll;
    const auto left = [deadline] {
        return std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now()));
    };
    return m_lane.urgent([&](Session& session) -> Result<void> {
        session.clearInterrupt();
        if (auto done = session.force(m_definition.safeState, query, expect, kSafeOnOldLink))
            return done;
        // The link is dead, dirty or deaf: once more over a new one.
        CAL_TRY(session.reconnect(left()));
        return session.force(m_definition.safeState, query, expect, left());
    });
}

Result<std::string> DriverCore::ask(const std::string& command, std::stop_token stop)
{
    return m_lane.call([&](Session& session) -> Result<std::string> {
        if (scpi::isQuery(command))
            return session.query(command, stop);
        CAL_TRY(session.write(command, stop));
        return std::string();
    });
}

} // namespace cal::instruments::drivers
