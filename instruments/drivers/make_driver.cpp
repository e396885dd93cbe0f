// SPDX-License-Identifier: GPL-3.0-or-later
// Driver kinds.
#include "instruments/drivers/make_driver.h"

#include "instruments/drivers/calibrator_source.h"
#include "instruments/drivers/scpi_meter.h"
#include "instruments/drivers/thermohygrometer.h"

namespace cal::instruments::drivers {

Result<std::unique_ptr<DriverCore>> makeDriver(Attachment attachment)
{
    const auto& kind = std::as_const(attachment.definition.document)["driver"].asString();
    std::unique_ptr<DriverCore> made;
    if (kind == "scpi-meter")
        made = std::make_unique<ScpiMeter>(std::move(attachment));
    else if (kind == "calibrator-source")
        made = std::make_unique<CalibratorSource>(std::move(attachment));
    else if (kind == "thermohygrometer")
        made = std::make_unique<Thermohygrometer>(std::move(attachment));
    else
        return Error{Errc::InvalidArgument, "instrument.no-driver", {{"definition", attachment.definition.id}, {"driver", kind}}, {}};
    return made;
}

} // namespace cal::instruments::drivers
