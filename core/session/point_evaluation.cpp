// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates a point.
#include "core/session/point_evaluation.h"

#include "core/session/capability_lookup.h"
#include "core/session/model_inputs.h"

#include <algorithm>
#include <cmath>

namespace cal::session {

namespace {

using Kind = procedure::ModelInput::Kind;

bool isReference(Kind kind)
{
    return kind == Kind::StandardSpecification || kind == Kind::StandardCertificate || kind == Kind::TypedValue;
}

/// Exact sum of the estimates of some inputs, in `unit`; nothing when there are none.
template <class Which>
Result<std::optional<Decimal>> sumOf(const std::vector<PreparedInput>& inputs, const units::Unit& unit, Which which)
{
    std::optional<Decimal> sum;
    for (const auto& input : inputs) {
        if (!which(input.kind))
            continue;
        if (sum && input.estimate.isZero()) // a correction of zero must not add digits to what a certificate states
            continue;
        const auto number = inUnit(input.estimate, input.unit, unit);
        CAL_TRY(number);
        sum = sum ? *sum + *number : *number;
    }
    return sum;
}

/// The output exactly, when it is a sum of whole multiples of its inputs. For such c_i Σ c_i x_i is the model's own value by Euler's
/// theorem, so comparing it with the double value tells whether the model is of that form.
Result<Decimal> exactOutput(const uncertainty::Budget& budget, const std::vector<PreparedInput>& inputs)
{
    Decimal sum(0);
    double check = 0, scale = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const double c = budget.lines[i].sensitivity;
        if (c != std::round(c) || std::fabs(c) > 1000)
            return Decimal::fromDouble(budget.estimate);
        sum = sum + Decimal(static_cast<int>(c)) * inputs[i].estimate;
        check += c * inputs[i].line.estimate;
        scale = std::max(scale, std::fabs(c * inputs[i].line.estimate));
    }
    if (std::fabs(check - budget.estimate) > 1e-12 * scale)
        return Decimal::fromDouble(budget.estimate);
    return sum;
}

std::vector<RestsOn> restsOn(const SetUp& setUp, const uncertainty::Budget& budget, const std::vector<PreparedInput>& inputs)
{
    std::vector<RestsOn> list;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (!isReference(inputs[i].kind) || inputs[i].place.empty())
            continue;
        RestsOn standard;
        standard.input = inputs[i].line.name;
        standard.place = inputs[i].place;
        if (const auto* const used = setUp.standard(inputs[i].place)) {
            standard.asset = used->asset;
            standard.calibration = used->calibration;
        }
        standard.range = inputs[i].range;
        standard.value = inputs[i].estimate;
        standard.unit = inputs[i].unit.ascii();
        standard.sensitivity = budget.lines[i].sensitivity;
        standard.resultUnit = budget.unit;
        list.push_back(std::move(standard));
    }
    return list;
}

struct Mpe {
    std::optional<Decimal> value; ///< in the point's unit
    std::string source;
};

/// Whether the customer's own tolerance stands in place of the procedure's; a point as left has that of the point as found.
bool tolerancedApart(const SetUp& setUp, const procedure::Point& point)
{
    if (!setUp.ownPoints)
        return false;
    const std::string id = point.id.substr(0, point.id.rfind("@as-left"));
    const auto& changes = setUp.ownPoints->changes;
    return std::any_of(changes.begin(), changes.end(), [&](const auto& change) { return change.point == id && change.what == "mpe"; });
}

Result<Mpe> mpeOf(const SetUp& setUp, const procedure::Point& point)
{
    const auto& head = setUp.procedure.head;
    const auto unit = point.nominal.unit.ofDifference();
    if (point.mpe && (head.mpe != "none" || tolerancedApart(setUp, point))) {
        const auto value = inUnit(point.mpe->number.abs(), point.mpe->unit, unit);
        CAL_TRY(value);
        const auto& own = setUp.ownPoints;
        const auto source = tolerancedApart(setUp, point) ? own->code + " v" + own->version : "points.csv " + point.id;
        return Mpe{*value, source + ": " + point.mpe->text()};
    }
    if (head.mpe == "none" || head.mpe.empty())
        return Mpe{};
    if (head.mpe == "point")
        return Error{Errc::NotFound, "session.no-mpe-row", {{"point", point.id}}, {}};
    for (const auto& need : head.needs) {
        const auto definition = setUp.definitions.find(need.place);
        if (need.action != "measure" || definition == setUp.definitions.end())
            continue;
        const auto row = coveringRow(definition->second, need.quantity, false, point.nominal, head.mpeInterval, point.range);
        if (!row)
            continue;
        const auto value = inUnit(row->limit(), row->row->specification.unit.ofDifference(), unit);
        CAL_TRY(value);
        return Mpe{value->normalised(), definition->second.model + " " + row->source()};
    }
    return Error{Errc::NotFound, "session.no-mpe-row", {{"point", point.id}}, {}};
}

/// To the place of U: rounded where there are more digits, zeros added where the value is exact.
Decimal padded(const Decimal& value, int place)
{
    const Decimal rounded = value.exponent() < place ? value.roundedTo(place) : value;
    return rounded.exponent() > place ? rounded.withPlace(place) : rounded;
}

