// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/bilingual.h"

namespace cal::certificate::pdf {

QString shownText(std::string_view text)
{
    QString out = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (QChar& c : out)
        if (c.category() == QChar::Other_Control && c != QLatin1Char('\n'))
            c = QLatin1Char(' ');
    return out;
}

QString Bilingual::line(const Text& text) const
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

Paragraph Bilingual::both(const Text& text, const Style& style, const Style& second, double width) const
{
    if (m_language != DocumentLanguage::Both || text.zh == text.en || text.zh.empty() || text.en.empty())
        return wrapped(line(text), style, width);
    Paragraph out = wrapped(shownText(text.zh), style, width);
    out.append(wrapped(shownText(text.en), second, width));
    return out;
}

Paragraph Bilingual::compact(const Text& text, const Style& style, const Style& second, double width) const
{
    const QString all = line(text);
    const bool one =
        textWidth(all, style) <= width * 0.99 && text.zh.find('\n') == std::string::npos && text.en.find('\n') == std::string::npos;
    return one ? wrapped(all, style, width) : both(text, style, second, width);
}

} // namespace cal::certificate::pdf
