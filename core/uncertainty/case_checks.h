// SPDX-License-Identifier: GPL-3.0-or-later
// Inside of case_file: one entry of `expected` and its answer.
#pragma once

#include "core/uncertainty/case_reader.h"

namespace cal::uncertainty {

/// What the checks of a case are answered from.
struct CaseFacts {
    std::vector<CaseSeries> series;
    std::vector<Result<Budget>> budgets; ///< one per output, in order
    std::vector<std::string> outputs;    ///< names of the outputs
    std::optional<Error> unsupported;    ///< answers everything that rests on the model
    std::string lookup;                  ///< name of the section, kind `lookup`
};

/// Errors: those listed at evaluateCase as "in place of checks", and "case.missing", "case.invalid" for the check itself.
Result<double> answerCheck(const CaseFacts& facts, const CaseObject& check);

} // namespace cal::uncertainty
