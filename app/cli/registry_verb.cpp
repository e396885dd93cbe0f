// SPDX-License-Identifier: GPL-3.0-or-later
// calbench registry: the register from the command line. What can be typed in the window can be typed here, through the same gate.
#include "app/cli/office.h"
#include "app/cli/register_words.h"
#include "app/cli/typed_values.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "core/registry/import.h"
#include "core/registry/orders.h"

#include <algorithm>
#include <filesystem>

namespace cal::app {

namespace {

using registry::Entity;
using registry::Field;
using registry::Kind;
using registry::Registry;

constexpr std::size_t kMostListed = 10'000;

Result<const Kind*> kindOf(const Registry& registry, const std::string& name)
{
    if (const Kind* kind = registry.kinds().find(name))
        return kind;
    return Error{Errc::InvalidArgument, "registry.unknown-kind", {{"kind", name}}, {}};
}

Result<journal::RowQuery> queryOf(Registry& registry, const RegistryOptions& options)
{
    journal::RowQuery query;
    query.limit = kMostListed;
    if (options.kind == "changes") {
        query.table = registry::trailShape().name;
        query.order = {{"at", false}};
    }
    const auto words = assignments(options.where);
    CAL_TRY(words);
    const Kind* kind = registry.kinds().find(options.kind);
    if (query.table.empty()) {
        const auto known = kindOf(registry, options.kind);
        CAL_TRY(known);
        query.table = kind->table();
        query.order = {{"title", false}};
    }
    for (const auto& [name, value] : *words) {
        journal::Condition condition{name, journal::Condition::Op::Equal, value};
        if (name == "search")
            condition.op = journal::Condition::Op::Contains;
        if (const Field* field = kind ? kind->field(name) : nullptr) {
            const auto typed = withIds(registry, *kind, *field, value);
            CAL_TRY(typed);
            const auto clean = readField(*kind, *field, *typed);
            CAL_TRY(clean);
            condition.column = field->column();
            if (clean->isNull())
                condition.op = journal::Condition::Op::Unknown;
            else if (field->type == Field::Type::Integer)
                condition.value = clean->asInt();
            else
                condition.value = registry::plainText(*clean);
        }
        query.all.push_back(std::move(condition));
    }
    return query;
}

Json entityJson(const Entity& entity)
{
    return Json::Object{{"id", entity.id.text()},
                        {"kind", entity.kind},
                        {"state", entity.state},
                        {"seq", entity.seq},
                        {"registered", toRfc3339(entity.registered.utc)},
                        {"changed", toRfc3339(entity.changed.utc)},
                        {"values", entity.values}};
}

/// The store, the kinds and the person of one call of the verb.
class RegistryCall
{
public:
    RegistryCall(const RegistryOptions& options, const Catalogue& catalogue, const Output& output)
        : m_options(options), m_catalogue(catalogue), m_output(output), m_language(output.language())
    {
    }

    int run()
    {
        if (m_options.verb == "kinds")
            return kinds();
        const auto done = openAndWork();
        return done ? *done : m_output.fail(done.error());
    }

private:
    using Task = Result<int> (RegistryCall::*)(Registry&);

    Result<int> openAndWork()
    {
        Office office(m_catalogue, m_output);
        CAL_TRY(office.open(m_options.store));
        static const std::map<std::string, std::pair<Task, bool>> kTasks = {
            {"list", {&RegistryCall::list, false}},       {"show", {&RegistryCall::show, false}},
            {"history", {&RegistryCall::history, false}}, {"export", {&RegistryCall::exportList, false}},
            {"add", {&RegistryCall::add, true}},          {"change", {&RegistryCall::change, true}},
            {"step", {&RegistryCall::step, true}},        {"import", {&RegistryCall::import, true}}};
        const auto& [task, writes] = kTasks.at(m_options.verb);
        if (writes && !m_options.preview)
            CAL_TRY(office.signInOrFirst(m_options.as));
        return office.work<int>([&, todo = task](Registry& registry, registry::People& people) {
            m_access = &people;
            m_day = office.today();
            m_offset = office.laboratory().offset;
            return (this->*todo)(registry);
        });
    }

