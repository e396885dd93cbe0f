// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a report on pages: sections of paragraphs, fields, tables and plots that flow from page to page.
#pragma once

#include "core/certificate/pdf/bilingual.h"
#include "core/certificate/report.h"

namespace cal::certificate::pdf {

class ReportComposer : private Bilingual
{
public:
    ReportComposer(const Report& report, DocumentLanguage language) : Bilingual(language), m_report(report) {}
    std::vector<Page> compose();

private:
    Page& page() { return m_pages.back(); }
    void newPage();
    [[nodiscard]] bool fits(double height) const;
    void makeRoom(double height); ///< a new page unless that much is left

    void cover();
    void head(); ///< title on the first page of a report without a cover
    void heading(const Text& title, double below);
    void paragraph(const Text& text);
    void fields(const ReportFields& fields);
    void table(const ReportTable& table);
    void plot(const ReportPlot& plot);
    void endMark();
    void decorate();
    [[nodiscard]] double firstHeight(const ReportSection& section) const; ///< what must stay with the heading

    const Report& m_report;
    std::vector<Page> m_pages;
    double m_y = 0;
};

} // namespace cal::certificate::pdf
