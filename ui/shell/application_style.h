// SPDX-License-Identifier: GPL-3.0-or-later
// Fonts, style, theme and translations of the application; app calls these once, MainWindow when a person switches.
#pragma once

#include "core/base/result.h"
#include "core/base/text.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QTranslator>

namespace cal::ui {

/// Makes icons, theme, help and translations of the static library known. Call before anything of ui is built.
void registerResources();

/// Checks that every family of the theme is installed and sets the application's font.
/// Errors: NotFound "ui.missing-font" {font}.
Result<void> applyFonts(QApplication& application);

/// Style, palette and style sheet.
void applyTheme(QApplication& application, const Theme& theme);

/// The translator of the window's language; changing it sends LanguageChange to every widget.
class Translations
{
public:
    ~Translations();
    /// Errors: NotFound "ui.missing-translation" {language}.
    Result<void> use(Language language);

private:
    QTranslator m_translator;
    QTranslator m_qt; ///< Qt's own words: dialogs, shortcuts
};

} // namespace cal::ui
