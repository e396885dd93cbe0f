// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/twelve_steps.h"

#include "core/registry/orders.h"
#include "core/session/session_events.h"

#include <algorithm>

namespace cal::session {

namespace {

using Id = TwelveSteps::Id;
using journal::Event;

struct Name {
    const char *id, *zh, *en;
};
constexpr Name kNames[] = {{"order", "委托", "Order"},   {"receive", "接收", "Receive"}, {"assign", "分配", "Assign"},
                           {"set-up", "设置", "Set up"}, {"acquire", "采集", "Acquire"}, {"compute", "计算", "Compute"},
                           {"judge", "判定", "Judge"},   {"check", "核验", "Check"},     {"approve", "批准", "Approve"},
                           {"sign", "签名", "Sign"},     {"deliver", "交付", "Deliver"}, {"recall", "召回提醒", "Recall"}};

class Reader
{
public:
    Reader(registry::Registry& registry, TwelveSteps& steps) : m_registry(registry), m_steps(steps)
    {
        for (std::size_t i = 0; i < m_steps.steps.size(); ++i)
            m_steps.steps[i].id = static_cast<Id>(i);
    }

    Result<void> read(const journal::StreamId& id, const registry::DueRule& rule)
    {
        const auto item = m_registry.get(id);
        CAL_TRY(item);
        const auto events = m_registry.store().read(id);
        CAL_TRY(events);
        const auto order = referred(*item, "order");
        CAL_TRY(order);
        const auto orderEvents = m_registry.store().read(order->id);
        CAL_TRY(orderEvents);
        const auto asset = referred(*item, "asset");
        CAL_TRY(asset);
        m_steps.order = order->text("number");
        m_steps.item = item->text("number");
        m_steps.kit = item->text("kit");
        m_steps.asset = registry::titleOf(*m_registry.kinds().find("asset"), asset->values);
        CAL_TRY(done(Id::Order, orderEvents->front(), m_steps.order));
        CAL_TRY(done(Id::Receive, events->front(), item->text("received-at")));
        CAL_TRY(doneLast(Id::Assign, *events, "order-item.assigned", item->text("procedure")));
        CAL_TRY(session(*item));
        // What was sent back or begun anew after a check has to be checked again.
        const auto* const measured = last(*events, "order-item.measured");
        for (const auto& [stepId, type] : {std::pair{Id::Check, "order-item.checked"}, {Id::Approve, "order-item.approved"}})
            if (const auto* const at = last(*events, type); at && measured && at->seq > measured->seq)
                CAL_TRY(done(stepId, *at, {}));
        if (const auto at = last(*events, "order-item.delivered"))
            CAL_TRY(done(Id::Deliver, *at, {}));
        return recall(*item, *asset, rule);
    }

private:
    TwelveSteps::Step& step(Id id) { return m_steps.steps[static_cast<std::size_t>(id)]; }

    Result<registry::Entity> referred(const registry::Entity& entity, std::string_view field)
    {
        const auto id = Uuid::parse(entity.text(field));
        CAL_TRY(id);
        return m_registry.get(*id);
    }

    static const Event* last(const std::vector<Event>& events, std::string_view type)
    {
        const auto found = std::find_if(events.rbegin(), events.rend(), [&](const Event& event) { return event.type == type; });
        return found == events.rend() ? nullptr : &*found;
    }

    Result<void> done(Id id, const Event& event, std::string detail)
    {
        auto& entry = step(id);
        entry.done = true;
        entry.at = event.at.utc;
        entry.by = entry.person = registry::doneBy(event);
        entry.detail = std::move(detail);
        if (const auto person = Uuid::parse(entry.by))
            if (const auto known = m_registry.get(*person))
                entry.person = known->text("name");
        return {};
    }

    Result<void> doneLast(Id id, const std::vector<Event>& events, std::string_view type, std::string detail)
    {
        const auto* const event = last(events, type);
        return event ? done(id, *event, std::move(detail)) : Result<void>{};
    }

