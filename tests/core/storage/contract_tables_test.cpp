// SPDX-License-Identifier: GPL-3.0-or-later
// Every event store keeps the tables of projections the same way and answers the same.
#include "contract.h"

namespace {

using cal::journal::Cell;
using cal::journal::Condition;
using cal::journal::RowQuery;
using Op = cal::journal::Condition::Op;
using storage_test::keyOf;
using storage_test::NewEvent;

const std::vector<std::string> kNasty{"'; DROP TABLE events; --",
                                      "\"quoted\" \\ back\\slash '' \"\"",
                                      "%_? ?1 :name $1 @x",
                                      "E'\\x00' /* */ --",
                                      std::string("nul\0inside", 10),
                                      "直流电压 µΩ 👩‍🔬",
                                      "line\nfeed\ttab\r",
                                      "",
                                      " "};

std::vector<NewEvent> titled(const std::string& title)
{
    return {{"test.titled", 1, cal::Json::Object{{"title", title}, {"order", title}, {"n", 1}}}};
}

std::string idOf(const cal::journal::Row& row)
{
    return std::get<std::string>(row[0]);
}

template <class Engine>
std::vector<std::string> found(Engine& engine, const RowQuery& query)
{
    const auto page = engine.store().rows(query);
    INFO((page ? std::string() : page.error().key + " " + std::string(page.error().arg("reason"))));
    REQUIRE(page);
    std::vector<std::string> titles;
    for (const auto& row : page->rows)
        titles.push_back(std::holds_alternative<std::string>(row[1]) ? std::get<std::string>(row[1]) : "-");
    return titles;
}

RowQuery where(std::vector<Condition> all)
{
    RowQuery query;
    query.table = "test_stream";
    query.all = std::move(all);
    query.order = {{"title"}};
    return query;
}

using Titles = std::vector<std::string>;

} // namespace

TEMPLATE_TEST_CASE("store contract: rows follow the events, in the transaction that appends them", "[store][contract][tables]",
                   CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    auto& store = engine.store();
    const auto a = engine.ids.make(), b = engine.ids.make();
    REQUIRE(store.append(a, 0, titled("first"), kAuthor));
    REQUIRE(store.append(a, 1, drafts(7, 2), kAuthor));
    const auto row = store.row("test_stream", a.text());
    REQUIRE(row);
    REQUIRE(*row);
    CHECK(**row == cal::journal::Row{a.text(), "first", std::int64_t{3}, Cell(), "first"});
    CHECK((**store.row("test_event", a.text() + "#3"))[1] == Cell(std::int64_t{8}));
    CHECK_FALSE(*store.row("test_stream", b.text()));
    CHECK_FALSE(*store.row("test_stream", "'; DROP TABLE events; --"));
    CHECK(keyOf(store.row("nothing", "x")) == "table.unknown");

    // Seen inside, gone after a failure.
    const auto undone = store.together([&]() -> cal::Result<void> {
        CHECK(store.append(b, 0, titled("second"), kAuthor));
        CHECK(store.append(a, 3, std::vector<NewEvent>{{"test.removed", 1, cal::Json::Object{{"remove", true}}}}, kAuthor));
        CHECK(*store.row("test_stream", b.text()));
        CHECK_FALSE(*store.row("test_stream", a.text()));
        return cal::Error{cal::Errc::Cancelled, "test.stop", {}, {}};
    });
    CHECK(keyOf(undone) == "test.stop");
    CHECK_FALSE(*store.row("test_stream", b.text()));
    CHECK(std::get<std::int64_t>((**store.row("test_stream", a.text()))[2]) == 3);

    engine.reopen();
    CHECK((**engine.store().row("test_stream", a.text()))[1] == Cell("first"));
    REQUIRE(engine.store().append(a, 3, std::vector<NewEvent>{{"test.removed", 1, cal::Json::Object{{"remove", true}}}}, kAuthor));
    CHECK_FALSE(*engine.store().row("test_stream", a.text()));
    CHECK(engine.store().checkProjections()->empty());
    REQUIRE(engine.store().rebuildProjections());
    CHECK_FALSE(*engine.store().row("test_stream", a.text()));
    CHECK(*engine.store().row("test_event", a.text() + "#3"));
    CHECK(engine.store().checkProjections()->empty());
}

