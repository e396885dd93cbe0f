// SPDX-License-Identifier: GPL-3.0-or-later
// Reads resource names.
#include "instruments/transport/resource_name.h"

#include "instruments/scpi/text.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace cal::instruments {
namespace {

constexpr std::size_t kLongestName = 300;

Error syntax(std::string_view resource, std::string_view part)
{
    return {Errc::ParseError, "resource.syntax", {{"resource", scpi::printable(resource)}, {"part", scpi::printable(part)}}, {}};
}

Error notSupported(std::string_view resource, std::string_view kind)
{
    return {Errc::InvalidArgument,
            "resource.kind-not-supported",
            {{"resource", scpi::printable(resource)}, {"kind", scpi::printable(kind)}, {"supported", "TCPIP::host::port::SOCKET"}},
            {}};
}

/// Splits at "::", leaving what stands in brackets (an IPv6 address) whole.
std::vector<std::string_view> split(std::string_view text)
{
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    bool bracket = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '[')
            bracket = true;
        else if (text[i] == ']')
            bracket = false;
        else if (!bracket && text.substr(i, 2) == "::") {
            parts.push_back(text.substr(begin, i - begin));
            begin = i + 2;
            ++i;
        }
    }
    parts.push_back(text.substr(begin));
    return parts;
}

template <class Integer>
bool wholeNumber(std::string_view text, Integer& into)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size();
}

bool isHostCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
}

bool isIpv6Character(char c)
{
    return isHostCharacter(c) || c == ':' || c == '%';
}

} // namespace

Result<ResourceName> ResourceName::parse(std::string_view text)
{
    if (text.size() > kLongestName)
        return syntax(text, text);
    const auto parts = split(text);
    const auto interface = scpi::upper(parts.front());
    const auto digit = interface.find_first_of("0123456789");
    for (const std::string_view other : {"GPIB", "USB", "ASRL", "PXI", "VXI", "PRLGX"})
        if (interface.starts_with(other) && parts.size() >= 2)
            return notSupported(text, other);
    if (interface.substr(0, digit) != "TCPIP")
        return syntax(text, parts.front());

    ResourceName name;
    if (digit != std::string::npos && !wholeNumber(std::string_view(interface).substr(digit), name.board))
        return syntax(text, parts.front());
    if (parts.size() < 2)
        return syntax(text, text);
    if (scpi::upper(parts.back()) != "SOCKET") {
        // TCPIP::host[::device][::INSTR] is VXI-11 or HiSLIP.
        if (parts.size() <= 4 && !parts[1].empty() && parts[1].starts_with('[') == parts[1].ends_with(']'))
            return notSupported(text, parts.size() > 2 && scpi::upper(parts[2]).starts_with("HISLIP") ? "HiSLIP" : "VXI-11");
        return syntax(text, parts.back());
    }
    if (parts.size() != 4)
        return syntax(text, text);

    auto host = parts[1];
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
        if (host.find(':') == std::string_view::npos || !std::all_of(host.begin(), host.end(), isIpv6Character))
            return syntax(text, parts[1]);
    } else if (host.empty() || !std::all_of(host.begin(), host.end(), isHostCharacter)) {
        return syntax(text, parts[1]);
    }
    name.host = host;
    if (!wholeNumber(parts[2], name.port) || name.port == 0)
        return syntax(text, parts[2]);
    return name;
}

std::string ResourceName::canonical() const
{
    const bool ipv6 = host.find(':') != std::string::npos;
    return "TCPIP" + std::to_string(board) + "::" + (ipv6 ? "[" + host + "]" : host) + "::" + std::to_string(port) + "::SOCKET";
}

} // namespace cal::instruments
