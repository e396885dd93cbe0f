// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the inputs of a point's measurement model from readings, definitions, certificates and what was typed.
#include "core/session/model_inputs.h"

#include "core/session/capability_lookup.h"
#include "core/session/fields.h"
#include "core/uncertainty/type_a.h"

#include <cmath>

namespace cal::session {

namespace {

using procedure::ModelInput;
using uncertainty::Distribution;
using Kind = ModelInput::Kind;

/// Everything an input may ask for at one point.
class InputBuilder
{
public:
    InputBuilder(const SetUp& setUp, const procedure::Point& point, const std::vector<Reading>& readings)
        : m_setUp(setUp), m_point(point), m_readings(readings)
    {
    }

    Result<PreparedInput> build(const ModelInput& input) const
    {
        PreparedInput prepared;
        prepared.kind = input.kind;
        const auto unit = units::Unit::parse(input.unit);
        CAL_TRY(unit);
        prepared.unit = *unit;
        prepared.line.name = input.name;
        prepared.line.description = input.description;
        prepared.line.unit = input.unit;
        prepared.line.distribution = input.distribution;
        Result<void> done;
        switch (input.kind) {
        case Kind::Readings:
            done = fromReadings(prepared, input);
            break;
        case Kind::Repeatability:
            done = fromRepeatability(prepared, input);
            break;
        case Kind::Resolution:
            done = fromResolution(prepared, input);
            break;
        case Kind::StandardSpecification:
            done = fromSpecification(prepared, input);
            break;
        case Kind::StandardCertificate:
            done = fromCertificate(prepared, input);
            break;
        case Kind::StandardDrift:
            done = fromDrift(prepared, input);
            break;
        case Kind::TypedValue:
            done = fromTyped(prepared, input);
            break;
        case Kind::Constant:
            done = fromConstant(prepared, input);
            break;
        }
        if (!done)
            return std::move(done).error().within(m_point.id + " " + input.name);
        prepared.line.estimate = prepared.estimate.toDouble();
        return prepared;
    }

private:
    [[nodiscard]] Error error(Errc code, const char* key, const ModelInput& input, std::vector<Arg> more = {}) const
    {
        std::vector<Arg> args{{"point", m_point.id}, {"input", input.name}};
        args.insert(args.end(), more.begin(), more.end());
        return {code, key, std::move(args), {}};
    }

    Result<std::vector<Decimal>> numbers(const std::string& quantity, const units::Unit& unit) const
    {
        std::vector<Decimal> list;
        for (const auto& reading : m_readings) {
            if (reading.quantity != quantity)
                continue;
            const auto* const scalar = std::get_if<equipment::Scalar>(&reading.value);
            if (!scalar)
                return Error{Errc::InvalidArgument,
                             "session.not-a-number",
                             {{"point", m_point.id}, {"quantity", quantity}, {"text", std::get<equipment::Choice>(reading.value).text}},
                             {}};
            auto number = inUnit(scalar->number, scalar->unit, unit);
            CAL_TRY(number);
            list.push_back(std::move(*number));
        }
        if (list.empty() || list.size() < static_cast<std::size_t>(m_point.readings))
            return Error{Errc::NotFound,
                         "session.no-readings",
                         {{"point", m_point.id},
                          {"quantity", quantity},
                          {"expected", std::to_string(m_point.readings)},
                          {"found", std::to_string(list.size())}},
                         {}};
        return list;
    }

    /// Type A of the readings; of a single reading nothing can be said, so u = 0 and the line says it.
    Result<void> typeAOf(PreparedInput& prepared, const ModelInput& input, const std::vector<Decimal>& list) const
    {
        prepared.line.source = "readings " + input.quantity + ": n = " + std::to_string(list.size());
        if (list.size() < 2) {
            prepared.line.distribution = Distribution::Exact;
            prepared.line.note = {"只有一个读数，无法评定重复性。", "One reading only: no repeatability can be evaluated from it."};
            return {};
        }
        std::vector<double> values;
        values.reserve(list.size());
        for (const auto& number : list)
            values.push_back(number.toDouble());
        const auto typeA = uncertainty::typeA(values, input.method);
        CAL_TRY(typeA);
        prepared.line.u = typeA->stdOfMean;
        prepared.line.nu = typeA->dof;
        prepared.line.typeA = true;
        prepared.line.distribution = Distribution::Normal;
        prepared.line.source += ", " + input.method + ", s = " + shortest(typeA->std) + " " + input.unit;
        return {};
    }

