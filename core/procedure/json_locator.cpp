// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over the text with a stack of open objects and arrays; values are not interpreted.
#include "core/procedure/json_locator.h"

#include <vector>

namespace cal::procedure {

namespace {

/// End of the string that opens at `at`, one past the closing quote; the text's size when it is not closed.
std::size_t endOfString(std::string_view text, std::size_t at)
{
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return text.size();
}

struct Level {
    std::string path;
    bool isArray = false;
    std::size_t index = 0;   // of the element that is open
    bool expectsKey = false; // objects: before the colon
    bool elementSeen = false;
};

std::string joined(const std::string& path, std::string_view part)
{
    return path.empty() ? std::string(part) : path + "/" + std::string(part);
}

} // namespace

JsonLocator::JsonLocator(std::string text) : m_text(std::move(text))
{
    const std::string_view t = m_text;
    m_offsets.emplace("", t.find_first_not_of(" \t\r\n") == std::string_view::npos ? 0 : t.find_first_not_of(" \t\r\n"));
    std::vector<Level> levels;
    std::string member; // path of the value that comes next
    for (std::size_t i = 0; i < t.size();) {
        const char c = t[i];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ':') {
            ++i;
            continue;
        }
        if (c == ',') {
            if (!levels.empty()) {
                ++levels.back().index;
                levels.back().elementSeen = false;
                levels.back().expectsKey = !levels.back().isArray;
            }
            ++i;
            continue;
        }
        if (c == '}' || c == ']') {
            if (levels.empty())
                return;
            levels.pop_back();
            ++i;
            continue;
        }
        if (!levels.empty() && levels.back().isArray && !levels.back().elementSeen) {
            member = joined(levels.back().path, std::to_string(levels.back().index));
            m_offsets.emplace(member, i);
            levels.back().elementSeen = true;
        }
        if (c == '{' || c == '[') {
            levels.push_back({member, c == '[', 0, c == '{', false});
            ++i;
        } else if (c == '"') {
            const std::size_t end = endOfString(t, i);
            if (!levels.empty() && levels.back().expectsKey) {
                member = joined(levels.back().path, t.substr(i + 1, end > i + 2 ? end - i - 2 : 0));
                m_offsets.emplace(member, i);
                levels.back().expectsKey = false;
            }
            i = end;
        } else {
            ++i; // a number or a word
        }
    }
}

TextPosition JsonLocator::find(std::string_view path) const
{
    for (;;) {
        if (const auto found = m_offsets.find(path); found != m_offsets.end())
            return positionAt(m_text, found->second);
        if (path.empty())
            return {};
        const auto slash = path.rfind('/');
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
    }
}

} // namespace cal::procedure
