// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions over a byte stream.
#include "instruments/session.h"

#include "core/base/json.h"
#include "instruments/scpi/reply.h"
#include "instruments/scpi/text.h"
#include "instruments/transport/tcp_socket.h"

#include <algorithm>

namespace cal::instruments {
namespace {

using Direction = equipment::Exchange::Direction;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kChunk = 64 * 1024;

std::string secondsText(milliseconds duration)
{
    return shortest(static_cast<double>(duration.count()) / 1000.0);
}

} // namespace

/// While it lives, the caller's stop token ends waits of the session.
class Session::Waiting
{
public:
    Waiting(Session& session, std::stop_token stop) : m_session(session), m_stop(std::move(stop))
    {
        if (m_stop.stop_possible())
            m_callback.emplace(m_stop, Signal{session.m_wake});
    }
    ~Waiting()
    {
        m_callback.reset(); // waits for a callback under way, so that no signal comes after the clearing
        if (m_stop.stop_requested() && !m_session.m_interrupted.load())
            m_session.m_wake.clear();
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

    [[nodiscard]] bool stopped() const { return m_stop.stop_requested() || m_session.m_interrupted.load(std::memory_order_relaxed); }

private:
    struct Signal {
        WakeUp& wake;
        void operator()() const noexcept { wake.signal(); }
    };
    Session& m_session;
    std::stop_token m_stop;
    std::optional<std::stop_callback<Signal>> m_callback;
};

Session::Session(ResourceName resource, SessionOptions options, Clock& clock)
    : m_name(std::move(resource)), m_options(std::move(options)), m_clock(clock), m_transport(std::make_unique<TcpSocket>(m_name, m_wake)),
      m_chunk(kChunk)
{
    m_exchange.resource = m_name.canonical();
    m_exchange.instrument = m_options.instrument;
}

Result<void> Session::open(std::stop_token stop)
{
    const Waiting waiting(*this, std::move(stop));
    return ready(waiting);
}

void Session::close()
{
    m_transport->close();
    m_in.clear();
    m_scanned = 0;
    m_dirty = m_broken = false;
}

Result<void> Session::connect(milliseconds timeout)
{
    close();
    if (auto opened = m_transport->open(steady_clock::now() + timeout); !opened) {
        const auto& error = opened.error();
        if (error.key == "transport.refused")
            return Error{Errc::ConnectionLost, "instrument.refused", {{"instrument", m_options.instrument}, {"resource", resource()}}, {}};
        if (error.key == "transport.host-unknown")
            return Error{Errc::NotFound, "instrument.host-unknown", {{"instrument", m_options.instrument}, {"host", m_name.host}}, {}};
        if (error.code == Errc::Timeout)
            return Error{Errc::Timeout,
                         "instrument.open-timeout",
                         {{"instrument", m_options.instrument}, {"resource", resource()}, {"seconds", secondsText(timeout)}},
                         {}};
        return explained(std::move(opened).error(), {}, timeout);
    }
    ++m_generation;
    return {};
}

Result<void> Session::reconnect(milliseconds timeout)
{
    return connect(timeout);
}

void Session::interrupt() noexcept
{
    m_interrupted.store(true);
    m_wake.signal();
}

void Session::clearInterrupt() noexcept
{
    m_interrupted.store(false);
    m_wake.clear();
}

void Session::beginCapture()
{
    m_capturing = true;
    m_capture.clear();
}

std::vector<equipment::Exchange> Session::takeCapture()
{
    m_capturing = false;
    return std::move(m_capture);
}

void Session::trace(Direction direction, std::string_view bytes, std::string_view note)
{
    auto* sink = m_sink.load(std::memory_order_acquire);
    if (!sink && !m_capturing)
        return;
    m_exchange.at = m_clock.now();
    m_exchange.direction = direction;
    m_exchange.bytes.assign(bytes);
    m_exchange.note.assign(note);
    if (m_capturing)
        m_capture.push_back(m_exchange);
    if (sink)
        sink->exchanged(m_exchange);
}

Error Session::explained(Error error, std::string_view command, milliseconds timeout)
{
    switch (error.code) {
    case Errc::Timeout:
        return {Errc::Timeout,
                "instrument.timeout",
                {{"instrument", m_options.instrument}, {"command", scpi::printable(command)}, {"seconds", secondsText(timeout)}},
                {}};
    case Errc::ConnectionLost:
        close();
        return {Errc::ConnectionLost,
                "instrument.connection-lost",
                {{"instrument", m_options.instrument}, {"reason", std::string(error.arg("reason"))}},
                {}};
    default:
        return error;
    }
}

Result<void> Session::ready(const Waiting& waiting)
{
    if (waiting.stopped())
        return Error{Errc::Cancelled, "cancelled", {}, {}};
    if (m_dirty || m_broken)
        CAL_TRY(resynchronise());
    if (!m_transport->isOpen())
        CAL_TRY(connect(m_options.openTimeout));
    return {};
}

Result<void> Session::resynchronise()
{
    if (!m_broken && m_transport->isOpen()) {
        auto deadline = steady_clock::now() + m_options.lateWait;
        for (;;) {
            auto more = receiveMore(deadline);
            if (!more && more.error().code == Errc::Cancelled)
                return std::move(more).error();
            const bool ended = m_in.ends_with('\n');
            if (!more) {
                if (!m_in.empty())
                    trace(Direction::Received, m_in, "late answer dropped");
                m_in.clear();
                m_scanned = 0;
                if (more.error().code == Errc::Timeout && ended) { // the whole answer came, then silence
                    m_dirty = false;
                    return {};
                }
                break;
            }
            if (m_in.size() > m_options.longestReply)
                break;
            if (ended) // what was owed is here; a short silence proves that nothing follows
                deadline = steady_clock::now() + m_options.quiet;
        }
    }
    trace(Direction::Received, {}, "connection made anew after a time-out");
    return connect(m_options.openTimeout);
}

Result<void> Session::transmit(std::string_view command, Deadline deadline)
{
    m_out.assign(command);
    m_out += '\n';
    if (auto sent = m_transport->send(m_out, deadline); !sent) {
        m_broken = true; // half a command may have gone out
        trace(Direction::Sent, m_out, "not sent");
        return std::move(sent).error();
    }
    trace(Direction::Sent, m_out);
    return {};
}

Result<void> Session::receiveMore(Deadline deadline)
{
    auto got = m_transport->receive(m_chunk, deadline);
    if (!got)
        return std::move(got).error();
    m_in.append(m_chunk.data(), *got);
    return {};
}

/// Where the first whole reply in m_in ends, its terminator included.
std::optional<std::size_t> Session::endOfReply(bool& tooLong)
{
    if (m_in.empty())
        return {};
    std::size_t from = m_scanned;
    if (m_in[0] == '#') { // a line feed inside a block ends nothing
        bool incomplete = false;
        const auto head = scpi::blockHead(m_in, incomplete);
        if (incomplete)
            return {};
        if (head && head->length) {
            tooLong = *head->length > m_options.longestBlock;
            const auto end = head->head + (tooLong ? 0 : *head->length);
            if (tooLong || m_in.size() <= end)
                return {};
            from = std::max(from, end);
        }
    } else {
        tooLong = m_in.size() > m_options.longestReply;
    }
    const auto feed = m_in.find('\n', from);
    if (feed == std::string::npos) {
        m_scanned = m_in.size();
        return {};
    }
    return feed + 1;
}

Result<std::string> Session::receiveReply(std::string_view command, milliseconds timeout)
{
    const auto deadline = steady_clock::now() + timeout;
    for (;;) {
        bool tooLong = false;
        if (const auto end = endOfReply(tooLong); end && *end <= m_options.longestReply + m_options.longestBlock) {
            trace(Direction::Received, std::string_view(m_in).substr(0, *end));
            auto reply = m_in.substr(0, *end - 1);
            m_in.erase(0, *end);
            m_scanned = 0;
            if (reply.ends_with('\r') && !reply.starts_with('#'))
                reply.pop_back();
            return reply;
        }
        if (tooLong) {
            m_broken = true;
            trace(Direction::Received, m_in, "longer than any answer");
            Error error{Errc::InstrumentError,
                        "instrument.garbage",
                        {{"instrument", m_options.instrument}, {"command", scpi::printable(command)}, {"reply", scpi::printable(m_in)}},
                        {}};
            m_in.clear();
            m_scanned = 0;
            return error;
        }
        if (auto more = receiveMore(deadline); !more) {
            m_dirty = true;
            const bool late = more.error().code == Errc::Timeout;
            trace(Direction::Received, m_in, late ? "timeout" : more.error().code == Errc::Cancelled ? "cancelled" : "connection lost");
            m_in.clear();
            m_scanned = 0;
            return explained(std::move(more).error(), command, timeout);
        }
    }
}

Result<void> Session::force(const std::vector<std::string>& commands, std::string_view check, std::string_view expect, milliseconds limit)
{
    const auto deadline = steady_clock::now() + limit;
    if (!m_transport->isOpen() || m_dirty || m_broken)
        return Error{
            Errc::ConnectionLost, "instrument.connection-lost", {{"instrument", m_options.instrument}, {"reason", "ENOTCONN"}}, {}};
    m_in.clear();
    m_scanned = 0;
    for (const auto& command : commands)
        if (auto sent = transmit(command, deadline); !sent)
            return explained(std::move(sent).error(), command, limit);
    if (check.empty())
        return {};
    if (auto sent = transmit(check, deadline); !sent)
        return explained(std::move(sent).error(), check, limit);
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
    auto reply = receiveReply(check, std::max(left, milliseconds(1)));
    if (!reply)
        return std::move(reply).error();
    if (scpi::trimmed(*reply) != expect)
        return Error{Errc::InstrumentError,
                     "instrument.not-safe",
                     {{"instrument", m_options.instrument}, {"command", std::string(check)}, {"reply", scpi::printable(*reply)}},
                     {}};
    return {};
}

Result<void> Session::finish(milliseconds quiet)
{
    if (!m_transport->isOpen())
        return {};
    m_transport->endSending();
    const auto deadline = steady_clock::now() + std::min(quiet, milliseconds(200));
    while (receiveMore(deadline)) { // until the other end closes too, or stays silent
    }
    close();
    return {};
}

Result<void> Session::write(std::string_view command, std::stop_token stop)
{
    const Waiting waiting(*this, std::move(stop));
    CAL_TRY(ready(waiting));
    if (auto sent = transmit(command, steady_clock::now() + m_options.ioTimeout); !sent)
        return explained(std::move(sent).error(), command, m_options.ioTimeout);
    return {};
}

Result<std::string> Session::query(std::string_view command, std::stop_token stop, std::optional<milliseconds> timeout)
{
    const Waiting waiting(*this, std::move(stop));
    CAL_TRY(ready(waiting));
    if (!m_in.empty()) {
        trace(Direction::Received, m_in, "unread answer dropped");
        m_in.clear();
        m_scanned = 0;
    }
    if (auto sent = transmit(command, steady_clock::now() + m_options.ioTimeout); !sent)
        return explained(std::move(sent).error(), command, m_options.ioTimeout);
    return receiveReply(command, timeout.value_or(m_options.ioTimeout));
}

Result<std::string> Session::read(std::stop_token stop, std::optional<milliseconds> timeout)
{
    const Waiting waiting(*this, std::move(stop));
    CAL_TRY(ready(waiting));
    return receiveReply("", timeout.value_or(m_options.ioTimeout));
}

} // namespace cal::instruments
