// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signing/note.h"

#include "core/base/digest.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace cal::signing {

namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 "; // em dash, space
constexpr std::size_t kMaximumNote = 64U << 10;
constexpr std::size_t kMaximumSignatures = 100;

Error invalid(const char* reason)
{
    return Error{Errc::ParseError, "signing.note", {{"reason", reason}}, {}};
}

bool isText(std::string_view text)
{
    return isUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

bool isName(std::string_view name)
{
    return !name.empty() && isText(name) && name.find_first_of(" +\n") == name.npos;
}

} // namespace

std::string keyId(std::string_view name, const PublicKey& key)
{
    const auto digest =
        sha256({name, std::string_view("\n\x01", 2), std::string_view(reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size())});
    return {reinterpret_cast<const char*>(digest.bytes.data()), 4};
}

bool SignedNote::signedBy(std::string_view name, const PublicKey& key) const
{
    const auto id = keyId(name, key);
    return std::any_of(signatures.begin(), signatures.end(),
                       [&](const NoteSignature& one) { return one.name == name && one.keyId == id && key.verify(text, one.signature); });
}

Result<SignedNote> readNote(std::string_view note)
{
    if (note.size() > kMaximumNote)
        return invalid("size");
    const auto border = note.rfind("\n\n");
    if (!isText(note) || border == note.npos || note.back() != '\n')
        return invalid("form");
    SignedNote read{std::string(note.substr(0, border + 1)), {}};
    for (auto rest = note.substr(border + 2); !rest.empty();) {
        const auto end = rest.find('\n');
        auto line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        if (!line.starts_with(kDash))
            return invalid("signature line");
        line.remove_prefix(kDash.size());
        const auto blank = line.find(' ');
        if (blank == line.npos || !isName(line.substr(0, blank)))
            return invalid("signature name");
        const auto bytes = fromBase64(line.substr(blank + 1));
        if (!bytes || bytes->size() < 5)
            return invalid("signature");
        read.signatures.push_back({std::string(line.substr(0, blank)), bytes->substr(0, 4), bytes->substr(4)});
        if (read.signatures.size() > kMaximumSignatures)
            return invalid("size");
    }
    if (read.signatures.empty())
        return invalid("no signature");
    return read;
}

Result<std::string> signNote(std::string_view text, std::string_view name, const Signer& signer)
{
    if (text.empty() || text.back() != '\n' || !isText(text) || text.find("\n\n") != text.npos)
        return invalid("text");
    if (!isName(name))
        return invalid("signature name");
    const auto signature = signer.sign(text);
    CAL_TRY(signature);
    return std::string(text) + "\n" + std::string(kDash) + std::string(name) + " " +
           toBase64(keyId(name, signer.publicKey()) + *signature) + "\n";
}

} // namespace cal::signing
