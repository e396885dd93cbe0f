// SPDX-License-Identifier: GPL-3.0-or-later
// The decision behind Access, without a store: may this person, as the register knows him on this day, do this?
#pragma once

#include "core/registry/access.h"
#include "core/registry/credentials.h"
#include "core/registry/policy.h"
#include "core/registry/registry.h"

#include <string>
#include <vector>

namespace cal::registry {

/// What the register knows of a person.
struct PersonFile {
    Entity person;
    std::vector<Entity> authorisations, qualifications, trainings;
    Credentials credentials;
};

/// The moment of the act: the laboratory's civil day (ISO) and the instant.
struct Moment {
    std::string day;
    UtcTime now{};
};

/// Errors: those of Access::require, except the unknown person. In the order: person, password, authorisation, qualification, training,
/// four eyes.
Result<void> decide(const Act& act, const PersonFile& file, const Policy& policy, const Moment& moment);

/// Whether the person's state and dates let him act at all.
Result<void> active(const Entity& person, const std::string& day);

} // namespace cal::registry
