// SPDX-License-Identifier: GPL-3.0-or-later
// An adjustment between the points as found and those as left, inline above the readings: what was done, the constants before, why, and
// which points are measured again.
#pragma once

#include "ui/bench/bench_view_model.h"

#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace cal::ui {

class AdjustBar : public QFrame
{
    Q_OBJECT

public:
    explicit AdjustBar(BenchViewModel& model, QWidget* parent = nullptr);
    void retranslate();
    void ask(const QString& selectedPoint); ///< opens the bar; `selectedPoint` may be empty

Q_SIGNALS:
    void closed();

private:
    void accept();
    void fillPoints();
    [[nodiscard]] QStringList notConforming() const;

    BenchViewModel& m_model;
    QLabel* m_text;
    QLineEdit *m_what, *m_constants, *m_reason;
    QComboBox* m_points;
    QPushButton *m_accept, *m_cancel;
    QString m_selected;
};

} // namespace cal::ui
