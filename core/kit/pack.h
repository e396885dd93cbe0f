// SPDX-License-Identifier: GPL-3.0-or-later
// The kit's way out and back, on the two stores it joins.
//
//   laboratory: pack() ─► FILE.kit ─► laptop: openKit() … work … [closeKit()] packBack() ─► FILE.back ─► laboratory: merge.h
//
// Who calls has asked Access: packing hands out what is needed to sign in, so it is administration.
#pragma once

#include "core/kit/kit_events.h"
#include "core/kit/kit_file.h"
#include "core/kit/selection.h"

#include <functional>

namespace cal::kit {

struct PackRequest {
    Wanted wanted;
    int numbers = 20;    ///< reserved for it of every purpose that has an open block; 0: none
    std::string station; ///< its name in the events; empty: "kit-" and the end of its id
    /// The document of an instrument definition; nothing when the program has none of this id.
    std::function<std::optional<std::string>(const std::string& id)> definition;
};

struct Packed {
    Manifest manifest;
    /// Those of select; NotFound "kit.no-numbers" {purpose, count}; InvalidArgument "kit.numbers-reserved" {purpose, count, first, last}.
    std::vector<Error> remarks;
};

/// Reserves numbers, marks the items as out with the kit and makes the package, all together: `keep` writes it down before that is
/// committed, and nothing was reserved when it fails. Errors: those of select, of the store, the signer and `keep`; InvalidArgument
/// "kit.is-kit" in the store of a laptop.
Result<Packed> pack(registry::Registry& registry, const PackRequest& request, const signing::Signer& signer,
                    const std::function<Result<void>(const std::string& bytes)>& keep);

/// The kit this store was made from; nothing in a laboratory's store, which never has the kit's key.
struct Site {
    KitOpened opened;
    Manifest manifest;
    bool closed = false;
};
Result<std::optional<Site>> siteOf(journal::EventStore& store);

/// Makes a laptop's store of a package, all together. `known`: what this program understands. Errors: InvalidArgument
/// "kit.store-not-empty"; ParseError "kit.newer-events" {program, type}; IntegrityViolation "kit.file-missing" {file}; of the store.
Result<void> openKit(journal::EventStore& store, const KitFile& file, const journal::Upcasters& known, const std::string& machine,
                     const std::string& program);

/// Ends the work with the kit: its unused numbers become void; merging what comes back then brings its items home.
/// Errors: NotFound "kit.no-kit"; InvalidArgument "kit.ended" {kit}; those of the registry and the store.
Result<void> closeKit(registry::Registry& registry, int year);

/// What the laptop wrote since the kit was opened, signed with the kit's key; changes nothing. Errors: NotFound "kit.no-kit"; of the store.
Result<std::string> packBack(journal::EventStore& store, Clock& clock, const std::string& program);

} // namespace cal::kit
