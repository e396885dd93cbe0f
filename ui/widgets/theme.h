// SPDX-License-Identifier: GPL-3.0-or-later
// One theme for everything that paints: palette, style sheet, plots. Colours and sizes come from resources/themes/theme.json alone.
#pragma once

#include "core/base/result.h"
#include "core/conformity/decision_rule.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QPixmap>
#include <QStringList>

#include <vector>

namespace cal::ui {

struct Theme {
    bool dark = false;
    QColor window, panel, line, text, quiet, accent, onAccent, hover, selection;
    QColor pass, fail, undecided, simulated, highVoltage, highVoltageGround;
    std::vector<QColor> series; ///< Okabe-Ito
    QStringList textFamilies, monoFamilies;
    int basePt = 10, titlePt = 13, figurePt = 24, readingPt = 50;

    /// Errors: ParseError "ui.theme" {reason} for a missing or unreadable entry.
    static Result<Theme> parse(const QByteArray& json, bool dark);
    /// The packaged theme. A broken packaged theme is a broken program; a test reads it.
    static Theme packaged(bool dark);

    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QString styleSheet() const;
    [[nodiscard]] QFont font(int points, bool bold = false) const;
    [[nodiscard]] QFont mono() const;
    [[nodiscard]] QColor verdict(conformity::Verdict verdict) const;
};

/// WCAG contrast ratio of two opaque colours, 1 … 21.
double contrast(const QColor& a, const QColor& b);

/// The theme in force, handed to everything that paints by hand.
class ThemeSource : public QObject
{
    Q_OBJECT

public:
    explicit ThemeSource(bool dark = false, QObject* parent = nullptr);
    [[nodiscard]] const Theme& theme() const { return m_theme; }
    void setDark(bool dark);
    /// A line icon in a colour of the theme (text when none is given), sharp at any scale.
    [[nodiscard]] QPixmap pixmap(const QString& name, int size, const QColor& colour = {}) const;
    [[nodiscard]] QIcon icon(const QString& name, const QColor& colour = {}) const; ///< quiet while disabled
    [[nodiscard]] static QString verdictIcon(conformity::Verdict verdict);

Q_SIGNALS:
    void themeChanged();

private:
    Theme m_theme;
};

} // namespace cal::ui