TEMPLATE_TEST_CASE("store contract: a projection that fails keeps the whole transaction out", "[store][contract][tables]",
                   CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    auto& store = engine.store();
    const auto a = engine.ids.make(), b = engine.ids.make();
    const std::vector<NewEvent> bad{draft(1), {"test.counted", 1, cal::Json::Object{{"fail", true}}}};
    CHECK(keyOf(store.append(a, 0, bad, kAuthor)) == "test.projection-failed");
    CHECK(store.head(a)->seq == 0);
    CHECK_FALSE(*store.row("test_stream", a.text()));
    // Whoever overlooks the failure inside a transaction does not get half of it.
    const auto overlooked = store.together([&]() -> cal::Result<void> {
        CHECK(store.append(b, 0, drafts(1, 1), kAuthor));
        CHECK_FALSE(store.append(a, 0, bad, kAuthor));
        return {};
    });
    CHECK(keyOf(overlooked) == "test.projection-failed");
    CHECK(store.head(a)->seq == 0);
    CHECK(store.head(b)->seq == 0);
    CHECK(store.append(a, 0, drafts(1, 1), kAuthor));
    CHECK(store.checkProjections()->empty());
}

TEMPLATE_TEST_CASE("store contract: SQL and any other text is only text", "[store][contract][tables]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    auto& store = engine.store();
    for (const std::string& nasty : kNasty) {
        const auto stream = engine.ids.make();
        const cal::journal::Authorship by{nasty, nasty, nasty};
        const auto events = store.append(stream, 0, titled(nasty), by);
        REQUIRE(events);
        CHECK(store.read(stream)->front().actor == nasty);
        std::string shown = nasty;
        if (const auto nul = shown.find('\0'); nul != std::string::npos)
            shown.replace(nul, 1, "␀"); // no SQL text holds U+0000 everywhere; the event does
        const auto row = store.row("test_stream", stream.text());
        REQUIRE(row);
        CHECK((**row)[1] == Cell(shown));
        CHECK((**row)[4] == Cell(shown));
        INFO(nasty);
        for (const auto op : {Op::Equal, Op::Contains, Op::StartsWith, Op::GreaterOrEqual, Op::LessOrEqual}) {
            const auto page = store.rows(where({{"title", op, nasty}, {"id", Op::Equal, stream.text()}}));
            REQUIRE(page);
            REQUIRE(page->rows.size() == 1);
            CHECK(idOf(page->rows[0]) == stream.text());
        }
        CHECK(keyOf(store.rows(where({{nasty, Op::Equal, "x"}}))) == "table.no-column");
        RowQuery other;
        other.table = nasty;
        CHECK(keyOf(store.rows(other)) == "table.unknown");
        RowQuery ordered = where({});
        ordered.order = {{nasty}};
        CHECK(keyOf(store.rows(ordered)) == "table.no-column");
        CHECK(store.streamsOf(nasty)->empty());
    }
    CHECK(store.check()->findings.empty());
    CHECK(store.check()->events == static_cast<std::int64_t>(kNasty.size()));
    CHECK(store.checkProjections()->empty());
    CHECK(store.rebuildProjections());
    CHECK(store.rows(where({}))->rows.size() == kNasty.size());
}

