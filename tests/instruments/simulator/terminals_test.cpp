// SPDX-License-Identifier: GPL-3.0-or-later
// Output terminals: settling, standby, and the moment from which readings count as settled.
#include "instruments/simulator/terminals.h"

#include <catch2/catch.hpp>

#include <cmath>

TEST_CASE("an output moves within its settling time and then stands still", "[instruments][simulator]")
{
    cal::instruments::simulator::OutputTerminals terminals;
    terminals.set("dc-voltage", *cal::Decimal::parse("10.000"), 10.00001, 2.0, 100.0);
    CHECK(terminals.at(100.0).value == 0.0); // standby
    CHECK(terminals.at(100.0).settled);
    terminals.operate(101.0);
    CHECK(terminals.at(101.0).value == 0.0);
    CHECK(!terminals.at(102.0).settled);
    CHECK(terminals.at(102.0).value > 9.9);
    CHECK(std::abs(terminals.at(102.999).value - 10.00001) < 10.0 * 1.1e-6);
    CHECK(terminals.at(103.0).value == 10.00001);
    CHECK(terminals.at(103.0).settled);
    CHECK(terminals.at(103.0).setting == "10");
    CHECK(terminals.untilSettled(102.5) == Approx(0.5));
    terminals.set("dc-voltage", cal::Decimal(-5), -5.0, 2.0, 110.0); // from where it is
    CHECK(terminals.at(110.0).value == Approx(10.00001));
    CHECK(terminals.at(110.5).value < 10.0);
    terminals.standby();
    CHECK(terminals.at(110.5).value == 0.0);
}

TEST_CASE("settled counts from the answer that said so", "[instruments][simulator]")
{
    cal::instruments::simulator::OutputTerminals terminals;
    CHECK(terminals.askSettled(0.0)); // standby is settled
    terminals.set("dc-voltage", cal::Decimal(1), 1.0, 2.0, 0.0);
    terminals.operate(0.0);
    CHECK(!terminals.askSettled(1.0));
    CHECK(!terminals.at(5.0).announced); // settled by the clock, but nobody was told
    CHECK(terminals.askSettled(5.0));
    CHECK(terminals.at(5.0).announced);
    terminals.set("dc-voltage", cal::Decimal(2), 2.0, 2.0, 6.0);
    CHECK(!terminals.at(9.0).announced);
    CHECK(terminals.at(9.0).serial == 2);
}
