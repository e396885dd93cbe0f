// SPDX-License-Identifier: GPL-3.0-or-later
// What comes with the program: sentences, instrument definitions, procedures, the demonstration laboratory and its bench.
#pragma once

#include "core/base/messages.h"
#include "core/equipment/bench.h"
#include "core/procedure/procedure.h"
#include "core/registry/kind.h"
#include "core/session/engine.h"

#include <map>
#include <string>
#include <vector>

namespace cal::app {

/// The demonstration laboratory: founded in a new store so that the program can be tried at once.
struct DemoLaboratory {
    session::Laboratory laboratory;
    std::vector<session::Person> people; ///< the first acts on the simulated bench
    Text placeOfWork;
    std::vector<session::StandardUsed> standards;
    std::map<std::string, session::Item> items; ///< by procedure
    Json document;                              ///< the whole file, kept with the founding event
};

/// The kinds of the register that come with the program. Errors as Catalogue::load.
Result<registry::Kinds> loadKinds();

struct Catalogue {
    MessageCatalog messages;
    equipment::DefinitionLibrary definitions;
    std::map<std::string, procedure::FileSet> procedures; ///< built-in, by id
    registry::Kinds kinds;
    DemoLaboratory demo;
    Json demoBench;

    /// Errors: those of the files; they are compiled in, so a failure is a defect of the installation.
    static Result<Catalogue> load();
    /// The files of a procedure: a built-in one by name, or a folder when `name` is a path.
    /// Errors: NotFound "procedure.unknown" {procedure, known}.
    [[nodiscard]] Result<procedure::FileSet> procedureFiles(const std::string& name) const;
};

/// The bench without instruments that measure or source: what a procedure whose readings are typed needs for its environment.
Json environmentOnly(const Json& bench);

/// The user's language by LC_ALL, LC_MESSAGES, LANG: Chinese when it starts with zh.
Language userLanguage();

Result<DemoLaboratory> readDemoLaboratory(const Json& document);

} // namespace cal::app
