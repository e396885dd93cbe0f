// SPDX-License-Identifier: GPL-3.0-or-later
#include "signing_support.h"

TEST_CASE("the signature of RFC 8032, 7.1, test 2 verifies, and nothing near it", "[signing][key]")
{
    using namespace signing_test;
    const auto key = publicKey(unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    const auto signature = unhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                 "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    CHECK(key.verify("\x72", signature));
    CHECK_FALSE(key.verify("\x73", signature));
    CHECK_FALSE(key.verify("", signature));
    for (std::size_t i = 0; i < signature.size(); ++i) {
        auto bad = signature;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        CHECK_FALSE(key.verify("\x72", bad));
    }
    CHECK_FALSE(key.verify("\x72", signature.substr(1)));
    CHECK_FALSE(key.verify("\x72", ""));
}

TEST_CASE("a made key is encrypted and opens with its passphrase only", "[signing][key]")
{
    using namespace signing_test;
    const auto pem = *makeKey(kPassphrase);
    CHECK(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    const auto signer = unlockKey(pem, kPassphrase);
    REQUIRE(signer);
    const auto signature = (*signer)->sign("a message");
    REQUIRE(signature);
    CHECK((*signer)->publicKey().verify("a message", *signature));
    CHECK(*PublicKey::fromPem((*signer)->publicKey().pem()) == (*signer)->publicKey());
    CHECK(keyOf(unlockKey(pem, "wrong horse")) == "signing.wrong-passphrase");
    CHECK(keyOf(unlockKey(pem, "")) == "signing.wrong-passphrase");
    CHECK(keyOf(unlockKey(pem, std::string(100'000, 'x'))) == "signing.wrong-passphrase");
    CHECK(keyOf(makeKey("short")) == "signing.short-passphrase");
}

TEST_CASE("what is no key is refused", "[signing][key]")
{
    using namespace signing_test;
    const auto pem = *makeKey(kPassphrase);
    for (const std::string& text : {std::string(), std::string("garbage"), std::string(1000, '\xff'), pem.substr(0, pem.size() / 2)})
        CHECK(keyOf(unlockKey(text, kPassphrase)) == "signing.no-private-key");
    CHECK(keyOf(unlockKey("-----BEGIN PRIVATE KEY-----\n", kPassphrase)) == "signing.key-not-encrypted");
    CHECK(keyOf(PublicKey::fromPem("garbage")) == "signing.no-public-key");
    CHECK(keyOf(PublicKey::fromPem(pem)) == "signing.no-public-key");
    // A public key on the curve P-256.
    CHECK(keyOf(PublicKey::fromPem("-----BEGIN PUBLIC KEY-----\n"
                                   "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n"
                                   "6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n"
                                   "-----END PUBLIC KEY-----\n")) == "signing.no-public-key");
}
