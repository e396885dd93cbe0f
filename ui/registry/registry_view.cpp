// SPDX-License-Identifier: GPL-3.0-or-later
// A place made from a group of kinds.
#include "ui/registry/registry_view.h"

#include "ui/registry/reference_line.h"
#include "ui/widgets/figures.h"

#include <QComboBox>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QWidgetAction>

namespace cal::ui {

using registry::Field;

namespace {

constexpr int kKindsWidth = 176;
constexpr int kCountRole = Qt::UserRole + 1;

/// Name at the left, how many at the right.
class KindDelegate : public QStyledItemDelegate
{
public:
    KindDelegate(const ThemeSource& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& theme = m_theme.theme();
        painter->save();
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, selected ? theme.selection : theme.hover);
        auto area = option.rect.adjusted(12, 0, -10, 0);
        const auto count = index.data(kCountRole).toString();
        painter->setPen(theme.quiet);
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, count);
        area.setRight(area.right() - option.fontMetrics.horizontalAdvance(count) - 8);
        painter->setPen(theme.text);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, area.width()));
        if (option.state & QStyle::State_HasFocus && selected) {
            painter->setPen(theme.accent);
            painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
        }
        painter->restore();
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {kKindsWidth - 2, 34}; }

private:
    const ThemeSource& m_theme;
};

} // namespace

RegistryView::RegistryView(const RegisterPorts& ports, const RegistryPlace& place, const ThemeSource& theme, FileDialogs& files,
                           QWidget* parent)
    : PlacePage(parent), m_place(place), m_model(ports, place.group, place.first), m_importModel(ports), m_theme(theme), m_files(files)
{
    setObjectName(place.name);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 8, 8, 8);
    row->setSpacing(8);
    m_kinds = new QListWidget(this);
    m_kinds->setObjectName(QStringLiteral("kinds"));
    m_kinds->setFixedWidth(kKindsWidth);
    m_kinds->setItemDelegate(new KindDelegate(theme, m_kinds));
    m_kinds->setMouseTracking(true);
    m_kinds->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_kinds->setVisible(m_model.kinds().size() > 1);
    row->addWidget(m_kinds);
    m_stack = new QStackedWidget(this);
    row->addWidget(m_stack, 1);
    m_split = new QSplitter(Qt::Horizontal, m_stack);
    m_split->setHandleWidth(8);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(buildList(files));
    m_pane = new EntityPane({m_model.entity(), theme, files}, m_split);
    m_pane->setMinimumWidth(340);
    m_split->addWidget(m_pane);
    m_split->setSizes({640, 420});
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_stack->addWidget(m_split);
    m_importPage = new ImportPage(m_importModel, theme, files, m_stack);
    m_stack->addWidget(m_importPage);
    buildActions();

    connect(m_kinds, &QListWidget::currentRowChanged, this, [this](int at) {
        if (at >= 0)
            m_model.setKind(m_kinds->item(at)->data(Qt::UserRole).toString());
    });
    connect(m_table, &DataTable::rowSelected, this, [this](const QString& id) {
        const auto& shown = m_model.entity().entity();
        if (!id.isEmpty() && (!shown || QString::fromStdString(shown->id.text()) != id)) {
            m_model.entity().leave(); // what was typed waits for its entity
            m_model.entity().show(id);
        }
    });
    connect(m_table, &DataTable::rowChosen, this, [this](const QString& id) {
        if (m_model.entity().editing())
            return;
        m_model.entity().show(id);
        m_pane->setFocus();
    });
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            [this](int column, Qt::SortOrder order) { m_model.setOrder(column, order == Qt::DescendingOrder); });
    connect(&m_model.list(), &PagedModel::answered, this, [this] {
        fillFooter();
        reselect();
    });
    connect(&m_model, &RegistryViewModel::kindChanged, this, [this] {
        fillKinds();
        fillEditors();
        describeNew();
        Q_EMIT titleChanged();
    });
    connect(&m_model, &RegistryViewModel::countsChanged, this, [this] { fillKinds(); });
    connect(&m_model, &RegistryViewModel::filterChanged, this, [this] { fillFilter(); });
    connect(&m_model, &RegistryViewModel::savedChanged, this, [this] { fillMenus(); });
    connect(&m_model, &RegistryViewModel::columnsChanged, this, [this] { showColumns(); });
    connect(&m_model, &RegistryViewModel::troubleChanged, this, [this] { fillFooter(); });
    connect(&m_model.entity(), &EntityViewModel::changed, this, [this] {
        if (m_model.entity().editing())
            m_stack->setCurrentWidget(m_split);
    });
    connect(m_pane, &EntityPane::openRequested, this, &RegistryView::openRequested);
    connect(m_pane, &EntityPane::roomWanted, this, [this](int width) {
        const int all = m_split->width() - m_split->handleWidth();
        if (m_pane->width() < width)
            m_split->setSizes({all - width, width}); // the list keeps its least
    });
    connect(m_pane, &EntityPane::left, this, [this] { m_table->setFocus(); });
    connect(m_importPage, &ImportPage::closed, this, [this] {
        m_stack->setCurrentWidget(m_split);
        m_model.refresh();
        m_table->setFocus();
    });
    connect(&theme, &ThemeSource::themeChanged, this, [this] { retranslate(); });
    setFocusProxy(m_table);
    retranslate();
}

