// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/results.h"

#include "core/certificate/texts.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace cal::certificate {

namespace {

using session::PointRecord;
using session::PointResult;

/// A point with the result that counts.
struct Judged {
    const PointRecord* point;
    const PointResult* result;
};

std::vector<Judged> judgedPoints(const session::SessionRecord& record)
{
    std::vector<Judged> out;
    for (const auto& point : record.points)
        if (const auto* attempt = point.counting(); attempt && attempt->result)
            out.push_back({&point, &*attempt->result});
    return out;
}

/// All distinct values of a member, in order of first appearance.
template <class F>
std::vector<std::string> distinct(const std::vector<Judged>& points, F&& get)
{
    std::vector<std::string> out;
    for (const auto& judged : points)
        if (auto value = get(*judged.result); !value.empty() && std::find(out.begin(), out.end(), value) == out.end())
            out.push_back(std::move(value));
    return out;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between)
{
    std::string out;
    for (const auto& part : parts)
        out += (out.empty() ? "" : std::string(between)) + part;
    return out;
}

/// The MPE is symmetric; a record may print it with or without the sign.
std::string mpeCell(const std::string& printed)
{
    return printed.empty() || printed.front() == '-' || printed.front() == '+' || printed.starts_with("±") ? printed : "±" + printed;
}

Text ruleName(const std::string& rule)
{
    const std::string id = "rule." + rule;
    return hasWording(id) ? wording(id) : plain(rule);
}

Text sectionName(const std::string& section)
{
    const std::string id = "section." + section;
    return hasWording(id) ? wording(id) : plain(section);
}

/// What the columns of all tables of a record are.
struct Shape {
    bool nominal = false; ///< apart from the reference value
    bool mpe = false;
    bool verdict = false;
    bool sections = false; ///< more than one section: headings name them
    std::string k;         ///< the one k of all points; empty: a column of its own
    Text rule;
    Text error; ///< symbol of the measurand
};

Shape shapeOf(const session::SessionRecord& record, const std::vector<Judged>& points)
{
    Shape shape;
    std::set<std::string> sections;
    for (const auto& [point, result] : points) {
        shape.nominal = shape.nominal || result->nominal != result->reference;
        shape.mpe = shape.mpe || !result->printedMpe.empty();
        shape.verdict = shape.verdict || result->verdict != conformity::Verdict::NotJudged;
        sections.insert(point->point.section);
    }
    shape.sections = sections.size() > 1;
    if (const auto k = distinct(points, std::mem_fn(&PointResult::printedK)); k.size() == 1)
        shape.k = k.front();
    const auto& head = record.setUp.procedure.head;
    shape.rule = ruleName(head.rules.decision);
    shape.error = plain(head.measurand.empty() ? "E" : head.measurand);
    return shape;
}

struct Cell {
    Column column;
    std::function<std::string(const PointResult&)> text;
};

std::vector<Cell> columnsOf(const Shape& shape, const std::string& unit)
{
    std::vector<Cell> out;
    if (shape.nominal)
        out.push_back({{"nominal", wording("results.nominal"), unit}, [](const PointResult& r) { return r.nominal.plain(); }});
    out.push_back({{"reference", wording("results.reference"), unit}, std::mem_fn(&PointResult::printedReference)});
    out.push_back({{"indication", wording("results.indication"), unit}, std::mem_fn(&PointResult::printedIndication)});
    out.push_back({{"error", shape.error, unit}, std::mem_fn(&PointResult::printedError)});
    if (shape.mpe)
        out.push_back({{"mpe", wording("results.mpe"), unit}, [](const PointResult& r) { return mpeCell(r.printedMpe); }});
    const Text u = shape.k.empty() ? wording("results.u") : wording("results.u-with-k", {{"k", plain(shape.k)}});
    out.push_back({{"u", u, unit}, std::mem_fn(&PointResult::printedU)});
    if (shape.k.empty())
        out.push_back({{"k", wording("results.k"), ""}, std::mem_fn(&PointResult::printedK)});
    if (shape.verdict)
        out.push_back({{"verdict", wording("results.verdict-rule", {{"rule", shape.rule}}), "", false},
                       [](const PointResult& r) { return std::string(conformity::name(r.verdict)); }});
    return out;
}

std::string rangeText(const procedure::Point& point)
{
    return point.range ? point.range->number.plain() + " " + point.range->unit.symbol() : std::string();
}

Text groupTitle(const procedure::Point& point, const Shape& shape)
{
    const std::string range = rangeText(point);
    Text title = range.empty() ? Text{} : wording("results.range", {{"range", plain(range)}});
    if (!shape.sections)
        return title;
    const Text section = sectionName(point.section);
    return title.empty() ? section : wording("results.section", {{"section", section}, {"group", title}});
}

Text specification(const std::string& source)
{
    return wording("results.specification", {{"source", plain(source)}});
}

/// Headings where range or section changes; specifications beside the heading where they differ, below the table where they do not.
void addGroups(Table& table, const std::vector<Judged>& points, const Shape& shape)
{
    std::vector<std::vector<std::string>> sources;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto& point = points[i].point->point;
        const bool starts = i == 0 || rangeText(point) != rangeText(points[i - 1].point->point) ||
                            (shape.sections && point.section != points[i - 1].point->point.section);
        if (starts) {
            table.groups.push_back({groupTitle(point, shape), {}, i});
            sources.emplace_back();
        }
        const auto& source = points[i].result->mpeSource;
        if (!source.empty() && std::find(sources.back().begin(), sources.back().end(), source) == sources.back().end())
            sources.back().push_back(source);
    }
    // One specification for everything is said once below, unless the table has a heading that can carry it.
    const bool sameEverywhere = std::all_of(sources.begin(), sources.end(), [&](const auto& s) { return s == sources.front(); });
    if (!sameEverywhere || (sources.size() == 1 && !table.groups.front().title.empty()))
        for (std::size_t g = 0; g < sources.size(); ++g)
            table.groups[g].note = sources[g].empty() ? Text{} : specification(joined(sources[g], "; "));
    else if (!sources.front().empty())
        table.notes.push_back(specification(joined(sources.front(), "; ")));
    if (table.groups.size() == 1 && table.groups.front().title.empty())
        table.groups.clear();
}

} // namespace

