// SPDX-License-Identifier: GPL-3.0-or-later
// What every engine checks the same way before it touches a table.
#include "core/journal/projection.h"

#include <algorithm>
#include <cmath>

namespace cal::journal {

namespace {

Error noColumn(std::string_view table, std::string_view column)
{
    return Error{Errc::InvalidArgument, "table.no-column", {{"table", std::string(table)}, {"column", std::string(column)}}, {}};
}

Error wrongType(std::string_view column)
{
    return Error{Errc::InvalidArgument, "table.wrong-type", {{"column", std::string(column)}}, {}};
}

bool isName(std::string_view name)
{
    return !name.empty() &&
           std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

Result<void> readCondition(const TableShape& shape, Condition& condition)
{
    const auto index = shape.column(condition.column);
    if (!index)
        return noColumn(shape.name, condition.column);
    const Column& column = shape.columns[*index];
    using Op = Condition::Op;
    if (condition.op == Op::Unknown || condition.op == Op::Known)
        return {};
    if ((condition.op == Op::Contains || condition.op == Op::StartsWith) && column.type != Column::Type::Text)
        return wrongType(condition.column);
    CAL_TRY(readCell(column, condition.value));
    if (std::holds_alternative<std::monostate>(condition.value))
        return wrongType(condition.column);
    return {};
}

/// The reader a projection gets: its own tables alone, for those of others may not be built yet.
class OwnTables final : public TableReader
{
public:
    OwnTables(TableReader& tables, const std::vector<TableShape>& own) : m_tables(tables), m_own(own) {}
    Result<std::optional<Row>> row(std::string_view table, std::string_view key) override
    {
        return owns(table) ? m_tables.row(table, key) : unknownTable(table);
    }
    Result<RowPage> rows(const RowQuery& query) override { return owns(query.table) ? m_tables.rows(query) : unknownTable(query.table); }

private:
    [[nodiscard]] bool owns(std::string_view table) const
    {
        return std::any_of(m_own.begin(), m_own.end(), [&](const TableShape& shape) { return shape.name == table; });
    }
    TableReader& m_tables;
    const std::vector<TableShape>& m_own;
};

} // namespace

Error unknownTable(std::string_view table)
{
    return Error{Errc::InvalidArgument, "table.unknown", {{"table", std::string(table)}}, {}};
}

std::optional<std::size_t> TableShape::column(std::string_view wanted) const
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.name == wanted; });
    if (found == columns.end())
        return {};
    return static_cast<std::size_t>(found - columns.begin());
}

Result<void> checkShape(const TableShape& shape)
{
    if (!isName(shape.name))
        return unknownTable(shape.name);
    if (shape.columns.empty() || shape.columns.front().type != Column::Type::Text)
        return wrongType(shape.columns.empty() ? std::string_view() : shape.columns.front().name);
    for (std::size_t i = 0; i < shape.columns.size(); ++i)
        if (!isName(shape.columns[i].name) || shape.column(shape.columns[i].name) != i)
            return noColumn(shape.name, shape.columns[i].name);
    for (const auto& index : shape.indexes)
        for (const auto& column : index)
            if (!shape.column(column))
                return noColumn(shape.name, column);
    return {};
}

Result<void> readCell(const Column& column, Cell& cell)
{
    if (const auto* integer = std::get_if<std::int64_t>(&cell); integer != nullptr && column.type == Column::Type::Real)
        cell = static_cast<double>(*integer);
    if (const auto* real = std::get_if<double>(&cell); real != nullptr && std::isnan(*real))
        cell = std::monostate{};
    if (auto* text = std::get_if<std::string>(&cell))
        *text = withoutNul(std::move(*text));
    const bool fits = std::holds_alternative<std::monostate>(cell) ||
                      (column.type == Column::Type::Text && std::holds_alternative<std::string>(cell)) ||
                      (column.type == Column::Type::Integer && std::holds_alternative<std::int64_t>(cell)) ||
                      (column.type == Column::Type::Real && std::holds_alternative<double>(cell));
    return fits ? Result<void>() : wrongType(column.name);
}

Result<void> readChange(const TableShape& shape, RowChange& change)
{
    if (change.row.empty() || (!change.remove && change.row.size() != shape.columns.size()))
        return noColumn(shape.name, std::to_string(change.row.size()));
    for (std::size_t i = 0; i < change.row.size() && i < shape.columns.size(); ++i)
        CAL_TRY(readCell(shape.columns[i], change.row[i]));
    if (!std::holds_alternative<std::string>(change.row.front()))
        return wrongType(shape.columns.front().name);
    return {};
}

Result<void> readQuery(const TableShape& shape, RowQuery& query)
{
    for (Condition& condition : query.all)
        CAL_TRY(readCondition(shape, condition));
    for (Condition& condition : query.any)
        CAL_TRY(readCondition(shape, condition));
    for (const auto& order : query.order)
        if (!shape.column(order.column))
            return noColumn(shape.name, order.column);
    // Ties are decided by the key in the direction of the last column, so that one index serves both ways.
    query.order.push_back({shape.columns.front().name, !query.order.empty() && query.order.back().descending});
    query.offset = std::max<std::int64_t>(query.offset, 0);
    query.limit = std::max<std::int64_t>(query.limit, 0);
    return {};
}

Result<std::vector<RowChange>> changesOf(Projection& projection, const std::vector<TableShape>& own, const Event& event,
                                         TableReader& tables)
{
    OwnTables visible(tables, own);
    auto changes = projection.apply(event, visible);
    CAL_TRY(changes);
    for (RowChange& change : *changes) {
        const auto shape = std::find_if(own.begin(), own.end(), [&](const TableShape& one) { return one.name == change.table; });
        if (shape == own.end())
            return unknownTable(change.table).within(projection.name());
        if (auto read = readChange(*shape, change); !read)
            return std::move(read).error().within(projection.name());
    }
    return changes;
}

std::string lowerAscii(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::string withoutNul(std::string text)
{
    for (auto at = text.find('\0'); at != std::string::npos; at = text.find('\0', at))
        text.replace(at, 1, "\u2400");
    return text;
}

} // namespace cal::journal
