// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of the set-up and its parts, and the blobs that stand beside it.
#include "core/session/setup.h"

#include "core/session/fields.h"
#include "core/session/frozen_procedure.h"
#include "core/session/session_events.h"

#include <algorithm>

namespace cal::session {

namespace {

/// SetUp::definitions rests on the document's own text: the bytes of the file are not kept, its value is.
std::string documentBytes(const equipment::Definition& definition)
{
    return definition.document.pretty();
}

Json exchangesJson(const std::vector<equipment::Exchange>& exchanges)
{
    Json::Array list;
    for (const auto& exchange : exchanges)
        list.push_back(exchange.toJson());
    return list;
}

Json identityJson(const equipment::Identity& identity)
{
    return Json::Object{{"reply", printable(identity.reply)},
                        {"manufacturer", printable(identity.manufacturer)},
                        {"model", printable(identity.model)},
                        {"serial", printable(identity.serial)},
                        {"firmware", printable(identity.firmware)}};
}

Result<equipment::Identity> identityFromJson(const Json& json)
{
    Fields fields(json);
    equipment::Identity identity;
    identity.reply = fields.string("reply");
    identity.manufacturer = fields.string("manufacturer");
    identity.model = fields.string("model");
    identity.serial = fields.string("serial");
    identity.firmware = fields.string("firmware");
    return fields.finish(identity);
}

std::vector<std::string> neededQuantities(const procedure::Procedure& procedure)
{
    std::vector<std::string> quantities;
    for (const auto& need : procedure.head.needs)
        quantities.push_back(need.quantity);
    return quantities;
}

} // namespace

Json identitiesJson(const std::map<std::string, equipment::Identity>& identities)
{
    Json::Object map;
    for (const auto& [place, identity] : identities)
        map.emplace(place, identityJson(identity));
    return map;
}

Result<std::map<std::string, equipment::Identity>> identitiesFromJson(const Json& json)
{
    if (!json.isObject())
        return Error{Errc::ParseError, "json.wrong-kind", {{"key", "identities"}, {"expected", "object"}}, {}};
    std::map<std::string, equipment::Identity> identities;
    for (const auto& [place, entry] : json.asObject()) {
        auto identity = identityFromJson(entry);
        CAL_TRY(identity);
        identities.emplace(place, std::move(*identity));
    }
    return identities;
}

Json Laboratory::toJson() const
{
    return Json::Object{{"id", id},
                        {"name", name},
                        {"address", address},
                        {"phone", phone},
                        {"email", email},
                        {"postcode", postcode},
                        {"authorisation", authorisation},
                        {"offset-minutes", std::int64_t{offset.count()}},
                        {"demonstration", demonstration}};
}

Result<Laboratory> Laboratory::fromJson(const Json& json)
{
    Fields fields(json);
    Laboratory laboratory;
    laboratory.id = fields.string("id");
    laboratory.name = fields.text("name");
    laboratory.address = fields.text("address");
    laboratory.phone = fields.optionalString("phone");
    laboratory.email = fields.optionalString("email");
    laboratory.postcode = fields.optionalString("postcode");
    laboratory.authorisation = json["authorisation"].asText();
    laboratory.offset = std::chrono::minutes(fields.integer("offset-minutes"));
    laboratory.demonstration = json["demonstration"].asBool();
    return fields.finish(laboratory);
}

Json Person::toJson() const
{
    return Json::Object{{"id", id}, {"name", name}};
}

Result<Person> Person::fromJson(const Json& json)
{
    Fields fields(json);
    Person person{fields.string("id"), fields.text("name")};
    return fields.finish(person);
}

Json Item::toJson() const
{
    Json::Object object{{"format", "calbench-item/1"},
                        {"id", id},
                        {"name", name},
                        {"manufacturer", manufacturer},
                        {"model", model},
                        {"serial", serial},
                        {"asset-number", assetNumber},
                        {"customer", customer},
                        {"customer-address", customerAddress},
                        {"condition", condition},
                        {"order", order},
                        {"received", received}};
    if (remarks)
        object.emplace("remarks", *remarks);
    return object;
}

Result<Item> Item::fromJson(const Json& json)
{
    Fields fields(json);
    const std::string format = fields.string("format");
    if (!fields.error() && format != "calbench-item/1")
        return Error{Errc::ParseError, "item.format", {{"found", format}}, {}};
    Item item;
    item.id = fields.optionalString("id");
    if (item.id.empty())
        item.id = "item-1";
    item.name = fields.text("name");
    item.manufacturer = fields.string("manufacturer");
    item.model = fields.string("model");
    item.serial = fields.string("serial");
    item.assetNumber = fields.optionalString("asset-number");
    item.customer = fields.text("customer");
    item.customerAddress = json["customer-address"].asText();
    item.condition = json["condition"].asText();
    item.order = fields.optionalString("order");
    item.received = fields.optionalString("received");
    if (!item.received.empty()) // only its syntax matters here, the zone does not
        fields.take<CivilDate>("received", parseIsoDate(item.received, std::chrono::minutes{0}));
    if (!json["remarks"].isNull())
        item.remarks = fields.text("remarks");
    return fields.finish(item);
}

Json StandardUsed::toJson() const
{
    Json::Object object{{"place", place},
                        {"name", name},
                        {"manufacturer", manufacturer},
                        {"model", model},
                        {"serial", serial},
                        {"certificate", certificate},
                        {"certified-by", certifiedBy},
                        {"calibrated-on", calibratedOn},
                        {"valid-until", validUntil},
                        {"characteristic", characteristic},
                        {"values", numbersAsTexts(values)}};
    for (const auto& [key, id] : {std::pair{"asset", &asset},
                                  {"calibration", &calibration},
                                  {"calibration-head", &calibrationHead},
                                  {"measurement-standard", &measurementStandard}})
        if (!id->empty())
            object.emplace(key, *id);
    return object;
}

Result<StandardUsed> StandardUsed::fromJson(const Json& json)
{
    Fields fields(json);
    StandardUsed standard;
    standard.place = fields.string("place");
    standard.name = json["name"].asText();
    standard.manufacturer = fields.optionalString("manufacturer");
    standard.model = fields.optionalString("model");
    standard.serial = fields.optionalString("serial");
    standard.certificate = fields.optionalString("certificate");
    standard.certifiedBy = fields.optionalString("certified-by");
    standard.calibratedOn = fields.optionalString("calibrated-on");
    standard.validUntil = fields.optionalString("valid-until");
    for (const char* key : {"calibrated-on", "valid-until"})
        if (const std::string date = json[key].asString(); !date.empty())
            fields.take<CivilDate>(key, parseIsoDate(date, std::chrono::minutes{0}));
    standard.characteristic = json["characteristic"].asText();
    standard.values = numbersAsTexts(json["values"]);
    standard.asset = fields.optionalString("asset");
    standard.calibration = fields.optionalString("calibration");
    standard.calibrationHead = fields.optionalString("calibration-head");
    standard.measurementStandard = fields.optionalString("measurement-standard");
    return fields.finish(standard);
}

Json Environment::toJson() const
{
    return Json::Object{{"when", when},
                        {"temperature", temperature.toJson()},
                        {"humidity", humidity.toJson()},
                        {"source", source},
                        {"simulated", simulated},
                        {"within", within},
                        {"at", timeJson(at)},
                        {"exchanges", exchangesJson(exchanges)}};
}

Result<Environment> Environment::fromJson(const Json& json)
{
    Fields fields(json);
    Environment environment;
    environment.when = fields.string("when");
    environment.temperature = fields.quantity("temperature");
    environment.humidity = fields.quantity("humidity");
    environment.source = fields.string("source");
    environment.simulated = fields.boolean("simulated");
    environment.within = fields.boolean("within");
    environment.at = fields.time("at");
    for (const auto& exchange : fields.array("exchanges"))
        environment.exchanges.push_back(fields.take<equipment::Exchange>("exchanges", equipment::Exchange::fromJson(exchange)));
    return fields.finish(environment);
}

void Binding::refuse(const Error& reason)
{
    for (auto& check : points)
        if (check.ok) {
            check.ok = false;
            check.reason = reason;
        }
}

bool Binding::ok() const
{
    return firstRefusal() == nullptr;
}

const Binding::PointCheck* Binding::firstRefusal() const
{
    for (const auto& check : points)
        if (!check.ok)
            return &check;
    return nullptr;
}

Json Binding::toJson() const
{
    Json::Array list;
    for (const auto& check : points) {
        Json::Object object{{"point", check.point}, {"ok", check.ok}, {"uncertainty", check.uncertainty}, {"ratio", check.ratio}};
        if (!check.ok)
            object.emplace("reason", errorJson(check.reason));
        list.push_back(object);
    }
    return Json::Object{{"need", needJson(need)}, {"definition", definition}, {"serial", serial}, {"points", list}};
}

Result<Binding> Binding::fromJson(const Json& json)
{
    Fields fields(json);
    Binding binding;
    binding.need = fields.child<procedure::Need>("need", needFromJson);
    binding.definition = fields.optionalString("definition");
    binding.serial = fields.optionalString("serial");
    for (const auto& entry : fields.array("points")) {
        Fields one(entry);
        PointCheck check;
        check.point = one.string("point");
        check.ok = one.boolean("ok");
        check.uncertainty = one.optionalString("uncertainty");
        check.ratio = one.optionalString("ratio");
        if (!check.ok)
            check.reason = one.storedError("reason");
        if (one.error())
            fields.fail(*one.error());
        binding.points.push_back(check);
    }
    return fields.finish(binding);
}

Json OrderItem::toJson() const
{
    return Json::Object{{"id", id}, {"number", number}, {"kind", kind}, {"verification", verification}};
}

Result<OrderItem> OrderItem::fromJson(const Json& json)
{
    Fields fields(json);
    OrderItem item;
    item.id = fields.string("id");
    if (!Uuid::parse(item.id))
        fields.fail({Errc::ParseError, "json.wrong-kind", {{"key", "id"}, {"expected", "id"}}, {}});
    item.number = fields.string("number");
    item.kind = fields.string("kind");
    item.verification = fields.boolean("verification");
    return fields.finish(std::move(item));
}

Json OwnPoints::toJson() const
{
    Json::Array list;
    for (const auto& change : changes)
        list.push_back(Json::Object{{"point", change.point}, {"what", change.what}, {"from", change.from}, {"to", change.to}});
    return Json::Object{{"code", code}, {"version", version}, {"digest", digest.hex()}, {"changes", std::move(list)}};
}

Result<OwnPoints> OwnPoints::fromJson(const Json& json)
{
    Fields fields(json);
    OwnPoints own;
    own.code = fields.string("code");
    own.version = fields.string("version");
    own.digest = fields.digest("digest");
    for (const auto& entry : fields.array("changes")) {
        Fields one(entry);
        own.changes.push_back({one.string("point"), one.string("what"), one.optionalString("from"), one.optionalString("to")});
        if (one.error())
            fields.fail(*one.error());
    }
    return fields.finish(std::move(own));
}

Json SetUp::toJson() const
{
    Json::Array standardList, bindingList;
    for (const auto& used : standards)
        standardList.push_back(used.toJson());
    for (const auto& binding : bindings)
        bindingList.push_back(binding.toJson());
    Json::Object definitionMap;
    const auto quantities = neededQuantities(procedure);
    for (const auto& [place, definition] : definitions)
        definitionMap.emplace(place, definitionJson(definition, quantities));
    Json::Object object{{"procedure", procedureJson(procedure)},
                        {"laboratory", laboratory.toJson()},
                        {"performer", performer.toJson()},
                        {"item", item.toJson()},
                        {"standards", standardList},
                        {"bindings", bindingList},
                        // A bench file holds numbers and must open the same bench again, so its text is kept as it stands.
                        {"bench", bench.isNull() ? Json() : Json(bench.pretty())},
                        {"identities", identitiesJson(identities)},
                        {"definitions", definitionMap},
                        {"simulated", simulated},
                        {"unattended", unattended},
                        {"place-of-work", placeOfWork}};
    if (orderItem)
        object.emplace("order-item", orderItem->toJson());
    if (ownPoints)
        object.emplace("own-points", ownPoints->toJson());
    if (!notices.empty()) {
        Json::Array list;
        for (const auto& notice : notices)
            list.push_back(Json::Object{{"notice", errorJson(notice)}});
        object.emplace("notices", std::move(list));
    }
    return object;
}

Result<SetUp> SetUp::fromJson(const Json& json)
{
    Fields fields(json);
    SetUp setUp;
    setUp.procedure = fields.child<procedure::Procedure>("procedure", procedureFromJson);
    setUp.laboratory = fields.child<Laboratory>("laboratory", Laboratory::fromJson);
    setUp.performer = fields.child<Person>("performer", Person::fromJson);
    setUp.item = fields.child<Item>("item", Item::fromJson);
    for (const auto& used : fields.array("standards"))
        setUp.standards.push_back(fields.take<StandardUsed>("standards", StandardUsed::fromJson(used)));
    for (const auto& binding : fields.array("bindings"))
        setUp.bindings.push_back(fields.take<Binding>("bindings", Binding::fromJson(binding)));
    if (!json["bench"].isNull())
        setUp.bench = fields.take<Json>("bench", Json::parse(fields.string("bench")));
    setUp.identities = fields.child<std::map<std::string, equipment::Identity>>("identities", identitiesFromJson);
    for (const auto& [place, definition] : fields.object("definitions"))
        setUp.definitions.emplace(place, fields.take<equipment::Definition>("definitions", definitionFromJson(definition)));
    setUp.simulated = fields.boolean("simulated");
    setUp.unattended = fields.boolean("unattended");
    setUp.placeOfWork = json["place-of-work"].asText();
    if (!json["order-item"].isNull())
        setUp.orderItem = fields.child<OrderItem>("order-item", OrderItem::fromJson);
    if (!json["own-points"].isNull())
        setUp.ownPoints = fields.child<OwnPoints>("own-points", OwnPoints::fromJson);
    for (const auto& entry : json["notices"].asArray()) {
        Fields one(entry);
        setUp.notices.push_back(one.storedError("notice"));
        if (one.error())
            fields.fail(*one.error());
    }
    return fields.finish(std::move(setUp));
}

const StandardUsed* SetUp::standard(std::string_view place) const
{
    for (const auto& used : standards)
        if (used.place == place)
            return &used;
    return nullptr;
}

std::map<Digest, std::string> setUpBlobs(const SetUp& setUp)
{
    std::map<Digest, std::string> blobs;
    for (const auto& [name, bytes] : setUp.procedure.files)
        blobs.emplace(sha256(bytes), bytes);
    for (const auto& [place, definition] : setUp.definitions)
        if (!definition.document.isNull()) {
            std::string bytes = documentBytes(definition);
            const Digest digest = sha256(bytes);
            blobs.emplace(digest, std::move(bytes));
        }
    return blobs;
}

Result<void> completeFromBlobs(SetUp& setUp, const std::function<Result<std::string>(const Digest&)>& blob)
{
    for (const auto& [name, digest] : setUp.procedure.fileDigests) {
        auto bytes = blob(digest);
        if (!bytes)
            return std::move(bytes).error().within(name);
        if (sha256(*bytes) != digest)
            return Error{Errc::IntegrityViolation, "session.file-differs", {{"file", name}}, {}};
        setUp.procedure.files[name] = *bytes;
    }
    if (const auto script = setUp.procedure.files.find("measure.lua"); script != setUp.procedure.files.end())
        setUp.procedure.script = script->second;
    if (const auto tests = setUp.procedure.files.find("tests.json"); tests != setUp.procedure.files.end()) {
        auto parsed = Json::parse(tests->second);
        if (parsed)
            setUp.procedure.tests = std::move(*parsed);
    }
    return {};
}

} // namespace cal::session
