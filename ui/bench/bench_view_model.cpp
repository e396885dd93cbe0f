// SPDX-License-Identifier: GPL-3.0-or-later
// The Bench place: choose, check, run.
#include "ui/bench/bench_view_model.h"

#include "ui/bench/set_up_tables.h"

#include <algorithm>

namespace cal::ui {
namespace {

/// The choice by which the runner asks for consent to the first high voltage of a run.
constexpr auto kConfirmHighVoltage = "confirm-high-voltage";

} // namespace

BenchViewModel::BenchViewModel(session::Engine& engine, UiLanguage& language, QObject* parent)
    : QObject(parent), m_engine(engine), m_language(language), m_identities(this), m_bindings(this), m_bridge(this)
{
    connect(&m_bridge, &RunBridge::arrived, this, [this](const RunBatch& batch) { take(batch); });
    connect(&m_language, &UiLanguage::languageChanged, this, [this] { fillTables(); });
    fillTables();
    refresh();
}

BenchViewModel::~BenchViewModel() = default;

const session::ProcedureSummary* BenchViewModel::procedure() const
{
    if (m_work)
        return &m_agreed;
    const auto found = std::find_if(m_procedures.begin(), m_procedures.end(), [&](const auto& p) { return p.id == m_procedureId; });
    return found == m_procedures.end() ? nullptr : &*found;
}

QString BenchViewModel::notices() const
{
    QStringList lines;
    if (m_setUp)
        for (const auto& notice : m_setUp->notices)
            lines << QString::fromStdString(m_engine.sentence(notice, m_language.language()));
    return lines.join(QLatin1Char('\n'));
}

QString BenchViewModel::trouble() const
{
    return m_trouble ? QString::fromStdString(m_engine.sentence(*m_trouble, m_language.language())) : QString();
}

bool BenchViewModel::canResume() const
{
    return m_phase == Phase::Ended && !m_run.sealed() && m_run.stream().has_value();
}

void BenchViewModel::refresh()
{
    m_procedures = m_engine.procedures();
    Q_EMIT proceduresChanged();
    if (m_procedureId.empty() && !m_procedures.empty())
        choose(QString::fromStdString(m_procedures.front().id));
}

void BenchViewModel::choose(const QString& procedureId)
{
    if (!canChoose())
        return;
    m_procedureId = procedureId.toStdString();
    m_item = m_engine.defaultItem(m_procedureId);
    m_work.reset();
    m_typedStandards.clear();
    ++m_question;
    forgetSetUp();
    Q_EMIT itemChanged();
}

void BenchViewModel::chooseOrder(const QString& item)
{
    chooseOrder(item.toStdString(), false);
}

void BenchViewModel::chooseOrder(const std::string& item, bool thenCheck)
{
    if (!canChoose() || item.empty())
        return;
    const int question = ++m_question;
    m_engine.orderWork(item, m_thread.reply<Result<session::OrderWork>>([this, question, thenCheck](Result<session::OrderWork> work) {
        if (question != m_question)
            return;
        if (!work)
            return refuse(work.error());
        const bool same = m_work && m_work->procedure.release == work->procedure.release;
        if (!same) // like items are measured with the same standards
            m_typedStandards.clear();
        takeWork(*std::move(work));
        forgetSetUp();
        Q_EMIT itemChanged();
        if (thenCheck)
            check();
    }));
}

void BenchViewModel::takeWork(session::OrderWork work)
{
    const auto& head = work.procedure.head;
    m_agreed = {head.id, head.version, head.status, head.title, head.basis, head.typed, {}, work.procedure.points.size()};
    for (const auto& input : head.inputs)
        if (input.kind == procedure::ModelInput::Kind::TypedValue)
            m_agreed.typedStandards.push_back(input.key);
    m_procedureId = head.id;
    m_item = work.item;
    m_next.clear();
    m_work = std::move(work);
}

void BenchViewModel::setNext(const QString& item)
{
    if (item == m_next)
        return;
    m_next = item;
    Q_EMIT runChanged();
}

void BenchViewModel::takeNext()
{
    if (m_phase == Phase::Ended && m_run.sealed())
        chooseOrder(m_next.toStdString(), true);
}

/// Back to the set-up page, with what is chosen.
void BenchViewModel::forgetSetUp()
{
    m_setUp.reset();
    m_trouble.reset();
    fillTables();
    setPhase(Phase::Choose);
}

void BenchViewModel::refuse(const Error& error)
{
    m_trouble = error;
    setPhase(Phase::Refused);
}

void BenchViewModel::setItem(const session::Item& item)
{
    if (!canChoose() || m_work) // what was received and agreed is not typed again
        return;
    m_item = item;
    forgetCheck();
}

/// What was checked is no longer what would run.
void BenchViewModel::forgetCheck()
{
    if (m_phase != Phase::Ready && m_phase != Phase::Refused)
        return;
    m_setUp.reset();
    fillTables();
    setPhase(Phase::Choose);
}

QString BenchViewModel::typedStandard(const std::string& place, const char* member) const
{
    const auto found = m_typedStandards.find(place);
    if (found == m_typedStandards.end())
        return {};
    const auto& value = found->second[member];
    return QString::fromStdString(value.isObject() ? value.asText().in(m_language.language()) : value.asString());
}

void BenchViewModel::setTypedStandard(const std::string& place, const char* member, const QString& text)
{
    if (!canChoose())
        return;
    const auto typed = text.trimmed().normalized(QString::NormalizationForm_C).toStdString();
    Json::Object members = m_typedStandards[place].asObject();
    if (typed.empty())
        members.erase(member);
    else
        members[member] = std::string_view(member) == "name" ? Json(Text{typed, typed}) : Json(typed);
    m_typedStandards[place] = members;
    forgetCheck();
}

void BenchViewModel::check()
{
    if (!canChoose() || m_procedureId.empty())
        return;
    m_trouble.reset();
    m_setUp.reset();
    fillTables();
    setPhase(Phase::Checking);
    const int question = ++m_question;
    std::optional<session::TypedEntries> typed;
    if (!m_typedStandards.empty()) {
        typed.emplace();
        typed->standards = m_typedStandards;
        typed->by = m_engine.station().signedIn.id;
    }
    auto reply = m_thread.reply<Result<session::SetUp>>([this, question](Result<session::SetUp> answer) {
        if (question != m_question)
            return;
        if (!answer)
            return refuse(answer.error());
        m_setUp = std::move(*answer);
        fillTables();
        const bool bound = std::all_of(m_setUp->bindings.begin(), m_setUp->bindings.end(), [](const auto& b) { return b.ok(); });
        setPhase(bound ? Phase::Ready : Phase::Refused);
    });
    if (m_work)
        m_engine.prepareOrder(m_work->orderItem.id, Json(), typed, std::move(reply));
    else
        m_engine.prepare(m_procedureId, m_item, Json(), typed, std::move(reply));
}

void BenchViewModel::newSetUp()
{
    if (!canChoose())
        return;
    // An item of an order is measured once; what comes next is chosen from the queue.
    if (m_work && m_run.sealed() && m_phase == Phase::Ended)
        return choose(QString::fromStdString(m_procedureId));
    forgetSetUp();
}

void BenchViewModel::begin()
{
    m_trouble.reset();
    m_ending.reset();
    m_prompt.reset();
    m_reading.reset();
    m_highVoltageAsked = false;
    m_stopping = m_holding = false;
    setPhase(Phase::Running);
    Q_EMIT runChanged();
}

void BenchViewModel::start()
{
    if (!canStart())
        return;
    m_run = {};
    m_run.begin(*m_setUp);
    begin();
    m_engine.start(false, m_bridge.begin(), m_thread.reply<Result<session::RunOutcome>>([this](Result<session::RunOutcome> outcome) {
        finish(std::move(outcome));
    }));
}

void BenchViewModel::resume(const journal::StreamId& session)
{
    if (!canChoose())
        return;
    // The record first: the point list shows what is done already while the engine checks identity and standards again.
    const int question = ++m_question;
    setPhase(Phase::Checking);
    m_engine.record(session, m_thread.reply<Result<session::SessionRecord>>([this, question](Result<session::SessionRecord> record) {
        if (question != m_question)
            return;
        if (!record)
            return refuse(record.error());
        if (!record->setUp.orderItem) {
            m_work.reset();
            return goOn(*record);
        }
        m_engine.orderWork(record->setUp.orderItem->id,
                           m_thread.reply<Result<session::OrderWork>>([this, question, record = *record](Result<session::OrderWork> work) {
                               if (question != m_question)
                                   return;
                               if (!work)
                                   return refuse(work.error());
                               takeWork(*std::move(work));
                               goOn(record);
                           }));
    }));
}

void BenchViewModel::goOn(const session::SessionRecord& record)
{
    m_run = {};
    m_run.begin(record);
    m_setUp = record.setUp;
    m_procedureId = record.setUp.procedure.head.id;
    m_item = record.setUp.item;
    fillTables();
    Q_EMIT itemChanged();
    begin();
    m_engine.resume(record.id, m_bridge.begin(), m_thread.reply<Result<session::RunOutcome>>([this](Result<session::RunOutcome> outcome) {
        finish(std::move(outcome));
    }));
}

void BenchViewModel::resumeLast()
{
    if (canResume())
        resume(*m_run.stream());
}

void BenchViewModel::pauseOrContinue()
{
    if (!running())
        return;
    if (m_run.paused())
        m_engine.control().resume();
    else
        m_engine.control().pause();
}

void BenchViewModel::stopAfterPoint()
{
    if (!running())
        return;
    m_engine.control().stopAfterPoint();
    m_stopping = true;
    Q_EMIT runChanged();
}

void BenchViewModel::holdBeforeSeal()
{
    if (!running() || m_holding)
        return;
    m_engine.control().holdBeforeSeal();
    m_holding = true;
    Q_EMIT runChanged();
}

bool BenchViewModel::canAdjust() const
{
    return canResume() && m_run.judged() > 0;
}

void BenchViewModel::adjust(const QString& what, const QString& constants, const QString& reason, const QStringList& points)
{
    if (!canAdjust())
        return;
    const auto typed = [](const QString& text) { return text.trimmed().normalized(QString::NormalizationForm_C).toStdString(); };
    session::Adjustment adjustment{typed(what), typed(constants), typed(reason), {}};
    for (const auto& point : points)
        adjustment.points.push_back(point.toStdString());
    m_engine.adjust(*m_run.stream(), adjustment,
                    m_thread.reply<Result<session::SessionRecord>>([this](Result<session::SessionRecord> record) {
                        if (!record) {
                            m_trouble = record.error();
                            Q_EMIT phaseChanged();
                            return;
                        }
                        Q_EMIT adjusted();
                        goOn(*record);
                    }));
}

void BenchViewModel::retry(const QString& point, const QString& reason)
{
    const auto text = reason.trimmed().toStdString();
    if (!running() || point.isEmpty() || text.empty())
        return;
    m_engine.control().retry(point.toStdString(), Text{text, text});
}

void BenchViewModel::confirmHighVoltage()
{
    if (!running() || !m_highVoltageAsked)
        return;
    m_highVoltageAsked = false;
    m_prompt.reset();
    m_engine.control().confirmHighVoltage();
    Q_EMIT promptChanged();
}

void BenchViewModel::answer(const QString& choice)
{
    if (!running() || !m_prompt || m_highVoltageAsked)
        return;
    m_prompt.reset();
    m_engine.control().answer(choice.toStdString());
    Q_EMIT promptChanged();
}

void BenchViewModel::enterReading(const QString& text, bool twice)
{
    if (!running() || !m_reading)
        return;
    m_reading.reset();
    m_engine.control().enterReading(text.toStdString(), twice);
    Q_EMIT promptChanged();
}

void BenchViewModel::safeState()
{
    if (running())
        m_engine.control().abort();
    m_engine.safeState(m_thread.reply<Result<void>>([this](Result<void> result) {
        Q_EMIT safeStateReached(result.has_value(),
                                result ? QString() : QString::fromStdString(m_engine.sentence(result.error(), m_language.language())));
    }));
}

void BenchViewModel::take(const RunBatch& batch)
{
    bool changed = false;
    for (const auto& event : batch.events) {
        changed |= m_run.apply(event);
        if (event.type == "session.prompt-answered" && m_prompt) {
            m_prompt.reset();
            Q_EMIT promptChanged();
        }
    }
    if (!batch.samples.empty())
        Q_EMIT samplesArrived(batch.samples);
    if (!batch.exchanges.empty())
        Q_EMIT exchangesArrived(batch.exchanges, batch.droppedExchanges);
    if (batch.output) {
        m_output = *batch.output;
        Q_EMIT outputChanged();
    }
    if (batch.prompt) {
        m_prompt = batch.prompt;
        m_highVoltageAsked = std::find(m_prompt->choices.begin(), m_prompt->choices.end(), kConfirmHighVoltage) != m_prompt->choices.end();
        Q_EMIT promptChanged();
    }
    if (batch.reading) {
        m_reading = batch.reading;
        Q_EMIT promptChanged();
    }
    if (changed)
        Q_EMIT runChanged();
}

void BenchViewModel::finish(Result<session::RunOutcome> outcome)
{
    m_bridge.end();
    m_prompt.reset();
    m_reading.reset();
    m_highVoltageAsked = false;
    if (!outcome) {
        m_trouble = outcome.error();
        m_ending = session::RunOutcome::End::Aborted;
    } else {
        m_ending = outcome->end;
        m_trouble = outcome->error;
    }
    Q_EMIT promptChanged();
    Q_EMIT runChanged();
    m_holding = false;
    setPhase(Phase::Ended);
    Q_EMIT sessionsChanged();
}

void BenchViewModel::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT phaseChanged();
}

void BenchViewModel::fillTables()
{
    SetUpTables::fillIdentities(m_identities, m_setUp, m_language);
    SetUpTables::fillBindings(m_bindings, m_setUp, m_engine, m_language);
}

} // namespace cal::ui