std::vector<Table> resultTables(const session::SessionRecord& record)
{
    const auto points = judgedPoints(record);
    const Shape shape = shapeOf(record, points);
    std::vector<Table> tables;
    for (std::size_t begin = 0; begin < points.size();) {
        const std::string& unit = points[begin].result->unit;
        std::size_t end = begin;
        while (end < points.size() && points[end].result->unit == unit)
            ++end;
        const std::vector<Judged> run(points.begin() + static_cast<std::ptrdiff_t>(begin),
                                      points.begin() + static_cast<std::ptrdiff_t>(end));
        const auto columns = columnsOf(shape, unit);
        Table table;
        table.id = tables.empty() ? "results" : "results-" + std::to_string(tables.size() + 1);
        if (tables.empty())
            table.title = wording("block.results");
        for (const auto& cell : columns)
            table.columns.push_back(cell.column);
        for (const auto& [point, result] : run) {
            Row row{point->point.id, {}, result->verdict};
            for (const auto& cell : columns)
                row.cells.push_back(cell.text(*result));
            table.rows.push_back(std::move(row));
        }
        addGroups(table, run, shape);
        tables.push_back(std::move(table));
        begin = end;
    }
    if (!tables.empty()) {
        const auto& head = record.setUp.procedure.head;
        tables.back().notes.push_back(wording("results.error-definition", {{"symbol", shape.error}, {"name", head.measurandName}}));
    }
    return tables;
}

namespace {

/// "95 %" of "≈ 95 %" or "p = 95 %": the sentence around it has its own words.
std::string probability(const std::string& printed)
{
    const auto digit = printed.find_first_of("0123456789");
    return digit == std::string::npos ? printed : printed.substr(digit);
}

Text uncertaintyStatement(const std::vector<Judged>& points, const std::string& rule)
{
    const auto ks = distinct(points, std::mem_fn(&PointResult::printedK));
    const auto ps = distinct(points, [](const PointResult& r) { return probability(r.printedP); });
    const std::vector<std::pair<std::string_view, Text>> values{
        {"k", ks.size() > 3 ? Text{"见结果表", "see the results table"} : plain(joined(ks, ", "))},
        {"p", plain(joined(ps, ", "))},
        {"rule", plain(rule)}};
    const std::string id = "statement.uncertainty-" + rule;
    return wording(hasWording(id) ? id : "statement.uncertainty-other", values);
}

Text roundingStatement(const std::string& rule)
{
    const std::string id = "statement.rounding-" + rule;
    return hasWording(id) ? wording(id) : wording("statement.rounding-other", {{"rule", plain(rule)}});
}

Text verdictCounts(const std::vector<Judged>& points)
{
    const auto count = [&](conformity::Verdict verdict) {
        return plain(
            std::to_string(std::count_if(points.begin(), points.end(), [&](const Judged& j) { return j.result->verdict == verdict; })));
    };
    const auto unjudged = static_cast<std::size_t>(
        std::count_if(points.begin(), points.end(), [](const Judged& j) { return j.result->verdict == conformity::Verdict::NotJudged; }));
    return wording("statement.verdicts", {{"total", plain(std::to_string(points.size() - unjudged))},
                                          {"pass", count(conformity::Verdict::Pass)},
                                          {"undecided", count(conformity::Verdict::Undecided)},
                                          {"fail", count(conformity::Verdict::Fail)}});
}

} // namespace

Result<std::vector<Text>> resultStatements(const session::SessionRecord& record)
{
    const auto points = judgedPoints(record);
    std::vector<Text> out;
    for (const auto& rule : distinct(points, std::mem_fn(&PointResult::coverageRule))) {
        std::vector<Judged> under;
        std::copy_if(points.begin(), points.end(), std::back_inserter(under),
                     [&](const Judged& j) { return j.result->coverageRule == rule; });
        out.push_back(uncertaintyStatement(under, rule));
    }
    for (const auto& rule : distinct(points, std::mem_fn(&PointResult::roundingRule)))
        out.push_back(roundingStatement(rule));

    const auto& rules = record.setUp.procedure.head.rules;
    if (rules.decision == "none") {
        out.push_back(wording("statement.no-decision"));
        return out;
    }
    const auto rule = conformity::decisionRule(rules.decision, rules.decisionParameters);
    if (!rule)
        return rule.error();
    Text risk = (*rule)->riskStatement();
    out.push_back(wording("statement.decision", {{"rule", (*rule)->title()}, {"risk", std::move(risk)}}));
    // Conformity is stated of the item as it is left.
    std::vector<Judged> standing;
    std::copy_if(points.begin(), points.end(), std::back_inserter(standing), [&](const Judged& j) { return !record.superseded(*j.point); });
    out.push_back(verdictCounts(standing));
    return out;
}

} // namespace cal::certificate
