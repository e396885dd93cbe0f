// SPDX-License-Identifier: GPL-3.0-or-later
// A small state machine over bytes; UTF-8 needs no attention here, as no byte of a longer character looks like a comma or a quote.
#include "core/base/csv.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace cal {

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}

std::string trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

class CsvReader
{
public:
    CsvReader(std::string_view text, std::size_t maxRows) : m_text(text), m_maxRows(maxRows) {}

    Result<std::vector<CsvRow>> read()
    {
        while (m_at < m_text.size()) {
            CAL_TRY(readRow());
            if (m_rows.size() > m_maxRows + 1) // the head row does not count
                return Error{Errc::ParseError, "table.too-many-rows", {{"limit", std::to_string(m_maxRows)}}, {}};
        }
        return std::move(m_rows);
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char here() const { return m_text[m_at]; }
    bool atLineEnd() const
    {
        return atEnd() || here() == '\n' || (here() == '\r' && (m_at + 1 >= m_text.size() || m_text[m_at + 1] == '\n'));
    }

    void step()
    {
        if (here() == '\n') {
            ++m_line;
            m_column = 1;
        } else if (!isContinuation(here())) {
            ++m_column;
        }
        ++m_at;
    }

    Result<void> readRow()
    {
        CsvRow row{m_line, {}};
        for (;;) {
            CsvCell cell{{}, m_line, m_column};
            CAL_TRY(readCell(cell));
            row.cells.push_back(std::move(cell));
            if (atEnd() || here() != ',')
                break;
            step();
        }
        while (!atEnd() && here() == '\r')
            step();
        if (!atEnd())
            step(); // the line feed
        if (row.cells.size() == 1 && row.cells.front().text.empty())
            return {};
        if (!m_rows.empty() && row.cells.size() != m_rows.front().cells.size())
            return Error{Errc::ParseError,
                         "table.width",
                         {{"line", std::to_string(row.line)},
                          {"have", std::to_string(row.cells.size())},
                          {"want", std::to_string(m_rows.front().cells.size())}},
                         {}};
        m_rows.push_back(std::move(row));
        return {};
    }

    Result<void> readCell(CsvCell& cell)
    {
        while (!atLineEnd() && (here() == ' ' || here() == '\t'))
            step();
        if (atEnd() || here() != '"')
            return readBare(cell);
        const int openedAt = m_line;
        step();
        for (;;) {
            if (atEnd())
                return Error{Errc::ParseError, "table.open-quote", {{"line", std::to_string(openedAt)}}, {}};
            if (here() == '"') {
                step();
                if (atEnd() || here() != '"')
                    break;
            }
            cell.text += here();
            step();
        }
        while (!atLineEnd() && (here() == ' ' || here() == '\t'))
            step();
        if (!atLineEnd() && here() != ',')
            return strayQuote();
        return {};
    }

    Result<void> readBare(CsvCell& cell)
    {
        const std::size_t begin = m_at;
        while (!atLineEnd() && here() != ',') {
            if (here() == '"')
                return strayQuote();
            step();
        }
        cell.text = trimmed(m_text.substr(begin, m_at - begin));
        return {};
    }

    Result<void> strayQuote() const
    {
        return Error{Errc::ParseError, "table.stray-quote", {{"line", std::to_string(m_line)}, {"column", std::to_string(m_column)}}, {}};
    }

    std::string_view m_text;
    std::size_t m_maxRows;
    std::size_t m_at = 0;
    int m_line = 1, m_column = 1;
    std::vector<CsvRow> m_rows;
};

} // namespace

TextPosition positionAt(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::string_view onLine = before.substr(lineStart);
    return {1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
            1 + static_cast<int>(std::count_if(onLine.begin(), onLine.end(), [](char c) { return !isContinuation(c); }))};
}

Result<std::vector<CsvRow>> readCsv(std::string_view text, std::size_t maxRows)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF"; // spreadsheets put it there
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    if (!isUtf8(text) || text.find('\0') != std::string_view::npos)
        return Error{Errc::ParseError, "table.not-utf8", {}, {}};
    return CsvReader(text, maxRows).read();
}

} // namespace cal
