// SPDX-License-Identifier: GPL-3.0-or-later
// The dossier of a measurement standard (JJF 1033): everything the register holds of it, computed as of a day, with what is missing and
// what is due. Rules carry the confidence of their source: yearly tests and acceptance are sourced; ten readings, the file set and the six
// months before re-examination are of medium confidence and to be checked in JJF 1033-2023.
#pragma once

#include "core/quality/assessment.h"
#include "core/quality/control_chart.h"
#include "core/quality/intermediate_check.h"
#include "core/registry/registry.h"

namespace cal::quality {

/// An entity with what was computed from it, or why it could not be.
template <class T>
struct Assessed {
    registry::Entity entity;
    Result<T> result;
};

struct Device {
    registry::Entity asset;
    bool main = false;
    std::optional<registry::Entity> calibration; ///< the newest that is valid
};

struct ChartedPlan {
    CheckPlan plan;
    std::optional<ControlChart> chart; ///< absent while there are too few results
};

struct Dossier {
    registry::Entity standard;
    std::string day;
    std::vector<Device> devices;
    std::vector<registry::Entity> people;                                ///< as listed with the standard
    std::map<std::string, std::vector<registry::Entity>> qualifications; ///< valid on the day, by person
    std::vector<Assessed<Repeatability>> repeatability;                  ///< newest first, as the following
    std::vector<Assessed<Stability>> stability;
    std::vector<Assessed<ResultVerification>> verifications;
    std::vector<ChartedPlan> checks;
    std::vector<registry::Entity> documents; ///< in force
    std::vector<Error> gaps;                 ///< missing, too old or not fulfilled: a message key each
    std::vector<Error> reminders;            ///< due soon
    [[nodiscard]] bool complete() const { return gaps.empty(); }
};

/// Years between tests, months of notice before the assessment certificate expires.
inline constexpr int kTestYears = 1, kNoticeMonths = 6;
/// Kinds of documents that every dossier must hold, by their choice values.
std::span<const std::string_view> requiredDocuments();

/// Gaps: InvalidArgument "dossier.no-main-standard", "dossier.not-calibrated" {device}, "dossier.calibration-expired" {device, certificate,
/// until}, "dossier.no-certificate", "dossier.certificate-expired" {until}, "dossier.no-regulation", "dossier.no-characteristics",
/// "dossier.no-test" {test}, "dossier.test-too-old" {test, date}, "dossier.few-readings" {date, found, usual}, "dossier.s-exceeds-budget"
/// {date, s, budget}, "dossier.stability-not-held" {date}, "dossier.few-groups" {date, found, least}, "dossier.groups-too-close" {date},
/// "dossier.verification-not-held" {date}, "dossier.not-computed" {name, reason}, "dossier.document-missing" {kind},
/// "dossier.document-expired" {title, until}, "dossier.fewer-than-two" {found}, "dossier.check-refuses" {name, state}.
/// Reminders: "dossier.re-examination" {until}, "dossier.test-due" {test, due}, "dossier.no-check-planned" {device}.
/// Errors: NotFound "registry.no-entity"; InvalidArgument "dossier.wrong-kind" {kind}; those of the registry.
Result<Dossier> dossierOf(registry::Registry& registry, const journal::StreamId& standard, const std::string& day);

} // namespace cal::quality
