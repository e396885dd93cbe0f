// SPDX-License-Identifier: GPL-3.0-or-later
// The border to Boost.Units: what must not compile does not, and what crosses is checked.
#include "core/units/si.h"

#include <catch2/catch.hpp>
#include <cmath>

namespace {

template <class A, class B>
concept Adds = requires(A a, B b)
{
    a + b;
};

using cal::units::Current;
using cal::units::Resistance;
using cal::units::Temperature;
using cal::units::TemperatureDifference;
using cal::units::Voltage;

static_assert(Adds<Voltage, Voltage>);
static_assert(!Adds<Voltage, Current>);
static_assert(!Adds<Voltage, double>);
// Two absolute temperatures do not add either, but Boost fails inside its own operator, where a concept cannot look.
static_assert(Adds<Temperature, TemperatureDifference>);
static_assert(!std::is_convertible_v<TemperatureDifference, Temperature>);
static_assert(!std::is_convertible_v<Temperature, TemperatureDifference>);
static_assert(!std::is_convertible_v<double, Voltage>);
static_assert(std::is_same_v<decltype(Voltage() / Current()), Resistance>);
static_assert(std::is_same_v<decltype(Temperature() - Temperature()), TemperatureDifference>);

cal::units::Quantity runTime(std::string_view text)
{
    const auto parsed = cal::units::Quantity::parse(text);
    REQUIRE(parsed.has_value());
    return *parsed;
}

template <class Q>
void checkCoherent(double value)
{
    const auto there = cal::units::from(Q::from_value(value));
    REQUIRE(there.has_value());
    CHECK(cal::units::to<Q>(*there)->value() == value);
    CHECK(there->unit.factor() == 1.0);
}

} // namespace

TEST_CASE("Run-time quantities become typed ones", "[units][si]")
{
    CHECK(cal::units::to<Voltage>(runTime("100 mV"))->value() == 0.1);
    CHECK(cal::units::to<Resistance>(runTime("1.5 kΩ"))->value() == 1500.0);
    CHECK(cal::units::to<cal::units::Time>(runTime("2 min"))->value() == 120.0);
    CHECK(cal::units::to<cal::units::Ratio>(runTime("25 ppm"))->value() == 25e-6);
    CHECK(cal::units::to<cal::units::Mass>(runTime("5 g"))->value() == 0.005);
    CHECK(cal::units::to<cal::units::PlaneAngle>(runTime("180 deg"))->value() == Approx(3.141592653589793).epsilon(1e-15));
    CHECK(cal::units::to<Temperature>(runTime("23.1 degC"))->value() == 296.25);
    CHECK(cal::units::to<Temperature>(runTime("296.25 K"))->value() == 296.25);
    CHECK(cal::units::to<TemperatureDifference>(runTime("500 mK"))->value() == 0.5);
}

TEST_CASE("The border refuses another kind, and a temperature for a difference", "[units][si]")
{
    const auto refused = cal::units::to<Voltage>(runTime("1 mA"));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().key == "unit.mismatch");
    CHECK(refused.error().arg("have") == "mA");
    CHECK(refused.error().arg("want") == "V");
    CHECK(cal::units::to<TemperatureDifference>(runTime("3 degC")).error().key == "unit.absolute-temperature");
    CHECK(cal::units::to<Temperature>(runTime("3 V")).error().key == "unit.mismatch");
    CHECK(cal::units::to<cal::units::Ratio>(runTime("3 rad")).error().key == "unit.mismatch");
}

TEST_CASE("Typed quantities become run-time ones", "[units][si]")
{
    CHECK(cal::units::from(Voltage::from_value(0.1), "mV")->text() == "100 mV");
    CHECK(cal::units::from(Voltage::from_value(0.1))->text() == "0.1 V");
    CHECK(cal::units::from(Temperature::from_value(296.25), "degC")->text() == "23.10 °C");
    CHECK(cal::units::from(TemperatureDifference::from_value(0.5), "mK")->text() == "500 mK");
    CHECK(cal::units::from(TemperatureDifference::from_value(0.5), "degC").error().key == "unit.absolute-temperature");
    CHECK(cal::units::from(Voltage::from_value(1.0), "A").error().key == "unit.mismatch");
    CHECK(cal::units::from(Voltage::from_value(1.0), "furlong").error().key == "unit.unknown");
    CHECK(cal::units::from(Voltage::from_value(std::nan(""))).error().key == "decimal.not-finite");
}

TEST_CASE("Every type crosses the border in its coherent unit", "[units][si]")
{
    using namespace cal::units;
    checkCoherent<Ratio>(0.3);
    checkCoherent<Length>(0.3);
    checkCoherent<Mass>(0.3);
    checkCoherent<Time>(0.3);
    checkCoherent<Current>(0.3);
    checkCoherent<TemperatureDifference>(0.3);
    checkCoherent<Temperature>(300.3);
    checkCoherent<PlaneAngle>(0.3);
    checkCoherent<Frequency>(0.3);
    checkCoherent<Force>(0.3);
    checkCoherent<Pressure>(0.3);
    checkCoherent<Energy>(0.3);
    checkCoherent<Power>(0.3);
    checkCoherent<Charge>(0.3);
    checkCoherent<Voltage>(0.3);
    checkCoherent<Capacitance>(0.3);
    checkCoherent<Resistance>(0.3);
    checkCoherent<Conductance>(0.3);
    checkCoherent<Inductance>(0.3);
    // The dimensions in the table agree with Boost's: V = W/A and so on would not compile otherwise, here they meet at run time.
    const Power power = Voltage::from_value(2.0) * Current::from_value(3.0);
    CHECK(from(power, "V A")->text() == "6 V·A");
    CHECK(from(Voltage::from_value(6.0) / Current::from_value(3.0), "ohm")->text() == "2 Ω");
}
