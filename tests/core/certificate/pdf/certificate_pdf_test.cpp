// SPDX-License-Identifier: GPL-3.0-or-later
// The file as a reader, a search and a printer see it: raw pdftotext without normalising, fonts, marks, repeated heads, one end mark.
#include "core/certificate/pdf/certificate_pdf.h"
#include "core/certificate/pdf/sheet.h"
#include "tests/core/certificate/pdf/pdf_file.h"
#include "tests/support/record_builder.h"

#include <catch2/catch.hpp>

#include <QFile>
#include <QRegularExpression>

namespace {

using cal::certificate::DocumentLanguage;
using cal::certificate::PdfForm;
using cal::certificate::test::contentOf;
using cal::certificate::test::PdfFile;

QString q(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void mustHold(const QString& text, std::string_view wanted)
{
    INFO("looking for " << wanted);
    CHECK(text.contains(q(wanted)));
}

/// Kangxi radicals, radicals supplement, compatibility ideographs, Latin ligatures: code points nobody wrote.
bool hasLookalikes(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("[\\x{2E80}-\\x{2FDF}\\x{F900}-\\x{FAFF}\\x{FB00}-\\x{FB06}]"));
    return text.contains(pattern);
}

} // namespace

TEST_CASE("Serial numbers, figures and words in both languages are found as written", "[pdf]")
{
    const auto content = contentOf(cal::support::mixedVerdictRecord());
    const PdfFile file(content);
    const QString text = file.text();
    for (const auto* wanted : {"校准证书",
                               "CALIBRATION CERTIFICATE",
                               "未签发",
                               "NOT ISSUED",
                               "MY45012345",
                               "34401A",
                               "SIM5522-001",
                               "DEMO-2026-0117",
                               "0192f3a4-5b6c-7d8e-9f01-23456789abcd",
                               "校准所使用的计量标准",
                               "测量范围",
                               "本院电学室",
                               "张明用",
                               "Zhang Mingyong",
                               "U (k = 2)",
                               "JJF 1587-2016",
                               "20.13 °C",
                               "2026-11-23 13:41 +08:00",
                               "不合格 Fail",
                               "待定 Undecided",
                               "合格 Pass",
                               "certificate",
                               "specification",
                               "±1020 V",
                               "100 mV",
                               "35 ppm",
                               "以下空白 End of certificate"})
        mustHold(text, wanted);
    mustHold(text, "SHA-256 " + content.recordHead.hex());
    for (const auto& table : content.tables)
        for (const auto& row : table.rows)
            for (std::size_t c = 0; c < row.cells.size(); ++c)
                if (table.columns[c].number)
                    mustHold(text, row.cells[c]);
    CHECK_FALSE(hasLookalikes(text));
    CHECK_FALSE(text.contains(QChar(0x2212))); // painted minus signs read back as the hyphens that were written
}

TEST_CASE("Han characters that share a glyph with a radical, and words with ligatures, read back as written", "[pdf]")
{
    auto content = contentOf(cal::support::dmmRecord());
    const std::string han = "使用页门见长车示金高比生方日月水火目石立言走足身里面音食首田甘玉瓦人入八刀力又口土士大女子小山工己巾干广弓心";
    content.statements.push_back({han, "office fi ff ffi fl ffl Traffic certified officially"});
    content.statements.push_back({"单位 Ω µV μ °C ± × ² ≤ ≥ √ α σ ν", "units Ω µV"});
    for (const auto form : {PdfForm::Plain, PdfForm::PdfA1b}) {
        const PdfFile file(content, DocumentLanguage::Both, form);
        const QString text = file.text();
        mustHold(text, han);
        mustHold(text, "office fi ff ffi fl ffl Traffic certified officially");
        mustHold(text, "Ω µV μ °C ± × ² ≤ ≥ √ α σ ν");
        CHECK_FALSE(hasLookalikes(text));
    }
}

TEST_CASE("Rare Han beyond the first plane read back too, in both weights", "[pdf]")
{
    auto content = contentOf(cal::support::dmmRecord());
    content.performer = {"张\U00020BB7\U0002B4EF", "Zhang"};
    content.checker = {"\U0002B4EF文", "Wen"};
    content.laboratory.name = {"\U0002B4EF城计量院", "Institute"};
    const QString text = PdfFile(content).text();
    mustHold(text, "张\U00020BB7\U0002B4EF");
    mustHold(text, "\U0002B4EF文");
    mustHold(text, "\U0002B4EF城计量院");
    mustHold(text, "校准证书");
}

