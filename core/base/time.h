// SPDX-License-Identifier: GPL-3.0-or-later
// Time. Events carry UTC microseconds plus monotonic time; documents carry civil dates in the laboratory's zone with their offset.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

namespace cal {

using UtcTime = std::chrono::sys_time<std::chrono::microseconds>;

/// One instant as the program saw it.
struct Timestamp {
    UtcTime utc{};
    std::chrono::nanoseconds monotonic{}; ///< since an arbitrary start of this boot; orders instants of one process
    bool operator==(const Timestamp&) const = default;
};

/// RFC 3339 with microseconds: "2026-11-23T05:41:02.123456Z".
std::string toRfc3339(UtcTime time);
/// Any offset, at most six decimals; no leap second. Errors: ParseError "time.syntax" {text}.
Result<UtcTime> parseRfc3339(std::string_view text);

/// A civil date in the laboratory's zone. No zone rules are kept: the offset that held is stored with it.
struct CivilDate {
    std::chrono::year_month_day date{};
    std::chrono::minutes offset{}; ///< laboratory's zone minus UTC, e.g. +480 for China
    bool operator==(const CivilDate&) const = default;
};
CivilDate civilDate(UtcTime time, std::chrono::minutes offset);
std::string toIso(const CivilDate& date); ///< "2026-11-23"
/// Errors: ParseError "date.syntax" {text}.
Result<CivilDate> parseIsoDate(std::string_view text, std::chrono::minutes offset);
/// "2026-11-23 13:41 +08:00": a time of day as documents and screens show it.
std::string toLocal(UtcTime time, std::chrono::minutes offset);

/// The only source of time, so that a test can hold it still.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Timestamp now() = 0;
};

class SystemClock final : public Clock
{
public:
    Timestamp now() override;
};

} // namespace cal
