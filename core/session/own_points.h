// SPDX-License-Identifier: GPL-3.0-or-later
// An asset's or a customer's own points and tolerances over those of the procedure (kind "point-set"), as frozen with an order item.
#pragma once

#include "core/session/setup.h"

namespace cal::session {

/// Changes the procedure's points by the frozen point set and says what was changed. Points it does not name stay as they are.
/// Errors: ParseError "points.frozen" {reason}: no canonical point set; InvalidArgument "points.other-procedure" {set, procedure},
/// "points.unknown" {set, point}, "points.twice" {set, point}, "points.unit" {set, point, field, found}, "points.none-left" {set}.
Result<OwnPoints> applyOwnPoints(std::string_view frozen, procedure::Procedure& procedure);

} // namespace cal::session
