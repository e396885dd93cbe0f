// SPDX-License-Identifier: GPL-3.0-or-later
// Units from text: spellings, products, printing, and refusals that name what they refuse.
#include "core/units/unit.h"

#include "core/base/messages.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <numbers>
#include <sstream>

namespace {

cal::units::Unit unitOf(std::string_view text)
{
    const auto unit = cal::units::Unit::parse(text);
    INFO("unit " << text);
    REQUIRE(unit.has_value());
    return *unit;
}

cal::Error unitError(std::string_view text)
{
    const auto unit = cal::units::Unit::parse(text);
    INFO("unit " << text);
    REQUIRE_FALSE(unit.has_value());
    CHECK(unit.error().code == cal::Errc::ParseError);
    return unit.error();
}

} // namespace

TEST_CASE("One unit has many spellings", "[units][unit]")
{
    const std::pair<const char*, std::vector<const char*>> families[] = {
        {"uV", {"µV", "\u00B5V", "\u03BCV"}},
        {"ohm", {"Ω", "\u03A9", "\u2126", "Ohm", "OHM", "V/A"}},
        {"kohm", {"kΩ", "kOhm", "k\u2126"}},
        {"degC", {"°C", "\u2103"}},
        {"deg", {"°"}},
        {"arcmin", {"'", "\u2032"}},
        {"arcsec", {"\"", "\u2033"}},
        {"N*m", {"Nm", "N·m", "N\u22C5m", "N m", " N * m ", "N\u00A0m", "m N", "J"}},
        {"kW*h", {"kWh", "kW·h"}},
        {"m/s^2", {"m/s²", "m s^-2", "m·s⁻²", "m/s/s", "m/(s s)", "(m/s)/s", "m/(s^2)", "N/kg"}},
        {"W/(m^2 K^4)", {"W/(m²·K⁴)", "W m^-2 K^-4", "(W/m^2)/K^4"}},
        {"1/K", {"K^-1", "K⁻¹", "1/degC", "1/(K)"}},
        {"1", {"", " ", "m/m", "1/1", "1*1"}},
        {"L/min", {"l/min", "dm^3/min"}},
        {"day", {"d"}},
        {"mbar", {"hPa"}},
        {"kg", {"kg", "N s^2/m"}},
        {"Hz", {"1/s"}},
        {"mm", {"nm nm/fm"}},
    };
    for (const auto& [ascii, spellings] : families)
        for (const char* spelling : spellings) {
            INFO(ascii << " and " << spelling);
            CHECK(unitOf(ascii) == unitOf(spelling));
        }
    CHECK_FALSE(unitOf("V") == unitOf("mV"));
    CHECK_FALSE(unitOf("V") == unitOf("A"));
    CHECK_FALSE(unitOf("degC") == unitOf("K"));
    CHECK_FALSE(unitOf("rad") == unitOf("1"));
    CHECK_FALSE(unitOf("Hz").sameKindAs(unitOf("rad/s")));
    CHECK(cal::units::Unit() == unitOf("1"));
}

TEST_CASE("Units print in symbols, in ASCII and in D-SI", "[units][unit]")
{
    struct Row {
        const char* text;
        const char* symbol;
        const char* ascii;
        const char* dsi;
    };
    const Row rows[] = {
        {"uV", "\u00B5V", "uV", "\\micro\\volt"},
        {"1", "", "1", "\\one"},
        {"MOhm", "MΩ", "Mohm", "\\mega\\ohm"},
        {"\u2103", "°C", "degC", "\\degreecelsius"},
        {"kg*m/s^2", "kg·m/s²", "kg*m/s^2", "\\kilogram\\metre\\second\\tothe{-2}"},
        {"mg", "mg", "mg", "\\milli\\gram"},
        {"1/degC", "1/°C", "1/degC", "\\kelvin\\tothe{-1}"},
        {"W/(m^2 K^4)", "W/(m²·K⁴)", "W/(m^2*K^4)", "\\watt\\metre\\tothe{-2}\\kelvin\\tothe{-4}"},
        {"m·s⁻¹", "m·s⁻¹", "m*s^-1", "\\metre\\second\\tothe{-1}"},
        {"kWh", "kW·h", "kW*h", "\\kilo\\watt\\hour"},
        {"1/kWh", "1/(kW·h)", "1/(kW*h)", "\\kilo\\watt\\tothe{-1}\\hour\\tothe{-1}"},
        {"mmHg", "mmHg", "mmHg", ""},
        {"%", "%", "%", "\\percent"},
        {"ppm/degC", "ppm/°C", "ppm/degC", "\\ppm\\kelvin\\tothe{-1}"},
        {"qg", "qg", "qg", "\\quecto\\gram"},
        {"'", "′", "arcmin", "\\arcminute"},
        {"Pa^10", "Pa¹⁰", "Pa^10", "\\pascal\\tothe{10}"},
    };
    for (const auto& row : rows) {
        INFO(row.text);
        const auto unit = unitOf(row.text);
        CHECK(unit.symbol() == row.symbol);
        CHECK(unit.ascii() == row.ascii);
        CHECK(unit.dsi() == row.dsi);
        CHECK(unitOf(unit.symbol()) == unit);
        CHECK(unitOf(unit.ascii()) == unit);
    }
    CHECK(cal::units::Unit().dsi() == "\\one");
    CHECK(cal::units::Unit().ascii() == "1");
}