    Result<void> fromReadings(PreparedInput& prepared, const ModelInput& input) const
    {
        const auto list = numbers(input.quantity, prepared.unit);
        CAL_TRY(list);
        prepared.estimate = meanOf(*list);
        for (const auto& other : m_setUp.procedure.head.inputs)
            if (other.kind == Kind::Repeatability && other.quantity == input.quantity) {
                prepared.line.distribution = Distribution::Exact;
                prepared.line.source = "readings " + input.quantity + ": mean of n = " + std::to_string(list->size());
                prepared.line.note = {"重复性在 " + other.name + " 行单独列出。",
                                      "The repeatability stands apart, in line " + other.name + "."};
                return {};
            }
        return typeAOf(prepared, input, *list);
    }

    Result<void> fromRepeatability(PreparedInput& prepared, const ModelInput& input) const
    {
        const auto list = numbers(input.quantity, prepared.unit);
        CAL_TRY(list);
        return typeAOf(prepared, input, *list);
    }

    Result<void> fromResolution(PreparedInput& prepared, const ModelInput& input) const
    {
        std::optional<units::Quantity> step = m_point.resolution;
        std::string source = "points.csv";
        for (const auto& need : m_setUp.procedure.head.needs) {
            const auto definition = m_setUp.definitions.find(need.place);
            if (step || need.action != "measure" || definition == m_setUp.definitions.end())
                continue;
            const auto row = coveringRow(definition->second, need.quantity, false, m_point.nominal, interval(), m_point.range);
            if (row && row->row->resolution.sign() > 0) {
                step = units::Quantity{row->row->resolution, row->row->specification.unit};
                source = definition->second.id;
            }
        }
        if (!step || step->number.sign() <= 0)
            return error(Errc::NotFound, "session.no-resolution", input);
        prepared.line.source = "resolution " + step->text() + ", " + source;
        auto width = inUnit(step->number, step->unit, prepared.unit);
        CAL_TRY(width);
        setHalfWidth(prepared, width->toDouble() / 2, Distribution::Rectangular);
        return {};
    }

    Result<void> fromSpecification(PreparedInput& prepared, const ModelInput& input) const
    {
        const auto set = m_point.nominal.in(prepared.unit);
        CAL_TRY(set);
        prepared.estimate = set->number;
        for (const auto& need : m_setUp.procedure.head.needs) {
            const auto definition = m_setUp.definitions.find(need.place);
            if (need.action != "source" || definition == m_setUp.definitions.end())
                continue;
            const auto row = coveringRow(definition->second, need.quantity, true, m_point.nominal, input.interval);
            if (!row)
                return error(Errc::NotFound, "session.no-specification", input, {{"place", need.place}});
            const auto& rowUnit = row->row->specification.unit;
            const auto limit = inUnit(row->limit(), rowUnit.ofDifference(), prepared.unit.ofDifference());
            CAL_TRY(limit);
            const double k = row->row->coverageK;
            if (k > 0) {
                prepared.line.u = limit->toDouble() / k;
                prepared.line.distribution = Distribution::Normal;
            } else {
                setHalfWidth(prepared, limit->toDouble(), Distribution::Rectangular);
            }
            prepared.line.source = definition->second.manufacturer + " " + definition->second.model + " " + row->source();
            prepared.place = need.place;
            prepared.range = "[" + row->row->low.plain() + ", " + row->row->high.plain() + "] " + rowUnit.ascii();
            return {};
        }
        return error(Errc::NotFound, "session.no-specification", input, {{"place", "standard"}});
    }

    Result<void> fromCertificate(PreparedInput& prepared, const ModelInput& input) const
    {
        const auto* const standard = usedStandard(input);
        if (!standard)
            return error(Errc::NotFound, "session.no-standard-value", input, {{"place", input.key.empty() ? "standard" : input.key}});
        const Json& values = valuesAt(*standard);
        if (!values["correction"].isNull()) {
            const auto set = m_point.nominal.in(prepared.unit);
            CAL_TRY(set);
            const auto correction = valueOf(values, "correction", prepared.unit, input);
            CAL_TRY(correction);
            prepared.estimate = set->number + *correction;
        } else {
            const auto value = valueOf(values, "value", prepared.unit, input);
            CAL_TRY(value);
            prepared.estimate = *value;
        }
        prepared.line.source = certificateOf(*standard);
        prepared.place = standard->place;
        prepared.range = values["range"].asString();
        return setStated(prepared, values, input);
    }

