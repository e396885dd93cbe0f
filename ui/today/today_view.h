// SPDX-License-Identifier: GPL-3.0-or-later
// Today: what waits, most urgent first.
#pragma once

#include "ui/shell/place_page.h"
#include "ui/today/today_view_model.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"

namespace cal::ui {

class BenchViewModel;

class TodayView : public PlacePage
{
    Q_OBJECT

public:
    TodayView(TodayViewModel& model, BenchViewModel& bench, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Today", "place of the window: 工作台"); }
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] QString iconName() const override { return QStringLiteral("today"); }
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("today"); }
    [[nodiscard]] QList<QAction*> titleActions() const override { return {m_resume, m_take}; }
    void entered() override;

protected:
    void retranslate() override;

private:
    void refresh();
    void offerFirst();

    TodayViewModel& m_model;
    BenchViewModel& m_bench;
    const ThemeSource& m_theme;
    Panel *m_interruptedPanel, *m_itemPanel, *m_waitingPanel, *m_standardPanel, *m_environmentPanel;
    DataTable *m_interrupted, *m_items, *m_waiting, *m_standards;
    QLabel *m_temperature, *m_humidity, *m_environmentNote, *m_trouble;
    QAction *m_resume, *m_take;
};

} // namespace cal::ui
