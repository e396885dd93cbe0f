// SPDX-License-Identifier: GPL-3.0-or-later
// Error codes and texts of SCPI-99 volume 2, chapter 21.8, as far as the simulators use them.
#pragma once

#include <string_view>

namespace cal::instruments::simulator {

/// "Undefined header" for -113; "Device-specific error" for a code not listed.
std::string_view standardErrorText(int code);
/// Bit of the event status register that an error of this class sets.
unsigned eventStatusBit(int code);

} // namespace cal::instruments::simulator
