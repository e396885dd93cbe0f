// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions: no answer is ever given to another question, every wait ends, every byte is traced.
#include "instruments/session.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

namespace {

using cal::equipment::Exchange;
using cal::instruments::Session;
using cal::instruments::SessionOptions;
using cal::test::ScriptedServer;
using namespace std::chrono_literals;

SessionOptions quickOptions()
{
    SessionOptions options;
    options.instrument = "item";
    options.ioTimeout = 100ms;
    options.lateWait = 300ms;
    options.quiet = 10ms;
    return options;
}

struct Talk {
    explicit Talk(ScriptedServer::Script script, SessionOptions options = quickOptions(), int family = AF_INET)
        : server(std::move(script), family), session(server.resource(), std::move(options), clock)
    {
        session.setTraceSink(&trace);
    }
    cal::SystemClock clock;
    cal::test::KeptTrace trace;
    ScriptedServer server;
    Session session;
};

/// Answers each line with itself.
void echo(const std::string& line, const ScriptedServer::Send& send)
{
    send(line + "\n");
}

std::string keyOf(const cal::Result<std::string>& reply)
{
    return reply ? "answered " + *reply : reply.error().key;
}

} // namespace

TEST_CASE("a question gets its answer and both are traced", "[instruments][session]")
{
    Talk talk(echo);
    CHECK(*talk.session.query("*IDN?", {}) == "*IDN?");
    const auto trace = talk.trace.take();
    REQUIRE(trace.size() == 2);
    CHECK(trace[0].direction == Exchange::Direction::Sent);
    CHECK(trace[0].bytes == "*IDN?\n");
    CHECK(trace[1].direction == Exchange::Direction::Received);
    CHECK(trace[1].bytes == "*IDN?\n");
    CHECK(trace[1].resource == talk.server.resource().canonical());
    CHECK(trace[1].instrument == "item");
    CHECK(trace[1].note.empty());
    CHECK(trace[0].at.monotonic <= trace[1].at.monotonic);
    talk.session.beginCapture();
    REQUIRE(talk.session.query("A?", {}));
    CHECK(talk.session.takeCapture().size() == 2);
}

TEST_CASE("CR LF ends an answer like LF, and an IPv6 address works", "[instruments][session]") // traps 21, 22
{
    Talk crlf([](const std::string& line, const ScriptedServer::Send& send) { send(line + "\r\n"); });
    CHECK(*crlf.session.query("X?", {}) == "X?");
    CHECK(crlf.trace.take()[1].bytes == "X?\r\n");
    Talk ipv6(echo, quickOptions(), AF_INET6);
    CHECK(ipv6.session.resource().find("[::1]") != std::string::npos);
    CHECK(*ipv6.session.query("X?", {}) == "X?");
}

TEST_CASE("an answer in pieces is put together", "[instruments][session]")
{
    Talk talk([](const std::string&, const ScriptedServer::Send& send) {
        for (const char byte : std::string("+1.00000000E+01\n")) {
            send(std::string(1, byte));
            cal::test::pauseScript(1ms);
        }
    });
    CHECK(*talk.session.query("READ?", {}) == "+1.00000000E+01");
}

TEST_CASE("a block is read by its length, whatever bytes it holds", "[instruments][session]") // trap 2
{
    const auto data = cal::test::noiseBytes(3, 200000) + "\n\n#";
    const auto block = "#6" + std::to_string(data.size()) + data;
    Talk talk([&](const std::string& line, const ScriptedServer::Send& send) { send(line == "BLOCK?" ? block + "\n" : line + "\n"); });
    CHECK(*talk.session.query("BLOCK?", {}, 2000ms) == block);
    CHECK(*talk.session.query("NEXT?", {}) == "NEXT?");
    Talk empty([](const std::string&, const ScriptedServer::Send& send) { send("#10\n"); });
    CHECK(*empty.session.query("BLOCK?", {}) == "#10"); // trap 5
}

