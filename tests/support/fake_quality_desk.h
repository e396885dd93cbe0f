// SPDX-License-Identifier: GPL-3.0-or-later
// Quality work for tests of the window: the real dossier over the register of a FakeDesk, an installation check with a made-up result.
#pragma once

#include "core/quality/desk.h"
#include "tests/support/fake_desk.h"

namespace cal::test {

class FakeQualityDesk final : public quality::QualityDesk
{
public:
    explicit FakeQualityDesk(FakeDesk& desk) : m_desk(desk)
    {
        check.program = "calbench 0.1.0";
        check.station = "bench-1";
        for (const char* id : {"uncertainty", "rounding", "decision", "assessment", "procedures", "store", "documents"})
            check.parts.push_back(quality::checkPart(id));
        for (auto& part : check.parts)
            part.trials = {{part.id + "-1", "GB/T 8170-2008, 3.2", "12.3", "12.3", {}, true},
                           {part.id + "-2", "GB/T 8170-2008, 3.3", "0.0500", "0.0500", {}, true}};
    }

    quality::InstallationCheck check;
    std::string printed = "%PDF-";
    std::vector<std::string> checkedBy;

    void dossier(const journal::StreamId& standard, DossierReply reply) override
    {
        m_desk.now([&](registry::Registry& registry) { reply(quality::dossierOf(registry, standard, "2026-11-23")); });
    }
    void dossierDocument(const journal::StreamId&, DossierDocument, FileReply reply) override { reply(printed); }
    void lastCheck(LastReply reply) override
    {
        if (checkedBy.empty())
            return reply(std::optional<quality::LastCheck>{});
        reply(std::optional(quality::LastCheck{check.program, "2026-11-23T08:00:00Z", check.green(), {}}));
    }
    void checkInstallation(const std::string& actor, std::function<void(Text)> progress, CheckReply reply) override
    {
        checkedBy.push_back(actor);
        for (const auto& part : check.parts)
            progress(part.title);
        reply(check);
    }

private:
    FakeDesk& m_desk;
};

} // namespace cal::test
