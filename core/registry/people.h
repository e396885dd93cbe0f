// SPDX-License-Identifier: GPL-3.0-or-later
// People over the store: who they are, signing in, passwords, and the real Access.
//
//   signIn(name, password) ── unknown, wrong, locked, no password ─► "sign-in.refused", always the same answer after the same work
//                          └─ right ─► not active │ must change, too old ─► their own errors, for now we know who asks
//                                    └► person.signed-in
#pragma once

#include "core/registry/access_log.h"
#include "core/registry/password.h"
#include "core/registry/permission.h"

#include <map>

namespace cal::registry {

/// Where and how a laboratory's people work.
struct Workplace {
    std::string station, program;
    std::chrono::minutes offset{480}; ///< of the laboratory's civil days
    bool demonstration = false;       ///< people without a password may sign in: there is nothing to protect
    PasswordCost cost;
};

/// Works on one store, on its thread.
class People final : public Access
{
public:
    People(const Kinds& kinds, journal::EventStore& store, Clock& clock, Workplace workplace);

    Result<void> require(const Act& act) override;

    /// The person whose id, sign-in name or full name this is; nothing when there is none, or when several have that full name.
    Result<std::optional<Entity>> find(const std::string& name);
    Result<PersonFile> file(const std::string& id); ///< Errors: NotFound "access.unknown-person" {person}
    Result<Policy> policy();
    Result<Credentials> credentials(const std::string& id);

    /// `name`: the sign-in name. Errors: InvalidArgument "sign-in.refused"; with the right password "access.person-not-active" {person,
    /// state}, "access.person-expired" {person, to}, "sign-in.must-change" {person}, "access.password-too-old" {person, days}.
    Result<Entity> signIn(const std::string& name, std::string_view password);
    /// The person's own change; needs the present password, also an old or a given one.
    /// Errors: those of signIn; Policy::acceptable; InvalidArgument "password.used-before" {count}.
    Result<Entity> changePassword(const std::string& name, std::string_view present, std::string_view chosen);
    /// An administrator gives a password, good for choosing another one only.
    /// Errors: those of require (operation "administer") and Policy::acceptable; InvalidArgument "password.used-before" {count}.
    Result<void> setPassword(const std::string& id, std::string_view password, const std::string& by);
    /// The first password of the laboratory, its founder's: there is nobody yet who could be asked.
    /// Errors: InvalidArgument "password.not-first" once anybody has one; Policy::acceptable.
    Result<void> firstPassword(const std::string& id, std::string_view password);
    /// Errors: those of require; InvalidArgument "registry.no-reason".
    Result<void> unlock(const std::string& id, const std::string& reason, const std::string& by);

    /// People who may do this on this day, by state, authorisation, qualification and training (JJF 1033: at least two for each item).
    Result<std::vector<Entity>> authorised(const Act& act, const std::string& day);
    /// Errors: InvalidArgument "access.fewer-than-two" {operation, scope, found}.
    Result<void> twoAuthorised(const Act& act, const std::string& day);

    [[nodiscard]] Moment moment();
    [[nodiscard]] const Workplace& workplace() const { return m_workplace; }

private:
    Result<void> note(const std::string& person, std::string type, Json::Object body, const std::string& actor);
    Result<void> wrongPassword(const std::string& person, const Policy& policy);
    Result<Entity> proven(const std::string& name, std::string_view password);
    Result<void> store(const Entity& person, std::string_view password, bool mustChange, const std::string& actor);
    [[nodiscard]] journal::Authorship by(const std::string& actor) const { return {actor, m_workplace.station, m_workplace.program}; }

    journal::EventStore& m_store;
    Clock& m_clock;
    Workplace m_workplace;
    EverybodyMay m_reading; ///< reading the register asks nobody
    Registry m_registry;
    std::map<std::string, Credentials> m_credentials; ///< folded so far, by person
    std::string m_dummy;                              ///< an encoding that nobody has, so that unknown names cost the same
};

} // namespace cal::registry
