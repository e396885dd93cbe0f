// SPDX-License-Identifier: GPL-3.0-or-later
// Looks up capability rows whatever unit they and the procedure use (mV against V).
#include "core/session/capability_lookup.h"

#include <cmath>
#include <vector>

namespace cal::session {

Decimal CoveringRow::limit() const
{
    return row->specification.limitAt(value);
}

double CoveringRow::standardUncertainty() const
{
    const double limitValue = limit().toDouble();
    return row->coverageK > 0 ? limitValue / row->coverageK : limitValue / std::sqrt(3.0);
}

std::string CoveringRow::source() const
{
    const auto& s = row->specification;
    const std::string unit = s.unit.ascii();
    std::string text =
        s.interval + " [" + row->low.plain() + ", " + row->high.plain() + "] " + unit + ": " + s.ofReadingPpm.plain() + " ppm of value";
    if (!s.ofRangePpm.isZero())
        text += " + " + s.ofRangePpm.plain() + " ppm of " + s.range.plain() + " " + unit;
    if (!s.floor.isZero())
        text += " + " + s.floor.plain() + " " + unit;
    if (row->coverageK > 0) {
        const auto k = Decimal::fromDouble(row->coverageK);
        text += ", " + (row->level.empty() ? std::string{} : row->level + " ") + "(k = " + (k ? k->plain() : std::string("?")) + ")";
    }
    return s.source.empty() ? text : text + "; " + s.source;
}

std::optional<CoveringRow> coveringRow(const equipment::Definition& definition, std::string_view quantity, bool sources,
                                       const units::Quantity& value, std::string_view interval, const std::optional<units::Quantity>& range)
{
    std::vector<units::Unit> tried;
    for (const auto& capability : definition.capabilities) {
        const auto& unit = capability.specification.unit;
        bool seen = capability.quantity != quantity || capability.sources != sources;
        for (const auto& other : tried)
            seen = seen || other == unit;
        if (seen)
            continue;
        tried.push_back(unit);
        const auto converted = value.in(unit);
        if (!converted)
            continue;
        std::optional<Decimal> convertedRange;
        if (range) {
            const auto r = range->in(unit);
            if (!r)
                continue;
            convertedRange = r->number;
        }
        const auto rows = definition.covering(quantity, sources, converted->number, interval, convertedRange);
        if (!rows.empty())
            return CoveringRow{rows.front(), converted->number};
    }
    return std::nullopt;
}

Result<Decimal> inUnit(const Decimal& number, const units::Unit& from, const units::Unit& to)
{
    const auto converted = units::Quantity{number, from}.in(to);
    CAL_TRY(converted);
    return converted->number;
}

} // namespace cal::session
