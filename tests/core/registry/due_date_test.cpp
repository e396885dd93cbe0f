// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/due_date.h"
#include "core/registry/numbers.h"
#include "tests/support/registry_bench.h"

using namespace cal;
using namespace cal::registry;
using cal::test::keyOf;

namespace {

std::string until(const char* date, int months, DueRule rule = {})
{
    const auto last = validUntil(date, months, rule);
    return last ? *last : last.error().key;
}

} // namespace

TEST_CASE("months are added with the end of the month kept", "[registry][due]")
{
    const DueRule whole{false, DueRule::End::Day};
    CHECK(until("2026-08-31", 6, whole) == "2027-02-28");
    CHECK(until("2027-08-31", 6, whole) == "2028-02-29");
    CHECK(until("2028-02-29", 12, whole) == "2029-02-28");
    CHECK(until("2026-01-31", 1, whole) == "2026-02-28");
    CHECK(until("2026-11-23", 12, whole) == "2027-11-23");
}

TEST_CASE("validity ends a day before the date comes again, or where the laboratory's rule puts it", "[registry][due]")
{
    CHECK(until("2026-11-23", 12) == "2027-11-22");
    CHECK(until("2026-03-01", 12) == "2027-02-28");
    CHECK(until("2026-08-31", 6) == "2027-02-27");
    CHECK(until("2026-01-01", 12) == "2026-12-31");
    CHECK(until("2026-11-23", 12, {true, DueRule::End::Month}) == "2027-11-30");
    CHECK(until("2026-11-23", 12, {true, DueRule::End::Week}) == "2027-11-28"); // a Sunday
    CHECK(until("2026-11-23", 0) == "due.interval");
    CHECK(until("2026-11-23", 1201) == "due.interval");
    CHECK(until("2026-02-30", 12) == "date.syntax");
    CHECK(until("", 12) == "date.syntax");
    CHECK(*daysAfter("2026-12-30", 3) == "2027-01-02");
    CHECK(keyOf(daysAfter("2026-12-30", -1)) == "due.days");
}

TEST_CASE("a number is text, year and serial by the rule", "[registry][numbers]")
{
    CHECK(*numberText("ZSJL-LX-{year}-{serial:6}", 2026, 123) == "ZSJL-LX-2026-000123");
    CHECK(*numberText("{serial}", 2026, 123) == "123");
    CHECK(*numberText("{serial:2}", 2026, 12345) == "12345"); // never cut
    for (const char* rule : {"", "O-{year}", "O-{serial", "O-serial}", "{serial:0}", "{serial:13}", "{serial:x}", "{Serial}", "{}"})
        CHECK(keyOf(numberText(rule, 2026, 1)) == "number.rule");
}

TEST_CASE("a block gives each number once, its own station first, and keeps void ones", "[registry][numbers]")
{
    cal::test::RegistryBench bench;
    const auto block = [&](const char* name, const char* rule, const char* from, const char* to, Json station = {}) {
        const auto added = bench.registry.add(
            "number-block", {{"name", name}, {"purpose", "order"}, {"rule", rule}, {"from", from}, {"to", to}, {"station", station}});
        REQUIRE(added);
        return *added;
    };
    CHECK(keyOf(takeNumber(bench.registry, "order", 2026)) == "number.none-left");
    const auto general = block("all", "G-{year}-{serial:3}", "1", "2");
    block("elsewhere", "E-{serial}", "1", "9", "laptop-2");
    block("here", "H-{serial}", "7", "7", "bench-1");
    CHECK(*takeNumber(bench.registry, "order", 2026) == "H-7");
    CHECK(*takeNumber(bench.registry, "order", 2026) == "G-2026-001");
    CHECK(*takeNumber(bench.registry, "order", 2027) == "G-2027-002");
    CHECK(keyOf(takeNumber(bench.registry, "order", 2027)) == "number.none-left"); // elsewhere's are not ours
    CHECK(keyOf(takeNumber(bench.registry, "document", 2027)) == "number.none-left");

    REQUIRE(voidNumber(bench.registry, general.id, "G-2026-001", "typed twice"));
    CHECK(keyOf(voidNumber(bench.registry, general.id, "G-2026-001", "again")) == "number.void-already");
    CHECK(keyOf(voidNumber(bench.registry, general.id, "G-2027-002", "")) != "");
    CHECK(bench.registry.get(general.id)->text("void") == "number G-2026-001; why typed twice");
}
