// SPDX-License-Identifier: GPL-3.0-or-later
// From readings to what is printed.
#include "core/session/model_inputs.h"
#include "core/session/point_evaluation.h"
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

#include <cmath>

namespace cal::session::test {

namespace {

Decimal exactly(std::string_view text)
{
    const auto number = Decimal::parse(text);
    REQUIRE(number.has_value());
    return *number;
}

Reading readingOf(int index, std::string_view text, const char* unit = "V")
{
    Reading reading;
    reading.index = index;
    reading.quantity = "indication";
    reading.value = equipment::Scalar{exactly(text), *units::Unit::parse(unit)};
    return reading;
}

struct EvaluationCase {
    SetUp setUp;
    explicit EvaluationCase(const char* id = "dmm-dc-voltage")
    {
        setUp.procedure = shippedProcedure(id);
        setUp.standards = calibratorOfTheLaboratory();
        if (!setUp.procedure.head.typed) {
            setUp.definitions.emplace("standard", support::shippedDefinition("fluke-5522a"));
            setUp.definitions.emplace("item", support::shippedDefinition("hp-34401a"));
        }
    }
    procedure::Point& point(const std::string& id)
    {
        for (auto& p : setUp.procedure.points)
            if (p.id == id)
                return p;
        FAIL("no point " << id);
        return setUp.procedure.points.front();
    }
    Result<PointResult> evaluated(const std::string& id, const std::vector<std::string>& texts, const char* unit = "V")
    {
        auto& p = point(id);
        p.readings = static_cast<int>(texts.size());
        std::vector<Reading> readings;
        for (const auto& text : texts)
            readings.push_back(readingOf(static_cast<int>(readings.size()) + 1, text, unit));
        return evaluatePoint(setUp, p, readings);
    }
    PointResult result(const std::string& id, const std::vector<std::string>& texts, const char* unit = "V")
    {
        auto done = evaluated(id, texts, unit);
        if (!done) {
            INFO(told(done.error()));
            REQUIRE(done.has_value());
        }
        return *done;
    }
};

const uncertainty::BudgetLine& lineNamed(const PointResult& result, const std::string& name)
{
    for (const auto& line : result.budget.lines)
        if (line.input.name == name)
            return line;
    FAIL("no line " << name);
    return result.budget.lines.front();
}

const std::vector<std::string> kQuiet(10, "+1.00000150E+01");

} // namespace

TEST_CASE("EA-4/02 S9 prints E = 0.10 V, U = 0.05 V, k = 1.65", "[session][evaluation]")
{
    EvaluationCase c("ea402-s9-handheld");
    c.setUp.standards.front().values = Json::Object{{"value", "100.0 V"}, {"U", "0.002 V"}, {"k", "2"}};
    const auto r = c.result("100V", {"100.1"});
    CHECK(r.printedError == "0.10");
    CHECK(r.printedU == "0.05");
    CHECK(r.printedK == "1.65");
    CHECK(r.printedP == "95 %");
    CHECK(r.printedIndication == "100.1");
    CHECK(r.printedReference == "100.0");
    CHECK(r.printedMpe.empty());
    CHECK(r.verdict == conformity::Verdict::NotJudged);
    // full digits of the published case: tol_reference of ea402_s9_dmm.json
    CHECK(r.budget.combinedStandardUncertainty == Approx(0.02957476401709178).epsilon(0).margin(2.96e-11));
    CHECK(r.budget.expanded.U == Approx(0.04866374420448965).epsilon(0).margin(4.87e-11));
    CHECK(lineNamed(r, "VS").input.u == Approx(0.001).epsilon(1e-12));
    CHECK_FALSE(lineNamed(r, "VS").input.note.empty()); // certificate and specification both enter, and the budget says why
}

TEST_CASE("the error of indication is exact where doubles are not", "[session][evaluation]")
{
    EvaluationCase c;
    const auto r = c.result("10V+100%", kQuiet);
    CHECK(r.error == exactly("0.000015")); // 10.000015 − 10 in double is 1.5000000000…e-05 with a tail
    CHECK(r.reference == exactly("10"));
    CHECK(r.indication == exactly("10.000015"));
    CHECK(r.unit == "V");
    CHECK(r.printedReference.find('E') == std::string::npos);
    CHECK(r.printedIndication.size() == r.printedReference.size());
}

TEST_CASE("means of three readings are rounded twelve places further, not before", "[session][evaluation]")
{
    CHECK(meanOf({exactly("0.14"), exactly("0.16")}) == exactly("0.15"));
    CHECK(meanOf({exactly("1"), exactly("1"), exactly("2")}) == exactly("1.333333333333"));
    CHECK(meanOf({exactly("-1"), exactly("-1"), exactly("-3")}) == exactly("-1.666666666667"));
    CHECK(meanOf({exactly("2.5")}) == exactly("2.5"));
}

TEST_CASE("a specification becomes u by its stated level and already holds the drift", "[session][evaluation]")
{
    EvaluationCase c;
    const auto r = c.result("10V+100%", kQuiet);
    const auto rows = c.setUp.definitions.at("standard").covering("dc-voltage", true, exactly("10"), "1y");
    REQUIRE_FALSE(rows.empty());
    REQUIRE(rows.front()->coverageK == 2.58);
    const auto& standard = lineNamed(r, "Vs");
    CHECK(standard.input.u == Approx(rows.front()->specification.limitAt(exactly("10")).toDouble() / 2.58).epsilon(1e-14));
    CHECK(standard.input.distribution == uncertainty::Distribution::Normal);
    CHECK(standard.input.source.find("k = 2.58") != std::string::npos);
    const auto& drift = lineNamed(r, "dDrift");
    CHECK(drift.input.u == 0.0);
    CHECK(drift.input.note.en.find("contained in the interval specification") != std::string::npos);
    CHECK_FALSE(drift.input.note.zh.empty());
}

TEST_CASE("of resolution and repeatability the larger counts and both are shown", "[session][evaluation]")
{
    EvaluationCase c;
    SECTION("readings that do not scatter: the resolution counts")
    {
        const auto r = c.result("10V+100%", kQuiet);
        CHECK(lineNamed(r, "dRes").input.counts);
        CHECK(lineNamed(r, "dRes").input.u == Approx(1e-5 / 2 / std::sqrt(3.0)).epsilon(1e-12));
        CHECK_FALSE(lineNamed(r, "dRep").input.counts);
        CHECK_FALSE(lineNamed(r, "dRep").input.note.empty());
        CHECK(lineNamed(r, "Vx").input.u == 0.0);
    }
    SECTION("readings that scatter: the repeatability counts")
    {
        const auto r = c.result("10V+100%", {"10.0000", "10.0010", "9.9990", "10.0005", "9.9995"});
        CHECK_FALSE(lineNamed(r, "dRes").input.counts);
        CHECK(lineNamed(r, "dRep").input.counts);
        CHECK(lineNamed(r, "dRep").input.nu == 4.0);
        CHECK(lineNamed(r, "dRep").share > lineNamed(r, "dRes").share);
        CHECK(lineNamed(r, "dRes").share == 0.0);
    }
    SECTION("switched off: both count")
    {
        c.setUp.procedure.head.rules.repeatabilityResolution = "both";
        const auto r = c.result("10V+100%", {"10.0000", "10.0010", "9.9990", "10.0005", "9.9995"});
        CHECK(lineNamed(r, "dRes").input.counts);
        CHECK(lineNamed(r, "dRep").input.counts);
    }
}

TEST_CASE("MPE is the meter's one-year limit at the nominal value, in the point's unit", "[session][evaluation]")
{
    EvaluationCase c;
    const auto volts = c.result("10V+100%", kQuiet);
    REQUIRE(volts.mpe.has_value());
    CHECK(*volts.mpe == exactly("0.0004")); // 35 ppm of 10 V + 5 ppm of 10 V
    CHECK(volts.printedMpe.rfind("±0.0004", 0) == 0);
    CHECK(volts.verdict == conformity::Verdict::Pass);
    auto& point = c.point("0.1V+100%");
    point.nominal = *units::Quantity::parse("100 mV");
    point.range = *units::Quantity::parse("100 mV");
    const auto millivolts = c.result("0.1V+100%", std::vector<std::string>(10, "+1.00002000E-01"));
    CHECK(millivolts.unit == "mV");
    CHECK(millivolts.error == exactly("0.002"));
    CHECK(*millivolts.mpe == exactly("0.0085"));
    CHECK(millivolts.printedReference.rfind("100.000", 0) == 0);
}

TEST_CASE("the decision compares full values, not printed ones", "[session][evaluation]")
{
    EvaluationCase c;
    c.setUp.procedure.head.rules.decision = "simple";
    // E = 0.00040004 V prints as 0.00040 like the limit, and is beyond it all the same.
    const auto r = c.result("10V+100%", std::vector<std::string>(10, "10.00040004"));
    CHECK(r.printedError == "0.00040");
    CHECK(r.verdict == conformity::Verdict::Fail);
    const auto at = c.result("10V+100%", std::vector<std::string>(10, "10.0004"));
    CHECK(at.verdict == conformity::Verdict::Pass);
    c.setUp.procedure.head.rules.decision = "guard-band";
    const auto guarded = c.result("10V+100%", std::vector<std::string>(10, "10.0004"));
    CHECK(guarded.verdict == conformity::Verdict::Undecided);
    CHECK(guarded.guardBand.has_value());
}

TEST_CASE("what is missing is an error, never a zero", "[session][evaluation]")
{
    EvaluationCase c;
    SECTION("readings")
    {
        c.point("10V+100%").readings = 10;
        const auto done = evaluatePoint(c.setUp, c.point("10V+100%"), {readingOf(1, "10")});
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().key == "session.no-readings");
    }
    SECTION("drift of a standard that enters by its certificate")
    {
        c.setUp.procedure.head.rules.standardEnters = "certificate";
        const auto done = c.evaluated("10V+100%", kQuiet);
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().key == "session.no-drift");
        c.setUp.standards.front().values = Json::Object{{"drift", "20 uV"}};
        const auto r = c.result("10V+100%", kQuiet);
        CHECK(lineNamed(r, "dDrift").input.u == Approx(20e-6 / std::sqrt(3.0)).epsilon(1e-12));
    }
    SECTION("the standard's specification")
    {
        c.setUp.definitions.erase("standard");
        const auto done = c.evaluated("10V+100%", kQuiet);
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().key == "session.no-specification");
    }
    SECTION("resolution")
    {
        c.setUp.definitions.erase("item");
        const auto done = c.evaluated("10V+100%", kQuiet);
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().key == "session.no-resolution");
    }
    SECTION("a row for the MPE")
    {
        c.setUp.procedure.head.mpeInterval = "10y";
        c.point("10V+100%").resolution = *units::Quantity::parse("10 uV");
        const auto done = c.evaluated("10V+100%", kQuiet);
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().key == "session.no-mpe-row");
    }
    SECTION("a text instead of a number")
    {
        auto reading = readingOf(1, "10");
        reading.value = equipment::Choice{"OK"};
        c.point("10V+100%").readings = 1;
        const auto done = evaluatePoint(c.setUp, c.point("10V+100%"), {reading});
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().key == "session.not-a-number");
    }
    SECTION("a reading in another unit")
    {
        const auto done = c.evaluated("10V+100%", kQuiet, "A");
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().key == "unit.mismatch");
    }
    SECTION("a typed standard value")
    {
        EvaluationCase s9("ea402-s9-handheld");
        const auto none = s9.evaluated("100V", {"100.1"});
        REQUIRE_FALSE(none.has_value());
        CHECK(none.error().key == "session.no-standard-value");
        s9.setUp.standards.front().values = Json::Object{{"value", "100.0 V"}, {"U", "0.002 V"}, {"k", "0"}};
        const auto zero = s9.evaluated("100V", {"100.1"});
        REQUIRE_FALSE(zero.has_value());
        CHECK(zero.error().key == "session.bad-standard-value");
        s9.setUp.standards.front().values = Json::Object{{"value", "one hundred"}, {"U", "0.002 V"}, {"k", "2"}};
        const auto words = s9.evaluated("100V", {"100.1"});
        REQUIRE_FALSE(words.has_value());
        CHECK(words.error().key == "session.bad-standard-value");
    }
}

