// SPDX-License-Identifier: GPL-3.0-or-later
// The store attacked as a file and through another program. For every byte of the file: `store check` finds it, or every event and blob
// reads back byte for byte the same (free pages, unused bytes of a page and spare bits of the header say nothing about a record).
#include "core/evidence/log.h"
#include "storage_support.h"

#include <iostream>
#include <random>

namespace tamper_test {

using namespace storage_test;

const cal::signing::Signer& laboratoryKey()
{
    static const auto key = *cal::signing::unlockKey(*cal::signing::makeKey("correct horse"), "correct horse");
    return *key;
}

/// What a store says, or nothing when it cannot be read or does not say it is whole.
struct Content {
    std::vector<std::string> events;
    std::map<std::string, std::string> blobs; ///< by hex digest
    bool operator==(const Content&) const = default;
};

struct Seen {
    bool found = false; ///< the store cannot be opened, or check has findings
    Content content;
};

Seen lookAt(TempStore& temp)
{
    Seen seen;
    const auto opened = openStore(temp.path(), OpenMode::ReadOnly, temp.clock);
    if (!opened)
        return {true, {}};
    auto& store = **opened;
    const auto report = store.check();
    const auto log = report ? cal::evidence::checkLog(store) : cal::Result<std::vector<cal::Error>>(report.error());
    if (!report || !report->findings.empty() || !log || !log->empty())
        return {true, {}};
    const auto events = store.tail(0, 1'000'000);
    const auto blobs = store.blobs({}, 1'000'000);
    if (!events || !blobs)
        return {true, {}};
    for (const auto& stored : *events)
        seen.content.events.push_back(stored.event.content);
    for (const auto& digest : *blobs) {
        const auto bytes = store.getBlob(digest);
        if (!bytes)
            return {true, {}};
        seen.content.blobs.emplace(digest.hex(), *bytes);
    }
    return seen;
}

/// A store closed to one file: streams, blobs and a signed checkpoint.
void makeStore(TempStore& temp, int streams, int events)
{
    const auto store = temp.open();
    for (int i = 0; i < streams; ++i) {
        REQUIRE(store->append(temp.ids.make(), 0, drafts(i * 100, events), kAuthor));
        REQUIRE(store->putBlob("blob " + std::to_string(i) + std::string(static_cast<std::size_t>(200 * (i % 4)), 'z')));
    }
    REQUIRE(cal::evidence::signCheckpoint(*store, laboratoryKey(), kAuthor, temp.clock));
}

/// Flips a bit of each byte that `next` names until it names one beyond the end.
void flip(int streams, int events, const std::function<std::size_t(std::size_t)>& next)
{
    TempStore temp;
    makeStore(temp, streams, events);
    const auto good = fileBytes(temp.path());
    const auto truth = lookAt(temp);
    REQUIRE_FALSE(truth.found);
    std::size_t flipped = 0, found = 0, same = 0;
    for (std::size_t i = next(0); i < static_cast<std::size_t>(good.size()); i = next(i + 1)) {
        auto bad = good;
        bad[static_cast<qsizetype>(i)] = static_cast<char>(bad[static_cast<qsizetype>(i)] ^ (1 << (i % 8)));
        writeFile(temp.path(), bad);
        const auto seen = lookAt(temp);
        ++flipped;
        INFO("byte " << i << " of " << good.size());
        if (seen.found)
            ++found;
        else
            REQUIRE(seen.content == truth.content);
        same += seen.found ? 0 : 1;
    }
    std::cout << "store of " << good.size() << " bytes, " << truth.content.events.size() << " events: " << flipped << " bytes flipped, "
              << found << " found, " << same << " where everything reads back the same\n";
    CHECK(found > 0);
}

std::vector<std::string> checkedAgainst(TempStore& temp, const cal::signing::Checkpoint& kept)
{
    const auto store = temp.open(OpenMode::ReadOnly);
    REQUIRE(store->check()->findings.empty());
    std::vector<std::string> keys;
    const auto findings = cal::evidence::checkLog(*store, {&kept, 1});
    REQUIRE(findings);
    for (const auto& finding : *findings)
        keys.push_back(finding.key);
    return keys;
}

} // namespace tamper_test

