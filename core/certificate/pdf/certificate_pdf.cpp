// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/certificate_pdf.h"

#include "core/certificate/pdf/composer.h"
#include "core/certificate/pdf/file.h"

namespace cal::certificate {

Result<std::string> renderPdf(const Content& content, DocumentLanguage language, PdfForm form)
{
    CAL_TRY(pdf::requireFamilies({pdf::kLatinFamily, pdf::kHanFamily}));
    const auto pages = pdf::Composer(content, language).compose();
    const std::string& name = content.number.empty() ? content.recordId : content.number;
    const Text& title = content.title;
    return pdf::writeFile(pages, pdf::shownText((language == DocumentLanguage::English ? title.en : title.zh) + " " + name), form);
}

} // namespace cal::certificate
