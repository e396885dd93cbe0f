// SPDX-License-Identifier: GPL-3.0-or-later
// Message tables and the filling in of their placeholders.
#include "core/base/messages.h"

#include "core/base/one_side.h"

#include <algorithm>
#include <array>

namespace cal {

namespace {

/// Splits into exactly three columns, none of them empty.
bool splitRow(std::string_view line, std::array<std::string_view, 3>& columns)
{
    std::size_t count = 0;
    while (count < columns.size()) {
        const auto tab = line.find('\t');
        columns[count] = line.substr(0, tab);
        if (columns[count++].empty())
            return false;
        if (tab == std::string_view::npos)
            return count == columns.size();
        line.remove_prefix(tab + 1);
    }
    return false;
}

std::string bare(std::string_view key, const std::vector<Arg>& args)
{
    std::string text(key);
    for (std::size_t i = 0; i < args.size(); ++i)
        text += (i == 0 ? " (" : ", ") + args[i].name + "=" + args[i].value;
    return args.empty() ? text : text + ")";
}

} // namespace

Result<void> MessageCatalog::add(std::string_view table)
{
    std::map<std::string, Text, std::less<>> added;
    for (int number = 1; !table.empty(); ++number) {
        const auto end = table.find('\n');
        auto line = table.substr(0, end);
        table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty() || line.front() == '#')
            continue;
        std::array<std::string_view, 3> columns;
        if (!splitRow(line, columns) || contains(columns[0]) ||
            !added.emplace(columns[0], Text{std::string(columns[2]), std::string(columns[1])}).second)
            return Error{Errc::ParseError, "messages.syntax", {{"line", std::to_string(number)}}, {}};
    }
    m_sentences.merge(added);
    return {};
}

void MessageCatalog::nameValue(std::string_view arg, std::string_view value, Text name)
{
    m_values.emplace(std::pair(std::string(arg), std::string(value)), std::move(name));
}

namespace {

/// "a, b" by the names of both; as it is where one has none.
template <class Look>
std::string namedList(const std::string& list, Language language, const Look& look)
{
    std::string names;
    for (std::size_t at = 0; at <= list.size();) {
        const auto comma = std::min(list.find(", ", at), list.size());
        const Text* name = look(list.substr(at, comma - at));
        if (!name)
            return list;
        names += (names.empty() ? "" : language == Language::Chinese ? "、" : ", ") + name->in(language);
        at = comma + 2;
    }
    return names;
}

} // namespace

/// One pass, so that a value that happens to hold "{name}" is shown as it is.
std::string MessageCatalog::filled(std::string_view sentence, const Error& error, Language language) const
{
    const auto& args = error.args;
    const std::string kind(error.arg("kind")), field(error.arg("field"));
    const auto look = [&](const std::string& arg, const std::string& value) -> const Text* {
        for (const auto& scope : {kind + "." + field + ".", kind + ".", std::string()})
            if (const auto name = m_values.find({arg, scope + value}); name != m_values.end())
                return &name->second;
        return nullptr;
    };
    const auto named = [&](const Arg& arg) {
        if (const Text* name = look(arg.name, arg.value))
            return name->in(language);
        if (arg.name == "title" || arg.name == "other" || arg.name == "person")
            return oneSide(arg.value, language);
        return namedList(arg.value, language, [&](const std::string& value) { return look(arg.name, value); });
    };
    std::string text;
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        const auto close = open == std::string_view::npos ? open : sentence.find('}', open);
        if (close == std::string_view::npos)
            break;
        text += sentence.substr(0, open);
        const auto name = sentence.substr(open + 1, close - open - 1);
        const auto arg = std::find_if(args.begin(), args.end(), [&](const Arg& candidate) { return candidate.name == name; });
        if (arg != args.end())
            text += named(*arg);
        else if (name == "context")
            text += error.context;
        else
            text += sentence.substr(open, close - open + 1);
        sentence.remove_prefix(close + 1);
    }
    return text += sentence;
}

std::string MessageCatalog::render(const Error& error, Language language) const
{
    const Text* sentence = find(error.key);
    std::string text = sentence ? filled(sentence->in(language), error, language) : bare(error.key, error.args);
    const bool shown = sentence && sentence->in(language).find("{context}") != std::string::npos;
    if (error.context.empty() || shown)
        return text;
    return error.context + (language == Language::Chinese ? "：" : ": ") + text;
}

std::string MessageCatalog::render(std::string_view key, const std::vector<Arg>& args, Language language) const
{
    return render(Error{Errc::InvalidArgument, std::string(key), args, {}}, language);
}

bool MessageCatalog::contains(std::string_view key) const
{
    return m_sentences.contains(key);
}

std::vector<std::string> MessageCatalog::keys() const
{
    std::vector<std::string> keys;
    keys.reserve(m_sentences.size());
    for (const auto& [key, sentence] : m_sentences)
        keys.push_back(key);
    return keys;
}

const Text* MessageCatalog::find(std::string_view key) const
{
    const auto entry = m_sentences.find(key);
    return entry == m_sentences.end() ? nullptr : &entry->second;
}

} // namespace cal
