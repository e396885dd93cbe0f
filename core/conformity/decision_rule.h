// SPDX-License-Identifier: GPL-3.0-or-later
// Decision rules: measured error, its U and the limits give a verdict. The rule is frozen with the session and printed with the verdict.
#pragma once

#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <memory>
#include <optional>
#include <string_view>

namespace cal::conformity {

/// Ordered so that the worst wins: std::max of two verdicts is the verdict of both.
enum class Verdict { NotJudged, Pass, Undecided, Fail };
std::string_view name(Verdict verdict);              ///< "not-judged", "pass", "undecided", "fail"
Result<Verdict> verdictNamed(std::string_view name); ///< Errors: ParseError "decision.unknown-verdict" {name}
Text text(Verdict verdict);                          ///< 合格/conforms, 待定/undecided, 不合格/does not conform

/// Limits of the error of indication; an absent side has no limit.
struct ToleranceLimits {
    std::optional<Decimal> lower, upper;
    static ToleranceLimits symmetric(const Decimal& mpev) { return {-mpev, mpev}; }
};

struct Decision {
    Verdict verdict = Verdict::NotJudged;
    Decimal guardBand; ///< w actually used, in the unit of the limits
    Text reason;       ///< one sentence: which inequality decided
};

/// One decision rule. Every comparison is exact: U enters as Decimal by its shortest digits.
class DecisionRule
{
public:
    virtual ~DecisionRule() = default;
    [[nodiscard]] virtual std::string_view name() const = 0; ///< stored with the session: "simple", "jjf1094", "guard-band"
    [[nodiscard]] virtual Text title() const = 0;            ///< printed on the certificate
    [[nodiscard]] virtual Text riskStatement() const = 0;    ///< level of risk, ISO/IEC 17025 7.8.6.1
    [[nodiscard]] virtual Decision decide(const Decimal& error, const Decimal& expandedUncertainty,
                                          const ToleranceLimits& limits) const = 0;
};

/// `simple` (ILAC-G8 w = 0), `jjf1094` (U ≤ MPEV/3: simple; else guarded with 待定 between; two-sided symmetric limits),
/// `guard-band` with {"ratio":"1"}: w = r·U, pass ≤ TL − w, fail ≥ TL + w, undecided between; ratio 0 … 10, default 1.
/// Where a rule cannot judge (no limits, crossed limits, U < 0, jjf1094 without symmetric limits) the verdict is NotJudged and says why.
/// Errors: NotFound "decision.unknown-rule" {rule}; InvalidArgument "decision.parameter" {name}.
Result<std::unique_ptr<DecisionRule>> decisionRule(std::string_view name, const Json& parameters = {});

} // namespace cal::conformity
