// SPDX-License-Identifier: GPL-3.0-or-later
// From a definition to its driver: the one place that knows the names of driver kinds.
#pragma once

#include "instruments/drivers/driver_core.h"

namespace cal::instruments::drivers {

/// The kind is the definition's "driver". Errors: InvalidArgument "instrument.no-driver" {definition, driver}.
Result<std::unique_ptr<DriverCore>> makeDriver(Attachment attachment);

} // namespace cal::instruments::drivers
