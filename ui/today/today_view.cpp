// SPDX-License-Identifier: GPL-3.0-or-later
// Today: what waits, most urgent first.
#include "ui/today/today_view.h"

#include "ui/bench/bench_view_model.h"
#include "ui/widgets/figures.h"

#include <QApplication>
#include <QVBoxLayout>

namespace cal::ui {

TodayView::TodayView(TodayViewModel& model, BenchViewModel& bench, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : PlacePage(parent), m_model(model), m_bench(bench), m_theme(theme)
{
    setObjectName(QStringLiteral("today"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    m_trouble = new QLabel(this);
    m_trouble->setObjectName(QStringLiteral("todayTrouble"));
    m_trouble->setProperty("trouble", true);
    m_trouble->setWordWrap(true);
    column->addWidget(m_trouble);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    column->addLayout(top);
    m_interruptedPanel = new Panel(QStringLiteral("interruptedPanel"), this);
    m_interrupted = new DataTable(model.interrupted(), theme, files, QStringLiteral("interruptedRuns"), m_interruptedPanel);
    m_interruptedPanel->setBody(m_interrupted);
    m_interruptedPanel->setFixedHeight(172);
    top->addWidget(m_interruptedPanel, 1);
    m_itemPanel = new Panel(QStringLiteral("itemPanel"), this);
    m_items = new DataTable(model.items(), theme, files, QStringLiteral("queue"), m_itemPanel);
    m_itemPanel->setBody(m_items);
    column->addWidget(m_itemPanel, 5);

    m_environmentPanel = new Panel(QStringLiteral("environmentPanel"), this);
    auto* tile = new QWidget(m_environmentPanel);
    auto* tileLayout = new QVBoxLayout(tile);
    tileLayout->setContentsMargins(11, 0, 11, 11);
    tileLayout->setSpacing(4);
    auto* values = new QHBoxLayout;
    values->setSpacing(32);
    m_temperature = new QLabel(tile);
    m_temperature->setObjectName(QStringLiteral("environmentTemperature"));
    m_humidity = new QLabel(tile);
    m_humidity->setObjectName(QStringLiteral("environmentHumidity"));
    for (auto* label : {m_temperature, m_humidity}) {
        label->setFont(theme.theme().font(theme.theme().figurePt));
        values->addWidget(label);
    }
    values->addStretch(1);
    tileLayout->addLayout(values);
    m_environmentNote = new QLabel(tile);
    m_environmentNote->setProperty("quiet", true);
    m_environmentNote->setWordWrap(true);
    tileLayout->addWidget(m_environmentNote);
    tileLayout->addStretch(1);
    m_environmentPanel->setBody(tile);
    m_environmentPanel->setFixedSize(272, 172);
    top->addWidget(m_environmentPanel);
    m_standardPanel = new Panel(QStringLiteral("standardPanel"), this);
    m_standards = new DataTable(model.standards(), theme, files, QStringLiteral("standards"), m_standardPanel);
    m_standardPanel->setBody(m_standards);
    m_waitingPanel = new Panel(QStringLiteral("waitingPanel"), this);
    m_waiting = new DataTable(model.waiting(), theme, files, QStringLiteral("waiting"), m_waitingPanel);
    m_waitingPanel->setBody(m_waiting);
    auto* below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(m_waitingPanel, 1);
    below->addWidget(m_standardPanel, 1);
    column->addLayout(below, 4);

    m_resume = new QAction(this);
    m_resume->setObjectName(QStringLiteral("resumeRun"));
    m_resume->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_R));
    m_take = new QAction(this);
    m_take->setObjectName(QStringLiteral("takeItem"));
    m_take->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    for (auto* action : {m_resume, m_take}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    connect(m_resume, &QAction::triggered, this, [this] {
        const auto id = m_interrupted->selectedId();
        m_model.resume(!id.isEmpty() || m_model.interrupted().rows().empty() ? id : m_model.interrupted().rows().front().id);
    });
    connect(m_take, &QAction::triggered, this, [this] {
        const auto id = m_items->selectedId();
        m_model.take(!id.isEmpty() || m_model.items().rows().empty() ? id : m_model.items().rows().front().id);
    });
    connect(m_interrupted, &DataTable::rowChosen, &m_model, &TodayViewModel::resume);
    connect(m_items, &DataTable::rowChosen, &m_model, &TodayViewModel::take);
    connect(m_waiting, &DataTable::rowChosen, &m_model, &TodayViewModel::open);
    connect(m_standards, &DataTable::rowChosen, &m_model, &TodayViewModel::open);
    connect(&m_model, &TodayViewModel::changed, this, [this] { refresh(); });
    connect(&m_bench, &BenchViewModel::phaseChanged, this, [this] { refresh(); });
    connect(&m_theme, &ThemeSource::themeChanged, this, [this] { retranslate(); });
    retranslate();
    m_interrupted->fitColumns(2);
    m_items->fitColumns(2);
    m_waiting->fitColumns(3);
    m_standards->fitColumns(0);
}

QString TodayView::subtitle() const
{
    return QString();
}

void TodayView::entered()
{
    m_model.refresh();
}

void TodayView::retranslate()
{
    m_interruptedPanel->setHeading(tr("Interrupted runs"));
    m_interruptedPanel->setHint(tr("No run was interrupted. A run that stops before its end is offered here to be resumed."));
    m_itemPanel->setHeading(tr("My queue"));
    m_itemPanel->setHint(tr("No item waits for you. Items come from the place Orders, where they are agreed and assigned."));
    m_waitingPanel->setHeading(tr("Waits for my check or approval"));
    m_waitingPanel->setHint(tr("Nothing waits that you may check or approve. What you performed yourself waits for somebody else."));
    m_standardPanel->setHeading(tr("About to expire"));
    m_standardPanel->setHint(tr("No calibration and no certificate of a standard expires within 90 days."));
    m_environmentPanel->setHeading(tr("Environmental conditions"));
    m_environmentPanel->setHint(tr("Nothing measured yet. The start of a run measures temperature and humidity, or asks for them."));
    describe(*m_resume, tr("Resume run"), tr("Go on with the interrupted run: no reading is lost or doubled"));
    describe(*m_take, tr("Take to the bench"), tr("Open the bench with this item, as it was agreed"));
    m_resume->setIcon(m_theme.icon(QStringLiteral("play")));
    m_take->setIcon(m_theme.icon(QStringLiteral("link")));
    refresh();
}

/// Enter begins the first item at once, unless the keyboard is elsewhere.
void TodayView::offerFirst()
{
    if (m_items->selectedId().isEmpty())
        m_items->selectId(m_model.items().rows().front().id);
    const auto* focus = QApplication::focusWidget();
    if (isVisible() && (!focus || focus == this || focus == window()))
        m_items->setFocus();
}

void TodayView::refresh()
{
    m_trouble->setText(m_model.trouble());
    m_trouble->setVisible(!m_model.trouble().isEmpty());
    m_interruptedPanel->setEmpty(m_model.interrupted().rowCount() == 0);
    m_itemPanel->setEmpty(m_model.items().rowCount() == 0);
    m_waitingPanel->setEmpty(m_model.waiting().rowCount() == 0);
    m_standardPanel->setEmpty(m_model.standards().rowCount() == 0);
    if (m_model.items().rowCount() > 0)
        offerFirst();
    const auto& environment = m_model.station().environment;
    m_environmentPanel->setEmpty(!environment);
    if (environment) {
        m_temperature->setText(shown(environment->temperature));
        m_humidity->setText(shown(environment->humidity));
        QString note = environment->source == "typed" ? tr("typed") : tr("measured");
        if (environment->simulated)
            note += QStringLiteral(" · ") + tr("SIMULATED");
        note += QStringLiteral(" · ") + (environment->within ? tr("within the limits") : tr("outside the limits of the procedure"));
        m_environmentNote->setText(note);
    }
    m_resume->setEnabled(m_bench.canChoose() && m_model.interrupted().rowCount() > 0);
    m_take->setEnabled(m_bench.canChoose() && m_model.items().rowCount() > 0);
}

} // namespace cal::ui
