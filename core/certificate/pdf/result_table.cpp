// SPDX-License-Identifier: GPL-3.0-or-later
// The results: columns aligned on the decimal sign, head repeated on each page, rows never split, headings never left behind.
#include "core/certificate/pdf/composer.h"
#include "core/certificate/texts.h"

#include <QFontMetricsF>
#include <QStringList>

#include <algorithm>
#include <set>

namespace cal::certificate::pdf {

namespace {

constexpr Style kHead{8, true}, kHeadSecond{7, false, kQuiet}, kUnit{7.6, false, kQuiet};
constexpr Style kGroup{8.5, true}, kGroupNote{7.2, false, kQuiet};
constexpr Style kNote{7.8}, kNoteSecond{7, false, kQuiet};
constexpr double kCellPadding = 1.6;
constexpr double kSignWidth = 3.2;                ///< of the sign before a verdict, with its gap
constexpr double kLargest = 8.8, kSmallest = 5.5; ///< size of the figures in points

/// Characters before the decimal sign.
qsizetype wholePart(const QString& figure)
{
    const auto point = figure.indexOf(QLatin1Char('.'));
    return point < 0 ? figure.size() : point;
}

Text verdictWord(conformity::Verdict verdict)
{
    return wording("verdict." + std::string(conformity::name(verdict)));
}

QRgb verdictColour(conformity::Verdict verdict)
{
    switch (verdict) {
    case conformity::Verdict::Pass:
        return 0xFF1E7F46;
    case conformity::Verdict::Fail:
        return 0xFFC62828;
    case conformity::Verdict::Undecided:
        return 0xFF9A5B00;
    case conformity::Verdict::NotJudged:
        break;
    }
    return kQuiet;
}

double longestWord(const Paragraph& paragraph)
{
    double width = 0;
    for (const auto& line : paragraph.lines)
        for (const auto& word : bound(line.text).split(QLatin1Char(' ')))
            width = std::max(width, textWidth(word, line.style));
    return width;
}

} // namespace

/// Where the columns of a table stand.
struct Composer::Grid {
    struct Column {
        double left = 0, width = 0;
        double whole = 0, fraction = 0; ///< widest part before and from the decimal sign
    };
    std::vector<Column> columns;
    std::vector<Paragraph> heads;
    double headHeight = 0, rowHeight = 0;
    Style figures;
};

Composer::Grid Composer::gridOf(const Table& table) const
{
    Grid grid;
    grid.columns.resize(table.columns.size());
    // Measured at the largest size; smaller sizes scale it.
    const Style largest{kLargest};
    const QFontMetricsF metrics(fontFor(largest));
    const auto width = [&](const QString& text) { return metrics.horizontalAdvance(text) / kDotsPerMm; };
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        auto& column = grid.columns[c];
        if (!table.columns[c].number) {
            std::set<conformity::Verdict> verdicts;
            for (const auto& row : table.rows)
                verdicts.insert(row.verdict);
            for (const auto verdict : verdicts)
                column.whole = std::max(column.whole, width(line(verdictWord(verdict))) + kSignWidth);
            continue;
        }
        for (const auto& row : table.rows) {
            const QString shown = asPainted(shownText(row.cells[c]));
            const auto whole = wholePart(shown);
            column.whole = std::max(column.whole, width(shown.left(whole)));
            column.fraction = std::max(column.fraction, width(shown.mid(whole)));
        }
    }
    const auto needed = [&](double scale) {
        double sum = 0;
        for (std::size_t c = 0; c < grid.columns.size(); ++c) {
            const Paragraph head = both(table.columns[c].head, kHead, kHeadSecond, 1000);
            const double natural = (grid.columns[c].whole + grid.columns[c].fraction) * scale;
            grid.columns[c].width = std::max(natural, std::min(longestWord(head), 30.0)) + 2 * kCellPadding;
            sum += grid.columns[c].width;
        }
        return sum;
    };
    double points = kLargest;
    double sum = needed(1);
    while (sum > kWidth && points > kSmallest) {
        points -= 0.2;
        sum = needed(points / kLargest);
    }
    const double slack = (kWidth - sum) / static_cast<double>(std::max<std::size_t>(grid.columns.size(), 1));
    double x = kLeft;
    for (auto& column : grid.columns) {
        column.whole *= points / kLargest;
        column.fraction *= points / kLargest;
        column.left = x;
        column.width += slack;
        x += column.width;
    }
    grid.figures = {points};
    grid.rowHeight = grid.figures.pitch() + 0.9;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const double inner = grid.columns[c].width - 2;
        Paragraph head = both(table.columns[c].head, kHead, kHeadSecond, inner);
        if (!table.columns[c].unit.empty())
            head.append(wrapped(QLatin1Char('(') + shownText(table.columns[c].unit) + QLatin1Char(')'), kUnit, inner));
        grid.headHeight = std::max(grid.headHeight, head.height() + 2.4);
        grid.heads.push_back(std::move(head));
    }
    return grid;
}

bool Composer::noteFitsBeside(const Group& group) const
{
    // The longer heading of a continued group decides, so that a group looks the same on every page.
    const QString title = merged(group.title) + QLatin1Char(' ') + line({"（续）", "(continued)"});
    return textWidth(title, kGroup) + textWidth(merged(group.note), kGroupNote) + 8 <= kWidth;
}

double Composer::groupHeight(const Group& group) const
{
    const double note = group.note.empty() || noteFitsBeside(group) ? 0 : wrapped(merged(group.note), kGroupNote, kWidth - 4).height();
    return kGroup.pitch() + note + 1.8;
}

