// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window: which side of a bilingual text is shown. Documents have their own language.
#pragma once

#include "core/base/text.h"

#include <QObject>
#include <QString>

namespace cal::ui {

class UiLanguage : public QObject
{
    Q_OBJECT

public:
    explicit UiLanguage(Language language = Language::Chinese, QObject* parent = nullptr);

    [[nodiscard]] Language language() const { return m_language; }
    [[nodiscard]] bool isChinese() const { return m_language == Language::Chinese; }
    void setLanguage(Language language);
    /// The side of `text` that is shown; the other one where this is empty.
    [[nodiscard]] QString text(const Text& text) const;

Q_SIGNALS:
    void languageChanged();

private:
    Language m_language;
};

} // namespace cal::ui
