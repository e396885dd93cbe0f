// SPDX-License-Identifier: GPL-3.0-or-later
// What the language of a document makes of texts in two languages.
#pragma once

#include "core/base/text.h"
#include "core/certificate/pdf/certificate_pdf.h"
#include "core/certificate/pdf/sheet.h"

#include <string_view>

namespace cal::certificate::pdf {

/// UTF-8 to a line of text without control characters.
QString shownText(std::string_view text);

class Bilingual
{
public:
    explicit Bilingual(DocumentLanguage language) : m_language(language) {}

    [[nodiscard]] QString line(const Text& text) const; ///< in one line, Chinese then English
    /// Under each other: Chinese in `style`, English in `second`, once where both are equal.
    [[nodiscard]] Paragraph both(const Text& text, const Style& style, const Style& second, double width) const;
    /// In one line where that fits, else as both().
    [[nodiscard]] Paragraph compact(const Text& text, const Style& style, const Style& second, double width) const;
    [[nodiscard]] bool chinese() const { return m_language != DocumentLanguage::English; }
    [[nodiscard]] bool english() const { return m_language != DocumentLanguage::Chinese; }
    [[nodiscard]] DocumentLanguage language() const { return m_language; }

private:
    DocumentLanguage m_language;
};

} // namespace cal::certificate::pdf
