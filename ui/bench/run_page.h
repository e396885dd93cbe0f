// SPDX-License-Identifier: GPL-3.0-or-later
// The run: point list left, the point in hand large, settling and readings as a plot, budget and bus below.
#pragma once

#include "ui/bench/bench_view_model.h"
#include "ui/bench/bus_log_model.h"
#include "ui/bench/current_point_panel.h"
#include "ui/bench/deviation.h"
#include "ui/bench/point_tree_model.h"
#include "ui/bench/run_bars.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plot.h"

#include <QTabWidget>
#include <QWidget>

#include <map>

namespace cal::ui {

class RunPage : public QWidget
{
    Q_OBJECT

public:
    RunPage(BenchViewModel& model, UiLanguage& language, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);
    void retranslate();
    /// Asks for the reason to measure the selected point again (the one in hand when none is selected).
    void askRetry();
    void askAdjustment(); ///< what was adjusted between as found and as left
    void reset();

private:
    void refresh();
    void showBudget();
    void preparePlot(const LivePoint& point); ///< empties the plot for another point or attempt
    void addReadings();                       ///< those that are not in the plot yet
    void addSamples(const std::vector<SettlingSample>& samples);
    [[nodiscard]] const LivePoint* inHand() const;

    BenchViewModel& m_model;
    UiLanguage& m_language;
    PointTreeModel m_points;
    BusLogModel m_bus;
    TableModel m_budget;
    RunBars* m_bars;
    Panel *m_pointPanel, *m_plotPanel;
    DataTree* m_tree;
    CurrentPointPanel* m_current;
    Plot* m_plot;
    QTabWidget* m_tabs;
    DataTable* m_budgetTable;
    DataTable* m_busTable;
    QLabel *m_progress, *m_budgetNote;
    int m_line = 0, m_dots = 0;
    std::string m_plotted; ///< point whose data the plot holds
    int m_plottedAttempt = 0;
    std::size_t m_plottedReadings = 0;
    double m_settledAt = 0; ///< seconds on the axis of the last settling sample
    DeviationUnit m_unit;
    bool m_follow = true; ///< the selection follows the point in hand until a person selects another
    bool m_selecting = false;
};

} // namespace cal::ui
