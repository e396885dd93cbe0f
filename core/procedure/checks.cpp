// SPDX-License-Identifier: GPL-3.0-or-later
// Checks of a procedure within itself: model against inputs, rules against inputs and tolerances, points against units.
#include "core/procedure/model_units.h"
#include "core/procedure/problems.h"

#include <algorithm>

namespace cal::procedure {

namespace {

using Kind = ModelInput::Kind;

class Consistency
{
public:
    explicit Consistency(Draft& draft) : m_draft(draft), m_head(draft.procedure.head) {}

    void check()
    {
        checkModel();
        checkInputs();
        checkNeeds();
        checkRules();
        if (m_draft.pointsRead)
            checkPoints();
    }

private:
    static std::string inputPath(std::size_t index, const char* member = "") { return "inputs/" + std::to_string(index) + member; }

    [[nodiscard]] const ModelInput* firstOf(std::initializer_list<Kind> kinds) const
    {
        const auto found = std::find_if(m_head.inputs.begin(), m_head.inputs.end(), [&](const ModelInput& input) {
            return std::find(kinds.begin(), kinds.end(), input.kind) != kinds.end();
        });
        return found == m_head.inputs.end() ? nullptr : &*found;
    }

    static units::Unit unitOf(const std::string& ascii)
    {
        auto unit = units::Unit::parse(ascii);
        return unit ? *std::move(unit) : units::Unit(); // was parsed once when the head was read
    }

    static Error mismatch(const units::Unit& have, const units::Unit& want)
    {
        return problem("unit.mismatch", {{"have", have.ascii()}, {"want", want.ascii()}});
    }

    void checkModel()
    {
        const auto compiled = uncertainty::Model::compile(m_head.model);
        if (!compiled) {
            m_draft.error(m_draft.inHead("model/expression"), compiled.error());
            return;
        }
        std::vector<units::Unit> inputUnits;
        for (const auto& input : m_head.inputs)
            inputUnits.push_back(unitOf(input.unit));
        const auto units = checkModelUnits(m_head.model, inputUnits);
        for (const auto& error : units.errors)
            m_draft.error(m_draft.inHead("model/expression"), error);
        if (units.errors.empty())
            for (std::size_t i = 0; i < m_head.inputs.size(); ++i)
                if (!units.used.contains(m_head.inputs[i].name))
                    m_draft.error(m_draft.inHead(inputPath(i)), problem("procedure.unused-input", {{"input", m_head.inputs[i].name}}));
        if (m_head.measurand != m_head.model.outputs.front().name)
            m_draft.error(m_draft.inHead("measurand/symbol"),
                          problem("procedure.measurand", {{"have", m_head.measurand}, {"want", m_head.model.outputs.front().name}}));
    }

    void checkInputs()
    {
        const ModelInput* readings = firstOf({Kind::Readings});
        if (!readings) {
            m_draft.error(m_draft.inHead("inputs"), problem("procedure.no-readings"));
            return;
        }
        for (std::size_t i = 0; i < m_head.inputs.size(); ++i) {
            const auto& input = m_head.inputs[i];
            if (input.kind == Kind::Resolution || input.kind == Kind::Repeatability) {
                if (!unitOf(input.unit).sameKindAs(unitOf(readings->unit)))
                    m_draft.error(m_draft.inHead(inputPath(i, "/unit")), mismatch(unitOf(input.unit), unitOf(readings->unit)));
            }
            if (input.kind == Kind::Repeatability)
                checkRepeatability(i);
        }
    }

    /// A spread needs at least two readings at every point; the range method has factors up to nine (JJF 1059.1).
    void checkRepeatability(std::size_t index)
    {
        const auto& input = m_head.inputs[index];
        for (std::size_t p = 0; m_draft.pointsRead && p < m_draft.procedure.points.size(); ++p) {
            const Point& point = m_draft.procedure.points[p];
            if (point.readings < 2 || (input.method == "range" && point.readings > 9))
                m_draft.error(m_draft.inPoints(p, "readings"),
                              problem("procedure.readings-for-method",
                                      {{"point", point.id}, {"count", std::to_string(point.readings)}, {"method", input.method}}));
        }
    }

