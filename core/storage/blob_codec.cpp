// SPDX-License-Identifier: GPL-3.0-or-later
// Compression of blobs.
#include "core/storage/blob_codec.h"

#include <zstd.h>

namespace cal::storage {

namespace {
constexpr std::size_t kWorthCompressing = 512;
constexpr int kLevel = 3;
} // namespace

EncodedBlob encodeBlob(std::string_view bytes)
{
    if (bytes.size() > kWorthCompressing) {
        std::string packed(ZSTD_compressBound(bytes.size()), '\0');
        const std::size_t size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel);
        if (ZSTD_isError(size) == 0 && size < bytes.size()) {
            packed.resize(size);
            return {"zstd", std::move(packed)};
        }
    }
    return {"raw", std::string(bytes)};
}

std::optional<std::string> decodeBlob(std::string_view codec, std::string_view bytes)
{
    if (codec == "raw")
        return std::string(bytes);
    if (codec != "zstd")
        return {};
    // The size in the frame is a claim of the file: bounded before memory is taken for it.
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > kMaxBlob)
        return {};
    std::string plain(static_cast<std::size_t>(size), '\0');
    const std::size_t written = ZSTD_decompress(plain.data(), plain.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(written) != 0 || written != plain.size())
        return {};
    return plain;
}

} // namespace cal::storage
