// SPDX-License-Identifier: GPL-3.0-or-later
// Uncertainty cases: the files of `calbench budget` (schema uncertainty-case/2), also a laboratory's own budgets.
#pragma once

#include "core/base/json.h"
#include "core/uncertainty/budget.h"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace cal::uncertainty {

struct CaseAnswer {
    std::variant<double, Error> value; ///< infinity allowed
};

struct CaseResult {
    std::string title, kind;
    std::vector<Budget> budgets;    ///< one per output that could be evaluated (kind model), expanded with k = 2
    std::vector<CaseAnswer> checks; ///< as many as `expected`, in order
    std::vector<Error> warnings;    ///< units that do not fit; never a reason to refuse

    /// {"title","kind","budgets":[…],"checks":[{"value":1.5}|{"value":"inf"}|{"error":"…"}],"warnings":["…"]}; values of checks as Number,
    /// budgets as Budget::toJson. `sentence` renders errors; without it the message key stands in their place.
    [[nodiscard]] Json toJson(const std::function<std::string(const Error&)>& sentence = {}) const;
};

/// Evaluates a case. A check this engine cannot answer is an Error in its place, never a guess; where a case asks no check, what would
/// have been in all places is the result.
/// Errors: ParseError "case.newer-schema" {schema}, "case.missing" {field}, "case.invalid" {field, expected}, "case.unknown-field" {field},
/// "case.unknown-name" {field, name}, "case.duplicate-name" {field, name}, "case.series-length" {series}; those of Model::compile.
/// In place of checks: InvalidArgument "case.unsupported-kind" {kind}, "case.unsupported-check" {method, quantity},
/// "case.solve-not-supported", "case.unknown-output" {output}, "case.relative-of-zero" {output}, "case.no-correlation" {a, b}; those of
/// evaluate and typeA.
Result<CaseResult> evaluateCase(const Json& document);

} // namespace cal::uncertainty
