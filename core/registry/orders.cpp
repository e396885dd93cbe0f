// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/orders.h"

#include "core/conformity/decision_rule.h"
#include "core/registry/item_steps.h"
#include "core/registry/numbers.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>

namespace cal::registry {

namespace {

using Op = journal::Condition::Op;

constexpr std::int64_t kAll = 10'000'000;

Error invalid(const char* key, std::vector<Arg> args)
{
    return {Errc::InvalidArgument, key, std::move(args), {}};
}

bool gone(const Entity& item)
{
    return item.state == "delivered" || item.state == "returned";
}

/// Items that lie in the laboratory or lay there, in the order of their numbers: O-1/2 before O-1/10.
int sequenceOf(const Entity& item)
{
    const auto number = item.text("number");
    int sequence = 0;
    std::from_chars(number.data() + number.rfind('/') + 1, number.data() + number.size(), sequence);
    return sequence;
}

/// Entities as the lists have them, each read once and without its events.
class Listed
{
public:
    explicit Listed(Registry& registry) : m_registry(registry) {}

    /// Errors: NotFound "registry.no-entity" {id}; of the store.
    Result<const Entity*> get(const char* kindName, const std::string& id)
    {
        const auto [known, isNew] = m_known.try_emplace(id);
        if (!isNew)
            return &known->second;
        const Kind& kind = *m_registry.kinds().find(kindName);
        const auto row = m_registry.store().row(kind.table(), id);
        CAL_TRY(row);
        if (!*row)
            return Error{Errc::NotFound, "registry.no-entity", {{"id", id}}, {}};
        auto entity = entityOfRow(kind, **row);
        CAL_TRY(entity);
        known->second = *std::move(entity);
        return &known->second;
    }

private:
    Registry& m_registry;
    std::map<std::string, Entity> m_known;
};

/// Unknown dates after known ones.
bool sooner(const std::string& a, const std::string& b)
{
    return a.empty() != b.empty() ? b.empty() : a < b;
}

/// Whoever acts, as a paper names them: by full name where they are registered.
std::string nameOfActor(Registry& registry)
{
    const auto& actor = registry.by().actor;
    const auto id = Uuid::parse(actor);
    const auto person = id ? registry.get(*id) : Result<Entity>(id.error());
    return person ? titleOf(*registry.kinds().find(person->kind), person->values) : actor;
}

} // namespace

bool sameModel(std::string_view a, std::string_view b)
{
    const auto plain = [](std::string_view text) {
        std::string kept;
        for (const char c : text)
            if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)))
                kept.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
        return kept;
    };
    return plain(a) == plain(b);
}

Result<std::string> frozenPointSet(const Entity& pointSet)
{
    return Json(Json::Object{{"format", "calbench-point-set/1"},
                             {"code", pointSet.value("code")},
                             {"version", pointSet.value("version")},
                             {"procedure", pointSet.value("procedure")},
                             {"points", pointSet.value("points")}})
        .canonical();
}

std::string doneBy(const journal::Event& event)
{
    const auto& named = event.body["done-by"].asString();
    return named.empty() ? event.actor : named;
}

std::string lastActor(const std::vector<journal::Event>& events, std::string_view type)
{
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        if (event->type == type)
            return doneBy(*event);
    return {};
}

std::string performerFor(const std::vector<journal::Event>& events, const std::string& person)
{
    const bool theirs = std::any_of(events.begin(), events.end(), [&](const journal::Event& event) {
        return (event.type == "order-item.begun" || event.type == "order-item.measured") && doneBy(event) == person;
    });
    return theirs ? person : lastActor(events, "order-item.measured");
}

Result<Entity> Orders::named(std::string_view kind, std::string_view name)
{
    const auto id = m_registry.resolve(kind, name);
    CAL_TRY(id);
    return m_registry.get(*id);
}

Result<std::string> Orders::title(const std::string& kind, const std::string& id)
{
    const auto parsed = Uuid::parse(id);
    if (!parsed)
        return std::string();
    const auto entity = m_registry.get(*parsed);
    CAL_TRY(entity);
    return titleOf(*m_registry.kinds().find(kind), entity->values);
}

