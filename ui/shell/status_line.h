// SPDX-License-Identifier: GPL-3.0-or-later
// The status line: always visible, also while measuring.
#pragma once

#include "ui/shell/status_view_model.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QToolButton>
#include <QWidget>

namespace cal::ui {

class StatusLine : public QWidget
{
    Q_OBJECT

public:
    StatusLine(StatusViewModel& model, const ThemeSource& theme, QWidget* parent = nullptr);
    void refresh();

Q_SIGNALS:
    void signInRequested();

private:
    struct Entry {
        QLabel* icon;
        QLabel* text;
        QString iconName;
    };
    Entry addEntry(const QString& iconName, const QString& objectName);
    void show(Entry& entry, const QString& text, bool healthy);

    StatusViewModel& m_model;
    const ThemeSource& m_theme;
    QToolButton* m_person;
    Entry m_bench, m_environment, m_journal;
    QLabel *m_simulated, *m_highVoltage, *m_laboratory;
};

} // namespace cal::ui
