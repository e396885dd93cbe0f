// SPDX-License-Identifier: GPL-3.0-or-later
// Tables and trees of the window.
#include "ui/widgets/data_table.h"

#include "ui/widgets/describe.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/table_export.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTimer>

namespace cal::ui {
namespace {

constexpr int kRowHeight = 32;
constexpr int kWidestColumn = 340;
constexpr int kNarrowestStretch = 110;

void dress(QAbstractItemView& view, const ThemeSource& theme, const QString& objectName)
{
    view.setObjectName(objectName);
    view.setItemDelegate(new CellDelegate(theme, &view));
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setMouseTracking(true); // rows light up under the pointer
}

void sortBy(QSortFilterProxyModel& proxy, QAbstractItemModel& model)
{
    proxy.setSourceModel(&model);
    proxy.setSortRole(SortRole);
    proxy.setSortCaseSensitivity(Qt::CaseInsensitive);
    proxy.setSortLocaleAware(true);
}

} // namespace

TableExporter::TableExporter(QAbstractItemView& view, FileDialogs& files)
    : QObject(&view), m_view(view), m_files(files), m_action(new QAction(&view))
{
    m_action->setObjectName(view.objectName() + QStringLiteral("Export"));
    m_action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    m_action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_action, &QAction::triggered, this, [this] { run(); });
    view.addAction(m_action);
    view.setContextMenuPolicy(Qt::ActionsContextMenu);
    retranslate();
}

void TableExporter::retranslate()
{
    describe(*m_action, tr("Export this table as CSV…"), tr("Write what the table shows to a file"));
}

void TableExporter::run()
{
    m_files.save(&m_view, m_view.objectName() + QStringLiteral(".csv"), tr("CSV table (*.csv)"), [this] { return toCsv(*m_view.model()); });
}

DataTable::DataTable(QAbstractItemModel& model, const ThemeSource& theme, FileDialogs& files, const QString& objectName, QWidget* parent,
                     Sorting sorting)
    : QTableView(parent), m_sorting(sorting)
{
    dress(*this, theme, objectName);
    if (sorting == Sorting::Here) {
        sortBy(m_proxy, model);
        setModel(&m_proxy);
        m_exporter = new TableExporter(*this, files);
    } else {
        setModel(&model);
    }
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    setTabKeyNavigation(false);
    dressHeader();
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { Q_EMIT rowChosen(index.data(IdRole).toString()); });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { Q_EMIT rowSelected(now.data(IdRole).toString()); });
    connect(QTableView::model(), &QAbstractItemModel::modelReset, this, [this] { layOut(); });
    connect(QTableView::model(), &QAbstractItemModel::dataChanged, this, [this] { layOutSoon(); });
    connect(QTableView::model(), &QAbstractItemModel::headerDataChanged, this, [this] { layOutSoon(); });
    connect(QTableView::model(), &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first) {
        if (first == 0)
            layOutSoon();
    });
}

void DataTable::dressHeader()
{
    auto* head = horizontalHeader();
    head->setHighlightSections(false);
    head->setMinimumSectionSize(32);
    head->setSortIndicatorClearable(true);
    head->setSectionsClickable(true);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
}

void DataTable::setHeader(QHeaderView* header)
{
    setHorizontalHeader(header);
    dressHeader();
}

QString DataTable::selectedId() const
{
    return currentIndex().data(IdRole).toString();
}

void DataTable::selectId(const QString& id)
{
    for (int row = 0; row < model()->rowCount(); ++row)
        if (model()->index(row, 0).data(IdRole).toString() == id)
            return setCurrentIndex(model()->index(row, 0));
}

void DataTable::fitColumns(int stretchColumn)
{
    m_stretch = stretchColumn;
    layOut();
}

void DataTable::layOutSoon()
{
    if (m_layOutPending)
        return;
    m_layOutPending = true;
    QTimer::singleShot(0, this, [this] {
        m_layOutPending = false;
        layOut();
    });
}

void DataTable::layOut()
{
    if (m_stretch < 0)
        return;
    int used = 0;
    const int columns = model()->columnCount();
    for (int c = 0; c < columns; ++c) {
        if (isColumnHidden(c))
            continue;
        const int wide = std::min(kWidestColumn, std::max(sizeHintForColumn(c), horizontalHeader()->sectionSizeHint(c) + 4));
        setColumnWidth(c, wide);
        if (c != m_stretch)
            used += wide;
    }
    // The one that stretches also gives way, so that the others stay in view; what it cuts off stands in its tooltip. A long list that
    // has to be scrolled sideways anyway keeps it readable instead.
    if (m_stretch < columns) {
        const int left = viewport()->width() - used;
        if (left >= kNarrowestStretch || m_sorting == Sorting::Here)
            setColumnWidth(m_stretch, std::max(std::min(kNarrowestStretch, columnWidth(m_stretch)), left));
    }
}

void DataTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    layOut();
}

void DataTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_exporter) {
        m_exporter->retranslate();
        layOut();
    }
    QTableView::changeEvent(event);
}

void DataTable::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT rowChosen(selectedId());
        return;
    }
    QTableView::keyPressEvent(event);
}

DataTree::DataTree(QAbstractItemModel& model, const ThemeSource& theme, FileDialogs& files, const QString& objectName, QWidget* parent)
    : QTreeView(parent)
{
    dress(*this, theme, objectName);
    sortBy(m_proxy, model);
    setModel(&m_proxy);
    setUniformRowHeights(true);
    setSortingEnabled(true);
    header()->setSortIndicatorClearable(true);
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(32);
    sortByColumn(-1, Qt::AscendingOrder);
    setIndentation(16);
    m_exporter = new TableExporter(*this, files);
}

QString DataTree::selectedId() const
{
    return currentIndex().data(IdRole).toString();
}

void DataTree::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_exporter)
        m_exporter->retranslate();
    QTreeView::changeEvent(event);
}

} // namespace cal::ui
