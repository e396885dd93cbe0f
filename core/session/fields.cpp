// SPDX-License-Identifier: GPL-3.0-or-later
// Reading of JSON members, and the JSON of times and errors.
#include "core/session/fields.h"

#include "core/base/utf8.h"

#include <array>
#include <charconv>
#include <limits>

namespace cal::session {

namespace {

struct CodeName {
    Errc code;
    std::string_view name;
};
constexpr std::array kCodeNames{
    CodeName{Errc::InvalidArgument, "invalid-argument"},
    CodeName{Errc::ParseError, "parse-error"},
    CodeName{Errc::Timeout, "timeout"},
    CodeName{Errc::ConnectionLost, "connection-lost"},
    CodeName{Errc::InstrumentError, "instrument-error"},
    CodeName{Errc::NotFound, "not-found"},
    CodeName{Errc::Conflict, "conflict"},
    CodeName{Errc::StoreFailed, "store-failed"},
    CodeName{Errc::IntegrityViolation, "integrity-violation"},
    CodeName{Errc::Cancelled, "cancelled"},
};

Result<Timestamp> timeFromJson(const Json& json)
{
    const auto utc = json.string("utc");
    CAL_TRY(utc);
    const auto time = parseRfc3339(*utc);
    CAL_TRY(time);
    const auto monotonic = json.string("monotonic");
    CAL_TRY(monotonic);
    std::int64_t nanoseconds = 0;
    const char* const last = monotonic->data() + monotonic->size();
    const auto [end, failure] = std::from_chars(monotonic->data(), last, nanoseconds);
    if (failure != std::errc{} || end != last)
        return Error{Errc::ParseError, "json.wrong-kind", {{"key", "monotonic"}, {"expected", "integer"}}, {}};
    return Timestamp{*time, std::chrono::nanoseconds(nanoseconds)};
}

} // namespace

Fields::Fields(const Json& json) : m_json(json)
{
    if (!json.isObject())
        fail({Errc::ParseError, "json.wrong-kind", {{"key", ""}, {"expected", "object"}}, {}});
}

void Fields::fail(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

std::string Fields::string(const char* key)
{
    return take<std::string>(key, m_json.string(key));
}

std::string Fields::optionalString(const char* key)
{
    return m_json[key].isNull() ? std::string{} : string(key);
}

int Fields::integer(const char* key)
{
    const auto value = take<std::int64_t>(key, m_json.integer(key));
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
        fail({Errc::ParseError, "json.wrong-kind", {{"key", key}, {"expected", "integer"}}, {}});
        return 0;
    }
    return static_cast<int>(value);
}

bool Fields::boolean(const char* key)
{
    return take<bool>(key, m_json.boolean(key));
}

Decimal Fields::decimal(const char* key)
{
    return take<Decimal>(key, m_json.decimal(key));
}

std::optional<Decimal> Fields::optionalDecimal(const char* key)
{
    if (m_json[key].isNull())
        return std::nullopt;
    return decimal(key);
}

Text Fields::text(const char* key)
{
    const Json& value = m_json[key];
    if (!value.isObject() && !value.isString())
        fail({Errc::ParseError, "json.wrong-kind", {{"key", key}, {"expected", "{\"en\",\"zh\"}"}}, {}});
    return value.asText();
}

units::Quantity Fields::quantity(const char* key)
{
    return child<units::Quantity>(key, units::Quantity::fromJson);
}

std::optional<units::Quantity> Fields::optionalQuantity(const char* key)
{
    if (m_json[key].isNull())
        return std::nullopt;
    return quantity(key);
}

units::Unit Fields::unit(const char* key)
{
    return take<units::Unit>(key, units::Unit::parse(string(key)));
}

Timestamp Fields::time(const char* key)
{
    return child<Timestamp>(key, timeFromJson);
}

Digest Fields::digest(const char* key)
{
    return take<Digest>(key, Digest::fromHex(string(key)));
}

std::optional<Digest> Fields::optionalDigest(const char* key)
{
    if (m_json[key].isNull())
        return std::nullopt;
    return digest(key);
}

Error Fields::storedError(const char* key)
{
    Fields stored(m_json[key]);
    Error error;
    const std::string code = stored.string("code");
    bool known = false;
    for (const auto& entry : kCodeNames)
        if (entry.name == code) {
            error.code = entry.code;
            known = true;
        }
    if (!known)
        stored.fail({Errc::ParseError, "json.wrong-kind", {{"key", "code"}, {"expected", "error code"}}, {}});
    error.key = stored.string("key");
    for (const auto& arg : stored.array("args"))
        error.args.push_back({arg.at(0).asString(), arg.at(1).asString()});
    error.context = stored.optionalString("context");
    if (stored.error())
        fail(Error(*stored.error()).within(key));
    return error;
}

const Json::Array& Fields::array(const char* key)
{
    if (const auto found = m_json.array(key); !found)
        fail(found.error());
    return m_json[key].asArray();
}

const Json::Object& Fields::object(const char* key)
{
    if (const auto found = m_json.object(key); !found)
        fail(found.error());
    return m_json[key].asObject();
}

Json timeJson(const Timestamp& time)
{
    return Json::Object{{"utc", toRfc3339(time.utc)}, {"monotonic", std::to_string(time.monotonic.count())}};
}

Json errorJson(const Error& error)
{
    std::string code;
    for (const auto& entry : kCodeNames)
        if (entry.code == error.code)
            code = entry.name;
    Json::Array args;
    for (const auto& arg : error.args)
        args.push_back(Json::Array{Json(arg.name), Json(printable(arg.value))});
    return Json::Object{{"code", code}, {"key", error.key}, {"args", args}, {"context", printable(error.context)}};
}

std::string printable(std::string_view text)
{
    return isUtf8(text) ? std::string(text) : excerpt(text, 4096);
}

Json numbersAsTexts(const Json& json)
{
    if (json.isNumber() && !json.isInt())
        return json.numberText();
    if (json.isArray()) {
        Json::Array result;
        for (const auto& element : json.asArray())
            result.push_back(numbersAsTexts(element));
        return result;
    }
    if (json.isObject()) {
        Json::Object result;
        for (const auto& [key, value] : json.asObject())
            result.emplace(key, numbersAsTexts(value));
        return result;
    }
    return json;
}

} // namespace cal::session
