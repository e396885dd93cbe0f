// SPDX-License-Identifier: GPL-3.0-or-later
// The unit in which a deviation from the nominal value reads best.
#include "ui/bench/deviation.h"

#include <algorithm>
#include <cmath>

namespace cal::ui {

DeviationUnit deviationUnit(const units::Quantity& nominal, std::optional<double> scale)
{
    const auto symbol = QString::fromStdString(nominal.unit.symbol());
    DeviationUnit plain{symbol, 1 / nominal.unit.factor()};
    double size = std::abs(scale.value_or(nominal.number.toDouble() * 1e-5)) * nominal.unit.factor(); // in SI
    if (symbol.isEmpty() || nominal.unit.isAbsoluteTemperature() || !(size > 0))
        return plain;
    // "mV" is a prefix before "V"; "m" alone is the metre.
    QString base = symbol;
    if (symbol.size() > 1 && QStringLiteral("pnuµmkMG").contains(symbol[0])) {
        const auto rest = units::Unit::parse(symbol.mid(1).toStdString());
        if (rest && rest->sameKindAs(nominal.unit))
            base = symbol.mid(1);
    }
    const auto coherent = units::Unit::parse(base.toStdString());
    if (!coherent || coherent->factor() != 1)
        return plain;
    static constexpr std::pair<const char16_t*, double> kPrefixes[] = {{u"", 1}, {u"m", 1e3}, {u"µ", 1e6}, {u"n", 1e9}};
    for (const auto& [prefix, perSi] : kPrefixes) {
        const auto name = QString::fromUtf16(prefix) + base;
        if (size * perSi >= 1 && units::Unit::parse(name.toStdString()))
            return {name, perSi};
    }
    return plain;
}

QString withPrefix(double value, const std::string& unit)
{
    const auto parsed = units::Unit::parse(unit);
    if (!parsed || !std::isfinite(value))
        return QString::number(value, 'g', 3) + QLatin1Char(' ') + QString::fromStdString(unit);
    const auto best = value == 0 ? DeviationUnit{QString::fromStdString(parsed->symbol()), 1 / parsed->factor()}
                                 : deviationUnit({Decimal(0), *parsed}, value);
    const double shownValue = value * parsed->factor() * best.perSi;
    const int places = shownValue == 0 ? 0 : std::max(0, 2 - static_cast<int>(std::floor(std::log10(std::abs(shownValue)))));
    const auto number = places > 8 ? QString::number(shownValue, 'g', 3) : QString::number(shownValue, 'f', places);
    return best.symbol.isEmpty() ? number : number + QChar::Nbsp + best.symbol;
}

} // namespace cal::ui
