// SPDX-License-Identifier: GPL-3.0-or-later
// Units and quantities: what is read prints and is read again as the same.
#include "core/units/quantity.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto unit = cal::units::Unit::parse(text)) {
        const auto again = cal::units::Unit::parse(unit->ascii());
        if (!again || !(*again == *unit))
            std::abort();
    }
    if (const auto quantity = cal::units::Quantity::parse(text))
        (void)quantity->si();
    return 0;
}
