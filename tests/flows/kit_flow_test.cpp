// SPDX-License-Identifier: GPL-3.0-or-later
// The on-site kit with two real stores and the real executable: out, measured off-line, home again; conflicts, changed packages, and a
// merge that is killed.
#include "program.h"

#include "core/base/json.h"
#include "core/base/zip.h"
#include "core/storage/store.h"
#include "tests/support/postgres_server.h"

#include <catch2/catch.hpp>

#include <QElapsedTimer>
#include <QFile>

#include <iostream>
#include <random>

using namespace cal;
using namespace cal::test;

namespace {

const QString kItem = "DEMO-O-2026-0001/1";

/// A new database, or nothing for a file: the laptop's store is a file in either case.
QString laboratoryStore(bool onServer)
{
    return onServer ? QString::fromStdString(support::PostgresServer::shared().newDatabase()) : QString();
}

/// A laboratory's store, a laptop's, and a key.
struct Trip {
    QTemporaryDir folder;
    QString main = path("laboratory.calbench"), laptop = path("laptop.calbench"), kit = path("trip.kit"), back = path("trip.back");

    [[nodiscard]] QString path(const char* name) const { return folder.filePath(QString::fromLatin1(name)); }

    static Json call(const QString& store, QStringList arguments, int status = 0)
    {
        arguments << "--store" << store << "--json";
        const auto done = runProgram(arguments, 300);
        INFO(arguments.join(' ').toStdString() << "\n" << done.out << done.err);
        REQUIRE(done.status == status);
        auto json = Json::parse(done.out);
        REQUIRE(json);
        return *std::move(json);
    }
    static std::string key(const QString& store, const QStringList& arguments, int status = 2)
    {
        return call(store, arguments, status)["error"]["key"].asString();
    }

