// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/proposal.h"

#include "core/session/fields.h"

#include <algorithm>

namespace cal::session {

namespace {

bool byCertificate(const procedure::Procedure& procedure)
{
    return std::any_of(procedure.head.inputs.begin(), procedure.head.inputs.end(),
                       [](const auto& input) { return input.kind == procedure::ModelInput::Kind::StandardCertificate; });
}

bool sources(const equipment::Definition& definition, std::string_view quantity)
{
    return std::any_of(definition.capabilities.begin(), definition.capabilities.end(),
                       [&](const auto& row) { return row.sources && row.quantity == quantity; });
}

/// The binding of `need` alone.
Result<Binding> bindingOf(const procedure::Procedure& procedure, const procedure::Need& need, const equipment::Definition& definition,
                          const equipment::Definition* item, const Calibration* calibration)
{
    std::map<std::string, const equipment::Definition*> definitions{{need.place, &definition}};
    for (const auto& other : procedure.head.needs)
        if (other.action == "measure" && item)
            definitions.emplace(other.place, item);
    std::map<std::string, const Calibration*> calibrations;
    if (calibration)
        calibrations.emplace(need.place, calibration);
    auto all = session::bind(procedure, definitions, calibrations);
    CAL_TRY(all);
    for (auto& binding : *all)
        if (binding.need.place == need.place && binding.need.action == need.action)
            return std::move(binding);
    return Binding{need, {}, {}, {}};
}

} // namespace

Json Candidate::toJson() const
{
    Json::Array reasons;
    for (const auto& reason : refusals)
        reasons.push_back(errorJson(reason));
    return Json::Object{{"asset", asset},
                        {"shown", shown},
                        {"name", name},
                        {"serial", serial},
                        {"calibration", calibration},
                        {"certificate", certificate},
                        {"valid-until", validUntil},
                        {"measurement-standard", measurementStandard},
                        {"ok", ok()},
                        {"refusals", std::move(reasons)},
                        {"binding", binding.toJson()}};
}

Result<std::vector<Proposal>> propose(const procedure::Procedure& procedure, const StandardsOnHand& onHand, const Purpose& purpose,
                                      const std::function<const equipment::Definition*(const std::string&)>& definition,
                                      const equipment::Definition* item)
{
    std::vector<Proposal> proposals;
    for (const auto& need : procedure.head.needs) {
        if (need.action != "source")
            continue;
        Proposal proposal{need, {}};
        for (const auto& asset : onHand.assets) {
            const auto* const known = asset.definition.empty() ? nullptr : definition(asset.definition);
            if (!known || !sources(*known, need.quantity)) // another kind of instrument: no refusal, simply no candidate
                continue;
            Candidate candidate{asset.id, asset.shown(), asset.name, asset.manufacturer, asset.model, asset.serial, {}, {}, {}, {}, {}, {}};
            const auto* const calibration = asset.calibrationOn(purpose.day);
            if (calibration) {
                candidate.calibration = calibration->id;
                candidate.certificate = calibration->certificate;
                candidate.validUntil = calibration->validUntil;
            }
            auto reasons = refusals(asset, onHand, purpose, candidate.measurementStandard);
            CAL_TRY(reasons);
            candidate.refusals = *std::move(reasons);
            auto binding = bindingOf(procedure, need, *known, item, calibration);
            CAL_TRY(binding);
            candidate.binding = *std::move(binding);
            candidate.binding.serial = asset.serial;
            proposal.candidates.push_back(std::move(candidate));
        }
        std::stable_sort(proposal.candidates.begin(), proposal.candidates.end(),
                         [](const auto& a, const auto& b) { return a.ok() != b.ok() ? a.ok() : a.shown < b.shown; });
        proposals.push_back(std::move(proposal));
    }
    return proposals;
}

Result<StandardUsed> standardUsed(const StandardAsset& asset, const procedure::Procedure& procedure, const procedure::Need* need,
                                  const CivilDate& day)
{
    StandardUsed used;
    used.name = asset.name;
    used.manufacturer = asset.manufacturer;
    used.model = asset.model;
    used.serial = asset.serial;
    used.asset = asset.id;
    const auto* const calibration = asset.calibrationOn(toIso(day));
    if (!calibration)
        return used;
    used.calibration = calibration->id;
    used.calibrationHead = calibration->head;
    used.certificate = calibration->certificate;
    used.certifiedBy = calibration->issuer;
    used.calibratedOn = calibration->calibratedOn;
    used.validUntil = calibration->validUntil;
    if (!need || !byCertificate(procedure))
        return used;
    used.place = need->place;
    Json::Object points;
    for (const auto& point : procedure.points)
        if (const auto* const row = calibration->covering(need->quantity, point.nominal)) {
            auto values = valuesOn(*calibration, *row, point.nominal, day);
            if (!values)
                return std::move(values).error().within(point.id);
            points.emplace(point.id, *std::move(values));
        }
    if (!points.empty())
        used.values = Json::Object{{"points", std::move(points)}};
    return used;
}

Purpose purposeOf(const SetUp& setUp, UtcTime now, std::function<Result<int>(const std::string&)> authorisedPeople)
{
    const auto& head = setUp.procedure.head;
    return {toIso(civilDate(now, setUp.laboratory.offset)),
            setUp.performer.id,
            setUp.item.order,
            head.id,
            head.mode == "verification",
            head.basis,
            std::move(authorisedPeople)};
}

} // namespace cal::session
