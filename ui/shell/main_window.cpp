// SPDX-License-Identifier: GPL-3.0-or-later
// The window: rail, title line, places, status line.
#include "ui/shell/main_window.h"

#include "ui/administration/administration_view.h"
#include "ui/bench/bench_view.h"
#include "ui/bench/bench_view_model.h"
#include "ui/instruments/instruments_view.h"
#include "ui/orders/work_tab.h"
#include "ui/records/records_view.h"
#include "ui/registry/registry_view.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/scanner.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/status_line.h"
#include "ui/standards/control_tab.h"
#include "ui/standards/dossier_tab.h"
#include "ui/standards/drift_tab.h"
#include "ui/standards/graph_view.h"
#include "ui/today/today_view.h"
#include "ui/widgets/repolish.h"

#include <QApplication>
#include <QButtonGroup>
#include <QCloseEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>

namespace cal::ui {

MainWindow::MainWindow(const WindowPorts& ports, UiSettings& settings, FileDialogs& files, QWidget* parent)
    : QMainWindow(parent), m_settings(settings), m_files(files), m_theme(settings.dark()),
      m_language(std::make_unique<UiLanguage>(settings.language())), m_status(std::make_unique<StatusViewModel>(ports.engine, *m_language)),
      m_signIn(std::make_unique<SignInViewModel>(ports.engine, *m_language)),
      m_today(std::make_unique<TodayViewModel>(ports.engine, *m_language, ports.work)),
      m_bench(std::make_unique<BenchViewModel>(ports.engine, *m_language)), m_desk(ports.desk), m_engine(ports.engine)
{
    auto& engine = ports.engine;
    setObjectName(QStringLiteral("mainWindow"));
    applyTheme(*qApp, m_theme.theme());
    if (const auto translated = m_translations.use(m_language->language()); !translated)
        QTimer::singleShot(0, this, [this, &engine, error = translated.error()] {
            tell(QString::fromStdString(engine.sentence(error, m_language->language())), true);
        });

    auto* centre = new QWidget(this);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_rail = new QWidget(centre);
    m_rail->setObjectName(QStringLiteral("rail"));
    m_rail->setAttribute(Qt::WA_StyledBackground);
    m_rail->setFixedWidth(148);
    m_railLayout = new QVBoxLayout(m_rail);
    m_railLayout->setContentsMargins(0, 8, 0, 8);
    m_railLayout->setSpacing(0);
    m_railGroup = new QButtonGroup(this);
    row->addWidget(m_rail);

    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    row->addLayout(column, 1);
    auto* titleLine = new QWidget(centre);
    titleLine->setObjectName(QStringLiteral("titleLine"));
    titleLine->setAttribute(Qt::WA_StyledBackground);
    titleLine->setFixedHeight(52);
    m_actionRow = new QHBoxLayout(titleLine);
    m_actionRow->setContentsMargins(16, 0, 16, 0);
    m_actionRow->setSpacing(8);
    m_title = new QLabel(titleLine);
    m_title->setObjectName(QStringLiteral("placeTitle"));
    m_title->setFont(m_theme.theme().font(m_theme.theme().titlePt, true));
    m_subtitle = new QLabel(titleLine);
    m_subtitle->setObjectName(QStringLiteral("placeSubtitle"));
    m_subtitle->setProperty("quiet", true);
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_actionRow->addWidget(m_title);
    m_actionRow->addSpacing(8);
    m_actionRow->addWidget(m_subtitle, 1);
    column->addWidget(titleLine);

    m_notice = new QLabel(centre);
    m_notice->setObjectName(QStringLiteral("notice"));
    m_notice->setContentsMargins(16, 8, 16, 0);
    m_notice->setWordWrap(true);
    m_notice->hide();
    column->addWidget(m_notice);

    auto* content = new QWidget(centre);
    auto* middle = new QHBoxLayout(content);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    m_stack = new QStackedWidget(centre);
    middle->addWidget(m_stack, 1);
    m_helpPanel = new QWidget(centre);
    m_helpPanel->setFixedWidth(360);
    auto* helpLayout = new QVBoxLayout(m_helpPanel);
    helpLayout->setContentsMargins(0, 8, 8, 8);
    m_help = new QTextBrowser(m_helpPanel);
    m_help->setObjectName(QStringLiteral("help"));
    m_help->document()->setDocumentMargin(12);
    helpLayout->addWidget(m_help);
    m_helpPanel->hide();
    middle->addWidget(m_helpPanel);
    column->addWidget(content, 1);
    m_statusLine = new StatusLine(*m_status, m_theme, centre);
    column->addWidget(m_statusLine);
    setCentralWidget(centre);

    connect(m_statusLine, &StatusLine::signInRequested, this, [this] { showSignIn(); });

    buildActions();
    addPlaces(ports);
    m_railLayout->addStretch(1);
    m_menuButton = new QToolButton(m_rail);
    m_menuButton->setObjectName(QStringLiteral("menuButton"));
    m_menuButton->setProperty("rail", true);
    m_menuButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_menuButton->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menu = new QMenu(this);
    for (auto* action : {m_paletteAction, m_languageAction, m_themeAction, m_signInAction, m_signOutAction, m_helpAction, m_quitAction})
        m_menu->addAction(action);
    m_menuButton->setMenu(m_menu);
    m_railLayout->addWidget(m_menuButton);
    m_palette = new CommandPalette(
        m_theme, [this] { return commands(); }, centre);
    if (m_desk)
        m_palette->setSearch(
            [this](const QString& words, const std::function<void(CommandPalette::Found)>& then) { find(words, then); },
            [this](const QString& id) { openEntity(id); });

    m_files.told = [this, &engine](const QString& path, const Result<void>& outcome) {
        if (outcome)
            tell(tr("Written: %1").arg(path), false);
        else
            tell(QString::fromStdString(engine.sentence(outcome.error(), m_language->language())), true);
    };
    connect(m_bench.get(), &BenchViewModel::outputChanged, this,
            [this] { m_status->setOutput(m_bench->output().highVoltage, QString::fromStdString(m_bench->output().text)); });
    connect(m_bench.get(), &BenchViewModel::sessionsChanged, m_today.get(), &TodayViewModel::refresh);
    connect(m_bench.get(), &BenchViewModel::phaseChanged, m_status.get(), &StatusViewModel::refresh);
    connect(m_bench.get(), &BenchViewModel::safeStateReached, this, [this](bool reached, const QString& sentence) {
        tell(reached ? tr("Safe state reached: all outputs are off.") : sentence, !reached);
    });
    connect(m_today.get(), &TodayViewModel::resumeRequested, this, [this](const journal::StreamId& id) {
        m_bench->resume(id);
        openPlace(1);
    });
    connect(m_today.get(), &TodayViewModel::itemTaken, this, &MainWindow::takeItem);
    connect(m_today.get(), &TodayViewModel::openRequested, this, &MainWindow::openEntity);
    connect(m_today.get(), &TodayViewModel::changed, m_bench.get(), [this] {
        const auto* next = m_bench->work() ? m_today->next(m_bench->work()->agreed) : nullptr;
        m_bench->setNext(next ? QString::fromStdString(next->item.text("number")) : QString());
    });
    if (m_desk) {
        m_scanner = new Scanner(this);
        m_scanner->setPrefix(m_settings.remembered(QStringLiteral("scanner/prefix")));
        connect(m_scanner, &Scanner::scanned, this, &MainWindow::openScanned);
    }

    m_signInPage = new SignInPage(*m_signIn, m_theme, content);
    connect(m_signInPage, &SignInPage::closed, this, [this] {
        m_status->refresh();
        lock(false);
        m_bench->refresh();
        openPlace(std::max(0, place()));
    });
    connect(m_signIn.get(), &SignInViewModel::signedOut, this, [this] {
        m_status->refresh();
        lock(true);
    });

    retranslate();
    resize(1280, 800);
    setMinimumSize(1120, 700);
    if (!m_settings.geometry().isEmpty())
        restoreGeometry(m_settings.geometry());
    openPlace(0);
    if (!m_signIn->somebody()) {
        lock(true);
        m_signInPage->open();
    }
}

MainWindow::~MainWindow()
{
    m_files.told = nullptr;
}

void MainWindow::addPlaces(const WindowPorts& ports)
{
    auto& engine = ports.engine;
    addPlace(new TodayView(*m_today, *m_bench, m_theme, m_files, m_stack));
    auto* bench = new BenchView(*m_bench, *m_language, m_theme, m_files, m_stack);
    addPlace(bench);
    // One key everywhere: whatever place is open, the outputs go off.
    m_safeAction = bench->safeAction();
    addAction(m_safeAction);
    addPlace(new InstrumentsView(engine, *m_language, m_theme, m_files, m_stack));
    addPlace(new RecordsView(engine, *m_language, m_theme, m_files, m_stack));
    if (ports.desk)
        addRegister(ports);
}

void MainWindow::addRegister(const WindowPorts& ports)
{
    const RegisterPorts registerPorts{*ports.desk, ports.engine, *m_language, m_settings};
    const auto add = [&](const char* group, const char* first, QString (*title)()) {
        auto* view = new RegistryView(registerPorts, {group, first, QString::fromLatin1(group), title}, m_theme, m_files, m_stack);
        connect(view, &RegistryView::openRequested, this, &MainWindow::openEntity);
        m_placeOfGroup[group] = static_cast<int>(m_places.size());
        addPlace(view);
        return view;
    };
    addRailGap();
    auto* orders = add("orders", "order", [] { return tr("Orders", "place of the window: 委托"); });
    if (ports.work)
        addWork(ports, *orders);
    auto* assets = add("registry", "asset", [] { return tr("Registry", "place of the window: 登记"); });
    assets->pane().addTab(
        new DriftTab(assets->model().entity(), m_theme, m_files, assets), [] { return tr("Drift", "of an asset: 漂移"); },
        [](const registry::Kind& kind) { return kind.name == "asset"; });
    auto* standards = add("standards", "measurement-standard", [] { return tr("Standards", "place of the window: 计量标准"); });
    standards->pane().addTab(
        new GraphTab(standards->model().entity(), m_theme, m_files, standards),
        [] { return tr("Traceability", "of a measurement standard: 溯源框图"); },
        [](const registry::Kind& kind) { return kind.name == "measurement-standard"; });
    if (ports.quality)
        standards->pane().addTab(
            new DossierTab(*ports.quality, standards->model().entity(), m_theme, m_files, standards),
            [] { return tr("Dossier", "of a measurement standard: 考核档案"); },
            [](const registry::Kind& kind) { return kind.name == "measurement-standard"; });
    addRailGap();
    add("people", "person", [] { return tr("People", "place of the window: 人员"); });
    auto* quality = add("quality", "nonconformity", [] { return tr("Quality", "place of the window: 质量"); });
    quality->pane().addTab(
        new ControlTab(quality->model().entity(), m_theme, m_files, quality),
        [] { return tr("Control chart", "of an intermediate check: 控制图"); },
        [](const registry::Kind& kind) { return kind.name == "intermediate-check"; });
    auto* administration = new AdministrationView(registerPorts, ports.upkeep, ports.quality, ports.kits, m_theme, m_files, m_stack);
    connect(administration, &AdministrationView::openRequested, this, &MainWindow::openEntity);
    m_placeOfGroup["administration"] = static_cast<int>(m_places.size());
    addPlace(administration);
}

void MainWindow::addWork(const WindowPorts& ports, RegistryView& orders)
{
    auto& entity = orders.model().entity();
    auto* model = new WorkViewModel(entity.ports(), *ports.work, &orders);
    auto* tab = new WorkTab(*model, entity, m_theme, m_files, &orders);
    orders.pane().addTab(
        tab, [] { return tr("Twelve steps", "of an order item: 流转"); }, &WorkViewModel::fits);
    orders.pane().setActs([model] {
        std::vector<EntityPane::Act> acts;
        for (const auto& act : model->acts())
            acts.push_back({QStringLiteral("act-") + act.id, act.label, act.tip, [model, id = act.id] { model->start(id); }});
        return acts;
    });
    connect(model, &WorkViewModel::asks, &orders.pane(), [&orders, tab] { orders.pane().showTab(tab); });
    connect(model, &WorkViewModel::beginRequested, this, &MainWindow::takeItem);
    connect(model, &WorkViewModel::changed, &orders.pane(), &EntityPane::refreshActs);
    connect(model, &WorkViewModel::done, this, [this, &entity](const QString& id) {
        entity.reread();
        if (!entity.entity() || QString::fromStdString(entity.entity()->id.text()) != id)
            openEntity(id);
        m_today->refresh();
    });
    connect(m_bench.get(), &BenchViewModel::sessionsChanged, &entity, &EntityViewModel::reread);
}

void MainWindow::takeItem(const QString& number)
{
    m_bench->chooseOrder(number);
    openPlace(1);
}

void MainWindow::openScanned(const QString& code)
{
    if (m_locked)
        return;
    m_desk->resolve({}, code.toStdString(),
                    m_thread.reply<Result<registry::Desk::EntityView>>([this](Result<registry::Desk::EntityView> found) {
                        if (found)
                            openEntity(QString::fromStdString(found->entity.id.text()));
                        else
                            tell(QString::fromStdString(m_engine.sentence(found.error(), m_language->language())), true);
                    }));
}

void MainWindow::addRailGap()
{
    auto* line = new QFrame(m_rail);
    line->setProperty("railGap", true);
    line->setFixedHeight(1);
    m_railLayout->addSpacing(6);
    m_railLayout->addWidget(line);
    m_railLayout->addSpacing(6);
}

void MainWindow::openEntity(const QString& id)
{
    const auto uuid = Uuid::parse(id.toStdString());
    if (!m_desk || !uuid)
        return;
    m_desk->entity(*uuid, m_thread.reply<Result<registry::Desk::EntityView>>([this, id](Result<registry::Desk::EntityView> view) {
        const auto* kind = view ? m_desk->kinds().find(view->entity.kind) : nullptr;
        const auto place = kind ? m_placeOfGroup.find(kind->group) : m_placeOfGroup.end();
        if (place == m_placeOfGroup.end())
            return;
        openPlace(place->second);
        auto* page = m_places[static_cast<std::size_t>(place->second)].page;
        if (auto* list = qobject_cast<RegistryView*>(page))
            list->open(id);
        else if (auto* administration = qobject_cast<AdministrationView*>(page))
            administration->openEntity(id);
    }));
}

void MainWindow::find(const QString& words, const std::function<void(CommandPalette::Found)>& then)
{
    // One question for each kind; what comes is added, so that the palette never waits.
    constexpr int kOfAKind = 4;
    for (const auto& entry : m_desk->kinds().all()) {
        const auto& kind = entry.second;
        journal::RowQuery query{kind.table(), {}, {}, {{"changed", true}}, 0, kOfAKind, false};
        for (const auto& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts))
            query.all.push_back({"search", journal::Condition::Op::Contains, word.toStdString()});
        m_desk->page(
            std::move(query), m_thread.reply<Result<registry::Desk::ListPage>>([this, &kind, then](Result<registry::Desk::ListPage> page) {
                CommandPalette::Found found;
                if (page)
                    for (const auto& row : page->page.rows)
                        if (const auto entity = registry::entityOfRow(kind, row)) {
                            auto title = KindWords::title(*m_language, registry::titleOf(kind, entity->values));
                            if (const auto number = KindWords::typed(entity->value(kind.number)); !number.isEmpty() && number != title)
                                title = number + QStringLiteral("  ") + title;
                            found.push_back({QString::fromStdString(entity->id.text()),
                                             title + QStringLiteral("    ") + m_language->text(kind.label),
                                             QString::fromStdString(kind.group)});
                        }
                then(std::move(found));
            }));
    }
}

