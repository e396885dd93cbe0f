// SPDX-License-Identifier: GPL-3.0-or-later
// Set-up of a run: identities, standards, environment source.
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

namespace cal::session::test {

TEST_CASE("a set-up knows who stands on the bench", "[session][prepare]")
{
    Rig rig;
    const auto setUp = rig.prepared(shippedProcedure("dmm-dc-voltage"));
    if (!setUp)
        INFO(told(setUp.error()));
    REQUIRE(setUp.has_value());
    CHECK(setUp->simulated);
    CHECK(setUp->identities.size() == 3);
    CHECK(setUp->identities.at("item").serial == "SIM34401-001");
    REQUIRE(setUp->standard("standard"));
    CHECK(setUp->standard("standard")->model == "5522A");
    CHECK(setUp->standard("standard")->certificate == "DEMO-2026-0117");
    REQUIRE(setUp->bindings.size() == 2);
    CHECK(setUp->bindings[0].serial == "SIM5522-001");
    CHECK(setUp->placeOfWork.en == "1 Example Road");
}

TEST_CASE("what must not be used is refused", "[session][prepare]")
{
    const auto refusedWith = [](Rig& rig, const PrepareRequest& request, const char* key) {
        const auto setUp = prepare(request, {});
        REQUIRE_FALSE(setUp.has_value());
        INFO(told(setUp.error()));
        CHECK(setUp.error().key == key);
        CHECK(rig.bench.readingsTaken() == 0);
    };
    SECTION("a standard past its validity")
    {
        Rig rig;
        auto request = rig.request(shippedProcedure("dmm-dc-voltage"));
        request.standards[0].validUntil = "2026-11-22";
        refusedWith(rig, request, "session.standard-expired");
        request.standards[0].validUntil = "2026-11-23"; // the last day counts
        CHECK(prepare(request, {}).has_value());
        request.standards[0].validUntil = "soon";
        refusedWith(rig, request, "date.syntax");
    }
    SECTION("another standard than the registered one")
    {
        Rig rig;
        auto request = rig.request(shippedProcedure("dmm-dc-voltage"));
        request.standards[0].serial = "SIM5522-999";
        refusedWith(rig, request, "session.wrong-standard");
    }
    SECTION("another item than ordered; 0 says nothing")
    {
        Rig rig;
        auto request = rig.request(shippedProcedure("dmm-dc-voltage"));
        request.item.serial = "MY99";
        refusedWith(rig, request, "session.wrong-item");
        rig.bench.setItemSerial("0");
        const auto setUp = prepare(request, {});
        REQUIRE(setUp.has_value());
        CHECK(setUp->item.serial == "MY99");
    }
    SECTION("another model than the one registered for the order's item, and what cannot be compared")
    {
        Rig rig;
        auto request = rig.request(shippedProcedure("dmm-dc-voltage"));
        request.orderItem = OrderItem{rig.ids.make().text(), "O-1/1", "routine", false};
        request.item.model = "8846A";
        refusedWith(rig, request, "session.wrong-model");
        request.itemDefinition = "fluke-8846a"; // the register's definition, not the name, decides
        request.item.model = "34401A";
        refusedWith(rig, request, "session.wrong-model");
        request.itemDefinition = "hp-34401a";
        request.item.model = "HP 34401A";
        auto setUp = prepare(request, {});
        REQUIRE(setUp.has_value());
        CHECK(setUp->notices.empty());
        request.itemDefinition.clear();
        request.item.model = "34401-a";
        request.item.serial.clear();
        setUp = prepare(request, {});
        REQUIRE(setUp.has_value());
        REQUIRE(setUp->notices.size() == 1);
        CHECK(setUp->notices[0].key == "session.serial-not-registered");
        CHECK(setUp->notices[0].arg("found") == setUp->item.serial); // the record has what was answered
        const auto frozen = SetUp::fromJson(setUp->toJson());
        REQUIRE(frozen);
        REQUIRE(frozen->notices.size() == 1);
        CHECK(frozen->notices[0].arg("item") == "O-1/1");
        rig.bench.setItemSerial("0");
        request.item.serial = "MY99";
        setUp = prepare(request, {});
        REQUIRE(setUp.has_value());
        REQUIRE(setUp->notices.size() == 1);
        CHECK(setUp->notices[0].key == "session.serial-not-said");
    }
    SECTION("no source of the environment")
    {
        support::FakeBenchOptions options;
        options.sensor = false;
        Rig rig(options);
        refusedWith(rig, rig.request(shippedProcedure("dmm-dc-voltage")), "session.no-environment");
    }
    SECTION("no bench")
    {
        Rig rig;
        auto request = rig.request(shippedProcedure("dmm-dc-voltage"));
        request.bench = nullptr;
        refusedWith(rig, request, "session.no-bench");
    }
    SECTION("an instrument that does not answer")
    {
        Rig rig;
        rig.bench.onCommand = [](const std::string& command) -> std::optional<Error> {
            if (command == "item *IDN?")
                return Error{Errc::Timeout, "instrument.timeout", {{"instrument", "item"}}, {}};
            return std::nullopt;
        };
        refusedWith(rig, rig.request(shippedProcedure("dmm-dc-voltage")), "instrument.timeout");
    }
    SECTION("a need that is not met; shown when asked for, and refused by run all the same")
    {
        Rig rig;
        auto procedure = shippedProcedure("dmm-dc-voltage");
        procedure.head.needs[0].maxRatio = *Decimal::parse("0.01");
        auto request = rig.request(procedure);
        refusedWith(rig, request, "session.ratio-too-large");
        request.showRefusals = true;
        const auto setUp = prepare(request, {});
        REQUIRE(setUp.has_value());
        CHECK_FALSE(setUp->bindings[0].ok());
        const auto outcome = run(*setUp, &rig.bench, std::nullopt, rig.services(), rig.control);
        REQUIRE_FALSE(outcome.has_value());
        CHECK(outcome.error().key == "session.ratio-too-large");
        CHECK(rig.observer.log.empty());
    }
}

} // namespace cal::session::test
