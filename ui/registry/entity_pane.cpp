// SPDX-License-Identifier: GPL-3.0-or-later
// The detail pane.
#include "ui/registry/entity_pane.h"

#include "ui/widgets/describe.h"
#include "ui/widgets/repolish.h"

#include <QResizeEvent>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

namespace cal::ui {
namespace {

constexpr int kWideTab = 560;

} // namespace

EntityPane::EntityPane(const EditorTools& tools, QWidget* parent) : QFrame(parent), m_tools(tools)
{
    setObjectName(QStringLiteral("entityPane"));
    setProperty("panel", true);
    m_stack = new QStackedLayout(this);
    m_stack->setContentsMargins(1, 1, 1, 1);
    m_hint = new QLabel(this);
    m_hint->setProperty("quiet", true);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_hint->setContentsMargins(11, 11, 11, 11);
    m_stack->addWidget(m_hint);
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* head = new QVBoxLayout;
    head->setContentsMargins(11, 10, 11, 6);
    head->setSpacing(4);
    m_title = new QLabel(body);
    m_title->setObjectName(QStringLiteral("entityTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setFont(tools.theme.theme().font(tools.theme.theme().basePt + 1, true));
    head->addWidget(m_title);
    auto* facts = new QHBoxLayout;
    facts->setSpacing(5);
    m_stateIcon = new QLabel(body);
    m_state = new QLabel(body);
    m_state->setObjectName(QStringLiteral("entityState"));
    m_kind = new QLabel(body);
    m_kind->setProperty("quiet", true);
    facts->addWidget(m_stateIcon);
    facts->addWidget(m_state);
    facts->addSpacing(8);
    facts->addWidget(m_kind, 1);
    head->addLayout(facts);
    m_stepRow = new QWidget(body);
    auto* row = new QHBoxLayout(m_stepRow);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(6);
    m_changeButton = new QToolButton(m_stepRow);
    m_changeButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_more = new QToolButton(m_stepRow);
    m_more->setObjectName(QStringLiteral("moreSteps"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_moreMenu = new QMenu(m_more);
    m_more->setMenu(m_moreMenu);
    row->addWidget(m_changeButton);
    row->addWidget(m_more);
    row->addStretch(1);
    head->addWidget(m_stepRow);
    column->addLayout(head);

    const auto bar = [&](const char* name, const char* look, QLabel*& text, QBoxLayout::Direction direction) {
        auto* frame = new QFrame(body);
        frame->setObjectName(QString::fromLatin1(name));
        frame->setProperty("bar", QString::fromLatin1(look));
        auto* layout = new QBoxLayout(direction, frame);
        layout->setContentsMargins(10, 6, 8, 6);
        layout->setSpacing(6);
        text = new QLabel(frame);
        text->setWordWrap(true);
        layout->addWidget(text, 1);
        auto* around = new QVBoxLayout;
        around->setContentsMargins(8, 2, 8, 4);
        around->addWidget(frame);
        column->addLayout(around);
        return frame;
    };
    m_draftBar = bar("draftBar", "true", m_draftText, QBoxLayout::LeftToRight);
    m_resumeDraft = new QPushButton(m_draftBar);
    m_resumeDraft->setObjectName(QStringLiteral("resumeDraft"));
    m_discardDraft = new QPushButton(m_draftBar);
    m_discardDraft->setObjectName(QStringLiteral("discardDraft"));
    m_draftBar->layout()->addWidget(m_resumeDraft);
    m_draftBar->layout()->addWidget(m_discardDraft);
    m_conflictBar = bar("conflictBar", "trouble", m_conflictText, QBoxLayout::TopToBottom);
    m_conflictText->setTextFormat(Qt::RichText);
    m_takeNewest = new QPushButton(m_conflictBar);
    m_takeNewest->setObjectName(QStringLiteral("takeNewest"));
    static_cast<QBoxLayout*>(m_conflictBar->layout())->addWidget(m_takeNewest, 0, Qt::AlignLeft);
    m_trouble = new QLabel(body);
    m_trouble->setObjectName(QStringLiteral("entityTrouble"));
    m_trouble->setProperty("trouble", true);
    m_trouble->setWordWrap(true);
    m_trouble->setContentsMargins(11, 2, 11, 4);
    column->addWidget(m_trouble);

    m_tabs = new QTabWidget(body);
    m_tabs->setObjectName(QStringLiteral("entityTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_form = new EntityForm(tools, m_tabs);
    m_history = new DataTable(tools.model.history(), tools.theme, tools.files, QStringLiteral("entityHistory"), m_tabs);
    m_related = new DataTable(tools.model.related(), tools.theme, tools.files, QStringLiteral("entityRelated"), m_tabs);
    m_history->setProperty("bare", true);
    m_related->setProperty("bare", true);
    m_tabs->addTab(m_form, QString());
    m_tabs->addTab(m_history, QString());
    m_tabs->addTab(m_related, QString());
    column->addWidget(m_tabs, 1);

    m_editBar = new QFrame(body);
    m_editBar->setObjectName(QStringLiteral("editBar"));
    auto* editColumn = new QVBoxLayout(m_editBar);
    editColumn->setContentsMargins(11, 6, 11, 8);
    editColumn->setSpacing(6);
    m_help = new QLabel(m_editBar);
    m_help->setObjectName(QStringLiteral("fieldHelp"));
    m_help->setProperty("quiet", true);
    m_help->setWordWrap(true);
    m_help->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_help->setFixedHeight(2 * m_help->fontMetrics().lineSpacing()); // nothing moves when the field changes
    editColumn->addWidget(m_help);
    auto* edit = new QHBoxLayout;
    edit->setSpacing(6);
    editColumn->addLayout(edit);
    m_reason = new QLineEdit(m_editBar);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setMaxLength(2000);
    m_saveButton = new QPushButton(m_editBar);
    m_saveButton->setObjectName(QStringLiteral("saveEntity"));
    m_saveButton->setProperty("primary", true);
    m_leaveButton = new QPushButton(m_editBar);
    m_leaveButton->setObjectName(QStringLiteral("leaveEntity"));
    edit->addWidget(m_reason, 1);
    edit->addWidget(m_saveButton);
    edit->addWidget(m_leaveButton);
    column->addWidget(m_editBar);
    m_stack->addWidget(body);

    const auto make = [this](const char* name, const QKeySequence& key, auto&& act) {
        auto* action = new QAction(this);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    auto& model = m_tools.model;
    m_change = make("changeEntity", Qt::Key_F2, [&model] { model.change(); });
    m_copy = make("copyEntity", Qt::CTRL | Qt::SHIFT | Qt::Key_D, [&model] { model.copy(); });
    m_save = make("saveEntityAction", QKeySequence::Save, [&model] { model.save(); });
    m_leave = make("leaveEntityAction", Qt::Key_Escape, [this, &model] {
        if (model.editing())
            model.leave();
        Q_EMIT left();
    });
    m_changeButton->setDefaultAction(m_change);
    m_changeButton->setObjectName(QStringLiteral("changeEntityButton"));
    connect(m_saveButton, &QPushButton::clicked, &model, &EntityViewModel::save);
    connect(m_leaveButton, &QPushButton::clicked, m_leave, &QAction::trigger);
    connect(m_reason, &QLineEdit::textEdited, &model, &EntityViewModel::setReason);
    connect(m_reason, &QLineEdit::returnPressed, &model, &EntityViewModel::save);
    connect(m_resumeDraft, &QPushButton::clicked, &model, &EntityViewModel::resumeDraft);
    connect(m_discardDraft, &QPushButton::clicked, &model, &EntityViewModel::discard);
    connect(m_takeNewest, &QPushButton::clicked, &model, &EntityViewModel::takeNewest);
    connect(m_related, &DataTable::rowChosen, this, &EntityPane::openRequested);
    connect(m_form, &EntityForm::openRequested, this, &EntityPane::openRequested);
    connect(m_form, &EntityForm::helpChanged, m_help, &QLabel::setText);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int at) {
        if (at > 0)
            Q_EMIT roomWanted(kWideTab);
    });
    connect(&model, &EntityViewModel::changed, this, [this] { refresh(); });
    connect(&model, &EntityViewModel::troubled, this, [this] { showTroubles(); });
    connect(&model, &EntityViewModel::listsChanged, this, [this] {
        m_tabs->setTabText(2, m_tools.model.related().rowCount() == 0 ? tr("Related")
                                                                      : tr("Related (%1)").arg(m_tools.model.related().rowCount()));
    });
    connect(&tools.theme, &ThemeSource::themeChanged, this, [this] { refresh(); });
    m_history->fitColumns(3);
    m_related->fitColumns(1);
    retranslate();
}

void EntityPane::addTab(QWidget* tab, std::function<QString()> title, std::function<bool(const registry::Kind&)> fits)
{
    tab->hide();
    tab->setParent(this);
    m_extras.push_back({tab, std::move(title), std::move(fits)});
    refresh();
}

void EntityPane::setActs(std::function<std::vector<Act>()> acts)
{
    m_acts = std::move(acts);
    fillSteps();
}

void EntityPane::showTab(QWidget* tab)
{
    if (m_tabs->indexOf(tab) >= 0)
        m_tabs->setCurrentWidget(tab);
}

void EntityPane::retranslate()
{
    m_hint->setText(tr("Choose a line of the list to see it here. Ctrl+N enters a new one."));
    describe(*m_change, tr("Change"), tr("Change the fields; the old values are kept in the history"));
    describe(*m_copy, tr("Copy"), tr("A new entry with the values of this one"));
    describe(*m_save, tr("Save"), tr("Write what was typed"));
    describe(*m_leave, tr("Leave"), tr("Back to the entry; what was typed is kept"));
    m_saveButton->setText(tr("Save"));
    m_saveButton->setToolTip(m_save->toolTip());
    m_leaveButton->setText(tr("Leave"));
    m_leaveButton->setToolTip(m_leave->toolTip());
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("Further steps of the life cycle; copy"));
    m_resumeDraft->setText(tr("Go on"));
    m_discardDraft->setText(tr("Discard"));
    m_draftText->setText(tr("Something was typed here and is not saved."));
    m_takeNewest->setText(tr("Take the newest and keep what I typed"));
    m_tabs->setTabText(0, tr("Details"));
    m_tabs->setTabText(1, tr("History"));
    refresh();
}

void EntityPane::fillSteps()
{
    auto* row = static_cast<QHBoxLayout*>(m_stepRow->layout());
    for (auto* old : m_steps) {
        old->hide();
        old->deleteLater();
    }
    m_steps.clear();
    m_moreMenu->clear();
    const auto& language = m_tools.model.ports().language;
    // As many buttons as there is room for; the rest is in the menu.
    constexpr int kGap = 6, kMargins = 24;
    int room = width() - kMargins - m_changeButton->sizeHint().width() - m_more->sizeHint().width() - 2 * kGap;
    auto acts = m_acts && m_tools.model.mode() == EntityViewModel::Mode::Showing ? m_acts() : std::vector<Act>();
    for (const auto* step : m_tools.model.steps()) {
        const auto name = QString::fromStdString(step->name);
        acts.push_back(
            {QStringLiteral("step-") + name, headLabel(language, step->label), {}, [this, name] { m_tools.model.startStep(name); }});
    }
    for (const auto& [name, label, tip, start] : acts) {
        auto* button = new QPushButton(label, m_stepRow);
        button->setToolTip(tip);
        button->ensurePolished();
        room -= button->sizeHint().width() + kGap;
        if (room >= 0) {
            button->setObjectName(name);
            connect(button, &QPushButton::clicked, this, start);
            row->insertWidget(1 + static_cast<int>(m_steps.size()), button);
            m_steps << button;
        } else {
            delete button;
            connect(m_moreMenu->addAction(label), &QAction::triggered, this, start);
        }
    }
    if (!m_moreMenu->isEmpty())
        m_moreMenu->addSeparator();
    m_moreMenu->addAction(m_copy);
}

void EntityPane::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fillSteps();
}

void EntityPane::refresh()
{
    auto& model = m_tools.model;
    using Mode = EntityViewModel::Mode;
    m_stack->setCurrentIndex(model.kind() ? 1 : 0);
    const bool showing = model.mode() == Mode::Showing;
    m_change->setEnabled(showing);
    m_copy->setEnabled(showing && model.kind()->form);
    m_save->setEnabled(model.editing());
    if (!model.kind()) {
        m_shownMode = model.mode();
        showTroubles();
        return;
    }
    m_title->setText(model.title());
    const auto state = model.state();
    m_state->setText(state.text);
    setStyled(*m_state, "trouble", state.trouble);
    setStyled(*m_state, "quiet", state.quiet);
    m_stateIcon->setVisible(state.trouble);
    if (state.trouble)
        m_stateIcon->setPixmap(m_tools.theme.pixmap(QStringLiteral("warning"), 14, m_tools.theme.theme().fail));
    m_kind->setText(model.mode() == Mode::Adding ? QString() : headLabel(model.ports().language, model.kind()->label));
    m_stepRow->setVisible(showing);
    fillSteps();
    m_draftBar->setVisible(model.draftWaits());
    m_editBar->setVisible(model.editing());
    m_help->setVisible(!model.asked().empty());
    const auto* step = model.step();
    m_reason->setVisible(model.mode() != Mode::Adding);
    if (m_reason->text() != model.reason())
        m_reason->setText(model.reason());
    m_reason->setPlaceholderText(model.reasonNeeded() ? tr("Reason of the change (needed)") : tr("Reason"));
    m_saveButton->setText(step ? headLabel(model.ports().language, step->label) : tr("Save"));
    if (model.editing())
        m_tabs->setCurrentIndex(0);
    for (int i = 1; i < 3; ++i)
        m_tabs->setTabEnabled(i, model.mode() != Mode::Adding);
    for (auto& extra : m_extras) {
        const bool fits = model.entity() && extra.fits(*model.kind());
        const int at = m_tabs->indexOf(extra.tab);
        if (fits && at < 0)
            m_tabs->addTab(extra.tab, extra.title());
        else if (!fits && at >= 0)
            m_tabs->removeTab(at);
        else if (at >= 0)
            m_tabs->setTabText(at, extra.title());
    }
    m_form->build();
    showTroubles();
    orderTabs();
    if (model.editing() && m_shownMode != model.mode()) {
        if (model.asked().empty())
            m_reason->setFocus();
        else
            m_form->focusFirst();
    }
    m_shownMode = model.mode();
}

void EntityPane::orderTabs()
{
    // The fields are newer than what stands below them: put them in between.
    QWidget* before = m_tabs->tabBar();
    for (auto* each : m_form->findChildren<QWidget*>())
        if ((each->focusPolicy() & Qt::TabFocus) && !each->focusProxy()) {
            setTabOrder(before, each);
            before = each;
        }
    for (QWidget* each : {static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_saveButton), static_cast<QWidget*>(m_leaveButton)}) {
        setTabOrder(before, each);
        before = each;
    }
}

void EntityPane::fillConflict()
{
    const auto& conflict = m_tools.model.conflict();
    m_conflictBar->setVisible(conflict.has_value());
    if (!conflict)
        return;
    auto text = conflict->sentence.toHtmlEscaped();
    for (const auto& line : conflict->lines) {
        text += QStringLiteral("<br><b>%1</b>: ").arg(line.field.toHtmlEscaped());
        text += tr("%1 became %2")
                    .arg(line.was.isEmpty() ? tr("(empty)") : line.was.toHtmlEscaped(),
                         line.now.isEmpty() ? tr("(empty)") : line.now.toHtmlEscaped());
        if (!line.typed.isEmpty())
            text += QStringLiteral("; ") + tr("you typed %1").arg(line.typed.toHtmlEscaped());
    }
    m_conflictText->setText(text);
}

void EntityPane::showTroubles()
{
    const auto& model = m_tools.model;
    m_trouble->setText(model.trouble());
    m_trouble->setVisible(!model.trouble().isEmpty());
    if (!model.kind() && !model.trouble().isEmpty())
        m_hint->setText(model.trouble());
    fillConflict();
    m_saveButton->setEnabled(!model.busy() && !model.conflict());
    m_form->showTroubles();
}

} // namespace cal::ui
