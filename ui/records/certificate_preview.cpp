// SPDX-License-Identifier: GPL-3.0-or-later
// The draft certificate as pages.
#include "ui/records/certificate_preview.h"

#include <QBuffer>
#include <QDir>
#include <QHBoxLayout>
#include <QPdfDocument>
#include <QPdfView>
#include <QTemporaryDir>
#include <QVBoxLayout>

namespace cal::ui {

CertificatePreview::CertificatePreview(RecordsViewModel& model, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme), m_files(files), m_document(new QPdfDocument(this)), m_view(new QPdfView(this)),
      m_buffer(new QBuffer(&m_bytes, this))
{
    setObjectName(QStringLiteral("certificatePreview"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(11, 8, 8, 8);
    row->setSpacing(8);
    m_pages = new QLabel(this);
    m_pages->setObjectName(QStringLiteral("certificatePages"));
    m_pages->setProperty("quiet", true);
    m_language = new QComboBox(this);
    m_language->setObjectName(QStringLiteral("documentLanguage"));
    // Names of languages stand in the language itself.
    m_language->addItem(QStringLiteral("中文"), static_cast<int>(Language::Chinese));
    m_language->addItem(QStringLiteral("English"), static_cast<int>(Language::English));
    m_language->setCurrentIndex(model.documentLanguage() == Language::Chinese ? 0 : 1);
    m_zoom = new QComboBox(this);
    m_zoom->setObjectName(QStringLiteral("certificateZoom"));
    for (int i = 0; i < 3; ++i)
        m_zoom->addItem(QString());
    m_open = new QPushButton(this);
    m_open->setObjectName(QStringLiteral("openCertificate"));
    m_export = new QPushButton(this);
    m_export->setObjectName(QStringLiteral("exportCertificate"));
    m_export->setProperty("primary", true);
    row->addWidget(m_pages, 1);
    row->addWidget(m_language);
    row->addWidget(m_zoom);
    row->addWidget(m_open);
    row->addWidget(m_export);
    column->addLayout(row);
    m_view->setObjectName(QStringLiteral("certificatePages_view"));
    m_view->setPageMode(QPdfView::PageMode::MultiPage);
    m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
    m_view->setPageSpacing(8);
    m_view->setDocument(m_document);
    column->addWidget(m_view, 1);

    connect(m_language, &QComboBox::activated, this,
            [this](int index) { m_model.setDocumentLanguage(static_cast<Language>(m_language->itemData(index).toInt())); });
    connect(m_zoom, &QComboBox::activated, this, [this](int index) {
        if (index == 0) {
            m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
        } else if (index == 1) {
            m_view->setZoomMode(QPdfView::ZoomMode::FitInView);
        } else {
            m_view->setZoomMode(QPdfView::ZoomMode::Custom);
            m_view->setZoomFactor(1.0);
        }
    });
    connect(m_open, &QPushButton::clicked, this, [this] { openOutside(); });
    connect(m_export, &QPushButton::clicked, this, [this] {
        m_files.save(this, m_model.suggestedFileName(), tr("PDF document (*.pdf)"), [this] { return m_model.certificate(); });
    });
    connect(&m_model, &RecordsViewModel::certificateChanged, this, [this] { load(); });
    connect(&m_theme, &ThemeSource::themeChanged, this, [this] { applyTheme(); });
    applyTheme();
    retranslate();
    load();
}

CertificatePreview::~CertificatePreview()
{
    m_view->setDocument(nullptr);
    m_document->close();
}

void CertificatePreview::applyTheme()
{
    // The desk around the pages; the pages themselves stay paper.
    auto palette = m_view->palette();
    palette.setColor(QPalette::Dark, m_theme.theme().window);
    m_view->setPalette(palette);
}

int CertificatePreview::pageCount() const
{
    return m_document->pageCount();
}

void CertificatePreview::load()
{
    m_document->close();
    m_buffer->close();
    m_bytes = m_model.certificate();
    if (!m_bytes.isEmpty() && m_buffer->open(QIODevice::ReadOnly))
        m_document->load(m_buffer);
    const bool there = !m_bytes.isEmpty();
    m_open->setEnabled(there);
    m_export->setEnabled(there);
    retranslate();
}

void CertificatePreview::openOutside()
{
    // A copy to look at, in a folder of its own that lasts as long as this window.
    const auto folder = QDir::temp().filePath(QStringLiteral("calbench-preview-XXXXXX"));
    static QTemporaryDir kept(folder);
    const auto path = kept.filePath(m_model.suggestedFileName());
    const auto written = m_files.write(path, m_model.certificate());
    if (written)
        m_files.openOutside(path);
    else if (m_files.told)
        m_files.told(path, written);
}

void CertificatePreview::retranslate()
{
    m_pages->setText(m_bytes.isEmpty() ? tr("The draft is being made…")
                                       : tr("Draft, not issued · %n page(s)", nullptr, m_document->pageCount()));
    m_language->setToolTip(tr("Language of the document"));
    m_zoom->setItemText(0, tr("Page width"));
    m_zoom->setItemText(1, tr("Whole page"));
    m_zoom->setItemText(2, QStringLiteral("100 %"));
    m_zoom->setToolTip(tr("Size of the pages on the screen"));
    m_open->setText(tr("Open"));
    m_open->setToolTip(tr("Open a copy of the draft with the PDF program of this computer"));
    m_export->setText(tr("Export PDF…"));
    m_export->setToolTip(tr("Write the draft to a file"));
}

} // namespace cal::ui
