// SPDX-License-Identifier: GPL-3.0-or-later
// The theme file: complete, readable, and with enough contrast in both themes.
#include "tests/ui/ui_support.h"
#include "ui/widgets/theme.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>

#include <set>

namespace {

struct ContrastPair {
    const char* name;
    QColor text, ground;
};

} // namespace

TEST_CASE("contrast follows the published formula", "[ui][theme]")
{
    CHECK(cal::ui::contrast(Qt::black, Qt::white) == Approx(21.0).epsilon(0).margin(1e-6));
    CHECK(cal::ui::contrast(Qt::white, Qt::white) == Approx(1.0).epsilon(0).margin(1e-9));
    CHECK(cal::ui::contrast(QColor(0x77, 0x77, 0x77), Qt::white) ==
          Approx(4.48).epsilon(0).margin(0.005)); // WCAG's well-known failing grey
}

TEST_CASE("every text stands out by 4.5 to 1 or more in both themes", "[ui][theme]")
{
    cal::test::prepareApplication();
    for (const bool dark : {false, true}) {
        const auto t = cal::ui::Theme::packaged(dark);
        std::vector<ContrastPair> pairs{{"on accent", t.onAccent, t.accent},
                                        {"high voltage", t.highVoltage, t.highVoltageGround},
                                        {"on high voltage", Qt::white, t.highVoltage}};
        for (const auto& [name, ground] :
             {std::pair{"window", t.window}, {"panel", t.panel}, {"selection", t.selection}, {"hover", t.hover}}) {
            pairs.push_back({name, t.text, ground});
            pairs.push_back({name, t.quiet, ground});
        }
        for (const auto& ground : {t.window, t.panel}) {
            for (const auto& [name, text] : {std::pair{"accent", t.accent},
                                             {"pass", t.pass},
                                             {"fail", t.fail},
                                             {"undecided", t.undecided},
                                             {"simulated", t.simulated}})
                pairs.push_back({name, text, ground});
        }
        for (const auto& text : {t.pass, t.fail, t.undecided})
            pairs.push_back({"verdict on selection", text, t.selection});
        for (const auto& pair : pairs) {
            INFO((dark ? "dark " : "light ") << pair.name << " " << pair.text.name().toStdString() << " on "
                                             << pair.ground.name().toStdString());
            CHECK(cal::ui::contrast(pair.text, pair.ground) >= 4.5);
        }
    }
}

TEST_CASE("a broken theme file is an error", "[ui][theme]")
{
    cal::test::prepareApplication();
    CHECK_FALSE(cal::ui::Theme::parse("", false).has_value());
    CHECK_FALSE(cal::ui::Theme::parse("{", false).has_value());
    CHECK_FALSE(cal::ui::Theme::parse("[]", false).has_value());
    QFile file(QStringLiteral(":/calbench/themes/theme.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    const auto whole = file.readAll();
    CHECK(cal::ui::Theme::parse(whole, true).has_value());
    for (const char* name : {"\"window\"", "\"undecided\"", "\"series\"", "\"reading\"", "\"format\""}) {
        auto damaged = whole;
        damaged.replace(name, "\"lost\"");
        INFO(name);
        CHECK_FALSE(cal::ui::Theme::parse(damaged, false).has_value());
    }
}

TEST_CASE("every icon of the resources draws something and takes its colour", "[ui][theme]")
{
    cal::test::prepareApplication();
    const cal::ui::ThemeSource source;
    const auto icons = QDir(QStringLiteral(":/calbench/icons")).entryList({QStringLiteral("*.svg")});
    CHECK(icons.size() >= 20);
    for (const auto& name : icons) {
        const auto image = source.pixmap(QString(name).remove(QStringLiteral(".svg")), 24, QColor(255, 0, 0)).toImage();
        int red = 0, other = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (const auto p = image.pixelColor(x, y); p.alpha() > 128)
                    ++(p.red() > 200 && p.green() < 60 ? red : other);
        INFO(name.toStdString());
        CHECK(red > 10);
        CHECK(other == 0);
    }
}

TEST_CASE("a missing font family is an error, never a box", "[ui][theme]")
{
    cal::test::prepareApplication(); // requires that the families are there
    CHECK(QApplication::font().families().contains(QStringLiteral("Noto Sans CJK SC")));
}
