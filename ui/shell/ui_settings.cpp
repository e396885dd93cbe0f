// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers on this workstation.
#include "ui/shell/ui_settings.h"

namespace cal::ui {
namespace {

const QString kRemembered = QStringLiteral("remembered");

/// Names are a person's own words; the keys of an INI file are not: one safe level for each path.
QString keyOf(const QString& path)
{
    return kRemembered + QLatin1Char('/') + QString::fromLatin1(path.toUtf8().toHex());
}

} // namespace

UiSettings::UiSettings(const QString& iniFile)
{
    if (iniFile.isEmpty())
        return;
    m_file = std::make_unique<QSettings>(iniFile, QSettings::IniFormat);
    const auto language = m_file->value(QStringLiteral("window/language"), QStringLiteral("zh")).toString();
    m_language = language == QLatin1String("en") ? Language::English : Language::Chinese;
    m_dark = m_file->value(QStringLiteral("window/theme")).toString() == QLatin1String("dark");
    m_geometry = m_file->value(QStringLiteral("window/geometry")).toByteArray();
    m_file->beginGroup(kRemembered);
    for (const auto& key : m_file->childKeys())
        m_remembered[QString::fromUtf8(QByteArray::fromHex(key.toLatin1()))] = m_file->value(key).toString();
    m_file->endGroup();
}

QString UiSettings::remembered(const QString& path) const
{
    const auto found = m_remembered.find(path);
    return found == m_remembered.end() ? QString() : found->second;
}

void UiSettings::remember(const QString& path, const QString& text)
{
    if (text.isEmpty()) {
        m_remembered.erase(path);
        if (m_file)
            m_file->remove(keyOf(path));
        return;
    }
    m_remembered[path] = text;
    keep(keyOf(path), text);
}

QStringList UiSettings::rememberedBelow(const QString& path) const
{
    QStringList names;
    const auto start = path + QLatin1Char('/');
    for (const auto& [each, text] : m_remembered)
        if (each.startsWith(start))
            names << each.mid(start.size());
    return names;
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
