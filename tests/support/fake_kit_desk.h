// SPDX-License-Identifier: GPL-3.0-or-later
// On-site kits for tests of the window: what was asked for is kept, the answers are made up; a merge follows the choices it is given.
#pragma once

#include "core/kit/desk.h"

namespace cal::test {

class FakeKitDesk final : public kit::KitDesk
{
public:
    FakeKitDesk()
    {
        const auto stream = [](int last) { return *Uuid::parse("01890a5d-ac96-774b-bcce-b30209" + std::to_string(900000 + last)); };
        comesHome.manifest.kit = stream(1);
        comesHome.streams = {{stream(2),
                              "session",
                              "W-2026-0002/1",
                              kit::Fate::Append,
                              {event("session.sealed", "kit-7"), event("session.sealed", "kit-7")},
                              {},
                              false},
                             {stream(3),
                              "order-item",
                              "W-2026-0002/1",
                              kit::Fate::Conflict,
                              {event("order-item.begun", "kit-7")},
                              {event("order-item.assigned", "bench-1")},
                              true},
                             {stream(4),
                              "asset",
                              "示范 / Shunt",
                              kit::Fate::Conflict,
                              {event("asset.changed", "kit-7")},
                              {event("asset.changed", "bench-1")},
                              false}};
    }

    std::optional<kit::Site> here;
    std::optional<Error> refuse;
    kit::MergePlan comesHome;
    std::vector<kit::PackWish> packed;
    std::string passphrase, opened, key, back;
    bool ended = false;
    std::vector<kit::Choice> choices;

    void site(SiteReply reply) override { reply(here); }
    void pack(const kit::PackWish& wish, const std::string& typed, HandedReply reply) override
    {
        packed.push_back(wish);
        passphrase = typed;
        if (refuse)
            return reply(*refuse);
        reply(kit::Handed{manifest(), wish.file, {Error{Errc::InvalidArgument, "kit.nobody-checks", {}, {}}}});
    }
    void open(const std::string& file, const std::string& store, const std::string& publicKey, HandedReply reply) override
    {
        opened = file;
        key = publicKey;
        reply(kit::Handed{manifest(), store, {}});
    }
    void packBack(const std::string& file, bool final, SiteReply reply) override
    {
        back = file;
        ended = final;
        here->closed = final;
        reply(here);
    }
    void plan(const std::string&, PlanReply reply) override { reply(comesHome); }
    void merge(const std::string&, const std::vector<kit::Choice>& chosen, MergedReply reply) override
    {
        choices = chosen;
        kit::Merged merged;
        for (auto& stream : comesHome.streams) {
            const bool wanted =
                std::any_of(chosen.begin(), chosen.end(), [&](const auto& choice) { return choice.stream == stream.stream; });
            if (stream.fate == kit::Fate::Append || wanted) {
                merged.events += static_cast<std::int64_t>(stream.laptop.size());
                stream.fate = kit::Fate::Present;
            }
        }
        reply(merged);
    }
    [[nodiscard]] static kit::Manifest manifest()
    {
        kit::Manifest manifest;
        manifest.orders = {"W-2026-0002"};
        manifest.station = "kit-7";
        manifest.validUntil = "2026-12-07";
        manifest.laboratoryName = {"示范计量所", "Demonstration Metrology Institute"};
        return manifest;
    }

private:
    static journal::Event event(const char* type, const char* station)
    {
        journal::Event event;
        event.type = type;
        event.station = station;
        event.seq = 5;
        event.body = Json::Object{{"from", "agreed"}, {"to", "in-work"}, {"reason", ""}, {"changes", Json::Object{}}};
        return event;
    }
};

} // namespace cal::test
