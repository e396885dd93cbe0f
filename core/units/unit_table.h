// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of named units and prefixes, for the parser of this room.
#pragma once

#include "core/units/unit.h"

#include <span>

namespace cal::units {

enum class Prefixes {
    None,
    Multiples, ///< kilo and up: tonne, so that "ft" is not a femtotonne
    All,
};

struct NamedUnit {
    std::string_view spellings; ///< separated by blanks; the first is the symbol people print, the second the ASCII form
    std::string_view dsi;       ///< empty when D-SI has no name
    Dimension dimension;
    Unit::ExactFactor factor;
    Prefixes prefixes = Prefixes::None;
    double offset = 0.0;

    [[nodiscard]] std::string_view symbol() const;
    [[nodiscard]] std::string_view ascii() const;
};

struct Prefix {
    std::string_view spellings; ///< as above
    std::string_view dsi;
    int exponent = 0;

    [[nodiscard]] std::string_view symbol() const;
    [[nodiscard]] std::string_view ascii() const;
};

/// One named unit with its prefix, as found in a text.
struct PrefixedUnit {
    const Prefix* prefix = nullptr; ///< null: none
    const NamedUnit* unit = nullptr;
};

/// What a spelling like "mV", "ohm" or "kWh" stands for: one unit, or two to be multiplied ("Nm" is N·m, "kWh" kW·h); empty when unknown.
std::vector<PrefixedUnit> findUnit(std::string_view spelling);

std::span<const NamedUnit> namedUnits();
std::span<const Prefix> prefixes();

} // namespace cal::units
