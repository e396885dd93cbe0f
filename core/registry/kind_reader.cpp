// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the description of a kind. A member with an unknown name is an error: a misspelt "required" must not go unnoticed.
#include "core/registry/kind.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

namespace cal::registry {

namespace {

constexpr std::array<std::pair<std::string_view, Field::Type>, 15> kTypes{{{"text", Field::Type::Text},
                                                                           {"paragraph", Field::Type::Paragraph},
                                                                           {"bilingual", Field::Type::Bilingual},
                                                                           {"date", Field::Type::Date},
                                                                           {"instant", Field::Type::Instant},
                                                                           {"integer", Field::Type::Integer},
                                                                           {"decimal", Field::Type::Decimal},
                                                                           {"quantity", Field::Type::Quantity},
                                                                           {"choice", Field::Type::Choice},
                                                                           {"flag", Field::Type::Flag},
                                                                           {"reference", Field::Type::Reference},
                                                                           {"references", Field::Type::References},
                                                                           {"file", Field::Type::File},
                                                                           {"files", Field::Type::Files},
                                                                           {"table", Field::Type::Table}}};

/// Columns that every list has; a field of that name could not have one of its own.
constexpr std::array<std::string_view, 8> kReserved = {"id", "state", "seq", "registered", "changed", "changed-by", "search", "body"};

bool isName(std::string_view name)
{
    const auto lower = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= 40 && name.front() >= 'a' && name.front() <= 'z' && name.back() != '-' &&
           name.find("--") == std::string_view::npos && std::all_of(name.begin(), name.end(), [&](char c) { return lower(c) || c == '-'; });
}

bool isList(Field::Type type)
{
    return type == Field::Type::References || type == Field::Type::Files || type == Field::Type::Table;
}

/// Reads one description and keeps the first thing that is wrong.
class KindReader
{
public:
    explicit KindReader(const Json& json) : m_json(json) {}

    Result<Kind> read()
    {
        m_kind.name = m_json["kind"].asString();
        if (m_json["format"].asString() != "calbench-kind/1")
            fail("", "format is not calbench-kind/1");
        if (!isName(m_kind.name))
            fail("kind", "no name in lower case with hyphens");
        members(m_json, "",
                {"format", "kind", "label", "plural", "group", "title", "number", "operation", "form", "fields", "states", "transitions"});
        m_kind.label = label(m_json, "label", "label");
        m_kind.plural = label(m_json, "plural", "plural");
        m_kind.group = word(m_json, "group", "group");
        m_kind.title = word(m_json, "title", "title");
        m_kind.number = m_json["number"].asString();
        m_kind.operation = word(m_json, "operation", "operation");
        m_kind.form = flag(m_json, "form", "form", true);
        for (const Json& entry : list(m_json, "fields"))
            m_kind.fields.push_back(field(entry, true));
        for (const Json& entry : list(m_json, "states"))
            m_kind.states.push_back(state(entry));
        for (const Json& entry : m_json["transitions"].asArray())
            m_kind.transitions.push_back(transition(entry));
        wholeKind();
        if (m_error)
            return *m_error;
        return std::move(m_kind);
    }

private:
    void fail(const std::string& field, const std::string& reason)
    {
        if (!m_error)
            m_error = Error{Errc::ParseError, "kind.invalid", {{"kind", m_kind.name}, {"field", field}, {"reason", reason}}, {}};
    }

    void members(const Json& json, const std::string& where, std::initializer_list<std::string_view> known)
    {
        if (!json.isObject())
            fail(where, "no object");
        for (const auto& [name, value] : json.asObject())
            if (std::find(known.begin(), known.end(), name) == known.end())
                fail(where, "unknown member " + name);
    }

    const Json::Array& list(const Json& json, const char* name)
    {
        if (json[name].asArray().empty())
            fail(name, "missing or empty");
        return json[name].asArray();
    }

    Text label(const Json& json, const char* member, const std::string& where)
    {
        const Json& value = json[member];
        if (value["zh"].asString().empty() || value["en"].asString().empty())
            fail(where, std::string(member) + " needs zh and en");
        return value.asText();
    }

    std::string word(const Json& json, const char* member, const std::string& where)
    {
        if (!isName(json[member].asString()))
            fail(where, std::string(member) + " is missing or no name");
        return json[member].asString();
    }

    bool flag(const Json& json, const char* member, const std::string& where, bool otherwise = false)
    {
        const Json& value = json[member];
        if (!value.isNull() && !value.isBool())
            fail(where, std::string(member) + " is neither true nor false");
        return value.asBool(otherwise);
    }

    std::vector<std::string> names(const Json& json, const char* member, const std::string& where)
    {
        std::vector<std::string> all;
        for (const Json& entry : json[member].asArray()) {
            if (!isName(entry.asString()))
                fail(where, std::string(member) + " holds no names");
            all.push_back(entry.asString());
        }
        return all;
    }

