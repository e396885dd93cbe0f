// SPDX-License-Identifier: GPL-3.0-or-later
// Access to JSON values, and the text of doubles.
#include "core/base/json.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <limits>

namespace cal {

namespace {

const Json& nullJson()
{
    static const Json null;
    return null;
}

Error missing(std::string_view key)
{
    return {Errc::ParseError, "json.missing", {{"key", std::string(key)}}, {}};
}

Error wrongKind(std::string_view key, const char* expected)
{
    return {Errc::ParseError, "json.wrong-kind", {{"key", std::string(key)}, {"expected", expected}}, {}};
}

} // namespace

Json::Json(std::uint64_t value)
{
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        m_value = static_cast<std::int64_t>(value);
    else
        m_value = Number{std::to_string(value)};
}

bool Json::asBool(bool otherwise) const
{
    const auto* value = std::get_if<bool>(&m_value);
    return value ? *value : otherwise;
}

std::int64_t Json::asInt(std::int64_t otherwise) const
{
    const auto* value = std::get_if<std::int64_t>(&m_value);
    return value ? *value : otherwise;
}

const std::string& Json::asString() const
{
    static const std::string empty;
    const auto* value = std::get_if<std::string>(&m_value);
    return value ? *value : empty;
}

const Json::Array& Json::asArray() const
{
    static const Array empty;
    const auto* value = std::get_if<Array>(&m_value);
    return value ? *value : empty;
}

const Json::Object& Json::asObject() const
{
    static const Object empty;
    const auto* value = std::get_if<Object>(&m_value);
    return value ? *value : empty;
}

std::string Json::numberText() const
{
    if (const auto* integer = std::get_if<std::int64_t>(&m_value))
        return std::to_string(*integer);
    const auto* number = std::get_if<Number>(&m_value);
    return number ? number->text : std::string();
}

std::optional<double> Json::asDouble() const
{
    if (isNumber())
        return doubleFrom(numberText());
    return isString() ? doubleFrom(asString()) : std::nullopt;
}

std::optional<Decimal> Json::asDecimal() const
{
    if (!isNumber() && !isString())
        return {};
    const auto decimal = Decimal::parse(isNumber() ? numberText() : asString());
    return decimal ? std::optional(*decimal) : std::nullopt;
}

Text Json::asText() const
{
    if (isString())
        return {asString(), asString()};
    return {(*this)["zh"].asString(), (*this)["en"].asString()};
}

const Json& Json::operator[](std::string_view key) const
{
    const auto& members = asObject();
    const auto member = members.find(key);
    return member == members.end() ? nullJson() : member->second;
}

Json& Json::operator[](std::string_view key)
{
    assert(isNull() || isObject());
    if (!isObject())
        m_value = Object{};
    auto& members = std::get<Object>(m_value);
    const auto member = members.find(key);
    return member != members.end() ? member->second : members.emplace(key, Json()).first->second;
}

const Json& Json::at(std::size_t index) const
{
    const auto& elements = asArray();
    return index < elements.size() ? elements[index] : nullJson();
}

bool Json::contains(std::string_view key) const
{
    return asObject().contains(key);
}

std::size_t Json::size() const
{
    return asArray().size() + asObject().size();
}

void Json::push(Json value)
{
    assert(isNull() || isArray());
    if (!isArray())
        m_value = Array{};
    std::get<Array>(m_value).push_back(std::move(value));
}

Result<std::string> Json::string(std::string_view key) const
{
    const Json& member = (*this)[key];
    if (member.isNull())
        return missing(key);
    if (!member.isString())
        return wrongKind(key, "string");
    return member.asString();
}

Result<std::int64_t> Json::integer(std::string_view key) const
{
    const Json& member = (*this)[key];
    if (member.isNull())
        return missing(key);
    if (!member.isInt())
        return wrongKind(key, "integer");
    return member.asInt();
}

Result<bool> Json::boolean(std::string_view key) const
{
    const Json& member = (*this)[key];
    if (member.isNull())
        return missing(key);
    if (!member.isBool())
        return wrongKind(key, "boolean");
    return member.asBool();
}

Result<Decimal> Json::decimal(std::string_view key) const
{
    const Json& member = (*this)[key];
    if (member.isNull())
        return missing(key);
    if (const auto decimal = member.asDecimal())
        return *decimal;
    return wrongKind(key, "decimal");
}

Result<double> Json::number(std::string_view key) const
{
    const Json& member = (*this)[key];
    if (member.isNull())
        return missing(key);
    if (const auto value = member.asDouble())
        return *value;
    return wrongKind(key, "number");
}

Result<const Json::Array*> Json::array(std::string_view key) const
{
    const Json& member = (*this)[key];
    if (member.isNull())
        return missing(key);
    if (!member.isArray())
        return wrongKind(key, "array");
    return &member.asArray();
}

Result<const Json::Object*> Json::object(std::string_view key) const
{
    const Json& member = (*this)[key];
    if (member.isNull())
        return missing(key);
    if (!member.isObject())
        return wrongKind(key, "object");
    return &member.asObject();
}

std::string shortest(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    std::array<char, 40> buffer{};
    return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr};
}

std::optional<double> doubleFrom(std::string_view text)
{
    if (text == "inf" || text == "-inf")
        return text.front() == '-' ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    if (text == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) // from_chars knows more words than we write
        return {};
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, value);
    if (stop != end || problem == std::errc::invalid_argument)
        return {};
    if (problem == std::errc::result_out_of_range || std::isinf(value)) {
        const auto exact = Decimal::parse(text);
        if (!exact || exact->leadingPlace() > 0)
            return {};
        return exact->sign() < 0 ? -0.0 : 0.0;
    }
    return value;
}

} // namespace cal
