// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges and reading values as JSON: the form in which the journal keeps them.
#include "core/equipment/indication.h"

#include "core/base/digest.h"

namespace cal::equipment {
namespace {

Error invalid(std::string_view field)
{
    return {Errc::ParseError, "exchange.invalid", {{"field", std::string(field)}}, {}};
}

} // namespace

Json Exchange::toJson() const
{
    Json::Object object{{"at", Json(toRfc3339(at.utc))},
                        {"bytes", Json(toBase64(bytes))},
                        {"direction", Json(direction == Direction::Sent ? "sent" : "received")},
                        {"instrument", Json(instrument)},
                        {"monotonic", Json(std::to_string(at.monotonic.count()))},
                        {"resource", Json(resource)}};
    if (!note.empty())
        object.emplace("note", Json(note));
    return Json(std::move(object));
}

Result<Exchange> Exchange::fromJson(const Json& json)
{
    if (!json.isObject())
        return invalid("exchange");
    Exchange exchange;
    const auto utc = parseRfc3339(json["at"].asString());
    if (!utc)
        return invalid("at");
    exchange.at.utc = *utc;
    // Nanoseconds as text: they pass 2^53 on a machine that has been up for 104 days.
    const auto monotonic = Decimal::parse(json["monotonic"].asString());
    if (!monotonic || monotonic->exponent() != 0 || monotonic->abs() > Decimal(Decimal::Coefficient{INT64_MAX}, 0))
        return invalid("monotonic");
    exchange.at.monotonic = std::chrono::nanoseconds(static_cast<std::int64_t>(monotonic->coefficient()));
    auto bytes = fromBase64(json["bytes"].asString());
    if (!json["bytes"].isString() || !bytes)
        return invalid("bytes");
    exchange.bytes = std::move(*bytes);
    const auto& direction = json["direction"].asString();
    if (direction != "sent" && direction != "received")
        return invalid("direction");
    exchange.direction = direction == "sent" ? Direction::Sent : Direction::Received;
    if (!json["resource"].isString() || !json["instrument"].isString())
        return invalid(json["resource"].isString() ? "instrument" : "resource");
    exchange.resource = json["resource"].asString();
    exchange.instrument = json["instrument"].asString();
    exchange.note = json["note"].asString();
    return exchange;
}

Json toJson(const ReadingValue& value)
{
    if (const auto* scalar = std::get_if<Scalar>(&value))
        return Json(Json::Object{{"kind", Json("scalar")}, {"text", Json(scalar->number.text())}, {"unit", Json(scalar->unit.ascii())}});
    return Json(Json::Object{{"kind", Json("choice")}, {"text", Json(std::get<Choice>(value).text)}});
}

Result<ReadingValue> readingValueFromJson(const Json& json)
{
    auto kind = json.string("kind");
    if (!kind)
        return std::move(kind).error();
    auto text = json.string("text");
    if (!text)
        return std::move(text).error();
    if (*kind == "choice")
        return ReadingValue(Choice{std::move(*text)});
    if (*kind != "scalar") // an unknown kind is a newer program's value: never guessed at
        return Error{Errc::ParseError, "reading.unknown-kind", {{"kind", *kind}}, {}};
    auto number = Decimal::parse(*text);
    if (!number)
        return std::move(number).error();
    auto unitText = json.string("unit");
    if (!unitText)
        return std::move(unitText).error();
    auto unit = units::Unit::parse(*unitText);
    if (!unit)
        return std::move(unit).error();
    return ReadingValue(Scalar{std::move(*number), std::move(*unit)});
}

} // namespace cal::equipment
