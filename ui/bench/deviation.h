// SPDX-License-Identifier: GPL-3.0-or-later
// The unit in which a deviation from the nominal value reads best: µV for a limit of 35 µV on 10 V.
#pragma once

#include "core/units/quantity.h"

#include <QString>

#include <optional>
#include <string>

namespace cal::ui {

struct DeviationUnit {
    QString symbol;
    double perSi = 1; ///< multiply a deviation in SI by this
};

/// @param scale  a typical deviation in the nominal's unit, e.g. the limit; where absent, 1e-5 of the nominal.
DeviationUnit deviationUnit(const units::Quantity& nominal, std::optional<double> scale);

/// Three significant digits with the prefix that suits the size: 4.26e-05 in "V" is "42.6 µV".
QString withPrefix(double value, const std::string& unit);

} // namespace cal::ui
