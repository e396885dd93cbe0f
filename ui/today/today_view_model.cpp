// SPDX-License-Identifier: GPL-3.0-or-later
// The Today place.
#include "ui/today/today_view_model.h"

#include "ui/registry/kind_words.h"

#include <QDate>

#include <algorithm>

namespace cal::ui {
namespace {

QDate dateOf(const std::string& iso)
{
    return QDate::fromString(QString::fromStdString(iso), Qt::ISODate);
}

} // namespace

TodayViewModel::TodayViewModel(session::Engine& engine, UiLanguage& language, session::WorkDesk* work, QObject* parent)
    : QObject(parent), m_engine(engine), m_language(language), m_work(work), m_interrupted(this), m_items(this), m_waiting(this),
      m_standards(this)
{
    connect(&m_language, &UiLanguage::languageChanged, this, [this] { fill(); });
    m_station = m_engine.station();
    fill();
}

QString TodayViewModel::trouble() const
{
    const auto& trouble = m_trouble ? m_trouble : m_dayTrouble;
    return trouble ? QString::fromStdString(m_engine.sentence(*trouble, m_language.language())) : QString();
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
    if (m_work)
        m_work->day(m_thread.reply<Result<session::Day>>([this](Result<session::Day> answer) {
            m_dayTrouble.reset();
            if (answer)
                m_day = std::move(*answer);
            else
                m_dayTrouble = answer.error();
            fill();
        }));
    fill();
}

void TodayViewModel::resume(const QString& sessionId)
{
    if (const auto id = Uuid::parse(sessionId.toStdString()))
        Q_EMIT resumeRequested(*id);
}

const session::SessionSummary* TodayViewModel::interruptedOf(const registry::Entity& item) const
{
    const auto& sessions = item.value("sessions").asArray();
    if (sessions.empty())
        return nullptr;
    const auto last = sessions.back()["session"].asString();
    const auto found =
        std::find_if(m_sessions.begin(), m_sessions.end(), [&](const auto& each) { return !each.sealed && each.id.text() == last; });
    return found == m_sessions.end() ? nullptr : &*found;
}

void TodayViewModel::take(const QString& itemId)
{
    const auto line =
        std::find_if(m_day.queue.begin(), m_day.queue.end(), [&](const auto& each) { return each.item.id.text() == itemId.toStdString(); });
    if (line == m_day.queue.end())
        return;
    if (const auto* session = interruptedOf(line->item))
        Q_EMIT resumeRequested(session->id);
    else if (line->item.value("release").isNull())
        Q_EMIT openRequested(itemId);
    else
        Q_EMIT itemTaken(QString::fromStdString(line->item.text("number")));
}

void TodayViewModel::open(const QString& entityId)
{
    if (!entityId.isEmpty())
        Q_EMIT openRequested(entityId);
}

const registry::QueueLine* TodayViewModel::next(const registry::Entity& finished) const
{
    return session::nextLike(m_day.queue, finished);
}

Cell TodayViewModel::dueCell(const std::string& due) const
{
    if (due.empty())
        return {.text = tr("no date"), .sort = QStringLiteral("9999"), .quiet = true};
    const auto day = QString::fromStdString(due);
    const bool overdue = due < m_day.day;
    return {.text = overdue ? tr("%1 overdue").arg(day) : day, .sort = day, .trouble = overdue};
}

void TodayViewModel::fill()
{
    fillInterrupted();
    fillQueue();
    fillWaiting();
    fillExpiring();
    Q_EMIT changed();
}

void TodayViewModel::fillInterrupted()
{
    m_interrupted.setColumns(
        {{tr("Item")}, {tr("Serial number")}, {tr("Procedure")}, {tr("Progress")}, {tr("Started")}, {tr("By", "performed by")}});
    std::vector<TableRow> rows;
    for (const auto& each : m_sessions) {
        if (each.sealed)
            continue;
        rows.push_back({QString::fromStdString(each.id.text()),
                        {{.text = QString::fromStdString(each.item.manufacturer + " " + each.item.model).trimmed(),
                          .simulated = each.simulated,
                          .tip = m_language.text(each.item.name)},
                         {.text = QString::fromStdString(each.item.serial)},
                         {.text = m_language.text(each.title)},
                         {.text = tr("%1 of %2 points").arg(each.judged).arg(each.points), .sort = static_cast<int>(each.judged)},
                         {.text = QString::fromStdString(toLocal(each.started.utc, m_station.laboratory.offset)),
                          .sort = static_cast<qlonglong>(each.started.utc.time_since_epoch().count())},
                         {.text = m_language.text(each.performer.name)}}});
    }
    m_interrupted.setRows(std::move(rows));
}

void TodayViewModel::fillQueue()
{
    m_items.setColumns({{tr("Due", "of an order item: 要求完成日期")},
                        {tr("Item number")},
                        {tr("Instrument")},
                        {tr("Customer")},
                        {tr("Procedure")},
                        {tr("State")}});
    const auto procedures = m_engine.procedures();
    const auto procedureName = [&](const std::string& id) {
        const auto found = std::find_if(procedures.begin(), procedures.end(), [&](const auto& each) { return each.id == id; });
        return found == procedures.end() ? QString::fromStdString(id) : m_language.text(found->title);
    };
    const auto state = [&](const registry::QueueLine& line) -> Cell {
        if (const auto* session = interruptedOf(line.item))
            return {.text = tr("interrupted at %1 of %2").arg(session->judged).arg(session->points)};
        if (line.item.value("release").isNull())
            return {.text = tr("not agreed yet"), .quiet = true};
        return {.text = line.assigned ? tr("to do") : tr("free to take"), .quiet = !line.assigned};
    };
    std::vector<TableRow> rows;
    for (const auto& line : m_day.queue)
        rows.push_back(
            {QString::fromStdString(line.item.id.text()),
             {dueCell(line.due),
              {.text = QString::fromStdString(line.item.text("number")), .tip = QString::fromStdString(line.item.text("batch"))},
              {.text = QString::fromStdString(line.assetNumber) + QStringLiteral("  ") + KindWords::title(m_language, line.asset)},
              {.text = KindWords::title(m_language, line.customer)},
              {.text = procedureName(line.item.text("procedure"))},
              state(line)}});
    m_items.setRows(std::move(rows));
}

void TodayViewModel::fillWaiting()
{
    m_waiting.setColumns(
        {{tr("Waits for", "check or approval")}, {tr("Due", "of an order item: 要求完成日期")}, {tr("Item number")}, {tr("Performed by")}});
    std::vector<TableRow> rows;
    for (const auto& line : m_day.waiting)
        rows.push_back({QString::fromStdString(line.item.id.text()),
                        {{.text = line.operation == "check" ? tr("check", "of a result: 核验") : tr("approval", "of a result: 批准")},
                         dueCell(line.due),
                         {.text = QString::fromStdString(line.item.text("number")), .tip = KindWords::title(m_language, line.asset)},
                         {.text = KindWords::title(m_language, line.performer)}}});
    m_waiting.setRows(std::move(rows));
}

void TodayViewModel::fillExpiring()
{
    using What = session::ExpiryLine::What;
    m_standards.setColumns({{tr("What expires")}, {tr("Certificate")}, {tr("Valid until", "有效期至")}, {tr("Remaining")}});
    std::vector<TableRow> rows;
    for (const auto& line : m_day.expiring) {
        const auto until = dateOf(line.until);
        Cell left{.text = tr("no date"), .sort = -1'000'000, .trouble = true};
        if (until.isValid()) {
            const auto days = static_cast<int>(dateOf(m_day.day).daysTo(until));
            left = {.text = days < 0 ? tr("expired", "not to be used any more") : tr("%n day(s)", nullptr, days),
                    .sort = days,
                    .trouble = days <= kDueDays};
        }
        const auto certificate = line.what == What::BodyAuthorisation ? tr("authorisation of the body", "法定计量检定机构授权")
                                                                      : QString::fromStdString(line.certificate);
        const auto what = line.what == What::Calibration           ? tr("Calibration of a standard")
                          : line.what == What::StandardCertificate ? tr("Certificate of a measurement standard", "计量标准考核证书")
                                                                   : tr("Authorisation of the body", "法定计量检定机构授权");
        rows.push_back({QString::fromStdString(line.id),
                        {{.text = QString::fromStdString(line.number) + QStringLiteral("  ") + m_language.text(line.name), .tip = what},
                         {.text = certificate, .tip = what},
                         {.text = QString::fromStdString(line.until)},
                         std::move(left)}});
    }
    m_standards.setRows(std::move(rows));
}

} // namespace cal::ui
