// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges and reading values survive the journal byte for byte.
#include "core/equipment/indication.h"

#include <catch2/catch.hpp>

namespace {

cal::equipment::Exchange sampleExchange()
{
    cal::equipment::Exchange exchange;
    exchange.at.utc = *cal::parseRfc3339("2026-11-23T05:41:02.123456Z");
    exchange.at.monotonic = std::chrono::nanoseconds(9'123'456'789'012'345'678);
    exchange.resource = "TCPIP0::127.0.0.1::5025::SOCKET";
    exchange.instrument = "item";
    exchange.direction = cal::equipment::Exchange::Direction::Received;
    exchange.bytes = std::string("+1.0\0\xff\r\n", 8);
    exchange.note = "timeout";
    return exchange;
}

} // namespace

TEST_CASE("an exchange keeps its bytes through canonical JSON", "[equipment][indication]")
{
    const auto exchange = sampleExchange();
    const auto text = exchange.toJson().canonical();
    REQUIRE(text);
    const auto back = cal::equipment::Exchange::fromJson(*cal::Json::parse(*text));
    REQUIRE(back);
    CHECK(*back == exchange);
    auto plain = exchange;
    plain.note.clear();
    CHECK(!plain.toJson().contains("note"));
    CHECK(*cal::equipment::Exchange::fromJson(plain.toJson()) == plain);
}

TEST_CASE("a damaged exchange is refused and the field named", "[equipment][indication]")
{
    using cal::Json;
    const auto broken = [](const char* key, Json value) {
        auto json = sampleExchange().toJson();
        json[key] = std::move(value);
        const auto back = cal::equipment::Exchange::fromJson(json);
        REQUIRE(!back);
        return std::string(back.error().arg("field"));
    };
    CHECK(broken("at", Json("yesterday")) == "at");
    CHECK(broken("monotonic", Json("1.5")) == "monotonic");
    CHECK(broken("monotonic", Json("99999999999999999999")) == "monotonic");
    CHECK(broken("bytes", Json("***")) == "bytes");
    CHECK(broken("bytes", Json()) == "bytes");
    CHECK(broken("direction", Json("sideways")) == "direction");
    CHECK(broken("resource", Json(1)) == "resource");
    CHECK(broken("instrument", Json()) == "instrument");
    CHECK(!cal::equipment::Exchange::fromJson(Json("x")));
}

TEST_CASE("a reading keeps the text the instrument sent", "[equipment][indication]")
{
    using namespace cal::equipment;
    const ReadingValue value = Scalar{*cal::Decimal::parse("+1.00000150E+01"), *cal::units::Unit::parse("V")};
    const auto json = toJson(value);
    CHECK(json["text"].asString() == "+1.00000150E+01");
    const auto back = readingValueFromJson(json);
    REQUIRE(back);
    CHECK(std::get<Scalar>(*back).number.text() == "+1.00000150E+01");
    CHECK(*back == value);
    const ReadingValue choice = Choice{"合格 / pass"};
    CHECK(*readingValueFromJson(toJson(choice)) == choice);
    auto unknown = toJson(choice);
    unknown["kind"] = cal::Json("waveform");
    CHECK(readingValueFromJson(unknown).error().key == "reading.unknown-kind");
    auto bad = json;
    bad["text"] = cal::Json("ten");
    CHECK(!readingValueFromJson(bad));
    bad = json;
    bad["unit"] = cal::Json("furlong");
    CHECK(!readingValueFromJson(bad));
    CHECK(!readingValueFromJson(cal::Json()));
}
