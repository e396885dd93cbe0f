// SPDX-License-Identifier: GPL-3.0-or-later
// JSON text: what parses prints and parses again to the same value; what is canonical is so once for all.
#include "core/base/json.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto json = cal::Json::parse(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!json)
        return 0;
    const auto again = cal::Json::parse(json->pretty());
    if (!again || *again != *json)
        std::abort();
    if (const auto bytes = json->canonical()) {
        const auto back = cal::Json::parse(*bytes);
        if (!back || *back != *json || *back->canonical() != *bytes)
            std::abort();
    }
    return 0;
}
