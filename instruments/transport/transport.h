// SPDX-License-Identifier: GPL-3.0-or-later
// A link that carries bytes to and from one instrument. Knows no messages; sessions do. Used by one thread.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <span>
#include <string_view>

namespace cal::instruments {

using Deadline = std::chrono::steady_clock::time_point;

/// Errors of all calls: Timeout "transport.timeout", ConnectionLost "transport.closed" {reason} (the link is then closed; reason is an
/// errno name or EOF), Cancelled "cancelled" when the wake-up given to the link was signalled.
class Transport
{
public:
    virtual ~Transport() = default;
    /// Also: ConnectionLost "transport.refused", NotFound "transport.host-unknown" {host}.
    virtual Result<void> open(Deadline deadline) = 0;
    virtual void close() = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// Nothing more will be sent; what was sent still arrives.
    virtual void endSending() = 0;
    virtual Result<void> send(std::string_view bytes, Deadline deadline) = 0;
    /// At least one byte, at most `into.size()`.
    virtual Result<std::size_t> receive(std::span<char> into, Deadline deadline) = 0;
};

} // namespace cal::instruments
