// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kit/merge.h"

#include "core/kit/pack.h"
#include "core/kit/take_again.h"
#include "core/registry/credentials.h"

#include <algorithm>
#include <limits>
#include <set>

namespace cal::kit {

namespace {

using journal::Event;
using registry::Registry;

Error violation(const char* key, std::vector<Arg> args)
{
    return {Errc::IntegrityViolation, key, std::move(args), {}};
}

/// Whose package it is, and whether this laboratory sent the kit out and nothing was changed on the way.
Result<KitPacked> accepted(journal::EventStore& store, const KitFile& file)
{
    const auto site = siteOf(store);
    CAL_TRY(site);
    if (*site)
        return Error{Errc::InvalidArgument, "kit.in-kit", {}, {}};
    const auto& manifest = file.manifest;
    const auto founded = store.head(manifest.laboratory);
    CAL_TRY(founded);
    const auto name = manifest.laboratoryName.en.empty() ? manifest.laboratoryName.zh : manifest.laboratoryName.en;
    const Error foreign{Errc::InvalidArgument, "kit.foreign", {{"laboratory", name}}, {}};
    if (founded->seq == 0)
        return foreign;
    const auto first = store.read(manifest.laboratory);
    CAL_TRY(first);
    if (first->front().hash != manifest.founded)
        return foreign;
    const auto events = store.read(manifest.kit);
    CAL_TRY(events);
    if (events->empty() || events->front().type != KitPacked::kType)
        return Error{Errc::NotFound, "kit.unknown", {{"kit", manifest.kit.text()}}, {}};
    auto packed = KitPacked::fromJson(events->front().body);
    CAL_TRY(packed);
    if (!(packed->key == file.signedBy))
        return violation("kit.signature", {{"file", "signature.txt"}});
    return packed;
}

/// Credentials share the first word of their events with the kind "person", but are no entity.
bool ofCredentials(const journal::StreamId& stream, const Event& event)
{
    return stream == registry::credentialsStream(event.body["person"].asString());
}

/// Only facts of signing in, which a person may do in two places at once.
bool signInsOnly(const std::vector<Event>& events)
{
    return std::all_of(events.begin(), events.end(), [](const Event& event) {
        return event.type == "person.signed-in" || event.type == "person.sign-in-refused" || event.type == "person.locked" ||
               event.type == "person.password-encoded-again";
    });
}

class Planner
{
public:
    Planner(Registry& registry, const KitFile& file, const journal::Upcasters& known)
        : m_registry(registry), m_store(registry.store()), m_file(file), m_known(known)
    {
    }

    Result<MergePlan> plan(const std::string& day, std::chrono::minutes offset)
    {
        const auto packed = accepted(m_store, m_file);
        CAL_TRY(packed);
        CAL_TRY(quotedBefore());
        m_plan.manifest = m_file.manifest;
        warnOfTime(day, offset);
        std::map<journal::StreamId, std::size_t> places;
        for (const Event& event : m_file.events) {
            if (!m_known.knows(event.type, event.version))
                return Error{Errc::ParseError, "kit.newer-events", {{"program", m_file.manifest.program}, {"type", event.type}}, {}};
            const auto [place, isNew] = places.try_emplace(event.stream, m_plan.streams.size());
            if (isNew) {
                m_plan.streams.emplace_back();
                m_plan.streams.back().stream = event.stream;
            }
            m_plan.streams[place->second].laptop.push_back(event);
        }
        for (auto& stream : m_plan.streams)
            CAL_TRY(decide(stream));
        return std::move(m_plan);
    }

private:
    void warnOfTime(const std::string& day, std::chrono::minutes offset)
    {
        const auto& manifest = m_file.manifest;
        if (day > manifest.validUntil)
            m_plan.warnings.push_back(
                {Errc::InvalidArgument, "kit.expired", {{"kit", manifest.kit.text()}, {"until", manifest.validUntil}}, {}});
        for (const Event& event : m_file.events) {
            if (toIso(civilDate(event.at.utc, offset)) <= manifest.validUntil)
                continue;
            m_plan.warnings.push_back({Errc::InvalidArgument,
                                       "kit.worked-after",
                                       {{"kit", manifest.kit.text()}, {"until", manifest.validUntil}, {"at", toRfc3339(event.at.utc)}},
                                       {}});
            return;
        }
    }

