// SPDX-License-Identifier: GPL-3.0-or-later
// Pages as a PDF file.
#pragma once

#include "core/certificate/pdf/certificate_pdf.h"
#include "core/certificate/pdf/sheet.h"

#include <QPageSize>

namespace cal::certificate::pdf {

/// Needs a QGuiApplication. Errors: InvalidArgument "pdf.missing-glyph" {character, code}; StoreFailed "pdf.write" {reason}.
Result<std::string> writeFile(const std::vector<Page>& pages, const QString& title, PdfForm form,
                              const QPageSize& size = QPageSize(QPageSize::A4));

} // namespace cal::certificate::pdf
