// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation with one instrument: one question, one answer, every byte traced. Lives on its lane and is used by that thread alone,
// except for interrupt() and setTraceSink().
//
// Invariants:
//   1. An answer is never given to another question than its own. After a time-out the link is dirty: before anything is sent again the
//      late answer is awaited and dropped, and when it does not come the connection is made anew, so that it cannot come any more.
//   2. Bytes past the end of an answer are kept for the next read(); a new query() drops them first, with a note in the trace.
//   3. Every wait ends by its deadline, by the caller's stop token or by interrupt().
#pragma once

#include "core/equipment/indication.h"
#include "instruments/transport/resource_name.h"
#include "instruments/transport/transport.h"
#include "instruments/transport/wake_up.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace cal::instruments {

struct SessionOptions {
    std::string instrument; ///< name on the bench, for the trace and for errors
    std::chrono::milliseconds openTimeout{2000};
    std::chrono::milliseconds ioTimeout{3000};
    std::chrono::milliseconds lateWait{500}; ///< how long a late answer is awaited before the connection is made anew
    std::chrono::milliseconds quiet{20};     ///< a link is clean when nothing came for so long
    std::size_t longestReply = 1 << 20;
    std::size_t longestBlock = 64u << 20;
};

/// Errors of all calls: Timeout "instrument.timeout" {instrument, command, seconds}, ConnectionLost "instrument.connection-lost"
/// {instrument, reason}, "instrument.refused" {instrument, resource}, "instrument.open-timeout" {instrument, resource, seconds},
/// NotFound "instrument.host-unknown" {instrument, host}, InstrumentError "instrument.garbage" {instrument, command, reply},
/// Cancelled "cancelled".
class Session
{
public:
    Session(ResourceName resource, SessionOptions options, Clock& clock);

    /// Connects; nothing to do when connected. Every other call connects by itself when needed.
    Result<void> open(std::stop_token stop);
    void close();

    Result<void> write(std::string_view command, std::stop_token stop);
    /// The reply without its terminator (LF or CR LF). `timeout` replaces the usual one.
    Result<std::string> query(std::string_view command, std::stop_token stop, std::optional<std::chrono::milliseconds> timeout = {});
    /// The next reply to something written before.
    Result<std::string> read(std::stop_token stop, std::optional<std::chrono::milliseconds> timeout = {});

    /// The stream can no longer be trusted (the answer made no sense): the next call makes the connection anew.
    void distrust() { m_broken = true; }
    /// Makes the connection anew at once, for the safe state on a link that no longer answers.
    Result<void> reconnect(std::chrono::milliseconds timeout);
    /// Sends `commands` at once, asks `check` (when not empty) and compares its answer with `expect`; all within `limit`.
    /// A dirty link counts as failed. Also: InstrumentError "instrument.not-safe" {instrument, command, reply}.
    Result<void> force(const std::vector<std::string>& commands, std::string_view check, std::string_view expect,
                       std::chrono::milliseconds limit);
    /// Says that nothing more will be sent and waits until the other end has seen it, `quiet` at most; then closes.
    Result<void> finish(std::chrono::milliseconds quiet);
    /// Ends the wait that is going on with Cancelled; from any thread. Sticks until clearInterrupt().
    void interrupt() noexcept;
    void clearInterrupt() noexcept;

    /// From any thread, between exchanges.
    void setTraceSink(equipment::TraceSink* sink) { m_sink.store(sink, std::memory_order_release); }
    /// Keeps the exchanges from now on, until taken.
    void beginCapture();
    std::vector<equipment::Exchange> takeCapture();

    [[nodiscard]] const std::string& resource() const { return m_exchange.resource; }
    [[nodiscard]] const SessionOptions& options() const { return m_options; }
    /// Counts connections made: a driver that sees another number than before asks who is there.
    [[nodiscard]] unsigned generation() const { return m_generation; }

private:
    class Waiting;
    Result<void> ready(const Waiting& waiting);
    Result<void> connect(std::chrono::milliseconds timeout);
    Result<void> transmit(std::string_view command, Deadline deadline);
    Result<std::string> receiveReply(std::string_view command, std::chrono::milliseconds timeout);
    Result<void> resynchronise();
    Result<void> receiveMore(Deadline deadline);
    std::optional<std::size_t> endOfReply(bool& tooLong);
    void trace(equipment::Exchange::Direction direction, std::string_view bytes, std::string_view note = {});
    Error explained(Error error, std::string_view command, std::chrono::milliseconds timeout);

    ResourceName m_name;
    SessionOptions m_options;
    Clock& m_clock;
    WakeUp m_wake;
    std::atomic<bool> m_interrupted = false;
    std::unique_ptr<Transport> m_transport;
    std::atomic<equipment::TraceSink*> m_sink = nullptr;
    bool m_capturing = false;
    std::vector<equipment::Exchange> m_capture;
    equipment::Exchange m_exchange; ///< reused, so that tracing allocates nothing of its own
    std::string m_out;              ///< reused
    std::vector<char> m_chunk;      ///< reused
    std::string m_in;               ///< received and not yet taken
    std::size_t m_scanned = 0;      ///< no end of line before here
    bool m_dirty = false;           ///< an answer is owed that nobody waits for any more
    bool m_broken = false;          ///< the stream cannot be brought back in step: only a new connection helps
    unsigned m_generation = 0;
};

} // namespace cal::instruments
