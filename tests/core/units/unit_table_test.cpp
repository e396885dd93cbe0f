// SPDX-License-Identifier: GPL-3.0-or-later
// The table as a whole: every unit with every prefix it takes reads back as itself, and no two share a spelling.
#include "core/units/unit_table.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

namespace {

std::vector<std::string> wordsOf(std::string_view words)
{
    std::vector<std::string> all;
    while (!words.empty()) {
        const auto blank = words.find(' ');
        all.emplace_back(words.substr(0, blank));
        words.remove_prefix(blank == std::string_view::npos ? words.size() : blank + 1);
    }
    return all;
}

/// Every spelling of the table with what it must mean.
std::map<std::string, std::pair<const cal::units::Prefix*, const cal::units::NamedUnit*>> allSpellings()
{
    using cal::units::Prefixes;
    std::map<std::string, std::pair<const cal::units::Prefix*, const cal::units::NamedUnit*>> all;
    const auto put = [&](const std::string& spelling, const cal::units::Prefix* prefix, const cal::units::NamedUnit& unit) {
        const auto [entry, fresh] = all.try_emplace(spelling, prefix, &unit);
        INFO("spelling " << spelling);
        CHECK((fresh || (entry->second.first == prefix && entry->second.second == &unit)));
    };
    for (const auto& unit : cal::units::namedUnits()) {
        for (const auto& name : wordsOf(unit.spellings)) {
            put(name, nullptr, unit);
            for (const auto& prefix : cal::units::prefixes())
                if (unit.prefixes == Prefixes::All || (unit.prefixes == Prefixes::Multiples && prefix.exponent >= 3))
                    for (const auto& mark : wordsOf(prefix.spellings))
                        put(mark + name, &prefix, unit);
        }
    }
    return all;
}

} // namespace

TEST_CASE("Every spelling of the table means one thing and reads back", "[units][table]")
{
    const auto spellings = allSpellings();
    CHECK(spellings.size() > 800);
    for (const auto& [spelling, meaning] : spellings) {
        INFO("spelling " << spelling);
        const auto found = cal::units::findUnit(spelling);
        REQUIRE(found.size() == 1);
        REQUIRE(found.front().prefix == meaning.first);
        REQUIRE(found.front().unit == meaning.second);
        const auto unit = cal::units::Unit::parse(spelling);
        REQUIRE(unit.has_value());
        REQUIRE(*cal::units::Unit::parse(unit->symbol()) == *unit);
        REQUIRE(*cal::units::Unit::parse(unit->ascii()) == *unit);
        REQUIRE(cal::units::Unit::parse(unit->ascii())->symbol() == unit->symbol());
        for (const char c : unit->ascii())
            REQUIRE(static_cast<unsigned char>(c) < 0x80);
    }
}

TEST_CASE("The prefixes run from quecto to quetta", "[units][table]")
{
    std::set<int> exponents;
    for (const auto& prefix : cal::units::prefixes()) {
        exponents.insert(prefix.exponent);
        CHECK(prefix.dsi.starts_with("\\"));
    }
    CHECK(exponents == std::set<int>{-30, -27, -24, -21, -18, -15, -12, -9, -6, -3, -2, -1, 1, 2, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30});
}
