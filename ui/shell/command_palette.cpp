// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: every command and every thing of the register.
#include "ui/shell/command_palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace cal::ui {

CommandPalette::CommandPalette(const ThemeSource& theme, std::function<QList<QAction*>()> commands, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_commands(std::move(commands)), m_edit(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setProperty("panel", true);
    m_edit->setObjectName(QStringLiteral("paletteFilter"));
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setProperty("bare", true);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    m_edit->installEventFilter(this);
    m_searchTimer.setSingleShot(true);
    m_searchTimer.setInterval(150);
    connect(&m_searchTimer, &QTimer::timeout, this, [this] {
        m_search(m_edit->text(), [self = QPointer(this), asked = m_asked](const Found& found) {
            if (self && asked == self->m_asked)
                self->addFound(found);
        });
    });
    connect(m_edit, &QLineEdit::textChanged, this, [this] { filter(); });
    connect(m_edit, &QLineEdit::returnPressed, this, [this] { runCurrent(); });
    connect(m_list, &QListWidget::itemClicked, this, [this] { runCurrent(); });
    retranslate();
    hide();
}

void CommandPalette::retranslate()
{
    m_edit->setPlaceholderText(m_search ? tr("Name of a command or place, or words of anything registered")
                                        : tr("Type the name of a command or place"));
}

void CommandPalette::open()
{
    m_before = QApplication::focusWidget();
    m_edit->clear();
    filter();
    const int wide = std::min(560, parentWidget()->width() - 80);
    setGeometry((parentWidget()->width() - wide) / 2, 56, wide, 420);
    show();
    raise();
    m_edit->setFocus();
}

void CommandPalette::shut()
{
    hide();
    if (m_before)
        m_before->setFocus();
}

void CommandPalette::filter()
{
    const auto words = m_edit->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_list->clear();
    m_shown.clear();
    for (auto* action : m_commands()) {
        auto name = action->text();
        name.remove(QLatin1Char('&'));
        const bool matches =
            std::all_of(words.begin(), words.end(), [&](const QString& w) { return name.contains(w, Qt::CaseInsensitive); });
        if (name.isEmpty() || !matches || !action->isEnabled() || !action->isVisible())
            continue;
        const auto key = action->shortcut().toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(action->icon(), key.isEmpty() ? name : name + QStringLiteral("    ") + key, m_list);
        item->setSizeHint({0, 32});
        m_shown << action;
    }
    m_list->setCurrentRow(m_list->count() > 0 ? 0 : -1);
    ++m_asked;
    constexpr qsizetype kFewestLetters = 2;
    if (m_search && m_edit->text().trimmed().size() >= kFewestLetters)
        m_searchTimer.start();
    else
        m_searchTimer.stop();
}

void CommandPalette::setSearch(std::function<void(const QString&, std::function<void(Found)>)> search,
                               std::function<void(const QString&)> chosen)
{
    m_search = std::move(search);
    m_chosen = std::move(chosen);
    retranslate();
}

void CommandPalette::addFound(const Found& found)
{
    for (const auto& each : found) {
        auto* item = new QListWidgetItem(m_theme.icon(each.icon), each.text, m_list);
        item->setSizeHint({0, 32});
        item->setData(Qt::UserRole, each.id);
    }
    if (m_list->currentRow() < 0 && m_list->count() > 0)
        m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    if (row >= m_shown.size()) {
        const auto id = m_list->item(row)->data(Qt::UserRole).toString();
        shut();
        return m_chosen(id);
    }
    const auto action = m_shown[row];
    shut();
    if (action)
        action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
            m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
        if (key == Qt::Key_Escape) {
            shut();
            return true;
        }
    }
    if (watched == m_edit && event->type() == QEvent::FocusOut && isVisible() && !isAncestorOf(QApplication::focusWidget()))
        hide();
    return QFrame::eventFilter(watched, event);
}

} // namespace cal::ui
