// SPDX-License-Identifier: GPL-3.0-or-later
// VISA resource names: what they mean and their canonical form. A name that cannot be read is another error than an instrument that is
// not there.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace cal::instruments {

/// A raw SCPI socket, the one kind of link spoken so far.
struct ResourceName {
    unsigned board = 0;
    std::string host; ///< name, IPv4 address, or IPv6 address without its brackets
    std::uint16_t port = 0;

    /// "TCPIP::10.0.0.5::5025::SOCKET", "TCPIP0::[fe80::1%eth0]::5025::SOCKET"; case does not matter.
    /// Errors: ParseError "resource.syntax" {resource, part}; InvalidArgument "resource.kind-not-supported" {resource, kind, supported}
    /// for GPIB, USB, ASRL, VXI-11 and HiSLIP names, which are well formed but not spoken yet.
    static Result<ResourceName> parse(std::string_view text);
    [[nodiscard]] std::string canonical() const; ///< "TCPIP0::10.0.0.5::5025::SOCKET"
    bool operator==(const ResourceName&) const = default;
};

} // namespace cal::instruments