    void remember(const Event& event)
    {
        if (event.type == ConflictResolved::kType) {
            if (const auto resolved = ConflictResolved::fromJson(event.body); resolved && resolved->kit == m_file.manifest.kit)
                m_quoted.push_back(resolved->quoted);
        } else if (event.type == KitMerged::kType) {
            if (const auto merged = KitMerged::fromJson(event.body))
                m_quoted.insert(m_quoted.end(), merged->beside.begin(), merged->beside.end());
        }
    }

    /// What earlier merges of this kit quoted in the kit's own stream.
    Result<void> quotedBefore()
    {
        const auto events = m_store.read(m_file.manifest.kit);
        CAL_TRY(events);
        for (const Event& event : *events)
            remember(event);
        return {};
    }

    Result<void> decide(StreamPlan& stream)
    {
        const auto from = stream.laptop.front().seq;
        const auto head = m_store.head(stream.stream);
        CAL_TRY(head);
        const Arg named{"stream", stream.stream.text()};
        if (head->seq < from - 1)
            return violation("kit.base-missing", {named});
        if (from > 1) {
            const auto base = m_store.read(stream.stream, from - 1);
            CAL_TRY(base);
            if (base->front().hash != stream.laptop.front().prev)
                return violation("kit.base-differs", {named});
        }
        auto here = m_store.read(stream.stream, from);
        CAL_TRY(here);
        auto& mine = stream.laptop;
        std::size_t common = 0;
        while (common < mine.size() && common < here->size() && mine[common].hash == here->at(common).hash)
            ++common;
        const bool moved = common < here->size();
        if (stream.stream == siteStream(m_file.manifest.kit) && moved && common == 0)
            return openedTwice(mine.front(), here->front());
        CAL_TRY(name(stream));
        mine.erase(mine.begin(), mine.begin() + static_cast<std::ptrdiff_t>(common));
        here->erase(here->begin(), here->begin() + static_cast<std::ptrdiff_t>(common));
        if (mine.empty())
            return {};
        if (!moved) {
            stream.fate = Fate::Append;
            return common == 0 && from == 1 ? duplicates(stream) : Result<void>();
        }
        for (const Event& event : *here)
            remember(event);
        dropQuoted(mine);
        if (mine.empty())
            return {};
        stream.laboratory = *std::move(here);
        stream.fate = signInsOnly(mine) ? Fate::Beside : Fate::Conflict;
        const auto* kind = m_registry.kinds().find(stream.kind);
        stream.canTake = kind && std::all_of(mine.begin(), mine.end(), [&](const Event& event) { return canTakeAgain(*kind, event); });
        return {};
    }

    static Error openedTwice(const Event& mine, const Event& here)
    {
        return {Errc::Conflict,
                "kit.opened-twice",
                {{"machine", mine.body["machine"].asString()}, {"other", here.body["machine"].asString()}},
                {}};
    }

    /// Leaves out the events that a choice or an earlier merge has quoted already.
    void dropQuoted(std::vector<Event>& events) const
    {
        for (const Quoted& quoted : m_quoted) {
            const auto last = std::find_if(events.begin(), events.end(),
                                           [&](const Event& event) { return event.stream == quoted.stream && event.seq == quoted.until; });
            if (last == events.end())
                continue;
            const auto count = static_cast<std::size_t>(last - events.begin()) + 1;
            if (sha256(linesOf(events, 0, count)) == quoted.blob)
                events.erase(events.begin(), last + 1);
        }
    }

