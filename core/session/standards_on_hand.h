// SPDX-License-Identifier: GPL-3.0-or-later
// The standards of the laboratory as the register knows them on a day, and whether one may be used (ISO/IEC 17025 6.4.4 to 6.4.10; for
// verification also JJF 1033).
#pragma once

#include "core/registry/registry.h"
#include "core/session/calibration.h"

#include <functional>

namespace cal::session {

struct SetUp;

/// An asset that can serve as a standard: it has a calibration, or belongs to a measurement standard.
struct StandardAsset {
    std::string id; ///< entity id
    std::string number, serial, manufacturer, model;
    Text name;
    std::string definition; ///< id of the definition of its model; empty: unknown
    std::string state;
    bool usable = false;                   ///< by its state
    std::vector<Calibration> calibrations; ///< newest first
    struct Booking {
        std::string from, to, by, order;
    };
    std::vector<Booking> bookings;
    struct Check {
        std::string due, lastResult;
    };
    std::vector<Check> checks;                ///< intermediate checks planned
    std::vector<std::string> nonconformities; ///< numbers of those whose restart is not allowed
    /// As refusals name it: number, else serial number, else id.
    [[nodiscard]] std::string shown() const;
    /// The newest calibration that is valid on the day; else the newest of all, which says why not; null when there is none.
    [[nodiscard]] const Calibration* calibrationOn(const std::string& day) const;
};

/// 计量标准.
struct MeasurementStandard {
    std::string id, code;
    Text name;
    bool usable = false;
    std::string certificateNumber, certificateUntil, authorisationUntil;
    struct Regulation {
        std::string number, operation; ///< "verification", "calibration"
    };
    std::vector<Regulation> regulations;
    std::vector<std::string> devices; ///< entity ids, main and auxiliary
};

struct StandardsOnHand {
    std::vector<StandardAsset> assets;
    std::vector<MeasurementStandard> standards;
    [[nodiscard]] const StandardAsset* asset(std::string_view id) const;
    /// The asset an instrument says it is; null when none or more than one has this serial number.
    [[nodiscard]] const StandardAsset* withSerial(std::string_view serial, std::string_view model) const;
};

/// Reads what the register holds. Errors: those of the registry; of calibration values, within their certificate.
Result<StandardsOnHand> standardsOnHand(registry::Registry& registry);

/// For what, by whom and when a standard is wanted.
struct Purpose {
    std::string day; ///< ISO date in the laboratory's zone
    std::string performer, order;
    std::string procedure;
    bool verification = false;
    Text basis; ///< of the procedure: names the regulation
    /// How many people are authorised for an item on the day; unset: nobody is known to be.
    std::function<Result<int>(const std::string& procedure)> authorisedPeople;
};

/// Every reason why the asset may not be used; none: it may. `measurementStandard` becomes the id of the one it is used as part of.
/// Refusals: InvalidArgument "standard.state" {standard, state}, "standard.no-calibration" {standard}, "standard.overdue" {standard,
/// certificate, until}, "standard.validity-unknown" {standard, certificate}, "standard.not-yet-valid" {standard, certificate, from},
/// "standard.withdrawn" {standard, certificate}, "standard.superseded" {standard, certificate}, "standard.booked" {standard, by, from, to},
/// "standard.check-overdue" {standard, due}, "standard.check-out-of-limits" {standard},
/// "standard.nonconforming" {standard, number}; for verification "standard.not-established"
/// {standard}, "standard.assessment-missing" {name}, "standard.assessment-expired" {name, until}, "standard.body-authorisation-unknown"
/// {name}, "standard.body-authorisation-expired" {name, until}, "standard.regulation-not-served" {name, basis}, "standard.suspended"
/// {name}, "standard.too-few-people" {procedure, found}.
Result<std::vector<Error>> refusals(const StandardAsset& asset, const StandardsOnHand& onHand, const Purpose& purpose,
                                    std::string& measurementStandard);

/// Does the basis of a procedure name this regulation ("JJG 315-1983")?
bool namesRegulation(const Text& basis, std::string_view number);

/// The standards of a frozen set-up as they stand now: each still usable, its calibration unchanged. Standards that the register does not
/// know are passed over. Errors: the first refusal; InvalidArgument "standard.calibration-changed" {standard, certificate}.
Result<void> stillUsable(const SetUp& setUp, const StandardsOnHand& onHand, const Purpose& purpose);

} // namespace cal::session
