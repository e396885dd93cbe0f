// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities: text, exact conversion, temperatures against differences, refusals.
#include "core/units/quantity.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <random>

namespace {

cal::units::Quantity quantity(std::string_view text)
{
    const auto parsed = cal::units::Quantity::parse(text);
    INFO("quantity " << text);
    REQUIRE(parsed.has_value());
    return *parsed;
}

std::string inUnit(std::string_view text, std::string_view unit)
{
    const auto converted = quantity(text).in(*cal::units::Unit::parse(unit));
    return converted ? converted->text() : converted.error().key;
}

std::string resultText(const cal::Result<cal::units::Quantity>& result)
{
    return result ? result->text() : result.error().key;
}

} // namespace

TEST_CASE("Quantities are read and printed", "[units][quantity]")
{
    CHECK(quantity("10.00 V").text() == "10.00 V");
    CHECK(quantity("-5.0e-3 A").text() == "-5.0e-3 A");
    CHECK(quantity("-5.0e-3 A").si() == -0.005);
    CHECK(quantity("23.1 degC").text() == "23.1 °C");
    CHECK(quantity("23.1°C").text() == "23.1 °C");
    CHECK(quantity("3 ppm").text() == "3 ppm");
    CHECK(quantity("5").text() == "5");
    CHECK(quantity("5").unit == cal::units::Unit());
    CHECK(quantity("10V").text() == "10 V");
    CHECK(quantity("  10\u00A0uV ").text() == "10 µV");
    CHECK(quantity("5eV").text() == "5 eV"); // no exponent without digits
    CHECK(quantity("5 eV").unit == quantity("1eV").unit);
    CHECK(quantity("1e3eV").text() == "1e3 eV");
    CHECK(quantity("30 deg").text() == "30°");
    CHECK(quantity("30'").text() == "30′");
    CHECK(quantity("45.0 %RH").text() == "45.0 %RH");
    CHECK(quantity("+9.9E37").text() == "+9.9E37");
}

TEST_CASE("Quantity garbage", "[units][quantity]")
{
    for (const char* text : {"", " ", "V", "V 10", "ten V", "+ V", "1.2.3 V", ".", "- 5 V", "nan V", "inf", "\xff"}) {
        INFO(text);
        CHECK(cal::units::Quantity::parse(text).error().key == "quantity.syntax");
    }
    CHECK(cal::units::Quantity::parse("10 furlong").error().key == "unit.unknown");
    CHECK(cal::units::Quantity::parse("10 V 5").error().key == "unit.unknown");
    CHECK(cal::units::Quantity::parse("1,5 V").error().key == "unit.unknown");
    CHECK(cal::units::Quantity::parse("1e999 V").error().key == "decimal.too-long");
    CHECK(cal::units::Quantity::parse("1 000 V").error().key == "unit.unknown");
}

TEST_CASE("Conversion is exact wherever a decimal can be", "[units][quantity]")
{
    CHECK(inUnit("10.00 mV", "V") == "0.01000 V");
    CHECK(inUnit("0.010 V", "mV") == "10 mV");
    CHECK(inUnit("0.1 V", "uV") == "100000 µV");
    CHECK(inUnit("1.000 kohm", "V/A") == "1000 V/A");
    CHECK(inUnit("5 %", "ppm") == "50000 ppm");
    CHECK(inUnit("25 ppm", "1") == "0.000025");
    CHECK(inUnit("1.5 h", "s") == "5400 s");
    CHECK(inUnit("90 min", "h") == "1.5 h");
    CHECK(inUnit("1 d", "h") == "24 h");
    CHECK(inUnit("1 deg", "arcsec") == "3600″");
    CHECK(inUnit("36 km/h", "m/s") == "10 m/s");
    CHECK(inUnit("1 mmHg", "Pa") == "133.322387415 Pa");
    CHECK(inUnit("133.322387415 Pa", "mmHg") == "1 mmHg");
    CHECK(inUnit("0.30000000000000000000000000000004 V", "mV") == "300.00000000000000000000000000004 mV");
    CHECK(inUnit("1 kg", "g") == "1000 g");
    CHECK(inUnit("1 kWh", "MJ") == "3.6 MJ");
    CHECK(inUnit("6 L/min", "m^3/h") == "0.36 m³/h");
    // No finite decimal: the shortest digits of the double.
    CHECK(inUnit("1 min", "d") == "0.0006944444444444445 d");
    CHECK(quantity("180 deg").in(*cal::units::Unit::parse("rad"))->number.toDouble() == std::numbers::pi);
    CHECK(quantity("100 mV").si() == 0.1);
    CHECK(quantity("23.1 degC").si() == 296.25);
}

