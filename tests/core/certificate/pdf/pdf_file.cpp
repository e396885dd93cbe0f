// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/certificate/pdf/pdf_file.h"

#include <catch2/catch.hpp>

#include <QFile>
#include <QProcess>

namespace cal::certificate::test {

namespace {

std::string rendered(const Content& content, DocumentLanguage language, PdfForm form)
{
    auto bytes = renderPdf(content, language, form);
    INFO((bytes ? std::string() : bytes.error().key));
    REQUIRE(bytes);
    return *std::move(bytes);
}

} // namespace

PdfFile::PdfFile(const Content& content, DocumentLanguage language, PdfForm form) : PdfFile(rendered(content, language, form)) {}

PdfFile::PdfFile(std::string bytes) : m_bytes(std::move(bytes))
{
    REQUIRE(m_folder.isValid());
    m_path = m_folder.filePath(QStringLiteral("certificate.pdf"));
    QFile file(m_path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(m_bytes.data(), static_cast<qint64>(m_bytes.size())) == static_cast<qint64>(m_bytes.size()));
}

QString PdfFile::run(const QString& program, const QStringList& arguments) const
{
    QProcess process;
    process.start(program, arguments);
    const bool started = process.waitForStarted();
    INFO(program.toStdString() << ": not found; the tests need the packages poppler-utils and qpdf");
    REQUIRE(started);
    REQUIRE(process.waitForFinished(60000));
    const QByteArray error = process.readAllStandardError();
    INFO(program.toStdString() << ": " << error.toStdString());
    REQUIRE(process.exitStatus() == QProcess::NormalExit);
    REQUIRE(process.exitCode() == 0);
    return QString::fromUtf8(process.readAllStandardOutput());
}

int PdfFile::pages() const
{
    for (const auto& line : info().split(QLatin1Char('\n')))
        if (line.startsWith(QLatin1String("Pages:")))
            return line.mid(6).trimmed().toInt();
    return 0;
}

QString PdfFile::text() const
{
    return run(QStringLiteral("pdftotext"), {QStringLiteral("-enc"), QStringLiteral("UTF-8"), m_path, QStringLiteral("-")});
}

QString PdfFile::text(int page) const
{
    const QString number = QString::number(page);
    return run(QStringLiteral("pdftotext"), {QStringLiteral("-enc"), QStringLiteral("UTF-8"), QStringLiteral("-f"), number,
                                             QStringLiteral("-l"), number, m_path, QStringLiteral("-")});
}

QStringList PdfFile::textByPage() const
{
    auto pages = text().split(QLatin1Char('\f'));
    if (!pages.isEmpty() && pages.back().trimmed().isEmpty())
        pages.removeLast();
    return pages;
}

QString PdfFile::fonts() const
{
    return run(QStringLiteral("pdffonts"), {m_path});
}

QString PdfFile::info() const
{
    return run(QStringLiteral("pdfinfo"), {m_path});
}

QString PdfFile::check() const
{
    return run(QStringLiteral("qpdf"), {QStringLiteral("--check"), m_path});
}

QImage PdfFile::image(int page, int dotsPerInch) const
{
    const QString stem = m_folder.filePath(QStringLiteral("page"));
    const QString number = QString::number(page);
    (void)run(QStringLiteral("pdftoppm"), {QStringLiteral("-r"), QString::number(dotsPerInch), QStringLiteral("-png"),
                                           QStringLiteral("-singlefile"), QStringLiteral("-f"), number, m_path, stem});
    return QImage(stem + QStringLiteral(".png"));
}

Content contentOf(const session::SessionRecord& record)
{
    auto content = makeContent(record);
    REQUIRE(content);
    return *std::move(content);
}

} // namespace cal::certificate::test