QWidget* RegistryView::buildList(FileDialogs& files)
{
    m_listFrame = new QFrame(m_split);
    m_listFrame->setProperty("panel", true);
    m_listFrame->setMinimumWidth(360);
    auto* column = new QVBoxLayout(m_listFrame);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(8, 7, 8, 7);
    tools->setSpacing(6);
    m_search = new QLineEdit(m_listFrame);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(200);
    tools->addWidget(m_search, 1);
    const auto button = [&](const char* name) {
        auto* made = new QToolButton(m_listFrame);
        made->setObjectName(QString::fromLatin1(name));
        made->setPopupMode(QToolButton::InstantPopup);
        tools->addWidget(made);
        return made;
    };
    m_clear = button("clearFilter");
    m_saved = button("savedFilters");
    m_columns = button("chooseColumns");
    m_savedMenu = new QMenu(m_saved);
    m_saved->setMenu(m_savedMenu);
    m_columnMenu = new QMenu(m_columns);
    m_columns->setMenu(m_columnMenu);
    column->addLayout(tools);
    m_trouble = new QLabel(m_listFrame);
    m_trouble->setObjectName(QStringLiteral("listTrouble"));
    m_trouble->setProperty("trouble", true);
    m_trouble->setWordWrap(true);
    m_trouble->setContentsMargins(11, 0, 11, 6);
    column->addWidget(m_trouble);
    m_table = new DataTable(m_model.list(), m_theme, files, QStringLiteral("entityList"), m_listFrame, DataTable::Sorting::AtSource);
    m_table->setProperty("bare", true);
    m_header = new FilterHeader(m_table);
    m_header->setObjectName(QStringLiteral("filterHeader"));
    m_table->setHeader(m_header);
    column->addWidget(m_table, 1);
    m_footer = new QLabel(m_listFrame);
    m_footer->setObjectName(QStringLiteral("listFooter"));
    m_footer->setProperty("quiet", true);
    m_footer->setContentsMargins(11, 5, 11, 6);
    column->addWidget(m_footer);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_model.setSearch(words);
        m_clear->setEnabled(!m_model.filter().empty());
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_table->setFocus(); });
    connect(m_clear, &QToolButton::clicked, &m_model, &RegistryViewModel::clearFilter);
    return m_listFrame;
}