    Result<void> name(StreamPlan& stream)
    {
        const auto& first = stream.laptop.front().type;
        stream.kind = first.substr(0, first.find('.'));
        stream.title = stream.stream.text();
        if (!m_registry.kinds().find(stream.kind) || ofCredentials(stream.stream, stream.laptop.front()))
            return {};
        const auto entity =
            stream.laptop.front().seq == 1 ? registry::foldEntity(m_registry.kinds(), stream.laptop) : m_registry.get(stream.stream);
        CAL_TRY(entity);
        stream.kind = entity->kind;
        if (auto title = registry::titleOf(*m_registry.kinds().find(entity->kind), entity->values); !title.empty())
            stream.title = std::move(title);
        return {};
    }

    /// A new entity that shares a number with one that came into the register here meanwhile.
    Result<void> duplicates(const StreamPlan& stream)
    {
        const auto* kind = m_registry.kinds().find(stream.kind);
        if (!kind || stream.laptop.front().type != kind->registeredEvent())
            return {};
        const auto entity = registry::foldEntity(m_registry.kinds(), stream.laptop);
        CAL_TRY(entity);
        for (const auto& field : kind->fields) {
            const auto value = entity->text(field.name);
            if (!field.unique || value.empty())
                continue;
            const auto other = m_registry.find(kind->name, field.name, value);
            CAL_TRY(other);
            if (*other)
                m_plan.warnings.push_back(
                    {Errc::InvalidArgument, "kit.duplicate", {{"kind", kind->name}, {"field", field.name}, {"value", value}}, {}});
        }
        return {};
    }

    Registry& m_registry;
    journal::EventStore& m_store;
    const KitFile& m_file;
    const journal::Upcasters& m_known;
    MergePlan m_plan;
    std::vector<Quoted> m_quoted;
};

/// Keeps the laptop's events of a stream as a blob.
Result<Quoted> quote(journal::EventStore& store, const StreamPlan& stream)
{
    const auto blob = store.putBlob(linesOf(stream.laptop));
    CAL_TRY(blob);
    return Quoted{stream.stream, *blob, stream.laptop.back().seq};
}

Result<void> resolve(Registry& registry, const StreamPlan& stream, const Choice& choice, const Uuid& kit)
{
    auto& store = registry.store();
    if (choice.reason.empty())
        return Error{Errc::InvalidArgument, "kit.no-reason", {}, {}};
    if (choice.take)
        CAL_TRY(takeAgain(registry, stream.stream, stream.laptop));
    const auto quoted = quote(store, stream);
    CAL_TRY(quoted);
    const ConflictResolved resolved{kit, *quoted, choice.take, choice.reason};
    const journal::NewEvent event{ConflictResolved::kType, 1, resolved.toJson()};
    const bool entity = registry.kinds().find(stream.kind) && !ofCredentials(stream.stream, stream.laptop.front());
    const auto target = entity ? stream.stream : kit;
    const auto head = store.head(target);
    CAL_TRY(head);
    CAL_TRY(store.append(target, head->seq, {&event, 1}, registry.by()));
    return {};
}

Result<Merged> carryOut(Registry& registry, const KitFile& file, const MergePlan& plan, const std::vector<Choice>& choices)
{
    auto& store = registry.store();
    Merged merged;
    KitMerged note;
    note.file = file.digest;
    std::set<journal::StreamId> appended;
    for (const auto& stream : plan.streams)
        if (stream.fate == Fate::Append)
            appended.insert(stream.stream);
    // In the order of arrival over all streams, as the laptop saw them; what is here already is passed over.
    std::vector<Event> events;
    for (const Event& event : file.events)
        if (appended.contains(event.stream))
            events.push_back(event);
    for (const auto& stream : plan.streams)
        merged.events += stream.fate == Fate::Append ? static_cast<std::int64_t>(stream.laptop.size()) : 0;
    merged.streams = static_cast<std::int64_t>(appended.size());
    for (const auto& [digest, bytes] : file.blobs)
        CAL_TRY(store.putBlob(bytes));
    CAL_TRY(store.appendSealed(events));
    for (const auto& stream : plan.streams) {
        if (stream.fate == Fate::Beside) {
            const auto quoted = quote(store, stream);
            CAL_TRY(quoted);
            note.beside.push_back(*quoted);
            ++merged.beside;
        }
        if (stream.fate != Fate::Conflict)
            continue;
        const auto choice = std::find_if(choices.begin(), choices.end(), [&](const Choice& one) { return one.stream == stream.stream; });
        if (choice == choices.end()) {
            note.conflicts.push_back(stream.stream.text());
            ++merged.conflicts;
            continue;
        }
        if (choice->take && !stream.canTake)
            return Error{Errc::InvalidArgument, "kit.cannot-take", {{"title", stream.title}, {"event", stream.laptop.front().type}}, {}};
        CAL_TRY(resolve(registry, stream, *choice, file.manifest.kit));
        ++merged.resolved;
    }
    if (!merged.changed())
        return merged;
    note.events = merged.events;
    note.streams = merged.streams;
    const auto head = store.head(file.manifest.kit);
    CAL_TRY(head);
    const journal::NewEvent event{KitMerged::kType, 1, note.toJson()};
    CAL_TRY(store.append(file.manifest.kit, head->seq, {&event, 1}, registry.by()));
    return merged;
}

} // namespace

std::size_t MergePlan::count(Fate fate) const
{
    return static_cast<std::size_t>(
        std::count_if(streams.begin(), streams.end(), [&](const StreamPlan& stream) { return stream.fate == fate; }));
}

Result<MergePlan> planMerge(Registry& registry, const KitFile& file, const journal::Upcasters& known, const std::string& day,
                            std::chrono::minutes offset)
{
    return Planner(registry, file, known).plan(day, offset);
}

namespace {

/// The kit is over: its items lie here again, but for those that wait for a choice.
Result<void> itemsHome(Registry& registry, const MergePlan& plan, const std::vector<Choice>& choices)
{
    const auto items =
        registry.list("order-item", {{"kit", journal::Condition::Op::Equal, plan.manifest.station}}, std::numeric_limits<int>::max());
    CAL_TRY(items);
    for (const auto& item : *items) {
        const auto& streams = plan.streams;
        const bool waits = std::any_of(streams.begin(), streams.end(), [&](const StreamPlan& stream) {
            return stream.stream == item.id && stream.fate == Fate::Conflict &&
                   std::none_of(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.stream == item.id; });
        });
        if (!waits)
            CAL_TRY(registry.change(item.id, item.seq, {{"kit", nullptr}}, "home with kit " + plan.manifest.station));
    }
    return {};
}

} // namespace

