// SPDX-License-Identifier: GPL-3.0-or-later
// The table of standard errors.
#include "instruments/simulator/scpi_errors.h"

#include <utility>

namespace cal::instruments::simulator {
namespace {

constexpr std::pair<int, std::string_view> kTexts[] = {
    {-101, "Invalid character"},
    {-102, "Syntax error"},
    {-104, "Data type error"},
    {-108, "Parameter not allowed"},
    {-109, "Missing parameter"},
    {-113, "Undefined header"},
    {-115, "Unexpected number of parameters"},
    {-120, "Numeric data error"},
    {-131, "Invalid suffix"},
    {-141, "Invalid character data"},
    {-151, "Invalid string data"},
    {-211, "Trigger ignored"},
    {-213, "Init ignored"},
    {-221, "Settings conflict"},
    {-222, "Data out of range"},
    {-224, "Illegal parameter value"},
    {-230, "Data corrupt or stale"},
    {-310, "System error"},
    {-350, "Queue overflow"},
    {-363, "Input buffer overrun"},
    {-410, "Query INTERRUPTED"},
    {-420, "Query UNTERMINATED"},
};

} // namespace

std::string_view standardErrorText(int code)
{
    for (const auto& [known, text] : kTexts)
        if (known == code)
            return text;
    return "Device-specific error";
}

unsigned eventStatusBit(int code)
{
    if (code <= -100 && code > -200)
        return 32; // command error
    if (code <= -200 && code > -300)
        return 16; // execution error
    if (code <= -400 && code > -500)
        return 4; // query error
    return 8;     // device-dependent error
}

} // namespace cal::instruments::simulator
