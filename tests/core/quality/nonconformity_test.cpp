// SPDX-License-Identifier: GPL-3.0-or-later
// Nonconforming work: the standard leaves use at once, the impact list is kept, and the work is refused until restart is allowed.
#include "core/quality/intermediate_check.h"
#include "core/quality/nonconformity.h"
#include "core/session/standards_on_hand.h"
#include "tests/core/quality/quality_bench.h"
#include "tests/support/trace_builder.h"

#include <algorithm>

using namespace cal;
using namespace cal::quality;
using cal::quality::test::keyOf;
using cal::quality::test::QualityBench;

namespace {

/// A session with three points on the device: passing, near the limit, elsewhere.
void measured(QualityBench& bench)
{
    const support::TraceBuilder build;
    IdMaker ids(bench.clock, 3);
    const auto session = ids.make();
    const auto append = [&](const journal::NewEvent& event) {
        REQUIRE(bench.store.append(session, bench.store.head(session)->seq, std::vector{event}, bench.by));
    };
    append({session::SetUpFrozen::kType, 2, build.setUpBody("甲公司", "S-1", "simple")});
    int number = 0;
    for (const char* error : {"0.0001", "0.00035"}) {
        support::TracedPoint point;
        point.asset = bench.device.id.text();
        point.calibration = "calibration-1";
        point.point = "point-" + std::to_string(++number);
        point.error = error;
        append({session::PointJudged::kType, 2, build.judgedBody(point)});
    }
}

NonconformityOpening opening(const QualityBench& bench)
{
    NonconformityOpening out;
    out.title = "calibrator found out";
    out.description = "The intermediate check failed.";
    out.day = "2026-09-23";
    out.asset = bench.device.id;
    FoundError found;
    found.asset = bench.device.id.text();
    found.from = *parseRfc3339("2026-01-01T00:00:00Z");
    found.to = *parseRfc3339("2027-01-01T00:00:00Z");
    found.shift = *units::Quantity::parse("-0.0001 V");
    out.found = found;
    out.foundText = "-0.0001 V";
    return out;
}

} // namespace

TEST_CASE("a standard found out leaves use at once, with its impact list and letters", "[quality][nonconformity]")
{
    QualityBench bench;
    measured(bench);
    const auto opened = openNonconformity(bench.work, opening(bench), {"实验室", "Laboratory"}, cal::quality::test::words());
    INFO((opened ? std::string() : opened.error().key + " " + std::string(opened.error().arg("field"))));
    REQUIRE(opened);
    CHECK(opened->assetState == "out-of-tolerance");
    CHECK(bench.now(bench.device).state == "out-of-tolerance");
    const auto& entity = opened->nonconformity;
    CHECK(entity.text("number") == "NC-2026-001");
    CHECK(entity.state == "open");
    REQUIRE(opened->impact);
    CHECK(opened->impact->points() == 2);
    CHECK(entity.value("points-passing").asInt(-1) + entity.value("points-failing").asInt(-1) == 2);
    CHECK(entity.value("points-failing").asInt() == 1); // the one near its limit
    CHECK(opened->letters.size() == 1);
    CHECK(entity.value("letters").size() == 1);

    // The impact list is kept byte for byte and says the same.
    const auto digest = Digest::fromHex(entity.value("impact")["digest"].asString());
    REQUIRE(digest);
    const auto bytes = bench.store.getBlob(*digest);
    REQUIRE(bytes);
    CHECK(*Json::parse(*bytes) == opened->impact->toJson());

    // The next number of the year.
    auto again = opening(bench);
    again.found.reset();
    again.source = "audit";
    const auto second = openNonconformity(bench.work, again, {}, cal::quality::test::words());
    REQUIRE(second);
    CHECK(second->nonconformity.text("number") == "NC-2026-002");
    CHECK_FALSE(second->impact);
}

