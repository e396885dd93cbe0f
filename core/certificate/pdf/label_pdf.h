// SPDX-License-Identifier: GPL-3.0-or-later
// Paints labels: one a page of the label's size, or A4 sheets of 3 × 8. Needs a QGuiApplication and the packaged fonts.
#pragma once

#include "core/certificate/label.h"
#include "core/certificate/pdf/certificate_pdf.h"

namespace cal::certificate {

enum class LabelPaper {
    Single, ///< 60 mm × 40 mm a page
    SheetA4 ///< 3 × 8 labels of 63.5 mm × 33.9 mm
};

/// The PDF's bytes. The QR code (error correction M) holds Label::code. Errors: InvalidArgument "label.code-too-long" {code},
/// "label.too-full" {number}: the texts do not fit; those of renderPdf.
Result<std::string> renderLabels(const std::vector<Label>& labels, LabelPaper paper = LabelPaper::Single,
                                 DocumentLanguage language = DocumentLanguage::Both);

} // namespace cal::certificate
