// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/label_pdf.h"

#include "core/certificate/pdf/bilingual.h"
#include "core/certificate/pdf/file.h"

#include <memory>
#include <qrencode.h>

namespace cal::certificate {

namespace {

using pdf::FillMark;
using pdf::Page;
using pdf::Style;

struct Size {
    double width, height;
};
constexpr Size kSingle{60, 40}, kOnSheet{63.5, 33.9};
constexpr int kColumns = 3, kRows = 8;
constexpr double kSheetLeft = 7.2, kSheetTop = 12.9, kColumnPitch = 66; // mm; of sheets sold as 3 × 8
constexpr double kMargin = 2;
constexpr double kCode = 17; // side of the code without its quiet zone, mm
constexpr QRgb kBlack = 0xFF000000;

const Style kTitle{8.5, true}, kName{7, true}, kBody{6.3}, kSmall{5, false, pdf::kQuiet}, kMark{5.5, true};

QString words(const Text& text, DocumentLanguage language)
{
    const auto zh = pdf::shownText(text.zh), en = pdf::shownText(text.en);
    if (language == DocumentLanguage::Chinese || zh == en || en.isEmpty())
        return zh.isEmpty() ? en : zh;
    return language == DocumentLanguage::English || zh.isEmpty() ? en : zh + QLatin1Char(' ') + en;
}

Result<void> putCode(Page& page, const std::string& code, double x, double y)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> qr(QRcode_encodeString8bit(code.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!qr || qr->width > 57) // finer than 0.3 mm a module is not read by hand scanners
        return Error{Errc::InvalidArgument, "label.code-too-long", {{"code", code}}, {}};
    const double module = kCode / qr->width;
    for (int row = 0; row < qr->width; ++row)
        for (int from = 0; from < qr->width; ++from) {
            int to = from;
            while (to < qr->width && qr->data[row * qr->width + to] & 1)
                ++to;
            if (to > from)
                page.fills.push_back({QRectF(x + from * module, y + row * module, (to - from) * module, module), kBlack});
            from = to;
        }
    return {};
}

Result<void> putLabel(Page& page, const Label& label, double left, double top, const Size& size, DocumentLanguage language)
{
    const double width = size.width - 2 * kMargin;
    const double beside = width - kCode - 3;
    double y = top + kMargin;
    const auto put = [&](const QString& text, const Style& style, double room) {
        const auto paragraph = pdf::wrapped(text, style, room);
        pdf::put(page, paragraph, left + kMargin, y, room);
        y += paragraph.height();
    };
    put(words(label.title, language), kTitle, beside);
    put(words(label.name, language), kName, beside);
    for (const auto& line : label.lines)
        put(words(line.label, language) + QStringLiteral("  ") + words(line.value, language), kBody, beside);
    CAL_TRY(putCode(page, label.code, left + size.width - kMargin - kCode, top + kMargin));
    double under = top + kMargin + kCode + 1; // the marks stand below the code, where nobody covers them
    for (const auto& mark : label.marks) {
        const auto paragraph = pdf::wrapped(words(mark, language), kMark, kCode);
        pdf::put(page, paragraph, left + size.width - kMargin - kCode, under, kCode, pdf::Align::Centre);
        under += paragraph.height();
    }
    const auto foot = pdf::wrapped(words(label.laboratory, language), kSmall, beside);
    const double bottom = top + size.height - kMargin;
    if (y + foot.height() > bottom || under > bottom)
        return Error{Errc::InvalidArgument, "label.too-full", {{"number", label.code}}, {}};
    pdf::put(page, foot, left + kMargin, bottom - foot.height(), beside);
    return {};
}

} // namespace

Result<std::string> renderLabels(const std::vector<Label>& labels, LabelPaper paper, DocumentLanguage language)
{
    CAL_TRY(pdf::requireFamilies({pdf::kLatinFamily, pdf::kHanFamily})); // before text is measured
    std::vector<Page> pages;
    const std::size_t perPage = paper == LabelPaper::Single ? 1 : kColumns * kRows;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i % perPage == 0)
            pages.emplace_back();
        if (paper == LabelPaper::Single) {
            CAL_TRY(putLabel(pages.back(), labels[i], 0, 0, kSingle, language));
            continue;
        }
        const auto at = static_cast<int>(i % perPage);
        const int column = at % kColumns, row = at / kColumns;
        CAL_TRY(
            putLabel(pages.back(), labels[i], kSheetLeft + column * kColumnPitch, kSheetTop + row * kOnSheet.height, kOnSheet, language));
    }
    const auto size = paper == LabelPaper::SheetA4 ? QPageSize(QPageSize::A4)
                                                   : QPageSize(QSizeF(kSingle.width, kSingle.height), QPageSize::Millimeter,
                                                               QStringLiteral("label"), QPageSize::ExactMatch);
    return pdf::writeFile(pages, labels.empty() ? QString() : pdf::shownText(labels.front().code), PdfForm::Plain, size);
}

} // namespace cal::certificate
