// SPDX-License-Identifier: GPL-3.0-or-later
// Two tables kept beside the sessions: one row a session, for the list of records, and one row for every standard a judged point rests on,
// so that forward and reverse trace are one query.
#pragma once

#include "core/journal/projection.h"

#include <array>
#include <memory>
#include <string_view>

namespace cal::session {

/// Table "trace_sessions". Texts of the set-up as frozen; `rule` is the canonical JSON {"name","parameters"} of the decision rule.
namespace sessions_table {
inline constexpr std::string_view kName = "trace_sessions";
enum Column : std::size_t {
    Session, ///< key: the stream
    Started, ///< RFC 3339
    Ended,   ///< of the last event
    Procedure,
    Version,
    Mode,
    TitleZh,
    TitleEn,
    Order,
    ItemZh,
    ItemEn,
    Manufacturer,
    Model,
    Serial,
    AssetNumber,
    Received,
    CustomerZh,
    CustomerEn,
    Performer,
    PerformerZh,
    PerformerEn,
    Rule,
    Points,    ///< of the procedure
    Judged,    ///< of them
    Overall,   ///< conformity::name() of the worst verdict that counts
    Simulated, ///< 0, 1
    Outside,   ///< samples of the environment outside the limits
    State,     ///< "open", "aborted", "sealed"
    Count
};
} // namespace sessions_table

/// Table "trace_points", key "<session>#<event>" or "<session>#<event>.<n>" for the further standards of a point. A result that rests on no
/// known standard has one row with an unknown asset. Numbers are exact texts; `value_si` is for comparing only.
namespace points_table {
inline constexpr std::string_view kName = "trace_points";
enum Column : std::size_t {
    Key,
    Session,
    Seq, ///< of session.point-judged
    At,  ///< RFC 3339
    Point,
    Attempt,
    Counts, ///< 1: the attempt that counts; 0: a later one took its place
    Place,
    Asset,
    Calibration,
    Range,
    Value, ///< of the standard
    ValueUnit,
    ValueSi,
    Sensitivity, ///< in `ResultUnit` per `ValueUnit`
    ResultUnit,
    Unit, ///< of the following
    Error,
    U,
    K,
    Mpe, ///< unknown where the procedure has none
    Verdict,
    Count
};
} // namespace points_table

/// Projection "trace": both tables.
std::shared_ptr<journal::Projection> traceProjection();

} // namespace cal::session
