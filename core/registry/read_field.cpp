// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"
#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/registry/kind.h"
#include "core/units/quantity.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace cal::registry {

namespace {

constexpr std::size_t kMaximumText = 64U << 10;
constexpr std::size_t kMaximumRows = 10'000;
constexpr std::int64_t kMaximumInteger = std::int64_t{1} << 53;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

/// Chinese, by the lead bytes of U+3000 … U+9FFF.
bool hasChinese(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xE3 && byte <= 0xE9;
    });
}

/// "2026-1-2", "2026/01/02", "2026.1.2", "2026年1月2日" as ISO; the text itself when it is none of them. Only the year may stand first:
/// which of 01/02 is the month nobody can tell.
std::string isoDate(std::string text)
{
    for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"年", "-"}, {"月", "-"}, {"日", ""}})
        if (const auto at = text.find(from); at != std::string::npos)
            text.replace(at, from.size(), to);
    std::replace(text.begin(), text.end(), '/', '-');
    std::replace(text.begin(), text.end(), '.', '-');
    int year = 0, month = 0, day = 0, end = 0;
    if (text.size() > 10 || std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 ||
        static_cast<std::size_t>(end) != text.size())
        return text;
    std::array<char, 40> iso{};
    std::snprintf(iso.data(), iso.size(), "%04d-%02d-%02d", year, month, day);
    return iso.data();
}

class FieldReader
{
public:
    FieldReader(const Kind& kind, const Field& field, std::string name) : m_kind(kind), m_field(field), m_name(std::move(name)) {}

    Result<Json> read(const Json& typed)
    {
        if (typed.isNull() || (typed.isString() && trimmed(typed.asString()).empty()))
            return Json();
        if (typed.isString())
            CAL_TRY(checkText(typed.asString()));
        switch (m_field.type) {
        case Field::Type::Table:
        case Field::Type::File:
        case Field::Type::Files: {
            if (!typed.isString())
                return structured(typed);
            const auto parsed = Json::parse(typed.asString());
            if (!parsed)
                return wrong(m_field.type == Field::Type::Table ? "registry.not-table" : "registry.not-file", typed);
            return structured(*parsed);
        }
        case Field::Type::Bilingual:
            return bilingual(typed);
        case Field::Type::References:
            return references(typed);
        case Field::Type::Flag:
            return flag(typed);
        default:
            break;
        }
        // What is left is one text; a number of a file stands for its digits.
        const std::string text(typed.isNumber() ? typed.numberText() : std::string(trimmed(typed.asString())));
        if (text.empty())
            return wrong("registry.not-text", typed);
        if (m_field.type != Field::Type::Paragraph && std::any_of(text.begin(), text.end(), isControl))
            return wrong("registry.not-one-line", typed);
        return oneText(text);
    }

private:
    Error wrong(const char* key, const Json& typed) const
    {
        const auto found = typed.isString() ? typed.asString() : typed.pretty();
        return Error{Errc::InvalidArgument, key, {{"kind", m_kind.name}, {"field", m_name}, {"found", excerpt(found)}}, {}};
    }

    Error tooLong(std::size_t limit) const
    {
        return Error{Errc::InvalidArgument,
                     "registry.field-too-long",
                     {{"kind", m_kind.name}, {"field", m_name}, {"limit", std::to_string(limit)}},
                     {}};
    }

    Result<void> checkText(const std::string& text) const
    {
        const bool isStructure =
            m_field.type == Field::Type::Table || m_field.type == Field::Type::File || m_field.type == Field::Type::Files;
        if (text.size() > (isStructure ? 16 * kMaximumText : kMaximumText))
            return tooLong(kMaximumText);
        const auto unprintable = [](char c) { return isControl(c) && c != '\n' && c != '\r' && c != '\t'; };
        if (!isUtf8(text) || std::any_of(text.begin(), text.end(), unprintable))
            return wrong("registry.not-text", text);
        return {};
    }

    Result<Json> oneText(const std::string& text) const
    {
        switch (m_field.type) {
        case Field::Type::Date: {
            const auto iso = isoDate(text);
            if (!parseIsoDate(iso, {}))
                return wrong("registry.not-date", text);
            return Json(iso);
        }
        case Field::Type::Instant: {
            const auto time = parseRfc3339(text);
            if (!time)
                return wrong("registry.not-instant", text);
            return Json(toRfc3339(*time));
        }
        case Field::Type::Integer: {
            std::int64_t number = 0;
            const auto* end = text.data() + text.size();
            const auto read = std::from_chars(text.data(), end, number);
            if (read.ec != std::errc() || read.ptr != end || number > kMaximumInteger || number < -kMaximumInteger)
                return wrong("registry.not-integer", text);
            return Json(number);
        }
        case Field::Type::Decimal:
            if (!Decimal::parse(text))
                return wrong("registry.not-decimal", text);
            return Json(text);
        case Field::Type::Quantity:
            if (!units::Quantity::parse(text))
                return wrong("registry.not-quantity", text);
            return Json(text);
        case Field::Type::Choice: {
            std::string known;
            for (const Choice& choice : m_field.choices) {
                if (text == choice.value || text == choice.label.zh || text == choice.label.en)
                    return Json(choice.value);
                known += (known.empty() ? "" : ", ") + choice.value;
            }
            auto error = wrong("registry.not-choice", text);
            error.args.push_back({"known", known});
            return error;
        }
        case Field::Type::Reference: {
            const auto id = Uuid::parse(text);
            if (!id)
                return wrong("registry.not-reference", text);
            return Json(id->text());
        }
        default:
            return Json(text);
        }
    }

