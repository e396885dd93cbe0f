// SPDX-License-Identifier: GPL-3.0-or-later
// A reader of comma-separated tables by RFC 4180 that keeps line and column of every cell for messages.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace cal {

struct CsvCell {
    std::string text;
    int line = 1, column = 1; ///< 1-based; the column counts characters
};

struct CsvRow {
    int line = 1;
    std::vector<CsvCell> cells;
};

/// Rows of the table, the head row among them. Quotes, doubled quotes, line breaks inside quotes, CR LF and LF, a byte order mark;
/// empty lines are left out. Blanks around an unquoted cell are dropped. All rows have as many cells as the first.
/// Errors: ParseError "table.not-utf8" (also for a NUL), "table.open-quote" {line}, "table.stray-quote" {line, column}, "table.width"
/// {line, have, want}, "table.too-many-rows" {limit}.
Result<std::vector<CsvRow>> readCsv(std::string_view text, std::size_t maxRows);

/// Line and column (in characters) of a byte offset, both from 1.
struct TextPosition {
    int line = 1, column = 1;
    bool operator==(const TextPosition&) const = default;
};
TextPosition positionAt(std::string_view text, std::size_t offset);

} // namespace cal
