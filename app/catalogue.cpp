// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/catalogue.h"

#include "app/files.h"
#include "resources/data.h"

#include <cstdlib>
#include <filesystem>

namespace cal::app {

namespace {

std::string stem(const std::string& name)
{
    return name.substr(0, name.rfind('.'));
}

/// Sentences say states and choices as the register's forms do.
void nameValues(const registry::Kinds& kinds, MessageCatalog& messages)
{
    for (const auto& [name, kind] : kinds.all()) {
        messages.nameValue("test", name, kind.label); // gaps of a dossier: the tests of a measurement standard
        messages.nameValue("kind", name, kind.label);
        messages.nameValue("kinds", name, kind.label);
        messages.nameValue("wanted", name, kind.label);
        for (const auto& state : kind.states) {
            messages.nameValue("state", name + "." + state.name, state.label);
            messages.nameValue("state", state.name, state.label);
        }
        for (const auto& step : kind.transitions)
            messages.nameValue("step", step.name, step.label);
        for (const auto& field : kind.fields) {
            messages.nameValue("field", name + "." + field.name, field.label);
            for (const auto& column : field.columns)
                messages.nameValue("field", name + "." + field.name + "." + column.name,
                                   {field.label.zh + "：" + column.label.zh, field.label.en + ": " + column.label.en});
            for (const auto& choice : field.choices) {
                messages.nameValue("known", name + "." + field.name + "." + choice.value, choice.label);
                messages.nameValue(field.name, choice.value, choice.label);
                if (field.name == "level")
                    messages.nameValue("required", choice.value, choice.label);
                if (name == "authorisation" && field.name == "operation")
                    for (const char* arg : {"first", "second"}) // acts that one person may not both do
                        messages.nameValue(arg, choice.value, choice.label);
            }
        }
    }
    messages.nameValue("scope", "*", {"全部", "everything"});
}

} // namespace

Result<DemoLaboratory> readDemoLaboratory(const Json& document)
{
    DemoLaboratory demo;
    demo.document = document;
    auto laboratory = session::Laboratory::fromJson(document["laboratory"]);
    CAL_TRY(laboratory);
    demo.laboratory = *std::move(laboratory);
    demo.placeOfWork = document["place-of-work"].asText();
    for (const auto& entry : document["people"].asArray()) {
        auto person = session::Person::fromJson(entry);
        CAL_TRY(person);
        demo.people.push_back(*std::move(person));
    }
    for (const auto& entry : document["standards"].asArray()) {
        auto standard = session::StandardUsed::fromJson(entry);
        CAL_TRY(standard);
        demo.standards.push_back(*std::move(standard));
    }
    for (const auto& [procedure, entry] : document["items"].asObject()) {
        auto item = session::Item::fromJson(entry);
        CAL_TRY(item);
        demo.items[procedure] = *std::move(item);
    }
    return demo;
}

Result<registry::Kinds> loadKinds()
{
    std::vector<Json> kinds;
    for (const auto& [name, bytes] : resources::folder("schemas/registry")) {
        auto document = Json::parse(bytes);
        if (!document)
            return document.error().within(name);
        kinds.push_back(*std::move(document));
    }
    return registry::Kinds::fromDocuments(kinds);
}

Result<Catalogue> Catalogue::load()
{
    Catalogue catalogue;
    for (const auto& [name, table] : resources::folder("messages")) {
        if (const auto added = catalogue.messages.add(table); !added)
            return added.error().within(name);
    }
    for (const auto& [name, bytes] : resources::folder("definitions")) {
        if (const auto added = catalogue.definitions.add(stem(name), bytes); !added)
            return added.error().within(name);
    }
    for (const auto& name : resources::subfolders("procedures"))
        catalogue.procedures[name] = resources::folder("procedures/" + name);
    auto kinds = loadKinds();
    CAL_TRY(kinds);
    catalogue.kinds = *std::move(kinds);
    nameValues(catalogue.kinds, catalogue.messages);
    auto laboratory = Json::parse(resources::bytes("demo/laboratory.json"));
    CAL_TRY(laboratory);
    auto demo = readDemoLaboratory(*laboratory);
    CAL_TRY(demo);
    catalogue.demo = *std::move(demo);
    auto bench = Json::parse(resources::bytes("demo/bench.json"));
    CAL_TRY(bench);
    catalogue.demoBench = *std::move(bench);
    return catalogue;
}

Result<procedure::FileSet> Catalogue::procedureFiles(const std::string& name) const
{
    if (const auto found = procedures.find(name); found != procedures.end())
        return found->second;
    if (name.find('/') != std::string::npos || std::filesystem::is_directory(name))
        return readFolder(name);
    std::string known;
    for (const auto& [id, files] : procedures)
        known += (known.empty() ? "" : ", ") + id;
    return Error{Errc::NotFound, "procedure.unknown", {{"procedure", name}, {"known", known}}, {}};
}

Json environmentOnly(const Json& bench)
{
    Json reduced = bench;
    reduced["places"] = Json::Object{{"environment", bench["places"]["environment"]}};
    reduced["wires"] = Json::Array{};
    return reduced;
}

Language userLanguage()
{
    for (const auto* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(variable);
        if (value && *value)
            return std::string_view(value).substr(0, 2) == "zh" ? Language::Chinese : Language::English;
    }
    return Language::English;
}

} // namespace cal::app
