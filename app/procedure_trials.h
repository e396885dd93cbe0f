// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the cases of a procedure's tests.json on the built-in simulated bench, in a store in memory, and compares what is printed.
#pragma once

#include "app/catalogue.h"
#include "core/quality/installation_check.h"
#include "core/session/record.h"

#include <vector>

namespace cal::app {

struct ProcedureTrials {
    quality::CheckPart part;                     ///< "procedures": lint and every expectation of every case
    std::vector<session::SessionRecord> records; ///< one finished record of each procedure, for the documents
};

/// Every built-in procedure.
ProcedureTrials tryProcedures(const Catalogue& catalogue);

/// One case: {"id","bench","typed","expect"}. `bench` of the case is laid over the built-in one, member by member.
/// Errors: those of prepare and run; of the bench and of typed entries.
Result<session::SessionRecord> runCase(const Catalogue& catalogue, const procedure::Procedure& procedure, const Json& testCase);

/// What a case expects against what the record prints, one trial each. Numbers compare as numbers.
std::vector<quality::Trial> compareCase(const std::string& name, const Json& expect, const session::SessionRecord& record);

} // namespace cal::app
