// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the bodies leniently: only the members that lists show, never the whole set-up.
#include "core/session/trace_projection.h"

#include "core/conformity/decision_rule.h"
#include "core/session/session_events.h"

#include <algorithm>

namespace cal::session {

namespace {

using journal::Cell;
using journal::Event;
using journal::Row;
using journal::RowChange;
namespace s = sessions_table;
namespace p = points_table;

using Type = journal::Column::Type;

journal::TableShape sessionsShape()
{
    return {std::string(s::kName),
            {{"session"},
             {"started", Type::Text, true},
             {"ended"},
             {"procedure", Type::Text, true},
             {"version"},
             {"mode"},
             {"title_zh"},
             {"title_en"},
             {"order_number", Type::Text, true},
             {"item_zh"},
             {"item_en"},
             {"manufacturer"},
             {"model"},
             {"serial", Type::Text, true},
             {"asset_number", Type::Text, true},
             {"received"},
             {"customer_zh", Type::Text, true},
             {"customer_en", Type::Text, true},
             {"performer", Type::Text, true},
             {"performer_zh"},
             {"performer_en"},
             {"rule"},
             {"points", Type::Integer},
             {"judged", Type::Integer},
             {"overall", Type::Text, true},
             {"simulated", Type::Integer},
             {"outside", Type::Integer},
             {"state", Type::Text, true}},
            {}};
}

journal::TableShape pointsShape()
{
    return {std::string(p::kName),
            {{"key"},
             {"session"},
             {"seq", Type::Integer},
             {"at"},
             {"point"},
             {"attempt", Type::Integer},
             {"counts", Type::Integer},
             {"place"},
             {"asset"},
             {"calibration", Type::Text, true},
             {"range"},
             {"value"},
             {"value_unit"},
             {"value_si", Type::Real},
             {"sensitivity"},
             {"result_unit"},
             {"unit"},
             {"error"},
             {"u"},
             {"k"},
             {"mpe"},
             {"verdict"}},
            {{"asset", "at"}, {"session", "point"}}};
}

/// Unknown instead of an empty text.
Cell known(const std::string& text)
{
    return text.empty() ? Cell{} : Cell{text};
}

std::string textOf(const Cell& cell)
{
    const auto* const text = std::get_if<std::string>(&cell);
    return text ? *text : std::string{};
}

std::int64_t integerOf(const Cell& cell)
{
    const auto* const number = std::get_if<std::int64_t>(&cell);
    return number ? *number : 0;
}

Cell siOf(const std::string& number, const std::string& unitText)
{
    const auto value = Decimal::parse(number);
    const auto unit = units::Unit::parse(unitText);
    if (!value || !unit)
        return {};
    return units::Quantity{*value, *unit}.si();
}

/// The worse of two verdicts by name; an unknown name is the weaker statement.
std::string worse(const std::string& a, const std::string& b)
{
    const auto left = conformity::verdictNamed(a), right = conformity::verdictNamed(b);
    if (!left || !right)
        return left ? a : b;
    return *right > *left ? b : a;
}

class TraceProjection final : public journal::Projection
{
public:
    [[nodiscard]] std::string name() const override { return "trace"; }
    [[nodiscard]] int version() const override { return 1; }
    [[nodiscard]] std::vector<journal::TableShape> tables() const override { return {sessionsShape(), pointsShape()}; }

    Result<std::vector<RowChange>> apply(const Event& event, journal::TableReader& tables) override
    {
        std::vector<RowChange> changes;
        if (event.type == SetUpFrozen::kType) {
            changes.push_back({std::string(s::kName), sessionRow(event)});
            return changes;
        }
        if (event.type == PointJudged::kType) {
            CAL_TRY(judged(event, tables, changes));
            return changes;
        }
        const bool sample = (event.type == EnvironmentRecorded::kType && !event.body["within"].asBool(true)) ||
                            (event.type == EnvironmentSampled::kType && !event.body["environment"]["within"].asBool(true));
        const bool ends = event.type == Sealed::kType || event.type == Aborted::kType || event.type == Resumed::kType;
        if (!sample && !ends)
            return changes;
        auto row = tables.row(s::kName, event.stream.text());
        CAL_TRY(row);
        if (!*row)
            return changes;
        Row& session = **row;
        session[s::Ended] = toRfc3339(event.at.utc);
        if (sample)
            session[s::Outside] = integerOf(session[s::Outside]) + 1;
        else
            session[s::State] = std::string(event.type == Sealed::kType ? "sealed" : event.type == Aborted::kType ? "aborted" : "open");
        changes.push_back({std::string(s::kName), std::move(session)});
        return changes;
    }

private:
    static Row sessionRow(const Event& event)
    {
        const Json& body = event.body;
        const Json &head = body["procedure"]["head"], &item = body["item"], &performer = body["performer"];
        Row row(s::Count);
        const auto put = [&row](s::Column column, const Json& json) { row[column] = known(json.asString()); };
        const auto both = [&row](s::Column zh, s::Column en, const Json& json) {
            const Text text = json.asText();
            row[zh] = known(text.zh);
            row[en] = known(text.en);
        };
        row[s::Session] = event.stream.text();
        row[s::Started] = toRfc3339(event.at.utc);
        row[s::Ended] = row[s::Started];
        put(s::Procedure, head["id"]);
        put(s::Version, head["version"]);
        put(s::Mode, head["mode"]);
        both(s::TitleZh, s::TitleEn, head["title"]);
        put(s::Order, item["order"]);
        both(s::ItemZh, s::ItemEn, item["name"]);
        put(s::Manufacturer, item["manufacturer"]);
        put(s::Model, item["model"]);
        put(s::Serial, item["serial"]);
        put(s::AssetNumber, item["asset-number"]);
        put(s::Received, item["received"]);
        both(s::CustomerZh, s::CustomerEn, item["customer"]);
        put(s::Performer, performer["id"]);
        both(s::PerformerZh, s::PerformerEn, performer["name"]);
        const Json rule = Json::Object{{"name", head["rules"]["decision"]}, {"parameters", head["rules"]["decision-parameters"]}};
        row[s::Rule] = rule.canonical().value_or({});
        row[s::Points] = static_cast<std::int64_t>(body["procedure"]["points"].size());
        row[s::Judged] = std::int64_t{0};
        row[s::Overall] = std::string(conformity::name(conformity::Verdict::NotJudged));
        row[s::Simulated] = std::int64_t{body["simulated"].asBool() ? 1 : 0};
        row[s::Outside] = std::int64_t{0};
        row[s::State] = std::string("open");
        return row;
    }

