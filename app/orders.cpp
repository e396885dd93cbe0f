// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/orders.h"

#include "app/laboratory_store.h"
#include "core/registry/due_date.h"

#include <algorithm>

namespace cal::app {

namespace {

using certificate::LabelFacts;
using registry::Entity;
using registry::Registry;

/// Where the maximum permissible errors come from: the definition the procedure was written for, by digest.
Result<void> addSpecification(const Catalogue& catalogue, const procedure::Procedure& procedure, registry::Agreement& agreement)
{
    if (procedure.head.mpe != "item-specification" || procedure.head.appliesTo.size() != 1)
        return {};
    const auto definition = catalogue.definitions.find(procedure.head.appliesTo.front());
    CAL_TRY(definition);
    agreement.specification = (*definition)->manufacturer + " " + (*definition)->model + ", " + procedure.head.mpeInterval;
    agreement.specificationDigest = sha256((*definition)->document.pretty()).hex();
    return {};
}

/// Whether the item's last session was simulated: its set-up says it.
Result<bool> simulated(Registry& registry, const Entity& item)
{
    const auto& sessions = item.value("sessions").asArray();
    if (sessions.empty())
        return false;
    const auto id = Uuid::parse(sessions.back()["session"].asString());
    CAL_TRY(id);
    const auto events = registry.store().read(*id);
    CAL_TRY(events);
    return !events->empty() && events->front().body["simulated"].asBool();
}

Result<LabelFacts> factsOfItem(Registry& registry, const Entity& item, std::chrono::minutes offset)
{
    const auto order = registry.referred(item, "order");
    CAL_TRY(order);
    const auto asset = registry.referred(item, "asset");
    CAL_TRY(asset);
    const auto customer = registry.referred(*order, "customer");
    CAL_TRY(customer);
    const auto received = parseRfc3339(item.text("received-at"));
    CAL_TRY(received);
    const auto isSimulated = simulated(registry, item);
    CAL_TRY(isSimulated);
    LabelFacts facts;
    facts.assetNumber = asset->text("asset-number");
    facts.itemNumber = item.text("number");
    facts.serial = asset->text("serial");
    facts.name = asset->value("name").asText().filled();
    facts.customer = customer->value("name").asText().filled();
    facts.received = toIso(civilDate(*received, offset));
    facts.due = item.text("due");
    facts.measuredOn = item.text("measured-on");
    facts.useUntil = item.text("use-until");
    facts.verdict = item.text("verdict");
    facts.intervalAgreed = order->value("interval-wanted").asBool();
    facts.simulated = *isSimulated;
    if (!facts.measuredOn.empty() && !asset->value("interval-months").isNull()) {
        auto until = registry::validUntil(facts.measuredOn, static_cast<int>(asset->value("interval-months").asInt()));
        CAL_TRY(until);
        facts.validUntil = *std::move(until);
    }
    const bool measured = item.state == "measured" || item.state == "checked" || item.state == "approved" || item.state == "delivered";
    const bool verification = order->text("service") == "verification";
    facts.kind = !measured ? LabelFacts::Kind::Tag : verification ? LabelFacts::Kind::Verification : LabelFacts::Kind::Calibration;
    return facts;
}

Result<LabelFacts> factsOf(Registry& registry, const std::string& named, std::chrono::minutes offset)
{
    if (const auto item = registry.resolve("order-item", named)) {
        const auto entity = registry.get(*item);
        CAL_TRY(entity);
        return factsOfItem(registry, *entity, offset);
    }
    const auto id = registry.resolve("asset", named);
    if (!id)
        return otherKind(registry, named, "order-item, asset", id.error());
    const auto asset = registry.get(*id);
    CAL_TRY(asset);
    LabelFacts facts;
    facts.assetNumber = asset->text("asset-number");
    facts.serial = asset->text("serial");
    facts.name = asset->value("name").asText().filled();
    return facts;
}

} // namespace

Error otherKind(Registry& registry, const std::string& named, std::string wanted, Error otherwise)
{
    const auto id = registry.resolve({}, named);
    const auto entity = id ? registry.get(*id) : Result<Entity>(id.error());
    if (!entity)
        return otherwise;
    return {Errc::InvalidArgument, "named.wrong-kind", {{"name", named}, {"kind", entity->kind}, {"wanted", std::move(wanted)}}, {}};
}

session::MayAct mayAct(registry::People& people, std::string day)
{
    return [&people, day = std::move(day)](const registry::Act& act) {
        const auto able = people.authorised(act, day);
        return able && std::any_of(able->begin(), able->end(), [&](const Entity& one) { return one.id.text() == act.person; });
    };
}

registry::MayPerform mayPerform(registry::People& people, std::string day)
{
    return session::mayPerform(mayAct(people, std::move(day)));
}

Result<registry::Agreement> agreementFor(const Catalogue& catalogue, journal::EventStore& store, const std::string& procedureName,
                                         std::string pointSet, std::string due, std::string reason)
{
    const auto files = catalogue.procedureFiles(procedureName);
    CAL_TRY(files);
    const auto procedure = procedure::load(*files);
    CAL_TRY(procedure);
    registry::Agreement agreement;
    agreement.procedure = procedure->head.id;
    agreement.release = procedure->release.hex();
    agreement.decisionRule = procedure->head.rules.decision;
    if (const auto& ratio = procedure->head.rules.decisionParameters["ratio"]; !ratio.isNull())
        agreement.guardRatio = ratio.isString() ? ratio.asString() : ratio.numberText();
    agreement.pointSet = std::move(pointSet);
    agreement.due = std::move(due);
    agreement.reason = std::move(reason);
    for (const auto& id : procedure->head.appliesTo) {
        const auto definition = catalogue.definitions.find(id);
        agreement.appliesTo.push_back({id, definition ? (*definition)->model : std::string()});
    }
    CAL_TRY(addSpecification(catalogue, *procedure, agreement));
    CAL_TRY(session::keepRelease(store, *procedure));
    return agreement;
}

Result<session::OrderWork> orderWorkOf(journal::Writer& writer, const registry::Kinds& kinds, std::chrono::minutes offset,
                                       const std::string& named, Clock& clock)
{
    std::optional<Result<session::OrderWork>> work;
    CAL_TRY(writer.ask([&](journal::EventStore& store) -> Result<void> {
        registry::EverybodyMay reading;
        Registry registry(kinds, store, reading, {{}, stationName(), programName()}, clock);
        work = session::orderWork(registry, named, offset);
        return {};
    }));
    return *std::move(work);
}

Result<certificate::Label> labelOf(Registry& registry, const session::Laboratory& laboratory, const std::string& named)
{
    auto facts = factsOf(registry, named, laboratory.offset);
    CAL_TRY(facts);
    facts->laboratory = laboratory.name;
    return certificate::makeLabel(*facts);
}

} // namespace cal::app
