// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/order_work.h"

#include "core/session/own_points.h"

#include <algorithm>

namespace cal::session {

namespace {

using registry::Entity;

Error invalid(const char* key, std::vector<Arg> args)
{
    return {Errc::InvalidArgument, key, std::move(args), {}};
}

std::string releaseList(const procedure::Procedure& procedure)
{
    std::string list;
    for (const auto& [name, digest] : procedure.fileDigests)
        list += name + " " + digest.hex() + "\n";
    return list;
}

/// The item that is meant: itself, or the one of the order that still waits for its measurement.
Result<Entity> itemNamed(registry::Registry& registry, const std::string& named)
{
    if (const auto id = registry.resolve("order-item", named))
        return registry.get(*id);
    const auto order = registry.resolve("order", named);
    CAL_TRY(order);
    auto items = registry.list("order-item", {{"order", journal::Condition::Op::Equal, order->text()}});
    CAL_TRY(items);
    std::erase_if(*items, [](const Entity& item) { return item.state != "agreed" && item.state != "assigned" && item.state != "in-work"; });
    if (items->empty())
        return invalid("work.no-item", {{"order", named}});
    if (items->size() > 1) {
        std::string numbers;
        for (const Entity& item : *items)
            numbers += (numbers.empty() ? "" : ", ") + item.text("number");
        return invalid("work.several-items", {{"order", named}, {"items", numbers}});
    }
    return items->front();
}

Result<Item> itemOf(registry::Registry& registry, const Entity& entity, const Entity& order, const Entity& asset,
                    std::chrono::minutes offset)
{
    const auto customer = registry.referred(order, "customer");
    CAL_TRY(customer);
    Item item;
    item.id = "item-1";
    item.name = asset.value("name").asText().filled();
    if (!asset.value("model").isNull()) {
        const auto model = registry.referred(asset, "model");
        CAL_TRY(model);
        item.manufacturer = model->text("manufacturer");
        item.model = model->text("model");
    }
    item.serial = asset.text("serial");
    item.assetNumber = asset.text("asset-number");
    item.customer = customer->value("name").asText().filled();
    item.customerAddress = customer->value("address").asText().filled();
    item.condition = entity.value("condition").asText().filled();
    item.order = order.text("number");
    const auto received = parseRfc3339(entity.text("received-at"));
    CAL_TRY(received);
    item.received = toIso(civilDate(*received, offset));
    if (!entity.value("remarks").isNull())
        item.remarks = Text{entity.text("remarks"), entity.text("remarks")};
    return item;
}

} // namespace

Result<void> keepRelease(journal::EventStore& store, const procedure::Procedure& procedure)
{
    for (const auto& [name, bytes] : procedure.files)
        CAL_TRY(store.putBlob(bytes));
    CAL_TRY(store.putBlob(releaseList(procedure)));
    return {};
}

Result<procedure::Procedure> releaseOf(journal::EventStore& store, const Digest& release)
{
    const auto list = store.getBlob(release);
    CAL_TRY(list);
    procedure::FileSet files;
    for (std::size_t at = 0; at < list->size();) {
        const auto end = std::min(list->find('\n', at), list->size());
        const std::string line = list->substr(at, end - at);
        at = end + 1;
        const auto space = line.rfind(' ');
        const auto digest = Digest::fromHex(space == std::string::npos ? std::string_view() : std::string_view(line).substr(space + 1));
        CAL_TRY(digest);
        auto bytes = store.getBlob(*digest);
        CAL_TRY(bytes);
        files[line.substr(0, space)] = *std::move(bytes);
    }
    auto procedure = procedure::load(std::move(files));
    CAL_TRY(procedure);
    if (procedure->release != release)
        return Error{Errc::IntegrityViolation, "session.file-differs", {{"file", procedure->head.id}}, {}};
    return procedure;
}

Result<OrderWork> orderWork(registry::Registry& registry, const std::string& named, std::chrono::minutes offset)
{
    const auto item = itemNamed(registry, named);
    CAL_TRY(item);
    const auto number = item->text("number");
    const auto order = registry.referred(*item, "order");
    CAL_TRY(order);
    const auto asset = registry.referred(*item, "asset");
    CAL_TRY(asset);
    if (item->value("release").isNull())
        return invalid("work.not-agreed", {{"item", number}});
    const auto* const begun = registry.kinds().find("order-item")->transition("begun");
    if (!begun || std::find(begun->from.begin(), begun->from.end(), item->state) == begun->from.end())
        return invalid("work.wrong-state", {{"item", number}, {"state", item->state}});

    OrderWork work;
    const auto release = Digest::fromHex(item->text("release"));
    CAL_TRY(release);
    auto procedure = releaseOf(registry.store(), *release);
    CAL_TRY(procedure);
    work.procedure = *std::move(procedure);
    auto& rules = work.procedure.head.rules;
    rules.decision = item->text("decision-rule");
    rules.decisionParameters =
        item->value("guard-ratio").isNull() ? Json() : Json(Json::Object{{"ratio", item->value("guard-ratio").asString()}});
    if (!item->value("point-set-digest").isNull()) {
        const auto digest = Digest::fromHex(item->text("point-set-digest"));
        CAL_TRY(digest);
        const auto frozen = registry.store().getBlob(*digest);
        CAL_TRY(frozen);
        auto own = applyOwnPoints(*frozen, work.procedure);
        CAL_TRY(own);
        work.ownPoints = *std::move(own);
    }
    if (const auto& sessions = item->value("sessions").asArray(); !sessions.empty()) {
        const auto last = Uuid::parse(sessions.back()["session"].asString());
        CAL_TRY(last);
        work.lastSession = *last;
    }
    auto received = itemOf(registry, *item, *order, *asset, offset);
    CAL_TRY(received);
    work.item = *std::move(received);
    work.agreed = *item;
    if (!asset->value("model").isNull()) {
        const auto model = registry.referred(*asset, "model");
        CAL_TRY(model);
        work.itemDefinition = model->text("definition");
    }
    work.orderItem = {item->id.text(), number, item->text("kind"), order->text("service") == "verification"};
    return work;
}

void takeUp(const OrderWork& work, PrepareRequest& request)
{
    request.procedure = work.procedure;
    request.item = work.item;
    request.orderItem = work.orderItem;
    request.ownPoints = work.ownPoints;
    request.itemDefinition = work.itemDefinition;
}

Result<void> asAgreed(const Entity& item, const SetUp& setUp)
{
    const auto instrument = setUp.definitions.find("item");
    const struct {
        const char *field, *key;
        std::string found;
    } compared[] = {
        {"release", "work.release-differs", setUp.procedure.release.hex()},
        {"decision-rule", "work.rule-differs", setUp.procedure.head.rules.decision},
        {"point-set-digest", "work.points-differ", setUp.ownPoints ? setUp.ownPoints->digest.hex() : "-"},
        {"specification-digest", "work.specification-differs",
         instrument == setUp.definitions.end() ? "-" : sha256(instrument->second.document.pretty()).hex()},
    };
    constexpr std::size_t kShown = 12; // of a digest: enough to tell two apart
    for (const auto& [field, key, found] : compared)
        if (const auto agreed = item.text(field); !agreed.empty() && agreed != found)
            return invalid(key, {{"item", item.text("number")}, {"agreed", agreed.substr(0, kShown)}, {"found", found.substr(0, kShown)}});
    return {};
}

const registry::QueueLine* nextLike(const std::vector<registry::QueueLine>& queue, const Entity& finished)
{
    const char* const together = finished.value("batch").isNull() ? "order" : "batch";
    const auto like = [&](const registry::QueueLine& line) {
        if (line.item.id == finished.id || (line.item.state != "agreed" && line.item.state != "assigned"))
            return false;
        for (const char* field : {together, "release", "decision-rule", "point-set-digest"})
            if (line.item.value(field) != finished.value(field))
                return false;
        return true;
    };
    const auto found = std::find_if(queue.begin(), queue.end(), like);
    return found == queue.end() ? nullptr : &*found;
}

} // namespace cal::session
