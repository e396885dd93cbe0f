// SPDX-License-Identifier: GPL-3.0-or-later
// A calibration of a standard as the register keeps it (kind "calibration"): values with U, k and drift, and what they give on a day.
#pragma once

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/procedure/procedure.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cal::session {

/// One row of the values. An absent member is unknown, never zero.
struct CalibrationValue {
    std::string set;      ///< "as-found", "as-left"; empty: not adjusted
    std::string quantity; ///< "dc-voltage"
    std::optional<units::Quantity> low, high, nominal, value, correction;
    std::optional<units::Quantity> u, uRelative; ///< U = u + uRelative · |value|
    std::optional<Decimal> k;
    std::string drift;                                        ///< "none", "linear", "limit"; empty: unknown
    std::optional<units::Quantity> driftRate, driftHalfWidth; ///< per year
    /// "[0 V, 10 V]", "10 V"; as records name it.
    [[nodiscard]] std::string range() const;
    /// Errors: ParseError "calibration.value" {field, text}.
    static Result<CalibrationValue> fromJson(const Json& json);
};

struct Calibration {
    std::string id, head; ///< entity id; hash of its last event, hexadecimal
    std::string asset, certificate, issuer;
    std::string calibratedOn, validUntil; ///< ISO dates; an empty validity is unknown
    std::string state;                    ///< "valid", "superseded", "withdrawn"
    std::vector<CalibrationValue> values;
    std::vector<std::string> calibratedWith; ///< assets: own standards it was calibrated with
    /// The row for `nominal`: the one of that very value, else the narrowest that covers it; values after an adjustment where there are
    /// both. Null when none is stated: nothing is interpolated.
    [[nodiscard]] const CalibrationValue* covering(std::string_view quantity, const units::Quantity& nominal) const;
};

/// U with k = 2 of a row at a value, in the value's unit. Errors: NotFound "calibration.no-uncertainty" {certificate, range}.
Result<units::Quantity> expandedAt(const Calibration& calibration, const CalibrationValue& row, const units::Quantity& nominal);

/// The members that StandardUsed::values holds for a point: "value" or "correction" with the drift to the day, "U", "k", "range", "drift"
/// (half width, absent when unknown), "years". Errors: those of expandedAt; NotFound "calibration.no-value" {certificate, range}; those of
/// units and dates.
Result<Json> valuesOn(const Calibration& calibration, const CalibrationValue& row, const units::Quantity& nominal, const CivilDate& day);

/// The values of a calibration from CSV: columns by the names of the table "values" of kind "calibration", in any order, cells as typed.
/// Errors: those of readCsv; ParseError "calibration.column" {column}, "calibration.value" {field, text, line}; InvalidArgument
/// "calibration.no-rows".
Result<Json> calibrationValuesFromCsv(std::string_view text);

} // namespace cal::session
