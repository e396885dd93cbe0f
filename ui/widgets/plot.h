// SPDX-License-Identifier: GPL-3.0-or-later
// A plot of our kind: light grid, no box, limits with the outside shaded, wheel and drag zoom, cursor that reads values, PNG export.
// QCustomPlot stays inside plot.cpp.
#pragma once

#include "ui/widgets/file_dialogs.h"
#include "ui/widgets/theme.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace cal::ui {

class Plot : public QWidget
{
    Q_OBJECT

public:
    enum class Shape {
        Line,
        Dots,
        Joined, ///< dots with a thin line between them
        Flags   ///< rings in the colour of a failure, around dots of another series
    };
    /// A line across the plot with its name at the right.
    struct Level {
        double y = 0;
        QString name;
        bool limit = false; ///< in the colour of a failure, dashed, named at the left; else quiet
    };

    Plot(const ThemeSource& theme, FileDialogs& files, const QString& objectName, QWidget* parent = nullptr);
    ~Plot() override;

    void setAxes(const QString& x, const QString& y); ///< quantity and unit
    /// Index of the new series; colours follow the theme's series in order.
    int addSeries(const QString& name, Shape shape);
    void setSeriesName(int series, const QString& name);
    void append(int series, const std::vector<double>& x, const std::vector<double>& y);
    /// Half the lengths of bars through the points of a series (an expanded uncertainty), in the order of append().
    void setBars(int series, const std::vector<double>& halves);
    void clear();
    [[nodiscard]] int size(int series) const;
    void setLimits(std::optional<double> lower, std::optional<double> upper);
    /// What fit() shows: y from −span to +span when the data stay inside a few times of it, more when the newest data are outside.
    void setSpan(double span);
    /// x are seconds since 1970 UTC and shown as dates; fit() then shows all data, bars and levels with some air.
    void setDates();
    void setLevels(const std::vector<Level>& levels);
    void setCursorFormat(const QString& xUnit, const QString& yUnit);
    /// Draws soon; any number of calls become one drawing.
    void refresh();
    void fit();
    void savePng();
    [[nodiscard]] bool zoomed() const; ///< a person has chosen a range: fit() waits for the next reset

protected:
    void changeEvent(QEvent* event) override;

private:
    class Canvas;
    void applyTheme();
    void retranslate();

    const ThemeSource& m_theme;
    FileDialogs& m_files;
    std::unique_ptr<Canvas> m_canvas;
};

} // namespace cal::ui
