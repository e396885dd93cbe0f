// SPDX-License-Identifier: GPL-3.0-or-later
// A procedure's files: the input is split at form feeds into procedure.json, points.csv, measure.lua and tests.json.
#include "core/procedure/lint.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    cal::procedure::FileSet files;
    std::size_t from = 0;
    for (const auto* name : {"procedure.json", "points.csv", "measure.lua", "tests.json"}) {
        const auto to = text.find('\f', from);
        files[name] = text.substr(from, to == std::string::npos ? to : to - from);
        if (to == std::string::npos)
            break;
        from = to + 1;
    }
    const auto loaded = cal::procedure::load(files);
    const auto findings = cal::procedure::lint(files, {});
    bool errors = false;
    for (const auto& finding : findings)
        errors = errors || finding.severity == cal::procedure::Finding::Severity::Error;
    if (!loaded && !errors)
        std::abort(); // lint must know why a procedure cannot be loaded
    return 0;
}
