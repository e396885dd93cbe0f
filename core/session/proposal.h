// SPDX-License-Identifier: GPL-3.0-or-later
// The binder's proposal: which standards of the register do what a procedure needs, how well at each point, and why the others cannot.
#pragma once

#include "core/session/setup.h"
#include "core/session/standards_on_hand.h"

namespace cal::session {

struct Candidate {
    std::string asset, shown; ///< entity id; how people know it
    Text name;
    std::string manufacturer, model, serial;
    std::string calibration, certificate, validUntil;
    std::string measurementStandard; ///< entity id; empty when it belongs to none
    Binding binding;                 ///< U and ratio at each point
    std::vector<Error> refusals;     ///< of the standard as a whole; those of single points stand in `binding`
    [[nodiscard]] bool ok() const { return refusals.empty() && binding.ok(); }
    [[nodiscard]] Json toJson() const;
};

struct Proposal {
    procedure::Need need;
    std::vector<Candidate> candidates; ///< those that can be used first, then by number
};

/// One proposal for every need with the action "source". `item`: the definition of the item, where the MPE comes from it; may be null.
/// Errors: those of refusals() and bind().
Result<std::vector<Proposal>> propose(const procedure::Procedure& procedure, const StandardsOnHand& onHand, const Purpose& purpose,
                                      const std::function<const equipment::Definition*(const std::string&)>& definition,
                                      const equipment::Definition* item);

/// The standard as it is frozen: identity, calibration, hash of its stream, and for a procedure that works by certificate the values at
/// each point, with the drift to the day. Errors: those of valuesOn().
Result<StandardUsed> standardUsed(const StandardAsset& asset, const procedure::Procedure& procedure, const procedure::Need* need,
                                  const CivilDate& day);

/// The purpose of a set-up on a day.
Purpose purposeOf(const SetUp& setUp, UtcTime now, std::function<Result<int>(const std::string&)> authorisedPeople);

} // namespace cal::session