TEMPLATE_TEST_CASE("store contract: questions about rows", "[store][contract][tables]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    const auto add = [&](cal::Json::Object body, int events = 1) {
        const auto stream = engine.ids.make();
        for (int i = 0; i < events; ++i)
            REQUIRE(engine.store().append(stream, i, std::vector<NewEvent>{{"test.titled", 1, body}}, kAuthor));
        return stream.text();
    };
    add({{"title", "alpha"}, {"mean", "1.5"}}, 3);
    add({{"title", "Beta"}, {"mean", "-2"}}, 1);
    add({{"title", "beta 2"}, {"mean", "1e300"}}, 2);
    add({{"title", "Ωmega"}, {"mean", "0.1"}}, 1);
    add({{"order", "no title"}}, 1);
    engine.reopen();
    auto& store = engine.store();

    CHECK(found(engine, where({})) == Titles{"-", "Beta", "alpha", "beta 2", "Ωmega"}); // by bytes, empty cells first
    RowQuery down = where({});
    down.order = {{"title", true}};
    CHECK(found(engine, down) == Titles{"Ωmega", "beta 2", "alpha", "Beta", "-"});
    CHECK(found(engine, where({{"title", Op::Equal, "alpha"}})) == Titles{"alpha"});
    CHECK(found(engine, where({{"title", Op::NotEqual, "alpha"}})) == Titles{"Beta", "beta 2", "Ωmega"});
    CHECK(found(engine, where({{"title", Op::Less, "alpha"}})) == Titles{"Beta"});
    CHECK(found(engine, where({{"title", Op::LessOrEqual, "alpha"}})) == Titles{"Beta", "alpha"});
    CHECK(found(engine, where({{"title", Op::Greater, "beta 2"}})) == Titles{"Ωmega"});
    CHECK(found(engine, where({{"title", Op::GreaterOrEqual, "beta 2"}})) == Titles{"beta 2", "Ωmega"});
    CHECK(found(engine, where({{"title", Op::Contains, "ET"}})) == Titles{"Beta", "beta 2"});
    CHECK(found(engine, where({{"title", Op::Contains, "Ω"}})) == Titles{"Ωmega"});
    CHECK(found(engine, where({{"title", Op::Contains, "ω"}})).empty()); // either case in ASCII alone
    CHECK(found(engine, where({{"title", Op::Contains, "%"}})).empty());
    CHECK(found(engine, where({{"title", Op::Contains, ""}})).size() == 4);
    CHECK(found(engine, where({{"title", Op::StartsWith, "be"}})) == Titles{"beta 2"});
    CHECK(found(engine, where({{"title", Op::StartsWith, "_eta"}})).empty());
    CHECK(found(engine, where({{"title", Op::StartsWith, ""}})).size() == 4);
    CHECK(found(engine, where({{"title", Op::Unknown, {}}})) == Titles{"-"});
    CHECK(found(engine, where({{"title", Op::Known, {}}})).size() == 4);
    CHECK(found(engine, where({{"events", Op::Greater, std::int64_t{1}}})) == Titles{"alpha", "beta 2"});
    CHECK(found(engine, where({{"mean", Op::Equal, 1.5}})) == Titles{"alpha"});
    CHECK(found(engine, where({{"mean", Op::Equal, 0.1}})) == Titles{"Ωmega"});
    CHECK(found(engine, where({{"mean", Op::Less, std::int64_t{0}}})) == Titles{"Beta"});
    CHECK(found(engine, where({{"mean", Op::Equal, 1e300}})) == Titles{"beta 2"});
    RowQuery either = where({{"events", Op::Equal, std::int64_t{1}}});
    either.any = {{"title", Op::Equal, "Beta"}, {"title", Op::Unknown, {}}};
    CHECK(found(engine, either) == Titles{"-", "Beta"});

    RowQuery pages = where({});
    pages.order = {{"events"}}; // three rows share one value: the key decides
    pages.limit = 2;
    pages.count = true;
    std::vector<std::string> seen;
    for (pages.offset = 0; pages.offset < 6; pages.offset += 2) {
        const auto page = store.rows(pages);
        REQUIRE(page);
        CHECK(page->total == 5);
        for (const auto& row : page->rows)
            seen.push_back(idOf(row));
    }
    CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 5);
    pages.offset = 99;
    CHECK(store.rows(pages)->rows.empty());
    pages.offset = -1;
    pages.limit = -1;
    CHECK(store.rows(pages)->rows.empty());
    CHECK(store.rows(pages)->total == 5);
    CHECK(store.rows(where({}))->total == -1);

    CHECK(keyOf(store.rows(where({{"title", Op::Equal, std::int64_t{1}}}))) == "table.wrong-type");
    CHECK(keyOf(store.rows(where({{"events", Op::Equal, "1"}}))) == "table.wrong-type");
    CHECK(keyOf(store.rows(where({{"events", Op::Contains, std::int64_t{1}}}))) == "table.wrong-type");
    CHECK(keyOf(store.rows(where({{"title", Op::Equal, Cell()}}))) == "table.wrong-type");
    CHECK(keyOf(store.rows(where({{"nothing", Op::Unknown, {}}}))) == "table.no-column");
}

TEMPLATE_TEST_CASE("store contract: ten megabytes in one field", "[store][contract][tables]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    auto& store = engine.store();
    const auto only = [](const std::string& title) {
        return std::vector<NewEvent>{{"test.titled", 1, cal::Json::Object{{"title", title}}}};
    };
    const std::string long_ = std::string(10 << 20, 'x'), longer = long_ + "y";
    const auto a = engine.ids.make(), b = engine.ids.make();
    REQUIRE(store.append(b, 0, only(longer), kAuthor));
    REQUIRE(store.append(a, 0, only(long_), kAuthor));
    CHECK(store.rows(where({{"title", Op::Equal, long_}}))->rows.size() == 1);
    CHECK(store.rows(where({{"title", Op::StartsWith, long_}}))->rows.size() == 2);
    CHECK(store.rows(where({{"title", Op::Contains, "XY"}}))->rows.size() == 1);
    const auto page = store.rows(where({{"title", Op::Greater, "x"}}));
    REQUIRE(page->rows.size() == 2);
    CHECK(idOf(page->rows[0]) == a.text());
    CHECK(store.checkProjections()->empty());
}

