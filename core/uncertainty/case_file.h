// SPDX-License-Identifier: GPL-3.0-or-later
// Uncertainty cases: the files of `calbench budget` (schema uncertainty-case/2), also a laboratory's own budgets.
#pragma once

#include "core/base/json.h"
#include "core/uncertainty/budget.h"

#include <string>
#include <variant>
#include <vector>

namespace cal::uncertainty {

struct CaseAnswer {
    std::variant<double, Error> value; ///< infinity allowed
};

struct CaseResult {
    std::string title, kind;
    std::vector<Budget> budgets;       ///< one per output (kind model)
    std::vector<CaseAnswer> checks;    ///< as many as `expected`, in order
    Json toJson() const;               ///< {"title","kind","budgets":[…],"checks":[{"value":1.5}|{"value":"inf"}|{"error":"…"}]}; numbers as Number
};

/// Evaluates a case. A check this engine cannot answer is an Error in its place, never a guess.
/// Errors: ParseError "case.newer-schema" {schema}, "case.missing" {field}, "case.invalid" {field, reason}; those of Model::compile.
Result<CaseResult> evaluateCase(const Json& document);

} // namespace cal::uncertainty
