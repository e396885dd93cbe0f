// SPDX-License-Identifier: GPL-3.0-or-later
// The register's desk in this process: every question is a job for the engine's desk thread, which asks the writer's thread. Nothing here
// blocks its caller.
#pragma once

#include "app/engine/worker.h"
#include "core/journal/writer.h"
#include "core/registry/desk.h"

#include <memory>

namespace cal::app {

class RegistryDesk final : public registry::Desk
{
public:
    struct Ports {
        journal::Writer& writer;
        const registry::Kinds& kinds;
        Clock& clock;
        Worker& thread;
        std::function<journal::Authorship()> author; ///< who is signed in, when the question is asked
        /// The gate, made on the writer's thread for each act.
        std::function<std::unique_ptr<registry::Access>(journal::EventStore&)> access;
        std::chrono::minutes offset{480}; ///< of the laboratory's civil days
    };
    explicit RegistryDesk(Ports ports) : m_ports(std::move(ports)) {}

    [[nodiscard]] const registry::Kinds& kinds() const override { return m_ports.kinds; }
    void page(journal::RowQuery query, PageReply reply) override;
    void entity(const journal::StreamId& id, EntityReply reply) override;
    void history(const journal::StreamId& id, HistoryReply reply) override;
    void resolve(const std::string& kind, const std::string& named, EntityReply reply) override;
    void add(const std::string& kind, Json::Object values, EntityReply reply) override;
    void change(const journal::StreamId& id, std::int64_t seq, Json::Object values, const std::string& reason, EntityReply reply) override;
    void step(const journal::StreamId& id, std::int64_t seq, const std::string& name, const std::string& reason, Json::Object values,
              EntityReply reply) override;
    void previewImport(const std::string& kind, std::string file, PreviewReply reply) override;
    void commitImport(registry::ImportPreview preview, const std::string& reason, ReportReply reply) override;
    void exportList(journal::RowQuery query, registry::TableFormat format, BytesReply reply) override;
    void putFile(const std::string& name, std::string bytes, FileReply reply) override;
    void getFile(const Digest& digest, BytesReply reply) override;

private:
    /// Has the question answered on the writer's thread, and the answer handed over on the desk's.
    template <class T>
    void ask(std::function<Result<T>(registry::Registry&)> question, std::function<void(Result<T>)> reply);

    Ports m_ports;
};

} // namespace cal::app
