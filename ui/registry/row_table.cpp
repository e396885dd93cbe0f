// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table field as a small spreadsheet.
#include "ui/registry/row_table.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

#include <algorithm>

namespace cal::ui {
namespace {

constexpr int kRow = 28, kFewest = 2, kMost = 9, kWidest = 240;

/// A choice is picked from its labels; everything else is typed.
class RowDelegate : public QStyledItemDelegate
{
public:
    RowDelegate(const registry::Field& field, const UiLanguage& language, QObject* parent)
        : QStyledItemDelegate(parent), m_field(field), m_language(language)
    {
    }
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& column = m_field.columns[static_cast<std::size_t>(index.column())];
        if (column.type != registry::Field::Type::Choice)
            return QStyledItemDelegate::createEditor(parent, option, index);
        auto* box = new QComboBox(parent);
        box->setProperty("filter", true); // low enough for a row
        box->addItem(QString());
        for (const auto& choice : column.choices)
            box->addItem(m_language.text(choice.label));
        return box;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        if (auto* box = qobject_cast<QComboBox*>(editor))
            box->setCurrentText(index.data().toString());
        else
            QStyledItemDelegate::setEditorData(editor, index);
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        if (const auto* box = qobject_cast<QComboBox*>(editor))
            model->setData(index, box->currentText());
        else
            QStyledItemDelegate::setModelData(editor, model, index);
    }

private:
    const registry::Field& m_field;
    const UiLanguage& m_language;
};

} // namespace

RowTable::RowTable(const registry::Field& field, const UiLanguage& language, bool typing, QWidget* parent)
    : QTableWidget(parent), m_field(field), m_language(language), m_typing(typing)
{
    setItemDelegate(new RowDelegate(field, language, this));
    setColumnCount(static_cast<int>(field.columns.size()));
    for (int c = 0; c < columnCount(); ++c) {
        const auto& column = field.columns[static_cast<std::size_t>(c)];
        auto* head = new QTableWidgetItem(headLabel(language, column.label));
        head->setToolTip(language.text(column.help));
        head->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        setHorizontalHeaderItem(c, head);
    }
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRow);
    horizontalHeader()->setHighlightSections(false);
    setWordWrap(false);
    setTabKeyNavigation(typing);
    if (!typing) {
        setEditTriggers(NoEditTriggers);
        setFocusPolicy(Qt::NoFocus);
        setSelectionMode(NoSelection);
    }
    connect(this, &QTableWidget::cellChanged, this, [this] {
        if (m_filling)
            return;
        keepEmptyRow();
        Q_EMIT typed();
    });
    setRows(typing ? 1 : 0);
    layOut();
}

void RowTable::setRows(int count)
{
    const int before = rowCount();
    setRowCount(count);
    for (int r = before; r < count; ++r)
        for (int c = 0; c < columnCount(); ++c)
            if (!item(r, c))
                setItem(r, c, new QTableWidgetItem);
}

void RowTable::setValue(const Json& value)
{
    if (value == this->value())
        return;
    m_filling = true;
    setRows(0);
    setRows(static_cast<int>(value.size()) + (m_typing ? 1 : 0));
    for (int r = 0; r < static_cast<int>(value.size()); ++r)
        for (int c = 0; c < columnCount(); ++c)
            item(r, c)->setText(shownCell(m_field.columns[static_cast<std::size_t>(c)],
                                          value.at(static_cast<std::size_t>(r))[m_field.columns[static_cast<std::size_t>(c)].name]));
    m_filling = false;
    layOut();
}

QString RowTable::shownCell(const registry::Field& column, const Json& value) const
{
    // What is typed keeps both languages and plain digits; what is read is in the window's language.
    if (m_typing && column.type != registry::Field::Type::Choice)
        return KindWords::typed(value);
    return KindWords::value(m_language, column, value);
}

