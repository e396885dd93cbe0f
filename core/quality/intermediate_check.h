// SPDX-License-Identifier: GPL-3.0-or-later
// Intermediate checks (期间核查, ISO/IEC 17025 6.4.10): a plan is an entity of kind "intermediate-check"; a check is a session whose result
// is held to the plan's limits, kept with the plan and charted.
#pragma once

#include "core/quality/control_chart.h"
#include "core/quality/quality_work.h"
#include "core/session/record.h"

namespace cal::quality {

struct CheckPlan {
    std::string id, name, asset; ///< entity ids
    std::string procedure, point, unit;
    std::string due, lastDone; ///< ISO dates
    std::int64_t intervalMonths = 0;
    std::optional<Decimal> lower, upper; ///< limits of the result, in `unit`; both included
    struct Done {
        std::string date, session;
        Decimal value;
        bool inLimits = false;
    };
    std::vector<Done> results; ///< in the order of their dates
    bool outOfLimits = false;  ///< the last one
    bool ended = false;

    /// Errors: ParseError "check.plan" {name, field} for values that do not read.
    static Result<CheckPlan> fromEntity(const registry::Entity& entity);
};

enum class CheckState { Planned, Done, Overdue, OutOfLimits, Ended };
/// Computed, never stored. The day it is due still counts as in time.
CheckState stateOn(const CheckPlan& plan, std::string_view day);
std::string_view name(CheckState state); ///< "planned", "done", "overdue", "out-of-limits", "ended"
Text text(CheckState state);

/// Why the asset may not be used on that day: every plan of it that is overdue or whose last result was out of limits, every nonconformity
/// of it whose restart is not allowed. None: it may, as far as quality work knows. An asset without a plan has none overdue.
/// Reasons: InvalidArgument "check.overdue" {name, due}, "check.out-of-limits" {name, date}, "nonconformity.open" {number, title}.
/// Errors: those of the registry and of CheckPlan::fromEntity.
Result<std::vector<Error>> checksAllow(registry::Registry& registry, const std::string& asset, const std::string& day);

struct CheckOutcome {
    std::string date; ///< ISO, in the laboratory's zone
    Decimal value;
    std::string session;
};
/// The result of a session for a plan: the error of indication at the plan's point, in the plan's unit. A plan without a point takes the
/// only point of the procedure. Errors: InvalidArgument "check.wrong-procedure" {name, expected, found}, "check.not-sealed",
/// "check.no-point" {point}, "check.point-needed" {name}; "unit.mismatch".
Result<CheckOutcome> outcomeOf(const CheckPlan& plan, const session::SessionRecord& record);
/// Errors: InvalidArgument "check.no-limits" {name}.
Result<bool> withinLimits(const CheckPlan& plan, const Decimal& value);

/// Keeps the outcome with its plan and moves the due date on; asks for "perform" of the plan's procedure. A session counts once.
/// Errors: those of Access, of withinLimits and of the registry; InvalidArgument "check.twice" {name, session}.
Result<registry::Entity> recordCheckOutcome(const QualityWork& work, const journal::StreamId& plan, const CheckOutcome& outcome);

/// Chart of single results with Nelson's rules; the first 25 set the limits. Errors: those of controlChart.
Result<ControlChart> chartOf(const CheckPlan& plan);

} // namespace cal::quality
