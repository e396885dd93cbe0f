// SPDX-License-Identifier: GPL-3.0-or-later
// Parsers of replies. They meet whatever comes over a wire, so each refuses what it does not know.
#include "instruments/scpi/reply.h"

#include "instruments/scpi/text.h"

#include <algorithm>
#include <charconv>

namespace cal::instruments::scpi {
namespace {

Error refuse(const char* key, std::string_view reply)
{
    return {Errc::InstrumentError, key, {{"reply", printable(reply)}}, {}};
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool allDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

// SCPI-99 7.2.1.4 and 7.2.1.5: infinity and not-a-number are numbers that no quantity reaches.
const Decimal& infinity()
{
    static const Decimal value(99, 36);
    return value;
}
const Decimal& notANumber()
{
    static const Decimal value(991, 35);
    return value;
}

} // namespace

Result<Decimal> parseNumber(std::string_view reply)
{
    const auto text = trimmed(reply);
    for (const std::string_view word : {"NAN", "+NAN", "-NAN"})
        if (equalIgnoringCase(text, word))
            return Error{Errc::InstrumentError, "scpi.not-a-number", {}, {}};
    for (const std::string_view word : {"INF", "+INF", "-INF", "INFINITY", "NINF"})
        if (equalIgnoringCase(text, word))
            return Error{Errc::InstrumentError, "scpi.overload", {}, {}};
    auto number = Decimal::parse(text);
    if (!number)
        return refuse("scpi.number", reply);
    const auto magnitude = number->abs();
    if (magnitude == notANumber())
        return Error{Errc::InstrumentError, "scpi.not-a-number", {}, {}};
    if (magnitude >= infinity())
        return Error{Errc::InstrumentError, "scpi.overload", {}, {}};
    return number;
}

Result<std::string> parseString(std::string_view reply)
{
    const auto text = trimmed(reply);
    if (text.size() < 2 || (text.front() != '"' && text.front() != '\'') || text.back() != text.front())
        return refuse("scpi.string", reply);
    const char quote = text.front();
    const auto inside = text.substr(1, text.size() - 2);
    std::string result;
    for (std::size_t i = 0; i < inside.size(); ++i) {
        if (inside[i] == quote && (i + 1 == inside.size() || inside[++i] != quote))
            return refuse("scpi.string", reply);
        result += inside[i];
    }
    return result;
}

Result<ErrorEntry> parseErrorEntry(std::string_view reply)
{
    const auto text = trimmed(reply);
    const auto comma = text.find(',');
    if (comma == std::string_view::npos)
        return refuse("scpi.error-entry", reply);
    auto number = trimmed(text.substr(0, comma));
    if (number.size() > 1 && number[0] == '+' && isDigit(number[1])) // Keysight prints +0
        number.remove_prefix(1);
    ErrorEntry entry;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), entry.code);
    if (error != std::errc() || end != number.data() + number.size())
        return refuse("scpi.error-entry", reply);
    const auto rest = trimmed(text.substr(comma + 1));
    if (auto quoted = parseString(rest))
        entry.text = std::move(*quoted);
    else if (rest.find_first_of("\"'") == std::string_view::npos) // some instruments forget the quotes
        entry.text = rest;
    else
        return refuse("scpi.error-entry", reply);
    return entry;
}

std::optional<BlockHead> blockHead(std::string_view bytes, bool& incomplete)
{
    incomplete = false;
    if (bytes.empty() || bytes[0] != '#')
        return {};
    if (bytes.size() < 2) {
        incomplete = true;
        return {};
    }
    std::size_t digits = 0, begin = 2;
    if (bytes[1] == '0')
        return BlockHead{2, {}};
    if (isDigit(bytes[1])) {
        digits = static_cast<std::size_t>(bytes[1] - '0');
    } else if (bytes[1] == 'A') {
        digits = 10;
    } else if (bytes[1] == '(') {
        const auto close = bytes.substr(0, 22).find(')');
        if (close == std::string_view::npos) {
            incomplete = bytes.size() < 22 && (bytes.size() == 2 || allDigits(bytes.substr(2)));
            return {};
        }
        digits = close - 2;
    } else {
        return {}; // #H, #Q, #B: a number, not a block
    }
    const auto count = bytes.substr(begin, digits);
    if (!count.empty() && !allDigits(count))
        return {};
    if (count.size() < digits) {
        incomplete = true;
        return {};
    }
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), length);
    if (error != std::errc())
        return {};
    return BlockHead{begin + digits + (bytes[1] == '(' ? 1 : 0), length};
}

Result<std::string> parseBlock(std::string_view reply, std::size_t limit)
{
    bool incomplete = false;
    const auto head = blockHead(reply, incomplete);
    if (!head)
        return refuse("scpi.block", reply);
    auto data = reply.substr(head->head);
    if (!head->length) { // indefinite: everything up to the terminator of the message
        if (data.ends_with('\n'))
            data.remove_suffix(1);
        return std::string(data);
    }
    if (*head->length > limit)
        return Error{Errc::InstrumentError,
                     "scpi.block-too-long",
                     {{"length", std::to_string(*head->length)}, {"limit", std::to_string(limit)}},
                     {}};
    if (data.size() < *head->length || !trimmed(data.substr(*head->length)).empty())
        return refuse("scpi.block", reply);
    return std::string(data.substr(0, *head->length));
}

std::vector<std::string> identityFields(std::string_view reply)
{
    std::vector<std::string> fields;
    while (fields.size() < 3) {
        const auto comma = reply.find(',');
        fields.emplace_back(trimmed(reply.substr(0, comma)));
        reply = comma == std::string_view::npos ? std::string_view() : reply.substr(comma + 1);
    }
    fields.emplace_back(trimmed(reply)); // firmware may hold commas
    return fields;
}

} // namespace cal::instruments::scpi
