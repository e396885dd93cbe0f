// SPDX-License-Identifier: GPL-3.0-or-later
// A budget as canonical JSON and back, bit for bit: doubles are shortest round-trip strings.
#include "core/uncertainty/budget.h"

#include <array>
#include <cmath>

namespace cal::uncertainty {

namespace {

struct DistributionName {
    Distribution distribution;
    std::string_view name;
};
// The names of uncertainty-case/2.
constexpr std::array<DistributionName, 9> kDistributions{{{Distribution::Normal, "normal"},
                                                          {Distribution::Rectangular, "rectangular"},
                                                          {Distribution::Triangular, "triangular"},
                                                          {Distribution::Arcsine, "arcsine"},
                                                          {Distribution::Trapezoidal, "trapezoidal"},
                                                          {Distribution::StudentT, "student_t"},
                                                          {Distribution::Exact, "exact"},
                                                          {Distribution::StudentTStd, "student_t_std"},
                                                          {Distribution::CurvilinearTrapezoid, "curvilinear_trapezoid"}}};

Json number(double value)
{
    return Json(shortest(value));
}

Json lineToJson(const BudgetLine& line)
{
    const BudgetInput& in = line.input;
    Json::Object json{{"name", in.name},
                      {"description", in.description},
                      {"unit", in.unit},
                      {"estimate", number(in.estimate)},
                      {"u", number(in.u)},
                      {"nu", number(in.nu)},
                      {"distribution", name(in.distribution)},
                      {"type", in.typeA ? "A" : "B"},
                      {"counts", in.counts},
                      {"source", in.source},
                      {"note", in.note},
                      {"sensitivity", number(line.sensitivity)},
                      {"contribution", number(line.contribution)},
                      {"share", number(line.share)}};
    if (in.halfWidth)
        json.emplace("half_width", number(*in.halfWidth));
    if (in.beta)
        json.emplace("beta", number(*in.beta));
    return json;
}

/// Reads members and remembers the first that is missing or of another kind.
class Reader
{
public:
    Reader(const Json& json, std::string place, std::string& bad) : m_json(json), m_place(std::move(place)), m_bad(bad) {}