Result<std::vector<Entity>> Orders::itemsOf(const Entity& order)
{
    auto items = m_registry.list("order-item", {{"order", Op::Equal, order.id.text()}});
    CAL_TRY(items);
    std::sort(items->begin(), items->end(), [](const Entity& a, const Entity& b) { return sequenceOf(a) < sequenceOf(b); });
    return items;
}

Result<Entity> Orders::open(Json::Object values)
{
    const auto rule = values["decision-rule"].asString();
    const auto& wanted = values["conformity-wanted"];
    if ((wanted.asBool() || wanted.asString() == "true" || wanted.asString() == "yes") && (rule.empty() || rule == "none"))
        return invalid("order.rule-missing", {});
    if (values["risk"].isNull() && !rule.empty() && rule != "none" && rule != "procedure") {
        const auto known = conformity::decisionRule(rule);
        CAL_TRY(known);
        values["risk"] = (*known)->riskStatement();
    }
    CAL_TRY(may("order"));
    std::optional<Entity> order;
    const auto done = m_registry.store().together([&]() -> Result<void> {
        if (values["number"].isNull()) {
            auto number = takeNumber(m_registry, "order", std::atoi(m_day.substr(0, 4).c_str()));
            CAL_TRY(number);
            values["number"] = *std::move(number);
        }
        auto added = m_registry.add("order", values);
        CAL_TRY(added);
        order = *std::move(added);
        return {};
    });
    CAL_TRY(done);
    return *std::move(order);
}

Result<Entity> Orders::assetOf(const Receipt& receipt, const Entity& order)
{
    auto known = named("asset", receipt.asset);
    if (known || known.error().code != Errc::NotFound)
        return known;
    if (receipt.newAsset.empty())
        return Error{Errc::NotFound, "order.unknown-asset", {{"asset", receipt.asset}}, {}};
    auto values = receipt.newAsset;
    values.try_emplace("asset-number", receipt.asset);
    values.try_emplace("owner", order.value("customer"));
    return m_registry.add("asset", values);
}

Result<Entity> Orders::receive(const Receipt& receipt)
{
    CAL_TRY(may("order"));
    if (!receipt.newAsset.empty())
        CAL_TRY(may("register"));
    std::optional<Entity> item;
    const auto done = m_registry.store().together([&]() -> Result<void> {
        const auto order = named("order", receipt.order);
        CAL_TRY(order);
        if (order->state == "cancelled" || order->state == "delivered")
            return invalid("order.closed", {{"order", order->text("number")}, {"state", order->state}});
        const auto asset = assetOf(receipt, *order);
        CAL_TRY(asset);
        if (asset->state == "retired")
            return invalid("order.asset-retired", {{"asset", asset->text("asset-number")}});
        const auto before = m_registry.list("order-item", {{"asset", Op::Equal, asset->id.text()}});
        CAL_TRY(before);
        for (const Entity& other : *before)
            if (!gone(other))
                return invalid("order.already-here", {{"asset", asset->text("asset-number")}, {"item", other.text("number")}});
        const auto items = itemsOf(*order);
        CAL_TRY(items);
        auto values = receipt.item;
        const int sequence = items->empty() ? 1 : sequenceOf(items->back()) + 1;
        values["number"] = order->text("number") + "/" + std::to_string(sequence);
        values["order"] = order->id.text();
        values["asset"] = asset->id.text();
        values["received-at"] = toRfc3339(m_registry.clock().now().utc);
        values["received-by"] = nameOfActor(m_registry);
        if (values["due"].isNull() && !order->value("promised").isNull())
            values["due"] = order->value("promised");
        auto added = m_registry.addByRules("order-item", values);
        CAL_TRY(added);
        item = *std::move(added);
        return {};
    });
    CAL_TRY(done);
    return *std::move(item);
}

