// SPDX-License-Identifier: GPL-3.0-or-later
// The border between units at run time and units as types: Boost.Units where the dimension is known in code.
// A volt does not add to an ampere here, and a temperature is not a temperature difference: the compiler says so.
#pragma once

#include "core/units/quantity.h"

#include <boost/units/absolute.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/systems/si/capacitance.hpp>
#include <boost/units/systems/si/conductance.hpp>
#include <boost/units/systems/si/current.hpp>
#include <boost/units/systems/si/dimensionless.hpp>
#include <boost/units/systems/si/electric_charge.hpp>
#include <boost/units/systems/si/electric_potential.hpp>
#include <boost/units/systems/si/energy.hpp>
#include <boost/units/systems/si/force.hpp>
#include <boost/units/systems/si/frequency.hpp>
#include <boost/units/systems/si/inductance.hpp>
#include <boost/units/systems/si/length.hpp>
#include <boost/units/systems/si/mass.hpp>
#include <boost/units/systems/si/plane_angle.hpp>
#include <boost/units/systems/si/power.hpp>
#include <boost/units/systems/si/pressure.hpp>
#include <boost/units/systems/si/resistance.hpp>
#include <boost/units/systems/si/temperature.hpp>
#include <boost/units/systems/si/time.hpp>

namespace cal::units {

namespace si = boost::units::si;

using Ratio = boost::units::quantity<si::dimensionless>;
using Length = boost::units::quantity<si::length>;
using Mass = boost::units::quantity<si::mass>;
using Time = boost::units::quantity<si::time>;
using Current = boost::units::quantity<si::current>;
using TemperatureDifference = boost::units::quantity<si::temperature>;
using Temperature = boost::units::quantity<boost::units::absolute<si::temperature>>;
using PlaneAngle = boost::units::quantity<si::plane_angle>;
using Frequency = boost::units::quantity<si::frequency>;
using Force = boost::units::quantity<si::force>;
using Pressure = boost::units::quantity<si::pressure>;
using Energy = boost::units::quantity<si::energy>;
using Power = boost::units::quantity<si::power>;
using Charge = boost::units::quantity<si::electric_charge>;
using Voltage = boost::units::quantity<si::electric_potential>;
using Capacitance = boost::units::quantity<si::capacitance>;
using Resistance = boost::units::quantity<si::resistance>;
using Conductance = boost::units::quantity<si::conductance>;
using Inductance = boost::units::quantity<si::inductance>;

/// Symbol of the coherent SI unit of a type; only the types above cross the border.
template <class Q>
inline constexpr const char* kSiSymbol = nullptr;
template <>
inline constexpr const char* kSiSymbol<Ratio> = "1";
template <>
inline constexpr const char* kSiSymbol<Length> = "m";
template <>
inline constexpr const char* kSiSymbol<Mass> = "kg";
template <>
inline constexpr const char* kSiSymbol<Time> = "s";
template <>
inline constexpr const char* kSiSymbol<Current> = "A";
template <>
inline constexpr const char* kSiSymbol<TemperatureDifference> = "K";
template <>
inline constexpr const char* kSiSymbol<Temperature> = "K";
template <>
inline constexpr const char* kSiSymbol<PlaneAngle> = "rad";
template <>
inline constexpr const char* kSiSymbol<Frequency> = "Hz";
template <>
inline constexpr const char* kSiSymbol<Force> = "N";
template <>
inline constexpr const char* kSiSymbol<Pressure> = "Pa";
template <>
inline constexpr const char* kSiSymbol<Energy> = "J";
template <>
inline constexpr const char* kSiSymbol<Power> = "W";
template <>
inline constexpr const char* kSiSymbol<Charge> = "C";
template <>
inline constexpr const char* kSiSymbol<Voltage> = "V";
template <>
inline constexpr const char* kSiSymbol<Capacitance> = "F";
template <>
inline constexpr const char* kSiSymbol<Resistance> = "ohm";
template <>
inline constexpr const char* kSiSymbol<Conductance> = "S";
template <>
inline constexpr const char* kSiSymbol<Inductance> = "H";

/// Value in the coherent unit `symbol`, checked. `difference`: degC is refused, it is no difference.
Result<double> checkedSiValue(const Quantity& quantity, std::string_view symbol, bool difference);

/// `to<Voltage>(quantity)`. A Temperature takes degC and K; a TemperatureDifference takes K alone.
/// Errors: InvalidArgument "unit.mismatch" {have, want}, "unit.absolute-temperature" {left, right}.
template <class Q>
requires(kSiSymbol<Q> != nullptr) Result<Q> to(const Quantity& quantity)
{
    const auto value = checkedSiValue(quantity, kSiSymbol<Q>, std::is_same_v<Q, TemperatureDifference>);
    if (!value)
        return value.error();
    return Q::from_value(*value);
}

/// Back to run time, in `unit` ("mV", "degC"), with the shortest digits.
/// Errors: those of Unit::parse, "unit.mismatch", "unit.absolute-temperature", "decimal.not-finite".
Result<Quantity> fromSiValue(double value, std::string_view symbol, std::string_view unit, bool difference);

template <class Q>
requires(kSiSymbol<Q> != nullptr) Result<Quantity> from(const Q& value, std::string_view unit = kSiSymbol<Q>)
{
    return fromSiValue(value.value(), kSiSymbol<Q>, unit, std::is_same_v<Q, TemperatureDifference>);
}

} // namespace cal::units
