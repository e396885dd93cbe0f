// SPDX-License-Identifier: GPL-3.0-or-later
// What a person asks of a list.
#include "ui/registry/list_filter.h"

#include <algorithm>
#include <charconv>

namespace cal::ui {

using journal::Condition;
using registry::Field;

namespace {

Json text(const QString& value)
{
    return Json(value.toStdString());
}

bool exact(const ListColumn& column)
{
    if (!column.field)
        return column.name == "state";
    return column.field->type == Field::Type::Choice || column.field->type == Field::Type::Flag ||
           column.field->type == Field::Type::Reference;
}

} // namespace

std::vector<ListColumn> listColumns(const registry::Kind& kind)
{
    std::vector<ListColumn> columns, hidden;
    const auto* number = kind.field(kind.number);
    if (number && number->inLists() && number->name != kind.title)
        columns.push_back({number->column(), number});
    columns.push_back({"title", kind.field(kind.title)});
    for (const auto& field : kind.fields) {
        if (!field.inLists() || field.name == kind.number || field.name == kind.title)
            continue;
        (field.listed ? columns : hidden).push_back({field.column(), &field, field.listed});
    }
    columns.push_back({"state"});
    columns.insert(columns.end(), hidden.begin(), hidden.end());
    for (const auto* name : {"changed", "changed_by", "registered"})
        columns.push_back({name, nullptr, false});
    return columns;
}

std::optional<Condition> columnCondition(const ListColumn& column, const QString& typed)
{
    const auto text = typed.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (exact(column))
        return Condition{column.name, Condition::Op::Equal, text.toStdString()};
    if (text == QLatin1String("?"))
        return Condition{column.name, Condition::Op::Unknown, {}};
    if (text == QLatin1String("*"))
        return Condition{column.name, Condition::Op::Known, {}};
    const std::pair<const char*, Condition::Op> operators[] = {
        {"!=", Condition::Op::NotEqual}, {"<=", Condition::Op::LessOrEqual}, {">=", Condition::Op::GreaterOrEqual},
        {"=", Condition::Op::Equal},     {"<", Condition::Op::Less},         {">", Condition::Op::Greater}};
    auto op = Condition::Op::Contains;
    auto rest = text;
    for (const auto& [sign, means] : operators)
        if (text.startsWith(QLatin1String(sign))) {
            op = means;
            rest = text.mid(static_cast<qsizetype>(qstrlen(sign))).trimmed();
            break;
        }
    if (rest.isEmpty())
        return std::nullopt;
    if (column.field && column.field->type == Field::Type::Integer) {
        bool number = false;
        const auto value = rest.toLongLong(&number);
        if (!number)
            return std::nullopt; // half typed: "-"
        return Condition{column.name, op == Condition::Op::Contains ? Condition::Op::Equal : op, std::int64_t{value}};
    }
    return Condition{column.name, op, rest.toStdString()};
}

std::vector<Condition> ListFilter::conditions(const std::vector<ListColumn>& known) const
{
    std::vector<Condition> all;
    for (const auto& word : search.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        all.push_back({"search", Condition::Op::Contains, word.toStdString()});
    for (const auto& column : known)
        if (const auto typed = columns.find(column.name); typed != columns.end())
            if (auto condition = columnCondition(column, typed->second))
                all.push_back(*std::move(condition));
    return all;
}

QString ListFilter::toText() const
{
    Json::Object named;
    for (const auto& [column, typed] : columns)
        named[column] = text(typed);
    const Json json(Json::Object{{"columns", named}, {"descending", descending}, {"order", order}, {"search", text(search)}});
    const auto bytes = json.canonical();
    return bytes ? QString::fromStdString(*bytes) : QString();
}

ListFilter ListFilter::fromText(const QString& text)
{
    const auto json = Json::parse(text.toStdString());
    ListFilter filter;
    if (!json || !json->isObject())
        return filter;
    filter.search = QString::fromStdString((*json)["search"].asString());
    for (const auto& [column, typed] : (*json)["columns"].asObject())
        if (!typed.asString().empty())
            filter.columns[column] = QString::fromStdString(typed.asString());
    filter.order = (*json)["order"].asString();
    filter.descending = (*json)["descending"].asBool();
    return filter;
}

} // namespace cal::ui