    int kinds()
    {
        Json::Array documents;
        std::vector<std::vector<std::string>> rows;
        for (const auto& [name, kind] : m_catalogue.kinds.all()) {
            std::string fields, steps;
            Json::Array fieldNames, stepNames, stateNames;
            for (const Field& field : kind.fields) {
                fields += (fields.empty() ? "" : ", ") + field.name + (field.required && !field.drawn ? "*" : "") + " (" +
                          field.label.in(m_language) + ")";
                fieldNames.push_back(Json::Object{{"name", field.name}, {"label", field.label}, {"required", field.required}});
            }
            for (const auto& step : kind.transitions) {
                steps += (steps.empty() ? "" : ", ") + step.name + " (" + step.label.in(m_language) + ")";
                stepNames.push_back(Json::Object{{"name", step.name}, {"label", step.label}, {"to", step.to}});
            }
            for (const auto& state : kind.states)
                stateNames.push_back(Json::Object{{"name", state.name}, {"label", state.label}, {"usable", state.usable}});
            rows.push_back({name, kind.label.in(m_language), fields, steps});
            documents.push_back(Json::Object{{"kind", name},
                                             {"label", kind.label},
                                             {"group", kind.group},
                                             {"fields", std::move(fieldNames)},
                                             {"states", std::move(stateNames)},
                                             {"steps", std::move(stepNames)}});
        }
        m_output.table(heads({{"类别", "kind"}, {"名称", "name"}, {"字段（* 必填）", "fields (* required)"}, {"步骤", "steps"}}), rows);
        m_output.document(Json::Object{{"kinds", std::move(documents)}});
        return kDone;
    }

    Result<int> list(Registry& registry)
    {
        const auto kind = kindOf(registry, m_options.kind);
        CAL_TRY(kind);
        const auto query = queryOf(registry, m_options);
        CAL_TRY(query);
        const auto page = registry.store().rows(*query);
        CAL_TRY(page);
        std::vector<std::string> head = heads({{"标识", "id"}, {"状态", "state"}});
        for (const Field& field : (*kind)->fields)
            if (field.listed)
                head.push_back(field.label.in(m_language));
        RegisterWords words(registry, m_language);
        std::vector<std::vector<std::string>> rows;
        Json::Array documents;
        for (const auto& row : page->rows) {
            const auto entity = registry::entityOfRow(**kind, row);
            CAL_TRY(entity);
            documents.push_back(entityJson(*entity));
            std::vector<std::string> cells = {entity->id.text(), words.state(entity->kind, entity->state)};
            for (const Field& field : (*kind)->fields)
                if (field.listed)
                    cells.push_back(words.value(field, entity->value(field.name)));
            rows.push_back(std::move(cells));
        }
        m_output.table(head, rows);
        m_output.document(Json::Object{{"kind", (*kind)->name}, {"entities", std::move(documents)}});
        return kDone;
    }

    Result<Entity> named(Registry& registry)
    {
        const auto id = registry.resolve({}, m_options.id);
        CAL_TRY(id);
        return registry.get(*id);
    }

    Result<int> tell(Registry& registry, const Result<Entity>& entity)
    {
        CAL_TRY(entity);
        const Kind& kind = *registry.kinds().find(entity->kind);
        RegisterWords words(registry, m_language);
        std::vector<std::vector<std::string>> rows = {
            {m_language == Language::Chinese ? "标识" : "id", entity->id.text()},
            {m_language == Language::Chinese ? "状态" : "state", words.state(entity->kind, entity->state)}};
        for (const Field& field : kind.fields)
            if (!entity->value(field.name).isNull())
                rows.push_back({field.label.in(m_language), words.value(field, entity->value(field.name))});
        m_output.table({kind.label.in(m_language), words.title(*entity)}, rows);
        m_output.document(Json::Object{{"entity", entityJson(*entity)}});
        return kDone;
    }