/// A procedure is for some instruments; the asset's registered model is one of them.
Result<void> Orders::madeFor(const Entity& item, const Agreement& agreement)
{
    const auto asset = m_registry.referred(item, "asset");
    CAL_TRY(asset);
    if (agreement.appliesTo.empty() || asset->value("model").isNull())
        return {};
    const auto model = m_registry.referred(*asset, "model");
    CAL_TRY(model);
    const auto definition = model->text("definition");
    std::string models;
    for (const auto& one : agreement.appliesTo) {
        if (definition.empty() ? sameModel(model->text("model"), one.model) : definition == one.definition)
            return {};
        models += (models.empty() ? "" : ", ") + (one.model.empty() ? one.definition : one.model);
    }
    return invalid(
        "order.procedure-for-other",
        {{"item", item.text("number")}, {"model", model->text("model")}, {"procedure", agreement.procedure}, {"models", models}});
}

Result<Entity> Orders::agree(std::string_view itemName, const Agreement& agreement)
{
    CAL_TRY(may("order"));
    std::optional<Entity> agreed;
    const auto done = m_registry.store().together([&]() -> Result<void> {
        const auto item = named("order-item", itemName);
        CAL_TRY(item);
        const auto order = named("order", item->text("order"));
        CAL_TRY(order);
        if (!item->value("release").isNull() && agreement.reason.empty())
            return invalid("order.agreed-already", {{"item", item->text("number")}, {"procedure", item->text("procedure")}});
        CAL_TRY(madeFor(*item, agreement));
        const bool asProcedure = order->text("decision-rule") == "procedure";
        const std::string rule = asProcedure ? agreement.decisionRule : order->text("decision-rule");
        Json ratio = asProcedure ? (agreement.guardRatio ? Json(*agreement.guardRatio) : Json()) : order->value("guard-ratio");
        if (rule != "guard-band")
            ratio = nullptr;
        Json risk = order->value("risk");
        if (rule == "none") {
            risk = nullptr;
        } else {
            const auto known = conformity::decisionRule(rule, ratio.isNull() ? Json() : Json(Json::Object{{"ratio", ratio}}));
            CAL_TRY(known);
            if (risk.isNull())
                risk = (*known)->riskStatement();
        }
        // What is agreed anew replaces all that was agreed before.
        Json::Object values{{"procedure", agreement.procedure},
                            {"release", agreement.release},
                            {"decision-rule", rule},
                            {"guard-ratio", ratio},
                            {"risk", risk},
                            {"specification", agreement.specification},
                            {"specification-digest", agreement.specificationDigest},
                            {"point-set", nullptr},
                            {"point-set-digest", nullptr}};
        if (!agreement.due.empty())
            values["due"] = agreement.due;
        if (!agreement.pointSet.empty()) {
            const auto set = named("point-set", agreement.pointSet);
            CAL_TRY(set);
            if (set->state != "in-force")
                return invalid("order.point-set-withdrawn", {{"set", set->text("code")}});
            if (set->text("procedure") != agreement.procedure)
                return invalid("order.point-set-other", {{"set", set->text("code")}, {"procedure", set->text("procedure")}});
            const auto bytes = frozenPointSet(*set);
            CAL_TRY(bytes);
            const auto digest = m_registry.store().putBlob(*bytes);
            CAL_TRY(digest);
            values["point-set"] = set->id.text();
            values["point-set-digest"] = digest->hex();
        }
        auto stepped = m_registry.stepByRules(item->id, item->seq, "agreed", agreement.reason, values);
        CAL_TRY(stepped);
        agreed = *std::move(stepped);
        return {};
    });
    CAL_TRY(done);
    return *std::move(agreed);
}

Result<Entity> Orders::assign(std::string_view itemName, std::string_view personName, const MayPerform& may)
{
    const auto item = named("order-item", itemName);
    CAL_TRY(item);
    const auto order = named("order", item->text("order"));
    CAL_TRY(order);
    const auto person = named("person", personName);
    CAL_TRY(person);
    const auto procedure = item->text("procedure");
    if (!procedure.empty() && !may(person->id.text(), procedure, order->text("service") == "verification"))
        return invalid("order.may-not-perform", {{"person", person->text("name")}, {"procedure", procedure}});
    return m_registry.stepByRules(item->id, item->seq, "assigned", {}, {{"person", person->id.text()}});
}

Result<void> Orders::may(const std::string& operation)
{
    Act act;
    act.person = m_registry.by().actor;
    act.operation = operation;
    return m_access.require(act);
}

