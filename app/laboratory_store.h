// SPDX-License-Identifier: GPL-3.0-or-later
// The laboratory's store as this program uses it: where it lies, the writer thread in front of it, and whose laboratory it is.
#pragma once

#include "app/catalogue.h"
#include "app/store_contents.h"
#include "core/journal/writer.h"

#include <memory>
#include <optional>
#include <string>

namespace cal::app {

/// $XDG_DATA_HOME/calbench/laboratory.calbench, or below ~/.local/share.
std::string defaultStorePath();

enum class StoreUse { Create, Existing };

/// The one writer of this process, with the lists. `Create` also makes missing folders.
/// Errors: those of storage::openStore.
Result<std::unique_ptr<journal::Writer>> openWriter(const std::string& path, StoreUse use, Clock& clock,
                                                    journal::Writer::Listener listener = {});

/// The laboratory a store belongs to: the fold of its laboratory stream (first event laboratory.founded).
struct FoundedLaboratory {
    session::Laboratory laboratory;
    std::vector<session::Person> people;
    Text placeOfWork;
    std::vector<session::StandardUsed> standards;
};
Result<std::optional<FoundedLaboratory>> laboratoryOf(journal::Writer& writer);
/// The same where there has to be one. Errors: InvalidArgument "run.no-laboratory".
Result<FoundedLaboratory> requireLaboratory(journal::Writer& writer);
/// Founds the demonstration laboratory in an empty store: event laboratory.founded with the whole description, and its entities in the
/// register (section "entities", see addDescribed), all together.
Result<FoundedLaboratory> foundDemonstration(journal::Writer& writer, const registry::Kinds& kinds, const DemoLaboratory& demo);
/// Registers the entities of the demonstration laboratory in a store that an earlier program founded without them.
Result<void> completeDemonstration(journal::Writer& writer, const registry::Kinds& kinds, const DemoLaboratory& demo);
/// Founds a real laboratory with its first administrator, who may administer and nothing else, and the policy as it comes.
/// Errors: those of readDemoLaboratory for `document`, of the register, and of People::firstPassword.
Result<FoundedLaboratory> foundLaboratory(journal::Writer& writer, const registry::Kinds& kinds, const Json& document,
                                          const std::string& administrator, const std::string& password);

/// "calbench 0.1.0"
std::string programName();
/// The machine's own name.
std::string machineName();
/// The workstation as events carry it: the machine's name, or in the store of an on-site kit the name that the kit was given, so that its
/// numbers and logs are nobody else's. openWriter() finds out which.
std::string stationName();

} // namespace cal::app