Result<Merged> merge(Registry& registry, const KitFile& file, const journal::Upcasters& known, const std::string& day,
                     std::chrono::minutes offset, const std::vector<Choice>& choices)
{
    Merged merged;
    const auto done = registry.store().together([&]() -> Result<void> {
        const auto plan = planMerge(registry, file, known, day, offset);
        CAL_TRY(plan);
        for (const Choice& choice : choices) {
            const auto there = std::find_if(plan->streams.begin(), plan->streams.end(), [&](const StreamPlan& stream) {
                return stream.stream == choice.stream && stream.fate == Fate::Conflict;
            });
            if (there == plan->streams.end())
                return Error{Errc::InvalidArgument, "kit.no-conflict", {{"stream", choice.stream.text()}}, {}};
        }
        const auto carried = carryOut(registry, file, *plan, choices);
        CAL_TRY(carried);
        merged = *carried;
        return plan->manifest.closed ? itemsHome(registry, *plan, choices) : Result<void>();
    });
    CAL_TRY(done);
    return merged;
}

std::string whatOf(const Event& event)
{
    std::string text;
    const auto& changes = event.body["changes"].asObject();
    for (const auto& [field, change] : changes) {
        const auto shown = [](const Json& value) { return value.isNull() ? std::string("–") : registry::plainText(value); };
        text += (text.empty() ? "" : "; ") + field + ": " + shown(change["old"]) + " → " + shown(change["new"]);
    }
    return text;
}

} // namespace cal::kit
