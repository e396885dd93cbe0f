// SPDX-License-Identifier: GPL-3.0-or-later
// Lint: the checks of the loader, what instruments can do at every point, and the marks that a person must see.
#include "core/procedure/lint.h"

#include "core/procedure/problems.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace cal::procedure {

namespace {

using equipment::Capability;
using equipment::Definition;

/// Value of `quantity` as a plain number in `unit`.
std::optional<Decimal> numberIn(const units::Quantity& quantity, const units::Unit& unit)
{
    const auto converted = quantity.in(unit);
    return converted ? std::optional(converted->number) : std::nullopt;
}

class InstrumentChecks
{
public:
    InstrumentChecks(Draft& draft, const equipment::DefinitionLibrary& library)
        : m_draft(draft), m_head(draft.procedure.head), m_library(library)
    {
    }

    void check()
    {
        checkAppliesTo();
        for (std::size_t i = 0; i < m_head.needs.size(); ++i)
            if (m_head.needs[i].action != "typed")
                checkNeed(i);
        checkItem();
        checkRatios();
    }

private:
    void checkAppliesTo()
    {
        for (std::size_t i = 0; i < m_head.appliesTo.size(); ++i)
            if (const auto found = m_library.find(m_head.appliesTo[i]); !found)
                m_draft.error(m_draft.inHead("applies-to/" + std::to_string(i)), found.error());
    }

    /// Definitions that may stand at a place: for the item those the procedure was written for.
    [[nodiscard]] std::vector<const Definition*> candidates(const Need& need) const
    {
        if (need.place != "item" || m_head.appliesTo.empty())
            return m_library.all();
        std::vector<const Definition*> chosen;
        for (const auto& id : m_head.appliesTo)
            if (const auto found = m_library.find(id))
                chosen.push_back(*found);
        return chosen;
    }

    [[nodiscard]] static std::vector<const Capability*> rows(const Definition& definition, const Need& need, bool sources)
    {
        std::vector<const Capability*> found;
        for (const auto& capability : definition.capabilities)
            if (capability.quantity == need.quantity && capability.sources == sources)
                found.push_back(&capability);
        return found;
    }

    [[nodiscard]] static bool covers(const Capability& row, const Need& need, const Point& point)
    {
        const auto value = numberIn(point.nominal, row.specification.unit);
        if (!value || *value < row.low || *value > row.high)
            return false;
        if (need.place != "item" || !point.range)
            return true;
        const auto range = numberIn(*point.range, row.specification.unit);
        return range && *range == row.range;
    }

    void checkNeed(std::size_t index)
    {
        const Need& need = m_head.needs[index];
        if (candidates(need).empty())
            return; // said with applies-to
        const bool sources = need.action == "source";
        std::vector<std::vector<const Capability*>> able;
        bool otherDirection = false;
        for (const auto* definition : candidates(need)) {
            auto found = rows(*definition, need, sources);
            otherDirection = otherDirection || !rows(*definition, need, !sources).empty();
            if (found.empty())
                continue;
            if (sources && definition->outputs && definition->safeState.empty())
                m_draft.error(m_draft.inHead("needs/" + std::to_string(index)),
                              problem("lint.no-safe-state", {{"definition", definition->id}}));
            able.push_back(std::move(found));
        }
        if (able.empty()) {
            m_draft.error(m_draft.inHead("needs/" + std::to_string(index)),
                          problem(otherDirection ? "lint.need-direction" : "lint.need-quantity",
                                  {{"place", need.place}, {"action", need.action}, {"quantity", need.quantity}}));
            return;
        }
        checkPoints(index, able);
    }

    void checkPoints(std::size_t index, const std::vector<std::vector<const Capability*>>& able)
    {
        const Need& need = m_head.needs[index];
        const auto& points = m_draft.procedure.points;
        std::vector<std::size_t> met(able.size());
        bool everyPointMet = true;
        for (std::size_t p = 0; p < points.size(); ++p) {
            bool any = false;
            for (std::size_t d = 0; d < able.size(); ++d) {
                const bool here =
                    std::any_of(able[d].begin(), able[d].end(), [&](const Capability* row) { return covers(*row, need, points[p]); });
                met[d] += here ? 1 : 0;
                any = any || here;
            }
            if (!any)
                reportUnmet(p, need, able);
            everyPointMet = everyPointMet && any;
        }
        if (everyPointMet && std::none_of(met.begin(), met.end(), [&](std::size_t n) { return n == points.size(); }))
            m_draft.warning(m_draft.inHead("needs/" + std::to_string(index)), problem("lint.need-several", {{"place", need.place}}));
    }

