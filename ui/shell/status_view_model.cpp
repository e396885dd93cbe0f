// SPDX-License-Identifier: GPL-3.0-or-later
// What the status line always shows.
#include "ui/shell/status_view_model.h"

#include "ui/widgets/figures.h"

namespace cal::ui {

StatusViewModel::StatusViewModel(session::Engine& engine, UiLanguage& language, QObject* parent)
    : QObject(parent), m_engine(engine), m_language(language)
{
    connect(&m_language, &UiLanguage::languageChanged, this, &StatusViewModel::changed);
    // The engine answers from memory, so looking twice a second costs nothing and no fact stays unseen for long.
    m_timer.setInterval(500);
    connect(&m_timer, &QTimer::timeout, this, &StatusViewModel::refresh);
    m_timer.start();
    refresh();
}

void StatusViewModel::refresh()
{
    m_station = m_engine.station();
    m_places = m_asked = m_troubles = 0;
    m_simulated = false;
    for (const auto& each : m_engine.instruments()) {
        ++m_places;
        m_asked += !each.identity.empty();
        m_troubles += each.trouble.has_value();
        m_simulated |= each.place.simulated;
    }
    Q_EMIT changed();
}

void StatusViewModel::setOutput(bool highVoltage, const QString& text)
{
    m_highVoltage = highVoltage;
    // "standard 100 V": the place is known, the value is what matters.
    m_outputText = text.startsWith(QLatin1String("standard ")) ? text.mid(9) : text;
    Q_EMIT changed();
}

QString StatusViewModel::person() const
{
    return m_language.text(m_station.signedIn.name);
}

QString StatusViewModel::laboratory() const
{
    return m_language.text(m_station.laboratory.name);
}

QString StatusViewModel::bench() const
{
    if (m_places == 0)
        return tr("No bench");
    if (m_troubles > 0)
        return tr("%n instrument(s) in trouble", nullptr, m_troubles);
    if (m_asked < m_places)
        return tr("Bench not checked");
    return tr("Bench ready");
}

QString StatusViewModel::environment() const
{
    if (!m_station.environment)
        return tr("Environment not measured");
    return shown(m_station.environment->temperature) + QStringLiteral("   ") + shown(m_station.environment->humidity) +
           (m_station.environment->humidity.unit.symbol() == "%" ? QStringLiteral(" RH") : QString());
}

bool StatusViewModel::environmentWithin() const
{
    return !m_station.environment || m_station.environment->within;
}

QString StatusViewModel::journal() const
{
    return m_station.journalHealthy ? tr("Journal safe") : tr("Journal cannot be written");
}

} // namespace cal::ui
