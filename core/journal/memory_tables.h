// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of projections in memory, for the store in memory and for comparing. What SQL engines do by statements is done here by plain
// loops: the contract test holds both to the same answers.
#pragma once

#include "core/journal/projection.h"

#include <map>

namespace cal::journal {

class MemoryTables final : public TableReader
{
public:
    explicit MemoryTables(const Projections& projections);

    Result<std::optional<Row>> row(std::string_view table, std::string_view key) override;
    Result<RowPage> rows(const RowQuery& query) override;

    /// Lets every projection look at the next event. On failure the caller rolls back.
    Result<void> apply(const Event& event);
    void begin() { m_undo.clear(); }
    /// Undoes every change since begin().
    void rollback();

    /// Errors "store.projection-differs" {table, key} for every row that is not the same in `other`.
    [[nodiscard]] std::vector<Error> differences(const MemoryTables& other) const;

private:
    struct Table {
        TableShape shape;
        std::map<std::string, Row, std::less<>> rows;
    };
    struct Undo {
        Table* table;
        std::string key;
        std::optional<Row> before;
    };
    struct Look {
        std::shared_ptr<Projection> projection;
        std::vector<TableShape> own;
    };
    std::vector<Look> m_looks;
    std::map<std::string, Table, std::less<>> m_tables;
    std::vector<Undo> m_undo;
};

} // namespace cal::journal