    static std::vector<Row> pointRows(const Event& event)
    {
        const Json& result = event.body["result"];
        Row row(p::Count);
        const auto put = [](Row& target, p::Column column, const Json& json) { target[column] = known(json.asString()); };
        const std::string key = event.stream.text() + "#" + std::to_string(event.seq);
        row[p::Key] = key;
        row[p::Session] = event.stream.text();
        row[p::Seq] = event.seq;
        row[p::At] = toRfc3339(event.at.utc);
        put(row, p::Point, event.body["point"]);
        row[p::Attempt] = event.body["attempt"].asInt(1);
        row[p::Counts] = std::int64_t{1};
        put(row, p::Unit, result["unit"]);
        put(row, p::Error, result["error"]);
        put(row, p::U, result["expanded-uncertainty"]);
        put(row, p::K, result["printed"]["k"]);
        put(row, p::Mpe, result["mpe"]);
        put(row, p::Verdict, result["verdict"]);
        std::vector<Row> rows;
        for (const auto& standard : result["rests-on"].asArray()) {
            Row one = row;
            if (!rows.empty())
                one[p::Key] = key + "." + std::to_string(rows.size() + 1);
            put(one, p::Place, standard["place"]);
            put(one, p::Asset, standard["asset"]);
            put(one, p::Calibration, standard["calibration"]);
            put(one, p::Range, standard["range"]);
            put(one, p::Value, standard["value"]);
            put(one, p::ValueUnit, standard["unit"]);
            one[p::ValueSi] = siOf(standard["value"].asString(), standard["unit"].asString());
            put(one, p::Sensitivity, standard["sensitivity"]);
            put(one, p::ResultUnit, standard["result-unit"]);
            rows.push_back(std::move(one));
        }
        if (rows.empty())
            rows.push_back(std::move(row));
        return rows;
    }

    /// The rows of the point, and of the session what they change. A further attempt takes the place of the earlier ones.
    static Result<void> judged(const Event& event, journal::TableReader& tables, std::vector<RowChange>& changes)
    {
        const auto rows = pointRows(event);
        auto found = tables.row(s::kName, event.stream.text());
        CAL_TRY(found);
        const std::string verdict = textOf(rows.front()[p::Verdict]);
        if (*found) {
            Row& session = **found;
            if (event.body["attempt"].asInt(1) <= 1) {
                session[s::Judged] = integerOf(session[s::Judged]) + 1;
                session[s::Overall] = worse(textOf(session[s::Overall]), verdict);
            } else {
                CAL_TRY(replaceAttempts(event, tables, session, verdict, changes));
            }
            session[s::Ended] = toRfc3339(event.at.utc);
            changes.push_back({std::string(s::kName), std::move(session)});
        }
        for (const auto& row : rows)
            changes.push_back({std::string(p::kName), row});
        return {};
    }

    static Result<void> replaceAttempts(const Event& event, journal::TableReader& tables, Row& session, const std::string& verdict,
                                        std::vector<RowChange>& changes)
    {
        journal::RowQuery query;
        query.table = p::kName;
        query.all = {{"session", journal::Condition::Op::Equal, event.stream.text()},
                     {"counts", journal::Condition::Op::Equal, std::int64_t{1}}};
        query.limit = 1'000'000;
        const auto page = tables.rows(query);
        CAL_TRY(page);
        const std::string point = event.body["point"].asString();
        bool judgedBefore = false;
        std::string overall = verdict;
        for (Row row : page->rows) {
            if (textOf(row[p::Point]) != point) {
                overall = worse(overall, textOf(row[p::Verdict]));
                continue;
            }
            judgedBefore = true;
            row[p::Counts] = std::int64_t{0};
            changes.push_back({std::string(p::kName), std::move(row)});
        }
        if (!judgedBefore)
            session[s::Judged] = integerOf(session[s::Judged]) + 1;
        session[s::Overall] = overall;
        return {};
    }
};

} // namespace

std::shared_ptr<journal::Projection> traceProjection()
{
    return std::make_shared<TraceProjection>();
}

} // namespace cal::session
