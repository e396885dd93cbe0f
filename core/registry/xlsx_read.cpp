// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the first sheet of an XLSX file: workbook.xml names the sheets, the .rels file says where they lie, sharedStrings.xml holds texts
// and styles.xml tells which numbers are dates (ISO/IEC 29500-1, 18.3 cells, 18.4 shared strings, 18.8.30 number formats).
//
// The file comes from anybody: parts are unpacked within limits, must be UTF-8 without DOCTYPE or entities before the parser sees them, and
// what the cells unfold to (one shared text can stand in every cell) is counted.
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/base/zip.h"
#include "core/registry/xlsx.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <libxml/xmlreader.h>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace cal::registry {

namespace {

constexpr std::size_t kMaximumParts = 2'000;
constexpr std::int64_t kMaximumRow = 1'048'576; // of a sheet
constexpr std::size_t kMaximumColumn = 16'384;

Error notXlsx(std::string reason)
{
    return Error{Errc::ParseError, "table.not-xlsx", {{"reason", std::move(reason)}}, {}};
}

/// A pull parser over one part; names without their prefixes.
class Part
{
public:
    static Result<Part> open(const ZipFiles& files, const std::string& name)
    {
        const auto found = files.find(name);
        if (found == files.end())
            return notXlsx("no " + excerpt(name));
        const std::string& bytes = found->second;
        if (!isUtf8(bytes) || bytes.find('\0') != std::string::npos)
            return notXlsx(excerpt(name) + ": no UTF-8");
        if (bytes.find("<!DOCTYPE") != std::string::npos || bytes.find("<!ENTITY") != std::string::npos)
            return Error{Errc::ParseError, "table.active-content", {{"part", excerpt(name)}}, {}};
        // The encoding is given, so that a declaration cannot choose another in which a DOCTYPE looks different.
        Part part(xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, "UTF-8",
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA),
                  name);
        if (!part.m_reader)
            return notXlsx("no memory");
        return part;
    }

    /// The next node; false at the end. Errors: "table.not-xlsx".
    Result<bool> next()
    {
        const int read = xmlTextReaderRead(m_reader.get());
        if (read < 0)
            return notXlsx(excerpt(m_name) + ": no XML");
        return read == 1;
    }
    [[nodiscard]] bool starts(const char* name) const { return is(XML_READER_TYPE_ELEMENT, name); }
    [[nodiscard]] bool ends(const char* name) const
    {
        return is(XML_READER_TYPE_END_ELEMENT, name) ||
               (is(XML_READER_TYPE_ELEMENT, name) && xmlTextReaderIsEmptyElement(m_reader.get()) == 1);
    }
    /// Text of this node; empty when it holds none.
    [[nodiscard]] std::string_view text() const
    {
        const int type = xmlTextReaderNodeType(m_reader.get());
        if (type != XML_READER_TYPE_TEXT && type != XML_READER_TYPE_CDATA && type != XML_READER_TYPE_SIGNIFICANT_WHITESPACE &&
            type != XML_READER_TYPE_WHITESPACE)
            return {};
        const auto* value = reinterpret_cast<const char*>(xmlTextReaderConstValue(m_reader.get()));
        return value ? value : "";
    }
    [[nodiscard]] std::string attribute(const char* name) const
    {
        // By local name: r:id may have any prefix.
        std::string found;
        while (xmlTextReaderMoveToNextAttribute(m_reader.get()) == 1) {
            const auto* local = reinterpret_cast<const char*>(xmlTextReaderConstLocalName(m_reader.get()));
            const auto* value = reinterpret_cast<const char*>(xmlTextReaderConstValue(m_reader.get()));
            if (local && value && std::string_view(local) == name)
                found = value;
        }
        xmlTextReaderMoveToElement(m_reader.get());
        return found;
    }
    /// The relation "r:id", apart from an attribute "id" of its own.
    [[nodiscard]] std::string relation() const
    {
        std::string found;
        while (xmlTextReaderMoveToNextAttribute(m_reader.get()) == 1) {
            const auto* name = reinterpret_cast<const char*>(xmlTextReaderConstName(m_reader.get()));
            const auto* value = reinterpret_cast<const char*>(xmlTextReaderConstValue(m_reader.get()));
            if (name && value && std::string_view(name).ends_with(":id"))
                found = value;
        }
        xmlTextReaderMoveToElement(m_reader.get());
        return found;
    }

private:
    struct Free {
        void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
    };
    Part(xmlTextReader* reader, std::string name) : m_reader(reader), m_name(std::move(name)) {}

