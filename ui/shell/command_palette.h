// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: every command of the window by name, at the top of the window, not a dialog.
#pragma once

#include "ui/widgets/theme.h"

#include <QAction>
#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>

#include <functional>

namespace cal::ui {

class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(const ThemeSource& theme, std::function<QList<QAction*>()> commands, QWidget* parent);
    void open();
    void retranslate();

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
    QList<QPointer<QAction>> m_shown;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace cal::ui
