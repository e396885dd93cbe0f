// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/sheet.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QTextLayout>

#include <cassert>
#include <cmath>

namespace cal::certificate::pdf {

double Paragraph::height() const
{
    double height = 0;
    for (const auto& line : lines)
        height += line.style.pitch();
    return height;
}

Result<void> requireFamilies(const QStringList& families)
{
    assert(qGuiApp);
    for (const auto& family : families)
        if (!QFontDatabase::hasFamily(family))
            return Error{Errc::NotFound, "pdf.missing-font", {{"font", family.toStdString()}}, {}};
    return {};
}

QFont fontFor(const Style& style)
{
    QFont font;
    // The Latin family first: digits taken from the CJK family lose their code points in the file.
    font.setFamilies({kLatinFamily, kHanFamily});
    font.setPixelSize(static_cast<int>(std::lround(style.points / 72 * kDotsPerInch)));
    font.setBold(style.bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setKerning(false); // digits keep their tabular width, and widths of parts add up
    // Any letter spacing switches ligatures off ("fi" would read back as one character). Painting scales it by the device's resolution;
    // even so this is a fifth of a dot and cannot be seen.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 / 64);
    return font;
}

QString asPainted(const QString& figure)
{
    QString out = figure;
    return out.replace(QLatin1Char('-'), QChar(0x2212));
}

double textWidth(const QString& text, const Style& style)
{
    return QFontMetricsF(fontFor(style)).horizontalAdvance(text) / kDotsPerMm;
}

QString bound(QString text)
{
    static const QRegularExpression unit(QStringLiteral("(?<=\\d) (?=(%|‰|°C|ppm|[A-Za-zµΩ°]{1,2})(?![A-Za-z]))"));
    static const QRegularExpression number(QStringLiteral("(?<=[A-Z]) (?=\\d)"));
    const QString space{QChar(QChar::Nbsp)};
    text.replace(unit, space).replace(number, space);
    return text.replace(QStringLiteral(" = "), space + QLatin1Char('=') + space);
}

/// Painted text is wider by the scaled letter spacing (see fontFor): lines keep that much away from their end.
static constexpr double kCaution = 0.997;

Paragraph wrapped(const QString& text, const Style& style, double width)
{
    Paragraph out;
    const QFont font = fontFor(style);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    for (const auto& part : bound(text).split(QLatin1Char('\n'))) {
        QTextLayout layout(part, font);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width * kDotsPerMm * kCaution);
            QString broken = part.mid(line.textStart(), line.textLength()).trimmed();
            broken.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
            out.lines.push_back({std::move(broken), style});
        }
        layout.endLayout();
    }
    return out;
}

void put(Page& page, const Paragraph& paragraph, double x, double y, double width, Align align)
{
    for (const auto& line : paragraph.lines) {
        double at = x;
        if (align != Align::Left) {
            const double slack = width - textWidth(line.text, line.style);
            at += align == Align::Centre ? slack / 2 : slack;
        }
        if (!line.text.isEmpty())
            page.texts.push_back({at, y + line.style.ascent(), line.text, line.style});
        y += line.style.pitch();
    }
}

} // namespace cal::certificate::pdf