    void reportUnmet(std::size_t pointIndex, const Need& need, const std::vector<std::vector<const Capability*>>& able)
    {
        const Point& point = m_draft.procedure.points[pointIndex];
        const units::Unit& unit = able.front().front()->specification.unit;
        if (!point.nominal.unit.sameKindAs(unit)) {
            m_draft.error(m_draft.inPoints(pointIndex, "nominal"),
                          problem("unit.mismatch", {{"have", point.nominal.unit.ascii()}, {"want", unit.ascii()}}));
            return;
        }
        Decimal low = able.front().front()->low, high = able.front().front()->high;
        bool inSpan = false;
        for (const auto& definition : able)
            for (const auto* row : definition) {
                const auto value = numberIn(point.nominal, row->specification.unit);
                inSpan = inSpan || (value && *value >= row->low && *value <= row->high);
                low = std::min(low, row->low);
                high = std::max(high, row->high);
            }
        if (inSpan && point.range)
            m_draft.error(
                m_draft.inPoints(pointIndex, "range"),
                problem("lint.need-range-name",
                        {{"place", need.place}, {"point", point.id}, {"value", point.nominal.text()}, {"range", point.range->text()}}));
        else
            m_draft.error(m_draft.inPoints(pointIndex, "nominal"),
                          problem("lint.need-range", {{"place", need.place},
                                                      {"point", point.id},
                                                      {"value", point.nominal.text()},
                                                      {"low", low.plain() + " " + unit.ascii()},
                                                      {"high", high.plain() + " " + unit.ascii()}}));
    }

    [[nodiscard]] const Need* needOf(std::string_view place) const
    {
        const auto found = std::find_if(m_head.needs.begin(), m_head.needs.end(),
                                        [&](const Need& need) { return need.place == place && need.action != "typed"; });
        return found == m_head.needs.end() ? nullptr : &*found;
    }

    /// The row of a definition that would be used for a need at a point with an interval.
    [[nodiscard]] static const Capability* rowAt(const Definition& definition, const Need& need, const Point& point,
                                                 std::string_view interval)
    {
        for (const auto* row : rows(definition, need, need.action == "source"))
            if (row->specification.interval == interval && covers(*row, need, point))
                return row;
        return nullptr;
    }

    /// The item's definition must give limit and resolution wherever the procedure takes them from it.
    void checkItem()
    {
        const Need* need = needOf("item");
        if (!need)
            return;
        const bool wantsMpe = m_head.mpe == "item-specification";
        const bool wantsResolution = std::any_of(m_head.inputs.begin(), m_head.inputs.end(),
                                                 [](const ModelInput& input) { return input.kind == ModelInput::Kind::Resolution; });
        for (const auto* definition : candidates(*need)) {
            if (m_head.appliesTo.empty())
                continue; // any item that meets the needs: the binder asks again when it is known
            for (std::size_t p = 0; p < m_draft.procedure.points.size(); ++p) {
                const Point& point = m_draft.procedure.points[p];
                const auto all = rows(*definition, *need, need->action == "source");
                if (std::none_of(all.begin(), all.end(), [&](const Capability* row) { return covers(*row, *need, point); }))
                    continue; // said above
                if (wantsMpe && !rowAt(*definition, *need, point, m_head.mpeInterval))
                    m_draft.error(m_draft.inPoints(p, "nominal"),
                                  problem("lint.no-specification",
                                          {{"definition", definition->id}, {"point", point.id}, {"interval", m_head.mpeInterval}}));
                const bool resolved = point.resolution || std::any_of(all.begin(), all.end(), [&](const Capability* row) {
                                          return covers(*row, *need, point) && !row->resolution.isZero();
                                      });
                if (wantsResolution && !resolved)
                    m_draft.error(m_draft.inPoints(p, "resolution"), problem("procedure.missing-resolution", {{"point", point.id}}));
            }
        }
    }

