// SPDX-License-Identifier: GPL-3.0-or-later
// Checks what a person types for a reading.
#include "ui/bench/entry_check.h"

#include "ui/widgets/figures.h"

namespace cal::ui {

EntryCheck::Outcome EntryCheck::check(const procedure::Point& point, const QString& typed)
{
    // NFKC folds full-width digits, signs and letters.
    auto text = plainNumber(typed).normalized(QString::NormalizationForm_KC).trimmed();
    text.replace(QChar(0x3002), QLatin1Char('.')); // the Chinese full stop stands on the same key
    if (text.isEmpty())
        return {false, {}, tr("Type the reading, for example %1.").arg(shown(point.nominal))};
    const auto split = text.indexOf(QLatin1Char(' '));
    const auto number = Decimal::parse((split < 0 ? text : text.left(split)).toStdString());
    units::Quantity quantity;
    if (number) {
        quantity = {*number, point.nominal.unit};
        if (split >= 0) {
            const auto unit = units::Unit::parse(text.mid(split + 1).trimmed().toStdString());
            if (!unit)
                return {false,
                        {},
                        tr("“%1” is no unit: type the reading in %2.")
                            .arg(text.mid(split + 1), QString::fromStdString(point.nominal.unit.symbol()))};
            quantity.unit = *unit;
        }
    } else {
        const auto whole = units::Quantity::parse(text.toStdString());
        if (!whole)
            return {false, {}, tr("“%1” is no number: type digits with a decimal point.").arg(typed.trimmed())};
        quantity = *whole;
    }
    if (!quantity.in(point.nominal.unit))
        return {false,
                {},
                tr("A reading in %1 cannot stand for one in %2.")
                    .arg(QString::fromStdString(quantity.unit.symbol()), QString::fromStdString(point.nominal.unit.symbol()))};
    if (point.resolution) {
        const auto step = point.resolution->in(quantity.unit);
        if (step && !step->number.isZero()) {
            if (quantity.number.roundedToInterval(step->number) != quantity.number)
                return {false, {}, tr("The item resolves %1: type a multiple of it.").arg(shown(*point.resolution))};
            // 100 for a display that shows 100.1 would hide a digit that was there to be read.
            if (quantity.number.exponent() > step->number.exponent())
                return {false, {}, tr("Type all digits shown, to the resolution of %1.").arg(shown(*point.resolution))};
        }
    }
    const auto unit = quantity.unit.ascii();
    return {true, QString::fromStdString(quantity.number.text() + (quantity.unit.symbol().empty() ? "" : " " + unit)), {}};
}

} // namespace cal::ui
