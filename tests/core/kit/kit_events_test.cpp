// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_bench.h"

namespace cal::kit::test {

namespace {

Result<Json> again(const std::string& type, const Json& body)
{
    const auto back = [](const auto& event) { return event.toJson(); };
    if (type == KitPacked::kType)
        return KitPacked::fromJson(body).transform(back);
    if (type == KitOpened::kType)
        return KitOpened::fromJson(body).transform(back);
    if (type == KitClosed::kType)
        return KitClosed::fromJson(body).transform(back);
    if (type == KitMerged::kType)
        return KitMerged::fromJson(body).transform(back);
    return ConflictResolved::fromJson(body).transform(back);
}

} // namespace

TEST_CASE("one sample of every kit event of version 1 is read; garbage is not", "[kit][events]")
{
    std::size_t seen = 0;
    journal::Upcasters known;
    knowKitEvents(known);
    for (const auto& entry : std::filesystem::directory_iterator(std::string(CAL_SOURCE_DIR) + "/tests/data/events/v1")) {
        if (!entry.path().filename().string().starts_with("kit."))
            continue;
        ++seen;
        INFO(entry.path().string());
        const auto sample = must(Json::parse(cal::test::readFile(entry.path())));
        const auto type = sample["type"].asString();
        CHECK(entry.path().stem().string() == type);
        CHECK(known.newest(type) == 1);
        const auto& body = sample["body"];
        CHECK(must(again(type, body)) == body);
        for (const auto& [name, value] : body.asObject()) {
            INFO(name);
            auto wrong = body;
            wrong[name] = Json::Object{{"a", 1}};
            CHECK_FALSE(again(type, wrong));
            auto without = body.asObject();
            without.erase(name);
            CHECK_FALSE(again(type, without));
        }
    }
    CHECK(seen == 5);
}

TEST_CASE("a kit's samples say what the program writes", "[kit][events]")
{
    Laboratory laboratory;
    Laptop laptop(laboratory.packed());
    laptop.measure(laboratory.item);
    must(closeKit(*laptop.registry, 2026));
    must(laboratory.merge(laptop.back()));
    std::set<std::string> types;
    for (const auto& stored : must(laboratory.store.tail(0, 10'000))) {
        if (!stored.event.type.starts_with("kit."))
            continue;
        types.insert(stored.event.type);
        const auto sample =
            must(Json::parse(cal::test::readFile(std::string(CAL_SOURCE_DIR) + "/tests/data/events/v1/" + stored.event.type + ".json")));
        INFO(stored.event.type);
        std::set<std::string> names, written;
        for (const auto& [name, value] : sample["body"].asObject())
            names.insert(name);
        for (const auto& [name, value] : stored.event.body.asObject())
            written.insert(name);
        CHECK(names == written);
    }
    CHECK(types == std::set<std::string>{"kit.packed", "kit.opened", "kit.closed", "kit.merged"});
}

} // namespace cal::kit::test
