// SPDX-License-Identifier: GPL-3.0-or-later
// The binder: per point, with reasons.
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace cal::session::test {

namespace {

struct BindCase {
    procedure::Procedure procedure = shippedProcedure("dmm-dc-voltage");
    equipment::Definition calibrator = support::shippedDefinition("fluke-5522a");
    equipment::Definition meter = support::shippedDefinition("hp-34401a");

    std::vector<Binding> bound()
    {
        auto bindings = session::bind(procedure, {{"standard", &calibrator}, {"item", &meter}});
        REQUIRE(bindings.has_value());
        return *bindings;
    }
    const Binding::PointCheck* refusal(const std::string& place)
    {
        last = bound();
        for (const auto& binding : last)
            if (binding.need.place == place)
                return binding.firstRefusal();
        FAIL("no binding of " << place);
        return nullptr;
    }
    std::vector<Binding> last;
};

} // namespace

TEST_CASE("the shipped multimeter procedure binds to calibrator and meter at every point", "[session][bind]")
{
    BindCase c;
    for (const auto& binding : c.bound()) {
        if (const auto* refused = binding.firstRefusal())
            INFO(binding.need.place << " " << refused->point << ": " << told(refused->reason));
        CHECK(binding.ok());
        CHECK(binding.points.size() == c.procedure.points.size());
    }
}

TEST_CASE("U of the standard is k = 2 from the stated level, and its ratio to the MPE", "[session][bind]")
{
    BindCase c;
    const auto bindings = c.bound();
    const auto& checks = bindings.front().points;
    REQUIRE(bindings.front().need.place == "standard");
    for (const auto& check : checks) {
        const auto point =
            std::find_if(c.procedure.points.begin(), c.procedure.points.end(), [&](const auto& p) { return p.id == check.point; });
        const auto rows = c.calibrator.covering("dc-voltage", true, point->nominal.number, "1y");
        REQUIRE_FALSE(rows.empty());
        const double expanded = 2 * rows.front()->specification.limitAt(point->nominal.number).toDouble() / rows.front()->coverageK;
        const auto said = units::Quantity::parse(check.uncertainty);
        REQUIRE(said.has_value());
        // printed to two digits: at most 5 % away
        CHECK(said->si() == Approx(expanded).epsilon(0.05));
        CHECK_FALSE(check.ratio.empty());
    }
}

TEST_CASE("a need that nothing meets says why", "[session][bind]")
{
    BindCase c;
    SECTION("no instrument")
    {
        const auto bindings = session::bind(c.procedure, {{"item", &c.meter}});
        REQUIRE(bindings.has_value());
        REQUIRE(bindings->front().firstRefusal());
        CHECK(bindings->front().firstRefusal()->reason.key == "session.no-instrument");
    }
    SECTION("out of range")
    {
        c.procedure.points[3].nominal = *units::Quantity::parse("5000 V");
        const auto* refused = c.refusal("standard");
        REQUIRE(refused);
        CHECK(refused->point == c.procedure.points[3].id);
        CHECK(refused->reason.key == "session.out-of-range");
        CHECK(refused->reason.arg("value") == "5000 V");
    }
    SECTION("ratio too large")
    {
        c.procedure.head.needs[0].maxRatio = *Decimal::parse("0.05");
        const auto* refused = c.refusal("standard");
        REQUIRE(refused);
        CHECK(refused->reason.key == "session.ratio-too-large");
        CHECK(refused->reason.arg("limit") == "0.05");
    }
    SECTION("a ratio without a maximum permissible error")
    {
        c.procedure.head.mpe = "none";
        const auto* refused = c.refusal("standard");
        REQUIRE(refused);
        CHECK(refused->reason.key == "session.no-mpe");
    }
    SECTION("medium confidence needs a sign-off")
    {
        for (auto& row : c.calibrator.capabilities)
            row.specification.confidence = "medium";
        CHECK(c.refusal("standard") == nullptr); // signed off by the demonstration laboratory
        c.calibrator.signOffs.clear();
        const auto* refused = c.refusal("standard");
        REQUIRE(refused);
        CHECK(refused->reason.key == "session.not-signed-off");
        for (auto& row : c.calibrator.capabilities)
            row.specification.confidence = "high";
        CHECK(c.refusal("standard") == nullptr);
    }
    SECTION("the item too")
    {
        c.procedure.points[0].range = *units::Quantity::parse("3 V");
        const auto* refused = c.refusal("item");
        REQUIRE(refused);
        CHECK(refused->reason.key == "session.out-of-range");
        CHECK(refused->reason.arg("range") == "3 V");
    }
    SECTION("no points")
    {
        c.procedure.points.clear();
        const auto bindings = session::bind(c.procedure, {});
        REQUIRE_FALSE(bindings.has_value());
        CHECK(bindings.error().key == "session.no-points");
    }
}

TEST_CASE("points in millivolts are found in rows of volts", "[session][bind]")
{
    BindCase c;
    c.procedure.points.resize(1);
    c.procedure.points[0].nominal = *units::Quantity::parse("100 mV");
    c.procedure.points[0].range = *units::Quantity::parse("100 mV");
    for (const auto& binding : c.bound())
        CHECK(binding.ok());
}

} // namespace cal::session::test
