// SPDX-License-Identifier: GPL-3.0-or-later
// The item model behind most of our tables.
#include "ui/widgets/table_model.h"

#include <algorithm>

namespace cal::ui {

QVariant headData(const Column& column, int role)
{
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole && !column.tip.isEmpty())
        return column.tip;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

QVariant cellData(const Cell& cell, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell.text;
    case Qt::ToolTipRole:
        return cell.tip.isEmpty() ? QVariant() : QVariant(cell.tip);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((cell.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case SortRole:
        return cell.sort.isValid() ? cell.sort : QVariant(cell.text);
    case VerdictRole:
        return cell.verdict ? QVariant(static_cast<int>(*cell.verdict)) : QVariant();
    case NumberRole:
        return cell.number;
    case SimulatedRole:
        return cell.simulated;
    case TroubleRole:
        return cell.trouble;
    case QuietRole:
        return cell.quiet;
    case MonoRole:
        return cell.mono;
    case ShareRole:
        return cell.share ? QVariant(*cell.share) : QVariant();
    default:
        return {};
    }
}

void TableModel::setColumns(std::vector<Column> columns)
{
    if (columns == m_columns)
        return;
    if (columns.size() == m_columns.size()) {
        m_columns = std::move(columns);
        m_tails.resize(m_columns.size());
        if (!m_columns.empty())
            Q_EMIT headerDataChanged(Qt::Horizontal, 0, static_cast<int>(m_columns.size()) - 1);
        return;
    }
    beginResetModel();
    m_columns = std::move(columns);
    m_rows.clear();
    m_tails.assign(m_columns.size(), {});
    endResetModel();
}

void TableModel::setRows(std::vector<TableRow> rows)
{
    for (auto& row : rows)
        row.cells.resize(m_columns.size());
    const auto common = std::min(rows.size(), m_rows.size());
    const bool sameStart = std::equal(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(common), m_rows.begin(),
                                      [](const TableRow& a, const TableRow& b) { return a.id == b.id; });
    if (!sameStart || rows.size() < m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        measureTails();
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < common; ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), static_cast<int>(m_columns.size()) - 1));
    }
    if (rows.size() > common) {
        beginInsertRows({}, static_cast<int>(common), static_cast<int>(rows.size()) - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(common)),
                      std::make_move_iterator(rows.end()));
        endInsertRows();
    }
    measureTails();
}

void TableModel::measureTails()
{
    m_tails.assign(m_columns.size(), {});
    for (const auto& row : m_rows)
        for (std::size_t c = 0; c < row.cells.size(); ++c)
            if (row.cells[c].number)
                if (auto tail = tailOf(row.cells[c].text); tail.size() > m_tails[c].size())
                    m_tails[c] = std::move(tail);
}

int TableModel::rowOf(const QString& id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const TableRow& row) { return row.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int TableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == IdRole)
        return row.id;
    if (role == TailRole)
        return m_tails[static_cast<std::size_t>(index.column())];
    return cellData(row.cells[static_cast<std::size_t>(index.column())], role);
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    return headData(m_columns[static_cast<std::size_t>(section)], role);
}

} // namespace cal::ui
