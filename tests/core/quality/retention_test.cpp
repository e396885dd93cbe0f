// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/retention.h"
#include "tests/core/quality/quality_bench.h"

using namespace cal;
using namespace cal::quality;
using cal::quality::test::keyOf;
using cal::quality::test::QualityBench;

TEST_CASE("a record is kept for the years of its rule, to the day", "[quality][retention]")
{
    QualityBench bench;
    const Disposal disposal{"session-1", "session", "2020-02-29", "paper copy shredded"};
    CHECK(keyOf(recordDisposal(bench.work, disposal, "2090-01-01")) == "retention.no-rule"); // without a rule nothing is disposed of
    const auto rest = bench.add("retention-rule", {{"record-kind", "*"}, {"years", "10"}, {"source", "laboratory"}});
    const auto rule = bench.add("retention-rule", {{"record-kind", "session"}, {"years", "5"}, {"source", "laboratory"}});

    CHECK(retentionOf(bench.registry, "session", "2020-02-29")->until == "2025-02-28");
    CHECK(retentionOf(bench.registry, "calibration", "2020-02-29")->until == "2030-02-28");
    CHECK(retentionOf(bench.registry, "calibration", "2020-02-29")->rule == rest.id);
    CHECK(keyOf(retentionOf(bench.registry, "session", "yesterday")) == "date.syntax");

    CHECK(keyOf(recordDisposal(bench.work, disposal, "2025-02-28")) == "retention.too-early");
    bench.access.refused = "quality";
    CHECK(keyOf(recordDisposal(bench.work, disposal, "2025-03-01")) == "access.not-authorised");
    bench.access.refused.clear();
    CHECK(keyOf(recordDisposal(bench.work, {"session-1", "session", "2020-02-29", ""}, "2025-03-01")) == "retention.nothing-said");
    REQUIRE(recordDisposal(bench.work, disposal, "2025-03-01"));

    const auto events = bench.store.read(rule.id);
    REQUIRE(events->size() == 2);
    CHECK(events->back().type == "retention.record-disposed");
    CHECK(events->back().body["until"].asString() == "2025-02-28");
    // The fact stands in the rule's stream and changes neither its values nor its state.
    CHECK(bench.now(rule).values == rule.values);
    CHECK(bench.store.checkProjections()->empty());

    const auto sample =
        Json::parse(cal::test::readFile(std::filesystem::path(CAL_SOURCE_DIR) / "tests/data/events/v1/retention.record-disposed.json"));
    REQUIRE(sample);
    CHECK((*sample)["body"] == events->back().body);
    journal::Upcasters known;
    knowRetentionEvents(known);
    CHECK(known.knows((*sample)["type"].asString(), 1));
}