    double number(const char* key)
    {
        const auto value = m_json[key].isString() ? m_json[key].asDouble() : std::nullopt;
        if (!value || std::isnan(*value))
            fail(key);
        return value.value_or(0);
    }
    std::optional<double> optionalNumber(const char* key) { return m_json.contains(key) ? std::optional(number(key)) : std::nullopt; }
    std::string string(const char* key)
    {
        if (!m_json[key].isString())
            fail(key);
        return m_json[key].asString();
    }
    bool boolean(const char* key)
    {
        if (!m_json[key].isBool())
            fail(key);
        return m_json[key].asBool();
    }
    Text text(const char* key)
    {
        if (!m_json[key]["en"].isString() || !m_json[key]["zh"].isString())
            fail(key);
        return m_json[key].asText();
    }
    const Json::Array& array(const char* key)
    {
        if (!m_json[key].isArray())
            fail(key);
        return m_json[key].asArray();
    }
    std::size_t index(const char* key)
    {
        if (!m_json[key].isInt() || m_json[key].asInt() < 0)
            fail(key);
        return static_cast<std::size_t>(m_json[key].asInt());
    }
    Reader inside(const Json& json, const char* key, std::size_t i)
    {
        return {json, m_place + key + "[" + std::to_string(i) + "].", m_bad};
    }
    Reader inside(const char* key) { return {m_json[key], m_place + key + ".", m_bad}; }
    void fail(const char* key)
    {
        if (m_bad.empty())
            m_bad = m_place + key;
    }

private:
    const Json& m_json;
    std::string m_place;
    std::string& m_bad;
};

BudgetLine readLine(Reader reader)
{
    BudgetLine line;
    BudgetInput& in = line.input;
    in.name = reader.string("name");
    in.description = reader.text("description");
    in.unit = reader.string("unit");
    in.estimate = reader.number("estimate");
    in.u = reader.number("u");
    in.nu = reader.number("nu");
    if (const auto distribution = distributionNamed(reader.string("distribution")))
        in.distribution = *distribution;
    else
        reader.fail("distribution");
    const std::string type = reader.string("type");
    if (type != "A" && type != "B")
        reader.fail("type");
    in.typeA = type == "A";
    in.counts = reader.boolean("counts");
    in.source = reader.string("source");
    in.note = reader.text("note");
    in.halfWidth = reader.optionalNumber("half_width");
    in.beta = reader.optionalNumber("beta");
    line.sensitivity = reader.number("sensitivity");
    line.contribution = reader.number("contribution");
    line.share = reader.number("share");
    return line;
}

} // namespace

std::string_view name(Distribution distribution)
{
    for (const auto& entry : kDistributions)
        if (entry.distribution == distribution)
            return entry.name;
    return "normal";
}

Result<Distribution> distributionNamed(std::string_view name)
{
    for (const auto& entry : kDistributions)
        if (entry.name == name)
            return entry.distribution;
    return Error{Errc::ParseError, "budget.distribution", {{"name", std::string(name)}}, {}};
}

Json Budget::toJson() const
{
    Json::Array lineArray, intermediateArray, constantArray, correlationArray;
    for (const auto& line : lines)
        lineArray.push_back(lineToJson(line));
    for (const auto& named : intermediates)
        intermediateArray.push_back(Json::Object{{"name", named.name}, {"expression", named.expression}, {"unit", named.unit}});
    for (const auto& constant : constants)
        constantArray.push_back(Json::Object{{"name", constant.name}, {"value", number(constant.value)}});
    for (const auto& c : correlations)
        correlationArray.push_back(
            Json::Object{{"a", static_cast<std::int64_t>(c.a)}, {"b", static_cast<std::int64_t>(c.b)}, {"r", number(c.r)}});
    return Json::Object{
        {"output", output},
        {"unit", unit},
        {"expression", expression},
        {"lines", std::move(lineArray)},
        {"estimate", number(estimate)},
        {"combined_standard_uncertainty", number(combinedStandardUncertainty)},
        {"effective_dof", number(effectiveDof)},
        {"dof_holds", dofHolds},
        {"expanded",
         Json::Object{{"U", number(expanded.U)}, {"k", number(expanded.k)}, {"p", number(expanded.p)}, {"rule", expanded.rule}}},
        {"coverage", Json::Object{{"name", coverage.name}, {"p", number(coverage.p)}, {"dof_rounding", coverage.dofRounding}}},
        {"intermediates", std::move(intermediateArray)},
        {"constants", std::move(constantArray)},
        {"correlations", std::move(correlationArray)},
        {"engine", engine}};
}

Result<Budget> Budget::fromJson(const Json& json)
{
    std::string bad;
    Reader reader(json, "", bad);
    Budget budget;
    budget.output = reader.string("output");
    budget.unit = reader.string("unit");
    budget.expression = reader.string("expression");
    const auto& lineArray = reader.array("lines");
    for (std::size_t i = 0; i < lineArray.size(); ++i)
        budget.lines.push_back(readLine(reader.inside(lineArray[i], "lines", i)));
    budget.estimate = reader.number("estimate");
    budget.combinedStandardUncertainty = reader.number("combined_standard_uncertainty");
    budget.effectiveDof = reader.number("effective_dof");
    budget.dofHolds = reader.boolean("dof_holds");
    auto expanded = reader.inside("expanded");
    budget.expanded = {expanded.number("U"), expanded.number("k"), expanded.number("p"), expanded.string("rule")};
    auto coverage = reader.inside("coverage");
    budget.coverage = {coverage.string("name"), coverage.number("p"), coverage.string("dof_rounding")};
    const auto& intermediateArray = reader.array("intermediates");
    for (std::size_t i = 0; i < intermediateArray.size(); ++i) {
        auto r = reader.inside(intermediateArray[i], "intermediates", i);
        budget.intermediates.push_back({r.string("name"), r.string("expression"), r.string("unit")});
    }
    const auto& constantArray = reader.array("constants");
    for (std::size_t i = 0; i < constantArray.size(); ++i) {
        auto r = reader.inside(constantArray[i], "constants", i);
        budget.constants.push_back({r.string("name"), r.number("value")});
    }
    const auto& correlationArray = reader.array("correlations");
    for (std::size_t i = 0; i < correlationArray.size(); ++i) {
        auto r = reader.inside(correlationArray[i], "correlations", i);
        budget.correlations.push_back({r.index("a"), r.index("b"), r.number("r")});
        if (budget.correlations.back().a >= budget.lines.size() || budget.correlations.back().b >= budget.lines.size())
            r.fail("a");
    }
    budget.engine = reader.string("engine");
    if (!bad.empty())
        return Error{Errc::ParseError, "budget.field", {{"field", bad}}, {}};
    return budget;
}

} // namespace cal::uncertainty
