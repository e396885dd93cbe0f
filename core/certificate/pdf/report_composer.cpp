// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/report_composer.h"

#include "core/certificate/pdf/bands.h"
#include "core/certificate/pdf/composer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cal::certificate::pdf {

namespace {

constexpr Style kText{8.8}, kTextSecond{7.6, false, kQuiet};
constexpr Style kLabel{8.6, false, kQuiet}, kLabelSecond{7, false, kQuiet};
constexpr Style kHead{7.8, true}, kHeadSecond{6.6, false, kQuiet};
constexpr Style kCell{8}, kCellSecond{6.8, false, kQuiet};
constexpr Style kSmall{6.5, false, kQuiet};
constexpr QRgb kFlag = 0xFFC62828;
constexpr double kFieldLabel = 52, kPadding = 1.1, kBlankHeight = 7.5;
constexpr double kPlotHeight = 46;

Paragraph centred(const QString& text, const Style& style)
{
    return wrapped(text, style, kWidth);
}

} // namespace

void ReportComposer::newPage()
{
    m_pages.emplace_back();
    m_y = kTop;
}

bool ReportComposer::fits(double height) const
{
    return m_y + height <= kBottom;
}

void ReportComposer::makeRoom(double height)
{
    if (!fits(height) && m_y > kTop)
        newPage();
}

void ReportComposer::cover()
{
    newPage();
    m_y = 50;
    const auto put1 = [&](const QString& text, const Style& style, double gap) {
        const Paragraph lines = centred(text, style);
        put(page(), lines, kLeft, m_y, kWidth, Align::Centre);
        m_y += lines.height() + gap;
    };
    if (chinese())
        put1(shownText(m_report.title.zh), {24, true}, 2);
    if (english())
        put1(shownText(m_report.title.en), {chinese() ? 13.0 : 22.0, !chinese()}, 4);
    if (!m_report.subtitle.empty())
        put1(line(m_report.subtitle), {11, false, kQuiet}, 2);
    m_y = std::max(m_y + 14, 120.0);
    fields(m_report.coverFields);
}

void ReportComposer::head()
{
    newPage();
    const Paragraph title = both(m_report.title, {17, true}, {11, false, kQuiet}, kWidth);
    put(page(), title, kLeft, m_y, kWidth);
    m_y += title.height() + 1;
    if (!m_report.subtitle.empty()) {
        const Paragraph subtitle = wrapped(line(m_report.subtitle), {9, false, kQuiet}, kWidth);
        put(page(), subtitle, kLeft, m_y, kWidth);
        m_y += subtitle.height() + 1;
    }
    m_y += 2;
    fields(m_report.coverFields);
}

void ReportComposer::heading(const Text& title, double below)
{
    if (title.empty())
        return;
    const Paragraph text = wrapped(line(title), {11, true}, kWidth - 3);
    makeRoom(text.height() + 5 + below);
    if (m_y > kTop)
        m_y += 4;
    page().fills.push_back({QRectF(kLeft, m_y + 0.9, 1.1, text.height() - 1.8), kAccent});
    put(page(), text, kLeft + 3, m_y, kWidth - 3);
    m_y += text.height() + 1.6;
}

void ReportComposer::paragraph(const Text& text)
{
    const Paragraph lines = both(text, kText, kTextSecond, kWidth);
    // A paragraph longer than the page flows line by line.
    for (const auto& one : lines.lines) {
        makeRoom(one.style.pitch());
        put(page(), Paragraph{{one}}, kLeft, m_y, kWidth);
        m_y += one.style.pitch();
    }
    m_y += 1.2;
}

void ReportComposer::fields(const ReportFields& list)
{
    for (const auto& field : list) {
        const Paragraph label = both(field.label, kLabel, kLabelSecond, kFieldLabel - 2);
        const bool blank = field.value.empty();
        const Paragraph value = blank ? Paragraph{} : compact(field.value, kText, kTextSecond, kWidth - kFieldLabel);
        const double height = std::max({label.height(), value.height(), blank ? kBlankHeight : 0.0}) + 1.6;
        makeRoom(height);
        put(page(), label, kLeft, m_y + 0.8, kFieldLabel);
        put(page(), value, kLeft + kFieldLabel, m_y + 0.8, kWidth - kFieldLabel);
        m_y += height;
        if (blank) // a line to write on
            page().lines.push_back({kLeft + kFieldLabel, m_y - 0.8, kRight, m_y - 0.8, 0.2, kInk});
        else
            page().lines.push_back({kLeft, m_y, kRight, m_y});
    }
}

void ReportComposer::table(const ReportTable& table)
{
    const double unit = kWidth / std::accumulate(table.weights.begin(), table.weights.end(), 0.0);
    const auto rowOf = [&](const std::vector<Text>& cells, const Style& style, const Style& second) {
        std::vector<Paragraph> out;
        for (std::size_t i = 0; i < table.weights.size(); ++i)
            out.push_back(i < cells.size() ? compact(cells[i], style, second, table.weights[i] * unit - 2) : Paragraph{});
        return out;
    };
    const auto heightOf = [](const std::vector<Paragraph>& cells) {
        double height = 0;
        for (const auto& cell : cells)
            height = std::max(height, cell.height());
        return height + 2 * kPadding;
    };
    const auto putRow = [&](const std::vector<Paragraph>& cells) {
        double x = kLeft;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            put(page(), cells[i], x + 1, m_y + kPadding, table.weights[i] * unit - 2);
            x += table.weights[i] * unit;
        }
        m_y += heightOf(cells);
        page().lines.push_back({kLeft, m_y, kRight, m_y});
    };
    const auto head = rowOf(table.heads, kHead, kHeadSecond);
    const auto putHead = [&] {
        page().fills.push_back({QRectF(kLeft, m_y, kWidth, heightOf(head))});
        page().lines.push_back({kLeft, m_y, kRight, m_y, 0.3, kInk});
        putRow(head);
    };
    makeRoom(heightOf(head) + (table.rows.empty() ? 0 : heightOf(rowOf(table.rows.front(), kCell, kCellSecond))));
    putHead();
    for (const auto& cells : table.rows) {
        const auto row = rowOf(cells, kCell, kCellSecond);
        if (!fits(heightOf(row))) {
            newPage();
            putHead();
        }
        putRow(row);
    }
    page().lines.push_back({kLeft, m_y, kRight, m_y, 0.3, kInk});
    m_y += 2;
}