    [[nodiscard]] bool is(int type, const char* name) const
    {
        const auto* local = reinterpret_cast<const char*>(xmlTextReaderConstLocalName(m_reader.get()));
        return xmlTextReaderNodeType(m_reader.get()) == type && local && std::string_view(local) == name;
    }

    std::unique_ptr<xmlTextReader, Free> m_reader;
    std::string m_name;
};

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
        return {};
    return number;
}

/// Column of "BC12", from 0; nothing for anything else.
std::optional<std::size_t> columnOf(std::string_view reference)
{
    std::size_t column = 0, i = 0;
    for (; i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z'; ++i) {
        column = column * 26 + static_cast<std::size_t>(reference[i] - 'A' + 1);
        if (column > kMaximumColumn)
            return {};
    }
    if (i == 0 || !wholeNumber(reference.substr(i)))
        return {};
    return column - 1;
}

/// "_x0041_" stands for a character that XML or Excel cannot hold.
std::string unescaped(std::string text)
{
    for (std::size_t at = 0; (at = text.find("_x", at)) != std::string::npos; ++at) {
        unsigned code = 0;
        if (at + 7 > text.size() || text[at + 6] != '_')
            continue;
        const auto read = std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16);
        if (read.ptr == text.data() + at + 6 && code < 0x80) // others are written as themselves
            text.replace(at, 7, 1, static_cast<char>(code));
    }
    return text;
}

/// Whether a number format shows a day: y or d outside quotes, brackets and escapes. Formats of times alone are none.
bool isDateFormat(std::string_view code)
{
    bool quoted = false, bracket = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '\\' || c == '_' || c == '*')
            ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (c == '[' && !quoted)
            bracket = true;
        else if (c == ']')
            bracket = false;
        else if (!quoted && !bracket && (c == 'y' || c == 'Y' || c == 'd' || c == 'D'))
            return true;
    }
    return false;
}

bool isBuiltInDate(std::int64_t id)
{
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58;
}

class XlsxReader
{
public:
    XlsxReader(ZipFiles files, const TableLimits& limits) : m_files(std::move(files)), m_limits(limits) {}

    Result<TextTable> read()
    {
        const auto sheet = firstSheet();
        CAL_TRY(sheet);
        CAL_TRY(readStyles());
        CAL_TRY(readSharedTexts());
        CAL_TRY(readSheet(*sheet));
        return finished();
    }

private:
    Result<std::string> firstSheet()
    {
        auto book = Part::open(m_files, "xl/workbook.xml");
        CAL_TRY(book);
        std::string relation;
        for (;;) {
            const auto more = book->next();
            CAL_TRY(more);
            if (!*more)
                break;
            if (book->starts("workbookPr"))
                m_from1904 = book->attribute("date1904") == "1" || book->attribute("date1904") == "true";
            if (relation.empty() && book->starts("sheet"))
                relation = book->relation();
        }
        auto relations = Part::open(m_files, "xl/_rels/workbook.xml.rels");
        CAL_TRY(relations);
        for (;;) {
            const auto more = relations->next();
            CAL_TRY(more);
            if (!*more)
                return notXlsx("no sheet");
            if (relations->starts("Relationship") && !relation.empty() && relations->attribute("Id") == relation) {
                auto target = relations->attribute("Target");
                return target.starts_with('/') ? target.substr(1) : "xl/" + target;
            }
        }
    }

