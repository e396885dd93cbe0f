// SPDX-License-Identifier: GPL-3.0-or-later
// Tables in memory.
#include "core/journal/memory_tables.h"

#include <algorithm>
#include <cassert>

namespace cal::journal {

namespace {

bool holds(const Condition& condition, const Cell& cell)
{
    using Op = Condition::Op;
    const bool known = !std::holds_alternative<std::monostate>(cell);
    if (condition.op == Op::Unknown || condition.op == Op::Known)
        return known == (condition.op == Op::Known);
    if (!known)
        return false;
    switch (condition.op) {
    case Op::Equal:
        return cell == condition.value;
    case Op::NotEqual:
        return cell != condition.value;
    case Op::Less:
        return cell < condition.value;
    case Op::LessOrEqual:
        return cell <= condition.value;
    case Op::Greater:
        return cell > condition.value;
    case Op::GreaterOrEqual:
        return cell >= condition.value;
    case Op::StartsWith:
        return std::get<std::string>(cell).starts_with(std::get<std::string>(condition.value));
    case Op::Contains:
        return lowerAscii(std::get<std::string>(cell)).find(lowerAscii(std::get<std::string>(condition.value))) != std::string::npos;
    case Op::Unknown:
    case Op::Known:
        break;
    }
    return false;
}

} // namespace

MemoryTables::MemoryTables(const Projections& projections)
{
    for (const auto& projection : projections) {
        Look look{projection, projection->tables()};
        for (const TableShape& shape : look.own) {
            assert(checkShape(shape));
            assert(!m_tables.contains(shape.name));
            m_tables.emplace(shape.name, Table{shape, {}});
        }
        m_looks.push_back(std::move(look));
    }
}

Result<std::optional<Row>> MemoryTables::row(std::string_view table, std::string_view key)
{
    const auto found = m_tables.find(table);
    if (found == m_tables.end())
        return unknownTable(table);
    const auto at = found->second.rows.find(key);
    return at == found->second.rows.end() ? std::optional<Row>() : std::optional<Row>(at->second);
}

Result<RowPage> MemoryTables::rows(const RowQuery& asked)
{
    const auto found = m_tables.find(asked.table);
    if (found == m_tables.end())
        return unknownTable(asked.table);
    const Table& table = found->second;
    RowQuery query = asked;
    CAL_TRY(readQuery(table.shape, query));
    const auto cell = [&](const Row& row, const std::string& column) -> const Cell& { return row[*table.shape.column(column)]; };
    const auto fits = [&](const Row& row) {
        const auto ok = [&](const Condition& condition) { return holds(condition, cell(row, condition.column)); };
        return std::all_of(query.all.begin(), query.all.end(), ok) &&
               (query.any.empty() || std::any_of(query.any.begin(), query.any.end(), ok));
    };
    std::vector<const Row*> fitting;
    for (const auto& [key, row] : table.rows)
        if (fits(row))
            fitting.push_back(&row);
    std::sort(fitting.begin(), fitting.end(), [&](const Row* a, const Row* b) {
        for (const auto& order : query.order) {
            const Cell &left = cell(*a, order.column), &right = cell(*b, order.column);
            if (left != right)
                return order.descending ? right < left : left < right;
        }
        return false;
    });
    RowPage page;
    if (query.count)
        page.total = static_cast<std::int64_t>(fitting.size());
    for (auto at = static_cast<std::size_t>(query.offset); at < fitting.size() && page.rows.size() < static_cast<std::size_t>(query.limit);
         ++at)
        page.rows.push_back(*fitting[at]);
    return page;
}

Result<void> MemoryTables::apply(const Event& event)
{
    for (const auto& [projection, own] : m_looks) {
        auto changes = changesOf(*projection, own, event, *this);
        CAL_TRY(changes);
        for (RowChange& change : *changes) {
            Table& table = m_tables.find(change.table)->second;
            std::string key = std::get<std::string>(change.row.front());
            const auto at = table.rows.find(key);
            m_undo.push_back({&table, key, at == table.rows.end() ? std::optional<Row>() : std::optional<Row>(std::move(at->second))});
            if (!change.remove)
                table.rows[std::move(key)] = std::move(change.row);
            else if (at != table.rows.end())
                table.rows.erase(at);
        }
    }
    return {};
}

void MemoryTables::rollback()
{
    for (; !m_undo.empty(); m_undo.pop_back()) {
        Undo& undo = m_undo.back();
        if (undo.before)
            undo.table->rows[undo.key] = *std::move(undo.before);
        else
            undo.table->rows.erase(undo.key);
    }
}

std::vector<Error> MemoryTables::differences(const MemoryTables& other) const
{
    std::vector<Error> found;
    for (const auto& [name, table] : m_tables) {
        const auto& theirs = other.m_tables.at(name).rows;
        const auto differs = [&, table_ = name](const std::string& key) {
            found.push_back(Error{Errc::IntegrityViolation, "store.projection-differs", {{"table", table_}, {"key", key}}, {}});
        };
        for (const auto& [key, row] : table.rows)
            if (const auto at = theirs.find(key); at == theirs.end() || at->second != row)
                differs(key);
        for (const auto& [key, row] : theirs)
            if (!table.rows.contains(key))
                differs(key);
    }
    return found;
}

} // namespace cal::journal