TEST_CASE("Conversion refuses another kind and names both units", "[units][quantity]")
{
    const auto converted = quantity("1 mV").in(*cal::units::Unit::parse("kohm"));
    REQUIRE_FALSE(converted.has_value());
    CHECK(converted.error().key == "unit.mismatch");
    CHECK(converted.error().code == cal::Errc::InvalidArgument);
    CHECK(converted.error().arg("have") == "mV");
    CHECK(converted.error().arg("want") == "kohm");
    CHECK(inUnit("5", "V") == "unit.mismatch");
    CHECK(inUnit("5 rad", "1") == "unit.mismatch");
    CHECK(inUnit("5 rad/s", "Hz") == "unit.mismatch");
}

TEST_CASE("Temperature and temperature difference differ", "[units][quantity][temperature]")
{
    using cal::units::add;
    using cal::units::subtract;
    CHECK(inUnit("23.1 degC", "K") == "296.25 K");
    CHECK(inUnit("296.25 K", "degC") == "23.10 °C");
    CHECK(inUnit("23100 mK", "degC") == "-250.050 °C");
    CHECK(inUnit("23.1 degC", "mK") == "296250 mK");
    CHECK(inUnit("23.1 degC", "degC") == "23.1 °C");
    CHECK(resultText(subtract(quantity("23.1 degC"), quantity("20 degC"))) == "3.1 K");
    CHECK(resultText(add(quantity("20 degC"), quantity("3.1 K"))) == "23.1 °C");
    CHECK(resultText(add(quantity("20 degC"), quantity("500 mK"))) == "20.500 °C");
    CHECK(resultText(subtract(quantity("20 degC"), quantity("0.5 K"))) == "19.5 °C");
    CHECK(resultText(add(quantity("20 degC"), quantity("20 degC"))) == "unit.absolute-temperature");
    CHECK(resultText(add(quantity("3 K"), quantity("20 degC"))) == "unit.absolute-temperature");
    CHECK(resultText(subtract(quantity("300 K"), quantity("20 degC"))) == "unit.absolute-temperature");
    CHECK(resultText(add(quantity("3 K"), quantity("20 K"))) == "23 K");
    CHECK(resultText(add(quantity("20 degC"), quantity("1 V"))) == "unit.mismatch");
    CHECK(resultText(add(quantity("1 V"), quantity("20 degC"))) == "unit.mismatch");
    CHECK(*cal::units::compare(quantity("20 degC"), quantity("293.15 K")) == 0);
    CHECK(*cal::units::compare(quantity("20 degC"), quantity("293.1500001 K")) == -1);
    const auto refused = add(quantity("20 degC"), quantity("20 degC")).error();
    CHECK(refused.arg("left") == "degC");
    CHECK(refused.arg("right") == "degC");
}

