// SPDX-License-Identifier: GPL-3.0-or-later
// The installation check as made on this machine is green, and each of its parts goes red when what it tries is wrong.
#include "app/installation_check.h"
#include "app/procedure_trials.h"
#include "core/certificate/pdf/report_pdf.h"

#include <catch2/catch.hpp>

#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace cal;
using namespace cal::app;

TEST_CASE("the installation check is green and tries every part", "[app][selfcheck]")
{
    const auto catalogue = Catalogue::load();
    REQUIRE(catalogue);
    const auto check = checkInstallation(*catalogue, {});
    std::vector<std::string> parts;
    for (const auto& part : check.parts) {
        parts.push_back(part.id);
        for (const auto& trial : part.trials) {
            INFO(part.id << " " << trial.id << ": expected " << trial.expected << ", found " << trial.found << " "
                         << (trial.error ? trial.error->key : ""));
            CHECK(trial.holds);
        }
    }
    CHECK(parts == std::vector<std::string>{"uncertainty", "rounding", "decision", "assessment", "procedures", "store", "documents"});
    CHECK(check.green());

    const auto unsignedReport = installationReport(check, *catalogue, {});
    CHECK(unsignedReport.marks.size() == 1);
    const auto pdf = certificate::renderReport(unsignedReport, certificate::DocumentLanguage::Both);
    INFO((pdf ? std::string() : pdf.error().key));
    CHECK(pdf);
    CHECK(installationReport(check, *catalogue, "note").marks.empty());

    // The statement that is signed changes with the report.
    auto other = check;
    other.parts[0].trials[0].holds = false;
    CHECK(*checkStatement(check) != *checkStatement(other));
    CHECK(checkStatement(other)->find("\nred\n") != std::string::npos);
}

TEST_CASE("a case of a procedure that does not come out is red", "[app][selfcheck]")
{
    const auto catalogue = Catalogue::load();
    REQUIRE(catalogue);
    const auto procedure = procedure::load(catalogue->procedures.at("ea402-s9-handheld"));
    REQUIRE(procedure);
    const Json testCase = procedure->tests["cases"].at(0);
    const auto record = runCase(*catalogue, *procedure, testCase);
    INFO((record ? std::string() : record.error().key));
    REQUIRE(record);
    const auto red = [&](const Json& expect) {
        const auto trials = compareCase("case", expect, *record);
        return std::count_if(trials.begin(), trials.end(), [](const auto& trial) { return !trial.holds; });
    };
    CHECK(red(testCase["expect"]) == 0);
    const auto point = [](const char* id, Json::Object members) {
        return Json(Json::Object{{"points", Json::Object{{id, std::move(members)}}}});
    };
    CHECK(red(point("100V", {{"U", "0.06"}})) == 1);
    CHECK(red(point("100V", {{"U", "0.050"}})) == 1); // another number of digits is another result
    CHECK(red(point("100V", {{"verdict", "pass"}})) == 1);
    CHECK(red(point("nowhere", {{"U", "0.05"}})) == 1);
    CHECK(red(Json::Object{{"verdict", "fail"}}) == 1);

    // A bench that cannot be opened is an error, not a pass.
    Json broken = testCase;
    broken["typed"] = Json::Object{{"format", "calbench-typed/1"}};
    CHECK_FALSE(runCase(*catalogue, *procedure, broken));
}

TEST_CASE("a damaged store makes the installation check red", "[app][selfcheck]")
{
    auto catalogue = Catalogue::load();
    REQUIRE(catalogue);
    catalogue->procedures.clear(); // only the store is of interest
    QTemporaryDir folder;
    const auto path = (std::filesystem::path(folder.path().toStdString()) / "store.calbench").string();
    std::ofstream(path) << "this is no store";
    const auto check = checkInstallation(*catalogue, path);
    CHECK_FALSE(check.green());
    for (const auto& part : check.parts) {
        if (part.id == "store")
            CHECK(part.failed() == 1);
        if (part.id == "procedures" || part.id == "documents")
            CHECK_FALSE(part.green()); // nothing was tried
    }
}
