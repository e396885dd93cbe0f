// SPDX-License-Identifier: GPL-3.0-or-later
// Decision rules at and around their limits.
#include "core/conformity/decision_rule.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

namespace {

using cal::Decimal;
using cal::Json;
using cal::conformity::Decision;
using cal::conformity::decisionRule;
using cal::conformity::ToleranceLimits;
using cal::conformity::Verdict;

Decimal decisionNumber(std::string_view text)
{
    const auto number = Decimal::parse(text);
    REQUIRE(number);
    return *number;
}

std::unique_ptr<cal::conformity::DecisionRule> ruleNamed(std::string_view name, const Json& parameters = {})
{
    auto rule = decisionRule(name, parameters);
    REQUIRE(rule);
    CHECK((*rule)->name() == name);
    return std::move(*rule);
}

Verdict decided(const cal::conformity::DecisionRule& rule, std::string_view error, std::string_view u, const ToleranceLimits& limits)
{
    const Decision decision = rule.decide(decisionNumber(error), decisionNumber(u), limits);
    INFO(decision.reason.en);
    CHECK_FALSE(decision.reason.en.empty());
    CHECK_FALSE(decision.reason.zh.empty());
    return decision.verdict;
}

ToleranceLimits mpev(std::string_view limit)
{
    return ToleranceLimits::symmetric(decisionNumber(limit));
}

} // namespace

TEST_CASE("Verdicts: worst wins, names and texts", "[conformity][decision]")
{
    CHECK(std::max(Verdict::Pass, Verdict::Undecided) == Verdict::Undecided);
    CHECK(std::max(Verdict::Fail, Verdict::Undecided) == Verdict::Fail);
    CHECK(std::max(Verdict::NotJudged, Verdict::Pass) == Verdict::Pass);
    for (const auto verdict : {Verdict::NotJudged, Verdict::Pass, Verdict::Undecided, Verdict::Fail})
        CHECK(*cal::conformity::verdictNamed(cal::conformity::name(verdict)) == verdict);
    CHECK(cal::conformity::verdictNamed("ok").error().key == "decision.unknown-verdict");
    CHECK(cal::conformity::text(Verdict::Pass) == cal::Text{"合格", "conforms"});
    CHECK(cal::conformity::text(Verdict::Undecided) == cal::Text{"待定", "undecided"});
    CHECK(cal::conformity::text(Verdict::Fail) == cal::Text{"不合格", "does not conform"});
}

TEST_CASE("Simple rule: a result exactly at the limit passes", "[conformity][decision]")
{
    const auto rule = ruleNamed("simple");
    const auto limits = mpev("0.0004");
    CHECK(decided(*rule, "0.0004", "1", limits) == Verdict::Pass);
    CHECK(decided(*rule, "-0.0004", "1", limits) == Verdict::Pass);
    CHECK(decided(*rule, "0.00040000000000000000000001", "1", limits) == Verdict::Fail);
    CHECK(decided(*rule, "-0.00040000000000000000000001", "0", limits) == Verdict::Fail);
    CHECK(decided(*rule, "0.000400", "0", limits) == Verdict::Pass); // trailing zeros are no excess
    // 10.000015 − 10 is 1.5e-5 here, and 1.4999999999432134e-5 in double
    CHECK(decided(*rule, (decisionNumber("10.000015") - decisionNumber("10")).text(), "0", mpev("0.000015")) == Verdict::Pass);
    CHECK(decided(*rule, (decisionNumber("10.000015") - decisionNumber("10")).text(), "0", mpev("0.00001499999999")) == Verdict::Fail);
}

TEST_CASE("One-sided and asymmetric limits", "[conformity][decision]")
{
    const auto simple = ruleNamed("simple"), guarded = ruleNamed("guard-band");
    const ToleranceLimits onlyUpper{std::nullopt, decisionNumber("5")}, onlyLower{decisionNumber("-5"), std::nullopt};
    CHECK(decided(*simple, "-1000", "1", onlyUpper) == Verdict::Pass);
    CHECK(decided(*simple, "5.1", "1", onlyUpper) == Verdict::Fail);
    CHECK(decided(*simple, "1000", "1", onlyLower) == Verdict::Pass);
    CHECK(decided(*simple, "-5.1", "1", onlyLower) == Verdict::Fail);
    CHECK(decided(*guarded, "4", "1", onlyUpper) == Verdict::Pass);
    CHECK(decided(*guarded, "4.5", "1", onlyUpper) == Verdict::Undecided);
    CHECK(decided(*guarded, "-5.5", "1", onlyLower) == Verdict::Undecided);
    CHECK(decided(*guarded, "-6", "1", onlyLower) == Verdict::Fail);
    const ToleranceLimits asymmetric{decisionNumber("-1"), decisionNumber("3")};
    CHECK(decided(*guarded, "-0.5", "0.5", asymmetric) == Verdict::Pass);
    CHECK(decided(*guarded, "-0.51", "0.5", asymmetric) == Verdict::Undecided);
    CHECK(decided(*guarded, "2.5", "0.5", asymmetric) == Verdict::Pass);
}

