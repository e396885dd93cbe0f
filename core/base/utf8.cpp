// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 by the table of well-formed byte sequences (Unicode, table 3-7).
#include "core/base/utf8.h"

namespace cal {

namespace {

unsigned byteAt(std::string_view text, std::size_t index)
{
    return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U; // 0 is never a continuation byte
}

bool within(unsigned byte, unsigned low, unsigned high)
{
    return byte >= low && byte <= high;
}

} // namespace

std::size_t utf8SequenceLength(std::string_view text)
{
    if (text.empty())
        return 0;
    const unsigned lead = byteAt(text, 0);
    const unsigned second = byteAt(text, 1);
    if (lead < 0x80)
        return 1;
    if (within(lead, 0xC2, 0xDF))
        return within(second, 0x80, 0xBF) ? 2 : 0;
    if (within(lead, 0xE0, 0xEF)) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;  // shorter forms are refused
        const unsigned high = lead == 0xED ? 0x9F : 0xBF; // so are surrogates
        return within(second, low, high) && within(byteAt(text, 2), 0x80, 0xBF) ? 3 : 0;
    }
    if (within(lead, 0xF0, 0xF4)) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return within(second, low, high) && within(byteAt(text, 2), 0x80, 0xBF) && within(byteAt(text, 3), 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8SequenceLength(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string excerpt(std::string_view text, std::size_t maximum)
{
    static constexpr char kHex[] = "0123456789abcdef";
    std::string shown;
    for (std::size_t count = 0; !text.empty(); ++count) {
        if (count == maximum)
            return shown + "…";
        const std::size_t length = utf8SequenceLength(text);
        const unsigned lead = byteAt(text, 0);
        if (length == 0 || lead < 0x20 || lead == 0x7F) {
            shown += "\\x";
            shown += kHex[lead >> 4];
            shown += kHex[lead & 0xF];
            text.remove_prefix(1);
        } else {
            shown += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
    return shown;
}

} // namespace cal
