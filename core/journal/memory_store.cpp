// SPDX-License-Identifier: GPL-3.0-or-later
// The event store in memory.
#include "core/journal/memory_store.h"

#include <algorithm>

namespace cal::journal {

MemoryStore::MemoryStore(Clock& clock, const Projections& projections)
    : m_clock(clock), m_ids(clock), m_projections(projections), m_tables(projections)
{
}

MemoryStore::MemoryStore(Clock& clock, std::uint64_t seed, const Projections& projections)
    : m_clock(clock), m_ids(clock, seed), m_projections(projections), m_tables(projections)
{
}

Result<void> MemoryStore::add(const Event& event)
{
    m_streams[event.stream].push_back(m_events.size());
    m_events.push_back(event);
    return m_tables.apply(event);
}

Result<void> MemoryStore::addAll(const std::function<Result<void>()>& work)
{
    auto done = MemoryStore::together(work);
    if (!done && m_depth > 0)
        m_halfWritten = done.error();
    return done;
}

Result<std::vector<Event>> MemoryStore::append(const StreamId& stream, std::int64_t expected, std::span<const NewEvent> events,
                                               const Authorship& by)
{
    Chain chain = *head(stream);
    if (chain.seq != expected)
        return Error{Errc::Conflict,
                     "store.conflict",
                     {{"stream", stream.text()}, {"expected", std::to_string(expected)}, {"found", std::to_string(chain.seq)}},
                     {}};
    std::vector<Event> sealed;
    sealed.reserve(events.size());
    for (const NewEvent& draft : events) {
        auto event = seal(draft, stream, chain.seq + 1, chain.head, by, m_ids.make(), m_clock.now());
        if (!event)
            return std::move(event).error();
        chain.seq = event->seq;
        chain.head = event->hash;
        sealed.push_back(*std::move(event));
    }
    const auto added = addAll([&]() -> Result<void> {
        for (const Event& event : sealed)
            CAL_TRY(add(event));
        return {};
    });
    CAL_TRY(added);
    return sealed;
}

Result<void> MemoryStore::appendSealed(std::span<const Event> events)
{
    return addAll([&]() -> Result<void> {
        const std::size_t before = m_events.size();
        for (const Event& event : events) {
            const auto stream = m_streams.find(event.stream);
            const bool brought = stream != m_streams.end() && stream->second.back() >= before;
            const auto follows = followsSealed(event, *head(event.stream), brought, [&](std::int64_t seq) -> Result<Digest> {
                return m_events[stream->second[static_cast<std::size_t>(seq - 1)]].hash;
            });
            CAL_TRY(follows);
            if (*follows)
                CAL_TRY(add(event));
        }
        return {};
    });
}

Result<void> MemoryStore::together(const std::function<Result<void>()>& work)
{
    if (m_depth > 0)
        return work();
    const std::size_t before = m_events.size();
    m_newBlobs.clear();
    m_tables.begin();
    m_halfWritten.reset();
    ++m_depth;
    auto done = work();
    --m_depth;
    if (done && m_halfWritten)
        done = *m_halfWritten;
    if (done)
        return done;
    m_tables.rollback();
    for (; m_events.size() > before; m_events.pop_back()) {
        const auto stream = m_streams.find(m_events.back().stream);
        stream->second.pop_back();
        if (stream->second.empty())
            m_streams.erase(stream);
    }
    for (const Digest& digest : m_newBlobs)
        m_blobs.erase(digest);
    return done;
}

Result<Chain> MemoryStore::head(const StreamId& stream)
{
    const auto found = m_streams.find(stream);
    if (found == m_streams.end())
        return Chain{stream, 0, {}};
    const Event& last = m_events[found->second.back()];
    return Chain{stream, last.seq, last.hash};
}

Result<std::vector<Event>> MemoryStore::read(const StreamId& stream, std::int64_t from)
{
    std::vector<Event> events;
    const auto found = m_streams.find(stream);
    if (found == m_streams.end())
        return events;
    const auto& indices = found->second;
    for (auto at = static_cast<std::size_t>(std::max<std::int64_t>(from, 1) - 1); at < indices.size(); ++at)
        events.push_back(m_events[indices[at]]);
    return events;
}

Result<std::vector<StoredEvent>> MemoryStore::tail(Position after, std::size_t limit)
{
    std::vector<StoredEvent> events;
    for (auto at = static_cast<std::size_t>(std::max<Position>(after, 0)); at < m_events.size() && events.size() < limit; ++at)
        events.push_back({static_cast<Position>(at) + 1, m_events[at]});
    return events;
}

Result<std::vector<Digest>> MemoryStore::hashes(Position after, std::size_t limit)
{
    std::vector<Digest> found;
    for (auto at = static_cast<std::size_t>(std::max<Position>(after, 0)); at < m_events.size() && found.size() < limit; ++at)
        found.push_back(m_events[at].hash);
    return found;
}

Result<std::vector<StreamId>> MemoryStore::streamsOf(std::string_view firstEventType)
{
    std::vector<StreamId> streams;
    for (auto event = m_events.rbegin(); event != m_events.rend(); ++event)
        if (event->seq == 1 && event->type == firstEventType)
            streams.push_back(event->stream);
    return streams;
}

Result<Digest> MemoryStore::putBlob(std::string_view bytes)
{
    const Digest digest = sha256(bytes);
    if (m_blobs.try_emplace(digest, bytes).second && m_depth > 0)
        m_newBlobs.push_back(digest);
    return digest;
}

Result<std::string> MemoryStore::getBlob(const Digest& digest)
{
    const auto found = m_blobs.find(digest);
    if (found == m_blobs.end())
        return Error{Errc::NotFound, "store.no-blob", {{"digest", digest.hex()}}, {}};
    return found->second;
}

Result<std::vector<Digest>> MemoryStore::blobs(const Digest& after, std::size_t limit)
{
    std::vector<Digest> found;
    for (auto at = m_blobs.upper_bound(after); at != m_blobs.end() && found.size() < limit; ++at)
        found.push_back(at->first);
    return found;
}

Result<CheckReport> MemoryStore::check()
{
    CheckReport report;
    report.events = static_cast<std::int64_t>(m_events.size());
    report.streams = static_cast<std::int64_t>(m_streams.size());
    report.blobs = static_cast<std::int64_t>(m_blobs.size());
    for (const auto& [stream, indices] : m_streams) {
        std::vector<Event> events;
        for (const std::size_t index : indices)
            events.push_back(m_events[index]);
        if (const auto whole = verifyChain(events); !whole)
            report.findings.push_back({stream, std::stoll(std::string(whole.error().arg("seq"))), whole.error()});
    }
    return report;
}

Result<MemoryTables> MemoryStore::rebuilt() const
{
    MemoryTables tables(m_projections);
    for (const Event& event : m_events)
        CAL_TRY(tables.apply(event));
    return tables;
}

Result<void> MemoryStore::rebuildProjections()
{
    auto tables = rebuilt();
    CAL_TRY(tables);
    m_tables = *std::move(tables);
    return {};
}

Result<std::vector<Error>> MemoryStore::checkProjections()
{
    const auto tables = rebuilt();
    CAL_TRY(tables);
    return tables->differences(m_tables);
}

Result<void> MemoryStore::backupTo(const std::string& path)
{
    return Error{Errc::StoreFailed, "store.no-backup", {{"file", path}}, {}};
}

} // namespace cal::journal
