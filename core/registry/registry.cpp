// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/registry.h"

#include "core/base/utf8.h"
#include "core/registry/entity_rules.h"

#include <algorithm>

namespace cal::registry {

namespace {

constexpr std::size_t kMaximumReason = 4096;

Error invalid(const char* key, std::vector<Arg> args)
{
    return Error{Errc::InvalidArgument, key, std::move(args), {}};
}

Error unknownKind(std::string_view kind)
{
    return invalid("registry.unknown-kind", {{"kind", excerpt(kind)}});
}

Error missing(const Kind& kind, const std::string& field)
{
    return invalid("registry.missing", {{"kind", kind.name}, {"field", field}});
}

Error unknownField(const Kind& kind, const std::string& field)
{
    return invalid("registry.unknown-field", {{"kind", kind.name}, {"field", excerpt(field)}});
}

Error notByForm(const Kind& kind)
{
    return {Errc::InvalidArgument, "registry.not-added-by-form", {{"kind", kind.name}}, {}};
}

Result<std::string> readReason(const std::string& reason, bool required, const std::string& title)
{
    const auto first = reason.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return required ? Result<std::string>(invalid("registry.no-reason", {{"title", title}})) : Result<std::string>(std::string());
    if (reason.size() > kMaximumReason)
        return invalid("registry.field-too-long", {{"kind", title}, {"field", "reason"}, {"limit", std::to_string(kMaximumReason)}});
    if (!isUtf8(reason) || reason.find('\0') != std::string::npos)
        return invalid("registry.not-text", {{"kind", title}, {"field", "reason"}, {"found", excerpt(reason)}});
    return reason.substr(first, reason.find_last_not_of(" \t\r\n") - first + 1);
}

journal::Cell cellOf(const Field& field, std::string_view text)
{
    if (field.type != Field::Type::Integer)
        return std::string(text);
    const auto number = Json::parse(text);
    return number && number->isInt() ? journal::Cell(number->asInt()) : journal::Cell(std::int64_t{-1} << 62); // fits no entity
}

} // namespace

Registry::Registry(const Kinds& kinds, journal::EventStore& store, Access& access, journal::Authorship by, Clock& clock)
    : m_kinds(kinds), m_store(store), m_access(access), m_by(std::move(by)), m_clock(clock), m_ids(clock)
{
}

Result<void> Registry::allowed(const std::string& operation)
{
    Act act;
    act.person = m_by.actor;
    act.operation = operation;
    return m_access.require(act);
}

Result<void> Registry::checkReference(const Kind& kind, const Field& field, const std::string& id)
{
    const auto row = m_store.row(m_kinds.find(field.of)->table(), id);
    CAL_TRY(row);
    if (!*row)
        return invalid("registry.no-reference", {{"kind", kind.name}, {"field", field.name}, {"id", id}});
    return {};
}

/// What can only be known from the rest of the register: references and files are there, unique values are free. `self` may hold its own.
Result<void> Registry::checkField(const Kind& kind, const Field& field, const Json& value, const std::string& self)
{
    if (value.isNull())
        return {};
    if (field.type == Field::Type::Reference)
        CAL_TRY(checkReference(kind, field, value.asString()));
    if (field.type == Field::Type::References)
        for (const Json& id : value.asArray())
            CAL_TRY(checkReference(kind, field, id.asString()));
    if (field.type == Field::Type::File || field.type == Field::Type::Files)
        for (const Json& file : field.type == Field::Type::File ? Json::Array{value} : value.asArray()) {
            const auto bytes = m_store.getBlob(*Digest::fromHex(file["digest"].asString()));
            if ((!bytes && bytes.error().code == Errc::NotFound) ||
                (bytes && static_cast<std::int64_t>(bytes->size()) != file["size"].asInt()))
                return invalid("registry.no-file", {{"kind", kind.name}, {"field", field.name}, {"file", file["name"].asString()}});
            CAL_TRY(bytes);
        }
    if (field.type == Field::Type::Table)
        for (const Json& row : value.asArray())
            for (const Field& column : field.columns)
                CAL_TRY(checkField(kind, column, row[column.name], {}));
    if (!field.unique)
        return {};
    journal::RowQuery query;
    query.table = kind.table();
    query.all = {{field.column(), journal::Condition::Op::Equal, cellOf(field, plainText(value))}};
    query.limit = 2;
    const auto found = m_store.rows(query);
    CAL_TRY(found);
    for (const auto& row : found->rows) {
        const auto other = entityOfRow(kind, row);
        CAL_TRY(other);
        if (other->id.text() != self)
            return invalid("registry.not-unique", {{"kind", kind.name},
                                                   {"field", field.name},
                                                   {"value", excerpt(plainText(value))},
                                                   {"other", titleOf(kind, other->values)}});
    }
    return {};
}

/// The values of a new entity, normalised and whole. With `all` every objection is gathered there, else the first is the error.
Result<Json::Object> Registry::checked(const Kind& kind, const Json::Object& values, std::vector<Error>* all)
{
    Json::Object clean;
    std::optional<Error> first;
    const auto object = [&](Error error) {
        if (all)
            all->push_back(error);
        if (!first)
            first = std::move(error);
        return all != nullptr; // go on
    };
    for (const auto& [name, value] : values)
        if (!kind.field(name) && !object(unknownField(kind, name)))
            return *first;
    for (const Field& field : kind.fields) {
        const auto typed = values.find(field.name);
        auto value = typed == values.end() ? Result<Json>(Json()) : readField(kind, field, typed->second);
        if (value && value->isNull() && field.default_)
            value = readField(kind, field, *field.default_);
        if (!value) {
            if (!object(value.error()))
                return *first;
        } else if (value->isNull()) {
            if (field.required && !object(missing(kind, field.name)))
                return *first;
        } else if (const auto fits = checkField(kind, field, *value, {}); !fits) {
            if (!object(Error(fits.error())))
                return *first;
        } else {
            clean[field.name] = *std::move(value);
        }
    }
    if (!first)
        if (const auto whole = wholeFits(kind, clean, clean); !whole)
            static_cast<void>(object(whole.error()));
    if (first)
        return *first;
    return clean;
}

std::vector<Error> Registry::objections(std::string_view kindName, const Json::Object& values, const Entity* existing)
{
    std::vector<Error> all;
    const Kind* kind = m_kinds.find(kindName);
    if (!kind) {
        all.push_back(unknownKind(kindName));
    } else if (!existing) {
        if (!kind->form)
            all.push_back(notByForm(*kind));
        static_cast<void>(checked(*kind, values, &all));
    } else {
        for (const auto& [name, value] : values) {
            const auto differ = changes(*kind, *existing, {{name, value}});
            if (!differ)
                all.push_back(differ.error());
            else if (!differ->empty() && kind->field(name)->fixed)
                all.push_back(invalid("registry.fixed", {{"kind", kind->name}, {"field", name}}));
        }
    }
    return all;
}

Result<void> Registry::mayChange(std::string_view kindName)
{
    const Kind* kind = m_kinds.find(kindName);
    if (!kind)
        return unknownKind(kindName);
    return allowed(kind->operation);
}

Result<Entity> Registry::write(const journal::StreamId& id, std::int64_t seq, std::string type, Json body)
{
    const journal::NewEvent event{std::move(type), 1, std::move(body)};
    const auto appended = m_store.append(id, seq, std::span(&event, 1), m_by);
    CAL_TRY(appended);
    return get(id);
}

Result<Entity> Registry::add(std::string_view kindName, const Json::Object& values)
{
    if (const Kind* kind = m_kinds.find(kindName); kind && !kind->form)
        return notByForm(*kind);
    return addByRules(kindName, values);
}

Result<Entity> Registry::addByRules(std::string_view kindName, const Json::Object& values)
{
    const Kind* kind = m_kinds.find(kindName);
    if (!kind)
        return unknownKind(kindName);
    CAL_TRY(allowed(kind->operation)); // before the transaction: a refusal stays in the journal
    std::optional<Entity> entity;
    const auto done = m_store.together([&]() -> Result<void> {
        auto clean = checked(*kind, values, nullptr);
        CAL_TRY(clean);
        auto written = write(m_ids.make(), 0, kind->registeredEvent(), Json::Object{{"values", *std::move(clean)}});
        CAL_TRY(written);
        entity = *std::move(written);
        return {};
    });
    CAL_TRY(done);
    return *std::move(entity);
}

/// The entity, provided that nobody has changed it since it was at `seq`.
Result<Entity> Registry::seen(const journal::StreamId& id, std::int64_t seq)
{
    const auto events = m_store.read(id);
    CAL_TRY(events);
    if (events->empty())
        return Error{Errc::NotFound, "registry.no-entity", {{"id", id.text()}}, {}};
    auto entity = foldEntity(m_kinds, *events);
    CAL_TRY(entity);
    if (entity->seq != seq)
        return Error{Errc::Conflict,
                     "registry.changed-meanwhile",
                     {{"title", titleOf(*m_kinds.find(entity->kind), entity->values)}, {"by", events->back().actor}},
                     {}};
    return entity;
}

/// {field: {"old","new"}} of those that differ.
Result<Json::Object> Registry::changes(const Kind& kind, const Entity& entity, const Json::Object& values)
{
    Json::Object changes, now = entity.values;
    for (const auto& [name, typed] : values) {
        const Field* field = kind.field(name);
        if (!field)
            return unknownField(kind, name);
        auto value = readField(kind, *field, typed);
        CAL_TRY(value);
        if (*value == entity.value(name))
            continue;
        if (value->isNull() && field->required)
            return missing(kind, name);
        CAL_TRY(checkField(kind, *field, *value, entity.id.text()));
        now[name] = *value;
        changes[name] = Json::Object{{"old", entity.value(name)}, {"new", *std::move(value)}};
    }
    CAL_TRY(wholeFits(kind, now, changes));
    return changes;
}

Result<Entity> Registry::change(const journal::StreamId& id, std::int64_t seq, const Json::Object& values, const std::string& reason)
{
    const auto before = get(id);
    CAL_TRY(before);
    const Kind& kind = *m_kinds.find(before->kind);
    CAL_TRY(allowed(kind.operation));
    std::optional<Entity> changed;
    const auto done = m_store.together([&]() -> Result<void> {
        const auto entity = seen(id, seq);
        CAL_TRY(entity);
        const auto title = titleOf(kind, entity->values);
        auto why = readReason(reason, true, title);
        CAL_TRY(why);
        auto differ = changes(kind, *entity, values);
        CAL_TRY(differ);
        if (differ->empty())
            return invalid("registry.no-change", {{"title", title}});
        for (const auto& [name, change] : *differ)
            if (kind.field(name)->fixed)
                return invalid("registry.fixed", {{"kind", kind.name}, {"field", name}});
        auto written = write(id, seq, kind.changedEvent(), Json::Object{{"changes", *std::move(differ)}, {"reason", *std::move(why)}});
        CAL_TRY(written);
        changed = *std::move(written);
        return {};
    });
    CAL_TRY(done);
    return *std::move(changed);
}

Result<Entity> Registry::step(const journal::StreamId& id, std::int64_t seq, std::string_view name, const std::string& reason,
                              const Json::Object& values)
{
    const auto entity = get(id);
    CAL_TRY(entity);
    const Kind& kind = *m_kinds.find(entity->kind);
    if (const Transition* step = kind.transition(name); step && !step->form)
        return invalid("registry.not-by-form", {{"title", titleOf(kind, entity->values)}, {"step", step->name}});
    return stepByRules(id, seq, name, reason, values);
}

Result<Entity> Registry::stepByRules(const journal::StreamId& id, std::int64_t seq, std::string_view name, const std::string& reason,
                                     const Json::Object& values, const std::string& doneBy)
{
    const auto before = get(id);
    CAL_TRY(before);
    const Kind& kind = *m_kinds.find(before->kind);
    const Transition* step = kind.transition(name);
    if (!step)
        return invalid("registry.no-step", {{"kind", kind.name}, {"step", excerpt(name)}});
    CAL_TRY(allowed(step->operation.empty() ? kind.operation : step->operation));
    std::optional<Entity> stepped;
    const auto done = m_store.together([&]() -> Result<void> {
        const auto entity = seen(id, seq);
        CAL_TRY(entity);
        const auto title = titleOf(kind, entity->values);
        if (std::find(step->from.begin(), step->from.end(), entity->state) == step->from.end())
            return invalid("registry.wrong-state", {{"title", title}, {"state", entity->state}, {"step", step->name}});
        auto why = readReason(reason, step->reasonRequired, title);
        CAL_TRY(why);
        for (const auto& [field, value] : values)
            if (std::find(step->fields.begin(), step->fields.end(), field) == step->fields.end())
                return unknownField(kind, field);
        auto differ = changes(kind, *entity, values);
        CAL_TRY(differ);
        for (const std::string& field : step->required)
            if (const auto now = differ->find(field); now == differ->end() ? entity->value(field).isNull() : now->second["new"].isNull())
                return missing(kind, field);
        Json::Object body{{"from", entity->state}, {"to", step->to}, {"reason", *std::move(why)}, {"changes", *std::move(differ)}};
        if (!doneBy.empty())
            body["done-by"] = doneBy;
        auto written = write(id, seq, kind.name + "." + step->name, std::move(body));
        CAL_TRY(written);
        stepped = *std::move(written);
        return {};
    });
    CAL_TRY(done);
    return *std::move(stepped);
}

Result<Entity> Registry::get(const journal::StreamId& id)
{
    const auto events = m_store.read(id);
    CAL_TRY(events);
    if (events->empty())
        return Error{Errc::NotFound, "registry.no-entity", {{"id", id.text()}}, {}};
    return foldEntity(m_kinds, *events);
}

Result<Entity> Registry::referred(const Entity& entity, std::string_view field)
{
    const auto id = Uuid::parse(entity.text(field));
    CAL_TRY(id);
    return get(*id);
}

Result<journal::StreamId> Registry::resolve(std::string_view kindName, std::string_view named)
{
    if (!kindName.empty() && !m_kinds.find(kindName))
        return unknownKind(kindName);
    const auto id = Uuid::parse(named);
    std::vector<std::pair<journal::StreamId, std::string>> found;
    for (const auto& [name, kind] : m_kinds.all()) {
        if (!kindName.empty() && name != kindName)
            continue;
        if (id) {
            const auto row = m_store.row(kind.table(), id->text());
            CAL_TRY(row);
            if (*row)
                return *id;
            continue;
        }
        for (const Field& field : kind.fields) {
            if (!field.unique)
                continue;
            const auto entity = find(name, field.name, named);
            CAL_TRY(entity);
            if (*entity && (found.empty() || found.back().first != (*entity)->id))
                found.emplace_back((*entity)->id, name);
        }
    }
    if (found.empty())
        return Error{Errc::NotFound, "registry.no-entity", {{"id", excerpt(named)}}, {}};
    if (found.size() > 1) {
        std::string kinds;
        for (const auto& [other, kind] : found)
            kinds += (kinds.empty() ? "" : ", ") + kind;
        return invalid("registry.ambiguous", {{"id", excerpt(named)}, {"kinds", kinds}});
    }
    return found.front().first;
}

Result<std::optional<Entity>> Registry::find(std::string_view kindName, std::string_view fieldName, std::string_view value)
{
    const Kind* kind = m_kinds.find(kindName);
    if (!kind)
        return unknownKind(kindName);
    const Field* field = kind->field(fieldName);
    if (!field || !field->inLists())
        return unknownField(*kind, std::string(fieldName));
    auto found = list(kindName, {{field->column(), journal::Condition::Op::Equal, cellOf(*field, value)}}, 1);
    CAL_TRY(found);
    if (found->empty())
        return std::optional<Entity>{};
    return std::optional(std::move(found->front()));
}

Result<std::vector<Entity>> Registry::list(std::string_view kindName, const std::vector<journal::Condition>& all, std::int64_t limit)
{
    const Kind* kind = m_kinds.find(kindName);
    if (!kind)
        return unknownKind(kindName);
    journal::RowQuery query;
    query.table = kind->table();
    query.all = all;
    for (auto& condition : query.all)
        std::replace(condition.column.begin(), condition.column.end(), '-', '_');
    query.order = {{"title", false}};
    query.limit = limit;
    const auto page = m_store.rows(query);
    CAL_TRY(page);
    std::vector<Entity> entities;
    entities.reserve(page->rows.size());
    for (const auto& row : page->rows) {
        auto entity = entityOfRow(*kind, row);
        CAL_TRY(entity);
        entities.push_back(*std::move(entity));
    }
    return entities;
}

Result<std::vector<HistoryLine>> Registry::history(const journal::StreamId& id)
{
    const auto events = m_store.read(id);
    CAL_TRY(events);
    if (events->empty())
        return Error{Errc::NotFound, "registry.no-entity", {{"id", id.text()}}, {}};
    return historyOf(m_kinds, *events);
}

} // namespace cal::registry
