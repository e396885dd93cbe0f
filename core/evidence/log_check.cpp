// SPDX-License-Identifier: GPL-3.0-or-later
// Holding the log to its checkpoints: one walk over all hashes, with the root taken wherever a checkpoint asks for it.
#include "core/evidence/log.h"
#include "core/journal/merkle.h"

#include <algorithm>
#include <map>

namespace cal::evidence {

namespace {

constexpr std::size_t kPage = 10'000;

struct Walk {
    std::vector<signing::Checkpoint> wanted;
    std::vector<std::string> origins; ///< of the logs in the store
    std::vector<Error> findings;

    void find(const char* key, std::vector<Arg> args) { findings.push_back(Error{Errc::IntegrityViolation, key, std::move(args), {}}); }
};

/// The checkpoints that one log stream holds.
void collect(journal::EventStore& store, const journal::StreamId& stream, Walk& walk)
{
    const auto events = store.read(stream);
    if (!events) {
        walk.findings.push_back(events.error());
        return;
    }
    for (const auto& event : *events) {
        const auto place = stream.text() + " #" + std::to_string(event.seq);
        if (event.type == LogOpened::kType) {
            if (const auto opened = LogOpened::fromJson(event.body))
                walk.origins.push_back(opened->origin);
            else
                walk.findings.push_back(opened.error().within(place));
        } else if (event.type == CheckpointSigned::kType) {
            if (const auto signedOne = CheckpointSigned::fromJson(event.body))
                walk.wanted.push_back(signedOne->checkpoint);
            else
                walk.findings.push_back(signedOne.error().within(place));
        }
    }
}

/// The root at each size that a checkpoint names, as far as the log goes; and how far that is.
Result<std::int64_t> rootsOf(journal::EventStore& store, std::map<std::int64_t, Digest>& roots)
{
    journal::MerkleTree tree;
    const auto note = [&] {
        if (const auto wanted = roots.find(tree.size()); wanted != roots.end())
            wanted->second = tree.root();
    };
    note();
    for (;;) {
        const auto page = store.hashes(tree.size(), kPage);
        CAL_TRY(page);
        if (page->empty())
            return tree.size();
        for (const auto& hash : *page) {
            tree.add(hash);
            note();
        }
    }
}

} // namespace

Result<std::vector<Error>> checkLog(journal::EventStore& store, std::span<const signing::Checkpoint> kept)
{
    Walk walk;
    const auto streams = store.streamsOf(LogOpened::kType);
    CAL_TRY(streams);
    for (const auto& stream : *streams)
        collect(store, stream, walk);
    for (const auto& checkpoint : kept) {
        if (!walk.origins.empty() && std::find(walk.origins.begin(), walk.origins.end(), checkpoint.origin) == walk.origins.end())
            walk.find("evidence.other-log", {{"origin", checkpoint.origin}, {"found", walk.origins.front()}});
        walk.wanted.push_back(checkpoint);
    }
    if (walk.wanted.empty())
        return std::move(walk.findings);
    std::map<std::int64_t, Digest> roots;
    for (const auto& checkpoint : walk.wanted)
        roots.emplace(checkpoint.size, Digest{});
    const auto size = rootsOf(store, roots);
    CAL_TRY(size);
    std::stable_sort(walk.wanted.begin(), walk.wanted.end(), [](const auto& a, const auto& b) { return a.size < b.size; });
    std::int64_t good = 0; // the log is as it was up to here
    for (const auto& checkpoint : walk.wanted) {
        if (checkpoint.size > *size) {
            walk.find("evidence.log-cut",
                      {{"origin", checkpoint.origin}, {"size", std::to_string(checkpoint.size)}, {"events", std::to_string(*size)}});
        } else if (roots.at(checkpoint.size) != checkpoint.root) {
            walk.find("evidence.log-rebuilt",
                      {{"origin", checkpoint.origin}, {"from", std::to_string(good + 1)}, {"to", std::to_string(checkpoint.size)}});
        } else {
            good = checkpoint.size;
        }
    }
    return std::move(walk.findings);
}

} // namespace cal::evidence
