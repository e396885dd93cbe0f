// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the tables of projections in step with the events.
//
// Invariants
//  1. A projection has been told every event that changes it: what comes after the position that the table `projections` says changes
//     nothing, or nobody who knows the projection has told it yet. The position moves in the transaction that changes the projection, so a
//     reading, which no list shows, is not written twice.
//  2. A program that knows fewer projections may append meanwhile: whoever knows them catches up before its next event.
//  3. A damaged event tells the projections nothing; `store check` finds it. So a damaged store can still be opened.
#pragma once

#include "core/storage/projection_tables.h"

namespace cal::storage {

class ProjectionBook
{
public:
    ProjectionBook(Connection& connection, const journal::Projections& projections);

    /// When opening for writing: makes, rebuilds and catches up as needed. Does nothing when everything is current.
    Result<void> bringUpToDate();
    /// Why the tables cannot be read as they are. Errors: StoreFailed "store.projection-outdated" {file, projection}.
    Result<void> requireCurrent();

    /// Inside the writing transaction, before its first event. Errors: StoreFailed "store.projection-replaced" {file, projection}.
    Result<void> beforeFirst();
    Result<void> apply(const journal::Event& event);
    /// Inside the writing transaction, when it has events: notes up to where was told, if that changed something.
    Result<void> afterLast();

    /// Opens its own transaction.
    Result<void> rebuild();
    Result<std::vector<Error>> check();

    [[nodiscard]] ProjectionTables& tables() { return m_tables; }
    /// Drops what was prepared; the connection is about to go or is another one.
    void forgetStatements();

private:
    struct Record {
        int version = 0;
        std::string shape;
        journal::Position position = 0;
    };
    struct Standing {
        std::map<std::string, Record> records;
        journal::Position last = 0; ///< of the events
    };
    using Look = ProjectionTables::Look;
    Result<Standing> standing();
    [[nodiscard]] static bool sameShape(const Look& look, const Standing& standing);
    Result<void> remake(const Look& look, const Standing& standing);
    /// Calls visit(index of a look, event) for each event after the look's place in `from`, in order.
    template <typename Visit>
    Result<void> eachAfter(const std::vector<journal::Position>& from, const Visit& visit);
    /// Tells the looks what they have not been told; `from` by look.
    Result<void> tell(ProjectionTables& tables, const std::vector<journal::Position>& from);
    Result<void> tell(ProjectionTables& tables, const Look& look, const journal::Event& event);
    /// All projections have been told up to the last event.
    Result<void> note();

    Connection& m_connection;
    journal::Projections m_projections;
    ProjectionTables m_tables;
    std::optional<QSqlQuery> m_note; ///< of note
    bool m_changed = false;          ///< since the last note
};

} // namespace cal::storage
