// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/log.h"

#include "core/journal/merkle.h"

#include <algorithm>

namespace cal::evidence {

namespace {

constexpr std::size_t kPage = 10'000;

/// The oldest log stream; nothing when no checkpoint was ever signed here.
Result<std::optional<journal::StreamId>> logStream(journal::EventStore& store)
{
    const auto streams = store.streamsOf(LogOpened::kType);
    CAL_TRY(streams);
    return streams->empty() ? std::optional<journal::StreamId>{} : streams->back();
}

Result<std::vector<Digest>> allHashes(journal::EventStore& store)
{
    std::vector<Digest> all;
    for (;;) {
        const auto page = store.hashes(static_cast<journal::Position>(all.size()), kPage);
        CAL_TRY(page);
        if (page->empty())
            return all;
        all.insert(all.end(), page->begin(), page->end());
    }
}

Result<std::string> openLog(journal::EventStore& store, const journal::StreamId& stream, const journal::Authorship& by)
{
    const LogOpened opened{"calbench/" + stream.text()};
    const journal::NewEvent event{LogOpened::kType, 1, opened.toJson()};
    CAL_TRY(store.append(stream, 0, {&event, 1}, by));
    return opened.origin;
}

Result<std::string> originOf(journal::EventStore& store, const journal::StreamId& stream)
{
    const auto events = store.read(stream);
    CAL_TRY(events);
    const auto opened = LogOpened::fromJson(events->front().body);
    CAL_TRY(opened);
    return opened->origin;
}

/// Size and root over everything that has arrived.
Result<signing::Checkpoint> currentState(journal::EventStore& store, const std::string& origin)
{
    journal::MerkleTree tree;
    for (;;) {
        const auto page = store.hashes(tree.size(), kPage);
        CAL_TRY(page);
        if (page->empty())
            return signing::Checkpoint{origin, tree.size(), tree.root()};
        for (const auto& hash : *page)
            tree.add(hash);
    }
}

} // namespace

Json LogOpened::toJson() const
{
    return Json::Object{{"origin", origin}};
}

Result<LogOpened> LogOpened::fromJson(const Json& json)
{
    auto origin = json.string("origin");
    CAL_TRY(origin);
    return LogOpened{*std::move(origin)};
}

Json CheckpointSigned::toJson() const
{
    return Json::Object{{"key", key.pem()}, {"note", note}, {"root", checkpoint.root.hex()}, {"size", checkpoint.size}};
}

Result<CheckpointSigned> CheckpointSigned::fromJson(const Json& json)
{
    const auto pem = json.string("key");
    CAL_TRY(pem);
    const auto key = signing::PublicKey::fromPem(*pem);
    CAL_TRY(key);
    auto note = json.string("note");
    CAL_TRY(note);
    const auto root = json.string("root");
    CAL_TRY(root);
    const auto size = json.integer("size");
    CAL_TRY(size);
    const auto checkpoint = signing::openCheckpoint(*note, *key);
    CAL_TRY(checkpoint);
    if (checkpoint->size != *size || checkpoint->root.hex() != *root)
        return Error{Errc::IntegrityViolation, "evidence.checkpoint-differs", {{"size", std::to_string(*size)}}, {}};
    return CheckpointSigned{*checkpoint, *std::move(note), *key};
}

void knowLogEvents(journal::Upcasters& upcasters)
{
    upcasters.know(LogOpened::kType);
    upcasters.know(CheckpointSigned::kType);
}

Result<CheckpointSigned> signCheckpoint(journal::EventStore& store, const signing::Signer& signer, const journal::Authorship& by,
                                        Clock& clock)
{
    std::optional<CheckpointSigned> done;
    const auto sign = [&]() -> Result<void> {
        const auto found = logStream(store);
        CAL_TRY(found);
        const auto stream = *found ? **found : IdMaker(clock).make();
        const auto origin = *found ? originOf(store, stream) : openLog(store, stream, by);
        CAL_TRY(origin);
        const auto checkpoint = currentState(store, *origin);
        CAL_TRY(checkpoint);
        auto note = signing::signCheckpoint(*checkpoint, signer);
        CAL_TRY(note);
        done = CheckpointSigned{*checkpoint, *std::move(note), signer.publicKey()};
        const auto head = store.head(stream);
        CAL_TRY(head);
        const journal::NewEvent event{CheckpointSigned::kType, 1, done->toJson()};
        CAL_TRY(store.append(stream, head->seq, {&event, 1}, by));
        return {};
    };
    CAL_TRY(store.together(sign)); // in one, so that two stations do not both open a log
    return *std::move(done);
}

Result<std::optional<Inclusion>> inclusionOf(journal::EventStore& store, const Digest& event)
{
    const auto stream = logStream(store);
    CAL_TRY(stream);
    if (!*stream)
        return std::optional<Inclusion>{};
    const auto events = store.read(**stream);
    CAL_TRY(events);
    if (events->back().type != CheckpointSigned::kType)
        return std::optional<Inclusion>{};
    auto newest = CheckpointSigned::fromJson(events->back().body);
    CAL_TRY(newest);
    auto hashes = allHashes(store);
    CAL_TRY(hashes);
    const auto covered = std::span(*hashes).first(std::min(hashes->size(), static_cast<std::size_t>(newest->checkpoint.size)));
    const auto found = std::find(covered.begin(), covered.end(), event);
    if (found == covered.end())
        return std::optional<Inclusion>{};
    const auto index = static_cast<std::size_t>(found - covered.begin());
    return std::optional<Inclusion>(
        Inclusion{static_cast<std::int64_t>(index), journal::inclusionProof(covered, index), std::move(newest->note), newest->key});
}

} // namespace cal::evidence
