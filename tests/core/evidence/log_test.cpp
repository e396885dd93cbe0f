// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints over a store, and the attacks a chain alone does not show: the end cut off, the whole rebuilt.
#include "evidence_support.h"

#include "tests/support/source_files.h"

#include <filesystem>

namespace log_test {

using namespace cal::evidence;
using namespace cal::evidence::test;
using cal::journal::Event;
using cal::journal::MemoryStore;

struct LogBench {
    cal::SystemClock clock;
    cal::IdMaker ids{clock};
    MemoryStore store{clock};

    CheckpointSigned checkpoint() { return *signCheckpoint(store, laboratoryKey(), kAuthor, clock); }
    std::vector<Event> events()
    {
        std::vector<Event> all;
        const auto tail = store.tail(0, 100'000);
        for (const auto& stored : *tail)
            all.push_back(stored.event);
        return all;
    }
};

/// The same store with the body of event `position` (1 …) changed and every chain sealed again after it, as one who has the database and
/// the program can do.
std::vector<Event> rebuilt(const std::vector<Event>& events, std::size_t position)
{
    std::map<cal::Uuid, cal::Digest> heads;
    std::vector<Event> forged;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event& old = events[i];
        auto body = old.body;
        if (i + 1 == position)
            body["n"] = 4711;
        forged.push_back(*cal::journal::seal({old.type, old.version, body}, old.stream, old.seq, heads[old.stream],
                                             {old.actor, old.station, old.program}, old.id, old.at));
        heads[old.stream] = forged.back().hash;
    }
    return forged;
}

std::vector<std::string> checkOf(const std::vector<Event>& events, std::span<const cal::signing::Checkpoint> kept = {})
{
    cal::SystemClock clock;
    MemoryStore store(clock);
    REQUIRE(store.appendSealed(events));
    REQUIRE(store.check()->findings.empty()); // the chains are whole: that is the point
    return keysOf(*checkLog(store, kept));
}

} // namespace log_test

TEST_CASE("checkpoints of a growing log all hold", "[evidence][log]")
{
    using namespace log_test;
    LogBench bench;
    CHECK(checkLog(bench.store)->empty());
    addStream(bench.store, bench.ids, 5);
    const auto first = bench.checkpoint();
    CHECK(first.checkpoint.size == 6); // log.opened is an event like any other
    addStream(bench.store, bench.ids, 30);
    const auto second = bench.checkpoint();
    CHECK(second.checkpoint.size == 37);
    CHECK(second.checkpoint.origin == first.checkpoint.origin);
    addStream(bench.store, bench.ids, 2);
    CHECK(checkLog(bench.store)->empty());
    const cal::signing::Checkpoint kept[] = {first.checkpoint, second.checkpoint};
    CHECK(checkLog(bench.store, kept)->empty());
    CHECK(*cal::signing::openCheckpoint(second.note, laboratoryKey().publicKey()) == second.checkpoint);
}

TEST_CASE("a checkpoint that was kept elsewhere shows that the end was cut off", "[evidence][log][attack]")
{
    using namespace log_test;
    LogBench bench;
    addStream(bench.store, bench.ids, 40);
    const auto kept = bench.checkpoint().checkpoint;
    const auto all = bench.events();
    for (std::size_t left = 1; left < static_cast<std::size_t>(kept.size); ++left) {
        const std::vector<Event> cut(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(left));
        CHECK(checkOf(cut).empty()); // nothing in the store itself gives it away
        CHECK(checkOf(cut, {&kept, 1}) == std::vector<std::string>{"evidence.log-cut"});
    }
}

