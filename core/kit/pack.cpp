// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kit/pack.h"

#include "core/registry/numbers.h"

#include <algorithm>
#include <cstdlib>

namespace cal::kit {

namespace {

using registry::Entity;
using registry::Registry;
using Op = journal::Condition::Op;

constexpr std::size_t kShownDigits = 8; // of a kit's id, in names

std::int64_t nextOf(const Entity& block)
{
    return block.value("next").isNull() ? block.value("from").asInt() : block.value("next").asInt();
}

std::string shortName(const Uuid& kit)
{
    const auto text = kit.text();
    return text.substr(text.size() - kShownDigits);
}

/// Cuts numbers off the laboratory's own block: the laboratory goes on behind them, and the new block belongs to the kit's station alone.
Result<std::optional<Entity>> reserve(Registry& registry, const std::string& purpose, int count, const std::string& kit,
                                      const std::string& station)
{
    const auto blocks = registry.list("number-block", {{"purpose", Op::Equal, purpose}, {"state", Op::Equal, std::string("open")}});
    CAL_TRY(blocks);
    for (const Entity& block : *blocks) {
        const auto from = nextOf(block);
        if (!block.text("station").empty() || from + count - 1 > block.value("to").asInt())
            continue;
        CAL_TRY(registry.step(block.id, block.seq, "number-taken", {}, {{"next", from + count}}));
        auto reserved = registry.add("number-block", {{"name", "KIT-" + kit + " " + purpose},
                                                      {"purpose", purpose},
                                                      {"rule", block.text("rule")},
                                                      {"from", from},
                                                      {"to", from + count - 1},
                                                      {"station", station}});
        CAL_TRY(reserved);
        return std::optional(*std::move(reserved));
    }
    return std::optional<Entity>{};
}

int yearOf(const std::string& day)
{
    return std::atoi(day.substr(0, 4).c_str());
}

/// Says which numbers the laboratory will not give meanwhile.
Result<void> announce(const Entity& block, int year, std::vector<Error>& remarks)
{
    const auto from = block.value("from").asInt(), to = block.value("to").asInt();
    auto first = registry::numberText(block.text("rule"), year, from);
    CAL_TRY(first);
    auto last = registry::numberText(block.text("rule"), year, to);
    CAL_TRY(last);
    remarks.push_back(
        Error{Errc::InvalidArgument,
              "kit.numbers-reserved",
              {{"purpose", block.text("purpose")}, {"count", std::to_string(to - from + 1)}, {"first", *first}, {"last", *last}},
              {}});
    return {};
}

/// A block of every purpose; remarks say what is reserved, and what has no block to cut from.
Result<std::vector<std::string>> reserveAll(Registry& registry, const PackRequest& request, const std::string& kit,
                                            const std::string& station, std::vector<Error>& remarks)
{
    const int count = request.numbers;
    std::vector<std::string> ids;
    const auto* purpose = registry.kinds().find("number-block")->field("purpose");
    for (const auto& choice : purpose->choices) {
        if (count == 0)
            break;
        const auto block = reserve(registry, choice.value, count, kit, station);
        CAL_TRY(block);
        if (*block) {
            ids.push_back((*block)->id.text());
            CAL_TRY(announce(**block, yearOf(request.wanted.day), remarks));
        } else {
            remarks.push_back(Error{Errc::NotFound, "kit.no-numbers", {{"purpose", choice.value}, {"count", std::to_string(count)}}, {}});
        }
    }
    return ids;
}

Result<Manifest> describe(Registry& registry, const Selection& selection, const PackRequest& request)
{
    Manifest manifest;
    manifest.format = kOutFormat;
    const auto founded = registry.store().streamsOf("laboratory.founded");
    CAL_TRY(founded);
    manifest.laboratory = founded->back();
    const auto events = registry.store().read(manifest.laboratory);
    CAL_TRY(events);
    manifest.founded = events->front().hash;
    manifest.laboratoryName = events->front().body["laboratory"]["name"].asText();
    manifest.orders = selection.orders;
    for (const auto& id : request.wanted.people) {
        const auto person = Uuid::parse(id);
        CAL_TRY(person);
        const auto entity = registry.get(*person);
        CAL_TRY(entity);
        manifest.people.push_back(registry::titleOf(*registry.kinds().find("person"), entity->values));
    }
    manifest.validUntil = request.wanted.until;
    manifest.madeAt = toRfc3339(registry.clock().now().utc);
    manifest.madeBy = registry.by().actor;
    manifest.program = registry.by().program;
    return manifest;
}

Result<std::optional<std::string>> keyBlob(journal::EventStore& store, const Digest& digest)
{
    auto bytes = store.getBlob(digest);
    if (bytes)
        return std::optional(*std::move(bytes));
    if (bytes.error().key == "store.no-blob")
        return std::optional<std::string>{};
    return bytes.error();
}

/// Everything after what came with the kit; the log of the laptop's own checkpoints stays with its store, whose order it is about.
Result<std::vector<journal::Event>> written(journal::EventStore& store, const Manifest& manifest)
{
    constexpr std::size_t kPage = 2000;
    std::vector<journal::Event> events;
    std::set<journal::StreamId> logs;
    for (journal::Position at = 0;;) {
        auto page = store.tail(at, kPage);
        CAL_TRY(page);
        if (page->empty())
            return events;
        at = page->back().position;
        for (auto& stored : *page) {
            auto& event = stored.event;
            const auto came = manifest.streams.find(event.stream);
            if (came != manifest.streams.end() && event.seq <= came->second.to)
                continue;
            if (event.seq == 1 && event.type == "log.opened")
                logs.insert(event.stream);
            if (!logs.contains(event.stream))
                events.push_back(std::move(event));
        }
    }
}

/// The blobs that neither came with the kit nor belong to the kit itself.
Result<std::map<std::string, std::string>> newBlobs(journal::EventStore& store, const Site& site)
{
    constexpr std::size_t kPage = 1000;
    std::map<std::string, std::string> blobs;
    for (Digest after;;) {
        const auto page = store.blobs(after, kPage);
        CAL_TRY(page);
        if (page->empty())
            return blobs;
        after = page->back();
        for (const Digest& digest : *page) {
            if (digest == site.opened.key || digest == site.opened.manifest || site.manifest.files.contains("blobs/" + digest.hex()))
                continue;
            auto bytes = store.getBlob(digest);
            CAL_TRY(bytes);
            blobs.emplace(digest.hex(), *std::move(bytes));
        }
    }
}

Result<Site> requireSite(journal::EventStore& store)
{
    auto site = siteOf(store);
    CAL_TRY(site);
    if (!*site)
        return Error{Errc::NotFound, "kit.no-kit", {}, {}};
    return **std::move(site);
}

} // namespace

Result<Packed> pack(Registry& registry, const PackRequest& request, const signing::Signer& signer,
                    const std::function<Result<void>(const std::string& bytes)>& keep)
{
    auto& store = registry.store();
    const auto site = siteOf(store);
    CAL_TRY(site);
    if (*site)
        return Error{Errc::InvalidArgument, "kit.is-kit", {}, {}};
    auto siteKey = SiteKey::make();
    CAL_TRY(siteKey);
    const auto siteSigner = siteKey->unlock();
    CAL_TRY(siteSigner);
    const auto id = IdMaker(registry.clock()).make();
    const auto station = request.station.empty() ? "kit-" + shortName(id) : request.station;
    Packed packed;
    const auto done = store.together([&]() -> Result<void> {
        auto selection = select(registry, request.wanted);
        CAL_TRY(selection);
        packed.remarks = selection->remarks;
        auto blocks = reserveAll(registry, request, shortName(id), station, packed.remarks);
        CAL_TRY(blocks);
        for (const auto& block : *blocks)
            selection->streams.insert(*Uuid::parse(block));
        for (const Entity& item : selection->items) // until the kit is over nothing is begun with them here
            CAL_TRY(registry.change(item.id, item.seq, {{"kit", station}}, "goes out with kit " + shortName(id)));
        KitFile file;
        auto manifest = describe(registry, *selection, request);
        CAL_TRY(manifest);
        file.manifest = *std::move(manifest);
        file.manifest.kit = id;
        file.manifest.station = station;
        const KitPacked event{selection->orders, request.wanted.people, *std::move(blocks),
                              station,           request.wanted.until,  (*siteSigner)->publicKey()};
        const journal::NewEvent note{KitPacked::kType, 1, event.toJson()};
        CAL_TRY(store.append(id, 0, {&note, 1}, registry.by()));
        selection->streams.insert(id);
        auto events = eventsOf(store, selection->streams);
        CAL_TRY(events);
        file.events = *std::move(events);
        auto blobs = blobsOf(store, file.events);
        CAL_TRY(blobs);
        file.blobs = *std::move(blobs);
        for (const auto& definition : selection->definitions) {
            if (const auto bytes = request.definition ? request.definition(definition) : std::nullopt) {
                file.manifest.definitions[definition] = sha256(*bytes).hex();
                file.blobs.emplace(sha256(*bytes).hex(), *bytes);
            }
        }
        file.siteKey = *siteKey;
        const auto bytes = writeKit(file, signer);
        CAL_TRY(bytes);
        packed.manifest = file.manifest;
        return keep(*bytes);
    });
    CAL_TRY(done);
    return packed;
}

Result<std::optional<Site>> siteOf(journal::EventStore& store)
{
    const auto streams = store.streamsOf(KitOpened::kType);
    CAL_TRY(streams);
    for (const auto& stream : *streams) {
        const auto events = store.read(stream);
        CAL_TRY(events);
        const auto opened = KitOpened::fromJson(events->front().body);
        CAL_TRY(opened);
        const auto key = keyBlob(store, opened->key);
        CAL_TRY(key);
        if (!*key)
            continue; // came home with a kit
        const auto text = store.getBlob(opened->manifest);
        CAL_TRY(text);
        auto manifest = Manifest::read(*text, kOutFormat);
        CAL_TRY(manifest);
        return std::optional(Site{*opened, *std::move(manifest), events->back().type == KitClosed::kType});
    }
    return std::optional<Site>{};
}

Result<void> openKit(journal::EventStore& store, const KitFile& file, const journal::Upcasters& known, const std::string& machine,
                     const std::string& program)
{
    const auto any = store.hashes(0, 1);
    CAL_TRY(any);
    if (!any->empty())
        return Error{Errc::InvalidArgument, "kit.store-not-empty", {}, {}};
    if (!file.siteKey)
        return Error{Errc::IntegrityViolation, "kit.file-missing", {{"file", "site-key.json"}}, {}};
    for (const auto& event : file.events)
        if (!known.knows(event.type, event.version))
            return Error{Errc::ParseError, "kit.newer-events", {{"program", file.manifest.program}, {"type", event.type}}, {}};
    return store.together([&]() -> Result<void> {
        for (const auto& [digest, bytes] : file.blobs)
            CAL_TRY(store.putBlob(bytes));
        const auto manifest = store.putBlob(file.manifestText);
        CAL_TRY(manifest);
        const auto key = store.putBlob(file.siteKey->text());
        CAL_TRY(key);
        CAL_TRY(store.appendSealed(file.events));
        const KitOpened opened{file.manifest.kit, file.manifest.station, machine, *manifest, *key};
        const journal::NewEvent event{KitOpened::kType, 1, opened.toJson()};
        CAL_TRY(store.append(siteStream(opened.kit), 0, {&event, 1}, {"kit-open", opened.station, program}));
        return {};
    });
}

Result<void> closeKit(Registry& registry, int year)
{
    auto& store = registry.store();
    const auto site = requireSite(store);
    CAL_TRY(site);
    if (site->closed)
        return Error{Errc::InvalidArgument, "kit.ended", {{"kit", shortName(site->manifest.kit)}}, {}};
    const auto packed = store.read(site->manifest.kit);
    CAL_TRY(packed);
    const auto kit = KitPacked::fromJson(packed->front().body);
    CAL_TRY(kit);
    return store.together([&]() -> Result<void> {
        for (const auto& id : kit->blocks) {
            const auto uuid = Uuid::parse(id);
            CAL_TRY(uuid);
            auto block = registry.get(*uuid);
            CAL_TRY(block);
            if (block->state != "open")
                continue;
            const std::string why = "unused when kit " + shortName(site->manifest.kit) + " was closed";
            Json::Array rows = block->value("void").asArray();
            const auto before = rows.size();
            for (auto serial = nextOf(*block); serial <= block->value("to").asInt(); ++serial) {
                auto number = registry::numberText(block->text("rule"), year, serial);
                CAL_TRY(number);
                rows.push_back(Json::Object{{"number", *std::move(number)}, {"why", why}});
            }
            if (rows.size() > before) {
                block = registry.step(block->id, block->seq, "number-voided", why, {{"void", std::move(rows)}});
                CAL_TRY(block);
            }
            CAL_TRY(registry.step(block->id, block->seq, "closed", why));
        }
        const auto stream = siteStream(site->manifest.kit);
        const auto head = store.head(stream);
        CAL_TRY(head);
        const journal::NewEvent closed{KitClosed::kType, 1, KitClosed{site->manifest.kit}.toJson()};
        CAL_TRY(store.append(stream, head->seq, {&closed, 1}, registry.by()));
        return {};
    });
}

Result<std::string> packBack(journal::EventStore& store, Clock& clock, const std::string& program)
{
    const auto site = requireSite(store);
    CAL_TRY(site);
    const auto keyText = store.getBlob(site->opened.key);
    CAL_TRY(keyText);
    const auto key = SiteKey::read(*keyText);
    CAL_TRY(key);
    const auto signer = key->unlock();
    CAL_TRY(signer);
    KitFile file;
    file.manifest = site->manifest;
    file.manifest.format = kBackFormat;
    file.manifest.definitions.clear();
    file.manifest.madeAt = toRfc3339(clock.now().utc);
    file.manifest.madeBy = site->opened.station;
    file.manifest.program = program;
    file.manifest.closed = site->closed;
    auto events = written(store, site->manifest);
    CAL_TRY(events);
    file.events = *std::move(events);
    auto blobs = newBlobs(store, *site);
    CAL_TRY(blobs);
    file.blobs = *std::move(blobs);
    return writeKit(file, **signer);
}

} // namespace cal::kit
