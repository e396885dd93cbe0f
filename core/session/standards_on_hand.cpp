// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/standards_on_hand.h"

#include "core/session/setup.h"

#include <algorithm>
#include <map>

namespace cal::session {

namespace {

using registry::Entity;
using registry::Registry;

constexpr std::size_t kLeastPeople = 2; // JJF 1033: at least two authorised people for each item

/// Entities of a kind; none when this laboratory's program has no such kind.
Result<std::vector<Entity>> entitiesOf(Registry& registry, std::string_view kind)
{
    if (!registry.kinds().find(kind))
        return std::vector<Entity>{};
    return registry.list(kind, {}, 1'000'000);
}

bool usableState(Registry& registry, const Entity& entity)
{
    const auto* const kind = registry.kinds().find(entity.kind);
    const auto* const state = kind ? kind->state(entity.state) : nullptr;
    return state && state->usable;
}

std::vector<std::string> texts(const Json& list)
{
    std::vector<std::string> result;
    for (const auto& entry : list.asArray())
        result.push_back(entry.asString());
    return result;
}

Result<Calibration> readCalibration(Registry& registry, const Entity& entity)
{
    Calibration calibration;
    calibration.id = entity.id.text();
    calibration.asset = entity.text("asset");
    calibration.certificate = entity.text("certificate-number");
    calibration.calibratedOn = entity.text("calibrated-on");
    calibration.validUntil = entity.text("valid-until");
    calibration.state = entity.state;
    calibration.calibratedWith = texts(entity.value("calibrated-with"));
    const auto chain = registry.store().head(entity.id);
    CAL_TRY(chain);
    calibration.head = chain->head.hex();
    if (const auto issuer = Uuid::parse(entity.text("issuer"))) {
        const auto organisation = registry.get(*issuer);
        CAL_TRY(organisation);
        const Text name = organisation->value("name").asText();
        calibration.issuer = name.zh == name.en || name.en.empty() ? name.zh : name.zh.empty() ? name.en : name.zh + " / " + name.en;
    }
    for (const auto& row : entity.value("values").asArray()) {
        auto value = CalibrationValue::fromJson(row);
        if (!value)
            return std::move(value).error().within(calibration.certificate);
        calibration.values.push_back(*std::move(value));
    }
    return calibration;
}

/// A model names its definition in its head or in the newest specification.
std::string definitionOf(const Entity& model)
{
    if (const auto id = model.text("definition"); !id.empty())
        return id;
    const auto& specifications = model.value("specifications").asArray();
    for (auto row = specifications.rbegin(); row != specifications.rend(); ++row)
        if (const auto& id = (*row)["definition"].asString(); !id.empty())
            return id;
    return {};
}

Result<StandardAsset> readAsset(Registry& registry, const Uuid& id)
{
    const auto entity = registry.get(id);
    CAL_TRY(entity);
    StandardAsset asset;
    asset.id = id.text();
    asset.number = entity->text("asset-number");
    asset.serial = entity->text("serial");
    asset.name = entity->value("name").asText();
    asset.state = entity->state;
    asset.usable = usableState(registry, *entity);
    if (const auto modelId = Uuid::parse(entity->text("model"))) {
        const auto model = registry.get(*modelId);
        CAL_TRY(model);
        asset.manufacturer = model->text("manufacturer");
        asset.model = model->text("model");
        asset.definition = definitionOf(*model);
        if (asset.name.empty())
            asset.name = model->value("name").asText();
    }
    return asset;
}

MeasurementStandard readStandard(Registry& registry, const Entity& entity)
{
    MeasurementStandard standard;
    standard.id = entity.id.text();
    standard.code = entity.text("code");
    standard.name = entity.value("name").asText();
    standard.usable = usableState(registry, entity);
    standard.certificateNumber = entity.text("certificate-number");
    standard.certificateUntil = entity.text("certificate-until");
    standard.authorisationUntil = entity.text("authorisation-until");
    for (const auto& row : entity.value("regulations").asArray())
        standard.regulations.push_back({row["number"].asString(), row["operation"].asString()});
    standard.devices = texts(entity.value("main-devices"));
    for (auto& device : texts(entity.value("auxiliary-devices")))
        standard.devices.push_back(std::move(device));
    return standard;
}

Error refused(const char* key, std::vector<Arg> args)
{
    return {Errc::InvalidArgument, key, std::move(args), {}};
}

std::string shownName(const MeasurementStandard& standard)
{
    return standard.code + " " + standard.name.zh + (standard.name.en.empty() ? "" : " / " + standard.name.en);
}

void calibrationRefusals(const StandardAsset& asset, const std::string& day, std::vector<Error>& list)
{
    const auto* const calibration = asset.calibrationOn(day);
    if (!calibration) {
        list.push_back(refused("standard.no-calibration", {{"standard", asset.shown()}}));
        return;
    }
    const Arg standard{"standard", asset.shown()}, certificate{"certificate", calibration->certificate};
    if (calibration->state == "withdrawn")
        list.push_back(refused("standard.withdrawn", {standard, certificate}));
    else if (calibration->state != "valid")
        list.push_back(refused("standard.superseded", {standard, certificate}));
    if (calibration->calibratedOn > day)
        list.push_back(refused("standard.not-yet-valid", {standard, certificate, {"from", calibration->calibratedOn}}));
    if (calibration->validUntil.empty())
        list.push_back(refused("standard.validity-unknown", {standard, certificate}));
    else if (calibration->validUntil < day)
        list.push_back(refused("standard.overdue", {standard, certificate, {"until", calibration->validUntil}}));
}

/// Why this measurement standard cannot serve the verification.
std::vector<Error> establishmentRefusals(const MeasurementStandard& standard, const Purpose& purpose)
{
    std::vector<Error> list;
    const Arg name{"name", shownName(standard)};
    if (!standard.usable)
        list.push_back(refused("standard.suspended", {name}));
    if (standard.certificateNumber.empty() || standard.certificateUntil.empty())
        list.push_back(refused("standard.assessment-missing", {name}));
    else if (standard.certificateUntil < purpose.day)
        list.push_back(refused("standard.assessment-expired", {name, {"until", standard.certificateUntil}}));
    if (standard.authorisationUntil.empty())
        list.push_back(refused("standard.body-authorisation-unknown", {name}));
    else if (standard.authorisationUntil < purpose.day)
        list.push_back(refused("standard.body-authorisation-expired", {name, {"until", standard.authorisationUntil}}));
    const bool served = std::any_of(standard.regulations.begin(), standard.regulations.end(), [&](const auto& regulation) {
        return regulation.operation == "verification" && namesRegulation(purpose.basis, regulation.number);
    });
    if (!served)
        list.push_back(refused("standard.regulation-not-served", {name, {"basis", purpose.basis.zh}}));
    return list;
}

/// The one with the fewest refusals; of a calibration nothing is refused here.
void establishment(const StandardAsset& asset, const StandardsOnHand& onHand, const Purpose& purpose, std::string& measurementStandard,
                   std::vector<Error>& list)
{
    const MeasurementStandard* best = nullptr;
    std::vector<Error> reasons;
    for (const auto& standard : onHand.standards) {
        if (std::find(standard.devices.begin(), standard.devices.end(), asset.id) == standard.devices.end())
            continue;
        auto own = establishmentRefusals(standard, purpose);
        if (best && own.size() >= reasons.size())
            continue;
        best = &standard;
        reasons = std::move(own);
    }
    if (best)
        measurementStandard = best->id;
    if (!purpose.verification)
        return;
    if (!best)
        list.push_back(refused("standard.not-established", {{"standard", asset.shown()}}));
    list.insert(list.end(), reasons.begin(), reasons.end());
}

} // namespace

std::string StandardAsset::shown() const
{
    if (!number.empty())
        return number;
    return serial.empty() ? id : serial;
}

const Calibration* StandardAsset::calibrationOn(const std::string& day) const
{
    for (const auto& calibration : calibrations)
        if (calibration.state == "valid" && calibration.calibratedOn <= day && calibration.validUntil >= day)
            return &calibration;
    return calibrations.empty() ? nullptr : &calibrations.front();
}

const StandardAsset* StandardsOnHand::asset(std::string_view id) const
{
    const auto found = std::find_if(assets.begin(), assets.end(), [&](const auto& asset) { return asset.id == id; });
    return found == assets.end() ? nullptr : &*found;
}

const StandardAsset* StandardsOnHand::withSerial(std::string_view serial, std::string_view model) const
{
    const StandardAsset* found = nullptr;
    for (const auto& asset : assets) {
        if (serial.empty() || asset.serial != serial || (!asset.model.empty() && !model.empty() && asset.model != model))
            continue;
        if (found)
            return nullptr;
        found = &asset;
    }
    return found;
}

Result<StandardsOnHand> standardsOnHand(Registry& registry)
{
    StandardsOnHand onHand;
    std::map<std::string, StandardAsset> assets;
    const auto know = [&](const std::string& id) -> Result<StandardAsset*> {
        if (const auto known = assets.find(id); known != assets.end())
            return &known->second;
        const auto uuid = Uuid::parse(id);
        CAL_TRY(uuid);
        auto asset = readAsset(registry, *uuid);
        CAL_TRY(asset);
        return &assets.emplace(id, *std::move(asset)).first->second;
    };
    const auto calibrations = entitiesOf(registry, "calibration");
    CAL_TRY(calibrations);
    for (const auto& entity : *calibrations) {
        auto calibration = readCalibration(registry, entity);
        CAL_TRY(calibration);
        const auto asset = know(calibration->asset);
        CAL_TRY(asset);
        (*asset)->calibrations.push_back(*std::move(calibration));
    }
    const auto standards = entitiesOf(registry, "measurement-standard");
    CAL_TRY(standards);
    for (const auto& entity : *standards) {
        onHand.standards.push_back(readStandard(registry, entity));
        for (const auto& device : onHand.standards.back().devices)
            CAL_TRY(know(device));
    }
    const auto bookings = entitiesOf(registry, "booking");
    CAL_TRY(bookings);
    for (const auto& entity : *bookings)
        if (const auto asset = assets.find(entity.text("asset")); asset != assets.end() && usableState(registry, entity))
            asset->second.bookings.push_back({entity.text("from"), entity.text("to"), entity.text("by"), entity.text("order-number")});
    const auto checks = entitiesOf(registry, "intermediate-check");
    CAL_TRY(checks);
    for (const auto& entity : *checks)
        if (const auto asset = assets.find(entity.text("asset")); asset != assets.end() && usableState(registry, entity))
            asset->second.checks.push_back({entity.text("due"), entity.text("last-result")});
    const auto nonconformities = entitiesOf(registry, "nonconformity");
    CAL_TRY(nonconformities);
    for (const auto& entity : *nonconformities) // not usable: restart is not allowed yet
        if (const auto asset = assets.find(entity.text("asset")); asset != assets.end() && !usableState(registry, entity))
            asset->second.nonconformities.push_back(entity.text("number"));
    for (auto& [id, asset] : assets) {
        std::stable_sort(asset.calibrations.begin(), asset.calibrations.end(),
                         [](const auto& a, const auto& b) { return a.calibratedOn > b.calibratedOn; });
        onHand.assets.push_back(std::move(asset));
    }
    return onHand;
}

Result<std::vector<Error>> refusals(const StandardAsset& asset, const StandardsOnHand& onHand, const Purpose& purpose,
                                    std::string& measurementStandard)
{
    std::vector<Error> list;
    const Arg standard{"standard", asset.shown()};
    if (!asset.usable)
        list.push_back(refused("standard.state", {standard, {"state", asset.state}}));
    calibrationRefusals(asset, purpose.day, list);
    for (const auto& booking : asset.bookings) {
        const bool covers = booking.from <= purpose.day && purpose.day <= booking.to;
        const bool ours = booking.by == purpose.performer || (!booking.order.empty() && booking.order == purpose.order);
        if (covers && !ours)
            list.push_back(refused("standard.booked", {standard, {"by", booking.by}, {"from", booking.from}, {"to", booking.to}}));
    }
    for (const auto& check : asset.checks) {
        if (!check.due.empty() && check.due < purpose.day)
            list.push_back(refused("standard.check-overdue", {standard, {"due", check.due}}));
        if (check.lastResult == "fail" || check.lastResult == "out-of-limits")
            list.push_back(refused("standard.check-out-of-limits", {standard}));
    }
    for (const auto& number : asset.nonconformities)
        list.push_back(refused("standard.nonconforming", {standard, {"number", number}}));
    establishment(asset, onHand, purpose, measurementStandard, list);
    if (purpose.verification) {
        int found = 0;
        if (purpose.authorisedPeople) {
            const auto count = purpose.authorisedPeople(purpose.procedure);
            CAL_TRY(count);
            found = *count;
        }
        if (found < static_cast<int>(kLeastPeople))
            list.push_back(refused("standard.too-few-people", {{"procedure", purpose.procedure}, {"found", std::to_string(found)}}));
    }
    return list;
}

bool namesRegulation(const Text& basis, std::string_view number)
{
    const auto squeezed = [](std::string_view text) {
        std::string result;
        for (const char c : text)
            if (c != ' ')
                result += c;
        return result;
    };
    const auto alphanumeric = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const std::string wanted = squeezed(number);
    if (wanted.empty())
        return false;
    for (const auto* const text : {&basis.zh, &basis.en}) {
        const std::string in = squeezed(*text);
        for (auto at = in.find(wanted); at != in.npos; at = in.find(wanted, at + 1)) {
            const auto after = at + wanted.size();
            const bool startsWord = at == 0 || !alphanumeric(in[at - 1]);
            const bool endsWord = after == in.size() || in[after] < '0' || in[after] > '9';
            if (startsWord && endsWord)
                return true;
        }
    }
    return false;
}

Result<void> stillUsable(const SetUp& setUp, const StandardsOnHand& onHand, const Purpose& purpose)
{
    for (const auto& used : setUp.standards) {
        if (used.asset.empty())
            continue;
        const auto* const asset = onHand.asset(used.asset);
        if (!asset)
            return refused("standard.no-calibration", {{"standard", used.asset}});
        std::string measurementStandard;
        const auto list = refusals(*asset, onHand, purpose, measurementStandard);
        CAL_TRY(list);
        if (!list->empty())
            return list->front();
        const auto* const calibration = asset->calibrationOn(purpose.day);
        if (!calibration || calibration->id != used.calibration || calibration->head != used.calibrationHead)
            return refused("standard.calibration-changed", {{"standard", asset->shown()}, {"certificate", used.certificate}});
    }
    return {};
}

} // namespace cal::session
