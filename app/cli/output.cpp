// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include <algorithm>
#include <iostream>

namespace cal::app {

ExitStatus exitStatus(Errc code)
{
    switch (code) {
    case Errc::InvalidArgument:
    case Errc::ParseError:
    case Errc::NotFound:
        return kBadInput;
    case Errc::Timeout:
    case Errc::ConnectionLost:
    case Errc::InstrumentError:
    case Errc::StoreFailed:
    case Errc::Conflict:
        return kFailed;
    case Errc::IntegrityViolation:
        return kNotConforming;
    case Errc::Cancelled:
        return kUnfinished;
    }
    return kFailed;
}

void Output::say(const std::string& sentence) const
{
    std::cerr << sentence << '\n' << std::flush;
}

void Output::say(std::string_view key, const std::vector<Arg>& args) const
{
    say(m_messages.render(key, args, m_language));
}

ExitStatus Output::fail(const Error& error) const
{
    // One line, whatever an argument holds.
    auto text = sentence(error);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    say("calbench: " + text);
    if (m_json) {
        Json::Object args;
        for (const auto& arg : error.args)
            args[arg.name] = arg.value;
        document(Json::Object{{"error", Json::Object{{"key", error.key}, {"message", text}, {"context", error.context}, {"args", args}}}});
    }
    return exitStatus(error.code);
}

Json Output::listOf(const std::vector<Error>& errors) const
{
    Json::Array list;
    for (const auto& error : errors)
        list.push_back(Json::Object{{"key", error.key}, {"message", sentence(error)}});
    return list;
}

Json Output::told(const std::vector<Error>& errors) const
{
    for (const auto& error : errors)
        say(sentence(error));
    return listOf(errors);
}

void Output::print(const std::string& line) const
{
    if (!m_json)
        std::cout << line << '\n' << std::flush;
}

void Output::document(const Json& json) const
{
    if (m_json)
        std::cout << json.pretty() << '\n' << std::flush;
}

namespace {

/// Columns a UTF-8 text takes on a terminal: two for CJK and full-width characters.
std::size_t displayWidth(const std::string& text)
{
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t code = length == 1 ? lead : lead & (0x7Fu >> length);
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            code = (code << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
        const bool wide = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) || (code >= 0xAC00 && code <= 0xD7A3) ||
                          (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFE30 && code <= 0xFE4F) || (code >= 0xFF00 && code <= 0xFF60) ||
                          (code >= 0xFFE0 && code <= 0xFFE6) || code >= 0x20000;
        width += wide ? 2 : 1;
        i += length;
    }
    return width;
}

} // namespace

void Output::table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) const
{
    if (m_json)
        return;
    std::vector<std::size_t> widths(head.size(), 0);
    const auto widen = [&](const std::vector<std::string>& row) {
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    };
    widen(head);
    for (const auto& row : rows)
        widen(row);
    const auto line = [&](const std::vector<std::string>& row) {
        std::string text;
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
            const std::string blanks(widths[i] - displayWidth(row[i]), ' ');
            const bool left = i == 0 || i + 1 == widths.size();
            text += (i ? "  " : "") + (left ? row[i] + blanks : blanks + row[i]);
        }
        while (!text.empty() && text.back() == ' ')
            text.pop_back();
        print(text);
    };
    line(head);
    for (const auto& row : rows)
        line(row);
}

} // namespace cal::app
