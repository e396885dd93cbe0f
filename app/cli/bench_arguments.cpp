// SPDX-License-Identifier: GPL-3.0-or-later
// Options of the verbs that measure, compute and speak to instruments.
#include "app/cli/arguments.h"

namespace cal::app {

namespace {

void addRun(Arguments& arguments)
{
    const auto options = std::make_shared<RunOptions>();
    auto* command = arguments.verb("run", "run a procedure; without --bench on the built-in simulated bench", options, runVerb);
    command->add_option("PROCEDURE", options->procedure, "name of a procedure, or its folder; none with --order");
    command->add_option("--bench", options->bench, "bench file");
    command->add_option("--item", options->item, "item file: what is calibrated, for whom");
    command->add_option("--typed", options->typed, "typed readings, standards and environment");
    command->add_option("--store", options->store, "store file");
    command->add_option("--out", options->out, "folder for the record and the draft certificate");
    command->add_option("--as", options->as, "who performs");
    command->add_option("--order", options->order, "order or order item: procedure, rule, points and item as frozen with it");
    command->add_flag("--hold", options->hold, "stop before sealing, for an adjustment (session adjust)");
    command->add_flag("--resume", options->resume, "go on with the newest unfinished session of the procedure");
    command->add_flag("--unattended", options->unattended, "nobody watches: high voltage is switched on without a key press");
    arguments.addJson(command);
}

void addAdjust(Arguments& arguments)
{
    const auto options = std::make_shared<AdjustOptions>();
    auto* command =
        arguments.verb("adjust", "journal an adjustment and open the points as left; go on with run --resume", options, adjustVerb);
    command->add_option("SESSION", options->session)->required();
    command->add_option("--what", options->what, "what was done")->required();
    command->add_option("--constants", options->constants, "the constants before, or none")->required();
    command->add_option("--reason", options->reason)->required();
    command->add_option("--point", options->points, "measured again; else every point");
    command->add_option("--store", options->store, "store file");
    command->add_option("--as", options->as, "who adjusted");
    arguments.addJson(command);
}

void addExplain(Arguments& arguments)
{
    const auto options = std::make_shared<ExplainOptions>();
    auto* command = arguments.verb("explain", "the road back from a printed figure to the bytes of the bus", options, explainVerb);
    command->add_option("RECORD", options->record, "record.json or a session id")->required();
    command->add_option("POINT", options->point, "id of the point")->required();
    command->add_option("--store", options->store, "store file, for a session id");
    arguments.addJson(command);
}

void addBudget(Arguments& arguments)
{
    const auto options = std::make_shared<BudgetOptions>();
    auto* command = arguments.verb("budget", "evaluate an uncertainty case", options, budgetVerb, Arguments::Needs::Nothing);
    command->add_option("CASE", options->file, "case file (uncertainty-case/2)");
    command->add_option("--validate", options->validate, "run every case of a folder against its reference values");
    arguments.addJson(command);
}

void addLint(Arguments& arguments)
{
    const auto procedure = std::make_shared<std::string>();
    auto* command = arguments.verb("lint", "check a procedure", procedure, lintVerb, Arguments::Needs::Nothing);
    command->add_option("PROCEDURE", *procedure, "name of a procedure, or its folder")->required();
    arguments.addJson(command);
}

void addQuery(Arguments& arguments)
{
    const auto options = std::make_shared<QueryOptions>();
    auto* command =
        arguments.verb("query", "send one command to an instrument and print its reply", options, queryVerb, Arguments::Needs::Nothing);
    command->add_option("RESOURCE", options->resource, "resource name, e.g. TCPIP::127.0.0.1::5025::SOCKET")->required();
    command->add_option("COMMAND", options->command, "e.g. *IDN?")->required();
    command->add_option("--timeout", options->timeoutSeconds, "seconds to wait")->check(CLI::Range(0.01, 3600.0));
    arguments.addJson(command);
}

void addSimulate(Arguments& arguments)
{
    const auto options = std::make_shared<SimulateOptions>();
    auto* command = arguments.verb("simulate", "imitate an instrument, or all of a bench file, on 127.0.0.1", options, simulateVerb,
                                   Arguments::Needs::Nothing);
    command->add_option("MODEL", options->model, "definition, e.g. hp-34401a, or a bench file")->required();
    command->add_option("--socket", options->socket, "TCP port; 0: any")->check(CLI::Range(0, 65535));
    command->add_option("--fault", options->faults, "fault to play, e.g. late@5");
    command->add_option("--seed", options->seed, "seed of the error model");
    command->add_option("--time-scale", options->timeScale, "simulated seconds per second")->check(CLI::Range(0.001, 1e6));
}

} // namespace

void addBenchVerbs(Arguments& arguments)
{
    addRun(arguments);
    addAdjust(arguments);
    addExplain(arguments);
    addBudget(arguments);
    addLint(arguments);
    addQuery(arguments);
    addSimulate(arguments);
}

} // namespace cal::app
