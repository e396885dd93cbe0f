// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/local_quality_desk.h"

#include "app/installation_check.h"
#include "app/laboratory_store.h"
#include "core/certificate/pdf/report_pdf.h"
#include "core/quality/dossier_report.h"

namespace cal::app {

template <class T>
Result<T> LocalQualityDesk::ask(const std::function<Result<T>(registry::Registry&)>& question)
{
    std::optional<Result<T>> answer;
    CAL_TRY(m_writer.ask([&](journal::EventStore& store) -> Result<void> {
        registry::EverybodyMay reading;
        registry::Registry registry(m_catalogue.kinds, store, reading, {{}, stationName(), programName()}, m_clock);
        answer = question(registry);
        return {};
    }));
    return *std::move(answer);
}

Result<quality::Dossier> LocalQualityDesk::dossierNow(const journal::StreamId& standard)
{
    const auto today = toIso(civilDate(m_clock.now().utc, m_laboratory.offset));
    return ask<quality::Dossier>([&](registry::Registry& registry) { return quality::dossierOf(registry, standard, today); });
}

void LocalQualityDesk::dossier(const journal::StreamId& standard, DossierReply reply)
{
    m_worker.post([this, standard, reply = std::move(reply)] { reply(dossierNow(standard)); });
}

void LocalQualityDesk::dossierDocument(const journal::StreamId& standard, DossierDocument document, FileReply reply)
{
    m_worker.post([this, standard, document, reply = std::move(reply)] {
        const auto dossier = dossierNow(standard);
        if (!dossier)
            return reply(dossier.error());
        const quality::DossierPrinting printing{m_laboratory.name, m_catalogue.kinds, m_catalogue.messages, m_laboratory.demonstration};
        reply(certificate::renderReport(document == DossierDocument::Application ? quality::applicationReport(*dossier, printing)
                                                                                 : quality::technicalReport(*dossier, printing)));
    });
}

void LocalQualityDesk::lastCheck(LastReply reply)
{
    m_worker.post([this, reply = std::move(reply)] {
        reply(ask<std::optional<quality::LastCheck>>(
            [](registry::Registry& registry) { return quality::lastCheck(registry.store(), stationName()); }));
    });
}

void LocalQualityDesk::checkInstallation(const std::string& actor, std::function<void(Text)> progress, CheckReply reply)
{
    m_worker.post([this, actor, progress = std::move(progress), reply = std::move(reply)] {
        registry::Act act;
        act.person = actor;
        act.operation = "quality";
        if (const auto may = m_staff.require(act); !may)
            return reply(may.error());
        const auto check = app::checkInstallation(m_catalogue, m_storePath, progress);
        const auto kept = m_writer.ask([&](journal::EventStore& store) {
            return quality::recordCheck(store, check, {actor, stationName(), programName()});
        });
        reply(kept ? Result<quality::InstallationCheck>(check) : kept.error());
    });
}

} // namespace cal::app
