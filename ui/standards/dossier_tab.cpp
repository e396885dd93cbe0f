// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/standards/dossier_tab.h"

#include "ui/widgets/file_dialogs.h"
#include "ui/widgets/repolish.h"

#include <QEvent>
#include <QVBoxLayout>

namespace cal::ui {

DossierTab::DossierTab(quality::QualityDesk& quality, EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files,
                       QWidget* parent)
    : QWidget(parent), m_quality(quality), m_entity(entity), m_files(files), m_lines(this)
{
    setObjectName(QStringLiteral("dossierTab"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(11, 8, 11, 8);
    column->setSpacing(8);
    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("dossierSummary"));
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    m_panel = new Panel(QStringLiteral("dossierPanel"), this);
    auto* table = new DataTable(m_lines, theme, files, QStringLiteral("dossierLines"), m_panel);
    table->setWordWrap(true);
    m_panel->setBody(table);
    column->addWidget(m_panel, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_application = new QPushButton(this);
    m_application->setObjectName(QStringLiteral("dossierApplication"));
    m_report = new QPushButton(this);
    m_report->setObjectName(QStringLiteral("dossierReport"));
    row->addStretch(1);
    row->addWidget(m_application);
    row->addWidget(m_report);
    column->addLayout(row);
    using Document = quality::QualityDesk::DossierDocument;
    connect(m_application, &QPushButton::clicked, this, [this] { print(Document::Application); });
    connect(m_report, &QPushButton::clicked, this, [this] { print(Document::TechnicalReport); });
    connect(&entity, &EntityViewModel::changed, this, [this] { follow(); });
    retranslate();
    table->fitColumns(1);
    follow();
}

void DossierTab::follow()
{
    const auto& shown = m_entity.entity();
    const bool standard = shown && shown->kind == "measurement-standard";
    if (standard && m_standard == shown->id && m_seq == shown->seq)
        return;
    m_standard = standard ? std::optional(shown->id) : std::nullopt;
    m_seq = standard ? shown->seq : 0;
    m_dossier.reset();
    m_printTrouble.reset();
    show();
    if (m_standard)
        m_quality.dossier(*m_standard,
                          m_thread.reply<Result<quality::Dossier>>([this, asked = *m_standard](Result<quality::Dossier> dossier) {
                              if (m_standard != asked)
                                  return; // another one is shown by now
                              m_dossier = std::move(dossier);
                              show();
                          }));
}

void DossierTab::print(quality::QualityDesk::DossierDocument document)
{
    if (!m_standard)
        return;
    const auto name = document == quality::QualityDesk::DossierDocument::Application ? tr("application.pdf") : tr("technical-report.pdf");
    m_files.askSavePath(this, name, tr("PDF (*.pdf)"), [this, document](const QString& path) {
        m_quality.dossierDocument(*m_standard, document, m_thread.reply<Result<std::string>>([this, path](const Result<std::string>& pdf) {
            m_printTrouble = pdf ? std::nullopt : std::optional(pdf.error());
            show();
            if (!pdf)
                return;
            const auto written = m_files.write(path, QByteArray::fromStdString(*pdf));
            if (m_files.told)
                m_files.told(path, written);
        }));
    });
}

void DossierTab::show()
{
    const auto& ports = m_entity.ports();
    QString text;
    bool trouble = false;
    std::vector<TableRow> rows;
    if (m_printTrouble) {
        text = ports.sentence(*m_printTrouble);
        trouble = true;
    } else if (m_dossier && !*m_dossier) {
        text = ports.sentence(m_dossier->error());
        trouble = true;
    } else if (m_dossier) {
        const auto& dossier = **m_dossier;
        trouble = !dossier.complete();
        text = dossier.complete() ? tr("The dossier is complete.")
                                  : tr("The dossier has %n gap(s).", nullptr, static_cast<int>(dossier.gaps.size()));
        for (const auto& gap : dossier.gaps)
            rows.push_back({QString::number(rows.size()),
                            {{.text = tr("missing"), .trouble = true}, {.text = ports.sentence(gap), .tip = ports.sentence(gap)}}});
        for (const auto& reminder : dossier.reminders)
            rows.push_back({QString::number(rows.size()),
                            {{.text = tr("due soon")}, {.text = ports.sentence(reminder), .tip = ports.sentence(reminder)}}});
    } else if (m_standard) {
        text = tr("Reading…");
    }
    m_summary->setText(text);
    setStyled(*m_summary, "trouble", trouble);
    m_lines.setRows(std::move(rows));
    m_panel->setEmpty(m_lines.rowCount() == 0);
    m_application->setEnabled(m_standard.has_value());
    m_report->setEnabled(m_standard.has_value());
}

void DossierTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void DossierTab::retranslate()
{
    m_lines.setColumns({{tr("State")}, {tr("What", "of a dossier: missing or due")}});
    m_panel->setHeading(tr("Gaps and reminders"));
    m_panel->setHint(tr("Nothing is missing and nothing is due soon."));
    m_application->setText(tr("Application…"));
    m_application->setToolTip(tr("The application for assessment as PDF; what the register does not know stays blank"));
    m_report->setText(tr("Technical report…"));
    m_report->setToolTip(tr("The technical report of the measurement standard as PDF"));
    show();
}

} // namespace cal::ui
