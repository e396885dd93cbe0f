// SPDX-License-Identifier: GPL-3.0-or-later
// Lint: every mistake at its place, what instruments cannot do, and the marks.
#include "core/procedure/lint.h"

#include "tests/core/procedure/procedure_files.h"

#include <algorithm>

using cal::procedure::Finding;
using cal::procedure::lint;
using cal::procedure::test::edited;
using cal::procedure::test::findingOf;
using cal::procedure::test::listed;
using cal::procedure::test::shipped;
using cal::procedure::test::shippedDefinitions;

namespace {

std::vector<Finding> lintOf(const std::string& file, const std::string& from, const std::string& to)
{
    return lint(edited(shipped("dmm-dc-voltage"), file, from, to), shippedDefinitions());
}

void checkFinding(const std::vector<Finding>& findings, const std::string& key, Finding::Severity severity, const std::string& file,
                  int line)
{
    INFO(listed(findings));
    const auto* finding = findingOf(findings, key);
    REQUIRE(finding);
    CHECK(finding->severity == severity);
    CHECK(finding->file == file);
    CHECK(finding->line == line);
}

constexpr auto kLintError = Finding::Severity::Error;
constexpr auto kLintWarning = Finding::Severity::Warning;

} // namespace

TEST_CASE("the shipped procedures have nothing to find", "[procedure][lint]")
{
    for (const char* id : {"dmm-dc-voltage", "ea402-s9-handheld"}) {
        const auto findings = lint(shipped(id), shippedDefinitions());
        INFO(id << "\n" << listed(findings));
        CHECK(findings.empty());
    }
}

TEST_CASE("all mistakes of a procedure are found in one go, sorted by place", "[procedure][lint]")
{
    auto files = shipped("dmm-dc-voltage");
    files = edited(files, "procedure.json", "\"mode\": \"calibration\"", "\"mode\": \"x\"");
    files = edited(files, "procedure.json", "\"unit\": \"degC\"", "\"unit\": \"blorb\"");
    files = edited(files, "points.csv", "0.05 V", "nothing");
    files = edited(files, "points.csv", "\n1V+50%", "\n1V+10%");
    files = edited(files, "measure.lua", "end\n", "en\n");
    const auto findings = lint(files, shippedDefinitions());
    INFO(listed(findings));
    checkFinding(findings, "procedure.unknown-word", kLintError, "procedure.json", 7);
    checkFinding(findings, "unit.unknown", kLintError, "procedure.json", 39);
    checkFinding(findings, "quantity.syntax", kLintError, "points.csv", 3);
    checkFinding(findings, "table.duplicate-id", kLintError, "points.csv", 7);
    CHECK(findingOf(findings, "quantity.syntax")->column == 19);
    CHECK(findingOf(findings, "script.syntax"));
    CHECK(std::is_sorted(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    }));
}

TEST_CASE("points that no known instrument can do", "[procedure][lint]")
{
    // 5 kV is beyond the calibrator and beyond the meter.
    const auto range = lintOf("points.csv", "-1000 V", "-5000 V");
    checkFinding(range, "lint.need-range", kLintError, "points.csv", 27);
    CHECK(findingOf(range, "lint.need-range")->message.arg("point") == "1000V-100%");
    CHECK(findingOf(range, "lint.need-range")->message.arg("low") == "-1020 V");

    const auto noRange = lintOf("points.csv", "-1000 V,1000 V", "-1000 V,300 V");
    checkFinding(noRange, "lint.need-range-name", kLintError, "points.csv", 27);

    const auto quantity = lintOf("procedure.json", "\"quantity\": \"dc-voltage\"", "\"quantity\": \"luminous-flux\"");
    checkFinding(quantity, "lint.need-quantity", kLintError, "procedure.json", 20);

    const auto direction = lintOf("procedure.json", "\"action\": \"measure\"", "\"action\": \"source\"");
    checkFinding(direction, "lint.need-direction", kLintError, "procedure.json", 29);

    const auto unknown = lintOf("procedure.json", "[\"hp-34401a\"]", "[\"acme-1\"]");
    CHECK(unknown.size() == 1);
    checkFinding(unknown, "definition.unknown", kLintError, "procedure.json", 17);
}

TEST_CASE("the standard must be good enough at every point", "[procedure][lint]")
{
    const auto findings = lintOf("procedure.json", "\"0.3333\"", "\"0.25\"");
    INFO(listed(findings));
    const auto finding =
        std::find_if(findings.begin(), findings.end(), [](const Finding& f) { return f.message.arg("point") == "0.1V+100%"; });
    REQUIRE(finding != findings.end());
    CHECK(finding->message.key == "lint.ratio");
    // 100 mV: 2 * 3 uV / 2.58 against 8.5 uV.
    CHECK(finding->message.arg("ratio") == "27.4");
    CHECK(finding->message.arg("limit") == "25.0");
    CHECK(finding->file == "points.csv");
    CHECK(finding->line == 4);
    CHECK(std::none_of(findings.begin(), findings.end(), [](const Finding& f) { return f.message.arg("point") == "1V+100%"; })); // 21 %
}

TEST_CASE("a specification for the interval must exist", "[procedure][lint]")
{
    const auto findings = lintOf("procedure.json", "\"from\": \"item-specification\",\n    \"interval\": \"1y\"",
                                 "\"from\": \"item-specification\",\n    \"interval\": \"2y\"");
    checkFinding(findings, "lint.no-specification", kLintError, "points.csv", 2);
}

TEST_CASE("marks are warnings", "[procedure][lint]")
{
    checkFinding(lintOf("procedure.json", "\"status\": \"released\"", "\"status\": \"draft\""), "lint.draft", kLintWarning,
                 "procedure.json", 5);

    auto unsigned_ = shipped("dmm-dc-voltage");
    auto& head = unsigned_["procedure.json"];
    const auto at = head.find(",\n  \"sign-offs\"");
    REQUIRE(at != std::string::npos);
    head = head.substr(0, at) + "\n}\n";
    const auto findings = lint(unsigned_, shippedDefinitions());
    INFO(listed(findings));
    CHECK(findings.size() == 7); // basis, two limits, Vs, dEmf, readings, points
    for (const auto& finding : findings) {
        CHECK(finding.severity == kLintWarning);
        CHECK(finding.message.key == "lint.confidence");
        CHECK(finding.line > 0);
    }

    auto untested = shipped("dmm-dc-voltage");
    untested.erase("tests.json");
    checkFinding(lint(untested, shippedDefinitions()), "lint.no-tests", kLintWarning, "tests.json", 0);

    auto both = shipped("ea402-s9-handheld");
    auto& text = both["procedure.json"];
    const auto from = text.find("\"standard-enters-reason\"");
    const auto to = text.find("\"source\"", from);
    REQUIRE(from != std::string::npos);
    text.erase(from, to - from);
    checkFinding(lint(both, shippedDefinitions()), "procedure.both-without-reason", kLintWarning, "procedure.json", 93);
}

TEST_CASE("without definitions nothing is said about instruments", "[procedure][lint]")
{
    const auto files = edited(shipped("dmm-dc-voltage"), "points.csv", "-1000 V", "-5000 V");
    CHECK(lint(files, {}).empty());
}