Result<void> Orders::mayDo(const std::string& operation, const Entity& item)
{
    const auto events = m_registry.store().read(item.id);
    CAL_TRY(events);
    const auto order = named("order", item.text("order"));
    CAL_TRY(order);
    Act act;
    act.person = m_registry.by().actor;
    act.operation = operation;
    act.scope = item.text("procedure");
    act.verification = order->text("service") == "verification";
    act.performedBy = performerFor(*events, act.person);
    act.checkedBy = operation == "approve" ? lastActor(*events, "order-item.checked") : std::string();
    return m_access.require(act);
}

Result<void> Orders::finishOrder(const Entity& item)
{
    const auto order = named("order", item.text("order"));
    CAL_TRY(order);
    const auto items = itemsOf(*order);
    CAL_TRY(items);
    const bool all = std::all_of(items->begin(), items->end(), [](const Entity& i) { return i.state == "approved" || gone(i); });
    if (!all || order->state != "in-work")
        return {};
    CAL_TRY(moveItem(m_registry.kinds(), m_registry.store(), m_registry.by(), order->id, "finished"));
    return {};
}

Result<Entity> Orders::check(std::string_view itemName)
{
    const auto item = named("order-item", itemName);
    CAL_TRY(item);
    CAL_TRY(mayDo("check", *item));
    std::optional<Entity> moved;
    const auto done = m_registry.store().together([&]() -> Result<void> {
        auto entity = moveItem(m_registry.kinds(), m_registry.store(), m_registry.by(), item->id, "checked");
        CAL_TRY(entity);
        moved = *std::move(entity);
        return {};
    });
    CAL_TRY(done);
    return *std::move(moved);
}

Result<Entity> Orders::approve(std::string_view itemName)
{
    const auto item = named("order-item", itemName);
    CAL_TRY(item);
    CAL_TRY(mayDo("approve", *item));
    std::optional<Entity> moved;
    const auto done = m_registry.store().together([&]() -> Result<void> {
        auto entity = moveItem(m_registry.kinds(), m_registry.store(), m_registry.by(), item->id, "approved");
        CAL_TRY(entity);
        CAL_TRY(finishOrder(*entity));
        moved = *std::move(entity);
        return {};
    });
    CAL_TRY(done);
    return *std::move(moved);
}

Result<std::vector<QueueLine>> Orders::queue(std::string_view personName, const MayPerform& may)
{
    const auto person = named("person", personName);
    CAL_TRY(person);
    const auto own = person->id.text();
    std::map<std::pair<std::string, bool>, bool> able; // by procedure and whether for verification: one question each, not one a line
    Listed listed(m_registry);
    std::vector<QueueLine> lines;
    const auto add = [&](const Entity& item, bool assigned) -> Result<void> {
        const auto order = listed.get("order", item.text("order"));
        CAL_TRY(order);
        if (!assigned) {
            const auto procedure = item.text("procedure");
            const bool verification = (*order)->text("service") == "verification";
            const auto [known, isNew] = able.try_emplace({procedure, verification}, false);
            if (isNew)
                known->second = !procedure.empty() && may(own, procedure, verification);
            if (!known->second)
                return {};
        }
        const auto customer = listed.get("organisation", (*order)->text("customer"));
        CAL_TRY(customer);
        const auto asset = listed.get("asset", item.text("asset"));
        CAL_TRY(asset);
        const auto title = [&](const Entity& entity) { return titleOf(*m_registry.kinds().find(entity.kind), entity.values); };
        lines.push_back({item, (*order)->text("number"), title(**customer), title(**asset), (*asset)->text("asset-number"),
                         item.value("due").isNull() ? (*order)->text("promised") : item.text("due"), assigned});
        return {};
    };
    const journal::Condition theirs{"person", Op::Equal, own}, nobodys{"person", Op::Unknown, {}};
    for (const char* state : {"received", "agreed", "assigned", "in-work"})
        for (const bool assigned : {true, false}) {
            const auto items = m_registry.list("order-item", {{"state", Op::Equal, std::string(state)}, assigned ? theirs : nobodys}, kAll);
            CAL_TRY(items);
            for (const Entity& item : *items)
                CAL_TRY(add(item, assigned));
        }
    std::stable_sort(lines.begin(), lines.end(), [](const QueueLine& a, const QueueLine& b) { return sooner(a.due, b.due); });
    return lines;
}

