// SPDX-License-Identifier: GPL-3.0-or-later
// record.json and stored events from elsewhere: refused with a reason, or whole.
#include "core/session/record.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    (void)cal::session::importRecord(text);
    const auto event = cal::journal::readEvent(text);
    if (event && event->content != text)
        std::abort();
    return 0;
}
