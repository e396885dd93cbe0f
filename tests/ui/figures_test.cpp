// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and bytes on the screen, CSV, deviation units, typed readings.
#include "ui/bench/deviation.h"
#include "ui/bench/entry_check.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/table_export.h"
#include "ui/widgets/table_model.h"

#include <catch2/catch.hpp>

using cal::ui::escaped;
using cal::ui::grouped;
using cal::ui::plainNumber;

namespace {

cal::units::Quantity figuresQuantity(const char* text)
{
    auto quantity = cal::units::Quantity::parse(text);
    REQUIRE(quantity.has_value());
    return *quantity;
}

const QChar kThinSpace(0x202F);
const QChar kMinusSign(0x2212);

} // namespace

TEST_CASE("digits stand in groups of three away from the decimal sign", "[ui]")
{
    // "|" stands for the thin space, "~" for the minus sign.
    const std::pair<const char*, const char*> cases[] = {{"10000.01234", "10|000.012|34"},
                                                         {"-0.0000351", "~0.000|035|1"},
                                                         {"+1234567", "+1|234|567"},
                                                         {"1000", "1000"},
                                                         {"0.1234", "0.1234"},
                                                         {"not a number", "not a number"},
                                                         {"", ""},
                                                         {"-", "-"},
                                                         {"-10 V", "~10 V"},
                                                         {"1.5e-10", "1.5e-10"}};
    for (const auto& [text, expected] : cases) {
        INFO(text);
        auto shown = grouped(std::string_view(text));
        CHECK(plainNumber(shown) == QString::fromLatin1(text));
        shown.replace(kThinSpace, QLatin1Char('|'));
        shown.replace(kMinusSign, QLatin1Char('~'));
        CHECK(shown.toStdString() == expected);
    }
    auto limits = grouped(QString::fromUtf8("±0.0000040"));
    CHECK(limits.replace(kThinSpace, QLatin1Char('|')).toStdString() == "±0.000|004|0");
}

TEST_CASE("bytes are shown escaped and bounded", "[ui]")
{
    CHECK(escaped("READ?\n") == QStringLiteral("READ?\\n"));
    CHECK(escaped(std::string_view("\x01\xff\r\\", 4)) == QStringLiteral("\\x01\\xFF\\r\\\\"));
    CHECK(escaped(std::string_view("\0", 1)) == QStringLiteral("\\x00"));
    const std::string noise(1024 * 1024, '\xfe');
    const auto shown = escaped(noise, 100);
    CHECK(shown.size() < 450);
    CHECK(shown.endsWith(QStringLiteral("(+1048476)")));
}

TEST_CASE("a table leaves as CSV with plain numbers and no formulas", "[ui]")
{
    cal::ui::TableModel model;
    model.setColumns({{QStringLiteral("Point, name")}, {QStringLiteral("Error")}});
    model.setRows({{QStringLiteral("a"),
                    {{.text = QStringLiteral("say \"10 V\"")}, {.text = grouped(std::string_view("-0.0000351")), .number = true}}},
                   {QStringLiteral("b"), {{.text = QStringLiteral("=HYPERLINK(1)")}, {.text = kMinusSign + QStringLiteral("10 V")}}}});
    CHECK(cal::ui::toCsv(model) == QByteArray("\"Point, name\",Error\r\n\"say \"\"10 V\"\"\",-0.0000351\r\n'=HYPERLINK(1),-10 V\r\n"));
}

TEST_CASE("a deviation is shown in the unit of its size", "[ui]")
{
    const auto volts = cal::ui::deviationUnit(figuresQuantity("10 V"), 400e-6);
    CHECK(volts.symbol == QStringLiteral("µV"));
    CHECK(volts.perSi == Approx(1e6));
    const auto milli = cal::ui::deviationUnit(figuresQuantity("100 mV"), 0.0085);
    CHECK(milli.symbol == QStringLiteral("µV"));
    const auto metre = cal::ui::deviationUnit(figuresQuantity("1 m"), 0.002); // m is the metre, no prefix
    CHECK(metre.symbol == QStringLiteral("mm"));
    const auto celsius = cal::ui::deviationUnit(figuresQuantity("20 degC"), 0.1);
    CHECK(celsius.symbol == QStringLiteral("°C"));
    CHECK(cal::ui::withPrefix(4.26e-5, "V").toStdString() == "42.6\u00a0µV");
    CHECK(cal::ui::withPrefix(0, "V").toStdString() == "0\u00a0V");
    CHECK(cal::ui::withPrefix(1.5, "no unit").toStdString() == "1.5 no unit");
    const auto zero = cal::ui::deviationUnit(figuresQuantity("0 V"), std::nullopt);
    CHECK(zero.symbol == QStringLiteral("V"));
}

TEST_CASE("a typed reading is a number in the right unit with all its digits", "[ui]")
{
    cal::procedure::Point point;
    point.id = "100V";
    point.nominal = figuresQuantity("100 V");
    point.resolution = figuresQuantity("0.1 V");
    const auto check = [&](const QString& text) { return cal::ui::EntryCheck::check(point, text); };
    CHECK(check(QStringLiteral("100.1")).text == QStringLiteral("100.1 V"));
    CHECK(check(QStringLiteral(" 100.1 V ")).text == QStringLiteral("100.1 V"));
    CHECK(check(QStringLiteral("100.1V")).text == QStringLiteral("100.1 V"));
    CHECK(check(QStringLiteral("100100 mV")).text == QStringLiteral("100100 mV"));
    CHECK(check(QStringLiteral("１００．１")).text == QStringLiteral("100.1 V")); // full-width keyboard
    CHECK(check(QStringLiteral("100。1")).text == QStringLiteral("100.1 V"));
    CHECK(check(kMinusSign + QStringLiteral("100.1")).text == QStringLiteral("-100.1 V"));
    for (const auto* bad : {"", "abc", "100.15", "100", "100.1 A", "100.1 furlong", "1e400", "NaN", "inf", "--5"}) {
        INFO(bad);
        const auto outcome = check(QString::fromLatin1(bad));
        CHECK_FALSE(outcome.accepted);
        CHECK_FALSE(outcome.refusal.isEmpty());
    }
}
