// SPDX-License-Identifier: GPL-3.0-or-later
// Time: RFC 3339 there and back, civil dates at the edge of a day, garbage.
#include "core/base/time.h"

#include <catch2/catch.hpp>
#include <random>

namespace {

cal::UtcTime utc(std::string_view text)
{
    const auto time = cal::parseRfc3339(text);
    INFO(text);
    REQUIRE(time.has_value());
    return *time;
}

} // namespace

TEST_CASE("RFC 3339 round trip", "[base][time]")
{
    CHECK(cal::toRfc3339(cal::UtcTime{}) == "1970-01-01T00:00:00.000000Z");
    CHECK(cal::toRfc3339(utc("2026-11-23T05:41:02.123456Z")) == "2026-11-23T05:41:02.123456Z");
    CHECK(cal::toRfc3339(utc("2026-11-23T05:41:02Z")) == "2026-11-23T05:41:02.000000Z");
    CHECK(cal::toRfc3339(utc("2026-11-23T05:41:02.5Z")) == "2026-11-23T05:41:02.500000Z");
    CHECK(cal::toRfc3339(utc("2026-11-23T05:41:02+08:00")) == "2026-11-22T21:41:02.000000Z");
    CHECK(cal::toRfc3339(utc("2024-02-29T23:59:59.999999-00:30")) == "2024-03-01T00:29:59.999999Z");
    CHECK(cal::toRfc3339(utc("1969-12-31T23:59:59.999999Z")) == "1969-12-31T23:59:59.999999Z");
    CHECK(cal::toRfc3339(utc("0000-01-01T00:00:00Z")) == "0000-01-01T00:00:00.000000Z");

    std::mt19937_64 engine(3);
    std::uniform_int_distribution<std::int64_t> microseconds(-62'000'000'000'000'000, 253'000'000'000'000'000);
    for (int i = 0; i < 2000; ++i) {
        const cal::UtcTime time{std::chrono::microseconds{microseconds(engine)}};
        const auto text = cal::toRfc3339(time);
        INFO(text);
        REQUIRE(text.size() == 27);
        REQUIRE(utc(text) == time);
    }
}

TEST_CASE("RFC 3339 garbage", "[base][time]")
{
    for (const char* text : {"",
                             "2026",
                             "2026-11-23",
                             "2026-11-23T05:41Z",
                             "2026-11-23T05:41:02",
                             "2026-11-23 05:41:02Z",
                             "2026-11-23t05:41:02z",
                             "2026-13-01T00:00:00Z",
                             "2026-02-29T00:00:00Z",
                             "2026-00-10T00:00:00Z",
                             "2026-01-00T00:00:00Z",
                             "2026-11-23T24:00:00Z",
                             "2026-11-23T23:60:00Z",
                             "2026-11-23T23:59:60Z",
                             "2026-11-23T05:41:02.Z",
                             "2026-11-23T05:41:02.1234567Z",
                             "2026-11-23T05:41:02Zx",
                             "2026-11-23T05:41:02+08",
                             "2026-11-23T05:41:02+0800",
                             "2026-11-23T05:41:02+24:00",
                             "+2026-11-23T05:41:02Z",
                             "-026-11-23T05:41:02Z",
                             "2026-1-23T05:41:02Z",
                             "２０２６-11-23T05:41:02Z",
                             "\xff"}) {
        INFO(text);
        const auto time = cal::parseRfc3339(text);
        REQUIRE_FALSE(time.has_value());
        CHECK(time.error().key == "time.syntax");
    }
}

TEST_CASE("Civil dates lie in the laboratory's zone", "[base][time]")
{
    using std::chrono::minutes;
    const auto time = utc("2026-11-23T16:30:00Z");
    CHECK(cal::toIso(cal::civilDate(time, minutes{480})) == "2026-11-24");
    CHECK(cal::toIso(cal::civilDate(time, minutes{0})) == "2026-11-23");
    CHECK(cal::civilDate(time, minutes{480}).offset == minutes{480});
    CHECK(cal::toLocal(time, minutes{480}) == "2026-11-24 00:30 +08:00");
    CHECK(cal::toLocal(time, minutes{-210}) == "2026-11-23 13:00 -03:30");
    CHECK(cal::toLocal(utc("1969-12-31T23:59:30Z"), minutes{0}) == "1969-12-31 23:59 +00:00");
    const auto date = cal::parseIsoDate("2024-02-29", minutes{480});
    REQUIRE(date.has_value());
    CHECK(cal::toIso(*date) == "2024-02-29");
    for (const char* text : {"", "2023-02-29", "2023-2-9", "2023-02-09 ", "20230209", "2023-04-31"})
        CHECK(cal::parseIsoDate(text, minutes{0}).error().key == "date.syntax");
}

TEST_CASE("The system clock moves on", "[base][time]")
{
    cal::SystemClock clock;
    const auto first = clock.now();
    const auto second = clock.now();
    CHECK(second.monotonic >= first.monotonic);
    CHECK(first.utc > utc("2020-01-01T00:00:00Z"));
}
