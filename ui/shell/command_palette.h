// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: every command of the window by name and every thing of the register by its words, at the top of the window, not a dialog.
#pragma once

#include "ui/widgets/theme.h"

#include <QAction>
#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <vector>

namespace cal::ui {

class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(const ThemeSource& theme, std::function<QList<QAction*>()> commands, QWidget* parent);
    void open();
    void retranslate();

    /// Something of the register: its id, what is shown, the icon's name.
    struct Entry {
        QString id, text, icon;
    };
    using Found = std::vector<Entry>;
    /// `search` may answer several times, each time with more; `chosen` gets the id.
    void setSearch(std::function<void(const QString& words, std::function<void(Found)> then)> search,
                   std::function<void(const QString& id)> chosen);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter();
    void runCurrent();
    void shut();

    const ThemeSource& m_theme;
    std::function<QList<QAction*>()> m_commands;
    QLineEdit* m_edit;
    QListWidget* m_list;
    void addFound(const Found& found);

    QList<QPointer<QAction>> m_shown; ///< the first lines; things of the register follow
    std::function<void(const QString&, std::function<void(Found)>)> m_search;
    std::function<void(const QString&)> m_chosen;
    QTimer m_searchTimer;
    int m_asked = 0;            ///< answers to earlier words are dropped
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace cal::ui
