// SPDX-License-Identifier: GPL-3.0-or-later
// The control chart of an intermediate check plan as the screen draws it.
#pragma once

#include "core/registry/registry.h"
#include "ui/registry/register_ports.h"

#include <QCoreApplication>

#include <vector>

namespace cal::ui {

struct ControlChartData {
    Q_DECLARE_TR_FUNCTIONS(cal::ui::ControlChartData)

public:
    QString unit;
    std::vector<double> at, value;              ///< seconds since 1970 of each check, its result
    std::vector<double> flaggedAt, flagged;     ///< those that complete a rule or are outside the plan's limits
    std::optional<double> centre, lower, upper; ///< of the chart: 3σ; absent while there are too few results
    std::optional<double> planLower, planUpper; ///< of the plan
    QStringList sentences;                      ///< what the rules say, or why there is no chart

    /// `plan`: of kind "intermediate-check".
    static ControlChartData of(const registry::Entity& plan, const RegisterPorts& ports);
};

} // namespace cal::ui
