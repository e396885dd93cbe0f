// SPDX-License-Identifier: GPL-3.0-or-later
// Drift of an asset: what its calibrations found, with U, over the dates.
#pragma once

#include "ui/standards/drift_view_model.h"
#include "ui/widgets/plot.h"

#include <QComboBox>
#include <QLabel>

namespace cal::ui {

class DriftTab : public QWidget
{
    Q_OBJECT

public:
    DriftTab(EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fill();
    void draw();

    DriftViewModel m_model;
    QComboBox* m_series;
    QLabel* m_hint;
    Plot* m_plot;
    int m_dots = 0;
};

} // namespace cal::ui
