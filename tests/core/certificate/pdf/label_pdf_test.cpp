// SPDX-License-Identifier: GPL-3.0-or-later
// Labels as other programs read them: zbarimg the code, pdftotext the words.
#include "core/certificate/pdf/label_pdf.h"

#include <catch2/catch.hpp>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace cal;
using namespace cal::certificate;

namespace {

Label labelOf(const std::string& number)
{
    LabelFacts facts;
    facts.kind = LabelFacts::Kind::Verification;
    facts.laboratory = {"演示计量实验室", "Demonstration Laboratory"};
    facts.assetNumber = number;
    facts.serial = "SIM34401-001";
    facts.name = {"数字多用表", "digital multimeter"};
    facts.measuredOn = "2026-11-24";
    facts.validUntil = "2027-11-23";
    facts.verdict = "pass";
    facts.simulated = true;
    auto label = makeLabel(facts);
    REQUIRE(label);
    return *std::move(label);
}

class Printed
{
public:
    explicit Printed(const Result<std::string>& pdf)
    {
        INFO((pdf ? "" : pdf.error().key));
        REQUIRE(pdf);
        QFile file(m_folder.filePath(QStringLiteral("label.pdf")));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(pdf->data(), static_cast<qint64>(pdf->size()));
    }
    QString run(const QString& program, const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(program, arguments);
        REQUIRE(process.waitForFinished(60'000));
        INFO(process.readAllStandardError().toStdString());
        REQUIRE(process.exitCode() == 0);
        return QString::fromUtf8(process.readAllStandardOutput());
    }
    QString text() const
    {
        return run(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), QStringLiteral("label.pdf"), QStringLiteral("-")});
    }
    QStringList codes() const
    {
        run(QStringLiteral("pdftoppm"),
            {QStringLiteral("-r"), QStringLiteral("300"), QStringLiteral("-png"), QStringLiteral("label.pdf"), QStringLiteral("page")});
        QStringList found;
        for (const auto& picture : QDir(m_folder.path()).entryList({QStringLiteral("page*.png")}, QDir::Files, QDir::Name))
            found += run(QStringLiteral("zbarimg"), {QStringLiteral("--quiet"), QStringLiteral("--raw"), picture})
                         .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        return found;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

TEST_CASE("a label's code is read back by another program, and its words too", "[label][pdf]")
{
    const Printed printed(renderLabels({labelOf("DEMO-A-0001")}));
    CHECK(printed.codes() == QStringList{QStringLiteral("DEMO-A-0001")});
    const auto text = printed.text();
    for (const char* words : {"检定合格", "有效期至", "2027-11-23", "SIMULATED", "未签发", "DEMO-A-0001", "数字多用表"})
        CHECK(text.contains(QString::fromUtf8(words)));
    CHECK(printed.run(QStringLiteral("pdfinfo"), {QStringLiteral("label.pdf")}).contains(QStringLiteral("170 x 113 pts")));
}

TEST_CASE("a sheet holds 24 labels a page, every code readable", "[label][pdf]")
{
    std::vector<Label> labels;
    QStringList numbers;
    for (int i = 1; i <= 25; ++i) {
        numbers << QStringLiteral("A-%1").arg(i, 4, 10, QLatin1Char('0'));
        labels.push_back(labelOf(numbers.back().toStdString()));
    }
    const Printed printed(renderLabels(labels, LabelPaper::SheetA4));
    auto codes = printed.codes();
    codes.sort();
    CHECK(codes == numbers);
}

TEST_CASE("what does not fit on a label is refused, never cut", "[label][pdf]")
{
    auto label = labelOf("A-1");
    label.code = std::string(400, 'x');
    CHECK(renderLabels({label}).error().key == "label.code-too-long");
    label = labelOf("A-1");
    label.name.zh = label.name.en = std::string(2000, 'w');
    CHECK(renderLabels({label}).error().key == "label.too-full");
}
