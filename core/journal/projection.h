// SPDX-License-Identifier: GPL-3.0-or-later
// Projections: tables kept beside the events for lists and look-ups. They hold nothing that the events do not say, are written in the
// transaction that appends the events, and can be thrown away and rebuilt at any time, with the same result.
//
// The shape of a table is data, a change of a row is data and a question is data, so that a room above storage can have lists without
// writing SQL, and the same projection runs in memory, on SQLite and on PostgreSQL.
#pragma once

#include "core/journal/event.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cal::journal {

using Cell = std::variant<std::monostate, std::string, std::int64_t, double>; ///< monostate: unknown

struct Column {
    enum class Type { Text, Integer, Real };
    std::string name; ///< lower case letters, digits and '_'
    Type type = Type::Text;
    bool indexed = false; ///< look-ups, filters and sorting by this column stay fast in large tables
};

/// The first column is the key: text, unique.
struct TableShape {
    std::string name; ///< lower case letters, digits and '_'; unique over all projections
    std::vector<Column> columns;
    /// Further indexes over several columns, by name, in order.
    std::vector<std::vector<std::string>> indexes;
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

using Row = std::vector<Cell>; ///< in the order of the shape's columns

/// Puts `row` in place of the row with the same key, or removes the row with key `row[0]`.
struct RowChange {
    std::string table;
    Row row;
    bool remove = false;
};

/// An empty cell fits Unknown alone. Texts compare by their UTF-8 bytes.
struct Condition {
    enum class Op {
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Contains,   ///< text, ASCII letters in either case
        StartsWith, ///< text, exact
        Unknown,    ///< the cell is empty; `value` is not looked at
        Known
    };
    std::string column;
    Op op = Op::Equal;
    Cell value;
};

struct RowQuery {
    std::string table;
    std::vector<Condition> all; ///< every one must hold
    std::vector<Condition> any; ///< and, when not empty, at least one of these
    struct Order {
        std::string column;
        bool descending = false;
    };
    std::vector<Order> order; ///< then by key in the direction of the last, so that pages never overlap; empty cells are the smallest
    std::int64_t offset = 0, limit = 100;
    bool count = false; ///< also count the rows that fit
};

struct RowPage {
    std::vector<Row> rows;
    std::int64_t total = -1; ///< rows that fit, when asked for
};

/// Reading the tables. Errors: InvalidArgument "table.unknown" {table}, "table.no-column" {table, column}, "table.wrong-type" {column}.
class TableReader
{
public:
    virtual ~TableReader() = default;
    virtual Result<std::optional<Row>> row(std::string_view table, std::string_view key) = 0;
    virtual Result<RowPage> rows(const RowQuery& query) = 0;
};

/// One way of looking at the events.
class Projection
{
public:
    virtual ~Projection() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    /// Grows when the shape or the meaning changes: the tables are then rebuilt when the store is next opened for writing.
    [[nodiscard]] virtual int version() const = 0;
    [[nodiscard]] virtual std::vector<TableShape> tables() const = 0;
    /// What the event changes. Events come in the order of arrival. `tables` shows what the events before this one left. A body this
    /// projection cannot understand changes nothing and is no error: the event is in the journal whatever a list makes of it.
    virtual Result<std::vector<RowChange>> apply(const Event& event, TableReader& tables) = 0;
};

using Projections = std::vector<std::shared_ptr<Projection>>;

// What every engine does the same way. `read…` checks what it is given and puts it into the one form that is stored and compared: an
// integer in a Real column becomes a double, NaN an empty cell, and U+0000, which no SQL text holds everywhere, the sign U+2400.

/// InvalidArgument "table.unknown" {table}.
Error unknownTable(std::string_view table);
Result<void> checkShape(const TableShape& shape);
Result<void> readCell(const Column& column, Cell& cell);
Result<void> readChange(const TableShape& shape, RowChange& change);
/// Also completes the order by the key.
Result<void> readQuery(const TableShape& shape, RowQuery& query);
/// What `projection`, whose tables are `own`, makes of the event, ready to be written. It sees its own tables alone: those of others may
/// not be built yet.
Result<std::vector<RowChange>> changesOf(Projection& projection, const std::vector<TableShape>& own, const Event& event,
                                         TableReader& tables);
std::string lowerAscii(std::string text);
std::string withoutNul(std::string text);

} // namespace cal::journal