TEST_CASE("bytes past the end of an answer are kept for read and dropped before a query", "[instruments][session]")
{
    Talk talk([](const std::string& line, const ScriptedServer::Send& send) { send(line == "TWO?" ? "first\nsecond\n" : line + "\n"); });
    CHECK(*talk.session.query("TWO?", {}) == "first");
    CHECK(*talk.session.read({}) == "second");
    CHECK(*talk.session.query("TWO?", {}) == "first");
    talk.trace.take();
    CHECK(*talk.session.query("NEXT?", {}) == "NEXT?");
    const auto trace = talk.trace.take();
    REQUIRE(trace.size() == 3);
    CHECK(trace[0].bytes == "second\n");
    CHECK(trace[0].note == "unread answer dropped");
}

TEST_CASE("a late answer never answers the next question", "[instruments][session]") // trap 1
{
    Talk talk([](const std::string& line, const ScriptedServer::Send& send) {
        if (line == "SLOW?")
            cal::test::pauseScript(200ms);
        send("answer to " + line + "\n");
    });
    CHECK(keyOf(talk.session.query("SLOW?", {})) == "instrument.timeout");
    CHECK(*talk.session.query("FAST?", {}) == "answer to FAST?");
    const auto trace = talk.trace.take();
    REQUIRE(trace.size() == 5);
    CHECK(trace[1].note == "timeout");
    CHECK(trace[1].bytes.empty());
    CHECK(trace[2].note == "late answer dropped");
    CHECK(trace[2].bytes == "answer to SLOW?\n");
    CHECK(trace[4].bytes == "answer to FAST?\n");
    CHECK(talk.server.connections() == 1);
}

TEST_CASE("an answer later than anybody waits for dies with its connection", "[instruments][session]") // trap 13
{
    std::atomic<int> asked = 0;
    Talk talk([&](const std::string& line, const ScriptedServer::Send& send) {
        if (asked++ == 0)
            cal::test::pauseScript(600ms);
        send("answer to " + line + "\n");
    });
    CHECK(keyOf(talk.session.query("FIRST?", {})) == "instrument.timeout");
    CHECK(*talk.session.query("SECOND?", {}) == "answer to SECOND?");
    CHECK(*talk.session.query("THIRD?", {}) == "answer to THIRD?");
    CHECK(talk.server.connections() == 2);
    CHECK(talk.session.generation() == 2);
}

TEST_CASE("half an answer is a time-out, and its rest is dropped", "[instruments][session]")
{
    Talk talk([](const std::string& line, const ScriptedServer::Send& send) {
        if (line != "HALF?")
            return send("answer to " + line + "\n");
        send("+1.0000");
        cal::test::pauseScript(200ms);
        send("0150E+01\n");
    });
    const auto half = talk.session.query("HALF?", {});
    REQUIRE(!half);
    CHECK(half.error().code == cal::Errc::Timeout);
    CHECK(half.error().arg("command") == "HALF?");
    CHECK(half.error().arg("seconds") == "0.1");
    CHECK(*talk.session.query("NEXT?", {}) == "answer to NEXT?");
    const auto trace = talk.trace.take();
    CHECK(trace[1].bytes == "+1.0000");
    CHECK(trace[1].note == "timeout");
    CHECK(trace[2].bytes == "0150E+01\n");
}

TEST_CASE("a megabyte of noise is refused and the next question is answered", "[instruments][session]")
{
    auto options = quickOptions();
    options.ioTimeout = 3000ms;
    Talk talk(
        [](const std::string& line, const ScriptedServer::Send& send) {
            if (line == "NOISE?") {
                auto noise = cal::test::noiseBytes(1, 1 << 21);
                std::replace(noise.begin(), noise.end(), '\n', ' ');
                noise[0] = 'x';
                send(noise);
            } else {
                send(line + "\n");
            }
        },
        options);
    const auto noise = talk.session.query("NOISE?", {});
    REQUIRE(!noise);
    CHECK(noise.error().key == "instrument.garbage");
    CHECK(noise.error().arg("reply").size() < 100);
    CHECK(*talk.session.query("NEXT?", {}) == "NEXT?");
    CHECK(talk.server.connections() == 2);
}

