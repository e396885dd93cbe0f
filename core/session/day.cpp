// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/day.h"

#include <algorithm>
#include <map>

namespace cal::session {

namespace {

using registry::Entity;

/// Titles of what items refer to; each entity is read once.
class Titles
{
public:
    explicit Titles(registry::Registry& registry) : m_registry(registry) {}

    Result<Entity> entity(const std::string& id)
    {
        if (const auto known = m_known.find(id); known != m_known.end())
            return known->second;
        const auto parsed = Uuid::parse(id);
        CAL_TRY(parsed);
        auto entity = m_registry.get(*parsed);
        CAL_TRY(entity);
        return m_known.emplace(id, *std::move(entity)).first->second;
    }
    /// The id itself for an author who is no entity.
    std::string title(const std::string& id)
    {
        const auto found = entity(id);
        return found ? registry::titleOf(*m_registry.kinds().find(found->kind), found->values) : id;
    }

private:
    registry::Registry& m_registry;
    std::map<std::string, Entity> m_known;
};

/// Items in `state` that wait for `operation` by the person.
Result<void> addWaiting(registry::Registry& registry, Titles& titles, const char* state, const char* operation, const std::string& person,
                        const MayAct& may, std::vector<WaitingLine>& lines)
{
    const auto items = registry.list("order-item", {{"state", journal::Condition::Op::Equal, std::string(state)}});
    CAL_TRY(items);
    // Who may not do it for anybody's work is not asked again for each item, whose events need not be read then.
    std::map<std::pair<std::string, bool>, bool> able;
    for (const Entity& item : *items) {
        const auto order = titles.entity(item.text("order"));
        CAL_TRY(order);
        registry::Act act;
        act.person = person;
        act.operation = operation;
        act.scope = item.text("procedure");
        act.verification = order->text("service") == "verification";
        const auto [known, isNew] = able.try_emplace({act.scope, act.verification}, false);
        if (isNew)
            known->second = may(act);
        if (!known->second)
            continue;
        const auto events = registry.store().read(item.id);
        CAL_TRY(events);
        act.performedBy = registry::performerFor(*events, act.person);
        if (std::string_view(operation) == "approve")
            act.checkedBy = registry::lastActor(*events, "order-item.checked");
        if (!may(act))
            continue;
        lines.push_back({item, operation, order->text("number"), titles.title(item.text("asset")),
                         item.value("due").isNull() ? order->text("promised") : item.text("due"), titles.title(act.performedBy)});
    }
    return {};
}

} // namespace

registry::MayPerform mayPerform(MayAct may)
{
    return [may = std::move(may)](const std::string& person, const std::string& procedure, bool verification) {
        registry::Act act;
        act.person = person;
        act.operation = "perform";
        act.scope = procedure;
        act.verification = verification;
        return may(act);
    };
}

std::vector<ExpiryLine> expiring(const StandardsOnHand& onHand, const std::string& until)
{
    using What = ExpiryLine::What;
    std::vector<ExpiryLine> lines;
    const auto add = [&](ExpiryLine line) {
        if (line.until <= until)
            lines.push_back(std::move(line));
    };
    for (const auto& asset : onHand.assets) {
        if (!asset.usable || asset.calibrations.empty())
            continue;
        const auto& newest = asset.calibrations.front();
        add({What::Calibration, asset.id, asset.shown(), newest.certificate, asset.name, newest.validUntil});
    }
    for (const auto& standard : onHand.standards) {
        if (!standard.usable)
            continue;
        if (!standard.certificateUntil.empty())
            add({What::StandardCertificate, standard.id, standard.code, standard.certificateNumber, standard.name,
                 standard.certificateUntil});
        if (!standard.authorisationUntil.empty())
            add({What::BodyAuthorisation, standard.id, standard.code, {}, standard.name, standard.authorisationUntil});
    }
    std::stable_sort(lines.begin(), lines.end(), [](const ExpiryLine& a, const ExpiryLine& b) { return a.until < b.until; });
    return lines;
}

Result<Day> dayOf(registry::Registry& registry, registry::Access& access, const std::string& person, const std::string& day, int within,
                  const MayAct& may)
{
    Day today;
    today.day = day;
    if (!person.empty()) {
        registry::Orders orders(registry, access, day);
        auto queue = orders.queue(person, mayPerform(may));
        CAL_TRY(queue);
        today.queue = *std::move(queue);
        Titles titles(registry);
        CAL_TRY(addWaiting(registry, titles, "measured", "check", person, may, today.waiting));
        CAL_TRY(addWaiting(registry, titles, "checked", "approve", person, may, today.waiting));
        std::stable_sort(today.waiting.begin(), today.waiting.end(), [](const WaitingLine& a, const WaitingLine& b) {
            return a.due.empty() != b.due.empty() ? b.due.empty() : a.due < b.due;
        });
    }
    const auto onHand = standardsOnHand(registry);
    CAL_TRY(onHand);
    const auto until = registry::daysAfter(day, within);
    CAL_TRY(until);
    today.expiring = expiring(*onHand, *until);
    return today;
}

} // namespace cal::session
