// SPDX-License-Identifier: GPL-3.0-or-later
// calbench label: labels of items and assets as PDF.
#include "app/access.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "core/certificate/pdf/label_pdf.h"
#include "core/registry/due_date.h"

namespace cal::app {

namespace {

using certificate::LabelFacts;
using registry::Entity;
using registry::Registry;

Result<Entity> referred(Registry& registry, const Entity& entity, std::string_view field)
{
    const auto id = Uuid::parse(entity.text(field));
    CAL_TRY(id);
    return registry.get(*id);
}

Text bothWays(const Json& value)
{
    const auto text = value.asText();
    return {text.zh.empty() ? text.en : text.zh, text.en.empty() ? text.zh : text.en};
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
    const auto order = referred(registry, item, "order");
    CAL_TRY(order);
    const auto asset = referred(registry, item, "asset");
    CAL_TRY(asset);
    const auto customer = referred(registry, *order, "customer");
    CAL_TRY(customer);
    const auto received = parseRfc3339(item.text("received-at"));
    CAL_TRY(received);
    const auto isSimulated = simulated(registry, item);
    CAL_TRY(isSimulated);
    LabelFacts facts;
    facts.assetNumber = asset->text("asset-number");
    facts.itemNumber = item.text("number");
    facts.serial = asset->text("serial");
    facts.name = bothWays(asset->value("name"));
    facts.customer = bothWays(customer->value("name"));
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
    CAL_TRY(id);
    const auto asset = registry.get(*id);
    CAL_TRY(asset);
    LabelFacts facts;
    facts.assetNumber = asset->text("asset-number");
    facts.serial = asset->text("serial");
    facts.name = bothWays(asset->value("name"));
    return facts;
}

Result<std::vector<certificate::Label>> labels(const LabelOptions& options, const Catalogue& catalogue)
{
    SystemClock clock;
    auto writer = openWriter(options.store.value_or(defaultStorePath()), StoreUse::Existing, clock);
    CAL_TRY(writer);
    const auto laboratory = laboratoryOf(**writer);
    CAL_TRY(laboratory);
    if (!*laboratory)
        return Error{Errc::InvalidArgument, "run.no-laboratory", {}, {}};
    std::vector<certificate::Label> made;
    const auto asked = (*writer)->ask([&](journal::EventStore& store) -> Result<void> {
        registry::EverybodyMay reading;
        Registry registry(catalogue.kinds, store, reading, {{}, stationName(), programName()}, clock);
        for (const auto& named : options.names) {
            auto facts = factsOf(registry, named, (*laboratory)->laboratory.offset);
            CAL_TRY(facts);
            facts->laboratory = (*laboratory)->laboratory.name;
            auto label = certificate::makeLabel(*facts);
            CAL_TRY(label);
            made.push_back(*std::move(label));
        }
        return {};
    });
    CAL_TRY(asked);
    return made;
}

} // namespace

int labelVerb(const LabelOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto made = labels(options, catalogue);
    if (!made)
        return output.fail(made.error());
    const auto pdf = certificate::renderLabels(*made, options.sheet ? certificate::LabelPaper::SheetA4 : certificate::LabelPaper::Single);
    if (!pdf)
        return output.fail(pdf.error());
    if (const auto written = writeFile(options.out, *pdf); !written)
        return output.fail(written.error());
    Json::Array list;
    for (const auto& label : *made)
        list.push_back(label.toJson());
    output.print(options.out);
    output.document(Json::Object{{"out", options.out}, {"labels", std::move(list)}});
    return kDone;
}

} // namespace cal::app
