// SPDX-License-Identifier: GPL-3.0-or-later
// calbench lint: everything that is wrong or doubtful in a procedure; 0 with warnings only, 1 with errors.
#include "app/cli/verbs.h"
#include "app/files.h"
#include "core/procedure/lint.h"

namespace cal::app {

int lintVerb(const std::string& procedure, const Catalogue& catalogue, const Output& output)
{
    const auto files = catalogue.procedureFiles(procedure);
    if (!files)
        return output.fail(files.error());
    int errors = 0, warnings = 0;
    Json::Array list;
    for (const auto& finding : procedure::lint(*files, catalogue.definitions)) {
        const bool error = finding.severity == procedure::Finding::Severity::Error;
        (error ? errors : warnings)++;
        std::string place = finding.file;
        if (finding.line > 0)
            place += ":" + std::to_string(finding.line) + (finding.column > 0 ? ":" + std::to_string(finding.column) : "");
        output.print(place + ": " + (error ? "error: " : "warning: ") + output.sentence(finding.message));
        list.push_back(Json::Object{{"file", finding.file},
                                    {"line", finding.line},
                                    {"column", finding.column},
                                    {"severity", error ? "error" : "warning"},
                                    {"key", finding.message.key},
                                    {"message", output.sentence(finding.message)}});
    }
    output.document(Json::Object{{"errors", errors}, {"warnings", warnings}, {"findings", std::move(list)}});
    if (!output.json())
        output.say("lint.summary", {{"errors", std::to_string(errors)}, {"warnings", std::to_string(warnings)}});
    return errors ? kNotConforming : kDone;
}

} // namespace cal::app