TEST_CASE("an enormous announced block is refused before it is read", "[instruments][session]")
{
    Talk talk([](const std::string& line, const ScriptedServer::Send& send) { send(line == "BLOCK?" ? "#9999999999xx" : line + "\n"); });
    CHECK(keyOf(talk.session.query("BLOCK?", {})) == "instrument.garbage");
    CHECK(*talk.session.query("NEXT?", {}) == "NEXT?");
}

TEST_CASE("a closed connection is said, and made anew by the next question", "[instruments][session]")
{
    std::atomic<int> asked = 0;
    Talk talk([&](const std::string& line, const ScriptedServer::Send& send) { send(asked++ == 1 ? std::string() : line + "\n"); });
    CHECK(*talk.session.query("A?", {}) == "A?");
    const auto lost = talk.session.query("B?", {});
    REQUIRE(!lost);
    CHECK(lost.error().key == "instrument.connection-lost");
    CHECK(lost.error().arg("reason") == "EOF");
    CHECK(*talk.session.query("C?", {}) == "C?");
    CHECK(talk.session.generation() == 2);
}

TEST_CASE("refused ports and unknown hosts are told apart", "[instruments][session]")
{
    cal::SystemClock clock;
    std::uint16_t closedPort = 0;
    {
        ScriptedServer gone(echo);
        closedPort = gone.resource().port;
    }
    Session refused({0, "127.0.0.1", closedPort}, quickOptions(), clock);
    const auto reply = refused.query("*IDN?", {});
    REQUIRE(!reply);
    CHECK(reply.error().code == cal::Errc::ConnectionLost);
    CHECK(reply.error().key == "instrument.refused");
    CHECK(reply.error().arg("instrument") == "item");
    auto options = quickOptions();
    options.openTimeout = 10000ms;
    Session unknown({0, "no-such-host.invalid", 5025}, options, clock);
    const auto missing = unknown.query("*IDN?", {});
    REQUIRE(!missing);
    CHECK(missing.error().key == "instrument.host-unknown");
    CHECK(missing.error().arg("host") == "no-such-host.invalid");
}

TEST_CASE("a stop ends a wait at once, and the link is clean afterwards", "[instruments][session]")
{
    auto options = quickOptions();
    options.ioTimeout = 10000ms;
    std::stop_source stop;
    Talk talk(
        [&](const std::string& line, const ScriptedServer::Send& send) {
            if (line == "WAIT?") {
                stop.request_stop();
                cal::test::pauseScript(50ms);
            }
            send("answer to " + line + "\n");
        },
        options);
    const auto started = std::chrono::steady_clock::now();
    CHECK(keyOf(talk.session.query("WAIT?", stop.get_token())) == "cancelled");
    CHECK(std::chrono::steady_clock::now() - started < 5s);
    CHECK(keyOf(talk.session.query("X?", stop.get_token())) == "cancelled"); // before anything is sent
    CHECK(*talk.session.query("NEXT?", {}) == "answer to NEXT?");
}

TEST_CASE("an interrupt sticks until it is cleared", "[instruments][session]")
{
    auto options = quickOptions();
    options.ioTimeout = 10000ms;
    Talk talk(
        [&](const std::string& line, const ScriptedServer::Send& send) {
            if (line == "WAIT?")
                talk.session.interrupt();
            else
                send(line + "\n");
        },
        options);
    CHECK(keyOf(talk.session.query("WAIT?", {})) == "cancelled");
    CHECK(keyOf(talk.session.query("X?", {})) == "cancelled");
    talk.session.clearInterrupt();
    CHECK(*talk.session.query("X?", {}) == "X?");
}

TEST_CASE("a distrusted link is made anew", "[instruments][session]")
{
    Talk talk(echo);
    CHECK(*talk.session.query("A?", {}) == "A?");
    talk.session.distrust();
    CHECK(*talk.session.query("B?", {}) == "B?");
    CHECK(talk.server.connections() == 2);
}
