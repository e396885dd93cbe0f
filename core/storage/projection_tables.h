// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of projections in SQL: made from shapes, written by row changes, read by row queries. Every value is bound, every name is
// one of a shape.
#pragma once

#include "core/storage/connection.h"

#include <map>
#include <optional>

namespace cal::storage {

class ProjectionTables final : public journal::TableReader
{
public:
    /// "p_" for the tables that are kept, "c_" for temporary ones to compare with.
    enum class Kind { Kept, Temporary };
    ProjectionTables(Connection& connection, const journal::Projections& projections, Kind kind);

    Result<std::optional<journal::Row>> row(std::string_view table, std::string_view key) override;
    Result<journal::RowPage> rows(const journal::RowQuery& query) override;

    struct Look {
        std::shared_ptr<journal::Projection> projection;
        std::vector<journal::TableShape> own;
        std::string shape; ///< one line a table: its name and what tells whether its columns and indexes are the same
    };
    [[nodiscard]] const std::vector<Look>& looks() const { return m_looks; }

    Result<void> create(const Look& look);
    Result<void> drop(std::string_view table);
    Result<void> empty(const Look& look);
    /// Lets one projection look at the next event; whether that changed a row.
    Result<bool> apply(const Look& look, const journal::Event& event);
    /// Errors "store.projection-differs" for rows that are not the same in the kept and the temporary table.
    Result<void> compare(const Look& look, std::vector<Error>& findings);

    /// Drops what was prepared; the connection is about to go or is another one.
    void forgetStatements();

private:
    struct Table {
        journal::TableShape shape;
        std::optional<QSqlQuery> put, remove, one;
    };
    [[nodiscard]] QString sqlName(std::string_view table) const;
    [[nodiscard]] QString indexed(const journal::TableShape& shape, const std::string& column) const;
    [[nodiscard]] QString condition(const journal::TableShape& shape, const journal::Condition& condition, QVariantList& values) const;
    template <typename MakeSql>
    Result<QSqlQuery*> prepared(std::optional<QSqlQuery>& query, const MakeSql& makeSql);
    Result<void> write(Table& table, const journal::RowChange& change);

    Connection& m_connection;
    Kind m_kind;
    std::vector<Look> m_looks;
    std::map<std::string, Table, std::less<>> m_tables;
};

} // namespace cal::storage