    Trip() : Trip(QString()) {}
    /// `server`: where the laboratory's store lies on a server; empty: a file.
    explicit Trip(const QString& server)
    {
        if (!server.isEmpty())
            main = server;
        call(main, {"store", "init"});
        call(main, {"order", "agree", kItem, "--procedure", "dmm-dc-voltage"});
        QFile passphrase(path("passphrase"));
        REQUIRE(passphrase.open(QIODevice::WriteOnly));
        passphrase.write("correct horse\n");
        passphrase.close();
        REQUIRE(runProgram({"store", "key", "--out", path("key.pem"), "--passphrase-file", path("passphrase")}).status == 0);
    }
    [[nodiscard]] QStringList packWords(const QString& out) const
    {
        return {"kit", "pack",  "--orders",      "DEMO-O-2026-0001",  "--for",           "metrologist-demo", "--out",
                out,   "--key", path("key.pem"), "--passphrase-file", path("passphrase")};
    }
    Json pack() { return call(main, packWords(kit)); }
    Json open() { return call(laptop, {"kit", "open", kit, "--public-key", path("key.pem.pub")}); }
    Json measure() { return call(laptop, {"run", "--order", kItem}); }
    Json packBack() { return call(laptop, {"kit", "pack-back", "--out", back}); }
    Json merge(const QStringList& more = {}, int status = 0) { return call(main, QStringList{"kit", "merge", back} + more, status); }
};

/// Events of a stream as they are stored.
std::vector<std::string> contents(const QString& store, const std::string& stream)
{
    SystemClock clock;
    const auto opened = storage::openStore(store.toStdString(), storage::OpenMode::ReadOnly, clock);
    REQUIRE(opened);
    const auto events = (*opened)->read(*Uuid::parse(stream));
    REQUIRE(events);
    std::vector<std::string> list;
    for (const auto& event : *events)
        list.push_back(event.content);
    return list;
}

std::size_t eventsIn(const QString& store)
{
    SystemClock clock;
    const auto opened = storage::openStore(store.toStdString(), storage::OpenMode::ReadOnly, clock);
    REQUIRE(opened);
    const auto hashes = (*opened)->hashes(0, 1'000'000);
    REQUIRE(hashes);
    return hashes->size();
}

std::string bytesOf(const QString& file)
{
    QFile read(file);
    REQUIRE(read.open(QIODevice::ReadOnly));
    return read.readAll().toStdString();
}

void writeBytes(const QString& file, const std::string& bytes)
{
    QFile written(file);
    REQUIRE(written.open(QIODevice::WriteOnly));
    written.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

} // namespace

TEST_CASE("an item is measured on a laptop and comes home byte for byte", "[flows][kit]")
{
    const auto server = GENERATE(false, true);
    INFO("the laboratory's store on " << (server ? "PostgreSQL" : "SQLite"));
    Trip trip(laboratoryStore(server));
    const auto packed = trip.pack();
    CHECK(packed["orders"].at(0).asString() == "DEMO-O-2026-0001");
    CHECK(packed["station"].asString().starts_with("kit-"));
    CHECK(Trip::key(trip.main, trip.packWords(trip.kit)) == "store.exists");
    CHECK(packed["remarks"].at(0)["key"].asString() == "kit.numbers-reserved");
    CHECK(Trip::call(trip.main, {"order", "trace", kItem})["items"].at(0)["kit"].asString() == packed["station"].asString());
    CHECK(Trip::key(trip.main, {"run", "--order", kItem}) == "order.item-out");
    const auto opened = trip.open();
    const auto alone = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
    CHECK(QFile::permissions(trip.laptop) == alone);
    CHECK(opened["remarks"].size() == 0); // same program, same definitions, the laboratory's key, in date
    CHECK(Trip::key(trip.laptop, {"kit", "open", trip.kit}) == "store.exists");
    CHECK(Trip::key(trip.main, {"kit", "pack-back", "--out", trip.back}) == "kit.no-kit");

    const auto orders = Trip::call(trip.laptop, {"order", "list"});
    REQUIRE(orders["orders"].size() == 1); // the other order stayed in the laboratory
    const auto ran = trip.measure();
    CHECK(ran["finished"].asBool());
    const auto session = ran["session"].asString();
    const auto number = Trip::call(trip.laptop, {"order", "new", "customer=DEMO-C", "service=calibration", "decision-rule=none",
                                                 "conformity-wanted=no", "interval-wanted=no"})["values"]["number"]
                            .asString();
    CHECK(number.starts_with("DEMO-O-"));
    CHECK(trip.packBack()["closed"].asBool() == false);
    CHECK(QFile::permissions(trip.back) == alone);

    // Every event the laptop wrote names the kit's station.
    for (const auto& content : contents(trip.laptop, session))
        CHECK(content.find("\"station\":\"" + packed["station"].asString() + "\"") != std::string::npos);

    const auto before = eventsIn(trip.main);
    const auto preview = trip.merge({"--preview"});
    CHECK(preview["preview"].asBool());
    CHECK(eventsIn(trip.main) == before);
    CHECK(Trip::key(trip.main, {"kit", "merge", trip.back, "--as", "metrologist-demo"}) == "access.not-authorised");
    const auto merged = trip.merge();
    CHECK(merged["merged"]["changed"].asBool());
    CHECK(merged["warnings"].size() == 0);
    CHECK(contents(trip.main, session) == contents(trip.laptop, session));
    CHECK(contents(trip.main, session).size() > 100);
    Trip::call(trip.main, {"store", "check"});
    const auto list = Trip::call(trip.main, {"order", "list", "DEMO-O-2026-0001"});
    CHECK(list["orders"].at(0)["items"].at(0)["state"].asString() == "measured");
    // And the laboratory goes on with it.
    Trip::call(trip.main, {"order", "check", kItem, "--as", "checker-demo"});
    const auto own = Trip::call(trip.main, {"order", "new", "customer=DEMO-C", "service=calibration", "decision-rule=none",
                                            "conformity-wanted=no", "interval-wanted=no"})["values"]["number"]
                         .asString();
    CHECK(own != number);

    const auto after = eventsIn(trip.main);
    CHECK_FALSE(trip.merge()["merged"]["changed"].asBool());
    CHECK(eventsIn(trip.main) <= after + 1); // signing in is an event; merging again is none

    // Over: what is left of the numbers is void, here and there.
    Trip::call(trip.laptop, {"kit", "pack-back", "--out", trip.back, "--final", "--as", "metrologist-demo"});
    CHECK(Trip::key(trip.laptop, {"kit", "pack-back", "--out", trip.back, "--final", "--as", "metrologist-demo"}) == "kit.ended");
    CHECK(Trip::key(trip.main, {"run", "--order", kItem}) == "order.item-out");
    trip.merge();
    CHECK(Trip::call(trip.main, {"order", "trace", kItem})["items"].at(0)["kit"].asString().empty());
    CHECK(Trip::key(trip.laptop,
                    {"order", "new", "customer=DEMO-C", "service=calibration", "decision-rule=none", "conformity-wanted=no",
                     "interval-wanted=no"},
                    2) == "number.none-left");
    const auto blocks = Trip::call(trip.main, {"registry", "list", "number-block"});
    REQUIRE(blocks["entities"].size() == 2);
    for (const auto& block : blocks["entities"].asArray()) {
        const bool kits = !block["values"]["station"].isNull();
        CHECK(block["state"].asString() == (kits ? "closed" : "open"));
        CHECK(block["values"]["void"].size() == (kits ? 19 : 0)); // of twenty one was used
    }
    Trip::call(trip.main, {"store", "check"});
}

TEST_CASE("an item both sides worked on waits for a choice", "[flows][kit]")
{
    const auto server = GENERATE(false, true);
    INFO("the laboratory's store on " << (server ? "PostgreSQL" : "SQLite"));
    Trip trip(laboratoryStore(server));
    trip.pack();
    trip.open();
    Trip::call(trip.main, {"order", "assign", kItem, "--to", "metrologist-demo"});
    trip.measure();
    trip.packBack();
    const auto preview = trip.merge({"--preview"}, 1);
    const Json* conflict = nullptr;
    for (const auto& stream : preview["streams"].asArray())
        if (stream["fate"].asString() == "conflict")
            conflict = &stream;
    REQUIRE(conflict);
    CHECK((*conflict)["title"].asString() == kItem.toStdString());
    CHECK((*conflict)["laboratory"].at(0)["type"].asString() == "order-item.assigned");
    CHECK((*conflict)["laptop"].at(0)["type"].asString() == "order-item.begun");
    CHECK((*conflict)["laptop"].at(0)["who"].asString() != "");
    const auto item = (*conflict)["stream"].asString();
    const auto mine = contents(trip.main, item);

    const auto waits = trip.merge({}, 1);
    CHECK(waits["merged"]["conflicts"].asInt() == 1);
    CHECK(contents(trip.main, item) == mine);
    CHECK(Trip::key(trip.main, {"kit", "merge", trip.back, "--resolve", kItem + "=both"}) == "kit.choice");
    CHECK(Trip::key(trip.main, {"kit", "merge", trip.back, "--resolve", kItem + "=take"}) == "kit.no-reason");
    const auto taken = trip.merge({"--resolve", kItem + "=take", "--reason", "assigned here, measured there"});
    CHECK(taken["merged"]["resolved"].asInt() == 1);
    const auto now = contents(trip.main, item);
    REQUIRE(now.size() == mine.size() + 3);
    CHECK(std::equal(mine.begin(), mine.end(), now.begin()));
    CHECK(now.back().find("kit.conflict-resolved") != std::string::npos);
    const auto list = Trip::call(trip.main, {"order", "list", "DEMO-O-2026-0001"});
    CHECK(list["orders"].at(0)["items"].at(0)["state"].asString() == "measured");
    // Who measured on site still cannot check, though somebody else wrote it down here.
    Trip::call(trip.main, {"people", "authorise", "metrologist-demo", "check", "--as", "administrator-demo"});
    CHECK(Trip::key(trip.main, {"order", "check", kItem, "--as", "metrologist-demo"}) == "access.same-person");
    Trip::call(trip.main, {"order", "check", kItem, "--as", "checker-demo"});
    CHECK_FALSE(trip.merge()["merged"]["changed"].asBool());
    Trip::call(trip.main, {"store", "check"});
}

TEST_CASE("a changed package and another laboratory's are refused by name", "[flows][kit]")
{
    Trip trip;
    trip.pack();
    trip.open();
    trip.packBack();
    auto files = readZip(bytesOf(trip.back));
    REQUIRE(files);
    const auto events = std::find_if(files->begin(), files->end(), [](const auto& file) { return file.first.starts_with("events/"); });
    REQUIRE(events != files->end());
    events->second[events->second.size() / 2] ^= 1;
    writeBytes(trip.path("changed.back"), *writeZip(*files));
    const auto before = eventsIn(trip.main);
    const auto refused = Trip::call(trip.main, {"kit", "merge", trip.path("changed.back")}, 1)["error"];
    CHECK(refused["key"].asString() == "kit.file-changed");
    CHECK(refused["message"].asString().find(events->first) != std::string::npos);
    CHECK(Trip::key(trip.main, {"kit", "merge", trip.kit}) == "kit.other-package");

    auto kit = readZip(bytesOf(trip.kit));
    REQUIRE(kit);
    (*kit)["manifest.json"][20] ^= 1;
    writeBytes(trip.path("changed.kit"), *writeZip(*kit));
    const auto laptop = trip.path("other.calbench");
    CHECK(Trip::key(laptop, {"kit", "open", trip.path("changed.kit")}, 1) == "kit.file-changed");
    CHECK_FALSE(QFile::exists(laptop));
    writeBytes(trip.path("cut.kit"), bytesOf(trip.kit).substr(0, 5000));
    CHECK(Trip::key(laptop, {"kit", "open", trip.path("cut.kit")}) == "zip.invalid");

    Trip other;
    CHECK(Trip::key(other.main, {"kit", "merge", trip.back}) == "kit.foreign");
    CHECK(eventsIn(trip.main) <= before + 2);
}

TEST_CASE("people of a real laboratory sign in off-line with their passwords, and only those who go", "[flows][kit][people]")
{
    QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(QString::fromLatin1(name)); };
    const auto main = path("l.calbench"), laptop = path("laptop.calbench");
    const std::string admin = "correct horse battery\n", own = "an own one of mine\n";
    const auto call = [](const QString& store, QStringList arguments, const std::string& input, int status = 0) {
        arguments << "--store" << store << "--json";
        const auto done = runProgram(arguments, 120, input);
        INFO(arguments.join(' ').toStdString() << "\n" << done.out << done.err);
        REQUIRE(done.status == status);
        auto json = Json::parse(done.out);
        REQUIRE(json);
        return *std::move(json);
    };
    const Json laboratory = Json::Object{{"format", "calbench-laboratory/1"},
                                         {"laboratory", Json::Object{{"id", "test"},
                                                                     {"demonstration", false},
                                                                     {"name", Text{"检验实验室", "Test Laboratory"}},
                                                                     {"address", Text{"检验路 1 号", "1 Test Road"}},
                                                                     {"phone", ""},
                                                                     {"email", ""},
                                                                     {"postcode", ""},
                                                                     {"authorisation", Text{"无", "none"}},
                                                                     {"offset-minutes", 480}}}};
    writeBytes(path("laboratory.json"), laboratory.pretty());
    writeBytes(path("passphrase"), "correct horse\n");
    call(main, {"store", "init", "--laboratory", path("laboratory.json"), "--admin", "wangwu"}, admin);
    call(main, {"people", "add", "zhangsan", "--as", "wangwu"}, admin);
    for (const auto& [person, operation] : {std::pair{"wangwu", "register"}, {"wangwu", "order"}, {"zhangsan", "order"}})
        call(main, {"people", "authorise", person, operation, "--as", "wangwu"}, admin);
    call(main, {"people", "password", "zhangsan", "--as", "wangwu"}, admin + "given by wangwu\n");
    call(main, {"people", "password", "--as", "zhangsan"}, "given by wangwu\n" + own);
    call(main, {"registry", "add", "organisation", "name=客户", "role=customer", "code=C1", "--as", "wangwu"}, admin);
    call(main, {"registry", "add", "number-block", "name=orders", "purpose=order", "rule=O-{serial}", "from=1", "to=99", "--as", "wangwu"},
         admin);
    const QStringList newOrder = {
        "order", "new", "customer=C1", "service=calibration", "decision-rule=none", "conformity-wanted=no", "interval-wanted=no", "--as"};
    call(main, newOrder + QStringList{"wangwu"}, admin);
    call(main, {"order", "receive", "O-1", "A-1", "condition=good", "--asset-values", "name=meter", "--as", "wangwu"}, admin);
    call(main, {"order", "agree", "O-1/1", "--procedure", "dmm-dc-voltage", "--as", "wangwu"}, admin);
    REQUIRE(runProgram({"store", "key", "--out", path("key.pem"), "--passphrase-file", path("passphrase")}).status == 0);
    const QStringList pack = {"kit",
                              "pack",
                              "--orders",
                              "O-1",
                              "--for",
                              "zhangsan",
                              "--out",
                              path("trip.kit"),
                              "--key",
                              path("key.pem"),
                              "--passphrase-file",
                              path("passphrase"),
                              "--as"};
    CHECK(call(main, pack + QStringList{"zhangsan"}, own, 2)["error"]["key"].asString() == "access.not-authorised");
    const auto packed = call(main, pack + QStringList{"wangwu"}, admin);
    REQUIRE(packed["remarks"].size() == 3); // the numbers of orders, no block for documents
    CHECK(packed["remarks"].at(2)["key"].asString() == "kit.nobody-checks");
    CHECK(QFile::permissions(path("trip.kit")) ==
          (QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser));
    call(laptop, {"kit", "open", path("trip.kit")}, "");

