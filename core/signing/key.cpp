// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signing/key.h"

#include <algorithm>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

namespace cal::signing {

namespace {

constexpr std::uint64_t kScryptN = 16384, kScryptR = 8, kScryptP = 1;

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(PKCS8_PRIV_KEY_INFO* info) const { PKCS8_PRIV_KEY_INFO_free(info); }
    void operator()(X509_SIG* box) const { X509_SIG_free(box); }
    void operator()(X509_ALGOR* algorithm) const { X509_ALGOR_free(algorithm); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

Owned<BIO> readerOf(std::string_view text)
{
    return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(std::min(text.size(), std::size_t{1} << 20))));
}

std::string textOf(BIO* bio)
{
    char* data = nullptr;
    const auto length = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(length)};
}

Error failed()
{
    char reason[256] = "";
    ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
    ERR_clear_error();
    return Error{Errc::StoreFailed, "signing.failed", {{"reason", reason}}, {}};
}

int givePassphrase(char* buffer, int size, int /*writing*/, void* passphrase)
{
    const auto& text = *static_cast<const std::string_view*>(passphrase);
    if (text.size() > static_cast<std::size_t>(size))
        return -1;
    std::copy(text.begin(), text.end(), buffer);
    return static_cast<int>(text.size());
}

/// Without it OpenSSL asks on the terminal and waits.
int refusePassphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/)
{
    return -1;
}

class FileSigner final : public Signer
{
public:
    FileSigner(Owned<EVP_PKEY> key, const PublicKey& publicKey) : m_key(std::move(key)), m_publicKey(publicKey) {}
    [[nodiscard]] PublicKey publicKey() const override { return m_publicKey; }
    [[nodiscard]] Result<std::string> sign(std::string_view message) const override
    {
        const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
        std::string signature(64, '\0');
        auto length = signature.size();
        if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) != 1 ||
            EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, bytesOf(message), message.size()) !=
                1 ||
            length != signature.size())
            return failed();
        return signature;
    }

private:
    Owned<EVP_PKEY> m_key;
    PublicKey m_publicKey;
};

/// Nothing when the key is of another kind.
bool rawPublicKey(const EVP_PKEY* key, PublicKey& publicKey)
{
    auto length = publicKey.bytes.size();
    return EVP_PKEY_is_a(key, "ED25519") == 1 && EVP_PKEY_get_raw_public_key(key, publicKey.bytes.data(), &length) == 1 &&
           length == publicKey.bytes.size();
}

} // namespace

Result<PublicKey> PublicKey::fromPem(std::string_view pem)
{
    const auto reader = readerOf(pem);
    const Owned<EVP_PKEY> key(PEM_read_bio_PUBKEY(reader.get(), nullptr, &refusePassphrase, nullptr));
    ERR_clear_error();
    PublicKey publicKey;
    if (!key || !rawPublicKey(key.get(), publicKey))
        return Error{Errc::ParseError, "signing.no-public-key", {}, {}};
    return publicKey;
}

std::string PublicKey::pem() const
{
    const Owned<EVP_PKEY> key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes.data(), bytes.size()));
    const Owned<BIO> writer(BIO_new(BIO_s_mem()));
    if (!key || !writer || PEM_write_bio_PUBKEY(writer.get(), key.get()) != 1)
        return {};
    return textOf(writer.get());
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const
{
    const Owned<EVP_PKEY> key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes.data(), bytes.size()));
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    const bool good = key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                      EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(), bytesOf(message), message.size()) == 1;
    ERR_clear_error();
    return good;
}

Result<std::unique_ptr<Signer>> unlockKey(std::string_view pem, std::string_view passphrase)
{
    if (pem.find("-----BEGIN ENCRYPTED PRIVATE KEY-----") == pem.npos) {
        const bool open = pem.find("PRIVATE KEY-----") != pem.npos;
        return Error{Errc::ParseError, open ? "signing.key-not-encrypted" : "signing.no-private-key", {}, {}};
    }
    const auto reader = readerOf(pem);
    Owned<X509_SIG> box(PEM_read_bio_PKCS8(reader.get(), nullptr, &refusePassphrase, nullptr));
    ERR_clear_error();
    if (!box)
        return Error{Errc::ParseError, "signing.no-private-key", {}, {}};
    const auto again = readerOf(pem);
    Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(again.get(), nullptr, &givePassphrase, &passphrase));
    ERR_clear_error();
    if (!key)
        return Error{Errc::InvalidArgument, "signing.wrong-passphrase", {}, {}};
    PublicKey publicKey;
    if (!rawPublicKey(key.get(), publicKey))
        return Error{Errc::InvalidArgument, "signing.not-ed25519", {}, {}};
    return std::unique_ptr<Signer>(std::make_unique<FileSigner>(std::move(key), publicKey));
}

Result<std::string> makeKey(std::string_view passphrase)
{
    if (passphrase.size() < kLeastPassphrase)
        return Error{Errc::InvalidArgument, "signing.short-passphrase", {{"least", std::to_string(kLeastPassphrase)}}, {}};
    const Owned<EVP_PKEY> key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    const Owned<PKCS8_PRIV_KEY_INFO> info(key ? EVP_PKEY2PKCS8(key.get()) : nullptr);
    Owned<X509_ALGOR> cipher(PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, kScryptN, kScryptR, kScryptP));
    if (!info || !cipher)
        return failed();
    const Owned<X509_SIG> box(PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), info.get(), cipher.get()));
    if (!box)
        return failed();
    static_cast<void>(cipher.release()); // part of the box now
    const Owned<BIO> writer(BIO_new(BIO_s_mem()));
    if (!writer || PEM_write_bio_PKCS8(writer.get(), box.get()) != 1)
        return failed();
    return textOf(writer.get());
}

} // namespace cal::signing
