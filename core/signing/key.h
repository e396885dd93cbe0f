// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and signatures over bytes: Ed25519 (RFC 8032) by OpenSSL. Knows no certificate.
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cal::signing {

class PublicKey
{
public:
    std::array<std::uint8_t, 32> bytes{}; ///< as in RFC 8032

    /// Errors: ParseError "signing.no-public-key".
    static Result<PublicKey> fromPem(std::string_view pem);
    [[nodiscard]] std::string pem() const;
    [[nodiscard]] bool verify(std::string_view message, std::string_view signature) const;
    bool operator==(const PublicKey&) const = default;
};

/// Who holds a private key: a file unlocked for one act, later a token.
class Signer
{
public:
    virtual ~Signer() = default;
    [[nodiscard]] virtual PublicKey publicKey() const = 0;
    /// Errors: StoreFailed "signing.failed" {reason}.
    [[nodiscard]] virtual Result<std::string> sign(std::string_view message) const = 0;
};

/// Unlocks an encrypted PKCS #8 key in PEM form, as makeKey or `openssl genpkey -algorithm ed25519 -aes256` writes it.
/// Errors: ParseError "signing.no-private-key", "signing.key-not-encrypted"; InvalidArgument "signing.wrong-passphrase",
/// "signing.not-ed25519".
Result<std::unique_ptr<Signer>> unlockKey(std::string_view pem, std::string_view passphrase);

/// A new key, encrypted with AES-256-CBC under scrypt (N 16384, r 8, p 1). Errors: InvalidArgument "signing.short-passphrase" {least};
/// StoreFailed "signing.failed" {reason}.
Result<std::string> makeKey(std::string_view passphrase);
constexpr std::size_t kLeastPassphrase = 8;

} // namespace cal::signing
