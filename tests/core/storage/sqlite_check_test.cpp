// SPDX-License-Identifier: GPL-3.0-or-later
// What gets past the fence is found by check(), at the right place, and is not served by read().
#include "storage_support.h"

namespace {

struct CheckBench {
    storage_test::TempStore temp;
    cal::Uuid stream = temp.ids.make(), other = temp.ids.make();
    cal::Digest smallBlob, largeBlob;

    CheckBench()
    {
        const auto store = temp.open();
        REQUIRE(store->append(stream, 0, storage_test::drafts(1, 5), storage_test::kAuthor));
        REQUIRE(store->append(other, 0, storage_test::drafts(1, 3), storage_test::kAuthor));
        smallBlob = *store->putBlob("small");
        largeBlob = *store->putBlob(std::string(5000, 'x') + "y");
    }
    cal::journal::CheckReport report()
    {
        const auto store = temp.open(storage_test::OpenMode::ReadOnly);
        const auto report = store->check();
        REQUIRE(report);
        CHECK(report->events >= 7);
        CHECK(report->blobs == 2);
        for (const auto& finding : report->findings)
            CHECK(finding.error.code == cal::Errc::IntegrityViolation);
        return *report;
    }
    /// The one finding, as "stream seq key", after `others` that say which positions are missing.
    std::string finding(std::size_t others = 0)
    {
        const auto all = report().findings;
        REQUIRE(all.size() == others + 1);
        for (std::size_t i = 0; i < others; ++i)
            CHECK(all[i].error.key == "store.position-missing");
        const auto& one = all.back();
        return std::string(one.stream == stream  ? "stream "
                           : one.stream == other ? "other "
                                                 : "- ") +
               std::to_string(one.seq) + " " + one.error.key;
    }
    void edit(const std::string& sql)
    {
        storage_test::RawSqlite raw(temp.path());
        raw.dropFence();
        raw.run(sql);
    }
    std::string where(int seq) const { return "stream = '" + stream.text() + "' AND seq = " + std::to_string(seq); }
};

} // namespace

TEST_CASE("a whole store has no findings", "[store][check]")
{
    CheckBench bench;
    const auto report = bench.report();
    CHECK(report.findings.empty());
    CHECK(report.events == 8);
    CHECK(report.streams == 2);
}

TEST_CASE("every single flipped byte of an event's content is found and located", "[store][check]")
{
    using namespace storage_test;
    CheckBench bench;
    RawSqlite raw(bench.temp.path());
    raw.dropFence();
    const std::string where = bench.where(3);
    const std::string good = raw.value("SELECT content FROM events WHERE " + where);
    const auto store = bench.temp.open(OpenMode::ReadWrite);
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
        raw.setBlob("events", "content", where, bad);
        const auto report = store->check();
        INFO("byte " << i);
        REQUIRE(report->findings.size() == 1);
        CHECK(report->findings[0].stream == bench.stream);
        CHECK(report->findings[0].seq == 3);
        CHECK(report->findings[0].error.code == cal::Errc::IntegrityViolation);
        CHECK_FALSE(store->read(bench.stream));
        CHECK_FALSE(store->tail(0, 100));
        CHECK(store->read(bench.other)); // the rest is still there
    }
    raw.setBlob("events", "content", where, good);
    CHECK(store->check()->findings.empty());
}

TEST_CASE("every single flipped byte of a blob is found and located", "[store][check]")
{
    using namespace storage_test;
    CheckBench bench;
    RawSqlite raw(bench.temp.path());
    raw.dropFence();
    const auto store = bench.temp.open(OpenMode::ReadWrite);
    for (const auto& digest : {bench.smallBlob, bench.largeBlob}) {
        const std::string where = "digest = x'" + digest.hex() + "'";
        const std::string good = raw.value("SELECT bytes FROM blobs WHERE " + where);
        for (std::size_t i = 0; i < good.size(); ++i) {
            for (int bit = 0; bit < 8; ++bit) {
                std::string bad = good;
                bad[i] = static_cast<char>(bad[i] ^ (1 << bit));
                raw.setBlob("blobs", "bytes", where, bad);
                const auto bytes = store->getBlob(digest);
                if (bytes) // a bit of zstd's frame head that says nothing: the bytes are still the ones that were put
                    CHECK(cal::sha256(*bytes) == digest);
                else
                    CHECK(keyOf(bytes) == "store.blob-damaged");
                const auto report = store->check();
                CHECK(report->findings.size() == (bytes ? 0u : 1u));
                if (!bytes)
                    CHECK(report->findings.at(0).error.arg("digest") == digest.hex());
            }
        }
        raw.setBlob("blobs", "bytes", where, good + "x");
        CHECK(keyOf(store->getBlob(digest)) == "store.blob-damaged");
        raw.setBlob("blobs", "bytes", where, "");
        CHECK(keyOf(store->getBlob(digest)) == "store.blob-damaged");
        CHECK(keyOf(store->putBlob(digest == bench.smallBlob ? "small" : std::string(5000, 'x') + "y")) == "store.blob-damaged");
        raw.setBlob("blobs", "bytes", where, good);
    }
    CHECK(store->check()->findings.empty());
}

