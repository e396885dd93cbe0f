// SPDX-License-Identifier: GPL-3.0-or-later
// The dossier's two documents as files: chapters in both languages, values of the register, marks on every page, blanks left blank.
#include "core/certificate/pdf/report_pdf.h"
#include "core/quality/dossier_report.h"
#include "tests/core/certificate/pdf/pdf_file.h"
#include "tests/core/quality/dossier_bench.h"

#include <QFile>

using namespace cal;
using namespace cal::quality;

TEST_CASE("application and technical report are printed with their chapters, values and marks", "[quality][dossier][pdf]")
{
    quality::test::Complete lab;
    for (int i = 0; i < 12; ++i) { // enough results for a control chart
        const std::string value = "0.000" + std::to_string(10 + (i * 7) % 5);
        Json::Array results = lab.now(lab.check).value("results").asArray();
        results.push_back(Json::Object{
            {"date", "2026-0" + std::to_string(1 + i % 9) + "-0" + std::to_string(1 + i % 7)}, {"value", value}, {"outcome", "in-limits"}});
        lab.change(lab.check, {{"results", std::move(results)}});
    }
    const auto dossier = lab.on("2027-07-01");
    const auto words = quality::test::words();
    const DossierPrinting printing{{"舟山市计量检定测试院", "Zhoushan institute"}, lab.kinds, words, true};
    const auto folder = qEnvironmentVariable("CAL_PICTURES");
    for (const auto& [name, report] : {std::pair{"application.pdf", applicationReport(dossier, printing)},
                                       {"technical-report.pdf", technicalReport(dossier, printing)}}) {
        INFO(name);
        const auto bytes = certificate::renderReport(report);
        INFO((bytes ? std::string() : bytes.error().key));
        REQUIRE(bytes);
        if (!folder.isEmpty()) { // to be looked at
            QFile file(folder + QLatin1Char('/') + QString::fromLatin1(name));
            REQUIRE(file.open(QIODevice::WriteOnly));
            file.write(bytes->data(), static_cast<qint64>(bytes->size()));
        }
        const certificate::test::PdfFile file(*bytes);
        (void)file.check();
        const auto pages = file.textByPage();
        for (const auto& page : pages.first(file.pages())) {
            CHECK(page.contains(QStringLiteral("DRAFT")));
            CHECK(page.contains(QStringLiteral("UNSIGNED")));
        }
        const auto text = file.text();
        for (const char* wanted : {"直流电压标准装置", "calibrator", "C-1", "20 ppm"})
            CHECK(text.contains(QString::fromUtf8(wanted)));
    }
    const auto text = certificate::test::PdfFile(*certificate::renderReport(technicalReport(dossier, printing))).text();
    for (const char* wanted : {"检定或校准结果的重复性试验", "Stability of the measurement standard", "0.00223607", "10.00001", "控制图"})
        CHECK(text.contains(QString::fromUtf8(wanted)));
}
