// SPDX-License-Identifier: GPL-3.0-or-later
// When a measuring instrument is due again. The rule of B.2 of the laboratory's reference on Chinese metrology: 有效期至 = date + interval
// − 1 day, clamped to the end of a shorter month (31 Aug + 6 months = 28 Feb). That the last day is one less is a habit known with high
// confidence; no text of a regulation for it, or for the order of clamping and subtracting, is known (low). Here the date is clamped first.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace cal::registry {

/// What the laboratory has decided; an interval is whole months.
struct DueRule {
    bool lessOneDay = true;
    enum class End { Day, Week, Month } end = End::Day; ///< to the Sunday, or to the last day of the month, that follows
};

/// The same day so many months later; the last day of a shorter month. `months` may be negative.
std::chrono::year_month_day addMonths(std::chrono::year_month_day date, int months);
/// Last day of validity. Errors: InvalidArgument "due.interval" {months} outside 1 … 1200.
Result<std::chrono::year_month_day> validUntil(std::chrono::year_month_day measured, int months, const DueRule& rule = {});
/// The same with ISO dates. Errors: as above, and "date.syntax".
Result<std::string> validUntil(std::string_view measured, int months, const DueRule& rule = {});
/// ISO date so many days later. Errors: "date.syntax"; InvalidArgument "due.days" {days} outside 0 … 36500.
Result<std::string> daysAfter(std::string_view date, int days);

} // namespace cal::registry
