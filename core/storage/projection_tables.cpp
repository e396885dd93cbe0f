// SPDX-License-Identifier: GPL-3.0-or-later
// SQL from shapes, changes and queries.
#include "core/storage/projection_tables.h"

#include <QStringList>

#include <cassert>

namespace cal::storage {

using journal::Cell;
using journal::Column;
using journal::Condition;
using journal::Row;
using journal::TableShape;

namespace {

QString quoted(const QString& name)
{
    return QLatin1Char('"') + name + QLatin1Char('"');
}

QString quoted(const std::string& name)
{
    return quoted(QString::fromStdString(name));
}

QVariant variant(const Cell& cell)
{
    if (const auto* words = std::get_if<std::string>(&cell))
        return text(*words);
    if (const auto* integer = std::get_if<std::int64_t>(&cell))
        return qlonglong{*integer};
    if (const auto* real = std::get_if<double>(&cell))
        return *real;
    return {};
}

Cell cellOf(const QVariant& value, Column::Type type)
{
    if (value.isNull())
        return std::monostate{};
    switch (type) {
    case Column::Type::Integer:
        return std::int64_t{value.toLongLong()};
    case Column::Type::Real:
        return value.toDouble();
    case Column::Type::Text:
        break;
    }
    return value.toString().toStdString();
}

Row rowOf(const QSqlQuery& query, const TableShape& shape)
{
    Row row;
    row.reserve(shape.columns.size());
    for (std::size_t i = 0; i < shape.columns.size(); ++i)
        row.push_back(cellOf(query.value(static_cast<int>(i)), shape.columns[i].type));
    return row;
}

QString columnList(const TableShape& shape)
{
    QStringList names;
    for (const Column& column : shape.columns)
        names << quoted(column.name);
    return names.join(QLatin1Char(','));
}

/// The smallest text above every text that starts with `prefix`; empty when there is none.
QString pastPrefix(const QString& prefix)
{
    auto points = prefix.toUcs4();
    while (!points.isEmpty()) {
        uint& last = points.last();
        if (last < 0x10FFFF) {
            last = last == 0xD7FF ? 0xE000 : last + 1; // what lies between are no characters
            return QString::fromUcs4(reinterpret_cast<const char32_t*>(points.constData()), points.size());
        }
        points.removeLast();
    }
    return {};
}

} // namespace

namespace {

/// Short, for the line of a projection is written with every transaction.
std::string shapeOf(const std::vector<TableShape>& tables)
{
    std::string shape;
    for (const TableShape& table : tables) {
        std::string said;
        for (const Column& column : table.columns)
            said += ' ' + column.name +
                    (column.type == Column::Type::Text      ? ":text"
                     : column.type == Column::Type::Integer ? ":integer"
                                                            : ":real") +
                    (column.indexed ? "*" : "");
        for (const auto& index : table.indexes) {
            said += " (";
            for (const auto& column : index)
                said += column + ' ';
            said.back() = ')';
        }
        shape += table.name + ' ' + sha256(said).hex().substr(0, 16) + '\n';
    }
    return shape;
}

} // namespace

ProjectionTables::ProjectionTables(Connection& connection, const journal::Projections& projections, Kind kind)
    : m_connection(connection), m_kind(kind)
{
    for (const auto& projection : projections) {
        Look look{projection, projection->tables(), {}};
        look.shape = shapeOf(look.own);
        for (const TableShape& shape : look.own) {
            assert(journal::checkShape(shape));
            assert(!m_tables.contains(shape.name));
            m_tables[shape.name].shape = shape;
        }
        m_looks.push_back(std::move(look));
    }
}

QString ProjectionTables::sqlName(std::string_view table) const
{
    return quoted(QLatin1String(m_kind == Kind::Kept ? "p_" : "c_") + text(table));
}

QString ProjectionTables::indexed(const TableShape& shape, const std::string& column) const
{
    const QString name = quoted(column);
    return shape.columns[*shape.column(column)].type == Column::Type::Text
               ? QString::fromLatin1(m_connection.dialect().indexedText).arg(name)
               : name;
}

void ProjectionTables::forgetStatements()
{
    for (auto& [name, table] : m_tables)
        table.put = table.remove = table.one = std::nullopt;
}

Result<void> ProjectionTables::create(const Look& look)
{
    const Dialect& dialect = m_connection.dialect();
    for (const TableShape& shape : look.own) {
        QStringList columns;
        for (const Column& column : shape.columns)
            columns << quoted(column.name) + QLatin1Char(' ') +
                           QLatin1String(column.type == Column::Type::Text      ? dialect.text
                                         : column.type == Column::Type::Integer ? dialect.integer
                                                                                : dialect.real);
        columns.front() += QLatin1String(" NOT NULL PRIMARY KEY");
        QString sql = QStringLiteral("CREATE %1TABLE %2 (%3) %4;")
                          .arg(QLatin1String(m_kind == Kind::Kept ? "" : "TEMPORARY "), sqlName(shape.name),
                               columns.join(QLatin1String(", ")), QLatin1String(dialect.tableTail));
        // Each index ends with the key, which decides ties: so a page is read off the index.
        std::vector<std::vector<std::string>> indexes;
        if (m_kind == Kind::Kept) {
            for (std::size_t i = 1; i < shape.columns.size(); ++i)
                if (shape.columns[i].indexed)
                    indexes.push_back({shape.columns[i].name});
            indexes.insert(indexes.end(), shape.indexes.begin(), shape.indexes.end());
        }
        int number = 0;
        for (const auto& index : indexes) {
            QStringList parts;
            for (const auto& column : index)
                parts << indexed(shape, column) + QLatin1String(dialect.nullsFirst);
            parts << quoted(shape.columns.front().name);
            sql += QStringLiteral("CREATE INDEX %1 ON %2 (%3);")
                       .arg(quoted(QStringLiteral("p_%1_%2").arg(QString::fromStdString(shape.name)).arg(++number)), sqlName(shape.name),
                            parts.join(QLatin1String(", ")));
        }
        if (m_kind == Kind::Kept && *dialect.afterTable != '\0')
            sql += QString::fromLatin1(dialect.afterTable).arg(sqlName(shape.name));
        CAL_TRY(m_connection.run(sql.toStdString()));
    }
    return {};
}

Result<void> ProjectionTables::drop(std::string_view table)
{
    forgetStatements();
    return m_connection.run(QStringLiteral("DROP TABLE IF EXISTS %1").arg(sqlName(table)).toStdString());
}

Result<void> ProjectionTables::empty(const Look& look)
{
    for (const TableShape& shape : look.own)
        CAL_TRY(m_connection.run(QStringLiteral("DELETE FROM %1").arg(sqlName(shape.name)).toStdString()));
    return {};
}

template <typename MakeSql>
Result<QSqlQuery*> ProjectionTables::prepared(std::optional<QSqlQuery>& query, const MakeSql& makeSql)
{
    if (!query) {
        QSqlQuery fresh(m_connection.database());
        CAL_TRY(m_connection.prepare(fresh, makeSql()));
        query = std::move(fresh);
    }
    return &*query;
}

Result<bool> ProjectionTables::apply(const Look& look, const journal::Event& event)
{
    const auto changes = journal::changesOf(*look.projection, look.own, event, *this);
    CAL_TRY(changes);
    for (const journal::RowChange& change : *changes)
        CAL_TRY(write(m_tables.find(change.table)->second, change));
    return !changes->empty();
}

Result<void> ProjectionTables::write(Table& table, const journal::RowChange& change)
{
    const TableShape& shape = table.shape;
    if (change.remove) {
        const auto query = prepared(table.remove, [&] {
            return QStringLiteral("DELETE FROM %1 WHERE %2 = ?").arg(sqlName(shape.name), quoted(shape.columns.front().name));
        });
        CAL_TRY(query);
        (*query)->bindValue(0, variant(change.row.front()));
        return m_connection.exec(**query);
    }
    const auto query = prepared(table.put, [&] {
        QStringList marks, sets;
        for (const Column& column : shape.columns) {
            marks << QStringLiteral("?");
            sets << QStringLiteral("%1 = excluded.%1").arg(quoted(column.name));
        }
        return QStringLiteral("INSERT INTO %1 (%2) VALUES (%3) ON CONFLICT (%4) DO UPDATE SET %5")
            .arg(sqlName(shape.name), columnList(shape), marks.join(QLatin1Char(',')), quoted(shape.columns.front().name),
                 sets.join(QLatin1String(", ")));
    });
    CAL_TRY(query);
    for (std::size_t i = 0; i < change.row.size(); ++i)
        (*query)->bindValue(static_cast<int>(i), variant(change.row[i]));
    return m_connection.exec(**query);
}

Result<std::optional<Row>> ProjectionTables::row(std::string_view name, std::string_view key)
{
    const auto found = m_tables.find(name);
    if (found == m_tables.end())
        return journal::unknownTable(name);
    Table& table = found->second;
    const auto query = prepared(table.one, [&] {
        return QStringLiteral("SELECT %1 FROM %2 WHERE %3 = ?")
            .arg(columnList(table.shape), sqlName(name), quoted(table.shape.columns.front().name));
    });
    CAL_TRY(query);
    (*query)->bindValue(0, text(key));
    CAL_TRY(m_connection.exec(**query));
    std::optional<Row> row;
    if ((*query)->next())
        row = rowOf(**query, table.shape);
    CAL_TRY(m_connection.finish(**query));
    return row;
}

QString ProjectionTables::condition(const TableShape& shape, const Condition& condition, QVariantList& values) const
{
    const Dialect& dialect = m_connection.dialect();
    const QString column = quoted(condition.column), prefix = indexed(shape, condition.column);
    const bool prefixed = prefix != column;
    const QString value = variant(condition.value).toString();
    // Where only a prefix is indexed, the same is said of the prefix first, so that the index narrows the search.
    const auto compare = [&](const char* op, const char* ofPrefix) {
        QString said;
        if (prefixed && ofPrefix != nullptr) {
            said = QStringLiteral("%1 %2 %3 AND ")
                       .arg(prefix, QLatin1String(ofPrefix), QString::fromLatin1(dialect.indexedText).arg(QStringLiteral("?")));
            values << variant(condition.value);
        }
        values << variant(condition.value);
        return QStringLiteral("(%1%2 %3 ?)").arg(said, column, QLatin1String(op));
    };
    using Op = Condition::Op;
    switch (condition.op) {
    case Op::Equal:
        return compare("=", "=");
    case Op::NotEqual:
        return compare("<>", nullptr);
    case Op::Less:
        return compare("<", "<=");
    case Op::LessOrEqual:
        return compare("<=", "<=");
    case Op::Greater:
        return compare(">", ">=");
    case Op::GreaterOrEqual:
        return compare(">=", ">=");
    case Op::Contains:
        values << text(journal::lowerAscii(std::get<std::string>(condition.value)));
        return QStringLiteral("(%1(lower(%2), ?) > 0)").arg(QLatin1String(dialect.find), column);
    case Op::StartsWith: {
        QString said = compare(">=", ">=");
        if (const QString past = pastPrefix(value); !past.isEmpty()) {
            if (prefixed) {
                said += QStringLiteral(" AND %1 <= %2").arg(prefix, QString::fromLatin1(dialect.indexedText).arg(QStringLiteral("?")));
                values << past;
            }
            said += QStringLiteral(" AND %1 < ?").arg(column);
            values << past;
        }
        return QLatin1Char('(') + said + QLatin1Char(')');
    }
    case Op::Unknown:
        return QStringLiteral("(%1 IS NULL)").arg(column);
    case Op::Known:
        break;
    }
    return QStringLiteral("(%1 IS NOT NULL)").arg(column);
}

Result<journal::RowPage> ProjectionTables::rows(const journal::RowQuery& asked)
{
    const auto found = m_tables.find(asked.table);
    if (found == m_tables.end())
        return journal::unknownTable(asked.table);
    const TableShape& shape = found->second.shape;
    journal::RowQuery query = asked;
    CAL_TRY(journal::readQuery(shape, query));

    QVariantList values;
    QStringList all, any;
    for (const Condition& one : query.all)
        all << condition(shape, one, values);
    for (const Condition& one : query.any)
        any << condition(shape, one, values);
    if (!any.isEmpty())
        all << QLatin1Char('(') + any.join(QLatin1String(" OR ")) + QLatin1Char(')');
    const QString from = QStringLiteral(" FROM ") + sqlName(query.table) +
                         (all.isEmpty() ? QString() : QStringLiteral(" WHERE ") + all.join(QLatin1String(" AND ")));
    const Dialect& dialect = m_connection.dialect();
    QStringList order;
    for (const auto& one : query.order) {
        const QString direction =
            QLatin1String(one.descending ? " DESC" : "") + QLatin1String(one.descending ? dialect.nullsLast : dialect.nullsFirst);
        const bool key = one.column == shape.columns.front().name;
        if (const QString prefix = indexed(shape, one.column); !key && prefix != quoted(one.column))
            order << prefix + direction;
        order << quoted(one.column) + (key ? QLatin1String(one.descending ? " DESC" : "") : direction);
    }

    const auto start = [&](QSqlQuery& select, const QString& sql, const QVariantList& bound) -> Result<void> {
        CAL_TRY(m_connection.prepare(select, sql));
        for (int i = 0; i < bound.size(); ++i)
            select.bindValue(i, bound[i]);
        return m_connection.exec(select);
    };
    journal::RowPage page;
    if (query.count) {
        QSqlQuery count(m_connection.database());
        CAL_TRY(start(count, QStringLiteral("SELECT count(*)") + from, values));
        if (count.next())
            page.total = count.value(0).toLongLong();
        CAL_TRY(m_connection.finish(count));
    }
    values << qlonglong{query.limit} << qlonglong{query.offset};
    QSqlQuery select(m_connection.database());
    CAL_TRY(start(select,
                  QStringLiteral("SELECT ") + columnList(shape) + from + QStringLiteral(" ORDER BY ") + order.join(QLatin1String(", ")) +
                      QStringLiteral(" LIMIT ? OFFSET ?"),
                  values));
    while (select.next())
        page.rows.push_back(rowOf(select, shape));
    CAL_TRY(m_connection.finish(select));
    return page;
}

Result<void> ProjectionTables::compare(const Look& look, std::vector<Error>& findings)
{
    constexpr int kMost = 100; // of a table; more say nothing new
    for (const TableShape& shape : look.own) {
        const QString name = QString::fromStdString(shape.name), key = quoted(shape.columns.front().name);
        QSqlQuery query(m_connection.database());
        const QString sql = QStringLiteral("SELECT %1 FROM (SELECT * FROM \"p_%2\" EXCEPT SELECT * FROM \"c_%2\") AS a UNION "
                                           "SELECT %1 FROM (SELECT * FROM \"c_%2\" EXCEPT SELECT * FROM \"p_%2\") AS b ORDER BY 1 LIMIT %3")
                                .arg(key, name)
                                .arg(kMost);
        CAL_TRY(m_connection.prepare(query, sql));
        CAL_TRY(m_connection.exec(query));
        while (query.next())
            findings.push_back(Error{Errc::IntegrityViolation,
                                     "store.projection-differs",
                                     {{"table", shape.name}, {"key", query.value(0).toString().toStdString()}},
                                     {}});
        CAL_TRY(m_connection.finish(query));
    }
    return {};
}

} // namespace cal::storage