TEST_CASE("a certificate gives value, U and k, point by point where it states them so", "[session][evaluation]")
{
    EvaluationCase c;
    for (auto& input : c.setUp.procedure.head.inputs)
        if (input.name == "Vs")
            input.kind = procedure::ModelInput::Kind::StandardCertificate;
    c.setUp.procedure.head.rules.standardEnters = "certificate";
    Json values = Json::Object{{"U", "50 uV"}, {"k", "2"}, {"drift", "10 uV"}, {"correction", "0 V"}};
    values["points"] = Json::Object{{"10V+100%", Json::Object{{"correction", "12 uV"}, {"U", "40 uV"}, {"k", "2"}, {"drift", "10 uV"}}}};
    c.setUp.standards.front().values = values;
    const auto r = c.result("10V+100%", kQuiet);
    CHECK(r.reference == exactly("10.000012"));
    CHECK(r.error == exactly("0.000003"));
    CHECK(lineNamed(r, "Vs").input.u == Approx(20e-6).epsilon(1e-12));
    CHECK(lineNamed(r, "Vs").input.source.find("DEMO-2026-0117") != std::string::npos);
    const auto other = c.result("10V+50%", std::vector<std::string>(10, "5"));
    CHECK(lineNamed(other, "Vs").input.u == Approx(25e-6).epsilon(1e-12));
}

TEST_CASE("coverage factor and probability as printed", "[session][evaluation]")
{
    CHECK(printedCoverageFactor({1, 2, 0.9545, "k2"}) == "2");
    CHECK(printedProbability({1, 2, 0.9545, "k2"}) == "≈ 95 %");
    CHECK(printedCoverageFactor({1, 1.6454482671904334, 0.95, "rectangular"}) == "1.65");
    CHECK(printedProbability({1, 1.6454482671904334, 0.95, "rectangular"}) == "95 %");
    CHECK(printedCoverageFactor({1, 2.1, 0.9545, "t"}) == "2.10");
    CHECK(printedProbability({1, 2.1, 0.9545, "t"}) == "95.45 %");
}

} // namespace cal::session::test
