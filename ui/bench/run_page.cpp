// SPDX-License-Identifier: GPL-3.0-or-later
// The run.
#include "ui/bench/run_page.h"

#include "ui/bench/budget_rows.h"
#include "ui/widgets/figures.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

namespace cal::ui {

RunPage::RunPage(BenchViewModel& model, UiLanguage& language, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_model(model), m_language(language), m_points(language, this), m_bus(this), m_budget(this)
{
    setObjectName(QStringLiteral("runPage"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 8, 8, 8);
    row->setSpacing(8);

    m_pointPanel = new Panel(QStringLiteral("pointPanel"), this);
    m_progress = new QLabel(m_pointPanel);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setProperty("quiet", true);
    m_pointPanel->addToHeading(m_progress);
    m_tree = new DataTree(m_points, theme, files, QStringLiteral("pointList"), m_pointPanel);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(8);
    m_tree->setColumnWidth(PointTreeModel::PointColumn, 96);
    m_tree->setColumnWidth(PointTreeModel::ErrorColumn, 122);
    m_tree->setColumnWidth(PointTreeModel::UncertaintyColumn, 108);
    m_pointPanel->setBody(m_tree);
    m_pointPanel->setFixedWidth(486);
    row->addWidget(m_pointPanel);

    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    row->addLayout(column, 1);
    m_bars = new RunBars(model, language, theme, this);
    column->addWidget(m_bars);
    m_current = new CurrentPointPanel(theme, this);
    column->addWidget(m_current);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("runSplitter"));
    splitter->setHandleWidth(8);
    splitter->setChildrenCollapsible(false);
    column->addWidget(splitter, 1);
    m_plotPanel = new Panel(QStringLiteral("plotPanel"), splitter);
    m_plot = new Plot(theme, files, QStringLiteral("livePlot"), m_plotPanel);
    m_line = m_plot->addSeries({}, Plot::Shape::Line);
    m_dots = m_plot->addSeries({}, Plot::Shape::Dots);
    m_plotPanel->setBody(m_plot);
    splitter->addWidget(m_plotPanel);
    auto* lower = new QFrame(splitter);
    lower->setProperty("panel", true);
    auto* lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(1, 0, 1, 1);
    m_tabs = new QTabWidget(lower);
    m_tabs->setObjectName(QStringLiteral("runTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    lowerLayout->addWidget(m_tabs);
    m_budgetTable = new DataTable(m_budget, theme, files, QStringLiteral("budget"), m_tabs);
    m_budgetTable->setProperty("bare", true);
    m_busTable = new DataTable(m_bus, theme, files, QStringLiteral("busLog"), m_tabs);
    m_busTable->setProperty("bare", true);
    m_busTable->verticalHeader()->setDefaultSectionSize(24);
    m_tabs->addTab(m_budgetTable, QString());
    m_tabs->addTab(m_busTable, QString());
    m_budgetNote = new QLabel(m_tabs);
    m_budgetNote->setProperty("quiet", true);
    m_budgetNote->setContentsMargins(0, 0, 11, 0);
    m_budgetNote->setFixedHeight(32);
    m_tabs->setCornerWidget(m_budgetNote);
    splitter->addWidget(lower);
    splitter->setSizes({240, 230});

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_selecting)
            m_follow = m_tree->selectedId() ==
                       (m_model.run().current() >= 0 ? QString::fromStdString(inHand() ? inHand()->point.id : "") : QString());
        showBudget();
    });
    connect(&m_model, &BenchViewModel::runChanged, this, [this] { refresh(); });
    connect(&m_model, &BenchViewModel::samplesArrived, this, [this](const auto& samples) { addSamples(samples); });
    connect(&m_model, &BenchViewModel::exchangesArrived, this, [this](const auto& exchanges, std::size_t dropped) {
        auto* bar = m_busTable->verticalScrollBar();
        const bool atEnd = bar->value() >= bar->maximum() - 4;
        m_bus.append(exchanges, dropped);
        if (atEnd)
            m_busTable->scrollToBottom();
    });
    connect(&theme, &ThemeSource::themeChanged, this, [this] { refresh(); });
    retranslate();
    m_budgetTable->fitColumns(0);
    m_busTable->fitColumns(BusLogModel::BytesColumn);
}

void RunPage::reset()
{
    m_bus.clear();
    m_plot->clear();
    m_plotted.clear();
    m_follow = true;
    refresh();
}

void RunPage::retranslate()
{
    m_pointPanel->setHeading(tr("Calibration points"));
    m_plotPanel->setHeading(tr("Settling and readings"));
    m_plotPanel->setHint(tr("The plot starts with the first point."));
    m_tabs->setTabText(0, tr("Uncertainty budget"));
    m_tabs->setTabText(1, tr("Bus log"));
    m_tabs->setTabToolTip(0, tr("Contributions to the uncertainty of the point that is selected at the left"));
    m_tabs->setTabToolTip(1, tr("Every byte sent and received, newest last; the record keeps all of it"));
    m_plot->setSeriesName(m_line, tr("settling"));
    m_plot->setSeriesName(m_dots, tr("readings"));
    m_plot->setAxes(tr("Time / s"), tr("Deviation / %1", "from the nominal value").arg(m_unit.symbol));
    m_current->retranslate();
    m_bars->retranslate();
    m_bus.retranslate();
    refresh();
}

const LivePoint* RunPage::inHand() const
{
    const auto& run = m_model.run();
    return run.current() >= 0 && run.current() < static_cast<int>(run.points().size())
               ? &run.points()[static_cast<std::size_t>(run.current())]
               : nullptr;
}

void RunPage::refresh()
{
    const auto& run = m_model.run();
    const bool wasEmpty = m_points.rowCount() == 0;
    m_points.setRun(run);
    if (wasEmpty && m_points.rowCount() > 0)
        m_tree->expandAll();
    //: points judged of all points
    m_progress->setText(tr("%1 of %2 judged").arg(run.judged()).arg(run.points().size()));
    const auto* point = inHand();
    m_current->show(point, run.current() + 1, static_cast<int>(run.points().size()));
    if (point && m_follow) {
        const auto at = m_tree->fromSource(m_points.indexOf(QString::fromStdString(point->point.id)));
        if (at.isValid() && m_tree->currentIndex().row() != at.row()) {
            m_selecting = true;
            m_tree->setCurrentIndex(at);
            m_tree->scrollTo(at);
            m_selecting = false;
        }
    }
    addReadings();
    showBudget();
}

void RunPage::preparePlot(const LivePoint& point)
{
    if (point.point.id == m_plotted && point.attempt == m_plottedAttempt)
        return;
    m_plotted = point.point.id;
    m_plottedAttempt = point.attempt;
    m_plottedReadings = 0;
    m_settledAt = 0;
    m_plot->clear();
    std::optional<double> limit;
    if (point.limit)
        limit = point.limit->toDouble();
    m_unit = deviationUnit(point.point.nominal, limit);
    m_plot->setAxes(tr("Time / s"), tr("Deviation / %1", "from the nominal value").arg(m_unit.symbol));
    m_plot->setCursorFormat(QStringLiteral("s"), m_unit.symbol);
    if (limit) {
        const double high = *limit * point.point.nominal.unit.factor() * m_unit.perSi;
        m_plot->setLimits(-high, high);
        m_plot->setSpan(1.5 * high);
    } else {
        m_plot->setLimits({}, {});
        m_plot->setSpan(0);
    }
}

void RunPage::addReadings()
{
    const auto* point = inHand();
    m_plotPanel->setEmpty(!point);
    if (!point)
        return;
    preparePlot(*point);
    // A simulated bench runs faster than the procedure's clock; the axis shows the procedure's time.
    const double scale = std::max(1.0, m_model.run().setUp().bench["time-scale"].asDouble().value_or(1.0));
    std::vector<double> x, y;
    for (; m_plottedReadings < point->readings.size(); ++m_plottedReadings) {
        const auto& reading = point->readings[m_plottedReadings];
        const auto* scalar = std::get_if<equipment::Scalar>(&reading.value);
        if (!scalar)
            continue;
        const std::chrono::duration<double> since = reading.takenAt.monotonic - point->readings.front().takenAt.monotonic;
        x.push_back(m_settledAt + since.count() * scale);
        y.push_back((units::Quantity{scalar->number, scalar->unit}.si() - point->point.nominal.si()) * m_unit.perSi);
    }
    m_plot->append(m_dots, x, y);
    m_plot->fit();
}

void RunPage::addSamples(const std::vector<SettlingSample>& samples)
{
    const auto* point = inHand();
    if (!point)
        return;
    // Before the readings of the same batch: they stand behind the last sample.
    preparePlot(*point);
    std::vector<double> x, y;
    for (const auto& sample : samples) {
        if (sample.point != m_plotted)
            continue;
        x.push_back(sample.seconds);
        y.push_back((sample.value.si() - point->point.nominal.si()) * m_unit.perSi);
        m_settledAt = std::max(m_settledAt, sample.seconds);
    }
    m_plot->append(m_line, x, y);
    if (!samples.empty() && samples.back().point == point->point.id)
        m_current->showSettling(*point, samples.back().value);
    m_plot->fit();
}

void RunPage::showBudget()
{
    // The selected point, or the last one that has a budget while the selected one is still being measured.
    const auto& run = m_model.run();
    const auto* shownPoint = run.point(m_tree->selectedId().toStdString());
    if (!shownPoint || !shownPoint->result) {
        shownPoint = nullptr;
        for (int i = std::min(run.current(), static_cast<int>(run.points().size()) - 1); i >= 0 && !shownPoint; --i)
            if (run.points()[static_cast<std::size_t>(i)].result)
                shownPoint = &run.points()[static_cast<std::size_t>(i)];
    }
    BudgetRows::fill(m_budget, shownPoint ? &*shownPoint->result : nullptr, m_language);
    if (shownPoint) {
        const auto& r = *shownPoint->result;
        m_budgetNote->setText(tr("%1:  U = %2 %3,  k = %4")
                                  .arg(shown(shownPoint->point.nominal), grouped(r.printedU), QString::fromStdString(r.unit),
                                       QString::fromStdString(r.printedK)));
    } else {
        m_budgetNote->setText(tr("The budget appears with the first verdict."));
    }
}

void RunPage::askAdjustment()
{
    m_bars->askAdjustment(m_tree->selectedId());
}

void RunPage::askRetry()
{
    const auto& run = m_model.run();
    const auto* point = run.point(m_tree->selectedId().toStdString());
    if (!point)
        point = inHand();
    if (point)
        m_bars->askRetry(QString::fromStdString(point->point.id), shown(point->point.nominal));
}

} // namespace cal::ui
