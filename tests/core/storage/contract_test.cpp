// SPDX-License-Identifier: GPL-3.0-or-later
// Every event store keeps the same promises.
#include "contract.h"

TEMPLATE_TEST_CASE("store contract: what was appended reads back, chained", "[store][contract]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    const auto stream = engine.ids.make(), other = engine.ids.make();
    const auto first = engine.store().append(stream, 0, drafts(1, 2), kAuthor);
    REQUIRE(first);
    REQUIRE(engine.store().append(other, 0, drafts(1, 1), kAuthor));
    const auto second = engine.store().append(stream, 2, drafts(3, 3), kAuthor);
    REQUIRE(second);
    engine.reopen();

    auto expected = *first;
    expected.insert(expected.end(), second->begin(), second->end());
    const auto events = engine.store().read(stream);
    REQUIRE(events);
    requireSame(*events, expected);
    CHECK(cal::journal::verifyChain(*events));
    CHECK(events->at(4).body["n"].asInt() == 5);
    CHECK(events->at(4).actor == kAuthor.actor);
    CHECK(events->at(4).station == kAuthor.station);
    CHECK(events->at(4).program == kAuthor.program);

    requireSame(*engine.store().read(stream, 4), {expected.begin() + 3, expected.end()});
    CHECK(engine.store().read(stream, 6)->empty());
    CHECK(engine.store().read(stream, -5)->size() == 5);
    CHECK(engine.store().read(engine.ids.make())->empty());

    const auto head = engine.store().head(stream);
    CHECK(head->seq == 5);
    CHECK(head->head == expected.back().hash);
    CHECK(engine.store().head(engine.ids.make())->seq == 0);
    CHECK_FALSE(engine.store().readOnlyReason());

    REQUIRE(engine.store().append(stream, 5, drafts(6, 1), kAuthor));
    CHECK(cal::journal::verifyChain(*engine.store().read(stream)));
}

TEMPLATE_TEST_CASE("store contract: a wrong expectation is a Conflict and writes nothing", "[store][contract]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    const auto stream = engine.ids.make();
    REQUIRE(engine.store().append(stream, 0, drafts(1, 2), kAuthor));
    for (const std::int64_t expected : {0, 1, 3, 99, -1}) {
        const auto clash = engine.store().append(stream, expected, drafts(3, 2), kAuthor);
        REQUIRE_FALSE(clash);
        CHECK(clash.error().code == cal::Errc::Conflict);
        CHECK(clash.error().key == "store.conflict");
        CHECK(clash.error().arg("stream") == stream.text());
        CHECK(clash.error().arg("expected") == std::to_string(expected));
        CHECK(clash.error().arg("found") == "2");
    }
    CHECK(keyOf(engine.store().append(engine.ids.make(), 1, drafts(1, 1), kAuthor)) == "store.conflict");
    CHECK(engine.store().read(stream)->size() == 2);
    CHECK(engine.store().append(stream, 2, drafts(3, 1), kAuthor));
}

TEMPLATE_TEST_CASE("store contract: one bad draft leaves nothing of its append behind", "[store][contract]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    const auto stream = engine.ids.make();
    const std::vector<NewEvent> mixed{draft(1), {"test.counted", 1, cal::Json(cal::Json::Number{"1.5"})}};
    CHECK(keyOf(engine.store().append(stream, 0, mixed, kAuthor)) == "json.not-canonical");
    CHECK(engine.store().read(stream)->empty());
    CHECK(engine.store().append(stream, 0, drafts(1, 1), kAuthor));
    CHECK(engine.store().append(stream, 1, {}, kAuthor)->empty());
    CHECK(engine.store().head(stream)->seq == 1);
}

TEMPLATE_TEST_CASE("store contract: tail gives all streams in order of arrival", "[store][contract]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    const auto a = engine.ids.make(), b = engine.ids.make();
    REQUIRE(engine.store().append(a, 0, drafts(1, 2), kAuthor));
    REQUIRE(engine.store().append(b, 0, drafts(3, 1), kAuthor));
    REQUIRE(engine.store().append(a, 2, drafts(4, 1), kAuthor));
    engine.reopen();
    const auto all = engine.store().tail(0, 100);
    REQUIRE(all->size() == 4);
    for (int i = 0; i < 4; ++i) {
        CHECK(all->at(i).position == i + 1);
        CHECK(all->at(i).event.body["n"].asInt() == i + 1);
    }
    const auto some = engine.store().tail(1, 2);
    REQUIRE(some->size() == 2);
    CHECK(some->front().position == 2);
    CHECK(engine.store().tail(4, 100)->empty());
    CHECK(engine.store().tail(0, 0)->empty());
    CHECK(engine.store().tail(0, static_cast<std::size_t>(-1))->size() == 4);
}

