// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/table_file.h"

#include "core/base/csv.h"
#include "core/registry/xlsx.h"
#include "core/units/quantity.h"

#include <algorithm>

namespace cal::registry {

namespace {

/// Spreadsheets compute a cell that begins like this. A signed number or quantity is what it looks like and stays.
bool looksLikeFormula(std::string_view text)
{
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos && !units::Quantity::parse(text);
}

std::string csvCell(const std::string& text)
{
    std::string guarded = looksLikeFormula(text) ? "'" + text : text;
    if (guarded.find_first_of(",\"\r\n") == std::string::npos && (guarded.empty() || (guarded.front() != ' ' && guarded.back() != ' ')))
        return guarded;
    std::string quoted = "\"";
    for (const char c : guarded) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string writeCsv(const TextTable& table)
{
    std::string bytes = "\xEF\xBB\xBF"; // without it Excel takes the file for the system's code page
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            bytes += (i == 0 ? "" : ",") + csvCell(row.cells[i]);
        bytes += "\r\n";
    }
    return bytes;
}

Result<TextTable> readCsvTable(std::string_view bytes, const TableLimits& limits)
{
    const auto separators = std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == ',' || c == '\n'; });
    if (static_cast<std::size_t>(separators) > limits.cells)
        return Error{Errc::ParseError, "table.too-many-cells", {{"limit", std::to_string(limits.cells)}}, {}};
    auto rows = readCsv(bytes, limits.rows);
    CAL_TRY(rows);
    TextTable table;
    table.rows.reserve(rows->size());
    for (CsvRow& row : *rows) {
        TextTable::Row texts{row.line, {}};
        texts.cells.reserve(row.cells.size());
        for (CsvCell& cell : row.cells) {
            if (cell.text.size() > limits.cellBytes)
                return Error{Errc::ParseError,
                             "table.cell-too-large",
                             {{"line", std::to_string(row.line)}, {"limit", std::to_string(limits.cellBytes)}},
                             {}};
            if (cell.text.starts_with('\'') && looksLikeFormula(std::string_view(cell.text).substr(1)))
                cell.text.erase(0, 1);
            texts.cells.push_back(std::move(cell.text));
        }
        if (std::any_of(texts.cells.begin(), texts.cells.end(), [](const std::string& text) { return !text.empty(); }))
            table.rows.push_back(std::move(texts));
    }
    return table;
}

} // namespace

Result<TextTable> readTable(std::string_view bytes, const TableLimits& limits)
{
    if (bytes.size() > limits.fileBytes)
        return Error{Errc::ParseError, "table.too-large", {{"limit", std::to_string(limits.fileBytes >> 20)}}, {}};
    auto table = bytes.starts_with("PK") ? readXlsx(bytes, limits) : readCsvTable(bytes, limits);
    CAL_TRY(table);
    if (table->rows.empty())
        return Error{Errc::ParseError, "table.empty", {}, {}};
    if (table->rows.front().cells.size() > limits.columns)
        return Error{Errc::ParseError, "table.too-many-columns", {{"limit", std::to_string(limits.columns)}}, {}};
    return table;
}

Result<std::string> writeTable(const TextTable& table, TableFormat format)
{
    return format == TableFormat::Xlsx ? writeXlsx(table) : Result<std::string>(writeCsv(table));
}

} // namespace cal::registry
