// SPDX-License-Identifier: GPL-3.0-or-later
// The Instruments place.
#include "ui/instruments/instruments_view_model.h"

#include "ui/bench/set_up_tables.h"
#include "ui/widgets/figures.h"

namespace cal::ui {

InstrumentsViewModel::InstrumentsViewModel(session::Engine& engine, UiLanguage& language, QObject* parent)
    : QObject(parent), m_engine(engine), m_language(language), m_instruments(this), m_lines(this)
{
    connect(&m_language, &UiLanguage::languageChanged, this, [this] { fill(); });
    fill();
}

void InstrumentsViewModel::refresh()
{
    fill();
}

void InstrumentsViewModel::ask(const QString& place, const QString& command)
{
    const auto text = command.trimmed();
    if (text.isEmpty() || place.isEmpty() || !canAsk())
        return;
    if (m_history.isEmpty() || m_history.last() != text)
        m_history.append(text);
    m_waiting = true;
    add({Kind::Sent, place.toStdString(), text.toStdString(), {}});
    m_engine.ask(place.toStdString(), text.toStdString(),
                 m_thread.reply<Result<std::string>>([this, name = place.toStdString()](Result<std::string> answer) {
                     m_waiting = false;
                     if (!answer)
                         add({Kind::Failed, name, {}, answer.error()});
                     else if (answer->empty())
                         add({Kind::Done, name, {}, {}});
                     else
                         add({Kind::Received, name, std::move(*answer), {}});
                 }));
}

void InstrumentsViewModel::add(Line line)
{
    m_log.push_back(std::move(line));
    if (m_log.size() > kLines) {
        m_log.erase(m_log.begin());
        ++m_first;
    }
    fill();
}

void InstrumentsViewModel::fill()
{
    m_instruments.setColumns({{tr("Place", "role on the bench")},
                              {tr("Instrument")},
                              {tr("Identity", "answer to *IDN?")},
                              {tr("Resource", "address of an instrument")},
                              {tr("Health")}});
    std::vector<TableRow> rows;
    for (const auto& each : m_engine.instruments()) {
        Cell health{.text = each.identity.empty() ? tr("not asked yet") : tr("answers"), .quiet = each.identity.empty()};
        if (each.trouble)
            health = {.text = QString::fromStdString(m_engine.sentence(*each.trouble, m_language.language())), .trouble = true};
        health.tip = health.text;
        rows.push_back(
            {QString::fromStdString(each.place.name),
             {{.text = SetUpTables::placeName(each.place.name)},
              {.text = QString::fromStdString(each.manufacturer + " " + each.model) + QStringLiteral("  ") + m_language.text(each.name),
               .simulated = each.place.simulated},
              {.text = escaped(each.identity)},
              {.text = QString::fromStdString(each.place.resource), .quiet = true},
              std::move(health)}});
    }
    m_instruments.setRows(std::move(rows));

    m_lines.setColumns({{tr("Place", "role on the bench")}, {QString()}, {tr("Bytes")}});
    rows.clear();
    for (std::size_t i = 0; i < m_log.size(); ++i) {
        const auto& line = m_log[i];
        Cell bytes{.text = escaped(line.bytes, 2000), .mono = true};
        if (line.kind == Kind::Done)
            //: a command without reply was carried out
            bytes = {.text = tr("done"), .quiet = true};
        if (line.kind == Kind::Failed)
            bytes = {.text = QString::fromStdString(m_engine.sentence(line.error, m_language.language())), .trouble = true};
        rows.push_back({QString::number(m_first + i),
                        {{.text = SetUpTables::placeName(line.place), .quiet = true},
                         {.text = line.kind == Kind::Sent ? QStringLiteral("→") : QStringLiteral("←")},
                         std::move(bytes)}});
    }
    m_lines.setRows(std::move(rows));
    Q_EMIT changed();
}

} // namespace cal::ui
