// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/own_points.h"

#include "core/session/fields.h"

#include <algorithm>
#include <set>

namespace cal::session {

namespace {

class Applier
{
public:
    Applier(const Json& json, procedure::Procedure& procedure, OwnPoints& own) : m_json(json), m_procedure(procedure), m_own(own) {}

    Result<void> apply()
    {
        std::set<std::string> seen;
        for (const Json& row : m_json["points"].asArray()) {
            const auto& id = row["point"].asString();
            auto& points = m_procedure.points;
            const auto point = std::find_if(points.begin(), points.end(), [&](const auto& p) { return p.id == id; });
            if (!seen.insert(id).second)
                return wrong("points.twice", {{"point", id}});
            if (point == points.end())
                return wrong("points.unknown", {{"point", id}});
            if (row["skip"].asBool()) {
                m_own.changes.push_back({id, "skipped", point->nominal.text(), {}});
                points.erase(point);
                continue;
            }
            std::optional<units::Quantity> nominal = point->nominal;
            CAL_TRY(change(row, *point, "nominal", nominal, point->nominal.unit));
            point->nominal = *nominal;
            CAL_TRY(change(row, *point, "range", point->range, point->nominal.unit));
            CAL_TRY(change(row, *point, "mpe", point->mpe, point->nominal.unit.ofDifference()));
        }
        if (m_procedure.points.empty())
            return wrong("points.none-left", {});
        return {};
    }

private:
    Error wrong(const char* key, std::vector<Arg> args) const
    {
        args.insert(args.begin(), {"set", m_own.code});
        return {Errc::InvalidArgument, key, std::move(args), {}};
    }

    Result<void> change(const Json& row, procedure::Point& point, const char* field, std::optional<units::Quantity>& value,
                        const units::Unit& unit)
    {
        const auto& text = row[field].asString();
        if (text.empty())
            return {};
        auto typed = units::Quantity::parse(text);
        if (!typed || typed->unit.dimension() != unit.dimension())
            return wrong("points.unit", {{"point", point.id}, {"field", field}, {"found", text}});
        if (value && *value == *typed)
            return {};
        m_own.changes.push_back({point.id, field, value ? value->text() : std::string(), typed->text()});
        value = *typed;
        point.columns[field] = typed->text(); // what the script reads is what is measured
        return {};
    }

    const Json& m_json;
    procedure::Procedure& m_procedure;
    OwnPoints& m_own;
};

} // namespace

Result<OwnPoints> applyOwnPoints(std::string_view frozen, procedure::Procedure& procedure)
{
    const auto json = Json::parse(frozen);
    if (!json || (*json)["format"].asString() != "calbench-point-set/1" || !(*json)["points"].isArray())
        return Error{Errc::ParseError, "points.frozen", {{"reason", json ? "format" : json.error().key}}, {}};
    OwnPoints own;
    own.code = (*json)["code"].asString();
    own.version = std::to_string((*json)["version"].asInt());
    own.digest = sha256(frozen);
    if ((*json)["procedure"].asString() != procedure.head.id)
        return Error{
            Errc::InvalidArgument, "points.other-procedure", {{"set", own.code}, {"procedure", (*json)["procedure"].asString()}}, {}};
    CAL_TRY(Applier(*json, procedure, own).apply());
    return own;
}

} // namespace cal::session