    Field field(const Json& json, bool outermost)
    {
        Field field;
        field.name = json["name"].asString();
        const auto& where = field.name;
        if (!isName(field.name) || (outermost && std::find(kReserved.begin(), kReserved.end(), field.name) != kReserved.end()))
            fail(where, "no name in lower case with hyphens, or a reserved one");
        members(json, where,
                {"name", "label", "help", "type", "required", "unique", "listed", "fixed", "drawn", "of", "choices", "columns", "default"});
        field.label = label(json, "label", where);
        field.help = json["help"].asText();
        if (field.help.zh.empty() != field.help.en.empty())
            fail(where, "help needs zh and en");
        const auto type =
            std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& entry) { return entry.first == json["type"].asString(); });
        if (type == kTypes.end())
            fail(where, "unknown type " + json["type"].asString());
        else
            field.type = type->second;
        field.required = flag(json, "required", where);
        field.unique = flag(json, "unique", where);
        field.listed = flag(json, "listed", where);
        field.fixed = flag(json, "fixed", where);
        field.drawn = flag(json, "drawn", where);
        field.of = json["of"].asString();
        if (!json["default"].isNull())
            field.default_ = json["default"].asString();
        for (const Json& entry : json["choices"].asArray()) {
            members(entry, where, {"value", "label"});
            field.choices.push_back({word(entry, "value", where), label(entry, "label", where)});
        }
        for (const Json& entry : json["columns"].asArray())
            field.columns.push_back(this->field(entry, false));
        wholeField(field, outermost);
        return field;
    }

    void wholeField(const Field& field, bool outermost)
    {
        using Type = Field::Type;
        const bool refers = field.type == Type::Reference || field.type == Type::References;
        if (refers != !field.of.empty())
            fail(field.name, "`of` belongs to references, and they need it");
        if ((field.type == Type::Choice) != !field.choices.empty())
            fail(field.name, "`choices` belong to a choice, and it needs them");
        if ((field.type == Type::Table) != !field.columns.empty())
            fail(field.name, "`columns` belong to a table, and it needs them");
        if (!outermost && (isList(field.type) || field.unique || field.listed || field.fixed))
            fail(field.name, "a column of a table is no list and neither unique, listed nor fixed");
        if (field.unique && field.type != Type::Text && field.type != Type::Integer)
            fail(field.name, "only a text or an integer can be unique");
        if (field.drawn && !(outermost && field.required))
            fail(field.name, "only a required field can be drawn");
        if (field.listed && (field.type == Type::Table || field.type == Type::File || field.type == Type::Files))
            fail(field.name, "tables and files are no columns of a list");
        std::set<std::string> seen;
        for (const Choice& choice : field.choices)
            if (!seen.insert(choice.value).second)
                fail(field.name, "choice " + choice.value + " twice");
        for (const Field& column : field.columns)
            if (!seen.insert(column.name).second)
                fail(field.name, "column " + column.name + " twice");
    }

    State state(const Json& json)
    {
        members(json, "states", {"name", "label", "usable"});
        State state;
        state.name = word(json, "name", "states");
        state.label = label(json, "label", state.name);
        state.usable = flag(json, "usable", state.name, true);
        return state;
    }

    Transition transition(const Json& json)
    {
        Transition transition;
        transition.name = word(json, "name", "transitions");
        const auto& where = transition.name;
        members(json, where, {"name", "label", "from", "to", "reason", "fields", "required", "operation", "form"});
        transition.label = label(json, "label", where);
        transition.from = names(json, "from", where);
        transition.to = word(json, "to", where);
        transition.reasonRequired = flag(json, "reason", where, true);
        transition.fields = names(json, "fields", where);
        transition.required = names(json, "required", where);
        transition.operation = json["operation"].asString();
        transition.form = flag(json, "form", where, true);
        return transition;
    }

    void wholeKind()
    {
        std::set<std::string> seen;
        for (const Field& field : m_kind.fields)
            if (!seen.insert(field.name).second)
                fail(field.name, "field twice");
        if (!m_kind.field(m_kind.title))
            fail("title", "no such field: " + m_kind.title);
        if (m_kind.field("title") && m_kind.title != "title")
            fail("title", "a field called title is the title");
        if (!m_kind.number.empty()) {
            const Field* number = m_kind.field(m_kind.number);
            if (!number || !number->unique)
                fail("number", "no unique field: " + m_kind.number);
        }
        seen.clear();
        for (const State& state : m_kind.states)
            if (!seen.insert(state.name).second)
                fail(state.name, "state twice");
        seen = {"registered", "changed"};
        for (const Transition& transition : m_kind.transitions) {
            if (!seen.insert(transition.name).second)
                fail(transition.name, "step twice, or the name of a fact every kind has");
            if (transition.from.empty() || !m_kind.state(transition.to))
                fail(transition.name, "needs states it goes from and one it goes to");
            for (const std::string& from : transition.from)
                if (!m_kind.state(from))
                    fail(transition.name, "no such state: " + from);
            for (const std::string& name : transition.fields)
                if (!m_kind.field(name))
                    fail(transition.name, "no such field: " + name);
            for (const std::string& name : transition.required)
                if (std::find(transition.fields.begin(), transition.fields.end(), name) == transition.fields.end())
                    fail(transition.name, "required but not among its fields: " + name);
        }
    }

    const Json& m_json;
    Kind m_kind;
    std::optional<Error> m_error;
};

} // namespace

Result<Kind> Kind::fromJson(const Json& json)
{
    return KindReader(json).read();
}

} // namespace cal::registry
