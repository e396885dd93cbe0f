// SPDX-License-Identifier: GPL-3.0-or-later
// Second pass: paints the pages and hands out the file.
#include "core/certificate/pdf/file.h"

#include "core/certificate/pdf/text_map.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace cal::certificate::pdf {

namespace {

WrittenText textOf(const std::vector<Page>& pages)
{
    WrittenText out;
    for (const auto& page : pages)
        for (const auto& mark : page.texts)
            out.add(mark.text.toStdU32String(), mark.style.bold);
    return out;
}

void paint(QPainter& painter, const Page& page, bool trueMinus)
{
    for (const auto& fill : page.fills)
        painter.fillRect(QRectF(fill.area.topLeft() * kDotsPerMm, fill.area.size() * kDotsPerMm), QColor::fromRgb(fill.colour));
    for (const auto& line : page.lines) {
        painter.setPen(QPen(QColor::fromRgb(line.colour), line.width * kDotsPerMm, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(line.x1, line.y1) * kDotsPerMm, QPointF(line.x2, line.y2) * kDotsPerMm);
    }
    for (const auto& mark : page.texts) {
        painter.setFont(fontFor(mark.style));
        painter.setPen(QColor::fromRgb(mark.style.colour));
        painter.drawText(QPointF(mark.x, mark.baseline) * kDotsPerMm, mark.figure && trueMinus ? asPainted(mark.text) : mark.text);
    }
}

Error writeError(const char* reason)
{
    return {Errc::StoreFailed, "pdf.write", {{"reason", reason}}, {}};
}

} // namespace

Result<std::string> writeFile(const std::vector<Page>& pages, const QString& title, PdfForm form, const QPageSize& size)
{
    const auto written = textOf(pages);
    CAL_TRY(requireGlyphs(written.characters));

    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kDotsPerInch);
        writer.setPdfVersion(form == PdfForm::PdfA1b ? QPagedPaintDevice::PdfVersion_A1b : QPagedPaintDevice::PdfVersion_1_4);
        writer.setPageSize(size);
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(title);
        writer.setCreator(QStringLiteral("Calbench"));
        QPainter painter;
        if (!painter.begin(&writer))
            return writeError("QPainter::begin");
        // A number's hyphen is painted as a minus sign only where that can be told apart from minus signs of the text.
        const bool trueMinus = !written.characters.contains(0x2212);
        for (std::size_t i = 0; i < pages.size(); ++i) {
            if (i > 0 && !writer.newPage())
                return writeError("QPdfWriter::newPage");
            paint(painter, pages[i], trueMinus);
        }
        if (!painter.end())
            return writeError("QPainter::end");
    }
    return repairTextMaps(bytes.toStdString(), written);
}

} // namespace cal::certificate::pdf