TEST_CASE("flipped bytes of a store's file are found or change nothing: a sample", "[store][flip]")
{
    std::mt19937 random(20261123);
    tamper_test::flip(3, 4, [&](std::size_t from) { return from + random() % 700; });
}

TEST_CASE("every byte of a small store's file", "[.sweep][flip]")
{
    tamper_test::flip(3, 4, [](std::size_t from) { return from; });
}

TEST_CASE("a random sample of a large store's file", "[.sweep][flip]")
{
    std::mt19937 random(20261123);
    tamper_test::flip(200, 100, [&](std::size_t from) { return from + random() % 40'000; });
}

TEST_CASE("a dropped trigger and an edit are found and located", "[store][attack]")
{
    using namespace tamper_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    REQUIRE(temp.open()->append(stream, 0, drafts(1, 9), kAuthor));
    RawSqlite raw(temp.path());
    const auto edit = "UPDATE events SET content = CAST(replace(content, '\"n\":5', '\"n\":6') AS BLOB) WHERE seq = 5";
    CHECK(raw.tryRun(edit) != ""); // the fence
    raw.run("DROP TRIGGER events_no_update");
    raw.run(edit);
    const auto store = temp.open(OpenMode::ReadOnly);
    const auto findings = store->check()->findings;
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].stream == stream);
    CHECK(findings[0].seq == 5);
    CHECK(findings[0].error.key == "store.hash-differs");
}

TEST_CASE("an edit with its hash made to fit is found at the next link", "[store][attack]")
{
    using namespace tamper_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    const auto events = *temp.open()->append(stream, 0, drafts(1, 9), kAuthor);
    RawSqlite raw(temp.path());
    raw.dropFence();
    auto forged = events[4].content;
    forged.replace(forged.find("\"n\":5"), 5, "\"n\":6");
    const auto hash = cal::journal::readEvent(forged)->hash;
    raw.setBlob("events", "content", "seq = 5", forged);
    raw.setBlob("events", "hash", "seq = 5", std::string(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()));
    const auto findings = temp.open(OpenMode::ReadOnly)->check()->findings;
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].seq == 6);
    CHECK(findings[0].error.key == "journal.broken-chain");
}

TEST_CASE("a tail that was cut off is found with a checkpoint kept elsewhere", "[store][attack]")
{
    using namespace tamper_test;
    TempStore temp;
    makeStore(temp, 4, 10);
    cal::signing::Checkpoint kept;
    {
        const auto store = temp.open();
        kept = cal::evidence::signCheckpoint(*store, laboratoryKey(), kAuthor, temp.clock)->checkpoint;
    }
    CHECK(checkedAgainst(temp, kept).empty());
    RawSqlite raw(temp.path());
    raw.dropFence();
    raw.run("DELETE FROM events WHERE position > 35");
    CHECK(checkedAgainst(temp, kept) == std::vector<std::string>{"evidence.log-cut"});
}

TEST_CASE("a rebuilt chain is found with a checkpoint kept elsewhere", "[store][attack]")
{
    using namespace tamper_test;
    TempStore temp;
    makeStore(temp, 4, 10);
    cal::signing::Checkpoint kept;
    std::vector<cal::journal::StoredEvent> all;
    {
        const auto store = temp.open();
        kept = cal::evidence::signCheckpoint(*store, laboratoryKey(), kAuthor, temp.clock)->checkpoint;
        all = *store->tail(0, 1000);
    }
    // One who has the database and the program: another body in event 13, and every later link sealed again.
    TempStore forgedStore;
    const auto forged = forgedStore.open();
    std::map<cal::Uuid, cal::Digest> heads;
    for (const auto& [position, old] : all) {
        const auto body = position == 13 ? cal::Json(cal::Json::Object{{"n", 4711}}) : old.body;
        const auto event = cal::journal::seal({old.type, old.version, body}, old.stream, old.seq, heads[old.stream],
                                              {old.actor, old.station, old.program}, old.id, old.at);
        REQUIRE(event);
        heads[old.stream] = event->hash;
        REQUIRE(forged->appendSealed({&*event, 1}));
    }
    const auto findings = cal::evidence::checkLog(*forged, {&kept, 1});
    REQUIRE(forged->check()->findings.empty());
    REQUIRE_FALSE(findings->empty());
    CHECK(findings->front().key == "evidence.log-rebuilt");
}