    Result<void> fromDrift(PreparedInput& prepared, const ModelInput& input) const
    {
        if (m_setUp.procedure.head.rules.standardEnters != "certificate") {
            prepared.line.distribution = Distribution::Exact;
            prepared.line.source = "contained in the interval specification";
            prepared.line.note = {"漂移已包含在按校准间隔给出的技术指标中，此项为 0。",
                                  "The drift is contained in the interval specification, so this line is 0."};
            return {};
        }
        const auto* const standard = usedStandard(input);
        if (!standard || valuesAt(*standard)["drift"].isNull()) // unknown is never zero
            return error(Errc::NotFound, "session.no-drift", input, {{"place", standard ? standard->place : std::string("standard")}});
        const auto drift = valueOf(valuesAt(*standard), "drift", prepared.unit, input);
        CAL_TRY(drift);
        prepared.line.source = certificateOf(*standard);
        setHalfWidth(prepared, std::fabs(drift->toDouble()), Distribution::Rectangular);
        return {};
    }

    Result<void> fromTyped(PreparedInput& prepared, const ModelInput& input) const
    {
        const auto* const standard = m_setUp.standard(input.key);
        if (!standard)
            return error(Errc::NotFound, "session.no-standard-value", input, {{"place", input.key}});
        const Json& values = valuesAt(*standard);
        const auto value = valueOf(values, "value", prepared.unit, input);
        CAL_TRY(value);
        prepared.estimate = *value;
        prepared.line.source = certificateOf(*standard);
        prepared.place = standard->place;
        prepared.range = values["range"].asString();
        return setStated(prepared, values, input);
    }

    Result<void> fromConstant(PreparedInput& prepared, const ModelInput& input) const
    {
        prepared.estimate = input.value.value_or(Decimal(0));
        prepared.line.source = input.provenance.source;
        if (input.halfWidth)
            setHalfWidth(prepared, input.halfWidth->toDouble(), input.distribution);
        else
            prepared.line.distribution = Distribution::Exact;
        return {};
    }

    static void setHalfWidth(PreparedInput& prepared, double halfWidth, Distribution distribution)
    {
        prepared.line.distribution = distribution;
        prepared.line.halfWidth = halfWidth;
        switch (distribution) {
        case Distribution::Triangular:
            prepared.line.u = halfWidth / std::sqrt(6.0);
            break;
        case Distribution::Arcsine:
            prepared.line.u = halfWidth / std::sqrt(2.0);
            break;
        default:
            prepared.line.distribution = Distribution::Rectangular;
            prepared.line.u = halfWidth / std::sqrt(3.0);
        }
    }

    /// U and k, or a half width, as the certificate or the person stated them.
    Result<void> setStated(PreparedInput& prepared, const Json& values, const ModelInput& input) const
    {
        const auto difference = prepared.unit.ofDifference();
        if (!values["half-width"].isNull()) {
            const auto width = valueOf(values, "half-width", difference, input);
            CAL_TRY(width);
            setHalfWidth(prepared, std::fabs(width->toDouble()), Distribution::Rectangular);
            return {};
        }
        const auto expanded = valueOf(values, "U", difference, input);
        CAL_TRY(expanded);
        const auto k = values["k"].asDecimal();
        if (!k || k->sign() <= 0 || expanded->sign() < 0)
            return error(Errc::InvalidArgument, "session.bad-standard-value", input,
                         {{"field", k && k->sign() > 0 ? "U" : "k"}, {"text", k && k->sign() > 0 ? expanded->text() : std::string("-")}});
        prepared.line.u = expanded->toDouble() / k->toDouble();
        prepared.line.distribution = Distribution::Normal;
        prepared.line.source += ", U = " + values["U"].asString() + ", k = " + k->plain();
        return {};
    }

    /// A member with a unit; a bare number has the unit of the point.
    Result<Decimal> valueOf(const Json& values, const char* field, const units::Unit& unit, const ModelInput& input) const
    {
        const std::string text = values[field].isString() ? values[field].asString() : values[field].numberText();
        if (text.empty())
            return error(Errc::NotFound, "session.no-standard-value", input, {{"place", std::string(field)}});
        if (const auto bare = Decimal::parse(text))
            return inUnit(*bare, m_point.nominal.unit, unit);
        const auto quantity = units::Quantity::parse(text);
        if (!quantity)
            return error(Errc::InvalidArgument, "session.bad-standard-value", input, {{"field", field}, {"text", text}});
        return inUnit(quantity->number, quantity->unit, unit);
    }

