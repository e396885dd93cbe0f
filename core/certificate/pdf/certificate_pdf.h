// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a document's content on A4 pages with QPdfWriter. Needs a QGuiApplication and the packaged fonts.
#pragma once

#include "core/certificate/content.h"

#include <string>

namespace cal::certificate {

/// Language of a document: one, or both side by side (labels in both, Chinese first).
enum class DocumentLanguage { Chinese, English, Both };

/// Form of the file. PdfA1b adds what PDF/A-1b asks for (output intent, XMP, no transparency); no validator has confirmed it yet, so it
/// is not the default and nothing may claim it.
enum class PdfForm { Plain, PdfA1b };

/// The PDF's bytes. Until `content.issued`, every page says 未签发 / NOT ISSUED; with `content.simulated`, 模拟数据 / SIMULATED.
/// Text in the file reads back as the code points of the content, without normalising.
/// Errors: NotFound "pdf.missing-font" {font}; InvalidArgument "pdf.missing-glyph" {character, code}; StoreFailed "pdf.write" {reason}.
Result<std::string> renderPdf(const Content& content, DocumentLanguage language = DocumentLanguage::Both, PdfForm form = PdfForm::Plain);

} // namespace cal::certificate
