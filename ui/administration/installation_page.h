// SPDX-License-Identifier: GPL-3.0-or-later
// The installation check on the screen (ISO/IEC 17025 7.11.2): the last one of this workstation, a new one, its parts and their trials.
#pragma once

#include "core/quality/desk.h"
#include "ui/registry/register_ports.h"
#include "ui/shell/ui_thread.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/table_model.h"

#include <QPushButton>

#include <optional>

namespace cal::ui {

class InstallationPage : public QWidget
{
    Q_OBJECT

public:
    InstallationPage(quality::QualityDesk& quality, const RegisterPorts& ports, const ThemeSource& theme, FileDialogs& files,
                     QWidget* parent = nullptr);
    void retranslate();
    void refresh(); ///< asks for the last check
    void check();

private:
    void show();
    void showTrials();
    [[nodiscard]] QString lastSentence() const;

    quality::QualityDesk& m_quality;
    RegisterPorts m_ports;
    TableModel m_parts, m_trials;
    std::optional<quality::LastCheck> m_last;
    std::optional<Result<quality::InstallationCheck>> m_done;
    std::optional<Error> m_trouble;
    std::optional<Text> m_doing; ///< title of the part being tried; set while a check is going
    QLabel *m_state, *m_outcome;
    QPushButton* m_check;
    Panel *m_partPanel, *m_trialPanel;
    DataTable *m_partTable, *m_trialTable;
    UiThread m_thread{this};
};

} // namespace cal::ui
