// SPDX-License-Identifier: GPL-3.0-or-later
// The control chart of an intermediate check plan.
#include "ui/standards/control_chart_model.h"

#include "core/quality/intermediate_check.h"

namespace cal::ui {

ControlChartData ControlChartData::of(const registry::Entity& plan, const RegisterPorts& ports)
{
    ControlChartData data;
    const auto read = quality::CheckPlan::fromEntity(plan);
    if (!read) {
        data.sentences << ports.sentence(read.error());
        return data;
    }
    data.unit = QString::fromStdString(read->unit);
    if (read->lower)
        data.planLower = read->lower->toDouble();
    if (read->upper)
        data.planUpper = read->upper->toDouble();
    std::vector<bool> flagged;
    for (const auto& done : read->results) {
        const auto date = parseIsoDate(done.date, std::chrono::minutes(0));
        constexpr double kDay = 86400;
        data.at.push_back(date ? static_cast<double>(std::chrono::sys_days(date->date).time_since_epoch().count()) * kDay : 0);
        data.value.push_back(done.value.toDouble());
        flagged.push_back(!done.inLimits);
        if (!done.inLimits)
            data.sentences << tr("%1: outside the limits of the plan").arg(QString::fromStdString(done.date));
    }
    const auto chart = quality::chartOf(*read);
    if (!chart) {
        if (!read->results.empty())
            data.sentences << ports.sentence(chart.error());
    } else {
        data.centre = chart->limits.centre;
        data.lower = chart->limits.lower;
        data.upper = chart->limits.upper;
        for (std::size_t i = 0; i < chart->points.size() && i < flagged.size(); ++i) {
            for (const auto rule : chart->points[i].broken)
                data.sentences << QString::fromStdString(chart->points[i].label) + QStringLiteral(": ") +
                                      ports.language.text(quality::text(rule));
            flagged[i] = flagged[i] || !chart->points[i].broken.empty();
        }
    }
    for (std::size_t i = 0; i < flagged.size(); ++i)
        if (flagged[i]) {
            data.flaggedAt.push_back(data.at[i]);
            data.flagged.push_back(data.value[i]);
        }
    return data;
}

} // namespace cal::ui