    Result<void> readStyles()
    {
        if (!m_files.contains("xl/styles.xml"))
            return {};
        auto part = Part::open(m_files, "xl/styles.xml");
        CAL_TRY(part);
        std::set<std::int64_t> dates;
        bool inCells = false;
        for (;;) {
            const auto more = part->next();
            CAL_TRY(more);
            if (!*more)
                return {};
            if (part->starts("numFmt") && isDateFormat(part->attribute("formatCode")))
                dates.insert(wholeNumber(part->attribute("numFmtId")).value_or(-1));
            else if (part->starts("cellXfs"))
                inCells = true;
            else if (inCells && part->starts("xf")) {
                const auto id = wholeNumber(part->attribute("numFmtId")).value_or(0);
                m_dateStyles.push_back(isBuiltInDate(id) || dates.contains(id));
            }
            if (part->ends("cellXfs"))
                inCells = false;
        }
    }

    Result<void> readSharedTexts()
    {
        if (!m_files.contains("xl/sharedStrings.xml"))
            return {};
        auto part = Part::open(m_files, "xl/sharedStrings.xml");
        CAL_TRY(part);
        std::string text;
        bool inText = false, phonetic = false;
        for (;;) {
            const auto more = part->next();
            CAL_TRY(more);
            if (!*more)
                return {};
            if (inText && !phonetic)
                text += part->text();
            if (part->starts("t"))
                inText = true;
            if (part->starts("rPh"))
                phonetic = true;
            if (part->ends("t"))
                inText = false;
            if (part->ends("rPh"))
                phonetic = false;
            if (part->ends("si")) {
                m_shared.push_back(unescaped(std::move(text)));
                text.clear();
            }
        }
    }

    struct Cell {
        std::optional<std::size_t> column;
        std::string type, value;
        std::int64_t style = 0;
    };

    Result<void> readSheet(const std::string& name)
    {
        auto part = Part::open(m_files, name);
        CAL_TRY(part);
        Cell cell;
        bool inValue = false, phonetic = false;
        std::int64_t rowNumber = 0;
        for (;;) {
            const auto more = part->next();
            CAL_TRY(more);
            if (!*more)
                return {};
            if (inValue && !phonetic)
                cell.value += part->text();
            if (part->starts("row")) {
                const auto number = part->attribute("r");
                const auto given = number.empty() ? std::optional(rowNumber + 1) : wholeNumber(number);
                if (!given || *given <= rowNumber || *given > kMaximumRow)
                    return notXlsx("row numbers");
                rowNumber = *given;
                m_table.rows.push_back({static_cast<int>(rowNumber), {}});
                if (m_table.rows.size() > m_limits.rows + 1)
                    return Error{Errc::ParseError, "table.too-many-rows", {{"limit", std::to_string(m_limits.rows)}}, {}};
            } else if (part->starts("c")) {
                if (m_table.rows.empty())
                    return notXlsx("cell without row");
                cell = {columnOf(part->attribute("r")), part->attribute("t"), {}, wholeNumber(part->attribute("s")).value_or(0)};
                if (!cell.column && !part->attribute("r").empty())
                    return notXlsx("cell names");
            }
            if (part->starts("v") || part->starts("t"))
                inValue = true;
            if (part->starts("rPh"))
                phonetic = true;
            if (part->ends("v") || part->ends("t"))
                inValue = false;
            if (part->ends("rPh"))
                phonetic = false;
            if (part->ends("c") && !m_table.rows.empty())
                CAL_TRY(put(cell));
        }
    }

    Result<void> put(const Cell& cell)
    {
        auto& row = m_table.rows.back();
        auto text = textOf(cell);
        CAL_TRY(text);
        const auto column = cell.column.value_or(row.cells.size());
        if (text->empty() && column >= row.cells.size())
            return {};
        if (column >= m_limits.columns)
            return Error{Errc::ParseError, "table.too-many-columns", {{"limit", std::to_string(m_limits.columns)}}, {}};
        if (text->size() > m_limits.cellBytes)
            return Error{Errc::ParseError,
                         "table.cell-too-large",
                         {{"line", std::to_string(row.number)}, {"limit", std::to_string(m_limits.cellBytes)}},
                         {}};
        m_bytes += text->size();
        if (m_bytes > m_limits.unpackedBytes)
            return Error{Errc::ParseError, "table.too-large", {{"limit", std::to_string(m_limits.unpackedBytes >> 20)}}, {}};
        if (column >= row.cells.size()) {
            m_cells += column + 1 - row.cells.size();
            if (m_cells > m_limits.cells)
                return Error{Errc::ParseError, "table.too-many-cells", {{"limit", std::to_string(m_limits.cells)}}, {}};
            row.cells.resize(column + 1);
        }
        row.cells[column] = *std::move(text);
        return {};
    }

