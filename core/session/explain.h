// SPDX-License-Identifier: GPL-3.0-or-later
// The road back from a printed figure: printed text ← rounding ← budget line ← reading ← bytes ← procedure line ← standard.
#pragma once

#include "core/session/record.h"

namespace cal::session {

/// One step of the road, ready to show; children lead further back.
struct ExplainNode {
    std::string kind;  ///< "printed", "rounding", "budget", "budget-line", "reading", "sent", "received", "procedure-line", "standard",
                       ///< "specification", "certificate", "rule", "event", "command" (a setting made by the script), "typed" (by a person)
    Text title;        ///< in words
    std::string value; ///< the figure or the bytes (escaped printable)
    std::string id;    ///< event id or digest it rests on
    std::vector<ExplainNode> children;
    [[nodiscard]] Json toJson() const;
};

/// All printed figures of a point, each with its road: reference, indication, error, U, k, MPE where there is one, verdict.
/// `procedureScript` gives the text of procedure lines; when empty, the script inside the record's set-up does.
/// Errors: NotFound "explain.no-point" {point, known}, "explain.not-judged" {point}.
Result<std::vector<ExplainNode>> explain(const SessionRecord& record, std::string_view point, std::string_view procedureScript);

} // namespace cal::session
