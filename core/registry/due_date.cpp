// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/due_date.h"

#include "core/base/time.h"

namespace cal::registry {

namespace chrono = std::chrono;

namespace {

chrono::year_month_day clamped(const chrono::year_month& month, const chrono::day& day)
{
    const chrono::year_month_day wanted = month / day;
    return wanted.ok() ? wanted : chrono::year_month_day(month / chrono::last);
}

std::string iso(const chrono::year_month_day& date)
{
    return toIso({date, chrono::minutes{0}});
}

} // namespace

chrono::year_month_day addMonths(chrono::year_month_day date, int months)
{
    return clamped(date.year() / date.month() + chrono::months{months}, date.day());
}

Result<chrono::year_month_day> validUntil(chrono::year_month_day measured, int months, const DueRule& rule)
{
    if (months < 1 || months > 1200)
        return Error{Errc::InvalidArgument, "due.interval", {{"months", std::to_string(months)}}, {}};
    chrono::sys_days last = addMonths(measured, months);
    if (rule.lessOneDay)
        last -= chrono::days{1};
    if (rule.end == DueRule::End::Week)
        last += chrono::Sunday - chrono::weekday(last);
    const chrono::year_month_day date = last;
    return rule.end == DueRule::End::Month ? chrono::year_month_day(date.year() / date.month() / chrono::last) : date;
}

Result<std::string> validUntil(std::string_view measured, int months, const DueRule& rule)
{
    const auto date = parseIsoDate(measured, chrono::minutes{0});
    CAL_TRY(date);
    const auto last = validUntil(date->date, months, rule);
    CAL_TRY(last);
    return iso(*last);
}

Result<std::string> daysAfter(std::string_view date, int days)
{
    const auto from = parseIsoDate(date, chrono::minutes{0});
    CAL_TRY(from);
    if (days < 0 || days > 36500)
        return Error{Errc::InvalidArgument, "due.days", {{"days", std::to_string(days)}}, {}};
    return iso(chrono::sys_days(from->date) + chrono::days{days});
}

} // namespace cal::registry
