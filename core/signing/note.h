// SPDX-License-Identifier: GPL-3.0-or-later
// Signed notes (C2SP signed-note, https://c2sp.org/signed-note): a text, a blank line, and lines "— name base64(key id ‖ signature)".
#pragma once

#include "core/signing/key.h"

#include <vector>

namespace cal::signing {

struct NoteSignature {
    std::string name;
    std::string keyId;     ///< 4 bytes: the first of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key)
    std::string signature; ///< 64 bytes for Ed25519
};

struct SignedNote {
    std::string text; ///< with its last line feed: what is signed
    std::vector<NoteSignature> signatures;

    /// Is there a signature by this key under this name, and is it good?
    [[nodiscard]] bool signedBy(std::string_view name, const PublicKey& key) const;
};

/// Errors: ParseError "signing.note" {reason}.
Result<SignedNote> readNote(std::string_view note);
/// `text` ends with a line feed and has no blank line; `name` has neither blank nor '+'. Errors: ParseError "signing.note" {reason} when
/// they do not keep to this; those of Signer::sign.
Result<std::string> signNote(std::string_view text, std::string_view name, const Signer& signer);

std::string keyId(std::string_view name, const PublicKey& key);

} // namespace cal::signing
