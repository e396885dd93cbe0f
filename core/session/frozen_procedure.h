// SPDX-License-Identifier: GPL-3.0-or-later
// A procedure and definitions as the set-up event freezes them: all that judges a reading, without the bytes of their files.
#pragma once

#include "core/equipment/definition.h"
#include "core/procedure/procedure.h"

namespace cal::session {

/// {"head","points","files":{name: digest},"release"}.
Json procedureJson(const procedure::Procedure& procedure);
Result<procedure::Procedure> procedureFromJson(const Json& json);
Json pointJson(const procedure::Point& point);
Result<procedure::Point> pointFromJson(const Json& json);
Json needJson(const procedure::Need& need);
Result<procedure::Need> needFromJson(const Json& json);

/// Identity, digests, safe state, sign-offs and the capability rows of `quantities` (all rows when empty).
Json definitionJson(const equipment::Definition& definition, const std::vector<std::string>& quantities);
Result<equipment::Definition> definitionFromJson(const Json& json);

} // namespace cal::session
