// SPDX-License-Identifier: GPL-3.0-or-later
// Pages as lists of marks in millimetres, and the measuring of text. The first pass fills pages, the second paints them, so that the
// number of pages is known before anything is painted.
#pragma once

#include "core/base/result.h"

#include <QFont>
#include <QRectF>
#include <QRgb>
#include <QString>
#include <QStringList>

#include <vector>

namespace cal::certificate::pdf {

inline constexpr int kDotsPerInch = 1200;
inline constexpr double kDotsPerMm = kDotsPerInch / 25.4;

inline constexpr QRgb kInk = 0xFF1B1F24, kQuiet = 0xFF5A6470, kHairline = 0xFFC4CAD2, kPanel = 0xFFF4F5F7, kAccent = 0xFF0B63B6;

struct Style {
    double points = 9;
    bool bold = false;
    QRgb colour = kInk;
    [[nodiscard]] double pitch() const { return points * 25.4 / 72 * 1.36; }  ///< line to line, mm
    [[nodiscard]] double ascent() const { return points * 25.4 / 72 * 1.02; } ///< top of line to baseline, mm
};

struct TextMark {
    double x = 0, baseline = 0;
    QString text;
    Style style;
    bool figure = false; ///< a number: its hyphen is painted as a minus sign of a digit's width, and still reads back as a hyphen
};
struct LineMark {
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    double width = 0.12;
    QRgb colour = kHairline;
};
struct FillMark {
    QRectF area;
    QRgb colour = kPanel;
};
struct Page {
    std::vector<FillMark> fills;
    std::vector<LineMark> lines;
    std::vector<TextMark> texts;
};

/// Lines of text under each other, ready to be put somewhere.
struct Paragraph {
    struct Line {
        QString text;
        Style style;
    };
    std::vector<Line> lines;
    [[nodiscard]] double height() const;
    void append(const Paragraph& other) { lines.insert(lines.end(), other.lines.begin(), other.lines.end()); }
};

/// The document's fonts: named explicitly, so that a page looks the same on every machine.
inline const QString kLatinFamily = QStringLiteral("Noto Sans");
inline const QString kHanFamily = QStringLiteral("Noto Sans CJK SC");
/// Errors: NotFound "pdf.missing-font" {font}.
Result<void> requireFamilies(const QStringList& families);
QFont fontFor(const Style& style);

/// How a number is painted: a true minus sign in place of the hyphen.
QString asPainted(const QString& figure);

/// Width of one line in mm.
double textWidth(const QString& text, const Style& style);
/// No-break spaces where a line must not end: between number and unit, in "k = 2" and "JJF 1094".
QString bound(QString text);
/// Breaks at words, between Han characters, and anywhere where a word is longer than the line. Line feeds break too.
Paragraph wrapped(const QString& text, const Style& style, double width);

enum class Align { Left, Centre, Right };
/// Puts a paragraph with its top at `y` into the column from `x` of `width`.
void put(Page& page, const Paragraph& paragraph, double x, double y, double width, Align align = Align::Left);

} // namespace cal::certificate::pdf
