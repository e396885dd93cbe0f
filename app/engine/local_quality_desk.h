// SPDX-License-Identifier: GPL-3.0-or-later
// The window's port to quality work, on a thread of its own in front of the writer.
#pragma once

#include "app/access.h"
#include "app/engine/worker.h"
#include "core/journal/writer.h"
#include "core/quality/desk.h"

namespace cal::app {

class LocalQualityDesk final : public quality::QualityDesk
{
public:
    /// `catalogue`, `writer` and `staff` outlive the desk.
    LocalQualityDesk(const Catalogue& catalogue, journal::Writer& writer, Staff& staff, session::Laboratory laboratory,
                     std::string storePath)
        : m_catalogue(catalogue), m_writer(writer), m_staff(staff), m_laboratory(std::move(laboratory)), m_storePath(std::move(storePath))
    {
    }

    void dossier(const journal::StreamId& standard, DossierReply reply) override;
    void dossierDocument(const journal::StreamId& standard, DossierDocument document, FileReply reply) override;
    void lastCheck(LastReply reply) override;
    void checkInstallation(const std::string& actor, std::function<void(Text)> progress, CheckReply reply) override;

private:
    /// On the store's thread, with a register that reads.
    template <class T>
    Result<T> ask(const std::function<Result<T>(registry::Registry&)>& question);
    Result<quality::Dossier> dossierNow(const journal::StreamId& standard);

    const Catalogue& m_catalogue;
    journal::Writer& m_writer;
    Staff& m_staff;
    session::Laboratory m_laboratory;
    std::string m_storePath;
    SystemClock m_clock;
    Worker m_worker; // last: its thread ends before what it uses
};

} // namespace cal::app
