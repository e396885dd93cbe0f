// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/composer.h"

#include <algorithm>

namespace cal::certificate::pdf {

QString Composer::merged(const Text& text) const
{
    const QString zh = shownText(text.zh), en = shownText(text.en);
    if (language() != DocumentLanguage::Both || zh == en)
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
