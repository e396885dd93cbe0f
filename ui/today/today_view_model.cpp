// SPDX-License-Identifier: GPL-3.0-or-later
// The Today place.
#include "ui/today/today_view_model.h"

#include <algorithm>

namespace cal::ui {
namespace {

QString localTime(const Timestamp& at, std::chrono::minutes offset)
{
    return QString::fromStdString(toLocal(at.utc, offset));
}

} // namespace

TodayViewModel::TodayViewModel(session::Engine& engine, UiLanguage& language, QObject* parent)
    : QObject(parent), m_engine(engine), m_language(language), m_interrupted(this), m_items(this), m_standards(this),
      m_today(QDate::currentDate())
{
    connect(&m_language, &UiLanguage::languageChanged, this, [this] { fill(); });
    m_station = m_engine.station();
    fill();
}

void TodayViewModel::setToday(const QDate& today)
{
    m_today = today;
    fill();
}

QString TodayViewModel::trouble() const
{
    return m_trouble ? QString::fromStdString(m_engine.sentence(*m_trouble, m_language.language())) : QString();
}

void TodayViewModel::refresh()
{
    m_station = m_engine.station();
    m_engine.sessions(
        m_thread.reply<Result<std::vector<session::SessionSummary>>>([this](Result<std::vector<session::SessionSummary>> answer) {
            m_trouble.reset();
            if (answer)
                m_sessions = std::move(*answer);
            else
                m_trouble = answer.error();
            fill();
        }));
    fill();
}

void TodayViewModel::resume(const QString& sessionId)
{
    if (const auto id = Uuid::parse(sessionId.toStdString()))
        Q_EMIT resumeRequested(*id);
}

void TodayViewModel::take(const QString& procedureId)
{
    if (!procedureId.isEmpty())
        Q_EMIT itemTaken(procedureId);
}

void TodayViewModel::fill()
{
    const auto offset = m_station.laboratory.offset;
    const auto instrument = [&](const session::Item& item) {
        return QString::fromStdString(item.manufacturer + " " + item.model).trimmed() + QStringLiteral("  ") + m_language.text(item.name);
    };

    m_interrupted.setColumns(
        {{tr("Item")}, {tr("Serial number")}, {tr("Procedure")}, {tr("Progress")}, {tr("Started")}, {tr("By", "performed by")}});
    std::vector<TableRow> rows;
    for (const auto& each : m_sessions) {
        if (each.sealed)
            continue;
        rows.push_back(
            {QString::fromStdString(each.id.text()),
             {{.text = QString::fromStdString(each.item.manufacturer + " " + each.item.model).trimmed(),
               .simulated = each.simulated,
               .tip = m_language.text(each.item.name)},
              {.text = QString::fromStdString(each.item.serial)},
              {.text = m_language.text(each.title)},
              {.text = tr("%1 of %2 points").arg(each.judged).arg(each.points), .sort = static_cast<int>(each.judged)},
              {.text = localTime(each.started, offset), .sort = static_cast<qlonglong>(each.started.utc.time_since_epoch().count())},
              {.text = m_language.text(each.performer.name)}}});
    }
    m_interrupted.setRows(std::move(rows));

    m_items.setColumns(
        {{tr("Order", "service order: 委托单")}, {tr("Item")}, {tr("Serial number")}, {tr("Customer")}, {tr("Procedure")}, {tr("State")}});
    rows.clear();
    for (const auto& procedure : m_engine.procedures()) {
        const auto item = m_engine.defaultItem(procedure.id);
        const auto session = std::find_if(m_sessions.begin(), m_sessions.end(), [&](const auto& s) {
            return s.procedure == procedure.id && s.item.serial == item.serial && s.item.order == item.order;
        });
        Cell state{.text = tr("to do")};
        if (session != m_sessions.end()) {
            if (!session->sealed)
                state.text = tr("interrupted");
            else if (session->overall == conformity::Verdict::NotJudged)
                state.text = tr("done");
            else
                state = {.text = VerdictWords::word(session->overall), .verdict = session->overall};
        }
        rows.push_back({QString::fromStdString(procedure.id),
                        {{.text = QString::fromStdString(item.order)},
                         {.text = instrument(item)},
                         {.text = QString::fromStdString(item.serial)},
                         {.text = m_language.text(item.customer)},
                         {.text = m_language.text(procedure.title)},
                         std::move(state)}});
    }
    m_items.setRows(std::move(rows));

    m_standards.setColumns({{tr("Measurement standard", "计量标准器")},
                            {tr("Serial number")},
                            {tr("Certificate")},
                            {tr("Valid until", "有效期至")},
                            {tr("Remaining")}});
    rows.clear();
    for (const auto& standard : m_station.standards) {
        const auto until = QDate::fromString(QString::fromStdString(standard.validUntil), Qt::ISODate);
        Cell left{.text = tr("no date"), .trouble = true};
        if (until.isValid()) {
            const auto days = static_cast<int>(m_today.daysTo(until));
            left = {.text = days < 0 ? tr("expired: not to be used") : tr("%n day(s)", nullptr, days),
                    .sort = days,
                    .trouble = days <= kDueDays};
        }
        rows.push_back({QString::fromStdString(standard.place + "/" + standard.serial),
                        {{.text = QString::fromStdString(standard.manufacturer + " " + standard.model) + QStringLiteral("  ") +
                                  m_language.text(standard.name)},
                         {.text = QString::fromStdString(standard.serial)},
                         {.text = QString::fromStdString(standard.certificate)},
                         {.text = QString::fromStdString(standard.validUntil)},
                         std::move(left)}});
    }
    m_standards.setRows(std::move(rows));
    Q_EMIT changed();
}

} // namespace cal::ui
