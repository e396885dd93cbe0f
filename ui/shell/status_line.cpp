// SPDX-License-Identifier: GPL-3.0-or-later
// The status line.
#include "ui/shell/status_line.h"

#include "ui/widgets/repolish.h"

#include <QHBoxLayout>

namespace cal::ui {

StatusLine::StatusLine(StatusViewModel& model, const ThemeSource& theme, QWidget* parent) : QWidget(parent), m_model(model), m_theme(theme)
{
    setObjectName(QStringLiteral("statusLine"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(38);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 12, 2);
    row->setSpacing(4);

    m_person = new QToolButton(this);
    m_person->setObjectName(QStringLiteral("signIn"));
    m_person->setProperty("flat", true);
    m_person->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_person, &QToolButton::clicked, this, &StatusLine::signInRequested);
    row->addWidget(m_person);
    row->addSpacing(12);
    m_bench = addEntry(QStringLiteral("bench"), QStringLiteral("statusBench"));
    m_environment = addEntry(QStringLiteral("environment"), QStringLiteral("statusEnvironment"));
    m_journal = addEntry(QStringLiteral("journal"), QStringLiteral("statusJournal"));
    m_laboratory = new QLabel(this);
    m_laboratory->setProperty("quiet", true);
    m_laboratory->setObjectName(QStringLiteral("statusLaboratory"));
    m_laboratory->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_laboratory->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_laboratory, 1);
    row->addSpacing(12);
    m_highVoltage = new QLabel(this);
    m_highVoltage->setObjectName(QStringLiteral("highVoltageMark"));
    row->addWidget(m_highVoltage, 0, Qt::AlignVCenter);
    m_simulated = new QLabel(this);
    m_simulated->setObjectName(QStringLiteral("simulatedMark"));
    m_simulated->setProperty("mark", QStringLiteral("simulated"));
    row->addWidget(m_simulated, 0, Qt::AlignVCenter);

    connect(&m_model, &StatusViewModel::changed, this, &StatusLine::refresh);
    connect(&m_theme, &ThemeSource::themeChanged, this, &StatusLine::refresh);
    refresh();
}

StatusLine::Entry StatusLine::addEntry(const QString& iconName, const QString& objectName)
{
    Entry entry{new QLabel(this), new QLabel(this), iconName};
    entry.text->setObjectName(objectName);
    auto* row = static_cast<QHBoxLayout*>(layout());
    row->addWidget(entry.icon);
    row->addWidget(entry.text);
    row->addSpacing(16);
    return entry;
}

void StatusLine::show(Entry& entry, const QString& text, bool healthy)
{
    // Trouble changes the sign and the words, not the colour alone.
    entry.icon->setPixmap(
        m_theme.pixmap(healthy ? entry.iconName : QStringLiteral("warning"), 16, healthy ? m_theme.theme().quiet : m_theme.theme().fail));
    entry.text->setText(text);
    setStyled(*entry.text, "trouble", !healthy);
}

void StatusLine::refresh()
{
    const auto person = m_model.person();
    m_person->setIcon(m_theme.icon(QStringLiteral("user")));
    m_person->setText(person.isEmpty() ? tr("Not signed in") : person);
    m_person->setToolTip(tr("Who is working here: click to sign in  (Ctrl+I)"));
    show(m_bench, m_model.bench(), m_model.benchHealthy());
    show(m_environment, m_model.environment(), m_model.environmentWithin());
    show(m_journal, m_model.journal(), m_model.journalHealthy());
    m_laboratory->setText(m_model.laboratory());
    //: mark of everything that rests on simulated instruments: 模拟
    m_simulated->setText(tr("SIMULATED"));
    m_simulated->setVisible(m_model.simulated());
    //: mark while the output is above 60 V dc or 30 V ac: 高电压
    m_highVoltage->setText(tr("⚡ HIGH VOLTAGE") +
                           (m_model.outputText().isEmpty() ? QString() : QStringLiteral("  ") + m_model.outputText()));
    m_highVoltage->setVisible(m_model.highVoltage());
}

} // namespace cal::ui
