// SPDX-License-Identifier: GPL-3.0-or-later
// The scanner of envelopes takes nothing that readEvent() does not take, and says the same.
#include "core/journal/envelope.h"

#include <catch2/catch.hpp>

#include <random>

namespace {

using cal::Json;
using cal::journal::eventHash;
using cal::journal::readEvent;
using cal::journal::viewEnvelope;

std::string sealedContent(const Json& body, const cal::journal::Authorship& by = {"检定员 张三", "bench-2", "calbench 0.1.0"})
{
    cal::SystemClock clock;
    cal::IdMaker ids(clock, 7);
    const auto event = cal::journal::seal({"test.counted", 3, body}, ids.make(), 2, cal::sha256("before"), by, ids.make(), clock.now());
    REQUIRE(event);
    return event->content;
}

/// Nothing is viewed that cannot be read, and what is viewed is the same.
bool agrees(const std::string& content)
{
    const auto view = viewEnvelope(content);
    if (!view)
        return false;
    const auto event = readEvent(content);
    REQUIRE(event);
    CHECK(view->stream == event->stream.text());
    CHECK(view->id == event->id.text());
    CHECK(view->at == cal::toRfc3339(event->at.utc));
    CHECK(view->actor == event->actor);
    CHECK(view->station == event->station);
    CHECK(view->program == event->program);
    CHECK(view->type == event->type);
    CHECK(view->version == event->version);
    CHECK(view->seq == event->seq);
    CHECK(view->prev == event->prev);
    CHECK(eventHash(content) == event->hash);
    return true;
}

const Json kBody = Json::Object{
    {"array", Json::Array{1, -2, 0, true, false, nullptr, "x", Json::Array{}, Json::Object{}}},
    {"big", std::int64_t{1} << 53},
    {"small", -(std::int64_t{1} << 53)},
    {"text", "µΩ \" \\ / \b\t\n\f\r \x01\x1f \x7f 直流电压 👩‍🔬"},
};

} // namespace

TEST_CASE("whatever is sealed can be viewed, and says the same", "[journal][envelope]")
{
    CHECK(agrees(sealedContent(kBody)));
    CHECK(agrees(sealedContent(nullptr)));
    CHECK(agrees(sealedContent("text", {"", "", ""})));
    Json deep = 1;
    for (int i = 0; i < 100; ++i)
        deep = Json::Array{deep};
    CHECK(agrees(sealedContent(deep)));
    CHECK_FALSE(agrees(sealedContent(1, {"quoted \" actor", "", ""}))); // readEvent() judges those
}

TEST_CASE("no byte can be changed into something that is viewed and not read", "[journal][envelope]")
{
    const std::string good = sealedContent(kBody);
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (int value = 0; value < 256; value += i % 3 == 0 ? 1 : 7) {
            std::string bad = good;
            bad[i] = static_cast<char>(value);
            if (agrees(bad) && bad != good)
                CHECK(eventHash(bad) != eventHash(good));
        }
        agrees(good.substr(0, i));
        agrees(good.substr(i));
        agrees(good.substr(0, i) + good.substr(i + 1));
        agrees(good.substr(0, i) + good[i] + good.substr(i));
    }
}

TEST_CASE("spellings that are not canonical are not viewed", "[journal][envelope]")
{
    const std::string good = sealedContent(Json::Object{{"a", 1}, {"b", "x"}});
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string changed = good;
        const auto at = changed.find(from);
        REQUIRE(at != std::string::npos);
        return changed.replace(at, from.size(), to);
    };
    for (const std::string& bad : {with("\"a\":1", "\"a\": 1"),
                                   with("\"a\":1", "\"a\":01"),
                                   with("\"a\":1", "\"a\":-0"),
                                   with("\"a\":1", "\"a\":1.0"),
                                   with("\"a\":1", "\"a\":1e0"),
                                   with("\"a\":1", "\"a\":+1"),
                                   with("\"a\":1", "\"a\":9007199254740993"),
                                   with("\"b\"", "\"a\""),
                                   with("\"a\":1", "\"c\":1"),
                                   with("\"x\"", "\"\\u0078\""),
                                   with("\"x\"", "\"\\u000A\""),
                                   with("\"x\"", "\"\\u000a\""),
                                   with("\"x\"", "\"\\/\""),
                                   with("\"x\"", "\"\xc0\x80\""),
                                   with("\"x\"", "\"\xed\xa0\x80\""),
                                   with("\"x\"", "\"\xf4\x90\x80\x80\""),
                                   with("\"x\"", "\"\xff\""),
                                   with("\"seq\":2", "\"seq\":0"),
                                   with("\"v\":3", "\"v\":3,\"w\":1"),
                                   with("\"v\":3", "\"v\":99999999999"),
                                   with("test.counted", "Test.counted"),
                                   good + " ",
                                   " " + good,
                                   std::string("\xef\xbb\xbf") + good,
                                   std::string()}) {
        INFO(bad);
        CHECK_FALSE(viewEnvelope(bad));
    }
}

TEST_CASE("noise is never viewed", "[journal][envelope]")
{
    const std::string good = sealedContent(kBody);
    std::mt19937 random(11);
    for (int i = 0; i < 3000; ++i) {
        std::string noise = good;
        for (int n = 0; n < 1 + i % 5; ++n)
            noise[random() % noise.size()] = "\"\\{}[],:0123456789-eE.tfn \n\x80\xc3"[random() % 28];
        agrees(noise);
    }
}
