// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kit/selection.h"

#include "core/registry/credentials.h"
#include "core/registry/scope.h"
#include "core/session/standards_on_hand.h"

#include <algorithm>

namespace cal::kit {

namespace {

using registry::Entity;
using registry::Field;
using registry::Registry;
using Op = journal::Condition::Op;

constexpr std::int64_t kAll = 1'000'000;
constexpr std::size_t kHexDigits = 64;

Error invalid(const char* key, std::vector<Arg> args = {})
{
    return {Errc::InvalidArgument, key, std::move(args), {}};
}

class Chooser
{
public:
    Chooser(Registry& registry, const Wanted& wanted) : m_registry(registry), m_wanted(wanted) {}

    Result<Selection> make()
    {
        if (m_wanted.orders.empty())
            return invalid("kit.no-order");
        if (m_wanted.people.empty())
            return invalid("kit.nobody");
        CAL_TRY(laboratory());
        for (const auto& order : m_wanted.orders)
            CAL_TRY(takeOrder(order));
        for (const auto& person : m_wanted.people)
            CAL_TRY(takePerson(person, true));
        for (const auto& [procedure, verification] : m_work)
            if (verification)
                CAL_TRY(takeAuthorised(procedure));
        CAL_TRY(takeStandards());
        return std::move(m_selection);
    }

private:
    Result<Entity> entity(std::string_view kind, std::string_view named)
    {
        const auto id = m_registry.resolve(kind, named);
        CAL_TRY(id);
        return m_registry.get(*id);
    }

    Result<void> laboratory()
    {
        const auto founded = m_registry.store().streamsOf("laboratory.founded");
        CAL_TRY(founded);
        if (founded->empty())
            return invalid("run.no-laboratory");
        m_selection.streams.insert(founded->back());
        const auto policies = m_registry.list("policy");
        CAL_TRY(policies);
        for (const Entity& policy : *policies)
            m_selection.streams.insert(policy.id);
        return {};
    }

    /// Whether an organisation is a customer whose order does not go along.
    Result<bool> stranger(const std::string& organisation)
    {
        const auto id = Uuid::parse(organisation);
        if (!id || m_customers.contains(organisation))
            return false;
        const auto found = m_registry.get(*id);
        CAL_TRY(found);
        return found->text("role") == "customer";
    }

    /// Takes the entity and what it refers to, unless it belongs to another customer.
    Result<void> take(const Entity& entity)
    {
        if (m_selection.streams.contains(entity.id))
            return {};
        const registry::Kind& kind = *m_registry.kinds().find(entity.kind);
        for (const Field& field : kind.fields) {
            // A person who goes, goes; whose they are may stay behind.
            if (field.type != Field::Type::Reference || field.of != "organisation" || entity.kind == "person")
                continue;
            const auto foreign = stranger(entity.text(field.name));
            CAL_TRY(foreign);
            if (*foreign)
                return {};
        }
        if (entity.kind == "organisation") {
            const auto foreign = stranger(entity.id.text());
            CAL_TRY(foreign);
            if (*foreign)
                return {};
        }
        m_selection.streams.insert(entity.id);
        if (entity.kind == "model")
            noteDefinitions(entity);
        for (const Field& field : kind.fields) {
            // Assets are chosen one by one: whatever else refers to one is not needed on site.
            static const std::set<std::string, std::less<>> kFollowed = {"organisation", "model", "location", "person", "point-set"};
            if (field.type != Field::Type::Reference || !kFollowed.contains(field.of))
                continue;
            if (const auto id = Uuid::parse(entity.text(field.name))) {
                const auto next = m_registry.get(*id);
                CAL_TRY(next);
                CAL_TRY(take(*next));
            }
        }
        return {};
    }

    void noteDefinitions(const Entity& model)
    {
        const auto note = [&](const std::string& id) {
            if (!id.empty())
                m_selection.definitions.insert(id);
        };
        note(model.text("definition"));
        for (const auto& row : model.value("specifications").asArray())
            note(row["definition"].asString());
    }

    Result<void> takeReferred(const Entity& from, const char* field)
    {
        const auto id = Uuid::parse(from.text(field));
        CAL_TRY(id);
        const auto found = m_registry.get(*id);
        CAL_TRY(found);
        return take(*found);
    }