TEST_CASE("a changed look-up column is found and named", "[store][check]")
{
    CheckBench bench;
    const auto edited = [&](const char* column, const char* value) {
        bench.edit(std::string("UPDATE events SET ") + column + " = " + value + " WHERE " + bench.where(5));
        const auto findings = bench.report().findings;
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].error.key == "store.column-differs");
        CHECK(findings[0].error.arg("column") == column);
        CHECK(findings[0].stream == bench.stream);
        CHECK(findings[0].seq == 5);
    };
    SECTION("actor")
    {
        edited("actor", "'somebody else'");
    }
    SECTION("at")
    {
        edited("at", "'2020-01-01T00:00:00.000000Z'");
    }
    SECTION("type")
    {
        edited("type", "'test.invented'");
    }
    SECTION("v")
    {
        edited("v", "2");
    }
    SECTION("id")
    {
        edited("id", "stream");
    }
    SECTION("seq")
    {
        edited("seq", "6");
        CHECK_FALSE(bench.temp.open()->read(bench.stream));
    }
    SECTION("stream")
    {
        edited("stream", "'nonsense'");
        CHECK(bench.temp.open()->read(bench.stream)->size() == 4); // it cannot be seen from here: that is why check compares
    }
}

TEST_CASE("a changed hash, a missing, foreign or rebuilt event is located", "[store][check]")
{
    CheckBench bench;
    SECTION("hash")
    {
        bench.edit("UPDATE events SET hash = zeroblob(32) WHERE " + bench.where(2));
        CHECK(bench.finding() == "stream 2 store.hash-differs");
        CHECK(storage_test::keyOf(bench.temp.open()->read(bench.stream)) == "store.hash-differs");
    }
    SECTION("missing in the middle")
    {
        bench.edit("DELETE FROM events WHERE " + bench.where(3));
        CHECK(bench.finding(1) == "stream 4 journal.broken-chain");
        CHECK(bench.report().findings[0].error.arg("position") == "3");
        CHECK(storage_test::keyOf(bench.temp.open()->read(bench.stream)) == "journal.broken-chain");
    }
    SECTION("missing first")
    {
        bench.edit("DELETE FROM events WHERE " + bench.where(1));
        CHECK(bench.finding(1) == "stream 2 journal.broken-chain");
    }
    SECTION("missing last, which no chain tells")
    {
        bench.edit("DELETE FROM events WHERE " + bench.where(5));
        CHECK(bench.finding() == "- 0 store.position-missing");
    }
    SECTION("content changed together with its hash")
    {
        storage_test::RawSqlite raw(bench.temp.path());
        raw.dropFence();
        std::string content = raw.value("SELECT content FROM events WHERE " + bench.where(3));
        const auto at = content.find("\"n\":3");
        REQUIRE(at != std::string::npos);
        content[at + 4] = '9';
        const auto forged = cal::journal::readEvent(content);
        REQUIRE(forged);
        raw.setBlob("events", "content", bench.where(3), content);
        raw.setBlob("events", "hash", bench.where(3), std::string(forged->hash.bytes.begin(), forged->hash.bytes.end()));
        CHECK(bench.finding() == "stream 4 journal.broken-chain"); // its follower does not fit: 3 or 4 was changed
    }
    SECTION("order of arrival")
    {
        bench.edit("UPDATE events SET position = 100 WHERE " + bench.where(2));
        const auto findings = bench.report().findings; // two places where a number is missing, and the chain between them
        REQUIRE(findings.size() == 3);
        CHECK(findings[1].error.key == "journal.broken-chain");
        CHECK(findings[1].seq == 3);
    }
    SECTION("two streams at once")
    {
        bench.edit("UPDATE events SET hash = zeroblob(32) WHERE seq = 2");
        CHECK(bench.report().findings.size() == 2);
    }
    SECTION("list of types")
    {
        bench.edit("DELETE FROM event_types");
        CHECK(bench.finding() == "- 0 store.type-unlisted");
    }
}

TEST_CASE("a page of the file overwritten with noise is found", "[store][check]")
{
    using namespace storage_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    REQUIRE(temp.open()->append(stream, 0, drafts(1, 500), kAuthor));
    const QByteArray whole = fileBytes(temp.path());
    int refused = 0, found = 0;
    for (qsizetype page = 1; page < whole.size() / 4096; page += 7) {
        QByteArray noisy = whole;
        noisy.replace(page * 4096, 4096, QByteArray(4096, '\xa5'));
        writeFile(temp.path(), noisy);
        auto store = openStore(temp.path(), OpenMode::ReadOnly, temp.clock);
        if (!store) {
            CHECK(keyOf(store) == "store.damaged");
            ++refused;
            continue;
        }
        const auto report = (*store)->check();
        REQUIRE(report);
        CHECK_FALSE(report->findings.empty());
        ++found;
    }
    CHECK(found > 5);
    CHECK(found > refused);
}
