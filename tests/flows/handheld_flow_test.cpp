// SPDX-License-Identifier: GPL-3.0-or-later
// EA-4/02 S9 on real numbers: readings, standards and environment typed in, nothing simulated.
#include "tests/flows/program.h"

#include <catch2/catch.hpp>

#include <QFile>

using cal::test::runProgram;

TEST_CASE("EA-4/02 S9 typed in prints E = 0.10 V, U = 0.05 V, k = 1.65", "[flow][ea402]")
{
    QTemporaryDir folder;
    const auto typed = folder.filePath("typed.json");
    QFile file(typed);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(R"({"format":"calbench-typed/1","by":"metrologist-demo",
        "environment":{"start":{"temperature":"23.1 degC","humidity":"45 %"},"end":{"temperature":"23.2 degC","humidity":"45 %"}},
        "standards":{"standard":{"name":{"zh":"校准源","en":"calibrator"},"manufacturer":"Example","model":"CAL","serial":"C-1",
            "certificate":"K-2026-1","certified-by":"Example NMI","calibrated-on":"2026-05-01","valid-until":"2027-04-30",
            "value":"100.0 V","U":"0.002 V","k":"2"}},
        "readings":{"100V":{"indication":["100.1"]}}})");
    file.close();
    const auto out = folder.filePath("out");
    const auto run =
        runProgram({"run", "ea402-s9-handheld", "--typed", typed, "--store", folder.filePath("s.calbench"), "--out", out, "--json"});
    INFO(run.out << run.err);
    REQUIRE(run.status == 0);
    const auto summary = cal::Json::parse(run.out);
    REQUIRE(summary);
    CHECK((*summary)["simulated"].asBool() == false);
    const auto& point = (*summary)["points"].at(0);
    CHECK(point["error"].asString() == "0.10");
    CHECK(point["U"].asString() == "0.05");
    CHECK(point["k"].asString() == "1.65");

    QProcess text;
    text.start("pdftotext", {"-layout", out + "/certificate.pdf", "-"});
    REQUIRE(text.waitForFinished(20000));
    const auto page = text.readAllStandardOutput().toStdString();
    for (const auto* word : {"0.10", "0.05", "1.65", "S9-0001", "K-2026-1", "未签发"}) {
        INFO(word);
        CHECK(page.find(word) != std::string::npos);
    }
    CHECK(page.find("SIMULATED") == std::string::npos);
}

TEST_CASE("a typed procedure without typed entries and without a terminal says what is missing", "[flow][ea402]")
{
    QTemporaryDir folder;
    const auto run =
        runProgram({"run", "ea402-s9-handheld", "--store", folder.filePath("s.calbench"), "--out", folder.filePath("out")}, 20);
    INFO(run.err);
    CHECK(run.status == 2);
    CHECK(run.err.find("--typed") != std::string::npos);
}
