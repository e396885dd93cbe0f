// SPDX-License-Identifier: GPL-3.0-or-later
// An item of the demonstration laboratory from agreement to hand-over, with an adjustment on the way, by the real executable.
#include "program.h"

#include "core/base/json.h"

#include <catch2/catch.hpp>

#include <QFile>

using namespace cal;
using namespace cal::test;

namespace {

/// One laboratory; every call prints one JSON document.
struct Work {
    QTemporaryDir folder;
    QString store = folder.filePath("laboratory.calbench");

    Json call(QStringList arguments, int status = 0)
    {
        arguments << "--store" << store << "--json";
        const auto done = runProgram(arguments, 300);
        INFO(arguments.join(' ').toStdString() << "\n" << done.out << done.err);
        REQUIRE(done.status == status);
        auto json = Json::parse(done.out);
        REQUIRE(json);
        return *std::move(json);
    }
    std::string key(QStringList arguments, int status = 2) { return call(std::move(arguments), status)["error"]["key"].asString(); }
};

} // namespace

TEST_CASE("an item goes from agreement to hand-over, adjusted on the way", "[flows][orders]")
{
    Work work;
    const QString item = "DEMO-O-2026-0001/1";
    work.call({"store", "init"});
    const auto orders = work.call({"order", "list"});
    REQUIRE(orders["orders"].size() == 2);

    CHECK(work.key({"run", "--order", item}) == "work.not-agreed");
    CHECK(work.key({"order", "agree", item, "--procedure", "dmm-dc-voltage", "--as", "approver-demo"}) == "access.not-authorised");
    const auto agreed = work.call({"order", "agree", item, "--procedure", "dmm-dc-voltage"});
    CHECK(agreed["values"]["decision-rule"].asString() == "jjf1094");
    CHECK(agreed["values"]["release"].asString().size() == 64);
    CHECK(work.key({"order", "assign", item, "--to", "approver-demo"}) == "order.may-not-perform");
    work.call({"order", "assign", item, "--to", "metrologist-demo"});
    const auto queue = work.call({"order", "queue"});
    REQUIRE(queue["queue"].size() == 1);
    CHECK(queue["queue"].at(0)["item"].asString() == item.toStdString());
    CHECK(work.call({"order", "queue", "--as", "author-demo"})["queue"].size() == 0);
    work.call({"label", item, "--out", work.folder.filePath("tag.pdf")});
    CHECK(QFile::exists(work.folder.filePath("tag.pdf")));
    CHECK(work.key({"label", "DEMO-O-2026-0001", "--out", work.folder.filePath("none.pdf")}) == "named.wrong-kind");
    CHECK(work.key({"dossier", "DEMO-A-0001"}) == "named.wrong-kind");
    CHECK(work.key({"dossier", "nothing"}) == "registry.no-entity");

    const auto held = work.call({"run", "--order", item, "--hold"}, 4);
    CHECK_FALSE(held["finished"].asBool());
    const auto session = QString::fromStdString(held["session"].asString());
    const auto asLeft =
        work.call({"adjust", session, "--what", "10 V gain", "--constants", "none", "--reason", "drift", "--point", "10V+100%"});
    CHECK(asLeft["as-left"].size() == 1);
    const auto sealed = work.call({"run", "--order", "DEMO-O-2026-0001", "--resume", "--out", work.folder.filePath("out")});
    CHECK(sealed["finished"].asBool());
    CHECK(sealed["session"].asString() == session.toStdString());
    CHECK(sealed["points"].at(sealed["points"].size() - 1)["id"].asString() == "10V+100%@as-left");

    CHECK(work.key({"order", "check", item}) == "access.not-authorised");
    CHECK(work.key({"order", "deliver", "DEMO-O-2026-0001", "--to", "Wang"}) == "order.nothing-to-deliver");
    work.call({"order", "check", item, "--as", "checker-demo"});
    work.call({"order", "approve", item, "--as", "approver-demo"});
    const auto label = work.call({"label", item, "--out", work.folder.filePath("label.pdf")});
    CHECK(label["labels"].at(0)["code"].asString() == "DEMO-A-0001");
    CHECK(label["labels"].at(0)["marks"].size() == 2); // simulated, and nothing issued
    for (const auto& line : label["labels"].at(0)["lines"].asArray())
        CHECK(line["id"].asString() != "next"); // the customer did not ask for an interval
    work.call({"order", "deliver", "DEMO-O-2026-0001", "--to", "Wang"});

    const auto trace = work.call({"order", "trace", "DEMO-O-2026-0001"});
    const auto& steps = trace["items"].at(0)["steps"];
    REQUIRE(steps.size() == 12);
    for (std::size_t i = 0; i < 12; ++i) {
        INFO(steps.at(i)["step"].asString());
        CHECK(steps.at(i)["done"].asBool() == (i != 9 && i != 11)); // no documents yet, and it is not due again
        CHECK(steps.at(i)["person"].asString().empty() == (i == 9 || i == 11));
    }
    const auto recalled = [&](const char* days) { // among the laboratory's own standards, which are due by their certificates
        const auto list = work.call({"order", "recall", "--days", days});
        std::vector<std::string> items;
        for (const auto& line : list["recall"].asArray())
            if (line["owner"].asString().find("Customer") != std::string::npos)
                items.push_back(line["asset"].asString() + " " + line["item"].asString());
        return items;
    };
    CHECK(recalled("400") == std::vector<std::string>{"DEMO-A-0001 " + item.toStdString()});
    CHECK(recalled("30").empty());
    work.call({"store", "check"});
}