    CHECK(call(laptop, newOrder + QStringList{"zhangsan"}, "wrong\n", 2)["error"]["key"].asString() == "sign-in.refused");
    CHECK(call(laptop, newOrder + QStringList{"zhangsan"}, own)["values"]["number"].asString() == "O-2");
    CHECK(call(laptop, newOrder + QStringList{"wangwu"}, admin, 2)["error"]["key"].asString() == "sign-in.refused"); // stayed at home
    CHECK(call(main, newOrder + QStringList{"zhangsan"}, own)["values"]["number"].asString() == "O-22");

    call(laptop, {"kit", "pack-back", "--out", path("trip.back")}, "");
    const auto merged = call(main, {"kit", "merge", path("trip.back"), "--as", "wangwu"}, admin);
    CHECK(merged["merged"]["conflicts"].asInt() == 0);
    CHECK(merged["merged"]["beside"].asInt() == 1); // zhangsan signed in here and there
    CHECK(call(main, {"order", "list", "O-2"}, "")["orders"].size() == 1);
    // What was refused on the laptop is on record here.
    CHECK(call(main, {"people", "refusals"}, "").size() >= 2);
    call(main, {"store", "check"}, "");
}

TEST_CASE("a merge that is killed is done whole or not at all", "[flows][kit][kill]")
{
    Trip trip;
    trip.pack();
    trip.open();
    const auto session = trip.measure()["session"].asString();
    trip.packBack();
    const auto whole = contents(trip.laptop, session);
    const auto untouched = bytesOf(trip.main);
    QElapsedTimer timer;
    timer.start();
    trip.merge();
    const auto takes = static_cast<int>(timer.elapsed());
    REQUIRE(contents(trip.main, session) == whole);

    const auto seed = std::random_device{}();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> delay(takes / 3, takes + 50); // before that the program is still starting
    int none = 0, all = 0;
    for (int i = 0; i < 20; ++i) {
        const auto store = trip.path("killed.calbench");
        for (const char* part : {"", "-wal", "-shm"})
            QFile::remove(store + part);
        writeBytes(store, untouched);
        {
            RunningProgram merging({"kit", "merge", trip.back, "--store", store});
            merging.waitForEnd(delay(random));
            merging.kill();
            merging.waitForEnd(5000);
        }
        const auto there = contents(store, session);
        const auto list = Trip::call(store, {"order", "list", "DEMO-O-2026-0001"});
        const auto state = list["orders"].at(0)["items"].at(0)["state"].asString();
        if (there.empty()) {
            ++none;
            CHECK(state == "agreed");
        } else {
            ++all;
            CHECK(there == whole);
            CHECK(state == "measured");
        }
        Trip::call(store, {"store", "check"});
        Trip::call(store, {"kit", "merge", trip.back});
        CHECK(contents(store, session) == whole);
    }
    std::cout << "merge killed 20 times: " << none << " not at all, " << all << " whole\n";
    CHECK(none + all == 20);
    CHECK(none > 0);
}
