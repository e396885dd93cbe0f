// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/credentials.h"

#include <algorithm>

namespace cal::registry {

void Credentials::apply(const journal::Event& event)
{
    seq = event.seq;
    const auto& body = event.body;
    if (event.type == "person.password-set") {
        if (!encoded.empty())
            former.insert(former.begin(), encoded);
        encoded = body["encoded"].asString();
        set = event.at.utc;
        mustChange = body["must-change"].asBool();
        failures = 0;
        lockedUntil.reset();
    } else if (event.type == "person.password-encoded-again") {
        encoded = body["encoded"].asString();
    } else if (event.type == "person.signed-in") {
        failures = 0;
        lockedUntil.reset();
        lastSignIn = event.at.utc;
    } else if (event.type == "person.sign-in-refused") {
        failures += body["reason"].asString() == "wrong-password";
    } else if (event.type == "person.locked") {
        failures = 0; // the next row of attempts begins after the lock
        if (const auto until = parseRfc3339(body["until"].asString()))
            lockedUntil = *until;
    } else if (event.type == "person.unlocked") {
        failures = 0;
        lockedUntil.reset();
    }
}

bool Credentials::tooOld(UtcTime now, int days) const
{
    return days > 0 && !encoded.empty() && now - set > std::chrono::days(days);
}

journal::StreamId namedStream(std::string_view name)
{
    const auto digest = sha256({"calbench stream ", name});
    journal::StreamId id;
    std::copy_n(digest.bytes.begin(), id.bytes.size(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | 0x80U);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
    return id;
}

journal::StreamId credentialsStream(std::string_view person)
{
    return namedStream("credentials " + std::string(person));
}

void knowAccessEvents(journal::Upcasters& upcasters)
{
    for (const auto* type : {"person.password-set", "person.password-encoded-again", "person.signed-in", "person.sign-in-refused",
                             "person.locked", "person.unlocked", "access.log-opened", "access.refused"})
        upcasters.know(type);
}

} // namespace cal::registry
