// SPDX-License-Identifier: GPL-3.0-or-later
// Seeded errors and noise of simulated instruments. Everything is a pure function of a seed and names: nothing depends on what was asked
// before, so a resumed run sees what an uninterrupted one would have seen.
#pragma once

#include "core/equipment/definition.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace cal::instruments::simulator {

/// Mixes a seed with names and counts.
std::uint64_t mixed(std::uint64_t seed, std::initializer_list<std::string_view> names, std::initializer_list<std::uint64_t> counts = {});
/// In [-1, 1], uniform.
double symmetric(std::uint64_t hash);
/// Standard normal as the sum of twelve uniforms: no library function whose last bit differs between machines; never beyond ±6.
double normal(std::uint64_t hash);

/// Gain and offset of one range, drawn once from the seed: each part lies within `fraction` of what the specification allows it.
struct RangeError {
    double gain = 0;   ///< relative
    double offset = 0; ///< in the unit of the range
};
RangeError rangeError(std::uint64_t seed, const equipment::Capability& capability, double fraction);

} // namespace cal::instruments::simulator
