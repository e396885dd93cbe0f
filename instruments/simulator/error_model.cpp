// SPDX-License-Identifier: GPL-3.0-or-later
// Seeded errors by hashing (SplitMix64 over FNV-1a).
#include "instruments/simulator/error_model.h"

namespace cal::instruments::simulator {
namespace {

std::uint64_t scrambled(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

double unit(std::uint64_t hash)
{
    return static_cast<double>(hash >> 11) * 0x1p-53;
}

} // namespace

std::uint64_t mixed(std::uint64_t seed, std::initializer_list<std::string_view> names, std::initializer_list<std::uint64_t> counts)
{
    std::uint64_t hash = scrambled(seed);
    for (const auto name : names) {
        std::uint64_t part = 0xcbf29ce484222325u;
        for (const char c : name)
            part = (part ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
        hash = scrambled(hash ^ part);
    }
    for (const auto count : counts)
        hash = scrambled(hash + count);
    return hash;
}

double symmetric(std::uint64_t hash)
{
    return 2.0 * unit(scrambled(hash)) - 1.0;
}

double normal(std::uint64_t hash)
{
    double sum = -6.0;
    for (std::uint64_t i = 0; i < 12; ++i)
        sum += unit(scrambled(hash + i));
    return sum;
}

RangeError rangeError(std::uint64_t seed, const equipment::Capability& capability, double fraction)
{
    const auto& specification = capability.specification;
    const auto range = capability.range.text();
    const double ofReading = specification.ofReadingPpm.toDouble() * 1e-6;
    const double absolute = specification.ofRangePpm.toDouble() * 1e-6 * capability.range.toDouble() + specification.floor.toDouble();
    return {fraction * ofReading * symmetric(mixed(seed, {"gain", capability.quantity, range})),
            fraction * absolute * symmetric(mixed(seed, {"offset", capability.quantity, range}))};
}

} // namespace cal::instruments::simulator
