// SPDX-License-Identifier: GPL-3.0-or-later
// Resource names: what is read is read the same again from its canonical form.
#include "instruments/transport/resource_name.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using cal::instruments::ResourceName;
    const auto name = ResourceName::parse({reinterpret_cast<const char*>(data), size});
    if (name) {
        const auto again = ResourceName::parse(name->canonical());
        if (!again || !(*again == *name))
            std::abort();
    }
    return 0;
}
