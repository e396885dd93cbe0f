// SPDX-License-Identifier: GPL-3.0-or-later
// A laboratory with two customers in memory, a kit for the order of one of them, and the laptop's store it is opened into.
#pragma once

#include "core/kit/merge.h"
#include "core/kit/pack.h"
#include "core/registry/credentials.h"
#include "core/registry/item_steps.h"
#include "core/registry/numbers.h"
#include "core/registry/orders.h"
#include "tests/support/registry_bench.h"

namespace cal::kit::test {

using cal::test::keyOf;
using cal::test::RegistryBench;
using registry::Entity;

constexpr const char* kDay = "2026-11-23";
constexpr const char* kUntil = "2099-12-31"; // the stepping clock of the bench knows no kDay
constexpr const char* kSecret = "Confidential Works";
inline const std::chrono::minutes kOffset{480};

inline const signing::Signer& laboratoryKey()
{
    static const auto signer = [] {
        const auto pem = signing::makeKey("correct horse");
        REQUIRE(pem);
        auto unlocked = signing::unlockKey(*pem, "correct horse");
        REQUIRE(unlocked);
        return *std::move(unlocked);
    }();
    return *signer;
}

inline journal::Upcasters known(const registry::Kinds& kinds)
{
    journal::Upcasters known;
    known.know("laboratory.founded");
    known.know("session.set-up-frozen", 2);
    known.know("session.sealed");
    registry::knowAccessEvents(known);
    registry::knowRegistryEvents(known, kinds);
    knowKitEvents(known);
    return known;
}

template <class T>
T must(Result<T> result)
{
    INFO((result ? std::string() : result.error().key + " " + result.error().context));
    REQUIRE(result);
    return *std::move(result);
}
inline void must(const Result<void>& result)
{
    INFO((result ? std::string() : Error(Result<void>(result).error()).key));
    REQUIRE(result);
}

struct Laboratory : RegistryBench {
    registry::Orders orders{registry, access, kDay};
    journal::Upcasters known = test::known(kinds);
    Entity body, customer, stranger, zhang, li, standard, order, item, otherItem;

    explicit Laboratory(const std::string& name = "Laboratory")
    {
        const journal::NewEvent founded{"laboratory.founded", 1, Json::Object{{"laboratory", Json::Object{{"name", Text{name, name}}}}}};
        must(store.append(IdMaker(clock, 3).make(), 0, {&founded, 1}, registry.by()));
        body = must(registry.add("organisation", {{"name", "Body"}, {"role", "body"}}));
        customer = organisation("Customer");
        stranger = organisation(kSecret);
        zhang = person("zhang");
        li = person("li");
        must(registry.add("policy", {{"name", "policy"}}));
        must(registry.add("number-block",
                          {{"name", "orders"}, {"purpose", "order"}, {"rule", "O-{year}-{serial:4}"}, {"from", 1}, {"to", 99}}));
        standard = must(registry.add("asset", {{"asset-number", "S-1"}, {"name", "calibrator"}, {"owner", body.id.text()}}));
        must(registry.add("calibration", {{"certificate-number", "C-1"},
                                          {"asset", standard.id.text()},
                                          {"issuer", body.id.text()},
                                          {"calibrated-on", "2026-06-01"},
                                          {"valid-until", "2027-05-31"}}));
        order = opened(customer);
        item = received(order, "A-1", customer);
        const auto others = opened(stranger);
        otherItem = received(others, "SECRET-METER", stranger);
    }

