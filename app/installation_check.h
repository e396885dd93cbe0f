// SPDX-License-Identifier: GPL-3.0-or-later
// The installation check as this program makes it on this machine: computed cases, every procedure on the built-in bench, a store, printed
// documents (ISO/IEC 17025 7.11.2). What decides and what is kept stands in core/quality/installation_check.h.
#pragma once

#include "app/catalogue.h"
#include "core/certificate/report.h"
#include "core/journal/writer.h"
#include "core/quality/installation_check.h"

#include <functional>
#include <optional>
#include <string>

namespace cal::app {

/// Called before each part, for a terminal or a window.
using CheckProgress = std::function<void(const Text& part)>;

/// Makes every trial; a trial that cannot be made is one that does not hold. `store`: the laboratory's, which is only read; a store of
/// its own in a folder for temporary files is written and read back in any case. Needs a QGuiApplication.
quality::InstallationCheck checkInstallation(const Catalogue& catalogue, const std::optional<std::string>& store,
                                             const CheckProgress& progress = {});

/// Whether the last check of this program on this workstation was green, as the store knows it: without that a laboratory does no work.
/// Errors: those of quality::requireChecked.
Result<void> requireChecked(journal::Writer& writer);

/// The text a key signs for a check: program, station, time, result and the SHA-256 of the report's canonical bytes, a line each.
Result<std::string> checkStatement(const quality::InstallationCheck& check);

/// The check as a report for people. `note`: the signed note over checkStatement(), empty when nobody signed, which every page then says.
certificate::Report installationReport(const quality::InstallationCheck& check, const Catalogue& catalogue, const std::string& note);

} // namespace cal::app