void MainWindow::addPlace(PlacePage* page)
{
    const auto index = static_cast<int>(m_places.size());
    auto* button = new QToolButton(m_rail);
    button->setObjectName(QStringLiteral("place") + page->helpTopic());
    button->setProperty("rail", true);
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({22, 22});
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_railLayout->addWidget(button);
    m_railGroup->addButton(button, index);
    connect(button, &QToolButton::clicked, this, [this, index] { openPlace(index); });
    auto* action = new QAction(this);
    action->setObjectName(QStringLiteral("open") + page->helpTopic());
    if (index < 10) // the tenth has the key 0
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + (index + 1) % 10)));
    connect(action, &QAction::triggered, this, [this, index] { openPlace(index); });
    addAction(action);
    m_stack->addWidget(page);
    m_places.push_back({page, button, action});
    connect(page, &PlacePage::titleChanged, this, [this, page] {
        if (m_stack->currentWidget() == page)
            showTitle();
    });
}

void MainWindow::buildActions()
{
    const auto make = [this](const QString& name, const QKeySequence& key, auto&& act) {
        auto* action = new QAction(this);
        action->setObjectName(name);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        return action;
    };
    m_paletteAction = make(QStringLiteral("openPalette"), Qt::CTRL | Qt::Key_K, [this] { m_palette->open(); });
    m_languageAction = make(QStringLiteral("switchLanguage"), Qt::CTRL | Qt::Key_L,
                            [this] { setLanguage(m_language->isChinese() ? Language::English : Language::Chinese); });
    m_themeAction = make(QStringLiteral("switchTheme"), Qt::CTRL | Qt::Key_T, [this] { setDark(!m_theme.theme().dark); });
    m_helpAction = make(QStringLiteral("showHelp"), Qt::Key_F1, [this] { showHelp(); });
    m_signInAction = make(QStringLiteral("openSignIn"), Qt::CTRL | Qt::Key_I, [this] { showSignIn(); });
    m_signOutAction = make(QStringLiteral("signOut"), Qt::CTRL | Qt::SHIFT | Qt::Key_I, [this] { m_signIn->signOut(); });
    m_quitAction = make(QStringLiteral("quit"), Qt::CTRL | Qt::Key_Q, [this] { close(); });
}