TEST_CASE("What no rule can judge is not judged, with the reason", "[conformity][decision]")
{
    for (const char* name : {"simple", "jjf1094", "guard-band"}) {
        const auto rule = ruleNamed(name);
        CHECK(decided(*rule, "0", "1", {}) == Verdict::NotJudged);
        CHECK(decided(*rule, "0", "1", {decisionNumber("1"), decisionNumber("-1")}) == Verdict::NotJudged);
        CHECK(decided(*rule, "0", "-1", mpev("1")) == Verdict::NotJudged);
    }
    const auto jjf = ruleNamed("jjf1094");
    CHECK(decided(*jjf, "0", "0.1", {decisionNumber("-1"), decisionNumber("2")}) == Verdict::NotJudged);
    CHECK(decided(*jjf, "0", "0.1", {std::nullopt, decisionNumber("2")}) == Verdict::NotJudged);
}

TEST_CASE("JJF 1094: vectors V1 and V2", "[conformity][decision]")
{
    const auto rule = ruleNamed("jjf1094");
    const auto limits = mpev("0.85");
    CHECK(decided(*rule, "0.7", "0.25", limits) == Verdict::Pass); // V1: U ≤ 0.283
    CHECK(decided(*rule, "0.7", "0.35", limits) == Verdict::Undecided);
    CHECK(decided(*rule, "0.45", "0.35", limits) == Verdict::Pass);
    CHECK(decided(*rule, "1.3", "0.35", limits) == Verdict::Fail);
}

TEST_CASE("JJF 1094: vectors of the procedure file", "[conformity][decision]")
{
    const std::filesystem::path file = CAL_SOURCE_DIR "/../shared/reference/procedures/jjf-1587-2016-dmm-dcv.json";
    if (!std::filesystem::exists(file))
        FAIL("The reference vectors are missing: expected " << file.string());
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    const auto document = Json::parse(text.str());
    REQUIRE(document);
    const auto rule = ruleNamed("jjf1094");
    int judged = 0;
    for (const Json& vector : (*document)["vectors"].asArray()) {
        const Json& input = vector["input"];
        const Json& expected = vector["expected"];
        const bool first = vector["id"].asString() == "v1";
        const auto limit = first ? expected["mpe_V"].asDecimal() : input["mpe"].asDecimal();
        const auto error = first ? input["E_V"].asDecimal() : input["E"].asDecimal();
        const auto u = first ? input["U_V"].asDecimal() : input["U"].asDecimal();
        REQUIRE((limit && error && u));
        CHECK((*u * Decimal(3) <= *limit) == expected["U_le_third"].asBool());
        const auto verdict = rule->decide(*error, *u, ToleranceLimits::symmetric(*limit)).verdict;
        CHECK(verdict == (first ? Verdict::Pass : Verdict::Undecided));
        ++judged;
    }
    CHECK(judged == 2);
}

TEST_CASE("JJF 1094: exactly at the third and at the limits", "[conformity][decision]")
{
    const auto rule = ruleNamed("jjf1094");
    SECTION("U exactly MPEV/3 is neglected")
    {
        CHECK(decided(*rule, "0.9", "0.3", mpev("0.9")) == Verdict::Pass);
        CHECK(decided(*rule, "0.9", "0.3000000001", mpev("0.9")) == Verdict::Undecided);
        CHECK(decided(*rule, "0.90000001", "0.3", mpev("0.9")) == Verdict::Fail);
        CHECK(rule->decide(decisionNumber("0.9"), decisionNumber("0.3"), mpev("0.9")).guardBand.isZero());
        CHECK(rule->decide(decisionNumber("0.9"), decisionNumber("0.4"), mpev("0.9")).guardBand == decisionNumber("0.4"));
    }
    SECTION("with the guard band")
    {
        const auto limits = mpev("1");
        CHECK(decided(*rule, "0.5", "0.5", limits) == Verdict::Pass);
        CHECK(decided(*rule, "-0.5", "0.5", limits) == Verdict::Pass);
        CHECK(decided(*rule, "0.500001", "0.5", limits) == Verdict::Undecided);
        CHECK(decided(*rule, "-1.499999", "0.5", limits) == Verdict::Undecided);
        CHECK(decided(*rule, "1.5", "0.5", limits) == Verdict::Fail);
        CHECK(decided(*rule, "-1.5", "0.5", limits) == Verdict::Fail);
    }
    SECTION("U above MPEV: nothing can pass")
    {
        CHECK(decided(*rule, "0", "1.2", mpev("1")) == Verdict::Undecided);
        CHECK(decided(*rule, "2.2", "1.2", mpev("1")) == Verdict::Fail);
        CHECK(decided(*rule, "0", "1", mpev("1")) == Verdict::Pass);
    }
}

