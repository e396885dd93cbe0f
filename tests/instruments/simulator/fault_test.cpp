// SPDX-License-Identifier: GPL-3.0-or-later
// The notation of faults and when they come due.
#include "instruments/simulator/fault.h"

#include <catch2/catch.hpp>

namespace {

using cal::instruments::simulator::Fault;

} // namespace

TEST_CASE("faults are written as kind, amount and moment", "[instruments][simulator][fault]")
{
    const auto late = Fault::parse("late=1.5@5");
    REQUIRE(late);
    CHECK(late->kind == Fault::Kind::Late);
    CHECK(late->amount == 1.5);
    CHECK(late->after == 5u);
    CHECK(!late->lasting);
    CHECK(Fault::parse("silent@0+")->lasting);
    for (const auto* kind : {"delay", "late", "drop", "split", "garbage", "half", "overload", "nan", "wrong-idn", "silent", "error-queue"})
        CHECK(Fault::parse(kind));
    for (const auto* text :
         {"", "late@", "late@x", "late@-1", "late=", "late=x", "late=-1", "late=nan", "later", "@5", "late@5++", "late 5"}) {
        INFO(text);
        const auto fault = Fault::parse(text);
        REQUIRE(!fault);
        CHECK(fault.error().key == "simulator.fault-unknown");
        CHECK(fault.error().arg("known").find("garbage") != std::string_view::npos);
    }
}

TEST_CASE("a fault after n answers happens once, a lasting one for ever", "[instruments][simulator][fault]")
{
    using cal::instruments::simulator::FaultPlan;
    FaultPlan plan({*Fault::parse("drop@2"), *Fault::parse("half@3+")});
    CHECK(plan.due().empty());
    plan.answered();
    plan.answered();
    REQUIRE(plan.due().size() == 1);
    CHECK(plan.due()[0].kind == Fault::Kind::Drop);
    plan.happened(Fault::Kind::Drop);
    plan.answered();
    for (int i = 0; i < 3; ++i) {
        REQUIRE(plan.due().size() == 1);
        CHECK(plan.due()[0].kind == Fault::Kind::Half);
        plan.happened(Fault::Kind::Half);
        plan.answered();
    }
    FaultPlan always({*Fault::parse("delay")});
    always.happened(Fault::Kind::Delay);
    CHECK(always.due().size() == 1);
}
