// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 and base64 through OpenSSL's EVP interface.
#include "core/base/digest.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <memory>
#include <new>
#include <openssl/evp.h>

namespace cal {

namespace {

constexpr char kLowerHex[] = "0123456789abcdef";
// OpenSSL counts in int: longer inputs go through in pieces (a multiple of 3 and of 4 bytes).
constexpr std::size_t kPiece = 12U << 20;

const EVP_MD* sha256Method()
{
    static EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr); // fetching is dear, once per process is enough
    return method;
}

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytesOf(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

} // namespace

std::string Digest::hex() const
{
    std::string text;
    text.reserve(64);
    for (const auto byte : bytes) {
        text += kLowerHex[byte >> 4];
        text += kLowerHex[byte & 0xF];
    }
    return text;
}

Result<Digest> Digest::fromHex(std::string_view text)
{
    const auto failure = [&] { return Error{Errc::ParseError, "digest.syntax", {{"text", excerpt(text, 80)}}, {}}; };
    Digest digest;
    if (text.size() != 2 * digest.bytes.size())
        return failure();
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        const int high = hexValue(text[2 * i]);
        const int low = hexValue(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return failure();
        digest.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return digest;
}

Digest sha256(std::initializer_list<std::string_view> parts)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    Digest digest;
    bool done = context && EVP_DigestInit_ex2(context.get(), sha256Method(), nullptr) == 1;
    for (const auto part : parts)
        done = done && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    done = done && EVP_DigestFinal_ex(context.get(), digest.bytes.data(), nullptr) == 1;
    if (!done) // only lack of memory gets here; a zero digest must never pass for a real one
        throw std::bad_alloc();
    return digest;
}

std::string toBase64(std::string_view bytes)
{
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0'); // EVP_EncodeBlock ends with a NUL
    std::size_t written = 0;
    for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
        const auto piece = bytes.substr(at, kPiece);
        written += static_cast<std::size_t>(EVP_EncodeBlock(bytesOf(text) + written, bytesOf(piece), static_cast<int>(piece.size())));
    }
    text.resize(written);
    return text;
}

Result<std::string> fromBase64(std::string_view text)
{
    const auto failure = [&] { return Error{Errc::ParseError, "base64.syntax", {{"text", excerpt(text)}}, {}}; };
    if (text.size() % 4 != 0)
        return failure();
    std::string bytes(3 * (text.size() / 4), '\0');
    std::size_t written = 0;
    for (std::size_t at = 0; at < text.size(); at += kPiece) {
        const auto piece = text.substr(at, kPiece);
        const int length = EVP_DecodeBlock(bytesOf(bytes) + written, bytesOf(piece), static_cast<int>(piece.size()));
        if (length < 0)
            return failure();
        written += static_cast<std::size_t>(length);
    }
    // EVP_DecodeBlock counts padding as zero bytes and overlooks blanks and stray bits: only text that encodes back to itself is base64.
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    bytes.resize(written - std::min(written, padding));
    if (toBase64(bytes) != text)
        return failure();
    return bytes;
}

} // namespace cal