void ReportComposer::plot(const ReportPlot& plot)
{
    if (plot.values.empty())
        return;
    makeRoom(kPlotHeight + 4);
    double low = plot.values.front(), high = low;
    for (const double value : plot.values) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    for (const auto& level : plot.levels) {
        low = std::min(low, level.value);
        high = std::max(high, level.value);
    }
    const double span = high > low ? high - low : 1;
    constexpr double kLabels = 34;
    const double left = kLeft + 2, right = kRight - kLabels, top = m_y + 4, bottom = m_y + kPlotHeight - 4;
    const auto yOf = [&](double value) { return bottom - (value - low) / span * (bottom - top); };
    const double step = (right - left) / static_cast<double>(std::max<std::size_t>(plot.values.size() - 1, 1));
    const auto xOf = [&](std::size_t i) { return plot.values.size() == 1 ? (left + right) / 2 : left + step * static_cast<double>(i); };
    for (const auto& level : plot.levels) {
        const double y = yOf(level.value);
        page().lines.push_back({left, y, right, y, 0.2, level.limit ? kFlag : kQuiet});
        const QString text =
            line(level.label) + QLatin1Char(' ') + QString::number(level.value, 'g', 8) + QLatin1Char(' ') + shownText(plot.unit);
        put(page(), wrapped(text, kSmall, kLabels - 2), right + 2, y - kSmall.pitch() / 2, kLabels - 2);
    }
    for (std::size_t i = 0; i < plot.values.size(); ++i) {
        const double x = xOf(i), y = yOf(plot.values[i]);
        if (i > 0)
            page().lines.push_back({xOf(i - 1), yOf(plot.values[i - 1]), x, y, 0.2, kAccent});
        const bool flagged = i < plot.flagged.size() && plot.flagged[i];
        const double half = flagged ? 1.1 : 0.7; // shape and colour both tell
        page().fills.push_back({QRectF(x - half, y - half, 2 * half, 2 * half), flagged ? kFlag : kAccent});
    }
    m_y += kPlotHeight;
}

double ReportComposer::firstHeight(const ReportSection& section) const
{
    if (section.parts.empty())
        return 0;
    const auto& first = section.parts.front();
    return std::holds_alternative<ReportPlot>(first) ? kPlotHeight : std::holds_alternative<ReportTable>(first) ? 24 : 14;
}

void ReportComposer::endMark()
{
    if (m_report.endMark.empty())
        return;
    const Paragraph text = wrapped(line(m_report.endMark), {8.5, true}, kWidth);
    makeRoom(text.height() + 5);
    m_y += 5;
    put(page(), text, kLeft, m_y, kWidth, Align::Centre);
    m_y += text.height();
}

void ReportComposer::decorate()
{
    std::vector<Band> bands;
    for (const auto& mark : m_report.marks)
        bands.push_back(draftBand(mark));
    const QString total = QString::number(m_pages.size());
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        Page& page = m_pages[i];
        putBands(page, bands, kTopBand, *this);
        putBands(page, bands, kBottomBand, *this);
        if (i > 0) {
            put(page, wrapped(line(m_report.title), {8.4, true}, 140), kLeft, 17, 140);
            put(page, wrapped(shownText(m_report.number), {8}, 32), kRight - 32, 17.2, 32, Align::Right);
            page.lines.push_back({kLeft, 23.2, kRight, 23.2, 0.3, kAccent});
        }
        const QString x = QString::number(i + 1);
        QString count;
        if (chinese())
            count = QStringLiteral("第 %1 页 共 %2 页").arg(x, total);
        if (english())
            count += (count.isEmpty() ? QString() : QStringLiteral(" / ")) + QStringLiteral("Page %1 of %2").arg(x, total);
        page.lines.push_back({kLeft, 277.5, kRight, 277.5, 0.15, kHairline});
        put(page, wrapped(line(m_report.laboratory), kSmall, 90), kLeft, 278.6, 90);
        put(page, wrapped(count, kSmall, 60), kRight - 60, 278.6, 60, Align::Right);
    }
}

std::vector<Page> ReportComposer::compose()
{
    if (m_report.cover) {
        cover();
        newPage();
    } else {
        head();
    }
    for (const auto& section : m_report.sections) {
        heading(section.title, firstHeight(section));
        for (const auto& part : section.parts) {
            if (const auto* text = std::get_if<Text>(&part))
                paragraph(*text);
            else if (const auto* list = std::get_if<ReportFields>(&part))
                fields(*list);
            else if (const auto* rows = std::get_if<ReportTable>(&part))
                table(*rows);
            else
                plot(std::get<ReportPlot>(part));
        }
    }
    endMark();
    decorate();
    return std::move(m_pages);
}

} // namespace cal::certificate::pdf
