// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers on this workstation.
#include "ui/shell/ui_settings.h"

namespace cal::ui {

UiSettings::UiSettings(const QString& iniFile)
{
    if (iniFile.isEmpty())
        return;
    m_file = std::make_unique<QSettings>(iniFile, QSettings::IniFormat);
    const auto language = m_file->value(QStringLiteral("window/language"), QStringLiteral("zh")).toString();
    m_language = language == QLatin1String("en") ? Language::English : Language::Chinese;
    m_dark = m_file->value(QStringLiteral("window/theme")).toString() == QLatin1String("dark");
    m_geometry = m_file->value(QStringLiteral("window/geometry")).toByteArray();
}

void UiSettings::keep(const QString& key, const QVariant& value)
{
    if (m_file)
        m_file->setValue(key, value);
}

void UiSettings::setLanguage(Language language)
{
    m_language = language;
    keep(QStringLiteral("window/language"), language == Language::English ? QStringLiteral("en") : QStringLiteral("zh"));
}

void UiSettings::setDark(bool dark)
{
    m_dark = dark;
    keep(QStringLiteral("window/theme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

void UiSettings::setGeometry(const QByteArray& geometry)
{
    m_geometry = geometry;
    keep(QStringLiteral("window/geometry"), geometry);
}

} // namespace cal::ui
