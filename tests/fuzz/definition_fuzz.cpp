// SPDX-License-Identifier: GPL-3.0-or-later
// Definition files: refused or whole.
#include "core/equipment/definition.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto definition = cal::equipment::Definition::parse("generic-thermohygrometer", {reinterpret_cast<const char*>(data), size});
    if (definition && (definition->capabilities.empty() || definition->lowestConfidence.empty()))
        std::abort();
    return 0;
}