int MainWindow::place() const
{
    return m_stack->currentIndex();
}

void MainWindow::openPlace(int index)
{
    if (index < 0 || index >= static_cast<int>(m_places.size()))
        return;
    auto& place = m_places[static_cast<std::size_t>(index)];
    m_stack->setCurrentIndex(index);
    place.button->setChecked(true);
    m_notice->hide();
    place.page->entered();
    place.page->setFocus(); // keys of the place work at once
    showTitle();
    if (m_helpPanel->isVisible()) {
        m_helpPanel->hide();
        showHelp();
    }
}

void MainWindow::showTitle()
{
    auto* page = m_places[static_cast<std::size_t>(std::max(0, place()))].page;
    m_title->setText(page->title());
    m_subtitle->setText(page->subtitle());
    m_subtitle->setToolTip(page->subtitle());
    setWindowTitle(QStringLiteral("Calbench - ") + page->title());
    const auto actions = page->titleActions();
    while (m_actionRow->count() > 3) { // title, space, subtitle stay
        auto* item = m_actionRow->takeAt(3);
        if (auto* button = qobject_cast<QToolButton*>(item->widget())) {
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
    for (auto* action : actions) {
        if (!action->isVisible() || (m_locked && action != m_safeAction))
            continue;
        auto* button = new QToolButton(m_title->parentWidget());
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setProperty("primary", action->property("primary"));
        button->setProperty("danger", action->property("danger"));
        button->setDefaultAction(action);
        if (action->menu())
            button->setPopupMode(QToolButton::InstantPopup);
        m_actionRow->addWidget(button);
    }
}

void MainWindow::tell(const QString& sentence, bool trouble)
{
    m_notice->setText(sentence);
    setStyled(*m_notice, "trouble", trouble);
    m_notice->show();
    if (!trouble)
        QTimer::singleShot(6000, m_notice, [notice = m_notice, sentence] {
            if (notice->text() == sentence)
                notice->hide();
        });
}

void MainWindow::showHelp()
{
    if (m_helpPanel->isVisible())
        return m_helpPanel->hide();
    const auto topic = m_places[static_cast<std::size_t>(place())].page->helpTopic();
    QFile file(
        QStringLiteral(":/calbench/help/%1.%2.md").arg(topic, m_language->isChinese() ? QStringLiteral("zh") : QStringLiteral("en")));
    m_help->setMarkdown(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString());
    m_helpPanel->show();
}

void MainWindow::showSignIn()
{
    if (!m_signInPage->isVisible())
        m_signInPage->open();
}

void MainWindow::lock(bool locked)
{
    m_locked = locked;
    m_rail->setEnabled(!locked);
    m_stack->setEnabled(!locked); // its shortcuts, too
    for (auto* action : {m_paletteAction, m_signInAction, m_signOutAction, m_helpAction})
        action->setEnabled(!locked);
    for (const auto& each : m_places)
        each.action->setEnabled(!locked);
    showTitle();
}

QList<QAction*> MainWindow::commands() const
{
    QList<QAction*> all;
    for (const auto& each : m_places)
        all << each.action;
    for (const auto& each : m_places)
        all << each.page->titleActions();
    all << m_languageAction << m_themeAction << m_signInAction << m_signOutAction << m_helpAction << m_quitAction;
    return all;
}

void MainWindow::setLanguage(Language language)
{
    if (language == m_language->language())
        return;
    m_settings.setLanguage(language);
    // The translator first: models fill their cells when the language object speaks.
    const auto translated = m_translations.use(language);
    m_language->setLanguage(language);
    if (!translated)
        tell(QString::fromStdString(translated.error().key), true);
}

void MainWindow::setDark(bool dark)
{
    m_settings.setDark(dark);
    m_theme.setDark(dark);
    applyTheme(*qApp, m_theme.theme());
    retranslate(); // icons carry colours of the theme
}

void MainWindow::retranslate()
{
    for (const auto& each : m_places) {
        each.button->setText(each.page->title());
        each.button->setIcon(m_theme.icon(each.page->iconName()));
        each.action->setText(each.page->title());
        each.action->setIcon(m_theme.icon(each.page->iconName()));
        each.button->setToolTip(each.page->title() + QStringLiteral("  (") + each.action->shortcut().toString(QKeySequence::NativeText) +
                                QLatin1Char(')'));
    }
    describe(*m_paletteAction, tr("Find a command"), tr("Every command by name"));
    //: said in the other language, for those who cannot read this one
    describe(*m_languageAction, tr("中文"), tr("Change the language of the window"));
    describe(*m_themeAction, m_theme.theme().dark ? tr("Light theme") : tr("Dark theme"), tr("Change between light and dark"));
    describe(*m_helpAction, tr("Help for this place"), tr("Show or hide the help"));
    describe(*m_signInAction, tr("Sign in"), tr("Say who is working here"));
    describe(*m_signOutAction, tr("Sign out"), tr("Lock the window; a run goes on"));
    describe(*m_quitAction, tr("Quit"), tr("Close the window"));
    m_paletteAction->setIcon(m_theme.icon(QStringLiteral("search")));
    m_languageAction->setIcon(m_theme.icon(QStringLiteral("language")));
    m_themeAction->setIcon(m_theme.icon(QStringLiteral("theme")));
    m_helpAction->setIcon(m_theme.icon(QStringLiteral("help")));
    m_signInAction->setIcon(m_theme.icon(QStringLiteral("user")));
    m_signOutAction->setIcon(m_theme.icon(QStringLiteral("user")));
    m_menuButton->setText(tr("Menu"));
    m_menuButton->setToolTip(tr("Language, theme, help, sign-in"));
    m_menuButton->setIcon(m_theme.icon(QStringLiteral("menu")));
    m_menuButton->setIconSize({22, 22});
    m_signInPage->retranslate();
    m_palette->retranslate();
    m_statusLine->refresh();
    if (m_helpPanel->isVisible()) {
        m_helpPanel->hide();
        showHelp();
    }
    showTitle();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_palette)
        // After the pages below have their new words.
        QTimer::singleShot(0, this, [this] { retranslate(); });
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_settings.setGeometry(saveGeometry());
    // Quitting is an exit like any other: the run stops and its outputs go to the safe state; the session stays resumable.
    if (m_bench->running())
        m_bench->safeState();
    event->accept();
}

} // namespace cal::ui