void RegistryView::buildActions()
{
    const auto make = [this](const char* name, const QKeySequence& key, auto&& act) {
        auto* action = new QAction(this);
        action->setObjectName(m_place.name + QString::fromLatin1(name));
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_new = make("New", QKeySequence::New, [this] {
        if (m_model.kind())
            m_model.entity().add(QString::fromStdString(m_model.kind()->name));
    });
    m_new->setProperty("primary", true);
    m_import = make("Import", Qt::CTRL | Qt::SHIFT | Qt::Key_I, [this] {
        if (!m_model.kind())
            return;
        m_importModel.begin(QString::fromStdString(m_model.kind()->name));
        m_stack->setCurrentWidget(m_importPage);
        m_importPage->chooseFile();
    });
    m_export = new QAction(this);
    m_export->setObjectName(m_place.name + QStringLiteral("Export"));
    m_csv = make("ExportCsv", Qt::CTRL | Qt::SHIFT | Qt::Key_E, [this] { save(registry::TableFormat::Csv); });
    m_xlsx = make("ExportXlsx", Qt::CTRL | Qt::SHIFT | Qt::Key_X, [this] { save(registry::TableFormat::Xlsx); });
    m_exportMenu = new QMenu(this);
    m_exportMenu->addAction(m_csv);
    m_exportMenu->addAction(m_xlsx);
    m_export->setMenu(m_exportMenu);
    m_refresh = make("Refresh", Qt::Key_F5, [this] { m_model.refresh(); });
    m_find = make("Find", QKeySequence::Find, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    // The keys of the pane work in the list, too.
    for (auto* action : m_pane->actions()) {
        if (action->shortcut() == QKeySequence(Qt::Key_Escape))
            continue;
        m_table->addAction(action);
    }
}

QString RegistryView::subtitle() const
{
    return m_model.kind() ? headLabel(m_model.ports().language, m_model.kind()->plural)
                          : tr("Nothing of this is described in this program.");
}

void RegistryView::open(const QString& id)
{
    m_stack->setCurrentWidget(m_split);
    m_model.open(id);
}

void RegistryView::save(registry::TableFormat format)
{
    if (!m_model.kind())
        return;
    const bool csv = format == registry::TableFormat::Csv;
    const auto name = QString::fromStdString(m_model.kind()->name) + (csv ? QStringLiteral(".csv") : QStringLiteral(".xlsx"));
    m_files.askSavePath(this, name, csv ? tr("CSV table (*.csv)") : tr("Excel workbook (*.xlsx)"), [this, format](const QString& path) {
        m_model.exportList(format, [this, path](const QByteArray& bytes) {
            const auto outcome = m_files.write(path, bytes);
            if (m_files.told)
                m_files.told(path, outcome);
        });
    });
}

void RegistryView::reselect()
{
    const auto& shown = m_model.entity().entity();
    const int row = shown ? m_model.list().rowOf(QString::fromStdString(shown->id.text())) : -1;
    if (row >= 0 && m_table->currentIndex().row() != row)
        m_table->setCurrentIndex(m_model.list().index(row, std::max(0, m_table->currentIndex().column())));
}

void RegistryView::fillKinds()
{
    const QSignalBlocker quiet(m_kinds);
    m_kinds->setVisible(m_model.kinds().size() > 1);
    while (m_kinds->count() < static_cast<int>(m_model.kinds().size()))
        m_kinds->addItem(new QListWidgetItem);
    for (int i = 0; i < m_kinds->count(); ++i) {
        const auto* kind = m_model.kinds()[static_cast<std::size_t>(i)];
        auto* item = m_kinds->item(i);
        item->setText(headLabel(m_model.ports().language, kind->plural));
        item->setToolTip(item->text());
        item->setData(Qt::UserRole, QString::fromStdString(kind->name));
        const auto count = m_model.count(*kind);
        item->setData(kCountRole, count < 0 ? QString() : grouped(std::to_string(count)));
        if (kind == m_model.kind())
            m_kinds->setCurrentRow(i);
    }
}

QWidget* RegistryView::makeFilterEditor(const ListColumn& column)
{
    const auto name = QString::fromStdString(column.name);
    if (column.name == "changed" || column.name == "registered" || column.name == "changed_by")
        return nullptr;
    const auto& language = m_model.ports().language;
    const bool state = !column.field && column.name == "state";
    if (state || (column.field && (column.field->type == Field::Type::Choice || column.field->type == Field::Type::Flag))) {
        auto* box = new QComboBox;
        box->addItem(tr("any"), QString());
        if (state)
            for (const auto& each : m_model.kind()->states)
                box->addItem(language.text(each.label), QString::fromStdString(each.name));
        else if (column.field->type == Field::Type::Flag)
            for (const bool yes : {true, false})
                box->addItem(KindWords::value(language, *column.field, Json(yes)), KindWords::typed(Json(yes)));
        else
            for (const auto& each : column.field->choices)
                box->addItem(language.text(each.label), QString::fromStdString(each.value));
        connect(box, &QComboBox::activated, this, [this, box, name](int at) {
            m_model.setColumnFilter(name, box->itemData(at).toString());
            m_clear->setEnabled(!m_model.filter().empty());
        });
        return box;
    }
    if (column.field && column.field->type == Field::Type::Reference) {
        auto* line = new ReferenceLine(m_model.entity(), column.field->of);
        line->setPlaceholderText({});
        line->setToolTip(tr("Type a few letters and choose"));
        connect(line, &ReferenceLine::picked, this, [this, name](const QString& id) {
            m_model.setColumnFilter(name, id);
            m_clear->setEnabled(!m_model.filter().empty());
        });
        return line;
    }
    auto* line = new QLineEdit;
    line->setMaxLength(200);
    line->setToolTip(tr("Contains what you type; =text: exactly; >2026-01-01, <=5: compared; ?: empty; *: filled in"));
    connect(line, &QLineEdit::textEdited, this, [this, name](const QString& typed) {
        m_model.setColumnFilter(name, typed);
        m_clear->setEnabled(!m_model.filter().empty());
    });
    connect(line, &QLineEdit::returnPressed, this, [this] { m_table->setFocus(); });
    return line;
}

void RegistryView::fillEditors()
{
    std::vector<QWidget*> editors;
    for (const auto& column : m_model.columns()) {
        auto* editor = makeFilterEditor(column);
        if (editor) {
            editor->setObjectName(QStringLiteral("filter-") + QString::fromStdString(column.name));
            editor->setProperty("filter", true);
            editor->setAccessibleName(m_model.columnTitle(column));
        }
        editors.push_back(editor);
    }
    m_header->setEditors(std::move(editors));
    showColumns();
    fillFilter();
}

void RegistryView::fillFilter()
{
    const auto& filter = m_model.filter();
    if (m_search->text() != filter.search)
        m_search->setText(filter.search);
    for (std::size_t i = 0; i < m_header->editors().size() && i < m_model.columns().size(); ++i) {
        auto* editor = m_header->editors()[i];
        const auto found = filter.columns.find(m_model.columns()[i].name);
        const auto typed = found == filter.columns.end() ? QString() : found->second;
        if (auto* box = qobject_cast<QComboBox*>(editor))
            box->setCurrentIndex(std::max(0, box->findData(typed)));
        else if (auto* reference = qobject_cast<ReferenceLine*>(editor))
            reference->setId(typed);
        else if (auto* line = qobject_cast<QLineEdit*>(editor); line && line->text() != typed)
            line->setText(typed);
    }
    const QSignalBlocker quiet(m_header);
    int column = -1;
    for (std::size_t i = 0; i < m_model.columns().size(); ++i)
        if (m_model.columns()[i].name == filter.order)
            column = static_cast<int>(i);
    m_header->setSortIndicator(column, filter.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_clear->setEnabled(!filter.empty());
    fillMenus();
}

void RegistryView::showColumns()
{
    for (std::size_t i = 0; i < m_model.columns().size(); ++i)
        m_table->setColumnHidden(static_cast<int>(i), !m_model.columnShown(m_model.columns()[i]));
    int stretch = 0;
    for (std::size_t i = 0; i < m_model.columns().size(); ++i)
        if (m_model.columns()[i].name == "title")
            stretch = static_cast<int>(i);
    m_table->fitColumns(stretch);
    fillMenus();
}

void RegistryView::fillMenus()
{
    m_savedMenu->clear();
    for (const auto& name : m_model.savedFilters())
        connect(m_savedMenu->addAction(name), &QAction::triggered, this, [this, name] { m_model.applyFilter(name); });
    if (!m_savedMenu->isEmpty()) {
        auto* forget = m_savedMenu->addMenu(tr("Forget"));
        for (const auto& name : m_model.savedFilters())
            connect(forget->addAction(name), &QAction::triggered, this, [this, name] { m_model.forgetFilter(name); });
        m_savedMenu->addSeparator();
    }
    auto* typing = new QWidgetAction(m_savedMenu);
    m_filterName = new QLineEdit;
    m_filterName->setObjectName(QStringLiteral("filterName"));
    m_filterName->setPlaceholderText(tr("Save this filter as: name, Enter"));
    m_filterName->setMinimumWidth(240);
    m_filterName->setMaxLength(60);
    typing->setDefaultWidget(m_filterName);
    m_savedMenu->addAction(typing);
    connect(m_filterName, &QLineEdit::returnPressed, this, [this] {
        const auto name = m_filterName->text();
        m_savedMenu->close();
        m_model.saveFilter(name);
    });
    m_columnMenu->clear();
    for (const auto& column : m_model.columns()) {
        auto* action = m_columnMenu->addAction(m_model.columnTitle(column));
        action->setCheckable(true);
        action->setChecked(m_model.columnShown(column));
        connect(action, &QAction::triggered, this,
                [this, name = QString::fromStdString(column.name)](bool shown) { m_model.showColumn(name, shown); });
    }
}

void RegistryView::fillFooter()
{
    m_trouble->setText(m_model.trouble());
    m_trouble->setVisible(!m_model.trouble().isEmpty());
    const auto total = m_model.list().total();
    QString text;
    if (total > PagedModel::kMostRows)
        text = tr("%1 entries; the first %2 are listed. Narrow the filter.")
                   .arg(grouped(std::to_string(total)), grouped(std::to_string(PagedModel::kMostRows)));
    else if (total == 0)
        text = !m_model.filter().empty()                 ? tr("Nothing fits the filter.")
               : m_model.kind() && !m_model.kind()->form ? elsewhere()
                                                         : tr("Nothing is registered here yet. Ctrl+N enters the first one.");
    else if (total > 0)
        text = tr("%n entry(s)", nullptr, static_cast<int>(total));
    m_footer->setText(text);
}

QString RegistryView::elsewhere()
{
    return tr("These come of their order: choose it under Orders, then “Receive item…” or “Hand over…”.");
}

void RegistryView::describeNew()
{
    const auto* kind = m_model.kind();
    m_new->setEnabled(kind && kind->form);
    describe(*m_new, tr("New"), !kind || kind->form ? tr("Enter a new one") : elsewhere());
}

void RegistryView::retranslate()
{
    describeNew();
    describe(*m_import, tr("Import…"), tr("Read entries from a CSV or XLSX file; you see every row before anything is written"));
    describe(*m_export, tr("Export"), tr("Write the list as it is filtered and sorted to a file"));
    describe(*m_csv, tr("As CSV…"), tr("Write the list as CSV"));
    describe(*m_xlsx, tr("As XLSX…"), tr("Write the list as an Excel workbook"));
    describe(*m_refresh, tr("Refresh"), tr("Read the list again"));
    describe(*m_find, tr("Search the list"), tr("Put the keyboard into the search line"));
    m_new->setIcon(m_theme.icon(QStringLiteral("add"), m_theme.theme().onAccent));
    m_import->setIcon(m_theme.icon(QStringLiteral("open")));
    m_export->setIcon(m_theme.icon(QStringLiteral("export")));
    m_refresh->setIcon(m_theme.icon(QStringLiteral("refresh")));
    m_search->setPlaceholderText(tr("Search everywhere  (Ctrl+F)"));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Take every filter away"));
    m_saved->setText(tr("Filters"));
    m_saved->setToolTip(tr("Saved filters of yours"));
    m_columns->setText(tr("Columns"));
    m_columns->setToolTip(tr("Choose what the list shows"));
    m_pane->retranslate();
    m_importPage->retranslate();
    fillKinds();
    if (m_model.kind())
        fillEditors();
    fillFooter();
    const bool some = m_model.kind() != nullptr;
    for (auto* action : {m_import, m_export})
        action->setEnabled(some);
    Q_EMIT titleChanged();
}

} // namespace cal::ui
