// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords: the encoding, what fits it, and the laboratory's rules for them.
#include "core/registry/password.h"
#include "core/registry/policy.h"

#include <catch2/catch.hpp>

#include <ctime>
#include <iostream>
#include <limits>

using namespace cal;
using namespace cal::registry;

namespace {
constexpr PasswordCost kCheap{64, 1, 1};
}

TEST_CASE("a password fits its own encoding and no other", "[people][password]")
{
    const auto encoded = encodePassword("正确的马电池订书钉", kCheap);
    REQUIRE(encoded);
    CHECK(encoded->rfind("$argon2id$v=19$m=64,t=1,p=1$", 0) == 0);
    CHECK(passwordFits("正确的马电池订书钉", *encoded));
    CHECK_FALSE(passwordFits("正确的马电池订书钉 ", *encoded));
    CHECK_FALSE(passwordFits("", *encoded));
    const auto again = encodePassword("正确的马电池订书钉", kCheap);
    REQUIRE(again);
    CHECK(*again != *encoded); // another salt
}

// Vector of the reference implementation (phc-winner-argon2, src/test.c, version 0x13, Argon2id): 64 MiB, two passes, one lane.
TEST_CASE("encodings of the reference implementation are read", "[people][password]")
{
    const std::string reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    CHECK(passwordFits("password", reference));
    CHECK_FALSE(passwordFits("Password", reference));
    CHECK(costOf(reference) == PasswordCost{65536, 2, 1});
}

TEST_CASE("what is no encoding, or a ruinous one, fits nothing and ends at once", "[people][password]")
{
    for (const std::string bad :
         {"", "password", "$argon2id$", "$argon2id$v=19$m=,t=1,p=1$c2FsdHNhbHQ$aGFzaA",
          "$argon2id$v=19$m=4294967295,t=4294967295,p=1$c2FsdHNhbHQ$aGFzaA", "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
          "$argon2id$v=19$m=64,t=1,p=1$!!!!$????", "$argon2id$v=19$m=99999999999999999999,t=1,p=1$c2FsdHNhbHQ$aGFzaA"}) {
        INFO(bad);
        CHECK_FALSE(passwordFits("password", bad));
    }
    CHECK_FALSE(passwordFits(std::string(10 << 20, 'x'), *encodePassword("x", kCheap)));
    CHECK(encodePassword(std::string(2000, 'x'), kCheap).error().key == "password.too-long");
}

TEST_CASE("a cheaper encoding is made anew", "[people][password]")
{
    const auto cheap = encodePassword("correct horse battery", kCheap);
    REQUIRE(cheap);
    CHECK_FALSE(needsEncodingAgain(*cheap, kCheap));
    CHECK(needsEncodingAgain(*cheap, {128, 1, 1}));
    CHECK(needsEncodingAgain(*cheap, {64, 2, 1}));
}

TEST_CASE("a verification at today's cost takes time, but not a second", "[people][password]")
{
    const auto encoded = encodePassword("correct horse battery");
    REQUIRE(encoded);
    // Processor time, not the clock on the wall: other work on this machine does not count.
    auto best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 3; ++i) {
        const auto begin = std::clock();
        CHECK(passwordFits("correct horse battery", *encoded));
        best = std::min(best, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    std::cout << "one verification: " << best << " ms of processor time\n";
    CHECK(best >= 30);   // a faster one would be too cheap to guess against
    CHECK(best <= 3000); // with sanitizers
}

TEST_CASE("the laboratory's rules for passwords", "[people][policy]")
{
    const Policy policy;
    CHECK(policy.acceptable("correct horse", "zhangsan"));
    CHECK(policy.acceptable("一二三四五六七八九十", "zhangsan")); // characters, not bytes
    CHECK(policy.acceptable("一二三四五六七八九", "zhangsan").error().key == "password.too-short");
    CHECK(policy.acceptable("zhangsan-2026", "zhangsan").error().key == "password.is-name");
    CHECK(policy.acceptable(std::string(10 << 20, 'x'), "zhangsan").error().key == "password.too-long");
    const auto error = policy.acceptable("short", "zhangsan").error();
    for (const auto& arg : error.args)
        CHECK(arg.value.find("short") == std::string::npos); // a password stands in no error
}

TEST_CASE("a policy is read from its values, and nonsense leaves the default", "[people][policy]")
{
    const auto policy = Policy::fromValues({{"password-length", 14},
                                            {"password-days", "90"},
                                            {"attempts", "many"},
                                            {"lock-minutes", -3},
                                            {"idle-minutes", 0},
                                            {"training", "listed"},
                                            {"training-scopes", Json::Array{Json::Object{{"scope", "electrical.*"}}}}});
    CHECK(policy.passwordLength == 14);
    CHECK(policy.passwordDays == 90);
    CHECK(policy.attempts == 5);
    CHECK(policy.lock.count() == 15);
    CHECK(policy.idle.count() == 0);
    CHECK(policy.trainingNeeded("electrical.dc-voltage"));
    CHECK_FALSE(policy.trainingNeeded("mass"));
    CHECK_FALSE(Policy{}.trainingNeeded("mass"));
}
