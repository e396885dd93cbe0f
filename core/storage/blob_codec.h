// SPDX-License-Identifier: GPL-3.0-or-later
// How blobs lie in the store: small ones as they are, larger ones compressed by zstd when that helps.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cal::storage {

/// Larger blobs are refused when written and taken for damaged when read.
constexpr std::size_t kMaxBlob = 512u << 20;

struct EncodedBlob {
    const char* codec; ///< "raw" or "zstd"
    std::string bytes;
};

/// `bytes` not larger than kMaxBlob.
EncodedBlob encodeBlob(std::string_view bytes);
/// Nothing when the codec is unknown or the bytes are no whole frame of at most kMaxBlob. The caller checks the digest.
std::optional<std::string> decodeBlob(std::string_view codec, std::string_view bytes);

} // namespace cal::storage
