// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints of a log (C2SP tlog-checkpoint, https://c2sp.org/tlog-checkpoint): the text "origin\nsize\nroot in base64\n" of a signed
// note. The key's name is the origin.
#pragma once

#include "core/base/digest.h"
#include "core/signing/note.h"

namespace cal::signing {

struct Checkpoint {
    std::string origin; ///< which log
    std::int64_t size = 0;
    Digest root; ///< of the Merkle tree over the first `size` entries

    [[nodiscard]] std::string text() const;
    /// Further lines of the text are allowed and left out. Errors: ParseError "signing.checkpoint" {reason}.
    static Result<Checkpoint> fromText(std::string_view text);
    bool operator==(const Checkpoint&) const = default;
};

Result<std::string> signCheckpoint(const Checkpoint& checkpoint, const Signer& signer);
/// The checkpoint in `note`, whoever signed it. Errors: those of readNote and Checkpoint::fromText.
Result<Checkpoint> readCheckpoint(std::string_view note);
/// The same, signed by `key`. Errors also: IntegrityViolation "signing.not-by-key" {origin}.
Result<Checkpoint> openCheckpoint(std::string_view note, const PublicKey& key);

} // namespace cal::signing