    Result<int> show(Registry& registry) { return tell(registry, named(registry)); }

    Result<int> add(Registry& registry)
    {
        const auto kind = kindOf(registry, m_options.kind);
        CAL_TRY(kind);
        const auto words = assignments(m_options.values);
        CAL_TRY(words);
        CAL_TRY(registry.mayChange((*kind)->name)); // before an attachment is kept
        const auto values = typedValues(registry, **kind, *words);
        CAL_TRY(values);
        return tell(registry, registry::addTyped(registry, *m_access, m_day, (*kind)->name, *values));
    }

    Result<int> change(Registry& registry)
    {
        const auto entity = named(registry);
        CAL_TRY(entity);
        const auto words = assignments(m_options.values);
        CAL_TRY(words);
        CAL_TRY(registry.mayChange(entity->kind));
        const auto values = typedValues(registry, *registry.kinds().find(entity->kind), *words);
        CAL_TRY(values);
        return tell(registry, registry.change(entity->id, entity->seq, *values, m_options.reason));
    }

    Result<int> step(Registry& registry)
    {
        const auto entity = named(registry);
        CAL_TRY(entity);
        const auto words = assignments(m_options.values);
        CAL_TRY(words);
        const auto values = typedValues(registry, *registry.kinds().find(entity->kind), *words);
        CAL_TRY(values);
        return tell(registry, registry.step(entity->id, entity->seq, m_options.step, m_options.reason, *values));
    }

    Result<int> history(Registry& registry)
    {
        const auto entity = named(registry);
        CAL_TRY(entity);
        const auto lines = registry.history(entity->id);
        CAL_TRY(lines);
        RegisterWords words(registry, m_language);
        std::vector<std::vector<std::string>> rows;
        Json::Array documents;
        for (const auto& line : *lines) {
            // The line of a step itself says from which state to which.
            const auto shown = [&](const Json& value) {
                return line.field.empty() && !value.isNull() ? words.state(entity->kind, value.asString())
                                                             : words.value(entity->kind, line.field, value);
            };
            const bool saidByFields =
                line.field.empty() && line.old.isNull() && line.now.isNull() && &line != &lines->back() && (&line)[1].seq == line.seq;
            if (!saidByFields)
                rows.push_back({toLocal(line.at.utc, m_offset).substr(0, 16), words.name(line.actor), words.event(line.event),
                                line.field.empty() ? std::string() : words.field(entity->kind, line.field), shown(line.old),
                                shown(line.now), line.reason});
            documents.push_back(Json::Object{{"at", toRfc3339(line.at.utc)},
                                             {"actor", line.actor},
                                             {"station", line.station},
                                             {"seq", line.seq},
                                             {"event", line.event},
                                             {"field", line.field},
                                             {"old", line.old},
                                             {"new", line.now},
                                             {"reason", line.reason}});
        }
        m_output.table(heads({{"时间", "time"},
                              {"人员", "person"},
                              {"事件", "event"},
                              {"字段", "field"},
                              {"旧值", "old"},
                              {"新值", "new"},
                              {"理由", "reason"}}),
                       rows);
        m_output.document(Json::Object{{"id", entity->id.text()}, {"history", std::move(documents)}});
        return kDone;
    }

