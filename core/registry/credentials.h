// SPDX-License-Identifier: GPL-3.0-or-later
// How somebody proves who he is, as events of a stream of its own beside the person's entity: an entity is listed, exported and handed
// out, a password's encoding never is.
//
//   person.password-set            {"person", "encoded", "must-change"}     by the person or an administrator
//   person.password-encoded-again  {"person", "encoded"}                    same password, higher cost
//   person.signed-in               {"person", "station", "means"}           means: "password", "demonstration"
//   person.sign-in-refused         {"person", "station", "reason"}          reason: "wrong-password" or the key of an error
//   person.locked                  {"person", "until", "attempts"}
//   person.unlocked                {"person", "reason"}
#pragma once

#include "core/journal/event.h"
#include "core/journal/upcast.h"

#include <optional>
#include <string>
#include <vector>

namespace cal::registry {

struct Credentials {
    std::int64_t seq = 0;            ///< of the last event folded
    std::string encoded;             ///< empty: no password was ever set
    UtcTime set{};                   ///< when
    bool mustChange = false;         ///< an administrator set it: good for choosing another one only
    std::vector<std::string> former; ///< encodings of earlier passwords, newest first
    int failures = 0;                ///< wrong passwords since the last good one
    std::optional<UtcTime> lockedUntil;
    std::optional<UtcTime> lastSignIn;

    void apply(const journal::Event& event);
    [[nodiscard]] bool locked(UtcTime now) const { return lockedUntil && now < *lockedUntil; }
    [[nodiscard]] bool tooOld(UtcTime now, int days) const;
};

/// The stream of a person's credentials: named by the person's id (UUID version 8), so that it is found without a look-up and two
/// workstations never make two.
journal::StreamId credentialsStream(std::string_view person);

/// A stream named by a text, for things there is one of.
journal::StreamId namedStream(std::string_view name);

/// Event types of credentials and of the access log (access_log.h).
void knowAccessEvents(journal::Upcasters& upcasters);

} // namespace cal::registry
