// SPDX-License-Identifier: GPL-3.0-or-later
// The decision rules. All inequalities are exact in Decimal; a result exactly at a limit belongs to the side the rule names.
#include "core/conformity/decision_rule.h"

#include <array>
#include <cmath>

namespace cal::conformity {

namespace {

struct VerdictName {
    Verdict verdict;
    std::string_view name;
};
constexpr std::array<VerdictName, 4> kVerdicts{
    {{Verdict::NotJudged, "not-judged"}, {Verdict::Pass, "pass"}, {Verdict::Undecided, "undecided"}, {Verdict::Fail, "fail"}}};

Decision notJudged(Text reason)
{
    return {Verdict::NotJudged, Decimal(), std::move(reason)};
}

/// What no rule can judge.
std::optional<Decision> unjudgeable(const Decimal& expandedUncertainty, const ToleranceLimits& limits)
{
    if (!limits.lower && !limits.upper)
        return notJudged({"未给出允许限，不作判定。", "No limit is given, so nothing is judged."});
    if (limits.lower && limits.upper && *limits.lower > *limits.upper)
        return notJudged({"下限大于上限，不作判定。", "The lower limit is above the upper limit, so nothing is judged."});
    if (expandedUncertainty.sign() < 0)
        return notJudged({"扩展不确定度为负值，不作判定。", "The expanded uncertainty is negative, so nothing is judged."});
    return {};
}

/// The verdict of one side and the inequality that gave it.
struct Comparison {
    Verdict verdict = Verdict::Pass;
    Text reason;
};

// `above`: distance by which the error lies beyond the limit, negative inside. Pass: above ≤ −w; fail: above ≥ w; with w = 0 a result
// exactly at the limit passes.
Verdict judge(const Decimal& above, const Decimal& w)
{
    if (above <= -w)
        return Verdict::Pass;
    return above >= w ? Verdict::Fail : Verdict::Undecided;
}

Comparison compareSide(const Decimal& error, const Decimal& limit, const Decimal& w, bool upper)
{
    const Verdict verdict = judge(upper ? error - limit : limit - error, w);
    const std::string e = "E = " + error.plain();
    const std::string at = (upper ? "TU = " : "TL = ") + limit.plain();
    const std::string accept = w.isZero() ? at : (upper ? "TU − w = " + (limit - w).plain() : "TL + w = " + (limit + w).plain());
    const std::string reject = upper ? "TU + w = " + (limit + w).plain() : "TL − w = " + (limit - w).plain();
    std::string inequality;
    if (verdict == Verdict::Pass)
        inequality = e + (upper ? " ≤ " : " ≥ ") + accept;
    else if (w.isZero())
        inequality = e + (upper ? " > " : " < ") + at;
    else if (verdict == Verdict::Fail)
        inequality = e + (upper ? " ≥ " : " ≤ ") + reject;
    else
        inequality = upper ? accept + " < " + e + " < " + reject : reject + " < " + e + " < " + accept;
    return {verdict, {inequality + "。", inequality + "."}};
}

/// Both sides with the same guard band; the worse side decides and gives the sentence.
Decision compare(const Decimal& error, const ToleranceLimits& limits, const Decimal& w)
{
    std::optional<Comparison> lower, upper;
    if (limits.lower)
        lower = compareSide(error, *limits.lower, w, false);
    if (limits.upper)
        upper = compareSide(error, *limits.upper, w, true);
    if (lower && upper && lower->verdict == Verdict::Pass && upper->verdict == Verdict::Pass) {
        const std::string inequality = std::string(w.isZero() ? "TL = " : "TL + w = ") + (*limits.lower + w).plain() +
                                       " ≤ E = " + error.plain() + (w.isZero() ? " ≤ TU = " : " ≤ TU − w = ") + (*limits.upper - w).plain();
        return {Verdict::Pass, w, {inequality + "。", inequality + "."}};
    }
    const bool upperDecides = upper && (!lower || upper->verdict >= lower->verdict);
    const Comparison& decisive = upperDecides ? *upper : *lower;
    return {decisive.verdict, w, decisive.reason};
}

class SimpleRule final : public DecisionRule
{
public:
    [[nodiscard]] std::string_view name() const override { return "simple"; }
    [[nodiscard]] Text title() const override
    {
        return {"简单接受（ILAC-G8:09/2019，保护带 w = 0）", "Simple acceptance (ILAC-G8:09/2019, guard band w = 0)"};
    }
    [[nodiscard]] Text riskStatement() const override
    {
        return {"示值误差恰在允许限上时，误判概率可达 50 %。",
                "For an error exactly at a limit the probability of a wrong decision may reach 50 %."};
    }
    [[nodiscard]] Decision decide(const Decimal& error, const Decimal& expandedUncertainty, const ToleranceLimits& limits) const override
    {
        if (auto decision = unjudgeable(expandedUncertainty, limits))
            return *decision;
        return compare(error, limits, Decimal());
    }
};

/// JJF 1094-2002: where U is at most a third of MPEV it is neglected, else it is the guard band.
class Jjf1094Rule final : public DecisionRule
{
public:
    [[nodiscard]] std::string_view name() const override { return "jjf1094"; }
    [[nodiscard]] Text title() const override
    {
        return {"JJF 1094-2002：U ≤ MPEV/3 时不计测量不确定度，否则以 U 为保护带",
                "JJF 1094-2002: U is neglected where U ≤ MPEV/3, else U is the guard band"};
    }
    [[nodiscard]] Text riskStatement() const override
    {
        return {
            "U ≤ MPEV/3 时，误差恰在允许限上的误判概率可达 50 %；U > MPEV/3 时，误收与误拒概率均不超过 2.3 %，其间为待定。",
            "Where U ≤ MPEV/3 the probability of a wrong decision may reach 50 % for an error exactly at the limit; where U > MPEV/3 false "
            "acceptance and false rejection each stay within 2.3 %, and results between are undecided."};
    }
    [[nodiscard]] Decision decide(const Decimal& error, const Decimal& expandedUncertainty, const ToleranceLimits& limits) const override
    {
        if (auto decision = unjudgeable(expandedUncertainty, limits))
            return *decision;
        if (!limits.lower || !limits.upper || *limits.lower != -*limits.upper)
            return notJudged({"JJF 1094 规则只适用于对称的双侧允许限，不作判定。",
                              "The rule of JJF 1094 needs symmetric limits on both sides, so nothing is judged."});
        const bool neglected = expandedUncertainty * Decimal(3) <= *limits.upper;
        Decision decision = compare(error, limits, neglected ? Decimal() : expandedUncertainty);
        decision.reason = neglected ? Text{"U ≤ MPEV/3；" + decision.reason.zh, "U ≤ MPEV/3; " + decision.reason.en}
                                    : Text{"U > MPEV/3，w = U；" + decision.reason.zh, "U > MPEV/3, w = U; " + decision.reason.en};
        return decision;
    }
};

class GuardBandRule final : public DecisionRule
{
public:
    explicit GuardBandRule(Decimal ratio) : m_ratio(std::move(ratio)) {}

