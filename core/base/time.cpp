// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 3339 and civil dates by std::chrono's calendar; no zone rules, no locale.
#include "core/base/time.h"

#include "core/base/utf8.h"

#include <charconv>
#include <cstdlib>
#include <optional>

namespace cal {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Written by hand, for every event's time is written and compared in a check of the store.

/// Adds `before` and the value with leading zeros.
void add(std::string& text, const char* before, std::int64_t value, std::size_t width)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, std::abs(value)).ptr;
    const auto count = static_cast<std::size_t>(end - digits);
    text.append(before).append(value < 0 ? "-" : "").append(count < width ? width - count : 0, '0').append(digits, count);
}

std::string dateText(const std::chrono::year_month_day& date)
{
    std::string text;
    text.reserve(28); // enough for what toRfc3339 adds
    add(text, "", static_cast<int>(date.year()), 4);
    add(text, "-", static_cast<unsigned>(date.month()), 2);
    add(text, "-", static_cast<unsigned>(date.day()), 2);
    return text;
}

void addHoursMinutes(std::string& text, const char* before, minutes time)
{
    add(text, before, time.count() / 60, 2);
    add(text, ":", time.count() % 60, 2);
}

/// Takes exactly `count` digits off the front.
std::optional<int> takeNumber(std::string_view& text, std::size_t count)
{
    if (text.size() < count)
        return {};
    int value = 0;
    for (const char c : text.substr(0, count)) {
        if (c < '0' || c > '9')
            return {};
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char expected)
{
    if (text.empty() || text.front() != expected)
        return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::chrono::year_month_day> takeDate(std::string_view& text)
{
    const auto year = takeNumber(text, 4);
    if (!year || !take(text, '-'))
        return {};
    const auto month = takeNumber(text, 2);
    if (!month || !take(text, '-'))
        return {};
    const auto day = takeNumber(text, 2);
    if (!day)
        return {};
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

/// "HH:MM" within a day.
std::optional<minutes> takeHoursMinutes(std::string_view& text)
{
    const auto hour = takeNumber(text, 2);
    if (!hour || *hour > 23 || !take(text, ':'))
        return {};
    const auto minute = takeNumber(text, 2);
    if (!minute || *minute > 59)
        return {};
    return hours{*hour} + minutes{*minute};
}

/// ".5" to ".123456"; a time finer than microseconds is refused rather than cut.
std::optional<microseconds> takeFraction(std::string_view& text)
{
    if (!take(text, '.'))
        return microseconds{0};
    int value = 0;
    int digits = 0;
    for (; digits < 6; ++digits) {
        const auto digit = takeNumber(text, 1);
        if (!digit)
            break;
        value = value * 10 + *digit;
    }
    if (digits == 0)
        return {};
    for (; digits < 6; ++digits)
        value *= 10;
    return microseconds{value};
}

std::optional<minutes> takeOffset(std::string_view& text)
{
    if (take(text, 'Z'))
        return minutes{0};
    const bool east = take(text, '+');
    if (!east && !take(text, '-'))
        return {};
    const auto offset = takeHoursMinutes(text);
    if (!offset)
        return {};
    return east ? *offset : -*offset;
}

std::optional<UtcTime> parsed(std::string_view text)
{
    const auto date = takeDate(text);
    if (!date || !take(text, 'T'))
        return {};
    const auto ofDay = takeHoursMinutes(text);
    if (!ofDay || !take(text, ':'))
        return {};
    const auto second = takeNumber(text, 2);
    if (!second || *second > 59)
        return {};
    const auto fraction = takeFraction(text);
    if (!fraction)
        return {};
    const auto offset = takeOffset(text);
    if (!offset || !text.empty())
        return {};
    return UtcTime{std::chrono::sys_days{*date}} + *ofDay + seconds{*second} + *fraction - *offset;
}

} // namespace

std::string toRfc3339(UtcTime time)
{
    const auto day = std::chrono::floor<days>(time);
    const auto ofDay = time - day;
    const auto second = std::chrono::floor<seconds>(ofDay);
    std::string text = dateText(std::chrono::year_month_day{day});
    addHoursMinutes(text, "T", std::chrono::floor<minutes>(ofDay));
    add(text, ":", second.count() % 60, 2);
    add(text, ".", (ofDay - second).count(), 6);
    return text += 'Z';
}

Result<UtcTime> parseRfc3339(std::string_view text)
{
    if (const auto time = parsed(text))
        return *time;
    return Error{Errc::ParseError, "time.syntax", {{"text", excerpt(text)}}, {}};
}

CivilDate civilDate(UtcTime time, std::chrono::minutes offset)
{
    return {std::chrono::year_month_day{std::chrono::floor<days>(time + offset)}, offset};
}

std::string toIso(const CivilDate& date)
{
    return dateText(date.date);
}

Result<CivilDate> parseIsoDate(std::string_view text, std::chrono::minutes offset)
{
    std::string_view rest = text;
    const auto date = takeDate(rest);
    if (!date || !rest.empty())
        return Error{Errc::ParseError, "date.syntax", {{"text", excerpt(text)}}, {}};
    return CivilDate{*date, offset};
}

std::string toLocal(UtcTime time, std::chrono::minutes offset)
{
    const auto local = time + offset;
    const auto day = std::chrono::floor<days>(local);
    std::string text = dateText(std::chrono::year_month_day{day});
    addHoursMinutes(text, " ", std::chrono::floor<minutes>(local - day));
    addHoursMinutes(text, offset < minutes{0} ? " -" : " +", std::chrono::abs(offset));
    return text;
}

Timestamp SystemClock::now()
{
    return {std::chrono::floor<microseconds>(std::chrono::system_clock::now()),
            std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())};
}

} // namespace cal
