// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as files, for import and export: CSV (RFC 4180, UTF-8) and XLSX (ISO/IEC 29500, first sheet).
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace cal::registry {

/// Texts, row by row; the first row is the head. Rows read from a file have as many cells as the head; empty rows are left out, so each
/// keeps the number it had in the file.
struct TextTable {
    struct Row {
        int number = 0; ///< in the file, from 1
        std::vector<std::string> cells;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rows;
    bool operator==(const TextTable&) const = default;
};

enum class TableFormat { Csv, Xlsx };

/// What a table from outside may cost at most: a spreadsheet is a small archive that may unpack to anything.
struct TableLimits {
    std::size_t fileBytes = 32U << 20;
    std::size_t unpackedBytes = 128U << 20; ///< of all parts of the archive, and of all cells
    std::size_t rows = 100'000;
    std::size_t columns = 256;
    std::size_t cells = 2'000'000;
    std::size_t cellBytes = 1U << 20;
};

/// Reads CSV or XLSX, told apart by its first bytes. In XLSX dates (cells with a date format) come as ISO texts, numbers with their
/// shortest digits, formulas with the result the file holds.
/// Errors: ParseError "table.too-large" {limit}, "table.empty", "table.too-many-columns" {limit}, "table.too-many-cells" {limit},
/// "table.cell-too-large" {line, limit}, "table.not-xlsx" {reason}, "table.active-content" {part} for a DOCTYPE or entity; those of readCsv
/// and readZip.
Result<TextTable> readTable(std::string_view bytes, const TableLimits& limits = {});

/// Writes every cell as text: nothing in a register is a formula, and "=1+1" in a name must not become one. In CSV a text that begins like
/// a formula gets an apostrophe in front, which readTable takes away again.
/// Errors: StoreFailed "table.not-written" {reason}; InvalidArgument "table.cell-too-large" {line, limit} above the 32 767 characters of an
/// XLSX cell.
Result<std::string> writeTable(const TextTable& table, TableFormat format);

} // namespace cal::registry
