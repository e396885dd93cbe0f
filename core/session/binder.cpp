// SPDX-License-Identifier: GPL-3.0-or-later
// The binder: can this bench do what the procedure needs, at every point, and if not, why.
#include "core/session/setup.h"

#include "core/session/capability_lookup.h"

#include <algorithm>
#include <cmath>

namespace cal::session {

namespace {

using equipment::Definition;
using procedure::Need;
using procedure::Point;
using procedure::Procedure;

/// Digits enough to compare, few enough to read.
std::string shortText(double value)
{
    const auto number = Decimal::fromDouble(value);
    if (!number || number->isZero())
        return "0";
    return number->roundedTo(number->leadingPlace() - 1).plain();
}

Error refusal(std::string key, const Need& need, const Point& point, std::vector<Arg> more = {})
{
    std::vector<Arg> args{{"need", need.place}, {"point", point.id}};
    args.insert(args.end(), more.begin(), more.end());
    return {Errc::InvalidArgument, std::move(key), std::move(args), {}};
}

std::string intervalOf(const Procedure& procedure, const Need& need)
{
    if (need.action == "measure")
        return procedure.head.mpeInterval.empty() ? "1y" : procedure.head.mpeInterval;
    for (const auto& input : procedure.head.inputs)
        if (input.kind == procedure::ModelInput::Kind::StandardSpecification)
            return input.interval;
    return "1y";
}

/// MPEV at the point in SI, when the procedure has one there.
std::optional<double> mpeAt(const Procedure& procedure, const Point& point, const std::map<std::string, const Definition*>& definitions)
{
    if (point.mpe)
        return std::fabs(point.mpe->si());
    if (procedure.head.mpe != "item-specification")
        return std::nullopt;
    for (const auto& need : procedure.head.needs) {
        const auto found = definitions.find(need.place);
        if (need.action != "measure" || found == definitions.end() || !found->second)
            continue;
        if (const auto row = coveringRow(*found->second, need.quantity, false, point.nominal, procedure.head.mpeInterval, point.range))
            return units::Quantity{row->limit(), row->row->specification.unit.ofDifference()}.si();
    }
    return std::nullopt;
}

/// Fills U (k = 2, in `unit`) and ratio; refuses a standard whose U takes too large a share of the MPE.
void checkStandard(Binding::PointCheck& check, const Need& need, const Point& point, double expanded, const units::Unit& unit,
                   std::optional<double> mpe)
{
    check.uncertainty = shortText(expanded) + " " + unit.symbol();
    if (mpe && *mpe > 0)
        check.ratio = shortText(expanded * unit.ofDifference().factor() / *mpe);
    if (!need.maxRatio) {
        check.ok = true;
        return;
    }
    if (!mpe) {
        check.reason = refusal("session.no-mpe", need, point);
        return;
    }
    const double ratio = expanded * unit.ofDifference().factor() / *mpe;
    // The limit is written with four digits (0.3333 for 1/3); a ratio that differs less than that is the same.
    if (ratio > need.maxRatio->toDouble() * 1.0002) {
        check.reason = refusal("session.ratio-too-large", need, point,
                               {{"uncertainty", check.uncertainty}, {"ratio", check.ratio}, {"limit", need.maxRatio->plain()}});
        return;
    }
    check.ok = true;
}

/// Does the value of the standard come from its certificate?
bool byCertificate(const Procedure& procedure)
{
    return std::any_of(procedure.head.inputs.begin(), procedure.head.inputs.end(),
                       [](const auto& input) { return input.kind == procedure::ModelInput::Kind::StandardCertificate; });
}

void checkCertificate(Binding::PointCheck& check, const Procedure& procedure, const Need& need, const Point& point,
                      const Calibration& calibration, std::optional<double> mpe)
{
    const auto* const row = calibration.covering(need.quantity, point.nominal);
    if (!row) {
        check.reason = refusal("session.not-in-certificate", need, point,
                               {{"certificate", calibration.certificate}, {"quantity", need.quantity}, {"value", point.nominal.text()}});
        return;
    }
    const auto expanded = expandedAt(calibration, *row, point.nominal);
    if (!expanded) {
        check.reason = expanded.error();
        return;
    }
    // U of the certificate alone: the drift since is a line of the budget.
    checkStandard(check, need, point, expanded->number.toDouble(), expanded->unit, mpe);
    const bool driftAsked = std::any_of(procedure.head.inputs.begin(), procedure.head.inputs.end(),
                                        [](const auto& input) { return input.kind == procedure::ModelInput::Kind::StandardDrift; });
    if (check.ok && driftAsked && row->drift.empty()) {
        check.ok = false;
        check.reason = refusal("session.drift-unknown", need, point, {{"certificate", calibration.certificate}});
    }
}

Binding::PointCheck checkPoint(const Procedure& procedure, const Need& need, const Point& point, const Definition* definition,
                               const std::map<std::string, const Definition*>& definitions, const Calibration* calibration)
{
    Binding::PointCheck check;
    check.point = point.id;
    if (need.action == "typed") {
        check.ok = true;
        return check;
    }
    if (!definition) {
        check.reason = refusal("session.no-instrument", need, point, {{"quantity", need.quantity}});
        return check;
    }
    const bool sources = need.action == "source";
    const auto range = sources ? std::optional<units::Quantity>{} : point.range;
    const std::string interval = intervalOf(procedure, need);
    const auto row = coveringRow(*definition, need.quantity, sources, point.nominal, interval, range);
    if (!row) {
        check.reason = refusal("session.out-of-range", need, point,
                               {{"definition", definition->id},
                                {"quantity", need.quantity},
                                {"value", point.nominal.text()},
                                {"range", range ? range->text() : std::string("-")},
                                {"interval", interval}});
        return check;
    }
    const std::string& confidence = row->row->specification.confidence;
    if (confidence != "high" && definition->signOffs.empty()) {
        check.reason = refusal("session.not-signed-off", need, point, {{"definition", definition->id}, {"confidence", confidence}});
        return check;
    }
    if (!sources) {
        check.ok = true;
        return check;
    }
    const auto mpe = mpeAt(procedure, point, definitions);
    if (calibration && byCertificate(procedure))
        checkCertificate(check, procedure, need, point, *calibration, mpe);
    else
        checkStandard(check, need, point, 2 * row->standardUncertainty(), row->row->specification.unit, mpe);
    return check;
}

} // namespace

Result<std::vector<Binding>> bind(const Procedure& procedure, const std::map<std::string, const Definition*>& definitions,
                                  const std::map<std::string, const Calibration*>& calibrations)
{
    if (procedure.points.empty())
        return Error{Errc::InvalidArgument, "session.no-points", {{"procedure", procedure.head.id}}, {}};
    std::vector<Binding> bindings;
    for (const auto& need : procedure.head.needs) {
        Binding binding;
        binding.need = need;
        const auto found = definitions.find(need.place);
        const Definition* const definition = found == definitions.end() ? nullptr : found->second;
        if (definition)
            binding.definition = definition->id;
        const auto calibration = calibrations.find(need.place);
        for (const auto& point : procedure.points)
            binding.points.push_back(checkPoint(procedure, need, point, definition, definitions,
                                                calibration == calibrations.end() ? nullptr : calibration->second));
        bindings.push_back(std::move(binding));
    }
    return bindings;
}

} // namespace cal::session
