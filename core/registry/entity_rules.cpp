// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/entity_rules.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace cal::registry {

namespace {

constexpr std::size_t kLongestSignInName = 64; // characters

struct Range {
    char32_t first, last;
};
/// Letters of Latin with marks, Greek, Cyrillic, kana, Hangul and the Chinese characters of the Basic Multilingual Plane and beyond.
constexpr Range kLetters[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x24F},    {0x386, 0x3FF},   {0x400, 0x481},   {0x48A, 0x52F},
                              {0x3041, 0x3096}, {0x30A1, 0x30FA}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0x20000, 0x323AF}};

bool fits(std::string_view sequence)
{
    if (sequence.size() == 1) {
        const char c = sequence.front();
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-' || c == '@';
    }
    auto point = static_cast<char32_t>(static_cast<unsigned char>(sequence.front())) & (0x7FU >> sequence.size());
    for (const char c : sequence.substr(1))
        point = (point << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
    return std::any_of(std::begin(kLetters), std::end(kLetters),
                       [point](const Range& range) { return range.first <= point && point <= range.last; });
}

const std::string& textOf(const Json::Object& values, const char* field)
{
    static const std::string kNone;
    const auto found = values.find(field);
    return found == values.end() ? kNone : found->second.asString();
}

bool isDate(const Kind& kind, const char* name)
{
    const auto* const field = kind.field(name);
    return field && field->type == Field::Type::Date;
}

} // namespace

bool isSignInName(std::string_view text)
{
    std::size_t count = 0;
    while (!text.empty()) {
        const auto length = utf8SequenceLength(text);
        if (length == 0 || !fits(text.substr(0, length)) || ++count > kLongestSignInName)
            return false;
        text.remove_prefix(length);
    }
    return count > 0;
}

Result<void> wholeFits(const Kind& kind, const Json::Object& values, const Json::Object& touched)
{
    if (kind.name == "person" && touched.contains("login") && !isSignInName(textOf(values, "login")))
        return Error{Errc::InvalidArgument,
                     "registry.not-sign-in-name",
                     {{"kind", kind.name}, {"field", "login"}, {"found", excerpt(textOf(values, "login"))}},
                     {}};
    const auto &from = textOf(values, "from"), &to = textOf(values, "to");
    const bool dates = isDate(kind, "from") && isDate(kind, "to") && (touched.contains("from") || touched.contains("to"));
    if (dates && !from.empty() && !to.empty() && to < from) // ISO texts compare as days
        return Error{Errc::InvalidArgument, "registry.days-reversed", {{"kind", kind.name}, {"from", from}, {"to", to}}, {}};
    return {};
}

} // namespace cal::registry
