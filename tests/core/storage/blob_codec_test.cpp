// SPDX-License-Identifier: GPL-3.0-or-later
// Blobs as they lie in the store; whatever stands there is bounded before it is believed.
#include "core/storage/blob_codec.h"

#include <catch2/catch.hpp>

#include <random>

TEST_CASE("blobs of every size come back", "[store][blob]")
{
    std::mt19937 random(7);
    for (const std::size_t size : {0u, 1u, 511u, 512u, 513u, 4096u, 1000000u}) {
        std::string noise(size, '\0');
        for (char& c : noise)
            c = static_cast<char>(random());
        const auto stored = cal::storage::encodeBlob(noise);
        CHECK(std::string(stored.codec) == "raw"); // noise does not shrink
        CHECK(*cal::storage::decodeBlob(stored.codec, stored.bytes) == noise);

        const std::string calm(size, 'c');
        const auto packed = cal::storage::encodeBlob(calm);
        CHECK(std::string(packed.codec) == (size > 512 ? "zstd" : "raw"));
        CHECK(*cal::storage::decodeBlob(packed.codec, packed.bytes) == calm);
    }
}

TEST_CASE("garbage is no blob", "[store][blob]")
{
    const auto packed = cal::storage::encodeBlob(std::string(10000, 'c')).bytes;
    for (std::size_t length = 0; length < packed.size(); ++length)
        CHECK_FALSE(cal::storage::decodeBlob("zstd", std::string_view(packed).substr(0, length)));
    CHECK_FALSE(cal::storage::decodeBlob("zstd", packed + "tail"));
    CHECK_FALSE(cal::storage::decodeBlob("zstd", "not a frame"));
    CHECK_FALSE(cal::storage::decodeBlob("gzip", packed));
    CHECK_FALSE(cal::storage::decodeBlob("", packed));
    // A frame head that claims 2^63 bytes: refused before memory is taken.
    const std::string claim("\x28\xb5\x2f\xfd\xe0\x00\x00\x00\x00\x00\x00\x00\x80\x01\x00\x00", 16);
    CHECK_FALSE(cal::storage::decodeBlob("zstd", claim));
}