    Result<Json> flag(const Json& typed) const
    {
        if (typed.isBool())
            return typed;
        const auto text = trimmed(typed.isNumber() ? std::string_view(typed.asInt() == 1    ? "1"
                                                                      : typed.asInt(2) == 0 ? "0"
                                                                                            : "?")
                                                   : std::string_view(typed.asString()));
        for (const auto* yes : {"true", "yes", "1", "是", "TRUE", "Yes"})
            if (text == yes)
                return Json(true);
        for (const auto* no : {"false", "no", "0", "否", "FALSE", "No"})
            if (text == no)
                return Json(false);
        return wrong("registry.not-flag", typed);
    }

    Result<Json> bilingual(const Json& typed) const
    {
        Text text;
        if (typed.isString()) {
            const auto all = trimmed(typed.asString());
            const auto slash = all.find(" / ");
            if (slash != std::string_view::npos && hasChinese(all.substr(0, slash)) && !hasChinese(all.substr(slash)))
                text = {std::string(trimmed(all.substr(0, slash))), std::string(trimmed(all.substr(slash + 3)))};
            else
                (hasChinese(all) ? text.zh : text.en) = all;
        } else if (typed.isObject()) {
            for (const auto& [name, value] : typed.asObject()) {
                if ((name != "zh" && name != "en") || (!value.isString() && !value.isNull()))
                    return wrong("registry.not-text", typed);
                CAL_TRY(checkText(value.asString()));
                (name == "zh" ? text.zh : text.en) = trimmed(value.asString());
            }
        } else {
            return wrong("registry.not-text", typed);
        }
        if (text.empty())
            return Json();
        return Json(text);
    }

    Result<Json> references(const Json& typed) const
    {
        Json::Array ids;
        const auto add = [&](std::string_view text) -> Result<void> {
            const auto id = Uuid::parse(trimmed(text));
            if (!id)
                return wrong("registry.not-reference", text);
            if (const Json value(id->text()); std::find(ids.begin(), ids.end(), value) == ids.end())
                ids.push_back(value);
            return {};
        };
        if (typed.isString()) {
            std::string_view rest = typed.asString();
            while (!rest.empty()) {
                const auto comma = rest.find_first_of(",;");
                if (const auto part = trimmed(rest.substr(0, comma)); !part.empty())
                    CAL_TRY(add(part));
                rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
            }
        } else if (typed.isArray()) {
            if (typed.size() > kMaximumRows)
                return tooLong(kMaximumRows);
            for (const Json& entry : typed.asArray())
                CAL_TRY(add(entry.asString()));
        } else {
            return wrong("registry.not-reference", typed);
        }
        return ids.empty() ? Json() : Json(std::move(ids));
    }

    Result<Json> structured(const Json& typed) const
    {
        if (m_field.type == Field::Type::File)
            return file(typed);
        if (!typed.isArray())
            return wrong(m_field.type == Field::Type::Files ? "registry.not-file" : "registry.not-table", typed);
        if (typed.size() > kMaximumRows)
            return tooLong(kMaximumRows);
        Json::Array list;
        for (const Json& entry : typed.asArray()) {
            auto one = m_field.type == Field::Type::Files ? file(entry) : row(entry);
            CAL_TRY(one);
            if (!one->isNull())
                list.push_back(*std::move(one));
        }
        return list.empty() ? Json() : Json(std::move(list));
    }

    Result<Json> file(const Json& typed) const
    {
        const auto& name = typed["name"].asString();
        const bool whole = typed.size() == 3 && typed["size"].isInt() && typed["size"].asInt() >= 0 && !name.empty() &&
                           name.size() <= 255 && isUtf8(name) && std::none_of(name.begin(), name.end(), isControl);
        if (!whole || !Digest::fromHex(typed["digest"].asString()))
            return wrong("registry.not-file", typed);
        return typed;
    }

    Result<Json> row(const Json& typed) const
    {
        if (!typed.isObject())
            return wrong("registry.not-table", typed);
        const auto told = [&](const char* key, const std::string& column) {
            return Error{Errc::InvalidArgument, key, {{"kind", m_kind.name}, {"field", m_name + "." + column}}, {}};
        };
        Json::Object cells;
        for (const auto& [name, value] : typed.asObject()) {
            const auto column = std::find_if(m_field.columns.begin(), m_field.columns.end(),
                                             [&wanted = name](const Field& one) { return one.name == wanted; });
            if (column == m_field.columns.end())
                return told("registry.unknown-field", excerpt(name));
            auto cell = FieldReader(m_kind, *column, m_name + "." + name).read(value);
            CAL_TRY(cell);
            if (!cell->isNull())
                cells[name] = *std::move(cell);
        }
        if (cells.empty())
            return Json(); // an empty row of a form is no row
        for (const Field& column : m_field.columns) {
            if (column.default_ && !cells.contains(column.name))
                cells[column.name] = *column.default_;
            if (column.required && !cells.contains(column.name))
                return told("registry.missing", column.name);
        }
        return Json(std::move(cells));
    }

    const Kind& m_kind;
    const Field& m_field;
    std::string m_name;
};

} // namespace

Result<Json> readField(const Kind& kind, const Field& field, const Json& typed)
{
    return FieldReader(kind, field, field.name).read(typed);
}

} // namespace cal::registry
