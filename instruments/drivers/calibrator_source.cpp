// SPDX-License-Identifier: GPL-3.0-or-later
// Sources by table.
#include "instruments/drivers/calibrator_source.h"

#include <algorithm>

namespace cal::instruments::drivers {

Result<void> CalibratorSource::set(std::string_view quantity, const units::Quantity& value, std::stop_token stop)
{
    const Json& table = commands()["set"][quantity];
    auto unit = units::Unit::parse(table["unit"].asString());
    if (table.isNull() || !unit)
        return Error{Errc::InvalidArgument, "instrument.cannot-source", {{"instrument", name()}, {"quantity", std::string(quantity)}}, {}};
    auto wanted = value.in(*unit);
    if (!wanted)
        return std::move(wanted).error();
    const auto& rows = definition().capabilities;
    const bool possible = std::any_of(rows.begin(), rows.end(), [&](const equipment::Capability& row) {
        return row.sources && row.quantity == quantity && wanted->number >= row.low && wanted->number <= row.high;
    });
    if (!possible)
        return Error{Errc::InvalidArgument, "instrument.value-out-of-range", {{"instrument", name()}, {"value", value.text()}}, {}};
    return lane().call([&](Session& session) -> Result<void> {
        CAL_TRY(prepare(session, stop));
        return step(session, table["commands"], "value", wanted->number.plain(), stop);
    });
}

Result<void> CalibratorSource::switchOutput(const char* action, const std::stop_token& stop)
{
    const Json& table = commands()[action];
    return lane().call([&](Session& session) -> Result<void> {
        CAL_TRY(prepare(session, stop));
        CAL_TRY(step(session, table["commands"], "", "", stop));
        return verify(session, table["check"], stop);
    });
}

Result<bool> CalibratorSource::settled(std::stop_token stop)
{
    const Json& table = commands()["settled"];
    const auto& query = table["query"].asString();
    return lane().call([&](Session& session) -> Result<bool> {
        CAL_TRY(prepare(session, stop));
        std::string reply;
        auto status = askNumber(session, query, stop, {}, &reply);
        if (!status)
            return std::move(status).error();
        const double value = status->toDouble();
        if (status->exponent() < 0 || value < 0 || value > 65535)
            return garbage(session, query, reply);
        return ((static_cast<unsigned>(value) >> static_cast<unsigned>(table["bit"].asInt())) & 1u) != 0;
    });
}

} // namespace cal::instruments::drivers
