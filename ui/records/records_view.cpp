// SPDX-License-Identifier: GPL-3.0-or-later
// Records: sessions, the record, the road behind a figure.
#include "ui/records/records_view.h"

#include "ui/widgets/figures.h"

#include <QHeaderView>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

namespace cal::ui {

RecordsView::RecordsView(session::Engine& engine, UiLanguage& language, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : PlacePage(parent), m_model(engine, language), m_language(language), m_theme(theme)
{
    setObjectName(QStringLiteral("records"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    m_trouble = new QLabel(this);
    m_trouble->setObjectName(QStringLiteral("recordsTrouble"));
    m_trouble->setProperty("trouble", true);
    m_trouble->setWordWrap(true);
    column->addWidget(m_trouble);

    auto* upper = new QSplitter(Qt::Vertical, this);
    upper->setHandleWidth(8);
    upper->setChildrenCollapsible(false);
    m_sessionPanel = new Panel(QStringLiteral("sessionPanel"), upper);
    m_sessions = new DataTable(m_model.sessions(), theme, files, QStringLiteral("sessionList"), m_sessionPanel);
    m_sessionPanel->setBody(m_sessions);
    upper->addWidget(m_sessionPanel);

    auto* lower = new QSplitter(Qt::Horizontal, upper);
    lower->setHandleWidth(8);
    lower->setChildrenCollapsible(false);
    auto* detail = new QFrame(lower);
    detail->setProperty("panel", true);
    auto* detailLayout = new QVBoxLayout(detail);
    detailLayout->setContentsMargins(1, 0, 1, 1);
    detailLayout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(11, 8, 11, 0);
    m_summary = new QLabel(detail);
    m_summary->setObjectName(QStringLiteral("recordSummary"));
    m_summary->setWordWrap(true);
    m_marks = new QLabel(detail);
    m_marks->setObjectName(QStringLiteral("recordMarks"));
    m_marks->setProperty("mark", QStringLiteral("simulated"));
    head->addWidget(m_summary, 1);
    head->addWidget(m_marks, 0, Qt::AlignTop);
    detailLayout->addLayout(head);
    m_tabs = new QTabWidget(detail);
    m_tabs->setObjectName(QStringLiteral("recordTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_results = new DataTable(m_model.results(), theme, files, QStringLiteral("results"), m_tabs);
    m_results->setProperty("bare", true);
    m_results->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_preview = new CertificatePreview(m_model, theme, files, m_tabs);
    m_tabs->addTab(m_results, QString());
    m_tabs->addTab(m_preview, QString());
    detailLayout->addWidget(m_tabs, 1);
    lower->addWidget(detail);

    auto* evidence = new QSplitter(Qt::Vertical, lower);
    evidence->setHandleWidth(8);
    evidence->setChildrenCollapsible(false);
    m_roadPanel = new Panel(QStringLiteral("roadPanel"), evidence);
    m_road = new DataTree(m_model.road(), theme, files, QStringLiteral("road"), m_roadPanel);
    m_road->setColumnWidth(0, 200);
    m_roadPanel->setBody(m_road);
    evidence->addWidget(m_roadPanel);
    m_budgetPanel = new Panel(QStringLiteral("recordBudgetPanel"), evidence);
    m_budget = new DataTable(m_model.budget(), theme, files, QStringLiteral("recordBudget"), m_budgetPanel);
    m_budgetPanel->setBody(m_budget);
    evidence->addWidget(m_budgetPanel);
    evidence->setSizes({420, 180});
    lower->addWidget(evidence);
    lower->setSizes({830, 330});
    lower->setStretchFactor(0, 2);
    lower->setStretchFactor(1, 3);
    upper->addWidget(lower);
    upper->setSizes({150, 520});
    upper->setStretchFactor(1, 1);
    column->addWidget(upper, 1);

    m_refresh = new QAction(this);
    m_refresh->setObjectName(QStringLiteral("refreshRecords"));
    m_refresh->setShortcut(QKeySequence(Qt::Key_F5));
    m_refresh->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_refresh);
    connect(m_refresh, &QAction::triggered, &m_model, &RecordsViewModel::refresh);
    connect(m_sessions, &DataTable::rowSelected, &m_model, &RecordsViewModel::select);
    connect(m_results, &QTableView::clicked, this, [this](const QModelIndex& index) { explainAt(index); });
    connect(m_results, &DataTable::rowChosen, this, [this] { explainAt(m_results->currentIndex()); });
    connect(&m_model, &RecordsViewModel::sessionsChanged, this, [this] {
        refresh();
        if (m_sessions->selectedId().isEmpty() && !m_model.sessions().rows().empty())
            m_sessions->selectId(m_model.sessions().rows().front().id);
    });
    connect(&m_model, &RecordsViewModel::recordChanged, this, [this] { refresh(); });
    connect(&m_model, &RecordsViewModel::troubleChanged, this, [this] { refresh(); });
    connect(&m_model, &RecordsViewModel::roadChanged, this, [this](const QString& figure) { showRoad(figure); });
    connect(&m_theme, &ThemeSource::themeChanged, this, [this] { retranslate(); });
    retranslate();
    m_sessions->fitColumns(3);
    m_results->fitColumns(RecordsViewModel::VerdictColumn);
    m_budget->fitColumns(0);
}

QString RecordsView::subtitle() const
{
    return {};
}

void RecordsView::entered()
{
    m_model.refresh();
}

void RecordsView::explainAt(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    m_model.explain(index.data(IdRole).toString(), plainNumber(index.data().toString()));
}

void RecordsView::showRoad(const QString& figure)
{
    m_roadPanel->setEmpty(m_model.road().rowCount() == 0);
    m_budgetPanel->setEmpty(m_model.budget().rowCount() == 0);
    m_roadPanel->setHeading(tr("Where the figures of %1 come from").arg(m_model.explainedPoint()));
    const auto root = m_road->fromSource(m_model.road().rootOf(figure));
    if (!root.isValid())
        return m_road->expandToDepth(0);
    m_road->expandRecursively(root);
    m_road->setCurrentIndex(root);
    m_road->scrollTo(root, QAbstractItemView::PositionAtTop);
}

void RecordsView::retranslate()
{
    m_sessionPanel->setHeading(tr("Sessions"));
    m_sessionPanel->setHint(tr("No session yet. Take an item from Today to the bench and measure it."));
    m_roadPanel->setHeading(tr("Where a figure comes from"));
    m_roadPanel->setHint(tr("Click any figure of the results: its road back to the bytes of the instruments opens here."));
    m_budgetPanel->setHeading(tr("Uncertainty budget"));
    m_budgetPanel->setHint(tr("The budget of the point whose figure was clicked."));
    m_tabs->setTabText(0, tr("Results"));
    m_tabs->setTabText(1, tr("Certificate"));
    m_preview->retranslate();
    describe(*m_refresh, tr("Refresh"), tr("Read the sessions again"));
    m_refresh->setIcon(m_theme.icon(QStringLiteral("refresh")));
    refresh();
}

void RecordsView::refresh()
{
    m_trouble->setText(m_model.trouble());
    m_trouble->setVisible(!m_model.trouble().isEmpty());
    m_sessionPanel->setEmpty(m_model.sessions().rowCount() == 0);
    m_roadPanel->setEmpty(m_model.road().rowCount() == 0);
    m_budgetPanel->setEmpty(m_model.budget().rowCount() == 0 || m_model.road().rowCount() == 0);
    const auto& record = m_model.record();
    m_marks->setVisible(record && record->setUp.simulated);
    m_marks->setText(tr("SIMULATED"));
    if (!record) {
        m_summary->setText(tr("Select a session."));
        return;
    }
    m_results->setColumnHidden(RecordsViewModel::UnitColumn, m_model.oneUnit()); // it stands in the heads then
    const auto offset = record->setUp.laboratory.offset;
    QStringList parts{
        QString::fromStdString(record->setUp.item.manufacturer + " " + record->setUp.item.model + "  " + record->setUp.item.serial),
        m_language.text(record->setUp.procedure.head.title), QString::fromStdString(toLocal(record->started.utc, offset)),
        m_language.text(record->setUp.performer.name)};
    if (!record->sealed)
        parts << tr("unfinished");
    m_summary->setText(parts.join(QStringLiteral("   ·   ")));
    Q_EMIT titleChanged();
}

} // namespace cal::ui
