// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/procedure/fields.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace cal::procedure {

namespace {

const Json kNull;

bool isName(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

} // namespace

Fields::Fields(Draft& draft, const Json& json, std::string path) : m_draft(&draft), m_json(&json), m_path(std::move(path))
{
    if (!json.isObject()) {
        draft.error(draft.inHead(m_path), problem("procedure.wrong-kind", {{"field", m_path}, {"expected", "{…}"}}, Errc::ParseError));
        m_json = nullptr;
    }
}

const Json& Fields::member(const std::string& key)
{
    m_asked.insert(key);
    return m_json ? (*m_json)[key] : kNull;
}

const Json& Fields::raw(const std::string& key)
{
    return member(key);
}

void Fields::missing(const std::string& key)
{
    report(key, problem("procedure.missing-field", {{"field", pathOf(key)}}, Errc::ParseError));
}

void Fields::wrongKind(const std::string& key, std::string expected)
{
    report(key, problem("procedure.wrong-kind", {{"field", pathOf(key)}, {"expected", std::move(expected)}}, Errc::ParseError));
}

void Fields::report(const std::string& key, Error error)
{
    if (m_json)
        m_draft->error(m_draft->inHead(pathOf(key)), std::move(error));
}

std::string Fields::string(const std::string& key)
{
    const Json& value = member(key);
    if (value.isNull() || (value.isString() && value.asString().empty()))
        missing(key);
    else if (!value.isString())
        wrongKind(key, "\"…\"");
    return value.asString();
}

std::string Fields::name(const std::string& key)
{
    auto value = string(key);
    if (!value.empty() && !isName(value))
        wrongKind(key, "a-z 0-9 -");
    return value;
}

Text Fields::text(const std::string& key)
{
    Text value = optionalText(key);
    if (member(key).isNull())
        missing(key);
    return value;
}

Text Fields::optionalText(const std::string& key)
{
    const Json& value = member(key);
    if (value.isNull())
        return {};
    // A plain string would stand for both languages: not here, where both are printed.
    if (!value.isObject() || value.size() != 2 || value["zh"].asString().empty() || value["en"].asString().empty()) {
        wrongKind(key, "{\"zh\": \"…\", \"en\": \"…\"}");
        return {};
    }
    return value.asText();
}

std::string Fields::word(const std::string& key, std::initializer_list<std::string_view> known, std::string_view otherwise)
{
    if (member(key).isNull() && !otherwise.empty())
        return std::string(otherwise);
    auto value = string(key);
    if (value.empty() || std::find(known.begin(), known.end(), value) != known.end())
        return value;
    std::string all;
    for (const auto each : known)
        all += (all.empty() ? "" : ", ") + std::string(each);
    report(key, problem("procedure.unknown-word", {{"field", pathOf(key)}, {"word", excerpt(value)}, {"known", all}}, Errc::ParseError));
    return {};
}

Decimal Fields::decimal(const std::string& key)
{
    const auto value = optionalDecimal(key);
    if (member(key).isNull())
        missing(key);
    return value.value_or(0);
}

std::optional<Decimal> Fields::optionalDecimal(const std::string& key)
{
    const Json& value = member(key);
    auto number = value.asDecimal();
    if (!value.isNull() && !number)
        wrongKind(key, "1.23");
    return number;
}

units::Unit Fields::unit(const std::string& key)
{
    const auto symbol = string(key);
    if (symbol.empty())
        return {};
    auto parsed = units::Unit::parse(symbol);
    if (!parsed) {
        report(key, std::move(parsed).error());
        return {};
    }
    return *std::move(parsed);
}

bool Fields::boolean(const std::string& key, bool otherwise)
{
    const Json& value = member(key);
    if (!value.isNull() && !value.isBool())
        wrongKind(key, "true, false");
    return value.asBool(otherwise);
}

int Fields::count(const std::string& key, int least, int most)
{
    const Json& value = member(key);
    if (value.isNull())
        missing(key);
    else if (!value.isInt() || value.asInt() < least || value.asInt() > most)
        wrongKind(key, std::to_string(least) + " … " + std::to_string(most));
    else
        return static_cast<int>(value.asInt());
    return least;
}

std::vector<std::string> Fields::strings(const std::string& key, bool required)
{
    const Json& value = member(key);
    if (value.isNull() && required)
        missing(key);
    if (!value.isNull() && !value.isArray())
        wrongKind(key, "[\"…\"]");
    std::vector<std::string> all;
    for (const auto& each : value.asArray()) {
        if (!each.isString() || each.asString().empty())
            wrongKind(key, "[\"…\"]");
        all.push_back(each.asString());
    }
    return all;
}

Fields Fields::object(const std::string& key)
{
    const Json& value = member(key);
    if (value.isObject())
        return Fields(*m_draft, value, pathOf(key));
    if (value.isNull())
        missing(key);
    else
        wrongKind(key, "{…}");
    Fields nothing = *this;
    nothing.m_json = nullptr;
    return nothing;
}

std::vector<Fields> Fields::list(const std::string& key, bool required)
{
    const Json& value = member(key);
    if (required && (value.isNull() || (value.isArray() && value.size() == 0)))
        missing(key);
    else if (!value.isNull() && !value.isArray())
        wrongKind(key, "[{…}]");
    std::vector<Fields> all;
    all.reserve(value.size());
    for (std::size_t i = 0; value.isArray() && i < value.size(); ++i)
        all.emplace_back(*m_draft, value.at(i), pathOf(key) + "/" + std::to_string(i));
    return all;
}

void Fields::finish()
{
    if (!m_json)
        return;
    for (const auto& [key, value] : m_json->asObject())
        if (!m_asked.contains(key))
            report(key, problem("procedure.unknown-field", {{"field", pathOf(excerpt(key))}}, Errc::ParseError));
}

} // namespace cal::procedure
