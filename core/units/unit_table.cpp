// SPDX-License-Identifier: GPL-3.0-or-later
// Units a laboratory meets: SI (SI Brochure, 9th edition, tables 2, 4 and 8) and others whose factor is exact by definition.
// Left out: what is measured rather than defined (u, Da), what is a ratio on a logarithmic scale (dB, Np), what is not one size (digit).
#include "core/units/unit_table.h"

#include <map>

namespace cal::units {

namespace {

constexpr Dimension dimension(int m, int kg, int s, int a = 0, int k = 0, int mol = 0, int cd = 0, int rad = 0)
{
    Dimension result;
    const int given[] = {m, kg, s, a, k, mol, cd, rad};
    for (std::size_t i = 0; i < result.exponents.size(); ++i)
        result.exponents[i] = static_cast<std::int8_t>(given[i]);
    return result;
}

constexpr Dimension kNone = dimension(0, 0, 0);
constexpr Dimension kTime = dimension(0, 0, 1);
constexpr Dimension kTemperature = dimension(0, 0, 0, 0, 1);
constexpr Dimension kAngle = dimension(0, 0, 0, 0, 0, 0, 0, 1);
constexpr Dimension kForce = dimension(1, 1, -2);
constexpr Dimension kPressure = dimension(-1, 1, -2);
constexpr Dimension kEnergy = dimension(2, 1, -2);
constexpr Dimension kPower = dimension(2, 1, -3);
constexpr Dimension kPerTime = dimension(0, 0, -1);
constexpr Dimension kDose = dimension(2, 0, -2);
constexpr Unit::ExactFactor kCoherent{};
constexpr Prefixes kAll = Prefixes::All;

constexpr Unit::ExactFactor tenTo(int exponent)
{
    return {1, 1, exponent, 0};
}

// Both code points that look like Ω, K, µ and ° C occur in practice; the first spelling is the one Unicode normalisation keeps.
constexpr NamedUnit kUnits[] = {
    {"m", "\\metre", dimension(1, 0, 0), kCoherent, kAll},
    {"g", "\\gram", dimension(0, 1, 0), tenTo(-3), kAll},
    {"s", "\\second", kTime, kCoherent, kAll},
    {"A", "\\ampere", dimension(0, 0, 0, 1), kCoherent, kAll},
    {"K K \u212A", "\\kelvin", kTemperature, kCoherent, kAll},
    {"mol", "\\mole", dimension(0, 0, 0, 0, 0, 1), kCoherent, kAll},
    {"cd", "\\candela", dimension(0, 0, 0, 0, 0, 0, 1), kCoherent, kAll},
    {"rad", "\\radian", kAngle, kCoherent, kAll},
    {"sr", "\\steradian", dimension(0, 0, 0, 0, 0, 0, 0, 2), kCoherent, kAll},

    {"Hz", "\\hertz", kPerTime, kCoherent, kAll},
    {"N", "\\newton", kForce, kCoherent, kAll},
    {"Pa", "\\pascal", kPressure, kCoherent, kAll},
    {"J", "\\joule", kEnergy, kCoherent, kAll},
    {"W", "\\watt", kPower, kCoherent, kAll},
    {"C", "\\coulomb", dimension(0, 0, 1, 1), kCoherent, kAll},
    {"V", "\\volt", dimension(2, 1, -3, -1), kCoherent, kAll},
    {"F", "\\farad", dimension(-2, -1, 4, 2), kCoherent, kAll},
    {"\u03A9 ohm Ohm OHM \u2126", "\\ohm", dimension(2, 1, -3, -2), kCoherent, kAll},
    {"S", "\\siemens", dimension(-2, -1, 3, 2), kCoherent, kAll},
    {"Wb", "\\weber", dimension(2, 1, -2, -1), kCoherent, kAll},
    {"T", "\\tesla", dimension(0, 1, -2, -1), kCoherent, kAll},
    {"H", "\\henry", dimension(2, 1, -2, -2), kCoherent, kAll},
    {"lm", "\\lumen", dimension(0, 0, 0, 0, 0, 0, 1, 2), kCoherent, kAll},
    {"lx", "\\lux", dimension(-2, 0, 0, 0, 0, 0, 1, 2), kCoherent, kAll},
    {"Bq", "\\becquerel", kPerTime, kCoherent, kAll},
    {"Gy", "\\gray", kDose, kCoherent, kAll},
    {"Sv", "\\sievert", kDose, kCoherent, kAll},
    {"kat", "\\katal", dimension(0, 0, -1, 0, 0, 1), kCoherent, kAll},
    {"\u00B0C degC \u2103", "\\degreecelsius", kTemperature, kCoherent, Prefixes::None, 273.15},

    {"min", "\\minute", kTime, {6, 1, 1, 0}},
    {"h", "\\hour", kTime, {36, 1, 2, 0}},
    {"d d day", "\\day", kTime, {864, 1, 2, 0}},
    {"\u00B0 deg", "\\degree", kAngle, {1, 18, -1, 1}},
    {"\u2032 arcmin '", "\\arcminute", kAngle, {1, 108, -2, 1}},
    {"\u2033 arcsec \"", "\\arcsecond", kAngle, {1, 648, -3, 1}},
    {"L L l", "\\litre", dimension(3, 0, 0), tenTo(-3), kAll},
    {"t", "\\tonne", dimension(0, 1, 0), tenTo(3), Prefixes::Multiples},
    {"bar", "\\bar", kPressure, tenTo(5), kAll},
    {"eV", "\\electronvolt", kEnergy, {1602176634, 1, -28, 0}, kAll},
    {"var", "", kPower, kCoherent, kAll},
    {"mmHg", "", kPressure, {133322387415, 1, -9, 0}}, // 13 595.1 kg/m³ · 9.806 65 m/s² · 1 mm
    {"atm", "", kPressure, {101325, 1, 0, 0}},
    {"kgf", "", kForce, {980665, 1, -5, 0}},                // 1 kg · 9.806 65 m/s²
    {"psi", "", kPressure, {44482216152605, 64516, -5, 0}}, // 0.453 592 37 kg · 9.806 65 m/s² / (25.4 mm)²

    {"%", "\\percent", kNone, tenTo(-2)},
    {"%RH %RH %rh", "\\percent", kNone, tenTo(-2)},
    {"\u2030 permille", "", kNone, tenTo(-3)},
    {"ppm", "\\ppm", kNone, tenTo(-6)},
    {"ppb", "", kNone, tenTo(-9)},
};

constexpr Prefix kPrefixes[] = {
    {"da", "\\deca", 1}, // before d: the longer one is tried first
    {"Q", "\\quetta", 30}, {"R", "\\ronna", 27},  {"Y", "\\yotta", 24},   {"Z", "\\zetta", 21}, {"E", "\\exa", 18},
    {"P", "\\peta", 15},   {"T", "\\tera", 12},   {"G", "\\giga", 9},     {"M", "\\mega", 6},   {"k", "\\kilo", 3},
    {"h", "\\hecto", 2},   {"d", "\\deci", -1},   {"c", "\\centi", -2},   {"m", "\\milli", -3}, {"\u00B5 u \u03BC", "\\micro", -6},
    {"n", "\\nano", -9},   {"p", "\\pico", -12},  {"f", "\\femto", -15},  {"a", "\\atto", -18}, {"z", "\\zepto", -21},
    {"y", "\\yocto", -24}, {"r", "\\ronto", -27}, {"q", "\\quecto", -30},
};

/// Two units often written without a sign between them.
struct JoinedUnits {
    std::string_view spelling;
    std::string_view first; ///< takes the prefix
    std::string_view second;
};

constexpr JoinedUnits kJoined[] = {
    {"Nm", "N", "m"}, {"VA", "V", "A"}, {"Wh", "W", "h"}, {"Ah", "A", "h"}, {"varh", "var", "h"}, {"VAh", "VA", "h"},
};

std::string_view word(std::string_view words, std::size_t index)
{
    for (; index > 0; --index) {
        const auto blank = words.find(' ');
        if (blank == std::string_view::npos)
            return {};
        words.remove_prefix(blank + 1);
    }
    return words.substr(0, words.find(' '));
}

std::string_view secondOrFirst(std::string_view words)
{
    const auto second = word(words, 1);
    return second.empty() ? word(words, 0) : second;
}

using Spellings = std::map<std::string_view, const NamedUnit*, std::less<>>;

const Spellings& unitSpellings()
{
    static const Spellings spellings = [] {
        Spellings all;
        for (const auto& unit : kUnits)
            for (std::size_t i = 0; !word(unit.spellings, i).empty(); ++i)
                all.emplace(word(unit.spellings, i), &unit);
        return all;
    }();
    return spellings;
}

bool takes(const NamedUnit& unit, const Prefix& prefix)
{
    return unit.prefixes == Prefixes::All || (unit.prefixes == Prefixes::Multiples && prefix.exponent >= 3);
}

PrefixedUnit findSingle(std::string_view spelling)
{
    const auto& units = unitSpellings();
    if (const auto plain = units.find(spelling); plain != units.end())
        return {nullptr, plain->second};
    for (const auto& prefix : kPrefixes) {
        for (std::size_t i = 0; !word(prefix.spellings, i).empty(); ++i) {
            const auto mark = word(prefix.spellings, i);
            if (!spelling.starts_with(mark))
                continue;
            const auto unit = units.find(spelling.substr(mark.size()));
            if (unit != units.end() && takes(*unit->second, prefix))
                return {&prefix, unit->second};
        }
    }
    return {};
}

} // namespace

std::string_view NamedUnit::symbol() const
{
    return word(spellings, 0);
}
std::string_view NamedUnit::ascii() const
{
    return secondOrFirst(spellings);
}
std::string_view Prefix::symbol() const
{
    return word(spellings, 0);
}
std::string_view Prefix::ascii() const
{
    return secondOrFirst(spellings);
}

std::vector<PrefixedUnit> findUnit(std::string_view spelling)
{
    if (const auto single = findSingle(spelling); single.unit)
        return {single};
    for (const auto& joined : kJoined) {
        if (!spelling.ends_with(joined.spelling))
            continue;
        const auto prefix = spelling.substr(0, spelling.size() - joined.spelling.size());
        auto units = findUnit(std::string(prefix) + std::string(joined.first)); // "VA" is itself a joined unit
        if (units.empty() || (!prefix.empty() && !units.front().prefix))
            continue;
        units.push_back(findSingle(joined.second));
        return units;
    }
    return {};
}

std::span<const NamedUnit> namedUnits()
{
    return kUnits;
}
std::span<const Prefix> prefixes()
{
    return kPrefixes;
}

} // namespace cal::units
