// SPDX-License-Identifier: GPL-3.0-or-later
// The control chart of an intermediate check: results over the dates, centre and limits, what the rules say below.
#pragma once

#include "ui/registry/entity_view_model.h"
#include "ui/standards/control_chart_model.h"
#include "ui/widgets/plot.h"

#include <QLabel>

namespace cal::ui {

class ControlTab : public QWidget
{
    Q_OBJECT

public:
    ControlTab(EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void draw();

    EntityViewModel& m_entity;
    QLabel *m_hint, *m_sentences;
    Plot* m_plot;
    int m_results = 0, m_flags = 0;
};

} // namespace cal::ui
