// SPDX-License-Identifier: GPL-3.0-or-later
// Instruments: the places of the bench and a console.
#include "ui/instruments/instruments_view.h"

#include "ui/bench/set_up_tables.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace cal::ui {

InstrumentsView::InstrumentsView(session::Engine& engine, UiLanguage& language, const ThemeSource& theme, FileDialogs& files,
                                 QWidget* parent)
    : PlacePage(parent), m_model(engine, language), m_theme(theme)
{
    setObjectName(QStringLiteral("instruments"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    m_listPanel = new Panel(QStringLiteral("instrumentPanel"), this);
    m_list = new DataTable(m_model.instruments(), theme, files, QStringLiteral("instrumentList"), m_listPanel);
    m_listPanel->setBody(m_list);
    column->addWidget(m_listPanel, 2);

    m_consolePanel = new Panel(QStringLiteral("consolePanel"), this);
    auto* console = new QWidget(m_consolePanel);
    auto* consoleColumn = new QVBoxLayout(console);
    consoleColumn->setContentsMargins(0, 0, 0, 0);
    consoleColumn->setSpacing(0);
    m_lines = new DataTable(m_model.lines(), theme, files, QStringLiteral("consoleLines"), console);
    m_lines->setProperty("bare", true);
    m_lines->verticalHeader()->setDefaultSectionSize(26);
    m_lines->horizontalHeader()->hide();
    consoleColumn->addWidget(m_lines, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(11, 8, 8, 8);
    row->setSpacing(8);
    m_target = new QLabel(console);
    m_target->setObjectName(QStringLiteral("consoleTarget"));
    m_command = new QLineEdit(console);
    m_command->setObjectName(QStringLiteral("consoleCommand"));
    m_command->setFont(theme.theme().mono());
    m_command->installEventFilter(this);
    m_send = new QPushButton(console);
    m_send->setObjectName(QStringLiteral("consoleSend"));
    row->addWidget(m_target);
    row->addWidget(m_command, 1);
    row->addWidget(m_send);
    consoleColumn->addLayout(row);
    m_consolePanel->setBody(console);
    column->addWidget(m_consolePanel, 3);

    m_refresh = new QAction(this);
    m_refresh->setObjectName(QStringLiteral("refreshInstruments"));
    m_refresh->setShortcut(QKeySequence(Qt::Key_F5));
    m_identify = new QAction(this);
    m_identify->setObjectName(QStringLiteral("identifyInstrument"));
    m_identify->setShortcut(QKeySequence(Qt::Key_F4));
    for (auto* action : {m_refresh, m_identify}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    connect(m_refresh, &QAction::triggered, &m_model, &InstrumentsViewModel::refresh);
    connect(m_identify, &QAction::triggered, this, [this] { m_model.ask(m_list->selectedId(), QStringLiteral("*IDN?")); });
    connect(m_send, &QPushButton::clicked, this, [this] { ask(); });
    connect(m_command, &QLineEdit::returnPressed, this, [this] { ask(); });
    connect(m_list, &DataTable::rowSelected, this, [this] { refresh(); });
    connect(&m_model, &InstrumentsViewModel::changed, this, [this] {
        refresh();
        m_lines->scrollToBottom();
    });
    connect(&m_theme, &ThemeSource::themeChanged, this, [this] { retranslate(); });
    retranslate();
    m_list->fitColumns(4);
    m_lines->fitColumns(2);
}

void InstrumentsView::entered()
{
    m_model.refresh();
    if (m_list->selectedId().isEmpty() && !m_model.instruments().rows().empty())
        m_list->selectId(m_model.instruments().rows().front().id);
}

void InstrumentsView::ask()
{
    if (m_command->text().trimmed().isEmpty() || m_list->selectedId().isEmpty() || !m_model.canAsk())
        return;
    m_model.ask(m_list->selectedId(), m_command->text());
    m_command->clear();
    m_recalled = -1;
}

bool InstrumentsView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_command && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const auto& history = m_model.history();
            m_recalled = std::clamp<qsizetype>(m_recalled + (key == Qt::Key_Up ? 1 : -1), -1, history.size() - 1);
            m_command->setText(m_recalled < 0 ? QString() : history[history.size() - 1 - m_recalled]);
            return true;
        }
    }
    return PlacePage::eventFilter(watched, event);
}

void InstrumentsView::retranslate()
{
    m_listPanel->setHeading(tr("Places of the bench"));
    m_listPanel->setHint(tr("No bench is open. Check the bench (Bench, F4) to open it."));
    m_consolePanel->setHeading(tr("Console"));
    m_send->setText(tr("Send (Enter)"));
    m_send->setToolTip(tr("Send one command to the selected place  (Enter)"));
    m_command->setPlaceholderText(tr("Command, for example *IDN?"));
    m_command->setToolTip(tr("Up and Down bring earlier commands back"));
    describe(*m_refresh, tr("Refresh"), tr("Show the present state of the bench"));
    describe(*m_identify, tr("Identify"), tr("Ask the selected place who it is: *IDN?"));
    m_refresh->setIcon(m_theme.icon(QStringLiteral("refresh")));
    m_identify->setIcon(m_theme.icon(QStringLiteral("search")));
    refresh();
}

void InstrumentsView::refresh()
{
    const auto place = m_list->selectedId();
    const bool open = m_model.canAsk() && !place.isEmpty();
    m_listPanel->setEmpty(m_model.instruments().rowCount() == 0);
    m_target->setText(place.isEmpty() ? tr("Select a place") : SetUpTables::placeName(place.toStdString()));
    // The field stays open while a reply is awaited, so that the next command can be typed.
    m_command->setEnabled(open || (m_model.waiting() && !place.isEmpty()));
    m_send->setEnabled(open);
    m_identify->setEnabled(open);
}

} // namespace cal::ui