    [[nodiscard]] std::string_view name() const override { return "guard-band"; }
    [[nodiscard]] Text title() const override
    {
        const std::string w = "w = " + m_ratio.plain() + " U";
        return {"保护带判定（ILAC-G8:09/2019，" + w + "）", "Guarded acceptance and rejection (ILAC-G8:09/2019, guard band " + w + ")"};
    }
    [[nodiscard]] Text riskStatement() const override
    {
        const std::string risk = percent();
        return {"合格或不合格结论的误判概率不超过 " + risk + " %（正态分布，U 的 k = 2），其间为待定。",
                "A statement of conformity or of nonconformity is wrong with a probability of at most " + risk +
                    " % (normal distribution, k = 2 for U); results between are undecided."};
    }
    [[nodiscard]] Decision decide(const Decimal& error, const Decimal& expandedUncertainty, const ToleranceLimits& limits) const override
    {
        if (auto decision = unjudgeable(expandedUncertainty, limits))
            return *decision;
        return compare(error, limits, (m_ratio * expandedUncertainty).normalised());
    }

private:
    // Specific risk of a result at the acceptance limit, 1 − Φ(2r), to two digits and never understated.
    [[nodiscard]] std::string percent() const
    {
        const auto risk = Decimal::fromDouble(50 * std::erfc(std::sqrt(2.0) * m_ratio.toDouble()));
        if (!risk || *risk < Decimal(1, -7)) // 1e-7 %: beyond 6 σ the normal distribution is no argument any more
            return Decimal(1, -7).plain();
        return risk->roundedTo(risk->leadingPlace() - 1, RoundingMode::Up).normalised().plain();
    }

    Decimal m_ratio;
};

Error parameterError(std::string_view name)
{
    return {Errc::InvalidArgument, "decision.parameter", {{"name", std::string(name)}}, {}};
}

} // namespace

std::string_view name(Verdict verdict)
{
    for (const auto& entry : kVerdicts)
        if (entry.verdict == verdict)
            return entry.name;
    return kVerdicts[0].name;
}

Result<Verdict> verdictNamed(std::string_view name)
{
    for (const auto& entry : kVerdicts)
        if (entry.name == name)
            return entry.verdict;
    return Error{Errc::ParseError, "decision.unknown-verdict", {{"name", std::string(name)}}, {}};
}

Text text(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return {"合格", "conforms"};
    case Verdict::Undecided:
        return {"待定", "undecided"};
    case Verdict::Fail:
        return {"不合格", "does not conform"};
    case Verdict::NotJudged:
        break;
    }
    return {"未判定", "not judged"};
}

Result<std::unique_ptr<DecisionRule>> decisionRule(std::string_view name, const Json& parameters)
{
    using Rule = std::unique_ptr<DecisionRule>;
    const bool guarded = name == "guard-band";
    if (name != "simple" && name != "jjf1094" && !guarded)
        return Error{Errc::NotFound, "decision.unknown-rule", {{"rule", std::string(name)}}, {}};
    if (!parameters.isNull() && !parameters.isObject())
        return parameterError("{…}");
    // A parameter that a rule does not know would be agreed with the customer and then not used.
    for (const auto& [key, value] : parameters.asObject())
        if (!guarded || key != "ratio")
            return parameterError(key);
    if (name == "simple")
        return Rule(std::make_unique<SimpleRule>());
    if (name == "jjf1094")
        return Rule(std::make_unique<Jjf1094Rule>());
    Decimal ratio(1);
    if (parameters.contains("ratio")) {
        const auto given = parameters["ratio"].asDecimal();
        if (!given || given->sign() < 0 || *given > Decimal(10))
            return parameterError("ratio");
        ratio = *given;
    }
    return Rule(std::make_unique<GuardBandRule>(ratio));
}

} // namespace cal::conformity
