// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords as the laboratory keeps them: Argon2id (RFC 9106), cost and salt in the encoded text. The password itself is never kept,
// printed or put into an error.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace cal::registry {

/// What one verification costs. The default is the second choice of RFC 9106, section 4 (64 MiB, three passes), with two lanes: about
/// a tenth of a second on an office computer of 2020.
struct PasswordCost {
    std::uint32_t memoryKiB = 64 * 1024, passes = 3, lanes = 2;
    bool operator==(const PasswordCost&) const = default;
};

/// "$argon2id$v=19$m=65536,t=3,p=2$<salt>$<hash>" with a fresh salt of 16 bytes.
/// Errors: StoreFailed "password.no-memory" when the memory cannot be had; InvalidArgument "password.too-long" {limit}.
Result<std::string> encodePassword(std::string_view password, const PasswordCost& cost = {});

/// Whether `password` is the one behind `encoded`. A text that is no Argon2id encoding, or one that would cost more than this program
/// ever writes (a damaged or hostile store), fits nothing.
bool passwordFits(std::string_view password, const std::string& encoded);

/// The encoding is cheaper than `cost` asks for today: it is made anew when its password is next typed.
bool needsEncodingAgain(const std::string& encoded, const PasswordCost& cost);

/// Cost of an encoding; all zero for a text that is none.
PasswordCost costOf(const std::string& encoded);

/// Overwrites the bytes of a password that is no longer needed.
void wipe(std::string& password);

} // namespace cal::registry
