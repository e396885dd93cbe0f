// SPDX-License-Identifier: GPL-3.0-or-later
// The checks at the border of si.h.
#include "core/units/si.h"

namespace cal::units {

namespace {

Result<void> checkBorder(const Unit& have, const Unit& want, bool difference)
{
    if (!have.sameKindAs(want))
        return Error{Errc::InvalidArgument, "unit.mismatch", {{"have", have.ascii()}, {"want", want.ascii()}}, {}};
    if (difference && have.isAbsoluteTemperature())
        return Error{Errc::InvalidArgument, "unit.absolute-temperature", {{"left", have.ascii()}, {"right", want.ascii()}}, {}};
    return {};
}

} // namespace

Result<double> checkedSiValue(const Quantity& quantity, std::string_view symbol, bool difference)
{
    const auto coherent = Unit::parse(symbol);
    if (!coherent)
        return coherent.error();
    CAL_TRY(checkBorder(quantity.unit, *coherent, difference));
    return quantity.si();
}

Result<Quantity> fromSiValue(double value, std::string_view symbol, std::string_view unit, bool difference)
{
    const auto coherent = Unit::parse(symbol);
    if (!coherent)
        return coherent.error();
    const auto wanted = Unit::parse(unit);
    if (!wanted)
        return wanted.error();
    CAL_TRY(checkBorder(*wanted, *coherent, difference));
    return Quantity::fromSi(value, *wanted);
}

} // namespace cal::units
