// SPDX-License-Identifier: GPL-3.0-or-later
// The point in hand, large: reading, nominal value, error, bar of the error against its limits. Legible from three metres.
#pragma once

#include "ui/bench/run_state.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/theme.h"

#include <QFrame>
#include <QLabel>

namespace cal::ui {

class CurrentPointPanel : public QFrame
{
    Q_OBJECT

public:
    explicit CurrentPointPanel(const ThemeSource& theme, QWidget* parent = nullptr);
    void retranslate();
    /// Shows `point`, the `number`-th of `count`; null when none is in hand.
    void show(const LivePoint* point, int number, int count);
    /// While there is no reading yet: the value the item settles to, in quiet grey because it does not count.
    void showSettling(const LivePoint& point, const units::Quantity& value);

private:
    void applyTheme();

    const ThemeSource& m_theme;
    QLabel *m_where, *m_verdict, *m_verdictIcon, *m_reading, *m_readingUnit, *m_nominal, *m_error, *m_nominalName, *m_errorName;
    ErrorBar* m_bar;
    std::string m_settling; ///< point whose settling value is shown
};

} // namespace cal::ui
