// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers on this workstation: language, theme, size. One INI file, named by app; without a name nothing is kept.
#pragma once

#include "core/base/text.h"

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include <map>
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

    /// Anything else that a screen remembers, by a path such as "filters/<person>/<kind>/<name>"; an empty text forgets it.
    [[nodiscard]] QString remembered(const QString& path) const;
    void remember(const QString& path, const QString& text);
    [[nodiscard]] QStringList rememberedBelow(const QString& path) const; ///< names below the path, sorted

private:
    void keep(const QString& key, const QVariant& value);

    std::unique_ptr<QSettings> m_file; ///< null: memory only
    Language m_language = Language::Chinese;
    bool m_dark = false;
    QByteArray m_geometry;
    std::map<QString, QString> m_remembered; ///< by path
};

} // namespace cal::ui
