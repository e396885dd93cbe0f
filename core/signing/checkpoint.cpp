// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signing/checkpoint.h"

#include <algorithm>
#include <charconv>

namespace cal::signing {

namespace {

Error invalid(const char* reason)
{
    return Error{Errc::ParseError, "signing.checkpoint", {{"reason", reason}}, {}};
}

std::string_view takeLine(std::string_view& text)
{
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    return line;
}

Result<std::int64_t> sizeFrom(std::string_view text)
{
    std::int64_t size = -1;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (failure != std::errc{} || size < 0 || std::to_string(size) != text) // one way to write a number
        return invalid("size");
    return size;
}

} // namespace

std::string Checkpoint::text() const
{
    return origin + "\n" + std::to_string(size) + "\n" + toBase64({reinterpret_cast<const char*>(root.bytes.data()), root.bytes.size()}) +
           "\n";
}

Result<Checkpoint> Checkpoint::fromText(std::string_view text)
{
    Checkpoint checkpoint;
    checkpoint.origin = takeLine(text);
    if (checkpoint.origin.empty())
        return invalid("origin");
    const auto size = sizeFrom(takeLine(text));
    CAL_TRY(size);
    checkpoint.size = *size;
    const auto root = fromBase64(takeLine(text));
    if (!root || root->size() != checkpoint.root.bytes.size())
        return invalid("root");
    std::copy(root->begin(), root->end(), reinterpret_cast<char*>(checkpoint.root.bytes.data()));
    return checkpoint;
}

Result<std::string> signCheckpoint(const Checkpoint& checkpoint, const Signer& signer)
{
    return signNote(checkpoint.text(), checkpoint.origin, signer);
}

Result<Checkpoint> readCheckpoint(std::string_view note)
{
    const auto read = readNote(note);
    CAL_TRY(read);
    return Checkpoint::fromText(read->text);
}

Result<Checkpoint> openCheckpoint(std::string_view note, const PublicKey& key)
{
    const auto read = readNote(note);
    CAL_TRY(read);
    auto checkpoint = Checkpoint::fromText(read->text);
    CAL_TRY(checkpoint);
    if (!read->signedBy(checkpoint->origin, key))
        return Error{Errc::IntegrityViolation, "signing.not-by-key", {{"origin", checkpoint->origin}}, {}};
    return checkpoint;
}

} // namespace cal::signing
