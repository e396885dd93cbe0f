// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/installation_page.h"

#include "ui/administration/installation_rows.h"
#include "ui/widgets/repolish.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace cal::ui {

InstallationPage::InstallationPage(quality::QualityDesk& quality, const RegisterPorts& ports, const ThemeSource& theme, FileDialogs& files,
                                   QWidget* parent)
    : QWidget(parent), m_quality(quality), m_ports(ports), m_parts(this), m_trials(this)
{
    setObjectName(QStringLiteral("installationPage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("installationState"));
    m_state->setWordWrap(true);
    m_check = new QPushButton(this);
    m_check->setObjectName(QStringLiteral("checkInstallation"));
    m_check->setProperty("primary", true);
    row->addWidget(m_state, 1);
    row->addWidget(m_check);
    column->addLayout(row);
    m_outcome = new QLabel(this);
    m_outcome->setObjectName(QStringLiteral("installationOutcome"));
    m_outcome->setWordWrap(true);
    column->addWidget(m_outcome);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setHandleWidth(8);
    split->setChildrenCollapsible(false);
    m_partPanel = new Panel(QStringLiteral("installationParts"), split);
    m_partTable = new DataTable(m_parts, theme, files, QStringLiteral("installationPartTable"), m_partPanel);
    m_partPanel->setBody(m_partTable);
    m_trialPanel = new Panel(QStringLiteral("installationTrials"), split);
    m_trialTable = new DataTable(m_trials, theme, files, QStringLiteral("installationTrialTable"), m_trialPanel);
    m_trialPanel->setBody(m_trialTable);
    split->addWidget(m_partPanel);
    split->addWidget(m_trialPanel);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    column->addWidget(split, 1);
    connect(m_check, &QPushButton::clicked, this, [this] { check(); });
    connect(m_partTable, &DataTable::rowSelected, this, [this] { showTrials(); });
    retranslate();
    m_partTable->fitColumns(0);
    m_trialTable->fitColumns(3);
}

void InstallationPage::refresh()
{
    m_quality.lastCheck(m_thread.reply<Result<std::optional<quality::LastCheck>>>([this](Result<std::optional<quality::LastCheck>> last) {
        m_trouble = last ? std::nullopt : std::optional(last.error());
        m_last = last ? *std::move(last) : std::nullopt;
        show();
    }));
}

void InstallationPage::check()
{
    if (m_doing)
        return;
    m_doing = Text{};
    m_done.reset();
    show();
    m_quality.checkInstallation(m_ports.engine.station().signedIn.id, m_thread.reply<Text>([this](Text part) {
        if (m_doing)
            m_doing = std::move(part);
        show();
    }),
                                m_thread.reply<Result<quality::InstallationCheck>>([this](Result<quality::InstallationCheck> done) {
                                    m_doing.reset();
                                    m_done = std::move(done);
                                    show();
                                    refresh();
                                }));
}

QString InstallationPage::lastSentence() const
{
    if (!m_last)
        return tr("This installation has not been checked. In a laboratory that issues documents nothing is measured before it is.");
    const auto at = parseRfc3339(m_last->at);
    const auto sentence =
        m_last->green ? tr("Last check of this workstation: %1, %2, green.") : tr("Last check of this workstation: %1, %2, failed.");
    return sentence.arg(at ? m_ports.localTime(*at) : QString::fromStdString(m_last->at), QString::fromStdString(m_last->program));
}

void InstallationPage::show()
{
    m_check->setEnabled(!m_doing);
    m_state->setText(m_trouble ? m_ports.sentence(*m_trouble) : lastSentence());
    setStyled(*m_state, "trouble", m_trouble || (m_last && !m_last->green));
    QString text;
    bool trouble = false;
    if (m_doing) {
        const auto part = m_ports.language.text(*m_doing);
        text = part.isEmpty() ? tr("Checking…") : tr("Checking: %1…").arg(part);
    } else if (m_done && !*m_done) {
        text = m_ports.sentence(m_done->error());
        trouble = true;
    } else if (m_done) {
        text = InstallationRows::summary(**m_done);
        trouble = !(**m_done).green();
    }
    m_outcome->setText(text);
    m_outcome->setVisible(!text.isEmpty());
    setStyled(*m_outcome, "trouble", trouble);
    const auto chosen = m_partTable->selectedId();
    if (m_done && *m_done) {
        InstallationRows::fillParts(m_parts, **m_done, m_ports.language);
        const auto& parts = (**m_done).parts;
        m_partTable->selectId(chosen.isEmpty() && !parts.empty() ? QString::fromStdString(parts.front().id) : chosen);
    } else {
        m_parts.setRows({});
    }
    m_partPanel->setEmpty(m_parts.rowCount() == 0);
    showTrials();
}

void InstallationPage::showTrials()
{
    const auto chosen = m_partTable->selectedId().toStdString();
    m_trials.setRows({});
    if (m_done && *m_done)
        for (const auto& part : (**m_done).parts)
            if (part.id == chosen)
                InstallationRows::fillTrials(m_trials, part, [this](const Error& error) { return m_ports.sentence(error); });
    m_trialPanel->setEmpty(m_trials.rowCount() == 0);
}

void InstallationPage::retranslate()
{
    m_check->setText(tr("Check the installation"));
    m_check->setToolTip(tr("Try uncertainty, rounding, rules, procedures, store and documents on this machine and keep the result"));
    m_partPanel->setHeading(tr("Parts"));
    m_partPanel->setHint(tr("A check tries published numbers, rounding, decision rules, every procedure's own tests, the store and the "
                            "documents on this machine. It takes some seconds."));
    m_trialPanel->setHeading(tr("Trials"));
    m_trialPanel->setHint(tr("Choose a part to see what was tried."));
    show();
}

} // namespace cal::ui
