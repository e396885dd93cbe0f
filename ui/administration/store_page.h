// SPDX-License-Identifier: GPL-3.0-or-later
// The store on the screen: where it lies, a backup while others work, the check of every chain.
#pragma once

#include "core/journal/upkeep.h"
#include "ui/registry/register_ports.h"
#include "ui/shell/ui_thread.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/table_model.h"

#include <QPushButton>

#include <optional>

namespace cal::ui {

class StorePage : public QWidget
{
    Q_OBJECT

public:
    StorePage(journal::Upkeep& upkeep, const RegisterPorts& ports, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);
    void retranslate();
    void check();
    void backup();

private:
    void show();

    journal::Upkeep& m_upkeep;
    RegisterPorts m_ports;
    FileDialogs& m_files;
    TableModel m_findings;
    std::optional<Result<journal::CheckReport>> m_report;
    bool m_checking = false, m_backingUp = false;
    QLabel *m_where, *m_outcome;
    QPushButton *m_check, *m_backup;
    Panel* m_panel;
    DataTable* m_table;
    UiThread m_thread{this};
};

} // namespace cal::ui