    Entity person(const std::string& login)
    {
        auto added = must(registry.add("person", {{"login", login}, {"name", login}}));
        must(
            registry.add("authorisation", {{"person", added.id.text()}, {"operation", "perform"}, {"scope", "*"}, {"from", "2026-01-01"}}));
        note(registry::credentialsStream(added.id.text()), "person.password-set",
             {{"person", added.id.text()}, {"encoded", "$argon2id$" + login}, {"must-change", false}});
        return added;
    }
    Entity opened(const Entity& of)
    {
        return must(orders.open({{"customer", of.id.text()},
                                 {"service", "calibration"},
                                 {"decision-rule", "procedure"},
                                 {"conformity-wanted", true},
                                 {"interval-wanted", false}}));
    }
    Entity received(const Entity& of, const std::string& number, const Entity& owner)
    {
        asset(number, owner);
        const auto got = must(orders.receive({of.text("number"), number, {}, {}}));
        const auto file = must(store.putBlob("{\"id\":\"" + number + "\"}"));
        const auto release = must(store.putBlob("procedure.json " + file.hex() + "\n"));
        return must(orders.agree(got.text("number"), {"dmm", release.hex(), "jjf1094", {}, "", "", "", ""}));
    }
    /// Appends one event at the end of a stream.
    void note(const journal::StreamId& stream, const char* type, Json::Object what)
    {
        const auto head = must(store.head(stream));
        const journal::NewEvent event{type, 1, std::move(what)};
        must(store.append(stream, head.seq, {&event, 1}, registry.by()));
    }

    PackRequest request(std::vector<std::string> numbers = {})
    {
        PackRequest wanted;
        wanted.wanted.orders = numbers.empty() ? std::vector{order.text("number")} : std::move(numbers);
        wanted.wanted.people = {zhang.id.text()};
        wanted.wanted.day = kDay;
        wanted.wanted.until = kUntil;
        wanted.numbers = 5;
        return wanted;
    }
    std::string packed(const PackRequest& wanted, std::vector<Error>* remarks = nullptr)
    {
        const auto now = must(registry.get(item.id));
        if (!now.text("kit").empty()) // packed before in the same test
            must(registry.change(now.id, now.seq, {{"kit", nullptr}}, "the kit never left"));
        std::string bytes;
        auto done = must(kit::pack(registry, wanted, laboratoryKey(), [&](const std::string& made) -> Result<void> {
            bytes = made;
            return {};
        }));
        if (remarks)
            *remarks = done.remarks;
        return bytes;
    }
    std::string packed() { return packed(request()); }

    Result<MergePlan> plan(const std::string& back, const std::string& day = kDay)
    {
        const auto file = readKit(back, kBackFormat);
        CAL_TRY(file);
        return planMerge(registry, *file, known, day, kOffset);
    }
    Result<Merged> merge(const std::string& back, const std::vector<kit::Choice>& choices = {})
    {
        const auto file = readKit(back, kBackFormat);
        CAL_TRY(file);
        return kit::merge(registry, *file, known, kDay, kOffset, choices);
    }
    std::size_t events() { return must(store.hashes(0, 100'000)).size(); }
};

/// The laptop: a store of its own, with ids of its own, and a station by the kit's name.
struct Laptop {
    cal::test::SteppingClock clock;
    registry::Kinds kinds = *cal::test::shippedKinds();
    journal::MemoryStore store{clock, 99, {registry::registryProjection(kinds)}};
    registry::EverybodyMay everybody;
    std::unique_ptr<registry::Registry> registry;

    explicit Laptop(const std::string& bytes, const char* machine = "laptop-1")
    {
        const auto file = must(readKit(bytes, kOutFormat));
        must(openKit(store, file, test::known(kinds), machine, "calbench test"));
        const auto site = must(siteOf(store));
        REQUIRE(site);
        registry = std::make_unique<registry::Registry>(kinds, store, everybody,
                                                        journal::Authorship{"zhang", site->opened.station, "calbench test"}, clock);
    }
    /// A session of the item as a run writes it; returns its stream.
    journal::StreamId measure(const Entity& item)
    {
        const auto session = IdMaker(clock).make();
        must(store.together([&]() -> Result<void> {
            const journal::NewEvent begun{"session.set-up-frozen", 2, Json::Object{{"item", item.id.text()}}};
            CAL_TRY(store.append(session, 0, {&begun, 1}, registry->by()));
            CAL_TRY(registry::itemBegun(kinds, store, registry->by(), item.id, session, clock.now().utc));
            const journal::NewEvent sealed{"session.sealed", 1, Json::Object{{"overall", "pass"}}};
            CAL_TRY(store.append(session, 1, {&sealed, 1}, registry->by()));
            return registry::itemMeasured(kinds, store, registry->by(), item.id, session, kDay, "pass");
        }));
        return session;
    }
    std::string back() { return must(packBack(store, clock, "calbench test")); }
};

} // namespace cal::kit::test
