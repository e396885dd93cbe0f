// SPDX-License-Identifier: GPL-3.0-or-later
// An adjustment between the points as found and those as left (ISO/IEC 17025 7.8.4.1 d: results before and after, where available).
#pragma once

#include "core/session/runner.h"

namespace cal::session {

struct Adjustment {
    std::string what;                ///< what was done
    std::string constants;           ///< the old constants; "none" where there are none to keep
    std::string reason;              ///< why
    std::vector<std::string> points; ///< ids as found, to be measured again; empty: all of them
};

/// Journals the adjustment and opens the points as left; the session goes on with resume(). Refused while a point as found has no verdict,
/// except in an initial calibration.
/// Errors: NotFound "session.unknown" {session}, "session.no-such-point" {point}; InvalidArgument "session.adjust-sealed" {session},
/// "session.as-found-incomplete" {point}, "session.adjust-word" {field}; those of the store.
Result<SessionRecord> adjust(const journal::StreamId& session, const Adjustment& adjustment, const RunServices& services);

/// Why an adjustment is refused now; nothing when it may be made.
std::optional<Error> adjustmentRefused(const SessionRecord& record);

} // namespace cal::session