    /// The certificate may state values point by point.
    const Json& valuesAt(const StandardUsed& standard) const
    {
        const Json& atPoint = standard.values["points"][m_point.id];
        return atPoint.isNull() ? standard.values : atPoint;
    }

    const StandardUsed* usedStandard(const ModelInput& input) const
    {
        if (!input.key.empty())
            return m_setUp.standard(input.key);
        for (const auto& need : m_setUp.procedure.head.needs)
            if (need.action == "source" || need.place == "standard")
                if (const auto* const standard = m_setUp.standard(need.place))
                    return standard;
        return nullptr;
    }

    static std::string certificateOf(const StandardUsed& standard)
    {
        return standard.certificate.empty() ? "stated for " + standard.place : "certificate " + standard.certificate;
    }

    [[nodiscard]] std::string interval() const
    {
        const auto& stated = m_setUp.procedure.head.mpeInterval;
        return stated.empty() ? "1y" : stated;
    }

    const SetUp& m_setUp;
    const procedure::Point& m_point;
    const std::vector<Reading>& m_readings;
};

/// "larger": of resolution and repeatability the larger counts, both are shown (metrology practice for quantised readings; the
/// readings already scatter by the resolution). Both are of the same item, in the same unit of the model.
void applyLargerRule(std::vector<PreparedInput>& inputs)
{
    PreparedInput* resolution = nullptr;
    PreparedInput* repeatability = nullptr;
    for (auto& input : inputs) {
        if (input.kind == Kind::Resolution)
            resolution = &input;
        if (input.kind == Kind::Repeatability || (input.kind == Kind::Readings && input.line.typeA))
            repeatability = &input;
    }
    if (!resolution || !repeatability)
        return;
    const bool resolutionCounts = resolution->line.u >= repeatability->line.u;
    auto& smaller = resolutionCounts ? repeatability->line : resolution->line;
    smaller.counts = false;
    const Text reason = resolutionCounts
                            ? Text{"小于分辨力分量，不计入合成，仅列出。", "Smaller than the resolution: shown, does not count."}
                            : Text{"小于重复性分量，不计入合成，仅列出。", "Smaller than the repeatability: shown, does not count."};
    smaller.note = smaller.note.empty() ? reason : Text{smaller.note.zh + reason.zh, smaller.note.en + " " + reason.en};
}

} // namespace

Decimal meanOf(const std::vector<Decimal>& numbers)
{
    Decimal sum(0);
    for (const auto& number : numbers)
        sum = sum + number;
    const auto n = static_cast<Decimal::Coefficient>(numbers.size());
    if (n <= 1)
        return sum;
    // Twelve digits more than the readings have, as far as 36 digits allow.
    constexpr int kFurtherPlaces = 12;
    Decimal::Coefficient coefficient = sum.coefficient();
    int exponent = sum.exponent();
    for (int i = 0; i < kFurtherPlaces && coefficient % n != 0; ++i) {
        constexpr Decimal::Coefficient kLargest = static_cast<Decimal::Coefficient>(1'000'000'000'000'000'000LL) * 10'000'000'000'000'000LL;
        if (coefficient > kLargest || coefficient < -kLargest)
            break;
        coefficient *= 10;
        --exponent;
    }
    Decimal::Coefficient quotient = coefficient / n;
    const Decimal::Coefficient rest = coefficient % n;
    const Decimal::Coefficient twice = 2 * (rest < 0 ? -rest : rest);
    if (twice > n || (twice == n && quotient % 2 != 0))
        quotient += coefficient < 0 ? -1 : 1;
    return Decimal(quotient, exponent);
}

Result<std::vector<PreparedInput>> modelInputs(const SetUp& setUp, const procedure::Point& point, const std::vector<Reading>& readings)
{
    const InputBuilder builder(setUp, point, readings);
    std::vector<PreparedInput> inputs;
    for (const auto& input : setUp.procedure.head.inputs) {
        auto prepared = builder.build(input);
        CAL_TRY(prepared);
        inputs.push_back(std::move(*prepared));
    }
    if (setUp.procedure.head.rules.repeatabilityResolution == "larger")
        applyLargerRule(inputs);
    const auto& rules = setUp.procedure.head.rules;
    if (rules.standardEnters == "both" && !rules.standardEntersReason.empty())
        for (auto& input : inputs) {
            const bool standard =
                input.kind == Kind::TypedValue || input.kind == Kind::StandardCertificate || input.kind == Kind::StandardSpecification;
            if (standard && input.line.note.empty())
                input.line.note = rules.standardEntersReason;
        }
    return inputs;
}

} // namespace cal::session
