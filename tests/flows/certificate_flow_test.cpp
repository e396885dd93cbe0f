// SPDX-License-Identifier: GPL-3.0-or-later
// From the bench to the certificate on the command line, on the built-in simulated bench, and the road back from every printed figure.
#include "tests/flows/program.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>

#include <set>

namespace {

using cal::Json;
using cal::test::runProgram;

std::string fileText(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll().toStdString();
}

std::string pdfText(const QString& path)
{
    QProcess process;
    process.start("pdftotext", {"-layout", path, "-"});
    REQUIRE(process.waitForFinished(20000));
    REQUIRE(process.exitCode() == 0);
    return process.readAllStandardOutput().toStdString();
}

void collectKinds(const Json& node, std::set<std::string>& kinds)
{
    kinds.insert(node["kind"].asString());
    for (const auto& child : node["children"].asArray())
        collectKinds(child, kinds);
}

} // namespace

TEST_CASE("the multimeter procedure gives record and certificate, and every figure leads back to bytes", "[flow]")
{
    QTemporaryDir folder;
    const auto store = folder.filePath("laboratory.calbench");
    const auto out = folder.filePath("new/folder");
    const auto run = runProgram({"run", "dmm-dc-voltage", "--store", store, "--out", out, "--unattended", "--json"});
    INFO(run.err);
    REQUIRE(run.status == 0);
    const auto summary = Json::parse(run.out);
    REQUIRE(summary);
    CHECK((*summary)["points"].size() >= 22);
    CHECK((*summary)["simulated"].asBool());
    CHECK((*summary)["issued"].asBool() == false);
    CHECK(QDir(out).entryList(QDir::Files) == QStringList({"certificate.pdf", "record.json"}));

    const auto text = pdfText(out + "/certificate.pdf");
    for (const auto* word : {"校准证书", "CALIBRATION CERTIFICATE", "SIM34401-001", "SIM5522-001", "模拟", "SIMULATED", "未签发",
                             "NOT ISSUED", "k = 2", "JJF 1587"}) {
        INFO(word);
        CHECK(text.find(word) != std::string::npos);
    }
    const auto recordText = fileText(out + "/record.json");
    CHECK(recordText.find("SIMULATED") != std::string::npos);
    CHECK(recordText.find("NOT ISSUED") != std::string::npos);
    const auto record = cal::session::importRecord(recordText);
    INFO((record ? std::string() : record.error().key));
    REQUIRE(record);
    CHECK(record->record.points.size() == (*summary)["points"].size());

    for (const auto& point : record->record.points) {
        const auto road = runProgram({"explain", out + "/record.json", QString::fromStdString(point.point.id), "--json"});
        INFO(point.point.id << ": " << road.err);
        REQUIRE(road.status == 0);
        const auto figures = Json::parse(road.out);
        REQUIRE(figures);
        const auto& list = (*figures)["figures"].asArray();
        CHECK(list.size() >= 5);
        for (const auto& figure : list) {
            CHECK(figure["kind"].asString() == "printed");
            // What the road shows is what the page shows.
            INFO(figure.pretty().substr(0, 300));
            CHECK(!figure["value"].asString().empty());
        }
        std::set<std::string> kinds;
        for (const auto& figure : list)
            collectKinds(figure, kinds);
        for (const auto* kind : {"printed", "rounding", "budget-line", "reading", "sent", "received", "procedure-line", "specification"}) {
            INFO(kind);
            CHECK(kinds.count(kind) == 1);
        }
        // The figures of the results table stand on the page as they stand in the record.
        const auto* result = &*point.counting()->result;
        for (const auto& printed : {result->printedIndication, result->printedError, result->printedU}) {
            INFO(printed);
            CHECK(text.find(printed) != std::string::npos);
        }
    }
    const auto unknown = runProgram({"explain", out + "/record.json", "no-such-point"});
    CHECK(unknown.status == 2);
    CHECK(unknown.err.find("no-such-point") != std::string::npos);

    const auto check = runProgram({"store", "check", "--store", store, "--json"});
    CHECK(check.status == 0);
    const auto bySession = runProgram({"explain", QString::fromStdString((*summary)["session"].asString()), "10V+100%", "--store", store});
    INFO(bySession.err);
    CHECK(bySession.status == 0);
}

TEST_CASE("the documents come in the user's language of errors, the certificate in both", "[flow]")
{
    const auto chinese = runProgram({"--language", "zh", "run", "no-such-procedure"});
    CHECK(chinese.status == 2);
    CHECK(chinese.err.find("没有规程") != std::string::npos);
    const auto english = runProgram({"--language", "en", "run", "no-such-procedure", "--json"});
    CHECK(english.status == 2);
    const auto document = Json::parse(english.out);
    REQUIRE(document);
    CHECK((*document)["error"]["key"].asString() == "procedure.unknown");
}
