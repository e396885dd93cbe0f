// SPDX-License-Identifier: GPL-3.0-or-later
// Power cut at every sync point of a workload, a disk that fills up at every write, a disk that fails to sync: what was acknowledged is
// there, the chain is whole, and the projections are those of the events.
#include "power_cut.h"
#include "storage_support.h"

#include <iostream>

namespace power_cut_test {

using namespace storage_test;

/// Everything the store acknowledged, as it was acknowledged.
struct Acknowledged {
    std::vector<cal::journal::Event> events;
    std::vector<cal::Digest> blobs;
};

struct Snapshot {
    PowerCutDisk::Image image;
    std::size_t events, blobs; ///< acknowledged by then
    std::int64_t syncs;
    int kind; ///< PowerCutDisk::Unsynced
};

/// Appends alone and in groups over two streams, puts blobs, writes the log back into the file, closes and opens again.
void work(TempStore& temp, const cal::Uuid (&streams)[2], Acknowledged& acknowledged)
{
    std::int64_t seq[2] = {0, 0};
    for (int session = 0; session < 2; ++session) {
        const auto store = temp.open();
        for (int round = 0; round < 12; ++round) {
            const int which = round % 2;
            const auto events = store->append(streams[which], seq[which], drafts(round, 1 + round % 3), kAuthor);
            REQUIRE(events);
            seq[which] = events->back().seq;
            acknowledged.events.insert(acknowledged.events.end(), events->begin(), events->end());
            if (round % 4 == 1) {
                const auto blob = store->putBlob("blob " + std::to_string(session) + std::to_string(round) + std::string(3000, 'b'));
                REQUIRE(blob);
                acknowledged.blobs.push_back(*blob);
            }
            if (round % 5 == 4) {
                RawSqlite raw(temp.path());
                raw.run(round == 4 ? "PRAGMA wal_checkpoint(PASSIVE)" : "PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }
    }
}

/// The store that lies on the image holds all that was acknowledged, and is whole.
void requireKept(const Snapshot& snapshot, const Acknowledged& acknowledged)
{
    INFO("power cut at sync " << snapshot.syncs << ", unsynced " << snapshot.kind);
    TempStore temp;
    for (const auto& [name, bytes] : snapshot.image)
        writeFile(temp.path(name.c_str()), QByteArray::fromStdString(bytes));
    const auto store = temp.open(OpenMode::Create); // before the first commit there may be nothing
    const auto report = store->check();
    REQUIRE(report);
    if (!report->findings.empty())
        FAIL(report->findings.front().error.key << ' ' << report->findings.front().error.arg("reason"));
    const auto there = store->tail(0, 10'000);
    REQUIRE(there);
    REQUIRE(there->size() >= snapshot.events);
    for (std::size_t i = 0; i < snapshot.events; ++i)
        REQUIRE(there->at(i).event.content == acknowledged.events[i].content);
    for (std::size_t i = 0; i < snapshot.blobs; ++i)
        REQUIRE(store->getBlob(acknowledged.blobs[i]));
    const auto tables = store->checkProjections();
    REQUIRE(tables);
    REQUIRE(tables->empty());
}

/// Cuts the power before and after every `step`-th sync, `torn` times with a random half of what was not synced.
void cutEverywhere(int step, int torn)
{
    std::mt19937 random(20261123);
    Acknowledged acknowledged;
    std::vector<Snapshot> snapshots;
    std::int64_t syncs = 0;
    {
        TempStore temp;
        PowerCutDisk disk;
        const cal::Uuid streams[2] = {temp.ids.make(), temp.ids.make()};
        const auto take = [&](PowerCutDisk::Unsynced unsynced) {
            snapshots.push_back({disk.image(unsynced, random), acknowledged.events.size(), acknowledged.blobs.size(), disk.syncs,
                                 static_cast<int>(unsynced)});
        };
        disk.beforeSync = [&] {
            if (disk.syncs % step != 0)
                return;
            take(PowerCutDisk::Unsynced::Lost);
            take(PowerCutDisk::Unsynced::Kept);
            for (int i = 0; i < torn; ++i)
                take(PowerCutDisk::Unsynced::Torn);
        };
        disk.afterSync = [&] {
            if (disk.syncs % step == 0)
                take(PowerCutDisk::Unsynced::Lost);
        };
        work(temp, streams, acknowledged);
        syncs = disk.syncs;
        take(PowerCutDisk::Unsynced::Lost);
    }
    for (const auto& snapshot : snapshots)
        requireKept(snapshot, acknowledged);
    std::cout << "power cut: " << syncs << " syncs, " << snapshots.size() << " images, " << acknowledged.events.size() << " events\n";
    CHECK(syncs > 30);
}

} // namespace power_cut_test

TEST_CASE("a power cut loses nothing that was acknowledged", "[store][power]")
{
    power_cut_test::cutEverywhere(5, 1);
}

TEST_CASE("a power cut at every sync point loses nothing that was acknowledged", "[.sweep][power]")
{
    power_cut_test::cutEverywhere(1, 8);
}

TEST_CASE("an unsynced disk would lose acknowledged events: the simulation can fail", "[store][power]")
{
    using namespace power_cut_test;
    std::mt19937 random(1);
    TempStore temp;
    PowerCutDisk disk;
    const auto stream = temp.ids.make();
    const auto store = temp.open();
    REQUIRE(store->append(stream, 0, drafts(1, 3), kAuthor));
    const auto synced = disk.image(PowerCutDisk::Unsynced::Lost, random);
    { // another connection that does not wait for the disk
        RawSqlite raw(temp.path());
        raw.run("PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0; CREATE TABLE careless (n)");
    }
    CHECK(disk.image(PowerCutDisk::Unsynced::Lost, random) == synced);
    CHECK(disk.image(PowerCutDisk::Unsynced::Kept, random) != synced);
}

TEST_CASE("a disk that fills up at any write says so, keeps what was acknowledged and goes on when there is room", "[store][power]")
{
    using namespace power_cut_test;
    int refused = 0;
    for (std::int64_t room = 0; room < 60; room += 3) {
        TempStore temp;
        PowerCutDisk disk;
        const auto stream = temp.ids.make();
        auto store = temp.open();
        disk.fullAfter = disk.writes + room;
        std::int64_t seq = 0;
        for (int round = 0; round < 12; ++round) {
            const auto events = store->append(stream, seq, drafts(round, 2), kAuthor);
            if (!events) {
                INFO("room for " << room << " writes");
                REQUIRE(events.error().key == "store.full");
                ++refused;
                break;
            }
            seq = events->back().seq;
        }
        disk.fullAfter.reset();
        REQUIRE(store->read(stream)->size() == static_cast<std::size_t>(seq));
        REQUIRE(store->append(stream, seq, drafts(100, 1), kAuthor));
        REQUIRE(store->check()->findings.empty());
        store.reset();
        REQUIRE(temp.open()->read(stream)->size() == static_cast<std::size_t>(seq) + 1);
    }
    CHECK(refused > 10);
}

TEST_CASE("what could not be synced is not acknowledged", "[store][power]")
{
    using namespace power_cut_test;
    std::mt19937 random(1);
    TempStore temp;
    std::int64_t seq = 0;
    PowerCutDisk::Image image;
    const auto stream = temp.ids.make();
    {
        PowerCutDisk disk;
        const auto store = temp.open();
        for (int round = 0; round < 20; ++round) {
            if (round == 10)
                disk.syncFailsAfter = disk.syncs;
            const auto events = store->append(stream, seq, drafts(round, 1), kAuthor);
            if (round < 10)
                REQUIRE(events);
            else
                REQUIRE_FALSE(events);
            if (events)
                seq = events->back().seq;
        }
        image = disk.image(PowerCutDisk::Unsynced::Lost, random);
    }
    TempStore after;
    for (const auto& [name, bytes] : image)
        writeFile(after.path(name.c_str()), QByteArray::fromStdString(bytes));
    const auto store = after.open();
    CHECK(store->read(stream)->size() == static_cast<std::size_t>(seq));
    CHECK(seq == 10);
    CHECK(store->check()->findings.empty());
}