    Result<std::string> textOf(const Cell& cell) const
    {
        if (cell.type == "s") {
            const auto index = wholeNumber(cell.value);
            if (!index || *index < 0 || static_cast<std::size_t>(*index) >= m_shared.size())
                return notXlsx("shared texts");
            return m_shared[static_cast<std::size_t>(*index)];
        }
        if (cell.type == "b")
            return std::string(cell.value == "1" ? "true" : cell.value.empty() ? "" : "false");
        if (!cell.type.empty() && cell.type != "n")
            return unescaped(cell.value); // inlineStr, str, d (ISO), e (#N/A: no field takes it)
        const auto style = static_cast<std::size_t>(std::max<std::int64_t>(cell.style, 0));
        if (style < m_dateStyles.size() && m_dateStyles[style])
            return date(cell.value);
        return number(cell.value);
    }

    /// A number of a sheet is a double, written with up to 17 digits: its shortest digits are what was typed. Whole numbers (bar codes)
    /// stay as they stand.
    static std::string number(const std::string& text)
    {
        if (text.find_first_not_of("0123456789-") == std::string::npos)
            return text;
        const auto value = doubleFrom(text);
        return value ? shortest(*value) : text;
    }

    std::string date(const std::string& serial) const
    {
        const auto days = doubleFrom(serial);
        if (!days || !std::isfinite(*days) || *days < 1 || *days >= 2'958'466) // to 9999-12-31
            return serial;
        const auto whole = static_cast<int>(*days);
        // Serial 60 of the 1900 system is 29 February 1900, which never was; what lies before counts from another day.
        if (!m_from1904 && whole == 60)
            return serial;
        using namespace std::chrono;
        const sys_days zero = m_from1904   ? sys_days{1904y / January / 1}
                              : whole < 60 ? sys_days{1899y / December / 31}
                                           : sys_days{1899y / December / 30};
        const sys_days day = zero + std::chrono::days(whole);
        auto text = toIso(CivilDate{year_month_day(day), {}});
        const auto second = static_cast<int>(std::lround((*days - whole) * 86'400));
        if (second == 0)
            return text;
        const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
        return text + "T" + two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60); // no zone: nobody knows it
    }

    Result<TextTable> finished()
    {
        auto& rows = m_table.rows;
        rows.erase(std::remove_if(rows.begin(), rows.end(),
                                  [](const TextTable::Row& row) {
                                      return std::all_of(row.cells.begin(), row.cells.end(),
                                                         [](const std::string& text) { return text.empty(); });
                                  }),
                   rows.end());
        if (rows.empty())
            return std::move(m_table);
        const auto width = rows.front().cells.size();
        if (width * rows.size() > m_limits.cells)
            return Error{Errc::ParseError, "table.too-many-cells", {{"limit", std::to_string(m_limits.cells)}}, {}};
        for (auto& row : rows) {
            if (row.cells.size() > width)
                return Error{
                    Errc::ParseError,
                    "table.width",
                    {{"line", std::to_string(row.number)}, {"have", std::to_string(row.cells.size())}, {"want", std::to_string(width)}},
                    {}};
            row.cells.resize(width);
        }
        return std::move(m_table);
    }

    ZipFiles m_files;
    const TableLimits& m_limits;
    bool m_from1904 = false;
    std::vector<bool> m_dateStyles; // by style number
    std::vector<std::string> m_shared;
    TextTable m_table;
    std::size_t m_cells = 0, m_bytes = 0;
};

} // namespace

Result<TextTable> readXlsx(std::string_view bytes, const TableLimits& limits)
{
    auto files = readZip(bytes, {kMaximumParts, limits.unpackedBytes});
    CAL_TRY(files);
    return XlsxReader(*std::move(files), limits).read();
}

} // namespace cal::registry
