// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/xlsx.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <unistd.h>
#include <xlsxwriter.h>

namespace cal::registry {

namespace {

constexpr std::size_t kMaximumCharacters = 32'767; // of a cell in Excel
constexpr double kColumnWidth = 18;

Error notWritten(std::string reason)
{
    return Error{Errc::StoreFailed, "table.not-written", {{"reason", std::move(reason)}}, {}};
}

/// A file of our own in the folder for temporary files, gone with this object. The library of Debian 12 writes to files only.
class TemporaryFile
{
public:
    TemporaryFile()
    {
        const char* folder = std::getenv("TMPDIR");
        m_path = std::string(folder && *folder ? folder : "/tmp") + "/calbench-XXXXXX";
        m_descriptor = ::mkstemp(m_path.data());
    }
    ~TemporaryFile()
    {
        if (m_descriptor < 0)
            return;
        ::close(m_descriptor);
        ::unlink(m_path.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    [[nodiscard]] bool made() const { return m_descriptor >= 0; }
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
    int m_descriptor = -1;
};

/// "_x0041_" would be read as an escape for A; the library leaves that to the caller.
std::string escaped(std::string text)
{
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); };
    for (std::size_t at = 0; (at = text.find("_x", at)) != std::string::npos; ++at)
        if (at + 7 <= text.size() && text[at + 6] == '_' && std::all_of(text.data() + at + 2, text.data() + at + 6, isHex)) {
            text.insert(at, "_x005F");
            at += 6;
        }
    return text;
}

} // namespace

Result<std::string> writeXlsx(const TextTable& table)
{
    const TemporaryFile file;
    if (!file.made())
        return notWritten("no temporary file");
    lxw_workbook* book = workbook_new(file.path().c_str());
    if (!book)
        return notWritten("no memory");
    lxw_doc_properties properties{};    // the same table gives the same content: no time of writing
    properties.created = 1'767'225'600; // 2026-01-01
    workbook_set_properties(book, &properties);
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    lxw_format* head = workbook_add_format(book);
    format_set_bold(head);
    lxw_format* text = workbook_add_format(book);
    format_set_num_format(text, "@"); // "0010" stays "0010" when somebody edits it
    worksheet_freeze_panes(sheet, 1, 0);
    std::optional<Error> failed;
    lxw_row_t rowNumber = 0;
    for (const auto& row : table.rows) {
        lxw_col_t column = 0;
        for (const auto& cell : row.cells) {
            const auto done = cell.empty()
                                  ? LXW_NO_ERROR
                                  : worksheet_write_string(sheet, rowNumber, column, escaped(cell).c_str(), rowNumber == 0 ? head : text);
            if (done == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED && !failed)
                failed = Error{Errc::InvalidArgument,
                               "table.cell-too-large",
                               {{"line", std::to_string(rowNumber + 1)}, {"limit", std::to_string(kMaximumCharacters)}},
                               {}};
            else if (done != LXW_NO_ERROR && !failed)
                failed = notWritten(lxw_strerror(done));
            ++column;
        }
        ++rowNumber;
    }
    if (!table.rows.empty() && !table.rows.front().cells.empty()) {
        const auto last = static_cast<lxw_col_t>(table.rows.front().cells.size() - 1);
        worksheet_set_column(sheet, 0, last, kColumnWidth, nullptr);
        if (rowNumber > 1)
            worksheet_autofilter(sheet, 0, 0, rowNumber - 1, last);
    }
    const auto closed = workbook_close(book); // frees it in any case
    if (failed)
        return *failed;
    if (closed != LXW_NO_ERROR)
        return notWritten(lxw_strerror(closed));
    std::ifstream stream(file.path(), std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(stream), {});
    if (!stream || bytes.empty())
        return notWritten("read back");
    return bytes;
}

} // namespace cal::registry