    Result<void> takeOrder(const std::string& named)
    {
        const auto order = entity("order", named);
        CAL_TRY(order);
        m_customers.insert(order->text("customer"));
        CAL_TRY(take(*order));
        m_selection.orders.push_back(order->text("number"));
        const auto items = m_registry.list("order-item", {{"order", Op::Equal, order->id.text()}});
        CAL_TRY(items);
        bool any = false;
        for (const Entity& item : *items) {
            if (item.state == "delivered" || item.state == "returned")
                continue;
            if (item.text("release").empty())
                return invalid("kit.not-agreed", {{"item", item.text("number")}});
            if (!item.text("kit").empty())
                return invalid("kit.item-out", {{"item", item.text("number")}, {"kit", item.text("kit")}});
            const auto asset = entity("asset", item.text("asset"));
            CAL_TRY(asset);
            m_customers.insert(asset->text("owner"));
            CAL_TRY(take(item));
            m_selection.items.push_back(item);
            CAL_TRY(take(*asset));
            m_work[item.text("procedure")] |= order->text("service") == "verification";
            any = true;
        }
        return any ? Result<void>() : invalid("kit.no-item", {{"order", order->text("number")}});
    }

    /// What the gate asks about a person; `credentials`: the person works with the kit.
    Result<void> takePerson(const std::string& id, bool credentials)
    {
        const auto person = entity("person", id);
        CAL_TRY(person);
        CAL_TRY(take(*person));
        for (const char* kind : {"authorisation", "qualification", "training"}) {
            if (!m_registry.kinds().find(kind))
                continue;
            const auto files = m_registry.list(kind, {{"person", Op::Equal, person->id.text()}}, kAll);
            CAL_TRY(files);
            for (const Entity& file : *files)
                CAL_TRY(take(file));
        }
        if (credentials)
            m_selection.streams.insert(registry::credentialsStream(person->id.text()));
        return {};
    }

    /// For a verification the gate counts the people authorised for the item (JJF 1033: at least two).
    Result<void> takeAuthorised(const std::string& procedure)
    {
        const auto authorisations = m_registry.list("authorisation", {{"operation", Op::Equal, std::string("perform")}}, kAll);
        CAL_TRY(authorisations);
        for (const Entity& one : *authorisations)
            if (registry::covers(one.text("scope"), procedure))
                CAL_TRY(takePerson(one.text("person"), false));
        return {};
    }

    /// Whether the standard can go; else a remark says why not.
    bool mayGo(const session::StandardAsset& asset)
    {
        const Arg standard{"standard", asset.shown()};
        if (!asset.usable) {
            m_selection.remarks.push_back(invalid("kit.standard-stays", {standard, {"state", asset.state}}));
            return false;
        }
        // What is nonconforming is not known on site, for its papers name other customers: so the standard stays.
        if (!asset.nonconformities.empty()) {
            m_selection.remarks.push_back(invalid("kit.standard-nonconforming", {standard, {"number", asset.nonconformities.front()}}));
            return false;
        }
        for (const auto& booking : asset.bookings) {
            const bool meets = booking.from <= m_wanted.until && m_wanted.day <= booking.to;
            const bool ours = std::find(m_wanted.people.begin(), m_wanted.people.end(), booking.by) != m_wanted.people.end() ||
                              std::find(m_selection.orders.begin(), m_selection.orders.end(), booking.order) != m_selection.orders.end();
            if (meets && !ours) {
                m_selection.remarks.push_back(invalid("kit.standard-booked", {standard, {"from", booking.from}, {"to", booking.to}}));
                return false;
            }
        }
        return true;
    }

    /// Ids of the assets that are asked for; every one on hand when nothing is said.
    Result<std::set<std::string>> wantedStandards(const session::StandardsOnHand& onHand)
    {
        std::set<std::string> ids;
        if (m_wanted.standards.empty())
            for (const auto& asset : onHand.assets)
                ids.insert(asset.id);
        for (const auto& named : m_wanted.standards) {
            if (const auto id = m_registry.resolve("measurement-standard", named)) {
                for (const auto& standard : onHand.standards)
                    if (standard.id == id->text())
                        ids.insert(standard.devices.begin(), standard.devices.end());
                continue;
            }
            const auto id = m_registry.resolve("asset", named);
            CAL_TRY(id);
            ids.insert(id->text());
        }
        return ids;
    }

