// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/signing/checkpoint.h"

#include <catch2/catch.hpp>

namespace signing_test {

using namespace cal::signing;

inline const std::string kPassphrase = "correct horse";

inline std::unique_ptr<Signer> newSigner()
{
    return *unlockKey(*makeKey(kPassphrase), kPassphrase);
}

template <class T>
std::string keyOf(const cal::Result<T>& result)
{
    return result ? std::string("no error") : result.error().key;
}

inline std::string unhex(std::string_view hex)
{
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
    return bytes;
}

inline PublicKey publicKey(std::string_view bytes)
{
    PublicKey key;
    REQUIRE(bytes.size() == key.bytes.size());
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(key.bytes.data()));
    return key;
}

} // namespace signing_test