    /// The session that counts is the last one begun.
    Result<void> session(const registry::Entity& item)
    {
        const auto& sessions = item.value("sessions").asArray();
        if (sessions.empty())
            return {};
        const auto id = Uuid::parse(sessions.back()["session"].asString());
        CAL_TRY(id);
        const auto events = m_registry.store().read(*id);
        CAL_TRY(events);
        if (events->empty())
            return Error{Errc::NotFound, "session.unknown", {{"session", id->text()}}, {}};
        const auto count = [&](std::string_view type) {
            return std::to_string(std::count_if(events->begin(), events->end(), [&](const Event& event) { return event.type == type; }));
        };
        CAL_TRY(done(Id::SetUp, events->front(), id->text()));
        // Acquired, computed and judged it is only as a whole: a session that goes on is at the first of them.
        const auto* const seal = last(*events, Sealed::kType);
        if (!seal) {
            step(Id::Acquire).detail = count(ReadingTaken::kType);
            return {};
        }
        CAL_TRY(doneLast(Id::Acquire, *events, ReadingTaken::kType, count(ReadingTaken::kType)));
        CAL_TRY(doneLast(Id::Compute, *events, PointJudged::kType, count(PointJudged::kType)));
        return done(Id::Judge, *seal, seal->body["overall"].asString());
    }

    Result<void> recall(const registry::Entity& item, const registry::Entity& asset, const registry::DueRule& rule)
    {
        if (asset.value("interval-months").isNull() || item.value("measured-on").isNull())
            return {};
        auto due = registry::validUntil(item.text("measured-on"), static_cast<int>(asset.value("interval-months").asInt()), rule);
        CAL_TRY(due);
        step(Id::Recall).detail = *std::move(due);
        // It came back after that: then the reminder has done its work.
        const auto items = m_registry.list("order-item", {{"asset", journal::Condition::Op::Equal, asset.id.text()}});
        CAL_TRY(items);
        const registry::Entity* next = nullptr;
        for (const auto& other : *items)
            if (other.registered.utc > item.registered.utc && (!next || other.registered.utc < next->registered.utc))
                next = &other;
        if (!next)
            return {};
        const auto events = m_registry.store().read(next->id);
        CAL_TRY(events);
        return done(Id::Recall, events->front(), next->text("number"));
    }

    registry::Registry& m_registry;
    TwelveSteps& m_steps;
};

} // namespace

std::string_view name(TwelveSteps::Id id)
{
    return kNames[static_cast<std::size_t>(id)].id;
}

Text label(TwelveSteps::Id id)
{
    const auto& names = kNames[static_cast<std::size_t>(id)];
    return {names.zh, names.en};
}

std::optional<Id> TwelveSteps::present() const
{
    const auto found = std::find_if(steps.begin(), steps.end(), [](const Step& step) { return !step.done; });
    return found == steps.end() ? std::nullopt : std::optional(found->id);
}

Json TwelveSteps::toJson() const
{
    Json::Array list;
    for (const auto& step : steps)
        list.push_back(Json::Object{{"step", name(step.id)},
                                    {"done", step.done},
                                    {"at", step.at ? Json(toRfc3339(*step.at)) : Json()},
                                    {"by", step.by},
                                    {"person", step.person},
                                    {"detail", step.detail}});
    return Json::Object{{"order", order}, {"item", item}, {"asset", asset}, {"kit", kit}, {"steps", std::move(list)}};
}

Result<TwelveSteps> twelveSteps(registry::Registry& registry, const journal::StreamId& item, const registry::DueRule& rule)
{
    TwelveSteps steps;
    CAL_TRY(Reader(registry, steps).read(item, rule));
    return steps;
}

Result<std::vector<TwelveSteps>> twelveStepsOf(registry::Registry& registry, const std::string& named)
{
    std::vector<TwelveSteps> all;
    if (const auto item = registry.resolve("order-item", named)) {
        auto steps = twelveSteps(registry, *item);
        CAL_TRY(steps);
        all.push_back(*std::move(steps));
        return all;
    }
    const auto order = registry.resolve("order", named);
    CAL_TRY(order);
    const auto items = registry.list("order-item", {{"order", journal::Condition::Op::Equal, order->text()}});
    CAL_TRY(items);
    for (const auto& item : *items) {
        auto steps = twelveSteps(registry, item.id);
        CAL_TRY(steps);
        all.push_back(*std::move(steps));
    }
    return all;
}

} // namespace cal::session