TEST_CASE("Sums stay in the first unit; comparison is by value", "[units][quantity]")
{
    CHECK(resultText(cal::units::add(quantity("1.0 V"), quantity("5 mV"))) == "1.005 V");
    CHECK(resultText(cal::units::subtract(quantity("1 mV"), quantity("1 uV"))) == "0.999 mV");
    const auto mismatch = cal::units::add(quantity("1 V"), quantity("1 A")).error();
    CHECK(mismatch.key == "unit.mismatch");
    CHECK(mismatch.arg("have") == "A");
    CHECK(mismatch.arg("want") == "V");
    CHECK(*cal::units::compare(quantity("1000 mV"), quantity("1.000 V")) == 0);
    CHECK(*cal::units::compare(quantity("1 h"), quantity("3600 s")) == 0);
    CHECK(*cal::units::compare(quantity("1 h"), quantity("3600.0000000000000000001 s")) == -1);
    CHECK(*cal::units::compare(quantity("3600.0000000000000000001 s"), quantity("1 h")) == 1);
    CHECK(*cal::units::compare(quantity("1 rad"), quantity("1 deg")) == 1);
    CHECK(cal::units::compare(quantity("1 V"), quantity("1 A")).error().key == "unit.mismatch");
    CHECK(quantity("1.0 V") == quantity("1.00 V"));
    CHECK_FALSE(quantity("1000 mV") == quantity("1 V")); // another unit: use compare
}

TEST_CASE("Quantities in JSON", "[units][quantity]")
{
    CHECK(*quantity("10.00 µV").toJson().canonical() == R"({"unit":"uV","value":"10.00"})");
    CHECK(*quantity("5").toJson().canonical() == R"({"unit":"1","value":"5"})");
    for (const char* text : {"10.00 uV", "-1.5e-3 kohm", "23.1 degC", "5", "3 W/(m^2 K^4)"}) {
        const auto back = cal::units::Quantity::fromJson(quantity(text).toJson());
        REQUIRE(back.has_value());
        CHECK(*back == quantity(text));
        CHECK(back->text() == quantity(text).text());
    }
    const auto fromText = [](const char* text) { return cal::units::Quantity::fromJson(*cal::Json::parse(text)); };
    CHECK(fromText(R"({"value":1.50,"unit":"V"})")->text() == "1.50 V");
    CHECK(fromText(R"({"value":"1"})").error().key == "json.missing");
    CHECK(fromText(R"({"unit":"V"})").error().key == "json.missing");
    CHECK(fromText(R"({"value":"x","unit":"V"})").error().key == "json.wrong-kind");
    CHECK(fromText(R"({"value":"1","unit":5})").error().key == "json.wrong-kind");
    CHECK(fromText(R"({"value":"1","unit":"X"})").error().key == "unit.unknown");
    CHECK(fromText("[]").error().key == "json.missing");
}

TEST_CASE("From the coherent SI unit with shortest digits", "[units][quantity]")
{
    const auto from = [](double value, const char* unit) {
        return resultText(cal::units::Quantity::fromSi(value, *cal::units::Unit::parse(unit)));
    };
    CHECK(from(0.1, "mV") == "100 mV");
    CHECK(from(296.25, "degC") == "23.10 °C");
    CHECK(from(5400.0, "h") == "1.5 h");
    CHECK(from(1e-6, "uV") == "1 µV");
    CHECK(from(std::nan(""), "V") == "decimal.not-finite");
}

TEST_CASE("There and back through any decimal unit changes nothing", "[units][quantity][property]")
{
    std::mt19937_64 engine(11);
    const char* units[] = {"V", "mV", "uV", "kV", "nV", "MV", "QV", "qV"};
    std::uniform_int_distribution<std::int64_t> digits(-1'000'000'000'000, 1'000'000'000'000);
    std::uniform_int_distribution<int> places(-12, 6);
    std::uniform_int_distribution<std::size_t> pick(0, std::size(units) - 1);
    for (int i = 0; i < 1000; ++i) {
        const cal::units::Quantity start{cal::Decimal(cal::Decimal::Coefficient{digits(engine)}, places(engine)),
                                         *cal::units::Unit::parse(units[pick(engine)])};
        const auto there = start.in(*cal::units::Unit::parse(units[pick(engine)]));
        REQUIRE(there.has_value());
        const auto back = there->in(start.unit);
        REQUIRE(back.has_value());
        REQUIRE(back->number.coefficient() == start.number.coefficient());
        REQUIRE(back->number.exponent() == start.number.exponent());
        REQUIRE(*cal::units::compare(*there, start) == 0);
    }
}
