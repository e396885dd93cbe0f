// SPDX-License-Identifier: GPL-3.0-or-later
// Error of indication against its limits: a bar with the outside shaded, U as a bracket, the guard band hatched.
#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

#include <optional>

namespace cal::ui {

class ErrorBar : public QWidget
{
    Q_OBJECT

public:
    struct Value {
        std::optional<double> error, limit; ///< limit: MPEV > 0; all in one unit
        double expanded = 0;                ///< U; 0 while unknown
        double guard = 0;                   ///< guard band inside the limits
        conformity::Verdict verdict = conformity::Verdict::NotJudged;
        QString limitText; ///< "0.003 5 mV"
        bool operator==(const Value&) const = default;
    };

    explicit ErrorBar(const ThemeSource& theme, QWidget* parent = nullptr);
    void setValue(const Value& value);
    [[nodiscard]] QSize sizeHint() const override { return {420, 76}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 70}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeSource& m_theme;
    Value m_value;
};

} // namespace cal::ui