TEST_CASE("Guard band of ratio r", "[conformity][decision]")
{
    const auto limits = mpev("1");
    SECTION("default ratio 1")
    {
        const auto rule = ruleNamed("guard-band");
        CHECK(decided(*rule, "0.9", "0.1", limits) == Verdict::Pass);
        CHECK(decided(*rule, "0.91", "0.1", limits) == Verdict::Undecided);
        CHECK(decided(*rule, "1.09", "0.1", limits) == Verdict::Undecided);
        CHECK(decided(*rule, "1.1", "0.1", limits) == Verdict::Fail);
        CHECK(decided(*rule, "-1.1", "0.1", limits) == Verdict::Fail);
        CHECK(rule->decide(Decimal(0), decisionNumber("0.1"), limits).guardBand == decisionNumber("0.1"));
    }
    SECTION("ratio 0.83 (ISO 14253-1)")
    {
        const auto rule = ruleNamed("guard-band", Json::Object{{"ratio", "0.83"}});
        CHECK(decided(*rule, "0.917", "0.1", limits) == Verdict::Pass);
        CHECK(decided(*rule, "0.9171", "0.1", limits) == Verdict::Undecided);
        CHECK(rule->title().en.find("0.83") != std::string::npos);
        CHECK(rule->title().zh.find("0.83") != std::string::npos);
    }
    SECTION("no width at all is the simple rule")
    {
        const auto rule = ruleNamed("guard-band", Json::Object{{"ratio", "0"}});
        CHECK(decided(*rule, "1", "0.1", limits) == Verdict::Pass);
        CHECK(decided(*rule, "1.0001", "0.1", limits) == Verdict::Fail);
        CHECK(decided(*ruleNamed("guard-band"), "1", "0", limits) == Verdict::Pass);
    }
}

TEST_CASE("Risk statements: ILAC-G8 table, never understated", "[conformity][decision]")
{
    const auto risk = [](const char* ratio) { return ruleNamed("guard-band", Json::Object{{"ratio", ratio}})->riskStatement().en; };
    CHECK(risk("1").find("at most 2.3 %") != std::string::npos);    // 2.275
    CHECK(risk("0.83").find("at most 4.9 %") != std::string::npos); // 4.846
    CHECK(risk("1.5").find("at most 0.14 %") != std::string::npos); // 0.13499
    CHECK(risk("0").find("at most 50 %") != std::string::npos);
    CHECK(risk("10").find("at most 0.0000001 %") != std::string::npos);
    for (const char* name : {"simple", "jjf1094", "guard-band"}) {
        const auto rule = ruleNamed(name);
        for (const auto& text : {rule->title(), rule->riskStatement()}) {
            CHECK_FALSE(text.en.empty());
            CHECK_FALSE(text.zh.empty());
            CHECK(text.en != text.zh);
        }
    }
}

TEST_CASE("Decisions say which inequality decided", "[conformity][decision]")
{
    const auto reason = [](std::string_view name, std::string_view error, std::string_view u) {
        return ruleNamed(name)->decide(decisionNumber(error), decisionNumber(u), mpev("1")).reason.en;
    };
    CHECK(reason("simple", "0.5", "0.1") == "TL = -1 ≤ E = 0.5 ≤ TU = 1.");
    CHECK(reason("simple", "1.5", "0.1") == "E = 1.5 > TU = 1.");
    CHECK(reason("simple", "-1.5", "0.1") == "E = -1.5 < TL = -1.");
    CHECK(reason("guard-band", "0.95", "0.1") == "TU − w = 0.9 < E = 0.95 < TU + w = 1.1.");
    CHECK(reason("guard-band", "-0.95", "0.1") == "TL − w = -1.1 < E = -0.95 < TL + w = -0.9.");
    CHECK(reason("guard-band", "-2", "0.1") == "E = -2 ≤ TL − w = -1.1.");
    CHECK(reason("jjf1094", "0.5", "0.1") == "U ≤ MPEV/3; TL = -1 ≤ E = 0.5 ≤ TU = 1.");
    CHECK(reason("jjf1094", "0.5", "0.4") == "U > MPEV/3, w = U; TL + w = -0.6 ≤ E = 0.5 ≤ TU − w = 0.6.");
}

TEST_CASE("Decision rules that do not exist, parameters that do not fit", "[conformity][decision]")
{
    CHECK(decisionRule("none").error().key == "decision.unknown-rule");
    CHECK(decisionRule("").error().key == "decision.unknown-rule");
    for (const Json& ratio : {Json("-1"), Json("11"), Json("wide"), Json(), Json(Json::Array{})}) {
        const auto rule = decisionRule("guard-band", Json::Object{{"ratio", ratio}});
        REQUIRE_FALSE(rule);
        CHECK(rule.error().key == "decision.parameter");
        CHECK(rule.error().arg("name") == "ratio");
    }
    CHECK(decisionRule("guard-band", Json::Object{{"width", "1"}}).error().key == "decision.parameter");
    CHECK(decisionRule("simple", Json::Object{{"ratio", "1"}}).error().key == "decision.parameter");
    CHECK(decisionRule("simple", Json::Array{}).error().key == "decision.parameter");
}
