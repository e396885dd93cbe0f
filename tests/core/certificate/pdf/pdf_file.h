// SPDX-License-Identifier: GPL-3.0-or-later
// A rendered certificate as independent programs see it: pdftotext, pdffonts, pdfinfo, pdftoppm and qpdf.
#pragma once

#include "core/certificate/pdf/certificate_pdf.h"

#include <QImage>
#include <QStringList>
#include <QTemporaryDir>

namespace cal::certificate::test {

class PdfFile
{
public:
    explicit PdfFile(std::string bytes); ///< any PDF
    explicit PdfFile(const Content& content, DocumentLanguage language = DocumentLanguage::Both, PdfForm form = PdfForm::Plain);

    [[nodiscard]] const std::string& bytes() const { return m_bytes; }
    [[nodiscard]] int pages() const;
    [[nodiscard]] QString text() const;         ///< raw pdftotext, nothing normalised
    [[nodiscard]] QString text(int page) const; ///< 1 …
    [[nodiscard]] QStringList textByPage() const;
    [[nodiscard]] QString fonts() const;
    [[nodiscard]] QString info() const;
    [[nodiscard]] QString check() const; ///< qpdf --check; fails the test when it does
    [[nodiscard]] QImage image(int page, int dotsPerInch) const;

private:
    [[nodiscard]] QString run(const QString& program, const QStringList& arguments) const;
    QTemporaryDir m_folder;
    QString m_path;
    std::string m_bytes;
};

/// Content of a record; fails the test when there is none.
Content contentOf(const session::SessionRecord& record);

} // namespace cal::certificate::test