    /// U (k = 2) of the best standard against the asked share of the MPE.
    void checkRatios()
    {
        const Need* standard = needOf("standard");
        const Need* item = needOf("item");
        const auto input = std::find_if(m_head.inputs.begin(), m_head.inputs.end(),
                                        [](const ModelInput& i) { return i.kind == ModelInput::Kind::StandardSpecification; });
        if (!standard || !standard->maxRatio || !item || input == m_head.inputs.end() || m_head.mpe == "none")
            return;
        for (std::size_t p = 0; p < m_draft.procedure.points.size(); ++p) {
            const auto mpe = smallestMpe(*item, m_draft.procedure.points[p]);
            double best = INFINITY;
            for (const auto* definition : candidates(*standard))
                if (const auto* row = rowAt(*definition, *standard, m_draft.procedure.points[p], input->interval))
                    best = std::min(best, expandedUncertainty(*row, m_draft.procedure.points[p]));
            if (!mpe || *mpe <= 0 || std::isinf(best) || best <= *mpe * standard->maxRatio->toDouble())
                continue;
            m_draft.error(m_draft.inPoints(p, "nominal"), problem("lint.ratio", {{"point", m_draft.procedure.points[p].id},
                                                                                 {"ratio", percent(best / *mpe)},
                                                                                 {"limit", percent(standard->maxRatio->toDouble())}}));
        }
    }

    static std::string percent(double share)
    {
        const auto tenths = Decimal::fromDouble(share * 100.0);
        return tenths ? tenths->roundedTo(-1).plain() : "?";
    }

    /// U of k = 2 in SI; a specification without a stated level counts as limits of a rectangular distribution.
    static double expandedUncertainty(const Capability& row, const Point& point)
    {
        const auto value = numberIn(point.nominal, row.specification.unit);
        const double limit = row.specification.limitAt(value.value_or(0)).toDouble() * row.specification.unit.factor();
        return 2.0 * limit / (row.coverageK > 0 ? row.coverageK : std::sqrt(3.0));
    }

    [[nodiscard]] std::optional<double> smallestMpe(const Need& item, const Point& point) const
    {
        if (m_head.mpe == "point")
            return point.mpe ? std::optional(point.mpe->si()) : std::nullopt;
        std::optional<double> smallest;
        if (m_head.appliesTo.empty())
            return smallest;
        for (const auto* definition : candidates(item))
            if (const auto* row = rowAt(*definition, item, point, m_head.mpeInterval)) {
                const auto value = numberIn(point.nominal, row->specification.unit);
                const double limit = row->specification.limitAt(value.value_or(0)).toDouble() * row->specification.unit.factor();
                smallest = std::min(smallest.value_or(limit), limit);
            }
        return smallest;
    }

    Draft& m_draft;
    const Head& m_head;
    const equipment::DefinitionLibrary& m_library;
};

/// What a person must see before relying on the procedure.
void addMarks(Draft& draft)
{
    const Head& head = draft.procedure.head;
    if (head.status == "draft")
        draft.warning(draft.inHead("status"), problem("lint.draft"));
    const auto mark = [&](const Provenance& provenance, const std::string& path) {
        // A laboratory that signed the procedure off has looked at these numbers.
        if (head.signOffs.empty() && (provenance.confidence == "medium" || provenance.confidence == "low"))
            draft.warning(
                draft.inHead(path),
                problem("lint.confidence", {{"field", path}, {"confidence", provenance.confidence}, {"source", provenance.source}}));
    };
    mark(head.basisProvenance, "basis");
    for (std::size_t i = 0; i < head.needs.size(); ++i)
        mark(head.needs[i].provenance, "needs/" + std::to_string(i));
    for (std::size_t i = 0; i < head.environment.size(); ++i)
        mark(head.environment[i].provenance, "environment/" + std::to_string(i));
    for (std::size_t i = 0; i < head.inputs.size(); ++i)
        mark(head.inputs[i].provenance, "inputs/" + std::to_string(i));
    mark(head.mpeProvenance, "mpe");
    mark(head.rules.provenance, "rules");
    mark(head.readingsProvenance, "readings");
    mark(head.pointsProvenance, "points");
}

} // namespace

std::vector<Finding> lint(const FileSet& files, const equipment::DefinitionLibrary& definitions)
{
    Draft draft = readDraft(files);
    if (draft.headRead) {
        if (draft.pointsRead && !definitions.all().empty())
            InstrumentChecks(draft, definitions).check();
        addMarks(draft);
    }
    if (!files.contains(std::string(kTestsFile)))
        draft.warning({std::string(kTestsFile), {0, 0}}, problem("lint.no-tests"));
    std::stable_sort(draft.findings.begin(), draft.findings.end(), [](const Finding& a, const Finding& b) {
        return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    });
    return std::move(draft.findings);
}

} // namespace cal::procedure
