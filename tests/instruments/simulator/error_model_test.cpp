// SPDX-License-Identifier: GPL-3.0-or-later
// Seeded errors: repeatable, within the specification, and of the right spread.
#include "instruments/simulator/error_model.h"

#include <catch2/catch.hpp>

#include <cmath>

TEST_CASE("hashes tell seeds, names and counts apart and never change", "[instruments][simulator]")
{
    using cal::instruments::simulator::mixed;
    CHECK(mixed(1, {"a", "b"}) == mixed(1, {"a", "b"}));
    CHECK(mixed(1, {"a", "b"}) != mixed(2, {"a", "b"}));
    CHECK(mixed(1, {"a", "b"}) != mixed(1, {"ab"}));
    CHECK(mixed(1, {"a"}, {0, 1}) != mixed(1, {"a"}, {1, 0}));
    // A recorded session is compared with a new one years later: the function is part of the format of a bench's seed.
    CHECK(mixed(1, {"noise", "dc-voltage", "10", "10", "settled"}, {0, 0}) == 0x2fa92188f7ecb9dau);
}

TEST_CASE("normal deviates have mean 0 and deviation 1", "[instruments][simulator]")
{
    double sum = 0, squares = 0;
    constexpr int kCount = 20000;
    for (std::uint64_t i = 0; i < kCount; ++i) {
        const double x = cal::instruments::simulator::normal(cal::instruments::simulator::mixed(7, {"n"}, {i}));
        CHECK(std::abs(x) <= 6.0);
        sum += x;
        squares += x * x;
    }
    CHECK(std::abs(sum / kCount) < 4.0 / std::sqrt(kCount)); // four standard deviations of the mean
    CHECK(std::abs(squares / kCount - 1.0) < 4.0 * std::sqrt(2.0 / kCount));
}

TEST_CASE("errors of a range stay within their share of the specification", "[instruments][simulator]")
{
    cal::equipment::Capability range;
    range.quantity = "dc-voltage";
    range.range = cal::Decimal(10);
    range.specification.ofReadingPpm = cal::Decimal(35);
    range.specification.ofRangePpm = cal::Decimal(5);
    range.specification.range = range.range;
    double widest = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const auto error = cal::instruments::simulator::rangeError(seed, range, 0.4);
        CHECK(std::abs(error.gain) <= 0.4 * 35e-6);
        CHECK(std::abs(error.offset) <= 0.4 * 5e-6 * 10);
        widest = std::max(widest, std::abs(error.gain));
    }
    CHECK(widest > 0.9 * 0.4 * 35e-6); // it does use its share
}
