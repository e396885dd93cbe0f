// SPDX-License-Identifier: GPL-3.0-or-later
// Program messages.
#include "instruments/scpi/program.h"

#include "instruments/scpi/text.h"

#include <algorithm>

namespace cal::instruments::scpi {
namespace {

bool isHeaderCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':' || c == '*';
}

std::string_view withoutSuffixOne(std::string_view word)
{
    if (word.size() > 1 && word.back() == '1' && !(word[word.size() - 2] >= '0' && word[word.size() - 2] <= '9'))
        word.remove_suffix(1);
    return word;
}

} // namespace

std::vector<std::string_view> splitOutsideQuotes(std::string_view text, char mark)
{
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote) {
            if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == mark) {
            parts.push_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    parts.push_back(text.substr(begin));
    return parts;
}

bool isQuery(std::string_view message)
{
    for (const auto unit : splitOutsideQuotes(message, ';')) {
        const auto text = trimmed(unit);
        if (text.substr(0, text.find_first_of(" \t")).ends_with('?'))
            return true;
    }
    return false;
}

Result<ProgramUnit> parseUnit(std::string_view text)
{
    const auto refuse = [text] { return Error{Errc::ParseError, "scpi.program", {{"message", printable(text)}}, {}}; };
    const auto whole = trimmed(text);
    const auto blank = std::min(whole.find_first_of(" \t"), whole.size());
    ProgramUnit unit;
    unit.header = upper(whole.substr(0, blank));
    if (unit.header.ends_with('?')) {
        unit.query = true;
        unit.header.pop_back();
    }
    if (unit.header.empty() || !std::all_of(unit.header.begin(), unit.header.end(), isHeaderCharacter))
        return refuse();
    const auto rest = trimmed(whole.substr(blank));
    if (rest.empty())
        return unit;
    for (const auto parameter : splitOutsideQuotes(rest, ',')) {
        unit.parameters.emplace_back(trimmed(parameter));
        if (unit.parameters.back().empty())
            return refuse();
    }
    return unit;
}

HeaderPattern::HeaderPattern(std::string_view notation)
{
    bool optional = false;
    std::string word;
    const auto finish = [&] {
        if (word.empty())
            return;
        Node node;
        node.full = upper(word);
        for (const char c : word)
            if (!(c >= 'a' && c <= 'z'))
                node.brief += c;
        node.optional = optional;
        m_nodes.push_back(std::move(node));
        word.clear();
    };
    for (const char c : notation) {
        if (c == '[') {
            finish();
            optional = true;
        } else if (c == ']') {
            finish();
            optional = false;
        } else if (c == ':') {
            finish();
        } else {
            word += c;
        }
    }
    finish();
}

bool HeaderPattern::matches(std::string_view header) const
{
    std::vector<std::string_view> words;
    while (true) {
        const auto colon = header.find(':');
        words.push_back(header.substr(0, colon));
        if (colon == std::string_view::npos)
            break;
        header.remove_prefix(colon + 1);
    }
    return matchFrom(0, words, 0);
}

bool HeaderPattern::matchFrom(std::size_t node, const std::vector<std::string_view>& words, std::size_t word) const
{
    if (node == m_nodes.size())
        return word == words.size();
    const auto& expected = m_nodes[node];
    if (word < words.size()) {
        const auto plain = withoutSuffixOne(words[word]);
        const bool fits = equalIgnoringCase(words[word], expected.full) || equalIgnoringCase(words[word], expected.brief) ||
                          equalIgnoringCase(plain, expected.full) || equalIgnoringCase(plain, expected.brief);
        if (fits && matchFrom(node + 1, words, word + 1))
            return true;
    }
    return expected.optional && matchFrom(node + 1, words, word);
}

bool isMnemonic(std::string_view word, std::string_view notation)
{
    return HeaderPattern(notation).matches(word);
}

std::string absoluteHeader(std::string_view header, std::string& path)
{
    if (header.starts_with('*'))
        return std::string(header);
    std::string whole;
    if (header.starts_with(':'))
        whole = header.substr(1);
    else
        whole = path.empty() ? std::string(header) : path + ":" + std::string(header);
    const auto colon = whole.rfind(':');
    path = colon == std::string::npos ? std::string() : whole.substr(0, colon);
    return whole;
}

} // namespace cal::instruments::scpi
