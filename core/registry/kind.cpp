// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/kind.h"

#include <algorithm>

namespace cal::registry {

namespace {

std::string underscored(std::string name)
{
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

template <class T>
const T* named(const std::vector<T>& list, std::string_view name)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& entry) { return entry.name == name; });
    return found == list.end() ? nullptr : &*found;
}

} // namespace

std::string Field::column() const
{
    return underscored(name);
}

const Field* Kind::field(std::string_view wanted) const
{
    return named(fields, wanted);
}

const State* Kind::state(std::string_view wanted) const
{
    return named(states, wanted);
}

const Transition* Kind::transition(std::string_view wanted) const
{
    return named(transitions, wanted);
}

std::string Kind::table() const
{
    return "reg_" + underscored(name);
}

Result<Kinds> Kinds::fromDocuments(const std::vector<Json>& documents)
{
    Kinds kinds;
    for (const Json& document : documents) {
        auto kind = Kind::fromJson(document);
        CAL_TRY(kind);
        const auto name = kind->name;
        if (!kinds.m_kinds.emplace(name, *std::move(kind)).second)
            return Error{Errc::ParseError, "kind.twice", {{"kind", name}}, {}};
    }
    for (const auto& [name, kind] : kinds.m_kinds) {
        std::vector<const Field*> fields;
        for (const Field& field : kind.fields) {
            fields.push_back(&field);
            for (const Field& column : field.columns)
                fields.push_back(&column);
        }
        for (const Field* field : fields)
            if (!field->of.empty() && !kinds.find(field->of))
                return Error{Errc::ParseError, "kind.unknown-reference", {{"kind", name}, {"field", field->name}, {"of", field->of}}, {}};
    }
    return kinds;
}

const Kind* Kinds::find(std::string_view name) const
{
    const auto found = m_kinds.find(name);
    return found == m_kinds.end() ? nullptr : &found->second;
}

std::string plainText(const Json& value)
{
    if (value.isString())
        return value.asString();
    if (value.isInt())
        return std::to_string(value.asInt());
    if (value.isBool())
        return value.asBool() ? "true" : "false";
    if (value.isArray()) {
        std::string all;
        for (const Json& entry : value.asArray())
            all += (all.empty() ? "" : ", ") + plainText(entry);
        return all;
    }
    if (value.contains("digest"))
        return value["name"].asString();
    if (value.contains("zh") || value.contains("en")) {
        const auto& zh = value["zh"].asString();
        const auto& en = value["en"].asString();
        return zh.empty() ? en : en.empty() || en == zh ? zh : zh + " / " + en;
    }
    std::string row;
    for (const auto& [name, cell] : value.asObject())
        row += (row.empty() ? "" : "; ") + name + " " + plainText(cell);
    return row;
}

} // namespace cal::registry
