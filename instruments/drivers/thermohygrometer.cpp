// SPDX-License-Identifier: GPL-3.0-or-later
// Thermo-hygrometers by table.
#include "instruments/drivers/thermohygrometer.h"

namespace cal::instruments::drivers {

Result<units::Quantity> Thermohygrometer::one(Session& session, const char* quantity, const std::stop_token& stop)
{
    const Json& row = commands()["sample"][quantity];
    auto unit = units::Unit::parse(row["unit"].asString());
    if (!unit)
        return std::move(unit).error();
    auto number = askNumber(session, row["query"].asString(), stop);
    if (!number)
        return std::move(number).error();
    return units::Quantity{std::move(*number), std::move(*unit)};
}

Result<equipment::EnvironmentSample> Thermohygrometer::sample(std::stop_token stop)
{
    return lane().call([&](Session& session) -> Result<equipment::EnvironmentSample> {
        CAL_TRY(prepare(session, stop));
        session.beginCapture();
        auto temperature = one(session, "temperature", stop);
        auto humidity = temperature ? one(session, "relative-humidity", stop) : temperature;
        auto exchanges = session.takeCapture();
        if (!humidity)
            return std::move(humidity).error();
        return equipment::EnvironmentSample{std::move(*temperature), std::move(*humidity), now(), std::move(exchanges)};
    });
}

} // namespace cal::instruments::drivers