TEST_CASE("Fonts are embedded subsets of the two named families with a way back to text", "[pdf]")
{
    for (const auto form : {PdfForm::Plain, PdfForm::PdfA1b}) {
        const PdfFile file(contentOf(cal::support::dmmRecord()), DocumentLanguage::Both, form);
        const auto lines = file.fonts().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        REQUIRE(lines.size() == 6); // two lines of head, two families in two weights
        for (const auto& line : lines.mid(2)) {
            INFO(line.toStdString());
            CHECK(line.contains(QRegularExpression(QStringLiteral("^[A-Z]{6}\\+NotoSans(CJKsc)?-(Regular|Bold) "))));
            CHECK(line.contains(QRegularExpression(QStringLiteral("yes\\s+yes\\s+yes\\s+\\d+\\s+0"))));
        }
        CHECK(file.check().contains(QStringLiteral("No syntax or stream encoding errors")));
    }
}

TEST_CASE("The archival form carries its output intent and metadata and no transparency", "[pdf]")
{
    const PdfFile file(contentOf(cal::support::dmmRecord()), DocumentLanguage::Both, PdfForm::PdfA1b);
    CHECK(file.bytes().starts_with("%PDF-1.4"));
    CHECK(file.bytes().find("/GTS_PDFA1") != std::string::npos);
    CHECK(file.bytes().find("pdfaid:part") != std::string::npos);             // readable, so not compressed
    CHECK(file.bytes().find("/SMask") == file.bytes().rfind("/SMask /None")); // the only mention says that there is none
    CHECK(file.bytes().find("/ObjStm") == std::string::npos);
    const PdfFile plain(contentOf(cal::support::dmmRecord()));
    CHECK(plain.bytes().find("pdfaid:part") == std::string::npos);
    CHECK(plain.info().contains(QStringLiteral("A4")));
}

TEST_CASE("Every page says its number, the certificate and its marks", "[pdf]")
{
    auto content = contentOf(cal::support::dmmRecord());
    SECTION("draft on simulated instruments")
    {
        const auto pages = PdfFile(content).textByPage();
        REQUIRE(pages.size() == 3);
        for (qsizetype i = 0; i < pages.size(); ++i) {
            INFO("page " << i + 1);
            CHECK(pages[i].count(QStringLiteral("未签发 NOT ISSUED")) >= 3); // band at head and foot, number line
            CHECK(pages[i].count(QStringLiteral("模拟数据 SIMULATED")) == 2);
            mustHold(pages[i], "第 " + std::to_string(i + 1) + " 页 共 3 页 / Page " + std::to_string(i + 1) + " of 3");
            mustHold(pages[i], "证书编号 Certificate No.");
            mustHold(pages[i], "演示计量检测研究院 Demonstration Institute of Metrology");
        }
    }
    SECTION("real and issued: number, names and no marks")
    {
        content.simulated = false;
        content.issued = true;
        content.number = "DEMO-DC-2026-000123";
        content.issuedOn = "2026-11-24";
        content.checker = {"李核", "Li He"};
        content.approver = {"王批", "Wang Pi"};
        const auto pages = PdfFile(content).textByPage();
        for (const auto& page : pages) {
            CHECK_FALSE(page.contains(QStringLiteral("未签发")));
            CHECK_FALSE(page.contains(QStringLiteral("NOT ISSUED")));
            CHECK_FALSE(page.contains(QStringLiteral("SIMULATED")));
            mustHold(page, "DEMO-DC-2026-000123");
        }
        mustHold(pages.front(), "李核");
        mustHold(pages.front(), "Wang Pi");
        mustHold(pages.front(), "2026-11-24");
    }
    SECTION("simulated and issued keeps the simulated mark")
    {
        content.issued = true;
        content.number = "X-1";
        for (const auto& page : PdfFile(content).textByPage())
            CHECK(page.count(QStringLiteral("模拟数据 SIMULATED")) == 2);
    }
}

TEST_CASE("The end mark stands once, on the last page, with nothing of the content after it", "[pdf]")
{
    for (const auto& record : {cal::support::dmmRecord(), cal::support::s9Record()}) {
        const PdfFile file(contentOf(record));
        const auto pages = file.textByPage();
        CHECK(file.text().count(QStringLiteral("以下空白")) == 1);
        CHECK(file.text().count(QStringLiteral("End of certificate")) == 1);
        mustHold(pages.back(), "以下空白");
    }
}