void Composer::groupHead(const Group& group, bool continued)
{
    const double bottom = m_y + groupHeight(group);
    QString title = merged(group.title);
    if (continued)
        title += QLatin1Char(' ') + line({"（续）", "(continued)"});
    page().texts.push_back({kLeft + 1.5, m_y + 1.1 + kGroup.ascent(), title, kGroup});
    if (!group.note.empty() && noteFitsBeside(group))
        put(page(), wrapped(merged(group.note), kGroupNote, kWidth), kLeft, m_y + 1.1 + kGroup.ascent() - kGroupNote.ascent(), kWidth - 1.5,
            Align::Right);
    else if (!group.note.empty())
        put(page(), wrapped(merged(group.note), kGroupNote, kWidth - 4), kLeft + 1.5, m_y + 1.1 + kGroup.pitch(), kWidth - 4);
    m_y = bottom;
    page().lines.push_back({kLeft, m_y, kRight, m_y});
}

void Composer::resultHead(const Grid& grid)
{
    page().fills.push_back({QRectF(kLeft, m_y, kWidth, grid.headHeight)});
    page().lines.push_back({kLeft, m_y, kRight, m_y, 0.3, kInk});
    for (std::size_t c = 0; c < grid.columns.size(); ++c) {
        const auto& column = grid.columns[c];
        const Paragraph& head = grid.heads[c];
        put(page(), head, column.left + 1, m_y + (grid.headHeight - head.height()) / 2, column.width - 2, Align::Centre);
    }
    m_y += grid.headHeight;
    page().lines.push_back({kLeft, m_y, kRight, m_y, 0.2, kInk});
}

void Composer::verdict(conformity::Verdict verdict, double start, double baseline, double points)
{
    const QRgb colour = verdictColour(verdict);
    const Style style{points, false, colour};
    const QString word = line(verdictWord(verdict));
    const double size = points * 0.22; // of the sign, mm
    page().texts.push_back({start + kSignWidth, baseline, word, style});
    const double top = baseline - size, right = start + size, middle = start + size / 2;
    const auto stroke = [&](double x1, double y1, double x2, double y2) { page().lines.push_back({x1, y1, x2, y2, 0.32, colour}); };
    switch (verdict) {
    case conformity::Verdict::Pass:
        stroke(start, baseline - size * 0.45, start + size * 0.38, baseline - size * 0.05);
        stroke(start + size * 0.38, baseline - size * 0.05, right, top);
        break;
    case conformity::Verdict::Fail:
        stroke(start, baseline, right, top);
        stroke(start, top, right, baseline);
        break;
    case conformity::Verdict::Undecided:
        stroke(start, baseline - size / 2, middle, top);
        stroke(middle, top, right, baseline - size / 2);
        stroke(right, baseline - size / 2, middle, baseline);
        stroke(middle, baseline, start, baseline - size / 2);
        break;
    case conformity::Verdict::NotJudged:
        break;
    }
}

void Composer::resultRow(const Row& row, const Table& table, const Grid& grid)
{
    const double baseline = m_y + 0.35 + grid.figures.ascent();
    for (std::size_t c = 0; c < grid.columns.size(); ++c) {
        const auto& column = grid.columns[c];
        const QString text = shownText(row.cells[c]);
        if (!table.columns[c].number) {
            verdict(row.verdict, column.left + (column.width - column.whole) / 2, baseline, grid.figures.points);
        } else if (!text.isEmpty()) {
            const double sign = column.left + (column.width - column.whole - column.fraction) / 2 + column.whole;
            const QString shown = asPainted(text);
            page().texts.push_back({sign - textWidth(shown.left(wholePart(shown)), grid.figures), baseline, text, grid.figures, true});
        }
    }
    m_y += grid.rowHeight;
    page().lines.push_back({kLeft, m_y, kRight, m_y, 0.1, 0xFFDDE1E7});
}

void Composer::results(const Table& table)
{
    if (table.columns.empty() || table.rows.empty())
        return;
    const Grid grid = gridOf(table);
    const double firstRows = grid.headHeight + (table.groups.empty() ? 0 : groupHeight(table.groups.front())) + 2 * grid.rowHeight;
    putHeading(table.title, firstRows);
    if (table.title.empty()) {
        m_y += 4;
        makeRoom(firstRows);
    }
    resultHead(grid);
    std::size_t next = 0; // group that starts next
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const bool starts = next < table.groups.size() && table.groups[next].first == r;
        const bool alone = r + 1 == table.rows.size() || (next + 1 < table.groups.size() && table.groups[next + 1].first == r + 1);
        const double needed = starts ? groupHeight(table.groups[next]) + (alone ? 1 : 2) * grid.rowHeight : grid.rowHeight;
        if (!fits(needed)) {
            page().lines.push_back({kLeft, m_y, kRight, m_y, 0.3, kInk});
            newPage();
            resultHead(grid);
            if (!starts && next > 0)
                groupHead(table.groups[next - 1], true);
        }
        if (starts)
            groupHead(table.groups[next++], false);
        resultRow(table.rows[r], table, grid);
    }
    page().lines.push_back({kLeft, m_y, kRight, m_y, 0.3, kInk});
    m_y += 1.4;
    for (const auto& note : table.notes) {
        const Paragraph text = compact(note, kNote, kNoteSecond, kWidth);
        makeRoom(text.height());
        put(page(), text, kLeft, m_y, kWidth);
        m_y += text.height() + 0.6;
    }
}

} // namespace cal::certificate::pdf
