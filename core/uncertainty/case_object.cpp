// SPDX-License-Identifier: GPL-3.0-or-later
// Checked access to the JSON objects of a case; every refusal names the field.
#include "core/uncertainty/case_reader.h"

#include "core/uncertainty/expression.h"

#include <algorithm>
#include <cmath>

namespace cal::uncertainty {

std::string CaseObject::path(std::string_view key) const
{
    return m_place.empty() ? std::string(key) : m_place + "." + std::string(key);
}

Error CaseObject::invalid(std::string_view key, std::string_view expected) const
{
    return {Errc::ParseError, "case.invalid", {{"field", key.empty() ? m_place : path(key)}, {"expected", std::string(expected)}}, {}};
}

Error CaseObject::unknownName(std::string_view key, const std::string& name) const
{
    return {Errc::ParseError, "case.unknown-name", {{"field", path(key)}, {"name", name}}, {}};
}

Result<void> CaseObject::only(std::initializer_list<std::string_view> keys) const
{
    if (!m_json.isObject())
        return invalid("", "{…}");
    for (const auto& [key, value] : m_json.asObject())
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            return Error{Errc::ParseError, "case.unknown-field", {{"field", path(key)}}, {}};
    return {};
}

Result<void> CaseObject::present(std::string_view key) const
{
    if (!m_json.isObject())
        return invalid("", "{…}");
    if (!has(key))
        return Error{Errc::ParseError, "case.missing", {{"field", path(key)}}, {}};
    return {};
}

Result<std::string> CaseObject::string(std::string_view key) const
{
    CAL_TRY(present(key));
    if (!m_json[key].isString())
        return invalid(key, "text");
    return m_json[key].asString();
}

Result<std::string> CaseObject::name(std::string_view key) const
{
    auto text = string(key);
    if (text && !isValidName(*text))
        return invalid(key, "[A-Za-z_][A-Za-z0-9_]*, ≤ 64");
    return text;
}

Result<std::string> CaseObject::unit() const
{
    return has("unit") ? string("unit") : Result<std::string>(std::string("1"));
}

Result<double> CaseObject::number(std::string_view key) const
{
    CAL_TRY(present(key));
    const auto value = m_json[key].isNumber() ? m_json[key].asDouble() : std::nullopt;
    if (!value || !std::isfinite(*value))
        return invalid(key, "number");
    return *value;
}

Result<double> CaseObject::positive(std::string_view key) const
{
    auto value = number(key);
    if (value && !(*value > 0))
        return invalid(key, "> 0");
    return value;
}

Result<double> CaseObject::notNegative(std::string_view key) const
{
    auto value = number(key);
    if (value && *value < 0)
        return invalid(key, "≥ 0");
    return value;
}

Result<double> CaseObject::probability(std::string_view key) const
{
    auto value = number(key);
    if (value && !(*value > 0 && *value < 1))
        return invalid(key, "0 < p < 1");
    return value;
}

Result<const Json::Array*> CaseObject::array(std::string_view key) const
{
    CAL_TRY(present(key));
    if (!m_json[key].isArray())
        return invalid(key, "[…]");
    return &m_json[key].asArray();
}

CaseObject CaseObject::element(std::string_view key, std::size_t index) const
{
    return {m_json[key].at(index), path(key) + "[" + std::to_string(index) + "]"};
}

} // namespace cal::uncertainty
