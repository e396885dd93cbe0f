// SPDX-License-Identifier: GPL-3.0-or-later
// Prepares a set-up: identifies, binds, completes what is known of the standards, and looks where the environment will come from.
#include "core/session/runner.h"

#include "core/registry/orders.h"
#include "core/session/checks.h"
#include "core/session/fields.h"
#include "core/session/proposal.h"

#include <algorithm>

namespace cal::session {

namespace {

/// What a person typed about a standard: members StandardUsed knows are taken as such, the rest are values.
Result<void> applyTyped(StandardUsed& standard, const Json& typed)
{
    Json::Object merged = standard.toJson().asObject();
    Json::Object values = standard.values.asObject();
    for (const auto& [key, value] : typed.asObject()) {
        if (key == "values")
            for (const auto& [name, entry] : value.asObject())
                values.insert_or_assign(name, entry);
        else if (merged.contains(key) && key != "place")
            merged.insert_or_assign(key, value);
        else
            values.insert_or_assign(key, value);
    }
    merged.insert_or_assign("values", Json(values));
    const Json json(merged);
    auto read = StandardUsed::fromJson(json);
    if (!read)
        return Error{Errc::ParseError,
                     "typed.invalid",
                     {{"field", "standards." + standard.place}, {"reason", std::string(read.error().arg("key"))}},
                     {}};
    standard = std::move(*read);
    return {};
}

/// The bench says what stands there; the register's entry must not name another serial number.
Result<void> applyIdentity(StandardUsed& standard, const equipment::Identity& identity, const equipment::Definition& definition)
{
    if (!standard.serial.empty() && standard.serial != identity.serial)
        return Error{Errc::InstrumentError,
                     "session.wrong-standard",
                     {{"place", standard.place}, {"expected", standard.serial}, {"found", printable(identity.serial)}},
                     {}};
    standard.serial = printable(identity.serial);
    if (standard.model.empty())
        standard.model = definition.model;
    if (standard.manufacturer.empty())
        standard.manufacturer = definition.manufacturer;
    if (standard.name.empty())
        standard.name = definition.name;
    return {};
}

void applyBench(SetUp& setUp, equipment::Bench& bench)
{
    setUp.bench = bench.description();
    for (const auto& place : bench.places()) {
        setUp.simulated = setUp.simulated || place.simulated;
        if (const auto* const instrument = bench.instrument(place.name))
            setUp.definitions.emplace(place.name, instrument->definition());
    }
}

Result<void> gatherStandards(SetUp& setUp, const PrepareRequest& request)
{
    for (const auto& known : request.standards)
        if (!setUp.standard(known.place))
            setUp.standards.push_back(known);
    for (const auto& need : setUp.procedure.head.needs)
        if (need.action == "source" && !setUp.standard(need.place)) {
            StandardUsed standard;
            standard.place = need.place;
            setUp.standards.push_back(standard);
        }
    if (request.typed)
        for (const auto& [place, typed] : request.typed->standards)
            if (!setUp.standard(place)) {
                StandardUsed standard;
                standard.place = place;
                setUp.standards.push_back(standard);
            }
    for (auto& standard : setUp.standards) {
        if (request.typed)
            if (const auto typed = request.typed->standards.find(standard.place); typed != request.typed->standards.end())
                CAL_TRY(applyTyped(standard, typed->second));
        const auto identity = setUp.identities.find(standard.place);
        const auto definition = setUp.definitions.find(standard.place);
        if (identity != setUp.identities.end() && definition != setUp.definitions.end())
            CAL_TRY(applyIdentity(standard, identity->second, definition->second));
    }
    return {};
}

/// The instrument on the bench is of the model the register has for the order's item; what could not be compared is noted.
Result<void> compareWithRegister(SetUp& setUp, const equipment::Identity& identity, const equipment::Definition& definition, bool says,
                                 const std::string& registered)
{
    if (!setUp.orderItem)
        return {};
    const auto& item = setUp.item;
    const auto& number = setUp.orderItem->number;
    const bool same = registered.empty() ? registry::sameModel(item.model, identity.model) : registered == definition.id;
    if (!item.model.empty() && !identity.model.empty() && !same)
        return Error{Errc::InstrumentError,
                     "session.wrong-model",
                     {{"item", number}, {"expected", item.model}, {"found", printable(identity.model)}},
                     {}};
    if (item.serial.empty())
        setUp.notices.push_back({Errc::InvalidArgument,
                                 "session.serial-not-registered",
                                 {{"item", number}, {"found", says ? printable(identity.serial) : std::string("-")}},
                                 {}});
    else if (!says)
        setUp.notices.push_back({Errc::InvalidArgument, "session.serial-not-said", {{"item", number}, {"expected", item.serial}}, {}});
    return {};
}

/// The meter on the bench is the one of the order. Many instruments answer 0 for their serial number: that says nothing.
Result<void> applyItem(SetUp& setUp, const equipment::Identity& identity, const equipment::Definition& definition,
                       const std::string& registered)
{
    Item& item = setUp.item;
    const bool says = !identity.serial.empty() && identity.serial != "0";
    if (says && !item.serial.empty() && item.serial != identity.serial)
        return Error{Errc::InstrumentError, "session.wrong-item", {{"expected", item.serial}, {"found", printable(identity.serial)}}, {}};
    CAL_TRY(compareWithRegister(setUp, identity, definition, says, registered));
    if (says)
        item.serial = printable(identity.serial);
    if (item.model.empty())
        item.model = definition.model;
    if (item.manufacturer.empty())
        item.manufacturer = definition.manufacturer;
    if (item.name.empty())
        item.name = definition.name;
    return {};
}

/// Values a procedure wants typed are there before anything is begun: a blank is never a zero.
Result<void> typedValuesThere(const SetUp& setUp)
{
    for (const auto& input : setUp.procedure.head.inputs) {
        if (input.kind != procedure::ModelInput::Kind::TypedValue)
            continue;
        const auto* const standard = setUp.standard(input.key);
        const bool stated =
            standard && !standard->values["value"].isNull() &&
            (!standard->values["half-width"].isNull() || (!standard->values["U"].isNull() && !standard->values["k"].isNull()));
        if (!stated && !(standard && !standard->values["points"].isNull()))
            return Error{Errc::InvalidArgument, "session.standard-not-typed", {{"place", input.key}}, {}};
    }
    return {};
}

const procedure::Need* needAt(const procedure::Procedure& procedure, const std::string& place)
{
    for (const auto& need : procedure.head.needs)
        if (need.place == place)
            return &need;
    return nullptr;
}

/// What stands on the bench is looked up in the register by its serial number: the register's word replaces what was known before.
Result<void> applyRegister(SetUp& setUp, const PrepareRequest& request, const CivilDate& day)
{
    for (const auto& [place, identity] : setUp.identities) {
        const auto* const need = needAt(setUp.procedure, place);
        const auto definition = setUp.definitions.find(place);
        if (place == "item" || (need && need->action == "measure") || definition == setUp.definitions.end())
            continue;
        const auto* const asset = request.onHand->withSerial(identity.serial, definition->second.model);
        if (!asset)
            continue;
        auto used = standardUsed(*asset, setUp.procedure, need, day);
        CAL_TRY(used);
        used->place = place;
        for (auto& known : setUp.standards)
            if (known.place == place) {
                used->characteristic = known.characteristic;
                if (used->values.isNull())
                    used->values = known.values;
                known = *used;
            }
        if (!setUp.standard(place))
            setUp.standards.push_back(*std::move(used));
    }
    return {};
}

/// Refusals of the register, shown at the need of the place; of a place that no need names, with the set-up.
Result<void> applyRefusals(SetUp& setUp, const PrepareRequest& request)
{
    const auto purpose = purposeOf(setUp, request.clock->now().utc, request.authorisedPeople);
    for (auto& used : setUp.standards) {
        const auto* const asset = used.asset.empty() ? nullptr : request.onHand->asset(used.asset);
        std::vector<Error> reasons;
        if (asset) {
            auto list = refusals(*asset, *request.onHand, purpose, used.measurementStandard);
            CAL_TRY(list);
            reasons = *std::move(list);
        } else if (const auto* const need = needAt(setUp.procedure, used.place);
                   need && need->action == "source" && !request.onHand->assets.empty()) {
            reasons.push_back({Errc::InvalidArgument, "standard.not-registered", {{"place", used.place}, {"serial", used.serial}}, {}});
        }
        for (const auto& reason : reasons) {
            bool shown = false;
            for (auto& binding : setUp.bindings)
                if (binding.need.place == used.place) {
                    binding.refuse(reason);
                    shown = true;
                }
            if (!shown)
                setUp.refusals.push_back(reason);
        }
    }
    return {};
}

/// A procedure that is not released measures nothing real: a trial is for the demonstration laboratory and for simulated benches; typed
/// readings are real.
void applyRelease(SetUp& setUp)
{
    const auto& head = setUp.procedure.head;
    const bool trial = !setUp.orderItem && (setUp.laboratory.demonstration || (setUp.simulated && !head.typed));
    if (head.status == "draft" && !trial)
        setUp.refusals.push_back(
            {Errc::InvalidArgument, "session.draft-procedure", {{"procedure", head.id}, {"version", head.version}}, {}});
}

/// A standard that is not on the bench and not of this procedure has no place in its record.
void dropStrangers(SetUp& setUp, const PrepareRequest& request)
{
    std::erase_if(setUp.standards, [&](const StandardUsed& standard) {
        const auto& needs = setUp.procedure.head.needs;
        const bool needed = std::any_of(needs.begin(), needs.end(), [&](const auto& need) { return need.place == standard.place; });
        return !needed && !setUp.definitions.contains(standard.place) &&
               !(request.typed && request.typed->standards.contains(standard.place));
    });
}

} // namespace

Result<SetUp> prepare(const PrepareRequest& request, const std::stop_token& stop)
{
    SetUp setUp;
    setUp.procedure = request.procedure;
    setUp.laboratory = request.laboratory;
    setUp.performer = request.performer;
    setUp.item = request.item;
    setUp.unattended = request.unattended;
    setUp.orderItem = request.orderItem;
    setUp.ownPoints = request.ownPoints;
    if (setUp.orderItem && setUp.orderItem->kind == "initial") // there is nothing as found
        for (auto& point : setUp.procedure.points)
            point.section = "initial";
    setUp.placeOfWork = request.placeOfWork.empty() ? request.laboratory.address : request.placeOfWork;
    if (request.bench) {
        applyBench(setUp, *request.bench);
        auto identities = identifyAll(*request.bench, stop);
        CAL_TRY(identities);
        setUp.identities = std::move(*identities);
    } else if (!setUp.procedure.head.typed) {
        return Error{Errc::InvalidArgument, "session.no-bench", {{"procedure", setUp.procedure.head.id}}, {}};
    }
    if (!(request.bench && request.bench->environment()) && !(request.typed && request.typed->start))
        return Error{Errc::InvalidArgument, "session.no-environment", {}, {}};
    CAL_TRY(gatherStandards(setUp, request));
    if (const auto identity = setUp.identities.find("item"); identity != setUp.identities.end())
        CAL_TRY(applyItem(setUp, identity->second, setUp.definitions.at("item"), request.itemDefinition));
    dropStrangers(setUp, request);
    const bool registered = request.onHand && request.clock;
    if (registered)
        CAL_TRY(applyRegister(setUp, request, civilDate(request.clock->now().utc, setUp.laboratory.offset)));
    CAL_TRY(typedValuesThere(setUp));

    std::map<std::string, const equipment::Definition*> definitions;
    for (const auto& [place, definition] : setUp.definitions)
        definitions.emplace(place, &definition);
    std::map<std::string, const Calibration*> calibrations;
    if (registered)
        for (const auto& used : setUp.standards)
            if (const auto* const asset = request.onHand->asset(used.asset))
                if (const auto* const calibration =
                        asset->calibrationOn(toIso(civilDate(request.clock->now().utc, setUp.laboratory.offset))))
                    calibrations.emplace(used.place, calibration);
    auto bindings = session::bind(setUp.procedure, definitions, calibrations);
    CAL_TRY(bindings);
    for (auto& binding : *bindings)
        if (const auto identity = setUp.identities.find(binding.need.place); identity != setUp.identities.end())
            binding.serial = printable(identity->second.serial);
    setUp.bindings = std::move(*bindings);

    applyRelease(setUp);
    if (registered)
        CAL_TRY(applyRefusals(setUp, request));
    if (!request.showRefusals)
        CAL_TRY(bindingsMet(setUp)); // what the register says goes before what was typed
    if (request.clock && !(registered && request.showRefusals))
        CAL_TRY(standardsValid(setUp, request.clock->now().utc));
    return setUp;
}

} // namespace cal::session
