// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/reverse_trace.h"

#include "core/session/capability_lookup.h"
#include "core/session/trace_projection.h"

namespace cal::quality {

namespace {

using journal::Condition;
using journal::Row;
namespace s = session::sessions_table;
namespace p = session::points_table;

/// All rows of one standard: what a store of a million points can hold of it.
constexpr std::int64_t kAllRows = 10'000'000;

const std::string& textOf(const journal::Cell& cell)
{
    static const std::string kEmpty;
    const auto* const text = std::get_if<std::string>(&cell);
    return text ? *text : kEmpty;
}

std::int64_t integerOf(const journal::Cell& cell)
{
    const auto* const number = std::get_if<std::int64_t>(&cell);
    return number ? *number : 0;
}

class Tracer
{
public:
    Tracer(journal::TableReader& tables, ReverseTrace& result) : m_tables(tables), m_result(result) {}

    /// Rows of one point follow each other: a standard may give two inputs of it, and both shift.
    Result<void> take(const Row& row)
    {
        if (m_open && (m_open->session != textOf(row[p::Session]) || m_open->seq != integerOf(row[p::Seq])))
            CAL_TRY(close());
        if (!m_open) {
            auto point = begin(row);
            if (!point)
                return point.error();
            m_open = *std::move(point);
        }
        const auto shift = shiftOf(row);
        if (!shift)
            return shift.error();
        m_open->shifted = m_open->shifted + *shift;
        return {};
    }

    Result<void> close()
    {
        if (!m_open)
            return {};
        AffectedPoint point = *std::move(m_open);
        m_open.reset();
        const auto session = sessionOf(point.session);
        CAL_TRY(session);
        const auto& rule = (*session)->rule;
        if (rule && point.mpe) {
            const auto decision = rule->decide(point.shifted, point.uncertainty, conformity::ToleranceLimits::symmetric(*point.mpe));
            point.after = decision.verdict;
            point.reason = decision.reason;
        }
        switch (point.after) {
        case conformity::Verdict::Pass:
            m_result.passes.push_back(std::move(point));
            break;
        case conformity::Verdict::Undecided:
            m_result.undecided.push_back(std::move(point));
            break;
        case conformity::Verdict::Fail:
            m_result.fails.push_back(std::move(point));
            break;
        case conformity::Verdict::NotJudged:
            m_result.notJudged.push_back(std::move(point));
            break;
        }
        return {};
    }

private:
    struct Session {
        std::unique_ptr<conformity::DecisionRule> rule; ///< none agreed: null
    };

    static Error unreadable(const Row& row) { return {Errc::IntegrityViolation, "trace.row", {{"key", textOf(row[p::Key])}}, {}}; }

    Result<const units::Unit*> unit(const std::string& text)
    {
        if (const auto known = m_units.find(text); known != m_units.end())
            return &known->second;
        auto parsed = units::Unit::parse(text);
        CAL_TRY(parsed);
        return &m_units.emplace(text, *std::move(parsed)).first->second;
    }

    Result<AffectedPoint> begin(const Row& row)
    {
        AffectedPoint point;
        point.session = textOf(row[p::Session]);
        point.seq = integerOf(row[p::Seq]);
        point.point = textOf(row[p::Point]);
        point.at = textOf(row[p::At]);
        point.calibration = textOf(row[p::Calibration]);
        point.range = textOf(row[p::Range]);
        point.k = textOf(row[p::K]);
        point.unit = textOf(row[p::Unit]);
        const auto valueUnit = unit(textOf(row[p::ValueUnit]));
        const auto value = Decimal::parse(textOf(row[p::Value]));
        const auto error = Decimal::parse(textOf(row[p::Error]));
        const auto uncertainty = Decimal::parse(textOf(row[p::U]));
        const auto verdict = conformity::verdictNamed(textOf(row[p::Verdict]));
        if (!valueUnit || !value || !error || !uncertainty || !verdict)
            return unreadable(row);
        point.value = {*value, **valueUnit};
        point.error = point.shifted = *error;
        point.uncertainty = *uncertainty;
        point.before = *verdict;
        if (const auto& text = textOf(row[p::Mpe]); !text.empty()) {
            const auto mpe = Decimal::parse(text);
            if (!mpe)
                return unreadable(row);
            point.mpe = *mpe;
        }
        return point;
    }

