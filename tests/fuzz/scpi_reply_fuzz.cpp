// SPDX-License-Identifier: GPL-3.0-or-later
// Replies of instruments: numbers, strings, error entries, blocks.
#include "instruments/scpi/reply.h"
#include "instruments/scpi/text.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    namespace scpi = cal::instruments::scpi;
    const std::string_view reply(reinterpret_cast<const char*>(data), size);
    if (const auto number = scpi::parseNumber(reply)) {
        const auto again = scpi::parseNumber(number->text());
        if (!again || *again != *number)
            std::abort();
    }
    (void)scpi::parseString(reply);
    (void)scpi::parseErrorEntry(reply);
    bool incomplete = false;
    const auto head = scpi::blockHead(reply, incomplete);
    if (head && (incomplete || head->head > size))
        std::abort();
    if (const auto block = scpi::parseBlock(reply, 1 << 16); block && block->size() > size)
        std::abort();
    if (scpi::identityFields(reply).size() != 4)
        std::abort();
    if (scpi::printable(reply).size() > 80)
        std::abort();
    return 0;
}
