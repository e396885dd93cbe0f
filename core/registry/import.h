// SPDX-License-Identifier: GPL-3.0-or-later
// Lists in and out. An import is looked at first: every row says what it would add or change, or every reason why it is refused; then the
// accepted rows are written together or not at all.
//
// Columns are matched by the field's name or either label; "name.zh" and "name.en" are the halves of a bilingual field. References may be
// numbers. A row whose `id`, or else whose number, is already in the register changes that entity; an empty cell leaves its field as it is.
// The columns state, registered, changed and changed-by of an export are passed over.
#pragma once

#include "core/registry/registry.h"
#include "core/registry/table_file.h"

namespace cal::registry {

/// What was typed for a field, with the numbers of other entities turned into their ids; else as it was typed.
/// Errors: InvalidArgument "registry.no-reference" {kind, field, id}, "registry.ambiguous" {id, kinds}; those of the store.
Result<Json> withIds(Registry& registry, const Kind& kind, const Field& field, const std::string& typed);

struct ImportObjection {
    std::string column; ///< as the file's head has it; empty: the row as a whole
    Error error;
};

struct ImportRow {
    int number = 0;      ///< in the file, the head is 1
    Json::Object values; ///< what add() or change() gets
    std::string title;
    std::optional<journal::StreamId> existing; ///< the entity that the row changes
    std::int64_t seq = 0;                      ///< of it, as seen by the preview
    std::vector<std::string> changed;          ///< fields that differ; empty with `existing`: nothing to do
    std::vector<ImportObjection> objections;   ///< not empty: refused

    enum class Outcome { Added, Changed, Unchanged, Refused };
    [[nodiscard]] Outcome outcome() const;
};

struct ImportPreview {
    std::string kind;
    std::vector<std::string> columns; ///< the file's head
    std::vector<ImportRow> rows;
    [[nodiscard]] std::size_t count(ImportRow::Outcome outcome) const;
};

/// Writes nothing. Errors: those of readTable; InvalidArgument "registry.unknown-kind" {kind}, "import.unknown-column" {column, kind},
/// "import.column-twice" {column}.
Result<ImportPreview> previewImport(Registry& registry, std::string_view kind, std::string_view file);

struct ImportReport {
    std::size_t added = 0, changed = 0, unchanged = 0, refused = 0;
    std::vector<journal::StreamId> entities; ///< added or changed, in the order of the rows
};

/// Writes the accepted rows in one transaction. `reason` stands with every change. Errors: those of add() and change(), within "row n";
/// then nothing is written.
Result<ImportReport> commitImport(Registry& registry, const ImportPreview& preview, const std::string& reason);

/// What fits the query (offset and limit are not looked at) as a table. Of a kind's list: id, state, every field; references with their
/// numbers where they have one; the head has the names of the fields, so that the table can be imported again. Of the trail: its columns.
/// Errors: those of TableReader; InvalidArgument "table.too-many-rows" {limit} above a million.
Result<TextTable> exportTable(Registry& registry, journal::RowQuery query);

} // namespace cal::registry
