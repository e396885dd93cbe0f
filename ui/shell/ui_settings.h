// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers on this workstation: language, theme, size. One INI file, named by app; without a name nothing is kept.
#pragma once

#include "core/base/text.h"

#include <QByteArray>
#include <QSettings>
#include <QString>

#include <memory>

namespace cal::ui {

class UiSettings
{
public:
    explicit UiSettings(const QString& iniFile = {});

    [[nodiscard]] Language language() const { return m_language; }
    void setLanguage(Language language);
    [[nodiscard]] bool dark() const { return m_dark; }
    void setDark(bool dark);
    [[nodiscard]] QByteArray geometry() const { return m_geometry; }
    void setGeometry(const QByteArray& geometry);

private:
    void keep(const QString& key, const QVariant& value);

    std::unique_ptr<QSettings> m_file; ///< null: memory only
    Language m_language = Language::Chinese;
    bool m_dark = false;
    QByteArray m_geometry;
};

} // namespace cal::ui
