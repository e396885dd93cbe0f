// SPDX-License-Identifier: GPL-3.0-or-later
// Reports as a reader sees them: everything is found, marks and titles stand on every page, blanks are lines, tables repeat their heads.
#include "core/certificate/pdf/report_composer.h"
#include "core/certificate/pdf/report_pdf.h"
#include "tests/core/certificate/pdf/pdf_file.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace cal;
using namespace cal::certificate;

namespace {

Text same(const std::string& text)
{
    return {text, text};
}

Report longReport()
{
    Report report;
    report.title = {"计量标准技术报告", "Technical report"};
    report.laboratory = {"计量所", "Institute"};
    report.number = "E-1";
    report.marks = {{"草稿", "DRAFT"}, {"未签署", "UNSIGNED"}};
    report.cover = true;
    report.coverFields = {{"name", {"名称", "Name"}, {"直流电压标准装置", "DC voltage standard"}}, {"head", {"负责人", "Responsible"}, {}}};
    ReportTable table{{{"序号", "No."}, {"读数", "Reading"}}, {1, 3}, {}};
    for (int i = 0; i < 120; ++i)
        table.rows.push_back({same(std::to_string(i)), same("-10.000" + std::to_string(100 + i))});
    ReportPlot plot;
    plot.values = {1, 2, 3, 10};
    plot.flagged = {false, false, false, true};
    plot.levels = {{4, {"上控制限", "UCL"}, true}, {2, {"中心线", "CL"}, false}};
    plot.unit = "mV";
    report.sections = {
        {"purpose", {"目的", "Purpose"}, {Text{"第一段。", "A paragraph."}, ReportFields{{"x", {"须填写", "To be written"}, {}}}}},
        {"readings", {"读数", "Readings"}, {table}},
        {"chart", {"控制图", "Control chart"}, {plot}}};
    report.endMark = {"以下空白", "End of document"};
    return report;
}

} // namespace

TEST_CASE("a report reads back, with its marks on every page", "[pdf][report]")
{
    const auto bytes = renderReport(longReport());
    REQUIRE(bytes);
    const certificate::test::PdfFile file(*bytes);
    (void)file.check();
    const auto pages = file.textByPage();
    CHECK(file.pages() >= 4);
    for (const auto& page : pages.first(file.pages())) {
        CHECK(page.contains(QStringLiteral("DRAFT")));
        CHECK(page.contains(QStringLiteral("未签署")));
    }
    const auto text = file.text();
    for (const char* wanted : {"直流电压标准装置", "A paragraph.", "-10.000219", "上控制限", "以下空白"})
        CHECK(text.contains(QString::fromUtf8(wanted)));
    // The head of a table is repeated where it goes on.
    CHECK(text.count(QStringLiteral("Reading")) >= 3);
    const auto fonts = fontsNotEmbedded(*bytes);
    REQUIRE(fonts);
    CHECK(fonts->empty());
    CHECK(fontsNotEmbedded("no PDF").error().key == "pdf.unreadable");
    // A standard font that no file brings along.
    const std::string bare = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                             "3 0 obj<</Type/Page/Parent 2 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj\n"
                             "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>";
    const auto missing = fontsNotEmbedded(bare);
    REQUIRE(missing);
    CHECK(*missing == std::vector<std::string>{"/Helvetica"});
}

TEST_CASE("a blank is a line to write on, a value is not", "[pdf][report]")
{
    Report report = longReport();
    report.cover = false;
    report.sections.clear();
    const auto strong = [&] {
        const auto pages = pdf::ReportComposer(report, DocumentLanguage::Both).compose();
        return std::count_if(pages.front().lines.begin(), pages.front().lines.end(),
                             [](const pdf::LineMark& line) { return line.colour == pdf::kInk && line.x1 > 40; });
    };
    CHECK(strong() == 1);
    report.coverFields[1].value = {"李", "Li"};
    CHECK(strong() == 0);
}

TEST_CASE("nothing of a report lies outside the page", "[pdf][report]")
{
    Report report = longReport();
    report.sections[0].parts.emplace_back(same(std::string(3000, 'x'))); // one word longer than any line
    for (const auto language : {DocumentLanguage::Chinese, DocumentLanguage::English, DocumentLanguage::Both})
        for (const auto& page : pdf::ReportComposer(report, language).compose())
            for (const auto& mark : page.texts) {
                CHECK(mark.x >= 0);
                CHECK(mark.x + pdf::textWidth(mark.text, mark.style) <= 210);
                CHECK(mark.baseline <= 297);
            }
}
