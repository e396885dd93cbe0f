// SPDX-License-Identifier: GPL-3.0-or-later
// The on-site kit as verb and window both need it: files, keys and stores around core/kit.
#pragma once

#include "app/access.h"
#include "app/catalogue.h"
#include "core/kit/desk.h"

namespace cal::app {

/// The store a kit goes out of or comes back to; who acts there was asked at the gate for the act as a whole.
struct KitRoom {
    const Catalogue& catalogue;
    Staff& staff;
    const session::Laboratory& laboratory;
    journal::Authorship by;
    Clock& clock;

    [[nodiscard]] std::string today() const { return toIso(civilDate(clock.now().utc, laboratory.offset)); } ///< ISO, there
    Result<void> ask(const std::function<Result<void>(registry::Registry&)>& question) const;
};

/// Reserves numbers and writes the package; no file stays when that fails. Errors: InvalidArgument "store.exists" {file}; those of
/// readFile, signing::unlockKey, kit::pack. Remarks: also InvalidArgument "kit.nobody-checks".
Result<kit::Handed> packKit(const KitRoom& room, const kit::PackWish& wish, const std::string& passphrase);

/// Makes the laptop's store `store` of a package; no store stays when that fails. Errors: InvalidArgument "store.exists" {file}; those of
/// readFile, kit::readKit and kit::openKit; IntegrityViolation "kit.signature" {file} for another key.
/// Remarks: InvalidArgument "kit.definition-differs" {definition}, "kit.expired" {kit, until}, "kit.key-from-package".
Result<kit::Handed> openKit(const Catalogue& catalogue, const std::string& file, const std::string& store, const std::string& publicKey);

/// Writes what was done on site. Errors: those of kit::closeKit, kit::packBack and writeFile.
Result<kit::Site> packKitBack(const KitRoom& room, const std::string& file, bool final);

/// A package that came back. Errors: those of readFile and kit::readKit, within the file.
Result<kit::KitFile> readBack(const std::string& file);
/// Errors: those of kit::planMerge and kit::merge.
Result<kit::MergePlan> planMerge(const KitRoom& room, registry::Registry& registry, const kit::KitFile& file);
Result<kit::Merged> mergeKit(const KitRoom& room, registry::Registry& registry, const kit::KitFile& file,
                             const std::vector<kit::Choice>& choices);

} // namespace cal::app
