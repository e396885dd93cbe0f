// SPDX-License-Identifier: GPL-3.0-or-later
// Reads points.csv: one row per point, units in the cells. Nothing is inferred from a nominal's text.
#include "core/procedure/problems.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <set>

namespace cal::procedure {

namespace {

constexpr int kMostReadings = 10'000;

/// Point ids stand on command lines, in events and in links.
bool isPointId(std::string_view id)
{
    return !id.empty() && id.size() <= 64 && id.front() != '-' && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == '%' ||
               c == '_';
    });
}

bool isColumnName(std::string_view name)
{
    return !name.empty() && name.size() <= 64 &&
           std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

class PointsReader
{
public:
    explicit PointsReader(Draft& draft) : m_draft(draft) {}

    void read()
    {
        auto rows = readCsv(m_draft.procedure.files[std::string(kPointsFile)], kMaxPoints);
        if (!rows) {
            m_draft.error(Draft::inJson(kPointsFile, rows.error()), rows.error());
            return;
        }
        if (rows->empty()) {
            m_draft.error(at({1, 1}), problem("table.no-points", {}, Errc::ParseError));
            return;
        }
        if (!readHeadRow(rows->front()))
            return;
        m_draft.procedure.points.reserve(rows->size() - 1);
        for (std::size_t i = 1; i < rows->size(); ++i)
            readRow((*rows)[i]);
        if (rows->size() == 1)
            m_draft.error(at({rows->front().line, 1}), problem("table.no-points", {}, Errc::ParseError));
        m_draft.pointsRead = !m_failed && rows->size() > 1;
    }

private:
    static Spot at(TextPosition position) { return {std::string(kPointsFile), position}; }
    void fail(const CsvCell& cell, Error error)
    {
        m_failed = true;
        m_draft.error(at({cell.line, cell.column}), std::move(error));
    }

    bool readHeadRow(const CsvRow& row)
    {
        for (const auto& cell : row.cells) {
            if (!isColumnName(cell.text))
                fail(cell, problem("table.column-name", {{"column", excerpt(cell.text)}}, Errc::ParseError));
            else if (std::find(m_columns.begin(), m_columns.end(), cell.text) != m_columns.end())
                fail(cell, problem("table.duplicate-column", {{"column", cell.text}}, Errc::ParseError));
            m_columns.push_back(cell.text);
        }
        for (const char* required : {"id", "nominal"})
            if (std::find(m_columns.begin(), m_columns.end(), required) == m_columns.end())
                fail(row.cells.front(), problem("table.missing-column", {{"column", required}}, Errc::ParseError));
        return !m_failed;
    }

    void readRow(const CsvRow& row)
    {
        Point point;
        PointSpots spots{row.line, {}};
        point.section = "as-found";
        point.readings = m_draft.procedure.head.readings;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto& cell = row.cells[i];
            point.columns[m_columns[i]] = cell.text;
            spots.cells[m_columns[i]] = {cell.line, cell.column};
            readCell(m_columns[i], cell, point);
        }
        m_draft.procedure.points.push_back(std::move(point));
        m_draft.points.push_back(std::move(spots));
    }

    void readCell(const std::string& column, const CsvCell& cell, Point& point)
    {
        if (column == "id") {
            point.id = cell.text;
            if (!isPointId(cell.text))
                fail(cell, problem("table.point-id", {{"id", excerpt(cell.text)}}, Errc::ParseError));
            else if (!m_ids.insert(cell.text).second)
                fail(cell, problem("table.duplicate-id", {{"id", cell.text}}, Errc::ParseError));
        } else if (column == "section") {
            if (!cell.text.empty())
                point.section = cell.text;
        } else if (column == "nominal") {
            if (auto nominal = quantity(cell, true))
                point.nominal = std::move(*nominal);
        } else if (column == "range") {
            point.range = quantity(cell, false);
        } else if (column == "resolution") {
            point.resolution = positive(cell);
        } else if (column == "mpe") {
            point.mpe = positive(cell);
        } else if (column == "readings" && !cell.text.empty()) {
            const auto count = Decimal::parse(cell.text);
            if (!count || count->exponent() != 0 || *count < Decimal(1) || *count > Decimal(kMostReadings))
                fail(cell,
                     problem("table.readings", {{"text", excerpt(cell.text)}, {"limit", std::to_string(kMostReadings)}}, Errc::ParseError));
            else
                point.readings = static_cast<int>(count->coefficient());
        }
    }

    std::optional<units::Quantity> quantity(const CsvCell& cell, bool required)
    {
        if (cell.text.empty()) {
            if (required)
                fail(cell, problem("table.empty-cell", {{"column", "nominal"}}, Errc::ParseError));
            return {};
        }
        auto value = units::Quantity::parse(cell.text);
        if (!value) {
            fail(cell, std::move(value).error());
            return {};
        }
        return *std::move(value);
    }

    std::optional<units::Quantity> positive(const CsvCell& cell)
    {
        auto value = quantity(cell, false);
        if (value && value->number.sign() <= 0)
            fail(cell, problem("table.not-positive", {{"text", excerpt(cell.text)}}, Errc::ParseError));
        return value;
    }

    Draft& m_draft;
    std::vector<std::string> m_columns;
    std::set<std::string> m_ids;
    bool m_failed = false;
};

} // namespace

void readPoints(Draft& draft)
{
    PointsReader(draft).read();
}

} // namespace cal::procedure
