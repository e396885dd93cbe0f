// SPDX-License-Identifier: GPL-3.0-or-later
// The event envelope: exact bytes, refusal of anything else, and the chain.
#include "core/journal/event.h"

#include <catch2/catch.hpp>

namespace {

const cal::journal::Authorship kEventAuthor{"person-1", "bench-2", "calbench 0.1.0"};
const cal::Uuid kEventStream = *cal::Uuid::parse("01932f00-0000-7000-8000-000000000001");
const cal::Uuid kEventId = *cal::Uuid::parse("01932f00-0000-7000-8000-0000000000aa");

cal::Timestamp eventTime()
{
    return {*cal::parseRfc3339("2026-11-23T05:41:02.123456Z"), std::chrono::nanoseconds(9'999'999'999'999'999)};
}

cal::journal::Event sealedEvent(std::int64_t seq = 1, const cal::Digest& prev = {}, cal::Json body = cal::Json::Object{{"raw", "KzEuMDA="}})
{
    return *cal::journal::seal({"session.reading-taken", 1, std::move(body)}, kEventStream, seq, prev, kEventAuthor, kEventId, eventTime());
}

std::vector<cal::journal::Event> eventChain(int count)
{
    std::vector<cal::journal::Event> events;
    for (int i = 1; i <= count; ++i)
        events.push_back(sealedEvent(i, events.empty() ? cal::Digest{} : events.back().hash, cal::Json::Object{{"i", i}}));
    return events;
}

std::string replacedOnce(std::string text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("an event's content is the canonical envelope and its hash is SHA-256 of 0x00 and the content", "[journal]")
{
    const auto event = sealedEvent();
    CHECK(event.content ==
          R"({"actor":"person-1","at":"2026-11-23T05:41:02.123456Z","body":{"raw":"KzEuMDA="},)"
          R"("id":"01932f00-0000-7000-8000-0000000000aa","monotonic":"9999999999999999",)"
          R"("prev":"0000000000000000000000000000000000000000000000000000000000000000","program":"calbench 0.1.0",)"
          R"("seq":1,"station":"bench-2","stream":"01932f00-0000-7000-8000-000000000001","type":"session.reading-taken","v":1})");
    // Computed apart from this program: printf '\0%s' "$content" | sha256sum
    CHECK(event.hash.hex() == "d5a4cfba78f60b58d8b326ae6a158e3d89f8bf4309dfc87b974cfc5c05e91a0c");
}

TEST_CASE("an event reads back from its bytes as it was sealed", "[journal]")
{
    const auto event =
        sealedEvent(7, cal::sha256("x"), cal::Json::Object{{"text", "电压 µ"}, {"list", cal::Json::Array{1, true, nullptr}}});
    const auto again = cal::journal::readEvent(event.content);
    REQUIRE(again);
    CHECK(again->stream == event.stream);
    CHECK(again->seq == 7);
    CHECK(again->type == event.type);
    CHECK(again->version == 1);
    CHECK(again->id == event.id);
    CHECK(again->at == event.at);
    CHECK(again->actor == "person-1");
    CHECK(again->station == "bench-2");
    CHECK(again->program == "calbench 0.1.0");
    CHECK(again->prev == cal::sha256("x"));
    CHECK(again->body == event.body);
    CHECK(again->content == event.content);
    CHECK(again->hash == event.hash);
}

TEST_CASE("drafts that could not be read back are refused", "[journal]")
{
    const auto keyOf = [](std::string type, int version, cal::Json body) {
        const auto event =
            cal::journal::seal({std::move(type), version, std::move(body)}, kEventStream, 1, {}, kEventAuthor, kEventId, eventTime());
        return event ? std::string() : event.error().key;
    };
    CHECK(keyOf("a.b", 1, {}).empty());
    for (const char* type : {"", "Session.started", "a b", ".a", "a.", "a\n", "a_b", "测量"})
        CHECK(keyOf(type, 1, {}) == "journal.type");
    CHECK(keyOf("a.b", 0, {}) == "journal.type");
    CHECK(keyOf("a.b", 1, cal::Json(cal::Json::Number{"1.5"})) == "json.not-canonical");
    CHECK(keyOf("a.b", 1, cal::Json("\xff")) == "json.not-canonical");
    CHECK(keyOf("a.b", 1, cal::Json(std::string((32u << 20) + 1, 'x'))) == "journal.too-large");

    cal::Json deep;
    for (int i = 0; i < 100; ++i)
        deep = cal::Json::Array{deep};
    CHECK(keyOf("a.b", 1, deep).empty());
    const auto deepest = cal::journal::seal({"a.b", 1, deep}, kEventStream, 1, {}, kEventAuthor, kEventId, eventTime());
    CHECK(cal::journal::readEvent(deepest->content)); // whatever is sealed can be read
    CHECK(keyOf("a.b", 1, cal::Json::Array{deep}) == "journal.too-large");
}

TEST_CASE("bytes that are not exactly an envelope are refused and located", "[journal]")
{
    const std::string good = sealedEvent().content;
    const auto reason = [](std::string content) {
        const auto event = cal::journal::readEvent(std::move(content));
        REQUIRE_FALSE(event);
        CHECK(event.error().code == cal::Errc::IntegrityViolation);
        CHECK(event.error().key == "journal.envelope");
        return std::string(event.error().arg("reason"));
    };
    CHECK(reason("") == "syntax");
    CHECK(reason("\xff\xfe") == "syntax");
    CHECK(reason("[]") == "syntax");
    CHECK(reason(good.substr(0, good.size() - 1)) == "syntax");
    CHECK(reason(good + " ") == "form");
    CHECK(reason(replacedOnce(good, "\"seq\":1", "\"seq\": 1")) == "form");
    CHECK(reason(replacedOnce(good, "\"seq\":1", "\"seq\":0")) == "seq");
    CHECK(reason(replacedOnce(good, "\"seq\":1", "\"seq\":\"1\"")) == "seq");
    CHECK(reason(replacedOnce(good, "\"v\":1", "\"v\":1.0")) == "v");
    CHECK(reason(replacedOnce(good, "\"v\":1", "\"v\":4294967297")) == "v");
    CHECK(reason(replacedOnce(good, "\"actor\":\"person-1\"", "\"actor\":null")) == "actor");
    CHECK(reason(replacedOnce(good, "\"monotonic\":\"9999", "\"monotonic\":\"+9999")) == "monotonic");
    CHECK(reason(replacedOnce(good, "\"monotonic\":\"9999999999999999\"", "\"monotonic\":\"9999999999999999999\"")) == "monotonic");
    CHECK(reason(replacedOnce(good, ".123456Z", ".12345Z")) == "at");
    CHECK(reason(replacedOnce(good, "0000aa", "0000AA")) == "id");
    CHECK(reason(replacedOnce(good, "\"prev\":\"00", "\"prev\":\"0x")) == "prev");
    CHECK(reason(replacedOnce(good, "\"body\"", "\"bodz\"")) == "body");
    CHECK(reason(replacedOnce(good, "session.reading", "Session.reading")) == "type");
}

TEST_CASE("an envelope with members this program does not know is of a newer program", "[journal]")
{
    const auto newer = replacedOnce(sealedEvent().content, "\"type\"", "\"tenant\":\"x\",\"type\"");
    const auto event = cal::journal::readEvent(newer);
    REQUIRE_FALSE(event);
    CHECK(event.error().key == "journal.newer-envelope");
    CHECK(event.error().code == cal::Errc::ParseError);
}

TEST_CASE("no single changed byte of an event goes unnoticed", "[journal]")
{
    const auto event = sealedEvent();
    for (std::size_t i = 0; i < event.content.size(); ++i) {
        std::string changed = event.content;
        changed[i] = static_cast<char>(changed[i] ^ 0x01);
        const auto read = cal::journal::readEvent(changed);
        INFO("byte " << i);
        CHECK((!read || read->hash != event.hash));
    }
}

TEST_CASE("verifyChain names the first broken event", "[journal]")
{
    const auto good = eventChain(6);
    REQUIRE(cal::journal::verifyChain(good));
    REQUIRE(cal::journal::verifyChain({}));
    const auto found = [](const std::vector<cal::journal::Event>& events) {
        const auto result = cal::journal::verifyChain(events);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == cal::Errc::IntegrityViolation);
        CHECK(result.error().key == "journal.broken-chain");
        return std::string(result.error().arg("seq")) + " " + std::string(result.error().arg("reason"));
    };
    SECTION("missing first event")
    {
        CHECK(found({good.begin() + 1, good.end()}) == "2 sequence");
    }
    SECTION("missing in the middle")
    {
        auto events = good;
        events.erase(events.begin() + 3);
        CHECK(found(events) == "5 sequence");
    }
    SECTION("twice")
    {
        auto events = good;
        events.insert(events.begin() + 2, good[2]);
        CHECK(found(events) == "3 sequence");
    }
    SECTION("changed and hashed anew")
    {
        auto events = good;
        events[2] = sealedEvent(3, good[1].hash, cal::Json::Object{{"i", 33}});
        CHECK(found(events) == "4 prev");
    }
    SECTION("content changed under its hash")
    {
        auto events = good;
        events[2].content = sealedEvent(3, good[1].hash, cal::Json::Object{{"i", 33}}).content;
        CHECK(found(events) == "3 hash");
    }
    SECTION("content no event at all")
    {
        auto events = good;
        events[4].content = "{}";
        CHECK(found(events) == "5 actor");
    }
    SECTION("member changed beside its content")
    {
        auto events = good;
        events[4].actor = "somebody";
        CHECK(found(events) == "5 content");
    }
    SECTION("event of another stream")
    {
        auto events = good;
        events[5] = *cal::journal::seal({"a.b", 1, {}}, kEventId, 6, good[4].hash, kEventAuthor, kEventId, eventTime());
        CHECK(found(events) == "6 stream");
    }
}
