// SPDX-License-Identifier: GPL-3.0-or-later
// Fonts, style, theme and translations of the application.
#include "ui/shell/application_style.h"

#include <QFontDatabase>
#include <QLibraryInfo>
#include <QStyle>
#include <QStyleFactory>

// Outside every namespace: the macro declares functions of the global one.
static void registerStaticResources()
{
    Q_INIT_RESOURCE(ui);
    Q_INIT_RESOURCE(ui_translations);
}

namespace cal::ui {

void registerResources()
{
    registerStaticResources();
}

Result<void> applyFonts(QApplication& application)
{
    const auto theme = Theme::packaged(false);
    for (const auto& family : theme.textFamilies + theme.monoFamilies)
        if (!QFontDatabase::hasFamily(family))
            return Error{Errc::NotFound, "ui.missing-font", {{"font", family.toStdString()}}, {}};
    application.setFont(theme.font(theme.basePt));
    return {};
}

void applyTheme(QApplication& application, const Theme& theme)
{
    if (application.style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) != 0)
        application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(theme.palette());
    application.setStyleSheet(theme.styleSheet());
}

Translations::~Translations()
{
    QCoreApplication::removeTranslator(&m_translator);
    QCoreApplication::removeTranslator(&m_qt);
}

Result<void> Translations::use(Language language)
{
    const auto name = language == Language::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    QCoreApplication::removeTranslator(&m_translator);
    QCoreApplication::removeTranslator(&m_qt);
    // Qt's own file may be absent on a small system; its few words then stay English.
    if (m_qt.load(QStringLiteral("qtbase_") + name, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (!m_translator.load(QStringLiteral(":/calbench/i18n/calbench_%1.qm").arg(name)))
        return Error{Errc::NotFound, "ui.missing-translation", {{"language", name.toStdString()}}, {}};
    QCoreApplication::installTranslator(&m_translator);
    return {};
}

} // namespace cal::ui
