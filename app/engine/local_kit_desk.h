// SPDX-License-Identifier: GPL-3.0-or-later
// The window's port to on-site kits, on a thread of its own in front of the writer.
#pragma once

#include "app/engine/worker.h"
#include "app/kit.h"

namespace cal::app {

class LocalKitDesk final : public kit::KitDesk
{
public:
    /// `person`: who is signed in. What is referred to outlives the desk.
    LocalKitDesk(const Catalogue& catalogue, Staff& staff, const session::Laboratory& laboratory, std::function<std::string()> person)
        : m_catalogue(catalogue), m_staff(staff), m_laboratory(laboratory), m_person(std::move(person))
    {
    }

    void site(SiteReply reply) override;
    void pack(const kit::PackWish& wish, const std::string& passphrase, HandedReply reply) override;
    void open(const std::string& file, const std::string& store, const std::string& publicKey, HandedReply reply) override;
    void packBack(const std::string& file, bool final, SiteReply reply) override;
    void plan(const std::string& file, PlanReply reply) override;
    void merge(const std::string& file, const std::vector<kit::Choice>& choices, MergedReply reply) override;

private:
    [[nodiscard]] KitRoom room();
    Result<void> mayAdminister(const std::string& person);

    const Catalogue& m_catalogue;
    Staff& m_staff;
    const session::Laboratory& m_laboratory;
    std::function<std::string()> m_person;
    SystemClock m_clock;
    Worker m_worker; // last: its thread ends before what it uses
};

} // namespace cal::app
