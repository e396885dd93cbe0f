// SPDX-License-Identifier: GPL-3.0-or-later
// What the window may ask of the register: a port implemented in app on the writer's thread. No call blocks; answers come as callbacks on
// other threads, which ui turns into queued signals. The author of what is written is the person signed in (session::Engine::station()).
#pragma once

#include "core/registry/import.h"

#include <functional>
#include <map>

namespace cal::registry {

class Desk
{
public:
    virtual ~Desk() = default;

    [[nodiscard]] virtual const Kinds& kinds() const = 0; ///< immediate; lives as long as the desk

    /// A page of a list. `table` of the query is Kind::table() or trailShape().name; the columns are those of listShape(kind) and
    /// trailShape(). entityOfRow() gives the entity behind a row.
    struct ListPage {
        journal::RowPage page;
        std::map<std::string, std::string> titles; ///< of the entities that the rows refer to, by id
    };
    using PageReply = std::function<void(Result<ListPage>)>;
    virtual void page(journal::RowQuery query, PageReply reply) = 0;

    /// Everything the detail pane shows.
    struct EntityView {
        Entity entity;
        std::map<std::string, std::string> titles; ///< of the entities it refers to, by id
    };
    using EntityReply = std::function<void(Result<EntityView>)>;
    virtual void entity(const journal::StreamId& id, EntityReply reply) = 0;
    using HistoryReply = std::function<void(Result<std::vector<HistoryLine>>)>;
    virtual void history(const journal::StreamId& id, HistoryReply reply) = 0;
    /// What somebody scanned or typed: id, number, bar code of any kind (empty) or one kind.
    virtual void resolve(const std::string& kind, const std::string& named, EntityReply reply) = 0;

    virtual void add(const std::string& kind, Json::Object values, EntityReply reply) = 0;
    virtual void change(const journal::StreamId& id, std::int64_t seq, Json::Object values, const std::string& reason,
                        EntityReply reply) = 0;
    virtual void step(const journal::StreamId& id, std::int64_t seq, const std::string& name, const std::string& reason,
                      Json::Object values, EntityReply reply) = 0;

    using PreviewReply = std::function<void(Result<ImportPreview>)>;
    virtual void previewImport(const std::string& kind, std::string file, PreviewReply reply) = 0;
    using ReportReply = std::function<void(Result<ImportReport>)>;
    virtual void commitImport(ImportPreview preview, const std::string& reason, ReportReply reply) = 0;

    using BytesReply = std::function<void(Result<std::string>)>;
    /// A list, filtered by `query.all` and `query.any` and in its order, as a file; offset and limit are not looked at. Also the trail.
    virtual void exportList(journal::RowQuery query, TableFormat format, BytesReply reply) = 0;

    /// Keeps the bytes of an attachment and gives the value of a File field: {"name","digest","size"}.
    using FileReply = std::function<void(Result<Json>)>;
    virtual void putFile(const std::string& name, std::string bytes, FileReply reply) = 0;
    virtual void getFile(const Digest& digest, BytesReply reply) = 0;
};

} // namespace cal::registry
