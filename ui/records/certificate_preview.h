// SPDX-License-Identifier: GPL-3.0-or-later
// The draft certificate as pages, with its language and its file. QtPdf stays inside the .cpp.
#pragma once

#include "ui/records/records_view_model.h"
#include "ui/widgets/file_dialogs.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

class QBuffer;
class QPdfDocument;
class QPdfView;

namespace cal::ui {

class CertificatePreview : public QWidget
{
    Q_OBJECT

public:
    CertificatePreview(RecordsViewModel& model, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);
    ~CertificatePreview() override;
    void retranslate();
    [[nodiscard]] int pageCount() const;

private:
    void load();
    void applyTheme();
    void openOutside();

    RecordsViewModel& m_model;
    const ThemeSource& m_theme;
    FileDialogs& m_files;
    QPdfDocument* m_document;
    QPdfView* m_view;
    QBuffer* m_buffer;
    QByteArray m_bytes; ///< what m_buffer reads
    QLabel* m_pages;
    QComboBox *m_language, *m_zoom;
    QPushButton *m_open, *m_export;
};

} // namespace cal::ui
