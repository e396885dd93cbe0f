// SPDX-License-Identifier: GPL-3.0-or-later
// The page of an import.
#include "ui/registry/import_page.h"

#include <QFileInfo>
#include <QPointer>
#include <QVBoxLayout>

namespace cal::ui {

ImportPage::ImportPage(ImportViewModel& model, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_model(model), m_files(files)
{
    setObjectName(QStringLiteral("importPage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    m_choose = new QPushButton(this);
    m_choose->setObjectName(QStringLiteral("chooseImport"));
    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("importSummary"));
    m_summary->setWordWrap(true);
    m_close = new QPushButton(this);
    m_close->setObjectName(QStringLiteral("closeImport"));
    m_close->setShortcut(QKeySequence(Qt::Key_Escape));
    top->addWidget(m_choose);
    top->addWidget(m_summary, 1);
    top->addWidget(m_close);
    column->addLayout(top);
    m_trouble = new QLabel(this);
    m_trouble->setObjectName(QStringLiteral("importTrouble"));
    m_trouble->setProperty("trouble", true);
    m_trouble->setWordWrap(true);
    column->addWidget(m_trouble);
    m_panel = new Panel(QStringLiteral("importPanel"), this);
    m_rows = new DataTable(model.rows(), theme, files, QStringLiteral("importRows"), m_panel);
    m_panel->setBody(m_rows);
    column->addWidget(m_panel, 1);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(8);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(QStringLiteral("importReason"));
    m_commit = new QPushButton(this);
    m_commit->setObjectName(QStringLiteral("commitImport"));
    m_commit->setProperty("primary", true);
    bottom->addWidget(m_reason, 1);
    bottom->addWidget(m_commit);
    column->addLayout(bottom);
    connect(m_choose, &QPushButton::clicked, this, [this] { chooseFile(); });
    connect(m_close, &QPushButton::clicked, this, &ImportPage::closed);
    connect(m_commit, &QPushButton::clicked, this, [this] { m_model.commit(m_reason->text()); });
    connect(m_reason, &QLineEdit::textChanged, this, [this] { refresh(); });
    connect(&m_model, &ImportViewModel::changed, this, [this] { refresh(); });
    retranslate();
    m_rows->fitColumns(4);
}

void ImportPage::chooseFile()
{
    m_files.askOpenPaths(this, tr("Tables (*.csv *.xlsx)"), false, [self = QPointer<ImportPage>(this)](const QStringList& paths) {
        if (!self || paths.isEmpty())
            return;
        const auto bytes = FileDialogs::read(paths.front());
        if (!bytes) {
            if (self->m_files.told)
                self->m_files.told(paths.front(), bytes.error());
            return;
        }
        self->m_file = QFileInfo(paths.front()).fileName();
        self->m_model.look(*bytes);
    });
}

void ImportPage::retranslate()
{
    m_choose->setText(tr("Choose a file…"));
    m_choose->setToolTip(tr("CSV (UTF-8) or the first sheet of an XLSX file"));
    m_close->setText(tr("Back to the list"));
    m_panel->setHint(tr("The head of the file names the fields: by name or by either label. Export the list to see a file that fits. "
                        "Rows whose number is already registered change that entry; an empty cell leaves its field as it is."));
    m_reason->setPlaceholderText(tr("Reason of the changes (needed when entries are changed)"));
    m_commit->setText(tr("Write the accepted rows"));
    m_commit->setToolTip(tr("All accepted rows are written together or not at all; refused rows are left out"));
    refresh();
}

void ImportPage::refresh()
{
    const auto* kind = m_model.kind();
    m_panel->setHeading(m_file.isEmpty() || !m_model.preview() ? tr("Rows of the file") : m_file);
    m_panel->setEmpty(m_model.rows().rowCount() == 0);
    m_summary->setText(m_model.summary());
    m_trouble->setText(m_model.trouble());
    m_trouble->setVisible(!m_model.trouble().isEmpty());
    m_choose->setEnabled(kind && !m_model.busy());
    m_reason->setVisible(m_model.reasonNeeded() && !m_model.done());
    m_commit->setVisible(!m_model.done());
    m_commit->setEnabled(m_model.canCommit() && (!m_model.reasonNeeded() || !m_reason->text().trimmed().isEmpty()));
}

} // namespace cal::ui
