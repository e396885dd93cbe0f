// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as screens show them: digits in groups of three by thin spaces, bytes escaped. Data keeps plain C-locale text.
#pragma once

#include "core/units/quantity.h"

#include <QString>

#include <string_view>

namespace cal::ui {

/// "-10000.01234" → "−10 000.012 34" with thin no-break spaces (U+202F) and a real minus sign; other text unchanged.
/// Groups count away from the decimal sign; four digits on one side stay together.
QString grouped(std::string_view number);
QString grouped(const QString& number);
/// Grouped number, no-break space, unit symbol.
QString shown(const units::Quantity& quantity);
/// Grouping undone: what goes to a CSV file or the clipboard.
QString plainNumber(QString text);
/// Bytes as a person can read them: printable ASCII as it is, \n \r \t \\ and \xNN for the rest; at most `limit` bytes, then "… (+n)".
QString escaped(std::string_view bytes, std::size_t limit = 400);
/// A double to `digits` significant digits in plain C-locale notation where sensible, else with exponent.
QString significant(double value, int digits);

} // namespace cal::ui
