// SPDX-License-Identifier: GPL-3.0-or-later
// What a dossier lacks on a day, and the two documents made of it.
#include "core/quality/dossier.h"
#include "core/quality/dossier_report.h"
#include "tests/core/quality/dossier_bench.h"

#include <algorithm>
#include <set>

using namespace cal;
using namespace cal::quality;
using cal::quality::test::Complete;
using cal::quality::test::keyOf;
using cal::quality::test::QualityBench;
using cal::quality::test::readings;

namespace {

std::set<std::string> keys(const std::vector<Error>& findings)
{
    std::set<std::string> out;
    for (const auto& finding : findings)
        out.insert(finding.key);
    return out;
}

using Keys = std::set<std::string>;

} // namespace

TEST_CASE("a whole dossier has no gap", "[quality][dossier]")
{
    Complete lab;
    const auto dossier = lab.on();
    CHECK(keys(dossier.gaps) == Keys{});
    CHECK(keys(dossier.reminders) == Keys{});
    REQUIRE(dossier.verifications.size() == 1);
    CHECK(dossier.verifications[0].result->holds);
    CHECK(dossier.stability[0].result->value == Approx(0.00003));
    CHECK(dossier.devices[0].calibration->text("certificate-number") == "C-1");
}

TEST_CASE("an empty dossier lacks everything and says each thing", "[quality][dossier]")
{
    QualityBench bench;
    const auto bare = bench.add("measurement-standard", {{"code", "E-2"}, {"name", "空 / bare"}});
    const auto dossier = dossierOf(bench.registry, bare.id, "2026-09-23");
    REQUIRE(dossier);
    CHECK(keys(dossier->gaps) == Keys{"dossier.no-certificate", "dossier.no-regulation", "dossier.no-characteristics",
                                      "dossier.no-main-standard", "dossier.fewer-than-two", "dossier.no-test", "dossier.document-missing"});
    CHECK(std::count_if(dossier->gaps.begin(), dossier->gaps.end(), [](const Error& e) { return e.key == "dossier.document-missing"; }) ==
          12);
    CHECK(keyOf(dossierOf(bench.registry, bench.device.id, "2026-09-23")) == "dossier.wrong-kind");
    CHECK(keyOf(dossierOf(bench.registry, bare.id, "today")) == "date.syntax");
}

TEST_CASE("time makes gaps: certificates, tests, checks", "[quality][dossier]")
{
    Complete lab;
    CHECK(keys(lab.on("2026-12-01").gaps) == Keys{});
    CHECK(keys(lab.on("2026-12-02").gaps) == Keys{"dossier.check-refuses"});
    CHECK(keys(lab.on("2027-01-02").gaps) == Keys{"dossier.check-refuses", "dossier.calibration-expired"});
    CHECK(keys(lab.on("2027-05-01").reminders).contains("dossier.test-due"));
    CHECK_FALSE(keys(lab.on("2027-06-01").gaps).contains("dossier.test-too-old"));
    CHECK(keys(lab.on("2027-06-02").gaps).contains("dossier.test-too-old"));
    CHECK_FALSE(keys(lab.on("2027-06-30").reminders).contains("dossier.re-examination"));
    CHECK(keys(lab.on("2027-07-01").reminders).contains("dossier.re-examination")); // six months before 2028-01-01
    CHECK(keys(lab.on("2028-01-02").gaps).contains("dossier.certificate-expired"));
}

TEST_CASE("tests that do not hold are gaps", "[quality][dossier]")
{
    Complete lab;
    lab.change(lab.repeatability, {{"readings", readings({"10.0000", "10.0001"})}});
    lab.change(lab.stability, {{"limit", "0.00003"}, {"case", "new"}});
    lab.change(lab.verification, {{"lab-value", "200.0008"}});
    CHECK(keys(lab.on().gaps) == Keys{"dossier.few-readings", "dossier.s-exceeds-budget", "dossier.stability-not-held",
                                      "dossier.few-groups", "dossier.verification-not-held"});
    lab.change(lab.verification, {{"ref-value", Json()}});
    CHECK(keys(lab.on().gaps).contains("dossier.not-computed"));
    // Only the newest test at a point is judged.
    lab.add("repeatability-test", {{"name", "10 V again"},
                                   {"measurement-standard", lab.standard.id.text()},
                                   {"performed-on", "2026-07-01"},
                                   {"object", "34401A"},
                                   {"nominal", "10 V"},
                                   {"unit", "V"},
                                   {"readings", lab.repeatability.value("readings")}});
    CHECK_FALSE(keys(lab.on().gaps).contains("dossier.few-readings"));
}

TEST_CASE("people and devices count by their state", "[quality][dossier]")
{
    Complete lab;
    lab.change(lab.second, {{"to", "2026-09-22"}});
    CHECK(keys(lab.on().gaps) == Keys{"dossier.fewer-than-two"});
    REQUIRE(lab.registry.step(lab.calibration.id, 1, "withdrawn", "wrong values"));
    CHECK(keys(lab.on().gaps) == Keys{"dossier.fewer-than-two", "dossier.not-calibrated"});
}

TEST_CASE("the documents of a dossier have the chapters of JJF 1033, blanks and marks", "[quality][dossier]")
{
    Complete lab;
    const auto dossier = lab.on();
    const auto catalog = cal::quality::test::words();
    const DossierPrinting printing{{"实验室", "Laboratory"}, lab.kinds, catalog, true};
    const auto report = technicalReport(dossier, printing);
    std::vector<std::string> chapters;
    for (const auto& section : report.sections)
        if (!section.title.empty())
            chapters.push_back(section.id);
    CHECK(chapters == std::vector<std::string>{"purpose", "principle", "devices", "characteristics", "environment", "traceability",
                                               "repeatability", "stability", "uncertainty", "verification", "conclusion", "notes"});
    const auto& purpose = std::get<certificate::ReportFields>(report.sections.front().parts.front());
    CHECK(purpose.front().value.empty()); // a blank to fill in, not a guess
    CHECK(report.marks.size() == 3);
    CHECK(report.marks[1].en == "UNSIGNED");
    const auto application = applicationReport(dossier, printing);
    CHECK(application.title.zh == "计量标准考核（复查）申请书");
    for (const auto* document : {&report, &application})
        for (const auto& section : document->sections) {
            INFO(section.id);
            CHECK(section.title.zh.empty() == section.title.en.empty());
            CHECK_FALSE(section.parts.empty());
        }
}

TEST_CASE("every finding of a dossier has a sentence", "[quality][dossier]")
{
    const auto catalog = cal::quality::test::words();
    QualityBench bench;
    const auto bare = bench.add("measurement-standard", {{"code", "E-2"}, {"name", "空 / bare"}});
    Complete lab;
    for (const auto& dossier : {*dossierOf(bench.registry, bare.id, "2026-09-23"), lab.on("2027-07-01"), lab.on("2028-01-02")})
        for (const auto* list : {&dossier.gaps, &dossier.reminders})
            for (const auto& finding : *list) {
                INFO(finding.key);
                CHECK(catalog.contains(finding.key));
                CHECK(findingText(catalog, finding).en.find('{') == std::string::npos);
            }
}
