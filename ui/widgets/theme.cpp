// SPDX-License-Identifier: GPL-3.0-or-later
// One theme for everything that paints.
#include "ui/widgets/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cassert>
#include <cmath>

namespace cal::ui {
namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QByteArray resource(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Error broken(const QString& reason)
{
    return {Errc::ParseError, "ui.theme", {{"reason", reason.toStdString()}}, {}};
}

} // namespace

double contrast(const QColor& a, const QColor& b)
{
    const auto la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Result<Theme> Theme::parse(const QByteArray& json, bool dark)
{
    QJsonParseError syntax;
    const auto root = QJsonDocument::fromJson(json, &syntax).object();
    if (syntax.error != QJsonParseError::NoError)
        return broken(syntax.errorString());
    if (root[QLatin1String("format")].toString() != QLatin1String("calbench-theme/1"))
        return broken(QStringLiteral("format"));
    Theme theme;
    theme.dark = dark;
    const auto colours = root[dark ? QLatin1String("dark") : QLatin1String("light")].toObject();
    const std::pair<const char*, QColor*> wanted[] = {{"window", &theme.window},
                                                      {"panel", &theme.panel},
                                                      {"line", &theme.line},
                                                      {"text", &theme.text},
                                                      {"quiet", &theme.quiet},
                                                      {"accent", &theme.accent},
                                                      {"onAccent", &theme.onAccent},
                                                      {"hover", &theme.hover},
                                                      {"selection", &theme.selection},
                                                      {"pass", &theme.pass},
                                                      {"fail", &theme.fail},
                                                      {"undecided", &theme.undecided},
                                                      {"simulated", &theme.simulated},
                                                      {"highVoltage", &theme.highVoltage},
                                                      {"highVoltageGround", &theme.highVoltageGround}};
    for (const auto& [name, colour] : wanted) {
        *colour = QColor(colours[QLatin1String(name)].toString());
        if (!colour->isValid())
            return broken(QString::fromLatin1(name));
    }
    for (const auto& each : root[QLatin1String("series")].toArray())
        theme.series.emplace_back(each.toString());
    const auto fonts = root[QLatin1String("fonts")].toObject();
    for (const auto& each : fonts[QLatin1String("text")].toArray())
        theme.textFamilies << each.toString();
    for (const auto& each : fonts[QLatin1String("mono")].toArray())
        theme.monoFamilies << each.toString();
    theme.basePt = fonts[QLatin1String("base")].toInt();
    theme.titlePt = fonts[QLatin1String("title")].toInt();
    theme.figurePt = fonts[QLatin1String("figure")].toInt();
    theme.readingPt = fonts[QLatin1String("reading")].toInt();
    if (theme.series.size() < 3 || theme.textFamilies.size() < 2 || theme.monoFamilies.size() < 2 || theme.basePt < 8 ||
        theme.titlePt < 8 || theme.figurePt < 8 || theme.readingPt < 44)
        return broken(QStringLiteral("fonts, series"));
    return theme;
}

Theme Theme::packaged(bool dark)
{
    auto theme = parse(resource(QStringLiteral(":/calbench/themes/theme.json")), dark);
    assert(theme.has_value());
    return theme ? *theme : Theme{};
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, panel);
    p.setColor(QPalette::AlternateBase, window);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::Button, panel);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, fail);
    p.setColor(QPalette::Highlight, selection);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::PlaceholderText, quiet);
    p.setColor(QPalette::ToolTipBase, panel);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::Light, line.lighter(110));
    p.setColor(QPalette::Midlight, line);
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, line.darker(130));
    p.setColor(QPalette::Shadow, dark ? QColor(0, 0, 0) : line.darker(160));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, quiet);
    return p;
}

QString Theme::styleSheet() const
{
    QString sheet = QString::fromUtf8(resource(QStringLiteral(":/calbench/themes/style.qss")));
    const std::pair<const char*, QColor> names[] = {{"@window", window},
                                                    {"@panel", panel},
                                                    {"@line", line},
                                                    {"@text", text},
                                                    {"@quiet", quiet},
                                                    {"@accent", accent},
                                                    {"@onAccent", onAccent},
                                                    {"@hover", hover},
                                                    {"@selection", selection},
                                                    {"@fail", fail},
                                                    {"@simulated", simulated},
                                                    {"@highVoltageGround", highVoltageGround},
                                                    {"@highVoltage", highVoltage}};
    // Longer names first, so that "@highVoltage" does not eat the start of "@highVoltageGround".
    std::vector<std::pair<const char*, QColor>> sorted(std::begin(names), std::end(names));
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return qstrlen(a.first) > qstrlen(b.first); });
    for (const auto& [name, colour] : sorted)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

QFont Theme::font(int points, bool bold) const
{
    QFont font;
    font.setFamilies(textFamilies);
    font.setPointSize(points);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

QFont Theme::mono() const
{
    QFont font;
    font.setFamilies(monoFamilies);
    font.setPointSize(basePt - 1);
    return font;
}

QColor Theme::verdict(conformity::Verdict verdict) const
{
    switch (verdict) {
    case conformity::Verdict::Pass:
        return pass;
    case conformity::Verdict::Fail:
        return fail;
    case conformity::Verdict::Undecided:
        return undecided;
    case conformity::Verdict::NotJudged:
        break;
    }
    return quiet;
}

ThemeSource::ThemeSource(bool dark, QObject* parent) : QObject(parent), m_theme(Theme::packaged(dark)) {}

void ThemeSource::setDark(bool dark)
{
    if (dark == m_theme.dark)
        return;
    m_theme = Theme::packaged(dark);
    Q_EMIT themeChanged();
}

QPixmap ThemeSource::pixmap(const QString& name, int size, const QColor& colour) const
{
    const auto ink = colour.isValid() ? colour : m_theme.text;
    const auto scale = qGuiApp ? qGuiApp->devicePixelRatio() : 1.0;
    const auto key = QStringLiteral("calbench/%1/%2/%3/%4").arg(name).arg(size).arg(ink.name()).arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    auto svg = resource(QStringLiteral(":/calbench/icons/%1.svg").arg(name));
    svg.replace("#000000", ink.name().toLatin1());
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(QSize(size, size) * scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(scale);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon ThemeSource::icon(const QString& name, const QColor& colour) const
{
    QIcon icon(pixmap(name, 20, colour));
    icon.addPixmap(pixmap(name, 20, m_theme.quiet), QIcon::Disabled);
    return icon;
}

QString ThemeSource::verdictIcon(conformity::Verdict verdict)
{
    const auto word = conformity::name(verdict);
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace cal::ui
