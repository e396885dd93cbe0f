// SPDX-License-Identifier: GPL-3.0-or-later
// Text helpers.
#include "instruments/scpi/text.h"

#include <algorithm>

namespace cal::instruments::scpi {
namespace {

char upperOf(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

std::string upper(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), upperOf);
    return result;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return upperOf(x) == upperOf(y); });
}

std::string printable(std::string_view bytes, std::size_t longest)
{
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string result;
    for (const char c : bytes) {
        if (result.size() >= longest)
            return result + "…";
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f) {
            result += c;
        } else {
            result += "\\x";
            result += kHex[byte >> 4];
            result += kHex[byte & 15];
        }
    }
    return result;
}

std::string filled(std::string_view pattern, std::string_view name, std::string_view value)
{
    const auto hole = "{" + std::string(name) + "}";
    std::string result(pattern);
    for (std::size_t at = 0; (at = result.find(hole, at)) != std::string::npos; at += value.size())
        result.replace(at, hole.size(), value);
    return result;
}

} // namespace cal::instruments::scpi
