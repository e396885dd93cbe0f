// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/report_pdf.h"

#include "core/certificate/pdf/file.h"
#include "core/certificate/pdf/report_composer.h"

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>

namespace cal::certificate {

Result<std::string> renderReport(const Report& report, DocumentLanguage language)
{
    CAL_TRY(pdf::requireFamilies({pdf::kLatinFamily, pdf::kHanFamily}));
    const auto pages = pdf::ReportComposer(report, language).compose();
    const auto title = (language == DocumentLanguage::English ? report.title.en : report.title.zh) + " " + report.number;
    return pdf::writeFile(pages, pdf::shownText(title), PdfForm::Plain);
}

Result<std::vector<std::string>> fontsNotEmbedded(const std::string& file)
{
    try {
        QPDF document;
        document.setSuppressWarnings(true);
        document.processMemoryFile("report", file.data(), file.size());
        std::vector<std::string> missing;
        for (auto object : document.getAllObjects()) {
            // A composite font (Type0) names its descendants, which carry the descriptor; a Type 3 font brings its glyphs itself.
            if (!object.isDictionary() || !object.getKey("/Type").isName() || object.getKey("/Type").getName() != "/Font")
                continue;
            const auto subtype = object.getKey("/Subtype").isName() ? object.getKey("/Subtype").getName() : std::string();
            if (subtype == "/Type0" || subtype == "/Type3")
                continue;
            auto descriptor = object.getKey("/FontDescriptor");
            const bool embedded = descriptor.isDictionary() &&
                                  (descriptor.hasKey("/FontFile") || descriptor.hasKey("/FontFile2") || descriptor.hasKey("/FontFile3"));
            if (!embedded)
                missing.push_back(object.getKey("/BaseFont").isName() ? object.getKey("/BaseFont").getName() : subtype);
        }
        return missing;
    } catch (const std::exception& failure) { // QPDF throws on damaged files
        return Error{Errc::ParseError, "pdf.unreadable", {{"reason", failure.what()}}, {}};
    }
}

} // namespace cal::certificate
