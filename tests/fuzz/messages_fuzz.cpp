// SPDX-License-Identifier: GPL-3.0-or-later
// Message tables and the sentences they make.
#include "core/base/messages.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    cal::MessageCatalog catalog;
    if (!catalog.add(std::string_view(reinterpret_cast<const char*>(data), size)))
        return 0;
    for (const auto& key : catalog.keys())
        if (catalog.render(key, {{"file", "x"}, {"context", "{file}"}}, cal::Language::Chinese).empty() && !catalog.find(key)->zh.empty())
            std::abort();
    return 0;
}
