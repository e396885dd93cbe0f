// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/control_chart_model.h"

#include "ui/widgets/figures.h"

#include <algorithm>

namespace cal::ui {

namespace {

constexpr int kDigits = 7;
constexpr double kMargin = 0.08; // of the range, above and below

QString withUnit(double value, const QString& unit)
{
    const auto number = grouped(significant(value, kDigits));
    return unit.isEmpty() ? number : number + QChar(QChar::Nbsp) + unit;
}

void fitAxis(ChartPanel& panel)
{
    panel.low = panel.high = panel.values.isEmpty() ? 0 : panel.values.front();
    const auto include = [&](double value) {
        panel.low = std::min(panel.low, value);
        panel.high = std::max(panel.high, value);
    };
    for (const double value : panel.values)
        include(value);
    for (const auto& level : panel.levels)
        include(level.value);
    const double margin = panel.high > panel.low ? (panel.high - panel.low) * kMargin : 1;
    panel.low -= margin;
    panel.high += margin;
}

} // namespace

ControlChartModel ControlChartModel::of(const quality::ControlChart& chart, const QString& unit, const UiLanguage& language)
{
    ControlChartModel model;
    const bool groups = chart.kind == quality::ControlChart::Kind::MeanAndDeviation;
    const auto titled = [&](const QString& name) { return unit.isEmpty() ? name : name + QStringLiteral(" / ") + unit; };
    model.values.title = titled(groups ? tr("mean") : tr("result"));
    //: of a control chart: 移动极差
    model.spread.title = titled(groups ? tr("s") : tr("moving range"));
    const auto& limits = chart.limits;
    const auto level = [&](ChartPanel& panel, double value, const QString& name, bool limit) {
        panel.levels.push_back({value, name + QLatin1Char(' ') + withUnit(value, unit), limit});
    };
    //: upper control limit: 上控制限
    level(model.values, limits.upper, tr("UCL"), true);
    //: centre line: 中心线
    level(model.values, limits.centre, tr("CL"), false);
    //: lower control limit: 下控制限
    level(model.values, limits.lower, tr("LCL"), true);
    level(model.spread, limits.spreadUpper, tr("UCL"), true);
    level(model.spread, limits.spreadCentre, tr("CL"), false);
    if (limits.spreadLower > 0)
        level(model.spread, limits.spreadLower, tr("LCL"), true);

    int broken = 0;
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
        const auto& point = chart.points[i];
        const auto position = static_cast<double>(i + 1);
        const auto label = QString::fromStdString(point.label);
        QStringList tip{label + QStringLiteral(": ") + withUnit(point.value, unit)};
        for (const auto rule : point.broken)
            tip << language.text(quality::text(rule));
        if (point.spreadBeyond)
            tip << tr("the spread is outside its limits");
        broken += point.broken.empty() && !point.spreadBeyond ? 0 : 1;
        model.labels << label;
        model.tips << tip.join(QLatin1Char('\n'));
        model.values.positions << position;
        model.values.values << point.value;
        model.values.flagged << !point.broken.empty();
        if (groups || i > 0) { // the first single result has no moving range
            model.spread.positions << position;
            model.spread.values << point.spread;
            model.spread.flagged << point.spreadBeyond;
        }
    }
    fitAxis(model.values);
    fitAxis(model.spread);
    model.inControl = chart.inControl();
    model.summary = model.inControl ? tr("in control") : tr("%n point(s) break a rule", nullptr, broken);
    return model;
}

} // namespace cal::ui
