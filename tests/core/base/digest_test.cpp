// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 against FIPS 180-4 examples, base64 against RFC 4648, and garbage.
#include "core/base/digest.h"

#include <catch2/catch.hpp>

TEST_CASE("SHA-256: FIPS 180-4 examples", "[base][digest]")
{
    CHECK(cal::sha256("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(cal::sha256("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(cal::sha256({"a", "", "bc"}) == cal::sha256("abc"));
    CHECK(cal::sha256(std::string(1'000'000, 'a')).hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(cal::sha256(std::string_view("\0", 1)) != cal::sha256(""));
}

TEST_CASE("Digest text", "[base][digest]")
{
    const auto digest = cal::sha256("abc");
    CHECK(*cal::Digest::fromHex(digest.hex()) == digest);
    CHECK(cal::Digest{}.isZero());
    CHECK_FALSE(digest.isZero());
    for (const auto& text : {std::string(), std::string(63, '0'), std::string(65, '0'), std::string(64, 'g'), std::string(64, 'A'),
                             " " + std::string(63, '0')})
        CHECK(cal::Digest::fromHex(text).error().key == "digest.syntax");
}

TEST_CASE("Base64: RFC 4648 section 10", "[base][digest]")
{
    const std::pair<const char*, const char*> pairs[] = {
        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : pairs) {
        CHECK(cal::toBase64(bytes) == text);
        CHECK(*cal::fromBase64(text) == bytes);
    }
}

TEST_CASE("Base64 carries any bytes of any length", "[base][digest]")
{
    std::string bytes;
    for (int i = 0; i < 600; ++i) {
        REQUIRE(*cal::fromBase64(cal::toBase64(bytes)) == bytes);
        bytes += static_cast<char>(i * 37);
    }
    const std::string large(25'000'001, '\0'); // more than one piece
    REQUIRE(*cal::fromBase64(cal::toBase64(large)) == large);
}

TEST_CASE("Base64 garbage", "[base][digest]")
{
    for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "====", "=", "Zg==Zg==", "Zm9v\n", "\nZm9v", " Zm9v   ", "Zm 9", "Zm9_", "Zm9-",
                             "Zh==", "Zm9=", "Zg=a", "\xff\xff\xff\xff", "Zm9vZg==Zm9v"}) {
        INFO(text);
        const auto bytes = cal::fromBase64(text);
        REQUIRE_FALSE(bytes.has_value());
        CHECK(bytes.error().key == "base64.syntax");
    }
}
