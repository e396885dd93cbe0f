// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail on the screen: what was done, filtered by person, kind, type, thing and dates; what the chosen one changed, old and new.
#pragma once

#include "ui/administration/trail_view_model.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace cal::ui {

class TrailPage : public QWidget
{
    Q_OBJECT

public:
    TrailPage(const RegisterPorts& ports, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);
    void retranslate();
    void refresh() { m_model.refresh(); }
    void save(registry::TableFormat format);
    [[nodiscard]] TrailViewModel& model() { return m_model; }

private:
    void take();
    void show();
    void fillBoxes();

    TrailViewModel m_model;
    FileDialogs& m_files;
    QComboBox *m_person, *m_kind;
    QLineEdit *m_type, *m_title, *m_from, *m_to;
    QPushButton* m_clear;
    DataTable *m_events, *m_changes;
    Panel* m_changePanel;
    QLabel *m_count, *m_trouble;
};

} // namespace cal::ui
