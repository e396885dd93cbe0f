// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window.
#include "ui/shell/ui_language.h"

namespace cal::ui {

UiLanguage::UiLanguage(Language language, QObject* parent) : QObject(parent), m_language(language) {}

void UiLanguage::setLanguage(Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    Q_EMIT languageChanged();
}

QString UiLanguage::text(const Text& text) const
{
    const auto& wanted = text.in(m_language);
    const auto& other = text.in(isChinese() ? Language::English : Language::Chinese);
    return QString::fromStdString(wanted.empty() ? other : wanted);
}

} // namespace cal::ui
