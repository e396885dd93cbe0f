// SPDX-License-Identifier: GPL-3.0-or-later
// Lint: everything that is wrong or doubtful in a procedure, with file, line and column.
#pragma once

#include "core/equipment/bench.h"
#include "core/procedure/procedure.h"

namespace cal::procedure {

struct Finding {
    enum class Severity { Error, Warning };
    Severity severity = Severity::Error;
    std::string file;
    int line = 0, column = 0; ///< 1-based; 0: the whole file
    Error message;            ///< key and arguments; warnings too
    bool operator==(const Finding&) const = default;
};

/// Draft marks, low or medium confidence without sign-off and required blanks are warnings; all that would stop or falsify a run is an
/// error: units, missing tolerance or resolution, unknown rule, script syntax, duplicate ids, need that no known definition meets …
/// Sorted by file, line and column. With an empty library nothing is said about what instruments can do.
std::vector<Finding> lint(const FileSet& files, const equipment::DefinitionLibrary& definitions);

} // namespace cal::procedure
