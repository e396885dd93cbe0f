// SPDX-License-Identifier: GPL-3.0-or-later
// calbench people: thin over the register and the credentials.
#include "app/cli/office.h"
#include "app/cli/register_words.h"
#include "app/cli/verbs.h"

#include <array>
#include <map>

namespace cal::app {

namespace {

using registry::Entity;
using registry::People;
using registry::Registry;

Result<Entity> named(People& people, const std::string& name)
{
    const auto found = people.find(name);
    CAL_TRY(found);
    if (!*found)
        return Error{Errc::NotFound, "access.unknown-person", {{"person", name}}, {}};
    return **found;
}

Result<Json> list(Registry& registry, People& people)
{
    const auto everybody = registry.list("person");
    CAL_TRY(everybody);
    Json::Array rows;
    for (const auto& person : *everybody) {
        const auto file = people.file(person.id.text());
        CAL_TRY(file);
        Json::Array papers;
        for (const auto& paper : file->authorisations)
            papers.push_back(Json::Object{{"operation", paper.text("operation")},
                                          {"scope", paper.text("scope")},
                                          {"from", paper.text("from")},
                                          {"to", paper.text("to")},
                                          {"state", paper.state}});
        const auto& proof = file->credentials;
        const auto time = [](const std::optional<UtcTime>& at) { return at ? Json(toRfc3339(*at)) : Json(); };
        rows.push_back(Json::Object{{"id", person.id.text()},
                                    {"login", person.text("login")},
                                    {"name", person.value("name")},
                                    {"state", person.state},
                                    {"to", person.text("to")},
                                    {"password", !proof.encoded.empty()},
                                    {"locked-until", proof.locked(people.moment().now) ? time(proof.lockedUntil) : Json()},
                                    {"last-sign-in", time(proof.lastSignIn)},
                                    {"authorisations", std::move(papers)}});
    }
    return Json(std::move(rows));
}

Result<Json> refusals(People& people)
{
    journal::RowQuery query;
    query.table = "access_refusals";
    query.order = {{"at", true}};
    query.limit = 1000;
    const auto page = people.store().rows(query);
    CAL_TRY(page);
    static constexpr std::array kNames = {"key", "at", "person", "operation", "scope", "reason", "by", "station", "details"};
    Json::Array rows;
    for (const auto& row : page->rows) {
        Json::Object entry;
        for (std::size_t i = 0; i < row.size() && i < kNames.size(); ++i)
            if (const auto* text = std::get_if<std::string>(&row[i]))
                entry[kNames[i]] = *text;
        rows.push_back(std::move(entry));
    }
    return Json(std::move(rows));
}

void showPeople(const Json& rows, RegisterWords& words, const Output& output)
{
    const bool zh = output.language() == Language::Chinese;
    std::vector<std::vector<std::string>> lines;
    for (const auto& row : rows.asArray()) {
        std::string papers;
        for (const auto& paper : row["authorisations"].asArray())
            if (paper["state"].asString() == "valid")
                papers += (papers.empty() ? ""
                           : zh           ? "、"
                                          : ", ") +
                          words.value("authorisation", "operation", paper["operation"]) + " " + paper["scope"].asString() +
                          (paper["to"].asString().empty() ? "" : " → " + paper["to"].asString());
        lines.push_back({row["login"].asString(), row["name"].asText().filled().in(output.language()),
                         words.state("person", row["state"].asString()), row["locked-until"].asString(), row["last-sign-in"].asString(),
                         papers});
    }
    output.table(zh ? std::vector<std::string>{"登录名", "姓名", "状态", "锁定至", "最近登录", "授权"}
                    : std::vector<std::string>{"sign-in name", "name", "state", "locked until", "last sign-in", "authorisations"},
                 lines);
}

/// Why it was refused, as it was said then.
std::string sentenceOf(const Json& refusal, RegisterWords& words, const Output& output)
{
    Error reason{Errc::InvalidArgument, refusal["reason"].asString(), {}, {}};
    const auto& scope = refusal["scope"].asString();
    reason.args = {{"operation", refusal["operation"].asString()}, {"scope", scope.empty() ? "*" : scope}};
    reason.args.push_back({"person", words.name(refusal["person"].asString())});
    if (const auto details = Json::parse(refusal["details"].asString()))
        for (const auto& [name, value] : details->asObject())
            reason.args.push_back({name, registry::plainText(value)});
    return output.sentence(reason);
}

void showRefusals(const Json& rows, RegisterWords& words, std::chrono::minutes offset, const Output& output)
{
    const bool zh = output.language() == Language::Chinese;
    static const std::map<std::string, Text> kWays = {
        {"window", {"窗口", "window"}}, {"command-line", {"命令行", "command line"}}, {"script", {"脚本", "script"}}};
    std::vector<std::vector<std::string>> lines;
    for (const auto& row : rows.asArray()) {
        const auto at = parseRfc3339(row["at"].asString());
        const auto way = kWays.find(row["by"].asString());
        const auto operation = row["operation"].asString() == "sign-in" ? std::string(zh ? "登录" : "sign in")
                                                                        : words.value("authorisation", "operation", row["operation"]);
        lines.push_back({at ? toLocal(*at, offset).substr(0, 16) : row["at"].asString(), words.name(row["person"].asString()), operation,
                         row["scope"].asString(), way == kWays.end() ? row["by"].asString() : way->second.in(output.language()),
                         sentenceOf(row, words, output)});
    }
    output.table(zh ? std::vector<std::string>{"时间", "人员", "操作", "项目", "途径", "原因"}
                    : std::vector<std::string>{"time", "person", "operation", "scope", "by", "reason"},
                 lines);
}

/// One's own password: the present one, then the new one.
Result<void> ownPassword(Office& office, const std::string& as)
{
    const auto login = office.staff().ask<std::string>([&](People& people) -> Result<std::string> {
        const auto found = people.find(as);
        CAL_TRY(found);
        return *found ? (*found)->text("login") : as;
    });
    CAL_TRY(login);
    auto present = readPassword("sign-in.ask-password", office.output());
    CAL_TRY(present);
    auto chosen = readPassword("sign-in.ask-new-password", office.output());
    CAL_TRY(chosen);
    const auto done = office.staff().signIn(*login, *present, *chosen);
    registry::wipe(*present);
    registry::wipe(*chosen);
    CAL_TRY(done);
    return {};
}

Result<void> givePassword(Office& office, const std::string& name)
{
    const auto challenge = office.staff().ask<registry::Challenge>([&](People& people) -> Result<registry::Challenge> {
        const auto person = named(people, name);
        CAL_TRY(person);
        return people.challenge(person->text("login"));
    });
    CAL_TRY(challenge);
    auto chosen = readPassword("sign-in.ask-new-password", office.output());
    CAL_TRY(chosen);
    const auto encoded = registry::encodeChosen(*challenge, *chosen);
    registry::wipe(*chosen);
    CAL_TRY(encoded);
    return office.staff().ask<void>([&](People& people) { return people.setPassword(*challenge->person, *encoded, office.person().id); });
}

Result<Json> write(const PeopleOptions& options, Registry& registry, People& people)
{
    if (options.verb == "add") {
        const Text name{options.zh, options.en.empty() && options.zh.empty() ? options.person : options.en};
        const auto person = registry.add("person", {{"login", options.person}, {"name", name}});
        CAL_TRY(person);
        return Json(Json::Object{{"id", person->id.text()}, {"login", options.person}});
    }
    const auto person = named(people, options.person);
    CAL_TRY(person);
    if (options.verb == "unlock") {
        CAL_TRY(people.unlock(person->id.text(), options.reason, registry.by().actor));
        return Json(Json::Object{{"id", person->id.text()}});
    }
    Json::Object values{{"person", person->id.text()},
                        {"operation", options.operation},
                        {"scope", options.scope},
                        {"from", options.from.empty() ? people.moment().day : options.from}};
    if (!options.to.empty())
        values["to"] = options.to;
    const auto paper = registry.add("authorisation", values);
    CAL_TRY(paper);
    return Json(Json::Object{{"id", paper->id.text()}, {"person", person->id.text()}});
}

Result<Json> done(const PeopleOptions& options, Office& office)
{
    CAL_TRY(office.open(options.store));
    if (options.verb == "list" || options.verb == "refusals")
        return office.work<Json>([&](Registry& registry, People& people) -> Result<Json> {
            const bool listed = options.verb == "list";
            auto rows = listed ? list(registry, people) : refusals(people);
            CAL_TRY(rows);
            RegisterWords words(registry, office.output().language());
            if (listed)
                showPeople(*rows, words, office.output());
            else
                showRefusals(*rows, words, office.laboratory().offset, office.output());
            return rows;
        });
    if (options.verb == "password" && options.as && (options.person.empty() || options.person == *options.as)) {
        CAL_TRY(ownPassword(office, *options.as));
        return Json(Json::Object{{"person", *options.as}});
    }
    CAL_TRY(office.signIn(options.as));
    if (options.verb == "password") {
        if (options.person.empty())
            return Error{Errc::InvalidArgument, "people.usage", {{"what", "PERSON"}}, {}};
        CAL_TRY(givePassword(office, options.person));
        return Json(Json::Object{{"person", options.person}});
    }
    return office.work<Json>([&](Registry& registry, People& people) { return write(options, registry, people); });
}

} // namespace

int peopleVerb(const PeopleOptions& options, const Catalogue& catalogue, const Output& output)
{
    Office office(catalogue, output);
    const auto result = done(options, office);
    if (!result)
        return output.fail(result.error());
    if (const auto& id = (*result)["id"].asString(); !id.empty())
        output.print(id);
    output.document(*result);
    return kDone;
}

} // namespace cal::app
