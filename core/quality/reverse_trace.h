// SPDX-License-Identifier: GPL-3.0-or-later
// Reverse trace: a standard was found out, which results rest on it, and what becomes of them (ISO/IEC 17025 7.10.1 c, 6.4.9).
#pragma once

#include "core/conformity/decision_rule.h"
#include "core/journal/projection.h"
#include "core/session/setup.h"

#include <map>
#include <string>
#include <vector>

namespace cal::quality {

/// What was found, and where to look.
struct FoundError {
    std::string asset;  ///< entity id of the standard
    UtcTime from{}, to; ///< results judged from `from` on and before `to`
    /// Values of the standard that are concerned, both ends included; absent: all of them.
    std::optional<std::pair<units::Quantity, units::Quantity>> range;
    /// True value of the standard minus the value that was used. A number, ppm or % is relative to the value of the standard, unless that
    /// is a pure number itself.
    units::Quantity shift;
    std::chrono::minutes offset{0}; ///< of the laboratory's zone: for the civil dates in letters
};

/// A found error as people write it, of results from the day `from` to the day `to` (ISO dates in the laboratory's zone, both included).
/// Errors: InvalidArgument "trace.shift-unit" {text}: a number alone could be anything; "trace.no-from"; "trace.dates" {from, to}; those
/// of Quantity::parse, parseRange and parseIsoDate.
Result<FoundError> foundErrorOf(const std::string& asset, const std::string& shift, const std::string& from, const std::string& to,
                                const std::string& range, std::chrono::minutes offset);

struct AffectedPoint {
    std::string session;
    std::int64_t seq = 0; ///< of session.point-judged
    std::string point;
    std::string at; ///< RFC 3339
    std::string calibration, range;
    units::Quantity value; ///< of the standard
    Decimal error, shifted, uncertainty;
    std::optional<Decimal> mpe;
    std::string k, unit; ///< unit of error, shifted, uncertainty and mpe
    conformity::Verdict before = conformity::Verdict::NotJudged, after = conformity::Verdict::NotJudged;
    Text reason;                                        ///< of `after`
    [[nodiscard]] std::string shownUncertainty() const; ///< U with two digits, rounded up, as people read it
};

/// What a list shows of a session.
struct AffectedSession {
    std::string session, procedure, order, manufacturer, model, serial, ended;
    Text title, item, customer, performer;
    bool simulated = false;
};

/// Every attempt that counts, in the order of time. U is that of the result: what the finding adds to it is for the laboratory to judge.
struct ReverseTrace {
    FoundError found;
    std::vector<AffectedPoint> passes, undecided, fails;
    std::vector<AffectedPoint> notJudged; ///< no rule was agreed, or there is no limit: shifted, without a verdict
    std::map<std::string, AffectedSession> sessions;
    [[nodiscard]] std::size_t points() const { return passes.size() + undecided.size() + fails.size() + notJudged.size(); }
    [[nodiscard]] Json toJson() const;
};

/// One query over the tables of session::traceProjection(), and one look-up a session. The verdict is made again by the rule frozen with
/// the session. Errors: InvalidArgument "unit.mismatch" when shift or range are of another kind than the standard's values; "trace.row"
/// {key} for a row that does not read; those of the tables.
Result<ReverseTrace> reverseTrace(journal::TableReader& tables, const FoundError& found);

/// "-2.5 V..10 V"; both of one kind, in order. Errors: InvalidArgument "trace.range" {text}; those of quantities.
Result<std::pair<units::Quantity, units::Quantity>> parseRange(std::string_view text);

} // namespace cal::quality