TEST_CASE("bad words for an order are one sentence", "[flows][orders]")
{
    Work work;
    work.call({"store", "init"});
    CHECK(work.key({"run"}) == "run.procedure-or-order");
    CHECK(work.key({"run", "dmm-dc-voltage", "--order", "X"}) == "run.procedure-or-order");
    CHECK(work.key({"run", "--order", "X"}) == "registry.no-entity");
    CHECK(work.key({"order", "receive", "X", "DEMO-A-0001"}) == "registry.no-entity");
    CHECK(work.key({"order", "receive", "DEMO-O-2026-0001", "DEMO-A-0001"}) == "order.already-here");
    CHECK(work.key({"order", "new", "nonsense"}) == "registry.no-assignment");
    CHECK(work.key({"order", "new", "customer=DEMO-C", "service=repair"}) != "");
    CHECK(work.key({"label", "X", "--out", work.folder.filePath("x.pdf")}) == "registry.no-entity");
    CHECK(work.key({"adjust", "X", "--what", "a", "--constants", "b", "--reason", "c"}) == "session.unknown");
    const auto order = work.call(
        {"order", "new", "customer=DEMO-C", "service=calibration", "decision-rule=simple", "conformity-wanted=yes", "interval-wanted=no"});
    CHECK(order["values"]["number"].asString().substr(0, 7) == "DEMO-O-");
    {
        QFile photo(work.folder.filePath("front.jpg"));
        REQUIRE(photo.open(QIODevice::WriteOnly));
        photo.write("the front of it");
    }
    const auto received =
        work.call({"order", "receive", QString::fromStdString(order["values"]["number"].asString()), "NEW-1", "condition=good",
                   "photos=@" + work.folder.filePath("front.jpg"), "--asset-values", "name=clamp meter"});
    CHECK(received["state"].asString() == "received");
    CHECK(received["values"]["photos"].at(0)["name"].asString() == "front.jpg");
    // The register is no other door: an item comes of its order, an order draws its number.
    CHECK(work.key({"registry", "add", "order-item", "order=DEMO-O-2026-0001", "asset=DEMO-A-0001", "number=X"}) ==
          "registry.not-added-by-form");
    CHECK(work.key({"registry", "add", "order", "customer=DEMO-C", "service=calibration", "decision-rule=none", "conformity-wanted=yes",
                    "interval-wanted=no"}) == "order.rule-missing");
    const auto registered = work.call({"registry", "add", "order", "customer=DEMO-C", "service=calibration", "decision-rule=simple",
                                       "conformity-wanted=yes", "interval-wanted=no"});
    CHECK(registered["entity"]["values"]["number"].asString().substr(0, 7) == "DEMO-O-");
}
