// SPDX-License-Identifier: GPL-3.0-or-later
// The window's desk for on-site kits on two real engines: packed behind the gate, opened, worked on both sides, merged with a choice.
#include "app/engine/local_engine.h"
#include "app/files.h"

#include <catch2/catch.hpp>

#include <QTemporaryDir>

#include <future>

namespace {

using cal::registry::Entity;

template <class T>
cal::Result<T> replyTo(const std::function<void(std::function<void(cal::Result<T>)>)>& question)
{
    std::promise<cal::Result<T>> promise;
    auto future = promise.get_future();
    question([&](cal::Result<T> answer) { promise.set_value(std::move(answer)); });
    return future.get();
}

/// The engine of a workstation on a store; founded as the demonstration laboratory when there is none.
std::unique_ptr<cal::app::LocalEngine> workstation(const std::string& store, cal::Clock& clock)
{
    auto catalogue = cal::app::Catalogue::load();
    REQUIRE(catalogue);
    auto writer = cal::app::openWriter(store, cal::app::StoreUse::Create, clock);
    REQUIRE(writer);
    auto laboratory = cal::app::laboratoryOf(**writer);
    REQUIRE(laboratory);
    if (!*laboratory) {
        auto founded = cal::app::foundDemonstration(**writer, catalogue->kinds, catalogue->demo);
        REQUIRE(founded);
        *laboratory = *std::move(founded);
    }
    return std::make_unique<cal::app::LocalEngine>(*std::move(catalogue), **std::move(laboratory), *std::move(writer), store,
                                                   CALBENCH_PROGRAM);
}

void signInAs(cal::app::LocalEngine& engine, const char* login)
{
    REQUIRE(replyTo<cal::session::Person>([&](auto reply) { engine.signIn(login, "", {}, reply); }));
}

} // namespace

TEST_CASE("a kit goes out and comes home by the window's desk, its conflict chosen and never overwritten", "[app][kit]")
{
    using cal::kit::Fate;
    QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(QString::fromLatin1(name)).toStdString(); };
    cal::SystemClock clock;
    const auto pem = cal::signing::makeKey("correct horse");
    REQUIRE(pem);
    REQUIRE(cal::app::writeFile(path("key.pem"), *pem));
    const std::string item = "DEMO-O-2026-0001/1";
    const auto assign = [&](cal::app::LocalEngine& engine) {
        return replyTo<Entity>([&](auto reply) { engine.workDesk().assign(item, "metrologist-demo", reply); });
    };

    auto laboratory = workstation(path("laboratory.calbench"), clock);
    auto& kits = laboratory->kitDesk();
    const auto site = [](cal::app::LocalEngine& engine) {
        const auto found = replyTo<std::optional<cal::kit::Site>>([&](auto reply) { engine.kitDesk().site(reply); });
        REQUIRE(found);
        return *found;
    };
    CHECK_FALSE(site(*laboratory));
    signInAs(*laboratory, "metrologist-demo");
    REQUIRE(replyTo<Entity>([&](auto reply) { laboratory->workDesk().agree(item, "dmm-dc-voltage", "", "", "", reply); }));
    cal::kit::PackWish wish;
    wish.orders = {"DEMO-O-2026-0001"};
    wish.people = {"metrologist-demo"};
    wish.station = "kit-7";
    wish.file = path("trip.kit");
    wish.key = path("key.pem");
    const auto pack = [&](const std::string& passphrase) {
        return replyTo<cal::kit::Handed>([&](auto reply) { kits.pack(wish, passphrase, reply); });
    };
    const auto refused = pack("correct horse");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "access.not-authorised");
    signInAs(*laboratory, "administrator-demo");
    CHECK_FALSE(pack("wrong"));
    CHECK_FALSE(std::filesystem::exists(wish.file));
    const auto packed = pack("correct horse");
    REQUIRE(packed);
    CHECK(packed->manifest.station == "kit-7");
    CHECK(pack("correct horse").error().key == "store.exists");

    const auto opened = replyTo<cal::kit::Handed>([&](auto reply) { kits.open(wish.file, path("laptop.calbench"), {}, reply); });
    REQUIRE(opened);
    REQUIRE(opened->remarks.size() == 1);
    CHECK(opened->remarks.front().key == "kit.key-from-package");
    {
        auto laptop = workstation(path("laptop.calbench"), clock);
        REQUIRE(site(*laptop));
        signInAs(*laptop, "metrologist-demo");
        REQUIRE(assign(*laptop));
        const auto back =
            replyTo<std::optional<cal::kit::Site>>([&](auto reply) { laptop->kitDesk().packBack(path("trip.back"), false, reply); });
        REQUIRE(back);
        CHECK_FALSE((*back)->closed);
    }
    signInAs(*laboratory, "metrologist-demo");
    REQUIRE(assign(*laboratory)); // here, too: a conflict

    signInAs(*laboratory, "administrator-demo");
    const auto planned = [&] { return replyTo<cal::kit::MergePlan>([&](auto reply) { kits.plan(path("trip.back"), reply); }); };
    const auto plan = planned();
    REQUIRE(plan);
    REQUIRE(plan->count(Fate::Conflict) == 1);
    const auto& conflict =
        *std::find_if(plan->streams.begin(), plan->streams.end(), [](const auto& each) { return each.fate == Fate::Conflict; });
    CHECK(conflict.title == item);
    CHECK(conflict.laptop.size() == 1);
    CHECK(conflict.laboratory.size() == 1);
    const auto merge = [&](const std::vector<cal::kit::Choice>& choices) {
        return replyTo<cal::kit::Merged>([&](auto reply) { kits.merge(path("trip.back"), choices, reply); });
    };
    const auto waits = merge({});
    REQUIRE(waits);
    CHECK(waits->conflicts == 1);
    CHECK(merge({{conflict.stream, false, ""}}).error().key == "kit.no-reason");
    const auto chosen = merge({{conflict.stream, false, "assigned here first"}});
    REQUIRE(chosen);
    CHECK(chosen->resolved == 1);
    CHECK(chosen->conflicts == 0);
    CHECK(planned()->count(Fate::Conflict) == 0);
    const auto foreign = replyTo<cal::kit::MergePlan>([&](auto reply) { kits.plan(wish.file, reply); });
    REQUIRE_FALSE(foreign);
    CHECK(foreign.error().key == "kit.other-package");
}
