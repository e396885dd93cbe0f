// SPDX-License-Identifier: GPL-3.0-or-later
// The translation files: nothing unfinished, the same placeholders on both sides, and nothing in the sources that they do not know.
#include "tests/ui/ui_support.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <map>
#include <set>

namespace {

struct TsMessage {
    QString context, source, comment;
    QStringList translations;
    bool unfinished = false, numerus = false;
};

std::vector<TsMessage> readTs(const QString& path)
{
    QFile file(path);
    INFO(path.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    std::vector<TsMessage> list;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            list.push_back({context, {}, {}, {}, false, xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes")});
        } else if (xml.name() == QLatin1String("source")) {
            list.back().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            list.back().comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            list.back().unfinished = xml.attributes().hasAttribute(QLatin1String("type"));
            if (!list.back().numerus)
                list.back().translations << xml.readElementText();
        } else if (xml.name() == QLatin1String("numerusform")) {
            list.back().translations << xml.readElementText();
        }
    }
    REQUIRE_FALSE(xml.hasError());
    return list;
}

std::multiset<QString> placeholders(const QString& text)
{
    static const QRegularExpression kPlaceholder(QStringLiteral("%(?:\\d+|n)"));
    std::multiset<QString> found;
    for (auto it = kPlaceholder.globalMatch(text); it.hasNext();)
        found.insert(it.next().captured());
    return found;
}

QString tsPath(const char* language)
{
    return QStringLiteral(CAL_SOURCE_DIR "/resources/i18n/calbench_%1.ts").arg(QLatin1String(language));
}

} // namespace

TEST_CASE("every string of the window is finished in Chinese with the same placeholders", "[ui][translation]")
{
    const auto messages = readTs(tsPath("zh_CN"));
    CHECK(messages.size() > 200);
    static const QRegularExpression kHan(QStringLiteral("\\p{Han}"));
    // Symbols and names that are the same in both languages.
    const std::set<QString> same{QStringLiteral("中文"),    QStringLiteral("MPE"),
                                 QStringLiteral("U"),       QStringLiteral("k"),
                                 QStringLiteral("c"),       QStringLiteral("ν"),
                                 QStringLiteral("u(x)"),    QStringLiteral("|c|·u(x)"),
                                 QStringLiteral("U / MPE"), QStringLiteral("%1:  U = %2 %3,  k = %4")};
    for (const auto& message : messages) {
        INFO(message.context.toStdString() << ": " << message.source.toStdString());
        CHECK_FALSE(message.unfinished);
        REQUIRE_FALSE(message.translations.isEmpty());
        for (const auto& translation : message.translations) {
            CHECK_FALSE(translation.isEmpty());
            CHECK(placeholders(translation) == placeholders(message.source));
            if (!same.contains(message.source))
                CHECK(translation.contains(kHan));
        }
    }
}

TEST_CASE("English plurals are finished", "[ui][translation]")
{
    for (const auto& message : readTs(tsPath("en"))) {
        INFO(message.source.toStdString());
        CHECK(message.numerus);
        CHECK_FALSE(message.unfinished);
        CHECK(message.translations.size() == 2);
        for (const auto& translation : message.translations)
            CHECK(placeholders(translation) == placeholders(message.source));
    }
}

TEST_CASE("the translation files know every string of the sources", "[ui][translation]")
{
    // lupdate on a copy: what it adds was forgotten, what it drops is dead.
    QTemporaryDir folder;
    const auto copy = folder.filePath(QStringLiteral("fresh_zh_CN.ts"));
    QProcess lupdate;
    lupdate.start(QStringLiteral("/usr/lib/qt6/bin/lupdate"),
                  {QStringLiteral("-silent"), QStringLiteral("-I"), QStringLiteral(CAL_SOURCE_DIR), QStringLiteral(CAL_SOURCE_DIR "/ui"),
                   QStringLiteral("-ts"), copy, QStringLiteral("-source-language"), QStringLiteral("en"),
                   QStringLiteral("-target-language"), QStringLiteral("zh_CN")});
    REQUIRE(lupdate.waitForFinished(60000));
    const auto keys = [](const std::vector<TsMessage>& messages) {
        std::set<QString> set;
        for (const auto& m : messages)
            set.insert(m.context + QLatin1Char('|') + m.source + QLatin1Char('|') + m.comment);
        return set;
    };
    const auto fresh = keys(readTs(copy)), kept = keys(readTs(tsPath("zh_CN")));
    for (const auto& key : fresh) {
        INFO("not in calbench_zh_CN.ts: " << key.toStdString());
        CHECK(kept.contains(key));
    }
    for (const auto& key : kept) {
        INFO("no longer in the sources: " << key.toStdString());
        CHECK(fresh.contains(key));
    }
}

TEST_CASE("each place has a help page in both languages", "[ui][translation]")
{
    cal::test::prepareApplication();
    for (const auto* topic :
         {"today", "bench", "instruments", "records", "orders", "registry", "standards", "people", "quality", "administration"})
        for (const auto* language : {"en", "zh"}) {
            QFile file(QStringLiteral(":/calbench/help/%1.%2.md").arg(QLatin1String(topic), QLatin1String(language)));
            INFO(file.fileName().toStdString());
            REQUIRE(file.open(QIODevice::ReadOnly));
            CHECK(file.readAll().startsWith("# "));
        }
}