TEST_CASE("Factors and dimensions", "[units][unit]")
{
    CHECK(unitOf("mV").factorIsPowerOfTen());
    CHECK(unitOf("mV").factorExponent() == -3);
    CHECK(unitOf("kg").factorExponent() == 0);
    CHECK(unitOf("L/min").factorIsPowerOfTen() == false);
    CHECK(unitOf("mL/L").factorExponent() == -3);
    CHECK(unitOf("Qm").factor() == 1e30);
    CHECK(unitOf("h").factor() == 3600.0);
    CHECK(unitOf("d").factor() == 86400.0);
    CHECK(unitOf("deg").factor() == Approx(std::numbers::pi / 180.0).epsilon(1e-15));
    CHECK(unitOf("arcsec").factor() == Approx(std::numbers::pi / 648000.0).epsilon(1e-15));
    CHECK(unitOf("mmHg").factor() == 133.322387415);
    CHECK(unitOf("psi").factor() == Approx(6894.757293168361).epsilon(1e-15)); // NIST SP 811, B.8: 6.894 757 E+03
    CHECK(unitOf("eV").factor() == 1.602176634e-19);
    CHECK(unitOf("km/h").factor() == Approx(1.0 / 3.6).epsilon(1e-15));
    CHECK(unitOf("t").factorExponent() == 3);
    CHECK(unitOf("degC").offset() == 273.15);
    CHECK(unitOf("degC").isAbsoluteTemperature());
    CHECK(unitOf("degC").ofDifference() == unitOf("K"));
    CHECK(unitOf("mV").ofDifference() == unitOf("mV"));
    // Inside a product a degree Celsius is a difference.
    CHECK_FALSE(unitOf("degC/h").isAbsoluteTemperature());
    CHECK(unitOf("degC/h") == unitOf("K/h"));
    CHECK_FALSE(unitOf("degC^2").isAbsoluteTemperature());
    CHECK(unitOf("lx").sameKindAs(unitOf("lm/m^2")));
    CHECK(unitOf("T").sameKindAs(unitOf("Wb/m^2")));
    CHECK(unitOf("H").sameKindAs(unitOf("V s/A")));
    CHECK(unitOf("F").sameKindAs(unitOf("C/V")));
    CHECK(unitOf("S").sameKindAs(unitOf("A/V")));
    CHECK(unitOf("%").dimension().isNone());
    CHECK_FALSE(unitOf("rad").dimension().isNone());
}

TEST_CASE("Unknown units are refused by name", "[units][unit]")
{
    for (const char* text : {"volt",        "v",     "mv",    "X",     "V/",   "/V",   "V//A",
                             "*V",          "V*",    "V**A",  "V^",    "V^0",  "V^x",  "V^21",
                             "V^-",         "V⁻",    "V²³",   "(V",    "V)",   "()",   "V()",
                             "1^2",         "2",     "10^-3", "m2",    "s-1",  "V A)", "Nm^2",
                             "ft",          "kkg",   "kmin",  "mdegC", "m%",   "dB",   "u",
                             "µ",           "k",     "Hz²²",  "V;A",   "V,A",  "V.A",  "((((((((((V))))))))))",
                             "\xff",        "V\xff", "电压",  "V\nA",  "V\tA", "mmm",  "m^20*m^20*m^20*m^20*m^20*m^20*m^20",
                             "Qm^20*Qm^20", "qm^20", "1(V)",  "V(A)"}) {
        INFO(text);
        CHECK(unitError(text).key == "unit.unknown");
    }
    CHECK(unitError(std::string_view("V\0", 2)).key == "unit.unknown");
    CHECK(unitError(std::string(1'000'000, 'V')).key == "unit.unknown");
    CHECK(unitError(std::string(90, '(')).key == "unit.unknown");
    std::string many = "m";
    for (int i = 0; i < 20; ++i)
        many += "*m";
    CHECK(unitError(many).key == "unit.unknown");

    const auto error = unitError("mV/furlong");
    CHECK(error.arg("unit") == "mV/furlong");
    CHECK(error.arg("part") == "furlong");
    for (const char* text : {"J/mol K", "W/m^2*K", "a/b c"})
        CHECK(unitError(text).key == (std::string(text) == "a/b c" ? "unit.unknown" : "unit.ambiguous"));
    CHECK(unitError("J/mol K").arg("unit") == "J/mol K");
}

TEST_CASE("The sentences of core/units can be read", "[units][messages]")
{
    std::ifstream file(CAL_SOURCE_DIR "/resources/i18n/messages/units.tsv");
    REQUIRE(file.good());
    std::stringstream text;
    text << file.rdbuf();
    cal::MessageCatalog catalog;
    REQUIRE(catalog.add(text.str()).has_value());
    for (const char* key : {"quantity.syntax", "unit.absolute-temperature", "unit.ambiguous", "unit.mismatch", "unit.unknown"})
        CHECK(catalog.contains(key));
    const auto sentence = catalog.render("unit.mismatch", {{"have", "V"}, {"want", "A"}}, cal::Language::English);
    CHECK(sentence.starts_with("Cannot convert V to A: "));
}
