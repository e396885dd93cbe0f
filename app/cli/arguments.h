// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs as CLI11 knows them. Each function at the end declares some: their options, and what runs when one of them was given.
#pragma once

#include "app/cli/verbs.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>

namespace cal::app {

class Arguments
{
public:
    /// Painting: the verb stores or paints and needs a QGuiApplication.
    enum class Needs { Nothing, Painting };
    using Run = std::function<int(const Catalogue&, const Output&)>;
    template <class Options>
    using Verb = int (*)(const Options&, const Catalogue&, const Output&);

    explicit Arguments(CLI::App& parser) : m_parser(parser) {}

    /// A verb of the program. Its options live as long as it can be run.
    template <class Options>
    CLI::App* verb(const char* name, const char* help, const std::shared_ptr<Options>& options, Verb<Options> run,
                   Needs what = Needs::Painting)
    {
        return add(name, help, what,
                   [options, run](const Catalogue& catalogue, const Output& output) { return run(*options, catalogue, output); });
    }
    template <class Options>
    CLI::App* verb(const char* name, const char* help, const std::shared_ptr<Options>& options, int (*run)(const Options&, const Output&),
                   Needs what = Needs::Painting)
    {
        return add(name, help, what, [options, run](const Catalogue&, const Output& output) { return run(*options, output); });
    }
    /// A verb with verbs of its own; what comes back adds them, each with --store and --json and its name in `options->verb`.
    template <class Options>
    auto group(const char* name, const char* help, const std::shared_ptr<Options>& options, Verb<Options> run)
    {
        auto* parent = verb(name, help, options, run);
        parent->require_subcommand(1);
        return [this, parent, options](const char* child, const char* childHelp) {
            auto* added = parent->add_subcommand(child, childHelp);
            added->add_option("--store", options->store, "store file");
            added->callback([options, child] { options->verb = child; });
            addJson(added);
            addLanguage(added);
            return added;
        };
    }
    void addJson(CLI::App* verb) { verb->add_flag("--json", json, "print one JSON document"); }

    /// Taken before a verb and after it.
    void addLanguage(CLI::App* verb)
    {
        verb->add_option("--language", language, "zh or en (default: the environment's)")->check(CLI::IsMember({"zh", "en"}));
    }

    std::string language;
    bool json = false;
    Run chosen; ///< empty: no verb
    Needs needs = Needs::Nothing;

private:
    CLI::App* add(const char* name, const char* help, Needs what, Run run)
    {
        auto* added = m_parser.add_subcommand(name, help);
        addLanguage(added);
        added->callback([this, what, run = std::move(run)] {
            chosen = run;
            needs = what;
        });
        return added;
    }

    CLI::App& m_parser;
};

void addBenchVerbs(Arguments& arguments);      ///< run, adjust, explain, budget, lint, query, simulate
void addLaboratoryVerbs(Arguments& arguments); ///< people, registry, standards, trace, order, label
void addQualityVerbs(Arguments& arguments);    ///< dossier, nonconformity, check, retention, selfcheck
void addStoreVerbs(Arguments& arguments);      ///< store, record, verify, kit

} // namespace cal::app
