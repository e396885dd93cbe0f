// SPDX-License-Identifier: GPL-3.0-or-later
// UUIDv7: layout, order within a millisecond and against a clock that goes back, garbage.
#include "core/base/ids.h"

#include <catch2/catch.hpp>
#include <set>

namespace {

class HandClock final : public cal::Clock
{
public:
    cal::Timestamp now() override { return {time, {}}; }
    cal::UtcTime time{std::chrono::milliseconds{0x0123456789AB}};
};

} // namespace

TEST_CASE("UUIDv7 has its time, version and variant in place", "[base][ids]")
{
    HandClock clock;
    cal::IdMaker maker(clock, 1);
    const auto text = maker.make().text();
    CHECK(text.substr(0, 19) == "01234567-89ab-7000-");
    CHECK(std::string("89ab").find(text[19]) != std::string::npos);
    CHECK(cal::Uuid::parse(text)->text() == text);
    cal::IdMaker again(clock, 1);
    CHECK(again.make().text() == text); // same seed, same clock
    cal::IdMaker other(clock, 2);
    CHECK(other.make().text() != text);
    cal::IdMaker one(clock);
    cal::IdMaker two(clock);
    CHECK(one.make() != two.make());
}

TEST_CASE("UUIDv7 only grows: within a millisecond, past 4096, and when the clock goes back", "[base][ids]")
{
    HandClock clock;
    cal::IdMaker maker(clock, 1);
    std::set<std::string> texts;
    cal::Uuid last;
    const auto next = [&] {
        const auto id = maker.make();
        REQUIRE(id > last);
        REQUIRE((texts.empty() || id.text() > *texts.rbegin()));
        REQUIRE((id.bytes[6] & 0xF0) == 0x70);
        REQUIRE((id.bytes[8] & 0xC0) == 0x80);
        REQUIRE(texts.insert(id.text()).second);
        last = id;
    };
    for (int i = 0; i < 10'000; ++i)
        next();
    clock.time -= std::chrono::hours{24};
    for (int i = 0; i < 5'000; ++i)
        next();
    clock.time += std::chrono::hours{25};
    next();
    CHECK(texts.size() == 15'001);
    clock.time = cal::UtcTime{std::chrono::hours{-1}}; // before 1970
    next();
}

TEST_CASE("UUID garbage", "[base][ids]")
{
    CHECK(cal::Uuid::parse("01890A5D-AC96-774B-BCCE-B302099A8057")->text() == "01890a5d-ac96-774b-bcce-b302099a8057");
    CHECK(cal::Uuid::parse("00000000-0000-0000-0000-000000000000")->isNil());
    for (const char* text :
         {"", "01890a5dac96774bbcceb302099a8057", "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80570",
          "{01890a5d-ac96-774b-bcce-b302099a805}", "01890a5d-ac96-774b-bcce-b302099a805g", "01890a5d_ac96-774b-bcce-b302099a8057",
          "0189-0a5dac96-774b-bcce-b302099a8057"}) {
        INFO(text);
        const auto id = cal::Uuid::parse(text);
        REQUIRE_FALSE(id.has_value());
        CHECK(id.error().key == "uuid.syntax");
    }
}
