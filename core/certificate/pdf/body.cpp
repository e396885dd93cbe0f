// SPDX-License-Identifier: GPL-3.0-or-later
// The inner pages apart from the results: method, lists of standards and environment, statements, end mark, running heads and marks.
#include "core/certificate/pdf/bands.h"
#include "core/certificate/pdf/composer.h"
#include "core/certificate/texts.h"

#include <algorithm>
#include <numeric>

namespace cal::certificate::pdf {

namespace {

constexpr Style kText{8.4}, kTextSecond{7.2, false, kQuiet};
constexpr Style kHead{7.8, true}, kHeadSecond{6.6, false, kQuiet};
constexpr Style kSmall{6.5, false, kQuiet};
constexpr Style kEndMark{8.5, true};
constexpr double kPadding = 1.2, kEndMarkGap = 4;

/// Cells of one row of a list, wrapped.
struct ListRow {
    std::vector<Paragraph> cells;
    [[nodiscard]] double height() const
    {
        double height = 0;
        for (const auto& cell : cells)
            height = std::max(height, cell.height());
        return height + 2 * kPadding;
    }
};

} // namespace

void Composer::basis()
{
    const Block* block = m_content.block("basis");
    if (!block)
        return;
    putHeading(block->title, 12);
    constexpr double kLabelWidth = 47;
    for (const auto& field : block->fields) {
        const Paragraph label = wrapped(line(field.label), {8.2, false, kQuiet}, kLabelWidth - 2);
        const bool digest = field.id == "basis.digest"; // 64 digits in one line
        const Paragraph value = compact(field.value, digest ? Style{7.2} : kText, kTextSecond, kWidth - kLabelWidth);
        const double height = std::max(label.height(), value.height()) + 1.4;
        makeRoom(height);
        put(page(), label, kLeft, m_y + 0.7, kLabelWidth);
        put(page(), value, kLeft + kLabelWidth, m_y + 0.7, kWidth - kLabelWidth);
        m_y += height;
        page().lines.push_back({kLeft, m_y, kRight, m_y});
    }
}

void Composer::list(std::string_view kind, std::span<const double> weights)
{
    std::vector<const Block*> blocks;
    for (const auto& block : m_content.blocks)
        if (block.id.starts_with(std::string(kind) + ":") && block.fields.size() == weights.size())
            blocks.push_back(&block);
    if (blocks.empty())
        return;
    const double unit = kWidth / std::accumulate(weights.begin(), weights.end(), 0.0);
    const auto rowOf = [&](const Block& block, bool head) {
        ListRow row;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const auto& field = block.fields[i];
            const double width = weights[i] * unit - 2;
            row.cells.push_back(head ? both(field.label, kHead, kHeadSecond, width) : compact(field.value, kText, kTextSecond, width));
        }
        return row;
    };
    const auto putRow = [&](const ListRow& row) {
        double x = kLeft;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            put(page(), row.cells[i], x + 1, m_y + kPadding, weights[i] * unit - 2);
            x += weights[i] * unit;
        }
        m_y += row.height();
        page().lines.push_back({kLeft, m_y, kRight, m_y});
    };
    const ListRow head = rowOf(*blocks.front(), true);
    const auto putHead = [&] {
        page().fills.push_back({QRectF(kLeft, m_y, kWidth, head.height())});
        page().lines.push_back({kLeft, m_y, kRight, m_y, 0.3, kInk});
        putRow(head);
    };
    putHeading(blocks.front()->title, head.height() + rowOf(*blocks.front(), false).height());
    putHead();
    for (const Block* block : blocks) {
        const ListRow row = rowOf(*block, false);
        if (!fits(row.height())) {
            newPage();
            putHead();
        }
        putRow(row);
    }
    page().lines.push_back({kLeft, m_y, kRight, m_y, 0.3, kInk});
}

void Composer::statements()
{
    if (m_content.statements.empty())
        return;
    putHeading({"说明", "Statements"}, 14);
    int number = 0;
    for (const auto& statement : m_content.statements) {
        const Paragraph text = both(statement, kText, kTextSecond, kWidth - 7);
        // The last statement takes the end mark along: an end mark alone on a page would look like a page that lost its text.
        const bool last = &statement == &m_content.statements.back();
        makeRoom(text.height() + (last ? 0.5 + endMarkHeight() : 0));
        put(page(), wrapped(QString::number(++number) + QLatin1Char('.'), {8.5, false, kQuiet}, 6), kLeft, m_y, 5.2, Align::Right);
        put(page(), text, kLeft + 7, m_y, kWidth - 7);
        m_y += text.height() + 0.5;
    }
}

double Composer::endMarkHeight() const
{
    return kEndMarkGap + wrapped(line(m_content.endMark), kEndMark, kWidth).height();
}

void Composer::endMark()
{
    const Style& style = kEndMark;
    const Paragraph text = wrapped(line(m_content.endMark), style, kWidth);
    makeRoom(endMarkHeight());
    m_y += kEndMarkGap;
    put(page(), text, kLeft, m_y, kWidth, Align::Centre);
    const double half = (text.lines.size() == 1 ? textWidth(text.lines.front().text, style) : kWidth - 60) / 2 + 4;
    const double y = m_y + text.height() / 2, middle = kLeft + kWidth / 2;
    page().lines.push_back({middle - half - 26, y, middle - half, y, 0.2, kQuiet});
    page().lines.push_back({middle + half, y, middle + half + 26, y, 0.2, kQuiet});
    m_y += text.height();
}

void Composer::marks(Page& page, double y) const
{
    std::vector<Band> bands;
    if (!m_content.issued)
        bands.push_back(draftBand({"未签发", "NOT ISSUED"}));
    if (m_content.simulated)
        bands.push_back(simulatedBand({"模拟数据", "SIMULATED"}));
    putBands(page, bands, y, *this);
}

void Composer::decorate()
{
    const QString total = QString::number(m_pages.size());
    const Text number = m_content.issued ? plain(m_content.number) : Text{"未签发", "NOT ISSUED"};
    const QString numberLine = line({"证书编号", "Certificate No."}) + QStringLiteral(": ") + line(number);
    const QString laboratory = line(m_content.laboratory.name);
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        Page& page = m_pages[i];
        const QString x = QString::number(i + 1);
        QString count;
        if (chinese())
            count = QStringLiteral("第 %1 页 共 %2 页").arg(x, total);
        if (english())
            count += (count.isEmpty() ? QString() : QStringLiteral(" / ")) + QStringLiteral("Page %1 of %2").arg(x, total);
        marks(page, kTopBand);
        marks(page, kBottomBand);
        if (i > 0) {
            put(page, wrapped(line(m_content.title), {9, true}, 80), kLeft, 17, 80);
            put(page, wrapped(numberLine, {8}, 94), kRight - 94, 17.3, 94, Align::Right);
            page.lines.push_back({kLeft, 23.2, kRight, 23.2, 0.3, kAccent});
        }
        page.lines.push_back({kLeft, 277.5, kRight, 277.5, 0.15, kHairline});
        const auto foot = [&](const QString& text, double left, double width, Align align) {
            put(page, wrapped(text, kSmall, width), left, 278.6, width, align);
        };
        foot(laboratory, kLeft, 65, Align::Left);
        foot(count, kLeft + 65, kWidth - 130, Align::Centre);
        foot(numberLine, kRight - 65, 65, Align::Right);
    }
}

} // namespace cal::certificate::pdf
