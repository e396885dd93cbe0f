// SPDX-License-Identifier: GPL-3.0-or-later
// People over the store: who they are, signing in, passwords, and the real Access.
//
//   challenge(name) ─► answer(challenge, password) ─► conclude(challenge, answer) ─► person.signed-in
//   store's thread     any thread: a tenth of a       store's thread
//                      second of work
//
// Unknown name, wrong password, locked, no password: "sign-in.refused", always the same answer after the same work, so that nobody learns
// which names exist; the journal knows the reason. With the right password a refusal says why.
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
    std::string by;                   ///< "window", "command-line": where acts come from unless they say
    bool demonstration = false;       ///< people without a password may sign in: there is nothing to protect
    PasswordCost cost;
};

/// What a sign-in starts with. Holds encodings: never shown, never sent.
struct Challenge {
    std::optional<Entity> person;
    std::string encoded;              ///< what the password is tried against; nobody's when it cannot be right
    std::string closed;               ///< why it cannot be right: "access.unknown-person", "access.locked", "access.no-password"
    bool passwordless = false;        ///< of a demonstration laboratory
    std::vector<std::string> earlier; ///< encodings that a new password must not fit
    Policy policy;
    PasswordCost cost;
};

struct Answer {
    bool fits = false;
    std::optional<std::string> encodedAgain;   ///< the same password at today's cost
    std::optional<Result<std::string>> chosen; ///< encoding of the new password, or why it cannot be one
};

/// The work with the password, for any thread. `chosen`: the new password when it is changed at the same time.
Answer answer(const Challenge& challenge, std::string_view password, std::optional<std::string_view> chosen = {});
/// Encodes a new password without asking for the present one: for the administrator.
/// Errors: Policy::acceptable; InvalidArgument "password.used-before" {count}.
Result<std::string> encodeChosen(const Challenge& challenge, std::string_view chosen);

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

    Result<Challenge> challenge(const std::string& name); ///< `name`: the sign-in name
    /// Journals how it ended. Errors: InvalidArgument "sign-in.refused"; with the right password "access.person-not-active" {person,
    /// state}, "access.person-expired" {person, to}, and, unless a new password was chosen, "sign-in.must-change" {person},
    /// "access.password-too-old" {person, days}; those of encodeChosen.
    Result<Entity> conclude(const Challenge& challenge, const Answer& answer);
    /// The three steps in one.
    Result<Entity> signIn(const std::string& name, std::string_view password, std::optional<std::string_view> chosen = {});

    /// An administrator gives a password (from encodeChosen), good for choosing another one only.
    /// Errors: those of require (operation "administer").
    Result<void> setPassword(const Entity& person, const std::string& encoded, const std::string& by);
    /// The first password of the laboratory, its founder's: there is nobody yet who could be asked.
    /// Errors: InvalidArgument "password.not-first" once anybody has one; those of encodeChosen.
    Result<void> firstPassword(const std::string& name, std::string_view password);
    /// Errors: those of require; InvalidArgument "registry.no-reason".
    Result<void> unlock(const std::string& id, const std::string& reason, const std::string& by);

    /// People who may do this on this day, by state, authorisation, qualification and training (JJF 1033: at least two for each item).
    Result<std::vector<Entity>> authorised(const Act& act, const std::string& day);
    /// Errors: InvalidArgument "access.fewer-than-two" {operation, scope, found}.
    Result<void> twoAuthorised(const Act& act, const std::string& day);

    [[nodiscard]] Moment moment();
    [[nodiscard]] journal::EventStore& store() { return m_store; }
    [[nodiscard]] const Workplace& workplace() const { return m_workplace; }

private:
    Result<void> mayTakeUp(const Act& act, const Entity& person);
    Result<void> note(const std::string& person, std::string type, Json::Object body, const std::string& actor);
    Result<void> wrongPassword(const std::string& person, const Policy& policy);
    Result<void> signInRefused(const std::string& person, const std::string& reason);
    [[nodiscard]] journal::Authorship by(const std::string& actor) const { return {actor, m_workplace.station, m_workplace.program}; }

    journal::EventStore& m_store;
    Clock& m_clock;
    Workplace m_workplace;
    EverybodyMay m_reading; ///< reading the register asks nobody
    Registry m_registry;
    std::map<std::string, Credentials> m_credentials; ///< folded so far, by person
};

} // namespace cal::registry