TEST_CASE("a log that was rebuilt is found, and between which checkpoints", "[evidence][log][attack]")
{
    using namespace log_test;
    LogBench bench;
    std::vector<cal::signing::Checkpoint> kept;
    for (int i = 0; i < 3; ++i) {
        addStream(bench.store, bench.ids, 10);
        kept.push_back(bench.checkpoint().checkpoint);
    }
    const auto all = bench.events();
    for (std::size_t position = 1; position <= all.size(); ++position) {
        if (all[position - 1].type != "test.counted")
            continue;
        INFO("event " << position);
        const auto forged = rebuilt(all, position);
        cal::SystemClock clock;
        MemoryStore store(clock);
        REQUIRE(store.appendSealed(forged));
        const auto findings = checkLog(store, kept);
        REQUIRE_FALSE(findings->empty());
        const auto& first = findings->front();
        CHECK(first.key == "evidence.log-rebuilt");
        CHECK(std::stoul(std::string(first.arg("from"))) <= position);
        CHECK(std::stoul(std::string(first.arg("to"))) >= position);
    }
}

TEST_CASE("a forger who throws the checkpoints away or signs new ones is found by the kept one", "[evidence][log][attack]")
{
    using namespace log_test;
    LogBench bench;
    addStream(bench.store, bench.ids, 10);
    const auto kept = bench.checkpoint().checkpoint;
    auto all = bench.events();
    std::erase_if(all, [](const Event& event) { return event.type.starts_with("log."); });
    cal::SystemClock clock;
    MemoryStore store(clock);
    REQUIRE(store.appendSealed(rebuilt(all, 3)));
    CHECK(checkLog(store)->empty());
    CHECK(keysOf(*checkLog(store, {&kept, 1})) == std::vector<std::string>{"evidence.log-cut"});
    addStream(store, bench.ids, 5);
    REQUIRE(signCheckpoint(store, strangersKey(), kAuthor, clock));
    CHECK(checkLog(store)->empty());
    CHECK(keysOf(*checkLog(store, {&kept, 1})) == std::vector<std::string>{"evidence.other-log", "evidence.log-rebuilt"});
}

TEST_CASE("an event proves its place under the newest checkpoint", "[evidence][log]")
{
    using namespace log_test;
    LogBench bench;
    const auto stream = addStream(bench.store, bench.ids, 5);
    const auto head = bench.store.head(stream)->head;
    CHECK_FALSE(*inclusionOf(bench.store, head));
    bench.checkpoint();
    const auto proof = *inclusionOf(bench.store, head);
    REQUIRE(proof);
    CHECK(proof->index == 4);
    const auto late = addStream(bench.store, bench.ids, 1);
    CHECK_FALSE(*inclusionOf(bench.store, bench.store.head(late)->head));
}

TEST_CASE("one sample of every log event of version 1 is read; garbage is not", "[evidence][events]")
{
    using namespace log_test;
    using cal::Json;
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(CAL_SOURCE_DIR) + "/tests/data/events/v1")) {
        if (!entry.path().filename().string().starts_with("log."))
            continue;
        ++seen;
        INFO(entry.path().string());
        const auto sample = Json::parse(cal::test::readFile(entry.path()));
        REQUIRE(sample);
        const auto type = (*sample)["type"].asString();
        CHECK(entry.path().stem().string() == type);
        const auto again = [&](const Json& body) -> cal::Result<Json> {
            if (type == LogOpened::kType)
                return LogOpened::fromJson(body).transform([](const auto& read) { return read.toJson(); });
            return CheckpointSigned::fromJson(body).transform([](const auto& read) { return read.toJson(); });
        };
        const auto read = again((*sample)["body"]);
        REQUIRE(read);
        CHECK(*read == (*sample)["body"]);
        cal::journal::Upcasters known;
        knowLogEvents(known);
        CHECK(known.newest(type) == 1);
        for (const auto& [name, value] : (*sample)["body"].asObject()) {
            INFO(name);
            for (const Json& wrong : {Json(), Json(7), Json("x"), Json(Json::Array{}), Json(Json::Object{{"a", 1}})}) {
                auto body = (*sample)["body"];
                body[name] = wrong;
                const auto garbage = again(body);
                CHECK((!garbage || (type == LogOpened::kType && wrong.isString())));
            }
        }
    }
    CHECK(seen == 2);
}