TEMPLATE_TEST_CASE("store contract: streams are found by their first event, newest first", "[store][contract]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    const auto a = engine.ids.make(), b = engine.ids.make(), c = engine.ids.make();
    REQUIRE(engine.store().append(a, 0, std::vector{draft(1, "session.opened"), draft(2, "asset.added")}, kAuthor));
    REQUIRE(engine.store().append(b, 0, std::vector{draft(1, "asset.added")}, kAuthor));
    REQUIRE(engine.store().append(c, 0, std::vector{draft(1, "session.opened")}, kAuthor));
    CHECK(*engine.store().streamsOf("session.opened") == std::vector{c, a});
    CHECK(*engine.store().streamsOf("asset.added") == std::vector{b});
    CHECK(engine.store().streamsOf("session")->empty());
}

TEMPLATE_TEST_CASE("store contract: blobs are kept once under their digest", "[store][contract]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    const std::string all = [] {
        std::string bytes;
        for (int i = 0; i < 256; ++i)
            bytes += static_cast<char>(i);
        return bytes;
    }();
    for (const std::string& bytes : {std::string(), std::string("\0x", 2), all, std::string(1 << 20, 'a'), all + all + all}) {
        const auto digest = engine.store().putBlob(bytes);
        REQUIRE(digest);
        CHECK(*digest == cal::sha256(bytes));
        CHECK(*engine.store().putBlob(bytes) == *digest);
        engine.reopen();
        CHECK(*engine.store().getBlob(*digest) == bytes);
    }
    const auto missing = engine.store().getBlob(cal::sha256("nobody"));
    CHECK(keyOf(missing) == "store.no-blob");
    CHECK(missing.error().code == cal::Errc::NotFound);
    CHECK(engine.store().check()->blobs == 5);
}

TEMPLATE_TEST_CASE("store contract: together is all or nothing", "[store][contract]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    const auto a = engine.ids.make(), b = engine.ids.make();
    REQUIRE(engine.store().append(a, 0, drafts(1, 1), kAuthor));
    const cal::Error stop{cal::Errc::Cancelled, "test.stop", {}, {}};
    const auto undone = engine.store().together([&]() -> cal::Result<void> {
        CHECK(engine.store().append(a, 1, drafts(2, 1), kAuthor));
        CHECK(engine.store().append(b, 0, drafts(1, 1), kAuthor));
        CHECK(engine.store().putBlob("gone"));
        CHECK(engine.store().head(a)->seq == 2); // what is written is seen inside
        return stop;
    });
    CHECK(keyOf(undone) == "test.stop");
    CHECK(engine.store().head(a)->seq == 1);
    CHECK(engine.store().head(b)->seq == 0);
    CHECK(keyOf(engine.store().getBlob(cal::sha256("gone"))) == "store.no-blob");

    const auto done = engine.store().together([&]() -> cal::Result<void> {
        CAL_TRY(engine.store().append(a, 1, drafts(2, 1), kAuthor));
        CHECK(keyOf(engine.store().append(a, 1, drafts(2, 1), kAuthor)) == "store.conflict"); // may be survived
        return engine.store().together([&]() -> cal::Result<void> {
            CAL_TRY(engine.store().putBlob("kept"));
            CAL_TRY(engine.store().append(b, 0, drafts(1, 1), kAuthor));
            return {};
        });
    });
    CHECK(done);
    engine.reopen();
    CHECK(engine.store().head(a)->seq == 2);
    CHECK(engine.store().head(b)->seq == 1);
    CHECK(*engine.store().getBlob(cal::sha256("kept")) == "kept");
    const auto report = engine.store().check();
    CHECK(report->events == 3);
    CHECK(report->streams == 2);
    CHECK(report->blobs == 1);
    CHECK(report->findings.empty());
}

TEMPLATE_TEST_CASE("store contract: text in any script and large bodies survive", "[store][contract]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    const auto stream = engine.ids.make();
    const cal::journal::Authorship by{"检定员 张三 👩‍🔬", "", "µΩ"};
    const std::vector<NewEvent> events{{"test.texts", 7, cal::Json::Object{{"zh", "直流电压"}, {"large", std::string(3 << 20, 'x')}}}};
    const auto written = engine.store().append(stream, 0, events, by);
    REQUIRE(written);
    engine.reopen();
    const auto read = engine.store().read(stream);
    requireSame(*read, *written);
    CHECK(read->front().actor == by.actor);
    CHECK(read->front().version == 7);
    CHECK(engine.store().check()->findings.empty());
}