TEMPLATE_TEST_CASE("store contract: sealed events arrive byte for byte, once", "[store][contract][sealed]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    auto& store = engine.store();
    cal::SystemClock clock;
    cal::journal::MemoryStore elsewhere(clock);
    cal::IdMaker ids(clock);
    const auto a = ids.make(), b = ids.make();
    REQUIRE(elsewhere.append(a, 0, drafts(1, 3), kAuthor));
    REQUIRE(elsewhere.append(b, 0, titled("travelled"), kAuthor));
    REQUIRE(elsewhere.append(a, 3, drafts(4, 2), kAuthor));
    std::vector<cal::journal::Event> all;
    const auto stored = elsewhere.tail(0, 100);
    for (const auto& one : *stored)
        all.push_back(one.event);
    const auto part = [&](std::size_t from, std::size_t to) { return std::span<const cal::journal::Event>(all).subspan(from, to - from); };

    REQUIRE(store.append(engine.ids.make(), 0, drafts(9, 1), kAuthor));
    REQUIRE(store.appendSealed(part(0, 2)));
    REQUIRE(store.appendSealed(part(0, 6))); // two are here already
    REQUIRE(store.appendSealed(part(0, 6)));
    REQUIRE(store.appendSealed({}));
    engine.reopen();
    auto& again = engine.store();
    requireSame(*again.read(a), *elsewhere.read(a));
    requireSame(*again.read(b), *elsewhere.read(b));
    CHECK(again.check()->events == 7);
    CHECK(again.check()->findings.empty());
    const auto hashes = again.hashes(1, 100);
    REQUIRE(hashes->size() == 6);
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(hashes->at(i) == all[i].hash);
    CHECK(again.hashes(2, 3)->size() == 3);
    CHECK(again.hashes(7, 3)->empty());
    CHECK((**again.row("test_stream", b.text()))[1] == Cell("travelled"));
    CHECK(again.append(a, 5, drafts(6, 1), kAuthor)); // goes on from there
    CHECK(again.checkProjections()->empty());

    // Two histories of one stream.
    REQUIRE(elsewhere.append(a, 5, drafts(60, 2), kAuthor));
    const auto fork = *elsewhere.read(a, 6);
    const auto clash = again.appendSealed(fork);
    CHECK(keyOf(clash) == "store.sealed-conflict");
    CHECK(clash.error().code == cal::Errc::Conflict);
    CHECK(clash.error().arg("seq") == "6");
    CHECK(keyOf(again.appendSealed(std::span(fork).subspan(1))) == "store.sealed-conflict");
    CHECK(again.head(a)->seq == 6);
}

TEMPLATE_TEST_CASE("store contract: sealed events that are not whole are refused, all of them", "[store][contract][sealed]",
                   CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    auto& store = engine.store();
    cal::SystemClock clock;
    cal::journal::MemoryStore elsewhere(clock);
    cal::IdMaker ids(clock);
    const auto a = ids.make();
    const auto events = *elsewhere.append(a, 0, drafts(1, 4), kAuthor);
    const auto refused = [&](auto change) {
        auto bad = events;
        change(bad);
        const auto done = store.appendSealed(bad);
        CHECK(store.head(a)->seq == 0);
        return keyOf(done) + (done ? "" : " " + std::string(done.error().arg("reason")));
    };
    CHECK(refused([](auto& e) { e.erase(e.begin()); }) == "journal.broken-chain sequence");
    CHECK(refused([](auto& e) { e.erase(e.begin() + 2); }) == "journal.broken-chain sequence");
    CHECK(refused([](auto& e) { e[1].content[20] ^= 1; }).starts_with("journal.broken-chain "));
    CHECK(refused([](auto& e) { e[1].hash = {}; }) == "journal.broken-chain hash");
    CHECK(refused([](auto& e) { e[1].seq = 7; }) == "journal.broken-chain content");
    CHECK(refused([](auto& e) { e[1].content = "{}"; }).starts_with("journal.broken-chain "));
    CHECK(refused([&](auto& e) { e[2] = *cal::journal::seal(draft(3), a, 3, e[0].hash, kAuthor, e[2].id, e[2].at); }) ==
          "journal.broken-chain prev");
    CHECK(store.appendSealed(events));
    CHECK(store.append(a, 4, drafts(5, 1), kAuthor));
}

TEMPLATE_TEST_CASE("store contract: blobs are listed by digest", "[store][contract]", CAL_STORE_ENGINES)
{
    using namespace storage_test;
    TestType engine;
    std::set<cal::Digest> put;
    for (const char* bytes : {"a", "b", "c", "d", "e"})
        put.insert(*engine.store().putBlob(bytes));
    const std::vector<cal::Digest> sorted(put.begin(), put.end());
    CHECK(*engine.store().blobs({}, 100) == sorted);
    CHECK(*engine.store().blobs(sorted[1], 2) == std::vector{sorted[2], sorted[3]});
    CHECK(engine.store().blobs(sorted[4], 2)->empty());
}
