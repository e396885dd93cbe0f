// SPDX-License-Identifier: GPL-3.0-or-later
// Instruments: the places of the bench and a console.
#pragma once

#include "ui/instruments/instruments_view_model.h"
#include "ui/shell/place_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"

#include <QLineEdit>
#include <QPushButton>

namespace cal::ui {

class InstrumentsView : public PlacePage
{
    Q_OBJECT

public:
    InstrumentsView(session::Engine& engine, UiLanguage& language, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Instruments", "place of the window: 仪器"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("instruments"); }
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("instruments"); }
    [[nodiscard]] QList<QAction*> titleActions() const override { return {m_refresh, m_identify}; }
    void entered() override;

protected:
    void retranslate() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void ask();

    InstrumentsViewModel m_model;
    const ThemeSource& m_theme;
    Panel *m_listPanel, *m_consolePanel;
    DataTable *m_list, *m_lines;
    QLabel* m_target;
    QLineEdit* m_command;
    QPushButton* m_send;
    QAction *m_refresh, *m_identify;
    qsizetype m_recalled = -1; ///< from the end of the history; -1: a new command
};

} // namespace cal::ui