    void checkNeeds()
    {
        for (std::size_t i = 0; i < m_head.needs.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (m_head.needs[i].place == m_head.needs[k].place && m_head.needs[i].quantity == m_head.needs[k].quantity &&
                    m_head.needs[i].action == m_head.needs[k].action)
                    m_draft.error(m_draft.inHead("needs/" + std::to_string(i)),
                                  problem("procedure.duplicate-need", {{"place", m_head.needs[i].place}}));
        const auto is = [this](const char* place, std::initializer_list<std::string_view> actions) {
            return std::any_of(m_head.needs.begin(), m_head.needs.end(), [&](const Need& need) {
                return need.place == place && std::find(actions.begin(), actions.end(), need.action) != actions.end();
            });
        };
        if (!is("item", {"measure", "source", "typed"}))
            m_draft.error(m_draft.inHead("needs"), problem("procedure.no-need", {{"place", "item"}}));
        if (firstOf({Kind::StandardSpecification, Kind::StandardCertificate, Kind::StandardDrift}) &&
            !is("standard", {"measure", "source"}))
            m_draft.error(m_draft.inHead("needs"), problem("procedure.no-need", {{"place", "standard"}}));
        for (std::size_t i = 0; i < m_head.needs.size(); ++i)
            if (m_head.typed != (m_head.needs[i].action == "typed"))
                m_draft.error(
                    m_draft.inHead("needs/" + std::to_string(i) + "/action"),
                    problem(m_head.typed ? "procedure.typed-need" : "procedure.instrument-need", {{"place", m_head.needs[i].place}}));
    }

    void checkRules()
    {
        const auto& rules = m_head.rules;
        const auto enters = m_draft.inHead("rules/standard-enters");
        const bool specification = firstOf({Kind::StandardSpecification});
        const bool certificate = firstOf({Kind::StandardCertificate});
        if (rules.standardEnters == "specification" && certificate)
            m_draft.error(enters, problem("procedure.standard-enters", {{"rule", rules.standardEnters}, {"kind", "standard-certificate"}}));
        if (rules.standardEnters == "certificate" && specification)
            m_draft.error(enters,
                          problem("procedure.standard-enters", {{"rule", rules.standardEnters}, {"kind", "standard-specification"}}));
        if (rules.standardEnters == "both" && rules.standardEntersReason.empty())
            m_draft.warning(enters, problem("procedure.both-without-reason"));
        if (rules.decision != "none" && m_head.mpe == "none")
            m_draft.error(m_draft.inHead("mpe/from"), problem("procedure.missing-tolerance", {{"rule", rules.decision}}));
        if (m_head.mpe == "item-specification" && m_head.typed)
            m_draft.error(m_draft.inHead("mpe/from"), problem("procedure.typed-specification"));
    }

    void checkPoints()
    {
        const auto& points = m_draft.procedure.points;
        const ModelInput* readings = firstOf({Kind::Readings});
        const ModelInput* standard = firstOf({Kind::StandardSpecification, Kind::StandardCertificate});
        const units::Unit readingUnit = readings ? unitOf(readings->unit) : points.front().nominal.unit;
        const units::Unit nominalUnit = standard ? unitOf(standard->unit) : readingUnit;
        const units::Unit outputUnit = unitOf(m_head.model.outputs.front().unit);
        const bool needsResolution = m_head.typed && firstOf({Kind::Resolution});
        for (std::size_t i = 0; i < points.size(); ++i) {
            const Point& point = points[i];
            const auto sameKind = [&](const units::Quantity& value, const units::Unit& want, const char* column) {
                if (!value.unit.sameKindAs(want))
                    m_draft.error(m_draft.inPoints(i, column), mismatch(value.unit, want));
            };
            sameKind(point.nominal, nominalUnit, "nominal");
            if (point.range)
                sameKind(*point.range, readingUnit, "range");
            if (point.resolution)
                sameKind(*point.resolution, readingUnit, "resolution");
            else if (needsResolution)
                m_draft.error(m_draft.inPoints(i, "resolution"), problem("procedure.missing-resolution", {{"point", point.id}}));
            if (point.mpe)
                sameKind(*point.mpe, outputUnit, "mpe");
            else if (m_head.mpe == "point")
                m_draft.error(m_draft.inPoints(i, "mpe"), problem("procedure.missing-mpe", {{"point", point.id}}));
        }
    }

    Draft& m_draft;
    const Head& m_head;
};

} // namespace

void checkConsistency(Draft& draft)
{
    Consistency(draft).check();
}

} // namespace cal::procedure
