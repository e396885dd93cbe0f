// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 digests and base64, both by OpenSSL.
#pragma once

#include "core/base/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace cal {

struct Digest {
    std::array<std::uint8_t, 32> bytes{};

    [[nodiscard]] std::string hex() const;
    [[nodiscard]] bool isZero() const { return *this == Digest{}; }
    static Result<Digest> fromHex(std::string_view text); ///< 64 lower-case digits. Errors: ParseError "digest.syntax" {text}
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 reads the generated 0 as a pointer
    auto operator<=>(const Digest&) const = default;
};

/// SHA-256 of the parts joined.
Digest sha256(std::initializer_list<std::string_view> parts);
inline Digest sha256(std::string_view bytes)
{
    return sha256({bytes});
}

std::string toBase64(std::string_view bytes);
/// Strict: standard alphabet, padding, no blanks, no stray bits. Errors: ParseError "base64.syntax" {text}.
Result<std::string> fromBase64(std::string_view text);

} // namespace cal
