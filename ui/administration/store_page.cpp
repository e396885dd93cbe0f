// SPDX-License-Identifier: GPL-3.0-or-later
// The store on the screen.
#include "ui/administration/store_page.h"

#include "ui/widgets/figures.h"
#include "ui/widgets/repolish.h"

#include <QVBoxLayout>

namespace cal::ui {

StorePage::StorePage(journal::Upkeep& upkeep, const RegisterPorts& ports, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_upkeep(upkeep), m_ports(ports), m_files(files), m_findings(this)
{
    setObjectName(QStringLiteral("storePage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_where = new QLabel(this);
    m_where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_where->setWordWrap(true);
    m_backup = new QPushButton(this);
    m_backup->setObjectName(QStringLiteral("backupStore"));
    m_check = new QPushButton(this);
    m_check->setObjectName(QStringLiteral("checkStore"));
    m_check->setProperty("primary", true);
    row->addWidget(m_where, 1);
    row->addWidget(m_backup);
    row->addWidget(m_check);
    column->addLayout(row);
    m_outcome = new QLabel(this);
    m_outcome->setObjectName(QStringLiteral("storeOutcome"));
    m_outcome->setWordWrap(true);
    column->addWidget(m_outcome);
    m_panel = new Panel(QStringLiteral("findingPanel"), this);
    m_table = new DataTable(m_findings, theme, files, QStringLiteral("storeFindings"), m_panel);
    m_panel->setBody(m_table);
    column->addWidget(m_panel, 1);
    connect(m_check, &QPushButton::clicked, this, [this] { check(); });
    connect(m_backup, &QPushButton::clicked, this, [this] { backup(); });
    retranslate();
    m_table->fitColumns(2);
}

void StorePage::check()
{
    if (m_checking)
        return;
    m_checking = true;
    m_report.reset();
    show();
    m_upkeep.check(m_thread.reply<Result<journal::CheckReport>>([this](Result<journal::CheckReport> report) {
        m_checking = false;
        m_report = std::move(report);
        show();
    }));
}

void StorePage::backup()
{
    m_files.askSavePath(this, QStringLiteral("laboratory-backup.calbench"), tr("Calbench store (*.calbench)"), [this](const QString& path) {
        m_backingUp = true;
        show();
        m_upkeep.backup(path.toStdString(), m_thread.reply<Result<void>>([this, path](const Result<void>& outcome) {
            m_backingUp = false;
            show();
            if (m_files.told)
                m_files.told(path, outcome);
        }));
    });
}

void StorePage::show()
{
    m_check->setEnabled(!m_checking);
    m_backup->setEnabled(!m_backingUp);
    QString text;
    bool trouble = false;
    std::vector<TableRow> rows;
    if (m_checking) {
        text = tr("Checking every event, chain and attachment…");
    } else if (m_report && !*m_report) {
        text = m_ports.sentence(m_report->error());
        trouble = true;
    } else if (m_report) {
        const auto& report = **m_report;
        trouble = !report.findings.empty();
        text = tr("%1 events in %2 streams and %3 attachments checked.")
                   .arg(grouped(std::to_string(report.events)), grouped(std::to_string(report.streams)),
                        grouped(std::to_string(report.blobs)));
        text += QLatin1Char(' ') + (trouble ? tr("Something does not fit: see below.") : tr("Everything fits."));
        for (std::size_t i = 0; i < report.findings.size(); ++i) {
            const auto& each = report.findings[i];
            rows.push_back({QString::number(i),
                            {{.text = QString::fromStdString(each.stream.text()), .mono = true},
                             {.text = QString::number(each.seq), .sort = static_cast<qlonglong>(each.seq), .number = true},
                             {.text = m_ports.sentence(each.error), .trouble = true}}});
        }
    }
    if (m_backingUp)
        text += QLatin1Char(' ') + tr("Writing the backup…");
    m_outcome->setText(text);
    m_outcome->setVisible(!text.isEmpty());
    setStyled(*m_outcome, "trouble", trouble);
    m_findings.setRows(std::move(rows));
    m_panel->setEmpty(m_findings.rowCount() == 0);
}

void StorePage::retranslate()
{
    m_where->setText(tr("Store: %1").arg(QString::fromStdString(m_upkeep.location())));
    m_check->setText(tr("Check the store"));
    m_check->setToolTip(tr("Compare every event with its hash and its chain"));
    m_backup->setText(tr("Back up…"));
    m_backup->setToolTip(tr("Write a copy that is itself a store; work can go on meanwhile"));
    m_panel->setHeading(tr("Findings"));
    m_panel->setHint(tr("Nothing was found. A check finds the first broken link of every stream and damaged attachments."));
    m_findings.setColumns({{tr("Stream")}, {tr("No.", "number of the event in its stream"), {}, true}, {tr("What does not fit")}});
    show();
}

} // namespace cal::ui