    Result<int> import(Registry& registry)
    {
        const auto bytes = readFile(m_options.file);
        CAL_TRY(bytes);
        const auto preview = registry::previewImport(registry, m_options.kind, *bytes);
        if (!preview)
            return Error(preview.error()).within(std::filesystem::path(m_options.file).filename().string());
        static const std::map<registry::ImportRow::Outcome, std::pair<const char*, Text>> kOutcomes = {
            {registry::ImportRow::Outcome::Added, {"added", {"新增", "added"}}},
            {registry::ImportRow::Outcome::Changed, {"changed", {"修改", "changed"}}},
            {registry::ImportRow::Outcome::Unchanged, {"unchanged", {"无变化", "unchanged"}}},
            {registry::ImportRow::Outcome::Refused, {"refused", {"拒绝", "refused"}}}};
        std::vector<std::vector<std::string>> rows;
        Json::Array documents;
        for (const auto& row : preview->rows) {
            const auto& [word, label] = kOutcomes.at(row.outcome());
            Json::Array reasons;
            for (const auto& objection : row.objections) {
                const auto sentence = m_output.sentence(objection.error);
                rows.push_back({std::to_string(row.number), label.in(m_language), row.title, objection.column, sentence});
                reasons.push_back(Json::Object{{"column", objection.column}, {"key", objection.error.key}, {"message", sentence}});
            }
            if (row.objections.empty() && row.outcome() != registry::ImportRow::Outcome::Unchanged)
                rows.push_back({std::to_string(row.number), label.in(m_language), row.title, {}, {}});
            documents.push_back(Json::Object{
                {"row", row.number}, {"outcome", word}, {"title", row.title}, {"values", row.values}, {"reasons", std::move(reasons)}});
        }
        if (!m_options.preview) {
            const auto report = registry::commitImport(registry, *preview, m_options.reason);
            CAL_TRY(report);
        }
        m_output.table(heads({{"行", "row"}, {"结果", "outcome"}, {"名称", "name"}, {"列", "column"}, {"原因", "reason"}}), rows);
        Json::Object counts;
        for (const auto& [outcome, names] : kOutcomes)
            counts[names.first] = preview->count(outcome);
        const bool whole = preview->count(registry::ImportRow::Outcome::Refused) == 0;
        if (!m_output.json()) {
            std::vector<Arg> args;
            for (const auto& [name, count] : counts)
                args.push_back({name, std::to_string(count.asInt())});
            m_output.say(m_options.preview ? "registry.import-previewed" : "registry.import-done", args);
        }
        m_output.document(Json::Object{
            {"kind", preview->kind}, {"written", !m_options.preview}, {"counts", std::move(counts)}, {"rows", std::move(documents)}});
        return whole ? kDone : kBadInput;
    }

    Result<int> exportList(Registry& registry)
    {
        const auto extension = std::filesystem::path(m_options.file).extension();
        if (extension != ".csv" && extension != ".xlsx")
            return Error{Errc::InvalidArgument, "registry.export-format", {{"file", m_options.file}}, {}};
        const auto query = queryOf(registry, m_options);
        CAL_TRY(query);
        const auto table = registry::exportTable(registry, *query);
        CAL_TRY(table);
        const auto bytes = registry::writeTable(*table, extension == ".csv" ? registry::TableFormat::Csv : registry::TableFormat::Xlsx);
        CAL_TRY(bytes);
        CAL_TRY(writeFile(m_options.file, *bytes));
        m_output.print(m_options.file);
        m_output.document(Json::Object{{"file", m_options.file}, {"rows", table->rows.size() - 1}});
        return kDone;
    }

    [[nodiscard]] std::vector<std::string> heads(const std::vector<Text>& texts) const
    {
        std::vector<std::string> all;
        all.reserve(texts.size());
        for (const Text& text : texts)
            all.push_back(text.in(m_language));
        return all;
    }

    const RegistryOptions& m_options;
    const Catalogue& m_catalogue;
    const Output& m_output;
    Language m_language;
    SystemClock m_clock;
    registry::Access* m_access = nullptr;
    std::string m_day;
    std::chrono::minutes m_offset{0};
};

} // namespace

int registryVerb(const RegistryOptions& options, const Catalogue& catalogue, const Output& output)
{
    return RegistryCall(options, catalogue, output).run();
}

} // namespace cal::app
