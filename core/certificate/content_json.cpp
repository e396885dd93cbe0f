// SPDX-License-Identifier: GPL-3.0-or-later
// Content to canonical JSON and back.
#include "core/certificate/content.h"

#include <cassert>

namespace cal::certificate {

namespace {

constexpr std::string_view kFormat = "calbench-certificate/1";

template <class T, class F>
Json arrayOf(const std::vector<T>& values, F&& toJson)
{
    Json::Array out;
    out.reserve(values.size());
    for (const auto& value : values)
        out.push_back(toJson(value));
    return Json(std::move(out));
}

Json textJson(const Text& text)
{
    return Json(text);
}

Json blockJson(const Block& block)
{
    Json out;
    out["id"] = block.id;
    out["title"] = block.title;
    out["fields"] = arrayOf(block.fields, [](const Field& field) {
        Json j;
        j["id"] = field.id;
        j["label"] = field.label;
        j["value"] = field.value;
        return j;
    });
    return out;
}

Json tableJson(const Table& table)
{
    Json out;
    out["id"] = table.id;
    out["title"] = table.title;
    out["columns"] = arrayOf(table.columns, [](const Column& column) {
        Json j;
        j["id"] = column.id;
        j["head"] = column.head;
        j["unit"] = column.unit;
        j["number"] = column.number;
        return j;
    });
    out["rows"] = arrayOf(table.rows, [](const Row& row) {
        Json j;
        j["point"] = row.point;
        j["cells"] = arrayOf(row.cells, [](const std::string& cell) { return Json(cell); });
        j["verdict"] = conformity::name(row.verdict);
        return j;
    });
    out["groups"] = arrayOf(table.groups, [](const Group& group) {
        Json j;
        j["title"] = group.title;
        j["note"] = group.note;
        j["first"] = static_cast<std::int64_t>(group.first);
        return j;
    });
    out["notes"] = arrayOf(table.notes, textJson);
    return out;
}

Error invalid(std::string_view field)
{
    return {Errc::ParseError, "certificate.invalid", {{"field", std::string(field)}}, {}};
}

/// Reads the members of one JSON object; the first thing that is wrong is kept and named.
class Reader
{
public:
    std::string string(const Json& json, std::string_view key)
    {
        if (!json[key].isString())
            fail(key);
        return json[key].asString();
    }
    bool boolean(const Json& json, std::string_view key)
    {
        if (!json[key].isBool())
            fail(key);
        return json[key].asBool();
    }
    Text text(const Json& json, std::string_view key)
    {
        const Json& value = json[key];
        if (!value["zh"].isString() || !value["en"].isString())
            fail(key);
        return value.asText();
    }
    const Json::Array& array(const Json& json, std::string_view key)
    {
        if (!json[key].isArray())
            fail(key);
        return json[key].asArray();
    }
    std::vector<Text> texts(const Json& json, std::string_view key)
    {
        std::vector<Text> out;
        for (const auto& entry : array(json, key)) {
            if (!entry["zh"].isString() || !entry["en"].isString())
                fail(key);
            out.push_back(entry.asText());
        }
        return out;
    }
    void fail(std::string_view key)
    {
        if (m_wrong.empty())
            m_wrong = key;
    }
    [[nodiscard]] const std::string& wrong() const { return m_wrong; }

private:
    std::string m_wrong;
};

Block blockFrom(Reader& read, const Json& json)
{
    Block block{read.string(json, "id"), read.text(json, "title"), {}};
    for (const auto& field : read.array(json, "fields"))
        block.fields.push_back({read.string(field, "id"), read.text(field, "label"), read.text(field, "value")});
    return block;
}

Row rowFrom(Reader& read, const Json& json, std::size_t columns)
{
    Row row;
    row.point = read.string(json, "point");
    for (const auto& cell : read.array(json, "cells")) {
        if (!cell.isString())
            read.fail("cells");
        row.cells.push_back(cell.asString());
    }
    if (row.cells.size() != columns)
        read.fail("cells");
    const auto verdict = conformity::verdictNamed(read.string(json, "verdict"));
    if (verdict)
        row.verdict = *verdict;
    else
        read.fail("verdict");
    return row;
}

Table tableFrom(Reader& read, const Json& json)
{
    Table table;
    table.id = read.string(json, "id");
    table.title = read.text(json, "title");
    for (const auto& column : read.array(json, "columns"))
        table.columns.push_back(
            {read.string(column, "id"), read.text(column, "head"), read.string(column, "unit"), read.boolean(column, "number")});
    for (const auto& row : read.array(json, "rows"))
        table.rows.push_back(rowFrom(read, row, table.columns.size()));
    std::int64_t before = -1;
    for (const auto& group : read.array(json, "groups")) {
        const std::int64_t first = group["first"].asInt(-1);
        if (first <= before || first >= static_cast<std::int64_t>(table.rows.size()))
            read.fail("groups");
        before = first;
        table.groups.push_back(
            {read.text(group, "title"), read.text(group, "note"), static_cast<std::size_t>(std::max<std::int64_t>(first, 0))});
    }
    table.notes = read.texts(json, "notes");
    return table;
}

} // namespace

const Block* Content::block(std::string_view id) const
{
    for (const auto& candidate : blocks)
        if (candidate.id == id)
            return &candidate;
    return nullptr;
}

Json Content::toJson() const
{
    Json out;
    out["format"] = kFormat;
    out["kind"] = "calibration-certificate";
    Json issue;
    issue["number"] = number;
    issue["issued"] = issued;
    issue["date"] = issuedOn;
    issue["checker"] = checker;
    issue["approver"] = approver;
    out["issue"] = std::move(issue);
    out["simulated"] = simulated;
    out["demonstration"] = demonstration;
    out["title"] = title;
    out["laboratory"] = laboratory.toJson();
    out["performer"] = performer;
    out["blocks"] = arrayOf(blocks, blockJson);
    out["tables"] = arrayOf(tables, tableJson);
    out["statements"] = arrayOf(statements, textJson);
    out["endMark"] = endMark;
    out["recordId"] = recordId;
    out["recordHead"] = recordHead.hex();
    return out;
}

Result<Content> Content::fromJson(const Json& json)
{
    if (json["format"].asString() != kFormat)
        return invalid("format");
    if (json["kind"].asString() != "calibration-certificate")
        return invalid("kind");
    Reader read;
    Content content;
    const Json& issue = json["issue"];
    content.number = read.string(issue, "number");
    content.issued = read.boolean(issue, "issued");
    content.issuedOn = read.string(issue, "date");
    content.checker = read.text(issue, "checker");
    content.approver = read.text(issue, "approver");
    content.simulated = read.boolean(json, "simulated");
    content.demonstration = read.boolean(json, "demonstration");
    content.title = read.text(json, "title");
    content.performer = read.text(json, "performer");
    for (const auto& block : read.array(json, "blocks"))
        content.blocks.push_back(blockFrom(read, block));
    for (const auto& table : read.array(json, "tables"))
        content.tables.push_back(tableFrom(read, table));
    content.statements = read.texts(json, "statements");
    content.endMark = read.text(json, "endMark");
    content.recordId = read.string(json, "recordId");
    if (const auto head = Digest::fromHex(json["recordHead"].asString()))
        content.recordHead = *head;
    else
        read.fail("recordHead");
    if (!read.wrong().empty())
        return invalid(read.wrong());
    auto laboratory = session::Laboratory::fromJson(json["laboratory"]);
    if (!laboratory)
        return std::move(laboratory).error().within("laboratory");
    content.laboratory = *std::move(laboratory);
    return content;
}

Digest Content::digest() const
{
    Json::Object object = toJson().asObject();
    object.erase("issue");
    const auto bytes = Json(std::move(object)).canonical();
    // Content holds texts, truth values and small integers only. What cannot be canonical is text that is no UTF-8; its digest is the
    // zero digest, which nothing signs.
    return bytes ? sha256(*bytes) : Digest{};
}

} // namespace cal::certificate
