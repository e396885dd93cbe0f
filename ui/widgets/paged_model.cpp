// SPDX-License-Identifier: GPL-3.0-or-later
// A list of any length, page by page.
#include "ui/widgets/paged_model.h"

#include <algorithm>

namespace cal::ui {

PagedModel::PagedModel(Source source, QObject* parent) : QAbstractTableModel(parent), m_source(std::move(source))
{
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(0);
    connect(&m_askTimer, &QTimer::timeout, this, [this] {
        if (m_again) {
            m_again = false;
            refresh();
        } else if (!m_asking && m_wanted >= 0) {
            ask(m_wanted, false);
        }
    });
}

void PagedModel::setShape(const std::string& table, std::vector<PagedColumn> columns, Maker maker)
{
    beginResetModel();
    ++m_generation;
    m_asking = false;
    m_columns = std::move(columns);
    m_maker = std::move(maker);
    m_query = {};
    m_query.table = table;
    m_order.clear();
    m_pages.clear();
    m_used.clear();
    m_wanted = -1;
    m_total = -1;
    m_trouble.reset();
    endResetModel();
}

void PagedModel::setHeads(const std::vector<PagedColumn>& columns)
{
    if (columns.size() != m_columns.size())
        return;
    m_columns = columns;
    if (!m_columns.empty())
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    askSoon();
}

void PagedModel::setConditions(std::vector<journal::Condition> all, std::vector<journal::Condition> any)
{
    m_query.all = std::move(all);
    m_query.any = std::move(any);
    askSoon();
}

void PagedModel::setOrder(std::vector<journal::RowQuery::Order> order)
{
    m_order = std::move(order);
    m_query.order = m_order;
    askSoon();
}

void PagedModel::sort(int column, Qt::SortOrder order)
{
    if (column >= columnCount())
        return;
    if (column < 0) {
        m_query.order = m_order;
    } else if (const auto& name = m_columns[static_cast<std::size_t>(column)].name; !name.empty()) {
        m_query.order = {{name, order == Qt::DescendingOrder}};
    } else {
        return;
    }
    askSoon();
}

void PagedModel::askSoon()
{
    m_again = true;
    m_askTimer.start();
}

void PagedModel::refresh()
{
    if (m_query.table.empty())
        return;
    ++m_generation;
    m_wanted = -1;
    ask(0, true);
}

void PagedModel::ask(int page, bool count)
{
    auto query = m_query;
    query.offset = std::int64_t{page} * kPage;
    query.limit = kPage;
    query.count = count;
    m_asking = true;
    m_wanted = -1;
    m_source(std::move(query), m_thread.reply<Answer>([this, page, count, generation = m_generation](Answer answer) {
        if (generation == m_generation)
            take(page, count, std::move(answer));
    }));
}

void PagedModel::take(int page, bool count, Answer answer)
{
    m_asking = false;
    m_trouble.reset();
    std::vector<TableRow> rows;
    if (answer) {
        rows.reserve(answer->page.rows.size());
        for (const auto& row : answer->page.rows) {
            rows.push_back(m_maker(row, answer->titles));
            rows.back().cells.resize(m_columns.size());
        }
    } else {
        m_trouble = answer.error();
    }
    if (count) {
        beginResetModel();
        m_pages.clear();
        m_used.clear();
        m_total = answer ? std::max<std::int64_t>(answer->page.total, static_cast<std::int64_t>(rows.size())) : 0;
        if (answer)
            keep(page, std::move(rows));
        endResetModel();
    } else if (answer) {
        keep(page, std::move(rows));
        const int first = page * kPage;
        const int last = std::min(rowCount(), first + kPage) - 1;
        if (first <= last)
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }
    if (m_wanted >= 0)
        m_askTimer.start();
    Q_EMIT answered();
}

void PagedModel::keep(int page, std::vector<TableRow> rows)
{
    if (const auto old = m_pages.find(page); old != m_pages.end()) {
        m_used.erase(old->second.used);
        m_pages.erase(old);
    }
    m_used.push_front(page);
    m_pages.emplace(page, Page{std::move(rows), m_used.begin()});
    while (static_cast<int>(m_pages.size()) > kPagesKept) {
        m_pages.erase(m_used.back());
        m_used.pop_back();
    }
}

const TableRow* PagedModel::rowAt(int row) const
{
    const int page = row / kPage;
    const auto found = m_pages.find(page);
    if (found == m_pages.end()) {
        m_wanted = page;
        if (!m_asking && !m_askTimer.isActive())
            m_askTimer.start();
        return nullptr;
    }
    m_used.splice(m_used.begin(), m_used, found->second.used);
    const auto at = static_cast<std::size_t>(row % kPage);
    return at < found->second.rows.size() ? &found->second.rows[at] : nullptr; // the table shrank meanwhile
}

int PagedModel::rowOf(const QString& id) const
{
    for (const auto& [number, page] : m_pages)
        for (std::size_t i = 0; i < page.rows.size(); ++i)
            if (page.rows[i].id == id)
                return number * kPage + static_cast<int>(i);
    return -1;
}

int PagedModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::clamp<std::int64_t>(m_total, 0, kMostRows));
}

int PagedModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant PagedModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto* row = rowAt(index.row());
    if (!row) {
        if (role == Qt::DisplayRole)
            return index.column() == 0 ? QVariant(QStringLiteral("…")) : QVariant();
        return role == QuietRole ? QVariant(true) : QVariant();
    }
    if (role == IdRole)
        return row->id;
    if (role == TailRole)
        return QString(); // pages come and go: numbers align at their right
    return cellData(row->cells[static_cast<std::size_t>(index.column())], role);
}

void PagedModel::exportList(registry::Desk& desk, registry::TableFormat format, std::function<void(QByteArray)> then)
{
    desk.exportList(m_query, format, m_thread.reply<Result<std::string>>([this, then = std::move(then)](Result<std::string> bytes) {
        m_trouble.reset();
        if (bytes)
            then(QByteArray::fromStdString(*bytes));
        else
            m_trouble = bytes.error();
        Q_EMIT answered();
    }));
}

QVariant PagedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    return headData(m_columns[static_cast<std::size_t>(section)].head, role);
}

} // namespace cal::ui