    /// c · δ in the unit of the result.
    Result<Decimal> shiftOf(const Row& row)
    {
        const auto valueUnit = unit(textOf(row[p::ValueUnit]));
        const auto resultUnit = unit(textOf(row[p::ResultUnit]));
        const auto pointUnit = unit(textOf(row[p::Unit]));
        const auto value = Decimal::parse(textOf(row[p::Value]));
        const auto sensitivity = Decimal::parse(textOf(row[p::Sensitivity]));
        if (!valueUnit || !resultUnit || !pointUnit || !value || !sensitivity)
            return unreadable(row);
        const auto& shift = m_result.found.shift;
        const bool relative = shift.unit.dimension().isNone() && !(*valueUnit)->dimension().isNone();
        const auto inOwnUnit = session::inUnit(shift.number, shift.unit, relative ? units::Unit{} : (*valueUnit)->ofDifference());
        CAL_TRY(inOwnUnit);
        const Decimal delta = relative ? *value * *inOwnUnit : *inOwnUnit;
        return session::inUnit(*sensitivity * delta, (*resultUnit)->ofDifference(), (*pointUnit)->ofDifference());
    }

    Result<const Session*> sessionOf(const std::string& id)
    {
        if (const auto known = m_sessions.find(id); known != m_sessions.end())
            return &known->second;
        const auto row = m_tables.row(s::kName, id);
        CAL_TRY(row);
        Session session;
        AffectedSession shown;
        shown.session = id;
        if (*row) {
            const auto text = [&](s::Column column) { return textOf((**row)[column]); };
            shown.procedure = text(s::Procedure);
            shown.order = text(s::Order);
            shown.manufacturer = text(s::Manufacturer);
            shown.model = text(s::Model);
            shown.serial = text(s::Serial);
            shown.ended = text(s::Ended);
            shown.title = {text(s::TitleZh), text(s::TitleEn)};
            shown.item = {text(s::ItemZh), text(s::ItemEn)};
            shown.customer = {text(s::CustomerZh), text(s::CustomerEn)};
            shown.performer = {text(s::PerformerZh), text(s::PerformerEn)};
            shown.simulated = integerOf((**row)[s::Simulated]) != 0;
            const auto frozen = Json::parse(text(s::Rule));
            CAL_TRY(frozen);
            if (const auto& name = (*frozen)["name"].asString(); !name.empty() && name != "none") {
                auto rule = conformity::decisionRule(name, (*frozen)["parameters"]);
                CAL_TRY(rule);
                session.rule = *std::move(rule);
            }
        }
        m_result.sessions.emplace(id, std::move(shown));
        return &m_sessions.emplace(id, std::move(session)).first->second;
    }