Result<Entity> Orders::handOver(std::string_view orderName, std::vector<std::string> itemNames, const std::string& to, Json::Object values)
{
    CAL_TRY(may("order"));
    std::optional<Entity> handover;
    const auto done = m_registry.store().together([&]() -> Result<void> {
        const auto order = named("order", orderName);
        CAL_TRY(order);
        const auto all = itemsOf(*order);
        CAL_TRY(all);
        std::vector<Entity> items;
        for (const Entity& item : *all) {
            const bool named = std::find(itemNames.begin(), itemNames.end(), item.text("number")) != itemNames.end() ||
                               std::find(itemNames.begin(), itemNames.end(), item.id.text()) != itemNames.end();
            if (itemNames.empty() ? item.state == "approved" : named)
                items.push_back(item);
        }
        if (items.empty() || (!itemNames.empty() && items.size() != itemNames.size()))
            return invalid("order.nothing-to-deliver", {{"order", order->text("number")}});
        Json::Array ids;
        for (const Entity& item : items)
            ids.push_back(item.id.text());
        values["received-by"] = to;
        values["order"] = order->id.text();
        values["items"] = std::move(ids);
        values["at"] = toRfc3339(m_registry.clock().now().utc);
        values["given-by"] = nameOfActor(m_registry);
        auto added = m_registry.addByRules("handover", values);
        CAL_TRY(added);
        for (const Entity& item : items)
            CAL_TRY(m_registry.stepByRules(item.id, item.seq, "delivered", {}, {{"handover", added->id.text()}}));
        const auto after = itemsOf(*order);
        CAL_TRY(after);
        if (std::all_of(after->begin(), after->end(), gone))
            CAL_TRY(m_registry.stepByRules(order->id, order->seq, "delivered", {}));
        handover = *std::move(added);
        return {};
    });
    CAL_TRY(done);
    return *std::move(handover);
}

Result<std::vector<RecallLine>> Orders::recall(int days, const DueRule& rule)
{
    const auto until = daysAfter(m_day, days);
    CAL_TRY(until);
    const auto measured = m_registry.list("order-item", {{"measured-on", Op::Known, {}}}, kAll);
    CAL_TRY(measured);
    std::map<std::string, const Entity*> newest; // by asset
    for (const Entity& item : *measured) {
        const Entity*& known = newest[item.text("asset")];
        if (!known || known->text("measured-on") < item.text("measured-on"))
            known = &item;
    }
    const auto assets = m_registry.list("asset", {{"state", Op::Equal, std::string("in-use")}}, kAll);
    CAL_TRY(assets);
    std::map<std::string, std::string> owners;
    std::vector<RecallLine> lines;
    for (const Entity& asset : *assets) {
        RecallLine line{asset, {}, asset.text("next-due"), {}, false};
        const auto last = newest.find(asset.id.text());
        if (last != newest.end() && !asset.value("interval-months").isNull()) {
            const auto due = validUntil(last->second->text("measured-on"), static_cast<int>(asset.value("interval-months").asInt()), rule);
            CAL_TRY(due);
            if (*due > line.due) {
                line.due = *due;
                line.item = last->second->text("number");
            }
        }
        if (line.due.empty() || line.due > *until)
            continue;
        auto [owner, isNew] = owners.try_emplace(asset.text("owner"));
        if (isNew) {
            auto name = title("organisation", asset.text("owner"));
            CAL_TRY(name);
            owner->second = *std::move(name);
        }
        line.owner = owner->second;
        line.overdue = line.due < m_day;
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const RecallLine& a, const RecallLine& b) { return a.owner != b.owner ? a.owner < b.owner : a.due < b.due; });
    return lines;
}

Result<Entity> addTyped(Registry& registry, Access& access, const std::string& day, const std::string& kind, const Json::Object& values)
{
    return kind == "order" ? Orders(registry, access, day).open(values) : registry.add(kind, values);
}

} // namespace cal::registry