TEST_CASE("One language alone", "[pdf]")
{
    const auto content = contentOf(cal::support::mixedVerdictRecord());
    const QString zh = PdfFile(content, DocumentLanguage::Chinese).text();
    mustHold(zh, "校准证书");
    QString joined = zh; // pdftotext leaves out blanks between Han and figures where a line has them evenly
    joined.remove(QLatin1Char(' '));
    mustHold(joined, "第1页共3页");
    mustHold(zh, "未签发");
    mustHold(zh, "模拟数据");
    CHECK_FALSE(zh.contains(QStringLiteral("Page 1")));
    CHECK_FALSE(zh.contains(QStringLiteral("NOT ISSUED")));
    CHECK_FALSE(zh.contains(QStringLiteral("Customer")));
    const QString en = PdfFile(content, DocumentLanguage::English).text();
    mustHold(en, "CALIBRATION CERTIFICATE");
    mustHold(en, "Page 1 of");
    mustHold(en, "NOT ISSUED");
    mustHold(en, "SIMULATED");
    mustHold(en, "Zhang Mingyong");
    CHECK_FALSE(en.contains(QRegularExpression(QStringLiteral("[\\x{4E00}-\\x{9FFF}]"))));
}

TEST_CASE("S9 prints its figures and no verdict", "[pdf]")
{
    const PdfFile file(contentOf(cal::support::s9Record()));
    const QString text = file.text();
    for (const auto* wanted : {"0.10", "0.05", "U (k = 1.65)", "100.1", "EA-4/02 M:2013, S9", "HH-3½", "人工录入"})
        mustHold(text, wanted);
    CHECK_FALSE(text.contains(QStringLiteral("合格")));
    CHECK_FALSE(text.contains(QStringLiteral("Verdict")));
    CHECK_FALSE(text.contains(QStringLiteral("SIMULATED")));
    CHECK(file.pages() == 2);
}

TEST_CASE("The marks of a simulated draft are painted at head and foot of every page", "[pdf]")
{
    const PdfFile file(contentOf(cal::support::dmmRecord()));
    for (int page = 1; page <= file.pages(); ++page) {
        const QImage image = file.image(page, 50);
        REQUIRE_FALSE(image.isNull());
        const auto tinted = [&](double x, double y) {
            const QColor colour(image.pixel(static_cast<int>(x / 210 * image.width()), static_cast<int>(y / 297 * image.height())));
            return colour.lightness() < 250;
        };
        CHECK(tinted(3, 8));   // not issued, left half
        CHECK(tinted(207, 8)); // simulated, right half
        CHECK(tinted(3, 289));
        CHECK(tinted(207, 289));
        const QColor purple(image.pixel(image.width() - 3, static_cast<int>(8.0 / 297 * image.height())));
        CHECK(purple.green() < purple.red());
        CHECK(purple.green() < purple.blue());
    }
}

TEST_CASE("A missing font or character is an error, never a box", "[pdf]")
{
    const auto font = cal::certificate::pdf::requireFamilies({cal::certificate::pdf::kLatinFamily, QStringLiteral("No Such Family 7")});
    REQUIRE_FALSE(font);
    CHECK(font.error().key == "pdf.missing-font");
    CHECK(font.error().arg("font") == "No Such Family 7");

    auto content = contentOf(cal::support::dmmRecord());
    content.laboratory.name.en = "Laboratory \xF3\xB0\x80\x81"; // a private-use character
    const auto file = cal::certificate::renderPdf(content);
    REQUIRE_FALSE(file);
    CHECK(file.error().key == "pdf.missing-glyph");
    CHECK(file.error().arg("code") == "U+F0001");
}

TEST_CASE("Text that is no clean text does no harm", "[pdf]")
{
    auto content = contentOf(cal::support::dmmRecord());
    content.laboratory.name = {"控制\x01字符\t实验室", "control \x02 characters"};
    content.blocks.front().fields.front().value = {"第一行\n第二行", "first line\nsecond line"};
    const QString text = PdfFile(content).text();
    mustHold(text, "控制 字符 实验室");
    mustHold(text, "second line");
}
