// SPDX-License-Identifier: GPL-3.0-or-later
// The Bench place: choose, check, run. Commands go to the engine; its answers come back as signals in the window's thread.
#pragma once

#include "core/session/engine.h"
#include "ui/bench/run_bridge.h"
#include "ui/bench/run_state.h"
#include "ui/shell/ui_language.h"
#include "ui/shell/ui_thread.h"
#include "ui/widgets/table_model.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace cal::ui {

class BenchViewModel : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Choose, Checking, Ready, Refused, Running, Ended };

    BenchViewModel(session::Engine& engine, UiLanguage& language, QObject* parent = nullptr);
    ~BenchViewModel() override;

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const std::vector<session::ProcedureSummary>& procedures() const { return m_procedures; }
    [[nodiscard]] const session::ProcedureSummary* procedure() const;
    [[nodiscard]] const session::Item& item() const { return m_item; }
    /// The order item that is set up or was run; nothing for a run without an order.
    [[nodiscard]] const std::optional<session::OrderWork>& work() const { return m_work; }
    /// Member (name, serial, certificate, valid-until, value, U, k) of the standard at `place` as typed so far.
    [[nodiscard]] QString typedStandard(const std::string& place, const char* member) const;
    [[nodiscard]] const std::optional<session::SetUp>& setUp() const { return m_setUp; }
    [[nodiscard]] const RunState& run() const { return m_run; }
    [[nodiscard]] const std::optional<Prompt>& prompt() const { return m_prompt; }
    [[nodiscard]] const std::optional<ReadingRequest>& readingRequest() const { return m_reading; }
    [[nodiscard]] const OutputState& output() const { return m_output; }
    [[nodiscard]] bool highVoltageAsked() const { return m_highVoltageAsked; }
    [[nodiscard]] QString notices() const; ///< what could not be compared of the item, a sentence a line
    [[nodiscard]] QString trouble() const; ///< sentence of the last refusal or failure; empty when all is well
    [[nodiscard]] std::optional<session::RunOutcome::End> ending() const { return m_ending; }

    [[nodiscard]] bool canStart() const { return m_phase == Phase::Ready; }
    [[nodiscard]] bool canResume() const;
    [[nodiscard]] bool running() const { return m_phase == Phase::Running; }
    [[nodiscard]] bool canChoose() const { return m_phase != Phase::Running && m_phase != Phase::Checking; }
    [[nodiscard]] bool stopping() const { return m_stopping; }
    [[nodiscard]] bool holding() const { return m_holding; } ///< the run stops before its seal, to be adjusted
    [[nodiscard]] bool canAdjust() const;                    ///< a run that has stopped unsealed; the core decides the rest
    /// Number of the item that follows in the batch; empty: none, or this one is not finished.
    [[nodiscard]] const QString& next() const { return m_next; }

    // Tables of the set-up page.
    [[nodiscard]] TableModel& identities() { return m_identities; }
    [[nodiscard]] TableModel& bindings() { return m_bindings; }

public Q_SLOTS:
    void refresh(); ///< procedures again, at start and after sign-in
    void choose(const QString& procedureId);
    void chooseOrder(const QString& item); ///< number or id; everything as it was agreed
    void setNext(const QString& item);
    void takeNext(); ///< sets the next item of the batch up and checks the bench
    void setItem(const cal::session::Item& item);
    void setTypedStandard(const std::string& place, const char* member, const QString& text);
    void check();
    void newSetUp(); ///< back from a finished run
    void start();
    void resume(const cal::journal::StreamId& session);
    void resumeLast();
    void pauseOrContinue();
    void stopAfterPoint();
    void holdBeforeSeal();
    /// Journals the adjustment, then measures the points as left; all of them when `points` is empty.
    void adjust(const QString& what, const QString& constants, const QString& reason, const QStringList& points);
    void retry(const QString& point, const QString& reason);
    void confirmHighVoltage();
    void answer(const QString& choice);
    void enterReading(const QString& text, bool twice);
    void safeState();

Q_SIGNALS:
    void proceduresChanged();
    void itemChanged();
    void phaseChanged();
    void runChanged(); ///< points, readings, verdicts; at most 30 a second
    void samplesArrived(const std::vector<cal::ui::SettlingSample>& samples);
    void exchangesArrived(const std::vector<equipment::Exchange>& exchanges, std::size_t dropped);
    void promptChanged(); ///< prompt, reading request or high-voltage question
    void outputChanged();
    void safeStateReached(bool reached, const QString& sentence);
    void sessionsChanged(); ///< something for Today and Records to read again
    void adjusted();        ///< the adjustment is in the journal

private:
    void setPhase(Phase phase);
    void take(const RunBatch& batch);
    void finish(Result<session::RunOutcome> outcome);
    void fillTables();
    void begin();
    void forgetCheck();
    void forgetSetUp();
    void refuse(const Error& error);
    void chooseOrder(const std::string& item, bool thenCheck);
    void goOn(const session::SessionRecord& record);
    void takeWork(session::OrderWork work);

    session::Engine& m_engine;
    UiLanguage& m_language;
    Phase m_phase = Phase::Choose;
    std::vector<session::ProcedureSummary> m_procedures;
    std::string m_procedureId;
    session::Item m_item;
    std::optional<session::OrderWork> m_work;
    session::ProcedureSummary m_agreed; ///< of m_work: perhaps no longer among the released ones
    QString m_next;
    std::map<std::string, Json> m_typedStandards; ///< by place; kept while the procedure stays
    std::optional<session::SetUp> m_setUp;
    std::optional<Error> m_trouble;
    std::optional<session::RunOutcome::End> m_ending;
    RunState m_run;
    std::optional<Prompt> m_prompt;
    std::optional<ReadingRequest> m_reading;
    OutputState m_output;
    bool m_highVoltageAsked = false;
    bool m_stopping = false, m_holding = false;
    int m_question = 0; ///< answers to an older check are dropped
    TableModel m_identities, m_bindings;
    RunBridge m_bridge;
    UiThread m_thread{this};
};

} // namespace cal::ui
