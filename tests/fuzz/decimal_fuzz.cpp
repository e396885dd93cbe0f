// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal numbers: the text is kept, plain notation means the same, rounding never moves a value by more than its place.
#include "core/base/decimal.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto number = cal::Decimal::parse(text);
    if (!number)
        return 0;
    if (number->text() != text)
        std::abort();
    if (number->exponent() > -60 && number->exponent() < 30) {
        const auto plain = cal::Decimal::parse(number->plain());
        if (plain && *plain != *number)
            std::abort();
    }
    (void)number->roundedTo(-3);
    (void)number->toDouble();
    return 0;
}
