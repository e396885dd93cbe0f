// SPDX-License-Identifier: GPL-3.0-or-later
// The Bench place.
#include "ui/bench/bench_view.h"

#include <QVBoxLayout>

namespace cal::ui {

BenchView::BenchView(BenchViewModel& model, UiLanguage& language, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : PlacePage(parent), m_model(model), m_language(language), m_theme(theme), m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("bench"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_setUpPage = new SetUpPage(model, language, theme, files, m_stack);
    m_runPage = new RunPage(model, language, theme, files, m_stack);
    m_stack->addWidget(m_setUpPage);
    m_stack->addWidget(m_runPage);

    m_check = addCommand(QStringLiteral("checkBench"), {Qt::Key_F4});
    m_start = addCommand(QStringLiteral("startRun"), {Qt::Key_F5});
    m_resume = addCommand(QStringLiteral("resumeStopped"), {Qt::Key_F5});
    m_pause = addCommand(QStringLiteral("pauseRun"), {Qt::Key_F6});
    m_stop = addCommand(QStringLiteral("stopAfterPoint"), {Qt::Key_F7});
    m_retry = addCommand(QStringLiteral("retryPoint"), {Qt::Key_F8, Qt::Key_R});
    m_adjust = addCommand(QStringLiteral("adjustItem"), {Qt::Key_F10});
    m_next = addCommand(QStringLiteral("nextOfBatch"), {Qt::Key_F5});
    m_confirm = addCommand(QStringLiteral("confirmHighVoltage"), {Qt::Key_F9});
    m_new = addCommand(QStringLiteral("newSetUp"), {Qt::CTRL | Qt::Key_N});
    m_safe = addCommand(QStringLiteral("safeState"), {Qt::Key_F12});
    m_safe->setProperty("danger", true);

    connect(m_check, &QAction::triggered, &m_model, &BenchViewModel::check);
    connect(m_start, &QAction::triggered, &m_model, &BenchViewModel::start);
    connect(m_resume, &QAction::triggered, &m_model, &BenchViewModel::resumeLast);
    connect(m_pause, &QAction::triggered, &m_model, &BenchViewModel::pauseOrContinue);
    connect(m_stop, &QAction::triggered, &m_model, &BenchViewModel::stopAfterPoint);
    connect(m_retry, &QAction::triggered, m_runPage, &RunPage::askRetry);
    connect(m_adjust, &QAction::triggered, this, [this] {
        if (m_model.running())
            m_model.holdBeforeSeal();
        else
            m_runPage->askAdjustment();
    });
    connect(m_next, &QAction::triggered, &m_model, &BenchViewModel::takeNext);
    connect(m_confirm, &QAction::triggered, &m_model, &BenchViewModel::confirmHighVoltage);
    connect(m_new, &QAction::triggered, &m_model, &BenchViewModel::newSetUp);
    connect(m_safe, &QAction::triggered, &m_model, &BenchViewModel::safeState);
    connect(&m_model, &BenchViewModel::phaseChanged, this, [this] {
        if (m_model.running() && m_stack->currentWidget() != m_runPage)
            m_runPage->reset();
        refresh();
    });
    connect(&m_model, &BenchViewModel::runChanged, this, [this] { refresh(); });
    connect(&m_model, &BenchViewModel::promptChanged, this, [this] { refresh(); });
    connect(&m_theme, &ThemeSource::themeChanged, this, [this] { retranslate(); });
    retranslate();
}

QAction* BenchView::addCommand(const QString& objectName, const QList<QKeySequence>& keys)
{
    auto* action = new QAction(this);
    action->setObjectName(objectName);
    action->setShortcuts(keys);
    // Of the window, not of the focus: checking the bench disables the field that had it. A hidden place hears no keys.
    action->setShortcutContext(Qt::WindowShortcut);
    action->setAutoRepeat(false); // a key held down is one command
    addAction(action);
    return action;
}

QString BenchView::subtitle() const
{
    if (m_model.phase() == BenchViewModel::Phase::Running || m_model.phase() == BenchViewModel::Phase::Ended) {
        const auto& setUp = m_model.run().setUp();
        const auto number = setUp.orderItem ? setUp.orderItem->number + "  " : std::string();
        return QString::fromStdString(number + setUp.item.manufacturer + " " + setUp.item.model + "  " + setUp.item.serial) +
               QStringLiteral("   ·   ") + m_language.text(setUp.procedure.head.title);
    }
    return {};
}

QList<QAction*> BenchView::titleActions() const
{
    return {m_new, m_check, m_start, m_next, m_resume, m_pause, m_stop, m_retry, m_adjust, m_safe};
}

void BenchView::retranslate()
{
    m_setUpPage->retranslate();
    m_runPage->retranslate();
    describe(*m_check, tr("Check bench"), tr("Ask every instrument who it is and check the standards at each point"));
    describe(*m_start, tr("Start"), tr("Freeze the set-up and start measuring"));
    describe(*m_stop, tr("Stop after point"), tr("Finish the point in hand, then stop; the run can be resumed"));
    describe(*m_retry, tr("Measure again"), tr("Measure the selected point again, with a reason"));
    describe(*m_next, tr("Next of the batch"), tr("Set up the next like item and check the bench"));
    describe(*m_confirm, tr("Allow high voltage"), tr("Allow outputs above 60 V dc or 30 V ac for this run"));
    describe(*m_new, tr("New set-up"), tr("Back to the set-up page"));
    describe(*m_safe, tr("Safe state now"), tr("Switch all outputs off at once; a run can be resumed"));
    m_stop->setIcon(m_theme.icon(QStringLiteral("stop-after")));
    m_retry->setIcon(m_theme.icon(QStringLiteral("retry")));
    m_adjust->setIcon(m_theme.icon(QStringLiteral("retry")));
    m_confirm->setIcon(m_theme.icon(QStringLiteral("bolt")));
    m_new->setIcon(m_theme.icon(QStringLiteral("bench")));
    m_safe->setIcon(QIcon(m_theme.pixmap(QStringLiteral("safe"), 20, m_theme.theme().fail)));
    for (auto* action : {m_resume, m_adjust, m_pause}) // their words follow the state
        action->setText({});
    refresh();
    Q_EMIT titleChanged();
}

void BenchView::refresh()
{
    using Phase = BenchViewModel::Phase;
    const auto phase = m_model.phase();
    const bool running = m_model.running();
    const bool runShown = running || phase == Phase::Ended;
    m_stack->setCurrentWidget(runShown ? static_cast<QWidget*>(m_runPage) : m_setUpPage);
    QList<bool> before, now;
    for (const auto* action : titleActions())
        before << action->isVisible() << action->property("primary").toBool();
    // One action is the next one; it alone is filled.
    const auto next = [this](QAction& action, bool primary, const QString& icon) {
        action.setProperty("primary", primary);
        action.setIcon(m_theme.icon(icon, primary ? m_theme.theme().onAccent : m_theme.theme().text));
    };
    next(*m_check, !m_model.canStart(), QStringLiteral("check-bench"));
    next(*m_start, m_model.canStart(), QStringLiteral("play"));
    next(*m_resume, !m_model.canAdjust() || !m_model.run().complete(), QStringLiteral("play"));
    next(*m_next, true, QStringLiteral("play"));
    m_next->setVisible(phase == Phase::Ended && m_model.run().sealed() && !m_model.next().isEmpty());
    m_next->setEnabled(m_next->isVisible());
    m_next->setToolTip(tr("Set up %1 and check the bench").arg(m_model.next()) + QStringLiteral("  (F5)"));
    const bool held = m_model.canAdjust() && m_model.run().complete();
    const auto resumeText = held ? tr("Seal unadjusted") : tr("Resume");
    if (m_resume->text() != resumeText)
        describe(*m_resume, resumeText,
                 held ? tr("Seal the record as it is, without an adjustment")
                      : tr("Go on with the next point: identity, standards and environment are checked again"));
    m_adjust->setVisible(running || (phase == Phase::Ended && m_model.canAdjust()));
    m_adjust->setEnabled(running ? !m_model.holding() : m_model.canAdjust());
    const auto adjustText = running ? tr("Hold for adjustment") : tr("Adjust…");
    if (m_adjust->text() != adjustText)
        describe(*m_adjust, adjustText,
                 running ? tr("Stop when every point is measured, before the record is sealed, so that the item can be adjusted")
                         : tr("Write down an adjustment and measure the points as left"));
    m_check->setVisible(!runShown);
    m_check->setEnabled(m_model.canChoose() && m_model.procedure());
    m_start->setVisible(!runShown);
    m_start->setEnabled(m_model.canStart());
    m_resume->setVisible(phase == Phase::Ended && m_model.canResume());
    m_resume->setEnabled(m_resume->isVisible());
    m_new->setVisible(phase == Phase::Ended);
    m_pause->setVisible(running);
    m_stop->setVisible(running);
    m_stop->setEnabled(running && !m_model.stopping());
    m_retry->setVisible(running);
    m_retry->setEnabled(running);
    m_confirm->setEnabled(m_model.highVoltageAsked());
    const bool paused = m_model.run().paused();
    const auto pauseText = paused ? tr("Continue") : tr("Pause");
    if (m_pause->text() != pauseText || m_pause->icon().isNull()) {
        describe(*m_pause, pauseText, paused ? tr("Go on measuring") : tr("Hold the run between two commands; outputs stay as they are"));
        m_pause->setIcon(m_theme.icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    }
    for (const auto* action : titleActions())
        now << action->isVisible() << action->property("primary").toBool();
    if (before != now || running != m_stack->property("running").toBool()) {
        m_stack->setProperty("running", running);
        Q_EMIT titleChanged();
    }
}

} // namespace cal::ui
