// SPDX-License-Identifier: GPL-3.0-or-later
// From a record to the content of its calibration certificate: ISO/IEC 17025 7.8.2.1, 7.8.4.1, 7.8.6 and the list of a 校准证书.
#include "core/certificate/content.h"
#include "core/certificate/results.h"
#include "core/certificate/texts.h"

#include <algorithm>
#include <set>

namespace cal::certificate {

namespace {

using session::Environment;
using session::SessionRecord;

/// "—" where the record has nothing: a field that is simply left out looks forgotten.
Text shown(const Text& text)
{
    if (text.empty())
        return wording("none");
    return text.filled();
}
Text shown(std::string_view text)
{
    return text.empty() ? wording("none") : plain(text);
}

Field field(std::string_view id, Text value)
{
    return {std::string(id), wording(id), std::move(value)};
}

const Environment* first(const SessionRecord& record, std::string_view when)
{
    const auto it = std::find_if(record.environment.begin(), record.environment.end(), [&](const auto& e) { return e.when == when; });
    return it == record.environment.end() ? nullptr : &*it;
}
const Environment* last(const SessionRecord& record, std::string_view when)
{
    const auto it = std::find_if(record.environment.rbegin(), record.environment.rend(), [&](const auto& e) { return e.when == when; });
    return it == record.environment.rend() ? nullptr : &*it;
}

/// Ids of what a certificate must have and this record has not, joined by commas; empty when all is there.
std::string missingItems(const SessionRecord& record)
{
    const auto& setUp = record.setUp;
    const std::pair<std::string_view, bool> required[] = {
        {"session.sealed", record.sealed},
        {"session.points", !record.points.empty() && record.complete()},
        {"laboratory.name", !setUp.laboratory.name.empty()},
        {"laboratory.address", !setUp.laboratory.address.empty()},
        {"work.place", !setUp.placeOfWork.empty()},
        {"customer.name", !setUp.item.customer.empty()},
        {"item.name", !setUp.item.name.empty()},
        {"item.serial", !setUp.item.serial.empty() || !setUp.item.assetNumber.empty()},
        {"basis.method", !setUp.procedure.head.basis.empty()},
        {"standard", !setUp.standards.empty()},
        {"environment.start", first(record, "start") != nullptr},
        {"environment.end", last(record, "end") != nullptr},
        {"performer", !setUp.performer.name.empty()},
    };
    std::string missing;
    for (const auto& [id, there] : required)
        if (!there)
            missing += (missing.empty() ? "" : ", ") + std::string(id);
    return missing;
}

Block customerBlock(const session::Item& item)
{
    return {"customer",
            wording("block.customer"),
            {field("customer.name", shown(item.customer)), field("customer.address", shown(item.customerAddress))}};
}

Block itemBlock(const session::Item& item)
{
    Block block{"item",
                wording("block.item"),
                {field("item.name", shown(item.name)), field("item.model", shown(item.model)), field("item.serial", shown(item.serial)),
                 field("item.manufacturer", shown(item.manufacturer)), field("item.asset", shown(item.assetNumber)),
                 field("item.condition", shown(item.condition))}};
    if (item.remarks && !item.remarks->empty())
        block.fields.push_back(field("item.remarks", shown(*item.remarks)));
    return block;
}

Block workBlock(const SessionRecord& record)
{
    const auto offset = record.setUp.laboratory.offset;
    const std::string from = toIso(civilDate(record.started.utc, offset));
    const std::string to = toIso(civilDate(record.ended.utc, offset));
    const auto& item = record.setUp.item;
    return {"work",
            wording("block.work"),
            {field("work.received", shown(item.received)),
             field("work.calibrated", from == to ? plain(from) : Text{from + " 至 " + to, from + " to " + to}),
             field("work.place", shown(record.setUp.placeOfWork)), field("work.order", shown(item.order)),
             field("work.record", plain(record.id.text()))}};
}

Block laboratoryBlock(const session::Laboratory& laboratory)
{
    Block block{"laboratory", wording("block.laboratory"), {field("laboratory.address", shown(laboratory.address))}};
    const auto add = [&](std::string_view id, const Text& value) {
        if (!value.empty())
            block.fields.push_back(field(id, shown(value)));
    };
    const auto same = [](const std::string& value) { return value.empty() ? Text{} : plain(value); };
    add("laboratory.postcode", same(laboratory.postcode));
    add("laboratory.phone", same(laboratory.phone));
    add("laboratory.email", same(laboratory.email));
    add("laboratory.authorisation", laboratory.authorisation);
    return block;
}

Block basisBlock(const SessionRecord& record)
{
    const auto& head = record.setUp.procedure.head;
    const Text procedure = shown(head.title);
    const std::string version = " (" + head.id + " " + head.version + ")";
    Block block{"basis",
                wording("block.basis"),
                {field("basis.method", shown(head.basis)), field("basis.procedure", {procedure.zh + version, procedure.en + version})}};
    if (!head.measurandName.empty())
        block.fields.push_back(field("basis.measurand", shown(head.measurandName)));
    block.fields.push_back(field("basis.digest", plain("SHA-256 " + record.head.hex())));
    return block;
}

void addStandards(std::vector<Block>& blocks, const std::vector<session::StandardUsed>& standards)
{
    for (std::size_t i = 0; i < standards.size(); ++i) {
        const auto& s = standards[i];
        std::string model = s.manufacturer;
        if (!s.model.empty())
            model += (model.empty() ? "" : " ") + s.model;
        blocks.push_back({"standard:" + std::to_string(i + 1),
                          i == 0 ? wording("block.standard") : Text{},
                          {field("standard.name", shown(s.name)), field("standard.model", shown(model)),
                           field("standard.serial", shown(s.serial)), field("standard.certificate", shown(s.certificate)),
                           field("standard.valid", shown(s.validUntil)), field("standard.characteristic", shown(s.characteristic))}});
    }
}

std::string quantityText(const units::Quantity& quantity)
{
    return quantity.number.plain() + " " + quantity.unit.symbol();
}

Text limitsText(const procedure::Head& head, std::string_view quantity)
{
    for (const auto& limit : head.environment)
        if (limit.quantity == quantity)
            return plain("(" + limit.low.plain() + "–" + limit.high.plain() + ") " + limit.unit.symbol());
    return wording("none");
}

Text sourceText(const Environment& environment)
{
    const std::string id = "source." + environment.source;
    const Text source = hasWording(id) ? wording(id) : plain(environment.source);
    return environment.simulated ? wording("source.simulated", {{"source", source}}) : source;
}

void addEnvironment(std::vector<Block>& blocks, const SessionRecord& record, const Environment& start, const Environment& end)
{
    const auto& head = record.setUp.procedure.head;
    const auto offset = record.setUp.laboratory.offset;
    const Text from = sourceText(start), to = sourceText(end);
    const Text source = from == to ? from : wording("source.mixed", {{"start", from}, {"end", to}});
    const auto add = [&](const std::string& name, std::string_view startValue, std::string_view endValue, Text limits, Text origin) {
        blocks.push_back({"environment:" + name,
                          name == "temperature" ? wording("block.environment") : Text{},
                          {field("environment.quantity", wording("environment." + name)), field("environment.start", plain(startValue)),
                           field("environment.end", plain(endValue)), field("environment.limits", std::move(limits)),
                           field("environment.source", std::move(origin))}});
    };
    add("temperature", quantityText(start.temperature), quantityText(end.temperature), limitsText(head, "temperature"), source);
    add("humidity", quantityText(start.humidity), quantityText(end.humidity), limitsText(head, "relative-humidity"), source);
    add("time", toLocal(start.at.utc, offset), toLocal(end.at.utc, offset), wording("none"), wording("none"));
}

Text adjustmentStatement(const SessionRecord& record)
{
    std::set<std::string, std::less<>> sections;
    for (const auto& point : record.points)
        sections.insert(point.point.section);
    if (!sections.contains("as-left") && sections.contains("initial"))
        return wording("statement.initial");
    if (!sections.contains("as-left"))
        return wording("statement.not-adjusted");
    return wording(sections.contains("as-found") ? "statement.adjusted" : "statement.as-left-only");
}

void addAdjustments(std::vector<Text>& statements, const SessionRecord& record)
{
    for (const auto& made : record.adjustments)
        statements.push_back(
            wording("statement.adjustment", {{"date", plain(toIso(civilDate(made.at.utc, record.setUp.laboratory.offset)))},
                                             {"what", plain(made.what)},
                                             {"reason", plain(made.reason)}}));
}

Text ownPointsStatement(const session::OwnPoints& own)
{
    Text changes;
    for (const auto& change : own.changes) {
        const auto from = change.from.empty() ? wording("own-points.as-specified") : plain(change.from);
        const Text one = wording("own-points." + change.what, {{"point", plain(change.point)}, {"from", from}, {"to", plain(change.to)}});
        changes.zh += (changes.zh.empty() ? "" : "；") + one.zh;
        changes.en += (changes.en.empty() ? "" : "; ") + one.en;
    }
    return wording("statement.own-points", {{"set", plain(own.code)}, {"version", plain(own.version)}, {"changes", std::move(changes)}});
}

void addDeviations(std::vector<Text>& statements, const SessionRecord& record)
{
    const auto before = statements.size();
    if (const auto& own = record.setUp.ownPoints; own && !own->changes.empty())
        statements.push_back(ownPointsStatement(*own));
    for (const auto& environment : record.environment)
        if (!environment.within) {
            const std::string when = "when." + environment.when;
            statements.push_back(
                wording("statement.environment-outside",
                        {{"when", hasWording(when) ? wording(when) : plain(environment.when)},
                         {"values", plain(quantityText(environment.temperature) + ", " + quantityText(environment.humidity))}}));
        }
    if (statements.size() == before)
        statements.push_back(wording("statement.no-deviation"));
}

} // namespace

Result<Content> makeContent(const SessionRecord& record)
{
    if (const auto missing = missingItems(record); !missing.empty())
        return Error{Errc::InvalidArgument, "certificate.incomplete", {{"missing", missing}}, {}};
    auto results = resultStatements(record);
    if (!results)
        return std::move(results).error();

    const auto& setUp = record.setUp;
    Content content;
    content.title = wording("title");
    content.endMark = wording("end-mark");
    content.laboratory = setUp.laboratory;
    content.performer = shown(setUp.performer.name);
    content.recordId = record.id.text();
    content.recordHead = record.head;
    content.demonstration = setUp.laboratory.demonstration;
    content.simulated =
        setUp.simulated || std::any_of(record.environment.begin(), record.environment.end(), [](const auto& e) { return e.simulated; });

    content.blocks = {customerBlock(setUp.item), itemBlock(setUp.item), workBlock(record), laboratoryBlock(setUp.laboratory),
                      basisBlock(record)};
    addStandards(content.blocks, setUp.standards);
    addEnvironment(content.blocks, record, *first(record, "start"), *last(record, "end"));
    content.tables = resultTables(record);

    content.statements.push_back(wording(content.simulated ? "statement.simulated" : "statement.traceability"));
    content.statements.insert(content.statements.end(), results->begin(), results->end());
    content.statements.push_back(adjustmentStatement(record));
    addAdjustments(content.statements, record);
    addDeviations(content.statements, record);
    for (const std::string_view id : {"statement.item-only", "statement.customer-data", "statement.no-partial-copy"})
        content.statements.push_back(wording(id));
    return content;
}

} // namespace cal::certificate
