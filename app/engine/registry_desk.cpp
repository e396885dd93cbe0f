// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/registry_desk.h"

#include "core/registry/orders.h"

#include <optional>

namespace cal::app {

namespace {

using registry::Field;
using Titles = std::map<std::string, std::string>;

constexpr std::size_t kMaximumFile = std::size_t{256} << 20;

/// Adds the titles of what `value` refers to.
Result<void> addTitles(registry::Registry& registry, const Field& field, const Json& value, Titles& titles)
{
    if (value.isNull())
        return {};
    if (field.type == Field::Type::Table) {
        for (const Json& row : value.asArray())
            for (const Field& column : field.columns)
                CAL_TRY(addTitles(registry, column, row[column.name], titles));
        return {};
    }
    if (field.type != Field::Type::Reference && field.type != Field::Type::References)
        return {};
    const auto& kind = *registry.kinds().find(field.of);
    for (const Json& id : field.type == Field::Type::Reference ? Json::Array{value} : value.asArray()) {
        if (titles.contains(id.asString()))
            continue;
        const auto row = registry.store().row(kind.table(), id.asString());
        CAL_TRY(row);
        if (!*row)
            continue;
        const auto entity = registry::entityOfRow(kind, **row);
        CAL_TRY(entity);
        titles[id.asString()] = registry::titleOf(kind, entity->values);
    }
    return {};
}

Result<registry::Desk::EntityView> view(registry::Registry& registry, Result<registry::Entity> entity)
{
    CAL_TRY(entity);
    registry::Desk::EntityView view{*std::move(entity), {}};
    for (const Field& field : registry.kinds().find(view.entity.kind)->fields)
        CAL_TRY(addTitles(registry, field, view.entity.value(field.name), view.titles));
    return view;
}

Result<registry::Desk::ListPage> listPage(registry::Registry& registry, const journal::RowQuery& query)
{
    auto page = registry.store().rows(query);
    CAL_TRY(page);
    registry::Desk::ListPage list{*std::move(page), {}};
    for (const auto& [name, kind] : registry.kinds().all()) {
        if (kind.table() != query.table)
            continue;
        for (const auto& row : list.page.rows) {
            const auto entity = registry::entityOfRow(kind, row);
            CAL_TRY(entity);
            for (const Field& field : kind.fields)
                if (field.inLists())
                    CAL_TRY(addTitles(registry, field, entity->value(field.name), list.titles));
        }
    }
    return list;
}

} // namespace

template <class T>
void RegistryDesk::ask(std::function<Result<T>(registry::Registry&)> question, std::function<void(Result<T>)> reply)
{
    m_ports.thread.post([this, by = m_ports.author(), question = std::move(question), reply = std::move(reply)] {
        std::optional<Result<T>> answer;
        const auto asked = m_ports.writer.ask([&](journal::EventStore& store) -> Result<void> {
            const auto access = m_ports.access(store);
            registry::Registry registry(m_ports.kinds, store, *access, by, m_ports.clock);
            answer = question(registry);
            return {};
        });
        reply(asked ? *std::move(answer) : Result<T>(asked.error()));
    });
}

void RegistryDesk::page(journal::RowQuery query, PageReply reply)
{
    ask<ListPage>([query = std::move(query)](registry::Registry& registry) { return listPage(registry, query); }, std::move(reply));
}

void RegistryDesk::entity(const journal::StreamId& id, EntityReply reply)
{
    ask<EntityView>([id](registry::Registry& registry) { return view(registry, registry.get(id)); }, std::move(reply));
}

void RegistryDesk::history(const journal::StreamId& id, HistoryReply reply)
{
    ask<std::vector<registry::HistoryLine>>([id](registry::Registry& registry) { return registry.history(id); }, std::move(reply));
}

void RegistryDesk::resolve(const std::string& kind, const std::string& named, EntityReply reply)
{
    ask<EntityView>(
        [kind, named](registry::Registry& registry) -> Result<EntityView> {
            const auto id = registry.resolve(kind, named);
            CAL_TRY(id);
            return view(registry, registry.get(*id));
        },
        std::move(reply));
}

void RegistryDesk::add(const std::string& kind, Json::Object values, EntityReply reply)
{
    ask<EntityView>(
        [this, kind, values = std::move(values)](registry::Registry& registry) {
            const auto access = m_ports.access(registry.store());
            const auto day = toIso(civilDate(m_ports.clock.now().utc, m_ports.offset));
            return view(registry, registry::addTyped(registry, *access, day, kind, values));
        },
        std::move(reply));
}

void RegistryDesk::change(const journal::StreamId& id, std::int64_t seq, Json::Object values, const std::string& reason, EntityReply reply)
{
    ask<EntityView>([id, seq, values = std::move(values),
                     reason](registry::Registry& registry) { return view(registry, registry.change(id, seq, values, reason)); },
                    std::move(reply));
}

void RegistryDesk::step(const journal::StreamId& id, std::int64_t seq, const std::string& name, const std::string& reason,
                        Json::Object values, EntityReply reply)
{
    ask<EntityView>([id, seq, name, reason, values = std::move(values)](
                        registry::Registry& registry) { return view(registry, registry.step(id, seq, name, reason, values)); },
                    std::move(reply));
}

void RegistryDesk::previewImport(const std::string& kind, std::string file, PreviewReply reply)
{
    ask<registry::ImportPreview>(
        [kind, file = std::move(file)](registry::Registry& registry) { return registry::previewImport(registry, kind, file); },
        std::move(reply));
}

void RegistryDesk::commitImport(registry::ImportPreview preview, const std::string& reason, ReportReply reply)
{
    ask<registry::ImportReport>(
        [preview = std::move(preview), reason](registry::Registry& registry) { return registry::commitImport(registry, preview, reason); },
        std::move(reply));
}

void RegistryDesk::exportList(journal::RowQuery query, registry::TableFormat format, BytesReply reply)
{
    // The table is gathered where the store is, written to bytes here: the writer is not kept waiting for a spreadsheet.
    ask<registry::TextTable>([query = std::move(query)](registry::Registry& registry) { return registry::exportTable(registry, query); },
                             [format, reply = std::move(reply)](const Result<registry::TextTable>& table) {
                                 reply(table ? registry::writeTable(*table, format) : Result<std::string>(table.error()));
                             });
}

void RegistryDesk::putFile(const std::string& name, std::string bytes, FileReply reply)
{
    ask<Json>(
        [name, bytes = std::move(bytes)](registry::Registry& registry) -> Result<Json> {
            if (bytes.size() > kMaximumFile)
                return Error{
                    Errc::InvalidArgument, "registry.file-too-large", {{"file", name}, {"limit", std::to_string(kMaximumFile >> 20)}}, {}};
            const auto digest = registry.store().putBlob(bytes);
            CAL_TRY(digest);
            return Json(Json::Object{{"name", name}, {"digest", digest->hex()}, {"size", bytes.size()}});
        },
        std::move(reply));
}

void RegistryDesk::getFile(const Digest& digest, BytesReply reply)
{
    ask<std::string>([digest](registry::Registry& registry) { return registry.store().getBlob(digest); }, std::move(reply));
}

} // namespace cal::app
