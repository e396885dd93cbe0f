// SPDX-License-Identifier: GPL-3.0-or-later
// What a day begins with: the queue of a person, what waits for a check or an approval by that person, and whose validity ends soon.
#pragma once

#include "core/registry/orders.h"
#include "core/session/standards_on_hand.h"

namespace cal::session {

/// A measured item somebody may check, or a checked one somebody may approve.
struct WaitingLine {
    registry::Entity item;
    std::string operation; ///< "check", "approve"
    std::string order, asset, due;
    std::string performer; ///< title of the person who performed
};

/// The last day of something the work rests on.
struct ExpiryLine {
    enum class What { Calibration, StandardCertificate, BodyAuthorisation } what = What::Calibration;
    std::string id; ///< of the asset or measurement standard
    std::string number, certificate;
    Text name;
    std::string until; ///< ISO date; empty: unknown
};

struct Day {
    std::string day; ///< ISO date in the laboratory's zone
    std::vector<registry::QueueLine> queue;
    std::vector<WaitingLine> waiting;
    std::vector<ExpiryLine> expiring; ///< soonest first, unknown ones before
};

/// Whether a person may do an act today; nothing is refused or logged by asking.
using MayAct = std::function<bool(const registry::Act& act)>;
/// The same asked of one act: performing a procedure.
registry::MayPerform mayPerform(MayAct may);

/// `person`: entity id; empty: nobody is signed in, and only what expires is told. `within`: days ahead.
/// Errors: those of the register.
Result<Day> dayOf(registry::Registry& registry, registry::Access& access, const std::string& person, const std::string& day, int within,
                  const MayAct& may);

/// What expires within so many days or has expired, of usable assets and measurement standards.
std::vector<ExpiryLine> expiring(const StandardsOnHand& onHand, const std::string& until);

} // namespace cal::session
