// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a document's content on A4 pages with QPdfWriter. Needs a QGuiApplication and the packaged fonts.
#pragma once

#include "core/certificate/content.h"

#include <string>

namespace cal::certificate {

/// Language of a document: one, or both side by side (labels in both, Chinese first).
enum class DocumentLanguage { Chinese, English, Both };

/// The PDF's bytes. Errors: NotFound "pdf.missing-font" {font}; StoreFailed "pdf.write" {reason}.
Result<std::string> renderPdf(const Content& content, DocumentLanguage language = DocumentLanguage::Both);

} // namespace cal::certificate