    Result<void> takeStandards()
    {
        const auto onHand = session::standardsOnHand(m_registry);
        CAL_TRY(onHand);
        const auto ids = wantedStandards(*onHand);
        CAL_TRY(ids);
        std::set<std::string> going;
        for (const auto& asset : onHand->assets) {
            if (!ids->contains(asset.id) || !mayGo(asset))
                continue;
            const auto found = entity("asset", asset.id);
            CAL_TRY(found);
            CAL_TRY(take(*found));
            if (!m_selection.streams.contains(found->id))
                continue; // another customer's
            going.insert(asset.id);
            for (const char* kind : {"calibration", "intermediate-check"}) {
                if (!m_registry.kinds().find(kind))
                    continue;
                const auto papers = m_registry.list(kind, {{"asset", Op::Equal, asset.id}}, kAll);
                CAL_TRY(papers);
                for (const Entity& paper : *papers)
                    CAL_TRY(take(paper));
            }
        }
        for (const auto& standard : onHand->standards) {
            const auto here =
                std::count_if(standard.devices.begin(), standard.devices.end(), [&](const auto& id) { return going.contains(id); });
            if (here == 0)
                continue;
            if (static_cast<std::size_t>(here) != standard.devices.size()) {
                m_selection.remarks.push_back(invalid("kit.measurement-standard-stays", {{"standard", standard.code}}));
                continue;
            }
            const auto found = entity("measurement-standard", standard.id);
            CAL_TRY(found);
            CAL_TRY(take(*found));
        }
        return {};
    }

    Registry& m_registry;
    const Wanted& m_wanted;
    Selection m_selection;
    std::set<std::string> m_customers;  ///< ids of those whose data may go along
    std::map<std::string, bool> m_work; ///< procedures of the items; whether for verification
};

/// Every text in `json` that has the form of a digest.
void collectDigests(const Json& json, std::set<std::string>& digests)
{
    if (json.asString().size() == kHexDigits)
        digests.insert(json.asString());
    for (const Json& entry : json.asArray())
        collectDigests(entry, digests);
    for (const auto& [name, entry] : json.asObject())
        collectDigests(entry, digests);
}

/// The digests in the list of a release ("name digest" a line); of other blobs whatever has that form and is there.
void collectListed(std::string_view list, std::set<std::string>& digests)
{
    constexpr std::size_t kLongestList = 64U << 10;
    if (list.size() > kLongestList)
        return;
    while (!list.empty()) {
        const auto line = list.substr(0, list.find('\n'));
        list.remove_prefix(std::min(line.size() + 1, list.size()));
        if (line.size() > kHexDigits && line[line.size() - kHexDigits - 1] == ' ')
            digests.emplace(line.substr(line.size() - kHexDigits));
    }
}

} // namespace

Result<Selection> select(Registry& registry, const Wanted& wanted)
{
    return Chooser(registry, wanted).make();
}

Result<std::vector<journal::Event>> eventsOf(journal::EventStore& store, const std::set<journal::StreamId>& streams)
{
    std::vector<std::vector<journal::Event>> read;
    for (const auto& stream : streams) {
        auto events = store.read(stream);
        CAL_TRY(events);
        if (!events->empty())
            read.push_back(*std::move(events));
    }
    std::stable_sort(read.begin(), read.end(), [](const auto& a, const auto& b) { return a.front().at.utc < b.front().at.utc; });
    std::vector<journal::Event> events;
    for (auto& stream : read)
        std::move(stream.begin(), stream.end(), std::back_inserter(events));
    return events;
}

Result<std::map<std::string, std::string>> blobsOf(journal::EventStore& store, const std::vector<journal::Event>& events)
{
    std::set<std::string> digests;
    for (const auto& event : events)
        collectDigests(event.body, digests);
    std::map<std::string, std::string> blobs;
    while (!digests.empty()) {
        std::set<std::string> next;
        for (const auto& hex : digests) {
            const auto digest = Digest::fromHex(hex);
            if (!digest || blobs.contains(hex))
                continue;
            auto bytes = store.getBlob(*digest);
            if (!bytes && bytes.error().key == "store.no-blob")
                continue; // a digest of something else
            CAL_TRY(bytes);
            collectListed(*bytes, next);
            blobs.emplace(hex, *std::move(bytes));
        }
        digests = std::move(next);
    }
    return blobs;
}

} // namespace cal::kit
