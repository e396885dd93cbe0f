// SPDX-License-Identifier: GPL-3.0-or-later
// The cover: laboratory, title, number, what was calibrated for whom, signatures.
#include "core/certificate/pdf/composer.h"
#include "core/certificate/texts.h"

#include <algorithm>
#include <array>

namespace cal::certificate::pdf {

namespace {

constexpr Style kLabel{8.5, false, kQuiet}, kLabelSecond{6.8, false, kQuiet};
constexpr Style kValue{9.5}, kValueSecond{8, false, kQuiet};
constexpr double kLabelWidth = 31, kPadding = 1.75;

const Field* find(const Content& content, std::string_view id)
{
    for (const auto& block : content.blocks)
        for (const auto& field : block.fields)
            if (field.id == id)
                return &field;
    return nullptr;
}

} // namespace

/// A label with its value, wrapped to the width it gets.
struct Composer::Cell {
    Paragraph label, value;
    double width = 0;
    [[nodiscard]] double height() const { return std::max(label.height(), value.height()); }
};

Composer::Cell Composer::cell(const Field& field, double width) const
{
    return {both(field.label, kLabel, kLabelSecond, kLabelWidth - 2), both(field.value, kValue, kValueSecond, width - kLabelWidth - 2),
            width};
}

void Composer::fieldRow(const std::vector<Cell>& cells)
{
    double height = 0;
    for (const auto& cell : cells)
        height = std::max(height, cell.height());
    height += 2 * kPadding;
    makeRoom(height);
    double x = kLeft;
    for (const auto& cell : cells) {
        // One-line values stand in the middle of their two-line labels.
        const auto middle = [&](const Paragraph& p) { return m_y + (height - p.height()) / 2; };
        put(page(), cell.label, x + 1, middle(cell.label), kLabelWidth);
        put(page(), cell.value, x + kLabelWidth, middle(cell.value), cell.width - kLabelWidth);
        x += cell.width;
    }
    m_y += height;
    page().lines.push_back({kLeft, m_y, kRight, m_y});
}

void Composer::cover()
{
    newPage();
    coverHead();
    coverFields();
    signatures();
    coverFoot();
}

void Composer::coverHead()
{
    const auto centred = [&](const Paragraph& text) {
        put(page(), text, kLeft, m_y, kWidth, Align::Centre);
        m_y += text.height();
    };
    m_y = 16;
    centred(both(m_content.laboratory.name, {17, true}, {10.5, false, kQuiet}, kWidth));
    if (const Field* authorisation = find(m_content, "laboratory.authorisation"))
        centred(wrapped(line(authorisation->label) + QStringLiteral(": ") + line(authorisation->value), {7.6, false, kQuiet}, kWidth));
    m_y += 2.2;
    page().lines.push_back({kLeft, m_y, kRight, m_y, 0.6, kAccent});
    page().lines.push_back({kLeft, m_y + 0.9, kRight, m_y + 0.9, 0.15, kAccent});
    m_y += 7;
    if (chinese())
        centred(wrapped(shownText(m_content.title.zh), {28, true}, kWidth));
    if (english())
        centred(wrapped(shownText(m_content.title.en).toUpper(), {chinese() ? 13.0 : 24.0, !chinese()}, kWidth));
    m_y += 4;
    const Text number = m_content.issued ? plain(m_content.number) : Text{"未签发", "NOT ISSUED"};
    const Text label{"证书编号", "Certificate No."};
    centred(wrapped(line(label) + QStringLiteral(": ") + line(number), {10.5, true}, kWidth));
    m_y += 5;
}

void Composer::coverFields()
{
    // Rows of the cover; two ids share a row where neither needs more than half of it.
    static constexpr std::array<std::array<std::string_view, 2>, 13> kRows{{{"customer.name"},
                                                                            {"customer.address"},
                                                                            {"item.name"},
                                                                            {"item.model", "item.serial"},
                                                                            {"item.manufacturer", "item.asset"},
                                                                            {"item.condition"},
                                                                            {"item.remarks"},
                                                                            {"work.received", "work.calibrated"},
                                                                            {"work.place"},
                                                                            {"work.order"},
                                                                            {"work.record"}}};
    page().lines.push_back({kLeft, m_y, kRight, m_y, 0.3, kInk});
    for (const auto& row : kRows) {
        std::vector<Cell> cells;
        const double width = row[1].empty() ? kWidth : kWidth / 2;
        for (const auto id : row)
            if (const Field* field = id.empty() ? nullptr : find(m_content, id))
                cells.push_back(cell(*field, width));
        if (!cells.empty())
            fieldRow(cells);
    }
    page().lines.push_back({kLeft, m_y, kRight, m_y, 0.3, kInk});
}

void Composer::signatures()
{
    constexpr double kHeight = 42, kColumn = kWidth / 3;
    makeRoom(kHeight);
    m_y = std::max(m_y + 6, 204.0);
    const std::pair<Text, const Text*> people[] = {{{"校准员", "Calibrated by"}, &m_content.performer},
                                                   {{"核验员", "Checked by"}, &m_content.checker},
                                                   {{"批准人", "Approved by"}, &m_content.approver}};
    double x = kLeft;
    for (const auto& [role, name] : people) {
        put(page(), both(role, kLabel, kLabelSecond, kColumn), x + 1, m_y, kColumn);
        const Paragraph signature = both(name->empty() ? wording("none") : *name, kValue, kValueSecond, kColumn - 6);
        put(page(), signature, x + 1, m_y + 17 - signature.height(), kColumn - 6);
        page().lines.push_back({x + 1, m_y + 18, x + kColumn - 5, m_y + 18, 0.2, kQuiet});
        x += kColumn;
    }
    m_y += 23;
    const Text date = m_content.issuedOn.empty() ? wording("none") : plain(m_content.issuedOn);
    const Paragraph label = both({"签发日期", "Date of issue"}, kLabel, kLabelSecond, kLabelWidth),
                    shownDate = wrapped(line(date), kValue, kColumn);
    put(page(), label, kLeft + 1, m_y, kLabelWidth);
    put(page(), shownDate, kLeft + kLabelWidth, m_y + (label.height() - shownDate.height()) / 2, kColumn);
    put(page(), both({"（校准专用章）", "(calibration seal)"}, kLabel, kLabelSecond, kColumn), kLeft + 2 * kColumn + 1, m_y, kColumn);
    m_y += 10;
}

void Composer::coverFoot()
{
    const Block* laboratory = m_content.block("laboratory");
    if (!laboratory)
        return;
    const auto joined = [&](auto&& pick) {
        QString text;
        for (const auto& field : laboratory->fields)
            if (field.id != "laboratory.authorisation") // stands under the name
                text += (text.isEmpty() ? QString() : QStringLiteral("    ")) + shownText(pick(field.label)) + QStringLiteral(": ") +
                        shownText(pick(field.value));
        return text;
    };
    Paragraph text;
    if (chinese())
        text = wrapped(joined([](const Text& t) { return t.zh; }), {7.2, false, kQuiet}, kWidth);
    if (english())
        text.append(wrapped(joined([](const Text& t) { return t.en; }), {6.8, false, kQuiet}, kWidth));
    makeRoom(text.height() + 4);
    const double y = std::max(m_y + 3, kBottom - text.height());
    put(page(), text, kLeft, y, kWidth, Align::Centre);
    m_y = y + text.height();
}

} // namespace cal::certificate::pdf
