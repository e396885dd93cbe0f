// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of long contents: heads repeated, headings kept with their rows, rows whole, long names wrapped inside the page.
#include "core/certificate/pdf/composer.h"
#include "tests/core/certificate/pdf/pdf_file.h"
#include "tests/support/record_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using cal::certificate::Content;
using cal::certificate::DocumentLanguage;
using cal::certificate::pdf::Page;

std::vector<Page> pagesOf(const Content& content, DocumentLanguage language = DocumentLanguage::Both)
{
    return cal::certificate::pdf::Composer(content, language).compose();
}

std::vector<const cal::certificate::pdf::TextMark*> marksWith(const Page& page, const QString& text)
{
    std::vector<const cal::certificate::pdf::TextMark*> out;
    for (const auto& mark : page.texts)
        if (mark.text.contains(text))
            out.push_back(&mark);
    return out;
}

std::size_t figuresOn(const Page& page)
{
    return static_cast<std::size_t>(std::count_if(page.texts.begin(), page.texts.end(), [](const auto& mark) { return mark.figure; }));
}

void stayInside(const std::vector<Page>& pages)
{
    using namespace cal::certificate::pdf;
    for (const auto& page : pages)
        for (const auto& mark : page.texts) {
            INFO(mark.text.toStdString());
            CHECK(mark.x >= kLeft - 0.1);
            CHECK(mark.x + textWidth(mark.text, mark.style) <= kRight + 0.1);
            CHECK(mark.baseline < kPageHeight - 5);
            // Between body and foot nothing: the body ends above the foot's line.
            CHECK((mark.baseline <= kBottom + 0.5 || mark.baseline >= 279));
        }
}

} // namespace

TEST_CASE("The head of the results is repeated on each page that has results", "[pdf][layout]")
{
    const auto content = cal::certificate::test::contentOf(cal::support::longRecord(200));
    const auto pages = pagesOf(content);
    std::size_t rows = 0, withResults = 0;
    for (const auto& page : pages) {
        const auto figures = figuresOn(page);
        CHECK(figures % 5 == 0); // a row's five figures stay together
        rows += figures / 5;
        if (figures == 0)
            continue;
        ++withResults;
        CHECK(marksWith(page, QStringLiteral("U (k = 2)")).size() == 1);
        CHECK_FALSE(marksWith(page, QStringLiteral("(V)")).empty());
        // The range is named again, as continued, after the first page.
        CHECK(marksWith(page, QStringLiteral("Range 10 V")).size() == 1);
        CHECK(marksWith(page, QStringLiteral("(continued)")).size() == (withResults == 1 ? 0U : 1U));
    }
    CHECK(rows == 200);
    CHECK(withResults >= 4);
    stayInside(pages);
}

TEST_CASE("No heading is left at the foot of a page, whatever the number of rows before it", "[pdf][layout]")
{
    for (std::size_t rows = 1; rows <= 45; ++rows) {
        auto record = cal::support::longRecord(rows);
        const auto more = cal::support::dmmRecord();
        record.points.insert(record.points.end(), more.points.begin() + 16, more.points.end()); // ranges 100 V and 1000 V
        const auto pages = pagesOf(cal::certificate::test::contentOf(record));
        for (const auto& page : pages)
            for (const char* range : {"Range 10 V", "Range 100 V", "Range 1000 V"})
                for (const auto* heading : marksWith(page, QString::fromLatin1(range))) {
                    if (heading->text.contains(QStringLiteral("continued")))
                        continue;
                    const auto below = std::count_if(page.texts.begin(), page.texts.end(),
                                                     [&](const auto& mark) { return mark.figure && mark.baseline > heading->baseline; });
                    INFO(rows << " rows before, " << range);
                    CHECK(below >= 5);
                }
        std::size_t figures = 0;
        for (const auto& page : pages)
            figures += figuresOn(page);
        CHECK(figures == 5 * record.points.size());
    }
}

TEST_CASE("Figures of a column stand with their decimal signs under each other", "[pdf][layout]")
{
    using namespace cal::certificate::pdf;
    const auto pages = pagesOf(cal::certificate::test::contentOf(cal::support::dmmRecord()));
    // Where the decimal sign of each figure lies; the tables have 5 numeric columns each, so at most 10 places.
    std::vector<double> places;
    std::size_t figures = 0;
    for (const auto& page : pages)
        for (const auto& mark : page.texts)
            if (mark.figure) {
                ++figures;
                const QString shown = asPainted(mark.text);
                const auto point = shown.indexOf(QLatin1Char('.'));
                const double place = mark.x + textWidth(point < 0 ? shown : shown.left(point), mark.style);
                if (std::none_of(places.begin(), places.end(), [&](double p) { return std::abs(p - place) < 0.02; }))
                    places.push_back(place);
            }
    CHECK(figures == 24 * 5);
    CHECK(places.size() == 10);
}

