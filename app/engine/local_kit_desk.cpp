// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/local_kit_desk.h"

namespace cal::app {

KitRoom LocalKitDesk::room()
{
    return {m_catalogue, m_staff, m_laboratory, {m_person(), stationName(), programName()}, m_clock};
}

Result<void> LocalKitDesk::mayAdminister(const std::string& person)
{
    if (person.empty())
        return Error{Errc::InvalidArgument, "sign-in.nobody", {}, {}};
    registry::Act act;
    act.person = person;
    act.operation = "administer";
    return m_staff.require(act);
}

void LocalKitDesk::site(SiteReply reply)
{
    m_worker.post([this, reply = std::move(reply)] {
        reply(m_staff.ask<std::optional<kit::Site>>([](registry::People& people) { return kit::siteOf(people.store()); }));
    });
}

void LocalKitDesk::pack(const kit::PackWish& wish, const std::string& passphrase, HandedReply reply)
{
    m_worker.post([this, wish, passphrase, room = room(), reply = std::move(reply)] {
        const auto may = mayAdminister(room.by.actor);
        reply(may ? packKit(room, wish, passphrase) : Result<kit::Handed>(may.error()));
    });
}

void LocalKitDesk::open(const std::string& file, const std::string& store, const std::string& publicKey, HandedReply reply)
{
    m_worker.post([this, file, store, publicKey, reply = std::move(reply)] { reply(openKit(m_catalogue, file, store, publicKey)); });
}

void LocalKitDesk::packBack(const std::string& file, bool final, SiteReply reply)
{
    m_worker.post([file, final, room = room(), reply = std::move(reply)] {
        if (final && room.by.actor.empty()) // what is over is over: somebody says so
            return reply(Error{Errc::InvalidArgument, "sign-in.nobody", {}, {}});
        auto site = packKitBack(room, file, final);
        if (site)
            reply(std::optional(*std::move(site)));
        else
            reply(site.error());
    });
}

void LocalKitDesk::plan(const std::string& file, PlanReply reply)
{
    m_worker.post([file, room = room(), reply = std::move(reply)] {
        const auto back = readBack(file);
        if (!back)
            return reply(back.error());
        std::optional<Result<kit::MergePlan>> plan;
        const auto asked = room.ask([&](registry::Registry& registry) -> Result<void> {
            plan = planMerge(room, registry, *back);
            return {};
        });
        reply(asked ? *std::move(plan) : Result<kit::MergePlan>(asked.error()));
    });
}

void LocalKitDesk::merge(const std::string& file, const std::vector<kit::Choice>& choices, MergedReply reply)
{
    m_worker.post([this, file, choices, room = room(), reply = std::move(reply)] {
        if (const auto may = mayAdminister(room.by.actor); !may)
            return reply(may.error());
        const auto back = readBack(file);
        if (!back)
            return reply(back.error());
        std::optional<Result<kit::Merged>> merged;
        const auto asked = room.ask([&](registry::Registry& registry) -> Result<void> {
            merged = mergeKit(room, registry, *back, choices);
            return {};
        });
        reply(asked ? *std::move(merged) : Result<kit::Merged>(asked.error()));
    });
}

} // namespace cal::app
