// SPDX-License-Identifier: GPL-3.0-or-later
// A control chart ready to be painted: two panels of points with their limits, and in words which rule a point breaks.
#pragma once

#include "core/quality/control_chart.h"
#include "ui/shell/ui_language.h"

#include <QCoreApplication>
#include <QStringList>
#include <QVector>

namespace cal::ui {

struct ChartPanel {
    struct Level {
        double value = 0;
        QString label;      ///< "UCL 50.8 V"
        bool limit = false; ///< a limit, drawn dashed; else the centre
    };
    QString title; ///< of the axis, with unit
    QVector<double> positions, values;
    QVector<bool> flagged; ///< drawn in another shape and colour
    QVector<Level> levels;
    double low = 0, high = 0; ///< range of the axis: points and levels with a margin
};

struct ControlChartModel {
    Q_DECLARE_TR_FUNCTIONS(ControlChart)

public:
    ChartPanel values, spread; ///< x and s, or x and moving range
    QStringList labels;        ///< of the points: dates
    QStringList tips;          ///< value and broken rules of each point
    QString summary;           ///< "in control", or how many points break a rule
    bool inControl = false;

    static ControlChartModel of(const quality::ControlChart& chart, const QString& unit, const UiLanguage& language);
};

} // namespace cal::ui
