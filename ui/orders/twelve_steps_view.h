// SPDX-License-Identifier: GPL-3.0-or-later
// The twelve steps of an item as a road: done, the present one, what was passed over, and what has not come yet; each with person and time.
#pragma once

#include "core/session/twelve_steps.h"
#include "ui/shell/ui_language.h"
#include "ui/widgets/theme.h"

#include <QWidget>

#include <chrono>

namespace cal::ui {

class TwelveStepsView : public QWidget
{
    Q_OBJECT

public:
    TwelveStepsView(const ThemeSource& theme, const UiLanguage& language, QWidget* parent = nullptr);

    /// `offset`: of the laboratory's times of day.
    void show(const session::TwelveSteps& steps, std::chrono::minutes offset);
    void clear();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int columns() const; ///< that fit the width: 12, 6, 4, 3, 2 or 1
    enum class Look { Done, Present, Missing, Later };
    [[nodiscard]] Look look(const session::TwelveSteps::Step& step) const;
    void paintStep(QPainter& painter, const session::TwelveSteps::Step& step, const QRectF& cell, bool last) const;

    const ThemeSource& m_theme;
    const UiLanguage& m_language;
    std::optional<session::TwelveSteps> m_steps;
    std::chrono::minutes m_offset{480};
};

} // namespace cal::ui