TEST_CASE("The end mark is never alone on a page", "[pdf][layout]")
{
    auto content = cal::certificate::test::contentOf(cal::support::s9Record());
    for (int extra = 0; extra < 12; ++extra) {
        content.statements.push_back(content.statements.back());
        const auto pages = pagesOf(content, DocumentLanguage::English);
        CHECK(marksWith(pages.back(), QStringLiteral("End of certificate")).size() == 1);
        INFO(extra << " more statements");
        CHECK_FALSE(marksWith(pages.back(), QStringLiteral("except in full")).empty());
    }
}

TEST_CASE("Number and unit stay on one line", "[pdf][layout]")
{
    for (double width = 20; width < 60; width += 1.7) {
        const auto text =
            cal::certificate::pdf::wrapped(QStringLiteral("DC voltage 0 V to 1020 V (99 %), 20.1 °C, k = 2 by JJF 1094"), {8}, width);
        for (const auto& line : text.lines) {
            CHECK_FALSE(line.text.startsWith(QLatin1Char('V')));
            CHECK_FALSE(line.text.startsWith(QLatin1Char('%')));
            CHECK_FALSE(line.text.startsWith(QLatin1Char('=')));
            CHECK_FALSE(line.text.startsWith(QStringLiteral("1094")));
            CHECK_FALSE(line.text.startsWith(QStringLiteral("°C")));
        }
    }
}

TEST_CASE("Long names wrap and stay on the page", "[pdf][layout]")
{
    auto record = cal::support::dmmRecord();
    const std::string
        zh = "一个名称非常非常长的委托单位（集团）股份有限公司华东地区电磁计量与仪器仪表校准检测中心第三分中心",
        en = "The Customer With an Exceptionally Long Name, Eastern Region Electromagnetic Metrology and Instrument Calibration "
             "Centre, Third Branch, Building Number Four, Floor Five";
    auto& item = record.setUp.item;
    item.customer = {zh + zh, en + en};
    item.customerAddress = {zh, en};
    item.name = {zh, en};
    item.condition = {zh + zh + zh, en + en + en};
    item.manufacturer = en;
    item.serial = std::string(120, 'S'); // no place to break
    record.setUp.placeOfWork = {zh, en};
    for (auto& standard : record.setUp.standards) {
        standard.name = {zh, en};
        standard.serial = "SN-" + std::string(60, '8');
        standard.characteristic = {zh + zh, en + en};
    }
    const auto content = cal::certificate::test::contentOf(record);
    for (const auto language : {DocumentLanguage::Both, DocumentLanguage::Chinese, DocumentLanguage::English})
        stayInside(pagesOf(content, language));
    QString text = cal::certificate::test::PdfFile(content).text();
    text.remove(QLatin1Char('\n'));
    CHECK(text.contains(QString(8, QLatin1Char('S'))));
    CHECK(text.contains(QStringLiteral("以下空白")));
}

TEST_CASE("Wide figures shrink to fit the page", "[pdf][layout]")
{
    auto content = cal::certificate::test::contentOf(cal::support::dmmRecord());
    for (auto& cell : content.tables[1].rows[2].cells)
        if (cell != "pass")
            cell = "-123456789.123456789012";
    const auto pages = pagesOf(content);
    stayInside(pages);
}

TEST_CASE("Ten thousand points: every row is printed, pages grow with the rows", "[pdf][layout]")
{
    const auto content = cal::certificate::test::contentOf(cal::support::longRecord(10000));
    const auto pages = pagesOf(content);
    std::size_t figures = 0;
    for (const auto& page : pages)
        figures += figuresOn(page);
    CHECK(figures == 50000);
    CHECK(pages.size() > 150);
    CHECK(pages.size() < 350);
    const cal::certificate::test::PdfFile file(content);
    CHECK(file.pages() == static_cast<int>(pages.size()));
    CHECK(file.text(file.pages()).contains(QStringLiteral("Page %1 of %1").arg(pages.size())));
}

TEST_CASE("A content with almost nothing in it still makes a page", "[pdf][layout]")
{
    Content content;
    content.title = {"校准证书", "Calibration Certificate"};
    content.endMark = {"以下空白", "End of certificate"};
    const cal::certificate::test::PdfFile file(content);
    CHECK(file.pages() == 2);
    CHECK(file.text().contains(QStringLiteral("未签发 NOT ISSUED")));
}

TEST_CASE("PDFs of one record agree in text and pages", "[pdf]")
{
    const auto content = cal::certificate::test::contentOf(cal::support::dmmRecord());
    CHECK(cal::certificate::test::PdfFile(content).textByPage() == cal::certificate::test::PdfFile(content).textByPage());
}
