// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/password.h"

#include <argon2.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <charconv>
#include <vector>

namespace cal::registry {

namespace {

constexpr std::size_t kSalt = 16, kHash = 32, kLongest = 1024;
constexpr PasswordCost kMost{1024 * 1024, 16, 16};

/// Reads "name=" and a number at the front of `text` and takes them off it.
bool take(std::string_view& text, std::string_view name, std::uint32_t& value)
{
    if (!text.starts_with(name))
        return false;
    text.remove_prefix(name.size());
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{})
        return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

} // namespace

Result<std::string> encodePassword(std::string_view password, const PasswordCost& cost)
{
    if (password.size() > kLongest)
        return Error{Errc::InvalidArgument, "password.too-long", {{"limit", std::to_string(kLongest)}}, {}};
    std::array<unsigned char, kSalt> salt{};
    if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1)
        return Error{Errc::StoreFailed, "password.no-memory", {}, {}};
    std::vector<char> encoded(
        argon2_encodedlen(cost.passes, cost.memoryKiB, cost.lanes, static_cast<std::uint32_t>(kSalt), kHash, Argon2_id));
    const int done = argon2id_hash_encoded(cost.passes, cost.memoryKiB, cost.lanes, password.data(), password.size(), salt.data(),
                                           salt.size(), kHash, encoded.data(), encoded.size());
    if (done != ARGON2_OK)
        return Error{Errc::StoreFailed, "password.no-memory", {}, {}};
    return std::string(encoded.data());
}

PasswordCost costOf(const std::string& encoded)
{
    std::string_view text = encoded;
    constexpr std::string_view kStart = "$argon2id$v=19$";
    PasswordCost cost{0, 0, 0};
    if (!text.starts_with(kStart))
        return cost;
    text.remove_prefix(kStart.size());
    PasswordCost read{0, 0, 0};
    if (take(text, "m=", read.memoryKiB) && take(text, ",t=", read.passes) && take(text, ",p=", read.lanes) && text.starts_with("$"))
        cost = read;
    return cost;
}

bool passwordFits(std::string_view password, const std::string& encoded)
{
    const auto cost = costOf(encoded);
    if (cost.memoryKiB == 0 || cost.memoryKiB > kMost.memoryKiB || cost.passes > kMost.passes || cost.lanes > kMost.lanes ||
        password.size() > kLongest)
        return false;
    return argon2id_verify(encoded.c_str(), password.data(), password.size()) == ARGON2_OK;
}

bool needsEncodingAgain(const std::string& encoded, const PasswordCost& cost)
{
    const auto present = costOf(encoded);
    return present.memoryKiB < cost.memoryKiB || present.passes < cost.passes;
}

void wipe(std::string& password)
{
    OPENSSL_cleanse(password.data(), password.size());
    password.clear();
}

} // namespace cal::registry