Json RowTable::value() const
{
    Json::Array rows;
    for (int r = 0; r < rowCount(); ++r) {
        Json::Object row;
        for (int c = 0; c < columnCount(); ++c)
            if (const auto text = item(r, c) ? item(r, c)->text().trimmed() : QString(); !text.isEmpty())
                row[m_field.columns[static_cast<std::size_t>(c)].name] = Json(text.toStdString());
        if (!row.empty())
            rows.emplace_back(std::move(row));
    }
    return rows.empty() ? Json() : Json(std::move(rows));
}

bool RowTable::emptyRow(int row) const
{
    for (int c = 0; c < columnCount(); ++c)
        if (item(row, c) && !item(row, c)->text().isEmpty())
            return false;
    return true;
}

void RowTable::keepEmptyRow()
{
    if (m_typing && (rowCount() == 0 || !emptyRow(rowCount() - 1))) {
        m_filling = true;
        setRows(rowCount() + 1);
        m_filling = false;
    }
    layOut();
}

void RowTable::layOut()
{
    for (int c = 0; c < columnCount(); ++c)
        setColumnWidth(c, std::clamp(std::max(sizeHintForColumn(c), horizontalHeader()->sectionSizeHint(c)) + 8, 56, kWidest));
    const int shown = std::clamp(rowCount(), m_typing ? kFewest : 1, kMost);
    setFixedHeight(horizontalHeader()->sizeHint().height() + shown * kRow + 14);
}

void RowTable::paste(const QString& text)
{
    auto lines = text.split(QLatin1Char('\n'));
    while (!lines.isEmpty() && lines.back().trimmed().isEmpty())
        lines.removeLast();
    if (lines.isEmpty() || !m_typing)
        return;
    const int top = std::max(0, currentRow()), left = std::max(0, currentColumn());
    m_filling = true;
    setRows(std::max(rowCount(), top + static_cast<int>(lines.size())));
    for (int r = 0; r < static_cast<int>(lines.size()); ++r) {
        const auto cells = lines[r].remove(QLatin1Char('\r')).split(QLatin1Char('\t'));
        for (int c = 0; c < static_cast<int>(cells.size()) && left + c < columnCount(); ++c)
            item(top + r, left + c)->setText(cells[c].trimmed());
    }
    m_filling = false;
    keepEmptyRow();
    Q_EMIT typed();
}

void RowTable::fillDown()
{
    m_filling = true;
    for (const auto& range : selectedRanges())
        for (int c = range.leftColumn(); c <= range.rightColumn(); ++c)
            for (int r = range.topRow() + 1; r <= range.bottomRow(); ++r)
                item(r, c)->setText(item(range.topRow(), c)->text());
    m_filling = false;
    keepEmptyRow();
    Q_EMIT typed();
}

void RowTable::keyPressEvent(QKeyEvent* event)
{
    if (!m_typing)
        return QTableWidget::keyPressEvent(event);
    if (event->matches(QKeySequence::Paste))
        return paste(QGuiApplication::clipboard()->text());
    if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_D)
        return fillDown();
    if (event->key() == Qt::Key_Delete) {
        m_filling = true;
        if (event->modifiers() == Qt::ControlModifier && currentRow() >= 0)
            removeRow(currentRow());
        else
            for (auto* selected : selectedItems())
                selected->setText({});
        m_filling = false;
        keepEmptyRow();
        Q_EMIT typed();
        return;
    }
    // The table's ends give the keyboard back to the form.
    const bool atEnd = currentRow() == rowCount() - 1 && currentColumn() == columnCount() - 1;
    const bool atStart = currentRow() <= 0 && currentColumn() <= 0;
    if ((event->key() == Qt::Key_Tab && atEnd) || (event->key() == Qt::Key_Backtab && atStart)) {
        focusNextPrevChild(event->key() == Qt::Key_Tab);
        return;
    }
    QTableWidget::keyPressEvent(event);
}

} // namespace cal::ui
