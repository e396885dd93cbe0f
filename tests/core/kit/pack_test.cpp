// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_bench.h"

namespace cal::kit::test {

namespace {

/// Everything in the package as one text.
std::string allBytes(const std::string& archive)
{
    std::string all;
    for (const auto& [name, bytes] : must(readZip(archive)))
        all += name + "\n" + bytes + "\n";
    return all;
}

std::string numberOf(Laboratory& laboratory)
{
    return laboratory.opened(laboratory.customer).text("number");
}

} // namespace

TEST_CASE("a kit holds what the order needs and nothing of other customers", "[kit]")
{
    Laboratory laboratory;
    laboratory.note(laboratory.zhang.id, "person.changed", {{"changes", Json::Object{}}, {"reason", "x"}});
    std::vector<Error> remarks;
    const auto bytes = laboratory.packed(laboratory.request(), &remarks);
    const auto file = must(readKit(bytes, kOutFormat));
    const auto all = allBytes(bytes);
    for (const char* there : {"Customer", "A-1", "C-1", "S-1", "$argon2id$zhang", "policy"}) {
        INFO(there);
        CHECK(all.find(there) != std::string::npos);
    }
    for (const std::string& absent : {std::string(kSecret), std::string("SECRET-METER"), laboratory.otherItem.id.text(),
                                      laboratory.stranger.id.text(), std::string("$argon2id$li")}) {
        INFO(absent);
        CHECK(all.find(absent) == std::string::npos);
    }
    CHECK(file.manifest.streams.contains(laboratory.item.id));
    CHECK(file.manifest.streams.contains(laboratory.zhang.id));
    CHECK_FALSE(file.manifest.streams.contains(laboratory.li.id));
    CHECK(file.blobs.contains(laboratory.item.text("release")));
    CHECK(file.blobs.contains(sha256("{\"id\":\"A-1\"}").hex())); // a file of the release
    CHECK_FALSE(file.blobs.contains(sha256("{\"id\":\"SECRET-METER\"}").hex()));
    CHECK(file.signedBy == laboratoryKey().publicKey());
    REQUIRE(remarks.size() == 2);
    CHECK(remarks.front().key == "kit.numbers-reserved");
    CHECK(remarks.front().arg("purpose") == "order");
    CHECK(remarks.front().arg("count") == "5");
    CHECK(remarks.front().arg("first") == "O-2026-0003");
    CHECK(remarks.front().arg("last") == "O-2026-0007");
    CHECK(remarks.back().key == "kit.no-numbers"); // of documents: there is no block
    CHECK(must(laboratory.registry.get(laboratory.item.id)).text("kit") == file.manifest.station);
    CHECK(keyOf(kit::pack(laboratory.registry, laboratory.request(), laboratoryKey(),
                          [](const std::string&) -> Result<void> { return {}; })) == "kit.item-out");
    // Every stream of the package is whole and as it stands in the laboratory.
    for (const auto& [stream, span] : file.manifest.streams) {
        CHECK(span.from == 1);
        CHECK(must(laboratory.store.head(stream)).head == span.head);
    }
}

TEST_CASE("a standard that may not be used stays, and a remark says why", "[kit]")
{
    Laboratory laboratory;
    const auto second =
        must(laboratory.registry.add("asset", {{"asset-number", "S-2"}, {"name", "meter"}, {"owner", laboratory.body.id.text()}}));
    must(laboratory.registry.add(
        "measurement-standard",
        {{"code", "MS-1"}, {"name", "standard"}, {"main-devices", laboratory.standard.id.text() + "," + second.id.text()}}));
    const auto all = laboratory.packed();
    CHECK(allBytes(all).find("MS-1") != std::string::npos);

    auto only = laboratory.request();
    only.wanted.standards = {"S-1"};
    std::vector<Error> remarks;
    const auto one = laboratory.packed(only, &remarks);
    CHECK(allBytes(one).find("MS-1") == std::string::npos);
    CHECK(std::any_of(remarks.begin(), remarks.end(), [](const Error& e) { return e.key == "kit.measurement-standard-stays"; }));
    only.wanted.standards = {"MS-1"};
    CHECK(allBytes(laboratory.packed(only)).find("S-2") != std::string::npos);

    must(laboratory.registry.step(second.id, second.seq, "quarantined", "dropped"));
    const auto without = laboratory.packed(laboratory.request(), &remarks);
    CHECK(allBytes(without).find("S-2") == std::string::npos);
    CHECK(std::any_of(remarks.begin(), remarks.end(), [](const Error& e) { return e.key == "kit.standard-stays"; }));
}

TEST_CASE("what cannot be packed is refused, and no number is lost", "[kit]")
{
    Laboratory laboratory;
    const auto before = laboratory.events();
    const auto keyFor = [&](const std::function<void(PackRequest&)>& change) {
        auto wanted = laboratory.request();
        change(wanted);
        return keyOf(kit::pack(laboratory.registry, wanted, laboratoryKey(), [](const std::string&) -> Result<void> { return {}; }));
    };
    CHECK(keyFor([](PackRequest& w) { w.wanted.orders.clear(); }) == "kit.no-order");
    CHECK(keyFor([](PackRequest& w) { w.wanted.people.clear(); }) == "kit.nobody");
    CHECK(keyFor([](PackRequest& w) { w.wanted.orders = {"O-0"}; }) == "registry.no-entity");
    CHECK(keyFor([](PackRequest& w) { w.wanted.standards = {"S-0"}; }) == "registry.no-entity");
    CHECK(laboratory.events() == before);
    // The file could not be written: nothing was reserved.
    const auto failed = kit::pack(laboratory.registry, laboratory.request(), laboratoryKey(), [](const std::string&) -> Result<void> {
        return Error{Errc::InvalidArgument, "file.not-written", {}, {}};
    });
    CHECK(keyOf(failed) == "file.not-written");
    CHECK(laboratory.events() == before);

    const auto bare = laboratory.opened(laboratory.customer);
    CHECK(keyFor([&](PackRequest& w) { w.wanted.orders = {bare.text("number")}; }) == "kit.no-item");
    laboratory.asset("A-9", laboratory.customer);
    must(laboratory.orders.receive({bare.text("number"), "A-9", {}, {}}));
    CHECK(keyFor([&](PackRequest& w) { w.wanted.orders = {bare.text("number")}; }) == "kit.not-agreed");
}

TEST_CASE("two kits never share numbers, nor with the laboratory", "[kit][numbers]")
{
    Laboratory laboratory;
    Laptop first(laboratory.packed()), second(laboratory.packed());
    std::set<std::string> seen;
    const auto take = [&](registry::Registry& registry) {
        auto number = registry::takeNumber(registry, "order", 2026);
        if (number)
            CHECK(seen.insert(*number).second);
        return keyOf(number);
    };
    for (int i = 0; i < 5; ++i) {
        CHECK(take(*first.registry).empty());
        CHECK(take(*second.registry).empty());
        CHECK(seen.insert(numberOf(laboratory)).second);
    }
    CHECK(take(*first.registry) == "number.none-left");
    CHECK(seen.size() == 15);
}

TEST_CASE("what is left of a kit's numbers is void when it is closed, and stays so", "[kit][numbers]")
{
    Laboratory laboratory;
    Laptop laptop(laboratory.packed());
    CHECK(must(registry::takeNumber(*laptop.registry, "order", 2026)) == "O-2026-0003");
    must(closeKit(*laptop.registry, 2026));
    const auto once = must(laptop.store.hashes(0, 10'000)).size();
    CHECK(keyOf(closeKit(*laptop.registry, 2026)) == "kit.ended");
    CHECK(must(laptop.store.hashes(0, 10'000)).size() == once);
    CHECK(keyOf(registry::takeNumber(*laptop.registry, "order", 2026)) == "number.none-left");
    CHECK_FALSE(must(laboratory.registry.get(laboratory.item.id)).text("kit").empty());
    must(laboratory.merge(laptop.back()));
    CHECK(must(laboratory.registry.get(laboratory.item.id)).text("kit").empty()); // the item is home with what came back
    const auto blocks = must(laboratory.registry.list("number-block", {{"state", journal::Condition::Op::Equal, std::string("closed")}}));
    REQUIRE(blocks.size() == 1);
    const auto& voided = blocks.front().value("void").asArray();
    REQUIRE(voided.size() == 4);
    CHECK(voided.front()["number"].asString() == "O-2026-0004");
    CHECK(voided.back()["number"].asString() == "O-2026-0007");
    CHECK(numberOf(laboratory) == "O-2026-0008");
}

TEST_CASE("a kit is opened once into an empty store, by a program that knows its events", "[kit]")
{
    Laboratory laboratory;
    const auto file = must(readKit(laboratory.packed(), kOutFormat));
    Laptop laptop(laboratory.packed());
    CHECK(keyOf(openKit(laptop.store, file, laboratory.known, "m", "p")) == "kit.store-not-empty");
    cal::test::SteppingClock clock;
    journal::MemoryStore empty(clock, 5);
    journal::Upcasters old;
    CHECK(keyOf(openKit(empty, file, old, "m", "p")) == "kit.newer-events");
    CHECK(must(empty.hashes(0, 10)).empty());
    CHECK(keyOf(packBack(empty, clock, "p")) == "kit.no-kit");
    // A laptop is no laboratory: it can neither pack nor merge.
    auto wanted = laboratory.request();
    CHECK(keyOf(kit::pack(*laptop.registry, wanted, laboratoryKey(), [](const std::string&) -> Result<void> { return {}; })) ==
          "kit.is-kit");
    const auto back = must(readKit(laptop.back(), kBackFormat));
    CHECK(keyOf(kit::merge(*laptop.registry, back, laboratory.known, kDay, kOffset, {})) == "kit.in-kit");
    CHECK_FALSE(must(siteOf(laboratory.store)));
}

} // namespace cal::kit::test
