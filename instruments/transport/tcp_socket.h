// SPDX-License-Identifier: GPL-3.0-or-later
// A raw SCPI socket: TCP without framing.
#pragma once

#include "instruments/transport/resource_name.h"
#include "instruments/transport/transport.h"
#include "instruments/transport/wake_up.h"

namespace cal::instruments {

class TcpSocket final : public Transport
{
public:
    /// `wake`: signalled by another thread to end a wait; outlives the socket.
    TcpSocket(ResourceName name, const WakeUp& wake);
    ~TcpSocket() override;
    TcpSocket(const TcpSocket&) = delete;
    TcpSocket& operator=(const TcpSocket&) = delete;

    Result<void> open(Deadline deadline) override;
    void close() override;
    [[nodiscard]] bool isOpen() const override { return m_descriptor >= 0; }
    void endSending() override;
    Result<void> send(std::string_view bytes, Deadline deadline) override;
    Result<std::size_t> receive(std::span<char> into, Deadline deadline) override;

private:
    Result<void> connectTo(const void* address, Deadline deadline);
    Result<void> wait(short events, Deadline deadline);
    Error lost(int code);

    ResourceName m_name;
    const WakeUp& m_wake;
    int m_descriptor = -1;
};

} // namespace cal::instruments
