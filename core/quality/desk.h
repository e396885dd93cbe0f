// SPDX-License-Identifier: GPL-3.0-or-later
// What the window may ask of quality work: a port implemented in app. No call blocks; answers come as callbacks on other threads, which ui
// turns into queued signals.
#pragma once

#include "core/quality/dossier.h"
#include "core/quality/installation_check.h"

#include <functional>

namespace cal::quality {

class QualityDesk
{
public:
    virtual ~QualityDesk() = default;

    using DossierReply = std::function<void(Result<Dossier>)>;
    virtual void dossier(const journal::StreamId& standard, DossierReply reply) = 0; ///< as of today
    enum class DossierDocument { Application, TechnicalReport };
    using FileReply = std::function<void(Result<std::string>)>;
    /// PDF bytes in both languages.
    virtual void dossierDocument(const journal::StreamId& standard, DossierDocument document, FileReply reply) = 0;

    using LastReply = std::function<void(Result<std::optional<LastCheck>>)>;
    virtual void lastCheck(LastReply reply) = 0; ///< of this workstation
    using CheckReply = std::function<void(Result<InstallationCheck>)>;
    /// Makes the installation check and keeps it as an event by `actor`, who must be authorised for "quality"; takes seconds. `progress`:
    /// the title of each part as it begins.
    virtual void checkInstallation(const std::string& actor, std::function<void(Text)> progress, CheckReply reply) = 0;
};

} // namespace cal::quality
