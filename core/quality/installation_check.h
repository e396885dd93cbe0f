// SPDX-License-Identifier: GPL-3.0-or-later
// The installation check (ISO/IEC 17025 7.11.2: the program is validated before use, and again after any change): what was tried on this
// machine, what came out, and whether the laboratory may go on. The trials themselves that need a bench, a store or a printer stand in
// app; here are those that compute, the result, its event and the gate.
//
// Each workstation has a stream of its own (installationStream) of events
//   installation.checked {"program","version","station","green","results":{part:{"tried","failed"}},"digest"}
// `digest` names the blob with the whole report (InstallationCheck::toJson, canonical).
#pragma once

#include "core/journal/event_store.h"
#include "core/journal/upcast.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cal::quality {

/// One thing that was tried.
struct Trial {
    std::string id;
    std::string source;          ///< document the expectation comes from; empty: the program's own
    std::string expected, found; ///< as text
    std::optional<Error> error;  ///< why nothing was found
    bool holds = false;

    static Trial failed(std::string id, const Error& error);
};

struct CheckPart {
    std::string id; ///< "uncertainty", "rounding", "decision", "assessment", "procedures", "store", "documents"
    Text title;
    std::vector<Trial> trials;
    [[nodiscard]] std::size_t failed() const;
    [[nodiscard]] bool green() const { return !trials.empty() && failed() == 0; } ///< a part without a trial shows nothing
};

/// The part of an id, still without trials.
CheckPart checkPart(std::string_view id);

struct InstallationCheck {
    std::string program; ///< "calbench 0.1.0"
    std::string station, system;
    UtcTime at{};
    std::vector<CheckPart> parts;
    [[nodiscard]] bool green() const;
    /// "calbench-installation-check/1"; errors as their keys, so that the report is the same in every language.
    [[nodiscard]] Json toJson() const;
    [[nodiscard]] Json eventBody(const Digest& report) const;
};

/// The uncertainty cases (schema uncertainty-case/2) by name: every expectation within its tolerance.
CheckPart checkUncertainty(const std::map<std::string, std::string>& cases);
/// Rounding, decision rules and the verification of results on the vectors of resources/selfcheck/vectors.json.
/// Errors: ParseError "selfcheck.vectors" {where} when the file is damaged.
Result<std::vector<CheckPart>> checkVectors(const Json& vectors);

journal::StreamId installationStream(std::string_view station);
void knowInstallationEvents(journal::Upcasters& upcasters);
/// Keeps the report as a blob and appends the event. Errors: those of the store.
Result<void> recordCheck(journal::EventStore& store, const InstallationCheck& check, const journal::Authorship& by);

/// What the store knows of this workstation.
struct LastCheck {
    std::string program, at;
    bool green = false;
    Digest report;
};
Result<std::optional<LastCheck>> lastCheck(journal::EventStore& store, std::string_view station);
/// Whether work may be done and documents issued by this program on this workstation.
/// Errors: InvalidArgument "installation.not-checked" {program, station}, "installation.changed" {program, checked, station},
/// "installation.not-green" {program, at, station}; those of the store.
Result<void> requireChecked(journal::EventStore& store, std::string_view station, std::string_view program);

} // namespace cal::quality