TEST_CASE("work with the standard is refused until restart is allowed", "[quality][nonconformity]")
{
    QualityBench bench;
    auto plain = opening(bench);
    plain.found.reset();
    plain.source = "flag";
    const auto opened = openNonconformity(bench.work, plain, {}, cal::quality::test::words());
    REQUIRE(opened);
    CHECK(opened->assetState == "quarantined");
    const auto id = opened->nonconformity.id;
    const auto refused = [&] {
        const auto reasons = checksAllow(bench.registry, bench.device.id.text(), "2026-09-24");
        REQUIRE(reasons);
        return reasons->size() == 1 && reasons->front().key == "nonconformity.open";
    };
    CHECK(refused());
    REQUIRE(bench.registry.step(id, 1, "contained", "at once", {{"containment", "all work with it stopped"}}));
    CHECK(refused());
    CHECK(keyOf(bench.registry.step(id, 2, "restart-allowed", "too early")) == "registry.wrong-state");
    CHECK(keyOf(bench.registry.step(id, 2, "decided", "because")) == "registry.missing"); // the decision itself
    REQUIRE(bench.registry.step(id, 2, "decided", "because", {{"decision", "no result is affected"}, {"recall", false}}));
    CHECK(refused());
    CHECK(keyOf(bench.registry.step(id, 3, "restart-allowed", "good again")) == "registry.missing"); // who allows it
    const auto person = bench.add("person", {{"login", "quality"}, {"name", "Quality"}, {"from", "2020-01-01"}});
    REQUIRE(bench.registry.step(id, 3, "restart-allowed", "good again", {{"restart-allowed-by", person.id.text()}}));
    CHECK_FALSE(refused());
    CHECK(keyOf(bench.registry.step(id, 4, "closed", "done")) == "registry.missing"); // corrective action and evidence
}

TEST_CASE("only who may do quality work opens, and what fails leaves nothing", "[quality][nonconformity]")
{
    QualityBench bench;
    measured(bench);
    const auto before = bench.store.tail(0, 100'000)->size();
    bench.access.refused = "quality";
    CHECK(keyOf(openNonconformity(bench.work, opening(bench), {}, cal::quality::test::words())) == "access.not-authorised");
    bench.access.refused.clear();

    auto wrong = opening(bench);
    wrong.found->shift = *units::Quantity::parse("1 s");
    CHECK(keyOf(openNonconformity(bench.work, wrong, {}, cal::quality::test::words())) == "unit.mismatch");
    wrong = opening(bench);
    wrong.title = "";
    CHECK(keyOf(openNonconformity(bench.work, wrong, {}, cal::quality::test::words())) == "registry.missing");
    CHECK(bench.now(bench.device).state == "in-use");
    CHECK(bench.store.tail(0, 100'000)->size() == before);
}

TEST_CASE("the binder refuses the standard of open nonconforming work and names it", "[quality][nonconformity]")
{
    QualityBench bench;
    bench.add(
        "calibration",
        {{"certificate-number", "C-1"}, {"asset", bench.device.id.text()}, {"calibrated-on", "2026-01-01"}, {"valid-until", "2027-01-01"}});
    const auto refused = [&] {
        const auto onHand = session::standardsOnHand(bench.registry);
        REQUIRE(onHand);
        const auto* asset = onHand->asset(bench.device.id.text());
        REQUIRE(asset);
        std::string measurementStandard;
        session::Purpose purpose;
        purpose.day = "2026-09-24";
        const auto reasons = session::refusals(*asset, *onHand, purpose, measurementStandard);
        REQUIRE(reasons);
        return std::any_of(reasons->begin(), reasons->end(), [](const Error& reason) { return reason.key == "standard.nonconforming"; });
    };
    CHECK_FALSE(refused());
    auto audit = opening(bench);
    audit.found.reset();
    audit.source = "audit";
    REQUIRE(openNonconformity(bench.work, audit, {}, cal::quality::test::words()));
    CHECK(refused());
}
