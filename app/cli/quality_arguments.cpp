// SPDX-License-Identifier: GPL-3.0-or-later
// Options of the verbs for quality work.
#include "app/cli/arguments.h"

namespace cal::app {

namespace {

void addAuthor(CLI::App* verb, QualityOptions& options)
{
    verb->add_option("--as", options.as, "who does it");
}

void addDossier(Arguments& arguments)
{
    const auto options = std::make_shared<QualityOptions>();
    auto* dossier = arguments.verb("dossier", "what the dossier of a measurement standard lacks; its documents", options, dossierVerb);
    dossier->add_option("STANDARD", options->subject)->required();
    dossier->add_option("--store", options->store, "store file");
    dossier->add_option("--out", options->out, "folder for application and technical report");
    dossier->add_option("--day", options->day, "as of this day, e.g. 2026-11-23");
    arguments.addJson(dossier);
}

void addNonconformity(Arguments& arguments)
{
    const auto options = std::make_shared<QualityOptions>();
    const auto verb = arguments.group("nonconformity", "nonconforming work (ISO/IEC 17025 7.10)", options, nonconformityVerb);
    verb("list", "all of it");
    auto* open = verb("open", "take a standard out of use and find what rests on it");
    addAuthor(open, *options);
    open->add_option("--title", options->title, "one line")->required();
    open->add_option("--text", options->text, "description")->required();
    open->add_option("--standard", options->standard, "number of the standard concerned");
    open->add_option("--found", options->found, "true value minus the value used, e.g. -0.2mV or 30ppm")->needs("--standard");
    open->add_option("--from", options->from, "first day of the results concerned");
    open->add_option("--to", options->to, "last day; default today");
    open->add_option("--range", options->range, "values of the standard concerned, e.g. 1V..10V");
    open->add_option("--source", options->source, "flag, failed-check, standard-out-of-tolerance, complaint, audit, other");
    open->add_option("--letters", options->letters, "folder for the draft letters");
    struct Step {
        const char *name, *help, *text;
    };
    for (const Step& step : {Step{"contain", "work stopped, reports withheld", "what was done at once"},
                             Step{"decide", "decide on the work done", "the decision"}, Step{"restart", "allow work again", nullptr},
                             Step{"close", "close it with evidence", "corrective action"}}) {
        auto* added = verb(step.name, step.help);
        added->add_option("NUMBER", options->subject)->required();
        addAuthor(added, *options);
        added->add_option("--reason", options->reason, "why")->required();
        if (step.text)
            added->add_option("--text", options->text, step.text)->required();
        added->add_option("--file", options->files, "evidence or letter; may be given again");
        added->add_flag("--recall", options->recall, "customers are told, work is recalled");
    }
}

void addCheck(Arguments& arguments)
{
    const auto options = std::make_shared<QualityOptions>();
    const auto verb = arguments.group("check", "intermediate checks", options, checkVerb);
    verb("list", "plans with their state")->add_option("--day", options->day, "as of this day");
    verb("chart", "the control chart of a plan")->add_option("PLAN", options->subject)->required();
    auto* record = verb("record", "keep the result of a session with its plan");
    record->add_option("PLAN", options->subject)->required();
    record->add_option("--session", options->session, "session id")->required();
    addAuthor(record, *options);
}

void addRetention(Arguments& arguments)
{
    const auto options = std::make_shared<QualityOptions>();
    const auto verb = arguments.group("retention", "how long records are kept", options, retentionVerb);
    auto* dispose = verb("dispose", "state that a record was disposed of after its period");
    dispose->add_option("RECORD", options->subject)->required();
    addAuthor(dispose, *options);
    dispose->add_option("--kind", options->kind, "kind of record")->required();
    dispose->add_option("--ended", options->to, "day of its last entry")->required();
    dispose->add_option("--text", options->text, "what was disposed of, and how")->required();
}

void addSelfcheck(Arguments& arguments)
{
    const auto options = std::make_shared<SelfcheckOptions>();
    auto* command = arguments.verb("selfcheck", "check this installation: numbers, procedures, store, documents", options, selfcheckVerb);
    command->add_option("--store", options->store, "store file, which keeps the result");
    command->add_option("--out", options->out, "the report, .pdf or .json");
    command->add_option("--as", options->as, "who checks");
    command->add_option("--key", options->key, "key that signs the report");
    command->add_option("--passphrase-file", options->passphraseFile, "the passphrase is its first line; else it is asked for");
    arguments.addJson(command);
}

} // namespace

void addQualityVerbs(Arguments& arguments)
{
    addDossier(arguments);
    addNonconformity(arguments);
    addCheck(arguments);
    addRetention(arguments);
    addSelfcheck(arguments);
}

} // namespace cal::app