    journal::TableReader& m_tables;
    ReverseTrace& m_result;
    std::optional<AffectedPoint> m_open;
    std::map<std::string, units::Unit, std::less<>> m_units;
    std::map<std::string, Session, std::less<>> m_sessions;
};

Json pointsJson(const std::vector<AffectedPoint>& points)
{
    Json::Array list;
    for (const auto& point : points) {
        Json::Object object{{"session", point.session},
                            {"point", point.point},
                            {"at", point.at},
                            {"calibration", point.calibration},
                            {"range", point.range},
                            {"value", point.value.text()},
                            {"unit", point.unit},
                            {"error", point.error.plain()},
                            {"shifted", point.shifted.plain()},
                            {"U", point.uncertainty.plain()},
                            {"k", point.k},
                            {"before", conformity::name(point.before)},
                            {"after", conformity::name(point.after)}};
        if (point.mpe)
            object.emplace("mpe", point.mpe->plain());
        list.push_back(std::move(object));
    }
    return list;
}

} // namespace

std::string AffectedPoint::shownUncertainty() const
{
    return uncertainty.isZero() ? "0" : uncertainty.roundedTo(uncertainty.leadingPlace() - 1, RoundingMode::Up).plain();
}

Json ReverseTrace::toJson() const
{
    Json::Object all;
    for (const auto& [id, session] : sessions)
        all.emplace(id, Json::Object{{"procedure", session.procedure},
                                     {"title", session.title},
                                     {"item", session.item},
                                     {"manufacturer", session.manufacturer},
                                     {"model", session.model},
                                     {"serial", session.serial},
                                     {"order", session.order},
                                     {"customer", session.customer},
                                     {"performer", session.performer},
                                     {"ended", session.ended},
                                     {"simulated", session.simulated}});
    return Json::Object{{"asset", found.asset},        {"from", toRfc3339(found.from)},       {"to", toRfc3339(found.to)},
                        {"shift", found.shift.text()}, {"passes", pointsJson(passes)},        {"undecided", pointsJson(undecided)},
                        {"fails", pointsJson(fails)},  {"not-judged", pointsJson(notJudged)}, {"sessions", std::move(all)}};
}

Result<ReverseTrace> reverseTrace(journal::TableReader& tables, const FoundError& found)
{
    using Op = Condition::Op;
    ReverseTrace result;
    result.found = found;
    journal::RowQuery query;
    query.table = p::kName;
    query.all = {{"asset", Op::Equal, found.asset},
                 {"at", Op::GreaterOrEqual, toRfc3339(found.from)},
                 {"at", Op::Less, toRfc3339(found.to)},
                 {"counts", Op::Equal, std::int64_t{1}}};
    if (found.range) {
        query.all.push_back({"value_si", Op::GreaterOrEqual, found.range->first.si()});
        query.all.push_back({"value_si", Op::LessOrEqual, found.range->second.si()});
    }
    query.order = {{"at", false}};
    query.limit = kAllRows;
    const auto page = tables.rows(query);
    CAL_TRY(page);
    Tracer tracer(tables, result);
    for (const auto& row : page->rows)
        CAL_TRY(tracer.take(row));
    CAL_TRY(tracer.close());
    return result;
}

Result<FoundError> foundErrorOf(const std::string& asset, const std::string& shift, const std::string& from, const std::string& to,
                                const std::string& range, std::chrono::minutes offset)
{
    FoundError found;
    found.asset = asset;
    found.offset = offset;
    const auto quantity = units::Quantity::parse(shift);
    CAL_TRY(quantity);
    if (quantity->unit.symbol().empty())
        return Error{Errc::InvalidArgument, "trace.shift-unit", {{"text", shift}}, {}};
    found.shift = *quantity;
    if (from.empty())
        return Error{Errc::InvalidArgument, "trace.no-from", {}, {}};
    const auto first = parseIsoDate(from, offset);
    CAL_TRY(first);
    const auto last = parseIsoDate(to, offset);
    CAL_TRY(last);
    if (last->date < first->date)
        return Error{Errc::InvalidArgument, "trace.dates", {{"from", from}, {"to", to}}, {}};
    found.from = UtcTime(std::chrono::sys_days(first->date)) - offset;
    found.to = UtcTime(std::chrono::sys_days(last->date) + std::chrono::days(1)) - offset; // the last day, too
    if (!range.empty()) {
        const auto values = parseRange(range);
        CAL_TRY(values);
        found.range = *values;
    }
    return found;
}

Result<std::pair<units::Quantity, units::Quantity>> parseRange(std::string_view text)
{
    const auto dots = text.find("..");
    if (dots == text.npos)
        return Error{Errc::InvalidArgument, "trace.range", {{"text", std::string(text)}}, {}};
    const auto low = units::Quantity::parse(text.substr(0, dots));
    CAL_TRY(low);
    const auto high = units::Quantity::parse(text.substr(dots + 2));
    CAL_TRY(high);
    const auto order = units::compare(*low, *high);
    CAL_TRY(order);
    if (*order > 0)
        return Error{Errc::InvalidArgument, "trace.range", {{"text", std::string(text)}}, {}};
    return std::pair(*low, *high);
}

} // namespace cal::quality
