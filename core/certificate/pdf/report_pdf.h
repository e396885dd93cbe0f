// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a report on A4 pages. Needs a QGuiApplication and the packaged fonts.
#pragma once

#include "core/certificate/pdf/certificate_pdf.h"
#include "core/certificate/report.h"

namespace cal::certificate {

/// The PDF's bytes. Errors: as renderPdf.
Result<std::string> renderReport(const Report& report, DocumentLanguage language = DocumentLanguage::Both);

/// Fonts of a PDF that are not embedded, so that another machine would paint other letters; none: all are.
/// Errors: ParseError "pdf.unreadable" {reason}.
Result<std::vector<std::string>> fontsNotEmbedded(const std::string& file);

} // namespace cal::certificate