/// To the place of U, but never with digits that were not read or stated.
Decimal notFiner(const Decimal& value, int place)
{
    return value.exponent() < place ? value.roundedTo(place) : value;
}

/// A limit is never rounded: all its digits, at least to the place of U.
std::string printedLimit(const Decimal& mpe, int place)
{
    const Decimal value = mpe.normalised();
    return "±" + (value.exponent() > place && place <= 0 ? value.withPlace(place) : value).plain();
}

Result<void> decide(PointResult& result, const procedure::Rules& rules)
{
    if (rules.decision == "none") {
        result.verdict = conformity::Verdict::NotJudged;
        result.verdictReason = {"未约定判定规则，不作符合性声明。", "No decision rule was agreed: no statement of conformity."};
        return {};
    }
    const auto rule = conformity::decisionRule(rules.decision, rules.decisionParameters);
    CAL_TRY(rule);
    if (!result.mpe) {
        result.verdict = conformity::Verdict::NotJudged;
        result.verdictReason = {"本点没有最大允许误差，不作判定。", "This point has no maximum permissible error: nothing is judged."};
        return {};
    }
    const auto decision = (*rule)->decide(result.error, result.expandedUncertainty, conformity::ToleranceLimits::symmetric(*result.mpe));
    result.verdict = decision.verdict;
    result.verdictReason = decision.reason;
    result.guardBand = decision.guardBand;
    return {};
}

} // namespace

std::string printedCoverageFactor(const uncertainty::ExpandedUncertainty& expanded)
{
    const auto k = Decimal::fromDouble(expanded.k);
    if (!k)
        return "?";
    if (expanded.rule == "k2")
        return k->normalised().plain();
    return padded(*k, -2).plain();
}

std::string printedProbability(const uncertainty::ExpandedUncertainty& expanded)
{
    if (expanded.rule == "k2")
        return "≈ 95 %";
    const auto p = Decimal::fromDouble(expanded.p);
    return p ? p->scaled(2).normalised().plain() + " %" : "?";
}

Result<PointResult> evaluatePoint(const SetUp& setUp, const procedure::Point& point, const std::vector<Reading>& readings)
{
    const auto& head = setUp.procedure.head;
    const auto inputs = modelInputs(setUp, point, readings);
    CAL_TRY(inputs);
    const auto model = uncertainty::Model::compile(head.model);
    CAL_TRY(model);
    std::vector<uncertainty::BudgetInput> lines;
    for (const auto& input : *inputs)
        lines.push_back(input.line);
    auto budget = uncertainty::evaluate(*model, 0, lines, head.rules.coverage);
    if (!budget)
        return std::move(budget).error().within(point.id);

    PointResult result;
    const auto outputUnit = units::Unit::parse(budget->unit);
    CAL_TRY(outputUnit);
    const auto& unit = point.nominal.unit;
    const auto errorUnit = unit.ofDifference();
    result.unit = unit.symbol();
    result.nominal = point.nominal.number;
    const auto exact = exactOutput(*budget, *inputs);
    CAL_TRY(exact);
    const auto error = inUnit(*exact, outputUnit->ofDifference(), errorUnit);
    CAL_TRY(error);
    result.error = *error;
    const auto reference = sumOf(*inputs, unit, isReference);
    CAL_TRY(reference);
    result.reference = reference->value_or(point.nominal.number);
    const auto indication = sumOf(*inputs, unit, [](Kind kind) { return kind == Kind::Readings; });
    CAL_TRY(indication);
    result.indication = indication->value_or(result.reference + result.error);
    const auto expanded = Decimal::fromDouble(budget->expanded.U);
    CAL_TRY(expanded);
    const auto expandedInUnit = inUnit(*expanded, outputUnit->ofDifference(), errorUnit);
    CAL_TRY(expandedInUnit);
    result.expandedUncertainty = *expandedInUnit;
    const auto mpe = mpeOf(setUp, point);
    CAL_TRY(mpe);
    result.mpe = mpe->value;
    result.mpeSource = mpe->source;
    result.coverageRule = head.rules.coverage.name;
    result.roundingRule = head.rules.rounding.name;
    result.decisionRule = head.rules.decision;
    result.restsOn = restsOn(setUp, *budget, *inputs);
    result.budget = std::move(*budget);

    auto rounded = uncertainty::round(result.error, result.expandedUncertainty.toDouble(), head.rules.rounding);
    if (!rounded)
        return std::move(rounded).error().within(point.id);
    const int place = rounded->place;
    result.printedError = rounded->value.plain();
    result.printedU = rounded->expandedUncertainty.plain();
    result.printedIndication = notFiner(result.indication, place).plain();
    // A value that was set is exact and gets the zeros; a certificate's value keeps the digits it states.
    const bool set = std::none_of(inputs->begin(), inputs->end(),
                                  [](const auto& i) { return i.kind == Kind::StandardCertificate || i.kind == Kind::TypedValue; });
    result.printedReference = (set ? padded(result.reference, place) : notFiner(result.reference, place)).plain();
    result.printedK = printedCoverageFactor(result.budget.expanded);
    result.printedP = printedProbability(result.budget.expanded);
    if (result.mpe)
        result.printedMpe = printedLimit(*result.mpe, place);
    CAL_TRY(decide(result, head.rules));
    return result;
}

} // namespace cal::session
