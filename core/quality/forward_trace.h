// SPDX-License-Identifier: GPL-3.0-or-later
// Forward trace: from a session to every standard it rests on, and up their calibrations to the body that issued the certificate.
#pragma once

#include "core/journal/projection.h"
#include "core/session/standards_on_hand.h"

namespace cal::quality {

/// A standard and its calibration as a link of the chain.
struct TraceLink {
    std::string asset, shown; ///< entity id; how people know it
    Text name;
    std::string calibration, certificate, issuer, calibratedOn, validUntil;
    std::int64_t points = 0;      ///< of the session that rest on it; 0 further up
    std::vector<TraceLink> above; ///< own standards it was calibrated with
    bool cut = false;             ///< the chain goes on or in a circle beyond kDeepest
    [[nodiscard]] Json toJson() const;
};

inline constexpr int kDeepest = 25;

/// One link for each standard and calibration the session's points name, then those its calibration names. A point that names no standard
/// of the register is counted in `unnamed`.
struct ForwardTrace {
    std::vector<TraceLink> standards;
    std::int64_t unnamed = 0;
};

/// Errors: NotFound "session.unknown" {session}; those of the tables.
Result<ForwardTrace> forwardTrace(journal::TableReader& tables, const session::StandardsOnHand& onHand, const std::string& session);

} // namespace cal::quality
