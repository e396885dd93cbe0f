// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/composer.h"

#include <algorithm>

namespace cal::certificate::pdf {

QString shownText(std::string_view text)
{
    QString out = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (QChar& c : out)
        if (c.category() == QChar::Other_Control && c != QLatin1Char('\n'))
            c = QLatin1Char(' ');
    return out;
}

QString Composer::line(const Text& text) const
{
    QString zh = shownText(text.zh), en = shownText(text.en);
    zh.replace(QLatin1Char('\n'), QLatin1Char(' '));
    en.replace(QLatin1Char('\n'), QLatin1Char(' '));
    if (!english() || zh == en || en.isEmpty())
        return zh.isEmpty() ? en : zh;
    if (!chinese() || zh.isEmpty())
        return en;
    return zh + QLatin1Char(' ') + en;
}

Paragraph Composer::both(const Text& text, const Style& style, const Style& second, double width) const
{
    if (m_language != DocumentLanguage::Both || text.zh == text.en || text.zh.empty() || text.en.empty())
        return wrapped(line(text), style, width);
    Paragraph out = wrapped(shownText(text.zh), style, width);
    out.append(wrapped(shownText(text.en), second, width));
    return out;
}

Paragraph Composer::compact(const Text& text, const Style& style, const Style& second, double width) const
{
    const QString all = line(text);
    const bool one =
        textWidth(all, style) <= width * 0.99 && text.zh.find('\n') == std::string::npos && text.en.find('\n') == std::string::npos;
    return one ? wrapped(all, style, width) : both(text, style, second, width);
}

QString Composer::merged(const Text& text) const
{
    const QString zh = shownText(text.zh), en = shownText(text.en);
    if (m_language != DocumentLanguage::Both || zh == en)
        return line(text);
    qsizetype common = 0;
    while (common < std::min(zh.size(), en.size()) && zh[zh.size() - 1 - common] == en[en.size() - 1 - common])
        ++common;
    // Only whole words are shared.
    const auto begin = en.indexOf(QLatin1Char(' '), en.size() - common);
    if (begin <= 0)
        return line(text);
    return zh.left(zh.size() - (en.size() - begin)) + QLatin1Char(' ') + en;
}

void Composer::newPage()
{
    m_pages.emplace_back();
    m_y = kTop;
}

void Composer::makeRoom(double height)
{
    if (!fits(height) && m_y > kTop)
        newPage();
}

Paragraph Composer::heading(const Text& title) const
{
    return wrapped(line(title), {10.5, true}, kWidth);
}

void Composer::putHeading(const Text& title, double below)
{
    if (title.empty())
        return;
    const Paragraph text = heading(title);
    makeRoom(text.height() + 2 + below);
    if (m_y > kTop)
        m_y += 3;
    page().fills.push_back({QRectF(kLeft, m_y + 0.9, 1.1, text.height() - 1.8), kAccent});
    put(page(), text, kLeft + 3, m_y, kWidth - 3);
    m_y += text.height() + 1.4;
}

std::vector<Page> Composer::compose()
{
    static constexpr double kStandardWeights[] = {25, 25, 23, 27, 19, 55};
    static constexpr double kEnvironmentWeights[] = {39, 38, 38, 28, 31};
    cover();
    newPage();
    basis();
    list("standard", kStandardWeights);
    list("environment", kEnvironmentWeights);
    for (const auto& table : m_content.tables)
        results(table);
    statements();
    endMark();
    decorate();
    return std::move(m_pages);
}

} // namespace cal::certificate::pdf
