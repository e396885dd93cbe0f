// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what, on this day (ISO/IEC 17025 6.2.6; 21 CFR 11.10 g; JJF 1033: two authorised people for each item).
//
// Operations: "perform", "check", "approve" (for an item: a procedure or a regulation), "author" (procedures), "register" (assets,
// standards, customers), "order", "quality" (nonconforming work, complaints, dossiers), "administer" (people, policy, store).
// A person's authorisations are entities of kind "authorisation": {person, operation, scope, from, to, state}. scope is "*", a procedure
// id, or a category ("electrical.dc-voltage"); a scope ending in ".*" covers what begins with it.
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <string>
#include <vector>

namespace cal::registry {

/// What somebody wants to do.
struct Act {
    std::string person;        ///< entity id
    std::string operation;     ///< see above
    std::string scope;         ///< procedure id, category; empty where the operation has none
    bool verification = false; ///< 检定: needs a registered metrologist of sufficient level with the item, too
    std::string requiredLevel; ///< with verification: "" or a level of the qualification's choices
    std::string performedBy,
        checkedBy;         ///< of the document or session: who performed can neither check nor approve, who checked cannot approve
    std::string item = {}; ///< perform: entity id of the order item; it is for the one it is assigned to, and lies here
    std::string by;        ///< "window", "command-line", "script": where it was tried, for the log
};

/// The one gate. Every verb, every screen and every script asks here before anything is done, and the writer asks again.
class Access
{
public:
    virtual ~Access() = default;
    /// Success, or why not; a refusal is journalled (event access.refused in the laboratory's access stream) before this returns.
    /// Errors: NotFound "access.unknown-person" {person}; InvalidArgument (all with {person, operation, scope} as far as known)
    /// "access.person-not-active" {state}, "access.person-expired" {to}, "access.locked" {until}, "access.password-too-old",
    /// "access.not-authorised", "access.not-yet" {from}, "access.expired" {to}, "access.no-qualification", "access.qualification-expired"
    /// {to}, "access.level-too-low" {level, required}, "access.not-trained" {training}, "access.same-person" {first, second},
    /// "access.assigned-to-other" {item, assigned}, "order.item-out" {item, kit}.
    virtual Result<void> require(const Act& act) = 0;
};

/// For tests and for the founding of a laboratory, when there is nobody yet.
class EverybodyMay final : public Access
{
public:
    Result<void> require(const Act&) override { return {}; }
};

} // namespace cal::registry
