// SPDX-License-Identifier: GPL-3.0-or-later
// An event store that starts with events taken from another one, byte for byte: what a store holds after a kill at any event.
#pragma once

#include "core/journal/event_store.h"

#include <map>

namespace cal::support {

class ReplayStore final : public journal::EventStore
{
public:
    ReplayStore(Clock& clock, std::vector<journal::Event> events, std::map<Digest, std::string> blobs)
        : m_clock(clock), m_ids(clock), m_events(std::move(events)), m_blobs(std::move(blobs))
    {
    }

    /// From now on every write fails with this.
    std::optional<Error> broken;

    Result<std::vector<journal::Event>> append(const journal::StreamId& stream, std::int64_t expected,
                                               std::span<const journal::NewEvent> drafts, const journal::Authorship& by) override
    {
        if (broken)
            return *broken;
        const auto before = head(stream);
        CAL_TRY(before);
        if (before->seq != expected)
            return Error{Errc::Conflict, "store.conflict", {{"stream", stream.text()}}, {}};
        std::vector<journal::Event> done;
        Digest prev = before->head;
        for (const auto& draft : drafts) {
            ++expected;
            auto event = journal::seal(draft, stream, expected, prev, by, m_ids.make(), m_clock.now());
            CAL_TRY(event);
            prev = event->hash;
            done.push_back(std::move(*event));
        }
        m_events.insert(m_events.end(), done.begin(), done.end());
        return done;
    }
    Result<void> appendSealed(std::span<const journal::Event> events) override
    {
        if (broken)
            return *broken;
        m_events.insert(m_events.end(), events.begin(), events.end());
        return {};
    }
    Result<void> together(const std::function<Result<void>()>& work) override { return work(); }
    Result<journal::Chain> head(const journal::StreamId& stream) override
    {
        journal::Chain chain{stream, 0, {}};
        for (const auto& event : m_events)
            if (event.stream == stream)
                chain = {stream, event.seq, event.hash};
        return chain;
    }
    Result<std::vector<journal::Event>> read(const journal::StreamId& stream, std::int64_t from) override
    {
        std::vector<journal::Event> found;
        for (const auto& event : m_events)
            if (event.stream == stream && event.seq >= from)
                found.push_back(event);
        return found;
    }
    Result<std::vector<journal::StoredEvent>> tail(journal::Position after, std::size_t limit) override
    {
        std::vector<journal::StoredEvent> found;
        for (auto i = static_cast<std::size_t>(after); i < m_events.size() && found.size() < limit; ++i)
            found.push_back({static_cast<journal::Position>(i + 1), m_events[i]});
        return found;
    }
    Result<std::vector<journal::StreamId>> streamsOf(std::string_view type) override
    {
        std::vector<journal::StreamId> streams;
        for (const auto& event : m_events)
            if (event.seq == 1 && event.type == type)
                streams.insert(streams.begin(), event.stream);
        return streams;
    }
    Result<std::vector<Digest>> hashes(journal::Position after, std::size_t limit) override
    {
        std::vector<Digest> found;
        for (auto i = static_cast<std::size_t>(after); i < m_events.size() && found.size() < limit; ++i)
            found.push_back(m_events[i].hash);
        return found;
    }
    Result<std::optional<journal::Row>> row(std::string_view table, std::string_view) override { return journal::unknownTable(table); }
    Result<journal::RowPage> rows(const journal::RowQuery& query) override { return journal::unknownTable(query.table); }
    Result<void> rebuildProjections() override { return {}; }
    Result<std::vector<Error>> checkProjections() override { return std::vector<Error>{}; }
    Result<Digest> putBlob(std::string_view bytes) override
    {
        if (broken)
            return *broken;
        const Digest digest = sha256(bytes);
        m_blobs.emplace(digest, bytes);
        return digest;
    }
    Result<std::string> getBlob(const Digest& digest) override
    {
        const auto found = m_blobs.find(digest);
        if (found == m_blobs.end())
            return Error{Errc::NotFound, "store.no-blob", {{"digest", digest.hex()}}, {}};
        return found->second;
    }
    Result<std::vector<Digest>> blobs(const Digest& after, std::size_t limit) override
    {
        std::vector<Digest> found;
        for (auto at = m_blobs.upper_bound(after); at != m_blobs.end() && found.size() < limit; ++at)
            found.push_back(at->first);
        return found;
    }
    Result<journal::CheckReport> check() override { return journal::CheckReport{}; }
    Result<void> backupTo(const std::string&) override { return Error{Errc::StoreFailed, "store.no-backup", {}, {}}; }

    [[nodiscard]] const std::map<Digest, std::string>& blobs() const { return m_blobs; }

private:
    Clock& m_clock;
    IdMaker m_ids;
    std::vector<journal::Event> m_events;
    std::map<Digest, std::string> m_blobs;
};

} // namespace cal::support
